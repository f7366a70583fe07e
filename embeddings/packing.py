"""Batches without padding: texts of one token length lie together, and a batch holds a bounded number of tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Group:
    """`count` texts of exactly `length` tokens each, side by side from flat position `start` on."""

    start: int
    count: int
    length: int

    @property
    def end(self) -> int:
        """The flat position after the last token."""
        return self.start + self.count * self.length


@dataclass(frozen=True)
class Batch:
    """One flat batch.

    Attributes:
        rows: int64 [n], which text each sequence is, sorted by length.
        ids: int64 [tokens], the tokens of all sequences, end to end.
        groups: runs of sequences of equal length, in the order of `rows`.
    """

    rows: npt.NDArray[np.int64]
    ids: npt.NDArray[np.int64]
    groups: tuple[Group, ...]


def rounded(rows: int) -> int:
    """Return the least of a few sizes that holds `rows`: of 32, doubled up to 512; steps of 512; then of 4,096.

    Matrix libraries compile a kernel for every shape that they meet, and keep it: with as many shapes as batches that
    costs more time than the work, and memory without end.
    """
    if rows <= 512:
        return max(32, 1 << (rows - 1).bit_length())
    step = 512 if rows <= 4096 else 4096
    return -(-rows // step) * step


def batches(tokens: Sequence[npt.NDArray[np.int32]], budget: int, gap: int = 0) -> Iterator[Batch]:
    """Yield flat batches of at most `budget` tokens, shortest texts first; a longer text is a batch of its own.

    `gap` more rows count for each text.
    """
    lengths = np.fromiter(map(len, tokens), dtype=np.int64, count=len(tokens))
    order = np.argsort(lengths, kind="stable")
    first = 0
    while first < len(order):
        sums = np.cumsum(lengths[order[first : first + budget]] + gap)
        last = first + max(1, int(np.searchsorted(sums, budget, side="right")))
        rows = order[first:last]
        ids = np.concatenate([tokens[row] for row in rows]).astype(np.int64)
        yield Batch(rows, ids, tuple(grouped(lengths[rows])))
        first = last


def grouped(lengths: npt.NDArray[np.int64]) -> Iterator[Group]:
    """Yield the runs of equal length in a sorted array of lengths."""
    start = 0
    for length, count in zip(*np.unique(lengths, return_counts=True), strict=True):
        yield Group(start, int(count), int(length))
        start += int(count * length)
