"""A batch is whole or not there, and a reader sees the last whole one, whatever happens beside it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from align.archive import Archive
from align.archive.store import require_model
from align.archive.tables import SCHEMA_VERSION
from align.schema import STATEMENTS
from seeds.exceptions import ArchiveError
from seeds.schema import FILES

NOW = datetime(2024, 10, 25, tzinfo=UTC)


def files(*names: str) -> pl.DataFrame:
    return FILES.frame({"file_id": name, "path": f"{name}.txt"} for name in names)


def standing(**originals: str | None) -> pl.DataFrame:
    return STATEMENTS.frame(
        {"statement_id": name, "original": original, "merged_into": None if original else "one"}
        for name, original in originals.items()
    )


def commit(archive: Archive, **tables: pl.DataFrame) -> int:
    with archive.writing():
        return archive.commit(tables, started=NOW, model="words", dimension=3, dtype="float32")


def test_what_a_batch_wrote_is_read_back(archive: Archive, placed_vectors: Callable[..., pl.DataFrame]) -> None:
    vectors = placed_vectors(["q"], [[1.0, 0.0, 0.0]], 3)
    assert commit(archive, files=files("a", "b"), vectors=vectors) == 1
    assert commit(archive, files=files("c")) == 2
    snapshot = Archive(archive.address).snapshot()
    assert snapshot.table("files").equals(files("a", "b", "c"))
    assert snapshot.table("files", where="file_id = 'b'", columns=["path"])["path"].to_list() == ["b.txt"]
    assert snapshot.vectors("words", 3)["vector"].to_list() == [[1.0, 0.0, 0.0]]
    assert snapshot.table("quotes").height == 0
    assert snapshot.written() == {"files": 3, "vectors_words": 1}


def test_a_reader_keeps_the_state_that_it_found(archive: Archive) -> None:
    commit(archive, files=files("a"), statements=standing(one="q1"))
    before = archive.snapshot()
    commit(archive, files=files("b"), statements=standing(one="q2", two="q3"))
    assert before.table("files")["file_id"].to_list() == ["a"]
    assert before.table("statements")["original"].to_list() == ["q1"]


def test_a_statement_stands_as_its_latest_batch_left_it(archive: Archive) -> None:
    commit(archive, statements=standing(one="q1", two="q2"))
    commit(archive, statements=standing(two=None))
    rows = archive.snapshot().table("statements").sort("statement_id")
    assert rows.select("statement_id", "original", "merged_into").rows() == [("one", "q1", None), ("two", None, "one")]
    assert archive.snapshot().counts()["statements"] == 1


def test_a_batch_that_was_never_finished_is_not_seen_and_is_swept_away(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(archive, files=files("a"))
    real = Archive._add

    def dies(self: Archive, table, rows) -> None:
        if table.name == "batches":
            raise KeyboardInterrupt
        real(self, table, rows)

    monkeypatch.setattr(Archive, "_add", dies)
    with pytest.raises(KeyboardInterrupt):
        commit(archive, files=files("lost"), statements=standing(lost="q"))
    monkeypatch.setattr(Archive, "_add", real)
    again = Archive(archive.address)
    assert again.snapshot().last == 1
    assert again.snapshot().table("files")["file_id"].to_list() == ["a"]
    assert commit(again, files=files("b")) == 2
    assert again.snapshot().table("files")["file_id"].to_list() == ["a", "b"]
    assert again.snapshot().table("statements").height == 0


def test_a_disk_that_refuses_is_said_and_the_archive_is_as_it_was(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(archive, files=files("a"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Archive, "_add", full)
        with pytest.raises(ArchiveError, match=r"No space left.*Make room"):
            commit(archive, files=files("b"))
    assert archive.snapshot().table("files")["file_id"].to_list() == ["a"]


def test_compaction_keeps_what_stands_and_drops_the_rest(archive: Archive) -> None:
    commit(archive, files=files("a"), statements=standing(one="q1"))
    for number in range(2, 6):
        commit(archive, files=files(f"f{number}"), statements=standing(one=f"q{number}"))
    held = archive.snapshot()
    archive.compact()
    after = Archive(archive.address)
    assert after.snapshot().table("statements")["original"].to_list() == ["q5"]
    assert after.read("statements", None, None).height == 1
    assert sorted(after.snapshot().table("files")["file_id"]) == ["a", "f2", "f3", "f4", "f5"]
    assert held.table("statements")["original"].to_list() == ["q5"]
    assert commit(after, files=files("z")) == after.snapshot().last


def test_an_archive_of_a_newer_build_is_left_alone(archive: Archive) -> None:
    commit(archive, files=files("a"))
    archive._database.open_table("batches").update(values={"schema_version": SCHEMA_VERSION + 1})
    with pytest.raises(ArchiveError, match=r"newer wirealign.*Update"):
        Archive(archive.address)


def test_there_is_no_archive_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such folder"):
        Archive(tmp_path / "gone")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveError, match="no archive there"):
        Archive(tmp_path / "empty")


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ArchiveError, match="file"):
        Archive(tmp_path / "file", create=True)


def test_vectors_of_two_encoders_do_not_meet(archive: Archive) -> None:
    require_model(archive.snapshot(), "any")
    commit(archive, files=files("a"))
    require_model(archive.snapshot(), "words")
    with pytest.raises(ArchiveError, match=r"of words, not use\. Run with --model words"):
        require_model(archive.snapshot(), "use")


def test_the_row_of_a_batch_says_what_it_wrote(archive: Archive) -> None:
    commit(archive, files=files("a", "b"))
    row = archive.snapshot().batches[0]
    assert json.loads(row["rows"]) == {"files": 2}
    assert json.loads(row["versions"]).keys() == {"files"}
    assert (row["schema_version"], row["model"], row["dtype"], row["started"]) == (
        SCHEMA_VERSION,
        "words",
        "float32",
        "2024-10-25T00:00:00+00:00",
    )
