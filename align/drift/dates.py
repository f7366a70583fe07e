"""Months, weekdays, days told from today, dates in figures and hours of a day."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from align.drift.han import han_value
from align.drift.readings import Reading
from align.languages import Language

_WORD: Final = re.compile(r"\w+")
_DIGIT: Final = re.compile(r"\d")
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DATE: Final = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?![\d/-])")
_DAY: Final = re.compile(r"(?<![\d.,/])(\d{1,2})/(\d{1,2})(?![\d/])|(?<![\d.,])(\d{1,2})\.(\d{1,2})\.(?![\d\w])")
_MONTH_SIGN: Final = re.compile(r"(?<!\d)(\d{1,2}|十[一二]?|[一二三四五六七八九])(?:月(?![个間])份?|월(?!드))")
_ERA_YEAR: Final = r"({eras})(\d{{1,2}}|元|[一二三四五六七八九十]+)年"
_CLOCK: Final = re.compile(r"(?<![\d.,:])(\d{1,2})[:：](\d{2})(?![\d:])")
_NEAR_FIGURE: Final = re.compile(r"\d(?:st|nd|rd|th|er|\.?º|\.)?(?:\s(?:de|of|of the))?\s?\Z")
_LONGEST_DAY, _LAST_MONTH, _NOON, _HOURS = 31, 12, 12, 24


def dates(text: str, language: Language) -> Iterator[Reading]:
    """Yield what a text says of days and hours; the figures in it are no longer numbers."""
    if _DIGIT.search(text):
        yield from _in_figures(text)
        yield from _hours(text, language)
    yield from _months_in_signs(text, language)
    if language.spaced and _heads(language).isdisjoint(_WORD.findall(text.casefold())):
        return
    yield from _months(text, language)
    for kind, words in _days(language):
        for match in _words(_frozen(words), language.code, kind != "weekday").finditer(text):
            word = match.group().replace("’", "'")
            value = words.get(word, words.get(word.casefold(), words.get(word[:1].lower() + word[1:], 0)))
            yield Reading(*match.span(), (float(value),), kind, sure=False)


def _days(language: Language) -> tuple[tuple[str, Mapping[str, int]], ...]:
    calendar = language.calendar
    return (
        ("weekday", calendar.weekdays),
        ("relative", calendar.relative),
        ("relative year", calendar.relative_years),
        ("relative month", calendar.relative_months),
        ("relative week", calendar.relative_weeks),
    )


@lru_cache(maxsize=64)
def _heads(language: Language) -> frozenset[str]:
    """Return the first words of all that a calendar names: a text without any of them names no day and no month."""
    listed = (language.calendar.months, language.calendar.short_months, *(words for _, words in _days(language)))
    return frozenset(found.group() for words in listed for name in words if (found := _WORD.search(name.casefold())))


def _in_figures(text: str) -> Iterator[Reading]:
    for match in _ISO.finditer(text):
        year, month, day = (float(part) for part in match.groups())
        yield Reading(match.start(1), match.end(1), (year,))
        yield Reading(match.start(2), match.end(2), (month,), "month")
        yield Reading(match.start(3), match.end(3), (day,))
    for match in _DATE.finditer(text):
        yield from _day_and_month(match, 1, 2)
        year = float(match[3])
        yield Reading(match.start(3), match.end(3), (year,) if year > 99 else (2000 + year, 1900 + year))
    for match in _DAY.finditer(text):
        yield from _day_and_month(match, *((1, 2) if match[1] else (3, 4)))


def _day_and_month(match: re.Match[str], first: int, second: int) -> Iterator[Reading]:
    """Yield the day and the month of a date in figures; where either can be either, each may be both."""
    one, other = float(match[first]), float(match[second])
    if max(one, other) > _LONGEST_DAY or min(one, other) > _LAST_MONTH:
        return
    if one > _LAST_MONTH or other > _LAST_MONTH:
        day, month = (first, second) if one > _LAST_MONTH else (second, first)
        yield Reading(match.start(day), match.end(day), (float(match[day]),))
        yield Reading(match.start(month), match.end(month), (float(match[month]),), "month", sure=False)
        return
    for group in (first, second):
        yield Reading(match.start(group), match.end(group), (float(match[group]),), "either", sure=False)


def _months_in_signs(text: str, language: Language) -> Iterator[Reading]:
    """Yield months by their number and 月, and the years of an era."""
    calendar = language.calendar
    for match in _MONTH_SIGN.finditer(text):
        value = han_value(match[1])
        if value and value <= _LAST_MONTH:
            yield Reading(*match.span(), (value,), "month", sure=False)
    if calendar.eras:
        for match in re.finditer(_ERA_YEAR.format(eras="|".join(calendar.eras)), text):
            year = 1.0 if match[2] == "元" else han_value(match[2])
            if year is not None:
                yield Reading(match.start(), match.end() - 1, (calendar.eras[match[1]] + year,))


def _months(text: str, language: Language) -> Iterator[Reading]:
    calendar = language.calendar
    for match in _words(_frozen(calendar.months), language.code, False).finditer(text):
        word = match.group()
        value = calendar.months.get(word) or calendar.months.get(word[:1].lower() + word[1:], 0)
        if not _is_other_word(text, match):
            yield Reading(*match.span(), (float(value),), "month", sure=False)
    for match in _words(_frozen(calendar.short_months), language.code, False).finditer(text):
        word = match.group()
        if word in calendar.short_months and word not in language.numerals.cardinals and _beside_figure(text, match):
            yield Reading(*match.span(), (float(calendar.short_months[word]),), "month", sure=False)


def _is_other_word(text: str, match: re.Match[str]) -> bool:
    """Whether a short month at a sentence's start is a verb rather: "May I ask", "March on"."""
    starts = not re.search(r"[^\s\"“«'‘]", text[: match.start()]) or bool(
        re.search(r"[.!?]\W*\Z", text[: match.start()])
    )
    return starts and len(match.group()) <= 5 and not _beside_figure(text, match)


def _beside_figure(text: str, match: re.Match[str]) -> bool:
    after = re.match(r"\.?\s?(?:de\s)?\d", text[match.end() :])
    return bool(after) or bool(_NEAR_FIGURE.search(text[: match.start()]))


def _hours(text: str, language: Language) -> Iterator[Reading]:
    """Yield hours of a day in minutes from midnight; where nothing tells morning from afternoon, both."""
    calendar = language.calendar
    for match in _CLOCK.finditer(text):
        if float(match[1]) <= _HOURS and float(match[2]) < 60:
            yield _hour(text, match.start(), match.end(), int(match[1]), int(match[2]), language)
    words = (*calendar.afternoon, *calendar.morning, *calendar.clocks)
    if not words:
        return
    for match in _told_hours(tuple(words), (*calendar.afternoon, *calendar.morning)).finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"] or match["dotted"] or 0)
        marked = match["before"] or match["after"] or match["minute"]
        # "点" and "h" alone stand for much else.
        certain = marked or match["clock"] in {"uhr", "Uhr", "時", "시", "o'clock", "o’clock", "часов"}
        if hour <= _HOURS and minute < 60 and certain:
            start = match.start("before") if match["before"] else match.start("hour")
            yield _hour(text, start, match.end(), hour, minute, language)


def _hour(text: str, start: int, end: int, hour: int, minute: int, language: Language) -> Reading:
    around = f"{text[max(0, start - 4) : end]}{text[end : end + 20]}".casefold()
    beside = re.compile("|".join(re.escape(word) for word in language.calendar.afternoon) or r"(?!)")
    morning = re.compile("|".join(re.escape(word) for word in language.calendar.morning) or r"(?!)")
    minutes = float(hour * 60 + minute)
    if hour > _NOON or morning.search(around):
        values: tuple[float, ...] = (minutes,)
    elif beside.search(around):
        values = (minutes % 720 + 720,)
    else:
        values = (minutes, minutes % 720 + 720)
    return Reading(start, end, values, "time", sure=False)


@lru_cache(maxsize=32)
def _told_hours(words: tuple[str, ...], parts_of_day: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of an hour with its words: "2 pm", "14h30", "14.30 Uhr", "午後2時", "오후 2시 30분"."""
    beside = "|".join(map(re.escape, sorted(parts_of_day, key=len, reverse=True))) or r"(?!)"
    clocks = "|".join(
        map(re.escape, sorted((word for word in words if word not in parts_of_day), key=len, reverse=True))
    )
    return re.compile(
        rf"(?P<before>(?:{beside})\s?)?(?<![\d.,])(?P<hour>\d{{1,2}})"
        rf"(?:\.(?P<dotted>\d{{2}}))?\s?"
        rf"(?:(?P<clock>{clocks or '(?!)'})\s?(?P<minute>\d{{2}}(?!\d))?[分분]?\s?)?(?P<after>(?:{beside})(?!\w))?",
        re.IGNORECASE,
    )


def _frozen(words: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(words)


@lru_cache(maxsize=128)
def _words(words: tuple[str, ...], code: str, any_case: bool) -> re.Pattern[str]:
    """Return the pattern of whole words as the language prints them; small ones also with a capital, as at a start."""
    spelt = sorted({*words, *(word[:1].upper() + word[1:] for word in words)}, key=len, reverse=True)
    if not spelt:
        return re.compile(r"(?!)")
    edges = ("", "") if code in {"zh", "ja", "ko"} else (r"(?<!\w)", r"(?!\w)")
    return re.compile(
        edges[0] + "(?:" + "|".join(map(re.escape, spelt)).replace("'", "['’]") + ")" + edges[1],
        re.IGNORECASE if any_case else 0,
    )
