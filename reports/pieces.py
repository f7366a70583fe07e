"""A long text made of pieces, written as bytes: as one string it takes twice the room, and its pieces as much again."""

from collections.abc import Iterable
from io import BytesIO


def encoded(pieces: Iterable[str]) -> bytes:
    """Return pieces as one text in UTF-8; half of a surrogate pair, which it cannot hold, is written as its escape."""
    written = BytesIO()
    for piece in pieces:
        written.write(piece.encode("utf-8", "backslashreplace"))
    return written.getvalue()
