"""Holds what an archive made of the wire copy against its answers: statements, and the drifts that were planted."""

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from align.archive.store import Snapshot
from benchmarks.figures import Figures, f1, note

# What a careless desk must not get away with; the others are planted too, and counted by themselves.
CRITICAL: Final = ("number", "name", "negation", "opposition")
# Quotes of one statement are found when the spans share this much of both.
_SHARED: Final = 0.5


@dataclass(frozen=True)
class Found:
    """A quote of the answers: where it stands, and the quotes of the archive that lie there, the nearest first."""

    answer: dict[str, Any]
    start: int
    quotes: Sequence[str]


def score(snapshot: Snapshot, copy: Path, answers: Path, figures: Figures) -> None:
    """Print and keep the figures of an archive of `copy`: quotes found, pairwise F1 of statements, drifts found."""
    rows = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    joined = snapshot.table("joined").drop("statement_id")
    quotes = pl.concat([snapshot.table("quotes"), joined])
    found = _matched(rows, snapshot.table("articles", columns=["article_id", "path", "text"]), copy, quotes)
    note(figures, "quotes-found", sum(bool(each.quotes) for each in found) / len(found))
    _statements(snapshot, found, figures)
    _drifts(snapshot, found, figures)


def _matched(rows: Iterable[dict[str, Any]], articles: pl.DataFrame, copy: Path, quotes: pl.DataFrame) -> list[Found]:
    home = {
        Path(path).resolve().relative_to(copy.resolve()).as_posix(): (name, text)
        for name, path, text in articles.select("article_id", "path", "text").iter_rows()
    }
    own: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for name, start, end, quote in quotes.select("article_id", "start", "end", "quote_id").iter_rows():
        own[name].append((start, end, quote))
    found = []
    for row in rows:
        name, text = home[row["path"]]
        start = text.find(row["text"])
        end = start + len(row["text"])
        shared = sorted(
            (-min(end, last) + max(start, first), quote)
            for first, last, quote in own[name]
            if min(end, last) - max(start, first) >= _SHARED * max(end - start, last - first)
        )
        found.append(Found(row, start, [quote for _, quote in shared]))
    return found


def _statements(snapshot: Snapshot, found: Sequence[Found], figures: Figures) -> None:
    """Pairwise F1 over the quotes of the answers; one that was not found renders nothing with any other."""
    home = dict(snapshot.table("renderings").select("quote_id", "statement_id").iter_rows())
    ours, answers = defaultdict(list), defaultdict(list)
    for place, each in enumerate(found):
        answers[each.answer["statement"]].append(place)
        ours[next((home[quote] for quote in each.quotes if quote in home), f"none-{place}")].append(place)
    together, right = _pairs(ours.values()), _pairs(answers.values())
    precision, recall, both = f1(len(together & right), len(together), len(right))
    note(figures, "batch-statements-precision", precision)
    note(figures, "batch-statements-recall", recall)
    note(figures, "batch-statements-f1", both)


def _pairs(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


def _drifts(snapshot: Snapshot, found: Sequence[Found], figures: Figures) -> None:
    """Of the planted critical drifts, how many are told where they stand; of faithful renderings, how many are accused.

    A planted drift is found if a major or critical drift of the rendering lies at its place, on either side; a
    rendering without one is accused if it has a critical drift.
    """
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in snapshot.table("drifts").iter_rows(named=True):
        told[row["quote_id"]].append(row)
    seen, hit, named = Counter[str](), Counter[str](), Counter[str]()
    faithful = accused = 0
    for each in found:
        planted = each.answer["planted"]
        own = [drift for quote in each.quotes[:1] for drift in told[quote]]
        if planted:
            grave = [drift for drift in own if drift["severity"] in ("major", "critical")]
            near = [drift for drift in grave if _at(drift, planted, each.start)]
            seen[planted["category"]] += 1
            hit[planted["category"]] += bool(near)
            named[planted["category"]] += any(drift["category"] == planted["category"] for drift in near)
        elif not each.answer["is_original"]:
            faithful += 1
            accused += any(drift["severity"] == "critical" for drift in own)
    for category, number in sorted(seen.items()):
        print(f"  planted {category:<16}{number:>6}, found {hit[category]:>6}, under its name {named[category]:>6}")
    critical = sum(seen[category] for category in CRITICAL)
    note(figures, "batch-drifts-found", sum(hit[category] for category in CRITICAL) / max(critical, 1))
    note(figures, "batch-drifts-false-alarms", accused / max(faithful, 1))


def _at(drift: dict[str, Any], planted: dict[str, Any], start: int) -> bool:
    """Whether a drift lies where one was planted: there in the rendering, or in the words of the original."""
    first, last = start + planted["start"], start + planted["end"]
    here = drift["start"] < max(last, first + 1) and drift["end"] > first
    there = bool(planted["right"].strip()) and planted["right"].strip().casefold() in drift["against_words"].casefold()
    return here or there or not planted["right"].strip() or first == last
