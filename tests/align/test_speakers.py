"""Whether two quotes can have one speaker."""

from typing import Any

import pytest

from align.speakers import AFFILIATED, CONFLICT, SAME, UNTOLD, agreement, voice
from seeds.quoting.resolution import speaker_columns


def said_by(name: str | None, role: str | None = None) -> dict[str, Any]:
    if name is None:
        return {"language": "en", **dict.fromkeys(("speaker", "speaker_head", "speaker_key", "role"))}
    row = {"language": "en", **speaker_columns(name, "en")}
    return {**row, "role": role or row.get("role")}


def agree(one: dict[str, Any], other: dict[str, Any]) -> float:
    found = agreement(voice(one), voice(other))
    assert found == agreement(voice(other), voice(one)), "it is the same from both sides"
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Wang Yi", "Wang Yi"),
        ("Kim Jong-gyu", "Kim Jong Gyu"),
        ("Kim Jong-gyu", "Kim Jong-kwi"),
        ("President Yoon Suk-yeol", "Yoon Suk Yeol"),
        ("Vladimir Putin", "Владимир Путин"),
    ],
)
def test_spellings_and_offices_of_one_person_are_the_same(one: str, other: str) -> None:
    assert agree(said_by(one), said_by(other)) == SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-gyu", "Kim Jong-un"),
        ("Ana Ruiz", "Colin Drury"),
        ("Ana Ruiz", "Ana Lopez"),
        ("North Korea", "South Korea"),
        ("The Ministry of Unification", "The Ministry of Defense"),
        ("The South Korean Foreign Ministry", "The North Korean Foreign Ministry"),
    ],
)
def test_other_people_countries_and_offices_are_a_conflict(one: str, other: str) -> None:
    assert agree(said_by(one), said_by(other)) == CONFLICT


def test_a_speaker_who_is_not_named_says_nothing() -> None:
    assert agree(said_by(None), said_by("Ana Ruiz")) == UNTOLD
    assert agree(said_by(None), said_by(None)) == UNTOLD


@pytest.mark.parametrize(
    ("office", "person"),
    [
        (said_by("the Foreign Ministry"), said_by("Kim Jong-gyu", "vice foreign minister")),
        (said_by("North Korea"), said_by("North Korean envoy Kim Song")),
    ],
)
def test_an_office_or_a_country_speaks_through_its_officers(office: dict[str, Any], person: dict[str, Any]) -> None:
    assert agree(office, person) == AFFILIATED


def test_a_surname_alone_does_not_contradict_the_full_name() -> None:
    assert agree(said_by("Ruiz"), said_by("Ana Ruiz")) > UNTOLD
