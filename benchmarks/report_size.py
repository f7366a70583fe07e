"""How long a report of thousands of statements takes to write, and how much memory, format by format.

`python -m benchmarks.report_size`. The copy is that of seeds/articles, many times over, each time with articles, quotes
and statements of its own. The formats are written together, as `align report` does, then each by a process of its own.
"""

import os
import pickle
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import polars as pl

import align
import reports
from align.stories import Story
from benchmarks.figures import Figures, missed, note

_COPY: Final = [Path(__file__).resolve().parents[1] / "seeds" / "articles"]
_IDS: Final = ("article_id", "quote_id", "statement_id", "original", "against", "sentence_id", "against_article")
_TABLES: Final = (
    *(
        "articles",
        "sentences",
        "signs",
        "origins",
        "quotes",
        "statements",
        "renderings",
        "drifts",
        "verdicts",
        "alignments",
        "facts",
    ),
)


def enlarged(story: Story, statements: int) -> Story:
    """Return a story of at least so many statements that have more than one rendering: copies of those of another."""
    shared = story.renderings.filter(pl.len().over("statement_id") > 1)["statement_id"].n_unique()
    copies = range(-(-statements // shared))

    def again(frame: pl.DataFrame) -> pl.DataFrame:
        ids = [name for name in _IDS if name in frame.columns]
        return pl.concat([frame.with_columns(pl.col(ids) + f"~{number}") for number in copies])

    return replace(
        story,
        **{name: again(getattr(story, name)) for name in _TABLES},
        embedded=tuple(f"{name}~{number}" for number in copies for name in story.embedded),
    )


@click.command(epilog="Example: python -m benchmarks.report_size --statements 10000")
@click.option(
    "--statements",
    default=10_000,
    show_default=True,
    type=click.IntRange(1),
    help="Shared statements, of three or four renderings each.",
)
@click.option("--format", "formats", default="html,json", show_default=True, help="Formats, joined by commas.")
@click.option("--story", type=click.Path(path_type=Path), hidden=True, help="The story that this process writes.")
@click.option("--data", help="Not needed: all copy is of seeds/articles.")
def main(statements: int, formats: str, story: Path | None, data: str | None) -> None:  # noqa: ARG001  # as every one
    """Write a report of STATEMENTS in each format, and hold its memory against the ceiling."""
    if story is not None:
        _write(story, statements, formats)
        return
    figures: Figures = {}
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "story"
        kept.write_bytes(pickle.dumps(align.story(_COPY, embed_all=True, with_model=False)))
        command = [
            sys.executable,
            "-m",
            "benchmarks.report_size",
            "--statements",
            str(statements),
            "--story",
            str(kept),
        ]
        for name in dict.fromkeys((formats, *formats.split(","))):
            done = subprocess.run([*command, "--format", name], check=True, stdout=subprocess.PIPE)
            _note(figures, name.replace(",", "-"), *map(float, done.stdout.split()))
    lines = missed("reports", figures)
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


def _note(figures: Figures, name: str, seconds: float, size: float, peak: float) -> None:
    note(figures, f"report-{name}-seconds", seconds, "s of the processor")
    note(figures, f"report-{name}-size", size, "MB")
    note(figures, f"report-{name}-peak", peak, "MB")


def _write(kept: Path, statements: int, name: str) -> None:
    """Print the seconds of the processor that writing takes, the size of what was written, and the largest memory."""
    story = enlarged(pickle.loads(kept.read_bytes()), statements)  # noqa: S301  # written by the process that began this one
    with TemporaryDirectory() as folder:
        began = time.process_time()
        paths = reports.write(story, folder, name.split(","))
        seconds = time.process_time() - began
        size = sum(path.stat().st_size for path in paths) / 1e6
    print(seconds, size, _peak())


def _peak() -> float:
    """Return the largest memory of this process in MB; what `getrusage` says is its parent's at least, on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.open() if line.startswith("VmHWM")) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    main()
