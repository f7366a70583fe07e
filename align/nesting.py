"""A reported clause that holds words between marks, and those words: one of the two is compared."""

import polars as pl

from seeds.schema import QUOTES


def innermost(quotes: pl.DataFrame) -> pl.DataFrame:
    """Return `seeds.schema.QUOTES` without the reported clauses that hold quoted words: the marks vouch for those."""
    rows = QUOTES.check(quotes).rows(named=True)
    marked: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        if row["kind"] != "indirect":
            marked.setdefault(row["article_id"], []).append((row["start"], row["end"]))
    return QUOTES.frame(
        row
        for row in rows
        if row["kind"] != "indirect"
        or not any(row["start"] <= start and end <= row["end"] for start, end in marked.get(row["article_id"], ()))
    )
