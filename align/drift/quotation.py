"""Quotation: what may stand between quotation marks, and the change from quoted to reported speech."""

from collections.abc import Iterator, Sequence

from align.drift.sameness import is_verbatim
from align.drift.types import Difference, Pair, Severity


def quotation(pair: Pair) -> Iterator[Difference]:
    """Yield the change from direct to indirect speech (neutral), and unmarked cuts and splices in quotation marks."""
    if pair.indirect:
        yield Difference("quotation", Severity.NEUTRAL, (), (), "quoted there, reported here")
        return
    limiter = lost_limiter(pair)
    if limiter:
        said = pair.original.words(limiter)
        yield Difference(
            "quotation", Severity.MAJOR, limiter, (), f"“{said}” was cut off: the rest says more than was said"
        )
        return
    if pair.spliced:
        yield _splice(pair, *pair.spliced)
    for cut in _runs(sorted(pair.cut)):
        said = pair.original.words(cut)
        carrying = sum(pair.original.carries(place) for place in cut)
        severity = Severity.MAJOR if carrying >= 3 else Severity.MINOR
        yield Difference("quotation", severity, cut, (), f"“{said}” was cut out without a mark")


def _splice(pair: Pair, first: range, second: range) -> Difference:
    at = sum(len(each) for each in pair.stretches[: pair.stretches.index(second)])
    said, joined = pair.original.words(second), pair.original.words(first)
    why = f"“{said}”, said before “{joined}”, was joined to it as if said after"
    return Difference("quotation", Severity.MAJOR, tuple(second), tuple(range(at, at + len(second))), why)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the runs of places that follow each other."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield tuple(run)
            run = []
        run.append(place)
    if run:
        yield tuple(run)


def lost_limiter(pair: Pair) -> tuple[int, ...]:
    """Return the words cut off a sentence that is repeated as a whole one, if they limit what it says, else ().

    "Only the court can decide" is not "The court can decide". A fragment in small letters may be any part.
    """
    if pair.fragment or pair.rendering.kind == "indirect" or not pair.one_language:
        return ()
    if not is_verbatim(pair.original.tokens, pair.rendering.tokens):
        return ()
    words = [token.small for token in pair.original.tokens]
    length = len(pair.rendering.tokens)
    start = next(
        (
            at
            for at in range(len(words) - length + 1)
            if words[at : at + length] == [t.small for t in pair.rendering.tokens]
        ),
        None,
    )
    if start is None:
        return ()
    sentences = {pair.original.tokens[place].sentence for place in range(start, start + length)}
    cut = [
        place
        for place, token in enumerate(pair.original.tokens)
        if token.sentence in sentences and not start <= place < start + length
    ]
    limits = [place for place in cut if words[place] in pair.original.language.limiters]
    before = tuple(place for place in cut if place < start)
    return (before if any(place in before for place in limits) else tuple(limits)) if limits else ()
