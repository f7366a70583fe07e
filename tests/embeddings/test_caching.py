"""The store of vectors: a text is encoded once, whoever asks, and nothing that happens to a process spoils it."""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import embeddings
from embeddings import store
from embeddings.texts import Texts, listed


class Counting:
    """An encoder without a model: a text's vector comes from its digest. It notes what it was asked."""

    def __init__(self, name: str = "counting", dimension: int = 8) -> None:
        self.name = name
        self.dimension = dimension
        self.asked: list[str] = []

    def encode(self, texts: Texts, /, **options: Any) -> np.ndarray:
        """Note the texts, and return their vectors."""
        many = listed(texts)
        self.asked += many
        seeds = [hashlib.sha256(f"{text}{options.get('prompt', '')}".encode()).digest() for text in many]
        vectors = np.array([list(seed[: self.dimension]) for seed in seeds], dtype=np.float32).reshape(
            -1, self.dimension
        )
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors[0] if isinstance(texts, str) else vectors


TEXTS = ["The port is closed.", "", "항구는 닫혔다.", "The port is closed.", "a\ud800b"]


def test_a_text_is_encoded_once(tmp_path: Path) -> None:
    encoder = Counting()
    cached = embeddings.cached(encoder, tmp_path)
    first, second = cached.encode(TEXTS), cached.encode(TEXTS)
    assert (first == Counting().encode([text.replace("\ud800", "\ufffd") for text in TEXTS])).all()
    assert (first == second).all()
    assert encoder.asked == ["The port is closed.", "", "항구는 닫혔다.", "a\ufffdb"]


def test_only_new_texts_are_encoded(tmp_path: Path) -> None:
    encoder = Counting()
    embeddings.cached(encoder, tmp_path).encode(["one", "two"])
    vectors = embeddings.cached(encoder, tmp_path).encode(["three", "two", "one"])
    assert encoder.asked == ["one", "two", "three"]
    assert (vectors == Counting().encode(["three", "two", "one"])).all()


def test_it_takes_and_gives_what_the_encoder_does(tmp_path: Path) -> None:
    cached = embeddings.cached(Counting(), tmp_path)
    assert isinstance(cached, embeddings.Encoder)
    assert (cached.name, cached.dimension, cached.asked) == ("counting", 8, [])
    assert cached.encode("one").shape == (8,)
    assert cached.encode([]).shape == (0, 8)
    assert (cached.encode(pl.DataFrame({"text": ["one"]})) == cached.encode(["one"])).all()
    with pytest.raises(AttributeError):
        cached.encode_tokens(["one"])


def test_models_types_and_options_are_kept_apart(tmp_path: Path) -> None:
    one, other = Counting("one"), Counting("other")
    embeddings.cached(one, tmp_path).encode(["text"])
    embeddings.cached(other, tmp_path).encode(["text"])
    embeddings.cached(one, tmp_path).encode(["text"], prompt="query: ")
    one.digest = "retrained"  # type: ignore[attr-defined]
    embeddings.cached(one, tmp_path).encode(["text"])
    assert (one.asked, other.asked) == (["text"] * 3, ["text"])
    assert len(embeddings.cache_contents(tmp_path)) == 4


def test_options_that_ask_for_something_else_go_past_it(tmp_path: Path) -> None:
    encoder = Counting()
    cached = embeddings.cached(encoder, tmp_path)
    for _ in range(2):
        cached.encode(["text"], convert_to_tensor=True)
        cached.encode(["text"], device=["cpu"])
    assert encoder.asked == ["text"] * 4


def test_its_contents_can_be_looked_at(tmp_path: Path) -> None:
    embeddings.cached(Counting(), tmp_path).encode(["one", "two"])
    (model,) = embeddings.cache_contents(tmp_path)
    assert (model.name, model.dimension, model.vectors, model.options) == ("counting", 8, 2, {})
    assert model.size > 2 * 8 * 4
    assert model.used is not None
    (segment,) = model.folder.glob("*.npy")
    assert np.load(segment)["vector"].shape == (2, 8)
    assert embeddings.cache_contents(tmp_path / "none") == []


@pytest.mark.parametrize("keep", [0, 10, 100])
def test_a_damaged_segment_is_dropped_and_made_again(tmp_path: Path, keep: int) -> None:
    encoder = Counting()
    expected = embeddings.cached(encoder, tmp_path).encode(["one", "two"])
    (segment,) = tmp_path.glob("*/*.npy")
    segment.write_bytes(segment.read_bytes()[:keep])
    assert (embeddings.cached(encoder, tmp_path).encode(["one", "two"]) == expected).all()
    assert encoder.asked == ["one", "two"] * 2
    assert (embeddings.cached(Counting(), tmp_path).encode(["one", "two"]) == expected).all()


def test_a_process_that_dies_while_writing_spoils_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = Counting()
    embeddings.cached(encoder, tmp_path).encode(["one"])

    def die(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store.os, "fsync", die)
    with pytest.raises(KeyboardInterrupt):
        embeddings.cached(encoder, tmp_path).encode(["two"])
    monkeypatch.undo()
    encoder.asked.clear()
    embeddings.cached(encoder, tmp_path).encode(["one", "two"])
    assert encoder.asked == ["two"]


def test_parts_that_a_dead_process_left_are_swept_away(tmp_path: Path) -> None:
    embeddings.cached(Counting(), tmp_path).encode(["one"])
    (folder,) = tmp_path.iterdir()
    part = folder / f"left{store.PART}"
    part.write_text("half")
    store.bound(tmp_path, 2**30)
    assert part.exists()  # it may be another process's, at work
    store.os.utime(part, (0, 0))
    store.bound(tmp_path, 2**30)
    assert not part.exists()


def test_it_stays_within_its_bound_and_the_least_used_goes_first(tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(100)]
    for text in texts[:3]:
        embeddings.cached(Counting(), tmp_path).encode([text])
    paths = {path.stat().st_mtime_ns: path for path in tmp_path.glob("*/*.npy")}
    for age, path in enumerate(paths[time] for time in sorted(paths)):
        store.os.utime(path, (1000 + age, 1000 + age))
    embeddings.cached(Counting(), tmp_path).encode(texts[0])
    size = next(iter(paths.values())).stat().st_size
    store.bound(tmp_path, 2 * size)
    encoder = Counting()
    embeddings.cached(encoder, tmp_path).encode(texts[:3])
    assert encoder.asked == [texts[1]]
    embeddings.cached(encoder, tmp_path, limit=10 * size).encode(texts)
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*.npy")) <= 10 * size


def test_many_small_segments_become_one(tmp_path: Path) -> None:
    encoder = Counting()
    cached = embeddings.cached(encoder, tmp_path)
    texts = [f"text {number}" for number in range(store.MOST_SEGMENTS + 10)]
    for text in texts:
        cached.encode(text)
    assert len(list(tmp_path.glob("*/*.npy"))) < store.MOST_SEGMENTS
    assert (cached.encode(texts) == Counting().encode(texts)).all()
    assert encoder.asked == texts


def test_processes_share_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import embeddings; from tests.embeddings.test_caching import Counting\n"
        "encoder = Counting(); cached = embeddings.cached(encoder, Path(sys.argv[1]))\n"
        "for start in range(0, 200, 5): cached.encode([f'text {number}' for number in range(start, start + 5)])\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    running = [subprocess.Popen(command) for _ in range(2)]  # noqa: S603  # ourselves
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    encoder = Counting()
    texts = [f"text {number}" for number in range(200)]
    assert (embeddings.cached(encoder, tmp_path).encode(texts) == Counting().encode(texts)).all()
    assert encoder.asked == []


def test_a_folder_that_cannot_be_written_costs_a_warning_not_the_vectors(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cached = embeddings.cached(Counting(), tmp_path / "file")
    with pytest.warns(embeddings.CacheWarning, match="cannot keep vectors there .*WIREALIGN_CACHE"):
        vectors = cached.encode(["one"])
    assert (vectors == Counting().encode(["one"])).all()
    cached.encode(["two"])  # and it is said once


def test_with_a_real_model_the_vectors_are_the_same(use: Any, lines: list[str], tmp_path: Path) -> None:
    cached = embeddings.cached(use, tmp_path)
    assert (cached.encode(lines) == use.encode(lines)).all()
    assert (cached.encode(lines) == use.encode(lines)).all()
