"""Names that two sentences of one story tell differently: another person of the same name in part, another city."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from anyascii import anyascii

from align.comparing import Comparison
from align.drift.atlas import city_spans
from align.drift.naming import named_countries, names, passed_over
from align.drift.types import Drift, Side
from seeds.agencies import mentions
from seeds.knowledge import language
from seeds.quoting.keys import speaker_key
from seeds.quoting.likeness import likeness
from seeds.quoting.sounds import script_of

# Names as alike as this may be spellings of one, those of one key and the others: "Kim Jong Gyu" and "Kim Jong-kyu" are
# .6, "Kim Jong Kwi" is .33; "Boris Jelzin" and "Boris Yeltsin" .92, "Marco Ferri" and "Marco Ferrari" .7.
_MAYBE_ONE: Final = 0.5
_OF_TWO_KEYS: Final = 0.75

# What may differ beside a name: another fact of the sentence.
_FIGURES: Final = frozenset({"number"})
# Differences in words, and how many of them there may be for each word that says something in the shorter sentence.
_LOOSE: Final = frozenset({"wording", "omission", "addition"})
_MOST_LOOSE: Final = 1 / 2

_Span = tuple[int, int]


class _Named(NamedTuple):
    """A name of a sentence: where it stands, and its words without titles and small ones, in small Latin letters."""

    span: _Span
    words: tuple[str, ...]


def other_name(original: Side, rendering: Side, compared: Comparison) -> Drift | None:
    """Return the one name that two sentences tell differently, if all others agree; offsets are into their texts.

    Args:
        original: one sentence, without the head of its copy.
        rendering: the sentence that tells the same elsewhere.
        compared: what the checks found between the two.
    """
    if compared.verdict == "not found":
        return None
    drifts = compared.drift
    for pairs in (_people(original, rendering), _cities(original, rendering), _replaced(original, rendering, drifts)):
        found = list(pairs)
        if found:
            alone = len(found) == 1 and _agree_else(original, rendering, drifts, *found[0])
            return _drift(original, rendering, *found[0]) if alone else None
    return None


def _agree_else(original: Side, rendering: Side, drifts: Iterable[Drift], there: _Span, here: _Span) -> bool:
    """Whether two sentences tell the same but for a name: nothing else is changed gravely, and little at all."""
    others = [
        drift
        for drift in drifts
        if not (drift.start < here[1] and here[0] < drift.end)
        and not (drift.against_start < there[1] and there[0] < drift.against_end)
    ]
    if any(drift.severity in ("major", "critical") and drift.category not in _FIGURES for drift in others):
        return False
    carried = min(sum(map(side.carries, range(len(side.tokens)))) for side in (original, rendering))
    return sum(drift.category in _LOOSE for drift in others) <= _MOST_LOOSE * carried


def _drift(original: Side, rendering: Side, there: _Span, here: _Span) -> Drift:
    said, says = original.text[slice(*there)], rendering.text[slice(*here)]
    why = f"“{said}” became “{says}”: another name"
    return Drift("name", "critical", says, *here, said, *there, why)


def _people(original: Side, rendering: Side) -> Iterator[tuple[_Span, _Span]]:
    """Yield the names of two words or more, one of them the same, that do not sound like one name."""
    theirs, ours = _several(original), _several(rendering)
    for old in theirs:
        partners = [new for new in ours if set(old.words) & set(new.words)]
        if len(partners) == 1 and not any(_is_one(old, new) for new in ours):
            (new,) = partners
            if not any(_is_one(other, new) for other in theirs):
                yield old.span, new.span


def _several(side: Side) -> list[_Named]:
    """Return the names of two words or more in Latin letters: spellings in two scripts are too far apart to tell."""
    passed = passed_over(side)
    runs = (
        [side.tokens[place] for place in run]
        for name in names(side)
        for passes, run in groupby(name.places, lambda place: side.tokens[place].small in passed)
        if not passes
    )
    return [
        _Named((run[0].start, run[-1].end), tuple(part for each in run for part in _parts(each.text)))
        for run in runs
        if len(run) > 1 and all(script_of(token.text) == "latin" for token in run)
    ]


def _parts(word: str) -> list[str]:
    return anyascii(word).lower().split("-")


def _is_one(old: _Named, new: _Named) -> bool:
    """Whether two names may be one: they sound alike, or the longer has all words of the shorter."""
    if set(old.words) <= set(new.words) or set(new.words) <= set(old.words):
        return True
    return _sound_alike(" ".join(old.words), " ".join(new.words))


def _sound_alike(one: str, other: str) -> bool:
    """Whether two names may be spellings of one, or one a part of the other."""
    alike = likeness(*sorted((one, other)))
    bar = _MAYBE_ONE if speaker_key(one) == speaker_key(other) else _OF_TWO_KEYS
    return max(alike.score, alike.part) >= bar


def _cities(original: Side, rendering: Side) -> Iterator[tuple[_Span, _Span]]:
    """Yield the city that only one side names and the city that only the other names, if there is one on each."""
    theirs, ours = (city_spans(side.text, side.language.code) for side in (original, rendering))
    lost, gained = _apart(theirs, ours), _apart(ours, theirs)
    if len(lost) == len(gained) == 1:
        yield lost[0], gained[0]


def _apart(here: dict[_Span, frozenset[str]], there: dict[_Span, frozenset[str]]) -> list[_Span]:
    """Return where each city stands first that the other side does not name."""
    known = frozenset[str]().union(*there.values())
    found: dict[frozenset[str], _Span] = {}
    for span, cities in sorted(here.items()):
        if not cities & known:
            found.setdefault(cities, span)
    return list(found.values())


def _replaced(original: Side, rendering: Side, drifts: Iterable[Drift]) -> Iterator[tuple[_Span, _Span]]:
    """Yield the names that the checks say took another's place, but agencies, countries and what sounds alike."""
    for drift in drifts:
        if drift.category != "name" or drift.severity != "critical" or not (drift.words and drift.against_words):
            continue
        sides = (original, drift.against_words), (rendering, drift.words)
        if any(_is_other(side, words) for side, words in sides):
            continue
        if not _sound_alike(drift.words, drift.against_words):
            yield (drift.against_start, drift.against_end), (drift.start, drift.end)


def _is_other(side: Side, words: str) -> bool:
    """Whether words name an agency or a country, which stand for others ("Seoul said", "the South said")."""
    code = side.language.code
    known = language(code)
    return bool(named_countries(words, code)) or (known is not None and bool(mentions(words, known, signing=True)))
