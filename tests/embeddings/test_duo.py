"""What `duo` gives: both models' vectors side by side."""

from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

import embeddings
from embeddings.model import WireEncoder


def test_its_cosine_is_the_weighted_mean_of_both(
    duo: WireEncoder, use: WireEncoder, e5: WireEncoder, lines: list[str]
) -> None:
    expected = (use.encode(lines) @ use.encode(lines).T + 5 * e5.encode(lines) @ e5.encode(lines).T) / 6
    vectors = duo.encode(lines)
    assert vectors.shape == (len(lines), duo.dimension) == (len(lines), 896)
    assert np.abs(vectors @ vectors.T - expected).max() < 1e-5


def test_the_flat_way_and_the_ordinary_way_agree(duo: WireEncoder, lines: list[str]) -> None:
    assert np.abs(SentenceTransformer.encode(duo, lines) - duo.encode(lines)).max() < 1e-5


def test_saved_and_loaded_it_is_the_same(duo: WireEncoder, lines: list[str], tmp_path: Path) -> None:
    duo.save(str(tmp_path), create_model_card=False)
    assert np.abs(embeddings.load(str(tmp_path), dtype="float32").encode(lines) - duo.encode(lines)).max() < 1e-5
