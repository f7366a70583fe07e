"""JSON lines: a rendering a line, with what a filter asks for at its top level."""

import json
from collections.abc import Iterator
from typing import Any

from align.stories import Story
from reports.record import rendering
from reports.view import report


def files(story: Story) -> dict[str, str]:
    """Return report.jsonl: statements worst first, each with its original, then its other renderings.

    Raises:
        SchemaError: a table lacks a column, or a row points to a row that is not there.
    """
    return {
        "report.jsonl": "".join(
            json.dumps(line, ensure_ascii=False, allow_nan=False).translate(_BREAKS) + "\n" for line in _lines(story)
        )
    }


# Lines to some readers, though not to JSON: written as escapes, so that an object stays on its line for all.
_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


def _lines(story: Story) -> Iterator[dict[str, Any]]:
    for statement in report(story).statements:
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
