"""Mood: a statement that became a question, or the reverse."""

import re
from collections.abc import Iterator
from typing import Final

from align.drift.types import Difference, Pair, Severity, Side

_MARK: Final = re.compile(r"[?؟？]")
_END: Final = " .!。！…\"”’»'「」『』“„‚«()）（"
# How certain a question is that no mark shows, and the fewest words of one.
_UNMARKED: Final = 0.8
_LEAST: Final = 3
_SENTENCE: Final = re.compile(r"[^.!?。！？؟]*[.!?。！？؟]*")


def mood(pair: Pair) -> Iterator[Difference]:
    """Yield a major difference where one side asks and the other states; a fragment says nothing about it."""
    if pair.fragment or pair.rendering.kind == "indirect":
        return
    asked, asks = asks_at_last(pair.original), asks_at_last(pair.rendering)
    if asked == asks or (_MARK.search(pair.original.text) and _MARK.search(pair.rendering.text)):
        return
    became = "a question became a statement" if asked else "a statement became a question"
    # The last words that render each other: one that nothing renders is the omission check's.
    last, renders = max(pair.links, default=(len(pair.original.tokens) - 1, len(pair.rendering.tokens) - 1))
    if last >= 0 and renders >= 0:
        marked = _MARK.search((pair.original if asked else pair.rendering).text)
        yield Difference("mood", Severity.MAJOR, (last,), (renders,), became, 1.0 if marked else _UNMARKED)


def asks_at_last(side: Side) -> bool:
    """Whether the last sentence of a side asks: by its mark, or by a particle where the language has one."""
    text = side.text.rstrip(_END)
    if text.endswith(("?", "؟", "？")):
        return True
    sentence = [found for found in _SENTENCE.findall(text.casefold()) if found.strip(_END)][-1:]
    if not sentence:
        return False
    plain = sentence[0].strip(_END + "¿¡")
    first = re.match(r"[^\W_]+", plain)
    return (
        plain.endswith(side.language.asking_last)
        or (first is not None and first.group() in side.language.asking_first)
        or _is_inverted(side)
    )


def _is_inverted(side: Side) -> bool:
    """Whether the last sentence starts with an auxiliary before its subject, though no mark asks: "Did they know."."""
    last = side.tokens[-1].sentence if side.tokens else 0
    words = [token for token in side.tokens if token.sentence == last]
    if len(words) < _LEAST or words[0].small not in side.language.asking_inverted or not words[0].text[0].isupper():
        return False
    # "Do not enter", "Will Smith": an order, a name.
    named = words[0].small == "will" and words[1].text[0].isupper()
    return words[1].small not in side.language.negation_cues and not named
