"""A memory of vectors changes nothing but how often a text is encoded."""

from collections.abc import Sequence

import numpy as np

from embeddings.given import Given
from embeddings.protocol import TokenVectors
from embeddings.remembering import RememberingEncoder, RememberingTokenEncoder


class Counting:
    """An encoder that writes down what it was asked."""

    name, dimension = "counting", 4

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], /) -> np.ndarray:
        """Return lengths."""
        self.asked += texts
        return np.array([[len(text), text.count("a"), 0, 1] for text in texts], np.float32).reshape(-1, 4)

    def encode_tokens(self, texts: Sequence[str], /, *, layer: int = 7) -> list[TokenVectors]:
        """Return the layer as a vector."""
        self.asked += texts
        return [
            TokenVectors(np.zeros((1, 2), np.int64), np.full((1, 4), layer, np.float32), np.ones(1, np.float32))
            for _ in texts
        ]


def test_a_text_is_encoded_once_and_comes_back_the_same() -> None:
    plain, encoder = Counting(), Counting()
    remembering = RememberingEncoder(encoder)
    texts = ["talks", "a ban", "talks", "rain"]
    assert np.array_equal(remembering.encode(texts), plain.encode(texts))
    assert np.array_equal(remembering.encode(["rain", "a ban"]), plain.encode(["rain", "a ban"]))
    assert encoder.asked == ["talks", "a ban", "rain"]
    assert remembering.encode("talks").shape == (4,)
    assert remembering.encode([]).shape == (0, 4)


def test_the_least_recently_asked_is_forgotten() -> None:
    encoder = Counting()
    remembering = RememberingEncoder(encoder, limit=2 * 16)
    for text in ("one", "two", "one", "three", "one", "two"):
        remembering.encode([text])
    assert encoder.asked == ["one", "two", "three", "two"]


def test_tokens_of_each_layer_are_remembered_apart() -> None:
    encoder = Counting()
    remembering = RememberingTokenEncoder(encoder)
    assert remembering.encode_tokens(["rain"], layer=3)[0].vectors[0, 0] == 3
    assert remembering.encode_tokens(["rain"])[0].vectors[0, 0] == 7
    assert remembering.encode_tokens(["rain"], layer=3)[0].vectors[0, 0] == 3
    assert encoder.asked == ["rain", "rain"]


def test_given_vectors_are_not_made_again() -> None:
    encoder = Counting()
    given = Given(encoder, ["known"], np.full((1, 4), 9, np.float32))
    assert given.encode(["new", "known"]).tolist() == [[3, 0, 0, 1], [9, 9, 9, 9]]
    assert encoder.asked == ["new"]
    assert given.encode("known").tolist() == [9, 9, 9, 9]
