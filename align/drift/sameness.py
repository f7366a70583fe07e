"""The same words: whether a rendering repeats its original, and what it cut out without saying so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Token:
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
