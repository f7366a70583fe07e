"""Corrections and withdrawals stand in every report: beside the quotes, and as a history of their own."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

import reports
from align.schema import CHANGES
from align.stories import Story
from reports.record import document
from seeds.schema import HISTORIES
from tests.reports.conftest import written


@pytest.fixture
def revised(story: Story) -> Story:
    """The story of the port, in which the Spanish copy corrects one of its own, and the Arabic was withdrawn."""
    return replace(
        story,
        histories=HISTORIES.frame(
            [
                {"article_id": "own", "item": "own", "place": 1, "act": "", "standing": "superseded"},
                {
                    "article_id": "es",
                    "item": "own",
                    "place": 2,
                    "act": "correction",
                    "standing": "current",
                    "note": "(Corrige el <día>)",
                },
                {"article_id": "ar", "item": "ar", "place": 1, "act": "withdrawal", "standing": "withdrawn"},
            ]
        ),
        changes=CHANGES.frame(
            [
                {
                    "article_id": "es",
                    "earlier": "own",
                    "change": "reworded",
                    "text": "reabrirá mañana",
                    "earlier_text": "reabrirá hoy",
                }
            ]
        ),
    )


def printed(story: Story) -> str:
    console = Console(file=StringIO(), width=110, force_terminal=False)
    reports.terminal(story, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_terminal_tells_the_history(revised: Story) -> None:
    shown = printed(revised)
    assert "CORRECTIONS AND WITHDRAWALS" in shown
    assert "es-2.txt: corrected\n     (Corrige el <día>)\n     “reabrirá hoy” → “reabrirá mañana”" in shown
    assert "gate.txt: first version, superseded" in shown
    assert "ar-1.txt: withdraws it, withdrawn" in shown
    assert "2026-10-26 · withdrawn" in shown


def test_a_story_without_histories_says_nothing_of_them(story: Story) -> None:
    assert "CORRECTIONS" not in printed(story)
    assert "Corrections" not in written("html", story)["index.html"]
    assert "Corrections" not in written("markdown", story)["report.md"]


def test_the_page_tells_the_history_and_marks_the_quotes(revised: Story) -> None:
    shown = written("html", revised)["index.html"]
    assert "(Corrige el &lt;día&gt;)" in shown
    assert "“reabrirá hoy” → “reabrirá mañana”" in shown
    assert "<bdi>withdrawn</bdi>" in shown
    assert "<bdi>corrected</bdi>" in shown


def test_the_markdown_tells_the_history(revised: Story) -> None:
    assert "**corrected**" in written("markdown", revised)["report.md"]


def test_the_record_holds_it_beside_each_rendering(revised: Story) -> None:
    told = document(revised)
    marks = {one["article_id"]: one["mark"] for statement in told["statements"] for one in statement["renderings"]}
    assert marks == {"ko": None, "en": None, "es": "corrected", "ar": "withdrawn"}
    assert [row["standing"] for row in told["histories"]] == ["superseded", "current", "withdrawn"]
    assert told["changes"][0]["earlier_text"] == "reabrirá hoy"
    assert "own" not in told["not_embedded"]
