"""A disk that is full, closed or damaged: a clear line, nothing lost, and the earlier state can be read."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from align.archive import Archive
from align.archive.verifying import problems
from align.batching import Summary
from seeds.exceptions import ArchiveError

TakeIn = Callable[..., Summary]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB in memory; only root can mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError:
        pytest.skip("no `mount` on this machine: a full disk cannot be tried")
    if done.returncode:
        pytest.skip(f"a small disk needs root and tmpfs: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


def fill(folder: Path) -> Path:
    """Fill a disk to the last block."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def test_a_full_disk_loses_nothing_and_the_batch_can_be_run_again(
    small_disk: Path, wire: Path, archive: Archive, take_in: TakeIn
) -> None:
    files = sorted(wire.iterdir())
    full = Archive(small_disk / "archive", create=True)
    take_in(files[:4], full)
    before = full.snapshot().counts()
    filler = fill(small_disk)
    for _ in range(2):
        with pytest.raises(ArchiveError, match=r"disk/archive: cannot be written: .*No space left.*Make room"):
            take_in(files, full)
        assert Archive(full.address).snapshot().counts() == before
        assert list(problems(Archive(full.address).snapshot())) == []
    filler.unlink()
    assert take_in(files, full).articles == 5
    take_in(files, archive)
    assert {**full.snapshot().counts(), "batches": 0} == {**archive.snapshot().counts(), "batches": 0}
    assert list(problems(full.snapshot())) == []


def test_an_archive_on_a_closed_disk_is_read_and_a_batch_into_it_is_refused(
    small_disk: Path, wire: Path, take_in: TakeIn
) -> None:
    files = sorted(wire.iterdir())
    take_in(files[:2], Archive(small_disk / "archive", create=True))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)  # noqa: S603, S607
    closed = Archive(small_disk / "archive", create=True)
    assert closed.snapshot().counts()["articles"] == 2
    with pytest.raises(ArchiveError, match=r"disk/archive: Read-only file system\. Mend its permissions"):
        take_in(files, closed)
    assert list(problems(closed.snapshot())) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in(sorted(wire.iterdir())[:2], archive)
    Path(archive.address).chmod(0o555)
    with pytest.raises(ArchiveError, match=r"archive: Permission denied\. Mend its permissions"):
        take_in([wire], archive)
    assert archive.snapshot().counts()["articles"] == 2


@pytest.mark.parametrize("damage", ["cut off", "gone", "overwritten"])
def test_a_damaged_file_is_named_and_the_state_before_it_can_be_read(
    wire: Path, archive: Archive, take_in: TakeIn, damage: str
) -> None:
    files = sorted(wire.iterdir())
    take_in(files[:4], archive)
    before = archive.snapshot().counts()
    there = set(Path(archive.address, "quotes.lance", "data").iterdir())
    take_in(files, archive)
    (written,) = set(Path(archive.address, "quotes.lance", "data").iterdir()) - there
    if damage == "cut off":
        written.write_bytes(written.read_bytes()[: written.stat().st_size // 2])
    elif damage == "overwritten":
        written.write_bytes(b"\xff" * written.stat().st_size)
    else:
        written.unlink()
    damaged = Archive(archive.address)
    with pytest.raises(ArchiveError, match=r"archive: table quotes cannot be read: .*`align archive verify .*whole"):
        damaged.snapshot().counts()
    found = list(problems(damaged.snapshot()))
    assert len(found) == 2
    assert "table quotes cannot be read" in found[0]
    assert "The state after batch 1 can be read" in found[1]
    assert damaged.snapshot(1).counts() == before
    assert list(problems(damaged.snapshot(1))) == []


def test_a_batch_that_never_was_has_no_state(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in(sorted(wire.iterdir())[:2], archive)
    with pytest.raises(ArchiveError, match="no batch 7 in it; it has 1 to 1"):
        archive.snapshot(7)
