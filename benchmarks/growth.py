"""Simulates an archive that grows to a billion quotes, in one table and in shards: `python -m benchmarks.growth`.

Only arithmetic: the rates are what `benchmarks.scale` measured of a million quotes, and everything is taken to grow
in proportion. docs/scale.md has the table and the picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import polars as pl

# Measured of the generator's copy: bytes of a quote's rows in all tables but that of vectors; texts a quote that have a
# vector, sentences counted; bytes of a vector with what stands beside it, and of its part in the indexes.
ROWS: Final = 2_270
TEXTS: Final = 2.43
VECTOR: Final = 2_090
INDEX: Final = 110
# Of a million vectors, measured on a busy machine: seconds to extend the index, which rewrites it; ms of a search.
EXTENSION: Final = 20.0
SEARCH: Final = 10.4
# Of a search: what does not grow with the rows, ms.
_SEARCH_LEAST: Final = 4.0
# An index is extended when so many vectors lie outside (`align.archive.indexes`).
_OUTSIDE: Final = 20_000
_DAY: Final = 24 * 3_600
_YEAR: Final = 365
_WINDOW: Final = 120


@dataclass(frozen=True)
class Year:
    """An archive after some years.

    Attributes:
        year: from the beginning.
        quotes: in it.
        gigabytes: on disk, indexes too.
        shards: how many.
        extending_one: seconds a day of extending the index of one table.
        extending_shards: the same of the youngest shard.
        search_one: ms of a search in one table.
        search_window: ms of a search in the shards of 120 days, by as many processors as `by`.
        search_shards: the same in all shards.
        window: gigabytes of vectors, in half the width, that a batch holds: 60 days before and after, and a month more.
    """

    year: int
    quotes: int
    gigabytes: float
    shards: int
    extending_one: float
    extending_shards: float
    search_one: float
    search_window: float
    search_shards: float
    window: float


def years(a_day: int, count: int, by: int, days: int) -> Iterator[Year]:
    """Yield the archive after each of `count` years, if `a_day` quotes come each day and a shard has `days`."""
    shard = a_day * days
    for year in range(1, count + 1):
        quotes = a_day * _YEAR * year
        shards = -(-quotes // shard)
        times = TEXTS * a_day / _OUTSIDE
        yield Year(
            year,
            quotes,
            quotes * (ROWS + TEXTS * (VECTOR + INDEX)) / 1e9,
            shards,
            times * _extended(TEXTS * quotes),
            times * _extended(TEXTS * shard / 2),
            _searched(TEXTS * quotes),
            -(-(_WINDOW // days + 2) // by) * _searched(TEXTS * shard),
            -(-shards // by) * _searched(TEXTS * shard),
            TEXTS * a_day * 181 * 1_024 / 1e9,
        )


def _extended(rows: float) -> float:
    return EXTENSION * rows / 1e6


def _searched(rows: float) -> float:
    return _SEARCH_LEAST + (SEARCH - _SEARCH_LEAST) * rows / 1e6


@click.command(epilog="Example: python -m benchmarks.growth --picture docs/pictures/billion.svg")
@click.option("--a-day", default=274_000, show_default=True, help="Quotes a day: a billion in ten years.")
@click.option("--years", "count", default=10, show_default=True, help="How many.")
@click.option("--by", default=16, show_default=True, help="Processors that search shards at once.")
@click.option("--days", default=7, show_default=True, help="Days of a shard.")
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the SVG.")
def main(a_day: int, count: int, by: int, days: int, picture: Path | None) -> None:
    """Print the simulation, a row a year."""
    print(
        "| year | quotes, millions | GB | shards | extending one index, h a day | the youngest shard’s | "
        "search: one table, ms | 120 days | all shards |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    rows = list(years(a_day, count, by, days))
    for row in rows:
        print(
            f"| {row.year} | {row.quotes / 1e6:,.0f} | {row.gigabytes:,.0f} | {row.shards} | "
            f"{row.extending_one / 3_600:.1f} | {row.extending_shards / 3_600:.2f} | "
            f"{row.search_one:,.0f} | {row.search_window:,.0f} | {row.search_shards:,.0f} |"
        )
    print(f"\nA batch holds {rows[-1].window:,.0f} GB of vectors.")
    if picture is not None:
        picture.write_text(_drawn(rows), encoding="utf-8")


def _drawn(rows: list[Year]) -> str:
    """Return an SVG: hours a day that go into the index, of one table and of shards."""
    import altair as alt
    import vl_convert

    told = pl.DataFrame(
        {"quotes": row.quotes / 1e6, "hours": spent / 3_600, "how": how}
        for row in rows
        for how, spent in (("one table", row.extending_one), ("shards", row.extending_shards))
    )
    chart = (
        alt.Chart(told)
        .mark_line(point=True)
        .encode(
            alt.X("quotes:Q", title="quotes in the archive, millions"),
            alt.Y("hours:Q", title="hours a day of extending the index", scale=alt.Scale(type="log")),
            alt.Color("how:N", title=None),
        )
        .properties(width=480, height=220)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_json()))


if __name__ == "__main__":
    main()
