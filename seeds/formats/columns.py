"""Which column of a table or key of a record holds what: as the user named them, else by common names."""

import re
from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cache

from seeds.knowledge import read_toml


@dataclass(frozen=True)
class Columns:
    """Names that the user gave for the columns of tables and the keys of records; None where common names decide."""

    text: str | None = None
    guid: str | None = None
    title: str | None = None
    published: str | None = None
    declared_language: str | None = None
    provider: str | None = None

    def found(self, names: Collection[str]) -> dict[str, str]:
        """Return, for columns of the articles table and for `text`, which of `names` holds it.

        Case, and spaces or hyphens for "_", make no difference, except between two that differ by these alone.
        """
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        plain = {plain_name(name): name for name in reversed(list(names))}
        there: dict[str, str] = {}
        for column, known in _known().items():
            named = given.get(column)
            if named is not None:
                name = named if named in names else plain.get(plain_name(named))
            else:
                name = next((plain[word] for word in known if word in plain), None)
            if name is not None:
                there[column] = name
        for column in (column for column in _words() if column not in there):
            free = (name for name in names if name not in there.values() and column in _worded(plain_name(name)))
            if given.get(column) is None and (name := next(free, None)) is not None:
                there[column] = name
        return {column: there[column] for column in _known() if column in there}

    def absent(self, names: Collection[str]) -> str:
        """Return the sentence for a table or record whose text is in none of `names`."""
        has = ", ".join(shortened(name) for name in sorted(names)[:12]) or "no names at all"
        if self.text is not None:
            return f"no column {self.text!r}; it has {has}. Name another with --text-column."
        return f"no column of text; it has {has}. Name the one that holds the text with --text-column."


def shortened(said: str, longest: int = 40) -> str:
    """Return the first line of what a file or a library says, cut: an error is read by somebody."""
    first = said.strip().partition("\n")[0]
    return first if len(first) <= longest else f"{first[:longest]}…"


def plain_name(name: str) -> str:
    """Return a column's name in small letters with "_" between its words."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def is_common(name: str) -> bool:
    """Whether a name is one that tables of articles use."""
    said = plain_name(name)
    return any(said in known for known in _known().values()) or bool(_worded(said))


def _worded(said: str) -> list[str]:
    """Return the columns that a plain name of several words may mean, each word of it theirs or one of `beside`."""
    parts = [part for part in re.split(r"[_\W]+", said) if part]
    return [
        column
        for column, words in _words().items()
        if words.intersection(parts) and _beside().issuperset(part for part in parts if part not in words)
    ]


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Return, for each column, the names that tables give it, the most telling first."""
    return {column: tuple(said["names"]) for column, said in read_toml("columns.toml").items() if column != "beside"}


@cache
def _words() -> dict[str, frozenset[str]]:
    data = read_toml("columns.toml")
    return {column: frozenset(data[column]["words"]) for column in _known() if "words" in data[column]}


@cache
def _beside() -> frozenset[str]:
    return frozenset(read_toml("columns.toml")["beside"])
