"""Training pairs within one language: a text, other forms of it that claim the same, and drifts of those.

Here two texts share most of their words, and what matters is a word or its place. So drifts are mostly of one word, and
few faithful pairs have words in another order: those in which that is lawful.
"""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Final

from training.judge import corpus, forms
from training.judge.changes import Version, drifted
from training.judge.forms import Former
from training.judge.lexicon import Lexicon
from training.judge.pairs import ENGLISH, NEAR, Example, Source, altered_spans, chosen_drift, either_way, faithful_pair

# Shares of the groups: sentences of DEMETR, which has two English renderings of each; Tatoeba; web comments.
SHARES: Final = {"demetr": 0.45, "ours": 0.20, "others": 0.03, "translated": 0.32}
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
    kinds, shares = list(SHARES), list(SHARES.values())
    while True:
        kind = chance.choices(kinds, shares)[0]
        if kind == "demetr":
            yield _of_demetr(chance.choice(given.demetr), given, chance, without)
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
