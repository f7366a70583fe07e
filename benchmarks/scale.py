"""Measures an archive of a million quotes, and a run of 100,000 articles: `python -m benchmarks.scale --folder F`.

Before that come what is sooner measured: a batch on a cluster that loses a node, and articles a second against the
first batch. Everything is kept in the folder: what was stopped goes on where it was, and what was measured is not
measured again. Several hours, most of them for the run; `--articles 0` leaves it out.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import polars as pl

from align.archive import Archive, Snapshot
from align.archive.vectors import EVERYWHERE, Within
from benchmarks import throughput
from benchmarks.batch import run
from benchmarks.figures import Figures, missed, note
from benchmarks.scale_archive import make, queries
from benchmarks.wirecopy.printing import write

_SEARCHES: Final = 200
# Of these the exact answer is looked for too.
_EXACT: Final = 80
_NEAREST: Final = 10
# Days before and after, as a batch looks.
_DAYS: Final = 60


def _days(row: dict[str, Any]) -> tuple[int, int]:
    return row["day"] - _DAYS, row["day"] + _DAYS


# What a search is narrowed to, for a stored quote near which it looks.
_NARROWED: Final[dict[str, Callable[[dict[str, Any]], Within]]] = {
    "all": lambda _: EVERYWHERE,
    "quotes": lambda _: Within(quoted=True),
    "days": lambda row: Within(days=_days(row)),
    "speaker": lambda row: Within(speaker=" ".join(row["speaker_words"])),
    "both": lambda row: Within(days=_days(row), speaker=" ".join(row["speaker_words"])),
}


@click.command(epilog="Example: python -m benchmarks.scale --folder runs/scale --articles 5000")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where to work.")
@click.option("--quotes", default=1_000_000, show_default=True, help="Of the archive that is searched and added to.")
@click.option("--articles", default=100_000, show_default=True, help="Of the run from nothing; 0 for none.")
@click.option("--new", default=1_000, show_default=True, help="Articles that are added to it.")
@click.option("--paired", default=1_000, show_default=True, help="Articles of the runs by the first batch; 0 for none.")
def main(folder: Path, quotes: int, articles: int, new: int, paired: int) -> None:
    """Make the archive, search it, add to it, run from nothing; hold the figures against the floors."""
    folder.mkdir(parents=True, exist_ok=True)
    figures: Figures = {}
    print(f"  load {os.getloadavg()[0]:.1f}")
    _kept(folder / "cluster.json", cluster, figures)
    if paired:
        _kept(folder / f"throughput-{paired}.json", lambda: throughput.measured(paired, turns=2), figures)
    large = make(folder, quotes, new)
    _kept(folder / "search.json", lambda: searched(large.snapshot()), figures)
    _kept(folder / "cost.json", lambda: added(folder, new), figures)
    if articles:
        _kept(folder / f"run-{articles}.json", lambda: ran(folder / f"run-{articles}", articles), figures)
    lines = [*missed("scale", figures), *missed("throughput", figures)]
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


def _kept(file: Path, measure: Callable[[], dict[str, Any]], figures: Figures) -> None:
    """Note figures that were measured before, or measure and keep them."""
    if not file.exists():
        found = json.dumps(measure(), indent=1)
        # Whole or not at all, as long as a run may be killed.
        whole = file.with_suffix(".part")
        whole.write_text(found)
        whole.replace(file)
    for name, value in json.loads(file.read_text()).items():
        if isinstance(value, float):
            note(figures, name, value)
        else:
            print(f"  {name}: {value}")


def cluster() -> dict[str, Any]:
    """Return 1 where a batch on two nodes, one killed in its middle, leaves what one without a cluster does."""
    tests = Path(__file__).resolve().parent.parent / "tests" / "align" / "engines" / "test_cluster.py"
    status = subprocess.run([sys.executable, "-m", "pytest", "-q", str(tests)], check=False).returncode
    return {"cluster-same": float(status == 0)}


def searched(snapshot: Snapshot) -> dict[str, Any]:
    """Return the time of a search, and how many of the exact nearest it finds: of all, and narrowed.

    Beside the clock's milliseconds stand the processor's (`-processor`), which other programs do not lengthen. Half of
    the queries are near a stored quote, half lie between two (`benchmarks.scale_archive.queries`).
    """
    asked = list(queries(snapshot, _SEARCHES))
    found: dict[str, Any] = {"load": f"{os.getloadavg()[0]:.1f}"}
    right = exact(snapshot, asked[:_EXACT])
    for name, within in _NARROWED.items():
        spent, worked, near = [], [], []
        for row in asked:
            began, busy = time.perf_counter(), time.process_time()
            near.append(snapshot.nearest("use", len(row["vector"]), row["vector"], _NEAREST, within(row)))
            spent.append(time.perf_counter() - began)
            worked.append(time.process_time() - busy)
        # The first read the index from the disk.
        p50, p99 = np.quantile(np.array(spent[len(spent) // 10 :]) * 1e3, [0.5, 0.99])
        found |= {f"search-{name}-p50": float(p50), f"search-{name}-p99": float(p99)}
        found[f"search-{name}-processor"] = float(np.median(worked) * 1e3)
        for kind in ("near", "between"):
            pairs = [
                (set(each["text_id"]), there)
                for row, each, there in zip(asked, near, right[name], strict=False)
                if row["kind"] == kind
            ]
            hits = sum(len(ours & there) for ours, there in pairs)
            found[f"search-{name}-recall-{kind}"] = hits / max(sum(len(there) for _, there in pairs), 1)
    return found


def exact(snapshot: Snapshot, asked: Sequence[dict[str, Any]]) -> dict[str, list[set[str]]]:
    """Return the texts that are nearest to each of some queries, by what narrows them; all vectors are read once."""
    best: dict[str, list[list[tuple[float, str]]]] = {name: [[] for _ in asked] for name in _NARROWED}
    vectors = np.stack([row["vector"] for row in asked])
    for batch in range(1, snapshot.last + 1):
        rows = snapshot.table("vectors_use", where=f"batch = {batch}")
        if not rows.height:
            continue
        cosines = vectors @ rows["vector"].to_numpy().T
        names, days = rows["text_id"].to_list(), rows["day"].to_numpy()
        quoted = rows["quoted"].to_numpy()
        for place, row in enumerate(asked):
            about = np.abs(days - row["day"]) <= _DAYS
            words = pl.lit(row["speaker_words"]).list.set_difference(pl.col("speaker_words")).list.len() == 0
            speaks = rows.select(words).to_series().to_numpy()
            there = {
                "all": np.ones(len(names), np.bool_),
                "quotes": quoted,
                "days": about,
                "speaker": speaks,
                "both": about & speaks,
            }
            for name, those in there.items():
                at = np.flatnonzero(those)
                at = at[np.argsort(-cosines[place, at])[:_NEAREST]]
                own = best[name][place] + [(float(cosines[place, each]), names[each]) for each in at]
                best[name][place] = sorted(own, reverse=True)[:_NEAREST]
    return {name: [{text for _, text in own} for own in each] for name, each in best.items()}


def added(folder: Path, new: int) -> dict[str, Any]:
    """Return what a batch of some new articles costs on the large archive, and how much more than on an empty one."""
    empty, full = folder / "empty", folder / "full"
    # What a run that was stopped has added is no measure: both begin anew.
    shutil.rmtree(empty / "archive", ignore_errors=True)
    shutil.rmtree(full, ignore_errors=True)
    full.mkdir()
    (full / "copy").symlink_to((empty / "copy").resolve())
    beside(folder / "large", full / "archive")
    runs = [run(where, "first") for where in (empty, full)]
    for each in runs:
        if each.end["articles"] != new:
            raise click.ClickException(f"{folder}: {each.end['articles']} of {new} new articles were taken in.")
    return {
        "load": f"{os.getloadavg()[0]:.1f}",
        "new articles": new,
        "stages on an empty archive": runs[0].end["seconds"],
        "stages on the full one": runs[1].end["seconds"],
        "added-empty": runs[0].processor,
        "added-full": runs[1].processor,
        "added-ratio": runs[1].processor / runs[0].processor,
        "added-ratio-clock": runs[1].seconds / runs[0].seconds,
        "added-peak": runs[1].peak,
    }


def beside(archive: Path, other: Path) -> None:
    """Copy an archive without its data: LanceDB writes no file a second time, so the two may share them."""

    def linked(source: str, target: str) -> None:
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    shutil.copytree(archive, other, copy_function=linked, ignore=shutil.ignore_patterns(".lock"))


def ran(folder: Path, articles: int) -> dict[str, Any]:
    """Return the memory and the speed of a run from nothing; one that was stopped goes on."""
    folder.mkdir(exist_ok=True)
    if not (folder / "made").exists():
        write(folder, articles)
        (folder / "made").touch()
    done = run(folder, "first")
    there = Archive(folder / "archive").snapshot().table("articles", columns=["article_id"]).height
    if there != articles:
        raise click.ClickException(f"{folder}: {there} of {articles} articles are there.")
    log = [json.loads(line) for line in (folder / "first.jsonl").read_text().splitlines()]
    slices = [row for row in log if row["event"] == "slice"]
    return {
        "load": f"{os.getloadavg()[0]:.1f}",
        "run-peak": done.peak,
        "run-speed": done.end["articles"] / done.seconds,
        "memory of the batch's own process, MB": [row["memory"] for row in slices],
    }


if __name__ == "__main__":
    main()
