"""What a language calls months, weekdays and the hours of a day: Unicode CLDR, and its file's [dates]."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from align.languages.numerals import locale

_MARCH, _MAY = 3, 5


@dataclass(frozen=True, eq=False)
class Calendar:
    """Words of the calendar, as printed in the middle of a sentence.

    Attributes:
        months: full names to 1..12, in every case that the language has.
        short_months: abbreviations, which count beside a figure alone.
        weekdays: full names to 1 (Monday) .. 7.
        relative: days told from the day of speaking: -1 yesterday, 0 today, 1 tomorrow and "the next day".
        relative_years, relative_months, relative_weeks: the same of years ("last year"), months and weeks.
        eras: first year less one of the eras that count years anew: 令和.
        afternoon: words that add twelve to the hour before or after them.
        morning: words that do not.
        clocks: words after an hour: "Uhr", "時".
    """

    months: dict[str, int]
    short_months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, int]
    relative_years: dict[str, int]
    relative_months: dict[str, int]
    relative_weeks: dict[str, int]
    eras: dict[str, int]
    afternoon: tuple[str, ...]
    morning: tuple[str, ...]
    clocks: tuple[str, ...]


def calendar(code: str, part: Mapping[str, Any]) -> Calendar:
    """Return the calendar of a language from CLDR and its file's [dates]."""
    return Calendar(
        months={**_months(code, "wide"), **part.get("months", {})},
        short_months={name.rstrip("."): number for name, number in _months(code, "abbreviated").items()},
        weekdays={**_weekdays(code), **part.get("weekdays", {})},
        relative=dict(part.get("relative", {})),
        relative_years=dict(part.get("relative_years", {})),
        relative_months=dict(part.get("relative_months", {})),
        relative_weeks=dict(part.get("relative_weeks", {})),
        eras=dict(part.get("eras", {})),
        afternoon=tuple(part.get("afternoon", ())),
        morning=tuple(part.get("morning", ())),
        clocks=tuple(part.get("clocks", ())),
    )


def _months(code: str, width: str) -> dict[str, int]:
    """Return month names that are words; "10月" is read as a figure."""
    return {
        name: int(number)
        for context in ("format", "stand-alone")
        for number, name in _named(code, "months", context, width).items()
        if name[:1].isalpha()
    }


def _weekdays(code: str) -> dict[str, int]:
    return {
        name: int(number) + 1
        for context in ("format", "stand-alone")
        for number, name in _named(code, "days", context, "wide").items()
    }


def _named(code: str, table: str, context: str, width: str) -> Mapping[int, str]:
    known = locale(code)
    names: Mapping[str, Mapping[str, Mapping[int, str]]] = getattr(known, table) if known else {}
    return names.get(context, {}).get(width, {})
