"""Nouns: a wider or a narrower one is named as such, another word of the same meaning is not."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from align.comparing import Texts, comparisons
from align.drift.types import Drift

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "nouns.toml").read_text(encoding="utf-8")
)
TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[2] / "align" / "drift" / "nouns.toml").read_text(encoding="utf-8")
)
KINDS = ("generalisation", "specification")
LEAST = 12
LEAST_CONCEPTS = 150


def named(case: dict[str, Any]) -> list[Drift]:
    compared = comparisons([Texts(case["original"], case["rendering"], "direct", "direct", *case["languages"])])
    return [drift for drift in compared[0].drift if drift.category in KINDS]


@pytest.mark.parametrize("case", CASES["true"], ids=lambda case: case["rendering"])
def test_a_wider_or_narrower_noun_is_named(case: dict[str, Any]) -> None:
    found = named(case)
    assert [drift.category for drift in found] == [case["category"]]
    assert case.get("words") in (None, [found[0].against_words, found[0].words])


@pytest.mark.parametrize("case", CASES["near"], ids=lambda case: case["rendering"])
def test_another_word_of_the_same_meaning_is_none(case: dict[str, Any]) -> None:
    assert named(case) == []


def test_there_are_enough_cases_of_both() -> None:
    assert min(len(CASES["true"]), len(CASES["near"])) >= LEAST


def test_each_concept_has_a_word_in_each_language_and_a_wider_one_of_the_table() -> None:
    nouns, languages = TABLE["nouns"], TABLE["languages"]
    assert all(len(row) == len(languages) + 1 and all(row[1:]) for row in nouns.values())
    assert all(row[0] in ("", *nouns) for row in nouns.values())
    assert sum(bool(row[0]) for row in nouns.values()) >= LEAST_CONCEPTS
