"""Commands ready to be run: on the articles that ship with the models, or on two articles without one."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import align
import embeddings
from tests.align.commands.calling import ABROAD, COPY, Run, invoked


@pytest.fixture(scope="module")
def shipped() -> Iterator[Run]:
    """Run commands on the articles that ship, with the bundled models; each story is made once."""
    story, load = align.story, cache(embeddings.load)
    made: dict[tuple[Any, ...], Any] = {}

    def once(paths: Any, *, original: str | None = None, excluded: Any = (), **options: Any) -> Any:
        key = (tuple(paths), original)  # what is excluded here, the draft, is not among the paths
        if key not in made:
            made[key] = story(paths, original=original, excluded=excluded, **options)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(align, "story", once, raising=False)
        patch.setattr(embeddings, "load", load, raising=False)
        yield cache(invoked)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, encoder: object) -> Run:
    """Run commands with an encoder that needs no model."""
    monkeypatch.setattr(embeddings, "load", lambda *_, **__: encoder, raising=False)
    return invoked


@pytest.fixture
def wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two good articles, and the place to be."""
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "busan.txt").write_text(COPY, encoding="utf-8")
    (tmp_path / "wire" / "madrid.txt").write_text(ABROAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "wire"
