"""The same words: whether a rendering repeats its original, and what it cut out without saying so."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

# What is made of more stretches of another text than this, or of shorter ones, is not quoted from it.
_STRETCHES: Final = 4
_LEAST: Final = 2


class Token(NamedTuple):
    """A word of one side; `start` and `end` are offsets into that side's text.

    `clause`, `sentence` and `segment` number the stretches that punctuation, full stops and marked cuts part.
    """

    text: str
    small: str
    lemma: str
    start: int
    end: int
    clause: int
    sentence: int
    segment: int


def is_verbatim(original: Sequence[Token], rendering: Sequence[Token]) -> bool:
    """Whether a rendering has the same words in order but for marked cuts; a stretch of the original counts."""
    words = [token.small for token in original]
    at = 0
    for segment in _segments(rendering):
        found = _find(words, segment, at)
        if found is None:
            return False
        at = found + len(segment)
    return bool(rendering)


def unmarked_cut(original: Sequence[Token], rendering: Sequence[Token]) -> tuple[int, ...]:
    """Return the places left out, where the rendering is the original with one stretch gone unmarked."""
    words, others = [token.small for token in original], [token.small for token in rendering]
    if len(others) < 3 or len(others) >= len(words):
        return ()
    for start in range(len(words) - len(others)):
        shared = 0
        while shared < len(others) and words[start + shared] == others[shared]:
            shared += 1
        rest = others[shared:]
        if not shared or not rest:
            continue
        for after in range(start + shared + 1, len(words) - len(rest) + 1):
            if words[after : after + len(rest)] == rest:
                return tuple(range(start + shared, after))
    return ()


def stretches(original: Sequence[Token], rendering: Sequence[Token]) -> tuple[range, ...]:
    """Return the stretches of the original that a rendering is made of, word for word, in its order; () if it is not.

    There are at most `_STRETCHES`, each of at least `_LEAST` words; a place is used once.
    """
    words, others = [token.small for token in original], [token.small for token in rendering]
    found: list[range] = []
    at = 0
    while at < len(others):
        best = _longest(words, others, at, [place for each in found for place in each])
        if len(best) < _LEAST or len(found) == _STRETCHES:
            return ()
        found.append(best)
        at += len(best)
    return tuple(found)


def _longest(words: Sequence[str], others: Sequence[str], at: int, used: Sequence[int]) -> range:
    """Return the longest stretch of the original, used by none before, that the rendering goes on with."""
    taken = set(used)
    best = range(0)
    for start in range(len(words)):
        length = 0
        while (
            start + length < len(words)
            and at + length < len(others)
            and start + length not in taken
            and words[start + length] == others[at + length]
        ):
            length += 1
        if length > len(best):
            best = range(start, start + length)
    return best


def _segments(tokens: Sequence[Token]) -> Iterator[list[str]]:
    segment: list[str] = []
    number = tokens[0].segment if tokens else 0
    for token in tokens:
        if token.segment != number:
            yield segment
            segment, number = [], token.segment
        segment.append(token.small)
    if segment:
        yield segment


def _find(words: list[str], segment: list[str], start: int) -> int | None:
    return next(
        (at for at in range(start, len(words) - len(segment) + 1) if words[at : at + len(segment)] == segment), None
    )
