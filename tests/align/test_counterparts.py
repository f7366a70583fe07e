"""Which words of two quotes answer to each other, told by where they stand in their articles."""

from collections.abc import Callable
from typing import Any

import pytest

from align.counterparts import alignments
from align.stories import Story

SEOUL = "“We think the port of Busan will reopen on Friday morning,” harbour master Park Seo-yeon said.\n"
MADRID = "“I believe that the port of Busan will re-\nopen on Friday morning,” Park Seo-yeon said on the 24th.\n"


@pytest.fixture
def story(told: Callable[..., Story]) -> Story:
    return told({"seoul.txt": SEOUL, "madrid.txt": MADRID})


def linked(story: Story) -> set[tuple[str, str]]:
    """The words that are linked, those of Seoul first."""
    texts = dict(story.articles.select("article_id", "text").iter_rows())
    homes = {row["quote_id"]: texts[row["article_id"]] for row in story.quotes.iter_rows(named=True)}
    found: set[tuple[str, str]] = set()
    for row in story.alignments.iter_rows(named=True):
        there, here = homes[row["against"]], homes[row["quote_id"]]
        pairs = {
            (there[link["against_start"] : link["against_end"]], here[link["start"] : link["end"]])
            for link in row["links"]
        }
        found |= pairs if there == SEOUL else {(one, other) for other, one in pairs}
    return found


def test_words_are_linked_that_render_each_other(story: Story) -> None:
    assert {("think", "believe"), ("port", "port"), ("Busan", "Busan"), ("Friday", "Friday")} <= linked(story)


def test_a_word_broken_over_two_lines_is_linked_whole(story: Story) -> None:
    assert ("reopen", "re-\nopen") in linked(story)


def test_each_pair_with_a_verdict_is_aligned_once(story: Story) -> None:
    pairs = story.alignments.select("quote_id", "against").rows()
    assert pairs
    assert sorted(pairs) == sorted(story.verdicts.select("quote_id", "against").rows())


def test_a_story_without_verdicts_has_nothing_to_align(told: Callable[..., Story]) -> None:
    assert alignments(told({"seoul.txt": SEOUL})).is_empty()


def test_links_stay_inside_their_quotes(story: Story) -> None:
    quotes: dict[str, dict[str, Any]] = {row["quote_id"]: row for row in story.quotes.iter_rows(named=True)}
    for row in story.alignments.iter_rows(named=True):
        there, here = quotes[row["against"]], quotes[row["quote_id"]]
        for link in row["links"]:
            assert there["start"] <= link["against_start"] < link["against_end"] <= there["end"]
            assert here["start"] <= link["start"] < link["end"] <= here["end"]
