"""Facts that disagree between versions, told from the drifts of numbers and names."""

from dataclasses import replace
from html import escape
from io import StringIO

import pytest
from rich.console import Console

from align.schema import DRIFTS, FACTS
from align.stories import Story
from reports import terminal
from reports.facts import facts
from reports.page import page
from reports.view import report
from seeds.exceptions import SchemaError
from tests.reports.conftest import drift, written


def test_a_date_has_what_the_original_says_and_who_says_otherwise(story: Story) -> None:
    rows = [
        drift("en.a", "ko.a", "critical number", ("내일", "tomorrow"), "another day"),
        drift("es.a", "ko.a", "critical number", ("내일", "mañana"), "another day"),
        drift("ar.a", "ko.a", "major modality", ("생각한다", ""), "the hedge is gone"),
        drift("ar.a", "ko.a", "major name", ("", "الميناء"), "a name that was not said"),
    ]
    told = replace(story, drifts=DRIFTS.frame(rows))
    (fact,) = facts(report(told))
    assert (fact.category, fact.statement_id, fact.original.words) == ("date", "reopen", "내일")
    assert [(each.words, [passage.article.path for passage in each.passages]) for each in fact.others] == [
        ("tomorrow", ["wire/en-1.txt"]),
        ("mañana", ["wire/es-2.txt"]),
    ]


def test_a_difference_within_one_article_is_no_disagreement_of_versions(story: Story) -> None:
    rows = [drift("en.a", "en.b", "critical number", ("tomorrow", "tomorrow"), "another day")]
    told = replace(story, drifts=DRIFTS.frame(rows))
    assert facts(report(told)) == ()


def test_what_stands_outside_every_statement_is_told_with_the_articles_that_say_it(story: Story) -> None:
    one, other, third = story.articles["article_id"].to_list()[:3]
    place = {"start": 3, "end": 5, "against_article": one, "against_start": 4, "against_end": 6}
    fact = {"category": "number", "words": "27", "against_words": "25", "explanation": "another number", **place}
    told = replace(story, facts=FACTS.frame({"article_id": name, **fact} for name in (other, third)))
    (found,) = facts(report(told))
    assert (found.number, found.original.words, [each.words for each in found.others]) == (0, "25", ["27"])
    assert [passage.article.article_id for passage in found.others[0].passages] == [other, third]
    texts = dict(story.articles.select("article_id", "text").iter_rows())
    assert "outside quotes" in page(told)
    assert f"<b><bdi>{escape(texts[one][4:6])}</bdi></b>" in page(told)


def test_a_fact_of_an_article_that_is_not_there_is_an_error_that_names_it(story: Story) -> None:
    row = {"article_id": "gone", "against_article": story.articles["article_id"][0]}
    told = replace(story, facts=FACTS.frame([row]))
    with pytest.raises(SchemaError, match=r"table facts: article 'gone'"):
        facts(report(told))


def test_the_terminal_and_the_tracker_have_the_facts_too(story: Story) -> None:
    one, other = story.articles["article_id"].to_list()[:2]
    place = {"start": 3, "end": 5, "against_article": one, "against_start": 4, "against_end": 6}
    fact = {"article_id": other, "category": "name", "words": "Ulsan", "against_words": "Busan", **place}
    told = replace(story, facts=FACTS.frame([fact]))
    screen = StringIO()
    terminal(told, Console(file=screen, width=80))
    assert "FACTS THAT DISAGREE\n  name      “Busan” A, “Ulsan” B (outside quotes)\n" in screen.getvalue()
    assert "- **name** (outside quotes): “Busan” (wire/ko\\-1\\.txt); “Ulsan” (wire/en\\-1\\.txt)\n" in "".join(
        written("markdown", told)["report.md"]
    )
