"""Opposition: a word in whose place stands one that means the reverse."""

from collections.abc import Iterator
from typing import Final

from align.drift.cues import Cue, are_facing, are_linked, is_rendered_at_all, unlike
from align.drift.ends import are_opposites, are_reversed, ends, is_converse
from align.drift.negation import denials
from align.drift.types import Difference, Pair, Severity, Side

# A denial reaches so many of the words that say something beside it.
_REACH: Final = 2
# The share of a clause's links that lead to the clause of an opposite.
_SHARED: Final = 0.5
# Across languages the words of a pair are told less surely than within one.
_ACROSS: Final = 0.8


def opposition(pair: Pair) -> Iterator[Difference]:
    """Yield a critical difference for each pair of opposites in one place.

    Opposites are the two ends of a scale ("rise", "sinken"), in one language or across, or in one language those of a
    list and words that a prefix turns round. An end that the other side has too is no opposite, wherever it stands; nor
    is one that is denied on one side alone, nor "A won", "B lost" of the same two.
    """
    theirs = [cue for cue in ends(pair.original) if set(cue.places) <= pair.scope]
    left, right = unlike(pair, theirs, ends(pair.rendering))
    seen: set[int] = set()
    for old in left:
        new = next((cue for cue in right if are_reversed(old, cue) and _are_in_one_place(pair, old, cue)), None)
        if new is None or _is_denied(pair.original, old) != _is_denied(pair.rendering, new):
            continue
        if not is_converse(pair, old, new):
            seen.update(old.places)
            right.remove(new)
            yield _reversed(pair, old.places, new.places)
    if pair.one_language:
        for place, partner in sorted(pair.links):
            said, says = pair.original.tokens[place], pair.rendering.tokens[partner]
            if place in pair.scope - seen and are_opposites(said, says, pair.original.language):
                yield _reversed(pair, (place,), (partner,))


def _are_in_one_place(pair: Pair, old: Cue, new: Cue) -> bool:
    if are_linked(pair, old, new) or are_facing(pair, old, new):
        return True
    if any((place, partner) in pair.standing for place in old.places for partner in new.places):
        return True
    # An opposite is seldom aligned with what it replaced.
    return not is_rendered_at_all(pair, old, new) and _clauses_answer(pair, old.places[0], new.places[0])


def _clauses_answer(pair: Pair, place: int, partner: int) -> bool:
    """Whether most of what the clause of a word is aligned with stands in the clause of another word, both ways."""
    clause, there = pair.original.tokens[place].clause, pair.rendering.tokens[partner].clause
    carried = [
        (pair.original.tokens[first].clause, pair.rendering.tokens[second].clause)
        for first, second in pair.links
        if pair.original.carries(first) or pair.rendering.carries(second)
    ]
    both = carried.count((clause, there))
    ours = sum(first == clause for first, _ in carried)
    theirs = sum(second == there for _, second in carried)
    return both >= _SHARED * max(ours, theirs) and both > 0


def _is_denied(side: Side, cue: Cue) -> bool:
    """Whether an end is turned round by a denial, or by "less" beside it: "less frequent" is rarer."""
    less = any(
        "amount-" in other.kinds and other is not cue and 0 < cue.places[0] - other.places[-1] <= 1
        for other in ends(side)
    )
    return less != any(each.kind != "answer?" and set(each.denied[:_REACH]) & set(cue.places) for each in denials(side))


def _reversed(pair: Pair, places: tuple[int, ...], partners: tuple[int, ...]) -> Difference:
    said, says = pair.original.words(places), pair.rendering.words(partners)
    why = f"“{said}” became “{says}”: the reverse was said"
    certainty = 1.0 if pair.one_language else _ACROSS
    return Difference("opposition", Severity.CRITICAL, places, partners, why, certainty)
