"""The head of copy is never part of a quote or of its speaker, in any language and as any desk writes it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import seeds
from seeds.datelines import dateline_end
from seeds.knowledge import language
from seeds.reading import article_from_text
from seeds.schema import ARTICLES

DATA = tomllib.loads((Path(__file__).parent / "data" / "datelines.toml").read_text(encoding="utf-8"))


def quotes_of(text: str, code: str) -> list[dict[str, Any]]:
    article = article_from_text(text, "wire.txt") | {"language": code}
    return seeds.quotes(ARTICLES.frame([article])).to_dicts()


@pytest.mark.parametrize("code", DATA)
def test_quotes_behind_a_dateline_are_those_without_it(code: str) -> None:
    for sentence in DATA[code]["sentences"]:
        plain = [(row["kind"], row["text"], row["speaker"]) for row in quotes_of(sentence, code)]
        assert len(plain) == 1
        for head in DATA[code]["heads"]:
            headed = [(row["kind"], row["text"], row["speaker"]) for row in quotes_of(head + sentence, code)]
            assert headed == plain, head


@pytest.mark.parametrize("code", DATA)
def test_a_sentence_that_begins_like_a_dateline_is_kept_whole(code: str) -> None:
    known = language(code)
    assert known is not None
    assert len(DATA[code]["near"]) >= 4
    for sentence in DATA[code]["near"]:
        assert dateline_end(sentence, 0, len(sentence), known, first=True) == 0, sentence


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("de", "„BERLIN (dpa) - Der Hafen öffnet am Freitag“, sagte der Bürgermeister.", "Der Hafen öffnet am Freitag"),
        ("es", "“LIMA, 4 mar (EFE).- El puerto reabrirá”, dijo el alcalde.", "El puerto reabrirá"),
        ("ko", "“(서울=연합뉴스) 홍길동 기자 = 항구는 열린다”고 시장은 말했다.", "항구는 열린다"),
    ],
)
def test_a_dateline_inside_the_marks_is_no_part_of_the_words(code: str, text: str, words: str) -> None:
    assert [row["text"] for row in quotes_of(text, code)] == [words]


def test_a_dateline_behind_the_headline_is_no_part_of_the_words() -> None:
    text = "Port to reopen within days. LIMA, March 4 (EFE).- The port will reopen on Friday, the mayor said."
    assert [row["text"] for row in quotes_of(text, "en")] == ["The port will reopen on Friday"]
