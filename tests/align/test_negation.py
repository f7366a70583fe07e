"""Negation: a denial lost or gained is critical; the same denial in other words is not."""

from collections.abc import Callable

import pytest

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering", "cue"),
    [
        ("The deal was not signed on Friday in Geneva.", "The deal was signed on Friday in Geneva.", "not"),
        ("They never said that the ship was lost.", "They said that the ship was lost.", "never"),
        ("Nobody was hurt in the blast at the plant.", "Several people were hurt in the blast at the plant.", "Nobody"),
        ("We won't pay for the damage.", "We will pay for the damage.", "n't"),
        ("The mayor left without a word to the press.", "The mayor left with a word to the press.", "without"),
    ],
)
def test_a_lost_denial_is_critical_at_its_cue(drifts: Drifts, original: str, rendering: str, cue: str) -> None:
    assert [found for found in drifts(original, rendering) if found[0] == "negation"] == [
        ("negation", "critical", cue, "")
    ]


@pytest.mark.parametrize(
    ("original", "rendering", "cue"),
    [
        ("The agency confirmed the shipment.", "The agency did not confirm the shipment.", "not"),
        ("The court has cleared the two men.", "The court has never cleared the two men.", "never"),
        ("The owners accepted the offer.", "The owners refused the offer.", "refused"),
        ("Both sides have agreed to the truce.", "Neither of the sides has agreed to the truce.", "Neither"),
    ],
)
def test_a_gained_denial_is_critical_at_its_cue(drifts: Drifts, original: str, rendering: str, cue: str) -> None:
    assert ("negation", "critical", "", cue) in drifts(original, rendering)


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("We will never sign such a document.", "We will not sign such a document."),
        ("The vote was not legal.", "The vote was illegal."),
        ("We cannot accept these terms.", "We can’t accept these terms."),
        ("The mayor did not leave the hall.", "The mayor didn't leave the hall."),
        ("Not a single ship was lost.", "No ship was lost."),
        ("It is no doubt a serious setback.", "It is doubtless a serious setback."),
        ("It is not only a warning but a threat.", "It is a warning and also a threat."),
        ("It is not impossible that he knew.", "It is possible that he knew."),
    ],
)
def test_the_same_denial_in_other_words_is_none(drifts: Drifts, original: str, rendering: str) -> None:
    assert [found for found in drifts(original, rendering) if found[0] in ("negation", "opposition")] == []


def test_a_pull_out_owes_no_denial_of_another_clause(drifts: Drifts) -> None:
    original = "We do not fear them, and the port of Busan will reopen on Friday at noon."
    assert "negation" not in {found[0] for found in drifts(original, "the port of Busan will reopen on Friday")}


def test_a_denial_in_a_clause_that_was_left_out_is_an_omission(drifts: Drifts) -> None:
    original = "The talks in Vienna have failed, and the two sides will not meet again before the winter."
    found = {category for category, *_ in drifts(original, "the talks in Vienna had failed", "direct", "indirect")}
    assert "omission" in found
    assert "negation" not in found


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("I do not believe that the president lied.", "the president lied"),
        ("We have no plans to attack our neighbours.", "plans to attack our neighbours"),
        ("Nobody in this room says that we lost.", "we lost"),
    ],
)
def test_a_pull_out_torn_from_its_denial_is_critical(drifts: Drifts, original: str, rendering: str) -> None:
    assert ("negation", "critical") in {found[:2] for found in drifts(original, rendering, "direct", "mixed")}
