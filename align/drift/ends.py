"""The ends of scales: "rise" and "fall", "before" and "after", in any language and across them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from align.drift.cues import Cue, cues
from align.drift.sameness import Token
from align.drift.types import Pair, Side
from align.languages import Language

_OTHER: Final = {"+": "-", "-": "+"}
# Who is at one end of these has another at the other: "A won against B" is "B lost to A".
_CONVERSE: Final = frozenset({"sequence", "winning", "buying", "foreign_trade", "amount"})


@lru_cache(maxsize=64)
def ends(side: Side) -> tuple[Cue, ...]:
    """Return the words of a side that stand at an end of a scale, in order; the kind of each names scale and end."""
    return tuple(sorted(_ends(side), key=lambda cue: cue.places))


def _ends(side: Side) -> Iterator[Cue]:
    known = side.language.ends
    taken: set[int] = set()
    for cue in cues(side, known):
        taken.update(cue.places)
        yield cue
    for place, token in enumerate(side.tokens):
        if place not in taken and token.lemma in known:
            yield Cue(known[token.lemma], (place,))


def are_reversed(one: Cue, other: Cue) -> bool:
    """Whether two cues stand at the two ends of one scale, and at no end together."""
    turned = {f"{kind[:-1]}{_OTHER[kind[-1]]}" for kind in one.kinds}
    return bool(turned & other.kinds) and not one.kinds & other.kinds


def is_converse(pair: Pair, one: Cue, other: Cue) -> bool:
    """Whether two ends of one scale say the same because what stands round them changed places as well."""
    if not {kind[:-1] for kind in one.kinds} & _CONVERSE:
        return False
    before = [
        (second < other.places[0], first < one.places[0])
        for first, second in pair.links
        if first not in one.places and second not in other.places and pair.original.carries(first)
    ]
    ours = [here for here, there in before if there]
    theirs = [there for here, there in before if here]
    return any(side and sum(side) * 2 < len(side) for side in (ours, theirs))


def are_opposed(here: Side, place: int, there: Side, partner: int) -> bool:
    """Whether the words at two places, one of each side, cannot both be true of one thing."""
    one = _by_place(here).get(place)
    other = _by_place(there).get(partner) if one else None
    if one and other and are_reversed(one, other):
        return True
    return here.language.code == there.language.code and are_opposites(
        here.tokens[place], there.tokens[partner], here.language
    )


def are_same_end(here: Side, place: int, there: Side, partner: int) -> bool:
    """Whether the words at two places, one of each side, stand at one end of a scale."""
    one, other = _by_place(here).get(place), _by_place(there).get(partner)
    return bool(one and other and one.kinds & other.kinds)


@lru_cache(maxsize=64)
def _by_place(side: Side) -> Mapping[int, Cue]:
    return {place: cue for cue in ends(side) for place in cue.places}


def are_opposites(old: Token, new: Token, language: Language) -> bool:
    """Whether two words of one language are opposites by its list, or by a prefix that turns a word round."""
    if old.small == new.small:
        return False
    return any(
        _are_opposites(one, other, language) for one in {old.small, old.lemma} for other in {new.small, new.lemma}
    )


@lru_cache(maxsize=65_536)
def _are_opposites(one: str, other: str, language: Language) -> bool:
    if frozenset({one, other}) in language.opposites:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in language.prefixes)
