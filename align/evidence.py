"""Evidence that two quotes render one statement: meaning, aligned words, numbers, and who speaks."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from align.drift.pairing import Text, paired
from align.drift.quantities import quantities
from align.drift.tokens import tokens
from align.drift.types import Pair, Side
from align.languages import language
from align.speakers import SAME, Voice, agreement, voice

# Two claims with figures of which none agrees are two claims, unless one speaker made both.
_OTHER_FIGURES: Final = -0.6
# Across languages, or where a language has no file, words are not aligned here; the cosine stands for them.
_WITHOUT_WORDS: Final = 0.9


class Evidence:
    """Scores pairs of items (rows of the quotes table) by index; word alignments are made once and in batches."""

    def __init__(
        self, items: Sequence[dict[str, Any]], vectors: npt.NDArray[np.float32], background: Iterable[str]
    ) -> None:
        self._items = items
        self._vectors = vectors
        self._voices: list[Voice] = [voice(item) for item in items]
        self._weights = _Weights([*background, *(item["clean"] for item in items)], items)
        self._words: dict[tuple[int, int], tuple[float, float]] = {}

    def prepare(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Align the words of pairs that are not aligned yet, all at once."""
        fresh = [pair for pair in dict.fromkeys(map(_ordered, pairs)) if pair not in self._words]
        known = [pair for pair in fresh if all(language(self._items[place]["language"]) for place in pair)]
        aligned = paired([(self._text(first), self._text(second)) for first, second in known])
        for pair, words in zip(known, aligned, strict=True):
            self._words[pair] = (self._weights.shared(words), _figures(words))
        for pair in fresh:
            self._words.setdefault(pair, (_WITHOUT_WORDS * self.cosine(*pair), 0.0))

    def score(self, first: int, second: int) -> float:
        """Return the evidence for one pair: cosine, shared words, speaker agreement and figures, added up."""
        self.prepare([(first, second)])
        words, figures = self._words[_ordered((first, second))]
        speakers = self.agreement(first, second)
        return self.cosine(first, second) + words + speakers + (0.0 if speakers == SAME else figures)

    def cosine(self, first: int, second: int) -> float:
        """Return the cosine of two items."""
        return float(self._vectors[first] @ self._vectors[second])

    def agreement(self, first: int, second: int) -> float:
        """Return how far the two speakers agree, by `align.speakers`."""
        return agreement(self._voices[first], self._voices[second])

    def one_article(self, first: int, second: int) -> bool:
        """Whether two items stand in one article."""
        return bool(self._items[first]["article_id"] == self._items[second]["article_id"])

    def _text(self, place: int) -> Text:
        item = self._items[place]
        known = language(item["language"])
        if known is None:
            raise LookupError(f"no language file for {item['language']}")
        return Text(item["clean"], known, item["kind"])


class _Weights:
    """How much a word says in this copy: what every sentence has says little."""

    def __init__(self, texts: Sequence[str], items: Sequence[dict[str, Any]]) -> None:
        known = language(next((item["language"] for item in items if language(item["language"])), None))
        self._count: Counter[str] = Counter()
        self._texts = len(texts)
        if known is not None:
            for text in texts:
                self._count.update({token.lemma for token in tokens(text, known)})

    def shared(self, pair: Pair) -> float:
        """Return how much of one side the other renders, 0 to 1; the side that is rendered more counts."""
        return max(
            self._rendered(
                pair.original, [self._best(pair, place, here=True) for place in range(len(pair.original.tokens))]
            ),
            self._rendered(
                pair.rendering, [self._best(pair, place, here=False) for place in range(len(pair.rendering.tokens))]
            ),
        )

    def _best(self, pair: Pair, place: int, *, here: bool) -> float:
        partners = (pair.rendered if here else pair.renders).get(place, ())
        return max(
            (float(pair.similarity[(place, other) if here else (other, place)]) for other in partners), default=0.0
        )

    def _rendered(self, side: Side, best: Sequence[float]) -> float:
        total = found = 0.0
        for place, similarity in enumerate(best):
            if side.carries(place):
                weight = math.log((self._texts + 1) / (self._count[side.tokens[place].lemma] + 1))
                total += weight
                found += weight * similarity
        return found / total if total > 0 else 0.0


def _figures(pair: Pair) -> float:
    one, other = (
        {value for number in quantities(side) if number.sure for value in number.values}
        for side in (pair.original, pair.rendering)
    )
    return _OTHER_FIGURES if one and other and not one & other else 0.0


def _ordered(pair: tuple[int, int]) -> tuple[int, int]:
    return (pair[0], pair[1]) if pair[0] <= pair[1] else (pair[1], pair[0])
