"""The links of two passages' words, counted as the page counts its characters."""

from dataclasses import replace

import polars as pl
import pytest

from align.counterparts import alignments
from align.schema import ALIGNMENTS
from align.stories import Story
from reports.linking import links, units
from reports.passages import Comparison
from reports.view import Report, report
from seeds.schema import CLEAN_MAP
from tests.reports.conftest import KOREAN, SPANISH, TEXTS


def held(shown: Report, quote_id: str) -> Comparison:
    """The comparison of a rendering with its original."""
    return next(
        one.comparisons[0] for each in shown.shared for one in each.renderings if one.passage.quote_id == quote_id
    )


def test_a_link_is_told_by_where_the_words_stand_in_their_passages(story: Story) -> None:
    shown = report(story)
    comparison = held(shown, "ar.a")
    pairs = [
        tuple(
            text[slice(*map(int, side.split("-")))]
            for text, side in zip((comparison.against.text, comparison.passage.text), link.split(":"), strict=True)
        )
        for link in links(shown)(comparison).split()
    ]
    assert pairs == [("항구를", "الميناء"), ("내일", "غدا")]


def test_words_are_linked_across_languages(story: Story) -> None:
    whole = [[{"clean_start": 0, "clean_end": len(text), "start": 0, "end": len(text)}] for text in TEXTS.values()]
    articles = story.articles.with_columns(pl.Series("clean_map", whole, dtype=CLEAN_MAP))
    found = alignments(replace(story, articles=articles)).filter(quote_id="es.a", against="ko.a")["links"].item()
    words = {(KOREAN[one["against_start"] : one["against_end"]], SPANISH[one["start"] : one["end"]]) for one in found}
    assert {("항구를", "puerto"), ("내일", "mañana"), ("생각한다", "Creemos")} <= words


def test_a_comparison_whose_words_were_not_aligned_has_no_links(story: Story) -> None:
    shown = report(replace(story, alignments=ALIGNMENTS.frame()))
    assert links(shown)(held(shown, "ar.a")) == ""


def test_a_link_that_leaves_its_passage_is_left_out(story: Story) -> None:
    far = {"against_start": 0, "against_end": 3, "start": 5_000, "end": 5_004}
    rows = [{"quote_id": "ar.a", "against": "ko.a", "links": [far]}]
    shown = report(replace(story, alignments=ALIGNMENTS.frame(rows)))
    assert links(shown)(held(shown, "ar.a")) == ""


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("plain words", "plain words"),
        ("𠮷野家 opens", "xx野家 opens"),
        ("safe \u202eoverride", "safe ⟨U+202E⟩override"),
        ("one\r\ntwo", "one\ntwo"),
        ("one\rtwo", "one\ntwo"),
    ],
    ids=["plain", "beyond the first plane", "override", "line break of two", "line break of one"],
)
def test_offsets_count_what_the_page_shows(text: str, before: str) -> None:
    """`before` is the text as the browser has it, a character of the first plane for each of its units."""
    at = units(text)
    for word in ("words", "opens", "override", "two"):
        if word in text:
            assert at(text.index(word)) == before.index(word)
    assert at(len(text)) == len(before)
