"""How the tokens of two texts answer each other: what the judge is told of each token, and of each pair, as figures.

Nothing here is learnt. Beside a softmax of each side over the other stands a matching of one to one: Sinkhorn's scaling
with a place for what nothing answers (after the dustbin of Sarlin et al. 2020), so that a word put in beside its
neighbour cannot share the neighbour's answer.
"""

from typing import Final, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

# What is told of each token, and of each side of a pair: see `token_figures` and `pair_figures`.
TOLD: Final = 14
TOLD_OF_PAIR: Final = 6
TEMPERATURE: Final = 0.1
# What the same piece, or the same word, on the other side adds to a score.
_SAME: Final = 2.0
# The score below which nothing answers, and the rounds of the matching.
_UNANSWERED: Final = 3.5
_ROUNDS: Final = 8


class Tokens(NamedTuple):
    """One side of a batch of pairs, padded.

    Attributes:
        vectors: [pairs, tokens, width], from layer `BASE`; the first and the last token of each text are its marks.
        pieces: [pairs, tokens, width], of the embedding table, which knows nothing of the words round a piece.
        ids: int64 [pairs, tokens], the pieces' numbers.
        words: int64 [pairs, tokens], a number for each word in small letters, that of its word for every piece.
        beginnings: int64 [pairs, tokens], the same of the words' beginnings.
        information: float32 [pairs, tokens], nats.
        held: bool [pairs, tokens], whether there is a token; marks among them.
        inner: bool [pairs, tokens], whether there is one that is no mark.
    """

    vectors: Tensor
    pieces: Tensor
    ids: Tensor
    words: Tensor
    beginnings: Tensor
    information: Tensor
    held: Tensor
    inner: Tensor


class Links(NamedTuple):
    """How tokens of `original` and `rendering` answer each other, float32 but where it says otherwise.

    Attributes:
        there: [pairs, original, rendering], softmax of the original's tokens over the rendering's.
        back: [pairs, rendering, original], the reverse.
        matched: [pairs, original, rendering], the matching of one to one.
        unanswered: of the original and the rendering, [pairs, tokens], what of each token the matching leaves alone.
        cosines: [pairs, original, rendering], of contextual vectors and of bare pieces, -1 where a side has no word.
        same: bool [pairs, original, rendering], of pieces, of words, and of words' beginnings.
        both: bool [pairs, original, rendering], whether there is a word on both sides.
    """

    there: Tensor
    back: Tensor
    matched: Tensor
    unanswered: tuple[Tensor, Tensor]
    cosines: tuple[Tensor, Tensor]
    same: tuple[Tensor, Tensor, Tensor]
    both: Tensor


def links(original: Tokens, rendering: Tokens, bare: tuple[Tensor, Tensor]) -> Links:
    """Return how two sides answer each other; `bare` are their pieces, [pairs, tokens, width] each."""
    close = _cosines(original, rendering, original.vectors, rendering.vectors)
    alike = _cosines(original, rendering, *bare)
    both = original.inner[:, :, None] & rendering.inner[:, None, :]
    same = tuple(
        (one[:, :, None] == other[:, None, :]) & both
        for one, other in (
            (original.ids, rendering.ids),
            (original.words, rendering.words),
            (original.beginnings, rendering.beginnings),
        )
    )
    scores = close.float() / TEMPERATURE + _SAME * (original.ids[:, :, None] == rendering.ids[:, None, :])
    # A mark is answered by the other side's tokens alike; what pads a side answers nothing.
    there = _likely(scores, original.inner, rendering.inner)
    back = _likely(scores.mT, rendering.inner, original.inner)
    matched, unanswered = _matched(scores + _SAME * same[1], both)
    hidden = [each.float().masked_fill(~both, -1.0) for each in (close, alike)]
    return Links(there, back, matched, unanswered, (hidden[0], hidden[1]), (same[0], same[1], same[2]), both)


def turned(found: Links) -> Links:
    """Return the links as the rendering sees them."""
    return Links(
        found.back,
        found.there,
        found.matched.mT,
        found.unanswered[::-1],
        (found.cosines[0].mT, found.cosines[1].mT),
        (found.same[0].mT, found.same[1].mT, found.same[2].mT),
        found.both.mT,
    )


def token_figures(side: Tokens, facing: Tokens, found: Links) -> Tensor:
    """Return float32 [pairs, tokens, TOLD] of the original's tokens.

    Best cosine, and that of bare pieces; whether the same piece is there; how mutual the answer is; nats; whether it is
    a word's; what nothing answers; how much answers by it; how far its answer follows that of the token before, and
    goes before that of the token after; how far its place is another; whether its answer is the same word; whether
    the same word, and one of its beginning, is there at all.
    """
    mutual = (found.there * found.back.mT).sum(2)
    follows = functional.pad((found.matched[:, 1:, 1:] * found.matched[:, :-1, :-1]).sum(2), (1, 0))
    precedes = functional.pad(follows[:, 1:], (0, 1))
    place = (found.matched @ _places(facing)[..., None]).squeeze(2) / found.matched.sum(2).clamp_min(1e-3)
    told = [
        *(each.amax(2) for each in found.cosines),
        found.same[0].any(2).float(),
        mutual,
        side.information / 10,
        side.inner.float(),
        found.unanswered[0],
        found.back.masked_fill(~found.both.mT, 0.0).sum(1).log1p(),
        follows,
        precedes,
        (place - _places(side)).abs() * found.matched.sum(2),
        (found.matched * found.same[1]).sum(2),
        *(each.any(2).float() for each in found.same[1:]),
    ]
    return torch.stack(told, 2)


def pair_figures(original: Tokens, rendering: Tokens, found: Links) -> Tensor:
    """Return float32 [pairs, TOLD_OF_PAIR]: of each side the nats nothing answers, their most, and broken order."""
    told = []
    for side, seen in ((original, found), (rendering, turned(found))):
        alone = side.information / 10 * seen.unanswered[0]
        follows = (seen.matched[:, 1:, 1:] * seen.matched[:, :-1, :-1]).sum((1, 2))
        broken = 1 - follows / side.inner.sum(1).sub(1).clamp_min(1)
        told += [alone.sum(1).log1p(), alone.amax(1), broken]
    return torch.stack(told, 1)


def _places(side: Tokens) -> Tensor:
    """Return float32 [pairs, tokens]: where in its text each token stands, 0 to 1."""
    counted = side.inner.float().cumsum(1)
    return counted / counted[:, -1:].clamp_min(1)


def _matched(scores: Tensor, both: Tensor) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    """Return a matching [pairs, original, rendering] whose rows and columns come to 1 with what is left of each."""
    strength = scores.sub(_UNANSWERED).clamp_max(20.0).exp().masked_fill(~both, 0.0)
    rows, columns = torch.ones_like(strength[:, :, 0]), torch.ones_like(strength[:, 0])
    # Both at once and half of the way, so that a pair turned round has the same matching.
    for _ in range(_ROUNDS):
        lain = (strength @ columns[..., None]).squeeze(2), (strength.mT @ rows[..., None]).squeeze(2)
        rows, columns = (rows / (1 + lain[0])).sqrt(), (columns / (1 + lain[1])).sqrt()
    words = both.any(2).float(), both.any(1).float()
    return rows[..., None] * strength * columns[:, None], (rows * words[0], columns * words[1])


def _cosines(original: Tokens, rendering: Tokens, one: Tensor, other: Tensor) -> Tensor:
    """Return [pairs, original's tokens, rendering's tokens]: cosines of vectors less the mean of the pair's."""
    count = original.inner.sum(1) + rendering.inner.sum(1)
    summed = (one * original.inner[..., None]).sum(1) + (other * rendering.inner[..., None]).sum(1)
    centre = (summed / count[:, None].clamp_min(1))[:, None]
    return functional.normalize(one - centre, dim=2) @ functional.normalize(other - centre, dim=2).mT


def _likely(scores: Tensor, asking: Tensor, facing: Tensor) -> Tensor:
    """Return the softmax of scores [pairs, asking, facing] over the tokens that face, for marks an even one."""
    return scores.masked_fill(~asking[:, :, None], 0.0).masked_fill(~facing[:, None, :], -1e4).softmax(2)
