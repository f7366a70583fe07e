"""Training pairs within one language: a text, other renderings and forms of it that claim the same, and their drifts.

Here two texts share most of their words, and what matters is a word or its place: drifts are mostly of one word. What
two people make of one text shows how unlike faithful renderings are: verses of English Bibles, DEMETR's sentences.
"""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

from training.judge import corpus, forms
from training.judge.changes import Version, drifted
from training.judge.forms import Former
from training.judge.lexicon import Lexicon
from training.judge.pairs import (
    ENGLISH,
    NEAR,
    Example,
    Source,
    altered_spans,
    chosen_drift,
    either_way,
    faithful_pair,
    of_parallel,
)

# Shares of the groups: sentences of DEMETR, few, and soon learnt by heart; verses; Tatoeba; web comments; and pairs
# across languages, so that it goes on seeing what translators do.
SHARES: Final = {"demetr": 0.18, "verses": 0.34, "ours": 0.12, "others": 0.02, "translated": 0.20, "across": 0.14}
DRIFTS: Final[Mapping[str, float]] = {
    "drop_word": 11,
    "drop_clause": 1,
    "add_word": 9,
    "add_phrase": 1.5,
    "exchange": 4,
    "related": 10,
    "opposite": 7,
    "number": 4,
    "name": 7,
    "denial": 2.5,
    "modal": 1.5,
    "gender": 1.5,
    "roles": 9,
    "foreign": 4,
    "voice": 2,
}
FORMS: Final[Mapping[Former, float]] = {
    forms.misspelt: 2,
    forms.cased: 1.5,
    forms.pointed: 2,
    forms.quoted: 1,
    forms.repeated: 0.7,
    forms.shortened: 0.7,
    forms.contracted: 2,
    forms.said_otherwise: 2,
    forms.coordinated: 2,
    forms.fronted: 1.5,
    forms.recast: 5,
}
AGAIN: Final = 0.5
# A rendering that is only clumsy is as good as faithful, and counts less: a reader may stumble over it.
_CLUMSY: Final = 0.6


def groups(given: Source, chance: Random, without: frozenset[str] = frozenset()) -> Iterator[list[Example]]:
    """Yield groups without end, as `pairs.groups` does."""
    fit = {kind: share for kind, share in SHARES.items() if kind == "across" or getattr(given, kind)}
    kinds, shares = list(fit), list(fit.values())
    while True:
        kind = chance.choices(kinds, shares)[0]
        if kind == "demetr":
            yield _of_demetr(chance.choice(given.demetr), given, chance, without)
            continue
        if kind == "verses":
            yield _of_verse(chance.choice(given.verses), given, chance, without)
            continue
        if kind == "across":
            made = of_parallel(chance.choice(chance.choice((given.ours, given.translated))), given, chance, without)
            yield [pair for pair in made if pair.original != pair.rendering]
            continue
        pair: corpus.Parallel = chance.choice(getattr(given, kind))
        sides = (pair[:2], pair[2:]) if pair.source_language == "en" else (pair[2:], pair[:2])
        text, code = sides[chance.random() >= ENGLISH]
        yield _of_text(text, given.lexicons[code], given, chance, without)


def _of_text(text: str, lexicon: Lexicon, given: Source, chance: Random, without: frozenset[str]) -> list[Example]:
    """Return pairs of the forms of one text, and of its drifts."""
    plain, other, third = text, *(_form(text, lexicon, given, chance) for _ in range(2))
    found = [
        faithful_pair(one, two, chance) for one, two in ((plain, other), (plain, third), (other, third)) if one != two
    ]
    for base, against in ((plain, other), (other, plain), (other, third)):
        made = _drift(base, lexicon, given, chance, without)
        if made is None:
            continue
        kind, version = made
        spans = version.base_changed if against == base else None
        found += either_way(Example(against, version.text, NEAR.get(kind, 1.0), 1, spans, version.changed), chance)
        again = _form(version.text, lexicon, given, chance)
        if again != version.text and chance.random() < 0.6:
            found.append(faithful_pair(version.text, again, chance))
    made = _drift(plain, lexicon, given, chance, without)
    if made is not None:
        kind, version = made
        where = version.base_changed, version.changed
        found += either_way(Example(plain, version.text, NEAR.get(kind, 1.0), 1, *where), chance)
    return found


def _of_verse(each: corpus.Verse, given: Source, chance: Random, without: frozenset[str]) -> list[Example]:
    """Return pairs of two renderings of a verse: as they are, in other forms, and given drifts."""
    lexicon = given.lexicons["en"]
    one, two = chance.sample(each.renderings, 2)
    form = _form(two, lexicon, given, chance)
    found = [faithful_pair(one, two, chance), faithful_pair(one, form, chance)]
    for base, against in ((two, one), (form, one), (one, two)):
        made = _drift(base, lexicon, given, chance, without)
        if made is not None:
            kind, version = made
            found += either_way(Example(against, version.text, NEAR.get(kind, 1.0), 1.0, None, version.changed), chance)
    last = found[-1] if found[-1].drifted else None
    if last is not None:
        drift = next(text for text in last[:2] if text not in (one, two))
        again = _form(drift, lexicon, given, chance)
        if again != drift:
            found.append(faithful_pair(drift, again, chance))
    return found


def _of_demetr(each: corpus.Altered, given: Source, chance: Random, without: frozenset[str]) -> list[Example]:
    """Return pairs of the two renderings of a sentence: as they are, in other forms, altered, and given drifts."""
    lexicon = given.lexicons["en"]
    altered, label, light = chosen_drift(each, chance, without)
    rendered = altered_spans(each.faithful, altered)
    one, two = chance.sample((each.reference, each.faithful), 2)
    form = _form(two, lexicon, given, chance)
    again = _form(altered, lexicon, given, chance)
    found = [
        faithful_pair(each.reference, each.faithful, chance),
        faithful_pair(each.reference, each.faithful, chance),
        faithful_pair(one, form, chance),
        faithful_pair(_form(one, lexicon, given, chance), form, chance),
        faithful_pair(altered, again, chance),
        *either_way(Example(each.reference, altered, label, 1.0, None, rendered[1]), chance),
        *either_way(Example(each.reference, again, label, 1.0, None, None), chance),
    ]
    if light:
        found.append(faithful_pair(each.reference, chance.choice(light), chance)._replace(weight=_CLUMSY))
    if chance.random() < 0.5:
        found += either_way(Example(each.faithful, altered, label, 1.0, *rendered), chance)
    for base, against in ((two, one), (form, one), (one, two)):
        made = _drift(base, lexicon, given, chance, without)
        if made is not None:
            kind, version = made
            found += either_way(Example(against, version.text, NEAR.get(kind, 1.0), 1.0, None, version.changed), chance)
    return [pair for pair in found if pair.original != pair.rendering]


def _form(text: str, lexicon: Lexicon, given: Source, chance: Random) -> str:
    return forms.other_form(text, lexicon, given.wordnet, chance, FORMS, AGAIN)


def _drift(
    text: str, lexicon: Lexicon, given: Source, chance: Random, without: frozenset[str]
) -> tuple[str, Version] | None:
    return drifted(text, lexicon, given.wordnet, chance, without, DRIFTS)
