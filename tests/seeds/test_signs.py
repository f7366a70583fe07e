"""Signs that copy was translated or relayed: each kind at its words, its near misses, and the chain of relays."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

import seeds
from seeds.tracing import WEIGHTS

Signed = Callable[[str], list[dict[str, Any]]]
Origin = Callable[[str], dict[str, Any]]

STORY = (
    "The harbour master said on Tuesday that the port would reopen before the end of the week. "
    "Ships from three countries are waiting in the bay."
)


def words(rows: list[dict[str, Any]], sign: str) -> list[str]:
    return [row["words"] for row in rows if row["sign"] == sign]


@pytest.mark.parametrize(
    "sign_off", ["(Yonhap)", "(EFE, AFP)", "Ct (Efe, AFP)", "mkl/AFP", "MS/rb (dpa, Reuters)", "(Prensa Latina)"]
)
def test_agencies_that_sign_a_story_off_are_found_at_its_end(signed: Signed, sign_off: str) -> None:
    assert words(signed(f"{STORY}\n\n{sign_off}"), "sign-off") == [sign_off]


@pytest.mark.parametrize(
    ("code", "credit", "chain"),
    [
        ("en", "Source: AFP", ["AFP"]),
        ("en", "(c) 2024 dpa", ["dpa"]),
        ("es", "Con información de EFE y AFP", ["EFE, AFP"]),
        ("fr", "(avec AFP)", ["AFP"]),
        ("pt", "Com informações da Lusa.", ["Lusa"]),
        ("de", "Quelle: dpa", ["dpa"]),
        ("it", "Fonte: ANSA", ["ANSA"]),
        ("ru", "(с) РИА Новости", ["RIA Novosti"]),
        ("zh", "（来源：新华社）", ["Xinhua"]),
        ("ja", "出典：ロイター", ["Reuters"]),
        ("ko", "출처: 연합뉴스", ["Yonhap"]),
    ],
)
def test_a_line_that_credits_an_agency_signs_the_story_off(
    articles: Callable[..., pl.DataFrame], code: str, credit: str, chain: list[str]
) -> None:
    """Cleaning sets page furniture aside, and these are none."""
    copy = articles(f"{STORY}\n\n{credit}").with_columns(language=pl.lit(code))
    found, origins = seeds.signs(copy)
    assert found.filter(pl.col("sign") == "sign-off").height == 1
    assert origins["relay_chain"].to_list() == [chain]


@pytest.mark.parametrize(
    "ending",
    [
        "Source: the mayor’s office",
        "Photo: AFP",
        "EFE/Ana Ruiz",
        "© AFP/Jean Dupont",
        "The source: AFP, he said, lied.",
    ],
)
def test_a_picture_or_another_source_signs_nothing_off(signed: Signed, ending: str) -> None:
    assert words(signed(f"{STORY}\n\n{ending}"), "sign-off") == []


@pytest.mark.parametrize(
    "ending", ["(file photo)", "(right)", "(see page 4)", "and/or", "(CNN)", "Photo (left): AFP pool", "MAP", "TT"]
)
def test_other_endings_are_no_sign_off(signed: Signed, ending: str) -> None:
    assert words(signed(f"{STORY}\n\n{ending}"), "sign-off") == []


def test_an_agency_in_brackets_inside_a_sentence_signs_nothing_off(signed: Signed) -> None:
    copy = f"{STORY} The Korean Central News Agency (KCNA) has not mentioned the strike. Nobody expected it to."
    assert words(signed(copy), "sign-off") == []


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("They failed, according to Yonhap News Agency, which saw the text.", "according to Yonhap News Agency"),
        ("They failed, as reported by the Polska Agencja Prasowa.", "as reported by the Polska Agencja Prasowa"),
        ("Citing Xinhua, the paper said the talks had failed.", "Citing Xinhua"),
        ("They failed, according to Cuba’s official news agency.", "according to Cuba’s official news agency"),
    ],
)  # fmt: skip
def test_a_phrase_that_hands_the_word_to_an_agency_is_found(signed: Signed, sentence: str, phrase: str) -> None:
    assert words(signed(f"{STORY}\n\n{sentence}"), "relay-phrase") == [phrase]


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks failed, according to the mayor.",
        "According to the harbour office, Yonhap moved its bureau to the port.",
        "According to plan, AP Moller ships left first.",
        "He was quoting Shakespeare. Reuters photographers laughed.",
    ],
)
def test_a_phrase_that_hands_it_to_somebody_else_is_not(signed: Signed, sentence: str) -> None:
    assert words(signed(f"{STORY}\n\n{sentence}"), "relay-phrase") == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The council met on Friday (10/25/2024) to hear the union.", "Friday (10/25/2024)"),
        ("The mayor flew to Warsaw on the 24th.", "on the 24th"),
    ],
)
def test_dates_as_other_languages_write_them_are_found(signed: Signed, sentence: str, date: str) -> None:
    assert words(signed(f"{STORY} {sentence}"), "date-style") == [date]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council met on Friday, Oct. 25, 2024, to hear the union.",
        "Her office is on the 24th floor.",
        "The march fell on the 50th anniversary of the landing.",
        "He scored on the 12th attempt.",
        "It was signed on the 4th of July.",
        "The bill passed on the 20th ballot.",
        "They lead on the 3rd and 4th tracks.",
    ],
)
def test_dates_and_ordinals_of_english_copy_are_not(signed: Signed, sentence: str) -> None:
    assert words(signed(f"{STORY} {sentence}"), "date-style") == []


def test_numbers_grouped_by_points_are_found(signed: Signed) -> None:
    assert words(signed(f"{STORY} Some 12.000 soldiers were sent."), "number-style") == ["12.000"]
    assert words(signed(f"{STORY} The dose was 1.500 grams, and 12,000 soldiers were sent."), "number-style") == []


@pytest.mark.parametrize("quote", ["«the strike is over»", "„the strike is over“", "「罢工结束」"])
def test_quotation_marks_of_another_language_are_found(signed: Signed, quote: str) -> None:
    assert words(signed(f"{STORY} The union said {quote} on Friday."), "quotation-marks") == [quote]
    assert words(signed(f"{STORY} The union said “the strike is over” on Friday."), "quotation-marks") == []


def test_a_spelling_that_english_desks_gave_up_is_found_unless_theirs_stands_there_too(signed: Signed) -> None:
    assert words(signed(f"{STORY} The envoy flew to Kiev."), "romanisation") == ["Kiev"]
    assert words(signed(f"{STORY} The envoy flew to Kyiv, which Moscow calls Kiev."), "romanisation") == []


@pytest.mark.parametrize("cut", ["Directed to the dockers.", "Addressed to the mayor.", "State agency KCNA."])
def test_a_clause_that_a_translator_cut_loose_is_found(signed: Signed, cut: str) -> None:
    copy = f"The union sent a letter to the harbour office on Monday. {cut}\n\n{STORY}"
    assert words(signed(copy), "cut-clause") == [cut]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody came.",
        "No ships. No work.",
        "“Never again.”",
        "Why not?",
        "It rained.",
        "The mayor lost.",
        "The envoy flew to Warsaw.",
        "Prices fell in Lagos.",
        "Two ships sank off Busan.",
    ],
)
def test_a_short_sentence_of_the_writers_own_is_not(signed: Signed, sentence: str) -> None:
    assert words(signed(f"The union called a meeting on Monday. {sentence}\n\n{STORY}"), "cut-clause") == []


def test_turns_of_phrase_of_another_language_are_found(signed: Signed) -> None:
    copy = f"{STORY} The minister, for his part, manifested that the talks go on in the framework of the treaty."
    assert words(signed(copy), "calque") == ["for his part,", "manifested that", "in the framework of"]


@pytest.mark.parametrize(
    ("copy", "chain"),
    [
        (f"{STORY}\n\n(Yonhap)", ["Yonhap"]),
        (f"{STORY}\n\nCt (Efe, AFP)", ["EFE, AFP"]),
        ("The talks failed, Yonhap said, quoting KCNA.", ["KCNA", "Yonhap"]),
        ("According to Yonhap, citing the Korean Central News Agency, the talks failed.", ["KCNA", "Yonhap"]),
        (
            (
                "According to South Korea’s Yonhap News Agency quoting North Korea’s state news agency, they failed."
                "\n\nMK (dpa)"
            ),
            ["KCNA", "Yonhap", "dpa"],
        ),
        (f"{STORY} The talks failed, according to KCNA.\n\n(EFE, AFP)", ["KCNA", "EFE, AFP"]),
        (f"{STORY} According to Yonhap, all is well.\n\n(Yonhap)", ["Yonhap"]),
        (STORY, []),
    ],
)
def test_the_chain_of_relays_runs_from_the_first_source(origin: Origin, copy: str, chain: list[str]) -> None:
    assert origin(copy)["relay_chain"] == chain


def test_own_reporting_has_no_signs(signed: Signed, origin: Origin) -> None:
    copy = (
        "Port to reopen\n\nBy Ruth Callaway\n\n"
        + STORY
        + "\n\n“I have waited for this day,” said Colin Drury, a docker "
        "for thirty years. It was on the 50th day that the owners gave way, he told me.\n\n"
        "The first ship is due on Friday."
    )
    assert signed(copy) == []
    assert origin(copy) == origin(copy) | {"relay_chain": [], "signs_score": 0.0, "guessed_language": None}


def test_more_signs_weigh_more_and_never_reach_certainty(origin: Origin) -> None:
    scores = [
        origin(copy)["signs_score"]
        for copy in (
            STORY,
            f"{STORY} The envoy has since returned to Kiev.",
            f"{STORY} The envoy has since returned to Kiev on the 24th.",
            f"{STORY} The envoy has since returned to Kiev on the 24th, according to KCNA.\n\n(Efe, AFP)",
        )
    ]
    assert scores == sorted(set(scores))
    assert scores[0] == 0
    assert scores[-1] < 1


def test_the_guessed_language_is_that_of_the_agency_which_signs(origin: Origin) -> None:
    assert origin(f"{STORY}\n\n(EFE)")["guessed_language"] == "es"
    assert origin(f"{STORY}\n\n(Reuters)")["guessed_language"] is None


def test_each_sign_has_a_weight_and_its_words_in_the_text(articles: Callable[..., pl.DataFrame]) -> None:
    copy = (
        f"top of page\n\n{STORY} The envoy has since returned to Kiev on the 24th,\n according to KCNA. "
        "Directed to the dockers.\n\nCt (Efe, AFP)\n"
    )
    found, _ = seeds.signs(articles(copy))
    assert set(found["sign"]) == {"sign-off", "relay-phrase", "date-style", "romanisation", "cut-clause"}
    for row in found.to_dicts():
        assert row["weight"] == WEIGHTS[row["sign"]]
        assert copy[row["start"] : row["end"]].strip() == copy[row["start"] : row["end"]] != ""
        assert row["evidence"]


def test_every_article_has_its_row_of_origins_whatever_its_language(articles: Callable[..., pl.DataFrame]) -> None:
    frame = articles(STORY, "La huelga continúa en el puerto, según la agencia EFE.", "12 34")
    _, origins = seeds.signs(frame)
    assert origins["article_id"].to_list() == frame["article_id"].to_list()
