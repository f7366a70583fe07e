"""Markdown for a newsroom's tracker: the statements worst first, what was said, what became of it, every drift."""

import re
from collections.abc import Iterator
from typing import Final

from align.visible import one_line
from reports.facts import Fact, Saying, facts
from reports.marks import Drift
from reports.passages import Comparison, Passage, Statement
from reports.phrases import change, place
from reports.pieces import Content
from reports.versions import Item
from reports.view import Report, count
from reports.wording import ENGLISH, Wording

# Every sign that begins something somewhere: in CommonMark, in tables, mathematics, task lists, links of trackers.
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@=^$])")

# A tracker calls people at @name and links #12 in what its Markdown gave, escaped or not; a sign of no width stops it.
_CALLS: Final = re.compile(r"([@#!%$&~])(?=[\w\"])")
_JOINER: Final = "\u2060"


def files(shown: Report, say: Wording = ENGLISH, title: str = "") -> dict[str, Content]:
    """Return report.md.

    Args:
        shown: the joined tables of one run.
        say: the language of its own words.
        title: what to call it; without one its first line is what an editor has to know.
    """
    return {"report.md": (f"{line}\n" for line in _page(shown, say, title))}


def escaped(text: str) -> str:
    """Return `text` on one line, so that Markdown shows it as it is: no markup, no link, nobody called."""
    return _SIGNS.sub(r"\\\1", _CALLS.sub(rf"\1{_JOINER}", one_line(text).strip()))


def _page(shown: Report, say: Wording, title: str) -> Iterator[str]:
    headline = escaped(say(shown.headline))
    yield f"# {escaped(title)}\n\n**{headline}**\n" if title else f"# {headline}\n"
    yield f"{escaped(', '.join(map(say, shown.parts)))}.\n"
    if shown.items:
        yield f"## {say('Corrections and withdrawals')}\n"
        for item in shown.items:
            yield from _item(item, say)
        yield ""
    if told := facts(shown):
        yield f"## {say('Facts that disagree')}\n"
        for fact in told:
            yield _fact(fact, say)
        yield ""
    for statement in shown.shared:
        yield from _statement(statement, say)
    if shown.errors:
        yield f"## {say('Files that could not be read')}\n"
        for path, reason in shown.errors:
            yield f"- {escaped(path)}: {escaped(reason)}"
        yield ""


def _fact(fact: Fact, say: Wording) -> str:
    where = say(f"statement {fact.number}" if fact.number else "outside quotes")
    told = "; ".join(_saying(saying) for saying in (fact.original, *fact.others))
    return f"- **{say(fact.category)}** ({escaped(where)}): {told}"


def _saying(saying: Saying) -> str:
    paths = dict.fromkeys(place.article.path for place in saying.passages)
    return f"“{escaped(saying.words)}” ({', '.join(map(escaped, paths))})"


def _item(item: Item, say: Wording) -> Iterator[str]:
    for version in item.versions:
        note = f": {escaped(version.note)}" if version.note else ""
        yield f"- {escaped(version.article.path)}: **{say(version.told)}**{note}"
        for revision in version.revisions:
            yield f"  - {escaped(say(revision.words))}"


def _statement(statement: Statement, say: Wording) -> Iterator[str]:
    told = f"{count(len(statement.everyone), 'rendering')}, worst: {statement.worst}"
    yield f"## {statement.number}\\. {say(told)}\n"
    yield f"> {escaped(statement.original.passage.text)}\n"
    why = f". {escaped(say(f'Original: {statement.why_original}'))}" if statement.why_original else ""
    yield f"{_source(statement.original.passage, say)}{why}\n"
    for one in statement.renderings:
        for comparison in one.comparisons:
            yield from _comparison(comparison, statement, say)
        if not one.comparisons:
            yield f"- **{say('unclear')}** {escaped(one.passage.text)}  \n  {_source(one.passage, say)}"
    yield ""


def _comparison(comparison: Comparison, statement: Statement, say: Wording) -> Iterator[str]:
    verdict = say(comparison.verdict)
    if comparison.against.quote_id != statement.original.passage.quote_id:
        where = "the full quote" if comparison.same_article else "another rendering"
        yield (
            f"- **{verdict} {say(f'against {where}')}** {escaped(comparison.passage.text)}  \n"
            f"  {say(where)}: {escaped(comparison.against.text)}"
        )
    else:
        yield f"- **{verdict}** {escaped(comparison.passage.text)}  \n  {_source(comparison.passage, say)}"
    for drift in comparison.drifts:
        yield f"  - {_drift(drift, say)}"
    if comparison.reason and not comparison.reason_is_shown:
        yield f"  - {escaped(say(comparison.reason))}"


def _drift(drift: Drift, say: Wording) -> str:
    said = ": ".join(escaped(part) for part in (change(drift, say), say(drift.explanation)) if part)
    return f"{say(drift.severity)} {say(drift.category)}" + (f": {said}" if said else "")


def _source(passage: Passage, say: Wording) -> str:
    """Who says so, where: speaker, kind, agency and relays, date, language, file."""
    speaker = passage.speaker or say("speaker not named")
    parts = [speaker, say(passage.kind), *place(passage.article, say), passage.language]
    return ", ".join(escaped(part) for part in (*parts, passage.article.path) if part)
