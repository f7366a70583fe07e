"""The changes to `e5` that were learnt for linking words: whole or refused, merged without loss, and of use."""

from pathlib import Path

import numpy as np
import pytest
import torch

import embeddings
from embeddings.adapter import UTTERANCES, WORDS, AdaptedEncoder, Adapter, read_changes
from embeddings.model import WireEncoder
from embeddings.protocol import TokenEncoder
from seeds.exceptions import ModelError


def test_changes_of_nothing_change_nothing(e5: WireEncoder) -> None:
    nothing = {name: torch.zeros_like(values) for name, values in read_changes().items()}
    texts = ["The port will reopen.", "항구는 내일 다시 열린다."]
    for plain, word in zip(
        e5.encode_tokens(texts, layer=WORDS.layer), AdaptedEncoder(e5, nothing).encode_tokens(texts), strict=True
    ):
        np.testing.assert_array_equal(plain.offsets, word.offsets)
        np.testing.assert_allclose(plain.vectors, word.vectors, atol=1e-6)


def test_learning_leaves_the_plain_encoder_alone(e5: WireEncoder) -> None:
    before = e5.encode_tokens(["No ship sank."])[0].vectors
    changed = embeddings.word_encoder(dtype="float32").encode_tokens(["No ship sank."])[0].vectors
    np.testing.assert_array_equal(e5.encode_tokens(["No ship sank."])[0].vectors, before)
    assert np.abs(changed - before).max() > 0.01
    np.testing.assert_allclose(np.linalg.norm(changed, axis=1), 1, atol=1e-4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tomorrow the old harbour opens", "Demain le vieux port ouvre"),
        ("Morgen öffnet der alte Hafen", "Завтра открывается старый порт"),
        ("明日 古い 港 が 開く", "Tomorrow old harbour opens"),
    ],
)
def test_renderings_of_a_word_lie_nearer_than_without_the_changes(e5: WireEncoder, one: str, other: str) -> None:
    words = embeddings.word_encoder(dtype="float32")
    assert _nearest(words, one, other) > _nearest(e5, one, other)


def _nearest(encoder: WireEncoder | AdaptedEncoder, one: str, other: str) -> float:
    """Return the mean cosine of each token to the nearest of the other side, the pair's mean taken out."""
    sides = [found.vectors for found in encoder.encode_tokens([one, other])]
    centre = np.concatenate(sides).mean(axis=0)
    first, second = ((side - centre) / np.linalg.norm(side - centre, axis=1, keepdims=True) for side in sides)
    return float((first @ second.T).max(axis=1).mean())


def test_there_are_no_layers_above_the_one_they_were_learnt_for() -> None:
    with pytest.raises(ModelError, match="layer 8: this encoder has layers 0 to 7"):
        embeddings.word_encoder(dtype="float32").encode_tokens(["rain"], layer=8)


@pytest.mark.parametrize("ours", [WORDS, UTTERANCES], ids=lambda ours: ours.file.stem)
@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_file_is_refused(damage: str, ours: Adapter, tmp_path: Path) -> None:
    path = tmp_path / ours.file.name
    if damage == "changed":
        path.write_bytes(ours.file.read_bytes()[:-1] + b"\x01")
    with pytest.raises(ModelError, match="damaged" if damage == "changed" else "no such file"):
        read_changes(ours._replace(file=path))


@pytest.mark.parametrize("ours", [WORDS, UTTERANCES], ids=lambda ours: ours.file.stem)
def test_the_file_is_small(ours: Adapter) -> None:
    assert ours.file.stat().st_size < 3_000_000


def test_a_rendering_lies_nearer_than_another_claim_by_more_than_without_the_changes(e5: WireEncoder) -> None:
    said, rendered, other = (
        "The port will reopen on Friday morning, if the wind drops.",
        "El puerto reabrirá el viernes por la mañana si amaina el viento.",
        "El puerto perdió nueve millones de euros con la huelga del año pasado.",
    )

    def lead(encoder: TokenEncoder) -> float:
        means = np.array([each.vectors.mean(axis=0) for each in encoder.encode_tokens([said, rendered, other])])
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        return float(means[0] @ means[1] - means[0] @ means[2])

    assert lead(embeddings.utterance_encoder(dtype="float32")) > lead(e5) + 0.2
