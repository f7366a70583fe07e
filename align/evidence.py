"""Evidence that two quotes render one statement: meaning, how much of one the other renders, figures, and who speaks.

Source: cosines of two sentence encoders; soft recall and precision over token vectors after BERTScore (Zhang et al.
2020, arXiv:1904.09675), each token weighted by the information of its piece instead of an inverse document frequency,
so that two quotes are judged alike whatever else is in the copy. `align.odds` makes one number of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

import embeddings
from align.drift.pairing import Text, side
from align.drift.quantities import quantities
from align.languages import language, neutral
from align.odds import FEATURES, odds
from align.speakers import AFFILIATED, CONFLICT, SAME, UNRELATED, UNTOLD, Voice, agreement, voice

if TYPE_CHECKING:
    from embeddings import TokenVectors

Rows = Sequence[Mapping[str, Any]]
Matrix = npt.NDArray[np.float32]

# `duo` holds `use` in its first columns and `e5` in the rest.
_USE: Final = 512
# Token vectors of this layer of `e5` tell words from their context best; docs/embeddings.md has the figures.
_LAYER: Final = 7
# Every language's commonest pieces say this much, in nats: what is over it tells one sentence from another.
_COMMON: Final = 5.5
# A token with no likeness of this much on the other side is not rendered there.
_RENDERED: Final = 0.35
# Copies of one utterance seldom run further apart than this many days; log-odds taken off beyond.
_DAYS: Final = 30
_FAR_APART: Final = -1.5
# Two claims with figures of which none agrees are two claims, unless one speaker made both.
_OTHER_FIGURES: Final = -3.0
# Two articles whose chains of relays begin with one agency have their quotes from one place.
_ONE_SOURCE: Final = 0.3


SPEAKERS: Final = ("same_speaker", "affiliated", "unrelated", "other_speaker")


class Evidence:
    """Scores pairs of items (rows of the quotes table) by index; each pair is weighed once."""

    def __init__(
        self, items: Rows, articles: Mapping[str, Mapping[str, Any]], origins: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self._items = items
        self._voices: list[Voice] = [voice(item) for item in items]
        self._published = [_day(articles.get(item["article_id"], {}).get("published")) for item in items]
        self._sources = [_first(origins.get(item["article_id"], {}).get("relay_chain")) for item in items]
        self._figures = [_figures(item) for item in items]
        vectors = embeddings.load("duo").encode([item["clean"] for item in items])
        self._vectors = _unit(vectors[:, :_USE]), _unit(vectors[:, _USE:])
        self._tokens: dict[int, _Words] = {}
        self._odds: dict[tuple[int, int], float] = {}

    def prepare(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Weigh the pairs that are not weighed yet, all at once."""
        fresh = [pair for pair in dict.fromkeys(map(_ordered, pairs)) if pair not in self._odds]
        if fresh:
            found = odds(self.features(fresh)).tolist()
            self._odds |= {pair: each + self._circumstances(*pair) for pair, each in zip(fresh, found, strict=True)}

    def score(self, first: int, second: int) -> float:
        """Return the log-odds that two items render one statement; over 0 they rather do."""
        self.prepare([(first, second)])
        return self._odds[_ordered((first, second))]

    def meaning(self, first: int, second: int) -> float:
        """Return the log-odds that two items render one statement, were it not known who speaks."""
        row = dict(zip(FEATURES, self.features([(first, second)])[0].tolist(), strict=True)) | dict.fromkeys(
            SPEAKERS, 0.0
        )
        return float(odds(np.array([[row[name] for name in FEATURES]]))[0])

    def features(self, pairs: Sequence[tuple[int, int]]) -> npt.NDArray[np.float64]:
        """Return float64 [pairs, features], the columns in the order of `align.odds.FEATURES`."""
        self._encode({place for pair in pairs for place in pair})
        rows = [self._features(first, second) for first, second in pairs]
        return np.array([[row[name] for name in FEATURES] for row in rows], dtype=np.float64).reshape(-1, len(FEATURES))

    def agreement(self, first: int, second: int) -> float:
        """Return how far the two speakers agree, by `align.speakers`."""
        return agreement(self._voices[first], self._voices[second])

    def one_article(self, first: int, second: int) -> bool:
        """Whether two items stand in one article."""
        return bool(self._items[first]["article_id"] == self._items[second]["article_id"])

    def _features(self, first: int, second: int) -> dict[str, float]:
        use, e5 = (float(vectors[first] @ vectors[second]) for vectors in self._vectors)
        speakers = self.agreement(first, second)
        one, other = self._figures[first], self._figures[second]
        within = self._items[first]["language"] == self._items[second]["language"]
        where, elsewhere = ("within", "across") if within else ("across", "within")
        rendered = _rendered(self._tokens[first], self._tokens[second])
        missing = rendered.pop("missing_of_shorter")
        return {
            f"use_{where}": use,
            f"use_{elsewhere}": 0.0,
            "e5": e5,
            "one_language": float(within),
            **rendered,
            f"missing_of_shorter_{where}": missing,
            f"missing_of_shorter_{elsewhere}": 0.0,
            "same_words_within": _same_words(self._tokens[first], self._tokens[second]) if within else 0.0,
            "figures_shared": float(bool(one & other)),
            "figures_differ": float(bool(one and other and not one & other)),
            "figures_on_one_side": float(bool(one) != bool(other)),
            "same_speaker": float(speakers == SAME),
            "affiliated": float(speakers == AFFILIATED),
            "unrelated": float(speakers == UNRELATED),
            "other_speaker": float(speakers == CONFLICT),
        }

    def _circumstances(self, first: int, second: int) -> float:
        """Return the log-odds of what is stated, not learnt: day, source, and the figures of two people."""
        found = 0.0
        one, other = self._published[first], self._published[second]
        if one and other and abs((one - other).days) > _DAYS:
            found += _FAR_APART
        figures = self._figures[first], self._figures[second]
        if all(figures) and not figures[0] & figures[1] and self.agreement(first, second) < UNTOLD:
            found += _OTHER_FIGURES
        if (
            self._sources[first]
            and self._sources[first] == self._sources[second]
            and not self.one_article(first, second)
        ):
            found += _ONE_SOURCE
        return found

    def _encode(self, places: Iterable[int]) -> None:
        fresh = sorted(place for place in places if place not in self._tokens)
        texts = [self._items[place]["clean"] for place in fresh]
        found = embeddings.token_encoder().encode_tokens(texts, layer=_LAYER)
        self._tokens |= {place: _Words(text, tokens) for place, text, tokens in zip(fresh, texts, found, strict=True)}


class _Words:
    """The token vectors of a text, their sum, and how much each says; signs say nothing."""

    def __init__(self, text: str, tokens: "TokenVectors") -> None:
        spoken = [any(map(str.isalnum, text[start:end])) for start, end in tokens.offsets]
        self.words = [text[start:end].strip().casefold() for start, end in tokens.offsets]
        self.vectors = tokens.vectors
        self.total = tokens.vectors.sum(axis=0)
        self.weights = np.where(spoken, np.maximum(tokens.information - _COMMON, 0.0), 0.0)

    @property
    def information(self) -> float:
        """How much the whole text says."""
        return float(self.weights.sum())


def _rendered(one: _Words, other: _Words) -> dict[str, float]:
    """Return how much of each text the other renders, and what is left over.

    Vectors are taken less half the mean of their own text and half that of the pair: what a language or a subject gives
    to every word says nothing of the two.
    """
    count = max(len(one.vectors) + len(other.vectors), 1)
    middle = (one.total + other.total) / count
    centred = [_unit(words.vectors - (words.total / max(len(words.vectors), 1) + middle) / 2) for words in (one, other)]
    cosines = centred[0] @ centred[1].T
    if not cosines.size:
        best = np.zeros(len(one.vectors)), np.zeros(len(other.vectors))
    else:
        best = cosines.max(axis=1), cosines.max(axis=0)
    sides = sorted(zip((one, other), best, strict=True), key=lambda side: side[0].information)
    whole = [max(words.information, 1e-6) for words, _ in sides]
    shares = [
        float((words.weights * nearest).sum()) / size for (words, nearest), size in zip(sides, whole, strict=True)
    ]
    missing = [float(words.weights[nearest < _RENDERED].sum()) for words, nearest in sides]
    # A text that holds the other and more has its surplus missing there: only what goes beyond it speaks against them.
    beyond = max(missing[1] - (whole[1] - whole[0]), 0.0)
    return {
        "rendered_of_shorter": shares[0],
        "rendered_of_longer": shares[1],
        "missing_of_shorter": missing[0] / whole[0],
        "missing_beyond_length": min(beyond / whole[0], 1.0),
        "length_ratio": min(float(np.log(max(whole[1], 1.0) / max(whole[0], 1.0))), 3.0),
        "length": min(whole[0] / 100, 3.0),
    }


def _same_words(one: _Words, other: _Words) -> float:
    """Return the share of the text that says less which stands word for word in the other, 0 to 1."""
    shorter, longer = (one, other) if one.information < other.information else (other, one)
    there = set(longer.words)
    said = sum(weight for word, weight in zip(shorter.words, shorter.weights, strict=True) if word in there)
    return float(said) / max(shorter.information, 1e-6)


def _figures(item: Mapping[str, Any]) -> frozenset[float]:
    known = language(item["language"]) or neutral(item["language"] or "")
    read = quantities(side(Text(item["clean"], known, item["kind"])))
    return frozenset(value for number in read if number.sure for value in number.values)


def _unit(vectors: Matrix) -> Matrix:
    result: Matrix = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return result


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _first(chain: Sequence[str] | None) -> str:
    return chain[0] if chain else ""


def _ordered(pair: tuple[int, int]) -> tuple[int, int]:
    return (pair[0], pair[1]) if pair[0] <= pair[1] else (pair[1], pair[0])
