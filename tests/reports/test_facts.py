"""Facts that disagree between versions, told from the drifts of numbers and names."""

from dataclasses import replace

from align.schema import DRIFTS
from align.stories import Story
from reports.facts import facts
from reports.view import report
from tests.reports.conftest import drift


def test_a_number_has_what_the_original_says_and_who_says_otherwise(story: Story) -> None:
    rows = [
        drift("en.a", "ko.a", "critical number", ("내일", "tomorrow"), "another day"),
        drift("es.a", "ko.a", "critical number", ("내일", "mañana"), "another day"),
        drift("ar.a", "ko.a", "major modality", ("생각한다", ""), "the hedge is gone"),
        drift("ar.a", "ko.a", "major name", ("", "الميناء"), "a name that was not said"),
    ]
    (fact,) = facts(report(replace(story, drifts=DRIFTS.frame(rows))))
    assert (fact.category, fact.statement_id, fact.original.words) == ("number", "reopen", "내일")
    assert [(each.words, [passage.article.path for passage in each.passages]) for each in fact.others] == [
        ("tomorrow", ["wire/en-1.txt"]),
        ("mañana", ["wire/es-2.txt"]),
    ]


def test_a_difference_within_one_article_is_no_disagreement_of_versions(story: Story) -> None:
    rows = [drift("en.a", "en.b", "critical number", ("tomorrow", "tomorrow"), "another day")]
    assert facts(report(replace(story, drifts=DRIFTS.frame(rows)))) == ()
