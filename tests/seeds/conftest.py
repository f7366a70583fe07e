"""Wire copy typed into a test, as the tables that the room makes of it."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

import seeds
from seeds.reading import article_from_text
from seeds.schema import ARTICLES

Rows = list[dict[str, Any]]


def _articles(*texts: str) -> pl.DataFrame:
    return ARTICLES.frame([article_from_text(text, f"copy-{number}.txt") for number, text in enumerate(texts, 1)])


@pytest.fixture(scope="session")
def articles() -> Callable[..., pl.DataFrame]:
    """Make the articles table of some texts."""
    return _articles


@pytest.fixture(scope="session")
def quoted() -> Callable[[str], Rows]:
    """Return the rows of the quotes table for one text."""
    return lambda text: seeds.quotes(_articles(text)).to_dicts()


@pytest.fixture(scope="session")
def signed() -> Callable[[str], Rows]:
    """Return the signs of one text, each with the `words` it stands on."""

    def signs(text: str) -> Rows:
        found, _ = seeds.signs(_articles(text))
        return [{**row, "words": text[row["start"] : row["end"]]} for row in found.to_dicts()]

    return signs


@pytest.fixture(scope="session")
def origin() -> Callable[[str], dict[str, Any]]:
    """Return the row of the origins table for one text."""
    return lambda text: seeds.signs(_articles(text))[1].to_dicts()[0]
