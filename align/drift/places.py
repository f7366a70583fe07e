"""Where on the other side words would stand that it has not: the gap that neighbours, and what is missing, show."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from align.drift.types import Pair, Side

# What speaks for a gap, the greatest sum wins. Set on the training lines of DEMETR, whose words left out tell where
# they stood, by a conditional logit over the gaps of each text (McFadden 1974), and rounded.
_BESIDE: Final = 1.2  # next to the partner of the word before, or after; less where that word is farther off
_AWAY: Final = -0.16  # for each word between the gap and that partner
_AWAY_CARRYING: Final = -0.09  # the same of the nearest neighbour that says something
_FAR: Final = 8
_LIKE: Final = 1.4  # the likeness of the words on both sides to the missing ones, which speak through their neighbours
_HOLE: Final = 2.0  # a word that cannot stand alone has nothing behind it
_BETWEEN_CLAUSES: Final = 1.1
_OF_ITS_OWN: Final = 0.6  # the same where the missing words begin a clause
_CONTIGUOUS: Final = -1.1  # the words on both sides render neighbours
_STOP: Final = re.compile(r"[,.;:!?)]")

_Links = Mapping[int, tuple[int, ...]]
_Scores = npt.NDArray[np.float64]


class View(NamedTuple):
    """A pair seen from one side: `links` lead from here to there, `back` the other way.

    `likeness` is float32 [here, there].
    """

    here: Side
    there: Side
    links: _Links
    back: _Links
    likeness: npt.NDArray[np.float32]


def from_original(pair: Pair) -> View:
    """Return a pair seen from its original."""
    return View(pair.original, pair.rendering, pair.rendered, pair.renders, pair.similarity)


def from_rendering(pair: Pair) -> View:
    """Return a pair seen from its rendering."""
    return View(pair.rendering, pair.original, pair.renders, pair.rendered, pair.similarity.T)


def standing_place(view: View, places: Sequence[int]) -> int:
    """Return the offset in the other text at which words of this side would stand, by their places here."""
    there = view.there
    if not places or not there.tokens:
        return 0
    gap = int(_scores(view, places).argmax())
    if gap == 0:
        return 0
    before = there.tokens[gap - 1]
    if gap == len(there.tokens) or before.clause == there.tokens[gap].clause or _holes(there)[gap]:
        return before.end
    return there.tokens[gap].start if _starts_clause(view.here, places) else before.end


def _scores(view: View, places: Sequence[int]) -> _Scores:
    """Return float64 [gaps]: what speaks for each gap of the other side, the first before its first word."""
    there, first, last = view.there, min(places), max(places)
    scores: _Scores = np.zeros(len(there.tokens) + 1)
    for step, start in ((-1, first - 1), (1, last + 1)):
        near, carrying = _neighbour(view, start, step), _neighbour(view, start, step, carrying=True)
        away = _away(view, near, step)
        if near is not None:
            scores += _BESIDE / (1 + abs(near - start)) * (away == 0)
        scores += _AWAY * np.minimum(away, _FAR) + _AWAY_CARRYING * np.minimum(_away(view, carrying, step), _FAR)
    like = view.likeness[list(places)].max(axis=0)
    scores[1:] += _LIKE * like
    scores[:-1] += _LIKE * like
    of_its_own = _OF_ITS_OWN * _starts_clause(view.here, places)
    for gap in _between_clauses(there):
        scores[gap] += _BETWEEN_CLAUSES + of_its_own
    scores += _HOLE * _holes(there)
    for gap in range(1, len(there.tokens)):
        if any(two - one in (0, 1) for one in view.back.get(gap - 1, ()) for two in view.back.get(gap, ())):
            scores[gap] += _CONTIGUOUS
    return scores


def _neighbour(view: View, start: int, step: int, *, carrying: bool = False) -> int | None:
    """Return the nearest rendered place from `start` on, backwards or forwards, that says something if asked."""
    while 0 <= start < len(view.here.tokens):
        if start in view.links and (not carrying or view.here.carries(start)):
            return start
        start += step
    return None


def _away(view: View, neighbour: int | None, step: int) -> _Scores:
    """Return float64 [gaps]: how many words part each gap from the partner of a neighbour, or from the text's end."""
    gaps = np.arange(len(view.there.tokens) + 1)
    if neighbour is None:
        at = [0 if step < 0 else len(view.there.tokens)]
    else:
        at = [partner + (step < 0) for partner in view.links[neighbour]]
    result: _Scores = np.abs(gaps[:, None] - np.array(at)[None, :]).min(axis=1).astype(np.float64)
    return result


@lru_cache(maxsize=64)
def _between_clauses(side: Side) -> tuple[int, ...]:
    """Return the gaps at which a clause may begin: between two, before the first word and after the last."""
    clauses = [None, *(token.clause for token in side.tokens), None]
    return tuple(gap for gap, (before, after) in enumerate(pairwise(clauses)) if before != after)


@lru_cache(maxsize=64)
def _holes(side: Side) -> _Scores:
    """Return float64 [gaps]: how far a word is missing at each gap."""
    return np.array([_hole(side, gap) for gap in range(len(side.tokens) + 1)])


def _starts_clause(here: Side, places: Sequence[int]) -> bool:
    first = min(places)
    return first == 0 or here.tokens[first - 1].clause != here.tokens[first].clause


def _hole(side: Side, gap: int) -> float:
    """Return how far a word is missing at a gap: an article has no noun behind it, or a preposition nothing."""
    if gap == 0:
        return 0.0
    language = side.language
    before = side.tokens[gap - 1]
    after = side.tokens[gap] if gap < len(side.tokens) else None
    ends = after is None or bool(_STOP.search(side.text[before.end : after.start]))
    opens = after is not None and after.small in language.openers | language.prepositions
    if before.small in language.determiners:
        return 2.0 if ends or opens or (after is not None and after.small in language.determiners) else 0.0
    if before.small in language.prepositions:
        return 1.5 if ends else 1.0 if opens else 0.0
    return 0.0
