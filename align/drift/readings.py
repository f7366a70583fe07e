"""What the readers of numbers and dates pass to each other: a stretch of text and the values that it may have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """A number or a date in a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        values: what it can stand for; several where the writing leaves it open, as 4/5 does.
        kind: "number", "ordinal", "loose" (twice, both), "vague" (dozens), "time", "month", "weekday",
            "relative" (tomorrow), "relative year" (next year), "relative month" or "relative week".
        sure: whether its loss by itself is a drift; a word like "one", "first" or "half" comes and goes in translation.
        unit: its unit where the writing itself gives one, else "".
    """

    start: int
    end: int
    values: tuple[float, ...]
    kind: str = "number"
    sure: bool = True
    unit: str = ""


def without_overlaps(found: Iterable[Reading]) -> Iterator[Reading]:
    """Yield readings in the order of the text; of two that overlap, the one that came first in `found` is kept."""
    kept: list[Reading] = []
    taken: set[int] = set()
    for reading in found:
        places = range(reading.start, reading.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(reading)
    yield from sorted(kept, key=lambda reading: reading.start)
