"""Person and gender: who speaks of whom."""

from collections.abc import Callable

import pytest

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("We will rebuild our city.", "They will rebuild our city.", "We", "They"),
        ("I told you that it was late.", "They told you that it was late.", "I", "They"),
        ("You will pay for this.", "We will pay for this.", "You", "We"),
    ],
)
def test_another_person_is_major_between_quotation_marks(
    drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    assert ("person", "major", was, became) in drifts(original, rendering)


def test_a_possessive_that_became_an_article_is_minor(drifts: Drifts) -> None:
    found = drifts("Our ministry knows nothing of it.", "The ministry knows nothing of it.")
    assert ("person", "minor", "Our", "The") in found


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("We will rebuild our city.", "they would rebuild their city"),
        ("Our ministry knows nothing of it.", "the ministry knew nothing of it"),
    ],
)
def test_the_change_of_person_that_report_demands_is_neutral(
    compared: Callable[..., object], original: str, rendering: str
) -> None:
    found = compared(original, rendering, "direct", "indirect")
    assert "person" in {drift.category for drift in found.drift}
    assert found.verdict == "faithful"


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("He will lead the delegation.", "She will lead the delegation.", "He", "She"),
        ("My brother is in prison.", "My sister is in prison.", "brother", "sister"),
    ],
)
def test_another_gender_is_major(drifts: Drifts, original: str, rendering: str, was: str, became: str) -> None:
    assert ("gender", "major", was, became) in drifts(original, rendering)


def test_a_word_without_gender_changes_none(drifts: Drifts) -> None:
    found = drifts("My brother is in prison.", "My sibling is in prison.")
    assert "gender" not in {category for category, *_ in found}
