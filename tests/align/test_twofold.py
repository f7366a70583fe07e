"""One quote that renders two utterances: it gets a row in each statement, and each part is judged by itself."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import embeddings
import reports
from align.checking import checks, typed
from align.stories import Story

Told = Callable[..., Story]

BOTH = "“We will close the border at midnight. The election will be held in eighteen months,” General Ana Ruiz said."
BORDER = "“The border will be closed at midnight,” General Ana Ruiz said."
ELECTION = "“In eighteen months the election will be held,” General Ana Ruiz said."
BORDER_ABROAD = "«La frontera se cerrará a medianoche», dijo la general Ana Ruiz."
BETWEEN = "The town was calm, and the shops were open until late."
COPY = {"a.txt": f"{BOTH}\n", "b.txt": f"{BORDER}\n\n{BETWEEN}\n\n{ELECTION}\n", "c.txt": f"{BORDER_ABROAD}\n"}


@pytest.fixture
def story(told: Told) -> Story:
    return told(COPY, encoder=embeddings.load("use"), with_model=False)


def statements(story: Story) -> set[frozenset[str]]:
    words = dict(story.quotes.select("quote_id", "clean").iter_rows())
    found: dict[str, set[str]] = {}
    for statement, quote in story.renderings.select("statement_id", "quote_id").iter_rows():
        found.setdefault(statement, set()).add(words[quote].split(".")[0].strip(" ,"))
    return {frozenset(group) for group in found.values()}


def test_a_quote_with_two_utterances_is_in_both_statements(story: Story) -> None:
    both = "We will close the border at midnight"
    border, abroad = "The border will be closed at midnight", "La frontera se cerrará a medianoche"
    assert statements(story) == {
        frozenset({both, border, abroad}),
        frozenset({both, "In eighteen months the election will be held"}),
    }


def test_the_quote_is_one_row_of_the_quotes_and_two_of_the_renderings(story: Story) -> None:
    assert story.quotes["quote_id"].n_unique() == story.quotes.height == 4
    assert story.renderings.height == 5
    assert story.statements["statement_id"].n_unique() == story.statements.height == 2


def test_each_part_is_judged_by_itself(story: Story) -> None:
    """The border is nothing that the election left out, nor the election an addition to the border."""
    assert not story.drifts.filter(pl.col("category").is_in(["omission", "addition"])).height
    election = story.quotes.filter(pl.col("clean").str.starts_with("In eighteen"))["quote_id"][0]
    against = story.drifts.filter(pl.col("quote_id") == election)
    text = story.articles.filter(pl.col("path").str.ends_with("a.txt"))["text"][0]
    for start, end, words in against.select("against_start", "against_end", "against_words").iter_rows():
        assert start >= text.index("The election")
        assert text[start:end] == words


def test_the_order_of_the_files_changes_nothing(told: Told, story: Story) -> None:
    other = told(dict(reversed(COPY.items())), encoder=embeddings.load("use"), with_model=False)
    for name in ("statements", "renderings", "verdicts", "drifts"):
        assert sorted(map(str, getattr(story, name).rows())) == sorted(map(str, getattr(other, name).rows())), name


@pytest.mark.parametrize(
    ("asked", "other"),
    [("The election is in eighteen months.", "In eighteen"), ("The border shuts at midnight.", "La")],
)
def test_a_check_counts_the_quote_once_in_the_statement_that_is_asked_for(story: Story, asked: str, other: str) -> None:
    (found,) = checks(typed(asked), story, embeddings.load("use"), with_model=False)
    beside = story.renderings.filter(pl.col("statement_id") == found.statement_id)["quote_id"]
    words = story.quotes.filter(pl.col("quote_id").is_in(beside.implode()))["clean"]
    assert any(each.startswith(other) for each in words)


def test_a_quote_with_one_utterance_stays_in_one_statement(told: Told) -> None:
    """The second article's other claim is on the same border, and nothing in the first quote says it."""
    more = "“The border was closed eleven times last year,” General Ana Ruiz said."
    story = told({**COPY, "b.txt": f"{BORDER}\n\n{more}\n"}, encoder=embeddings.load("use"), with_model=False)
    assert story.renderings["quote_id"].n_unique() == story.renderings.height == story.quotes.height


def test_a_report_shows_the_quote_in_both_statements(story: Story, tmp_path: Path) -> None:
    reports.write(story, tmp_path, formats=("json",))
    shown = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["statements"]
    texts = [[rendering["text"] for rendering in statement["renderings"]] for statement in shown]
    assert sum(any("close the border" in text for text in each) for each in texts) == 2
