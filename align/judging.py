"""Every rendering of a story held against its original, and a pull-out against the full quote of its own article."""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from align.comparing import Comparison, Texts, comparisons
from align.drift.types import Drift
from align.grouping import Grouped
from align.schema import DRIFTS, VERDICTS_TABLE
from align.speakers import CONFLICT, agreement, voice
from seeds.cleaning import Clean
from seeds.reading import cleaned_article

_FULLER: Final = {"mixed": ("direct",), "indirect": ("direct", "mixed")}


def judgements(grouped: Grouped, articles: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `align.schema.DRIFTS` and `VERDICTS_TABLE` for the renderings of statements that have more than one."""
    quotes = {row["quote_id"]: row for row in grouped.quotes.iter_rows(named=True)}
    pairs = list(_pairs(grouped, quotes))
    compared = comparisons([_texts(quotes[against], quotes[quote]) for quote, against in pairs])
    cleaned = {row["article_id"]: cleaned_article(row) for row in articles.iter_rows(named=True)}
    texts = dict(articles.select("article_id", "text").iter_rows())
    drifts: list[dict[str, Any]] = []
    verdicts: list[dict[str, Any]] = []
    for (quote, against), comparison in zip(pairs, compared, strict=True):
        changed = _other_speaker(quotes[against], quotes[quote])
        verdicts.append({"quote_id": quote, "against": against, **_verdict(comparison, changed)})
        for drift in comparison.drift:
            drifts.append(
                {
                    "quote_id": quote,
                    "against": against,
                    **_in_article(drift, quotes[quote], quotes[against], cleaned, texts),
                }
            )
        if changed:
            drifts.append({"quote_id": quote, "against": against, **changed})
    return DRIFTS.frame(drifts), VERDICTS_TABLE.frame(verdicts)


def _pairs(grouped: Grouped, quotes: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield (rendering, what it is held against): the statement's original, then the fuller quote of its own article."""
    members: dict[str, list[str]] = {}
    for statement, quote in grouped.renderings.select("statement_id", "quote_id").iter_rows():
        members.setdefault(statement, []).append(quote)
    for statement, original in grouped.statements.select("statement_id", "original").iter_rows():
        for quote in members[statement]:
            if quote == original:
                continue
            yield quote, original
            fuller = next(
                (
                    other
                    for other in members[statement]
                    if other not in (quote, original)
                    and quotes[other]["article_id"] == quotes[quote]["article_id"]
                    and quotes[other]["kind"] in _FULLER.get(quotes[quote]["kind"], ())
                ),
                None,
            )
            if fuller is not None:
                yield quote, fuller


def _texts(original: dict[str, Any], rendering: dict[str, Any]) -> Texts:
    return Texts(
        original["clean"],
        rendering["clean"],
        original["kind"],
        rendering["kind"],
        original["language"],
        rendering["language"],
    )


def _verdict(comparison: Comparison, changed: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a verdict; evidence put the pair together, so what the words alone do not show is unclear."""
    verdict, reason = comparison.verdict, comparison.reason
    if verdict == "not found":
        verdict, reason = "unclear", "the same statement by its speaker and place, but few of its words answer to each other"
    if changed and verdict != "altered":
        return {"verdict": "altered", "faithfulness": min(comparison.faithfulness, 0.5), "reason": changed["explanation"]}
    return {"verdict": verdict, "faithfulness": comparison.faithfulness, "reason": reason}


def _other_speaker(original: dict[str, Any], rendering: dict[str, Any]) -> dict[str, Any]:
    """Return a `speaker` drift where the same words are put into another's mouth, else nothing."""
    if agreement(voice(original), voice(rendering)) != CONFLICT:
        return {}
    return {
        "category": "speaker",
        "start": rendering["speaker_start"],
        "end": rendering["speaker_end"],
        "against_start": original["speaker_start"],
        "against_end": original["speaker_end"],
        "severity": "major",
        "words": rendering["speaker"],
        "against_words": original["speaker"],
        "explanation": f"said by {original['speaker']} there, by {rendering['speaker']} here",
    }


def _in_article(
    drift: Drift,
    quote: dict[str, Any],
    against: dict[str, Any],
    cleaned: dict[str, Clean],
    texts: dict[str, str],
) -> dict[str, Any]:
    """Return a drift's columns with its offsets moved from the cleaned quotes into the articles' texts."""
    start, end = _moved(drift.start, drift.end, quote, cleaned[quote["article_id"]])
    against_start, against_end = _moved(drift.against_start, drift.against_end, against, cleaned[against["article_id"]])
    return {
        "category": drift.category,
        "start": start,
        "end": end,
        "against_start": against_start,
        "against_end": against_end,
        "severity": drift.severity,
        "words": texts[quote["article_id"]][start:end],
        "against_words": texts[against["article_id"]][against_start:against_end],
        "explanation": drift.explanation,
    }


def _moved(start: int, end: int, quote: dict[str, Any], article: Clean) -> tuple[int, int]:
    base = article.find(quote["start"], quote["end"])[0]
    if start == end:
        at = article.span(base + start, base + start)[0] if start < len(quote["clean"]) else quote["end"]
        return at, at
    return article.span(base + start, base + end)
