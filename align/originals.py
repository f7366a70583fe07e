"""Which rendering the others are held against, and why."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

_KINDS: Final = {"direct": 0, "mixed": 1, "indirect": 2}
_KIND_WORDS: Final = {"direct": "a direct quote", "mixed": "words quoted inside a sentence", "indirect": "reported speech"}
_NEVER: Final = "9999"


def chosen(
    quotes: Sequence[Mapping[str, Any]],
    articles: Mapping[str, Mapping[str, Any]],
    origins: Mapping[str, Mapping[str, Any]],
    named: str | None,
) -> tuple[int, str]:
    """Return (index of the original among `quotes`, the reason).

    In this order: the article named; direct before mixed before indirect; fewest relays and signs of translation;
    earliest; longest. What is left equal is settled by identifier, so that the order of input changes nothing.
    """
    if len(quotes) == 1:
        return 0, "the only rendering"
    pool = list(range(len(quotes)))
    reasons = []
    if named is not None:
        theirs = [place for place in pool if _is_path(articles[quotes[place]["article_id"]]["path"], named)]
        if theirs:
            pool = theirs
            reasons.append(f"in the article named as the original, {named}")
    steps = (
        (lambda quote: _KINDS[quote["kind"]], lambda quote: _KIND_WORDS[quote["kind"]]),
        (lambda quote: _distance(quote, origins), lambda quote: _told(quote, origins)),
        (lambda quote: articles[quote["article_id"]]["published"] or _NEVER, lambda quote: "the earliest"),
        (lambda quote: -len(quote["clean"]), lambda quote: "the fullest"),
    )
    for measure, words in steps:
        least = min(measure(quotes[place]) for place in pool)
        left = [place for place in pool if measure(quotes[place]) == least]
        if len(left) < len(pool):
            reasons.append(words(quotes[left[0]]))
        pool = left
        if len(pool) == 1:
            break
    first = min(pool, key=lambda place: quotes[place]["quote_id"])
    return first, "; ".join(reasons) if reasons else "first by identifier: nothing else sets them apart"


def _is_path(path: str, named: str) -> bool:
    return Path(path).resolve() == Path(named).resolve()


def _distance(quote: Mapping[str, Any], origins: Mapping[str, Mapping[str, Any]]) -> tuple[int, float]:
    origin = origins.get(quote["article_id"])
    return (len(origin["relay_chain"]), origin["signs_score"]) if origin else (0, 0.0)


def _told(quote: Mapping[str, Any], origins: Mapping[str, Mapping[str, Any]]) -> str:
    relays, score = _distance(quote, origins)
    return "no relays and no signs of translation" if not relays and not score else "fewest relays and signs of translation"
