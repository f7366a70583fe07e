"""Places by what each language calls them: countries, continents and cities, their people and their languages.

Source of the names: Unicode CLDR, by Babel; `places.toml` has the words that CLDR lacks, `exonyms.toml` cities and
feasts.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# Letters at the end of a name that give way in its inflected and derived forms: Москв-а, Polsk-a, Ital-y.
_ENDING: Final = 2
_STEM: Final = 4
# How much longer a derived word may be than the stem: "Argentin-ians".
_DERIVED: Final = 5
# The same of a Russian city's stem and its cases: "Женев-ой".
_CASE: Final = 3
# Languages spoken by name far beyond one country: "Spanish" may be of Spain, but "English" says nothing of the US.
_HOMES: Final = {"en": "GB", "pt": "PT", "es": "ES", "zh": "CN"}
_WORD: Final = re.compile(r"[^\s\d,;:!?()\[\]\"“”„«»।'/–—.\-][^\s,;:!?()\[\]\"“”„«»।'/–—]*")
_PRONOUN: Final = re.compile(r"\bus\b")
_BRACKETS: Final = re.compile(r"\s*[(（].*?[)）]\s*")
_UNSPACED: Final = frozenset({"zh", "ja", "ko", "th"})
# Languages whose script has no capitals: what names a place there is told by the names alone.
_WITHOUT_CAPITALS: Final = frozenset({"zh", "ja", "ko", "ar"})
# CLDR leaves out what a zone's own name says already, in languages of Latin script.
_OTHER_SCRIPTS: Final = frozenset({"zh", "ja", "ko", "ar", "ru", "hi", "th"})
# Small words that Arabic writes onto a name.
_WRITTEN_ON: Final = re.compile(r"^(?:[وف]?[بلك]?(?:ال)?)(?=\w{3})")
# The shortest name of CLDR that is looked for inside a text without spaces.
_SIGNS: Final = 2


@lru_cache(maxsize=8_192)
def places_named(text: str, code: str) -> frozenset[str]:
    """Return the codes of the places that a text in a language names, also by their people or their language.

    Codes are ISO 3166 for countries, UN M49 for continents, zones of the IANA for cities, and our own beside them.
    """
    folded = (_PRONOUN.sub("", text) if code == "en" else text).casefold().replace("’", "'")
    spaced = code not in _UNSPACED
    found: set[str] = set()
    words = _plain_words(folded)
    joined = f" {' '.join(words)} "
    for stem, places in _by_start(code).get("", ()) if not spaced else ():
        if stem in folded and _opens_word(folded, folded.index(stem), code, len(stem)):
            found |= places
    if spaced:
        for word in words:
            for part in {word, *word.split("-")}:
                for stem, whole, places in _stems(code).get(part[:2], ()):
                    if part == stem if whole else (part.startswith(stem) and len(part) - len(stem) <= _DERIVED):
                        found |= places
        phrases = _phrases(code)
        for word in words:
            for phrase, places in phrases.get(word, ()):
                if f" {phrase}" in joined:
                    found |= places
    return frozenset(found | {city for _, _, city in _cities_in(text.replace("’", "'"), code)})


def _plain_words(folded: str) -> list[str]:
    """Return the words of a text as names are looked up: the "St." of "St. Lucia" without its point."""
    return [word.rstrip(".") for word in _WORD.findall(folded)]


@lru_cache(maxsize=4_096)
def place_spans(text: str, code: str) -> tuple[tuple[int, int], ...]:
    """Return where a text names cities, or other places, in a language whose script has no capitals; else none."""
    if code not in _WITHOUT_CAPITALS:
        return ()
    spans = {(start, end) for start, end, _ in _cities_in(text, code)}
    if code in _UNSPACED:
        spans |= {
            found.span()
            for found in _any_of(_zones_and_countries(code)).finditer(text)
            if _opens_word(text, found.start(), code, len(found.group()))
        }
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= other or start >= last for other, last in kept):
            kept.append((start, end))
    return tuple(sorted(kept))


@lru_cache(maxsize=32)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression for any of some names, the longest first."""
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda each: (-len(each), each))))


def _opens_word(text: str, start: int, code: str, size: int) -> bool:
    """Whether a name of two Korean syllables opens its word: there are many that only hold it ("참가자", Gaza)."""
    return code != "ko" or size > _SIGNS or not start or not text[start - 1].isalpha()


@lru_cache(maxsize=16_384)
def is_own_name(word: str, code: str) -> bool:
    """Whether a word as printed is one of our table of cities and feasts, or CLDR's city of a zone."""
    if word[:1].isupper() and code not in _UNSPACED and word.casefold() in _zone_cities(code):
        return True
    return any(end - start == len(word) for start, end, _ in _cities_in(word, code))


@cache
def has_cities(code: str) -> bool:
    """Whether our table has a language's names of all its cities, and not of a few."""
    return code in _table_of_cities()["languages"]


@cache
def _zone_cities(code: str) -> frozenset[str]:
    return frozenset(
        name for name, places in _names(code).items() if any("/" in place for place in places) and len(name) >= _STEM
    )


@lru_cache(maxsize=4_096)
def cities_named(text: str, code: str) -> frozenset[str]:
    """Return the codes of the cities alone that a text names, by their own names."""
    return frozenset(place for place in places_named(text, code) if "/" in place)


def city_spans(text: str, code: str) -> dict[tuple[int, int], frozenset[str]]:
    """Return where a text names cities by their own names, and the codes of those that each name may be."""
    found: dict[tuple[int, int], frozenset[str]] = {}
    for start, end, city in _cities_in(text.replace("’", "'"), code):
        found[start, end] = found.get((start, end), frozenset()) | {city}
    for word in _WORD.finditer(text) if code not in _WITHOUT_CAPITALS else ():
        if word.group()[:1].isupper() and (cities := cities_named(word.group(), code)):
            found[word.span()] = found.get(word.span(), frozenset()) | cities
    return found


def _cities_in(text: str, code: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, city) for each city of our table that a text names."""
    whole, stems, phrases = _cities(code)
    if code in _UNSPACED:
        for found in _any_of(tuple(phrases)).finditer(text):
            if _opens_word(text, found.start(), code, len(found.group())):
                yield from ((*found.span(), city) for city in phrases[found.group()])
        return
    for word in _WORD.finditer(text):
        for form in _forms(word.group().rstrip("."), code):
            yield from ((*word.span(), city) for city in whole.get(form, ()))
            for stem, cities in stems.get(form[:2], ()):
                if form.startswith(stem) and len(form) - len(stem) <= _CASE:
                    yield from ((*word.span(), city) for city in cities)
    folded = text.casefold() if len(text.casefold()) == len(text) else text
    for name, cities in phrases.items():
        at = folded.find(name)
        if at >= 0 and (code in _WITHOUT_CAPITALS or text[at].isupper()):
            yield from ((at, at + len(name), city) for city in cities)


def _forms(word: str, code: str) -> frozenset[str]:
    """Return how a word may stand in the table: in small letters if it has a capital, or without what is written on."""
    if code in _WITHOUT_CAPITALS:
        return frozenset({word, _WRITTEN_ON.sub("", word), _WRITTEN_ON.sub("ال", word)})
    return frozenset({word.casefold()} if word[:1].isupper() else ())


_Cities = tuple[dict[str, set[str]], dict[str, list[tuple[str, set[str]]]], dict[str, set[str]]]


@cache
def _table_of_cities() -> dict[str, Any]:
    return tomllib.loads((files("align.drift") / "exonyms.toml").read_text(encoding="utf-8"))


@cache
def _cities(code: str) -> _Cities:
    """Return the cities of our table by whole words, by (first two letters of) stems, and by phrases or signs."""
    table = _table_of_cities()
    whole: dict[str, set[str]] = {}
    stems: dict[str, list[tuple[str, set[str]]]] = {}
    phrases: dict[str, set[str]] = {}
    if code in table["languages"]:
        column = table["languages"].index(code)
        listed = {row: names[column] for part in ("cities", "feasts") for row, names in table[part].items()}
    else:
        listed = table["elsewhere"].get(code, {})
    for row, name in listed.items():
        city = row if "/" in row else f"own/{row.removesuffix('_too')}"
        if name.endswith("*"):
            stems.setdefault(name[:2], []).append((name[:-1], {city}))
        elif name and (code in _UNSPACED or " " in name):
            phrases.setdefault(name, set()).add(city)
        elif name:
            whole.setdefault(name, set()).add(city)
    return whole, stems, phrases


@cache
def _zones_and_countries(code: str) -> tuple[str, ...]:
    """Return what CLDR calls countries and the cities of zones in a language, names of one sign left out."""
    locale = Locale.parse(code)
    names = {_BRACKETS.sub("", name) for place, name in locale.territories.items() if place.isalpha()}
    names |= {str(known["city"]) for known in locale.time_zones.values() if isinstance(known.get("city"), str)}
    return tuple(sorted(name for name in names if len(name) >= _SIGNS))


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
    if code not in _OTHER_SCRIPTS:
        for zone in Locale.parse("ru").time_zones:
            if str(zone).startswith("Etc") or "city" in locale.time_zones.get(zone, {}):
                continue
            found.setdefault(str(zone).rpartition("/")[2].replace("_", " ").casefold(), set()).add(str(zone))
    for spoken, called in locale.languages.items():
        home = _HOMES.get(spoken, _home(spoken))
        if home and "_" not in spoken and len(called) >= _SIGNS:
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
def _phrases(code: str) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return names of several words, the last without its ending, by their first word."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, places in _names(code).items():
        words = _plain_words(name.rstrip("*"))
        if len(words) > 1:
            phrase = " ".join(words)
            found.setdefault(words[0], []).append((phrase[:-1] if len(name) > _STEM else phrase, places))
    return found
