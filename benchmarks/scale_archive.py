"""Makes an archive of any size out of a small one: its stories again and again, of other days, people and words.

The small archive is a true one: the generator’s copy, taken in by a batch. Each copy of it has ids of its own, is of
other days, and has other speakers. Its vectors are the true ones moved: all renderings of a statement by one step, with
the covariance of true vectors, so that they stay as near to each other as true ones are; and each a little.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from align.archive import Archive, Snapshot, indexes
from benchmarks.wirecopy.printing import write

# Articles of the small archive, of a seed that no batch over the large one has.
_ARTICLES: Final = 300
_SEED: Final = 7_001
# The days that the large archive spans; the generator's copy begins in the middle of them.
FIRST_DAY: Final = date(2022, 7, 8)
_DAYS: Final = 1_096
# Copies that are written as one batch.
_AT_ONCE: Final = 40
# How far the renderings of one statement are moved together, and each by itself, against the length of a vector.
_STATEMENT: Final = 0.9
_RENDERING: Final = 0.2

_IDS: Final = (
    "article_id",
    "quote_id",
    "text_id",
    "sentence_id",
    "statement_id",
    "original",
    "merged_into",
    "against",
    "one",
    "other",
    "file_id",
)
# Digits of an id that say which copy it is of.
_MARK: Final = 6


def make(folder: Path, quotes: int) -> Archive:
    """Return the archive of so many quotes in `folder`/large, made or made whole there, compacted and indexed."""
    source = _source(_small(folder))
    large = Archive(folder / "large", create=True)
    steps = _Steps(source)
    copies = -(-quotes // source["quotes"].height)
    done = large.snapshot().table("files", columns=["file_id"]).height // max(1, source["files"].height)
    least = indexes.LEAST_ROWS, indexes.LEAST_VECTORS
    # Made at the end, once.
    indexes.LEAST_ROWS = indexes.LEAST_VECTORS = 10**12  # type: ignore[misc]
    for first in range(done, copies, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, copies))
        parts = [_copied(source, number, copies, steps) for number in numbers]
        tables = {name: pl.concat(part[name] for part in parts) for name in source}
        tables["vectors"] = tables.pop("vectors_use")
        with large.writing():
            large.commit(tables, started=datetime.now(UTC), model="use", dimension=steps.width, dtype="float32")
        print(f"  {numbers[-1] + 1} of {copies} copies", flush=True)
    indexes.LEAST_ROWS, indexes.LEAST_VECTORS = least  # type: ignore[misc]
    whole = folder / "whole.json"
    if not whole.exists():
        began = datetime.now(UTC)
        large.compact()
        whole.write_text(json.dumps({"compacted": (datetime.now(UTC) - began).total_seconds()}))
    return large


def _small(folder: Path) -> Snapshot:
    """Return the state of the small archive."""
    import embeddings
    from align.batching import batch

    copy = folder / "small-copy"
    if not (folder / "small-made").exists():
        write(copy, _ARTICLES, _SEED)
        (folder / "small-made").touch()
    small = Archive(folder / "small", create=True)
    batch([str(copy / "copy")], small, embeddings.Deferred("use"))
    return small.snapshot()


def _source(small: Snapshot) -> dict[str, pl.DataFrame]:
    """Return the tables that are copied: of sentences only those that render a statement."""
    source = {name: small.table(name) for name in small.names if name != "sentences"}
    joined = source["joined"].select("quote_id").unique()
    source["loose"] = source["loose"].join(joined, on="quote_id", how="semi")
    texts = pl.concat([source[name].select(text_id="quote_id") for name in ("quotes", "loose")])
    source["vectors_use"] = source["vectors_use"].join(texts, on="text_id", how="semi", maintain_order="left")
    return source


class _Steps:
    """How far vectors are moved: draws with the covariance of the true ones."""

    def __init__(self, source: dict[str, pl.DataFrame]) -> None:
        homes = source["renderings"].unique("quote_id").select("quote_id", "statement_id")
        vectors = source["vectors_use"]
        self.vectors: npt.NDArray[np.float32] = vectors["vector"].to_numpy()
        self.width = self.vectors.shape[1]
        placed = vectors.select("text_id").join(
            homes, left_on="text_id", right_on="quote_id", how="left", maintain_order="left"
        )
        # A sentence that renders nothing is a statement of its own.
        names = placed["statement_id"].fill_null(placed["text_id"])
        self.statement = names.rank("dense").to_numpy().astype(np.int64) - 1
        spread = np.cov(self.vectors.T) + 1e-6 * np.eye(self.width)
        self._root = np.linalg.cholesky(spread).T.astype(np.float32)

    def moved(self, number: int) -> npt.NDArray[np.float32]:
        """Return the vectors of one copy, float32 [n, width], unit length."""
        luck = np.random.default_rng(number)
        statements = luck.standard_normal((self.statement.max() + 1, self.width), np.float32) @ self._root
        own = luck.standard_normal(self.vectors.shape, np.float32) @ self._root
        found = self.vectors + _STATEMENT * statements[self.statement] + _RENDERING * own
        moved: npt.NDArray[np.float32] = found / np.linalg.norm(found, axis=1, keepdims=True)
        # As a batch writes them.
        return moved.astype(np.float16).astype(np.float32)


def _copied(source: dict[str, pl.DataFrame], number: int, copies: int, steps: _Steps) -> dict[str, pl.DataFrame]:
    """Return the tables of one copy of the small archive."""
    shift = timedelta(days=(FIRST_DAY - date(2024, 1, 8)).days + number * _DAYS // copies)
    people = _people(source, number)
    found = {}
    for name, rows in source.items():
        frame = rows.with_columns(
            pl.when(pl.col(column).str.len_chars() > _MARK)
            .then(f"{number:0{_MARK}x}" + pl.col(column).str.slice(_MARK))
            .otherwise(pl.col(column))
            .alias(column)
            for column in _IDS
            if column in rows.columns
        )
        frame = frame.with_columns(
            _shifted(column, shift) for column in ("published", "moment") if column in rows.columns
        )
        if "item" in rows.columns:
            item = pl.col("item")
            frame = frame.with_columns(pl.when(item != "").then(item + f"{number}").otherwise(item).alias("item"))
        if "speaker_key" in rows.columns:
            frame = _respoken(rows, frame, people, number)
        found[name] = frame
    vectors = found["vectors_use"]
    words = source["vectors_use"].join(
        people, left_on="text_id", right_on="quote_id", how="left", maintain_order="left"
    )
    found["vectors_use"] = vectors.with_columns(
        vector=pl.Series(steps.moved(number), dtype=vectors.schema["vector"]),
        day=pl.col("day") + shift.days,
        speaker_words=words["name"].fill_null("").str.to_lowercase().str.split(" "),
    )
    return found


def _shifted(column: str, shift: timedelta) -> pl.Expr:
    """Return moments, text, some days later."""
    day = pl.col(column).str.head(10).str.to_date(strict=False).dt.offset_by(f"{shift.days}d")
    return (day.dt.to_string("%Y-%m-%d") + pl.col(column).str.slice(10)).alias(column)


def _people(source: dict[str, pl.DataFrame], number: int) -> pl.DataFrame:
    """Return (quote_id, name): who says it in one copy. One statement has one speaker; some say much, most little."""
    luck = np.random.default_rng(10_000_000 + number)
    homes = source["renderings"].unique("quote_id").select("quote_id", "statement_id")
    statements = homes.select("statement_id").unique(maintain_order=True)
    drawn = np.minimum(luck.pareto(0.8, statements.height) * 20, 40_000).astype(int)
    names = [f"{_name(each % 300)} {_name(300 + each)}" for each in drawn]
    return homes.join(statements.with_columns(name=pl.Series(names)), on="statement_id").drop("statement_id")


def _name(number: int) -> str:
    """Return an invented name: syllables by the digits of a number."""
    starts, middles, ends = "BDFGKLMNPRSTVZ", ("a", "e", "i", "o", "u", "ai", "or", "un"), ("lo", "ren", "dis", "mar")
    first, rest = divmod(number, len(starts))
    second, rest_ = divmod(first, len(middles))
    third, fourth = divmod(second, len(ends))
    more = "" if not third else middles[third % len(middles)] + ends[third // len(middles) % len(ends)][-2:]
    return starts[rest] + middles[rest_] + ends[fourth] + more


def _respoken(rows: pl.DataFrame, frame: pl.DataFrame, people: pl.DataFrame, number: int) -> pl.DataFrame:
    """Return quotes by other speakers, each with words that no other copy has."""
    named = rows.select("quote_id").join(people, on="quote_id", how="left", maintain_order="left")["name"]
    known = pl.col("speaker").is_not_null() & pl.lit(named.is_not_null())
    return frame.with_columns(
        *(
            pl.when(known).then(pl.lit(named)).otherwise(pl.col(column)).alias(column)
            for column in ("speaker", "speaker_head")
        ),
        pl.when(known).then(pl.lit(named.str.to_lowercase())).otherwise(pl.col("speaker_key")).alias("speaker_key"),
        pl.col("clean") + f" ({number})",
    )


def queries(snapshot: Snapshot, count: int, seed: int = 5) -> Iterable[dict[str, Any]]:
    """Yield queries near stored quotes: the vector moved a little, with its day and the words of its speaker."""
    luck = np.random.default_rng(seed)
    days = luck.integers(0, _DAYS, count) + FIRST_DAY.toordinal()
    for day in days:
        rows = snapshot.table("vectors_use", where=f"day = {day} AND quoted = true")
        if not rows.height:
            continue
        row = rows.row(int(luck.integers(rows.height)), named=True)
        vector = np.asarray(row["vector"], np.float32)
        step = luck.standard_normal(len(vector)).astype(np.float32)
        moved = vector + 0.5 * step / np.linalg.norm(step)
        yield {**row, "vector": moved / np.linalg.norm(moved)}
