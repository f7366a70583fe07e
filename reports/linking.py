"""Which words of two passages light up together: the links of their words, counted as the page's script counts."""

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final

from align.schema import ALIGNMENTS
from align.visible import visible
from reports.passages import Comparison, Passage
from reports.view import Report

_WIDEST_PLAIN: Final = "\ud7ff"


def links(shown: Report) -> Callable[[Comparison], str]:
    """Return what tells the links of a comparison as the page keeps them: "0-5:7-11 6-8:0-3".

    Each is a stretch of the passage held against and one of the rendering, in UTF-16 units of what the page shows of
    them, end exclusive. A link that leaves its passage is left out.
    """
    frame = ALIGNMENTS.check(shown.story.alignments)
    column = frame["links"]
    rows = {pair: row for row, pair in enumerate(frame.select("quote_id", "against").iter_rows())}

    def told(comparison: Comparison) -> str:
        row = rows.get((comparison.passage.quote_id, comparison.against.quote_id))
        return "" if row is None else " ".join(_told(column[row].to_list(), comparison))

    return told


def _told(found: list[dict[str, int]], comparison: Comparison) -> Iterator[str]:
    there, here = units(comparison.against.text), units(comparison.passage.text)
    for link in found:
        first = _within(link["against_start"], link["against_end"], comparison.against, there)
        second = _within(link["start"], link["end"], comparison.passage, here)
        if first and second:
            yield f"{first}:{second}"


def _within(start: int, end: int, passage: Passage, shown: Callable[[int], int]) -> str:
    start, end = start - passage.start, end - passage.start
    return f"{shown(start)}-{shown(end)}" if 0 <= start < end <= len(passage.text) else ""


def units(text: str) -> Callable[[int], int]:
    """Return what turns an offset into `text` into one into the page's text node.

    The page shows some characters by name, its parser makes one line break of CR LF, and its script counts those
    beyond the first plane as two.
    """
    if "\r" not in text and max(text, default="") <= _WIDEST_PLAIN and visible(text) == text:
        return lambda offset: offset
    widths = (
        0 if character == "\r" and text[at + 1 : at + 2] == "\n" else len(_shown(character)) // 2
        for at, character in enumerate(text)
    )
    return list(accumulate(widths, initial=0)).__getitem__


def _shown(character: str) -> bytes:
    return visible(character).encode("utf-16-le")
