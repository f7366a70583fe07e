"""A passage in its article: the words around it, as a reader needs them to judge it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from reports.facts import Outside
from reports.passages import Passage
from reports.view import Report

# Characters on either side; a word is not cut.
_AROUND: Final = 280
_PARAGRAPHS: Final = re.compile(r"\s*\n\s*\n\s*")
_BREAK: Final = " ¶ "
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Context:
    """A passage as printed, and what stands before and behind it; a paragraph's end is a ¶."""

    before: str
    words: str
    after: str


def contexts(shown: Report) -> Callable[[Passage | Outside], Context]:
    """Return what finds the context of a passage of the report, or of a fact outside every statement."""
    texts = dict(shown.story.articles.select("article_id", "text").iter_rows())
    return lambda passage: context(texts[passage.article.article_id] or "", passage.start, passage.end)


def context(text: str, start: int, end: int) -> Context:
    """Return the words of [start, end) in a text, and those around them."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before, after = text[first:start], text[end:last]
    if first:
        before = _CUT + (before.partition(" ")[2] or before)
    if last < len(text):
        after = (after.rpartition(" ")[0] or after) + _CUT
    return Context(*(_PARAGRAPHS.sub(_BREAK, part) for part in (before, text[start:end], after)))
