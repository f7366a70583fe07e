"""Stretches in which a quote and the words that attribute it stand: a sentence, or the sentences that a quote joins."""

import bisect
import re
from collections.abc import Iterator
from typing import Final

from seeds.datelines import FIRST_PARAGRAPHS, dateline_end
from seeds.knowledge import Language
from seeds.quoting.clauses import folded
from seeds.quoting.marks import Marked
from seeds.splitting import sentence_spans

_LONGEST: Final = 3_000
# Between the entries of a live ticker.
_ENTRY: Final = "+++"
_LONGEST_SENTENCE: Final = 1_200
_MOST_MARKED: Final = 40
_CLOSED: Final = ("”", '"', "»", "“", "」", "』", "’", "'", "＂", "«")
_LEADS: Final = ("—", "–", "―", ",", "،", "と", "、", "，", "라고", "고 ", "이라고", "며 ", "하고", "-")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CUE_REACH: Final = 6
_TIMED: Final = re.compile(
    r"\s*(?:خبر\s)?عاجل\s?[:|–—-]\s+"
    r"|\s*(?:الساعة\s)?\d{1,2}(?:[.:]|\s?h)\s?\d{2}(?:\s(?:Uhr|h|GMT|[ap]\.?m\.?)|h)?\s?[:|–—-]\s+"
)


def units(text: str, marked: list[Marked], language: Language) -> list[tuple[int, int]]:
    """Return the [start, end) of each unit of a cleaned text, in order.

    A paragraph ends one unless a quote runs over it.
    """
    starts = [span.outer_start for span in marked]
    copy_start = 0
    found: list[tuple[int, int]] = []
    joined = 0
    for sentence_start, end in sentence_spans(text, language.code or None):
        start = sentence_start
        if start == 0 or text[start - 1] == "\n":
            break_at = text.find("\n", start)
            paragraph_end = break_at if break_at >= 0 else len(text)
            copy_start = dateline_end(text, start, paragraph_end, language, first=start < FIRST_PARAGRAPHS)
        if end <= copy_start:
            continue
        start = copy_start if start < copy_start else dateline_end(text, start, end, language, first=False)
        if (
            found
            and end - found[-1][0] <= _LONGEST
            and joined < _MOST_MARKED
            and _belongs(text, found[-1], start, end, marked, starts, language)
        ):
            found[-1] = (found[-1][0], end)
            joined += 1
            continue
        found.append((start, end))
        joined = 0
    pieces = [piece for start, end in found for piece in _pieces(text, start, end, marked, starts)]
    if _ENTRY in text:
        pieces = [entry for piece in pieces for entry in _entries(text, *piece, marked, starts)]
    return [(_without_time(text, start, end), end) for start, end in pieces]


def _without_time(text: str, start: int, end: int) -> int:
    """Return where an entry starts behind its time: "14.22 Uhr: | Die Bahn fährt wieder"."""
    timed = _TIMED.match(text, start, end)
    return timed.end() if timed is not None and timed.end() < end else start


def _entries(text: str, start: int, end: int, marked: list[Marked], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the entries of a live ticker that stand in one unit, which "+++" sets apart outside of marks."""
    at = text.find(_ENTRY, start, end)
    while at >= 0:
        place = bisect.bisect_right(starts, at) - 1
        if place < 0 or marked[place].outer_end <= at:
            if text[start:at].strip(" +"):
                yield start, at
            start = at + len(_ENTRY)
        at = text.find(_ENTRY, at + len(_ENTRY), end)
    if text[start:end].strip(" +"):
        yield start, end


def _pieces(text: str, start: int, end: int, marked: list[Marked], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield a unit, or the pieces of one that is no sentence of a newsroom's.

    Each of bounded length outside its marks.
    """
    place = bisect.bisect_left(starts, start)
    while end - start > _LONGEST_SENTENCE or (
        place + _MOST_MARKED < len(marked) and marked[place + _MOST_MARKED].outer_start < end
    ):
        at, own, count = start, 0, 0
        while place < len(marked) and marked[place].outer_start < end and count < _MOST_MARKED:
            gap = marked[place].outer_start - at
            if own + gap > _LONGEST_SENTENCE:
                break
            own += max(0, gap)
            at, count, place = marked[place].outer_end, count + 1, place + 1
        limit = marked[place].outer_start if place < len(marked) else end
        if count < _MOST_MARKED:
            wanted = at + _LONGEST_SENTENCE - own
            if wanted >= min(end, limit):
                at = min(end, limit)
            else:
                space = text.rfind(" ", at, wanted)
                at = space if space > max(at, start) else wanted
        if at >= end or at <= start:
            break
        yield start, at
        start = at
    if start < end:
        yield start, end


def _belongs(
    text: str,
    before: tuple[int, int],
    start: int,
    end: int,
    marked: list[Marked],
    starts: list[int],
    language: Language,
) -> bool:
    """Whether a sentence goes on with the unit before it.

    A mark is still open there, or its words attribute a quote.
    """
    place = bisect.bisect_left(starts, start) - 1
    if place >= 0 and marked[place].outer_end > start:
        return True
    gap = text[before[1] : start]
    if "\n" in gap:
        return False
    if place >= 0 and marked[place].outer_start >= before[0] and place + 1 < len(marked):
        after = marked[place + 1]
        if after.interrupted and after.outer_start < end:
            return True
    ended = text[max(0, before[1] - 3) : before[1]].rstrip(" .。,")
    if not ended.endswith(_CLOSED) and not (place >= 0 and before[1] - marked[place].outer_end <= 1):
        return False
    stretch = text[start : min(end, start + 80)]
    if stretch.startswith(_LEADS) or stretch[:1].islower():
        return True
    if language.patterns:
        if not gap and stretch.startswith(("「", "『")) and ended.endswith(("」", "』")):
            return True  # a list of quotes: 「おめでとう！」「お幸せに」といった声
        only = place >= 0 and not text[before[0] : marked[place].outer_start].strip()
        return (not gap or (only and ended.endswith(_CLOSED))) and not stretch.startswith(
            ("“", "「", "『", '"', "‘", "'")
        )
    if (
        place < 0
        or text[before[0] : marked[place].outer_start].strip()
        or text[marked[place].end - 1 : marked[place].end] not in "!?…"
    ):
        return False
    near = [folded(match.group()) for match in list(_WORD.finditer(stretch))[:_CUE_REACH]]
    return any(word in language.cues or word in language.participles for word in near)
