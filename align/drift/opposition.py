"""Opposition: a word in whose place stands one that means the reverse."""

from collections.abc import Iterator
from functools import lru_cache

from align.drift.sameness import Token
from align.drift.types import Difference, Pair, Severity
from align.languages import Language


def opposition(pair: Pair) -> Iterator[Difference]:
    """Yield a critical difference for each aligned pair of opposites, by list or by a prefix that reverses a word."""
    if not pair.one_language:
        return
    for place, partner in sorted(pair.links):
        old, new = pair.original.tokens[place], pair.rendering.tokens[partner]
        if old.small != new.small and place in pair.scope and are_opposites(old, new, pair.original.language):
            said, says = pair.original.words([place]), pair.rendering.words([partner])
            yield Difference(
                "opposition", Severity.CRITICAL, (place,), (partner,), f"“{said}” became “{says}”: the reverse was said"
            )


def are_opposites(old: Token, new: Token, language: Language) -> bool:
    """Whether two words cannot both be true of one thing."""
    return any(
        _are_opposites(one, other, language) for one in {old.small, old.lemma} for other in {new.small, new.lemma}
    )


@lru_cache(maxsize=65_536)
def _are_opposites(one: str, other: str, language: Language) -> bool:
    if frozenset({one, other}) in language.opposites:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in language.prefixes)
