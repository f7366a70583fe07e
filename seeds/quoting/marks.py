"""Spans between quotation marks, told from apostrophes, inch marks and decades, in one pass over a cleaned text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from seeds.knowledge import Language

_APOSTROPHE_WORD: Final = re.compile(
    r"['’‘](?:\d\ds?\b|s\b|em\b|n\b|til\b|tis\b|twas\b|cause\b|round\b)", re.IGNORECASE
)
_BEFORE_OPENING: Final = frozenset("([{<—–-/:…“\"«‘'„")
# The longest stretch in which the partner of a single mark, or of a mark that a line break cut off, is looked for.
# An Arabic preposition is written to the mark: 'ب"الروح"', 'وبـ"الروح"'.
_PREFIXED: Final = re.compile(r"(?<!\w)(?:[وف]?[بلكوف])\u0640?\Z|\u0640\Z")
_REACH: Final = 2_000
_SENTENCE_END: Final = re.compile(r"(?<=[^\W\d_]{2})[.!?…](?=\s+[^\W\d_a-z])")
_WRITER: Final = re.compile(r"(?:,|\s(?P<lead>[^\W\d_]{1,4}))\s(?=(?P<verb>[a-zà-ÿ]+)(?:\s(?P<after>[^\W\d_]+)))")
_STRAIGHT: Final = '"'
_SYMMETRIC: Final = frozenset(('"', "＂", "''"))
# Hangul, kana and Han: a particle follows the closing mark without a space.
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Marked(NamedTuple):
    """Words between marks: [start, end) without them, [outer_start, outer_end) with them.

    `continues` says that it runs on from the paragraph before, which left its mark open and was reopened here;
    `broken` that the writer breaks in after it ("… —dijo— …"), `interrupted` that this is the part after; `dash` that a
    dash opens it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True
    continues: bool = False
    single: bool = False
    broken: bool = False
    interrupted: bool = False
    dash: bool = False


def marked_spans(text: str, language: Language) -> list[Marked]:
    """Return the outermost marked spans of a cleaned text, in order. Linear in its length."""
    found: list[Marked] = []
    at = 0
    reopened = False
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs):
        begin, end = at, at + len(paragraph)
        at = end + 1
        skip = begin
        if found and found[-1].outer_end > begin:  # a broken line's quote reaches into this paragraph
            skip = found[-1].outer_end
        spans = list(_double_marked(text, skip, end, language))
        if reopened and spans and not text[begin : spans[0].outer_start].strip():
            first = spans[0]
            spans[0] = first._replace(continues=True)
        reopened = False
        if spans and not spans[-1].closed:
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
            if _opens(following, language):
                reopened = True
            else:
                spans[-1] = _closed_in_next(text, spans[-1], end, following, language)
                if not spans[-1].closed:
                    stop = _writer_begins(text, spans[-1].start, spans[-1].end, language)
                    spans[-1] = spans[-1]._replace(end=stop, outer_end=stop)
        found.extend(_with_singles(text, skip, end, spans, language))
    return [span for span in found if text[span.start : span.end].strip()]


def _double_marked(text: str, begin: int, end: int, language: Language) -> Iterator[Marked]:
    openers, pattern = _marks_of(language)
    opened, width, depth = -1, 1, 0
    closers: frozenset[str] = frozenset()
    marks = [(match.group(), match.start()) for match in pattern.finditer(text, begin, end)]
    if not marks:
        return
    nested = _nested(marks, openers)
    curly = _closed_by_curly(marks)
    for place, (mark, index) in enumerate(marks):
        if opened < 0:
            if (mark in openers and _can_open(text, index, mark)) or _turned_round(text, index, mark):
                opened, width, depth, closers = index, len(mark), 0, openers.get(mark, frozenset({mark, _STRAIGHT}))
        elif mark in _SYMMETRIC and mark in closers and _opens_anew(text, index, mark, opened + width):
            end_of_words = _forgotten(text, opened + width, index, language)
            yield Marked(opened + width, end_of_words, opened, end_of_words, closed=False)
            opened, width, closers = index, len(mark), openers.get(mark, frozenset({mark}))
        elif mark in closers and _can_close(text, index, mark):
            if mark == _STRAIGHT and text[opened] == "“" and curly[place]:
                continue  # inches: the quote's own mark is still to come
            if depth:
                depth -= 1
                continue
            yield Marked(opened + width, index, opened, index + len(mark))
            opened = -1
        elif mark == text[opened : opened + width] and mark not in closers:
            if nested.get(mark):
                depth += 1
                continue
            # Opened again: the closing mark was forgotten.
            end_of_words = _forgotten(text, opened + width, index, language)
            yield Marked(opened + width, end_of_words, opened, end_of_words, closed=False)
            opened = index
    if opened >= 0:
        yield Marked(opened + width, end, opened, end, closed=False)


def _opens_anew(text: str, index: int, mark: str, start: int) -> bool:
    """Whether a straight mark opens while one is still open: then the closing one before it was forgotten."""
    before, after = text[index - 1 : index], text[index + len(mark) : index + len(mark) + 1]
    return before.isspace() and after.isalnum() and index - start > 1


def _writer_begins(text: str, start: int, end: int, language: Language) -> int:
    """Return where a verb of saying shows the writer's words behind a mark never closed: ", said", "e disse que"."""
    for match in _WRITER.finditer(text, start, min(end, start + _REACH)):
        lead, verb, after = ((match.group(name) or "").lower() for name in ("lead", "verb", "after"))
        told = verb in language.cues or (verb in language.perfect and after in language.participles)
        if told and (not lead or (lead in language.coordinators and after in language.that)):
            return match.start() + (0 if lead else 1)
    return end


def _forgotten(text: str, start: int, end: int, language: Language) -> int:
    """Return where words whose closing mark was forgotten may end: with their first sentence.

    What stands behind it is the writer's as often as not, and a quote too short is better than one with others' words.
    """
    stop = _SENTENCE_END.search(text, start, end)
    return min(stop.end() if stop else end, _writer_begins(text, start, end, language))


def _closed_by_curly(marks: list[tuple[str, int]]) -> list[bool]:
    """Say of each mark whether the next one that is not straight closes a curly quote."""
    found, following = [False] * len(marks), ""
    for place in range(len(marks) - 1, -1, -1):
        found[place] = following == "”"
        following = following if marks[place][0] == _STRAIGHT else marks[place][0]
    return found


@cache
def _marks_of(language: Language) -> tuple[dict[str, frozenset[str]], re.Pattern[str]]:
    """Return the opening marks with their closing ones, and the pattern of all."""
    openers: dict[str, set[str]] = {}
    for first, last in language.pairs:
        openers.setdefault(first, set()).add(last)
    if _STRAIGHT in openers:  # a curly mark is often closed by a straight one, and the reverse
        for first, closers in openers.items():
            if first in '“”"':
                closers |= {"”", _STRAIGHT}
            elif first == "„":
                closers |= {"“", "”", _STRAIGHT}
    marks = sorted({mark for pair in language.pairs for mark in pair}, key=len, reverse=True)
    return {first: frozenset(closers) for first, closers in openers.items()}, re.compile(
        "|".join(map(re.escape, marks))
    )


def _nested(marks: list[tuple[str, int]], openers: Mapping[str, frozenset[str]]) -> dict[str, bool]:
    """Say of each opening mark whether the paragraph closes it as often as it opens it: then it may stand in itself."""
    counts = Counter(mark for mark, _ in marks)
    return {
        first: sum(counts[last] for last in closers if last != first) >= counts[first] > 1
        for first, closers in openers.items()
    }


def _can_open(text: str, index: int, mark: str) -> bool:
    following = text[index + len(mark) : index + len(mark) + 1]
    if mark not in _SYMMETRIC:
        return True
    before = text[index - 1 : index] if index else ""
    if mark == _STRAIGHT and before.isdigit() and (not following.strip() or following in ",.;)"):
        return False  # 6 inches
    return bool(following.strip()) and (
        not before.strip()
        or before in _BEFORE_OPENING
        or _UNSPACED.match(before) is not None
        or _PREFIXED.search(text, max(0, index - 4), index) is not None
    )


def _can_close(text: str, index: int, mark: str) -> bool:
    following = text[index + len(mark) : index + len(mark) + 1]
    if mark not in _SYMMETRIC:
        return True
    return bool(text[index - 1 : index].strip()) and (not following.isalnum() or _UNSPACED.match(following) is not None)


def _turned_round(text: str, index: int, mark: str) -> bool:
    """Some copy uses the closing mark on both sides."""
    before = text[index - 1 : index] if index else ""
    return mark == "”" and not before.strip() and text[index + 1 : index + 2].isalnum()


def _opens(paragraph: str, language: Language) -> bool:
    return any(paragraph.lstrip().startswith(first) for first, _ in language.pairs)


def _closed_in_next(text: str, span: Marked, end: int, following: str, language: Language) -> Marked:
    """Follow a quote that a line break cut in two to its closing mark in the next paragraph."""
    openers = {first for first, last in language.pairs if first != last}
    for offset, character in enumerate(following[:_REACH]):
        index = end + 1 + offset
        if character in openers:
            break
        if character == "”" or (character == _STRAIGHT and _can_close(text, index, character)):
            return Marked(span.start, index, span.outer_start, index + 1)
        if character == _STRAIGHT:
            break
    return span


def _with_singles(text: str, begin: int, end: int, doubles: list[Marked], language: Language) -> Iterator[Marked]:
    """Yield the spans of one paragraph in order, those between single marks outside the double ones among them."""
    at = begin
    for double in [*doubles, None]:
        stop = double.outer_start if double else end
        yield from _single_marked(text, at, stop, language)
        if double:
            yield double
            at = double.outer_end


def _single_marked(text: str, begin: int, end: int, language: Language) -> Iterator[Marked]:
    if not language.single_pairs or begin >= end:
        return
    openers, closers, pattern = _single_marks_of(language)
    marks = [match.start() for match in pattern.finditer(text, begin, end)]
    position = 0
    while position < len(marks):
        index = marks[position]
        position += 1
        before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
        opening = text[index] in openers and (not before.strip() or before in _BEFORE_OPENING) and after.strip()
        if not opening or _APOSTROPHE_WORD.match(text, index):
            continue
        partner = _partner(text, index, marks, position, closers)
        if partner is not None:
            yield Marked(index + 1, partner, index, partner + 1, single=True)
            while position < len(marks) and marks[position] <= partner:
                position += 1


@cache
def _single_marks_of(language: Language) -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    """Return the single opening marks, the closing ones, and the pattern of all."""
    openers, closers = map(frozenset, zip(*language.single_pairs, strict=True))
    return openers, closers, re.compile(f"[{re.escape(''.join(sorted(openers | closers)))}]")


def _partner(text: str, opening: int, marks: list[int], position: int, closers: frozenset[str]) -> int | None:
    """Return the closing mark of a single opening mark.

    A plural possessive ("soldiers’ ") only when nothing else fits.
    """
    possessive: int | None = None
    for place in range(position, len(marks)):
        index = marks[place]
        if index - opening > _REACH:
            break
        before, after = text[index - 1], text[index + 1 : index + 2]
        joined = after.isalnum() and not _UNSPACED.match(after)
        if text[index] not in closers or not before.strip() or joined or index == opening + 1:
            continue
        if before in "sS" and text[index + 2 : index + 3].islower() and not after.strip():
            possessive = possessive if possessive is not None else index
            continue
        return index
    return possessive
