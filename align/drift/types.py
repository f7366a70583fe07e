"""What the checks pass to each other: tokens, an aligned pair, and the differences found in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from align.drift.sameness import Token, is_verbatim, stretches, unmarked_cut
from align.languages import Language

# From this certainty on a change of the claim is told as one.
LIKELY: Final = 0.5
_WORD_OF_ROW: Final = re.compile(r"[^ ]+")


class Severity(StrEnum):
    """How much a drift matters to somebody who trusts the quote."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


@dataclass(frozen=True, eq=False)
class Side:
    """One text of a pair, with the language knowledge to read it by."""

    text: str
    tokens: tuple[Token, ...]
    language: Language
    kind: str

    @cached_property
    def folded(self) -> tuple[str, tuple[int, ...]]:
        """The words as they are compared, in a row, and for each character the place of its token, -1 for none.

        Words are parted by a space where the language parts them or the text does, clauses by a bar.
        """
        text, places, end = " | ", [-1, -1, -1], 0
        clause = self.tokens[0].clause if self.tokens else 0
        for place, token in enumerate(self.tokens):
            apart = self.language.spaced or self.text[end : token.start].isspace()
            between = " | " if token.clause != clause else " " if place and apart else ""
            text += between + token.small
            places.extend([-1] * len(between) + [place] * len(token.small))
            clause, end = token.clause, token.end
        return text + " |", (*places, -1, -1)

    @cached_property
    def starts(self) -> tuple[tuple[int, str], ...]:
        """Where in the row of words a cue may start, with the word there: at a word, or a bar.

        Where words stand together that is each sign, with the sign itself.
        """
        text, _ = self.folded
        if not self.language.spaced:
            return tuple((place, sign) for place, sign in enumerate(text) if sign != " ")
        return tuple((match.start(), match.group()) for match in _WORD_OF_ROW.finditer(text))

    def words(self, places: Iterable[int]) -> str:
        """Return the printed words from the first to the last of some tokens, "" for none."""
        found = sorted(places)
        return self.text[self.tokens[found[0]].start : self.tokens[found[-1]].end] if found else ""

    def carries(self, place: int) -> bool:
        """Whether a token says something by itself, as function words do not."""
        return self._carrying[place]

    @cached_property
    def _carrying(self) -> tuple[bool, ...]:
        function = self.language.function
        return tuple(token.small not in function for token in self.tokens)


@dataclass(frozen=True, eq=False)
class Pair:
    """An original and a rendering, their words aligned.

    `links` are pairs of token places (original, rendering); `similarity` is float32 [original, rendering];
    `information`
    is float32 [original] and [rendering]: how much each word says, in nats. `scope` are the places of the original that
    the rendering sets out to render: all, or for a fragment the stretch it renders.
    `context` is what the writer's own sentence says round the rendering, empty where that is not known.
    """

    original: Side
    rendering: Side
    links: frozenset[tuple[int, int]]
    similarity: npt.NDArray[np.float32]
    information: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]
    scope: frozenset[int]
    fragment: bool
    context: Side

    @cached_property
    def reach(self) -> frozenset[int]:
        """The scope and the words before it in its clause: a modal word there governs what a fragment renders."""
        first = min(self.scope, default=0)
        clause = {
            place for place in range(first) if self.original.tokens[place].clause == self.original.tokens[first].clause
        }
        return self.scope | clause

    @cached_property
    def cut(self) -> frozenset[int]:
        """The places left out without a mark, where the rendering is the original with one stretch gone, else none."""
        if self.rendering.kind == "indirect" or not self.one_language:
            return frozenset()
        if is_verbatim(self.original.tokens, self.rendering.tokens):
            return frozenset()
        one = unmarked_cut(self.original.tokens, self.rendering.tokens)
        if one or any(second.start < first.stop for first, second in pairwise(self.stretches)):
            return frozenset(one)
        return frozenset(
            place
            for first, second in pairwise(self.stretches)
            if self._is_unmarked(first, second)
            for place in range(first.stop, second.start)
        )

    @cached_property
    def stretches(self) -> tuple[range, ...]:
        """The stretches of the original that a quoted rendering is made of, in its order; () if of anything else."""
        if self.rendering.kind == "indirect" or not self.one_language:
            return ()
        return stretches(self.original.tokens, self.rendering.tokens)

    @cached_property
    def spliced(self) -> tuple[range, ...]:
        """The first two stretches of different sentences that the rendering joins in reverse order, () for none."""
        for first, second in pairwise(self.stretches):
            if (
                second.start < first.start
                and self.original.tokens[second.start].sentence != self.original.tokens[first.start].sentence
                and self._is_unmarked(first, second)
            ):
                return first, second
        return ()

    def _is_unmarked(self, first: range, second: range) -> bool:
        """Whether nothing marks the place in the rendering where one stretch ends and the next begins."""
        at = sum(len(each) for each in self.stretches[: self.stretches.index(second)])
        before, after = self.rendering.tokens[at - 1], self.rendering.tokens[at]
        return len(first) > 0 and before.segment == after.segment

    def is_cut_with_more(self, places: Iterable[int]) -> bool:
        """Whether places went in an unmarked cut that took other words too: then the cut is the drift, not they."""
        gone = set(places)
        return gone <= self.cut and any(self.original.carries(place) for place in self.cut - gone)

    @property
    def indirect(self) -> bool:
        """Whether the rendering reports an utterance that its original quotes: then the grammar of report applies."""
        return self.rendering.kind == "indirect" and self.original.kind != "indirect"

    def is_demanded(self, old: str, new: Iterable[str]) -> bool:
        """Whether indirect speech demands that one class become one of others, as the reporting language shifts it.

        An original that is itself a report has been shifted already: then the way back is as good.
        """
        there, here = self.original.language.backshift, self.rendering.language.backshift
        forth = self.rendering.kind == "indirect" and any(kind in here.get(old, ()) for kind in new)
        back = self.original.kind == "indirect" and any(old in there.get(kind, ()) for kind in new)
        return forth or back

    @property
    def one_language(self) -> bool:
        """Whether both sides are in one language, so that their words can be compared as words."""
        return self.original.language.code == self.rendering.language.code

    @cached_property
    def standing(self) -> frozenset[tuple[int, int]]:
        """The links, and the words that nothing links but that stand between the same linked neighbours."""
        ends = (len(self.original.tokens), len(self.rendering.tokens))
        linked = self.links | {(-1, -1), ends}
        return self.links | {
            (first + 1, second + 1)
            for first, second in linked
            if (first + 2, second + 2) in linked and first + 1 not in self.rendered and second + 1 not in self.renders
        }

    @cached_property
    def rendered(self) -> dict[int, tuple[int, ...]]:
        """Map each linked token of the original to its partners in the rendering."""
        return _grouped(self.links)

    @cached_property
    def renders(self) -> dict[int, tuple[int, ...]]:
        """Map each linked token of the rendering to its partners in the original."""
        return _grouped((second, first) for first, second in self.links)


@dataclass(frozen=True)
class Difference:
    """A drift in the making: its category and severity, and the token places on both sides.

    `certainty`, 0 to 1, is how sure the check is that the claim changed and is not only told in another way. `beside`
    are words of the side that has none for it, next to which they would stand, where a check knows that.
    """

    category: str
    severity: Severity
    original: tuple[int, ...]
    rendering: tuple[int, ...]
    explanation: str
    certainty: float = 1.0
    beside: tuple[int, ...] = ()

    @property
    def shown(self) -> Severity:
        """The severity that a reader is shown: what is more likely not so than so is a shade."""
        doubtful = self.certainty < LIKELY and self.severity in (Severity.MAJOR, Severity.CRITICAL)
        return Severity.MINOR if doubtful else self.severity


@dataclass(frozen=True)
class Drift:
    """One typed, located difference.

    `start` and `end` are offsets into the rendering, `against_start` and `against_end` into the original, end
    exclusive; where a side has no words for it, an empty span stands where they would.
    """

    category: str
    severity: str
    words: str
    start: int
    end: int
    against_words: str
    against_start: int
    against_end: int
    explanation: str

    @property
    def original_words(self) -> str:
        """The words of the original."""
        return self.against_words


def _grouped(links: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    groups: dict[int, list[int]] = {}
    for first, second in sorted(links):
        groups.setdefault(first, []).append(second)
    return {first: tuple(seconds) for first, seconds in groups.items()}
