"""What the drift checks know about a language: one TOML file each, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from seeds.exceptions import LanguageDataError

_PARTS = ("negation", "modality", "intensity", "tense", "opposition", "person", "gender", "words")


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
    data = tomllib.loads((files("align.languages") / f"{code}.toml").read_text(encoding="utf-8"))
    missing = [part for part in _PARTS if part not in data]
    if missing:
        raise LanguageDataError(
            f"align/languages/{code}.toml: no [{missing[0]}]. Take it from align/languages/en.toml and fill it in."
        )
    return _language(code, data)


def _language(code: str, data: dict[str, Any]) -> Language:
    modality = {kind: cues for kind, cues in data["modality"].items() if isinstance(cues, list)}
    persons = {"first": 1, "second": 2, "third": 3}
    return Language(
        code=code,
        concord=data["negation"]["concord"],
        negation_cues=frozenset(data["negation"]["cues"]),
        negation_verbs=frozenset(data["negation"]["verbs"]),
        not_cues=tuple(data["negation"]["not_cues"]),
        modality={cue: kind for kind, cues in modality.items() for cue in cues},
        backshift={kind: frozenset(to) for kind, to in data["modality"].get("backshift", {}).items()},
        intensity=frozenset(data["intensity"]["words"]),
        present=frozenset(data["tense"]["present"]),
        past=frozenset(data["tense"]["past"]),
        irregular=dict(data["tense"]["irregular"]),
        opposites=frozenset(frozenset(pair) for pair in data["opposition"]["pairs"]),
        prefixes=tuple(data["opposition"]["prefixes"]),
        scale={word: rank for rank, words in enumerate(data.get("quantity", {}).get("scale", [])) for word in words},
        person={word: persons[name] for name, words in data["person"].items() for word in words},
        gender={word: name for name, words in data["gender"].items() for word in words},
        function=frozenset(data["words"]["function"]),
    )
