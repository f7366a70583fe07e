"""What the judge says of pairs: how surely the rendering drifted, and which stretches of both texts it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import torch

import embeddings
from align.drift.judge.reading import Read, batches, read, together
from align.drift.judge.weights import shipped

if TYPE_CHECKING:
    from align.drift.judge.network import Judge
    from embeddings.flat import FlatEncoder

# Pairs whose texts are read together; more would only hold more memory.
_SLICE: Final = 1024

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

    Raises:
        ModelError: the weights are missing or damaged, or `e5` is.
    """
    flat = embeddings.token_encoder().flat
    if flat is None:
        raise TypeError("e5 has lost its flat form")
    found: dict[int, Opinion] = {}
    for within in sorted(set(one_language)):
        places = [place for place, one in enumerate(one_language) if one == within]
        judge = shipped(str(flat.bert.positions.dtype).removeprefix("torch."), one_language=within)
        found |= dict(zip(places, told([pairs[place] for place in places], judge, flat), strict=True))
    return [found[place] for place in range(len(pairs))]


@torch.inference_mode()
def told(pairs: Sequence[tuple[str, str]], judge: "Judge", flat: "FlatEncoder") -> list[Opinion]:
    """Return the opinions of a network, its weights in the type of the encoder's."""
    found: list[Opinion | None] = [None] * len(pairs)
    for first in range(0, len(pairs), _SLICE):
        part = pairs[first : first + _SLICE]
        texts = read([text for pair in part for text in pair], flat)
        for places in batches([(len(texts[one]), len(texts[other])) for one, other in part]):
            sides = [(texts[part[place][0]], texts[part[place][1]]) for place in places]
            odds, *tokens = judge(together(sides, flat))
            likely = [each.sigmoid().numpy() for each in tokens]
            for row, place in enumerate(places):
                shown = [_tokens(text, values[row]) for text, values in zip(sides[row], likely, strict=True)]
                found[first + place] = Opinion(float(odds[row]), *shown)
    return [each for each in found if each is not None]


def _tokens(text: Read, likely: npt.NDArray[np.float32]) -> tuple[tuple[Span, float], ...]:
    """Return each token's place and probability, the marks and what stands for no character left out."""
    return tuple(
        ((int(start), int(end)), float(value))
        for (start, end), value in zip(text.offsets[1:-1], likely[1 : len(text) - 1], strict=True)
        if start < end
    )
