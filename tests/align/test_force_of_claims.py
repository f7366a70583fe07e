"""What each check says of true and of harmless pairs in eleven languages and across them: cases kept as data."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from align.comparing import Comparison, Texts, comparisons

DATA = Path(__file__).parent / "data"
CATEGORIES = (
    "negation",
    "modality",
    "tense",
    "opposition",
    "generalisation",
    "specification",
    "intensity",
    "quotation",
    "person",
    "mood",
    "order",
    "untranslated",
    "speaker",
)
LEAST = 12


def listed(part: str) -> list[Any]:
    return [
        pytest.param(category, case, id=f"{category}-{'-'.join(case['languages'])}-{case['rendering']}")
        for category in CATEGORIES
        for case in tables(category).get(part, [])
    ]


@cache
def tables(category: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{category}.toml").read_text(encoding="utf-8"))


def judged(case: dict[str, Any], kinds: tuple[str, str] = ("direct", "direct")) -> Comparison:
    kinds = tuple(case.get("kinds", kinds))
    speakers = case.get("speakers", (None, None))
    return comparisons([Texts(case["original"], case["rendering"], *kinds, *case["languages"], *speakers)])[0]


@pytest.mark.parametrize(("category", "case"), listed("true"))
def test_a_drift_is_named_at_its_words(category: str, case: dict[str, Any]) -> None:
    found = [drift for drift in judged(case).drift if drift.category == category and drift.severity != "neutral"]
    assert found
    assert found[0].explanation
    if "words" in case:
        assert case["words"] in [[drift.against_words, drift.words] for drift in found]


@pytest.mark.parametrize(("category", "case"), listed("near"))
def test_what_only_looks_like_a_drift_is_none(category: str, case: dict[str, Any]) -> None:
    found = judged(case)
    light = {"neutral", "minor"} if category == "order" else {"neutral"}  # a block that moved is a shade
    assert [drift for drift in found.drift if drift.category == category and drift.severity not in light] == []
    assert found.verdict == case.get("verdict", found.verdict)


@pytest.mark.parametrize(("category", "case"), listed("report"))
def test_the_shift_that_report_demands_is_neutral_and_says_so(category: str, case: dict[str, Any]) -> None:
    found = [drift for drift in judged(case, ("direct", "indirect")).drift if drift.category == category]
    assert {drift.severity for drift in found} == {"neutral"}
    assert all(drift.explanation.endswith("as indirect speech demands") for drift in found)


@pytest.mark.parametrize(("category", "case"), listed("quoted"))
def test_the_same_shift_between_quotation_marks_is_drift(category: str, case: dict[str, Any]) -> None:
    assert (category, "major") in {
        (drift.category, drift.severity) for drift in judged(case, ("direct", "mixed")).drift
    }


@pytest.mark.parametrize(("category", "case"), listed("unshifted"))
def test_a_language_that_shifts_nothing_in_report_excuses_nothing(category: str, case: dict[str, Any]) -> None:
    found = judged(case, ("direct", "indirect")).drift
    assert (category, "major") in {(drift.category, drift.severity) for drift in found}


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("part", ["true", "near"])
def test_each_check_has_its_dozen(category: str, part: str) -> None:
    cases = tables(category)[part]
    assert len(cases) >= LEAST
    assert len({code for case in cases for code in case["languages"]}) >= 7
