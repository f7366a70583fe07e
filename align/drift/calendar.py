"""Which quantities of a side name a day, month, year or hour, and the whole of the date that each is part of."""

from collections.abc import Iterable, Sequence
from typing import Final

from align.drift.quantities import Quantity, quantities
from align.drift.types import Side

# Kinds of quantities that name a time, and what another one of each is.
CALENDAR: Final = {
    "month": "another month",
    "weekday": "another day",
    "relative": "another day",
    "relative year": "another year",
    "relative month": "another month",
    "relative week": "another week",
    "time": "another hour",
}
YEARS: Final = range(1900, 2100)
_DAYS: Final = range(1, 32)
# At most one small word stands in a date: "25 de octubre".
_BETWEEN: Final = 1
_BRACKETS: Final = frozenset("()[]（）")


def another(original: Side, old: Quantity, rendering: Side, new: Quantity) -> str:
    """Return what stands in a quantity's place: "another day", "another hour", and where no date "another number"."""
    if old.kind in CALENDAR:
        return CALENDAR[old.kind]
    if not date_at(original, (old,)) or not date_at(rendering, (new,)):
        return "another number"
    return "another year" if old.values[0] in YEARS else "another day"


def date_at(side: Side, found: Sequence[Quantity]) -> tuple[int, ...]:
    """Return the places of the date or hour that quantities are part of, () where they are of none."""
    parts, open_ = list(found), True
    while open_:
        near = [
            each for each in quantities(side) if each not in parts and _is_of_date(each) and _adjoins(side, each, parts)
        ]
        parts, open_ = [*parts, *near], bool(near)
    if not all(map(_is_of_date, found)) or not any(each.kind in CALENDAR for each in parts):
        return ()
    return tuple(sorted({place for each in parts for place in each.places}))


def _is_of_date(quantity: Quantity) -> bool:
    return quantity.kind in CALENDAR or _is_day_or_year(quantity)


def _is_day_or_year(quantity: Quantity) -> bool:
    printed = quantity.plain and not quantity.unit
    return printed and (quantity.values[0] in _DAYS or quantity.values[0] in YEARS)


def _adjoins(side: Side, quantity: Quantity, parts: Iterable[Quantity]) -> bool:
    """Whether a quantity stands beside one of others, with at most one small word and no bracket between.

    A figure joins a month and another figure alone: twelve died where "on Monday 12 people died".
    """
    for part in parts:
        first, second = sorted((quantity.places, part.places))
        between = side.text[side.tokens[first[-1]].end : side.tokens[second[0]].start]
        beside = second[0] - first[-1] <= 1 + _BETWEEN and _BRACKETS.isdisjoint(between)
        kinds = {quantity.kind, part.kind} - {"number", "ordinal", "month"}
        if beside and (not kinds or not (_is_day_or_year(quantity) or _is_day_or_year(part))):
            return True
    return False
