"""Quotation: what may stand between quotation marks, and the change from quoted to reported speech."""

from collections.abc import Iterator, Sequence

from align.drift.types import Difference, Pair, Severity, Token


def quotation(pair: Pair) -> Iterator[Difference]:
    """Yield the change from direct to indirect speech (neutral), and an unmarked cut inside quotation marks."""
    if pair.indirect:
        yield Difference("quotation", Severity.NEUTRAL, (), (), "quoted there, reported here")
        return
    if pair.rendering.kind == "indirect" or not pair.one_language:
        return
    cut = unmarked_cut(pair.original.tokens, pair.rendering.tokens)
    if cut:
        said = pair.original.words(cut)
        carrying = sum(pair.original.carries(place) for place in cut)
        severity = Severity.MAJOR if carrying >= 3 else Severity.MINOR
        yield Difference("quotation", severity, cut, (), f"“{said}” was cut out without a mark")


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
