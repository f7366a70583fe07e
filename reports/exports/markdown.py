"""Markdown for a newsroom's tracker: the statements worst first, what was said, what became of it, every drift."""

import re
from collections.abc import Iterator
from typing import Final

from align.stories import Story
from align.visible import one_line
from reports.marks import Drift
from reports.phrases import change, place
from reports.versions import Item
from reports.view import Comparison, Passage, Report, Statement, count, report

# Every sign that begins something somewhere: in CommonMark, in tables, mathematics, task lists, links of trackers.
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@=^$])")

# A tracker calls people at @name and links #12 in what its Markdown gave, escaped or not; a sign of no width stops it.
_CALLS: Final = re.compile(r"([@#!%$&~])(?=[\w\"])")
_JOINER: Final = "\u2060"


def files(story: Story) -> dict[str, str]:
    """Return report.md.

    Raises:
        SchemaError: a table lacks a column, or a row points to a row that is not there.
    """
    return {"report.md": "\n".join(_page(report(story)))}


def escaped(text: str) -> str:
    """Return `text` on one line, so that Markdown shows it as it is: no markup, no link, nobody called."""
    return _SIGNS.sub(r"\\\1", _CALLS.sub(rf"\1{_JOINER}", one_line(text).strip()))


def _page(shown: Report) -> Iterator[str]:
    yield f"# {escaped(shown.headline)}\n"
    yield f"{escaped(shown.summary)}.\n"
    if shown.items:
        yield "## Corrections and withdrawals\n"
        for item in shown.items:
            yield from _item(item)
        yield ""
    for statement in shown.shared:
        yield from _statement(statement)
    if shown.errors:
        yield "## Files that could not be read\n"
        for path, reason in shown.errors:
            yield f"- {escaped(path)}: {escaped(reason)}"
        yield ""


def _item(item: Item) -> Iterator[str]:
    for version in item.versions:
        note = f": {escaped(version.note)}" if version.note else ""
        yield f"- {escaped(version.article.path)}: **{version.told}**{note}"
        for revision in version.revisions:
            yield f"  - {escaped(revision.words)}"


def _statement(statement: Statement) -> Iterator[str]:
    told = f"{count(len(statement.everyone), 'rendering')}, worst: {statement.worst}"
    yield f"## {statement.number}\\. {told}\n"
    yield f"> {escaped(statement.original.passage.text)}\n"
    why = f". Original: {escaped(statement.why_original)}" if statement.why_original else ""
    yield f"{_source(statement.original.passage)}{why}\n"
    for one in statement.renderings:
        for comparison in one.comparisons:
            yield from _comparison(comparison, statement)
        if not one.comparisons:
            yield f"- **unclear** {escaped(one.passage.text)}  \n  {_source(one.passage)}"
    yield ""


def _comparison(comparison: Comparison, statement: Statement) -> Iterator[str]:
    verdict = comparison.verdict
    if comparison.against.quote_id != statement.original.passage.quote_id:
        where = "the full quote" if comparison.same_article else "another rendering"
        verdict += f" against {where}"
        yield f"- **{verdict}** {escaped(comparison.passage.text)}  \n  {where}: {escaped(comparison.against.text)}"
    else:
        yield f"- **{verdict}** {escaped(comparison.passage.text)}  \n  {_source(comparison.passage)}"
    for drift in comparison.drifts:
        yield f"  - {_drift(drift)}"
    if comparison.reason and not comparison.reason_is_shown:
        yield f"  - {escaped(comparison.reason)}"


def _drift(drift: Drift) -> str:
    said = ": ".join(escaped(part) for part in (change(drift), drift.explanation) if part)
    return f"{drift.severity} {drift.category}" + (f": {said}" if said else "")


def _source(passage: Passage) -> str:
    """Who says so, where: speaker, kind, agency and relays, date, language, file."""
    parts = [passage.speaker or "speaker not named", passage.kind, *place(passage.article), passage.language]
    return ", ".join(escaped(part) for part in (*parts, passage.article.path) if part)
