"""Names as they stand in a side: words in capitals, and where a script has none the places that a table has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from align.drift.atlas import is_own_name, place_spans
from align.drift.types import Side
from align.languages import Language
from seeds.knowledge import language
from seeds.lemmas import is_known
from seeds.quoting.countries import countries_named, country
from seeds.quoting.keys import speaker_key

_SENTENCE_END: Final = re.compile(r"[.!?:…]\s*[“\"‘']?\s*\Z")
LINKING: Final = frozenset({"of", "for", "the"})
_KATAKANA: Final = re.compile(r"[ァ-ヺー・]{3,}")
_STEM: Final = 4


@dataclass(frozen=True)
class Name:
    """Capitalised words in a row, with the keys of their parts and the countries that they name (ISO 3166).

    In a script without capitals it is a `place` that a table has.
    """

    places: tuple[int, ...]
    keys: frozenset[str]
    countries: frozenset[str] = frozenset()
    is_place: bool = False


@lru_cache(maxsize=1_024)
def is_common(side: Side, place: int) -> bool:
    """Whether a word is no name by itself: small, a title, of the calendar, or one that a dictionary has."""
    token, code = side.tokens[place], side.language.code
    known = language(code)
    if country(token.text, code) or is_own_name(token.text, code):
        return False
    if known and known.capital_nouns and is_compound(token.small, code):
        return True
    parts = token.text.split("-")
    if len(parts) > 1:  # "Croix-Rouge" is translated, "Jong-un" is not
        return all(part[:1].isupper() for part in parts) and any(is_word(part.casefold(), code) for part in parts)
    return (
        token.small in passed_over(side)
        or _is_of_calendar(side, place)
        or (is_word(token.small, code) and not token.text.isupper())
    )


def told_names(side: Side) -> Iterator[Name]:
    """Yield the names of a side, and in a script without capitals its places and words of katakana."""
    yield from names(side)
    for start, end in place_spans(side.text, side.language.code):
        places = tuple(place for place, token in enumerate(side.tokens) if token.start < end and token.end > start)
        if places:
            yield Name(places, frozenset({side.text[start:end]}), is_place=True)
    taken = place_spans(side.text, side.language.code)
    for match in _KATAKANA.finditer(side.text):
        if any(match.start() < end and match.end() > start for start, end in taken):
            continue
        places = tuple(
            place for place, token in enumerate(side.tokens) if token.start < match.end() and token.end > match.start()
        )
        if places and side.language.code == "ja":
            yield Name(places, frozenset({match.group()}))


@lru_cache(maxsize=64)
def names(side: Side) -> tuple[Name, ...]:
    """Return the names of a side: words in capitals that do not merely start a sentence, joined across "of"."""
    return tuple(_names(side))


def _names(side: Side) -> Iterator[Name]:
    run: list[int] = []
    for place, token in enumerate(side.tokens):
        gap = side.text[side.tokens[place - 1].end : token.start] if place else ""
        if run and (re.search(r"[^\s.\-]", gap) or (token.small not in LINKING and not _is_capital(side, place))):
            yield from _name(side, run)
            run = []
        if _is_capital(side, place) or (run and token.small in LINKING):
            run.append(place)
    yield from _name(side, run)


def _name(side: Side, run: list[int]) -> Iterator[Name]:
    while run and side.tokens[run[-1]].small in LINKING:
        run = run[:-1]
    roles = titles(side)
    if all(_is_of_calendar(side, place) or side.tokens[place].small in roles for place in run):
        return
    keys = frozenset(
        key
        for place in run
        if side.tokens[place].small not in LINKING and (side.tokens[place].small not in roles or len(run) == 1)
        for key in speaker_key(side.tokens[place].text).split("-")
    )
    if keys:
        yield Name(tuple(run), keys, named_countries(side.words(run), side.language.code))


def titles(side: Side) -> frozenset[str]:
    """Return the roles and the words of address of a side's language."""
    return _titles(side.language)


def passed_over(side: Side) -> frozenset[str]:
    """Return the words of a name that name nobody: titles, and those that link the others."""
    return _passed_over(side.language)


@cache
def _passed_over(known: Language) -> frozenset[str]:
    return _titles(known) | LINKING


@cache
def _titles(known: Language) -> frozenset[str]:
    roles = language(known.code)
    return frozenset((*(roles.roles if roles else ()), *known.gender))


def _is_of_calendar(side: Side, place: int) -> bool:
    calendar, word = side.language.calendar, side.tokens[place].text
    return word in calendar.months or word in calendar.weekdays or word in calendar.short_months


def _is_capital(side: Side, place: int) -> bool:
    token = side.tokens[place]
    if not token.text[0].isupper() or not side.carries(place):
        return False
    first = starts(side, place)
    # A capital at a sentence's start tells nothing, unless the next word has one too.
    code = side.language.code
    if first and (country(token.text, code) or is_own_name(token.text, code) or not is_word(token.small, code)):
        return True
    following = side.tokens[place + 1] if place + 1 < len(side.tokens) else None
    return (
        not first
        or (
            following is not None
            and following.text[0].isupper()
            and side.carries(place + 1)
            and side.text[token.end : following.start].isspace()
        )
        or token.text.isupper()
    )


def starts(side: Side, place: int) -> bool:
    """Whether a word starts a sentence."""
    return not place or bool(_SENTENCE_END.search(side.text, side.tokens[place - 1].end, side.tokens[place].start))


@lru_cache(maxsize=4_096)
def named_countries(words: str, code: str) -> frozenset[str]:
    """Return the ISO 3166 codes of the countries that some words name."""
    return frozenset(countries_named(words, code))


@lru_cache(maxsize=65_536)
def is_word(small: str, code: str) -> bool:
    """Whether a dictionary has a word in small letters; in a language without one every word may be."""
    return is_known(small, code) is not False or not small.isalpha()


@lru_cache(maxsize=16_384)
def is_compound(small: str, code: str) -> bool:
    """Whether a word is two that a dictionary has, written together: "Motorradfahrer"."""
    return any(
        is_word(small[:place].removesuffix("s"), code) and is_word(small[place:], code)
        for place in range(_STEM, len(small) - _STEM + 1)
    )
