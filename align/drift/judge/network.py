"""The judge's network: token vectors of two texts in, how surely one drifted from the other out, and which tokens.

Each side's tokens come from one layer of the bundled `e5`, each text read by itself. Every token is set beside what
answers it on the other side, a mean of that side's vectors weighted by a softmax over their cosines (after the
decomposable attention of Parikh et al. 2016 and ESIM, Chen et al. 2017), and its bare piece beside the same mean of
bare pieces, since a word's neighbours speak for it in any layer above, with figures of how the sides answer each other
(`linking.py`); then a few layers of a transformer read both sides as one. They start from the next layers of `e5`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from align.drift.judge.linking import TOLD, TOLD_OF_PAIR, Tokens, links, pair_figures, token_figures, turned
from embeddings.packing import Group
from embeddings.products import Product

if TYPE_CHECKING:
    from embeddings.bert import FlatBert

# The layer whose vectors come in, and how many layers of the judge's own follow.
BASE: Final = 7
DEPTH: Final = 3
# The share of what enters the layers that is left out while it learns.
DROPPED: Final = 0.1


class Pairs(NamedTuple):
    """A batch of pairs: both sides padded, and where their tokens lie end to end, without padding.

    Attributes:
        original, rendering: the two sides, padded to one shape; there may be rows after the last pair's.
        places: int64 [tokens], of each token lying end to end its place in the two sides, each side's rows end to end,
            the original's first. A pair's tokens lie together, the original's before the rendering's. There may be
            tokens after the last pair's, which mean nothing.
        starts: int64 [pairs, 2], where the original and the rendering of each pair begin among those tokens.
        groups: runs of pairs with equally many tokens of both sides.
    """

    original: Tokens
    rendering: Tokens
    places: Tensor
    starts: Tensor
    groups: tuple[Group, ...]


class Matrix(nn.Linear):
    """A matrix and a bias, which may be laid out for the processor once they are learnt."""

    product: Product | None = None

    def forward(self, rows: Tensor) -> Tensor:
        """Return the products of rows [tokens, width]."""
        return super().forward(rows) if self.product is None else self.product(rows)

    def lay_out(self) -> None:
        """Have the products taken from weights that do not change any more; they are not held twice."""
        self.product = Product(self.weight, self.bias)
        if self.product.fits:
            self.product.give_up_gradients()
            self.register_parameter("weight", None)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, wide: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.attend = Matrix(width, 3 * width)
        self.attended = Matrix(width, width)
        self.attended_norm = nn.LayerNorm(width, epsilon)
        self.widen = Matrix(width, wide)
        self.narrow = Matrix(wide, width)
        self.narrow_norm = nn.LayerNorm(width, epsilon)

    def forward(self, hidden: Tensor, groups: Sequence[Group]) -> Tensor:
        """Return [tokens, width]; the tokens of a pair look at each other, not at those of other pairs."""
        asked = self.attend(hidden)
        mixed = [self._mixed(asked[group.start : group.end], group) for group in groups]
        mixed.append(hidden.new_zeros((len(hidden) - groups[-1].end, hidden.shape[1]), dtype=mixed[0].dtype))
        hidden = self.attended_norm(hidden + self.attended(torch.cat(mixed)))
        found: Tensor = self.narrow_norm(hidden + self.narrow(functional.gelu(self.widen(hidden))))
        return found

    def _mixed(self, asked: Tensor, group: Group) -> Tensor:
        parts = asked.view(group.count, group.length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        if torch.is_grad_enabled():
            # Written out: on a processor the backward way of torch's own function takes half of a step's time.
            likely = ((query * query.shape[-1] ** -0.5) @ key.mT).softmax(-1).to(value.dtype)
            found = likely @ value
        else:
            found = functional.scaled_dot_product_attention(query, key, value)
        rows: Tensor = found.transpose(1, 2).reshape(group.count * group.length, -1)
        return rows


class Judge(nn.Module):
    """The network; `forward` gives logits."""

    def __init__(self, width: int = 384, wide: int = 1536, heads: int = 12, epsilon: float = 1e-12) -> None:
        super().__init__()
        self.beside = Matrix(5 * width + TOLD, width)
        self.sides = nn.Parameter(torch.zeros(2, width))
        self.entered = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(Layer(width, wide, heads, epsilon) for _ in range(DEPTH))
        self.token = nn.Linear(width, 1)
        self.gathered = nn.Linear(4 * width + 2 + TOLD_OF_PAIR, width)
        self.pair = nn.Linear(width, 1)

    def forward(self, pairs: Pairs) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits: [pairs] that the rendering drifted, and [pairs, tokens] of each side's tokens."""
        hidden, figures = self._entered(pairs)
        for layer in self.layers:
            hidden = layer(hidden, pairs.groups)
        said = pairs.groups[-1].end
        tokens, places = self.token(hidden).squeeze(-1).float(), pairs.places[:said]
        inner = torch.cat([pairs.original.inner, pairs.rendering.inner]).flatten()[places]
        told = [_told(hidden, tokens, inner, group) for group in pairs.groups]
        marks = [hidden[starts] for starts in pairs.starts.unbind(1)]
        gathered = torch.cat([*marks, torch.cat(told), figures[: len(pairs.starts)].to(hidden.dtype)], 1)
        # In float32: bfloat16 knows odds beyond 4 to a thirtieth, and a faithfulness of a half to two thousandths.
        seen = torch.tanh(self.gathered(gathered)).float()
        pair = functional.linear(seen, self.pair.weight.float(), self.pair.bias.float()).squeeze(-1).float()
        shape = pairs.original.ids.shape
        padded = tokens.new_zeros(2 * shape.numel()).index_copy(0, places, tokens[:said]).view(2, *shape)
        return pair, padded[0, : len(pair)], padded[1, : len(pair)]

    def _entered(self, pairs: Pairs) -> tuple[Tensor, Tensor]:
        """Return what enters the layers, [tokens, width], and the figures of each pair."""
        sides = pairs.original, pairs.rendering
        bare = [functional.layer_norm(side.pieces, side.pieces.shape[2:]) for side in sides]
        found = links(*sides, (bare[0], bare[1]))
        answers: list[list[Tensor]] = [[], [], []]
        for number, seen in enumerate((found, turned(found))):
            side, facing = sides[number], sides[1 - number]
            weights = seen.there.to(facing.vectors.dtype)
            answers[0].append(weights @ facing.vectors)
            answers[1].append(weights @ bare[1 - number])
            answers[2].append(token_figures(side, facing, seen).to(weights.dtype))
        own, piece, answer, bare_answer, told = (
            torch.cat([each.flatten(0, 1) for each in both])[pairs.places]
            for both in ([side.vectors for side in sides], bare, *answers)
        )
        beside = [own - answer, own * answer, answer, piece - bare_answer, piece * bare_answer, told]
        of_side = (pairs.places >= pairs.original.ids.numel()).long()
        entered = self.entered(own + self.beside(torch.cat(beside, 1)) + self.sides[of_side])
        return functional.dropout(entered, DROPPED, self.training), pair_figures(*sides, found)


def _told(hidden: Tensor, tokens: Tensor, inner: Tensor, group: Group) -> Tensor:
    """Return of each pair of a group the mean and the greatest of its tokens, and how many look drifted."""
    own, logits, is_word = (
        values[group.start : group.end].view(group.count, group.length, *values.shape[1:])
        for values in (hidden, tokens, inner)
    )
    shown = logits.masked_fill(~is_word, -20.0)
    mean = (own * is_word[..., None]).sum(1) / is_word.sum(1, keepdim=True).clamp_min(1)
    most = own.masked_fill(~is_word[..., None], -1e4).amax(1)
    return torch.cat([mean, most, torch.stack([shown.amax(1), shown.sigmoid().sum(1).log1p()], 1).to(own.dtype)], 1)


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
