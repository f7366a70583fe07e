"""How fast pairs are compared, in seconds of the processor, beside encoding their texts with sentence-transformers.

`python -m benchmarks.drift_speed --data FOLDER`, where FOLDER holds `drift/demetr-dev.jsonl`. With --clock, pairs a
minute by the clock too, which means something on an idle machine alone.
"""

import json
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

if not __package__:  # run as a file: the folder of this file must not pass for the package `seeds`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from align.comparing import Texts, comparisons
from benchmarks.drift import DEMETR, FLOORS, LANGUAGES

# As many pairs at once as `align compare --pairs` takes.
_BATCH: Final = 256
_WARM: Final = 64


def pairs(path: Path, count: int, *, across: bool) -> list[Texts]:
    """Return `count` drifted pairs of DEMETR, spread over its file, against their reference or their source."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["severity"] != "base"]
    return [
        Texts(
            row["source" if across else "reference"],
            row["drifted"],
            original_language=LANGUAGES[row["language"]] if across else "en",
            rendering_language="en",
        )
        for row in rows[:: max(1, len(rows) // count)][:count]
    ]


def compare_all(texts: Sequence[Texts], *, with_model: bool) -> None:
    """Compare pairs in the batches of the command, by the checks alone or with the drift model."""
    for start in range(0, len(texts), _BATCH):
        comparisons(texts[start : start + _BATCH], with_model=with_model)


def taken_in_turns(texts: Sequence[Texts], encode: Callable[[list[str]], object]) -> tuple[float, float]:
    """Return the seconds of the processor that encoding the texts of pairs takes, and comparing the pairs.

    They take turns batch by batch, as a machine's speed changes within seconds.
    """
    encoding = comparing = 0.0
    for start in range(0, len(texts), _BATCH):
        some = texts[start : start + _BATCH]
        unique = list(dict.fromkeys(side for pair in some for side in (pair.original, pair.rendering)))
        encoding += spent(lambda unique=unique: encode(unique))[0]
        comparing += spent(lambda some=some: compare_all(some, with_model=False))[0]
    return encoding, comparing


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that some work takes, of the processor and by the clock."""
    began, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - began, time.perf_counter() - clock


@click.command(epilog="Example: python -m benchmarks.drift_speed --data folder-of-development-data")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True, help="The development data.")
@click.option("--count", default=500, show_default=True, help="Pairs of each kind.")
@click.option("--clock", is_flag=True, help="Print pairs a minute by the clock, for an idle machine.")
def main(data: Path, count: int, clock: bool) -> None:
    """Measure the speed of comparing, and exit 1 if its ratio to plain encoding misses its floor."""
    path = data / DEMETR
    if not path.is_file():
        raise click.UsageError(f"{path}: no such file. It holds the pairs.")
    import embeddings

    plain = super(type(embeddings.token_encoder()), embeddings.token_encoder()).encode
    failed = False
    for across in (False, True):
        name = "across" if across else "same"
        texts = pairs(path, count, across=across)
        compare_all(texts[:_WARM], with_model=True)
        encoding, comparing = taken_in_turns(texts, lambda unique: plain(unique, batch_size=32))
        _, seconds = spent(lambda texts=texts: compare_all(texts, with_model=False))
        with_model, seconds_with_model = spent(lambda texts=texts: compare_all(texts, with_model=True))
        ratio = encoding / comparing
        print(
            f"{name}: {len(texts)} pairs, {comparing / len(texts) * 1e3:.2f} ms of the processor each; "
            f"sentence-transformers encodes their texts in {ratio:.2f} times that"
        )
        print(f"{name}: with the drift model {with_model / len(texts) * 1e3:.2f} ms of the processor each")
        if clock:
            print(f"{name}: {len(texts) / seconds * 60:,.0f} pairs a minute by the clock, by the checks alone")
            print(f"{name}: {len(texts) / seconds_with_model * 60:,.0f} with the drift model")
        floor = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("drift-speed", {}).get(name, 0.0)
        if ratio < floor:
            print(f"FAIL  {name} {ratio:.2f}, floor {floor}")
            failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
