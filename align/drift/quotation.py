"""Quotation: what may stand between quotation marks, and the change from quoted to reported speech."""

from collections.abc import Iterator

from align.drift.types import Difference, Pair, Severity


def quotation(pair: Pair) -> Iterator[Difference]:
    """Yield the change from direct to indirect speech (neutral), and an unmarked cut inside quotation marks."""
    if pair.indirect:
        yield Difference("quotation", Severity.NEUTRAL, (), (), "quoted there, reported here")
        return
    cut = tuple(sorted(pair.cut))
    if cut:
        said = pair.original.words(cut)
        carrying = sum(pair.original.carries(place) for place in cut)
        severity = Severity.MAJOR if carrying >= 3 else Severity.MINOR
        yield Difference("quotation", severity, cut, (), f"“{said}” was cut out without a mark")
