"""News agencies in a text: by name, abbreviation, or a description such as "North Korea's official news agency"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from seeds.knowledge import Language, read_toml

_LONG: Final = 5
# Names in scripts that do not part words: Korean particles hang on a name, Chinese and Japanese words stand round it.
_UNPARTED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SHORT: Final = 2


@dataclass(frozen=True)
class Agency:
    """A news agency: the name shown, its country (ISO 3166) and the languages it writes."""

    name: str
    country: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """An agency named in a text, at [start, end)."""

    agency: Agency
    start: int
    end: int


@cache
def agencies() -> dict[str, Agency]:
    """Return the agencies of `agencies.toml` by the name shown."""
    return {
        name: Agency(name, entry["country"], tuple(entry["languages"]))
        for name, entry in read_toml("agencies.toml").items()
    }


def mentions(text: str, language: Language, *, signing: bool = False) -> list[Mention]:
    """Return the agencies that a text names, in order; the longest name at a place wins.

    `signing` says that the text is a sign-off or a dateline, where desks write abbreviations that elsewhere are words.
    """
    found = [
        Mention(agencies()[_owner()[match.group().casefold()]], match.start(), match.end())
        for match in _names(signing=signing).finditer(text)
    ]
    for match in _described(language).finditer(text):
        if not any(mention.start < match.end() and mention.end > match.start() for mention in found):
            place = next(group for group in match.groups() if group)
            found.append(Mention(agencies()[_homes()[place]], match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def named_agencies(text: str) -> list[tuple[int, int]]:
    """Return the [start, end) of each agency that a text names by its name."""
    return [match.span() for match in _names(signing=False).finditer(text)]


@cache
def _owner() -> dict[str, str]:
    entries = read_toml("agencies.toml")
    short = {name.casefold(): key for key, entry in entries.items() for name in entry.get("signs", ())}
    return short | {name.casefold(): key for key, entry in entries.items() for name in entry["names"]}


@cache
def _homes() -> dict[str, str]:
    return {place: key for key, entry in read_toml("agencies.toml").items() for place in entry["described"]}


@cache
def _names(*, signing: bool) -> re.Pattern[str]:
    entries = read_toml("agencies.toml").values()
    kinds = ("names", "signs") if signing else ("names",)
    names = sorted((name for entry in entries for kind in kinds for name in entry.get(kind, ())), key=len, reverse=True)
    parted = [name for name in names if not _UNPARTED.search(name)]
    patterns = [re.escape(name) if len(name) <= _LONG else f"(?i:{re.escape(name)})" for name in parted]
    within = "|".join(re.escape(name) for name in names if _UNPARTED.search(name) and len(name) > _SHORT)
    # Two characters are a word of another meaning too: alone between marks only, or ending a sign-off (ソウル共同).
    alone = "|".join(re.escape(name) for name in names if _UNPARTED.search(name) and len(name) <= _SHORT)
    before = "" if signing else r"(?<!\w)"
    return re.compile(
        rf"{within}|(?:(?<![\w-])|(?<=(?<!\w)[لبو]))(?:{'|'.join(patterns)})(?![A-Za-zÀ-ÿА-я0-9_-]|[\u0621-\u064a])"
        rf"|{before}(?:{alone})(?!\w)"
    )


@cache
def _described(language: Language) -> re.Pattern[str]:
    """Match an agency by its country: "North Korea’s official news agency", "the North Korean state media"."""
    places = "|".join(sorted((re.escape(place) for place in _homes()), key=len, reverse=True))
    kinds = [kind for kind in language.relay["descriptions"] if "{place}" not in kind]
    forms = [kind.replace("{place}", f"({places})") for kind in language.relay["descriptions"] if "{place}" in kind]
    return re.compile(
        "|".join([rf"\b({places})(?:['’]s)?\s+(?:{'|'.join(kinds)})\b", *(rf"\b{form}\b" for form in forms)])
    )
