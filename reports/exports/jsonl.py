"""JSON lines: a rendering a line, with what a filter asks for at its top level."""

import json
from collections.abc import Iterator
from typing import Any, Final

from reports.pieces import Content
from reports.record import rendering
from reports.view import Report

# Lines to some readers, though not to JSON: written as escapes, so that an object stays on its line for all.
_BREAKS: Final = {sign: f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def files(shown: Report) -> dict[str, Content]:
    """Return report.jsonl: statements worst first, each with its original, then its other renderings."""
    return {"report.jsonl": (_line(each) for each in _lines(shown))}


def _line(value: dict[str, Any]) -> str:
    line = _ENCODER.encode(value)
    for sign, escape in _BREAKS.items():
        line = line.replace(sign, escape)
    return line + "\n"


def _lines(shown: Report) -> Iterator[dict[str, Any]]:
    for statement in shown.statements:
        original = statement.original.passage
        for one in statement.everyone:
            article = one.passage.article
            yield {
                "statement_id": statement.statement_id,
                "number": statement.number,
                "is_original": one is statement.original,
                "original": original.quote_id,
                "original_text": original.text,
                "original_language": original.language or None,
                "why_original": statement.why_original,
                "agency": article.agency or None,
                "title": article.title or None,
                "published": article.published or None,
                **rendering(one, statement),
            }
