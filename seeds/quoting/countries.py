"""Countries by their names in our languages. Source: Unicode CLDR, by Babel."""

import re
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from seeds.knowledge import Language

_VOWELS: Final = "aeiouаяыиуюей"
# Shorter names stand inside other words; of Han characters two are enough.
_LEAST_LETTERS: Final = 4
_HAN: Final = re.compile(r"[\u4e00-\u9fff]{2,}\Z")
_POSSESSIVE: Final = re.compile(r"['’‘]s?\Z")


@cache
def country(name: str, language: str) -> str | None:
    """Return the ISO 3166 code of a country by its name in a language, or None."""
    return names_of_countries(language).get(_POSSESSIVE.sub("", name).casefold())


@cache
def names_of_countries(language: str) -> dict[str, str]:
    """Return {name in small letters: ISO 3166 code} in a language; none where CLDR does not have it."""
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {name.casefold(): code for code, name in territories.items() if code.isalpha()}


def _tells(name: str) -> bool:
    return len(name) >= _LEAST_LETTERS or _HAN.match(name) is not None


def countries_named(words: str, language: str) -> set[str]:
    """Return the ISO 3166 codes of the countries that some words name, also inside a derived form ("South Korean")."""
    folded = words.casefold()
    found = {name: code for name, code in names_of_countries(language).items() if _tells(name) and name in folded}
    return {code for name, code in found.items() if not any(name != other and name in other for other in found)}


def names_country(word: str, language: Language) -> bool:
    """Whether a word is a country's name in some case: its first five letters, or all but a last vowel."""
    folded = word.casefold()
    openings, stems = _country_parts(language.code)
    return len(word) > 4 and (folded[:5] in openings or (folded[-1] in _VOWELS and folded[:-1] in stems))


def of_a_country(word: re.Match[str], language: Language) -> bool:
    """Whether a word can be a form of a country's name or derived from it ("Serbe", "Египта"), by four letters."""
    folded = word.group().casefold()
    return len(folded) > 4 and any(
        name[:4] == folded[:4] and abs(len(name) - len(folded)) <= 1 for name in names_of_countries(language.code)
    )


@cache
def _country_parts(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the first five letters of the names of countries, and the names without their last letter."""
    names = names_of_countries(code)
    return frozenset(name[:5] for name in names), frozenset(name[:-1] for name in names)
