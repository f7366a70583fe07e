"""A drop folder gives its files once they are whole."""

import time
from pathlib import Path
from threading import Event, Thread

from align.watching import whole_files


def followed(folder: Path, count: int, work: Thread) -> list[str]:
    """Return the first `count` files given while `work` runs; give up after half a minute."""
    stop = Event()
    given = whole_files([str(folder)], still=0.4, stop=stop)
    Thread(target=lambda: (time.sleep(30), stop.set()), daemon=True).start()
    work.start()
    found: list[str] = []
    for files in given:
        found += [Path(file).name for file in files]
        if len(found) >= count:
            stop.set()
            break
    work.join()
    return found


def test_a_file_that_is_still_written_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "before.txt").write_text("was there")

    def write() -> None:
        time.sleep(0.5)
        with (tmp_path / "slow.txt").open("w") as slow:
            for _ in range(8):
                slow.write("more ")
                slow.flush()
                time.sleep(0.15)
            (tmp_path / ".hidden.txt").write_text("not copy")
            slow.write("end")

    assert followed(tmp_path, 1, Thread(target=write)) == ["slow.txt"]
    assert (tmp_path / "slow.txt").read_text().endswith("end")


def test_a_file_that_is_gone_before_it_was_whole_is_not_given(tmp_path: Path) -> None:
    def write() -> None:
        time.sleep(0.5)
        (tmp_path / "brief.txt").write_text("gone soon")
        (tmp_path / "brief.txt").unlink()
        (tmp_path / "stays.txt").write_text("here")

    assert followed(tmp_path, 1, Thread(target=write)) == ["stays.txt"]
