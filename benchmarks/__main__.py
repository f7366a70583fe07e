"""Runs every benchmark in turn: `python -m benchmarks --data FOLDER`. Each is also a module of its own."""

import subprocess
import sys
from pathlib import Path

import click

# Each in a process of its own: peak memory and loaded models of one are not another's.
PARTS = (
    "seeds",
    "embeddings",
    "alignment",
    "quotes",
    "drift",
    "judge",
    "drift_speed",
    "reading",
    "batch",
    "report_size",
    "accounts",
)


@click.command(epilog="Example: make bench DATA=folder-of-development-data")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True, help="The development data.")
def main(data: Path) -> None:
    """Run every benchmark; exit 1 if one misses a floor."""
    if not data.is_dir():
        raise click.UsageError(
            f"{data}: no such folder. It holds the development data; each benchmark says what it needs."
        )
    failed = []
    for part in PARTS:
        click.echo(f"== {part}")
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{part}", "--data", str(data)], check=False)
        if done.returncode:
            failed.append(part)
    if failed:
        click.echo(f"missed: {', '.join(failed)}", err=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
