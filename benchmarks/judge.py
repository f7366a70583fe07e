"""Measures faithfulness, by the checks and the drift model together, against the bars that docs/judge.md states.

`python -m benchmarks.judge --data FOLDER`, where FOLDER holds `drift/`. Nothing of DEMETR's `dev` split, nor of any
other set here, has been learnt from; `--no-model` gives the checks alone.
"""

import json
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

if not __package__:  # run as a file: the folder of this file must not pass for the package `seeds`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from align.comparing import Comparison, Texts, comparisons
from benchmarks.drift import DEMETR, FAITHFUL, FLOORS, LANGUAGES, NAMED, auroc
from benchmarks.figures import Figures, note

Row = dict[str, Any]
Compare = Callable[[Sequence[Texts]], list[Comparison]]

# DEMETR's other critical categories, by their part of its identifiers.
CRITICAL: Final = {
    **{name: part for name, part in NAMED.items() if name not in ("question", "tense")},
    "shuffled": "id20_",
    "modifier-removed": "id21_",
    "verb-removed": "id22_",
    "noun-removed": "id23_",
    "subject-removed": "id24_",
    "other-language": "id4_",
}
CATASTROPHIC: Final = ("cs", "de", "ja", "zh")
CHANCE: Final = 5


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines, none where it is missing, which is said."""
    if not path.is_file():
        print(f"missing: {path}; its figures are left out")
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sample(rows: list[Row], count: int) -> list[Row]:
    """Return some rows drawn with a seed, all where `count` is 0 or they are fewer."""
    if not count or len(rows) <= count:
        return rows
    chosen = np.random.default_rng(CHANCE).choice(len(rows), count, replace=False)
    return [rows[place] for place in sorted(chosen)]


def doubts(compare: Compare, pairs: Sequence[Texts]) -> list[float]:
    """Return 1 - faithfulness of each pair."""
    return [1 - each.faithfulness for each in compare(pairs)]


def demetr(rows: Sequence[Row], compare: Compare, figures: Figures, *, across: bool) -> None:
    """Print and keep the AUROC of critical drifts, of each category, and across of each language."""
    way = "across" if across else "same"

    def texts(row: Row, rendering: str) -> Texts:
        code = LANGUAGES[row["language"]] if across else "en"
        return Texts(
            row["source" if across else "reference"],
            row[rendering],
            original_language=code,
            rendering_language="en",
        )

    sentences = {row["source"]: row for row in rows}
    calm = dict(zip(sentences, doubts(compare, [texts(row, "faithful") for row in sentences.values()]), strict=True))
    high = doubts(compare, [texts(row, "drifted") for row in rows])
    found = list(zip(rows, high, strict=True))
    critical = [value for row, value in found if row["severity"] == "critical"]
    whole = f"of {len(critical)} drifted and {len(calm)} faithful"
    note(figures, f"{way}-critical", auroc(list(calm.values()), critical), whole)
    for name, part in CRITICAL.items():
        values = [value for row, value in found if part in row["category"]]
        if values:
            note(figures, f"{way}-{name}", auroc(list(calm.values()), values), f"of {len(values)}")
    for severity in ("major", "minor"):
        values = [value for row, value in found if row["severity"] == severity]
        note(figures, f"{way}-{severity}", auroc(list(calm.values()), values), f"of {len(values)}")
    if not across:
        return
    for name, code in LANGUAGES.items():
        low = [value for source, value in calm.items() if sentences[source]["language"] == name]
        values = [value for row, value in found if row["language"] == name and row["severity"] == "critical"]
        if low and values:
            note(figures, f"across-{code}", auroc(low, values), f"of {len(values)} drifted and {len(low)} faithful")


def turned(rows: Sequence[Row], compare: Compare, figures: Figures) -> None:
    """Print and keep what becomes of pairs turned round: a fluent text against its own drift, and against itself."""
    critical = [row for row in rows if row["severity"] == "critical"]
    codes = {"original_language": "en", "rendering_language": "en"}
    same = compare([Texts(row["drifted"], row["drifted"], **codes) for row in critical])
    other = doubts(compare, [Texts(row["drifted"], row["faithful"], **codes) for row in critical])
    note(figures, "turned", auroc([1 - each.faithfulness for each in same], other), f"of {len(critical)}")
    verbatim = np.mean([each.verdict == "verbatim" for each in same])
    note(figures, "drifted-verbatim", float(verbatim), f"of {len(critical)}")


def others(data: Path, compare: Compare, figures: Figures, count: int) -> None:
    """Print and keep the figures of ContraTICO, translations that people judged, PAWS-X, and Korean headlines."""
    rows = sample(rows_of(data / "drift" / "contratico-dev.en-es.jsonl"), count)
    for key, code in (("source", "en"), ("faithful", "es")):
        values = doubts(compare, [Texts(row[key], row["drifted"], "direct", "direct", code, "es") for row in rows])
        _answered(figures, f"contratico-{key}", values, [row["critical"] for row in rows])
    for code in CATASTROPHIC:
        rows = sample(rows_of(data / "drift" / f"catastrophic-dev.en-{code}.jsonl"), count)
        pairs = [Texts(row["source"], row["translation"], "direct", "direct", "en", code) for row in rows]
        values, answers = doubts(compare, pairs), [row["error"] for row in rows]
        _answered(figures, f"catastrophic-{code}", values, answers)
        if len(set(answers)) == 2:
            note(figures, f"catastrophic-{code}-mcc", _mcc(values, answers), "at the best bar")
    rows = sample(rows_of(data / "drift" / "pawsx-dev.en.jsonl"), count)
    values = doubts(compare, [Texts(row["first"], row["second"], "direct", "direct", "en", "en") for row in rows])
    _answered(figures, "pawsx-en", values, [not row["paraphrase"] for row in rows])
    rows = sample(rows_of(data / "drift" / "contextomized-dev.ko.jsonl"), count)
    values = [
        min(doubts(compare, [Texts(body, row["headline_quote"], "direct", "direct", "ko", "ko") for body in bodies]))
        for row in rows
        if (bodies := row["body_quotes"])
    ]
    _answered(figures, "headlines-ko", values, [row["contextomized"] for row in rows if row["body_quotes"]])


def _answered(figures: Figures, name: str, values: Sequence[float], answers: Sequence[bool]) -> None:
    low = [value for value, answer in zip(values, answers, strict=True) if not answer]
    high = [value for value, answer in zip(values, answers, strict=True) if answer]
    if low and high:
        note(figures, name, auroc(low, high), f"of {len(high)} and {len(low)}")


def _mcc(values: Sequence[float], answers: Sequence[bool]) -> float:
    """Return the greatest Matthews correlation that a bar on the values gives (Matthews 1975)."""
    truth = np.array(answers)
    found = [np.asarray(values) >= bar for bar in np.unique(values)]
    return max(float(np.corrcoef(each, truth)[0, 1]) for each in found if 0 < each.sum() < len(truth))


def alarms(compare: Compare, figures: Figures) -> None:
    """Print and keep how many of our own faithful pairs are called altered."""
    keys = ("original", "rendering", "original_kind", "rendering_kind", "original_language", "rendering_language")
    rows = rows_of(FAITHFUL)
    found = compare([Texts(**{key: row[key] for key in keys}) for row in rows])
    note(figures, "faithful-altered", sum(each.verdict == "altered" for each in found) / len(rows), f"of {len(rows)}")


@click.command(epilog="Example: python -m benchmarks.judge --data folder-of-development-data")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True, help="The development data.")
@click.option("--each", default=25, show_default=True, help="Pairs of a category of DEMETR, the first; 0 takes all.")
@click.option("--count", default=400, show_default=True, help="Pairs of each other set; 0 takes all.")
@click.option("--no-model", "with_model", is_flag=True, flag_value=False, default=True, help="The checks alone.")
def main(data: Path, each: int, count: int, with_model: bool) -> None:
    """Measure faithfulness, and exit 1 if a figure misses its floor."""

    def compare(pairs: Sequence[Texts]) -> list[Comparison]:
        slices = range(0, len(pairs), 256)
        return [one for first in slices for one in comparisons(pairs[first : first + 256], with_model=with_model)]

    figures: Figures = {}
    alarms(compare, figures)
    taken: dict[str, list[Row]] = {}
    for row in rows_of(data / DEMETR):
        if row["split"] == "dev" and row["severity"] != "base":
            taken.setdefault(row["category"], []).append(row)
    rows = [row for group in taken.values() for row in group[: each or len(group)]]
    if rows:
        for across in (False, True):
            demetr(rows, compare, figures, across=across)
        turned(rows, compare, figures)
    others(data, compare, figures, count)
    lines = missed(figures) if with_model else []
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


def missed(figures: Figures) -> list[str]:
    """Return a line for each floor of floors.toml that a figure misses."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("judge", {})
    return [f"{name} {figures[name]}, floor {at}" for name, at in floors.items() if figures.get(name, 1) < at]


if __name__ == "__main__":
    main()
