"""The histories of an archive's articles: which are versions of one item, and which of them stands."""

from datetime import date

import polars as pl

from align.ageing import EARLIEST, LATEST
from align.archive.store import Snapshot, rows_of
from seeds.revising import revisions as of_articles
from seeds.schema import ARTICLES, REVISIONS
from seeds.versions import histories


def revisions(snapshot: Snapshot, where: str | None = None, first: int = EARLIEST, last: int = LATEST) -> pl.DataFrame:
    """Return `seeds.schema.REVISIONS` of an archive's articles; those of an older build's are made anew.

    Args:
        snapshot: the state to read.
        where: an SQL condition on the columns that both tables have, `article_id` and `batch`.
        first: leave out what is surely of earlier days (`align.ageing.days_of`).
        last: leave out what is surely of later ones.
    """
    known = REVISIONS.check(snapshot.table("revisions", where=_both(where, _of_days("moment", first, last))))
    dated = _both(where, _of_days("published", first, last))
    articles = snapshot.table("articles", where=dated, columns=["article_id"])
    missing = articles.join(
        snapshot.table("revisions", where=where, columns=["article_id"]), on="article_id", how="anti"
    )
    if not missing.height:
        return known
    texts = ARTICLES.check(rows_of(snapshot, "articles", "article_id", set(missing["article_id"])))
    return pl.concat([known, of_articles(texts)])


def _of_days(column: str, first: int, last: int) -> str | None:
    """Return a condition on a moment (ISO 8601, or null); a day more on either side is for zones of time."""
    if (first, last) == (EARLIEST, LATEST):
        return None
    earliest, latest = max(EARLIEST, first - 1), min(LATEST, last + 2)
    begin, end = (date.fromordinal(day).isoformat() for day in (earliest, latest))
    return f"({column} IS NULL OR ({column} >= '{begin}' AND {column} < '{end}'))"


def _both(*conditions: str | None) -> str | None:
    return " AND ".join(each for each in conditions if each) or None


def superseded_articles(snapshot: Snapshot) -> pl.Series:
    """Return the article_ids of versions that a later one supersedes."""
    return histories(revisions(snapshot)).filter(pl.col("standing") == "superseded")["article_id"]
