"""Countries by their names in our languages. Source: Unicode CLDR, by Babel."""

import re
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

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


def countries_named(words: str, language: str) -> set[str]:
    """Return the ISO 3166 codes of the countries that some words name, also inside a derived form ("South Korean")."""
    folded = words.casefold()
    found = {name: code for name, code in names_of_countries(language).items() if len(name) > 3 and name in folded}
    return {code for name, code in found.items() if not any(name != other and name in other for other in found)}
