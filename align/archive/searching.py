"""Finds quotes in an archive by what they say."""

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

import embeddings
from align.archive.store import Snapshot

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
    if not found.height:
        return found.drop("vector").with_columns(
            similarity=pl.lit(None, pl.Float64()), statement_id=pl.lit(None, pl.String())
        )
    asked = np.asarray(encoder.encode([words]), dtype=np.float32)
    near, cosine = embeddings.neighbours(asked, found["vector"].to_numpy(), limit)
    best = found.drop("vector")[near[0].tolist()].with_columns(similarity=pl.Series(cosine[0].astype(float)).round(4))
    homes = snapshot.table("renderings", columns=["quote_id", "statement_id"]).unique("quote_id", keep="any")
    return best.join(homes, on="quote_id", how="left", maintain_order="left")
