"""Numbers compared by value: digits, number words, percentages, and the words that leave a figure open."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from text_to_num import text2num

from align.drift.types import Difference, Pair, Severity, Side

_FIGURE: Final = re.compile(r"\d[\d.,]*\Z|\d+\Z")
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)\Z")
_SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# A single word of these is as often an article or a pronoun as a number.
_TOO_SMALL: Final = {"one", "a", "an", "zero", "second", "first", "third"}


@dataclass(frozen=True)
class Number:
    """A number of a side, by value, at some token places; its unit where the language file knows it."""

    value: float
    places: tuple[int, ...]
    unit: str = ""


def number(pair: Pair) -> Iterator[Difference]:
    """Yield one difference for each number whose value the other side does not have."""
    theirs, ours = list(numbers(pair.original)), list(numbers(pair.rendering))
    have, need = Counter(n.value for n in ours), Counter(n.value for n in theirs)
    lost = [n for n in theirs if _spare(need, have, n.value) and set(n.places) & pair.scope]
    gained = [n for n in ours if _spare(have, need, n.value)]
    yield from _exchanged(pair, theirs, ours)
    yield from _in_other_units(pair, theirs, ours)
    for missing in lost:
        partner = next((new for new in gained if _linked(pair, missing, new)), None) or (gained[0] if gained else None)
        if partner is not None:
            gained.remove(partner)
            said, says = pair.original.words(missing.places), pair.rendering.words(partner.places)
            yield Difference(
                "number", Severity.CRITICAL, missing.places, partner.places, f"“{said}” became “{says}”: another number"
            )
        elif not pair.is_cut_with_more(missing.places):
            said = pair.original.words(missing.places)
            yield Difference("number", Severity.MAJOR, missing.places, (), f"the number “{said}” is gone")
    for new in gained:
        says = pair.rendering.words(new.places)
        yield Difference("number", Severity.MAJOR, (), new.places, f"the original has no number “{says}”")


def _exchanged(pair: Pair, theirs: Sequence[Number], ours: Sequence[Number]) -> Iterator[Difference]:
    """Yield the numbers that changed places: each stands before the word that the other stood before."""
    for first in theirs:
        for second in ours:
            if first.value == second.value:
                continue
            counted, counts = _counted(pair.original, first), _counted(pair.rendering, second)
            if counts not in pair.rendered.get(counted, ()) or counted < 0:
                continue
            stays = (
                any(other.value == second.value for other in theirs),
                any(other.value == first.value for other in ours),
            )
            if all(stays):
                said, says = pair.original.words(first.places), pair.rendering.words(second.places)
                why = f"“{said}” became “{says}”: the numbers changed places"
                yield Difference("number", Severity.CRITICAL, first.places, second.places, why)


def _in_other_units(pair: Pair, theirs: Sequence[Number], ours: Sequence[Number]) -> Iterator[Difference]:
    """Yield the numbers that kept their value and changed their unit: $5 million, €5 million."""
    for first in theirs:
        same = [second for second in ours if second.value == first.value and second.unit]
        if first.unit and same and all(second.unit != first.unit for second in same):
            said, says = pair.original.words(first.places), pair.rendering.words(same[0].places)
            why = f"“{said}” {first.unit} became “{says}” {same[0].unit}: another unit"
            yield Difference("number", Severity.CRITICAL, first.places, same[0].places, why)


def _unit(side: Side, start: int, end: int) -> str:
    """Return the unit of the number at token places [start, end): the sign before it, or the word after it."""
    units = side.language.units
    sign = side.text[: side.tokens[start].start].rstrip()[-1:]
    after = side.tokens[end].small if end < len(side.tokens) else ""
    return units.get(sign) or units.get(after) or ""


def _counted(side: Side, number: Number) -> int:
    """Return the place of the word that a number counts: the next that says something, or -1."""
    after = range(number.places[-1] + 1, min(number.places[-1] + 4, len(side.tokens)))
    return next((place for place in after if side.carries(place)), -1)


def numbers(side: Side) -> Iterator[Number]:
    """Yield the numbers of a side in order: "12,000", "twelve thousand", "1.5 million", "26th"."""
    tokens = side.tokens
    place = 0
    while place < len(tokens):
        value, length = _number_at(side, place)
        if value is not None:
            yield Number(value, tuple(range(place, place + length)), _unit(side, place, place + length))
            place += length
        else:
            place += 1


def _number_at(side: Side, place: int) -> tuple[float | None, int]:
    tokens = side.tokens
    small = tokens[place].small
    ordinal = _ORDINAL.match(small)
    if ordinal:
        return float(ordinal.group(1)), 1
    if _FIGURE.match(small):
        value = _figure(small, side.language.code)
        after = tokens[place + 1].small if place + 1 < len(tokens) else ""
        return (value * _SCALES[after], 2) if after in _SCALES else (value, 1)
    longest: tuple[float | None, int] = (None, 0)
    for length in range(1, min(8, len(tokens) - place) + 1):
        words = " ".join(token.small for token in tokens[place : place + length])
        try:
            longest = (float(text2num(words, side.language.code)), length)
        except (ValueError, LookupError):
            if length > 1 and tokens[place + length - 1].small != "and":
                break
    if longest[1] == 1 and small in _TOO_SMALL:
        return None, 0
    return longest


def _figure(digits: str, language: str) -> float:
    """Return a figure's value: English groups thousands by commas; where one separator groups by three, it groups."""
    decimal = "." if language in {"en", "ko", "ja", "zh"} else ","
    group = "," if decimal == "." else "."
    digits = digits.strip(".,")
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}}){{2,}}", digits):
        return float(digits.replace(decimal, ""))
    try:
        return float(digits.replace(group, "").replace(decimal, "."))
    except ValueError:
        return float(re.sub(r"\D", "", digits))


def _spare(one: Counter[float], other: Counter[float], value: float) -> bool:
    """Whether `one` holds the value more often than `other`; takes one of it away if so."""
    if one[value] > other[value]:
        one[value] -= 1
        return True
    return False


def _linked(pair: Pair, one: Number, other: Number) -> bool:
    return any(partner in other.places for place in one.places for partner in pair.rendered.get(place, ()))
