"""Opposition: a word in whose place stands one that means the reverse."""

from collections.abc import Iterator

from align.drift.sameness import Token
from align.drift.types import Difference, Pair, Severity
from align.languages import Language


def opposition(pair: Pair) -> Iterator[Difference]:
    """Yield a critical difference for each aligned pair of opposites, by list or by a prefix that reverses a word."""
    if not pair.one_language:
        return
    for place, partner in sorted(pair.links):
        old, new = pair.original.tokens[place], pair.rendering.tokens[partner]
        if place in pair.scope and are_opposites(old, new, pair.original.language):
            said, says = pair.original.words([place]), pair.rendering.words([partner])
            yield Difference(
                "opposition", Severity.CRITICAL, (place,), (partner,), f"“{said}” became “{says}”: the reverse was said"
            )


def are_opposites(old: Token, new: Token, language: Language) -> bool:
    """Whether two words cannot both be true of one thing."""
    for one in {old.small, old.lemma}:
        for other in {new.small, new.lemma}:
            if frozenset({one, other}) in language.opposites:
                return True
            short, long = sorted((one, other), key=len)
            if len(short) > 3 and any(long == prefix + short for prefix in language.prefixes):
                return True
    return False
