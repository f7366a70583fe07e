"""Tense: what will be, is and was told at another time; the shift that report demands is neutral."""

from collections.abc import Callable

import pytest

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("The firm will close the plant.", "The firm closed the plant.", "will", "closed"),
        ("There will be forces that resist.", "There are forces that resist.", "will", "are"),
        ("The state is a partner of the union.", "The state was a partner of the union.", "is", "was"),
        ("The army controls the airport.", "The army controlled the airport.", "controls", "controlled"),
        ("The ships were in the bay.", "The ships are in the bay.", "were", "are"),
    ],
)
def test_another_time_is_major_at_its_words(
    drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    assert ("tense", "major", was, became) in drifts(original, rendering)


def test_what_is_told_as_what_will_be_is_a_drift(compared: Callable[..., object], drifts: Drifts) -> None:
    pair = "The army controls the airport.", "The army will control the airport."
    assert "tense" in {category for category, *_ in drifts(*pair)}
    assert compared(*pair).verdict == "altered"


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("We are ready to talk.", "they were ready to talk"),
        ("The army controls the airport.", "the army controlled the airport"),
        ("The firm has closed the plant.", "the firm had closed the plant"),
        ("The firm closed the plant.", "the firm had closed the plant"),
    ],
)
def test_the_shift_that_report_demands_is_faithful(
    compared: Callable[..., object], original: str, rendering: str
) -> None:
    found = compared(original, rendering, "direct", "indirect")
    assert found.verdict == "faithful"
    assert {drift.severity for drift in found.drift} == {"neutral"}


def test_what_was_may_not_become_what_is_in_report(compared: Callable[..., object]) -> None:
    pair = "The ships were in the bay.", "the ships are in the bay"
    assert compared(*pair, "direct", "indirect").verdict == "altered"


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("The ship was attacked at dawn.", "The ship was assaulted at dawn."),
        ("He is closing the plant.", "He is shutting the plant."),
        ("The tired crew slept.", "The weary crew slept."),
    ],
)
def test_other_words_of_one_time_are_no_drift_of_tense(drifts: Drifts, original: str, rendering: str) -> None:
    assert "tense" not in {category for category, *_ in drifts(original, rendering)}
