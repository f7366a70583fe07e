"""Measures an archive of a million quotes, and a run of 100,000 articles: `python -m benchmarks.scale --folder F`.

Everything is kept in the folder: what was stopped goes on where it was, and what was measured is not measured again.
Several hours, most of them for the run; `--articles 0` leaves it out.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

from align.archive import Archive, Snapshot
from align.archive.vectors import EVERYWHERE, Within
from benchmarks.batch import run
from benchmarks.figures import Figures, missed, note
from benchmarks.scale_archive import make, queries
from benchmarks.wirecopy.printing import write

_SEARCHES: Final = 300
# Of these the exact answer is looked for too: a second each.
_EXACT: Final = 40
_NEAREST: Final = 10
# Days before and after, as a batch looks.
_DAYS: Final = 60


@click.command(epilog="Example: python -m benchmarks.scale --folder runs/scale --articles 5000")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where to work.")
@click.option("--quotes", default=1_000_000, show_default=True, help="Of the archive that is searched and added to.")
@click.option("--articles", default=100_000, show_default=True, help="Of the run from nothing; 0 for none.")
@click.option("--new", default=1_000, show_default=True, help="Articles that are added to it.")
def main(folder: Path, quotes: int, articles: int, new: int) -> None:
    """Make the archive, search it, add to it, run from nothing; hold the figures against the floors."""
    folder.mkdir(parents=True, exist_ok=True)
    figures: Figures = {}
    large = make(folder, quotes)
    print(f"  load {os.getloadavg()[0]:.1f}")
    _kept(folder / "search.json", lambda: searched(large.snapshot()), figures)
    _kept(folder / "cost.json", lambda: added(folder, new), figures)
    if articles:
        _kept(folder / f"run-{articles}.json", lambda: ran(folder / f"run-{articles}", articles), figures)
    lines = missed("scale", figures)
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


def _kept(file: Path, measure: Callable[[], dict[str, Any]], figures: Figures) -> None:
    """Note figures that were measured before, or measure and keep them."""
    if not file.exists():
        file.write_text(json.dumps(measure(), indent=1))
    for name, value in json.loads(file.read_text()).items():
        if isinstance(value, float):
            note(figures, name, value)
        else:
            print(f"  {name}: {value}")


def searched(snapshot: Snapshot) -> dict[str, Any]:
    """Return the time of a search, and how many of the exact nearest it finds: of all, and narrowed."""
    asked = list(queries(snapshot, _SEARCHES))
    narrowed: dict[str, Callable[[dict[str, Any]], Within]] = {
        "all": lambda _: EVERYWHERE,
        "quotes": lambda _: Within(quoted=True),
        "days": lambda row: Within(days=(row["day"] - _DAYS, row["day"] + _DAYS)),
        "speaker": lambda row: Within(speaker=" ".join(row["speaker_words"])),
        "both": lambda row: Within(
            days=(row["day"] - _DAYS, row["day"] + _DAYS), speaker=" ".join(row["speaker_words"])
        ),
    }
    found: dict[str, Any] = {"load": f"{os.getloadavg()[0]:.1f}"}
    for name, within in narrowed.items():
        spent, hits, all_there = [], 0, 0
        for number, row in enumerate(asked):
            size = len(row["vector"])
            began = time.perf_counter()
            near = snapshot.nearest("use", size, row["vector"], _NEAREST, within(row))
            spent.append(time.perf_counter() - began)
            if number < _EXACT:
                exact = snapshot.nearest("use", size, row["vector"], _NEAREST, within(row), exact=True)
                hits += len(set(near["text_id"]) & set(exact["text_id"]))
                all_there += exact.height
        # The first read the index from the disk.
        p50, p99 = np.quantile(np.array(spent[len(spent) // 10 :]) * 1e3, [0.5, 0.99])
        found |= {f"search-{name}-p50": float(p50), f"search-{name}-p99": float(p99)}
        found[f"search-{name}-recall"] = hits / max(all_there, 1)
    return found


def added(folder: Path, new: int) -> dict[str, Any]:
    """Return what a batch of some new articles costs on the large archive, and how much more than on an empty one."""
    empty, full = folder / "empty", folder / "full"
    if not (empty / "made").exists():
        write(empty, new)
        (empty / "made").touch()
    full.mkdir(exist_ok=True)
    for link, place in (("copy", empty / "copy"), ("archive", folder / "large")):
        if not (full / link).exists():
            (full / link).symlink_to(place.resolve())
    runs = [run(where, "first") for where in (empty, full)]
    for each in runs:
        if each.end["articles"] != new:
            raise click.ClickException(f"{folder}: a part of the new copy was there before; remove empty/ and full/.")
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
