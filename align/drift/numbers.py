"""Numbers compared by value, across languages and scripts: another value, another unit, one lost, one gained."""

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from align.drift.calendar import CALENDAR, YEARS, another
from align.drift.quantities import Quantity, quantities
from align.drift.types import Difference, Pair, Severity, Side
from align.drift.units import are_equal, units

# Two shares of a whole are one where they differ by less than this: 0.333 and a third.
_SAME: Final = 1e-3
# "nearly 5,000" for 4,987: how far a rounded figure may lie off.
_ROUNDED: Final = 0.05
# Orders of size are one up to this factor: dozens, tens, scores.
_ORDER: Final = 5.0
# A number this small is as often a word of its own or the form of a noun: once, both, a dual.
_SMALL: Final = 2
_NEAR: Final = 3
_NUMBERS: Final = frozenset({"number", "ordinal", "loose", "either"})


def number(pair: Pair) -> Iterator[Difference]:
    """Yield one difference for each number, date or unit that the other side does not have.

    Yields:
        Critical where a value stands in place of another, major where a number is lost or was never said, minor where
        it was rounded with a word that says so, neutral where a figure was converted to another unit.
    """
    theirs, ours = quantities(pair.original), quantities(pair.rendering)
    if not theirs and not ours:
        return
    left, right, same = _equal(pair, theirs, ours)
    yield from _in_other_units(pair, same)
    yield from _exchanged(pair, same)
    for answer in (_converted, _rounded, _replaced):
        # Those that are linked first, then those of one unit: the day of a report is no litres.
        for old, new in sorted(product(left, right), key=lambda both: _distance(pair, *both)):
            if old in left and new in right and (found := answer(pair, old, new, (theirs, ours))):
                left.remove(old)
                right.remove(new)
                yield found
    yield from _lost(pair, left, ours)
    yield from _gained(pair, right, theirs)


_Sides = tuple[Sequence[Quantity], Sequence[Quantity]]


def _equal(
    pair: Pair, theirs: Sequence[Quantity], ours: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity], list[tuple[Quantity, Quantity]]]:
    """Return the quantities of both sides without an equal, and the pairs of equals: the best linked first."""
    candidates = sorted(
        (
            (_distance(pair, old, new), first, second)
            for first, old in enumerate(theirs)
            for second, new in enumerate(ours)
            if _is_equal(old, new)
        ),
    )
    left, right, same = dict(enumerate(theirs)), dict(enumerate(ours)), []
    for _, first, second in candidates:
        if first in left and second in right:
            same.append((left.pop(first), right.pop(second)))
    return list(left.values()), list(right.values()), same


def _distance(pair: Pair, old: Quantity, new: Quantity) -> tuple[bool, bool, float]:
    """Return how far two equals are from rendering each other, to sort by: unlinked, another unit, elsewhere."""
    apart = abs(old.places[0] / max(len(pair.original.tokens), 1) - new.places[0] / max(len(pair.rendering.tokens), 1))
    return (not _linked(pair, old, new), old.unit != new.unit, apart)


def _is_equal(old: Quantity, new: Quantity) -> bool:
    kinds = {old.kind, new.kind}
    if kinds == {"time", "number"}:
        hours, clock = (old.values, new.values) if new.kind == "time" else (new.values, old.values)
        return any(hour * 60 in clock for hour in hours)
    if "vague" in kinds and kinds <= {"vague", *_NUMBERS}:
        return any(1 / _ORDER < one / other < _ORDER for one in old.values for other in new.values if one and other)
    if not (len(kinds) == 1 or kinds <= _NUMBERS or kinds == {"either", "month"}):
        return False
    return any(
        math.isclose(one, other, abs_tol=_SAME if max(one, other) < 1 else 0.0)
        for one in old.values
        for other in new.values
    )


def _converted(pair: Pair, old: Quantity, new: Quantity, _: _Sides) -> Difference | None:
    """Return a neutral difference for a figure told in another unit of the same thing: 100 km, 62 miles."""
    if not any(are_equal(one, old.unit, other, new.unit) for one in old.values for other in new.values):
        return None
    said, says = _with_unit(pair.original, old), _with_unit(pair.rendering, new)
    return Difference("number", Severity.NEUTRAL, old.places, new.places, f"“{said}” is “{says}”: converted")


def _rounded(pair: Pair, old: Quantity, new: Quantity, _: _Sides) -> Difference | None:
    """Return a minor difference for a figure rounded with a word that says so: 4,987, "nearly 5,000"."""
    near = abs(old.values[0] - new.values[0]) <= _ROUNDED * abs(old.values[0])
    if not near or {old.kind, new.kind} != {"number"}:
        return None
    if not _is_open(pair.original, old) and not _is_open(pair.rendering, new):
        return None
    return Difference("number", Severity.MINOR, old.places, new.places, f"{_became(pair, old, new)}: rounded")


def _is_open(side: Side, number: Quantity) -> bool:
    """Whether a word beside a figure leaves it open: "nearly", "about"."""
    first, last = number.places[0], number.places[-1]
    around = " ".join(token.small for token in side.tokens[max(0, first - _NEAR) : last + _NEAR])
    classes = side.language.modality
    return any(kind.startswith("approximation") and f" {cue} " in f" {around} " for cue, kind in classes.items())


def _replaced(pair: Pair, old: Quantity, new: Quantity, sides: _Sides) -> Difference | None:
    """Return a critical difference for a quantity in whose place stands another."""
    if not set(old.places) & pair.scope or not _can_replace(pair, old, new):
        return None
    if not _linked(pair, old, new) and any(_stands_in(pair, old, new, third) for third in sides[1]):
        return None
    why = f"{_became(pair, old, new)}: {another(pair.original, old, pair.rendering, new)}"
    return Difference("number", Severity.CRITICAL, old.places, new.places, why)


def _can_replace(pair: Pair, old: Quantity, new: Quantity) -> bool:
    """Whether one quantity can stand in another's place: two of a sort, both weighty or aligned with each other."""
    kinds = {old.kind, new.kind}
    if len(kinds) > 1 and not kinds <= _NUMBERS:
        return False
    if (old.sure and new.sure) or (kinds <= set(CALENDAR) and len(kinds) == 1):
        return True
    if not _linked(pair, old, new) and not _count_alike(pair, old, new):
        return False
    if "loose" in kinds:
        return False
    return old.sure or new.sure or pair.one_language


def _stands_in(pair: Pair, old: Quantity, new: Quantity, third: Quantity) -> bool:
    """Whether another quantity of the rendering than `new` is what `old` is aligned with."""
    return third is not new and third.kind == old.kind and _linked(pair, old, third)


def _in_other_units(pair: Pair, same: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Difference]:
    """Yield the numbers that kept their value and changed their unit: $5 million, €5 million."""
    known = units()
    for old, new in same:
        if old.unit == new.unit or old.unit not in known or new.unit not in known:
            continue
        why = f"“{_with_unit(pair.original, old)}” became “{_with_unit(pair.rendering, new)}”: another unit"
        yield Difference("number", Severity.CRITICAL, old.places, new.places, why)


def _exchanged(pair: Pair, same: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Difference]:
    """Yield the numbers that changed places: each counts what the other counted."""
    for first, (old, new) in enumerate(same):
        for other_old, other_new in same[first + 1 :]:
            if {old.kind, other_old.kind} != {"number"} or _is_equal(old, other_old):
                continue
            if _count_alike(pair, old, other_new) and _count_alike(pair, other_old, new):
                why = f"{_became(pair, old, other_new)}: the numbers changed places"
                yield Difference("number", Severity.CRITICAL, old.places, other_new.places, why)
                why = f"{_became(pair, other_old, new)}: the numbers changed places"
                yield Difference("number", Severity.CRITICAL, other_old.places, new.places, why)


def _lost(pair: Pair, left: Sequence[Quantity], ours: Sequence[Quantity]) -> Iterator[Difference]:
    for old in left:
        if not set(old.places) & pair.scope or pair.is_cut_with_more(old.places):
            continue
        severity = _weight(pair, old, ours, pair.rendering, pair.original, pair.rendered)
        if severity is not None:
            said = pair.original.words(old.places)
            yield Difference("number", severity, old.places, (), f"the number “{said}” is gone")


def _gained(pair: Pair, right: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[Difference]:
    for new in right:
        severity = _weight(pair, new, theirs, pair.original, pair.rendering, pair.renders)
        if severity is not None:
            says = pair.rendering.words(new.places)
            yield Difference("number", severity, (), new.places, f"the original has no number “{says}”")


def _is_year(found: Quantity) -> bool:
    """Whether a number may be a year of our time: four digits, without marks or unit."""
    return found.kind == "number" and not found.unit and any(value in YEARS for value in found.values)


def _weight(
    pair: Pair, alone: Quantity, others: Sequence[Quantity], there: Side, here: Side, links: dict[int, tuple[int, ...]]
) -> Severity | None:
    """Return how much a number without an equal weighs, None for nothing: it may be told without a number there.

    A figure told twice here and once there is not lost, nor one of a language that writes it in words we cannot read.
    """
    if alone.kind in CALENDAR:
        told = any(other.kind in CALENDAR for other in others)
        return Severity.MINOR if alone.kind in {"month", "weekday"} and not told else None
    if any(_is_equal(alone, other) for other in others) or not _is_surrounded(here, alone, links):
        return None
    if _is_year(alone) and any(other.kind == "relative year" for other in others):
        return None  # "last year" in another's calendar
    pair_of = alone.kind == "number" and alone.values == (float(_SMALL),) and not alone.plain and pair.one_language
    if not alone.sure and not pair_of:
        return None
    if not there.language.numerals.readable and (not alone.plain or _is_spellable(alone.values[0])):
        return None
    return Severity.MAJOR


def _is_spellable(value: float) -> bool:
    """Whether a language may write a number in a word or two."""
    while value >= 1000 and value % 1000 == 0:
        value /= 1000
    return value <= 20 or value % 10 == 0


def _is_surrounded(side: Side, number: Quantity, links: dict[int, tuple[int, ...]]) -> bool:
    """Whether the words beside a number are rendered: else it went with all that it stood in."""
    clause = side.tokens[number.places[0]].clause
    beside = range(max(0, number.places[0] - _NEAR), min(len(side.tokens), number.places[-1] + _NEAR + 1))
    return any(place in links for place in beside if place not in number.places and side.tokens[place].clause == clause)


def _count_alike(pair: Pair, old: Quantity, new: Quantity) -> bool:
    """Whether two numbers count one thing: the words after them are aligned."""
    counted, counts = _counted(pair.original, old), _counted(pair.rendering, new)
    return counted is not None and counts in pair.rendered.get(counted, ())


def _counted(side: Side, number: Quantity) -> int | None:
    """Return the place of the word that a number counts: the next that says something."""
    after = range(number.places[-1] + 1, min(number.places[-1] + 4, len(side.tokens)))
    return next((place for place in after if side.carries(place)), None)


def _linked(pair: Pair, one: Quantity, other: Quantity) -> bool:
    return any(partner in other.places for place in one.places for partner in pair.rendered.get(place, ()))


def _became(pair: Pair, old: Quantity, new: Quantity) -> str:
    return f"“{pair.original.words(old.places)}” became “{pair.rendering.words(new.places)}”"


def _with_unit(side: Side, number: Quantity) -> str:
    words = side.words(number.places)
    return f"{words} {number.unit.replace('_', ' ')}" if number.unit else words
