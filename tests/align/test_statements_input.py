"""Statements out of odd tables: none, one, the same words twice, and rows without speaker, day or language."""

from typing import Any

import polars as pl
import pytest

import embeddings
from align.grouping import Grouped, statements
from benchmarks.statements import tables

FRIDAY = "The port of Busan will reopen on Friday morning, if the wind drops."
TRANSLATED = "El puerto de Busan reabrirá el viernes por la mañana si amaina el viento."
PART = "will reopen on Friday morning"
CREW = "Not one sailor has left the ships since the strike began in March."


def quote(name: str, text: str, **known: Any) -> dict[str, Any]:
    given = {"kind": "direct", "language": "en", "speaker": "Park Seo-yeon", "published": "2025-03-04"}
    return {"id": name, "text": text, **given, **known}


def grouped(quotes: list[dict[str, Any]], encoder: embeddings.Encoder) -> Grouped:
    return statements(*tables(quotes), encoder)


def groups(found: Grouped) -> set[frozenset[str]]:
    by_statement = found.renderings.group_by("statement_id").agg("quote_id")
    return {frozenset(quotes) for quotes in by_statement["quote_id"]}


@pytest.fixture(scope="module")
def use() -> embeddings.Encoder:
    return embeddings.part_encoder()


def test_the_order_of_the_rows_changes_nothing(use: embeddings.Encoder) -> None:
    rows = [
        quote("a", FRIDAY),
        quote("b", TRANSLATED, language="es"),
        quote("c", PART, kind="mixed"),
        quote("d", CREW),
        quote("e", CREW, speaker="Colin Drury"),
        quote("f", "What comes after that nobody can say.", speaker=None),
    ]
    one, other = tables(rows), tables(rows)
    shuffled = [table.sample(fraction=1.0, shuffle=True, seed=7) for table in other]
    first, second = statements(*one, use), statements(*shuffled, use)
    for name in ("statements", "renderings", "quotes", "links"):
        assert getattr(first, name).equals(getattr(second, name)), name
    assert frozenset("ab") <= next(group for group in groups(first) if "a" in group)


def test_no_quotes_are_no_statements(use: embeddings.Encoder) -> None:
    found = grouped([], use)
    for name in ("statements", "renderings", "quotes", "links"):
        assert getattr(found, name).is_empty(), name


def test_one_quote_is_one_statement_and_its_own_original(use: embeddings.Encoder) -> None:
    found = grouped([quote("a", FRIDAY)], use)
    assert found.statements["original"].to_list() == ["a"]
    assert found.renderings["similarity"].to_list() == [1.0]


def test_the_same_words_twice_are_one_statement_or_two_by_who_says_them(use: embeddings.Encoder) -> None:
    assert groups(grouped([quote("a", FRIDAY), quote("b", FRIDAY)], use)) == {frozenset("ab")}
    other = quote("b", FRIDAY, speaker="Colin Drury")
    assert groups(grouped([quote("a", FRIDAY), other], use)) == {frozenset("a"), frozenset("b")}


def test_what_is_not_known_of_a_quote_does_not_keep_it_apart(use: embeddings.Encoder) -> None:
    nothing = {"speaker": None, "published": None, "language": None}
    assert groups(grouped([quote("a", FRIDAY), quote("b", FRIDAY, **nothing)], use)) == {frozenset("ab")}
    assert len(groups(grouped([quote("a", FRIDAY, **nothing), quote("b", CREW, **nothing)], use))) == 2


@pytest.mark.parametrize("language", ["xx", "sw", ""])
def test_a_language_that_nothing_is_known_of_is_grouped_by_its_vectors(language: str, use: embeddings.Encoder) -> None:
    rows = [quote("a", FRIDAY, language=language), quote("b", FRIDAY, language=language), quote("c", CREW)]
    assert groups(grouped(rows, use)) == {frozenset("ab"), frozenset("c")}


@pytest.mark.parametrize("text", ["", " ", "…", "🙂", "\x00", "4"])
def test_a_text_without_words_is_a_statement_of_its_own(text: str, use: embeddings.Encoder) -> None:
    found = grouped([quote("a", text), quote("b", FRIDAY), quote("c", TRANSLATED, language="es")], use)
    assert groups(found) == {frozenset("a"), frozenset("bc")}
    assert found.renderings["similarity"].is_finite().all()


def test_the_tables_of_the_articles_may_know_nothing_of_a_quote(use: embeddings.Encoder) -> None:
    quotes, sentences, articles, origins = tables([quote("a", FRIDAY), quote("b", TRANSLATED, language="es")])
    bare = statements(quotes, sentences, articles.clear(), origins.clear(), use)
    assert groups(bare) == {frozenset("ab")}
    assert isinstance(bare.statements, pl.DataFrame)
