"""An archive of an older build goes on: its writer carries it forward, and nothing of it is lost."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from align.ageing import UNDATED
from align.archive import Archive
from align.archive import store as store_module
from align.archive.migrations import MIGRATIONS
from align.archive.tables import SCHEMA_VERSION
from align.archive.verifying import problems
from align.batching import Summary
from seeds.exceptions import ArchiveError

TakeIn = Callable[..., Summary]


@pytest.fixture
def older(wire: Path, archive: Archive, take_in: TakeIn) -> Archive:
    """An archive as schema 1 left it: a moment of a sidecar has a space for the T."""
    (wire / "articles.toml").write_text('["01-ap.txt"]\ndate = 2024-10-25T08:30:00Z\n')
    take_in(sorted(wire.glob("0[1-4]*")), archive)
    articles = archive._database.open_table("articles")
    articles.update(where="published IS NOT NULL", values={"published": "2024-10-25 08:30:00+00:00"})
    vectors = archive._database.open_table("vectors_use")
    vectors.drop_columns(["article_id", "day", "language", "speaker_words", "quoted"])
    batches = archive._database.open_table("batches")
    versions = archive.snapshot().batches[-1]["versions"]
    grown = versions.replace('"articles": 1', f'"articles": {articles.version}')
    assert grown != versions
    narrow = re.sub(r'"vectors_use": \d+', f'"vectors_use": {vectors.version}', grown)
    batches.drop_columns(["dtype"])
    batches.update(values={"schema_version": 1, "versions": narrow})
    return Archive(archive.address)


def published(archive: Archive) -> list[str]:
    return archive.snapshot().table("articles")["published"].drop_nulls().to_list()


def test_there_is_a_step_from_every_older_schema() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def test_a_reader_of_an_older_archive_is_told_how_it_goes_on(older: Archive) -> None:
    with pytest.raises(ArchiveError, match=r"older wirealign \(schema 1; .*`align archive compact"):
        older.snapshot()


def test_compaction_carries_an_older_archive_forward(older: Archive) -> None:
    older.compact()
    after = Archive(older.address)
    assert published(after) == ["2024-10-25T08:30:00+00:00"]
    assert after.snapshot().batches[-1]["schema_version"] == SCHEMA_VERSION
    assert after.snapshot().counts()["articles"] == 4
    assert [row["dtype"] for row in after.snapshot().batches] == [""] * len(after.snapshot().batches)
    beside = (
        after.snapshot()
        .table("vectors_use")
        .join(after.snapshot().table("quotes"), left_on="text_id", right_on="quote_id", how="left")
    )
    assert beside["article_id"].equals(beside["article_id_right"])
    assert set(beside["day"]) == {date(2024, 10, 25).toordinal(), UNDATED}
    assert all({"ana", "ruiz"} <= set(words) for words in beside["speaker_words"])
    assert beside["quoted"].all()
    assert list(problems(after.snapshot())) == []


def test_a_batch_carries_an_older_archive_forward_and_goes_on(older: Archive, wire: Path, take_in: TakeIn) -> None:
    done = take_in([wire], older)
    assert (done.articles, done.known) == (5, 4)
    assert published(older) == ["2024-10-25T08:30:00+00:00"]
    assert list(problems(older.snapshot())) == []


def test_a_step_that_was_broken_off_is_taken_again(older: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    real = store_module.carry_forward

    def dies(*given: object) -> None:
        real(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "carry_forward", dies)
        with pytest.raises(KeyboardInterrupt):
            older.bring_forward()
    with pytest.raises(ArchiveError, match="older wirealign"):
        Archive(older.address).snapshot()
    again = Archive(older.address)
    again.bring_forward()
    assert published(again) == ["2024-10-25T08:30:00+00:00"]
    assert list(problems(again.snapshot())) == []


def test_a_disk_that_refuses_leaves_an_older_archive_as_it_was(older: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "carry_forward", full)
        with pytest.raises(ArchiveError, match=r"cannot be brought forward: .*No space left"):
            older.bring_forward()
    older.bring_forward()
    assert list(problems(older.snapshot())) == []
