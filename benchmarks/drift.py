"""Measures drift checks alone: how well they tell drifted from faithful renderings, by category, and which check fired.

`python -m benchmarks.drift --data FOLDER`, where FOLDER holds `drift/demetr-dev.jsonl`. False alarms are measured on
our own faithful pairs, benchmarks/data/faithful.jsonl.
"""

import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

import click
import numpy as np

if not __package__:  # run as a file: the folder of this file must not pass for the package `seeds`
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from align.comparing import Comparison, Texts, comparisons
from benchmarks.figures import Figures, note

ROOT: Final = Path(__file__).resolve().parents[1]
FLOORS: Final = ROOT / "benchmarks" / "floors.toml"
FAITHFUL: Final = ROOT / "benchmarks" / "data" / "faithful.jsonl"
DEMETR: Final = "drift/demetr-dev.jsonl"
LANGUAGES: Final = {
    "german": "de",
    "chinese_simple": "zh",
    "hindi": "hi",
    "spanish": "es",
    "french": "fr",
    "polish": "pl",
    "czech": "cs",
    "russian": "ru",
    "japanese": "ja",
    "italian": "it",
}
# Categories that a check names, by their part of DEMETR's identifiers.
NAMED: Final = {
    "negation": "id8_",
    "numbers": "id10_",
    "names-replaced": "id9_",
    "names-removed": "id25_",
    "question": "id19_",
    "gender": "id11_",
    "tense": "id17_",
    "antonym": "id7_",
    "addition": "id6_",
}
# Categories of DEMETR that change one thing for which there is a check, and the drifts that name it.
LOCATED: Final = {
    "id3_": ("generalisation", "specification", "wording"),
    "id5_": ("omission", "quotation", "number", "name"),
    "id6_": ("addition",),
    "id7_": ("opposition", "negation", "generalisation", "specification"),
    "id8_": ("negation",),
    "id9_": ("name",),
    "id10_": ("number",),
    "id11_": ("gender",),
    "id17_": ("tense", "modality"),
    "id19_": ("mood",),
    "id21_": ("omission", "intensity", "quotation", "number", "name"),
    "id22_": ("omission", "quotation", "modality"),
    "id23_": ("omission", "quotation", "name"),
    "id24_": ("omission", "quotation", "name"),
    "id25_": ("name", "omission", "quotation"),
}
ALARMS: Final = 0.10
_WORD: Final = re.compile(r"\w+|[^\w\s]")

Row = dict[str, Any]


def auroc(faithful: Sequence[float], drifted: Sequence[float]) -> float:
    """Return the chance that a drifted rendering has the greater score, ties counted half (Mann and Whitney 1947)."""
    low, high = np.sort(np.asarray(faithful)), np.asarray(drifted)
    below, upto = np.searchsorted(low, high, side="left"), np.searchsorted(low, high, side="right")
    return float((below + upto).mean() / (2 * len(low)))


def scores(rows: Sequence[Row], rendering: str, *, across: bool) -> list[Comparison]:
    """Return the comparison of each row's rendering, "faithful" or "drifted", with its source or its reference."""
    return comparisons(
        [
            Texts(
                row["source" if across else "reference"],
                row[rendering],
                original_language=LANGUAGES[row["language"]] if across else "en",
                rendering_language="en",
            )
            for row in rows
        ],
        with_model=False,
    )


def changed(faithful: str, drifted: str) -> tuple[int, int] | None:
    """Return the one run of words of `drifted` that `faithful` has otherwise, as offsets, None where there are more.

    Where words were left out the run is the gap, with the space round it.
    """
    ours, theirs = ([(found.group(), *found.span()) for found in _WORD.finditer(text)] for text in (faithful, drifted))
    matcher = SequenceMatcher(None, [word for word, *_ in ours], [word for word, *_ in theirs], autojunk=False)
    runs = [(first, last) for tag, _, _, first, last in matcher.get_opcodes() if tag != "equal"]
    if len(runs) != 1:
        return None
    first, last = runs[0]
    if first < last:
        return theirs[first][1], theirs[last - 1][2]
    return theirs[first - 1][2] if first else 0, theirs[first][1] if first < len(theirs) else len(drifted)


def spans(rows: Sequence[Row], found: Sequence[Comparison], figures: Figures, name: str) -> None:
    """Print and keep how often a drift shown overlaps the run of words that was changed, and names what it is."""
    groups = defaultdict(list)
    for row, comparison in zip(rows, found, strict=True):
        kinds = next((kinds for part, kinds in LOCATED.items() if part in row["category"]), ())
        run = changed(row["faithful"], row["drifted"])
        if not kinds or run is None:
            continue
        shown = [
            drift
            for drift in comparison.drift
            if drift.start <= run[1]
            and drift.end >= run[0]
            and drift.severity != "neutral"
            # what is said of the whole text points at nothing
            and drift.end - drift.start < len(row["drifted"])
        ]
        groups[row["category"]].append((bool(shown), any(drift.category in kinds for drift in shown)))
    print(f"drift shown where one run of words was changed, {name}: any, and of a category that names it")
    for category, hits in [*sorted(groups.items()), ("all", [hit for each in groups.values() for hit in each])]:
        any_kind, named = np.mean(hits, axis=0) if hits else (0.0, 0.0)
        print(f"  {category:<34} n {len(hits):>4}  any {any_kind:.2f}  named {named:.2f}")
        if category == "all":
            figures[f"{name}-spans"], figures[f"{name}-spans-named"] = round(any_kind, 4), round(named, 4)


def demetr(rows: Sequence[Row], figures: Figures, *, across: bool) -> None:
    """Print and keep the figures of every category of DEMETR, in one language or across."""
    name = "across" if across else "same"
    faithful, drifted = (scores(rows, rendering, across=across) for rendering in ("faithful", "drifted"))
    calm = [1 - each.faithfulness for each in faithful]
    bar = float(np.quantile(calm, 1 - ALARMS))
    verdicts = {(row["source"], row["faithful"]): each.verdict for row, each in zip(rows, faithful, strict=True)}
    altered = sum(verdict == "altered" for verdict in verdicts.values()) / len(verdicts)
    print(f"DEMETR, {name}: {len(rows)} pairs; of the {len(verdicts)} faithful {altered:.3f} called altered")
    figures[f"{name}-altered"] = round(altered, 4)
    groups = defaultdict(list)
    for row, before, after in zip(rows, faithful, drifted, strict=True):
        groups[row["category"]].append((before, after))
    for category, pairs in sorted(groups.items()):
        high = [1 - after.faithfulness for _, after in pairs]
        better = [np.sign(before.faithfulness - after.faithfulness) for before, after in pairs]
        fired = Counter(
            kind
            for _, after in pairs
            for kind in {d.category for d in after.drift if d.severity in ("major", "critical")}
        )
        value = auroc(calm, high)
        print(
            f"  {category:<34} n {len(pairs):>3}  AUROC {value:.3f}  pairwise {(np.mean(better) + 1) / 2:.3f}  "
            f"found at {ALARMS:.0%} alarms {np.mean(np.asarray(high) > bar):.2f}  fired {dict(fired.most_common(4))}"
        )
        for short, part in NAMED.items():
            if part in category:
                figures[f"{name}-{short}"] = round(value, 4)
    spans(rows, drifted, figures, name)


def false_alarms(figures: Figures) -> None:
    """Print and keep how many of our own faithful pairs are called altered."""
    keys = ("original", "rendering", "original_kind", "rendering_kind", "original_language", "rendering_language")
    rows = [json.loads(line) for line in FAITHFUL.read_text(encoding="utf-8").splitlines()]
    found = comparisons([Texts(**{key: row[key] for key in keys}) for row in rows], with_model=False)
    verdicts = Counter(each.verdict for each in found)
    print(f"our own faithful pairs: {dict(verdicts)}")
    note(figures, "faithful-altered", verdicts["altered"] / len(rows), f"of {len(rows)}")


@click.command(epilog="Example: python -m benchmarks.drift --data folder-of-development-data")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True, help="The development data.")
@click.option("--split", default="dev", show_default=True, help="DEMETR's split; lines of dev are never looked at.")
@click.option("--each", default=0, show_default=True, help="Pairs of a category, the first; 0 takes all: a minute.")
def main(data: Path, split: str, each: int) -> None:
    """Measure the drift checks, and exit 1 if a figure misses its floor."""
    figures: Figures = {}
    false_alarms(figures)
    path = data / DEMETR
    if path.is_file():
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        taken: Counter[str] = Counter()
        kept = []
        for row in rows:
            taken[row["category"]] += row["split"] == split and row["severity"] != "base"
            if row["split"] == split and row["severity"] != "base" and not (each and taken[row["category"]] > each):
                kept.append(row)
        for across in (False, True):
            demetr(kept, figures, across=across)
    else:
        print(f"missing: {path}; its figures are left out")
    lines = missed(figures)
    for line in lines:
        print(f"FAIL  {line}")
    sys.exit(1 if lines else 0)


def missed(figures: Figures) -> list[str]:
    """Return a line for each floor or ceiling of floors.toml that a figure misses."""
    part = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("drift", {})
    under = [
        f"{name} {figures[name]}, floor {at}"
        for name, at in part.get("floors", {}).items()
        if figures.get(name, 1) < at
    ]
    return under + [
        f"{name} {figures[name]}, ceiling {at}"
        for name, at in part.get("ceilings", {}).items()
        if figures.get(name, 0) > at
    ]


if __name__ == "__main__":
    main()
