"""Training pairs in groups: one sentence, its faithful and its drifted forms, held against each other both ways."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from embeddings.flat import FlatEncoder
from training.judge import corpus
from training.judge.changes import Span, drifted
from training.judge.forms import other_form
from training.judge.lexicon import Lexicon, lexicons
from training.judge.wordnet import WordNet

# Shares of the groups: sentences of DEMETR, Tatoeba of our languages, of others, translations, and labelled ones.
SHARES: Final = {"demetr": 0.30, "ours": 0.27, "others": 0.06, "translated": 0.23, "labelled": 0.14}
# How surely a category of DEMETR is a drift; those of severity minor are none.
_DOUBTFUL: Final = {"major_id18_aspect": 0.5, "major_id3_hypernym": 0.8, "minor_id1_repeat2": 0.1}
# Drifts of DEMETR that are hard to see, one word more, less or turned round: drawn so many times as often.
_HARD: Final = ("id6_", "id7_", "id21_", "id22_", "id23_", "id24_", "id25_")
_HARD_WEIGHT: Final = 2.0
# How often English, of which most is known, is the language that a drift is made in, where it is one of two.
ENGLISH: Final = 0.65
# How surely a change made by script is a drift, where not wholly: what lies near may say the same.
NEAR: Final = {"exchange": 0.85}
# A label that people gave to a machine translation says less of one word than a change made by script.
LABELLED_WEIGHT: Final = 0.5
LABELLED_IN_GROUP: Final = 4  # of each label


class Example(NamedTuple):
    """A pair: original, rendering, how surely drifted, its weight, and where each side drifted (None: not known)."""

    original: str
    rendering: str
    drifted: float
    weight: float
    original_spans: tuple[Span, ...] | None
    rendering_spans: tuple[Span, ...] | None


class Source(NamedTuple):
    """Everything that pairs are made from."""

    demetr: list[corpus.Altered]
    ours: list[corpus.Parallel]
    others: list[corpus.Parallel]
    translated: list[corpus.Parallel]
    labelled: dict[tuple[str, bool], list[corpus.Labelled]]
    lexicons: dict[str, Lexicon]
    wordnet: WordNet | None
    verses: list[corpus.Verse]


def source(data: Path, wordnet: Path | None, flat: FlatEncoder, bibles: Path | None = None) -> Source:
    """Read the text that pairs are made from; FOLDER/retrieval and FOLDER/drift of the development data.

    `bibles` holds the packages that `corpus.BIBLES` names.
    """
    demetr = corpus.demetr(data / "drift" / "demetr-dev.jsonl", kept=False)
    ours = corpus.tatoeba(data / "retrieval", corpus.OURS)
    others = corpus.tatoeba(data / "retrieval", corpus.OTHERS)
    labelled = list(corpus.labelled(data / "drift"))
    translated = [each.pair for each in labelled if not each.has_error]
    texts = [(text, code) for pair in (*ours, *others, *translated) for text, code in (pair[:2], pair[2:])]
    texts += [(text, "en") for each in demetr for text in (each.reference, each.faithful)]
    texts += [(each.source, each.source_language) for each in demetr]
    verses = corpus.verses(bibles) if bibles is not None else []
    found = WordNet(wordnet) if wordnet is not None and wordnet.is_dir() else None
    by_label: dict[tuple[str, bool], list[corpus.Labelled]] = {}
    for each in labelled:
        by_label.setdefault((each.pair.target_language, each.has_error), []).append(each)
    return Source(demetr, ours, others, translated, by_label, lexicons(texts, flat), found, verses)


def groups(given: Source, chance: Random, without: frozenset[str] = frozenset()) -> Iterator[list[Example]]:
    """Yield groups without end; each has about as many faithful pairs as drifted ones.

    `without` names makers and categories of DEMETR that are left out, to see what is learnt of a drift never shown.
    """
    kinds, weights = list(SHARES), list(SHARES.values())
    while True:
        kind = chance.choices(kinds, weights)[0]
        if kind == "demetr":
            yield _of_demetr(chance.choice(given.demetr), given, chance, without)
        elif kind == "labelled":
            yield _of_labels(given, chance)
        else:
            pairs: Sequence[corpus.Parallel] = getattr(given, kind)
            found = of_parallel(chance.choice(pairs), given, chance, without)
            if found:
                yield found


def _of_labels(given: Source, chance: Random) -> list[Example]:
    """Return as many translations into one language with an error as without; where the error is, nobody said."""
    code = chance.choice(corpus.TRANSLATED)
    found = []
    for has_error in (True, False):
        spans = None if has_error else ()
        for each in chance.sample(given.labelled[code, has_error], LABELLED_IN_GROUP):
            pair = each.pair if chance.random() < 0.5 else each.in_tokens
            found.append(Example(pair.source, pair.target, float(has_error), LABELLED_WEIGHT, spans, spans))
    return found


def of_parallel(pair: corpus.Parallel, given: Source, chance: Random, without: frozenset[str]) -> list[Example]:
    """Return pairs of two parallel sentences, of which one is given drifts; either may be the original."""
    stays = ENGLISH if pair.target_language == "en" else 1 - ENGLISH if pair.source_language == "en" else 0.5
    if chance.random() >= stays:
        pair = corpus.Parallel(pair.target, pair.target_language, pair.source, pair.source_language)
    lexicon = given.lexicons[pair.target_language]
    other, faithful = pair.source, pair.target
    form = other_form(faithful, lexicon, given.wordnet, chance)
    # A drift is made of another form as often as a faithful pair shows one: no form is a sign of faithfulness.
    bases = form, chance.choice((faithful, form))
    made = [drifted(base, lexicon, given.wordnet, chance, without) for base in bases]
    if made[0] is None or made[1] is None:
        return []
    (kind, first), (other_kind, second) = made[0], made[1]
    sure, other_sure = NEAR.get(kind, 1.0), NEAR.get(other_kind, 1.0)
    again, another = (other_form(text, lexicon, given.wordnet, chance) for text in (first.text, faithful))
    return [
        faithful_pair(other, faithful, chance),
        faithful_pair(other, form, chance),
        faithful_pair(faithful, form, chance),
        faithful_pair(form, another, chance),
        faithful_pair(first.text, again, chance),
        *either_way(Example(other, first.text, sure, 1, None, first.changed), chance),
        *either_way(Example(other, second.text, other_sure, 1, None, second.changed), chance),
        *either_way(Example(form, first.text, sure, 1, first.base_changed, first.changed), chance),
        *either_way(Example(another, second.text, other_sure, 1, None, second.changed), chance),
    ]


def faithful_pair(one: str, other: str, chance: Random) -> Example:
    """Return two texts that claim the same, either as the original."""
    if chance.random() < 0.5:
        one, other = other, one
    return Example(one, other, 0.0, 1.0, (), ())


def either_way(given: Example, chance: Random) -> list[Example]:
    """Return a pair, half of the time turned round: what drifted is then held to be the original."""
    if chance.random() < 0.5:
        return [given]
    return [
        Example(
            given.rendering, given.original, given.drifted, given.weight, given.rendering_spans, given.original_spans
        )
    ]


def _of_demetr(each: corpus.Altered, given: Source, chance: Random, without: frozenset[str]) -> list[Example]:
    """Return pairs of a sentence of DEMETR: two altered renderings, one of them made by script, and faithful ones."""
    english = given.lexicons["en"]
    altered, label, light = chosen_drift(each, chance, without)
    one, two = chance.sample((each.reference, each.faithful), 2)
    form = chance.choice(light) if light and chance.random() < 0.5 else other_form(one, english, given.wordnet, chance)
    made = drifted(chance.choice((one, form)), english, given.wordnet, chance, without)
    rendered = altered_spans(each.faithful, altered)
    again = other_form(altered, english, given.wordnet, chance)
    # As in `of_parallel`: what drifted comes in other forms too; where it drifted is then not known.
    shown_again, where = chance.choice(((altered, rendered[1]), (again, None)))
    found = [
        faithful_pair(each.reference, each.faithful, chance),
        faithful_pair(each.source, chance.choice((each.reference, each.faithful)), chance),
        faithful_pair(two, form, chance),
        faithful_pair(each.source, form, chance),
        faithful_pair(altered, again, chance),
        *either_way(Example(each.reference, altered, label, 1.0, None, rendered[1]), chance),
        *either_way(Example(each.source, shown_again, label, 1.0, None, where), chance),
    ]
    if chance.random() < 0.5:
        found += either_way(Example(each.faithful, altered, label, 1.0, *rendered), chance)
    if made is not None:
        found += either_way(Example(two, made[1].text, 1.0, 1.0, None, made[1].changed), chance)
        found += either_way(Example(each.source, made[1].text, 1.0, 1.0, None, made[1].changed), chance)
    return found


def chosen_drift(each: corpus.Altered, chance: Random, without: frozenset[str]) -> tuple[str, float, list[str]]:
    """Return an altered rendering, how surely it drifted, and the renderings that are only clumsy."""
    shown = [one for one in each.altered if not any(part in one[0] for part in without)]
    heavy = [one for one in shown if not one[0].startswith("minor")]
    light = [text for category, text in shown if category.startswith("minor")]
    weights = [_HARD_WEIGHT if any(part in one[0] for part in _HARD) else 1.0 for one in heavy]
    category, altered = chance.choices(heavy, weights)[0]
    return altered, _DOUBTFUL.get(category, 1.0), light


def altered_spans(faithful: str, altered: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return where two texts differ, word by word, in each."""
    import re
    from difflib import SequenceMatcher

    sides = [list(re.finditer(r"\w+|[^\w\s]", text)) for text in (faithful, altered)]
    matcher = SequenceMatcher(None, *([found.group() for found in side] for side in sides), autojunk=False)
    spans: tuple[list[Span], list[Span]] = ([], [])
    for tag, *places in matcher.get_opcodes():
        if tag == "equal":
            continue
        for side, found, (first, last) in zip(spans, sides, (places[:2], places[2:]), strict=True):
            if first < last:
                side.append((found[first].start(), found[last - 1].end()))
    return tuple(spans[0]), tuple(spans[1])
