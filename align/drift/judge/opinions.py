"""What the judge says of pairs: how surely the rendering drifted, and which stretches of both texts it means."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import torch

import embeddings
from align.drift.judge.reading import Read, batches, read, together
from align.drift.judge.weights import ACROSS, AKIN, WITHIN, shipped

if TYPE_CHECKING:
    from align.drift.judge.network import Judge
    from embeddings.flat import FlatEncoder

# Pairs whose texts are read together; more would only hold more memory.
_SLICE: Final = 1024
# The share of equal words from which on the third network reads a pair too.
_AKIN: Final = 0.75
_WORD: Final = re.compile(r"\w+")

Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Opinion:
    """What the judge says of one pair.

    Attributes:
        odds: log-odds that the rendering drifted; not calibrated.
        original: for each token of the original its start and end in the text, and the probability that it drifted.
        rendering: the same of the rendering.
    """

    odds: float
    original: tuple[tuple[Span, float], ...]
    rendering: tuple[tuple[Span, float], ...]

    def moved(self, start: int) -> "Opinion":
        """Return the opinion of an original that begins `start` characters before what was read of it."""
        if not start:
            return self
        original = tuple(((first + start, last + start), likely) for (first, last), likely in self.original)
        return Opinion(self.odds, original, self.rendering)


def opinions(pairs: Sequence[tuple[str, str]], one_language: Sequence[bool]) -> list[Opinion]:
    """Return the judge's opinion of each (original, rendering), and whether they are in one language.

    Pairs within a language are read by one network, pairs across languages by another; pairs within a language that
    share most of their words by a third too, and then the mean of both is the opinion.

    Raises:
        ModelError: the weights are missing or damaged, or `e5` is.
    """
    flat = embeddings.token_encoder().flat
    if flat is None:
        raise TypeError("e5 has lost its flat form")
    kind = str(flat.bert.positions.dtype).removeprefix("torch.")
    within = [place for place, one in enumerate(one_language) if one]
    read_by = {
        WITHIN: within,
        AKIN: [place for place in within if are_akin(*pairs[place])],
        ACROSS: [place for place, one in enumerate(one_language) if not one],
    }
    return told(pairs, [(shipped(kind, path), places) for path, places in read_by.items() if places], flat)


def are_akin(one: str, other: str) -> bool:
    """Whether two texts share most of their words, in whatever order: then the order tells."""
    words, others = (Counter(_WORD.findall(text.casefold())) for text in (one, other))
    most = max(words.total(), others.total())
    return most > 0 and (words & others).total() >= _AKIN * most


@torch.inference_mode()
def told(
    pairs: Sequence[tuple[str, str]], judges: Sequence[tuple["Judge", Sequence[int]]], flat: "FlatEncoder"
) -> list[Opinion]:
    """Return of each pair the mean of what the networks say that read it; `judges` come with the pairs' places.

    The weights are in the type of the encoder's; a text is read once for all of them.
    """
    found: list[list[Opinion]] = [[] for _ in pairs]
    for first in range(0, len(pairs), _SLICE):
        part = pairs[first : first + _SLICE]
        texts = read([text for pair in part for text in pair], flat)
        for judge, all_places in judges:
            given = [place - first for place in all_places if first <= place < first + _SLICE]
            lengths = [(len(texts[part[place][0]]), len(texts[part[place][1]])) for place in given]
            for rows in batches(lengths):
                places = [given[row] for row in rows]
                sides = [(texts[part[place][0]], texts[part[place][1]]) for place in places]
                odds, *tokens = judge(together(sides, flat))
                likely = [each.sigmoid().numpy() for each in tokens]
                for row, place in enumerate(places):
                    shown = [_tokens(text, values[row]) for text, values in zip(sides[row], likely, strict=True)]
                    found[first + place].append(Opinion(float(odds[row]), *shown))
    return [_mean(each) for each in found]


def _mean(given: list[Opinion]) -> Opinion:
    if len(given) == 1:
        return given[0]
    sides = (
        tuple(
            (same[0][0], sum(likely for _, likely in same) / len(given))
            for same in zip(*(getattr(each, side) for each in given), strict=True)
        )
        for side in ("original", "rendering")
    )
    return Opinion(sum(each.odds for each in given) / len(given), *sides)


def _tokens(text: Read, likely: npt.NDArray[np.float32]) -> tuple[tuple[Span, float], ...]:
    """Return each token's place and probability, the marks and what stands for no character left out."""
    return tuple(
        ((int(start), int(end)), float(value))
        for (start, end), value in zip(text.offsets[1:-1], likely[1 : len(text) - 1], strict=True)
        if start < end
    )
