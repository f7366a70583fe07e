"""Sentences of articles, by sentencex, with offsets into the file's text."""

from collections.abc import Iterator

import polars as pl
import sentencex

from seeds.reading import cleaned_article
from seeds.schema import ARTICLES, SENTENCES


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
        for sentence in sentencex.segment(language or "en", paragraph):
            body = sentence.strip()
            if body:
                start = inside + sentence.index(body)
                yield start, start + len(body)
            inside += len(sentence)
        at += len(paragraph) + 1
