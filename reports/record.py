"""The story as plain JSON values: what report.json holds, key by key."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import polars as pl

from align.schema import ALIGNMENTS, CHANGES, FACTS
from align.stories import Story
from reports.marks import Drift
from reports.passages import Comparison, Passage, Rendering, Statement
from reports.pieces import Content
from reports.view import Report, joined
from seeds.schema import ARTICLES, ERRORS, HISTORIES, ORIGINS, QUOTES, SIGNS, Table

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

_ENDS: Final = ("against_start", "against_end", "start", "end")
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)

# Runs of the cleaned text: long, and made again from `text` by whoever needs them.
_LEFT_OUT = frozenset({"clean_map"})


def files(shown: Report) -> dict[str, Content]:
    """Return report.json; report.schema.json beside this module describes it."""
    return {"report.json": _written(shown)}


def _written(shown: Report) -> Iterator[str]:
    """Yield the document as JSON in pieces, a row a line, of a statement each rendering a line.

    The values of a great report are never there all at once, and what writes a line is many times as quick as what
    indents.
    """
    between = "{\n"
    for key, value in _parts(shown):
        yield f'{between}  "{key}": '
        between = ",\n"
        yield from _rows_written(value, "  ") if isinstance(value, Iterator) else (_ENCODER.encode(value),)
    yield "\n}\n"


def _rows_written(rows: Iterable[Any], indent: str) -> Iterator[str]:
    """Yield a list as JSON, a row a line."""
    comma = "["
    for row in rows:
        yield f"{comma}\n{indent}  "
        comma = ","
        if isinstance(row, dict) and "renderings" in row:
            head = _ENCODER.encode({key: value for key, value in row.items() if key != "renderings"})
            yield f'{head[:-1]}, "renderings": '
            yield from _rows_written(row["renderings"], f"{indent}  ")
            yield "}"
        else:
            yield _ENCODER.encode(row)
    yield "[]" if comma == "[" else f"\n{indent}]"


def document(story: Story | Report) -> dict[str, Any]:
    """Return everything in `story` as values that `json` writes.

    Every `start` and `end` is a character offset into the `text` of the article with that `article_id`; `against_start`
    and `against_end` point into the article of the quote named by `against`. Statements stand worst first, as in the
    other reports; the rows of the tables keep their order.

    Returns:
        "version", "model", "articles" (with "text" and "clean"), "embedded" and "not_embedded" (article_ids), "signs",
        "origins", "errors", "histories" and "changes" (of versions of one item), "facts" (that stand outside every
        statement and of which articles differ), "quotes", "statements" and "alignments" (a link of words is
        [against_start, against_end, start, end]). A rendering's "verdict", "faithfulness" and
        "reason" are those against the original, null for the original itself;
        "comparisons" has one for each quote it was held against, "drift" the differences from all of them; "mark" is
        that of its article, as in `reports.passages.Article`.

    Raises:
        SchemaError: a table lacks a column, or a row points to a row that is not there.
    """
    return {key: list(value) if isinstance(value, Iterator) else value for key, value in _parts(joined(story))}


def _parts(shown: Report) -> Iterator[tuple[str, Any]]:
    """Yield the document's keys with their values, those that are lists as what yields their rows."""
    story = shown.story
    paths = {article.article_id: article.path for article in shown.articles}
    yield "version", shown.version
    yield "model", shown.model
    yield "articles", (_without(row, _LEFT_OUT) for row in _rows(ARTICLES, story.articles))
    yield "embedded", (article.article_id for article in shown.articles if article.embedded)
    yield "not_embedded", (article.article_id for article in shown.unsigned)
    yield "signs", _rows(SIGNS, story.signs)
    yield "origins", _rows(ORIGINS, story.origins)
    yield "errors", _rows(ERRORS, story.errors)
    yield "histories", _rows(HISTORIES, story.histories)
    yield "changes", _rows(CHANGES, story.changes)
    yield "facts", _rows(FACTS, story.facts)
    yield "quotes", (_quote(row, paths) for row in _rows(QUOTES, story.quotes))
    yield "statements", statement_records(shown)
    yield "alignments", _alignments(story)


def _rows(table: Table, frame: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - polars loads with the caller's tables
    return iter(table.check(frame).iter_rows(named=True))


def statement_records(shown: Report) -> Iterator[dict[str, Any]]:
    """Yield each statement as in `document`, the worst first."""
    for statement in shown.statements:
        yield {
            "statement_id": statement.statement_id,
            "original": statement.original.passage.quote_id,
            "why_original": statement.why_original,
            "renderings": [rendering(one, statement) for one in statement.everyone],
        }


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


def _alignments(story: Story) -> Iterator[dict[str, Any]]:
    """Yield the rows, a link as its numbers."""
    link = pl.concat_list(pl.element().struct.field(*_ENDS))
    told = ALIGNMENTS.check(story.alignments).with_columns(pl.col("links").list.eval(link))
    return iter(told.iter_rows(named=True))


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
