"""Facts of which versions of a story differ: how many a report tells, and how many that agree it tells as differing.

`python -m benchmarks.accounts`. What counts is the report's table of facts, of statements and outside of them. The
stories, all our own, stand in benchmarks/data/accounts-*.toml.
"""

import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

import align
import embeddings
import reports
from benchmarks.figures import Figures, missed, note
from reports.facts import facts

_DATA: Final = Path(__file__).with_name("data")
PARTS: Final = ("tuned", "held")
# Figures that a version writes in words.
_FIGURES: Final = {"twelve": "12", "thirty-three": "33", "trinta e três": "33"}


def stories(part: str) -> list[dict[str, Any]]:
    """Return the stories of a part: each with name, versions (texts) and differ (pairs of words as printed)."""
    found: list[dict[str, Any]] = tomllib.loads((_DATA / f"accounts-{part}.toml").read_text(encoding="utf-8"))["story"]
    return found


def told(versions: list[str], encoder: Any) -> list[frozenset[str]]:  # noqa: ANN401  # any encoder
    """Return the words of each fact that versions of a story tell differently."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate(versions):
            Path(folder, f"{number}.txt").write_text(text, encoding="utf-8")
        story = align.story([folder], encoder=encoder, embed_all=True, with_model=False)
    shown = facts(reports.report(story))
    return [frozenset((fact.original.words, other.words)) for fact in shown for other in fact.others]


def outcome(found: list[frozenset[str]], differ: list[list[str]]) -> tuple[list[list[str]], list[frozenset[str]]]:
    """Return the differences that were found, and what was told that is none.

    A difference is found where the words told are those of its two sides, or a part of them: "27" of "October 27".
    """
    hits = [pair for pair in differ if any(_is_told(pair, words) for words in found)]
    return hits, [words for words in found if not any(_is_told(pair, words) for pair in differ)]


def _is_told(pair: list[str], words: frozenset[str]) -> bool:
    sides = [_side(pair, each) for each in words]
    return len(words) == len(pair) and set(sides) == {0, 1}


def _side(pair: list[str], words: str) -> int | None:
    """Return on which side of a pair some words stand, None if on neither."""
    said, *sides = (_in_figures(each) for each in (words, *pair))
    return next((at for at, side in enumerate(sides) if said in side or side in said), None)


def _in_figures(words: str) -> str:
    found = words.replace(",", ".")
    for spelled, figure in _FIGURES.items():
        found = re.sub(spelled, figure, found, flags=re.IGNORECASE)
    return found


def measured(part: str, encoder: Any) -> Iterator[tuple[str, int, int, int]]:  # noqa: ANN401  # any encoder
    """Yield (story, differences, those found, false alarms), and print what was missed and what was false."""
    for story in stories(part):
        differ = [pair for at, pair in enumerate(story["differ"]) if pair[::-1] not in story["differ"][:at]]
        hits, false = outcome(told(story["versions"], encoder), differ)
        lost = [pair for pair in differ if pair not in hits]
        print(
            f"  {story['name']:<14} found {len(hits)} of {len(differ)}; missed {lost}; false {list(map(sorted, false))}"
        )
        yield story["name"], len(differ), len(hits), len(false)


@click.command(epilog="Example: python -m benchmarks.accounts")
@click.option("--part", type=click.Choice(PARTS), multiple=True, default=PARTS, help="Which stories.")
@click.option("--model", default="use", show_default=True, help="Encoder.")
@click.option("--data", help="Not needed: the stories are ours.")
def main(part: tuple[str, ...], model: str, data: str | None) -> None:  # noqa: ARG001  # as every one
    """Count the facts that are told rightly and wrongly."""
    figures: Figures = {}
    encoder = embeddings.load(model)
    for name in part:
        rows = list(measured(name, encoder))
        wanted, hits, false = (sum(row[at] for row in rows) for at in (1, 2, 3))
        note(figures, f"accounts-{name}-found", hits / wanted, f"of {wanted} facts that differ")
        note(figures, f"accounts-{name}-false", false, f"told of {len(rows)} stories that do not")
    lines = missed("accounts", figures)
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    main()
