"""Measures alignment: sentence beads, word links and statements, each against its answers, with the metric beside it.

`python -m benchmarks.alignment --data FOLDER`, where FOLDER holds `sentence_alignment/textberg-dev.*` and
`word_alignment/*`. Statements are measured on our own set, benchmarks/data/statements.json.
"""

import ast
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

if not __package__:  # run as a file: the folder of this file must not pass for the package `seeds`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import embeddings
from align.beads import beads, sentences
from align.links import aligned
from benchmarks.figures import Figures, note
from benchmarks.statements import our_statements

ROOT: Final = Path(__file__).resolve().parents[1]
FLOORS: Final = ROOT / "benchmarks" / "floors.toml"
LONG: Final = 5_000
# Pairs whose linking is timed beside a peer, and how often.
SAMPLE: Final = 96
ROUNDS: Final = 5

Links = set[tuple[int, int]]
Answer = tuple[list[str], list[str], Links, Links]
Bead = tuple[tuple[int, ...], tuple[int, ...]]


# ---------------------------------------------------------------- sentences


def strict_f1(found: Iterable[Bead], gold: Iterable[Bead]) -> float:
    """Return F1 of beads that are exactly right; those with an empty side count on neither side (Vecalign's scorer)."""
    ours, answers = ({bead for bead in side if bead[0] and bead[1]} for side in (found, gold))
    right = len(ours & answers)
    return 2 * right / (len(ours) + len(answers)) if right else 0.0


def sentence_beads(data: Path, figures: Figures) -> None:
    """Strict F1 on Text+Berg's development part, and the time of two versions of 5,000 sentences, vectors given."""
    stem = data / "sentence_alignment" / "textberg-dev"
    source, target = ((stem.with_suffix(f".{side}")).read_text(encoding="utf-8").splitlines() for side in ("de", "fr"))
    gold = []
    for line in stem.with_suffix(".gold").read_text(encoding="utf-8").splitlines():
        first, second = line.split(":")[:2]
        gold.append((tuple(ast.literal_eval(first)), tuple(ast.literal_eval(second))))
    print("Text+Berg dev, strict F1 of beads")
    for name in ("use", "duo"):
        found = sentences(source, target, embeddings.load(name))
        note(figures, f"beads-{name}", strict_f1(((tuple(b.source), tuple(b.target)) for b in found), gold))
    start = time.perf_counter()
    runs, lengths = _invented(LONG)
    beads(runs, runs, lengths, lengths)
    note(figures, "beads-5000-seconds", time.perf_counter() - start, "s, vectors given")


def _invented(count: int) -> tuple[list[Any], Any]:
    """Return vectors of every run of an invented version, and its lengths."""
    random = np.random.default_rng(0)
    one = random.standard_normal((count, 512)).astype(np.float32)
    runs = []
    for size in range(1, 6):
        total = sum(one[start : count - size + 1 + start] for start in range(size))
        runs.append(total / np.linalg.norm(total, axis=1, keepdims=True))
    return runs, random.integers(40, 200, count).astype(float)


# ---------------------------------------------------------------- words


def word_links(data: Path, figures: Figures) -> None:
    """AER (percent, less is better) on five language pairs, F1 on English paraphrases, and pairs a minute."""
    print("word links: AER in percent; MTRef: F1")
    folder = data / "word_alignment"
    sets: dict[str, Iterator[Answer]] = {
        **{f"aer-en-{code}": _xlwa(folder / f"xlwa-dev.en-{code}.tsv") for code in ("es", "it", "pt", "ru")},
        "aer-ro-en": _pharaoh(folder / "roen"),
        "aer-ja-en": _pharaoh(folder / "jaen"),
        "mtref": _mtref(folder / "mtref-dev.en-en.tsv"),
    }
    count, seconds = 0, 0.0
    for name, answers in sets.items():
        rows = list(answers)
        start = time.perf_counter()
        found = [each.links for each in aligned([(source, target) for source, target, _, _ in rows])]
        seconds, count = seconds + time.perf_counter() - start, count + len(rows)
        error, f1 = scored(found, rows)
        note(figures, name, f1 if name == "mtref" else 100 * error)
    mean = sum(figures[f"aer-en-{code}"] for code in ("es", "it", "pt", "ru")) / 4
    note(figures, "aer-en-mean", mean, "mean of es, it, pt, ru")
    note(figures, "pairs-a-minute", 60 * count / seconds)
    sample = list(_xlwa(folder / "xlwa-dev.en-es.tsv"))[:SAMPLE]
    ratio = speed_ratio([(source, target) for source, target, _, _ in sample])
    note(
        figures,
        "words-speed-ratio",
        ratio,
        "the time sentence-transformers encodes the same texts in, over that of linking",
    )


def speed_ratio(pairs: Sequence[tuple[list[str], list[str]]]) -> float:
    """Return the time that sentence-transformers takes to encode the texts of pairs over that of linking their words.

    Seconds of the processor, in one run: each the least of a few rounds in turn.
    """
    encoder = embeddings.token_encoder()
    plain = super(type(encoder), encoder).encode
    texts = [" ".join(side) for pair in pairs for side in pair]
    rounds = [(_spent(lambda: plain(texts, batch_size=32)), _spent(lambda: aligned(pairs))) for _ in range(ROUNDS)]
    encoding, linking = (min(each) for each in zip(*rounds, strict=True))
    return encoding / linking


def _spent(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def scored(found: Sequence[Links], answers: Sequence[Answer]) -> tuple[float, float]:
    """Return (alignment error rate, F1) over all pairs. Source: Och and Ney (2003)."""
    ours = sure = ours_sure = ours_possible = 0
    for links, (_, _, certain, possible) in zip(found, answers, strict=True):
        ours, sure = ours + len(links), sure + len(certain)
        ours_sure += len(links & certain)
        ours_possible += len(links & (certain | possible))
    precision, recall = ours_possible / max(ours, 1), ours_sure / max(sure, 1)
    return 1 - (ours_sure + ours_possible) / max(ours + sure, 1), 2 * precision * recall / max(precision + recall, 1e-9)


def _xlwa(path: Path) -> Iterator[Answer]:
    for line in path.read_text(encoding="utf-8").splitlines():
        source, target, links = line.split("\t")[:3]
        yield source.split(), target.split(), _pairs(links), set()


def _mtref(path: Path) -> Iterator[Answer]:
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        possible = _pairs(columns[8]) if len(columns) > 8 else set()
        yield columns[1].split(), columns[3].split(), _pairs(columns[7]), possible


def _pharaoh(stem: Path) -> Iterator[Answer]:
    texts = stem.with_suffix(".src-tgt").read_text(encoding="utf-8").splitlines()
    for text, gold in zip(texts, stem.with_suffix(".gold").read_text(encoding="utf-8").splitlines(), strict=True):
        source, target = text.split(" ||| ")
        certain = {pair for link in gold.split() if "p" not in link for pair in _pairs(link)}
        possible = {pair for link in gold.split() if "p" in link for pair in _pairs(link.replace("p", "-"))}
        yield source.split(), target.split(), _from_one(certain), _from_one(possible)


def _pairs(links: str) -> Links:
    return {(int(first), int(second)) for first, second in (link.split("-") for link in links.split())}


def _from_one(links: Links) -> Links:
    return {(first - 1, second - 1) for first, second in links}


# ---------------------------------------------------------------- the whole


def missed(figures: Figures) -> list[str]:
    """Return a line for each floor or ceiling of floors.toml that a figure misses."""
    part = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("alignment", {})
    below = [
        f"{name}: {figures[name]} is under the floor of {floor}"
        for name, floor in part.get("floors", {}).items()
        if name in figures and figures[name] < floor
    ]
    above = [
        f"{name}: {figures[name]} is over the ceiling of {ceiling}"
        for name, ceiling in part.get("ceilings", {}).items()
        if name in figures and figures[name] > ceiling
    ]
    return below + above


@click.command(epilog="Example: python -m benchmarks.alignment --data folder-of-development-data")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True, help="The development data.")
def main(data: Path) -> None:
    """Measure alignment, and exit 1 if a figure misses its floor."""
    figures: Figures = {}
    parts: list[tuple[str, Callable[[Path, Figures], None]]] = [
        ("sentence_alignment", sentence_beads),
        ("word_alignment", word_links),
    ]
    for folder, measure in parts:
        if (data / folder).is_dir():
            measure(data, figures)
        else:
            print(f"missing: {data / folder}; its figures are left out")
    our_statements(figures)
    lines = missed(figures)
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
