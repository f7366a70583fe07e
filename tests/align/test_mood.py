"""Mood: what was asked and what was stated."""

from collections.abc import Callable

import pytest

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("Did the ministry know about the leak?", "The ministry did know about the leak."),
        ("Will the port reopen?", "The port will reopen."),
        ("The ministry knew about the leak.", "The ministry knew about the leak?"),
        ("The ministry knew about the leak?", "The ministry knew about the leak."),
    ],
)
def test_a_question_that_became_a_statement_or_the_reverse_is_major(
    drifts: Drifts, compared: Callable[..., object], original: str, rendering: str
) -> None:
    assert ("mood", "major") in {found[:2] for found in drifts(original, rendering)}
    assert compared(original, rendering).verdict == "altered"


@pytest.mark.parametrize(
    ("original", "rendering", "kind"),
    [
        ("Who knew about the leak?", "Who had known of the leak?", "direct"),
        ("Is the ministry hiding the leak?", "whether the ministry was hiding the leak", "indirect"),
        ("Is the ministry hiding the leak from us?", "hiding the leak from us", "mixed"),
        ("The leak is small!", "The leak is small.", "direct"),
    ],
)
def test_a_question_asked_again_reported_or_cited_in_part_is_none(
    drifts: Drifts, original: str, rendering: str, kind: str
) -> None:
    assert "mood" not in {category for category, *_ in drifts(original, rendering, "direct", kind)}
