"""Sets of words whose unions are made once: a grammar asks for the same few at every word of a text."""

from functools import lru_cache
from typing import Any


class Words(frozenset[str]):
    """A frozenset that remembers what it and another frozenset have together, in common, and apart."""

    __slots__ = ()

    def __or__(self, other: Any) -> Any:  # noqa: ANN401  # as wide as frozenset's own
        try:
            return _union(self, other)
        except TypeError:  # a set, which may change
            return frozenset.__or__(self, other)

    def __and__(self, other: Any) -> Any:  # noqa: ANN401
        try:
            return _common(self, other)
        except TypeError:
            return frozenset.__and__(self, other)

    def __sub__(self, other: Any) -> Any:  # noqa: ANN401
        try:
            return _without(self, other)
        except TypeError:
            return frozenset.__sub__(self, other)


# Only sets of the language files and of the rules meet here, so these stay few; a frozenset computes its hash once.
@lru_cache(maxsize=4_096)
def _union(one: Words, other: frozenset[str]) -> Words:
    return Words(frozenset.__or__(one, other))


@lru_cache(maxsize=4_096)
def _common(one: Words, other: frozenset[str]) -> Words:
    return Words(frozenset.__and__(one, other))


@lru_cache(maxsize=4_096)
def _without(one: Words, other: frozenset[str]) -> Words:
    return Words(frozenset.__sub__(one, other))
