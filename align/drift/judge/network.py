"""The judge's network: token vectors of two texts in, how surely one drifted from the other out, and which tokens.

Each side's tokens come from one layer of the bundled `e5`, each text read by itself. Every token is set beside what
answers it on the other side, a mean of that side's vectors weighted by a softmax over their cosines (after the
decomposable attention of Parikh et al. 2016 and ESIM, Chen et al. 2017), and its bare piece beside the same mean of
bare pieces, since a word's neighbours speak for it in any layer above, with figures of how the sides answer each other
(`linking.py`); then a few layers of a transformer read both sides as one. They start from the next layers of `e5`.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from align.drift.judge.linking import TOLD, TOLD_OF_PAIR, links, pair_figures, token_figures, turned

if TYPE_CHECKING:
    from embeddings.bert import FlatBert

# The layer whose vectors come in, and how many layers of the judge's own follow.
BASE: Final = 7
DEPTH: Final = 3
# The share of what enters the layers that is left out while it learns.
DROPPED: Final = 0.1


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


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, wide: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.attend = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, epsilon)
        self.widen = nn.Linear(width, wide)
        self.narrow = nn.Linear(wide, width)
        self.narrow_norm = nn.LayerNorm(width, epsilon)

    def forward(self, hidden: Tensor, held: Tensor) -> Tensor:
        """Return [pairs, tokens, width]; `held`, bool [pairs, 1, 1, tokens], says which tokens may be looked at."""
        pairs, tokens, width = hidden.shape
        parts = self.attend(hidden).view(pairs, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        # Written out: on a processor the backward way of torch's own function takes half of a step's time.
        scores = (query * query.shape[-1] ** -0.5) @ key.mT
        likely = scores.masked_fill(~held, -1e4).softmax(-1).to(value.dtype)
        mixed = (likely @ value).transpose(1, 2).reshape(pairs, tokens, width)
        hidden = self.attended_norm(hidden + self.attended(mixed))
        found: Tensor = self.narrow_norm(hidden + self.narrow(functional.gelu(self.widen(hidden))))
        return found


class Judge(nn.Module):
    """The network; `forward` gives logits."""

    def __init__(self, width: int = 384, wide: int = 1536, heads: int = 12, epsilon: float = 1e-12) -> None:
        super().__init__()
        self.beside = nn.Linear(5 * width + TOLD, width)
        self.sides = nn.Parameter(torch.zeros(2, width))
        self.entered = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(Layer(width, wide, heads, epsilon) for _ in range(DEPTH))
        self.token = nn.Linear(width, 1)
        self.gathered = nn.Linear(4 * width + 2 + TOLD_OF_PAIR, width)
        self.pair = nn.Linear(width, 1)

    def forward(self, original: Tokens, rendering: Tokens) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits: [pairs] that the rendering drifted, and [pairs, tokens] of each side's tokens."""
        hidden, figures = self._entered(original, rendering)
        held = torch.cat([original.held, rendering.held], 1)
        for layer in self.layers:
            hidden = layer(hidden, held[:, None, None, :])
        tokens = self.token(hidden).squeeze(-1).float()
        inner = torch.cat([original.inner, rendering.inner], 1)
        shown = tokens.masked_fill(~inner, -20.0)
        # The mean and the greatest of the pair, its two marks, how many tokens look drifted, and the pair's figures.
        mean = (hidden * inner[..., None]).sum(1) / inner.sum(1, keepdim=True).clamp_min(1)
        most = hidden.masked_fill(~inner[..., None], -1e4).amax(1)
        first = original.held.shape[1]
        told = torch.stack([shown.amax(1), shown.sigmoid().sum(1).log1p()], 1).to(hidden.dtype)
        gathered = torch.cat([hidden[:, 0], hidden[:, first], mean, most, told, figures.to(hidden.dtype)], 1)
        pair = self.pair(torch.tanh(self.gathered(gathered))).squeeze(-1).float()
        return pair, tokens[:, :first], tokens[:, first:]

    def _entered(self, original: Tokens, rendering: Tokens) -> tuple[Tensor, Tensor]:
        """Return what enters the layers, [pairs, tokens of both sides, width], and the figures of each pair."""
        bare = [functional.layer_norm(side.pieces, side.pieces.shape[2:]) for side in (original, rendering)]
        found = links(original, rendering, (bare[0], bare[1]))
        sides = []
        for number, (side, facing, seen) in enumerate(
            ((original, rendering, found), (rendering, original, turned(found)))
        ):
            weights = seen.there.to(facing.vectors.dtype)
            answer, bare_answer = weights @ facing.vectors, weights @ bare[1 - number]
            beside = [side.vectors - answer, side.vectors * answer, answer]
            beside += [bare[number] - bare_answer, bare[number] * bare_answer]
            beside.append(token_figures(side, facing, seen).to(answer.dtype))
            sides.append(side.vectors + self.beside(torch.cat(beside, 2)) + self.sides[number])
        entered = functional.dropout(self.entered(torch.cat(sides, 1)), DROPPED, self.training)
        return entered, pair_figures(original, rendering, found)


def started(bert: "FlatBert") -> Judge:
    """Return a network whose layers are those of `e5` after `BASE`, and whose other parts have learnt nothing yet."""
    found = Judge(bert.width, bert.layers[0].widen[0].shape[0], bert.heads, bert.epsilon)
    with torch.no_grad():
        for layer, taken in zip(found.layers, bert.layers[BASE : BASE + DEPTH], strict=True):
            for name in ("attend", "attended", "attended_norm", "widen", "narrow", "narrow_norm"):
                weight, bias = getattr(taken, name)
                getattr(layer, name).weight.copy_(weight)
                getattr(layer, name).bias.copy_(bias)
        nn.init.zeros_(found.beside.weight)
        nn.init.zeros_(found.beside.bias)
        last = bert.layers[BASE - 1].narrow_norm
        found.entered.weight.copy_(last[0])
        found.entered.bias.copy_(last[1])
    return found
