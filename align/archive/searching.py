"""Finds quotes in an archive by what they say."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

import embeddings
from align.archive.store import Snapshot, rows_of

if TYPE_CHECKING:
    from embeddings import Encoder

# Nearest texts to look at for each quote that is wanted: some are sentences that no quote covers.
_MORE: Final = 5


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
    if speaker is None and since is None and language is None:
        return _by_index(snapshot, asked[0], encoder, limit)
    articles = snapshot.table("articles", columns=["article_id", "path", "published"])
    if since is not None:
        articles = articles.filter(pl.col("published") >= since)
    quotes = snapshot.table("quotes").join(articles, on="article_id", how="inner")
    if speaker is not None:
        said = pl.concat_str(pl.col("speaker", "speaker_head", "role").fill_null(""), separator=" ")
        quotes = quotes.filter(said.str.to_lowercase().str.contains(speaker.lower(), literal=True))
    if language is not None:
        quotes = quotes.filter(pl.col("language") == language)
    vectors = snapshot.vectors(encoder.name, encoder.dimension)
    found = quotes.join(vectors, left_on="quote_id", right_on="text_id", how="inner", maintain_order="left")
    homes = _homes(snapshot)
    if not found.height:
        return found.drop("vector").with_columns(similarity=pl.lit(0.0)).join(homes, on="quote_id", how="left")
    near, cosine = embeddings.neighbours(asked, found["vector"].to_numpy(), limit)
    rows: pl.DataFrame = found.drop("vector")[near[0].tolist()]
    best = rows.with_columns(similarity=pl.Series(cosine[0].astype(float)).round(4))
    return best.join(homes, on="quote_id", how="left", maintain_order="left")


def _by_index(snapshot: Snapshot, asked: npt.NDArray[np.float32], encoder: "Encoder", limit: int) -> pl.DataFrame:
    """Return as `search`, by the index of the vectors; those of sentences that are no quotes fall out."""
    near = snapshot.nearest(encoder.name, encoder.dimension, asked, _MORE * limit)
    quotes = rows_of(snapshot, "quotes", "quote_id", set(near["text_id"]))
    found = quotes.join(near, left_on="quote_id", right_on="text_id")
    found = found.sort("similarity", "quote_id", descending=[True, False])
    best = found.head(limit).with_columns(pl.col("similarity").cast(pl.Float64).round(4))
    homes = rows_of(snapshot, "articles", "article_id", set(best["article_id"]))
    articles = homes.select("article_id", "path", "published")
    statements = _homes(snapshot)
    placed = best.join(articles, on="article_id", how="inner", maintain_order="left")
    return placed.join(statements, on="quote_id", how="left", maintain_order="left").select(
        *quotes.columns, "path", "published", "similarity", "statement_id"
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
    quotes = snapshot.table("quotes", columns=["quote_id", "article_id"])
    quotes = quotes.filter(~pl.col("article_id").is_in(list(excluded)))
    if original is not None:
        articles = snapshot.table("articles", columns=["article_id", "path"])
        named = articles.filter(pl.col("path").map_elements(lambda path: _is_same(path, original), pl.Boolean))
        quotes = quotes.join(named, on="article_id", how="semi")
    vectors = snapshot.vectors(encoder.name, encoder.dimension)
    found = quotes.join(vectors, left_on="quote_id", right_on="text_id", how="inner", maintain_order="left")
    if not found.height or not asked.height:
        return set()
    near, _ = embeddings.neighbours(
        np.asarray(encoder.encode(asked["clean"].to_list()), dtype=np.float32), found["vector"].to_numpy(), limit
    )
    names = found["quote_id"][np.unique(near).tolist()]
    renderings = snapshot.table("renderings", columns=["quote_id", "statement_id"])
    return set(renderings.filter(pl.col("quote_id").is_in(names.implode()))["statement_id"])


def _is_same(path: str, named: str) -> bool:
    return Path(path).resolve() == Path(named).resolve()


def _homes(snapshot: Snapshot) -> pl.DataFrame:
    """Return (quote_id, statement_id): one statement a quote, of two that it renders the first by identifier."""
    homes = snapshot.table("renderings", columns=["quote_id", "statement_id"])
    return homes.sort("statement_id").unique("quote_id", keep="first")
