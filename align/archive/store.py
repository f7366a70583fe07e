"""Stores the archive's tables in LanceDB, a batch at a time: whole or not at all.

LanceDB commits a table at a time. So rows carry the number of their batch, and the row in `batches`, with the versions
of all tables, is written last: before it, nobody sees them. One process writes at a time (a lock on a file of the
folder, which the system lets go of when a process dies); readers need no lock: they see the last whole batch.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import lancedb
import polars as pl

from align.archive.tables import BATCH, BATCHES, GROWING, SCHEMA_VERSION, STANDING, vectors_table
from seeds.exceptions import ArchiveError
from seeds.schema import Table

_LOCK: Final = ".lock"
_REMOTE: Final = "://"
# Compaction keeps what a reader may still be reading.
_KEPT: Final = timedelta(hours=1)


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
            self._database = lancedb.connect(self.address)
            self._names = set(self._listed())
        except Exception as error:  # LanceDB raises of every kind, and each means: not opened
            raise ArchiveError(f"{self.address}: cannot be opened as an archive: {_line(error)}.") from error
        if "batches" not in self._names and not create:
            raise ArchiveError(f"{self.address}: no archive there. `align batch PATH... --archive DIR` makes one.")
        newest = max((row["schema_version"] for row in self._batches()), default=SCHEMA_VERSION)
        if newest > SCHEMA_VERSION:
            raise ArchiveError(
                f"{self.address}: written by a newer wirealign (schema {newest}; this one knows {SCHEMA_VERSION}). "
                "Update wirealign."
            )

    def snapshot(self) -> "Snapshot":
        """Return the state after the last whole batch; batches that come later do not change it."""
        return Snapshot(self, tuple(self._batches()))

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
            self._sweep(snapshot)
            yield snapshot

    def commit(self, tables: Mapping[str, pl.DataFrame], *, started: datetime, model: str, dimension: int) -> int:
        """Write a batch, within `writing`, and return its number, counted from 1.

        Args:
            tables: rows by table name, without their `batch`; `vectors` goes to the model's table.
            started: when the batch began.
            model: the encoder's name.
            dimension: the number of values in its vectors.

        Raises:
            ArchiveError: the disk is full or the folder cannot be written; the archive stays as it was.
        """
        number = self.snapshot().last + 1
        known = {**GROWING, **STANDING, "vectors": vectors_table(model, dimension)}
        rows: dict[str, int] = {}
        try:
            for name, frame in tables.items():
                table = known[name]
                whole = table.check(frame.with_columns(pl.lit(number, pl.Int64).alias(BATCH)))
                if whole.height:
                    self._add(table, whole)
                    rows[table.name] = whole.height
            versions = {name: self._table(name).version for name in sorted(self._names - {"batches"})}
            row = {
                BATCH: number,
                "started": started.isoformat(timespec="seconds"),
                "finished": datetime.now(UTC).isoformat(timespec="seconds"),
                "schema_version": SCHEMA_VERSION,
                "model": model,
                "versions": json.dumps(versions),
                "rows": json.dumps(rows),
            }
            self._add(BATCHES, BATCHES.frame([row]))
        except (OSError, RuntimeError, ValueError) as error:
            raise ArchiveError(
                f"{self.address}: the batch could not be written: {_line(error)}. Nothing of it counts; it "
                "is as it was before. Make room or mend the permissions, and run the batch again."
            ) from error
        return number

    def read(self, name: str, version: int | None, where: str | None, columns: list[str] | None = None) -> pl.DataFrame:
        """Return rows of a table as they stood at a version; of a table that is not there, an empty frame."""
        if name not in self._names:
            return pl.DataFrame()
        try:
            table = self._table(name)
            if version is not None:
                table.checkout(version)
            query = table.search()
            if where:
                query = query.where(where)
            if columns:
                query = query.select(columns)
            return pl.DataFrame(query.limit(None).to_arrow())
        except Exception as error:  # LanceDB raises of every kind
            raise ArchiveError(
                f"{self.address}: table {name} cannot be read: {_line(error)}. "
                "`align archive verify` says what is whole."
            ) from error

    def compact(self) -> None:
        """Rewrite the tables in fewer, larger files, without superseded rows and old versions.

        A reader that has held its state for over an hour may lose it.

        Raises:
            ArchiveError: the folder cannot be written.
        """
        started = datetime.now(UTC)
        with self.writing() as snapshot:
            current = snapshot.standing_batches
            try:
                for name in self._names & STANDING.keys():
                    self._drop_superseded(name, current)
                for name in self._names - {"batches"}:
                    self._table(name).optimize(cleanup_older_than=_KEPT)
            except (OSError, RuntimeError, ValueError) as error:
                raise ArchiveError(f"{self.address}: cannot be compacted: {_line(error)}.") from error
            # A batch of no rows pins the versions that compaction made.
            self.commit({}, started=started, model="", dimension=0)
            self._table("batches").optimize(cleanup_older_than=_KEPT)

    def table_names(self) -> list[str]:
        """Return the names of the tables that are there."""
        return sorted(self._names)

    def _drop_superseded(self, name: str, current: pl.DataFrame) -> None:
        table = self._table(name)
        rows = pl.DataFrame(table.to_arrow())
        kept = rows.join(current, on=["statement_id", BATCH], how="semi")
        if kept.height < rows.height:
            self._database.create_table(name, data=kept.to_arrow(), mode="overwrite")

    def _batches(self) -> list[dict[str, Any]]:
        if "batches" not in self._names:
            self._names = set(self._listed())
        return self.read("batches", None, None).sort(BATCH).to_dicts() if "batches" in self._names else []

    def _sweep(self, snapshot: "Snapshot") -> None:
        """Take away rows of a batch that was never finished."""
        self._names = set(self._listed())
        for name in self._names - {"batches"}:
            table = self._table(name)
            unfinished = f"{BATCH} > {snapshot.last}"
            if table.count_rows(unfinished):
                table.delete(unfinished)

    def _add(self, table: Table, rows: pl.DataFrame) -> None:
        if table.name in self._names:
            self._table(table.name).add(rows.to_arrow())
        else:
            self._database.create_table(table.name, data=rows.to_arrow(), mode="create")
            self._names.add(table.name)

    def _table(self, name: str) -> Any:  # noqa: ANN401  # LanceDB's own
        return self._database.open_table(name)

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
        schema = GROWING.get(name) or STANDING.get(name)
        if name not in self._versions:
            empty = schema.frame().drop(BATCH) if schema else pl.DataFrame()
            return empty.select(columns) if columns else empty
        condition = f"{BATCH} <= {self.last}" + (f" AND ({where})" if where else "")
        wanted = [*columns, BATCH, *(["statement_id"] if name in STANDING else [])] if columns else None
        rows = self.archive.read(name, self._versions[name], condition, list(dict.fromkeys(wanted)) if wanted else None)
        if name in STANDING:
            rows = rows.join(self.standing_batches, on=["statement_id", BATCH], how="semi")
        return rows.select(columns) if columns else rows.drop(BATCH)

    def tables(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Yield every table by name as it stands, those of vectors too."""
        for name in sorted(self._versions):
            yield name, self.table(name)

    @cached_property
    def standing_batches(self) -> pl.DataFrame:
        """By statement, the latest batch that wrote it: (statement_id, batch)."""
        if "statements" not in self._versions:
            return pl.DataFrame(schema={"statement_id": pl.String(), BATCH: pl.Int64()})
        rows = self.archive.read(
            "statements", self._versions["statements"], f"{BATCH} <= {self.last}", ["statement_id", BATCH]
        )
        return rows.group_by("statement_id").agg(pl.max(BATCH))

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
                if name not in STANDING:
                    totals[name] = totals.get(name, 0) + rows
        return totals

    def vectors(self, model: str, dimension: int, *, where: str | None = None) -> pl.DataFrame:
        """Return (text_id, vector) of one model."""
        found = self.table(vectors_table(model, dimension).name, where=where)
        kind = pl.Array(pl.Float32(), dimension)
        return found if found.width else pl.DataFrame(schema={"text_id": pl.String(), "vector": kind})


def require_model(snapshot: Snapshot, name: str) -> None:
    """Raise ArchiveError unless the archive's vectors are of the encoder called `name`, or there are none yet."""
    if snapshot.model not in (None, name):
        raise ArchiveError(
            f"{snapshot.archive.address}: its vectors are of {snapshot.model}, not {name}. "
            f"Run with --model {snapshot.model}, or begin another archive."
        )


def _line(error: BaseException) -> str:
    """Return an error as one short line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
