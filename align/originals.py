"""Which rendering the others are held against, and why."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from seeds.tracing import WEIGHTS

_KINDS: Final = {"direct": 0, "mixed": 1, "indirect": 2}
_KIND_WORDS: Final = {
    "direct": "a direct quote",
    "mixed": "words quoted inside a sentence",
    "indirect": "reported speech",
}
_NEVER: Final = "9999"
_OWN_HEAD: Final = WEIGHTS["dateline"]
_STEPS: Final = ("standing", "kind", "distance", "date", "length")


def chosen(
    quotes: Sequence[Mapping[str, Any]],
    articles: Mapping[str, Mapping[str, Any]],
    origins: Mapping[str, Mapping[str, Any]],
    named: str | None,
) -> tuple[int, str]:
    """Return (index of the original among `quotes`, the reason).

    In this order: the article named; what was not withdrawn; direct before mixed before indirect; fewest relays and
    signs of translation; earliest; longest. What is left equal is settled by identifier, so that the order of input
    changes nothing.
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
    ranks = {place: _ranks(quotes[place], articles, origins) for place in pool}
    for step in range(len(_STEPS)):
        least = min(ranks[place][step] for place in pool)
        left = [place for place in pool if ranks[place][step] == least]
        if len(left) < len(pool):
            reasons.append(_told(step, quotes[left[0]], origins))
        pool = left
    first = min(pool, key=lambda place: quotes[place]["quote_id"])
    return first, "; ".join(reasons) if reasons else "first by identifier: nothing else sets them apart"


def _is_path(path: str, named: str) -> bool:
    return Path(path).resolve() == Path(named).resolve()


def _ranks(
    quote: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]], origins: Mapping[str, Mapping[str, Any]]
) -> tuple[Any, ...]:
    """Return what is compared at each of `_STEPS`; less is better."""
    article = articles.get(quote["article_id"], {})
    published = article.get("published") or _NEVER
    return (
        article.get("status") == "canceled",
        _KINDS[quote["kind"]],
        _distance(quote, origins),
        published,
        -len(quote["clean"]),
    )


def _distance(quote: Mapping[str, Any], origins: Mapping[str, Mapping[str, Any]]) -> tuple[int, float]:
    origin = origins.get(quote["article_id"])
    if origin is None or (len(origin["relay_chain"]) == 1 and origin["signs_score"] == _OWN_HEAD):
        return 0, 0.0  # an agency's own copy, with nothing but its name at the head, relays nobody
    return len(origin["relay_chain"]), origin["signs_score"]


def _told(step: int, quote: Mapping[str, Any], origins: Mapping[str, Mapping[str, Any]]) -> str:
    """Return why a quote came out first at one of `_STEPS`."""
    if _STEPS[step] == "standing":
        return "not withdrawn"
    if _STEPS[step] == "kind":
        return _KIND_WORDS[quote["kind"]]
    if _STEPS[step] == "distance":
        relays, score = _distance(quote, origins)
        least = "no relays and no signs of translation"
        return "fewest relays and signs of translation" if relays or score else least
    return {"date": "the earliest", "length": "the fullest"}[_STEPS[step]]
