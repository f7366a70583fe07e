"""Numbers are compared by value: another value is critical, another way of writing it nothing."""

from collections.abc import Callable

import pytest

import align

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("The storm killed 12 people in the valley.", "The storm killed 21 people in the valley.", "12", "21"),
        ("The fire took 300 homes in two days.", "The fire took 3,000 homes in two days.", "300", "3,000"),
        ("Inflation fell to 3.5 percent in June.", "Inflation fell to 35 percent in June.", "3.5", "35"),
        ("It will cost 1.5 million euros.", "It will cost 1.5 billion euros.", "1.5 million", "1.5 billion"),
        ("Seven ships are waiting in the bay.", "Eleven ships are waiting in the bay.", "Seven", "Eleven"),
        ("The talks resume on the 26th in Vienna.", "The talks resume on the 25th in Vienna.", "26th", "25th"),
        ("Inflation fell by -2 points in June.", "Inflation fell by 3 points in June.", "2", "3"),
    ],
)
def test_another_number_is_critical_at_its_words(
    drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    assert ("number", "critical", was, became) in drifts(original, rendering)


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("The storm killed twelve people in the valley.", "The storm killed 12 people in the valley."),
        ("The fire destroyed three hundred homes.", "The fire destroyed 300 homes."),
        ("We have lost 12,000 hectares of forest.", "We have lost 12000 hectares of forest."),
        ("It will cost 1.5 million euros.", "It will cost 1,500,000 euros."),
        ("It will cost 12 thousand euros.", "It will cost 12,000 euros."),
        ("The ship carried two million barrels of oil.", "The ship carried 2 million barrels of oil."),
        ("Growth will reach 2.5 percent this year.", "Growth will reach 2.5% this year."),
        ("A man and a boy were saved.", "One man and one boy were saved."),
    ],
)
def test_another_way_of_writing_a_number_is_no_drift_of_weight(drifts: Drifts, original: str, rendering: str) -> None:
    found = [each for each in drifts(original, rendering) if each[1] != "neutral"]
    assert {category for category, *_ in found} <= {"wording"}


def test_a_number_that_went_missing_is_major(drifts: Drifts) -> None:
    found = drifts("We have lost 12,000 hectares of forest.", "We have lost hectares of forest.")
    assert ("number", "major", "12,000", "") in found


def test_a_number_that_nobody_said_is_major(drifts: Drifts) -> None:
    found = drifts("We have lost whole hectares of forest.", "We have lost 12,000 whole hectares of forest.")
    assert ("number", "major", "", "12,000") in found


def test_two_numbers_that_changed_places_are_a_drift(drifts: Drifts) -> None:
    found = drifts("The storm killed 12 people and hurt 40.", "The storm killed 40 people and hurt 12.")
    assert found
    assert {severity for _, severity, *_ in found} & {"major", "critical"}


@pytest.mark.parametrize(
    ("figure", "spelled"),
    [
        ("Le port traite 1,5 million de conteneurs.", "Un million et demi de conteneurs passent par le port."),
        ("The port handles 1.5 million boxes.", "A million and a half boxes go through the port."),
        ("The wait was 2.5 hours.", "The wait was two and a half hours."),
    ],
)
def test_a_half_is_of_the_word_for_so_much_that_it_follows(drifts: Drifts, figure: str, spelled: str) -> None:
    assert not [found for found in drifts(figure, spelled) if found[0] == "number"]


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("It will cost $5 million to rebuild.", "It will cost €5 million to rebuild."),
        ("The debt is 40 million dollars.", "The debt is 40 million euros."),
        ("Unemployment rose by 5 percent in May.", "Unemployment rose by 5 points in May."),
    ],
)
def test_another_unit_is_another_figure(compared: Callable[..., object], original: str, rendering: str) -> None:
    assert compared(original, rendering).verdict == "altered"


def test_a_figure_stands_in_the_place_of_one_of_its_unit_and_not_of_a_day_that_is_gone() -> None:
    found = align.compare(
        "On 14 March the mayor said that 12,000 litres of oil had leaked.",
        "El alcalde dijo que se habían derramado 10.000 litros de petróleo.",
        original_language="en",
        rendering_language="es",
        with_model=False,
    )
    changed = [
        (drift.against_words, drift.words) for drift in found.drift if drift.category == "number" and drift.words
    ]
    assert changed == [("12,000", "10.000")]
