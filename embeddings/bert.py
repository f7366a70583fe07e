"""Runs a BERT encoder on flat batches without padding: one matrix for all texts' tokens, attention text by text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from embeddings.packing import Batch, Group, batches, rounded
from embeddings.products import Product

if TYPE_CHECKING:
    from transformers import BertModel

# Enough rows to keep the multiplier busy, few enough that activations stay in cache.
TOKENS_A_BATCH = 4096
# A layer's matrices: query, key and value as one; attention's output; the two of the feed-forward.
MATRICES: Final = ("attend", "attended", "widen", "narrow")


@dataclass(frozen=True)
class Layer:
    """One layer's weights; query, key and value as one matrix."""

    attend: tuple[Tensor, Tensor]
    attended: tuple[Tensor, Tensor]
    attended_norm: tuple[Tensor, Tensor]
    widen: tuple[Tensor, Tensor]
    narrow: tuple[Tensor, Tensor]
    narrow_norm: tuple[Tensor, Tensor]

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """What multiplies rows by each of `MATRICES`."""
        return tuple(Product(*getattr(self, name)) for name in MATRICES)

    def with_weights(self, weights: Mapping[str, tuple[Tensor, Tensor]]) -> "Layer":
        """Return the layer with some of its matrices and biases replaced, by name."""
        return replace(self, **weights)

    def laid_out(self) -> "Layer":
        """Return the layer for inference alone: matrices that are laid out are not held a second time as given."""
        if not all(product.fits for product in self.products):
            return self
        for product in self.products:
            product.give_up_gradients()
        given = {name: getattr(self, name) for name in MATRICES}
        found = replace(self, **{name: (weight.new_empty((0, 0)), bias) for name, (weight, bias) in given.items()})
        found.__dict__["products"] = self.products
        return found


class FlatBert:
    """A `transformers.BertModel`'s encoder, its weights read once, for inference."""

    def __init__(self, bert: "BertModel") -> None:
        config = bert.config
        self.heads = config.num_attention_heads
        self.width = config.hidden_size
        self.epsilon = config.layer_norm_eps
        self.longest = config.max_position_embeddings
        inputs = bert.embeddings
        self.words = inputs.word_embeddings
        # Every token is of type 0, so its vector joins the positions'.
        self.positions = inputs.position_embeddings.weight + inputs.token_type_embeddings.weight[0]
        self.input_norm = (inputs.LayerNorm.weight, inputs.LayerNorm.bias)
        self.layers = [_layer(layer) for layer in bert.encoder.layer]

    def hidden(
        self, tokens: Sequence[npt.NDArray[np.int32]], layers: int, *, least_rows: int = 1
    ) -> Iterator[tuple[Batch, Tensor]]:
        """Yield each batch with its tokens' vectors after `layers` layers, [rows, width], in the weights' type.

        There may be rows after the last token's, which mean nothing.
        A text may have at most `longest` tokens, special ones among them. A batch has at least `least_rows`: in
        bfloat16 a small matrix is multiplied in another order than a large one, and 512 make a text's vectors nearly
        the same in any company.
        """
        for batch in batches(tokens, TOKENS_A_BATCH):
            yield batch, self._run(batch, layers, least_rows)

    def _run(self, batch: Batch, layers: int, least_rows: int) -> Tensor:
        device = self.positions.device
        ids, places = np.zeros((2, rounded(max(len(batch.ids), least_rows))), dtype=np.int64)
        ids[: len(batch.ids)] = batch.ids
        for group in batch.groups:
            places[group.start : group.end] = np.tile(np.arange(group.length), group.count)
        hidden = self.words(torch.from_numpy(ids).to(device))
        hidden = hidden + functional.embedding(torch.from_numpy(places).to(device), self.positions)
        hidden = self.norm(hidden, self.input_norm)
        for layer in self.layers[:layers]:
            attend, attended, widen, narrow = layer.products
            mixed = attended(self.attention(attend(hidden), batch.groups))
            hidden = self.norm(mixed.add_(hidden), layer.attended_norm)
            hidden = self.norm(narrow(functional.gelu(widen(hidden))).add_(hidden), layer.narrow_norm)
        return hidden

    def norm(self, values: Tensor, weights: tuple[Tensor, Tensor]) -> Tensor:
        """Return the layer normalisation of some rows, with weights and biases."""
        return functional.layer_norm(values, (self.width,), *weights, self.epsilon)

    def attention(self, mixed: Tensor, groups: Sequence[Group]) -> Tensor:
        """Return [tokens, width]: attention within each text, from queries, keys and values [tokens, 3 * width]."""
        result = mixed.new_zeros((len(mixed), self.width))
        for group in groups:
            parts = mixed[group.start : group.end].view(group.count, group.length, 3, self.heads, -1)
            query, key, value = parts.permute(2, 0, 3, 1, 4)
            found = functional.scaled_dot_product_attention(query, key, value)
            result[group.start : group.end].view(group.count, group.length, self.heads, -1).copy_(found.transpose(1, 2))
        return result


def _layer(layer: Any) -> Layer:  # noqa: ANN401  # a `BertLayer`, whose parts torch types as Tensor or Module
    """Return one `BertLayer`'s weights."""
    own = layer.attention.self
    three = (own.query, own.key, own.value)
    after, out = layer.attention.output, layer.output
    return Layer(
        (torch.cat([each.weight for each in three]), torch.cat([each.bias for each in three])),
        (after.dense.weight, after.dense.bias),
        (after.LayerNorm.weight, after.LayerNorm.bias),
        (layer.intermediate.dense.weight, layer.intermediate.dense.bias),
        (out.dense.weight, out.dense.bias),
        (out.LayerNorm.weight, out.LayerNorm.bias),
    )
