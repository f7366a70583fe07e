"""Sentences of articles, by sentencex, with offsets into the file's text."""

from collections.abc import Iterator
from typing import Final

import polars as pl
import sentencex

from seeds.reading import cleaned_article
from seeds.schema import ARTICLES, SENTENCES

# sentencex takes time that grows with the square of a paragraph of quotation marks; no newsroom's is longer.
_LONGEST_PARAGRAPH: Final = 10_000


def sentences(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the sentences of all articles, `seeds.schema.SENTENCES`, in reading order."""
    rows = []
    for article in ARTICLES.check(articles).iter_rows(named=True):
        cleaned = cleaned_article(article)
        for begin, finish in sentence_spans(cleaned.text, article["language"]):
            start, end = cleaned.span(begin, finish)
            rows.append(
                {
                    "sentence_id": f"{article['article_id']}:{start}-{end}",
                    "article_id": article["article_id"],
                    "start": start,
                    "end": end,
                    "text": article["text"][start:end],
                    "clean": cleaned.text[begin:finish],
                    "language": article["language"],
                }
            )
    return SENTENCES.frame(rows)


def sentence_spans(text: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Yield the [start, end) of each sentence of a cleaned text, without the spaces round it; a paragraph ends one."""
    at = 0
    for paragraph in text.split("\n"):
        inside = at
        for stretch in _stretches(paragraph):
            for sentence in sentencex.segment(language or "en", stretch):
                body = sentence.strip()
                if body:
                    start = inside + sentence.index(body)
                    yield start, start + len(body)
                inside += len(sentence)
        at += len(paragraph) + 1


def _stretches(paragraph: str) -> Iterator[str]:
    """Yield a paragraph, or the stretches of one that is too long, cut at spaces where there are any."""
    at = 0
    while len(paragraph) - at > _LONGEST_PARAGRAPH:
        end = paragraph.rfind(" ", at, at + _LONGEST_PARAGRAPH) + 1
        end = end if end > at else at + _LONGEST_PARAGRAPH
        yield paragraph[at:end]
        at = end
    yield paragraph[at:]
