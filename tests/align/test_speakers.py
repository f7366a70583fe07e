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


def of(code: str, name: str, role: str | None = None) -> dict[str, Any]:
    row = {"language": code, **speaker_columns(name, code)}
    return {**row, "role": role or row.get("role")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("en", "a foreign ministry spokesman"), of("zh", "外交部发言人")),
        (of("zh", "外交部发言人"), of("ko", "외무성 대변인")),
        (of("ja", "外務省報道官"), of("ar", "المتحدث باسم وزارة الخارجية")),
        (of("es", "el portavoz del Ministerio de Exteriores"), of("de", "ein Sprecher des Außenministeriums")),
        (of("fr", "la police"), of("ko", "경찰")),
        (of("it", "il portavoce della Difesa"), of("ru", "представитель Минобороны")),
        (of("en", "the union"), of("en", "the trade union of the port")),
    ],
)
def test_an_office_is_the_same_in_another_language(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert agree(one, other) == AFFILIATED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("en", "a defence ministry spokesman"), of("zh", "外交部发言人")),
        (of("fr", "la police"), of("ko", "소방 당국")),
        (of("ja", "中央銀行総裁"), of("en", "the health ministry")),
    ],
)
def test_offices_of_other_things_are_not_related(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert agree(one, other) < UNTOLD


def test_offices_of_two_countries_are_a_conflict_in_two_languages() -> None:
    assert agree(of("en", "the South Korean Foreign Ministry"), of("zh", "日本外务省发言人")) == CONFLICT


def test_an_office_of_no_known_kind_says_nothing() -> None:
    assert agree(of("en", "the chess club"), of("zh", "外交部发言人")) == UNTOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("ja", "早坂社長"), of("ja", "クロサキ電器の早坂智子社長")),
        (of("ar", "التازروتي"), of("ar", "المخرج يونس التازروتي")),
        (of("en", "the central bank governor"), of("en", "Governor Marit Aasgaard")),
        (of("en", "the governor"), of("en", "Aasgaard")),
        (of("ja", "同社"), of("ja", "クロサキ電器")),
        (of("ko", "오스고르 총재"), of("en", "Governor Marit Aasgaard")),
        (of("ko", "하스캄프 위원장"), of("de", "Gewerkschaftschef Jürgen Haskamp")),
        (of("es", "la sismóloga Inés Quiroga, del Instituto Geofísico"), of("ru", "сейсмолог Инес Кирога")),
        (of("ko", "오카베 오사무 최고재무책임자"), of("de", "Osamu Okabe")),
    ],
)
def test_a_surname_an_office_and_a_pointer_do_not_contradict_the_full_name(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert agree(one, other) >= UNTOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of("ja", "早坂社長"), of("ja", "クロサキ電器の岡部修社長")),
        (of("ko", "오스고르 총재"), of("en", "Governor Ana Ruiz")),
        (of("es", "la sismóloga Inés Quiroga"), of("ru", "сейсмолог Олег Тамарин")),
    ],
)
def test_other_names_with_like_offices_are_still_two_people(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert agree(one, other) == CONFLICT
