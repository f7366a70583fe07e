"""Writes wire copy: `python -m benchmarks.wirecopy FOLDER --count 1000`."""

from pathlib import Path

import click

from benchmarks.wirecopy.printing import write


@click.command(epilog="Example: python -m benchmarks.wirecopy made --count 1000")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--count", default=1_000, show_default=True, type=click.IntRange(1), help="How many articles.")
@click.option("--seed", default=1, show_default=True, help="Another seed gives other copy.")
def main(folder: Path, count: int, seed: int) -> None:
    """Write articles that quote known statements with known drifts below FOLDER/copy, and the answers beside them."""
    write(folder, count, seed)


if __name__ == "__main__":
    main()
