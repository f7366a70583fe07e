"""What the drift checks know about a language: one TOML file each, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from align.languages.calendars import Calendar, calendar
from align.languages.numerals import Numerals, numerals
from seeds.exceptions import LanguageDataError


@dataclass(frozen=True, eq=False)
class Language:
    """Knowledge of one language, as its file states it; `modality` maps a cue to its class."""

    code: str
    concord: bool
    negation_cues: frozenset[str]
    negation_verbs: frozenset[str]
    not_cues: tuple[str, ...]
    modality: dict[str, str]
    backshift: dict[str, frozenset[str]]
    intensity: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]
    irregular: dict[str, str]
    opposites: frozenset[frozenset[str]]
    prefixes: tuple[str, ...]
    scale: dict[str, int]
    person: dict[str, int]
    gender: dict[str, str]
    function: frozenset[str]
    units: dict[str, str]
    coordinators: frozenset[str]
    limiters: frozenset[str]
    numerals: Numerals
    calendar: Calendar


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that the drift checks know, in order."""
    folder = files("align.languages")
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


@cache
def language(code: str | None) -> Language | None:
    """Return what the checks know of a language, or None where it has no file.

    Raises:
        LanguageDataError: the file lacks a part; the message names the file and the part.
    """
    if code not in languages():
        return None
    name = f"align/languages/{code}.toml"
    text = (files("align.languages") / f"{code}.toml").read_text(encoding="utf-8")
    try:
        return _language(str(code), tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"{name}: not TOML: {error}.") from error
    except _MissingError as error:
        raise LanguageDataError(f"{name}: no {error}. Take it from align/languages/en.toml.") from error


@cache
def neutral(code: str) -> Language:
    """Return a Language that knows nothing, for one without a file: checks that need no list still work on it."""
    empty: dict[str, Any] = {
        "negation": {"concord": False, "cues": [], "verbs": [], "not_cues": []},
        "modality": {},
        "intensity": {"words": []},
        "tense": {"present": [], "past": [], "irregular": {}},
        "opposition": {"pairs": [], "prefixes": []},
        "person": {},
        "gender": {},
        "words": {"function": []},
    }
    return _language(code, empty)


class _MissingError(Exception):
    """A part or a key that a language file lacks."""


def _taken(data: dict[str, Any], part: str, key: str | None = None) -> Any:  # noqa: ANN401  # TOML holds anything
    if part not in data:
        raise _MissingError(f"[{part}]")
    if key is not None and key not in data[part]:
        raise _MissingError(f"[{part}] {key}")
    return data[part] if key is None else data[part][key]


def _language(code: str, data: dict[str, Any]) -> Language:
    modality = {kind: cues for kind, cues in _taken(data, "modality").items() if isinstance(cues, list)}
    persons = {"first": 1, "second": 2, "third": 3}
    return Language(
        code=code,
        concord=_taken(data, "negation", "concord"),
        negation_cues=frozenset(_taken(data, "negation", "cues")),
        negation_verbs=frozenset(_taken(data, "negation", "verbs")),
        not_cues=tuple(_taken(data, "negation", "not_cues")),
        modality={cue: kind for kind, cues in modality.items() for cue in cues},
        backshift={kind: frozenset(to) for kind, to in _taken(data, "modality").get("backshift", {}).items()},
        intensity=frozenset(_taken(data, "intensity", "words")),
        present=frozenset(_taken(data, "tense", "present")),
        past=frozenset(_taken(data, "tense", "past")),
        irregular=dict(_taken(data, "tense", "irregular")),
        opposites=frozenset(frozenset(pair) for pair in _taken(data, "opposition", "pairs")),
        prefixes=tuple(_taken(data, "opposition", "prefixes")),
        scale={word: rank for rank, words in enumerate(data.get("quantity", {}).get("scale", [])) for word in words},
        person={word: persons[name] for name, words in _taken(data, "person").items() for word in words},
        gender={word: name for name, words in _taken(data, "gender").items() for word in words},
        function=frozenset(_taken(data, "words", "function")),
        coordinators=frozenset(data["words"].get("coordinators", ())),
        limiters=frozenset(data["words"].get("limiters", ())),
        units={word: unit for unit, words in data.get("units", {}).items() for word in words},
        numerals=numerals(code, data.get("numbers", {})),
        calendar=calendar(code, data.get("dates", {})),
    )
