"""The same words in another order: moved, or exchanged."""

import pytest

from align import compare


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("Prices rose in the north and fell in the south.", "Prices fell in the north and rose in the south."),
        ("The union accused the owners of lying.", "The owners accused the union of lying."),
    ],
)
def test_words_that_changed_places_are_another_claim(original: str, rendering: str) -> None:
    found = compare(original, rendering)
    assert found.verdict == "altered"
    assert ("order", "major") in {(drift.category, drift.severity) for drift in found.drift}


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("In May prices rose by a third.", "Prices rose by a third in May."),
        ("On Monday the minister flew to Rome.", "The minister flew to Rome on Monday."),
    ],
)
def test_a_block_that_moved_is_the_same_claim(original: str, rendering: str) -> None:
    found = compare(original, rendering)
    assert found.verdict == "reworded"
    assert [(drift.category, drift.severity) for drift in found.drift] == [("order", "minor")]
