"""How much a file may hold, packed and unpacked: what is asked before memory is taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

# Bytes of one article, and of a file of many.
LARGEST: Final = 10_000_000
LARGEST_COLLECTION: Final = 100_000_000

# Text packs to a tenth or a twentieth of its bytes, never to a two-hundredth; what is small may.
RATIO: Final = 200
ROOM: Final = 1_000_000

_CHUNK: Final = 1 << 18
_MOST_BYTES: Final = 400_000_000
_MOST_PARTS: Final = 100_000


class TooMuchError(ValueError):
    """A file that holds more than is taken from one: reading it ends."""


@dataclass
class Budget:
    """What may still be taken from one file, in all that is packed in it.

    Attributes:
        size: bytes, unpacked; characters of the rows of a table count as bytes.
        parts: members of archives, records of tables.
    """

    size: int = _MOST_BYTES
    parts: int = _MOST_PARTS

    def take(self, size: int) -> None:
        """Take bytes.

        Raises:
            TooMuchError: none are left.
        """
        self.require(size)
        self.size -= size

    def require(self, size: int) -> None:
        """Check that so many bytes may still be taken.

        Raises:
            TooMuchError: so many are not left.
        """
        if size > self.size:
            raise TooMuchError(f"unpacks to more than {_MOST_BYTES / 1e6:,.0f} MB. Split it, or unpack it first.")

    def take_part(self) -> None:
        """Take one member or record.

        Raises:
            TooMuchError: none are left.
        """
        self.parts -= 1
        if self.parts < 0:
            raise TooMuchError(f"holds more than {_MOST_PARTS:,} articles. Split it.")


def require_size(size: int, *, collection: bool) -> None:
    """Check how large one file or member is.

    Raises:
        ValueError: larger than one article, or one collection of them, may be.
    """
    if collection and size > LARGEST_COLLECTION:
        raise ValueError(f"{size / 1e6:,.0f} MB in one file; at most {LARGEST_COLLECTION / 1e6:,.0f} MB. Split it.")
    if not collection and size > LARGEST:
        raise ValueError(
            f"{size / 1e6:,.0f} MB in one article; at most {LARGEST / 1e6:,.0f} MB. Split it into its articles."
        )


class Readable(Protocol):
    """What gives so many bytes when asked."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


def chunks(stream: Readable) -> Iterator[bytes]:
    """Yield a stream a chunk at a time, so that its reader can stop where a limit is met."""
    while chunk := stream.read(_CHUNK):
        yield chunk
