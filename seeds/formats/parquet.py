"""Parquet with a column of text: a row an article."""

import io
from collections.abc import Iterator
from typing import Any, Final

import polars as pl
from pyarrow import ArrowException, parquet

from seeds.formats.columns import shortened
from seeds.formats.item import Item, Problem
from seeds.formats.reading import Reading
from seeds.formats.rows import articles

_MAGIC: Final = b"PAR1"
_SLICE: Final = 1_000


def is_of(raw: bytes, _reading: Reading) -> bool:
    """Whether bytes open as Parquet does."""
    return raw.startswith(_MAGIC)


def items(raw: bytes, reading: Reading) -> Iterator[Item | Problem]:
    """Yield the rows that have text as articles.

    Raises:
        ValueError: it cannot be read as Parquet, or has no column of text.
    """
    try:
        names = list(pl.read_parquet_schema(io.BytesIO(raw)))
        there = reading.columns.found(names)
        if "text" not in there:
            raise ValueError(f"Parquet: {reading.columns.absent(names)}")
        kept = list(dict.fromkeys(there.values()))
        reading.budget.require(_unpacked(raw, kept))
        table = pl.read_parquet(io.BytesIO(raw), columns=kept, n_rows=reading.budget.parts + 1)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ArrowException, OSError, MemoryError) as error:
        said = shortened(str(error), 150) or "broken"
        raise ValueError(f"a Parquet file that cannot be read: {said}. Write it again.") from None
    yield from articles(enumerate(_rows(table), 1), reading, "Parquet")


def _unpacked(raw: bytes, names: list[str]) -> int:
    """Return how many bytes columns hold when their pages are unpacked, as the file's foot says."""
    foot = parquet.read_metadata(io.BytesIO(raw))
    groups = (foot.row_group(number) for number in range(foot.num_row_groups))
    return sum(
        column.total_uncompressed_size
        for group in groups
        for column in map(group.column, range(group.num_columns))
        if column.path_in_schema.partition(".")[0] in names
    )


def _rows(table: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield rows a slice at a time, so that a text that is stored once does not stand in memory for every row."""
    for part in table.iter_slices(_SLICE):
        yield from part.iter_rows(named=True)
