"""What goes with the bytes of a file while it is read: columns, limits, and how deep in archives it stands."""

from dataclasses import dataclass, field, replace
from typing import Final, Self

from seeds.formats.columns import Columns
from seeds.formats.limits import Budget

# An archive may hold archives; these no more.
DEEPEST: Final = 2


@dataclass(frozen=True)
class Reading:
    """One file's reading.

    Attributes:
        columns: those that the user named.
        budget: what may still be unpacked; shared by all that is nested in the file.
        depth: archives around these bytes.
        unpacked: whether these bytes came straight out of a compressed stream.
    """

    columns: Columns = field(default_factory=Columns)
    budget: Budget = field(default_factory=Budget)
    depth: int = 0
    unpacked: bool = False

    def deeper(self) -> Self:
        """Return the reading of a member of an archive."""
        return replace(self, depth=self.depth + 1, unpacked=False)

    def decompressed(self) -> Self:
        """Return the reading of what a compressed stream holds."""
        return replace(self, unpacked=True)
