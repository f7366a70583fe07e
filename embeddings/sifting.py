"""Exact nearest neighbours among many keys, by a rough product that sifts them and an exact one of what is left.

The rough product is in bfloat16 where the processor multiplies it fast. How far it may be off is known: what it leaves
out is surely no neighbour.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch

from embeddings.nearest import KEY_BLOCK, QUERY_BLOCK, checked
from embeddings.processor import computing_type

Places = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]

# How far a product of two vectors of unit length may be off: each value, the product, and the floor that it is held
# against are rounded to 8 bits, by 2^-9 at most.
_OFF: Final = {torch.bfloat16: 4.1 * 2**-9, torch.float32: 1e-5}
# Of the first keys few are looked at, to know soon what is near enough.
_BEGINNING: Final = 1_024
# Pairs whose vectors are multiplied exactly at once: 4 kB each.
_PAIRS: Final = 8_192


def near_enough(
    queries: npt.NDArray[np.float32],
    keys: npt.NDArray[np.floating[Any]],
    among: Places,
    k: int,
    *,
    least: float,
    less: Callable[[Places, Places], Scores],
) -> tuple[Places, Places]:
    """Return each query's `k` nearest of some keys, as far as they score `least`: pairs, by query, the best first.

    Args:
        queries: float32 [n, dimension], unit length.
        keys: float16 or float32 [m, dimension], unit length.
        among: int64, which keys are looked at.
        k: how many for a query, at most.
        least: what inner product less `less` a neighbour has at least.
        less: gives what is taken off the products of pairs, nothing under 0, for int64 [pairs] places of queries, and
            as many of keys.

    Returns:
        int64 [pairs] places of queries, and as many of keys.

    Raises:
        SchemaError: the dimensions differ, or an array is not two-dimensional.
    """
    queries, keys = checked(queries, keys)
    pairs = [
        _near(queries, keys, among, range(first, min(first + QUERY_BLOCK, len(queries))), k, least, less)
        for first in range(0, len(queries), QUERY_BLOCK)
    ]
    return (
        np.concatenate([rows for rows, _ in pairs] or [np.zeros(0, np.int64)]),
        np.concatenate([places for _, places in pairs] or [np.zeros(0, np.int64)]),
    )


def _near(
    queries: npt.NDArray[np.float32],
    keys: npt.NDArray[Any],
    among: Places,
    block: range,
    k: int,
    least: float,
    less: Callable[[Places, Places], Scores],
) -> tuple[Places, Places]:
    kind = torch.bfloat16 if computing_type("auto", "cpu") == "bfloat16" else torch.float32
    rough = torch.tensor(queries[block.start : block.stop]).to(kind)
    rows, places, scores = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
    floor = np.full(len(block), least - _OFF[kind], np.float32)
    starts = [0, *range(_BEGINNING, len(among), KEY_BLOCK)]
    for start, end in zip(starts, [*starts[1:], len(among)], strict=True):
        here = among[start:end]
        products = rough @ torch.from_numpy(keys[here]).to(kind).T
        near = products >= torch.from_numpy(floor).to(kind)[:, None]
        # To look for these in a row of all takes an eighth of the time.
        flat = np.flatnonzero(near.numpy())
        at, columns = np.divmod(flat, len(here))
        found = products.view(-1)[torch.from_numpy(flat)].float().numpy() - less(at + block.start, here[columns])
        rows = np.concatenate([rows, at])
        places = np.concatenate([places, here[columns]])
        scores = np.concatenate([scores, found])
        order = np.lexsort((-scores, rows))
        rows, places, scores = rows[order], places[order], scores[order]
        last = _ranks(rows) == k - 1
        floor[rows[last]] = np.maximum(floor[rows[last]], scores[last] - 2 * _OFF[kind])
        kept = scores >= floor[rows]
        rows, places, scores = rows[kept], places[kept], scores[kept]
    rows += block.start
    scores = _exact(queries, keys, rows, places) - less(rows, places)
    order = np.lexsort((places, -scores, rows))
    order = order[(_ranks(rows[order]) < k) & (scores[order] >= least)]
    return rows[order], places[order]


def _ranks(rows: Places) -> Places:
    """Return of each of some rows, which are in order, how many of the same are before it."""
    return np.arange(len(rows)) - np.searchsorted(rows, rows)


def _exact(queries: npt.NDArray[np.float32], keys: npt.NDArray[Any], rows: Places, places: Places) -> Scores:
    """Return the inner products of pairs of queries and keys."""
    found = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _PAIRS):
        here = slice(start, start + _PAIRS)
        wide = torch.from_numpy(keys[places[here]]).float()
        found[here] = (torch.from_numpy(queries[rows[here]]) * wide).sum(dim=1).numpy()
    return found
