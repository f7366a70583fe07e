"""Figures that articles of one story tell differently: another day or hour, another count of one thing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from align.drift.calendar import YEARS, another, date_at
from align.drift.quantities import Quantity, quantities
from align.drift.types import Drift, Pair, Side

_HEAVY: Final = frozenset({"major", "critical"})
# Letters grown on a figure make it an ordinal or a name: "26th", "A320".
_GROWN_ON: Final = re.compile(r"\d[a-zªº]+|[a-z]\d", re.IGNORECASE)
# Smaller counts come and go: two sides, three points.
_LEAST: Final = 10
# Nearer figures are one that was rounded, and farther ones count other things: all soldiers, the first of them.
_ROUNDED: Final = 1.05
_FARTHEST: Final = 1.5
# How many words beside a figure may be what it counts, and how alike they must be to count one thing: "soldiers" and
# "militares" are .56, "jobs" and "postes" .40, "houses" and "trees" .34.
_BESIDE: Final = 4
_COUNTED: Final = 0.4


class Count(NamedTuple):
    """A figure that counts something: its value, its unit ("" for people and things) and the places of its words."""

    value: float
    unit: str
    places: tuple[int, ...]


def other_figure(original: Side, rendering: Side, drifts: Iterable[Drift]) -> Drift | None:
    """Return the only figure, day or hour that two sentences tell differently, if of one kind and unit on both sides.

    Args:
        original: one sentence, without the head of its copy.
        rendering: the sentence that tells the same elsewhere.
        drifts: what the checks found between the two.

    Returns:
        The drift, of the category "date" where the figure is a part of one; its words are then the whole of the date.
    """
    changed = [
        drift
        for drift in drifts
        if drift.category == "number" and drift.severity in _HEAVY and drift.words and drift.against_words
    ]
    if len(changed) != 1:
        return None
    drift = changed[0]
    ours = _quantities_at(rendering, drift.start, drift.end)
    theirs = _quantities_at(original, drift.against_start, drift.against_end)
    if not ours or _sorts(ours) != _sorts(theirs):
        return None
    here, there = date_at(rendering, ours), date_at(original, theirs)
    if not here and not there:
        return drift if _is_grown_on(drift.words) == _is_grown_on(drift.against_words) else None
    if not here or not there:
        return None
    return _drift("date", original, rendering, there, here, another(original, theirs[0], rendering, ours[0]))


def counts(side: Side) -> tuple[Count, ...]:
    """Return the figures of a side that count something: no days, years, ordinals and numbers below ten."""
    found = quantities(side)
    return tuple(
        Count(each.values[0], each.unit, each.places)
        for each in found
        if each.kind == "number"
        and each.sure
        and len(each.values) == 1
        and each.values[0] >= _LEAST
        and not (each.values[0] in YEARS and not each.unit)
        and not _is_grown_on(side.words(each.places))
        and not date_at(side, (each,))
    )


def may_differ(original: Count, rendering: Count) -> bool:
    """Whether two figures can be two tellings of one count: in one unit, neither rounded nor of another order."""
    if original.unit != rendering.unit:
        return False
    return _ROUNDED < max(original.value, rendering.value) / min(original.value, rendering.value) <= _FARTHEST


def other_counts(pair: Pair) -> Iterator[tuple[Count, Count, Drift]]:
    """Yield (count of the original, count of the rendering, drift) where two figures stand for one count of one thing.

    They do where the words are linked, and something beside the one to something as good as the same beside the other.
    """
    for there, here in product(counts(pair.original), counts(pair.rendering)):
        linked = any((one, other) in pair.links for one in there.places for other in here.places)
        if not linked or not may_differ(there, here):
            continue
        thing = _counted(pair, there, here)
        if thing is not None:
            old, new = _with_thing(there, thing[0]), _with_thing(here, thing[1])
            yield there, here, _drift("number", pair.original, pair.rendering, old, new, "another number")


def _counted(pair: Pair, there: Count, here: Count) -> tuple[int, int] | None:
    """Return the places of the linked words nearest to two figures, None where those are not of one thing."""
    around = product(_beside(pair.original, there), _beside(pair.rendering, here))
    linked = [both for both in around if both in pair.links]
    nearest = min(linked, key=lambda both: _away(there, both[0]) + _away(here, both[1]), default=None)
    return nearest if nearest is not None and pair.similarity[nearest] >= _COUNTED else None


def _away(count: Count, place: int) -> int:
    return max(place - count.places[-1], count.places[0] - place)


def _beside(side: Side, count: Count) -> list[int]:
    """Return the places of the words of a figure's clause, near it, that say something and are no figures."""
    first, last = count.places[0], count.places[-1]
    figures = {place for each in quantities(side) for place in each.places}
    return [
        place
        for place in range(max(0, first - _BESIDE), min(len(side.tokens), last + _BESIDE + 1))
        if place not in figures and side.carries(place) and side.tokens[place].clause == side.tokens[first].clause
    ]


def _with_thing(count: Count, thing: int) -> tuple[int, ...]:
    """Return the places of a figure and of what it counts, where that stands behind it: "12,000 soldiers"."""
    return (*count.places, thing) if thing > count.places[-1] else count.places


def _quantities_at(side: Side, start: int, end: int) -> tuple[Quantity, ...]:
    return tuple(
        each
        for each in quantities(side)
        if side.tokens[each.places[0]].start < end and start < side.tokens[each.places[-1]].end
    )


def _sorts(found: Sequence[Quantity]) -> frozenset[tuple[str, str]]:
    return frozenset((each.kind, each.unit) for each in found)


def _is_grown_on(words: str) -> bool:
    return bool(_GROWN_ON.search(words))


def _drift(
    category: str, original: Side, rendering: Side, there: Sequence[int], here: Sequence[int], what: str
) -> Drift:
    said, says = original.words(there), rendering.words(here)
    return Drift(
        category,
        "critical",
        says,
        rendering.tokens[here[0]].start,
        rendering.tokens[here[-1]].end,
        said,
        original.tokens[there[0]].start,
        original.tokens[there[-1]].end,
        f"“{said}” became “{says}”: {what}",
    )
