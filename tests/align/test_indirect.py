"""What the grammar of report demands, in eleven languages: neutral in a report, drift between quotation marks."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from align.comparing import Comparison, Texts, comparisons

CASES = tomllib.loads((Path(__file__).parent / "data" / "indirect.toml").read_text(encoding="utf-8"))


def judged(case: dict[str, Any], kind: str) -> Comparison:
    return comparisons([Texts(case["original"], case["rendering"], "direct", kind, *case["languages"])])[0]


def named(case: dict[str, Any]) -> str:
    return f"{case['languages'][1]}-{case['rendering']}"


@pytest.mark.parametrize("case", CASES["shift"] + CASES["kept"], ids=named)
def test_a_report_that_follows_its_grammar_is_faithful(case: dict[str, Any]) -> None:
    found = judged(case, "indirect")
    assert found.verdict == "faithful"
    shifts = [drift for drift in found.drift if drift.category in ("modality", "tense", "person", "quotation")]
    assert shifts
    assert {drift.severity for drift in shifts} == {"neutral"}


@pytest.mark.parametrize("case", CASES["shift"], ids=named)
def test_the_same_words_between_quotation_marks_are_not_what_was_said(case: dict[str, Any]) -> None:
    found = judged(case, "direct")
    assert found.verdict == case.get("quoted", "altered")
    assert any(drift.severity != "neutral" for drift in found.drift)


def test_every_language_has_its_report() -> None:
    told = {case["languages"][1] for case in CASES["shift"] + CASES["kept"]}
    assert told == {"en", "es", "fr", "pt", "it", "de", "ru", "ar", "zh", "ja", "ko"}
