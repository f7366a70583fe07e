"""What was left out, what was put in, and what was said in other words."""

import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from align import compare

Drifts = Callable[..., list[tuple[str, str, str, str]]]
Compared = Callable[..., object]


def test_a_claim_that_was_left_out_is_major(compared: Compared) -> None:
    found = compared(
        "The bridge was closed, and the engineers who found the cracks were sent home by the ministry.",
        "the bridge had been closed",
        "direct",
        "indirect",
    )
    omitted = [drift for drift in found.drift if drift.category == "omission"]
    assert found.verdict == "altered"
    assert [drift.severity for drift in omitted] == ["major"]
    assert "engineers who found the cracks" in omitted[0].against_words


def test_a_claim_that_was_put_in_is_major_at_its_words(drifts: Drifts) -> None:
    found = drifts(
        "The bridge collapsed yesterday.", "The bridge collapsed yesterday, killing dozens of sleeping lorry drivers."
    )
    assert ("addition", "major", "", "killing dozens of sleeping lorry drivers") in found


def test_a_word_that_was_put_in_is_minor(drifts: Drifts) -> None:
    found = drifts("The plan is a mistake.", "The plan is a costly mistake.")
    assert [each for each in found if each[0] == "addition"] == [("addition", "minor", "", "costly")]


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("The minister denounced the attack.", "The minister condemned the attack.", "denounced", "condemned"),
        ("The king praised their courage.", "The king praised their bravery.", "courage", "bravery"),
    ],
)
def test_another_word_of_one_meaning_is_minor_and_reworded(
    compared: Compared, drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    assert drifts(original, rendering) == [("wording", "minor", was, became)]
    assert compared(original, rendering).verdict == "reworded"


def test_a_pull_out_owes_only_the_stretch_that_it_renders(drifts: Drifts) -> None:
    original = "Our engineers have checked the bridge twice, and traffic may cross it safely from Monday on."
    found = drifts(original, "traffic can cross it safely", "direct", "mixed")
    assert not {category for category, *_ in found} & {"omission", "addition"}


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("We cannot accept these terms.", "We can't accept these terms."),
        ("I'm sure that it's over.", "I am sure that it is over."),
        ("They have left the port.", "They've left the port."),
    ],
)
def test_a_contraction_leaves_nothing_out_and_puts_nothing_in(
    categories: Callable[..., set[str]], original: str, rendering: str
) -> None:
    assert not categories(original, rendering) & {"omission", "addition", "negation", "modality", "tense"}


def test_one_difference_is_one_drift(compared: Compared) -> None:
    found = compared("The fire took 300 homes in Kharkiv.", "The fire will take 3,000 houses in Odesa.")
    for side in (("start", "end"), ("against_start", "against_end")):
        spans = sorted((getattr(drift, side[0]), getattr(drift, side[1])) for drift in found.drift)
        full = [span for span in spans if span[0] < span[1]]
        assert all(first[1] <= second[0] for first, second in pairwise(full))


_CASES = tomllib.loads((Path(__file__).parent / "data" / "content.toml").read_text(encoding="utf-8"))


def _major(case: dict[str, Any]) -> set[str]:
    first, second = case["languages"]
    found = compare(case["original"], case["rendering"], original_language=first, rendering_language=second)
    return {drift.category for drift in found.drift if drift.severity == "major"}


@pytest.mark.parametrize("case", _CASES["true"], ids=lambda case: "-".join(case["languages"]))
def test_a_claim_left_out_or_put_in_is_major_in_every_language(case: dict[str, Any]) -> None:
    assert case["category"] in _major(case)


@pytest.mark.parametrize("case", _CASES["near"], ids=lambda case: "-".join(case["languages"]))
def test_the_same_claim_in_other_words_has_lost_and_won_nothing(case: dict[str, Any]) -> None:
    assert not _major(case) & {"omission", "addition"}
