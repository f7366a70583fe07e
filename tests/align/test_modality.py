"""Modality: certainty, possibility, duty, condition and opinion; what report demands of them is neutral."""

from collections.abc import Callable

import pytest

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("The firm will close the plant.", "The firm may close the plant.", "will", "may"),
        ("The deal will be signed in May.", "The deal would be signed in May.", "will", "would"),
        ("The deal might be signed in May.", "The deal will be signed in May.", "might", "will"),
        ("You must leave the city today.", "You may leave the city today.", "must", "may"),
        ("You should leave the city today.", "You will leave the city today.", "should", "will"),
    ],
)
def test_a_claim_of_another_force_is_major_at_its_words(
    drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    assert ("modality", "major", was, became) in drifts(original, rendering)


@pytest.mark.parametrize(
    ("original", "rendering", "hedge"),
    [
        ("I think the firm will close the plant.", "The firm will close the plant.", "I think"),
        ("It seems the pilot fell asleep.", "The pilot fell asleep.", "It seems"),
        ("The firm will close the plant, I think.", "The firm will close the plant.", "I think"),
        ("The pilot apparently fell asleep.", "The pilot fell asleep.", "apparently"),
        ("We believe that the army will win.", "We know that the army will win.", "We believe"),
        ("The strike, it seems, is over.", "The strike is over.", "it seems"),
    ],
)
def test_an_opinion_told_as_a_fact_is_major(drifts: Drifts, original: str, rendering: str, hedge: str) -> None:
    assert ("modality", "major", hedge, "") in drifts(original, rendering)


def test_a_fact_told_as_an_opinion_is_major(drifts: Drifts) -> None:
    found = drifts("The firm will close the plant.", "I think the firm will close the plant.")
    assert ("modality", "major", "", "I think") in found


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("If the rains fail, prices will rise.", "Prices will rise."),
        ("Russia will attack if the alliance sends troops.", "Russia will attack."),
        ("We will sign unless the owners walk out.", "We will sign."),
        ("It is not true that the plant will close.", "The plant will close."),
    ],
)
def test_a_quote_cut_loose_from_its_condition_or_denial_is_altered(
    compared: Callable[..., object], original: str, rendering: str
) -> None:
    assert compared(original, rendering).verdict == "altered"


@pytest.mark.parametrize(
    ("original", "rendering", "words"),
    [
        ("The blast hurt about 300 people.", "The blast hurt 300 people.", "about"),
        ("Nearly 300 homes were destroyed.", "300 homes were destroyed.", "Nearly"),
        ("The blast hurt at least 300 people.", "The blast hurt 300 people.", "at least"),
    ],
)
def test_a_round_figure_told_as_exact_is_minor(drifts: Drifts, original: str, rendering: str, words: str) -> None:
    assert ("modality", "minor", words, "") in drifts(original, rendering)


def test_about_without_a_figure_is_no_approximation(drifts: Drifts) -> None:
    found = drifts("They spoke about the strike for hours.", "They spoke of the strike for hours.")
    assert "modality" not in {category for category, *_ in found}


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("It will perhaps rain on Sunday.", "It will possibly rain on Sunday."),
        ("I think the plant will close.", "I believe the plant will close."),
        ("We'll close the plant.", "We will close the plant."),
    ],
)
def test_words_of_one_force_are_no_drift_of_modality(drifts: Drifts, original: str, rendering: str) -> None:
    assert "modality" not in {category for category, *_ in drifts(original, rendering)}


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("The firm will close the plant.", "the firm would close the plant", "will", "would"),
        ("Our ministry will not comment.", "the ministry would not comment", "will", "would"),
    ],
)
def test_the_shift_that_report_demands_is_neutral_and_faithful(
    compared: Callable[..., object], drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    assert ("modality", "neutral", was, became) in drifts(original, rendering, "direct", "indirect")
    assert compared(original, rendering, "direct", "indirect").verdict == "faithful"


@pytest.mark.parametrize("kind", ["direct", "mixed"])
def test_the_same_shift_between_quotation_marks_is_drift(drifts: Drifts, kind: str) -> None:
    pair = "The firm will close the plant.", "the firm would close the plant"
    assert ("modality", "major", "will", "would") in drifts(*pair, "direct", kind)


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("The firm will close the plant.", "the firm may close the plant"),
        ("I think the firm will close the plant.", "the firm would close the plant"),
        ("The firm may close the plant.", "the firm would close the plant"),
        ("The firm could close the plant.", "the firm would have to close the plant"),
    ],
)
def test_what_report_does_not_demand_is_drift_there_too(
    compared: Callable[..., object], original: str, rendering: str
) -> None:
    assert compared(original, rendering, "direct", "indirect").verdict == "altered"
