"""Cues of one or more words in a side: where a list of a language file applies."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from align.drift.types import Pair, Side


@dataclass(frozen=True)
class Cue:
    """Words of a side that belong to a class of its language file."""

    kind: str
    places: tuple[int, ...]


def cues(side: Side, classes: Mapping[str, str]) -> Iterator[Cue]:
    """Yield the cues of a side in order, the longest at a place; `classes` maps a cue's words to its class."""
    longest = max((cue.count(" ") + 1 for cue in classes), default=1)
    place = 0
    while place < len(side.tokens):
        for length in range(min(longest, len(side.tokens) - place), 0, -1):
            words = " ".join(token.small for token in side.tokens[place : place + length])
            if words in classes:
                yield Cue(classes[words], tuple(range(place, place + length)))
                place += length - 1
                break
        place += 1


@dataclass(frozen=True)
class Matching:
    """Cues of both sides held against each other: those without a like, and unlike ones that render each other."""

    lost: tuple[Cue, ...]
    gained: tuple[Cue, ...]
    changed: tuple[tuple[Cue, Cue], ...]


def matched(pair: Pair, original: Iterable[Cue], rendering: Iterable[Cue]) -> Matching:
    """Pair the cues of two sides: like with like (linked before merely present), then unlike ones that are linked."""
    left, right = list(original), list(rendering)
    for linked in (True, False):
        for cue in list(left):
            partner = next(
                (other for other in right if other.kind == cue.kind and (not linked or are_linked(pair, cue, other))),
                None,
            )
            if partner is not None:
                left.remove(cue)
                right.remove(partner)
    changed = []
    for cue in list(left):
        partner = next((other for other in right if are_linked(pair, cue, other)), None)
        if partner is not None:
            left.remove(cue)
            right.remove(partner)
            changed.append((cue, partner))
    return Matching(tuple(left), tuple(right), tuple(changed))


def are_linked(pair: Pair, cue: Cue, other: Cue) -> bool:
    """Whether any word of one cue is aligned with a word of the other."""
    return any(partner in other.places for place in cue.places for partner in pair.rendered.get(place, ()))
