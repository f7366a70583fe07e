"""Checks and comparisons shown: each quote, what it is held against, the words that differ, and the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from align.checking import Checked
from align.comparing import Comparison
from align.drift.types import Drift
from align.stories import Story
from align.visible import one_line
from reports.console import Screen, finding, marked, verdict_badge
from reports.marks import Drift as Shown
from reports.marks import runs
from reports.record import QUOTE_KEYS, rendering
from reports.view import report


def checked(results: Sequence[Checked], story: Story, console: Console | None = None) -> None:
    """Print checked quotes: the quote with its drifting words in braces, the original beside it, drifts and verdict."""
    console = console or Screen()
    paths = dict(story.articles.select("article_id", "path").iter_rows())
    for number, one in enumerate(results):
        if number:
            console.print()
        against = one.original
        where = f"{paths[against['article_id']]}, {against['speaker'] or 'speaker not named'}" if against else ""
        _print(
            console,
            (one.quote, one.start),
            (against["text"], against["start"]) if against else None,
            where,
            one.verdict,
            one.faithfulness,
            one.reason,
            one.drift,
        )


def comparison(result: Comparison, original: str, rendered: str, console: Console | None = None) -> None:
    """Print one comparison of two texts."""
    _print(
        console or Screen(),
        (rendered, 0),
        (original, 0),
        "",
        result.verdict,
        result.faithfulness,
        result.reason,
        result.drift,
    )


def checked_record(one: Checked, story: Story) -> dict[str, Any]:
    """Return a checked quote as the values of `align check --json`."""
    return {
        "quote": one.quote,
        "verdict": one.verdict,
        "faithfulness": one.faithfulness,
        "statement_id": one.statement_id,
        "original": _rendering(one, story),
        "drift": [asdict(drift) for drift in one.drift],
        "reason": one.reason,
    }


def quote_record(row: Mapping[str, Any], paths: Mapping[str, str]) -> dict[str, Any]:
    """Return a row of the quotes table as the values of `align quotes --json`; `paths` by article_id."""
    known = {**row, "path": paths[row["article_id"]]}
    return {
        key: known[key]
        for key in (*QUOTE_KEYS, "speaker_start", "speaker_end", "speaker_head", "role", "cue_start", "cue_end")
    }


def _rendering(one: Checked, story: Story) -> dict[str, Any] | None:
    if one.original is None:
        return None
    quote_id = one.original["quote_id"]
    for statement in report(story).statements:
        for shown in statement.everyone:
            if shown.passage.quote_id == quote_id:
                return rendering(shown, statement)
    return None


def _print(
    console: Console,
    quote: tuple[str, int],
    original: tuple[str, int] | None,
    where: str,
    verdict: str,
    faithfulness: float,
    reason: str,
    drift: Sequence[Drift],
) -> None:
    shown = [Shown(number, **asdict(each)) for number, each in enumerate(drift, 1)]
    badge = verdict_badge(verdict)
    badge.append(f"  {faithfulness:.2f}  {one_line(reason)}", "dim")
    console.print(badge, highlight=False, soft_wrap=True)
    words = marked(runs(quote[0], quote[1], shown))
    console.print(Text("  quote     ", "bold") + words, highlight=False, soft_wrap=True)
    if original is not None:
        theirs = marked(runs(original[0], original[1], shown, against=True))
        console.print(Text("  original  ", "bold") + theirs, highlight=False, soft_wrap=True)
    if where:
        console.print(Text(f"            {one_line(where)}", "dim"), highlight=False, soft_wrap=True)
    for each in shown:
        line = finding(2, each)
        console.print(Text("  ") + line.head + line.text, highlight=False, soft_wrap=True)
