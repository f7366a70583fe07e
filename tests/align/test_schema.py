"""The tables of the comparison, and the words in them."""

import re

import pytest

from align.drift.checks import CHECKS
from align.drift.types import Severity
from align.grouping import statements
from align.schema import CATEGORIES, DRIFTS, RENDERINGS, SEVERITIES, STATEMENTS, VERDICTS_TABLE
from seeds.exceptions import SchemaError
from seeds.schema import ARTICLES, ORIGINS, QUOTES, SENTENCES, Table


@pytest.mark.parametrize("table", [STATEMENTS, RENDERINGS, DRIFTS, VERDICTS_TABLE], ids=lambda table: table.name)
def test_a_missing_column_is_named(table: Table) -> None:
    assert table.check(table.frame()).height == 0
    for column in table.columns:
        with pytest.raises(SchemaError, match=f"table {table.name}: column '{column}' is missing"):
            table.check(table.frame().drop(column))


def test_checks_run_in_the_order_in_which_a_category_wins() -> None:
    order = [CATEGORIES.index(check.__name__) for check in CHECKS if check.__name__ in CATEGORIES]
    late = [CATEGORIES.index(name) for name in ("omission", "addition", "person", "mood", "wording")]
    assert [place for place in order if place in late] == late
    assert order[: CATEGORIES.index("intensity") - 1] == sorted(order[: CATEGORIES.index("intensity") - 1])


def test_every_check_names_its_category_or_its_shades_or_what_it_is_found_in() -> None:
    names = [check.__name__.removeprefix("shade_of_") for check in CHECKS]
    assert {re.split(r"_(?:in|of)_", name)[0] for name in names} <= set(CATEGORIES)


def test_severities_are_those_of_the_drifts_in_order_of_weight() -> None:
    assert [str(each) for each in Severity] == list(SEVERITIES)


@pytest.mark.parametrize("name", ["quotes", "sentences", "articles", "origins"])
def test_grouping_checks_its_tables(name: str, encoder: object) -> None:
    tables = {
        "quotes": QUOTES.frame(),
        "sentences": SENTENCES.frame(),
        "articles": ARTICLES.frame(),
        "origins": ORIGINS.frame(),
    }
    tables[name] = tables[name].drop("article_id")
    with pytest.raises(SchemaError, match=rf"table {name}: column 'article_id' is missing"):
        statements(**tables, encoder=encoder)
