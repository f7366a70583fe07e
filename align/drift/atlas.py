"""Places by what each language calls them: countries, continents and cities, their people and their languages.

Source of the names: Unicode CLDR, by Babel; `places.toml` has the words that CLDR lacks.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# Letters at the end of a name that give way in its inflected and derived forms: Москв-а, Polsk-a, Ital-y.
_ENDING: Final = 2
_STEM: Final = 4
# How much longer a derived word may be than the stem: "Argentin-ians".
_DERIVED: Final = 5
# Languages spoken by name far beyond one country: "Spanish" may be of Spain, but "English" says nothing of the US.
_HOMES: Final = {"en": "GB", "pt": "PT", "es": "ES", "zh": "CN"}
_WORD: Final = re.compile(r"[^\s\d,;:!?()\[\]\"“”„«»।'/–—.\-][^\s,;:!?()\[\]\"“”„«»।'/–—]*")
_PRONOUN: Final = re.compile(r"\bus\b")
_BRACKETS: Final = re.compile(r"\s*[(（].*?[)）]\s*")
_UNSPACED: Final = frozenset({"zh", "ja", "ko", "th"})
# The shortest name of CLDR that is looked for inside a text without spaces.
_SIGNS: Final = 2


@lru_cache(maxsize=8_192)
def places_named(text: str, code: str) -> frozenset[str]:
    """Return the codes of the places that a text in a language names, also by their people or their language.

    Codes are ISO 3166 for countries, UN M49 for continents and zones of the IANA for cities.
    """
    folded = (_PRONOUN.sub("", text) if code == "en" else text).casefold().replace("’", "'")
    spaced = code not in _UNSPACED
    found: set[str] = set()
    words = _WORD.findall(folded)
    joined = f" {' '.join(word.rstrip('.') for word in words)} "
    for stem, places in _by_start(code).get("", ()) if not spaced else ():
        if stem in folded:
            found |= places
    if spaced:
        for word in words:
            plain = word.rstrip(".")
            for part in {plain, *plain.split("-")}:
                for stem, whole, places in _stems(code).get(part[:2], ()):
                    if part == stem if whole else (part.startswith(stem) and len(part) - len(stem) <= _DERIVED):
                        found |= places
        for phrase, places in _phrases(code).items():
            if f" {phrase}" in joined:
                found |= places
    return frozenset(found)


@cache
def _names(code: str) -> dict[str, frozenset[str]]:
    """Return {name in small letters: places} in a language, of CLDR and of our table; `*` marks any ending."""
    found: dict[str, set[str]] = {}
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return {}
    for place, name in locale.territories.items():
        found.setdefault(_BRACKETS.sub("", name).casefold(), set()).add(place)
    for zone, known in locale.time_zones.items():
        city = known.get("city")
        if isinstance(city, str) and not zone.startswith("Etc"):
            found.setdefault(_BRACKETS.sub("", city).casefold(), set()).add(zone)
    if code == "en":
        for zone in Locale.parse("fr").time_zones:
            found.setdefault(str(zone).rpartition("/")[2].replace("_", " ").casefold(), set()).add(str(zone))
    for spoken, called in locale.languages.items():
        home = _HOMES.get(spoken, _home(spoken))
        if home and "_" not in spoken:
            found.setdefault(called.casefold(), set()).add(home)
    table = tomllib.loads((files("align.drift") / "places.toml").read_text(encoding="utf-8"))
    for place, by_language in table.items():
        for name in (*by_language.get("any", ()), *by_language.get(code, ())):
            found.setdefault(name.casefold(), set()).add(place)
    return {name: frozenset(places) for name, places in found.items() if name.strip("*")}


@cache
def _home(language: str) -> str:
    """Return the country that a language is named for, as CLDR has it: where it is likeliest to be met."""
    return str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]


@cache
def _by_start(code: str) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    given = {name.casefold() for each in _table_words(code) for name in each}
    kept = [(name, places) for name, places in _names(code).items() if len(name) >= _SIGNS or name in given]
    return {"": tuple((name.rstrip("*"), places) for name, places in kept)}


@cache
def _table_words(code: str) -> tuple[tuple[str, ...], ...]:
    table = tomllib.loads((files("align.drift") / "places.toml").read_text(encoding="utf-8"))
    return tuple(tuple(each.get(code, ())) for each in table.values())


@cache
def _stems(code: str) -> dict[str, list[tuple[str, bool, frozenset[str]]]]:
    """Return, by their first two letters, (stem, must it be the whole word, places) for names of one word."""
    found: dict[str, list[tuple[str, bool, frozenset[str]]]] = {}
    for name, places in _names(code).items():
        if " " in name:
            continue
        if name.endswith("*"):
            stem, whole = name[:-1], False
        else:
            stem = name[: max(_STEM, len(name) - _ENDING)]
            whole = len(name) <= _STEM
            stem = name if whole else stem
        found.setdefault(stem[:2], []).append((stem, whole, places))
    return found


@cache
def _phrases(code: str) -> dict[str, frozenset[str]]:
    """Return names of several words, the last without its ending."""
    return {
        name.rstrip("*")[:-1] if len(name) > _STEM else name: places
        for name, places in _names(code).items()
        if " " in name
    }
