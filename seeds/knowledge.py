"""Language and agency knowledge, read once from the data files of this room."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from seeds.exceptions import LanguageDataError

# What the words of a language file are for stands at the head of `languages/en.toml`.
_REQUIRED = ("name", "marks", "reporting", "attribution", "phrases", "speakers", "relay")


@dataclass(frozen=True, eq=False)
class Language:
    """What the quote finder and the signs know about one language."""

    code: str
    name: str
    pairs: tuple[tuple[str, str], ...]
    single_pairs: tuple[tuple[str, str], ...]
    cues: frozenset[str]
    plain_cues: frozenset[str]
    describing_cues: frozenset[str]
    cue_nouns: frozenset[str]
    ambiguous_cues: frozenset[str]
    auxiliaries: frozenset[str]
    finite: frozenset[str]
    that: tuple[str, ...]
    according: tuple[str, ...]
    agents: frozenset[str]
    passive: frozenset[str]
    naming: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    impersonal: frozenset[str]
    roles: frozenset[str]
    organisations: frozenset[str]
    tail: frozenset[str]
    tail_nouns: frozenset[str]
    relay: dict[str, Any]


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, in order."""
    folder = files("seeds") / "languages"
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


@cache
def language(code: str) -> Language | None:
    """Return what is known of a language, or None where it has no file.

    Raises:
        LanguageDataError: the file lacks a part; the message names the file and the part.
    """
    if code not in languages():
        return None
    name = f"languages/{code}.toml"
    data = read_toml(name)
    missing = [part for part in _REQUIRED if part not in data]
    if missing:
        raise LanguageDataError(f"seeds/{name}: no [{missing[0]}]. Take it from languages/en.toml and fill it in.")
    marks, reporting, phrases, speakers = data["marks"], data["reporting"], data["phrases"], data["speakers"]
    return Language(
        code=code,
        name=data["name"],
        pairs=tuple((first, last) for first, last in marks["pairs"]),
        single_pairs=tuple((first, last) for first, last in marks["single"]),
        cues=frozenset(reporting["verbs"]),
        plain_cues=frozenset(reporting["without_that"]),
        describing_cues=frozenset(reporting["describing"]),
        cue_nouns=frozenset(reporting["nouns"]),
        ambiguous_cues=frozenset(reporting["ambiguous"]),
        auxiliaries=frozenset(reporting["auxiliaries"]),
        finite=frozenset(reporting["finite"]),
        that=tuple(data["attribution"]["that"]),
        according=tuple(data["attribution"]["according"]),
        agents=frozenset(data["attribution"]["agents"]),
        passive=frozenset(data["attribution"]["passive"]),
        naming=frozenset(phrases["naming"]),
        adverbs=frozenset(phrases["adverbs"]),
        prepositions=frozenset(phrases["prepositions"]),
        subordinators=frozenset(phrases["subordinators"]),
        conjunctions=frozenset(phrases["conjunctions"]),
        determiners=frozenset(phrases["determiners"]),
        pronouns=frozenset(speakers["pronouns"]),
        plural_pronouns=frozenset(speakers["plural_pronouns"]),
        impersonal=frozenset(speakers["impersonal"]),
        roles=frozenset(speakers["roles"]),
        organisations=frozenset(speakers["organisations"]),
        tail=frozenset(phrases["tail"]),
        tail_nouns=frozenset(phrases["tail_nouns"]),
        relay=data["relay"],
    )


@cache
def furniture_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of lines that are page furniture."""
    return tuple(re.compile(line, re.IGNORECASE) for line in read_toml("furniture.toml")["lines"])


def read_toml(name: str) -> dict[str, Any]:
    """Return a data file of this room, by its name below `seeds/`.

    Raises:
        LanguageDataError: the file is not TOML; the message says where.
    """
    try:
        return tomllib.loads((files("seeds") / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"seeds/{name}: not TOML: {error}.") from error
