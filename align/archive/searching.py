"""Finds quotes in an archive by what they say."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from align.ageing import days_of
from align.archive.store import Snapshot, rows_of
from align.archive.vectors import Within

if TYPE_CHECKING:
    from embeddings import Encoder


def search(
    snapshot: Snapshot,
    words: str,
    encoder: "Encoder",
    *,
    speaker: str | None = None,
    since: str | None = None,
    language: str | None = None,
    limit: int = 10,
) -> pl.DataFrame:
    """Return the quotes nearest in meaning to some words, the nearest first.

    Args:
        snapshot: the state to search.
        words: what to look for, in any of the encoder's languages.
        encoder: the archive's.
        speaker: only quotes whose speaker, as printed or by name, has these words.
        since: only of articles published on this day (ISO 8601) or later.
        language: only quotes in this language.
        limit: how many.

    Returns:
        Rows of quotes with `statement_id`, `path`, `published` and `similarity` (cosine).
    """
    asked = np.asarray(encoder.encode([words]), dtype=np.float32)
    day = int(days_of([since])[0]) if since is not None else None
    within = Within(since=day, speaker=speaker or "", language=language, quoted=True)
    near = snapshot.nearest(encoder.name, encoder.dimension, asked[0], limit, within)
    quotes = rows_of(snapshot, "quotes", "quote_id", set(near["text_id"]))
    articles = rows_of(snapshot, "articles", "article_id", set(quotes["article_id"]))
    homes = rows_of(snapshot, "renderings", "quote_id", set(quotes["quote_id"]))
    # Of two statements that a quote renders the first by identifier.
    homes = homes.select("quote_id", "statement_id").sort("statement_id").unique("quote_id", keep="first")
    return (
        near.with_columns(pl.col("similarity").cast(pl.Float64).round(4))
        .join(quotes, left_on="text_id", right_on="quote_id", how="inner", coalesce=False, maintain_order="left")
        .join(articles.select("article_id", "path", "published"), on="article_id", maintain_order="left")
        .join(homes, on="quote_id", how="left", maintain_order="left")
        .select(*quotes.columns, "path", "published", "similarity", "statement_id")
    )


def statements_near(
    snapshot: Snapshot,
    asked: pl.DataFrame,
    encoder: "Encoder",
    *,
    excluded: Collection[str] = (),
    original: str | None = None,
    limit: int = 24,
) -> set[str]:
    """Return the statements that quotes may render: those of the `limit` nearest quotes of each.

    Args:
        snapshot: the state to search.
        asked: `seeds.schema.QUOTES`.
        encoder: the archive's.
        excluded: article_ids that do not count.
        original: path of an article: its statements, and no others.
        limit: how many quotes are looked at for each.
    """
    only = None
    if original is not None:
        articles = snapshot.table("articles", columns=["article_id", "path"])
        only = [name for name, path in articles.iter_rows() if _is_same(path, original)]
    within = Within(quoted=True, articles=only, without=tuple(excluded))
    names = {
        name
        for vector in np.asarray(encoder.encode(asked["clean"].to_list()), dtype=np.float32)
        for name in snapshot.nearest(encoder.name, encoder.dimension, vector, limit, within)["text_id"]
    }
    return set(rows_of(snapshot, "renderings", "quote_id", names)["statement_id"])


def _is_same(path: str, named: str) -> bool:
    return Path(path).resolve() == Path(named).resolve()
