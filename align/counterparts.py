"""Which words of a rendering answer to which of what it is held against, as offsets into their articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from align.drift.tokens import tokens
from align.languages import language, neutral
from align.links import aligned
from align.schema import ALIGNMENTS
from align.stories import Story
from seeds.cleaning import Clean
from seeds.reading import cleaned_article

# Pairs that are aligned at once: enough to fill batches, few enough that their words' vectors take little room.
_AT_ONCE: Final = 256


@dataclass(frozen=True)
class _Words:
    """A quote's words, and where each stands in its article's text."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def with_alignments(story: Story) -> Story:
    """Return the story with the words of each comparison aligned: `align.schema.ALIGNMENTS`."""
    return replace(story, alignments=alignments(story))


def alignments(story: Story) -> pl.DataFrame:
    """Return `align.schema.ALIGNMENTS`: the linked words of every pair of quotes that has a verdict.

    The links are those of `align.words`. Word order is the language's own: a word may have several partners, or none.
    """
    pairs = list(story.verdicts.select("quote_id", "against").iter_rows())
    named = {name for pair in pairs for name in pair}
    quotes = {row["quote_id"]: row for row in story.quotes.iter_rows(named=True) if row["quote_id"] in named}
    homes = pl.Series("article_id", sorted({row["article_id"] for row in quotes.values()}), dtype=pl.String)
    articles = {
        row["article_id"]: row
        for row in story.articles.select("article_id", "language", "clean", "clean_map")
        .filter(pl.col("article_id").is_in(homes.implode()))
        .iter_rows(named=True)
    }
    return ALIGNMENTS.frame(
        {"quote_id": quote, "against": against, "links": links}
        for start in range(0, len(pairs), _AT_ONCE)
        for (quote, against), links in _linked(pairs[start : start + _AT_ONCE], quotes, articles)
    )


def _linked(
    pairs: Sequence[tuple[str, str]], quotes: dict[str, dict[str, Any]], articles: dict[str, dict[str, Any]]
) -> Iterator[tuple[tuple[str, str], list[dict[str, int]]]]:
    names = dict.fromkeys(name for pair in pairs for name in pair)
    clean = {home: cleaned_article(articles[home]) for home in {quotes[name]["article_id"] for name in names}}
    words = {
        name: _words(quotes[name], clean[home], articles[home]["language"])
        for name in names
        if (home := quotes[name]["article_id"])
    }
    found = aligned([(words[against].words, words[quote].words) for quote, against in pairs])
    for (quote, against), each in zip(pairs, found, strict=True):
        spans, others = words[quote].spans, words[against].spans
        yield (
            (quote, against),
            [
                {
                    "against_start": others[first][0],
                    "against_end": others[first][1],
                    "start": spans[second][0],
                    "end": spans[second][1],
                }
                for first, second in sorted(each.links)
            ],
        )


def _words(quote: dict[str, Any], article: Clean, declared: str | None) -> _Words:
    code = quote["language"] or declared or ""
    found = tokens(quote["clean"], language(code) or neutral(code))
    base = article.find(quote["start"], quote["end"])[0]
    return _Words(
        tuple(token.text for token in found),
        tuple(article.span(base + token.start, base + token.end) for token in found),
    )
