"""Makes an archive of any size to add new copy to: a season that a batch took in, and a small archive again and again.

New copy and the season before it are one stream of the generator's, on some subjects. All else is copies of a small
archive that a batch took in too, on other subjects: nothing that new copy says is said there, as in an archive of many
desks. Each copy has ids of its own, is of other days, and has other speakers. Its vectors are the true ones moved: all
renderings of a statement by one step, with the covariance of true vectors, so that they stay as near to each other as
true ones are; and each a little. What sketches say is that of the copy's text.
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
from align.archive.sketches import sketched
from align.told import told
from benchmarks.wirecopy.events import FIRST_DAY
from benchmarks.wirecopy.printing import write

# Articles of the small archive.
_ARTICLES: Final = 300
_SEED: Final = 7_001
# What the stream of new copy is about, and the copied archive.
SUBJECTS: Final = ("health", "science", "sport", "storm", "transport")
_OTHERS: Final = ("court", "diplomacy", "economy")
# Quotes a day, and the days of the small archive's copy.
_A_DAY: Final = 912
_SMALL_DAYS: Final = 14
# A day has so many quotes, to lie between two of them.
_BESIDE: Final = 20
# Copies that are written as one batch.
_AT_ONCE: Final = 20
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


def make(folder: Path, quotes: int, new: int) -> Archive:
    """Return the archive of so many quotes in `folder`/large, made or made whole there, compacted and indexed.

    The copy to be added, `new` articles, goes to `folder`/empty; as many of the stream before it are in the archive.
    """
    source = _source(_small(folder))
    large = Archive(folder / "large", create=True)
    last = _streamed(folder, large, new)
    steps = _Steps(source)
    copies = -(-quotes // source["quotes"].height)
    done = (large.snapshot().table("files", columns=["file_id"]).height - new) // max(1, source["files"].height)
    least = indexes.LEAST_ROWS, indexes.LEAST_VECTORS
    # Made at the end, once.
    indexes.LEAST_ROWS = indexes.LEAST_VECTORS = 10**12  # type: ignore[misc]
    for first in range(done, copies, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, copies))
        parts = [_copied(source, number, _shift(number, copies, quotes, last), last, steps) for number in numbers]
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


def _streamed(folder: Path, large: Archive, new: int) -> date:
    """Take the first half of the stream in, write the second, and return the last day of both."""
    for name, numbers in (("season", (0, new)), ("empty", (new, 2 * new))):
        if not (folder / name / "made").exists():
            write(folder / name, 2 * new, subjects=SUBJECTS, numbers=numbers)
            (folder / name / "made").touch()
    _taken_in(folder / "season" / "copy", large)
    return max(date.fromisoformat(day.name) for day in (folder / "empty" / "copy").iterdir())


def _shift(number: int, copies: int, quotes: int, last: date) -> timedelta:
    """Return how much later one of the copies is than the small archive: they end with the new copy."""
    days = max(quotes // _A_DAY, _SMALL_DAYS)
    first = last - timedelta(days=days)
    return first - FIRST_DAY.date() + timedelta(days=number * (days - _SMALL_DAYS) // copies)


def _taken_in(copy: Path, archive: Archive) -> None:
    import embeddings
    from align.batching import batch

    batch([str(copy)], archive, embeddings.Deferred("use"))


def _small(folder: Path) -> Snapshot:
    """Return the state of the small archive."""
    copy = folder / "small-copy"
    if not (folder / "small-made").exists():
        write(copy, _ARTICLES, _SEED, subjects=_OTHERS)
        (folder / "small-made").touch()
    small = Archive(folder / "small", create=True)
    _taken_in(copy / "copy", small)
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


def _copied(
    source: dict[str, pl.DataFrame], number: int, shift: timedelta, last: date, steps: _Steps
) -> dict[str, pl.DataFrame]:
    """Return the tables of one copy of the small archive, some days later; sketches as far as compaction keeps them."""
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
        if "day" in rows.columns:
            frame = frame.with_columns(pl.col("day") + shift.days)
        if "speaker_key" in rows.columns:
            frame = _respoken(rows, frame, people, number)
        found[name] = frame
    kept = last.toordinal() - indexes.SKETCHED_DAYS
    found["sketches"] = _told_anew(found["sketches"].filter(pl.col("day") >= kept), found["quotes"])
    vectors = found["vectors_use"]
    words = source["vectors_use"].join(
        people, left_on="text_id", right_on="quote_id", how="left", maintain_order="left"
    )
    found["vectors_use"] = vectors.with_columns(
        vector=pl.Series(steps.moved(number), dtype=vectors.schema["vector"]),
        speaker_words=words["name"].fill_null("").str.to_lowercase().str.split(" "),
    )
    return found


def _told_anew(sketches: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Return sketches of a copy's own texts, which have a figure more than those that they are copied from."""
    texts = sketches.select("quote_id").join(quotes, on="quote_id", maintain_order="left")
    return sketched(sketches["quote_id"].to_list(), sketches["day"].to_list(), told(texts.iter_rows(named=True)))


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
    """Yield queries, each with the day of a stored quote and the words of its speaker.

    One is near that quote, its vector moved a little; the next lies between two quotes of a day, near neither, as what
    nobody has said yet does: there the nearest ten are far, and hardly nearer than a hundred others.
    """
    luck = np.random.default_rng(seed)
    known = snapshot.table("vectors_use", columns=["day"])["day"].unique().sort().to_numpy()
    while count > 0:
        rows = snapshot.table("vectors_use", where=f"day = {luck.choice(known)} AND quoted = true")
        rows = rows.filter(pl.col("speaker_words").list.len() > 0)
        if rows.height < _BESIDE:
            continue
        one, other = (rows.row(int(place), named=True) for place in luck.choice(rows.height, 2, replace=False))
        vectors = [np.asarray(row["vector"], np.float32) for row in (one, other)]
        step = luck.standard_normal(len(vectors[0])).astype(np.float32)
        moved = vectors[0] + 0.5 * step / np.linalg.norm(step)
        for kind, vector in (("near", moved), ("between", vectors[0] + vectors[1])):
            yield {**one, "kind": kind, "vector": vector / np.linalg.norm(vector)}
        count -= 2
