"""Tables that the comparison makes; the words of severity and verdict, in order of weight."""

from typing import Final

import polars as pl

from seeds.schema import Table

SEVERITIES: Final = ("neutral", "minor", "major", "critical")
VERDICTS: Final = ("verbatim", "faithful", "reworded", "altered", "unclear", "not found")

# One difference is one drift: the first category of this order that fits wins.
CATEGORIES: Final = (
    "negation",
    "number",
    "name",
    "gender",
    "modality",
    "tense",
    "opposition",
    "generalisation",
    "specification",
    "intensity",
    "omission",
    "addition",
    "person",
    "speaker",
    "mood",
    "order",
    "untranslated",
    "quotation",
    "wording",
)

_TEXT = pl.String()
_OFFSET = pl.Int64()
_NUMBER = pl.Float64()

STATEMENTS = Table(
    "statements",
    ("statement_id",),
    {"statement_id": _TEXT, "original": _TEXT, "why_original": _TEXT, "merged_into": _TEXT},
)

RENDERINGS = Table(
    "renderings",
    ("statement_id", "quote_id"),
    {"statement_id": _TEXT, "quote_id": _TEXT, "similarity": _NUMBER},
)

# Of a quote that renders two statements: the part of it that renders each, offsets into the quote's `clean`.
PARTS = Table(
    "parts",
    ("statement_id", "quote_id"),
    {"statement_id": _TEXT, "quote_id": _TEXT, "start": _OFFSET, "end": _OFFSET},
)

# Pairs of quotes that rather render one statement than not, by log-odds; `one` sorts before `other`.
LINKS = Table("links", ("one", "other"), {"one": _TEXT, "other": _TEXT, "odds": _NUMBER})

DRIFTS = Table(
    "drifts",
    ("quote_id", "against", "category", "start"),
    {
        "quote_id": _TEXT,
        "against": _TEXT,
        "category": _TEXT,
        "start": _OFFSET,
        "end": _OFFSET,
        "against_start": _OFFSET,
        "against_end": _OFFSET,
        "severity": _TEXT,
        "words": _TEXT,
        "against_words": _TEXT,
        "explanation": _TEXT,
    },
)

# `against` is a quote_id: the statement's original, or the full quote of the same article that a pull-out was cut from.
VERDICTS_TABLE = Table(
    "verdicts",
    ("quote_id", "against"),
    {"quote_id": _TEXT, "against": _TEXT, "verdict": _TEXT, "faithfulness": _NUMBER, "reason": _TEXT},
)

# The words of a pair of quotes that has a verdict which answer to each other; every start and end counts the characters
# of its article's `text`. A word has a link for each of its partners.
_LINK: Final = pl.Struct({"against_start": _OFFSET, "against_end": _OFFSET, "start": _OFFSET, "end": _OFFSET})
ALIGNMENTS = Table(
    "alignments", ("quote_id", "against"), {"quote_id": _TEXT, "against": _TEXT, "links": pl.List(_LINK)}
)

# What stands outside every statement and two articles of one story tell differently; `against_article` is that of an
# original. Every start and end counts the characters of its article's `text`.
FACTS = Table(
    "facts",
    ("article_id", "against_article", "start"),
    {
        "article_id": _TEXT,
        "start": _OFFSET,
        "end": _OFFSET,
        "against_article": _TEXT,
        "against_start": _OFFSET,
        "against_end": _OFFSET,
        "category": _TEXT,
        "words": _TEXT,
        "against_words": _TEXT,
        "explanation": _TEXT,
    },
)

# How the quotes of a version differ from those of the version before it, `earlier`: "dropped", "added", "reworded", or
# another "speaker".
CHANGES = Table(
    "changes",
    ("article_id", "earlier", "change", "text", "earlier_text"),
    {
        "article_id": _TEXT,
        "earlier": _TEXT,
        "change": _TEXT,
        "text": _TEXT,
        "speaker": _TEXT,
        "earlier_text": _TEXT,
        "earlier_speaker": _TEXT,
    },
)
