"""What every report tells alike: order, counts, and the line that an editor reads first."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from align.stories import Story
from reports.passages import direction
from reports.view import report


def test_statements_are_ordered_by_how_badly_they_drifted(story: Story) -> None:
    assert [(each.number, each.statement_id, each.worst) for each in report(story).shared] == [
        (1, "reopen", "altered"),
        (2, "yard", "faithful"),
    ]


def test_a_pull_out_that_its_own_article_contradicts_counts_against_the_statement(story: Story) -> None:
    verdicts = story.verdicts.with_columns(
        pl.when(pl.col("against") == "en.b").then(pl.lit("altered")).otherwise(pl.lit("faithful")).alias("verdict")
    )
    first = report(replace(story, verdicts=verdicts)).shared[0]
    assert (first.statement_id, first.worst) == ("reopen", "altered")


def test_what_changed_most_names_the_critical_drift_first(story: Story) -> None:
    changes = report(story).changes
    assert [change.drift.severity for change in changes] == ["critical", "major", "major", "major"]
    assert (changes[0].drift.against_words, changes[0].rendering.passage.article.path) == ("생각한다", "wire/ar-1.txt")


def test_quotes_that_met_no_other_stand_alone(story: Story, apart: Story) -> None:
    assert [passage.quote_id for passage in report(story).alone] == ["own.a"]
    assert len(report(apart).alone) == 8


def test_drifts_of_one_pair_stand_gravest_first(story: Story) -> None:
    pull_out = report(story).shared[0].renderings[0].comparisons[1]
    assert [(drift.number, drift.severity, drift.category) for drift in pull_out.drifts] == [
        (1, "major", "modality"),
        (2, "minor", "tense"),
    ]


def test_a_neutral_drift_of_the_whole_quote_does_not_mark_all_of_it(story: Story) -> None:
    quote = story.quotes.filter(quote_id="es.b").row(0, named=True)
    whole = story.drifts.with_columns(
        pl.when(pl.col("quote_id") == "es.b").then(pl.lit(quote[edge])).otherwise(pl.col(edge)).alias(edge)
        for edge in ("start", "end")
    )
    (comparison,) = report(replace(story, drifts=whole)).shared[1].renderings[0].comparisons
    assert comparison.drifts[0].change == "manner"
    assert [run.text for run in comparison.runs] == [quote["text"]]
    assert not comparison.runs[0].drifts


@pytest.mark.parametrize(
    ("verdict", "headline"),
    [
        ("altered", "5 of 5 renderings altered what was said"),
        ("reworded", "No rendering altered what was said; 5 of 5 reworded it"),
        ("faithful", "No rendering altered what was said: 5 renderings, each faithful"),
        ("verbatim", "No rendering altered what was said: 5 renderings, each faithful"),
        ("unclear", "No rendering is known to have altered what was said; 5 of 5 cannot be told"),
    ],
)
def test_the_headline_follows_the_worst_verdict(story: Story, verdict: str, headline: str) -> None:
    judged = replace(story, verdicts=story.verdicts.with_columns(verdict=pl.lit(verdict)))
    assert report(judged).headline == headline


def test_a_rendering_that_was_not_compared_is_unclear(story: Story) -> None:
    unjudged = replace(story, verdicts=story.verdicts.clear(), drifts=story.drifts.clear())
    assert report(unjudged).verdicts == {"unclear": 5}


def test_one_article_alone_has_nothing_to_share(rewritten: Callable[..., Story]) -> None:
    assert report(rewritten({"a": "I saw it"}, ["I saw it"])).headline == "One article, nothing to share"


def test_articles_after_the_twenty_sixth_have_two_letters(rewritten: Callable[..., Story]) -> None:
    many = rewritten({f"a{number:02}": "I saw it" for number in range(28)}, ["I saw it"] * 28)
    labels = [article.label for article in report(many).articles]
    assert (labels[0], labels[25:]) == ("A", ["Z", "AA", "AB"])


@pytest.mark.parametrize(
    ("language", "way"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("he_IL", "rtl"), ("ko", "ltr"), ("", "auto"), (None, "auto")],
)
def test_the_direction_follows_the_language(language: str | None, way: str) -> None:
    assert direction(language) == way


def test_the_same_change_of_a_statement_is_told_once(story: Story) -> None:
    again = story.drifts.filter(quote_id="ar.a", severity="critical").with_columns(quote_id=pl.lit("es.a"))
    told = report(replace(story, drifts=pl.concat([story.drifts, again]))).like_changes
    assert [one.rendering.passage.quote_id for one in told[0]] == ["es.a", "ar.a"]
    assert {each.drift.against_words for each in told[0]} == {"생각한다"}
    assert [len(some) for some in told] == [2, *[1] * (len(told) - 1)]


def test_the_folder_is_the_one_that_all_articles_stand_in(story: Story) -> None:
    assert report(story).folder == ""
    inside = story.articles.with_columns(path="copy/" + pl.col("path"))
    assert report(replace(story, articles=inside)).folder == "copy/"
    wire = inside.with_columns(path=pl.col("path").str.replace("copy/local/", "copy/wire/deep/"))
    assert report(replace(story, articles=wire)).folder == "copy/wire/"
