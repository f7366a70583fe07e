"""Evidence that two quotes render one statement: meaning, how much of one the other renders, figures, and who speaks.

Source: cosines of a sentence encoder, of whole quotes and of runs of their clauses; soft recall over token vectors
after BERTScore (Zhang et al. 2020, arXiv:1904.09675), each token weighted by the information of its piece instead of an
inverse document frequency, so that two quotes are judged alike whatever else is in the copy; cosines of an `e5` that
has learnt to tell utterances apart (training/utterances.py). `align.odds` makes one number of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from align.ageing import apart, days_of, odds_lost
from align.odds import FEATURES, bar, most_of, weighed
from align.parts import Span, runs
from align.speakers import AFFILIATED, CONFLICT, SAME, UNRELATED, UNTOLD, Voice, agreement, voice
from align.told import Told, told, wide

if TYPE_CHECKING:
    from embeddings import TokenEncoder

Rows = Sequence[Mapping[str, Any]]
Matrix = npt.NDArray[np.float32]
# Log-odds by two quote_ids in order.
Weighed = dict[tuple[str, str], float]

# Two claims with figures, or cities, of which none agrees are two claims, unless one speaker made both in two articles
# of the same days: a desk gets a figure wrong while the story runs, and an article that has both tells them apart.
_OTHERS: Final = -6.0
# What is said of another number, or another town, when the story has run is said anew, be the words ever so like.
_RUNNING: Final = 3  # days
# Two articles whose chains of relays begin with one agency have their quotes from one place.
_ONE_SOURCE: Final = 0.3


class HasFacts(Protocol):
    """What tells figures and cities: all that is told of a quote, or less."""

    @property
    def figures(self) -> frozenset[float]: ...  # noqa: D102
    @property
    def cities(self) -> frozenset[str]: ...  # noqa: D102


SPEAKERS: Final = {
    "same_speaker": SAME,
    "affiliated": AFFILIATED,
    "unrelated": UNRELATED,
    "other_speaker": CONFLICT,
}


class Evidence:
    """Scores pairs of items (rows of the quotes table) by index; each pair is weighed once.

    `weighed` holds pairs that are weighed already, by their quote_ids, and takes in what is weighed here: a batch
    weighs an archive's quotes once, not with every slice. `sketches` are what models made of some quotes before, by
    their quote_ids (`align.archive.sketches`): they are not read again.
    """

    def __init__(
        self,
        items: Rows,
        articles: Mapping[str, Mapping[str, Any]],
        origins: Mapping[str, Mapping[str, Any]],
        *,
        utterances: "TokenEncoder | None" = None,
        weighed: Weighed | None = None,
        sketches: Mapping[str, Told] | None = None,
    ) -> None:
        self._items = items
        self._sketches = dict(sketches or {})
        self._utterances = utterances
        self._weighed = weighed
        self._voices: dict[int, Voice] = {}
        self._days = days_of(articles.get(item["article_id"], {}).get("published") for item in items).tolist()
        self._sources = [_first(origins.get(item["article_id"], {}).get("relay_chain")) for item in items]
        self._told: dict[int, Told] = {}
        self._odds: dict[tuple[int, int], float] = {}

    def know(self, sketches: Mapping[str, Told]) -> None:
        """Take in what is told of more quotes, by their quote_ids."""
        self._sketches |= sketches

    def prepare(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Weigh the pairs that are not weighed yet, all at once."""
        fresh = [pair for pair in dict.fromkeys(map(_ordered, pairs)) if pair not in self._odds]
        if self._weighed is not None:
            known = {pair: self._weighed.get(self._named(pair)) for pair in fresh}
            self._odds |= {pair: found for pair, found in known.items() if found is not None}
            fresh = [pair for pair in fresh if known[pair] is None]
        if fresh:
            self._tell({place for pair in fresh for place in pair})
            made = {pair: self._weigh(*pair) for pair in fresh}
            self._odds |= made
            if self._weighed is not None:
                self._weighed.update({self._named(pair): each for pair, each in made.items()})

    def _named(self, pair: tuple[int, int]) -> tuple[str, str]:
        one, other = (self._items[place]["quote_id"] for place in pair)
        return (one, other) if one <= other else (other, one)

    def score(self, first: int, second: int) -> float:
        """Return the log-odds that two items render one statement; over 0 they rather do.

        What is under `against` (odds.toml) is a bound: no pair says more than that against a statement.
        """
        self.prepare([(first, second)])
        return self._odds[_ordered((first, second))]

    def meaning(self, first: int, second: int) -> float:
        """Return the log-odds that two items render one statement, were it not known who speaks."""
        self._tell([first, second])
        return weighed(self._of_words(first, second) | {"lost": self._lost(first, second)})

    def features(self, pairs: Sequence[tuple[int, int]]) -> npt.NDArray[np.float64]:
        """Return float64 [pairs, features], the columns in the order of `align.odds.FEATURES`."""
        self._tell({place for pair in pairs for place in pair})
        rows = [self._features(first, second) for first, second in pairs]
        return np.array([[row[name] for name in FEATURES] for row in rows], dtype=np.float64).reshape(-1, len(FEATURES))

    def says(self, place: int) -> float:
        """Return how much an item says, in nats over the commonest words: equal in all languages, roughly."""
        self._tell([place])
        return self._told[place].information

    def part(self, longer: int, shorter: int) -> Span:
        """Return the span of the run of clauses of one item's cleaned text that renders the other best."""
        self._tell([longer, shorter])
        cosines = wide(self._told[longer].parts[1:]) @ wide(self._told[shorter].parts[0])
        text = self._items[longer]["clean"]
        start, end = runs(text)[int(cosines.argmax())]
        return start + len(text[start:end]) - len(text[start:end].lstrip()), end

    def one_part(self, longer: int, first: int, second: int) -> bool:
        """Whether one item renders two others with some of the same clauses."""
        (start, end), (begin, finish) = self.part(longer, first), self.part(longer, second)
        return start < finish and begin < end

    def agreement(self, first: int, second: int) -> float:
        """Return how far the two speakers agree, by `align.speakers`."""
        return agreement(self._voice(first), self._voice(second))

    def _voice(self, place: int) -> Voice:
        if place not in self._voices:
            self._voices[place] = voice(self._items[place])
        return self._voices[place]

    def beside(self, first: int, second: int) -> bool:
        """Whether two items stand in one article and are printed alike: neither is a pull-out of the other."""
        return self.one_article(first, second) and self._items[first]["kind"] == self._items[second]["kind"]

    def one_article(self, first: int, second: int) -> bool:
        """Whether two items stand in one article."""
        return bool(self._items[first]["article_id"] == self._items[second]["article_id"])

    def said_anew(self, first: int, second: int, one: HasFacts, other: HasFacts) -> bool:
        """Whether two items tell otherwise, by what is known of each, and too late to be one: surely no rendering."""
        return apart(self._days[first], self._days[second]) > _RUNNING and bool(_differing(one, other))

    def _weigh(self, first: int, second: int) -> float:
        """Return the log-odds of a pair, or a bound of them where that is under `against` already."""
        if self.said_anew(first, second, self._told[first], self._told[second]):
            return bar("against")
        row = self._of_words(first, second)
        beside = self._circumstances(first, second, UNTOLD) + most_of(*SPEAKERS)
        # What is lost never speaks for a pair, and to compare names takes longest: each is asked if it can matter.
        if (most := weighed(row) + beside) <= bar("against"):
            return most
        row["lost"] = self._lost(first, second)
        if (most := weighed(row) + beside) <= bar("against"):
            return most
        agreed = self.agreement(first, second)
        return weighed(row | _of_speakers(agreed)) + self._circumstances(first, second, agreed)

    def _features(self, first: int, second: int) -> dict[str, float]:
        lost = {"lost": self._lost(first, second)}
        return self._of_words(first, second) | lost | _of_speakers(self.agreement(first, second))

    def _of_words(self, first: int, second: int) -> dict[str, float]:
        """Return the features that are not of the speakers, without `lost`, which takes longest."""
        shorter, longer = self._by_length(first, second)
        parts = wide(longer.parts) @ wide(shorter.parts).T
        within = self._items[first]["language"] == self._items[second]["language"]
        return {
            "one_language": float(within),
            "distant_scripts": 0.0 if within else float(shorter.distant + longer.distant),
            "length": min(shorter.information / 100, 3.0),
            "part": float(parts[:, 0].max()),
            "clauses_of_shorter_across": 0.0 if within else _by_clauses(parts[1:, 1:].T, shorter.lengths),
            "clauses_of_longer": _by_clauses(parts[1:, 1:], longer.lengths),
            "utterance": float((wide(longer.said) @ wide(shorter.said[0])).max()),
            "figures_differ": float(_differ(shorter.figures, longer.figures)),
            "figures_on_one_side": float(bool(shorter.figures) != bool(longer.figures)),
        }

    def _lost(self, first: int, second: int) -> float:
        return _lost(*self._by_length(first, second))

    def _by_length(self, first: int, second: int) -> tuple[Told, Told]:
        """Return what is told of two items: of the one that says less, then of the other."""
        places = sorted((first, second), key=lambda place: (self._told[place].information, self._items[place]["clean"]))
        return self._told[places[0]], self._told[places[1]]

    def _circumstances(self, first: int, second: int, agreed: float) -> float:
        """Return the log-odds of what is stated, not learnt: days, source, figures and cities that do not agree."""
        found = -odds_lost(apart(self._days[first], self._days[second]))
        if self.one_article(first, second) or agreed < UNTOLD:
            found += _OTHERS * self._differ(first, second)
        if (
            self._sources[first]
            and self._sources[first] == self._sources[second]
            and not self.one_article(first, second)
        ):
            found += _ONE_SOURCE
        return found

    def _differ(self, first: int, second: int) -> int:
        """Return of how much two items tell otherwise: of figures, of cities, of both, or of neither."""
        return _differing(self._told[first], self._told[second])

    def _tell(self, places: Iterable[int]) -> None:
        fresh = sorted(place for place in places if place not in self._told)
        names = {place: self._items[place]["quote_id"] for place in fresh} if self._sketches else {}
        self._told |= {place: self._sketches[name] for place, name in names.items() if name in self._sketches}
        if fresh := [place for place in fresh if place not in self._told]:
            found = told([self._items[place] for place in fresh], self._utterances)
            self._told |= dict(zip(fresh, found, strict=True))


def _of_speakers(agreed: float) -> dict[str, float]:
    return {name: float(agreed == each) for name, each in SPEAKERS.items()}


def _differing(one: HasFacts, other: HasFacts) -> int:
    return _differ(one.figures, other.figures) + _differ(one.cities, other.cities)


def _differ(one: frozenset[Any], other: frozenset[Any]) -> bool:
    """Whether both have some, and none is the same."""
    return bool(one and other and not one & other)


def _by_clauses(cosines: Matrix, lengths: npt.NDArray[np.int64]) -> float:
    """Return how well the other's best run of clauses answers to each clause of one: the mean cosine by length.

    Args:
        cosines: float32 [runs of one, runs of the other], the clauses of one first.
        lengths: int64 [clauses of one], in characters.
    """
    best = cosines[: len(lengths)].max(axis=1)
    return float(best @ lengths) / max(float(lengths.sum()), 1.0)


def _lost(shorter: Told, longer: Told) -> float:
    """Return how much of the shorter text the longer does not render.

    A token is rendered as far as it is like the nearest of the other text, the mean of both taken out: what a subject
    gives to every word says nothing of the two. What is lost is summed by squares: one word that says much counts for
    more than many that say little.
    """
    count = len(shorter.words) + len(longer.words)
    if not len(shorter.words):
        return 0.0
    if not len(longer.words):
        return float(np.sqrt(((shorter.weights / 10) ** 2).sum()))
    ours, theirs = wide(shorter.words), wide(longer.words)
    # The products with the mean m of all tokens, of unit length t: (t - m)(u - m) = tu - tm - um + mm.
    own, other = (shorter.along + ours @ longer.total) / count, (longer.along + theirs @ shorter.total) / count
    middle = (shorter.total + longer.total) / count
    square = float(middle @ middle)
    lengths, their_lengths = (np.sqrt(np.maximum(1 - 2 * along + square, 1e-9)) for along in (own, other))
    cosines = ((ours @ theirs.T - other + square) - own[:, None]) / their_lengths
    lost = shorter.weights * (1 - cosines.max(axis=1) / lengths) / 10
    return float(np.sqrt(lost @ lost))


def _first(chain: Sequence[str] | None) -> str:
    return chain[0] if chain else ""


def _ordered(pair: tuple[int, int]) -> tuple[int, int]:
    return (pair[0], pair[1]) if pair[0] <= pair[1] else (pair[1], pair[0])
