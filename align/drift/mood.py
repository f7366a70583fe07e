"""Mood: a statement that became a question, or the reverse."""

from collections.abc import Iterator

from align.drift.types import Difference, Pair, Severity, Side


def mood(pair: Pair) -> Iterator[Difference]:
    """Yield a major difference where one side asks and the other states; a fragment says nothing about it."""
    if pair.fragment or pair.rendering.kind == "indirect":
        return
    asked, asks = _asks(pair.original), _asks(pair.rendering)
    if asked != asks:
        became = "a question became a statement" if asked else "a statement became a question"
        yield Difference("mood", Severity.MAJOR, _last(pair.original), _last(pair.rendering), became)


def _asks(side: Side) -> bool:
    return side.text.rstrip(" .\"”’»'").endswith(("?", "؟", "？"))


def _last(side: Side) -> tuple[int, ...]:
    return (len(side.tokens) - 1,) if side.tokens else ()
