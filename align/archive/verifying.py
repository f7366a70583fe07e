"""Says what is wrong with an archive: files that cannot be read, rows that point nowhere, twice or out of batch."""

from collections.abc import Iterator

import polars as pl

from align.archive.history import superseded_articles
from align.archive.store import Archive, Snapshot
from seeds.exceptions import ArchiveError


def problems(snapshot: Snapshot) -> Iterator[str]:
    """Yield a line for each thing that is wrong; none for a whole archive."""
    damaged = list(_damaged(snapshot))
    if damaged:
        yield from damaged
        yield _earlier(snapshot)
        return
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


def _damaged(snapshot: Snapshot) -> Iterator[str]:
    """Yield a line for each table of which not every row can be read."""
    for name in snapshot.names:
        try:
            snapshot.table(name)
        except ArchiveError as error:
            yield str(error)


def _earlier(snapshot: Snapshot) -> str:
    """Return the line that says after which batch the archive was whole last, as far as it can still be read."""
    archive: Archive = snapshot.archive
    for number in sorted((row["batch"] for row in snapshot.batches[:-1]), reverse=True):
        before = archive.snapshot(number)
        if not any(_damaged(before)):
            return (
                f"The state after batch {number} can be read: `align archive export {archive.address} --at {number} "
                "--output DIR`; stats, search and verify take --at too."
            )
    return "No earlier state can be read either. Take the archive from a copy, or fill another one."


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
