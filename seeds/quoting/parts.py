"""What a speaker's phrase without capitals is taken apart into, and what every script without them asks of words."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from seeds.knowledge import Language

Sort = Literal["person", "organisation", "country", "pronoun", "role"]


@dataclass(frozen=True)
class Parts:
    """A phrase taken apart: offsets of the head in it, the role words, the sort."""

    start: int
    end: int
    role: str | None
    sort: Sort


def is_body(name: str, language: Language) -> bool:
    """Whether a name is an organisation's, by the list or by how it ends."""
    return name in language.organisations or bool(
        language.organisation_endings and name.endswith(language.organisation_endings)
    )


@cache
def honorifics(language: Language) -> frozenset[str]:
    """Return what follows a name as a courtesy."""
    return frozenset(language.patterns.get("honorifics", ()))


def longest_suffix(phrase: str, words: frozenset[str]) -> str:
    """Return the longest of some words that a phrase ends with, or nothing."""
    return max((word for word in words if phrase.endswith(word)), key=len, default="")
