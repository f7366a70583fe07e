"""The learnt log-odds: what the file says, and which way each kind of evidence leans."""

from datetime import date, timedelta

import numpy as np
import pytest

from align.evidence import Evidence
from align.odds import FEATURES, NEVER, bar, learnt, odds
from seeds.exceptions import SchemaError
from seeds.quoting.resolution import speaker_columns


def quote(text: str, language: str = "en", speaker: str = "Ana Ruiz") -> dict[str, object]:
    return {
        "article_id": f"{text}{speaker}",
        "kind": "direct",
        "clean": text,
        "language": language,
        **speaker_columns(speaker, language),
        "role": None,
    }


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence(
        [
            quote("The port will reopen on Friday morning, if the wind drops."),
            quote("El puerto reabrirá el viernes por la mañana si amaina el viento.", "es"),
            quote("The port lost nine million euros in the strike of last year."),
            quote("The weather is fine today."),
            quote("The port will reopen on Friday morning, if the wind drops.", speaker="Colin Drury"),
            quote("The port will reopen on Friday morning."),
        ],
        {},
        {},
    )


def test_every_feature_has_a_weight_and_the_figures_are_kept() -> None:
    assert set(learnt()["weights"]) == set(FEATURES)
    assert all(0 < value <= 1 for figures in learnt()["figures"].values() for value in figures)


def test_what_one_pair_says_is_bounded_but_still_keeps_a_third_quote_out() -> None:
    """So two that nobody would join are not joined through a third: their pair alone is under the bar of an item."""
    assert NEVER < bar("against") < bar("least") < bar("mean") < bar("link")


def test_a_translation_is_the_same_statement_and_another_claim_on_the_topic_is_not(evidence: Evidence) -> None:
    assert evidence.score(0, 1) > 1
    assert evidence.score(0, 2) < -1
    assert evidence.score(0, 3) < -1


def test_a_part_is_the_same_statement_as_the_whole(evidence: Evidence) -> None:
    assert evidence.score(0, 5) > 1


def test_another_speaker_counts_against_a_pair_but_not_against_its_meaning(evidence: Evidence) -> None:
    assert evidence.score(0, 4) < evidence.meaning(0, 4)
    assert evidence.meaning(0, 4) > 1


def test_a_pair_is_weighed_alike_whatever_else_is_there(evidence: Evidence) -> None:
    texts = ["The port will reopen on Friday morning, if the wind drops.", "The weather is fine today."]
    alone = Evidence([quote(text) for text in texts], {}, {})
    assert alone.score(0, 1) == pytest.approx(evidence.score(0, 3), abs=0.05)


def test_features_of_another_width_are_refused() -> None:
    with pytest.raises(SchemaError, match="FEATURES"):
        odds(np.zeros((2, 3)))


def test_two_claims_of_one_article_with_other_figures_speak_against_each_other() -> None:
    said = [
        quote("We expect prices to rise by 2.1 percent next year."),
        quote("We expect prices to rise by 4.5 percent this year."),
    ]
    apart, together = (
        Evidence([row | {"article_id": name} for row, name in zip(said, names, strict=True)], {}, {}).score(0, 1)
        for names in (("one", "two"), ("one", "one"))
    )
    assert together < 0 < apart


def score_days_apart(days: int, one: str, other: str) -> float:
    rows = [quote(one) | {"article_id": "one"}, quote(other) | {"article_id": "other"}]
    moments = {"one": "2024-03-01T08:00:00+00:00", "other": str(date(2024, 3, 1) + timedelta(days))}
    return Evidence(rows, {name: {"published": moment} for name, moment in moments.items()}, {}).score(0, 1)


def test_the_longer_ago_the_less_likely_is_a_like_quote_the_same_statement() -> None:
    text = "The port will reopen on Friday morning, if the wind drops."
    odds_by_days = [score_days_apart(days, text, text) for days in (0, 2, 10, 40)]
    assert odds_by_days == sorted(odds_by_days, reverse=True)
    assert odds_by_days[-1] > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We tested 40 wells and all were clean.", "We tested 95 wells and all were clean."),
        ("The port of Hamburg is closed until further notice.", "The port of Naples is closed until further notice."),
    ],
)
def test_a_desk_gets_a_figure_or_a_town_wrong_in_the_days_of_the_story_but_weeks_later_it_is_another_claim(
    one: str, other: str
) -> None:
    assert score_days_apart(1, one, other) > 0 > score_days_apart(12, one, other)


def test_pairs_that_were_weighed_before_are_not_weighed_again() -> None:
    rows = [quote(text) | {"quote_id": name} for name, text in (("b", "The port reopens."), ("a", "It rains."))]
    weighed: dict[tuple[str, str], float] = {}
    first = Evidence(rows, {}, {}, weighed=weighed).score(0, 1)
    assert weighed == {("a", "b"): first}
    weighed["a", "b"] = 7.0
    assert Evidence(rows, {}, {}, weighed=weighed).score(1, 0) == 7.0
