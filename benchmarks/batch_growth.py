"""Tells how a batch run's time an article grew: `python -m benchmarks.batch_growth runs/5000/first.jsonl`.

A row of Markdown for each thousand articles, and with --picture an SVG of each slice.
"""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import click
import polars as pl

_STEP: Final = 1_000


@click.command(epilog="Example: python -m benchmarks.batch_growth runs/5000/first.jsonl --picture growth.svg")
@click.argument("log", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the SVG.")
def main(log: Path, picture: Path | None) -> None:
    """Print LOG, which `benchmarks.batch` left of an undisturbed run, as a table."""
    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    slices = [row for row in rows if row["event"] == "slice"]
    print("| articles in the archive | ms of the processor an article | ms by the clock |")
    print("| --- | --- | --- |")
    steps = [slices[0], *(row for row, after in pairwise(slices) if row["done"] // _STEP < after["done"] // _STEP)]
    for before, after in pairwise([*steps, *slices[-1:]]):
        told = _each(before, after)
        print(f"| {before['done']:,} to {after['done']:,} | {told['processor']:.0f} | {told['clock']:.0f} |")
    if picture is not None:
        picture.write_text(_drawn([_each(*pair) for pair in pairwise(slices)]), encoding="utf-8")


def _each(before: dict[str, Any], after: dict[str, Any]) -> dict[str, float]:
    """Return what an article took between two lines of a log, in ms, and how many there were at the end."""
    count = after["done"] - before["done"]
    return {
        "articles": after["done"],
        "processor": (after["processor"] - before["processor"]) / count * 1e3,
        "clock": (after["at"] - before["at"]) / count * 1e3,
    }


def _drawn(rows: list[dict[str, float]]) -> str:
    """Return an SVG: the processor's time an article against the articles that there are."""
    import altair as alt
    import vl_convert

    chart = (
        alt.Chart(pl.DataFrame(rows))
        .mark_line(point=True, color="#17507f")
        .encode(
            alt.X("articles:Q", title="articles in the archive"),
            alt.Y("processor:Q", title="ms of the processor an article", scale=alt.Scale(domainMin=0)),
        )
        .properties(width=480, height=200)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_json()))


if __name__ == "__main__":
    main()
