"""report.db holds every table, its keys hold, its views say what the report says, and search finds words."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import reports
from align.schema import STATEMENTS
from align.stories import Story
from reports.exports.parquet import TABLES
from reports.view import report
from seeds.exceptions import SchemaError
from seeds.schema import Table


@pytest.fixture
def base(story: Story, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The story's report.db, open."""
    (path,) = reports.write(story, tmp_path, ["sqlite"])
    assert path.name == "report.db"
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def read(base: sqlite3.Connection, table: Table) -> pl.DataFrame:
    """The table as polars has it, lists read from JSON."""
    names = ", ".join(f'"{column}"' for column in table.columns)
    found = base.execute(f"SELECT {names} FROM {table.name}")  # noqa: S608 - names of ours
    rows = [dict(zip(table.columns, row, strict=True)) for row in found]
    for row in rows:
        for column, kind in table.columns.items():
            if kind.is_nested() and row[column] is not None:
                row[column] = json.loads(row[column])
    return table.frame(rows)


def test_every_table_reads_back(base: sqlite3.Connection, story: Story) -> None:
    for table in TABLES:
        assert_frame_equal(read(base, table), getattr(story, table.name))
    assert base.execute("SELECT model FROM run").fetchall() == [("use",)]
    assert base.execute("SELECT article_id FROM embedded").fetchall() == [("en",), ("es",), ("ar",)]


def test_keys_lead_from_table_to_table(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA foreign_keys = ON")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for row in ("INSERT INTO drifts (quote_id) VALUES ('x')", "INSERT INTO quotes (article_id) VALUES ('x')"):
        with pytest.raises(sqlite3.IntegrityError):
            base.execute(row)


def test_renderings_stand_with_their_verdicts(base: sqlite3.Connection, story: Story) -> None:
    found = base.execute(
        "SELECT statement_id, quote_id, is_original, verdict, faithfulness, drifts, original_text, agency, relay_chain"
        " FROM renderings_with_verdicts"
    ).fetchall()
    expected = [
        (
            *(statement.statement_id, one.passage.quote_id, one is statement.original),
            *((judged.verdict, judged.faithfulness, len(judged.drifts)) if judged else (None, None, 0)),
            statement.original.passage.text,
            one.passage.article.agency or None,
            " → ".join(one.passage.article.relay_chain) or None,
        )
        for statement in report(story).statements
        for one in statement.everyone
        for judged in [one.comparisons[0] if one is not statement.original else None]
    ]
    assert sorted(found) == sorted(expected)


def test_the_gravest_drift_of_a_rendering_is_named(base: sqlite3.Connection) -> None:
    found = dict(base.execute("SELECT quote_id, gravest FROM renderings_with_verdicts"))
    assert (found["ar.a"], found["en.a"], found["es.b"], found["es.a"]) == ("critical", "major", "neutral", None)


def test_drifts_are_counted_by_agency(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT agency, category, severity, drifts FROM drifts_by_agency").fetchall()
    assert ("EFE", "quotation", "neutral", 1) in found
    assert (None, "modality", "major", 2) in found
    assert sum(row[3] for row in found) == 7


def test_the_gravest_drifts_come_first_with_both_passages(base: sqlite3.Connection) -> None:
    row = base.execute("SELECT severity, against_text, text FROM drifts_in_context").fetchone()
    assert row == ("critical", "우리는 내일 항구를 다시 열 것이라고 생각한다", "سيُعاد فتح الميناء غدا بالتأكيد")


def test_statements_are_counted_the_altered_first(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT statement_id, renderings, altered, languages FROM statements_with_counts").fetchall()
    assert found == [("reopen", 5, 2, 4), ("yard", 2, 0, 2)]


def test_a_merged_statement_gives_its_renderings_to_the_one_that_is_left(story: Story, tmp_path: Path) -> None:
    rows = [
        {"statement_id": "yard", "original": "en.c", "merged_into": "reopen"},
        {"statement_id": "reopen", "original": "ko.a", "merged_into": ""},
    ]
    (path,) = reports.write(replace(story, statements=STATEMENTS.frame(rows)), tmp_path, ["sqlite"])
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT statement_id, renderings FROM statements_with_counts").fetchall() == [("reopen", 7)]


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("quotes", "definitely", ["en.a"]),
        ("quotes", "puerto reabrirá", ["es.a"]),
        ("quotes", "항구를", ["ko.a"]),
        ("quotes", "الميناء", ["ar.a"]),
        ("quotes", "Min-ho", ["own.a"]),
        ("articles", "docker at the gate", ["own"]),
        ("articles", "부산항", ["ko"]),
    ],
)
def test_search_finds_words_of_every_script(base: sqlite3.Connection, table: str, words: str, found: list[str]) -> None:
    key = {"quotes": "quote_id", "articles": "article_id"}[table]
    query = f"SELECT {key} FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"  # noqa: S608
    assert [row[0] for row in base.execute(query, (f'"{words}"',))] == found


def test_search_belongs_to_its_table_where_datasette_looks(base: sqlite3.Connection) -> None:
    for table in ("quotes", "articles"):
        (made,) = base.execute("SELECT sql FROM sqlite_master WHERE name = ?", (f"{table}_fts",)).fetchone()
        assert f'content="{table}"' in made


def test_search_outlives_a_vacuum(base: sqlite3.Connection) -> None:
    base.execute("VACUUM")
    query = "SELECT quotes.quote_id FROM quotes_fts JOIN quotes ON quotes.rowid = quotes_fts.rowid"
    assert base.execute(f"{query} WHERE quotes_fts MATCH 'container'").fetchall() == [("en.c",)]


def test_hostile_copy_reads_back_unchanged(hostile: Story, tmp_path: Path) -> None:
    (path,) = reports.write(hostile, tmp_path, ["sqlite"])
    with closing(sqlite3.connect(path)) as base:
        for table in TABLES:
            assert_frame_equal(read(base, table), getattr(hostile, table.name))
        assert base.execute("SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH 'HYPERLINK'").fetchone() == (1,)


def test_an_empty_run_has_empty_tables(nothing: Story, tmp_path: Path) -> None:
    (path,) = reports.write(nothing, tmp_path, ["sqlite"])
    with closing(sqlite3.connect(path)) as base:
        assert all(read(base, table).is_empty() for table in TABLES if table.name != "sentences")


def test_a_key_that_is_there_twice_is_named(story: Story, tmp_path: Path) -> None:
    twice = replace(story, sentences=pl.concat([sentence(story), sentence(story)]))
    with pytest.raises(SchemaError, match="table sentences: a key is there twice"):
        reports.write(twice, tmp_path / "report", ["sqlite"])
    assert not (tmp_path / "report").exists()


def test_a_sentence_of_no_article_is_named(story: Story, tmp_path: Path) -> None:
    lost = replace(story, sentences=sentence(story).with_columns(article_id=pl.lit("gone")))
    with pytest.raises(SchemaError, match="table sentences: row 1 points to no row of table articles"):
        reports.write(lost, tmp_path, ["sqlite"])


def sentence(story: Story) -> pl.DataFrame:
    """One sentence of the English article."""
    row = pl.DataFrame(
        {"sentence_id": ["en.s"], "article_id": ["en"], "text": ["Port to reopen"], "start": [0], "end": [14]}
    )
    return pl.concat([story.sentences, row], how="diagonal")
