"""Says what is wrong with an archive: rows that point nowhere, twice or out of their batch."""

from collections.abc import Iterator

import polars as pl

from align.archive.history import superseded_articles
from align.archive.store import Snapshot


def problems(snapshot: Snapshot) -> Iterator[str]:
    """Yield a line for each thing that is wrong; none for a whole archive."""
    articles, quotes = snapshot.table("articles"), snapshot.table("quotes")
    statements, renderings = snapshot.table("statements"), snapshot.table("renderings")
    drifts, verdicts = snapshot.table("drifts"), snapshot.table("verdicts")
    joined = snapshot.table("joined")
    known = pl.concat([quotes["quote_id"], joined["quote_id"]])
    yield from _twice("articles", articles["article_id"])
    yield from _twice("quotes", quotes["quote_id"])
    yield from _twice("statements", statements["statement_id"])
    yield from _lost("quotes", "article", quotes["article_id"], articles["article_id"])
    for name in ("signs", "origins", "sentences"):
        yield from _lost(name, "article", snapshot.table(name)["article_id"], articles["article_id"])
    yield from _lost("renderings", "quote", renderings["quote_id"], known)
    yield from _lost("statements", "original", _left(statements)["original"], renderings["quote_id"])
    superseded = superseded_articles(snapshot)
    rendering = quotes.filter(~pl.col("article_id").is_in(superseded.implode()))
    yield from _lost("quotes", "statement", rendering["quote_id"], renderings["quote_id"])
    # Empty where a later version of an item took away all that rendered a statement.
    merged = statements["merged_into"].drop_nulls().replace("", None).drop_nulls()
    yield from _lost("merged statements", "statement", merged, statements["statement_id"])
    for name, frame in (("drifts", drifts), ("verdicts", verdicts)):
        for column in ("quote_id", "against"):
            yield from _lost(name, "quote", frame[column], known)
    yield from _short(snapshot)


def _left(statements: pl.DataFrame) -> pl.DataFrame:
    return statements.filter(pl.col("merged_into").is_null())


def _twice(table: str, keys: pl.Series) -> Iterator[str]:
    if more := keys.len() - keys.n_unique():
        yield f"{table}: {more:,} rows are there twice, such as {keys.filter(keys.is_duplicated())[0]}."


def _lost(table: str, what: str, keys: pl.Series, there: pl.Series) -> Iterator[str]:
    lost = keys.filter(~keys.is_in(there.implode()))
    if lost.len():
        yield f"{table}: {lost.len():,} rows without their {what}, such as {lost[0]}."


def _short(snapshot: Snapshot) -> Iterator[str]:
    """Yield a line for each growing table that holds fewer or more rows than its batches wrote."""
    for name, rows in snapshot.written().items():
        there = snapshot.table(name).height
        if there != rows:
            yield f"{name}: {there:,} rows, but the batches wrote {rows:,}."
