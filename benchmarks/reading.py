"""How fast files of all formats are read, in seconds of the processor, beside trafilatura's reading of as many pages.

`python -m benchmarks.reading`; the files are our own (`wirefiles`). With --clock, files a minute by the clock too, that
mean something on an idle machine alone.
"""

import sys
import time
import tomllib
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import trafilatura

if not __package__:  # run as a file: the folder of this file must not pass for the package `seeds`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import seeds
from benchmarks.wirefiles import FORMATS, page

FLOORS: Final = Path(__file__).with_name("floors.toml")
_WARM: Final = len(FORMATS)


def write_files(folder: Path, count: int) -> list[Path]:
    """Write `count` files, one format after the other, no two of the same words; return their paths."""
    paths = []
    for number, (name, make) in enumerate(islice(cycle(FORMATS.items()), count)):
        path = folder / f"{number:05}-{name}"
        path.write_bytes(make(number * 10))
        paths.append(path)
    return paths


def spent_reading(paths: list[Path]) -> tuple[float, int]:
    """Return the seconds of the processor that reading files one by one takes, and how many articles they held."""
    began = time.process_time()
    articles = sum(seeds.read([path]).articles.height for path in paths)
    return time.process_time() - began, articles


def spent_by_trafilatura(count: int) -> float:
    """Return the seconds of the processor that trafilatura takes to read `count` pages."""
    pages = [page(number).decode() for number in range(count)]
    began = time.process_time()
    for each in pages:
        trafilatura.bare_extraction(each, with_metadata=True)
    return time.process_time() - began


@click.command(epilog="Example: python -m benchmarks.reading --count 200 --clock")
@click.option("--data", type=click.Path(path_type=Path), help="Not needed; every benchmark takes it.")
@click.option("--count", default=420, show_default=True, help="Files, of all formats.")
@click.option("--clock", is_flag=True, help="Print files a minute by the clock, for an idle machine.")
def main(data: Path | None, count: int, clock: bool) -> None:
    """Measure the speed of reading, and exit 1 if its ratio to trafilatura's misses its floor."""
    del data
    with TemporaryDirectory() as name:
        paths = write_files(Path(name), count + _WARM)
        spent_reading(paths[:_WARM])
        spent_by_trafilatura(1)
        reading, articles = spent_reading(paths[_WARM:])
        peer = spent_by_trafilatura(count)
        ratio = peer / reading
        print(
            f"{count:,} files with {articles:,} articles: {reading / count * 1e3:.1f} ms of the processor a file, "
            f"{reading / articles * 1e3:.1f} an article; trafilatura reads as many pages in {ratio:.2f} times that"
        )
        if clock:
            began = time.perf_counter()
            copy = seeds.read([name])
            seconds = time.perf_counter() - began
            print(f"{len(paths) / seconds * 60:,.0f} files a minute by the clock, {copy.articles.height:,} articles")
    floor = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("reading-speed", {}).get("ratio", 0.0)
    if ratio < floor:
        print(f"FAIL  ratio {ratio:.2f}, floor {floor}")
        sys.exit(1)


if __name__ == "__main__":
    main()
