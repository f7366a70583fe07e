"""Order: the same words, arranged to say something else."""

from collections.abc import Iterator
from typing import Final

from align.drift.naming import names
from align.drift.sameness import is_verbatim
from align.drift.types import Difference, Pair, Severity, Side

# By so much two names must be more like their own partners than like each other's, to be said to have changed places.
_SURER: Final = 0.3
_SURER_ACROSS: Final = 0.15
# Names that changed places may stand beside each other in a title, and not round what one did.
_CERTAINTY: Final = 0.8


def order(pair: Pair) -> Iterator[Difference]:
    """Yield one difference where both sides have the same words, or the same names round a verb, in another order.

    A block that moved ("In May prices rose", "Prices rose in May") is minor, and so are words round an "and"; words
    that changed places among words that stayed ("Rome thanked Paris", "Paris thanked Rome") are major. Names are told
    to have changed places in languages that put the one who acts before the verb, and not where the voice changed too.
    """
    if pair.one_language and is_verbatim(pair.original.tokens, pair.rendering.tokens):
        return
    ours, theirs = ([token.small for token in side.tokens] for side in (pair.original, pair.rendering))
    if pair.one_language and ours and sorted(ours) == sorted(theirs):
        yield _rearranged(pair, ours, theirs)
    else:
        yield from _exchanged(pair)


def _rearranged(pair: Pair, ours: list[str], theirs: list[str]) -> Difference:
    everything = tuple(range(len(ours)))
    moved = [place for place in everything if ours[place] != theirs[place]]
    rotated = any(ours[start:] + ours[:start] == theirs for start in everything)
    between = {ours[place] for place in range(min(moved, default=0), max(moved, default=-1) + 1) if place not in moved}
    coordinated = bool(between) and between <= pair.original.language.coordinators
    if rotated or coordinated or len(moved) > max(2, len(ours) // 2):
        why = "the same words in another order"
        return Difference("order", Severity.MINOR, everything, everything, why)
    said, says = pair.original.words(moved[:1]), pair.rendering.words(moved[:1])
    why = f"“{says}” stands where “{said}” stood: the words changed places"
    return Difference("order", Severity.MAJOR, tuple(moved), tuple(moved), why)


def _exchanged(pair: Pair) -> Iterator[Difference]:
    """Yield the first two names that changed places round a verb that stands between them on both sides."""
    if not (pair.original.language.agents and pair.rendering.language.agents):
        return
    named = _named(pair)
    surer = _SURER if pair.one_language else _SURER_ACROSS
    for first, there in named:
        for second, here in named:
            if not (first < second and here < there) or _swapped(pair, first, second, here, there) < surer:
                continue
            if not _has_verb_between(pair, first, second, here, there):
                continue
            if _is_passive(pair.original, first, second) != _is_passive(pair.rendering, here, there):
                continue
            said, says = pair.original.words([first]), pair.rendering.words([here])
            why = f"“{says}” stands where “{said}” stood: who did it, and to whom, changed places"
            yield Difference("order", Severity.MAJOR, (first, second), (here, there), why, _CERTAINTY)
            return


def _named(pair: Pair) -> list[tuple[int, int]]:
    """Return the links of names, in order: capitals on both sides that one side at least uses for a name."""
    theirs, ours = (_name_places(side) for side in (pair.original, pair.rendering))
    original, rendering = pair.original.tokens, pair.rendering.tokens
    return sorted(
        (place, partner)
        for place, partner in pair.links
        if (place in theirs or partner in ours)
        and _may_be_named(pair.original, place)
        and _may_be_named(pair.rendering, partner)
        and (not pair.one_language or original[place].small == rendering[partner].small)
    )


def _name_places(side: Side) -> frozenset[int]:
    return frozenset(place for found in names(side) for place in found.places)


def _may_be_named(side: Side, place: int) -> bool:
    return not side.language.spaced or (side.tokens[place].text[0].isupper() and side.carries(place))


def _swapped(pair: Pair, first: int, second: int, here: int, there: int) -> float:
    """Return how much more two names are like their partners than like each other's."""
    likeness = pair.similarity
    return float(likeness[first, there] + likeness[second, here] - likeness[first, here] - likeness[second, there]) / 2


def _has_verb_between(pair: Pair, first: int, second: int, here: int, there: int) -> bool:
    """Whether a word that says something, and is no name, stands between on both sides and renders itself."""
    apart = {pair.original.tokens[place].sentence for place in (first, second)}
    if len(apart) > 1 or pair.rendering.tokens[here].sentence != pair.rendering.tokens[there].sentence:
        return False
    if any(token.small in pair.original.language.coordinators for token in pair.original.tokens[first:second]):
        return False
    return any(
        here < partner < there and pair.rendering.carries(partner) and not pair.original.tokens[place].text.istitle()
        for place in range(first + 1, second)
        if pair.original.carries(place)
        for partner in pair.rendered.get(place, ())
    )


def _is_passive(side: Side, first: int, second: int) -> bool:
    """Whether one who is acted upon stands first: a word for the agent stands between two names."""
    return any(token.small in side.language.agents for token in side.tokens[first:second])
