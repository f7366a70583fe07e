"""Opposition: a word that says the reverse."""

from collections.abc import Callable

import pytest

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("The vote was legal.", "The vote was illegal.", "legal", "illegal"),
        ("Exports will increase next year.", "Exports will decrease next year.", "increase", "decrease"),
        ("The mission was a success for us.", "The mission was a failure for us.", "success", "failure"),
        ("The talks strengthened the union.", "The talks weakened the union.", "strengthened", "weakened"),
        ("They are likely to resume the talks.", "They are unlikely to resume the talks.", "likely", "unlikely"),
        ("The act was in accordance with the law.", "The act was in violation of the law.", "accordance", "violation"),
    ],
)
def test_the_reverse_is_critical_at_its_words(
    drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    assert ("opposition", "critical", was, became) in drifts(original, rendering)


@pytest.mark.parametrize(
    ("original", "rendering"), [("We won.", "We lost."), ("Yes, it is true.", "Yes, it is false.")]
)
def test_the_reverse_of_a_short_quote_is_altered(
    compared: Callable[..., object], original: str, rendering: str
) -> None:
    assert compared(original, rendering).verdict == "altered"


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("The court was fair.", "The court was just."),
        ("The price of bread rose.", "The price of bread went up."),
        ("They will enter the port at dawn.", "They will come into the port at dawn."),
        ("The vote was not legal.", "The vote was illegal."),
    ],
)
def test_a_like_word_is_no_opposite(drifts: Drifts, original: str, rendering: str) -> None:
    found = {category for category, *_ in drifts(original, rendering)}
    assert "opposition" not in found
