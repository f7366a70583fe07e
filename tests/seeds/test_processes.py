"""A long list is worked on by several processes, and what comes out is the same."""

import os
import subprocess
import sys
import time

import polars as pl
import pytest

import seeds
from seeds.processes import sliced, sparing

COPY = {
    "en": "LUND (AP) — “The bridge will open in May,” the mayor, Ana Ruiz, said on Monday. She added that it was safe.",
    "es": "Lima, 4 mar (EFE).- El ministro de Energía, Rómulo Mucho, afirmó que el país «no necesita» importar gas.",
    "ko": "김정규 외무성 부상은 27일 “국제법에 부합하는 행동”이라고 말했다. 그는 더 할 말이 없다고 덧붙였다.",
    "nl": "“We gaan gewoon door met dit plan”, zei de premier van het land gisteren in het parlement.",
}


def own_process(items: list[int]) -> tuple[int, list[int]]:
    return os.getpid(), items


def test_a_short_list_stays_in_this_process() -> None:
    assert list(sliced(own_process, list(range(250)))) == [
        (os.getpid(), list(range(100))),
        (os.getpid(), list(range(100, 200))),
        (os.getpid(), list(range(200, 250))),
    ]
    assert list(sliced(own_process, [])) == []


def test_a_long_list_is_shared_out_and_comes_back_in_order() -> None:
    done = list(sliced(own_process, list(range(1_050))))
    assert [item for _, items in done for item in items] == list(range(1_050))
    if (os.cpu_count() or 1) > 1:
        assert os.getpid() not in {process for process, _ in done}


def test_one_process_works_beside_a_caller_that_needs_the_other_processors() -> None:
    with sparing(os.cpu_count() or 1):
        done = list(sliced(own_process, list(range(1_050))))
    assert [item for _, items in done for item in items] == list(range(1_050))
    assert len({process for process, _ in done}) == 1
    if (os.cpu_count() or 1) > 1:
        assert os.getpid() not in {process for process, _ in done}


LONG_WORK = """
import os, time
from seeds.processes import sliced

def work(items):
    print(os.getpid(), flush=True)
    time.sleep(120)

list(sliced(work, list(range(400))))
"""


@pytest.mark.skipif((os.cpu_count() or 1) == 1, reason="one processor: there are no other processes")
def test_processes_end_with_a_caller_that_was_killed() -> None:
    with subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", LONG_WORK], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as caller:
        assert caller.stdout is not None
        worker = int(caller.stdout.readline())
        caller.kill()
        caller.wait()
        caller.stdout.close()
    ends = time.monotonic() + 30
    while is_running(worker) and time.monotonic() < ends:
        time.sleep(0.2)
    assert not is_running(worker)


def is_running(process: int) -> bool:
    """Whether a process does anything: one that has ended may stand in the table until it is fetched."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return told.stdout.strip()[:1] not in ("", "Z")


def test_many_files_are_read_and_quoted_as_few_are(tmp_path) -> None:
    for number in range(440):
        code = sorted(COPY)[number % len(COPY)]
        (tmp_path / f"{number:03}-{code}.txt").write_text(f"{number}\n\n{COPY[code]}\n", encoding="utf-8")
    (tmp_path / "207-bad.txt").write_bytes(bytes(range(32)) * 40)
    (tmp_path / "439-twin.txt").write_bytes((tmp_path / "439-nl.txt").read_bytes())
    copy = seeds.read([tmp_path, tmp_path / "gone.txt"])
    assert [path.rpartition("/")[2][:3] for path in copy.articles["path"]] == [f"{number:03}" for number in range(440)]
    assert [path.rpartition("/")[2] for path in copy.errors["path"]] == ["207-bad.txt", "gone.txt"]
    few = pl.concat(seeds.quotes(copy.articles[start : start + 40]) for start in range(0, 440, 40))
    assert seeds.quotes(copy.articles).equals(few)
    assert few.height > 440
