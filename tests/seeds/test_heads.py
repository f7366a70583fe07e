"""An agency at the head of copy is found with its chain: it weighs little in its own copy, much where passed on."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

import seeds
from seeds.tracing import WEIGHTS

DATA: Final = Path(__file__).parent / "data"
STORIES: Final = tomllib.loads((DATA / "stories.toml").read_text("utf-8"))
HEADS: Final = [
    (code, case) for code, cases in tomllib.loads((DATA / "heads.toml").read_text("utf-8")).items() for case in cases
]
Articles = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(("code", "case"), HEADS, ids=[f"{code}-{case['words']}" for code, case in HEADS])
def test_an_agency_at_the_head_is_a_sign_with_its_chain(articles: Articles, code: str, case: dict[str, Any]) -> None:
    text = f"{case['copy']} {STORIES[code]}"
    found, origins = seeds.signs(articles(text).with_columns(language=pl.lit(code)))
    signs = [(row["sign"], text[row["start"] : row["end"]]) for row in found.to_dicts()]
    assert signs == [(case["sign"], case["words"])]
    assert origins["relay_chain"].to_list() == [case["chain"]]


def test_each_language_has_its_heads() -> None:
    assert {code for code, _ in HEADS} == set(STORIES)


def test_a_head_below_title_and_byline_is_found(articles: Articles) -> None:
    text = f"Bay shut\n\nBy Ruth Callaway\n\nBUSAN, Oct. 14 (Yonhap) -- {STORIES['en']}"
    _, origins = seeds.signs(articles(text))
    assert origins["relay_chain"].to_list() == [["Yonhap"]]


def test_a_relay_told_below_an_agencys_head_comes_before_it(articles: Articles) -> None:
    text = f"BUSAN, Oct. 14 (Yonhap) -- {STORIES['en']} The ship was empty, KCNA reported."
    _, origins = seeds.signs(articles(text))
    assert origins["relay_chain"].to_list() == [["KCNA", "Yonhap"]]


def test_an_agencys_own_head_weighs_less_than_any_phrase() -> None:
    assert WEIGHTS["dateline"] < min(weight for kind, weight in WEIGHTS.items() if kind != "dateline")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The Korean Central News Agency (KCNA) - the voice of the state - was silent."),
        ("en", "Chancellor Ann Moss (CDU) - a lawyer - was silent."),
        ("en", "Ann Moss (AP Moller) - a lawyer - was silent."),
        ("en", "The reporter of the day (AFP) took a picture."),
        ("es", "La agencia oficial (KCNA) - la voz del Estado - calló."),
        ("de", "Das Boot (dpa 14) liegt im Hafen."),
        ("ja", "【共同声明】港は静かだった。"),
        ("ja", "【独自】港は静かだった。"),
        ("ko", "[단독] 항구는 조용했다."),
        ("zh", "【快讯】港口很安静。"),
        ("zh", "我们在5月2日电话采访了他。"),
    ],
)
def test_other_brackets_at_the_head_are_none(articles: Articles, code: str, sentence: str) -> None:
    found, _ = seeds.signs(articles(f"{sentence} {STORIES[code]}").with_columns(language=pl.lit(code)))
    assert found.to_dicts() == []
