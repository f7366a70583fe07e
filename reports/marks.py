"""Which words of a passage differ: drift spans, which may nest or overlap, cut into runs that do not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from align.schema import SEVERITIES

# Categories whose marks have one colour, one line and one sign on the page, page.css has which.
FAMILIES: Final = {
    "denial": ("negation", "opposition"),
    "figure": ("number",),
    "person": ("name", "gender", "person", "speaker"),
    "force": ("modality", "intensity", "mood"),
    "time": ("tense",),
    "scope": ("generalisation", "specification"),
    "loss": ("omission",),
    "gain": ("addition",),
    "words": ("order", "untranslated", "quotation", "wording"),
}
# As much of a last word as no line break should take from the number behind it.
_TAIL: Final = re.compile(r"\S{0,12}\s*\Z")
_FAMILY_OF: Final = {category: family for family, categories in FAMILIES.items() for category in categories}


@dataclass(frozen=True, slots=True)
class Drift:
    """One difference, with its number in the list that stands under the passage.

    `start` and `end` are offsets into the rendering's article, `against_start` and `against_end` into the article of
    the quote it is held against; null or empty where that side has no words. `whole` says that the difference is in how
    the passage is given (direct made indirect), not in some of its words, so that no words are marked.
    """

    number: int
    category: str
    severity: str
    words: str
    against_words: str
    start: int | None
    end: int | None
    against_start: int | None
    against_end: int | None
    explanation: str
    whole: bool = False

    @property
    def change(self) -> str:
        """What happened to the words: "changed", "missing", "added", or "manner" where no words are concerned."""
        if self.whole or not (self.words or self.against_words):
            return "manner"
        if self.words and self.against_words:
            return "changed"
        return "added" if self.words else "missing"

    @property
    def why(self) -> str:
        """The explanation without the words that `change` shows; empty where it says no more than they."""
        before, after = (" ".join(words.split()) for words in (self.against_words, self.words))
        told = {
            "changed": f"“{before}” became “{after}”",
            "missing": f"“{before}” is gone",
            "added": f"“{after}” was added",
        }.get(self.change)
        if told is None or not self.explanation.startswith(told):
            return self.explanation
        more = self.explanation.removeprefix(told)
        return more[2:] if more.startswith(": ") else "" if not more else self.explanation

    @property
    def family(self) -> str:
        """Which of `FAMILIES` it is of."""
        return _FAMILY_OF.get(self.category, "words")

    @property
    def weight(self) -> int:
        """Place of the severity in `SEVERITIES`: 0 for neutral, 3 for critical."""
        return SEVERITIES.index(self.severity)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a passage that the same drifts cover; none if the words are unchanged."""

    text: str
    drifts: tuple[Drift, ...] = ()
    ending: tuple[Drift, ...] = field(default=(), repr=False)  # those whose last word stands in this run

    @property
    def worst(self) -> Drift | None:
        """The gravest drift here: it gives the mark its look."""
        return max(self.drifts, key=lambda drift: drift.weight, default=None)

    @property
    def tail(self) -> str:
        """The end of the last word, which the number behind it holds on to."""
        return _TAIL.search(self.text)[0] if self.ending else ""  # type: ignore[index]  # it fits every text

    @property
    def head(self) -> str:
        """What stands before the tail."""
        return self.text.removesuffix(self.tail)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of its drifts, each once."""
        return tuple(dict.fromkeys(drift.category for drift in self.drifts))

    @property
    def numbers(self) -> str:
        """The numbers of its drifts, with spaces between them."""
        return _numbers(self.drifts)

    @property
    def ending_numbers(self) -> str:
        """The numbers of those drifts whose last word stands in this run."""
        return _numbers(self.ending)


def _numbers(drifts: tuple[Drift, ...]) -> str:
    return " ".join(map(str, sorted({drift.number for drift in drifts})))


def runs(text: str, offset: int | None, drifts: Iterable[Drift], *, against: bool = False) -> tuple[Run, ...]:
    """Cut `text` at the edges of the drifts' spans.

    Args:
        text: the words as printed.
        offset: where `text` starts in its article; null means that nothing can be marked.
        drifts: spans outside `text` are left out, those that reach over its edge are cut there.
        against: take the spans on the side that the rendering is held against.

    Returns:
        Runs that, joined, are `text`.
    """
    spans: list[tuple[int, int, Drift]] = []
    for drift in drifts:
        start, end = (drift.against_start, drift.against_end) if against else (drift.start, drift.end)
        if offset is None or start is None or end is None or drift.whole:
            continue
        start, end = max(start - offset, 0), min(end - offset, len(text))
        if start < end:
            spans.append((start, end, drift))
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    return tuple(
        Run(
            text[left:right],
            tuple(drift for start, end, drift in spans if start <= left and right <= end),
            tuple(drift for _, end, drift in spans if end == right),
        )
        for left, right in pairwise(edges)
    )
