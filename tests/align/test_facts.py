"""Numbers, names and gender in eleven languages and across them, case by case from data."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from align.drift.names import name
from align.drift.numbers import number
from align.drift.pairing import Text, paired
from align.drift.person import gender
from align.drift.types import Pair
from align.languages import Language, language, neutral

_DATA = Path(__file__).parent / "data"
_WEIGHT = ("none", "neutral", "minor", "major", "critical")


def _cases(check: str) -> list[Any]:
    cases = tomllib.loads((_DATA / f"{check}.toml").read_text(encoding="utf-8"))["pair"]
    return [pytest.param(case, id=f"{'-'.join(case['languages'])}: {case['rendering']}") for case in cases]


def _known(code: str) -> Language:
    return language(code) or neutral(code)


@cache
def _pair(original: str, rendering: str, first: str, second: str) -> Pair:
    return paired([(Text(original, _known(first), "direct"), Text(rendering, _known(second), "direct"))])[0]


def _heaviest(check: Any, case: dict[str, Any]) -> str:
    found = check(_pair(case["original"], case["rendering"], *case["languages"]))
    return max((str(each.shown) for each in found), key=_WEIGHT.index, default="none")


@pytest.mark.parametrize("case", _cases("numbers"))
def test_a_number_is_compared_by_value(case: dict[str, Any]) -> None:
    assert _heaviest(number, case) == case["severity"]


@pytest.mark.parametrize("case", _cases("names"))
def test_a_name_is_compared_by_sound_country_and_translation(case: dict[str, Any]) -> None:
    assert _heaviest(name, case) == case["severity"]


@pytest.mark.parametrize("case", _cases("gender"))
def test_gender_counts_where_both_languages_mark_it(case: dict[str, Any]) -> None:
    assert _heaviest(gender, case) == case["severity"]
