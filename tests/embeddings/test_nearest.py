"""Neighbours are the exact ones, margins say who stands out, and small sets need no special care."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import embeddings
from embeddings import nearest
from seeds.exceptions import SchemaError


def unit(rows: int, dimension: int = 6, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@settings(max_examples=60)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 8), st.integers(1, 7), st.integers(1, 7))
def test_blocks_of_any_size_give_the_exact_neighbours(n: int, m: int, k: int, rows: int, columns: int) -> None:
    queries, keys = unit(n), unit(m, seed=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "QUERY_BLOCK", rows)
        patch.setattr(nearest, "KEY_BLOCK", columns)
        indices, scores = embeddings.neighbours(queries, keys, k)
    expected = np.argsort(-(queries @ keys.T), axis=1, kind="stable")[:, :k]
    assert indices.shape == scores.shape == (n, min(k, m))
    assert (indices.dtype, scores.dtype) == (np.int64, np.float32)
    assert (indices == expected).all()
    assert np.allclose(scores, np.take_along_axis(queries @ keys.T, expected, axis=1), atol=1e-6)


def test_within_one_set_nothing_is_its_own_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "QUERY_BLOCK", 3)
    monkeypatch.setattr(nearest, "KEY_BLOCK", 4)
    vectors = unit(10)
    indices, scores = embeddings.neighbours(vectors, vectors, 20, exclude_self=True)
    assert indices.shape == (10, 9)
    assert all(row not in found for row, found in enumerate(indices.tolist()))
    assert np.isfinite(scores).all()


def test_margins_are_cosine_less_the_mean_of_both_neighbourhoods() -> None:
    queries, keys = unit(7), unit(9, seed=1)
    cosines = queries @ keys.T
    near = np.sort(cosines, axis=1)[:, -4:].mean(axis=1)[:, None] + np.sort(cosines, axis=0)[-4:].mean(axis=0)[None]
    assert np.allclose(embeddings.margin(queries, keys), cosines - near / 2, atol=1e-6)


def test_a_key_near_to_everything_loses_to_the_right_one() -> None:
    """A hub is the nearest key of every query by cosine, but not by margin."""
    queries = np.eye(5, dtype=np.float32)
    hub = np.full((1, 5), 5**-0.5, dtype=np.float32)
    keys = np.concatenate([0.4 * np.eye(5, dtype=np.float32), hub])
    assert ((queries @ keys.T).argmax(axis=1) == 5).all()
    assert embeddings.margin(queries, keys, k=4).argmax(axis=1).tolist() == [0, 1, 2, 3, 4]


def test_within_one_set_the_diagonal_is_out() -> None:
    vectors = unit(6)
    found = embeddings.margin(vectors)
    assert np.isneginf(np.diag(found)).all()
    assert np.isfinite(found[~np.eye(6, dtype=bool)]).all()
    assert np.allclose(found, found.T, atol=1e-6)


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0), (1, 1), (1, 3), (2, 2)])
def test_tiny_sets_have_margins_too(n: int, m: int) -> None:
    found = embeddings.margin(unit(n), unit(m, seed=1))
    assert found.shape == (n, m)
    assert np.isfinite(found).all()
    assert embeddings.margin(unit(n)).shape == (n, n)


def test_the_neighbours_way_ranks_as_the_full_matrix_does() -> None:
    queries, keys = unit(40), unit(50, seed=1)
    indices, margins = embeddings.margin_neighbours(queries, keys, 4)
    full = embeddings.margin(queries, keys, k=4)
    assert np.allclose(margins, np.take_along_axis(full, indices, axis=1), atol=1e-5)
    assert (np.diff(margins, axis=1) <= 1e-6).all()
    assert embeddings.margin_neighbours(queries, keys[:0])[0].shape == (40, 0)


def test_centring_takes_away_what_a_language_shares() -> None:
    """Two languages, each with a direction of its own, hide the pairs until it is taken away."""
    meaning = unit(200, 16)
    spanish, korean = meaning + 3 * unit(1, 16, seed=2), meaning + 3 * unit(1, 16, seed=3)
    together = np.concatenate([spanish, korean])
    languages = ["es"] * 200 + ["ko"] * 200
    found = embeddings.centred(together, languages)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert ((found[:200] @ found[200:].T).argmax(axis=1) == np.arange(200)).mean() > 0.95
    assert ((spanish @ korean.T).argmax(axis=1) == np.arange(200)).mean() < 0.5


def test_a_text_alone_in_its_language_keeps_its_direction() -> None:
    vectors = unit(3)
    assert (embeddings.centred(vectors, ["es", "ko", "ru"]) * vectors).sum(axis=1).min() > 0.99
    assert embeddings.centred(vectors[:0]).shape == (0, 6)


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(SchemaError, match=r"\(2, 6\) and \(2, 5\) do not go together"):
        embeddings.neighbours(unit(2), unit(2, 5), 1)
    with pytest.raises(SchemaError, match="do not go together"):
        embeddings.margin(unit(2)[0], unit(2))
    with pytest.raises(SchemaError, match="groups: 1 for 2 vectors"):
        embeddings.centred(unit(2), ["es"])


def test_what_is_taken_off_may_differ_by_query_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of half the width are widened a block at a time; what is infinitely far is never near."""
    monkeypatch.setattr(nearest, "QUERY_BLOCK", 4)
    monkeypatch.setattr(nearest, "KEY_BLOCK", 5)
    queries, keys = unit(7), unit(13, seed=1).astype(np.float16)
    lost = np.random.default_rng(2).random((7, 13)).astype(np.float32)
    lost[:, 3] = np.inf
    indices, scores = embeddings.neighbours(queries, keys, 4, less=lambda rows, columns: lost[rows, columns])
    expected = queries @ keys.astype(np.float32).T - lost
    assert (indices == np.argsort(-expected, axis=1)[:, :4]).all()
    assert np.allclose(scores, np.sort(expected, axis=1)[:, ::-1][:, :4], atol=1e-6)
    assert 3 not in indices
