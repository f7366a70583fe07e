"""Tables that leave this room, and the check at every door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from seeds.exceptions import SchemaError


@dataclass(frozen=True)
class Table:
    """A named set of typed columns; `key` identifies a row."""

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, pl.DataType] = field(repr=False)

    def frame(self, rows: Iterable[Mapping[str, Any]] = ()) -> pl.DataFrame:
        """Return the rows as a DataFrame of exactly this schema; a key that a row lacks is null."""
        return pl.DataFrame([dict(row) for row in rows], schema=dict(self.columns), orient="row")

    def check(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return `frame` with this table's columns, in order.

        Raises:
            SchemaError: a column is missing or has another type; the message names it.
        """
        for column, kind in self.columns.items():
            if column not in frame.columns:
                raise SchemaError(
                    f"table {self.name}: column {column!r} is missing; it has {', '.join(frame.columns)}."
                )
            if frame.schema[column] != kind:
                raise SchemaError(f"table {self.name}: column {column!r} is {frame.schema[column]}, not {kind}.")
        return frame.select(self.columns.keys())


_TEXT = pl.String()
_OFFSET = pl.Int64()
_NUMBER = pl.Float64()

# One run of the cleaned text: [clean_start, clean_end) in `clean`, [start, end) in `text`.
CLEAN_MAP = pl.List(pl.Struct({"clean_start": _OFFSET, "clean_end": _OFFSET, "start": _OFFSET, "end": _OFFSET}))

ARTICLES = Table(
    "articles",
    ("article_id",),
    {
        "article_id": _TEXT,
        "path": _TEXT,
        "guid": _TEXT,
        "version": _TEXT,
        "status": _TEXT,
        "title": _TEXT,
        "text": _TEXT,
        "clean": _TEXT,
        "clean_map": CLEAN_MAP,
        "language": _TEXT,
        "declared_language": _TEXT,
        "source": _TEXT,
        "provider": _TEXT,
        "credit": _TEXT,
        "byline": _TEXT,
        "dateline": _TEXT,
        "published": _TEXT,
        "urgency": pl.Int64(),
        "note": _TEXT,
    },
)

# `file_id` is BLAKE3 of the bytes.
FILES = Table("files", ("file_id",), {"file_id": _TEXT, "path": _TEXT})

ERRORS = Table("errors", ("path",), {"path": _TEXT, "reason": _TEXT})

# `clean` is the span as a reader would read it: lines joined, mojibake mended. It is what is embedded.
SENTENCES = Table(
    "sentences",
    ("sentence_id",),
    {
        "sentence_id": _TEXT,
        "article_id": _TEXT,
        "start": _OFFSET,
        "end": _OFFSET,
        "text": _TEXT,
        "clean": _TEXT,
        "language": _TEXT,
    },
)

SIGNS = Table(
    "signs",
    ("article_id", "sign", "start"),
    {
        "article_id": _TEXT,
        "sign": _TEXT,
        "start": _OFFSET,
        "end": _OFFSET,
        "evidence": _TEXT,
        "weight": _NUMBER,
    },
)

ORIGINS = Table(
    "origins",
    ("article_id",),
    {
        "article_id": _TEXT,
        "relay_chain": pl.List(_TEXT),
        "signs_score": _NUMBER,
        "guessed_language": _TEXT,
    },
)

QUOTES = Table(
    "quotes",
    ("quote_id",),
    {
        "quote_id": _TEXT,
        "article_id": _TEXT,
        "kind": _TEXT,
        "text": _TEXT,
        "clean": _TEXT,
        "start": _OFFSET,
        "end": _OFFSET,
        "segment": pl.Int64(),
        "speaker": _TEXT,
        "speaker_start": _OFFSET,
        "speaker_end": _OFFSET,
        "speaker_head": _TEXT,
        "speaker_key": _TEXT,
        "role": _TEXT,
        "cue": _TEXT,
        "cue_start": _OFFSET,
        "cue_end": _OFFSET,
        "language": _TEXT,
    },
)

# What an article says of earlier copy, for `seeds.histories`: `item` is its identifier with its language, `act` what
# it does ("", "update", "correction", "refile", "withdrawal"), `names` the headlines that it has or takes back, without
# case and marks, and `sketch` hashes of its words, by which near copies are told.
REVISIONS = Table(
    "revisions",
    ("article_id",),
    {
        "article_id": _TEXT,
        "item": _TEXT,
        "version": pl.Int64(),
        "act": _TEXT,
        "number": pl.Int64(),
        "moment": _TEXT,
        "language": _TEXT,
        "agency": _TEXT,
        "names": pl.List(_TEXT),
        "sketch": pl.List(pl.Int64()),
        "note": _TEXT,
    },
)

# The versions of one item: `item` is the article_id of its first, `place` counts from 1, `standing` is "current",
# "superseded" (a later version stands) or "withdrawn". A version that stands alone and changes nothing has no row.
HISTORIES = Table(
    "histories",
    ("article_id",),
    {
        "article_id": _TEXT,
        "item": _TEXT,
        "place": pl.Int64(),
        "act": _TEXT,
        "standing": _TEXT,
        "note": _TEXT,
    },
)
