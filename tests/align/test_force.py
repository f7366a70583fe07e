"""Emphasis and quantity: a claim made stronger, weaker, wider or narrower."""

from collections.abc import Callable

import pytest

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("The plan is clearly a mistake.", "The plan is definitely a mistake.", "clearly", "definitely"),
        ("There will evidently be forces that resist.", "There will be forces that resist.", "evidently", ""),
        ("The plan is a mistake.", "The plan is undoubtedly a mistake.", "", "undoubtedly"),
        ("The flood was extremely dangerous.", "The flood was slightly dangerous.", "extremely", "slightly"),
    ],
)
def test_another_emphasis_is_minor_at_its_words(
    drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    assert ("intensity", "minor", was, became) in drifts(original, rendering)


def test_the_same_emphasis_is_none(drifts: Drifts) -> None:
    found = drifts("The plan is clearly a bad idea.", "The idea is clearly a bad plan.")
    assert "intensity" not in {category for category, *_ in found}


@pytest.mark.parametrize(
    ("original", "rendering", "category"),
    [
        ("Most of the voters support the plan.", "All of the voters support the plan.", "generalisation"),
        ("Some of the villages were evacuated.", "All of the villages were evacuated.", "generalisation"),
        ("Few voters turned out on Sunday.", "Many voters turned out on Sunday.", "generalisation"),
        ("All of the villages were evacuated.", "Some of the villages were evacuated.", "specification"),
        ("Every prisoner was released.", "Some prisoners were released.", "specification"),
    ],
)
def test_a_wider_or_narrower_claim_is_major(drifts: Drifts, original: str, rendering: str, category: str) -> None:
    assert (category, "major") in {found[:2] for found in drifts(original, rendering)}


def test_quantities_of_one_width_are_alike(drifts: Drifts) -> None:
    found = drifts("All prisoners were released.", "Every prisoner was released.")
    assert not {category for category, *_ in found} & {"generalisation", "specification"}
