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
    """Of the planted critical drifts, how many are told where they stand; of faithful pairs, how many are accused.

    A pair is a rendering and what the archive holds it against, whichever of the two was first: a drift planted in one
    of them is a difference of the pair. It is found if a major or critical drift of the pair lies at its place. A pair
    without one is accused if it has a critical drift. A drift whose rendering is in no pair of its statement is missed.
    """
    answers = {quote: each for each in found for quote in each.quotes[:1]}
    told: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in snapshot.table("drifts").iter_rows(named=True):
        told[row["quote_id"], row["against"]].append(row)
    seen, hit, named = Counter[str](), Counter[str](), Counter[str]()
    faithful = accused = 0
    paired: set[int] = set()
    for quote, against in snapshot.table("verdicts").select("quote_id", "against").iter_rows():
        sides = answers.get(quote), answers.get(against)
        if sides[0] is None or sides[1] is None or sides[0].answer["statement"] != sides[1].answer["statement"]:
            continue
        planted = [(place, each) for place, each in enumerate(sides) if each and each.answer["planted"]]
        own = told[quote, against]
        grave = [drift for drift in own if drift["severity"] in ("major", "critical")]
        for place, each in planted:
            paired.add(id(each))
            category = each.answer["planted"]["category"]
            near = [drift for drift in grave if _at(drift, each, turned=place == 1)]
            seen[category] += 1
            hit[category] += bool(near)
            named[category] += any(drift["category"] == category for drift in near)
        if not planted:
            faithful += 1
            accused += any(drift["severity"] == "critical" for drift in own)
    seen.update(
        each.answer["planted"]["category"] for each in found if each.answer["planted"] and id(each) not in paired
    )
    for category, number in sorted(seen.items()):
        print(f"  planted {category:<16}{number:>6}, found {hit[category]:>6}, under its name {named[category]:>6}")
    critical = sum(seen[category] for category in CRITICAL)
    note(figures, "batch-drifts-found", sum(hit[category] for category in CRITICAL) / max(critical, 1))
    note(figures, "batch-drifts-false-alarms", accused / max(faithful, 1))


def _at(drift: dict[str, Any], found: Found, *, turned: bool) -> bool:
    """Whether a drift lies where one was planted: there, or in the right words; `turned` if it is the original's.

    Where no words stand on one side the other decides.
    """
    planted = found.answer["planted"]
    near, far = ("against_", "") if turned else ("", "against_")
    first, last = found.start + planted["start"], found.start + planted["end"]
    if drift[f"{near}start"] == drift[f"{near}end"]:
        # No words stand here: the gap may be on either side of those that are wrong, a space away.
        here = first - 1 <= drift[f"{near}start"] <= last + 1
    else:
        here = drift[f"{near}start"] < max(last, first + 1) and drift[f"{near}end"] > first
    right = planted["right"].strip()
    there = bool(right) and right.casefold() in drift[f"{far}words"].casefold()
    return here or there or first == last or not right
