"""Neighbours that a rough product sifts are those that the exact product finds."""

import numpy as np
import numpy.typing as npt
import pytest

import embeddings
from embeddings.processor import DTYPE
from embeddings.sifting import near_enough

Vectors = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


def unit(count: int, seed: int) -> Vectors:
    """Vectors of unit length about a few middles, so that some are near each other, and many are."""
    luck = np.random.default_rng(seed)
    middles = np.random.default_rng(0).standard_normal((12, 64))
    vectors = middles[luck.integers(0, 12, count)] + 0.7 * luck.standard_normal((count, 64))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)


def nothing(rows: Places, _: Places) -> Vectors:
    return np.zeros(len(rows), np.float32)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_they_are_the_nearest_by_the_exact_product(dtype: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DTYPE, dtype)
    queries, keys = unit(60, 1), unit(12_000, 2)
    among = np.flatnonzero(np.arange(len(keys)) % 7)
    late = np.random.default_rng(3).random(len(keys)).astype(np.float32) / 5

    rows, places = near_enough(
        queries, keys.astype(np.float16), among, 24, least=0.7, less=lambda _, places: late[places]
    )

    near, scores = embeddings.neighbours(queries, keys[among], 24, less=late[among])
    wanted = [
        (row, among[place])
        for row in range(len(queries))
        for place, score in zip(near[row], scores[row], strict=True)
        if score >= 0.7
    ]
    assert 200 < len(wanted) < 24 * 60
    assert list(zip(rows, places, strict=True)) == wanted


def test_what_is_all_taken_off_is_near_nobody() -> None:
    vectors = unit(30, 1)

    def others(rows: Places, places: Places) -> Vectors:
        return np.where(rows == places, np.float32(np.inf), np.float32(0))

    rows, places = near_enough(vectors, vectors, np.arange(30), 1, least=-1, less=others)
    assert rows.tolist() == list(range(30))
    assert not (rows == places).any()


def test_more_queries_than_one_product_takes_are_each_answered() -> None:
    vectors = unit(3_000, 4)
    rows, places = near_enough(vectors, vectors, np.arange(3_000), 1, least=0.99, less=nothing)
    assert rows.tolist() == list(range(3_000))
    assert (vectors[rows] * vectors[places]).sum(axis=1) == pytest.approx(np.ones(3_000), abs=2e-3)


def test_no_queries_or_no_keys_have_no_neighbours() -> None:
    for queries, among in ((unit(0, 1), np.arange(5)), (unit(4, 1), np.arange(0))):
        rows, places = near_enough(queries, unit(5, 2), among, 3, least=0, less=nothing)
        assert len(rows) == len(places) == 0
