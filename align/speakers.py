"""Whether two quotes can have one speaker, by key, office and country."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from seeds.knowledge import language
from seeds.quoting.names import countries_named

# What speaker agreement adds to, or takes off, the evidence that two quotes render one statement.
SAME: Final = 0.15
AFFILIATED: Final = 0.10
UNTOLD: Final = 0.0
UNRELATED: Final = -0.20
CONFLICT: Final = -0.60

_STEM: Final = 6
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Voice:
    """A quote's speaker: key, its sort, the stems of its words and role, and the countries that its phrase names.

    Countries of a role do not count: it may name the one that the office deals with.
    """

    key: str | None
    sort: str
    head: frozenset[str]
    stems: frozenset[str]
    countries: frozenset[str]
    language: str


def voice(quote: Mapping[str, Any]) -> Voice:
    """Return the speaker of a row of the quotes table."""
    code = quote["language"] or ""
    words = " ".join(part for part in (quote["speaker"], quote["role"]) if part)
    key = quote["speaker_key"]
    return Voice(
        key,
        key.partition(":")[0] if key else "",
        _stems(quote["speaker_head"] or "", code),
        _stems(words, code),
        frozenset(countries_named(quote["speaker"] or "", code)),
        code,
    )


def agreement(one: Voice, other: Voice) -> float:
    """Return how far two speakers agree, from CONFLICT to SAME; UNTOLD where one is not known."""
    if one.key is None or other.key is None:
        return UNTOLD
    if one.key == other.key:
        return SAME
    if one.countries and other.countries and not one.countries & other.countries:
        return CONFLICT
    sorts = {one.sort, other.sort}
    if sorts == {"person"}:
        return _of_people(one, other)
    if sorts == {"country"}:
        return CONFLICT
    if _speaks_for(one, other) or _speaks_for(other, one):
        return AFFILIATED
    if sorts == {"organisation"}:
        return CONFLICT
    return UNTOLD if "country" in sorts else UNRELATED


def _of_people(one: Voice, other: Voice) -> float:
    """Return how far two named people agree; across languages one name may be spelt past recognition."""
    if _is_part(one.key or "", other.key or "") or _is_part(other.key or "", one.key or ""):
        return AFFILIATED
    return CONFLICT if one.language == other.language else UNRELATED


def _is_part(key: str, other: str) -> bool:
    """Whether one name is the other without some of its parts ("Ruiz", "Ana Ruiz")."""
    return set(key.partition(":")[2].split("-")) < set(other.partition(":")[2].split("-"))


def _speaks_for(one: Voice, other: Voice) -> bool:
    """Whether one is the office or country in the other's name or role ("Foreign Ministry", "foreign minister")."""
    if one.sort == "country":
        return bool(one.countries & other.countries)
    return one.sort in ("organisation", "role") and len(one.head) > 1 and one.head <= other.stems


def _stems(words: str, code: str) -> frozenset[str]:
    known = language(code)
    dropped = known.determiners | known.prepositions | {"of", "and"} if known else frozenset()
    return frozenset(word[:_STEM] for word in _WORD.findall(words.casefold()) if word not in dropped and len(word) > 1)
