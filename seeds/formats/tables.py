"""CSV: a header, then a row an article; what stands between the cells is told from the header."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

import polars as pl

from seeds.decoding import decoded
from seeds.formats.columns import is_common, shortened
from seeds.formats.item import Item, Problem
from seeds.formats.reading import Reading
from seeds.formats.rows import articles

_SEPARATORS: Final = ",;\t|"
_LONGEST_NAME: Final = 40
_HEAD: Final = 65_536
_SAMPLE: Final = 5
# So many lines of copy have not the same count of commas, none of them before a space.
_FEW: Final = 2


def is_of(raw: bytes, reading: Reading) -> bool:
    """Whether bytes open with a header: short cells, and rows of as many cells below."""
    try:
        return _separator(_opening(raw[:_HEAD], reading), reading, cut=len(raw) > _HEAD) is not None
    except ValueError:
        return False


def items(raw: bytes, reading: Reading) -> Iterator[Item | Problem]:
    """Yield the rows that have text as articles.

    Raises:
        ValueError: it cannot be read as CSV, or no row has text.
    """
    text = decoded(raw)
    separator = _separator(text[:_HEAD], reading, cut=len(text) > _HEAD) or ","
    try:
        table = pl.read_csv(
            text.encode("utf-8", "replace"),
            separator=separator,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise ValueError(f"a CSV that cannot be read: {shortened(str(error), 150)}. Mend it.") from None
    there = reading.columns.found(table.columns)
    if "text" not in there:
        raise ValueError(f"CSV: {reading.columns.absent(table.columns)}")
    kept = table.select(list(dict.fromkeys(there.values())))
    yield from articles(enumerate(kept.iter_rows(named=True), 1), reading, "CSV")


def _opening(head: bytes, reading: Reading) -> str:
    """Return the first characters; a single-byte encoding is not asked for unless a name needs it: that takes long."""
    if b"\0" in head or not (reading.columns.text or "").isascii():
        return decoded(head)
    said = head.decode("utf-8-sig", errors="replace")
    first = said.lstrip().partition("\n")[0]
    return decoded(head) if "\ufffd" in first and any(separator in first for separator in _SEPARATORS) else said


def _separator(text: str, reading: Reading, *, cut: bool) -> str | None:
    """Return what stands between the cells; None of what is no table."""
    first = text.lstrip().partition("\n")[0]
    if len(first) > _HEAD // 8 or first.lstrip().startswith(("{", "[", "<")):
        return None
    for separator in sorted(_SEPARATORS, key=first.count, reverse=True):
        if separator in first and _is_table(text.lstrip(), separator, reading, cut=cut):
            return separator
    return None


def _is_table(text: str, separator: str, reading: Reading, *, cut: bool) -> bool:
    """Whether the first rows, parted by a separator, are a header and rows under it."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=separator), _SAMPLE + 1))
    except csv.Error:  # a cell beyond the reader's limit
        return False
    if cut and len(rows) <= _SAMPLE:
        rows = rows[:-1] or rows
    header, below = rows[0], [row for row in rows[1:] if row]
    names = [name.strip() for name in header]
    if len(names) < 2 or not any(names) or max(map(len, names)) > _LONGEST_NAME:
        return False
    known = "text" in reading.columns.found(names)
    alike = sum(len(row) == len(names) for row in below)
    if known:
        return alike >= 1 or cut
    if alike != len(below):
        return False
    if alike >= 1 and sum(map(is_common, names)) >= 2:
        return True
    # A table whose text nobody named is told as one: read as copy, its header would be a headline.
    spaced = any(cell[:1].isspace() for row in rows for cell in row)
    worded = all(name[:1].isalpha() or name[:1] == "_" for name in names)
    return worded and not spaced and alike >= (_FEW if reading.columns.text is None else 1)
