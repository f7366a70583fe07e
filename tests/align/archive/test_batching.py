"""New copy is taken in once, aligned with all that came before, and the order in which it came changes nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import align
from align.archive import Archive
from align.archive.reading import story
from align.archive.verifying import problems
from align.batching import Summary
from align.stories import Story

TakeIn = Callable[..., Summary]


def partition(told: Story | Archive) -> set[frozenset[str]]:
    renderings = told.renderings if isinstance(told, Story) else told.snapshot().table("renderings")
    return {frozenset(quotes) for quotes in renderings.group_by("statement_id").agg("quote_id")["quote_id"].to_list()}


def judged(told: Story) -> tuple[list[tuple[object, ...]], ...]:
    return sorted(told.drifts.select("quote_id", "against", "category", "start", "severity").rows()), sorted(
        told.verdicts.select("quote_id", "against", "verdict", "faithfulness").rows()
    )


def test_one_batch_says_what_a_report_says(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    done = take_in([wire], archive)
    told = align.story([wire])
    assert (done.articles, done.known, done.quotes) == (9, 0, told.quotes.height)
    assert partition(archive) == partition(told)
    assert judged(story(archive.snapshot())) == judged(told)
    assert any(len(quotes) > 1 for quotes in partition(archive))
    assert list(problems(archive.snapshot())) == []


def test_a_second_run_takes_nothing_in(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in([wire], archive)
    batches = archive.snapshot().last
    (wire / "10-copy.txt").write_bytes((wire / "01-ap.txt").read_bytes())
    done = take_in([wire], archive)
    assert (done.articles, done.known, done.statements_new) == (0, 10, 0)
    assert archive.snapshot().last == batches


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_copy_does_not_change_the_partition(
    wire: Path, archive: Archive, take_in: TakeIn, seed: int
) -> None:
    files = sorted(wire.iterdir())
    random.Random(seed).shuffle(files)  # noqa: S311
    for file in files:
        take_in([file], archive)
    told = align.story([wire])
    assert partition(archive) == partition(told)
    assert judged(story(archive.snapshot())) == judged(told)
    assert list(problems(archive.snapshot())) == []


def test_a_statement_keeps_the_id_that_it_was_first_given(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    files = sorted(wire.iterdir())
    take_in(files[1:2], archive)
    first = archive.snapshot().table("statements")["statement_id"].to_list()
    take_in(files[:4], archive)
    assert set(first) <= set(archive.snapshot().table("statements")["statement_id"])


def test_one_bad_file_among_many_is_listed_and_the_others_are_taken_in(
    wire: Path, archive: Archive, take_in: TakeIn
) -> None:
    (wire / "05-bad.txt").write_bytes(bytes(range(32)) * 40)
    done = take_in([wire], archive)
    assert done.articles == 9
    assert [path.rpartition("/")[2] for path in done.errors["path"]] == ["05-bad.txt"]
    assert take_in([wire], archive).errors.height == 1


def test_copy_of_before_a_day_is_left_out_and_can_be_taken_later(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    rows = [f'["{name}"]\ndate = 2024-10-{day}\n' for name, day in (("01-ap.txt", 20), ("02-efe.txt", 25))]
    (wire / "articles.toml").write_text("\n".join(rows))
    assert take_in([wire], archive, since="2024-10-25").articles == 8
    assert take_in([wire], archive).articles == 1


def test_a_dry_run_writes_nothing(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    done = take_in([wire], archive, dry_run=True)
    assert done.articles == 9
    assert archive.snapshot().last == 0


def test_what_changed_is_named_for_the_report(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    files = sorted(wire.iterdir())
    take_in(files[:1], archive)
    take_in(files[4:], archive)
    done = take_in([wire], archive)
    told = story(archive.snapshot(), done.touched)
    assert {path.rpartition("/")[2][:2] for path in told.articles["path"]} >= {"01", "02", "03", "04"}
    assert not {path.rpartition("/")[2][:2] for path in told.articles["path"]} & {"07", "09"}


# `make torture` sets it: 51 kills instead of three, and 20 rounds of two batches at once instead of two.
TORTURE = bool(os.environ.get("WIREALIGN_TORTURE"))
# Seconds for a run of nine files: ten on an idle machine, minutes where a dozen other programs share two processors.
PATIENCE = 900

_RUN = """
import sys
from align.archive import Archive
import align.batching as batching
import embeddings

batching._SLICE = 2
batching.batch([sys.argv[1]], Archive(sys.argv[2], create=True), embeddings.load("use"))
"""


def start(wire: Path, folder: Path) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[3]
    return subprocess.Popen([sys.executable, "-c", _RUN, str(wire), str(folder)], cwd=root, env={**os.environ})  # noqa: S603


@pytest.mark.parametrize("seed", range(17 if TORTURE else 1))
def test_killed_at_any_moment_and_run_again_it_ends_as_if_it_had_run_once(
    wire: Path, tmp_path: Path, archive: Archive, take_in: TakeIn, seed: int
) -> None:
    take_in([wire], archive)
    folder, luck = tmp_path / "killed", random.Random(seed)  # noqa: S311
    for _ in range(3):
        process = start(wire, folder)
        deadline = time.monotonic() + PATIENCE
        seen = len(list(folder.glob("batches.lance/_versions/*"))) if folder.exists() else 0
        # Wait until it writes, then a moment more: the kill falls into a slice.
        while time.monotonic() < deadline and process.poll() is None:
            if len(list(folder.glob("*.lance/_versions/*"))) > seen:
                break
            time.sleep(0.01)
        time.sleep(luck.random() * 0.5)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert start(wire, folder).wait(timeout=PATIENCE) == 0
    ended = Archive(folder)
    assert list(problems(ended.snapshot())) == []
    assert partition(ended) == partition(archive)
    assert judged(story(ended.snapshot())) == judged(story(archive.snapshot()))


@pytest.mark.parametrize("begun", [["articles"], ["articles", "quotes", "batches"]])
def test_a_table_that_was_only_begun_is_made_anew(
    wire: Path, tmp_path: Path, archive: Archive, take_in: TakeIn, begun: list[str]
) -> None:
    """A writer was killed between the making of a table's folder and its first version."""
    take_in([wire], archive)
    folder = tmp_path / "begun"
    for name in begun:
        (folder / f"{name}.lance" / "data").mkdir(parents=True)
        (folder / f"{name}.lance" / "data" / "0.lance").write_bytes(b"LANC")
    assert Archive(folder, create=True).snapshot().last == 0
    take_in([wire], Archive(folder, create=True))
    ended = Archive(folder)
    assert list(problems(ended.snapshot())) == []
    assert partition(ended) == partition(archive)


@pytest.mark.parametrize("turn", range(20 if TORTURE else 2))
def test_two_batches_at_once_give_the_union(
    wire: Path, tmp_path: Path, archive: Archive, take_in: TakeIn, turn: int
) -> None:
    take_in([wire], archive)
    halves = [tmp_path / f"half-{number}" for number in (0, 1)]
    for number, file in enumerate(sorted(wire.iterdir())):
        for place, half in enumerate(halves):
            half.mkdir(exist_ok=True)
            if number % 3 != (place + turn) % 3:  # a third of the files is in both
                (half / file.name).write_bytes(file.read_bytes())
    folder = tmp_path / "together"
    runs = [start(half, folder) for half in halves]
    assert [run.wait(timeout=PATIENCE) for run in runs] == [0, 0]
    ended = Archive(folder)
    assert list(problems(ended.snapshot())) == []
    assert ended.snapshot().table("articles").height == 9
    assert partition(ended) == partition(archive)


def test_a_row_that_points_nowhere_is_found(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in([wire], archive)
    lost = archive.snapshot().table("quotes")["quote_id"][0]
    table = archive._database.open_table("quotes")
    table.delete(f"quote_id = '{lost}'")
    row = archive.snapshot().batches[-1]
    versions = row["versions"].replace('"quotes": 1', f'"quotes": {table.version}')
    archive._database.open_table("batches").update(values={"versions": versions})
    found = list(problems(Archive(archive.address).snapshot()))
    assert any(line.startswith("renderings: 1 rows without their quote") for line in found)
    assert any(line.startswith("quotes:") and "batches wrote" in line for line in found)


def test_an_empty_archive_is_whole(archive: Archive) -> None:
    assert list(problems(archive.snapshot())) == []
    assert isinstance(archive.snapshot().table("articles"), pl.DataFrame)
