"""Measures batch runs on wire copy made to order: speed, growth, memory, and what is found of its answers.

`python -m benchmarks.batch --count 1000`. A run that was stopped goes on where it was, if it is given its folder again.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

from benchmarks.batch_answers import score
from benchmarks.figures import Figures, missed, note
from benchmarks.wirecopy.printing import ANSWERS, write

_EVERY: Final = 0.5
_FIRST: Final = 1_000


@dataclass
class Run:
    """A run of a child process: its time by the clock and of the processor, its largest memory, its log."""

    seconds: float
    processor: float
    peak: float
    log: list[dict[str, Any]]

    @property
    def end(self) -> dict[str, Any]:
        """The summary of the batch."""
        return self.log[-1]


@click.command(epilog="Example: python -m benchmarks.batch --count 5000 --folder runs/5000")
@click.option("--count", default=400, show_default=True, type=click.IntRange(50), help="Articles.")
@click.option("--seed", default=1, show_default=True, help="Of the copy.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where to work, and to go on later.")
@click.option("--data", help="Not needed: all copy is made here.")
def main(count: int, seed: int, folder: Path | None, data: str | None) -> None:  # noqa: ARG001  # as every benchmark
    """Run a batch over COUNT articles, run it again, and hold both against the floors."""
    figures: Figures = {}
    if folder is not None:
        measure(folder, count, seed, figures)
    else:
        with TemporaryDirectory() as name:
            measure(Path(name), count, seed, figures)
    lines = missed("batch", figures)
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


def measure(folder: Path, count: int, seed: int, figures: Figures) -> None:
    """Make copy in a folder, run over it twice, and keep the figures."""
    from align.archive import Archive

    folder.mkdir(parents=True, exist_ok=True)
    copy, answers = folder / "copy", folder / ANSWERS
    if not (folder / "made").exists():
        write(folder, count, seed)
        (folder / "made").touch()
    first = run(folder, "first")
    _speed(first, count, figures)
    again = run(folder, "again")
    if again.end["articles"]:
        raise click.ClickException(f"{folder}: the second run took in {again.end['articles']} articles.")
    total = sum(row["at"] for row in _kept(folder / "first.jsonl") if row["event"] == "end")
    note(figures, "batch-again", again.seconds / total, "of the first run's time")
    note(
        figures, "batch-again-processor", again.processor / first.processor, "of the first run's time of the processor"
    )
    score(Archive(folder / "archive").snapshot(), copy, answers, figures)


def _speed(first: Run, count: int, figures: Figures) -> None:
    """Print the speed of a first run; of one that went on after a stop, only its memory."""
    slices = [row for row in first.log if row["event"] == "slice"]
    stages = ", ".join(f"{stage} {spent:.1f} s" for stage, spent in first.end["seconds"].items())
    load = os.getloadavg()[0]
    print(f"  {first.seconds:.1f} s by the clock, {first.processor:.1f} s of the processor; load {load:.1f}; {stages}")
    note(figures, "batch-peak", first.peak, "MB")
    if not slices or slices[-1]["of"] < count:
        print("  a part of the copy was there before: no speed")
        return
    note(figures, "batch-speed", count / first.seconds, "articles/s by the clock")
    note(figures, "batch-processor", first.processor / count * 1e3, "ms of the processor an article")
    if count > _FIRST:
        note(figures, "batch-growth", _growth(slices, "at"), f"times the time an article of the first {_FIRST:,}")
        note(figures, "batch-growth-processor", _growth(slices, "processor"), "the same of the processor")
    for row, before in zip(slices[1:], slices, strict=False):
        each = [(row[clock] - before[clock]) / (row["done"] - before["done"]) * 1e3 for clock in ("at", "processor")]
        print(f"    {row['done']:>7,} articles: {each[0]:.1f} ms each, {each[1]:.1f} ms of the processor")


def _growth(slices: list[dict[str, Any]], clock: str) -> float:
    """Return the time an article in the last 1,000 over that in the first, the first slice left out as warming up."""
    first = [row for row in slices if row["done"] <= _FIRST + slices[0]["done"]]
    last = [row for row in slices if row["done"] >= slices[-1]["done"] - _FIRST]

    def each(rows: list[dict[str, Any]]) -> float:
        return float((rows[-1][clock] - rows[0][clock]) / (rows[-1]["done"] - rows[0]["done"]))

    return each(last) / each(first)


def run(folder: Path, name: str) -> Run:
    """Run a batch over `folder`/copy in a process of its own; its log goes to `folder`/NAME.jsonl."""
    log = folder / f"{name}.jsonl"
    before = len(_kept(log))
    command = [sys.executable, "-m", "benchmarks.batch_run", str(folder / "copy"), str(folder / "archive"), str(log)]
    began = time.perf_counter()
    process = subprocess.Popen(command)
    peaks: list[float] = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    watcher.join()
    if process.returncode:
        raise click.ClickException(f"{log}: the run ended with {process.returncode}. Run again: it goes on there.")
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(peaks), _kept(log)[before:])


def _watch(process: "subprocess.Popen[bytes]", peaks: list[float]) -> None:
    """Keep the memory of a process with its children, in MB, while it runs; shared pages count by their share."""
    while process.returncode is None:
        peaks.append(sum(_memory(number) for number in _family(process.pid)))
        time.sleep(_EVERY)


def _family(number: int) -> Iterator[int]:
    yield number
    try:
        for task in Path(f"/proc/{number}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _memory(number: int) -> float:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _kept(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


if __name__ == "__main__":
    main()
