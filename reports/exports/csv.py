"""CSV for a spreadsheet: six tables worst first, with no cell that a spreadsheet would run."""

import csv
import re
from collections.abc import Iterator
from typing import Any, Final

from align.visible import visible
from reports import rows
from reports.pieces import Content
from reports.view import Report

_TABLES: Final[dict[str, rows.Rows[Any]]] = {
    "articles": rows.ARTICLES,
    "statements": rows.STATEMENTS,
    "renderings": rows.RENDERINGS,
    "comparisons": rows.COMPARISONS,
    "drifts": rows.DRIFTS,
    "facts": rows.FACTS,
}

# What begins a formula in one spreadsheet or another, with the wide forms of East Asian keyboards, and what
# spreadsheets skip before it.
_FORMULA: Final = "[=+\\-@＝＋－＠]"
_SKIPPED: Final = "[\\s\x85\u200b-\u200f\u2060-\u2064\ufeff]*"
_CELL: Final = re.compile(f"\\A(?='*(?:[\t\r\n]|{_SKIPPED}'*{_FORMULA}))")

# A spreadsheet that parts cells at semicolons, or at tabs, starts a cell in the middle of ours; at a line break, too.
_INSIDE: Final = re.compile(f"([;\t\r\n\v\f\x85\u2028\u2029]{_SKIPPED})(?='*{_FORMULA})")


def files(shown: Report) -> dict[str, Content]:
    """Return report-articles.csv, -statements, -renderings, -comparisons, -drifts and -facts.csv.

    They begin with a byte order mark: spreadsheets that open a file without it take it for the system's old code page,
    and make letters beyond ASCII unreadable. Where a formula would begin, an apostrophe stands before it.
    """
    return {f"report-{name}.csv": _table(table, shown) for name, table in _TABLES.items()}


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet runs: made visible, an apostrophe where a formula would begin."""
    return _CELL.sub("'", _INSIDE.sub(r"\1'", visible(text)))


def _table(table: rows.Rows[Any], shown: Report) -> Iterator[str]:
    yield "\ufeff"
    lines = csv.writer(_Passed(), lineterminator="\r\n")
    yield lines.writerow(table.columns)
    for row in table.of(shown):
        yield lines.writerow(map(_cell, row))


class _Passed:
    """What a CSV writer writes to: it hands each line back, in place of keeping it."""

    def write(self, line: str) -> str:
        return line


def _cell(value: Any) -> Any:  # noqa: ANN401 - a column can be text, a number or a truth
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else value
