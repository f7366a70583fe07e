"""The story as plain JSON values: what report.json holds, key by key."""

import json
from collections.abc import Mapping
from typing import Any

from align.schema import CHANGES, FACTS
from align.stories import Story
from reports.marks import Drift
from reports.view import Comparison, Passage, Rendering, Report, Statement, report
from seeds.schema import ARTICLES, ERRORS, HISTORIES, ORIGINS, QUOTES, SIGNS

# The keys that every quote has, here and in `align quotes --json`, in this order; `path` comes from its article.
QUOTE_KEYS = (
    "quote_id",
    "article_id",
    "path",
    "kind",
    "text",
    "start",
    "end",
    "segment",
    "speaker",
    "speaker_key",
    "cue",
    "language",
)

# Runs of the cleaned text: long, and made again from `text` by whoever needs them.
_LEFT_OUT = frozenset({"clean_map"})


def files(story: Story) -> dict[str, str]:
    """Return report.json; report.schema.json beside this module describes it."""
    return {"report.json": json.dumps(document(story), ensure_ascii=False, indent=2, allow_nan=False) + "\n"}


def document(story: Story) -> dict[str, Any]:
    """Return everything in `story` as values that `json` writes.

    Every `start` and `end` is a character offset into the `text` of the article with that `article_id`; `against_start`
    and `against_end` point into the article of the quote named by `against`. Statements stand worst first, as in the
    other reports; the rows of the tables keep their order.

    Returns:
        "version", "model", "articles" (with "text" and "clean"), "embedded" and "not_embedded" (article_ids), "signs",
        "origins", "errors", "histories" and "changes" (of versions of one item), "facts" (that stand outside every
        statement and of which articles differ), "quotes" and "statements". A rendering's "verdict", "faithfulness" and
        "reason" are those against the original, null for the original itself;
        "comparisons" has one for each quote it was held against, "drift" the differences from all of them; "mark" is
        that of its article, as in `reports.view.Article`.

    Raises:
        SchemaError: a table lacks a column, or a row points to a row that is not there.
    """
    shown = report(story)
    paths = {article.article_id: article.path for article in shown.articles}
    return {
        "version": shown.version,
        "model": shown.model,
        "articles": [_without(row, _LEFT_OUT) for row in ARTICLES.check(story.articles).iter_rows(named=True)],
        "embedded": [article.article_id for article in shown.articles if article.embedded],
        "not_embedded": [article.article_id for article in shown.unsigned],
        "signs": list(SIGNS.check(story.signs).iter_rows(named=True)),
        "origins": list(ORIGINS.check(story.origins).iter_rows(named=True)),
        "errors": list(ERRORS.check(story.errors).iter_rows(named=True)),
        "histories": list(HISTORIES.check(story.histories).iter_rows(named=True)),
        "changes": list(CHANGES.check(story.changes).iter_rows(named=True)),
        "facts": list(FACTS.check(story.facts).iter_rows(named=True)),
        "quotes": [_quote(row, paths) for row in QUOTES.check(story.quotes).iter_rows(named=True)],
        "statements": _statements(shown),
    }


def _statements(shown: Report) -> list[dict[str, Any]]:
    return [
        {
            "statement_id": statement.statement_id,
            "original": statement.original.passage.quote_id,
            "why_original": statement.why_original,
            "renderings": [rendering(one, statement) for one in statement.everyone],
        }
        for statement in shown.statements
    ]


def rendering(one: Rendering, statement: Statement) -> dict[str, Any]:
    """Return one rendering of `statement`; "verdict" to "reason" are null for the original itself."""
    passage = one.passage
    judged = one.comparisons[0] if one.comparisons and one is not statement.original else None
    return {
        **{key: _value(passage, key) for key in QUOTE_KEYS},
        "relay_chain": list(passage.article.relay_chain),
        "verdict": judged.verdict if judged else None,
        "faithfulness": judged.faithfulness if judged else None,
        "drift": [_drift(drift, comparison) for comparison in one.comparisons for drift in comparison.drifts],
        "reason": judged.reason if judged else None,
        "similarity": one.similarity,
        "comparisons": [
            {
                "against": comparison.against.quote_id,
                "verdict": comparison.verdict,
                "faithfulness": comparison.faithfulness,
                "reason": comparison.reason,
            }
            for comparison in one.comparisons
        ],
        "mark": passage.article.mark or None,
    }


def _drift(drift: Drift, comparison: Comparison) -> dict[str, Any]:
    return {
        "category": drift.category,
        "severity": drift.severity,
        "against": comparison.against.quote_id,
        "against_words": drift.against_words,
        "against_start": drift.against_start,
        "against_end": drift.against_end,
        "words": drift.words,
        "start": drift.start,
        "end": drift.end,
        "explanation": drift.explanation,
    }


def _quote(row: Mapping[str, Any], paths: Mapping[str, str]) -> dict[str, Any]:
    """The keys of the contract first, then the rest of the table's columns."""
    known = {**row, "path": paths[row["article_id"]]}
    return {**{key: known[key] for key in QUOTE_KEYS}, **_without(row, QUOTE_KEYS)}


def _value(passage: Passage, key: str) -> Any:  # noqa: ANN401 - a column can be text or a number
    if key in ("article_id", "path"):
        return getattr(passage.article, key)
    value = getattr(passage, key)
    return None if value == "" and key in ("speaker", "speaker_key", "cue", "language") else value


def _without(row: Mapping[str, Any], keys: Any) -> dict[str, Any]:  # noqa: ANN401 - anything that `in` works on
    return {key: value for key, value in row.items() if key not in keys}
