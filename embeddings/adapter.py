"""Low-rank changes to the middle layers of `e5`, learnt for linking words (training/words.py), read and merged.

Source: Hu et al. 2022, "LoRA". Merged, they cost no time: the layers run as before, with other weights.
"""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from embeddings.bert import FlatBert, Layer
from embeddings.bundles import digest
from embeddings.protocol import TokenVectors
from embeddings.texts import writable
from seeds.exceptions import ModelError

if TYPE_CHECKING:
    from embeddings.model import WireEncoder

WEIGHTS: Final = Path(__file__).with_name("word_adapter.safetensors")
DIGEST: Final = "2aef2adf6697ba9475b02cf9439c493381166a3448782ace0b6eac74c237adca"
# The layer after which words are read: the changes were learnt for it.
LAYER: Final = 7
# A layer's matrices that are changed: query, key and value as one; attention's output; the two of the feed-forward.
PLACES: Final = ("attend", "attended", "widen", "narrow")

# "<layer>.<place>.down" [rank, in] and "<layer>.<place>.up" [out, rank]; a matrix W becomes W + up @ down.
Changes = Mapping[str, Tensor]


def read_changes() -> dict[str, Tensor]:
    """Return the changes that ship with the package.

    Raises:
        ModelError: the file is missing, or is not the one whose SHA-256 we know.
    """
    mend = "`pip install --force-reinstall wirealign` puts it there."
    if not WEIGHTS.is_file():
        raise ModelError(f"{WEIGHTS}: no such file, and word links need it. {mend}")
    if (found := digest(WEIGHTS)) != DIGEST:
        raise ModelError(f"{WEIGHTS}: SHA-256 is {found[:12]}..., not {DIGEST[:12]}...: damaged. {mend}")
    try:
        return load_file(WEIGHTS)
    except SafetensorError as reason:
        raise ModelError(f"{WEIGHTS}: cannot be read ({reason}). {mend}") from reason


def changed(bert: FlatBert, changes: Changes) -> FlatBert:
    """Return an encoder with the changes merged, in the type of its weights; gradients flow back into the changes."""
    result = copy.copy(bert)
    result.layers = [_changed(layer, str(place), changes) for place, layer in enumerate(bert.layers[:LAYER])]
    return result


def _changed(layer: Layer, number: str, changes: Changes) -> Layer:
    merged = {}
    for place in PLACES:
        weight, bias = getattr(layer, place)
        down, up = (changes[f"{number}.{place}.{end}"].to(weight.device).float() for end in ("down", "up"))
        merged[place] = ((weight.float() + up @ down).to(weight.dtype), bias)
    return layer.with_weights(merged)


class WordEncoder:
    """Token vectors of `e5` with changes merged, for linking words; a `TokenEncoder`."""

    def __init__(self, encoder: "WireEncoder", changes: Changes) -> None:
        flat = encoder.flat
        if flat is None:
            raise ModelError(f"--model {encoder.name}: gives no token vectors. `e5` does.")
        self._flat = copy.copy(flat)
        with torch.no_grad():
            self._flat.bert = changed(flat.bert, changes)

    @torch.inference_mode()
    def encode_tokens(self, texts: Sequence[str], *, layer: int = LAYER) -> list[TokenVectors]:
        """Return one vector for each token of each text, as they are: no prompt is put before them.

        Args:
            texts: the texts.
            layer: 0 (the input) to 7, the one that the changes were learnt for.

        Raises:
            ModelError: there is no such layer.
        """
        if not 0 <= layer <= LAYER:
            raise ModelError(f"layer {layer}: the encoder for words has layers 0 to {LAYER}.")
        return list(self._flat.encode_tokens([writable(text) for text in texts], layer))
