"""The histories of an archive's articles: which are versions of one item, and which of them stands."""

import polars as pl

from align.archive.store import Snapshot
from seeds.revising import revisions as of_articles
from seeds.schema import ARTICLES, REVISIONS
from seeds.versions import histories


def revisions(snapshot: Snapshot, *, where: str | None = None) -> pl.DataFrame:
    """Return `seeds.schema.REVISIONS` of an archive's articles; those of an older build's are made anew.

    Args:
        snapshot: the state to read.
        where: an SQL condition on the columns that both tables have, `article_id` and `batch`.
    """
    known = REVISIONS.check(snapshot.table("revisions", where=where))
    articles = snapshot.table("articles", where=where, columns=["article_id"])
    missing = articles.join(known, on="article_id", how="anti")
    if not missing.height:
        return known
    texts = ARTICLES.check(snapshot.table("articles", where=where)).join(missing, on="article_id", how="semi")
    return pl.concat([known, of_articles(texts)])


def superseded_articles(snapshot: Snapshot) -> pl.Series:
    """Return the article_ids of versions that a later one supersedes."""
    return histories(revisions(snapshot)).filter(pl.col("standing") == "superseded")["article_id"]
