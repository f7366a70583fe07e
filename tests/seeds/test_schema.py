"""A table with a wrong column is stopped at the door, by the column's name."""

from collections.abc import Callable

import polars as pl
import pytest

import seeds
from seeds.exceptions import SchemaError, WirealignError
from seeds.schema import ARTICLES, ERRORS, ORIGINS, QUOTES, SENTENCES, SIGNS, Table

Articles = Callable[..., pl.DataFrame]


@pytest.mark.parametrize("table", [ARTICLES, ERRORS, SENTENCES, SIGNS, ORIGINS, QUOTES], ids=lambda table: table.name)
def test_an_empty_table_has_every_column_and_passes(table: Table) -> None:
    frame = table.frame()
    assert frame.columns == list(table.columns)
    assert table.check(frame).equals(frame)
    assert set(table.key) <= set(table.columns)


@pytest.mark.parametrize("column", QUOTES.columns)
def test_a_missing_column_is_named(column: str) -> None:
    with pytest.raises(SchemaError, match=rf"table quotes: column '{column}' is missing"):
        QUOTES.check(QUOTES.frame().drop(column))


def test_a_column_of_another_type_is_named_with_both_types() -> None:
    frame = SENTENCES.frame().with_columns(pl.col("start").cast(pl.String))
    with pytest.raises(SchemaError, match="table sentences: column 'start' is String, not Int64"):
        SENTENCES.check(frame)


def test_columns_of_the_user_are_left_at_the_door() -> None:
    frame = ERRORS.frame([{"path": "a.txt", "reason": "empty"}]).with_columns(desk=pl.lit("foreign"))
    assert ERRORS.check(frame).columns == ["path", "reason"]


def test_columns_in_another_order_are_put_right() -> None:
    frame = ERRORS.frame([{"path": "a.txt", "reason": "empty"}]).select("reason", "path")
    assert ERRORS.check(frame).columns == ["path", "reason"]


def test_what_a_row_lacks_is_null() -> None:
    assert ERRORS.frame([{"path": "a.txt"}]).to_dicts() == [{"path": "a.txt", "reason": None}]


@pytest.mark.parametrize("step", [seeds.sentences, seeds.signs, seeds.quotes], ids=lambda step: step.__name__)
def test_every_step_checks_its_articles(articles: Articles, step: Callable[[pl.DataFrame], object]) -> None:
    frame = articles("The strike is over.")
    with pytest.raises(SchemaError, match="'clean_map' is missing"):
        step(frame.drop("clean_map"))
    with pytest.raises(SchemaError, match="'language' is Int64"):
        step(frame.with_columns(language=pl.lit(1, pl.Int64)))


@pytest.mark.parametrize("step", [seeds.sentences, seeds.quotes], ids=lambda step: step.__name__)
def test_no_articles_are_no_error(step: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    assert step(ARTICLES.frame()).height == 0


def test_no_articles_have_no_signs() -> None:
    signs, origins = seeds.signs(ARTICLES.frame())
    assert (signs.columns, origins.columns) == (list(SIGNS.columns), list(ORIGINS.columns))
    assert signs.height == origins.height == 0


def test_a_schema_error_is_one_of_ours() -> None:
    assert issubclass(SchemaError, WirealignError)
