"""What a file is written from: bytes, or text in pieces, so that a great report is never in memory as one string."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

Content: TypeAlias = bytes | Iterable[str]

# Characters that are encoded and written at once: each piece by itself would take longer than making it.
_AT_ONCE: Final = 1 << 18


def encoded(content: Content) -> Iterator[bytes]:
    """Yield content in stretches of UTF-8; half of a surrogate pair, which it cannot hold, is written as its escape."""
    if isinstance(content, bytes):
        yield content
        return
    held: list[str] = []
    size = 0
    for piece in content:
        held.append(piece)
        size += len(piece)
        if size >= _AT_ONCE:
            yield _encoded(held)
            held, size = [], 0
    yield _encoded(held)


def _encoded(pieces: list[str]) -> bytes:
    return "".join(pieces).encode("utf-8", "backslashreplace")
