"""What copy is made of: statements, speakers, frames and newsrooms, read from `phrases/*.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

PHRASES: Final = Path(__file__).resolve().parent / "phrases"
# Latin letters hold for the languages that names.toml has no script for.
_LATIN: Final = "latin"


@dataclass(frozen=True)
class Base:
    """A statement with slots, by language, before numbers and places are filled in."""

    name: str
    numbers: Sequence[Sequence[int]]
    first_person: bool
    words: Mapping[str, str]


@dataclass(frozen=True)
class Topic:
    """What a kind of event makes people say, and who they are: (men's, women's) words by role and language."""

    name: str
    headline: Mapping[str, str]
    roles: Mapping[str, Mapping[str, Sequence[str]]]
    bases: Sequence[Base]

    @property
    def languages(self) -> list[str]:
        """The languages that all of it is written in."""
        return sorted(self.headline)


@cache
def table(name: str) -> dict[str, Any]:
    """Return one of the files `phrases/*.toml`."""
    return tomllib.loads((PHRASES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def topics() -> tuple[Topic, ...]:
    """Return the topics, by name."""
    return tuple(_topic(path) for path in sorted((PHRASES / "statements").glob("*.toml")))


def _topic(path: Path) -> Topic:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    bases = [
        Base(
            f"{path.stem}/{row['id']}",
            row.get("numbers", []),
            row.get("person") == "first",
            {code: row[code] for code in read["headline"]},
        )
        for row in read["statement"]
    ]
    return Topic(path.stem, read["headline"], read["roles"], bases)


def fillings(slot: str) -> int:
    """Return how many fillings a slot has."""
    return len(table("slots")[slot])


def filling(slot: str, row: int, language: str) -> str:
    """Return a filling of a slot in a language."""
    slots = table("slots")
    return str(slots[slot][row][slots["languages"].index(language)])


def name(part: str, row: int, language: str) -> str:
    """Return a name (`women`, `men`, `families`) in the script of a language."""
    names = table("names")
    script = language if language in names["scripts"] else _LATIN
    return str(names[part][row][names["scripts"].index(script)])


def figure(number: int, language: str) -> str:
    """Return a number as a language prints it."""
    return f"{number:,}".replace(",", table("frames")[language]["thousands"])
