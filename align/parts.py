"""Parts of a quote: its clauses and the runs of them, so that a fragment is held against the part that it renders."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

# Signs between clauses; inside a number ("3.5", "10:30") they are none.
_ENDS: Final = ",;:.!?。、，；：！？…—–،؛؟"
_CLAUSE: Final = re.compile(rf"[^{_ENDS}]+(?:(?<=\d)[.,:](?=\d)[^{_ENDS}]+)*")
# The most clauses of a run: a longer text is compared whole, and by its runs of this many.
_LONGEST: Final = 5
_LEAST_LETTERS: Final = 2

Span = tuple[int, int]


def clauses(text: str) -> list[Span]:
    """Return the spans of a text's clauses, by its punctuation; the whole text where it has no words."""
    found = [match.span() for match in _CLAUSE.finditer(text) if _has_words(match.group())]
    return found or [(0, len(text))]


def runs(text: str) -> list[Span]:
    """Return the spans of all runs of 1 to 5 clauses, the single clauses first."""
    parts = clauses(text)
    return [
        (parts[first][0], parts[first + size - 1][1])
        for size in range(1, min(len(parts), _LONGEST) + 1)
        for first in range(len(parts) - size + 1)
    ]


def token_spans(spans: Sequence[Span], offsets: npt.NDArray[np.int64]) -> list[Span]:
    """Return the tokens, first and end, of each span that has any; int64 [tokens, 2] are their places in the text."""
    found = []
    for start, end in spans:
        inside = np.flatnonzero((offsets[:, 1] > start) & (offsets[:, 0] < end) & (offsets[:, 1] > offsets[:, 0]))
        if len(inside):
            found.append((int(inside[0]), int(inside[-1]) + 1))
    return found


def _has_words(clause: str) -> bool:
    return sum(map(str.isalnum, clause)) >= _LEAST_LETTERS
