"""Whose words an outlet carries in Chinese, Japanese and Korean: 通信は | 軍関係者 | の話として, 韩联社援引 | 朝中社."""

import re

from seeds.agencies import named_agencies
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.patterns import Row, pattern

_STOPS = "。！？!?；\n"


def of_source(sentence: Clause, row: Row) -> Row:
    """Return a quote with whom the outlet that tells it cites as its speaker; another quote as it is."""
    subject = row[3].subject
    if "cites" not in sentence.language.patterns or subject is None or subject.start < sentence.start:
        return row
    if not is_outlet(sentence.text(subject.start, subject.end), sentence):
        return row
    begin = sentence.start + max(sentence.text(sentence.start, subject.start).rfind(stop) for stop in _STOPS) + 1
    for match in pattern(sentence.language, "cites").finditer(sentence.text(begin, sentence.end)):
        start, end = (begin + place for place in match.span(match.lastgroup or 0))
        between = sentence.text(subject.end, start) if start >= subject.end else sentence.text(end, subject.start)
        inside = row[1].start < end and row[1].end > start
        if inside or QUOTED in between or any(stop in between for stop in _STOPS):
            continue
        return (*row[:3], row[3]._replace(subject=Span(start, end), apposition=None, meant=None), *row[4:])
    return row


def is_outlet(phrase: str, sentence: Clause) -> bool:
    """Whether a phrase is an agency's, a paper's or a station's, by its name or by what it ends in."""
    return bool(named_agencies(phrase)) or pattern(sentence.language, "carriers").search(phrase) is not None
