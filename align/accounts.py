"""Facts outside every statement: a date, an hour, a figure or a name that articles of one story tell differently."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from align.account_names import other_name
from align.comparing import Texts, comparisons
from align.drift.pairing import Text, side
from align.drift.quantities import Quantity, quantities
from align.drift.types import Drift, Side
from align.grouping import Grouped
from align.judging import Place, in_text
from align.languages import language, neutral
from align.schema import FACTS
from seeds.datelines import dateline_end
from seeds.knowledge import language as known_language
from seeds.reading import cleaned_article
from seeds.splitting import sentences

if TYPE_CHECKING:
    from embeddings import Encoder

# Least cosine of two sentences that tell one thing, by encoder. Set on stories of our own and the articles of seeds/.
_ALIKE: Final = {"use": 0.5}
_ALIKE_ELSE: Final = 0.75
_HEAVY: Final = frozenset({"major", "critical"})

_Row = Mapping[str, Any]
_Pair = tuple[_Row, _Row]


def disagreements(grouped: Grouped, articles: pl.DataFrame, drifts: pl.DataFrame, encoder: "Encoder") -> pl.DataFrame:
    """Return `align.schema.FACTS`: what an article tells otherwise than the article of a statement's original.

    Two articles tell one story where they share a statement. Of their sentences those are held against each other that
    are each other's nearest, without the heads of their copy, and of those what one figure, date or hour, or one name
    apart says the same. A figure inside a rendering of a shared statement is left out, and a name that a drift has.
    """
    together = _together(grouped)
    names = {name for pair in together for name in pair}
    rows = articles.filter(pl.col("article_id").is_in(list(names)))
    told = _by_article(map(_headless, sentences(rows).iter_rows(named=True)))
    pairs = list(_facing(together, told, encoder))
    compared = comparisons([_texts(original, other) for other, original in pairs], with_model=False)
    rendered, drifted = _rendered(grouped), _drifted(grouped, drifts)
    articles_by_id = {row["article_id"]: row for row in rows.iter_rows(named=True)}
    found = []
    for (other, original), comparison in zip(pairs, compared, strict=True):
        here, there = (
            Place(row, cleaned_article(articles_by_id[row["article_id"]]), articles_by_id[row["article_id"]]["text"])
            for row in (other, original)
        )
        told_otherwise = (
            _one_figure(comparison.drift, other, original),
            other_name(_side(original), _side(other), comparison),
        )
        for each in filter(None, told_otherwise):
            drift = in_text(_with_heads(each, other, original), here, there)
            spans = (
                (other["article_id"], drift.start, drift.end),
                (original["article_id"], drift.against_start, drift.against_end),
            )
            taken = drifted if each.category == "name" else rendered
            if not any(_overlaps(span, taken) for span in spans):
                found.append(_row(drift, other, original))
    return FACTS.frame(found)


def _together(grouped: Grouped) -> list[tuple[str, str]]:
    """Return (article, article of the original) for each two articles that share a statement, once."""
    home = dict(grouped.quotes.select("quote_id", "article_id").iter_rows())
    originals = dict(grouped.statements.select("statement_id", "original").iter_rows())
    found: dict[frozenset[str], tuple[str, str]] = {}
    for statement, quote in grouped.renderings.select("statement_id", "quote_id").iter_rows():
        pair = home[quote], home[originals[statement]]
        if pair[0] != pair[1]:
            found.setdefault(frozenset(pair), pair)
    return list(found.values())


def _by_article(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row)
    return found


def _headless(row: _Row) -> _Row:
    """Return a sentence with its words alone: `head` characters of a dateline stand before them."""
    known = known_language(row["language"] or "")
    head = dateline_end(row["clean"], 0, len(row["clean"]), known, first=True) if known else 0
    return {**row, "clean": row["clean"][head:], "head": head}


def _with_heads(drift: Drift, other: _Row, original: _Row) -> Drift:
    """Return a drift between words with offsets into their sentences."""
    return replace(
        drift,
        start=drift.start + other["head"],
        end=drift.end + other["head"],
        against_start=drift.against_start + original["head"],
        against_end=drift.against_end + original["head"],
    )


def _side(row: _Row) -> Side:
    code = row["language"] or ""
    return side(Text(row["clean"], language(code) or neutral(code), "direct"))


def _figures(row: _Row) -> tuple[Quantity, ...]:
    return quantities(_side(row))


def _facing(together: Iterable[tuple[str, str]], told: Mapping[str, list[_Row]], encoder: "Encoder") -> Iterator[_Pair]:
    """Yield the pairs of sentences of two articles that are each other's nearest of all sentences."""
    rows = [row for found in told.values() for row in found]
    if not rows:
        return
    found = np.asarray(encoder.encode([row["clean"] for row in rows]))
    vectors = {row["sentence_id"]: vector for row, vector in zip(rows, found, strict=True)}
    least = _ALIKE.get(str(getattr(encoder, "name", "")), _ALIKE_ELSE)
    for name, original in together:
        ours, theirs = told.get(name, []), told.get(original, [])
        if not (ours and theirs):
            continue
        one, other = (np.stack([vectors[row["sentence_id"]] for row in part]) for part in (ours, theirs))
        near = one @ other.T
        best, back = near.argmax(axis=1), near.argmax(axis=0)
        for place, partner in enumerate(best):
            if back[partner] == place and near[place, partner] >= least:
                yield ours[place], theirs[int(partner)]


def _texts(original: _Row, other: _Row) -> Texts:
    return Texts(
        original["clean"],
        other["clean"],
        original_language=original["language"],
        rendering_language=other["language"],
    )


def _one_figure(drifts: Iterable[Drift], other: _Row, original: _Row) -> Drift | None:
    """Return the only figure that two sentences tell differently, if it is of one kind and unit on both sides."""
    changed = [
        drift
        for drift in drifts
        if drift.category == "number" and drift.severity in _HEAVY and drift.words and drift.against_words
    ]
    if len(changed) != 1:
        return None
    drift = changed[0]
    ours = _read(other, drift.start, drift.end)
    theirs = _read(original, drift.against_start, drift.against_end)
    return drift if ours and theirs and ours == theirs else None


def _read(row: _Row, start: int, end: int) -> frozenset[tuple[str, str]]:
    """Return the kinds and units of the quantities of a sentence that overlap a span of it."""
    tokens = _side(row).tokens
    return frozenset(
        (each.kind, each.unit)
        for each in _figures(row)
        if tokens[each.places[0]].start < end and start < tokens[each.places[-1]].end
    )


def _rendered(grouped: Grouped) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of the renderings of statements that have more than one, by article."""
    shared = grouped.renderings.filter(pl.len().over("statement_id") > 1).select("quote_id").unique()
    spans: dict[str, list[tuple[int, int]]] = {}
    quotes = grouped.quotes.join(shared, on="quote_id", how="semi")
    for name, start, end in quotes.select("article_id", "start", "end").iter_rows():
        spans.setdefault(name, []).append((start, end))
    return spans


def _drifted(grouped: Grouped, drifts: pl.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of the names that drifted, by article."""
    home = dict(grouped.quotes.select("quote_id", "article_id").iter_rows())
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in drifts.filter(pl.col("category") == "name").iter_rows(named=True):
        spans.setdefault(home[row["quote_id"]], []).append((row["start"], row["end"]))
        spans.setdefault(home[row["against"]], []).append((row["against_start"], row["against_end"]))
    return spans


def _overlaps(span: tuple[str, int, int], taken: Mapping[str, Collection[tuple[int, int]]]) -> bool:
    name, start, end = span
    return any(first < end and start < last for first, last in taken.get(name, ()))


def _row(drift: Drift, other: _Row, original: _Row) -> dict[str, Any]:
    return {
        "article_id": other["article_id"],
        "start": drift.start,
        "end": drift.end,
        "against_article": original["article_id"],
        "against_start": drift.against_start,
        "against_end": drift.against_end,
        "category": drift.category,
        "words": drift.words,
        "against_words": drift.against_words,
        "explanation": drift.explanation,
    }
