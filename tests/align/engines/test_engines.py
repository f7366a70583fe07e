"""What `--engine` takes, and what it says where it cannot run."""

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner

from align.cli import main
from align.engines import local, named
from seeds.exceptions import EngineError


def test_without_ray_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr("align.engines.find_spec", lambda name: None if name == "ray" else find(name))
    (tmp_path / "a.txt").write_text("“It will rain,” said Ana Ruiz.")
    asked = ["batch", str(tmp_path / "a.txt"), "--archive", str(tmp_path / "archive"), "--engine", "ray"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "pip install 'wirealign[ray]'" in result.stderr
    assert not (tmp_path / "archive").exists()


def test_an_address_is_rays_alone() -> None:
    assert named("local") is local
    with pytest.raises(EngineError, match="--engine ray"):
        named("local", "auto")


def test_an_engine_that_is_none_is_told_with_those_that_are() -> None:
    with pytest.raises(EngineError, match="Known: local, ray"):
        named("spark")


def test_one_type_a_run_can_be_set_for_all_its_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    from embeddings.processor import DTYPE, computing_type

    monkeypatch.setenv(DTYPE, "float32")
    assert computing_type("auto", "cpu") == "float32"
    assert computing_type("bfloat16", "cpu") == "bfloat16"
