"""Runs a batch by an earlier commit and by this tree, in turns over one copy: `python -m benchmarks.throughput`.

The earlier commit is checked out in a folder of its own, and runs with the libraries that are installed now. By default
it is the first that a batch was measured with, before copy was read ahead and anything was done for its speed.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from benchmarks.figures import Figures, missed, note
from benchmarks.wirecopy.printing import write

# "Wire copy made to order in eleven languages, and a benchmark of batch runs over it".
_BEFORE: Final = "aa27cf8"


@click.command(epilog="Example: python -m benchmarks.throughput --articles 400 --turns 1")
@click.option("--before", default=_BEFORE, show_default=True, help="The commit that this tree is held against.")
@click.option("--articles", default=1_000, show_default=True, type=click.IntRange(50), help="Of the copy.")
@click.option("--turns", default=2, show_default=True, type=click.IntRange(1), help="Runs of each.")
def main(before: str, articles: int, turns: int) -> None:
    """Print how many times as many articles a second this tree takes in, by the clock and by the processor."""
    figures: Figures = {}
    for name, value in measured(articles, turns, before).items():
        note(figures, name, value, "times" if name.endswith(("clock", "processor")) else "articles/s")
    lines = missed("throughput", figures)
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


def measured(articles: int, turns: int, before: str = _BEFORE) -> Figures:
    """Return the articles a second of an earlier commit and of this tree, and how many times as many these are."""
    here = Path(__file__).resolve().parent.parent
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, articles)
        there = folder / "before"
        _git(here, "worktree", "add", "--detach", str(there), before)
        try:
            times = [[_run(tree, folder) for tree in (there, here)] for _ in range(turns)]
        finally:
            _git(here, "worktree", "remove", "--force", str(there))
    figures: Figures = {}
    for clock, unit in enumerate(("clock", "processor")):
        then, now = (statistics.median(turn[tree][clock] for turn in times) for tree in (0, 1))
        figures |= {f"throughput-{unit}-before": articles / then, f"throughput-{unit}-now": articles / now}
        figures[f"throughput-{unit}"] = then / now
    return figures


def _run(tree: Path, folder: Path) -> tuple[float, float]:
    """Return the seconds of a batch by one tree, by the clock and of the processor, its children's with it."""
    archive = folder / "archive"
    shutil.rmtree(archive, ignore_errors=True)
    command = [sys.executable, "-m", "benchmarks.batch_run", str(folder / "copy"), str(archive), str(folder / "log")]
    busy, began = _busy(), time.perf_counter()
    subprocess.run(command, check=True, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)})
    spent = time.perf_counter() - began, _busy() - busy
    print(f"  {tree.name}: {spent[0]:.1f} s by the clock, {spent[1]:.1f} s of the processor", flush=True)
    return spent


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _git(tree: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=tree, check=True, capture_output=True)  # noqa: S607  # whichever git there is


if __name__ == "__main__":
    main()
