"""Sign-offs and relay phrases in eleven languages: each is found at its words, with its chain."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

import seeds

STORIES: Final = tomllib.loads((Path(__file__).parent / "data" / "stories.toml").read_text("utf-8"))
CASES: Final = [
    (code, case)
    for code, cases in tomllib.loads((Path(__file__).parent / "data" / "relays.toml").read_text("utf-8")).items()
    for case in cases
]


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{code}-{case['words']}" for code, case in CASES])
def test_who_passed_the_story_on_is_found_with_the_chain(
    articles: Callable[..., pl.DataFrame], code: str, case: dict[str, Any]
) -> None:
    text = f"{STORIES[code]}\n\n{case['copy']}"
    copy = articles(text).with_columns(language=pl.lit(code))
    found, origins = seeds.signs(copy)
    handed = found.filter(pl.col("sign").is_in(["sign-off", "relay-phrase"]))
    assert [text[start:end] for start, end in handed.select("start", "end").iter_rows()] == [case["words"]]
    assert origins["relay_chain"].to_list() == [case["chain"]]


def test_each_language_has_six_and_more() -> None:
    counts = {code: sum(code == each for each, _ in CASES) for code in STORIES}
    assert min(counts.values()) >= 6
