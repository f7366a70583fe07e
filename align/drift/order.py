"""Order: the same words, arranged to say something else."""

from collections.abc import Iterator

from align.drift.sameness import is_verbatim
from align.drift.types import Difference, Pair, Severity


def order(pair: Pair) -> Iterator[Difference]:
    """Yield one difference where both sides have the same words in another order.

    A block that moved ("In May prices rose", "Prices rose in May") is minor; words that changed places among words that
    stayed ("Rome thanked Paris", "Paris thanked Rome") are major.
    """
    if not pair.one_language or is_verbatim(pair.original.tokens, pair.rendering.tokens):
        return
    ours, theirs = ([token.small for token in side.tokens] for side in (pair.original, pair.rendering))
    if sorted(ours) != sorted(theirs) or not ours:
        return
    everything = tuple(range(len(ours)))
    moved = [place for place in everything if ours[place] != theirs[place]]
    rotated = any(ours[start:] + ours[:start] == theirs for start in everything)
    if rotated or len(moved) > max(2, len(ours) // 2):
        why = "the same words in another order"
        yield Difference("order", Severity.MINOR, everything, everything, why)
        return
    said, says = pair.original.words(moved[:1]), pair.rendering.words(moved[:1])
    why = f"“{says}” stands where “{said}” stood: the words changed places"
    yield Difference("order", Severity.MAJOR, tuple(moved), tuple(moved), why)
