"""Quotes of short wire paragraphs in each language, held against hand-made answers."""

import pytest

from benchmarks.paragraphs import PARAGRAPHS, Tally, paragraph_files, paragraphs
from seeds.knowledge import languages


def test_every_language_has_its_paragraphs() -> None:
    assert sorted(folder.name for folder in PARAGRAPHS.iterdir()) == list(languages())


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("held", [False, True], ids=["developed on", "held back"])
def test_quotes_of_wire_paragraphs(code: str, *, held: bool) -> None:
    tally = paragraphs(paragraph_files(code), held=held)
    assert sum(tally.total.values()) > 20
    for what, floor in (("direct", 0.95), ("indirect", 0.75), ("speaker", 0.85), ("true", 0.9)):
        assert tally.share(what) >= floor, said(tally)


def said(tally: Tally) -> str:
    return "\n".join(tally.misses)
