"""Texts as the judge reads them: token vectors of `e5` from one layer, each text once, and pairs of them in batches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from align.drift.judge.linking import Tokens
from align.drift.judge.network import BASE, Pairs
from embeddings.packing import grouped, rounded

if TYPE_CHECKING:
    from embeddings.flat import FlatEncoder

# Tokens of a text that are read; a quote is seldom longer, and attention costs the square.
LONGEST: Final = 160
# Tokens of both sides in one batch, padding among them.
TOKENS_A_BATCH: Final = 2048
# Matrix libraries keep a kernel for every shape that they meet: a batch has one of a few.
_TOKENS_A_STEP: Final = 16
_ROWS_A_STEP: Final = 8
# Where words are written together each piece counts as one.
_WORD: Final = re.compile(r"[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")
# Letters of a word that begin it: its other forms mostly begin alike.
_BEGINNING: Final = 5
# So that a pair alone is read as it is among others.
_LEAST_ROWS: Final = 512


@dataclass(frozen=True, eq=False)
class Read:
    """One text: its pieces' numbers with the marks round them, and of each its word, place in the text, nats, vector.

    `words`, int64 [2, pieces], are numbers of the words in small letters and of their beginnings.
    """

    ids: npt.NDArray[np.int64]
    words: npt.NDArray[np.int64]
    offsets: npt.NDArray[np.int64]
    information: npt.NDArray[np.float32]
    vectors: Tensor

    def __len__(self) -> int:
        return len(self.ids)


@torch.no_grad()
def read(texts: Sequence[str], flat: "FlatEncoder") -> dict[str, Read]:
    """Return each text as read; the vectors, in the type of the encoder's weights, are of all texts together."""
    unique = list(dict.fromkeys(texts))
    cut = flat.pieces.cut_all(unique)
    begin, end = flat.marks
    ids = [np.array([begin, *each.ids[: LONGEST - 2], end], dtype=np.int32) for each in cut]
    found: dict[str, Read] = {}
    for batch, hidden in flat.bert.hidden(ids, BASE, least_rows=_LEAST_ROWS):
        start = 0
        for row in batch.rows:
            own = ids[row].astype(np.int64)
            offsets = np.zeros((len(own), 2), dtype=np.int64)
            offsets[1:-1] = cut[row].offsets[: LONGEST - 2]
            said = flat.pieces.information[own]
            said[[0, -1]] = 0.0
            words, vectors = _words(unique[row], offsets), hidden[start : start + len(own)]
            found[unique[row]] = Read(own, words, offsets, said, vectors)
            start += len(own)
    return found


def _words(text: str, offsets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return int64 [2, pieces]: a number for the word that each piece is of, and for how it begins; marks have -1."""
    words = list(_WORD.finditer(text))
    found = np.full((2, len(offsets)), -1, dtype=np.int64)
    # The last word that begins before a piece ends.
    places = np.searchsorted([word.start() for word in words], offsets[:, 1], side="left") - 1
    for piece in range(1, len(offsets) - 1):
        start, end = offsets[piece]
        inside = places[piece] >= 0 and end <= words[places[piece]].end()
        word = (words[places[piece]].group() if inside else text[start:end].strip()).casefold()
        found[0, piece] = crc32(word.encode())
        found[1, piece] = crc32(word[:_BEGINNING].encode())
    return found


def batches(lengths: Sequence[tuple[int, int]], budget: int = TOKENS_A_BATCH) -> Iterator[list[int]]:
    """Yield the places of pairs in batches of like lengths; `lengths` are the two sides' tokens."""
    order = sorted(range(len(lengths)), key=lambda place: (sum(lengths[place]), lengths[place]))
    batch: list[int] = []
    widest = [0, 0]
    for place in order:
        grown = [max(one, other) for one, other in zip(widest, lengths[place], strict=True)]
        if batch and sum(grown) * (len(batch) + 1) > budget:
            yield batch
            batch, grown = [], list(lengths[place])
        batch.append(place)
        widest = grown
    if batch:
        yield batch


def stepped(tokens: int) -> int:
    """Return the length, one of a few, that texts of so many tokens are padded to."""
    return -(-tokens // _TOKENS_A_STEP) * _TOKENS_A_STEP


def stepped_rows(rows: int) -> int:
    """Return the number of rows, one of a few, that a batch of so many pairs is padded to."""
    return 1 << (rows - 1).bit_length() if rows <= _ROWS_A_STEP else -(-rows // _ROWS_A_STEP) * _ROWS_A_STEP


def together(pairs: Sequence[tuple[Read, Read]], flat: "FlatEncoder") -> Pairs:
    """Return a batch of pairs, which are sorted by the tokens of both sides."""
    lengths = np.array([[len(one), len(other)] for one, other in pairs], dtype=np.int64)
    rows, longest = stepped_rows(len(pairs)), stepped(int(lengths.max()))
    begins = np.arange(len(pairs))[:, None] * longest + [0, rows * longest]
    sums = np.cumsum(lengths)
    starts = (sums - lengths.ravel()).reshape(lengths.shape)
    places = np.zeros(rounded(max(int(sums[-1]), _LEAST_ROWS)), dtype=np.int64)
    places[: sums[-1]] = np.arange(sums[-1]) + np.repeat((begins - starts).ravel(), lengths.ravel())
    one, other = (side(texts, flat, (rows, longest)) for texts in zip(*pairs, strict=True))
    return Pairs(one, other, torch.from_numpy(places), torch.from_numpy(starts), tuple(grouped(lengths.sum(1))))


def side(texts: Sequence[Read], flat: "FlatEncoder", shape: tuple[int, int]) -> Tokens:
    """Return one side of a batch, padded to `shape`, rows and tokens."""
    rows, longest = shape
    vectors = texts[0].vectors.new_zeros((rows, longest, texts[0].vectors.shape[1]))
    ids = np.full((rows, longest), -1, dtype=np.int64)
    words = np.full((2, rows, longest), -1, dtype=np.int64)
    information = np.zeros((rows, longest), dtype=np.float32)
    held, inner = np.zeros((2, rows, longest), dtype=bool)
    for row, text in enumerate(texts):
        vectors[row, : len(text)] = text.vectors
        ids[row, : len(text)] = text.ids
        words[:, row, : len(text)] = text.words
        information[row, : len(text)] = text.information
        held[row, : len(text)] = True
        inner[row, 1 : len(text) - 1] = True
    pieces = flat.bert.words(torch.from_numpy(ids.clip(0))).detach()
    told = [torch.from_numpy(values) for values in (ids, *words, information, held, inner)]
    return Tokens(vectors, pieces, *told)
