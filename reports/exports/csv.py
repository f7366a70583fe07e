"""CSV for a spreadsheet: five tables worst first, with no cell that a spreadsheet would run."""

import csv
import io
import re
from typing import Any, Final

from align.stories import Story
from align.visible import visible
from reports import rows
from reports.view import Report, report

_TABLES: Final[dict[str, rows.Rows[Any]]] = {
    "articles": rows.ARTICLES,
    "statements": rows.STATEMENTS,
    "renderings": rows.RENDERINGS,
    "comparisons": rows.COMPARISONS,
    "drifts": rows.DRIFTS,
}

# What begins a formula in one spreadsheet or another, with the wide forms of East Asian keyboards, and what
# spreadsheets skip before it.
_FORMULA: Final = "[=+\\-@＝＋－＠]"
_SKIPPED: Final = "[\\s\x85\u200b-\u200f\u2060-\u2064\ufeff]*"
_CELL: Final = re.compile(f"\\A(?='*(?:[\t\r\n]|{_SKIPPED}'*{_FORMULA}))")

# A spreadsheet that parts cells at semicolons, or at tabs, starts a cell in the middle of ours; at a line break, too.
_INSIDE: Final = re.compile(f"([;\t\r\n\v\f\x85\u2028\u2029]{_SKIPPED})(?='*{_FORMULA})")


def files(story: Story) -> dict[str, str]:
    """Return report-articles.csv, -statements, -renderings, -comparisons and -drifts.csv.

    They begin with a byte order mark: spreadsheets that open a file without it take it for the system's old code page,
    and make letters beyond ASCII unreadable. Where a formula would begin, an apostrophe stands before it.

    Raises:
        SchemaError: a table lacks a column, or a row points to a row that is not there.
    """
    shown = report(story)
    return {f"report-{name}.csv": _table(table, shown) for name, table in _TABLES.items()}


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet runs: made visible, an apostrophe where a formula would begin."""
    return _CELL.sub("'", _INSIDE.sub(r"\1'", visible(text)))


def _table(table: rows.Rows[Any], shown: Report) -> str:
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(table.columns)
    lines.writerows(map(_cell, row) for row in table.of(shown))
    return "\ufeff" + written.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401 - a column can be text, a number or a truth
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else value
