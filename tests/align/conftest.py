"""Comparisons of English pairs, an encoder that needs no model, and stories of copy typed into a test."""

import re
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

import align
from align.comparing import Comparison
from align.stories import Story
from embeddings.texts import Texts, listed

Compared = Callable[..., Comparison]


@cache
def _compared(
    original: str, rendering: str, original_kind: str = "direct", rendering_kind: str = "direct"
) -> Comparison:
    return align.compare(
        original,
        rendering,
        original_kind,
        rendering_kind,
        original_language="en",
        rendering_language="en",
        with_model=False,
    )


@pytest.fixture(scope="session")
def compared() -> Compared:
    """Compare two English texts by the checks alone; how each was printed is "direct" if not given."""
    return _compared


@pytest.fixture(scope="session")
def drifts() -> Callable[..., list[tuple[str, str, str, str]]]:
    """Return (category, severity, words of the original, words of the rendering) of each drift of two English texts."""

    def found(*pair: str) -> list[tuple[str, str, str, str]]:
        return [(each.category, each.severity, each.against_words, each.words) for each in _compared(*pair).drift]

    return found


@pytest.fixture(scope="session")
def categories() -> Callable[..., set[str]]:
    """Return the categories of the drifts of two English texts that are more than neutral."""
    return lambda *pair: {each.category for each in _compared(*pair).drift if each.severity != "neutral"}


class WordEncoder:
    """Texts with the same words have like vectors: each word has a direction of its own, set by its letters."""

    name = "words"
    dimension = 256

    def encode(self, texts: Texts, /, **_: Any) -> npt.NDArray[np.float32]:
        """Return float32 [n, 256], unit length."""
        rows = np.zeros((len(listed(texts)), self.dimension), np.float32)
        for place, text in enumerate(listed(texts)):
            for word in re.findall(r"\w+", text.lower()):
                rows[place] += np.random.default_rng(zlib.crc32(word[:5].encode())).standard_normal(self.dimension)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        found: npt.NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
        return found


@pytest.fixture(scope="session")
def encoder() -> WordEncoder:
    """An encoder that knows words and no meaning."""
    return WordEncoder()


@pytest.fixture
def told(tmp_path: Path, encoder: WordEncoder) -> Callable[..., Story]:
    """Write some copy into files and return its story: `told({"a.txt": "..."}, original=..., embed_all=...)`."""

    def story(copy: Mapping[str, str], **options: Any) -> Story:
        for name, text in copy.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return align.story([tmp_path / name for name in copy], **{"encoder": encoder, **options})

    return story
