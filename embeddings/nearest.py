"""Exact nearest neighbours by blocked matrix product, and margin scores.

Margins as in Artetxe and Schwenk 2019 (arXiv:1811.01136), the difference form, which ranks as CSLS does (Conneau et
al. 2018, arXiv:1710.04087).
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from seeds.exceptions import SchemaError

# Rows of queries and keys in one product: 2,048 x 8,192 float32 scores are 64 MB.
QUERY_BLOCK = 2048
KEY_BLOCK = 8192

# What is taken off scores.
Less = npt.NDArray[np.float32] | Callable[[slice, slice], npt.NDArray[np.float32]]


def neighbours(
    queries: npt.NDArray[np.float32],
    keys: npt.NDArray[np.floating[Any]],
    k: int,
    *,
    exclude_self: bool = False,
    less: Less | None = None,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return each query's `k` nearest keys by inner product, the best first.

    Args:
        queries: float32 [n, dimension].
        keys: float32 [m, dimension]; or float16, which is widened a block at a time.
        k: how many; if there are fewer keys, all of them.
        exclude_self: `keys` are the queries themselves, and none is its own neighbour.
        less: float32 [m], what is taken off the scores of each key; or what gives it, float32 [n, m], for a slice of
            the queries and one of the keys.

    Returns:
        int64 [n, k] indices into `keys`, and float32 [n, k] scores.

    Raises:
        SchemaError: the dimensions differ, or an array is not two-dimensional.
    """
    queries, keys = checked(queries, keys)
    k = max(0, min(k, len(keys) - exclude_self))
    indices = np.zeros((len(queries), k), dtype=np.int64)
    scores = np.zeros((len(queries), k), dtype=np.float32)
    if not k:
        return indices, scores
    for first in range(0, len(queries), QUERY_BLOCK):
        rows = slice(first, first + QUERY_BLOCK)
        indices[rows], scores[rows] = _nearest(queries[rows], keys, k, first, less, exclude_self=exclude_self)
    return indices, scores


def checked(
    queries: npt.NDArray[np.float32], keys: npt.NDArray[np.floating[Any]]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[Any]]:
    """Return both as matrices of one width, float32; keys of float16 stay as they are.

    Raises:
        SchemaError: they are not.
    """
    queries, keys = np.asarray(queries, dtype=np.float32), np.asarray(keys)
    if keys.dtype != np.float16:
        keys = keys.astype(np.float32, copy=False)
    if queries.ndim != 2 or keys.ndim != 2 or queries.shape[1] != keys.shape[1]:
        raise SchemaError(
            f"vectors: {queries.shape} and {keys.shape} do not go together: one row a text, one dimension."
        )
    return queries, keys


def _nearest(
    queries: npt.NDArray[np.float32],
    keys: npt.NDArray[Any],
    k: int,
    begin: int,
    less: Less | None,
    *,
    exclude_self: bool,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return the `k` best of all keys for one block of queries, block of keys after block of keys."""
    best_at = np.zeros((len(queries), 0), dtype=np.int64)
    best = np.zeros((len(queries), 0), dtype=np.float32)
    for first in range(0, len(keys), KEY_BLOCK):
        here = slice(first, first + KEY_BLOCK)
        block = queries @ keys[here].astype(np.float32, copy=False).T
        if callable(less):
            block -= less(slice(begin, begin + len(queries)), here)
        elif less is not None:
            block -= less[here]
        if exclude_self:
            rows = np.arange(len(queries))
            inside = (rows + begin >= first) & (rows + begin < first + block.shape[1])
            block[rows[inside], rows[inside] + begin - first] = -np.inf
        at, found = _over(block, best[:, k - 1]) if best.shape[1] == k else _first(block, k)
        best_at = np.concatenate([best_at, at + first], axis=1)
        best = np.concatenate([best, found], axis=1)
        order = np.lexsort((best_at, -best), axis=1)[:, :k]
        best_at, best = np.take_along_axis(best_at, order, axis=1), np.take_along_axis(best, order, axis=1)
    return best_at, best


def _first(block: npt.NDArray[np.float32], k: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return where each row's `k` greatest scores are, and these; all of them if there are fewer."""
    at = np.argpartition(-block, min(k, block.shape[1]) - 1, axis=1)[:, :k]
    return at, np.take_along_axis(block, at, axis=1)


def _over(
    block: npt.NDArray[np.float32], least: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return where each row's scores over its `least` are, and these, rows with fewer filled up with -inf.

    Of many keys few are nearer than the nearest so far: to look for these takes a tenth of the time of a partition.
    """
    rows, columns = np.nonzero(block > least[:, None])
    counts = np.bincount(rows, minlength=len(block))
    place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    at = np.zeros((len(block), int(counts.max(initial=0))), dtype=np.int64)
    found = np.full(at.shape, -np.inf, dtype=np.float32)
    at[rows, place], found[rows, place] = columns, block[rows, columns]
    return at, found


def margin(
    queries: npt.NDArray[np.float32], keys: npt.NDArray[np.float32] | None = None, *, k: int = 4
) -> npt.NDArray[np.float32]:
    """Return float32 [n, m]: cosine less the mean of both sides' cosines to their `k` nearest neighbours.

    Without `keys` the set is held against itself: nothing is its own neighbour, and the diagonal is -inf. A set smaller
    than `k` has as many neighbours as it can; with a single key the score is what is left of the cosine, 0 or so: a
    margin says who stands out, and one alone does not.

    Args:
        queries: float32 [n, dimension], unit length.
        keys: float32 [m, dimension], unit length.
        k: neighbours on each side.

    Raises:
        SchemaError: the dimensions differ.
    """
    within = keys is None
    queries, keys = checked(queries, queries if keys is None else keys)
    cosines = queries @ keys.T
    if within:
        np.fill_diagonal(cosines, -np.inf)
    rows, columns = _mean_of_best(cosines, k, within), _mean_of_best(cosines.T, k, within)
    return np.asarray(cosines - (rows[:, None] + columns[None, :]) / 2, dtype=np.float32)


def margin_neighbours(
    queries: npt.NDArray[np.float32], keys: npt.NDArray[np.float32], k: int = 4
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return each query's `k` nearest keys by cosine, ordered by margin: `margin` for sets too large for a full matrix.

    Args:
        queries: float32 [n, dimension], unit length.
        keys: float32 [m, dimension], unit length.
        k: how many, and how many neighbours each side's mean is over.

    Returns:
        int64 [n, k] indices into `keys`, and float32 [n, k] margins, the best first.

    Raises:
        SchemaError: the dimensions differ.
    """
    indices, cosines = neighbours(queries, keys, k)
    if not cosines.size:
        return indices, cosines
    _, back = neighbours(keys, queries, k)
    margins = cosines - (cosines.mean(axis=1, keepdims=True) + back.mean(axis=1)[indices]) / 2
    order = np.argsort(-margins, axis=1, kind="stable")
    return np.take_along_axis(indices, order, axis=1), np.take_along_axis(margins, order, axis=1)


def _mean_of_best(cosines: npt.NDArray[np.float32], k: int, within: bool) -> npt.NDArray[np.float32]:
    """Return float32 [n], the mean of each row's `k` greatest values; 0 where a row has none."""
    k = min(k, cosines.shape[1] - within)
    if k < 1:
        return np.zeros(len(cosines), dtype=np.float32)
    return np.asarray(np.partition(cosines, -k, axis=1)[:, -k:].mean(axis=1), dtype=np.float32)


def centred(
    vectors: npt.NDArray[np.float32], groups: Sequence[Hashable] | None = None, *, prior: float = 10.0
) -> npt.NDArray[np.float32]:
    """Return the vectors less their group's mean, unit length: what all texts of one language share says nothing.

    Worth 0.1 points of retrieval with `duo` in the languages it knows, 1.6 in others, 1 with `e5`: docs/embeddings.md.

    Args:
        vectors: float32 [n, dimension].
        groups: the group, such as the language, of each; by default all are one.
        prior: a group of this size gives up half of its mean, a single text next to nothing.

    Raises:
        SchemaError: there are not as many groups as vectors.
    """
    vectors = np.asarray(vectors, dtype=np.float32)
    names = list(groups) if groups is not None else [None] * len(vectors)
    if len(names) != len(vectors):
        raise SchemaError(f"groups: {len(names):,} for {len(vectors):,} vectors. Give one a vector.")
    found = vectors.copy()
    for name in dict.fromkeys(names):
        own = np.flatnonzero([each == name for each in names])
        found[own] -= len(own) / (len(own) + prior) * vectors[own].mean(axis=0)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0), dtype=np.float32)
