"""One sign of translation or relay, before it is a row of the signs table."""

from typing import NamedTuple


class Sign(NamedTuple):
    """A sign at [start, end); `language` is the one that it points to as the source, None where it points to none."""

    sign: str
    start: int
    end: int
    evidence: str
    language: str | None = None
