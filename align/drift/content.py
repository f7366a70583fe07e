"""Omission, addition and wording: what is left once every more specific check has spoken."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from align.drift.hearing import heard_at
from align.drift.naming import is_common, names
from align.drift.quantities import quantities
from align.drift.types import Difference, Pair, Severity, Side

# How much of a word's best likeness in its pair must be reached for it to be answered a little, and wholly.
_ANSWERED: Final = (-0.3, 0.6)
# The best likeness that is reckoned with, whatever the pair: words of two scripts are less alike than one word twice.
_USUAL: Final = (0.3, 0.8)
# A word answered less than this is missed, whatever the aligner links it to.
_MISSED: Final = 0.6
# A word of another language that is answered less than this renders its partner loosely.
_LOOSE: Final = 0.97
# The most that one word says: a word of many pieces has its endings among them.
_MOST: Final = 12.0
# How many nats go without saying, as an article or a "very", and after how many more the claim is another one.
_SLIGHT: Final = 6.0
_CLAIM: Final = 24.0
_ALIKE: Final = 0.1
_Run = tuple[int, ...]


def omission(pair: Pair) -> Iterator[Difference]:
    """Yield the runs of words of the original, inside its scope, that nothing renders.

    How certain it is that the claim is another one without them follows from what they say (in nats, by how rare their
    pieces are), less as far as any word on the other side answers them.
    """
    for run, counterpart in _gaps(pair, missed=True):
        if run and not counterpart:
            said = pair.original.words(run)
            sure = certainty(pair, run, there=False)
            yield Difference("omission", Severity.MAJOR, run, (), f"“{said}” is gone", sure)


def addition(pair: Pair) -> Iterator[Difference]:
    """Yield the runs of words of the rendering that render nothing, as certain as `omission` has it."""
    for run, counterpart in _gaps(pair, missed=True):
        if counterpart and not run:
            says = pair.rendering.words(counterpart)
            sure = certainty(pair, counterpart, there=True)
            yield Difference("addition", Severity.MAJOR, (), counterpart, f"“{says}” was added", sure)


def certainty(pair: Pair, run: Sequence[int], *, there: bool) -> float:
    """Return how certain it is, 0 to 1, that words that nothing answers change the claim; `there` in the rendering."""
    information = pair.information[int(there)]
    open_ = 1 - answered(pair)[int(there)]
    side = pair.rendering if there else pair.original
    said = sum(min(_MOST, float(information[place])) * float(open_[place]) for place in run if side.carries(place))
    return min(1.0, max(0.0, (said - _SLIGHT) / _CLAIM))


@lru_cache(maxsize=64)
def answered(pair: Pair) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return for each word of both sides, 0 to 1, how far any word of the other side answers it.

    A word is measured by how alike the words of its pair are to their best counterparts, the median of both sides.
    """
    if not pair.similarity.size:
        return np.zeros(len(pair.original.tokens)), np.zeros(len(pair.rendering.tokens))
    best = pair.similarity.max(axis=1).astype(np.float64), pair.similarity.max(axis=0).astype(np.float64)
    sides = (pair.original, pair.rendering)
    carrying = [
        float(values[place])
        for side, values in zip(sides, best, strict=True)
        for place in range(len(values))
        if side.carries(place)
    ]
    usual = float(np.clip(np.median(carrying), *_USUAL)) if carrying else _USUAL[0]
    low, high = (share * usual for share in _ANSWERED)
    ours, theirs = (
        np.clip((_of_its_own(likeness) - low) / (high - low), 0.0, 1.0)
        for likeness in (pair.similarity, pair.similarity.T)
    )
    for values, here, there in ((ours, pair.original, pair.rendering), (theirs, pair.rendering, pair.original)):
        values[list(_counted(here, there))] = 1.0
    if not pair.one_language:
        for values, own, here, there in (
            (theirs, ours, pair.original, pair.rendering),
            (ours, theirs, pair.rendering, pair.original),
        ):
            for place, signs in _written_by_sound(here, there):
                own[place] = 1.0
                values[list(signs)] = 1.0
    return ours, theirs


def _counted(here: Side, there: Side) -> Iterator[int]:
    """Yield the places of a side's quantities that the other side has too, in however many words: "1.5 million"."""
    known = {value for quantity in quantities(there) for value in quantity.values}
    for quantity in quantities(here):
        if known.intersection(quantity.values):
            yield from quantity.places


def _written_by_sound(here: Side, there: Side) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each word of a name with the places of the signs that write it in a script without letters.

    Such signs mean something else by themselves, and are like no word of the other side.
    """
    if there.language.code not in ("zh", "ja") or not here.language.spaced:
        return
    for found in names(here):
        for place in found.places:
            if is_common(here, place):
                continue
            span = heard_at(here.tokens[place].text, there)
            if span is not None:
                signs = (at for at, token in enumerate(there.tokens) if token.start < span[1] and token.end > span[0])
                yield place, tuple(signs)


def _of_its_own(likeness: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Return float64 [words]: the most that a word is like any counterpart, less as far as another word is liker it.

    Words lend their neighbours some of their likeness: what a counterpart renders already it renders no second time.
    """
    if len(likeness) > 1:
        second, first = np.partition(likeness, -2, axis=0)[-2:]
    else:
        first, second = likeness[-1], np.full_like(likeness[-1], -1.0)
    rival = np.where(likeness >= first, second, first)
    result: npt.NDArray[np.float64] = (likeness - np.maximum(0.0, rival - likeness)).max(axis=1).astype(np.float64)
    return result


def wording(pair: Pair) -> Iterator[Difference]:
    """Yield the words exchanged for others of the same meaning, or across languages those that render loosely."""
    yield from _other_words(pair) if pair.one_language else _loose_words(pair)


def _other_words(pair: Pair) -> Iterator[Difference]:
    for place, partner in sorted(pair.links):
        old, new = pair.original.tokens[place], pair.rendering.tokens[partner]
        if old.small == new.small or place not in pair.scope:
            continue
        if pair.original.carries(place) and pair.rendering.carries(partner):
            said, says = pair.original.words([place]), pair.rendering.words([partner])
            severity = Severity.NEUTRAL if old.lemma == new.lemma else Severity.MINOR
            yield Difference("wording", severity, (place,), (partner,), f"“{said}” became “{says}”: another word")
    for run, counterpart in _gaps(pair, missed=False):
        if run and counterpart:
            said, says = pair.original.words(run), pair.rendering.words(counterpart)
            yield Difference("wording", Severity.MINOR, run, counterpart, f"“{said}” became “{says}”: other words")


def _loose_words(pair: Pair) -> Iterator[Difference]:
    """Yield the words of two languages that only stand in for each other, or answer each other little."""
    for run, counterpart in _gaps(pair, missed=True):
        if run and counterpart:
            yield _loose(pair, run, counterpart)
    _, theirs = answered(pair)
    for partner, places in sorted(pair.renders.items()):
        within = tuple(place for place in places if place in pair.scope)
        if within and theirs[partner] < _LOOSE and pair.rendering.carries(partner):
            yield _loose(pair, within, (partner,))


def _loose(pair: Pair, run: _Run, counterpart: _Run) -> Difference:
    said, says = pair.original.words(run), pair.rendering.words(counterpart)
    return Difference("wording", Severity.MINOR, run, counterpart, f"“{says}” renders “{said}” loosely, if it does")


def _gaps(pair: Pair, *, missed: bool) -> Iterator[tuple[_Run, _Run]]:
    """Yield the stretches without links, as (run of the original, run of the rendering) that face each other.

    With `missed`, a word linked to one that does not answer it counts as one without a link.
    Two runs face each other when they stand in clauses that are aligned: one clause said in other words is no omission
    with an addition.
    """
    linked = set(pair.rendered), set(pair.renders)
    if missed:
        ours, theirs = answered(pair)
        linked = (
            {place for place in linked[0] if ours[place] >= _MISSED or not pair.original.carries(place)},
            {place for place in linked[1] if theirs[place] >= _MISSED or not pair.rendering.carries(place)},
        )
    left = list(_unlinked(pair.original, linked[0], pair.scope))
    right = list(_unlinked(pair.rendering, linked[1], frozenset(range(len(pair.rendering.tokens)))))
    for run in left:
        facing = next((other for other in right if _facing(pair, run, other)), None)
        if facing is not None:
            right.remove(facing)
        yield run, facing or ()
    for run in right:
        yield (), run


def _unlinked(side: Side, linked: set[int], scope: frozenset[int]) -> Iterator[_Run]:
    """Yield runs of unlinked words of a clause that say something, function words inside them included."""
    run: list[int] = []
    for place, token in enumerate(side.tokens):
        free = place not in linked and place in scope
        if run and (not free or token.clause != side.tokens[run[-1]].clause):
            yield from _carrying(side, run)
            run = []
        if free:
            run.append(place)
    yield from _carrying(side, run)


def _carrying(side: Side, run: Sequence[int]) -> Iterator[_Run]:
    carrying = [place for place in run if side.carries(place)]
    if carrying:
        yield tuple(range(carrying[0], carrying[-1] + 1))


def _facing(pair: Pair, run: _Run, other: _Run) -> bool:
    """Whether two runs stand in clauses of which most links lead from one to the other."""
    clause = pair.original.tokens[run[0]].clause
    there = pair.rendering.tokens[other[0]].clause
    partners = [
        pair.rendering.tokens[second].clause
        for first, second in pair.links
        if pair.original.tokens[first].clause == clause
    ]
    if not partners or partners.count(there) < 0.5 * len(partners):
        return False
    return are_alike(pair, run, other)


def are_alike(pair: Pair, run: _Run, other: _Run) -> bool:
    """Whether two runs can be one claim in other words: a lone word must be like a lone word, phrases need not be."""
    return max(len(run), len(other)) > 1 or float(pair.similarity[run[0], other[0]]) >= _ALIKE
