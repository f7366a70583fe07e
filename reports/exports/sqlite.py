"""SQLite: every table of the story with its keys, views of what is asked most, and full-text search."""

import json
import sqlite3
from contextlib import closing
from importlib.resources import files as resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl

from reports.exports.parquet import TABLES, run
from reports.pieces import Content
from reports.view import Report
from seeds.exceptions import SchemaError

_SEARCHED: Final = ("quotes", "articles")


def files(shown: Report) -> dict[str, Content]:
    """Return report.db; tables.sql beside this module describes it.

    Raises:
        SchemaError: a row points to a row that is not there, or a key is there twice.
    """
    story = shown.story
    # On disk while it is made: in memory it would be there twice as it is read out.
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder, "report.db"))) as base:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        base.executescript(resources("reports.exports").joinpath("tables.sql").read_text(encoding="utf-8"))
        _fill(base, "run", run(story).select("version", "model"))
        _fill(base, "embedded", story.articles.select("article_id").filter(pl.col("article_id").is_in(story.embedded)))
        for table in TABLES:
            _fill(base, table.name, table.check(getattr(story, table.name)))
        for name in _SEARCHED:
            base.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608 - names of ours
        base.commit()
        if lost := base.execute("PRAGMA foreign_key_check").fetchone():
            raise SchemaError(f"table {lost[0]}: row {lost[1]} points to no row of table {lost[2]}.")
        return {"report.db": Path(folder, "report.db").read_bytes()}


def _fill(base: sqlite3.Connection, table: str, frame: pl.DataFrame) -> None:
    """Insert the rows; a list is written as JSON, an empty `merged_into` as none."""
    names = ", ".join(f'"{column}"' for column in frame.columns)
    places = ", ".join("?" * frame.width)
    nested = [column for column, kind in frame.schema.items() if kind.is_nested()]
    if "merged_into" in frame.columns:
        frame = frame.with_columns(pl.col("merged_into").replace("", None))
    try:
        base.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - names of ours
            (
                tuple(_json(row[column]) if column in nested else row[column] for column in frame.columns)
                for row in frame.iter_rows(named=True)
            ),
        )
    except sqlite3.IntegrityError as error:
        raise SchemaError(f"table {table}: a key is there twice: {error}.") from error


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
