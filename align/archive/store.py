"""Stores the archive's tables in LanceDB, a batch at a time: whole or not at all.

LanceDB commits a table at a time. So rows carry the number of their batch, and the row in `batches`, with the versions
of all tables, is written last: before it, nobody sees them. One process writes at a time (a lock on a file of the
folder, which the system lets go of when a process dies); readers need no lock: they see the last whole batch.
"""

import fcntl
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import lancedb
import numpy as np
import numpy.typing as npt
import polars as pl

from align.ageing import UNDATED
from align.archive.indexes import EVER, SKETCHED_DAYS, indexed
from align.archive.migrations import carry_forward
from align.archive.narrowing import Searched
from align.archive.tables import (
    BATCH,
    BATCHES,
    GROWING,
    PASSING,
    SCHEMA_VERSION,
    SKETCHES,
    STANDING,
    plain_text,
    vectors_table,
)
from align.archive.vectors import EVERYWHERE, Within
from seeds.exceptions import ArchiveError
from seeds.schema import Table

if TYPE_CHECKING:
    from polars.dataframe.group_by import GroupBy

Vector = npt.NDArray[np.float32]

_LOCK: Final = ".lock"
_REMOTE: Final = "://"
# Pages of indexes and facts on tables that an open archive keeps in memory: the index of a million vectors has room.
_INDEX_BYTES: Final = 256_000_000
_METADATA_BYTES: Final = 48_000_000
# Compaction keeps what a reader may still be reading.
_KEPT: Final = timedelta(hours=1)
# Rows that are read at once where few of them are kept.
_PART: Final = 8_192
# Of so many statements the batches are looked up; of more, all are read.
_FEW_STATEMENTS: Final = 5_000


class Archive:
    """A folder, or an object store's address, of LanceDB tables."""

    def __init__(self, address: str | os.PathLike[str], *, create: bool = False) -> None:
        """Open an archive.

        Args:
            address: a folder, or `s3://`, `gs://`, `az://` as LanceDB takes them.
            create: make the folder where there is none.

        Raises:
            ArchiveError: there is no archive at the address, it cannot be read, or a newer build wrote it.
        """
        self.address = os.fspath(address)
        self.is_local = _REMOTE not in self.address
        if self.is_local:
            self._make_ready(Path(self.address), create=create)
        try:
            # LanceDB's own limits are 6 GB and 1 GB: a long run would grow to them.
            session = lancedb.Session(_INDEX_BYTES, _METADATA_BYTES)
            self._database = lancedb.connect(self.address, session=session)
            self._opened: dict[tuple[str, int], Searched] = {}
            self._names = set(self._listed())
        except Exception as error:  # LanceDB raises of every kind, and each means: not opened
            raise ArchiveError(f"{self.address}: cannot be opened as an archive: {_line(error)}.") from error
        if "batches" not in self._names and not create:
            raise ArchiveError(f"{self.address}: no archive there. `align batch PATH... --archive DIR` makes one.")
        newest = _schema(self._batches())
        if newest > SCHEMA_VERSION:
            raise ArchiveError(
                f"{self.address}: written by a newer wirealign (schema {newest}; this one knows {SCHEMA_VERSION}). "
                "Update wirealign."
            )

    def snapshot(self, at: int | None = None) -> "Snapshot":
        """Return the state after the last whole batch; batches that come later do not change it.

        Args:
            at: the number of an earlier batch, to see the state that it left.

        Raises:
            ArchiveError: there is no such batch, or an older build wrote the archive.
        """
        batches = self._batches()
        if (found := _schema(batches)) < SCHEMA_VERSION:
            raise ArchiveError(
                f"{self.address}: written by an older wirealign (schema {found}; this one reads {SCHEMA_VERSION}). "
                f"`align archive compact {self.address}` brings it forward, and so does the next batch."
            )
        if at is not None and at not in {row[BATCH] for row in batches}:
            raise ArchiveError(f"{self.address}: no batch {at} in it; it has 1 to {len(batches)}.")
        return Snapshot(self, tuple(row for row in batches if at is None or row[BATCH] <= at))

    def bring_forward(self) -> None:
        """Carry an archive that an older build wrote to this build's schema; others are left as they are.

        Raises:
            ArchiveError: the folder cannot be written; the archive is as it was.
        """
        if _schema(self._batches()) == SCHEMA_VERSION:
            return
        with self._lock():
            batches = self._batches()
            found = _schema(batches)
            if found == SCHEMA_VERSION:
                return  # another writer was first
            started = datetime.now(UTC)
            before = Snapshot(self, tuple(batches))
            with self._telling("brought forward"):
                self._sweep(before)
                carry_forward(self._database, self._names, found)
                # A batch of no rows pins the versions that the steps made.
                self._commit(before.last + 1, {}, started=started, model="", dimension=0)

    @contextmanager
    def writing(self) -> Iterator["Snapshot"]:
        """Hold the archive for one writer, and give the state that it finds; others wait.

        What a writer that died left behind is taken away first. An address in an object store has no lock: there, one
        batch may run at a time.

        Raises:
            ArchiveError: the folder cannot be written.
        """
        with self._lock():
            snapshot = self.snapshot()
            with self._telling("written"):
                self._sweep(snapshot)
            yield snapshot

    def commit(
        self,
        tables: Mapping[str, pl.DataFrame],
        *,
        started: datetime,
        model: str,
        dimension: int,
        dtype: str = "",
    ) -> int:
        """Write a batch, within `writing`, and return its number, counted from 1.

        Args:
            tables: rows by table name, without their `batch`; `vectors` goes to the model's table.
            started: when the batch began.
            model: the encoder's name.
            dimension: the number of values in its vectors.
            dtype: what it computed in.

        Raises:
            ArchiveError: the disk is full or the folder cannot be written; the archive stays as it was.
        """
        number = self.snapshot().last + 1
        with self._telling("written"):
            self._commit(number, tables, started=started, model=model, dimension=dimension, dtype=dtype)
        return number

    def _commit(
        self,
        number: int,
        tables: Mapping[str, pl.DataFrame],
        *,
        started: datetime,
        model: str,
        dimension: int,
        dtype: str = "",
    ) -> None:
        known = {**GROWING, **STANDING, **PASSING, "vectors": vectors_table(model, dimension)}
        rows: dict[str, int] = {}
        for name, frame in tables.items():
            table = known[name]
            whole = table.check(frame.with_columns(pl.lit(number, pl.Int64).alias(BATCH)))
            if whole.height:
                self._add(table, whole)
                rows[table.name] = whole.height
                indexed(self._table(table.name), table.name)
        versions = {name: self._table(name).version for name in sorted(self._names - {"batches"})}
        row = {
            BATCH: number,
            "started": started.isoformat(timespec="seconds"),
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
            "schema_version": SCHEMA_VERSION,
            "model": model,
            "dtype": dtype,
            "versions": json.dumps(versions),
            "rows": json.dumps(rows),
        }
        self._add(BATCHES, BATCHES.frame([row]))

    def read(self, name: str, version: int | None, where: str | None, columns: list[str] | None = None) -> pl.DataFrame:
        """Return rows of a table as they stood at a version; of a table that is not there, an empty frame."""
        if name not in self._names:
            return pl.DataFrame()
        with self._reading(name):
            return pl.DataFrame(self._query(name, version, where, columns).to_arrow())

    def parts(self, name: str, version: int, where: str, columns: list[str]) -> Iterator[pl.DataFrame]:
        """Yield the rows that `read` returns some thousand at a time, for those who keep few of them."""
        with self._reading(name):
            for part in self._query(name, version, where, columns).to_batches(_PART):
                yield pl.DataFrame(part)

    def _query(self, name: str, version: int | None, where: str | None, columns: list[str] | None) -> Any:  # noqa: ANN401  # LanceDB's own
        table = self._table(name)
        if version is not None:
            table.checkout(version)
        query = table.search()
        if where:
            query = query.where(where)
        if columns:
            query = query.select(columns)
        return query.limit(None)

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        """Say in a line what cannot be read."""
        try:
            yield
        except Exception as error:  # LanceDB raises of every kind
            raise ArchiveError(
                f"{self.address}: table {name} cannot be read: {_line(error)}. "
                f"`align archive verify {self.address}` says which earlier state is whole."
            ) from error

    def nearest(
        self, name: str, version: int, vector: Vector, count: int, within: Within, *, exact: bool = False
    ) -> pl.DataFrame:
        """Return (text_id, similarity) of the vectors nearest to one, as `align.archive.narrowing.Searched` does.

        Args:
            name: a table of vectors.
            version: of the table; it is opened once: a search asks for it again and again.
            vector: float32 [dimension], of unit length.
            count: how many at most.
            within: what alone is looked at.
            exact: look at every vector, without the index.

        Raises:
            ArchiveError: the table cannot be read.
        """
        with self._reading(name):
            if (name, version) not in self._opened:
                table = self._table(name)
                table.checkout(version)
                self._opened[name, version] = Searched(table)
            return self._opened[name, version].nearest(vector, count, within, exact=exact)

    def compact(self) -> None:
        """Rewrite the tables in fewer, larger files, without superseded rows and old versions.

        A reader that has held its state for over an hour may lose it.

        Raises:
            ArchiveError: the folder cannot be written.
        """
        self.bring_forward()
        started = datetime.now(UTC)
        with self.writing() as snapshot, self._telling("compacted"):
            for name in self._names & STANDING.keys():
                self._drop_superseded(name, snapshot.standing_batches)
            if SKETCHES.name in self._names:
                self._drop_passed(SKETCHES.name)
            for name in self._names - {"batches"}:
                self._table(name).optimize(cleanup_older_than=EVER)
                indexed(self._table(name), name)
            # A batch of no rows pins the versions that compaction made; until then the old ones count, and stay.
            self._commit(snapshot.last + 1, {}, started=started, model="", dimension=0)
            for name in self._names:
                self._table(name).optimize(cleanup_older_than=_KEPT)

    def table_names(self) -> list[str]:
        """Return the names of the tables that are there."""
        return sorted(self._names)

    def _drop_superseded(self, name: str, current: pl.DataFrame) -> None:
        table = self._table(name)
        rows = pl.DataFrame(table.to_arrow())
        kept = rows.join(current, on=["statement_id", BATCH], how="semi")
        if kept.height < rows.height:
            self._database.create_table(name, data=plain_text(kept.to_arrow()), mode="overwrite")

    def _drop_passed(self, name: str) -> None:
        """Drop sketches of days long before the latest."""
        table = self._table(name)
        days = pl.DataFrame(table.search().select(["day"]).limit(None).to_arrow())["day"].to_numpy()
        table.delete(f"day < {int(days.max(initial=UNDATED)) - SKETCHED_DAYS}")

    def _batches(self) -> list[dict[str, Any]]:
        if "batches" not in self._names:
            self._names = set(self._listed())
        if "batches" not in self._names or not self._was_made("batches"):
            return []
        return self.read("batches", None, None).sort(BATCH).to_dicts()

    def _was_made(self, name: str) -> bool:
        """Whether a table is more than the folder that a writer left who died while it made it."""
        try:
            self._table(name)
        except ValueError as error:
            if "not found" in str(error):
                return False
            raise
        return True

    def _sweep(self, snapshot: "Snapshot") -> None:
        """Take away tables and rows of a batch that was never finished."""
        self._names = set(self._listed())
        finished = {"batches", *snapshot.names} if snapshot.last else set()
        for name in self._names - finished:
            self._database.drop_table(name)
        self._names &= finished
        for name in self._names - {"batches"}:
            table = self._table(name)
            unfinished = f"{BATCH} > {snapshot.last}"
            if table.count_rows(unfinished):
                table.delete(unfinished)

    def _add(self, table: Table, rows: pl.DataFrame) -> None:
        if table.name in self._names:
            self._table(table.name).add(plain_text(rows.to_arrow()))
        else:
            self._database.create_table(table.name, data=plain_text(rows.to_arrow()), mode="create")
            self._names.add(table.name)

    def _table(self, name: str) -> Any:  # noqa: ANN401  # LanceDB's own
        return self._database.open_table(name)

    @contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        """Say in a line what the disk refused."""
        try:
            yield
        except (OSError, RuntimeError, ValueError) as error:
            raise ArchiveError(
                f"{self.address}: cannot be {what}: {_line(error)}. Nothing of the batch counts; the archive is as it "
                "was before. Make room or mend the permissions, and run it again."
            ) from error

    def _listed(self) -> Iterator[str]:
        token = None
        while True:
            page = self._database.list_tables(page_token=token)
            yield from page.tables
            token = page.page_token
            if not token:
                return

    def _make_ready(self, folder: Path, *, create: bool) -> None:
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            elif not folder.is_dir():
                raise ArchiveError(f"{folder}: no such folder. `align batch PATH... --archive {folder}` makes it.")
        except OSError as error:
            raise ArchiveError(f"{folder}: {error.strerror or error}. Name another folder with --archive.") from error

    @contextmanager
    def _lock(self) -> Iterator[None]:
        if not self.is_local:
            yield
            return
        try:
            handle = (Path(self.address) / _LOCK).open("w")
        except OSError as error:
            raise ArchiveError(
                f"{self.address}: {error.strerror or error}. Mend its permissions, or name another with --archive."
            ) from error
        with handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


@dataclass(frozen=True)
class Snapshot:
    """The archive after its last whole batch."""

    archive: Archive = field(repr=False)
    batches: tuple[dict[str, Any], ...]

    @property
    def last(self) -> int:
        """The number of the last whole batch; 0 before the first."""
        return max((row[BATCH] for row in self.batches), default=0)

    @property
    def model(self) -> str | None:
        """The name of the encoder that made its vectors; None before the first batch."""
        return next((row["model"] for row in self.batches if row["model"]), None)

    @property
    def names(self) -> list[str]:
        """The tables that were there."""
        return sorted(self._versions)

    @cached_property
    def _versions(self) -> dict[str, int]:
        """By table, the version that the last batch saw."""
        return json.loads(self.batches[-1]["versions"]) if self.batches else {}

    def table(self, name: str, *, where: str | None = None, columns: list[str] | None = None) -> pl.DataFrame:
        """Return the rows of a table, without `batch`: of a statement's table, those that stand.

        Args:
            name: a table of `align.archive.tables`, or that of a model's vectors.
            where: an SQL condition on its columns.
            columns: only these.
        """
        schema = GROWING.get(name) or STANDING.get(name) or PASSING.get(name)
        if name not in self._versions:
            empty = schema.frame() if schema else pl.DataFrame(schema=dict.fromkeys(columns or (), pl.String()))
            return empty.select(columns) if columns else empty.drop(BATCH, strict=False)
        condition = f"{BATCH} <= {self.last}" + (f" AND ({where})" if where else "")
        wanted = [*columns, BATCH, *(["statement_id"] if name in STANDING else [])] if columns else None
        rows = self.archive.read(name, self._versions[name], condition, list(dict.fromkeys(wanted)) if wanted else None)
        if name in STANDING:
            rows = rows.join(self._standing_of(rows["statement_id"]), on=["statement_id", BATCH], how="semi")
        return rows.select(columns) if columns else rows.drop(BATCH)

    def parts(self, name: str, where: str, columns: list[str]) -> Iterator[pl.DataFrame]:
        """Yield some columns of rows of a growing table, some thousand rows at a time; none if it is not there."""
        if name in self._versions:
            yield from self.archive.parts(name, self._versions[name], f"{BATCH} <= {self.last} AND {where}", columns)

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Yield every table by name as it stands, those of vectors too; what only spares time is left out."""
        for name in sorted(self._versions.keys() - PASSING.keys()):
            yield name, self.table(name)

    def _standing_of(self, statements: pl.Series) -> pl.DataFrame:
        """Return `standing_batches` of some statements at least; of few they are looked up."""
        few = statements.unique()
        if few.len() > _FEW_STATEMENTS or "standing_batches" in self.__dict__:
            return self.standing_batches
        listed = ", ".join(f"'{name}'" for name in few)
        return self._batches_of(f"statement_id IN ({listed})" if listed else "false").agg(pl.max(BATCH))

    @cached_property
    def standing_batches(self) -> pl.DataFrame:
        """By statement, the latest batch that wrote it: (statement_id, batch)."""
        return self._batches_of("true").agg(pl.max(BATCH))

    def first_batches(self) -> pl.DataFrame:
        """By statement, the batch that it came with, as far as rows of that time are kept: (statement_id, batch)."""
        return self._batches_of("true").agg(pl.min(BATCH))

    def _batches_of(self, where: str) -> "GroupBy":
        """Return by statement the batches that wrote it, of those that a condition names."""
        if "statements" not in self._versions:
            rows = pl.DataFrame(schema={"statement_id": pl.String(), BATCH: pl.Int64()})
        else:
            condition = f"{BATCH} <= {self.last} AND {where}"
            rows = self.archive.read("statements", self._versions["statements"], condition, ["statement_id", BATCH])
        return rows.group_by("statement_id")

    def counts(self) -> dict[str, int]:
        """Return how many rows stand in each table, merged statements left out."""
        key = {name: table.key[0] for name, table in GROWING.items()}
        names = ("articles", "quotes", "sentences", "signs", "renderings", "drifts", "verdicts", "links")
        statements = self.table("statements", columns=["merged_into"])
        return {
            **{name: self.table(name, columns=[key.get(name, "quote_id")]).height for name in names},
            "statements": statements["merged_into"].null_count(),
            "batches": len(self.batches),
        }

    def written(self) -> dict[str, int]:
        """Return how many rows the batches wrote, by growing table and table of vectors."""
        totals: dict[str, int] = {}
        for row in self.batches:
            for name, rows in json.loads(row["rows"]).items():
                if name not in STANDING and name not in PASSING:
                    totals[name] = totals.get(name, 0) + rows
        return totals

    def nearest(
        self,
        model: str,
        dimension: int,
        vector: Vector,
        count: int,
        within: Within = EVERYWHERE,
        *,
        exact: bool = False,
    ) -> pl.DataFrame:
        """Return (text_id, similarity) of one model's vectors nearest to a vector of unit length, the nearest first.

        Args:
            model: the encoder's name.
            dimension: the number of values in its vectors.
            vector: float32 [dimension].
            count: how many at most.
            within: what alone is looked at.
            exact: look at every vector there, without the index.
        """
        name = vectors_table(model, dimension).name
        if name not in self._versions:
            return pl.DataFrame(schema={"text_id": pl.String(), "similarity": pl.Float32()})
        # The version that is pinned has no row of a later batch: it needs no condition.
        return self.archive.nearest(name, self._versions[name], vector, count, within, exact=exact)

    def vectors(self, model: str, dimension: int, *, where: str | None = None) -> pl.DataFrame:
        """Return (text_id, vector) of one model."""
        table = vectors_table(model, dimension)
        if table.name not in self._versions:
            return table.frame().select("text_id", "vector")
        return self.table(table.name, where=where, columns=["text_id", "vector"])


def rows_of(
    snapshot: Snapshot, table: str, column: str, keys: Collection[str], columns: list[str] | None = None
) -> pl.DataFrame:
    """Return the rows of a table, or some columns of them, whose `column` is one of `keys`."""
    listed = ", ".join("'" + key.replace("'", "''") + "'" for key in sorted(keys))
    return snapshot.table(table, where=f"{column} IN ({listed})" if listed else "false", columns=columns)


def require_model(snapshot: Snapshot, name: str) -> None:
    """Raise ArchiveError unless the archive's vectors are of the encoder called `name`, or there are none yet."""
    if snapshot.model not in (None, name):
        raise ArchiveError(
            f"{snapshot.archive.address}: its vectors are of {snapshot.model}, not {name}. "
            f"Run with --model {snapshot.model}, or begin another archive."
        )


def _schema(batches: Sequence[Mapping[str, Any]]) -> int:
    """Return the schema version that an archive was last written by: this build's, if it never was."""
    return max((int(row["schema_version"]) for row in batches), default=SCHEMA_VERSION)


def _line(error: BaseException) -> str:
    """Return an error as one short line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
