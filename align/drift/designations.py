"""Designations: the figure in the name of a thing ("Covid-19", "F-16", "G7") that became another."""

import re
from collections.abc import Iterator
from typing import Final

from anyascii import anyascii

from align.drift.types import Difference, Pair, Severity, Side

# Letters with a capital among them, and a figure that a hyphen at most parts from them.
_DESIGNATION: Final = re.compile(r"(?<![^\W_])([A-Za-zА-Яа-яЁё]{1,12})[-‐–]?(\d{1,4})(?![\d.,]*\d)(?![A-Za-z])")
_CERTAINTY: Final = 0.9

_Named = tuple[str, str, tuple[int, ...]]


def number_in_designation(pair: Pair) -> Iterator[Difference]:
    """Yield a critical difference of a number for each designation of which only the letters are left."""
    theirs = [each for each in _designations(pair.original) if set(each[2]) <= pair.scope]
    ours = list(_designations(pair.rendering))
    known = {each[:2] for each in theirs} & {each[:2] for each in ours}
    for letters, figure, places in theirs:
        if (letters, figure) in known:
            continue
        new = next((each for each in ours if each[0] == letters and each[:2] not in known), None)
        if new is not None:
            ours.remove(new)
            said, says = pair.original.words(places), pair.rendering.words(new[2])
            why = f"“{said}” became “{says}”: another one by its figure"
            yield Difference("number", Severity.CRITICAL, places, new[2], why, _CERTAINTY)


def _designations(side: Side) -> Iterator[_Named]:
    """Yield (letters as they are compared, figure, places) for each designation of a side."""
    for found in _DESIGNATION.finditer(side.text):
        letters, figure = found.groups()
        places = tuple(
            place for place, token in enumerate(side.tokens) if token.start < found.end() and token.end > found.start()
        )
        if places and any(letter.isupper() for letter in letters):
            yield anyascii(letters).casefold(), figure, places
