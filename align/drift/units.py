"""Units of figures: which one stands by a number, and whether two figures in two units say the same."""

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel.numbers import get_currency_name, get_currency_symbol
from babel.units import UnknownUnitError, format_unit

from align.languages import Language
from align.languages.numerals import locale

# How far a converted figure may lie off: "62 miles" for 100 km, "about 60 miles" for 100 km is a rounding.
_TOLERANCE: Final = 0.035
_COUNTS: Final = (1, 2, 5, 11, 1.5)
_LONGEST: Final = 24


@dataclass(frozen=True)
class Unit:
    """A unit by its dimension, its size in that dimension's measure, and where its scale starts."""

    dimension: str
    size: float
    offset: float = 0.0


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("align.drift") / "units.toml").read_text(encoding="utf-8"))


@cache
def units() -> dict[str, Unit]:
    """Return every unit by name; a currency is a dimension of its own."""
    table = _table()
    measures = {
        name: Unit(unit["dimension"], unit["size"], unit.get("offset", 0.0)) for name, unit in table["units"].items()
    }
    return measures | {name: Unit(name, 1.0) for name in table["currencies"]}


@cache
def unit_words(language: Language) -> dict[str, str]:
    """Return the unit that each word or sign stands for: the language file's, and before that CLDR's own names."""
    return _by_cldr(language.code) | language.units


def _by_cldr(code: str) -> dict[str, str]:
    known = locale(code)
    if known is None:
        return {}
    found: dict[str, str] = {}
    for name, unit in _table()["units"].items():
        for length in ("long", "short") if "cldr" in unit else ():
            for count in _COUNTS:
                found |= _named(known, name, unit["cldr"], length, count)
        found |= dict.fromkeys(unit.get("signs", ()), name)
    for name, currency in _table()["currencies"].items():
        words = {get_currency_name(currency, count, known) for count in (1, 2, 5)}
        words.add(get_currency_symbol(currency, known))
        found |= {word.casefold(): name for word in words}
    return found


def _named(known: Any, name: str, cldr: str, length: Any, count: float) -> dict[str, str]:  # noqa: ANN401  # Babel's
    try:
        printed = format_unit(count, cldr, length, locale=known)
    except UnknownUnitError:
        return {}
    word = printed.strip("0123456789.,٫ \xa0\u202f\u200f\u200e٠١٢٣٤٥٦٧٨٩").casefold()
    # "in", "m" and "ac" are too short to tell from other words; the signs that are safe stand in the table.
    short = length == "short" and word.isascii() and word.isalpha()
    return {} if not word or short or cldr in word or re.search(r"\d", word) else {word: name}


def unit_beside(text: str, start: int, end: int, language: Language) -> tuple[str, int]:
    """Return the unit of the number at text[start:end] and where its word ends; a sign may stand before the number."""
    words = unit_words(language)
    tail = text[end : end + _LONGEST].casefold()
    offset = len(tail) - len(tail.lstrip(" \xa0\u202f-‐"))
    for length in range(len(tail) - offset, 0, -1):
        word = tail[offset : offset + length]
        if word in words and not _goes_on(tail, offset + length, language):
            return words[word], end + offset + length
    before = text[:start].rstrip()
    for length in (3, 2, 1):
        if before[-length:] in words and not before[-length:].isalpha():
            return words[before[-length:]], end
    return "", end


def _goes_on(tail: str, at: int, language: Language) -> bool:
    """Whether a word goes on; in a language that writes words together, what follows the unit is another word."""
    if language.code in {"zh", "ja", "ko", "th"}:
        return False
    return at < len(tail) and tail[at].isalnum()


def halved(text: str, start: int, end: int, language: Language) -> tuple[float, int]:
    """Return 0.5 and its end where a half is added to the number at text[start:end] or after its unit, else 0."""
    _, after = unit_beside(text, start, end, language)
    measured = [end + len(word) for word in language.numerals.counters if text.startswith(word, end)]
    for at in dict.fromkeys((end, after, *measured)):
        tail = text[at : at + _LONGEST].casefold()
        lead = len(tail) - len(tail.lstrip())
        for phrase in language.numerals.halves:
            if tail[lead:].startswith(phrase) and not _goes_on(tail, lead + len(phrase), language):
                return 0.5, at + lead + len(phrase)
    return 0.0, end


def are_equal(one: float, unit: str, other: float, other_unit: str) -> bool:
    """Whether two figures in units of one dimension say the same, within what rounding allows."""
    first, second = units().get(unit), units().get(other_unit)
    if first is None or second is None or first.dimension != second.dimension or unit == other_unit:
        return False
    if {unit, other_unit} == {"percent", "points"}:
        return False
    return math.isclose(
        (one - first.offset) * first.size, (other - second.offset) * second.size, rel_tol=_TOLERANCE, abs_tol=1e-9
    )
