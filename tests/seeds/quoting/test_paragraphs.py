"""Quotes of short wire paragraphs in each language, held against hand-made answers."""

from pathlib import Path

import pytest

from benchmarks.quotes import PARAGRAPHS, Tally, paragraphs
from seeds.knowledge import languages

FILES = sorted(PARAGRAPHS.glob("*.toml"))


def test_every_language_has_its_paragraphs() -> None:
    assert [path.stem for path in FILES] == list(languages())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("held", [False, True], ids=["developed on", "held back"])
def test_quotes_of_wire_paragraphs(path: Path, *, held: bool) -> None:
    tally = paragraphs(path, held=held)
    assert sum(tally.total.values()) > 20
    for what, floor in (("direct", 0.95), ("indirect", 0.75), ("speaker", 0.85), ("true", 0.9)):
        assert tally.share(what) >= floor, said(tally)


def said(tally: Tally) -> str:
    return "\n".join(tally.misses)
