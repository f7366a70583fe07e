"""Names: another name is critical, another spelling of it is not."""

from collections.abc import Callable

import pytest

from align.comparing import compare

Drifts = Callable[..., list[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("original", "rendering", "was", "became"),
    [
        ("The troops left Kharkiv at night.", "The troops left Odesa at night.", "Kharkiv", "Odesa"),
        ("We met Angela Merkel last night.", "We met Boris Johnson last night.", "Angela Merkel", "Boris Johnson"),
        ("We thank President Macron for his help.", "We thank President Scholz for his help.", "Macron", "Scholz"),
        ("The Foreign Ministry of Iran knew it.", "The Foreign Ministry of Iraq knew it.", "Iran", "Iraq"),
        ("The visit of Kim Jong-gyu is over.", "The visit of Kim Jong-un is over.", "Kim Jong-gyu", "Kim Jong-un"),
    ],
)
def test_another_name_in_its_place_is_critical(
    drifts: Drifts, original: str, rendering: str, was: str, became: str
) -> None:
    found = [each for each in drifts(original, rendering) if each[0] == "name"]
    assert [severity for _, severity, *_ in found] == ["critical"]
    assert was in found[0][2]
    assert became in found[0][3]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Kharkiv", "Kharkov"),
        ("Putin", "Poutine"),
        ("Kim Jong Gyu", "Kim Jong-kwi"),
        ("Gaddafi", "Qadhafi"),
    ],
)
def test_another_spelling_of_a_name_is_the_same_name(drifts: Drifts, one: str, other: str) -> None:
    found = drifts(f"We have written to {one} about the talks.", f"We have written to {other} about the talks.")
    assert "name" not in {category for category, *_ in found}


def test_a_name_that_grew_is_minor(drifts: Drifts) -> None:
    found = drifts("It is up to the Ministry of Defense.", "It is up to the Ministry of National Defense.")
    assert [(category, severity) for category, severity, *_ in found if category == "name"] == [("name", "minor")]


def test_a_name_that_went_missing_is_major(drifts: Drifts) -> None:
    found = drifts("We spoke with Angela Merkel about the gas line.", "We spoke about the gas line.")
    assert ("name", "major", "Angela Merkel", "") in found


def test_a_name_that_nobody_said_is_major_inside_quotation_marks(drifts: Drifts) -> None:
    found = drifts("We spoke at length about the gas line.", "We spoke at length with Berlin about the gas line.")
    assert ("name", "major", "", "Berlin") in found


def test_a_name_that_indirect_speech_spells_out_is_minor(drifts: Drifts) -> None:
    pair = "We spoke at length about the gas line.", "they had spoken at length with Berlin about the gas line"
    assert ("name", "minor", "", "Berlin") in drifts(*pair, "direct", "indirect")


def test_a_capital_at_the_start_of_a_sentence_makes_no_name(drifts: Drifts) -> None:
    found = drifts("Talks will resume. Ships will sail.", "Negotiations will resume. Vessels will sail.")
    assert "name" not in {category for category, *_ in found}


def test_two_names_that_changed_places_are_an_altered_quote(compared: Callable[..., object]) -> None:
    assert compared("Israel struck Lebanon at dawn.", "Lebanon struck Israel at dawn.").verdict == "altered"


@pytest.mark.parametrize(
    ("code", "original", "rendering"),
    [
        ("pl", "Szef rządu poleciał w niedzielę do Monachium.", "The head of government flew to Munich on Sunday."),
        ("pl", "Rozmowy toczyły się w Akwizgranie.", "The talks took place in Aachen."),
        ("cs", "Prezident dorazil do Benátek v noci.", "The president reached Venice at night."),
        ("nl", "De koning sprak maandag in Keulen.", "The king spoke in Cologne on Monday."),
        ("hu", "A miniszter Bécsben beszélt.", "The minister spoke in Vienna."),
    ],
)
def test_a_city_by_its_own_name_in_a_language_without_a_file_is_unclear_and_not_altered(
    code: str, original: str, rendering: str
) -> None:
    found = compare(original, rendering, original_language=code, rendering_language="en", with_model=False)
    assert found.verdict == "unclear"
    assert "names and questions agree" in found.reason or "may be another name" in found.reason


@pytest.mark.parametrize(
    ("code", "original", "rendering"),
    [
        ("pl", "Szef rządu poleciał w niedzielę do Rzymu.", "The head of government flew to Munich on Sunday."),
        ("hi", "मंत्री ने सोमवार को लंदन में भाषण दिया।", "The minister gave a speech in Paris on Monday."),
        ("cs", "Prezident jednal s Petrem Horákem.", "The president held talks with Jan Novák."),
    ],
)
def test_another_name_in_a_language_without_a_file_is_altered(code: str, original: str, rendering: str) -> None:
    found = compare(original, rendering, original_language=code, rendering_language="en", with_model=False)
    assert found.verdict == "altered"


@pytest.mark.parametrize(
    ("original", "rendering", "gone"),
    [
        (
            "The museum in Rome, the capital of Italy, was reopened in June.",
            "In June the museum reopened in Rome, the capital.",
            "Italy",
        ),
        ("The Moscow plant is the largest in Russia.", "The plant is the largest in Russia.", "Moscow"),
    ],
)
def test_a_seat_that_both_sides_name_tells_its_country_in_part(
    drifts: Drifts, original: str, rendering: str, gone: str
) -> None:
    assert ("name", "minor", gone, "") in drifts(original, rendering)


def test_a_country_is_told_by_its_people() -> None:
    found = compare("In Italy the Italian courts decide.", "The Italian courts decide.", with_model=False)
    assert "name" not in {drift.category for drift in found.drift}


def test_a_name_of_common_words_is_missed_as_any_name() -> None:
    common, strange = (
        compare(f"He has left the {name} after ten years.", "He has left after ten years.", with_model=False)
        for name in ("Labour Party", "Zoomlion Vexar")
    )
    assert common.faithfulness == strange.faithfulness < 0.5
