"""Evidence that two quotes render one statement: meaning, how much of one the other renders, figures, and who speaks.

Source: cosines of a sentence encoder, of whole quotes and of runs of their clauses; soft recall over token vectors
after BERTScore (Zhang et al. 2020, arXiv:1904.09675), each token weighted by the information of its piece instead of an
inverse document frequency, so that two quotes are judged alike whatever else is in the copy; cosines of an `e5` that
has learnt to tell utterances apart (training/utterances.py). `align.odds` makes one number of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

import embeddings
from align.drift.pairing import Text, side
from align.drift.quantities import quantities
from align.languages import language, neutral
from align.odds import FEATURES, odds
from align.parts import Span, clauses, runs, token_spans
from align.speakers import AFFILIATED, CONFLICT, SAME, UNRELATED, UNTOLD, Voice, agreement, voice

if TYPE_CHECKING:
    from embeddings import TokenEncoder, TokenVectors

Rows = Sequence[Mapping[str, Any]]
Matrix = npt.NDArray[np.float32]

# Every language's commonest pieces say this much, in nats: what is over it tells one sentence from another.
_COMMON: Final = 5.5
# Letters up to here are those of Europe's alphabets, which the encoders know best.
_EUROPE: Final = "\u0530"
# Copies of one utterance seldom run further apart than this many days; log-odds taken off beyond.
_DAYS: Final = 30
_FAR_APART: Final = -1.5
# Two claims with figures of which none agrees are two claims, unless one speaker made both in two articles: an article
# that has both tells them apart itself.
_OTHER_FIGURES: Final = -6.0
# Two articles whose chains of relays begin with one agency have their quotes from one place.
_ONE_SOURCE: Final = 0.3


SPEAKERS: Final = ("same_speaker", "affiliated", "unrelated", "other_speaker")


class Evidence:
    """Scores pairs of items (rows of the quotes table) by index; each pair is weighed once."""

    def __init__(
        self,
        items: Rows,
        articles: Mapping[str, Mapping[str, Any]],
        origins: Mapping[str, Mapping[str, Any]],
        *,
        utterances: "TokenEncoder | None" = None,
    ) -> None:
        self._items = items
        self._utterances = utterances or embeddings.utterance_encoder()
        self._voices: list[Voice] = [voice(item) for item in items]
        self._published = [_day(articles.get(item["article_id"], {}).get("published")) for item in items]
        self._sources = [_first(origins.get(item["article_id"], {}).get("relay_chain")) for item in items]
        self._figures = [_figures(item) for item in items]
        self._parts = _parts([item["clean"] for item in items])
        self._words: dict[int, _Words] = {}
        self._said: dict[int, Matrix] = {}
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

    def says(self, place: int) -> float:
        """Return how much an item says, in nats over the commonest words: equal in all languages, roughly."""
        self._encode([place])
        return self._words[place].information

    def part(self, longer: int, shorter: int) -> Span:
        """Return the span of the run of clauses of one item's cleaned text that renders the other best."""
        cosines = self._parts[longer].runs @ self._parts[shorter].whole
        text = self._items[longer]["clean"]
        start, end = runs(text)[int(cosines.argmax())]
        return start + len(text[start:end]) - len(text[start:end].lstrip()), end

    def one_part(self, longer: int, first: int, second: int) -> bool:
        """Whether one item renders two others with some of the same clauses."""
        (start, end), (begin, finish) = self.part(longer, first), self.part(longer, second)
        return start < finish and begin < end

    def agreement(self, first: int, second: int) -> float:
        """Return how far the two speakers agree, by `align.speakers`."""
        return agreement(self._voices[first], self._voices[second])

    def beside(self, first: int, second: int) -> bool:
        """Whether two items stand in one article and are printed alike: neither is a pull-out of the other."""
        return self.one_article(first, second) and self._items[first]["kind"] == self._items[second]["kind"]

    def one_article(self, first: int, second: int) -> bool:
        """Whether two items stand in one article."""
        return bool(self._items[first]["article_id"] == self._items[second]["article_id"])

    def _features(self, first: int, second: int) -> dict[str, float]:
        shorter, longer = sorted((first, second), key=lambda place: (self.says(place), self._items[place]["clean"]))
        parts, others = self._parts[shorter], self._parts[longer]
        speakers = self.agreement(first, second)
        one, other = self._figures[first], self._figures[second]
        within = self._items[first]["language"] == self._items[second]["language"]
        distant = sum(words.distant for words in (self._words[first], self._words[second]))
        return {
            "one_language": float(within),
            "distant_scripts": 0.0 if within else float(distant),
            "length": min(self.says(shorter) / 100, 3.0),
            "part": max(float((others.runs @ parts.whole).max()), float(others.whole @ parts.whole)),
            "clauses_of_shorter_across": 0.0 if within else _by_clauses(parts, others),
            "clauses_of_longer": _by_clauses(others, parts),
            "lost": _lost(self._words[shorter], self._words[longer]),
            "utterance": float((self._said[longer] @ self._said[shorter][0]).max()),
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
        apart = self.agreement(first, second) < UNTOLD or self.one_article(first, second)
        if all(figures) and not figures[0] & figures[1] and apart:
            found += _OTHER_FIGURES
        if (
            self._sources[first]
            and self._sources[first] == self._sources[second]
            and not self.one_article(first, second)
        ):
            found += _ONE_SOURCE
        return found

    def _encode(self, places: Iterable[int]) -> None:
        fresh = sorted(place for place in places if place not in self._words)
        texts = [self._items[place]["clean"] for place in fresh]
        found = embeddings.word_encoder().encode_tokens(texts)
        self._words |= {place: _Words(text, tokens) for place, text, tokens in zip(fresh, texts, found, strict=True)}
        said = self._utterances.encode_tokens(texts)
        self._said |= {place: _said(text, tokens) for place, text, tokens in zip(fresh, texts, said, strict=True)}


class _Parts(NamedTuple):
    """Unit vectors of a text, of its clauses and of the runs of clauses, and the clauses' lengths in characters."""

    whole: Matrix
    clauses: Matrix
    runs: Matrix
    lengths: npt.NDArray[np.int64]


def _parts(texts: Sequence[str]) -> list[_Parts]:
    spans = [runs(text) for text in texts]
    pieces = [text[start:end] for text, own in zip(texts, spans, strict=True) for start, end in own]
    different = list(dict.fromkeys([*texts, *pieces]))
    vectors = _unit(np.asarray(embeddings.part_encoder().encode(different), dtype=np.float32))
    place = {text: number for number, text in enumerate(different)}
    found = []
    for text, own in zip(texts, spans, strict=True):
        each = vectors[[place[text[start:end]] for start, end in own]]
        lengths = np.array([end - start for start, end in clauses(text)], dtype=np.int64)
        found.append(_Parts(vectors[place[text]], each[: len(lengths)], each, lengths))
    return found


def _said(text: str, tokens: "TokenVectors") -> Matrix:
    """Return unit vectors of a text, first, and of its runs of clauses: means over tokens that have read all of it."""
    sums = np.concatenate([np.zeros((1, tokens.vectors.shape[1]), np.float32), tokens.vectors.cumsum(axis=0)])
    ends = np.array([(0, len(tokens.vectors)), *token_spans(runs(text), tokens.offsets)])
    return _unit(sums[ends[:, 1]] - sums[ends[:, 0]])


def _by_clauses(one: _Parts, other: _Parts) -> float:
    """Return how well the other's best run of clauses answers to each clause of one: the mean cosine by length."""
    best = (one.clauses @ other.runs.T).max(axis=1)
    return float(best @ one.lengths) / max(float(one.lengths.sum()), 1.0)


class _Words:
    """The token vectors of a text, their sum, how much each says (signs say nothing), and the script."""

    def __init__(self, text: str, tokens: "TokenVectors") -> None:
        spoken = [any(map(str.isalnum, text[start:end])) for start, end in tokens.offsets]
        self.vectors = tokens.vectors
        self.total = tokens.vectors.sum(axis=0)
        self.weights = np.where(spoken, np.maximum(tokens.information - _COMMON, 0.0), 0.0)
        self.information = float(self.weights.sum())
        letters = [character >= _EUROPE for character in text if character.isalpha()]
        self.distant = 2 * sum(letters) > len(letters)


def _lost(shorter: _Words, longer: _Words) -> float:
    """Return how much of the shorter text the longer does not render.

    A token is rendered as far as it is like the nearest of the other text, the mean of both taken out: what a subject
    gives to every word says nothing of the two. What is lost is summed by squares: one word that says much counts for
    more than many that say little.
    """
    middle = (shorter.total + longer.total) / max(len(shorter.vectors) + len(longer.vectors), 1)
    cosines = _unit(shorter.vectors - middle) @ _unit(longer.vectors - middle).T
    nearest = cosines.max(axis=1) if cosines.size else np.zeros(len(shorter.vectors))
    lost = shorter.weights * (1 - nearest) / 10
    return float(np.sqrt((lost**2).sum()))


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
