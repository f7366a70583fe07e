"""The quantities of a side: numbers, dates and hours by value, at their words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from align.drift.dates import dates
from align.drift.han import han_numbers, is_han
from align.drift.readings import Reading, without_overlaps
from align.drift.spelled import spelled
from align.drift.types import Side
from align.drift.units import unit_beside


@dataclass(frozen=True)
class Quantity:
    """A number or a date of a side at some token places; `values`, `kind` and `sure` as of a Reading.

    `plain` tells a figure from a number spelt out.
    """

    values: tuple[float, ...]
    kind: str
    sure: bool
    plain: bool
    unit: str
    places: tuple[int, ...]


# A day or a year told from today has no unit: the 세 behind 지난달 is "three", not "years of age".
_TOLD: Final = ("relative", "weekday")


@lru_cache(maxsize=64)
def quantities(side: Side) -> tuple[Quantity, ...]:
    """Return the quantities of a side in order: "12,000", "doce mil", "1만2천", "26th", "October", "2 pm"."""
    return tuple(_at_words(side))


def _at_words(side: Side) -> Iterator[Quantity]:
    starts = [token.start for token in side.tokens]
    ends = [token.end for token in side.tokens]
    measured = 0
    for reading in without_overlaps(_readings(side)):
        if reading.start < measured:
            continue  # the "cento" of "per cento"
        places = tuple(range(bisect_right(ends, reading.start), bisect_left(starts, reading.end)))
        if not places:
            continue
        unit, measured = "", reading.end
        if not reading.kind.startswith(_TOLD):
            unit, measured = unit_beside(side.text, reading.start, reading.end, side.language)
        plain = any(mark.isdigit() for mark in side.text[reading.start : reading.end])
        yield Quantity(reading.values, reading.kind, reading.sure, plain, reading.unit or unit, places)


def _readings(side: Side) -> Iterator[Reading]:
    yield from dates(side.text, side.language)
    yield from han_numbers(side.text, side.language) if is_han(side.language) else spelled(side.text, side.language)
