"""Verbs with an object and no clause report speech: accusations, denials, calls, promises, in eleven languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import seeds
from seeds.reading import article_from_text
from seeds.schema import ARTICLES

DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "objects.toml").read_text(encoding="utf-8"))


def quotes_of(text: str, code: str) -> list[dict[str, Any]]:
    article = article_from_text(text, "wire.txt") | {"language": code}
    return seeds.quotes(ARTICLES.frame([article])).to_dicts()


@pytest.mark.parametrize("code", DATA)
def test_what_a_verb_of_speech_governs_is_reported(code: str) -> None:
    for report in DATA[code]["reports"]:
        found = [(row["kind"], row["text"], row["speaker"]) for row in quotes_of(report["sentence"], code)]
        assert found == [("indirect", report["text"], report["speaker"])], report["sentence"]


@pytest.mark.parametrize("code", DATA)
def test_the_same_verbs_in_other_senses_report_nothing(code: str) -> None:
    for sentence in DATA[code]["near"]:
        assert quotes_of(sentence, code) == [], sentence
