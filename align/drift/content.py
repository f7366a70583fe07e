"""Omission, addition and wording: what is left once every more specific check has spoken."""

from collections.abc import Iterator, Sequence
from typing import Final

from align.drift.types import Difference, Pair, Severity, Side

# A run of this many words that say something is a claim of its own; a shorter one is a shade.
_CLAIM: Final = 4
_ALIKE: Final = 0.1
_Run = tuple[int, ...]


def omission(pair: Pair) -> Iterator[Difference]:
    """Yield the runs of words of the original, inside its scope, that nothing renders."""
    for run, counterpart in _gaps(pair):
        if run and not counterpart:
            said = pair.original.words(run)
            yield Difference("omission", _weight(pair.original, run), run, (), f"“{said}” is gone")


def addition(pair: Pair) -> Iterator[Difference]:
    """Yield the runs of words of the rendering that render nothing."""
    for run, counterpart in _gaps(pair):
        if counterpart and not run:
            says = pair.rendering.words(counterpart)
            yield Difference("addition", _weight(pair.rendering, counterpart), (), counterpart, f"“{says}” was added")


def wording(pair: Pair) -> Iterator[Difference]:
    """Yield the words exchanged for others of the same meaning; across languages every word is, and none is shown."""
    if not pair.one_language:
        return
    for place, partner in sorted(pair.links):
        old, new = pair.original.tokens[place], pair.rendering.tokens[partner]
        if old.small == new.small or place not in pair.scope:
            continue
        if pair.original.carries(place) and pair.rendering.carries(partner):
            said, says = pair.original.words([place]), pair.rendering.words([partner])
            severity = Severity.NEUTRAL if old.lemma == new.lemma else Severity.MINOR
            yield Difference("wording", severity, (place,), (partner,), f"“{said}” became “{says}”: another word")
    for run, counterpart in _gaps(pair):
        if run and counterpart:
            said, says = pair.original.words(run), pair.rendering.words(counterpart)
            yield Difference("wording", Severity.MINOR, run, counterpart, f"“{said}” became “{says}”: other words")


def _gaps(pair: Pair) -> Iterator[tuple[_Run, _Run]]:
    """Yield the stretches without links, as (run of the original, run of the rendering) that face each other.

    Two runs face each other when they stand in clauses that are aligned: one clause said in other words is no omission
    with an addition.
    """
    left = list(_unlinked(pair.original, set(pair.rendered), pair.scope))
    right = list(_unlinked(pair.rendering, set(pair.renders), frozenset(range(len(pair.rendering.tokens)))))
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


def _weight(side: Side, run: _Run) -> Severity:
    return Severity.MAJOR if sum(side.carries(place) for place in run) >= _CLAIM else Severity.MINOR
