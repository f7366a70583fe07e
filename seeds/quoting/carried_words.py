"""Whose words an outlet carries in Chinese, Japanese and Korean: 通信は | 軍関係者 | の話として."""

import re
from typing import Final

from seeds.agencies import named_agencies
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.patterns import Row, pattern

_STOPS: Final = "。！？!?；\n"


def of_source(sentence: Clause, row: Row) -> Row:
    """Return a quote with whom the outlet that tells it cites as its speaker; another quote as it is."""
    subject = row[3].subject
    if "cites" not in sentence.language.patterns or subject is None or subject.start < sentence.start:
        return row
    if not is_outlet(sentence.text(subject.start, subject.end), sentence):
        return row
    begin = sentence.start + max(sentence.text(sentence.start, subject.start).rfind(stop) for stop in _STOPS) + 1
    cites = pattern(sentence.language, "cites")
    for at in (subject.end, begin):
        found = _cited(sentence, cites, at, subject, row[1])
        if found is not None:
            return (*row[:3], row[3]._replace(subject=found, apposition=None, meant=None), *row[4:])
    return row


def _cited(sentence: Clause, cites: re.Pattern[str], at: int, subject: Span, content: Span) -> Span | None:
    """Return whom a phrase behind an offset cites, with nothing of another sentence between it and the outlet."""
    for match in cites.finditer(sentence.text(at, sentence.end)):
        start, end = (at + place for place in match.span(match.lastgroup or 0))
        between = sentence.text(subject.end, start) if start >= subject.end else sentence.text(end, subject.start)
        inside = content.start < end and content.end > start
        if not (inside or QUOTED in between or any(stop in between for stop in _STOPS)):
            return Span(start, end)
    return None


def is_outlet(phrase: str, sentence: Clause) -> bool:
    """Whether a phrase is an agency's, a paper's or a station's, by its name or by what it ends in."""
    return bool(named_agencies(phrase)) or pattern(sentence.language, "carriers").search(phrase) is not None
