"""Low-rank changes to layers of `e5`, read and merged: for linking words, and for telling utterances apart.

Learnt by training/words.py and training/utterances.py. Source: Hu et al. 2022, "LoRA". Merged, they cost no time: the
layers run as before, with other weights.
"""

import copy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from embeddings.bert import MATRICES, FlatBert, Layer
from embeddings.bundles import digest
from embeddings.protocol import TokenVectors
from embeddings.texts import writable
from seeds.exceptions import ModelError

if TYPE_CHECKING:
    from embeddings.model import WireEncoder


class Adapter(NamedTuple):
    """A file of changes that ships with the package.

    `digest` is its SHA-256; vectors are read after `layer`, the one that the changes were learnt for; `purpose` goes on
    the sentence "no such file, and".
    """

    file: Path
    digest: str
    layer: int
    purpose: str


WORDS: Final = Adapter(
    Path(__file__).with_name("word_adapter.safetensors"),
    "2aef2adf6697ba9475b02cf9439c493381166a3448782ace0b6eac74c237adca",
    7,
    "word links need it",
)
UTTERANCES: Final = Adapter(
    Path(__file__).with_name("utterance_adapter.safetensors"),
    "aa601fa8cabe00fd2cace101bc61c4148d4378726fbd625c28257f035928f50a",
    12,
    "statements need it",
)

# "<layer>.<place>.down" [rank, in] and "<layer>.<place>.up" [out, rank]; a matrix W becomes W + up @ down.
Changes = Mapping[str, Tensor]


def read_changes(adapter: Adapter = WORDS) -> dict[str, Tensor]:
    """Return the changes of a file that ships with the package.

    Raises:
        ModelError: the file is missing, or is not the one whose SHA-256 we know.
    """
    mend = "`pip install --force-reinstall wirealign` puts it there."
    if not adapter.file.is_file():
        raise ModelError(f"{adapter.file}: no such file, and {adapter.purpose}. {mend}")
    if (found := digest(adapter.file)) != adapter.digest:
        raise ModelError(f"{adapter.file}: SHA-256 is {found[:12]}..., not {adapter.digest[:12]}...: damaged. {mend}")
    try:
        return load_file(adapter.file)
    except SafetensorError as reason:
        raise ModelError(f"{adapter.file}: cannot be read ({reason}). {mend}") from reason


def changed(bert: FlatBert, changes: Changes, last: int = WORDS.layer) -> FlatBert:
    """Return the layers up to `last` with the changes merged, in the type of the weights.

    A layer without changes stays as it is; gradients flow back into the changes.
    """
    result = copy.copy(bert)
    touched = {name.partition(".")[0] for name in changes}
    result.layers = [
        _changed(layer, str(place), changes) if str(place) in touched else layer
        for place, layer in enumerate(bert.layers[:last])
    ]
    return result


def _changed(layer: Layer, number: str, changes: Changes) -> Layer:
    merged = {}
    for place in MATRICES:
        weight, bias = getattr(layer, place)
        down, up = (changes[f"{number}.{place}.{end}"].to(weight.device).float() for end in ("down", "up"))
        merged[place] = ((weight.float() + up @ down).to(weight.dtype), bias)
    return layer.with_weights(merged)


class AdaptedEncoder:
    """Token vectors of `e5` with changes merged; a `TokenEncoder`."""

    def __init__(self, encoder: "WireEncoder", changes: Changes, last: int = WORDS.layer) -> None:
        flat = encoder.flat
        if flat is None:
            raise ModelError(f"--model {encoder.name}: gives no token vectors. `e5` does.")
        self._last = last
        self._flat = copy.copy(flat)
        with torch.no_grad():
            self._flat.bert = changed(flat.bert, changes, last)
            pairs = zip(self._flat.bert.layers, flat.bert.layers, strict=False)
            # What is shared with the encoder stays as it is.
            self._flat.bert.layers = [own if own is shared else own.laid_out() for own, shared in pairs]

    @torch.inference_mode()
    def encode_tokens(self, texts: Sequence[str], *, layer: int | None = None) -> list[TokenVectors]:
        """Return one vector for each token of each text, as they are: no prompt is put before them.

        Args:
            texts: the texts.
            layer: 0 (the input) to the one that the changes were learnt for, which None stands for.

        Raises:
            ModelError: there is no such layer.
        """
        layer = self._last if layer is None else layer
        if not 0 <= layer <= self._last:
            raise ModelError(f"layer {layer}: this encoder has layers 0 to {self._last}.")
        return list(self._flat.encode_tokens([writable(text) for text in texts], layer))
