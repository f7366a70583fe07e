"""Marked cuts: the dots that say words were left out, and the stretches of a quote between them."""

import re
from collections.abc import Iterator
from typing import Final

from seeds.datelines import dateline_end
from seeds.quoting.clauses import Clause, Span
from seeds.quoting.marks import Marked

# Marked words with a dateline before them are at least so long.
_SHORTEST_DATED: Final = 20
_WORD: Final = re.compile(r"[^\W_]")
# Three dots, bare or in brackets, inside a quote: words were left out there.
MARKED_CUT: Final = re.compile(
    r"\s*(?:\[\s*(?:\.\s?\.\s?\.|…)\s*\]|\(\s*(?:\.\s?\.\s?\.|…)\s*\)|（…+）|［…+］|（中略）|\.\s?\.\s?\.+|…+)\s*"
)


def _joins(text: str, dots: re.Match[str]) -> bool:
    """Whether dots stand between two words without a space, as in a Korean headline: "큰불 잡았다…인명피해 없어"."""
    beside = text[dots.start() - 1 : dots.start()] + text[dots.end() : dots.end() + 1]
    return dots.group() == "…" and beside.isalnum() and len(beside) > 1


def segments(sentence: Clause, span: Marked) -> Iterator[Span]:
    """Yield the stretches of a marked span between its marked cuts, spaces at both ends and a dateline left out."""
    text, offset = sentence.plain, sentence.start
    at = span.start - offset
    last = min(span.end - offset, len(text))
    if last - at >= _SHORTEST_DATED:
        at = dateline_end(text, at, last, sentence.language, first=False)
    joining = "dots_join" in sentence.language.patterns
    cuts = [place.span() for place in MARKED_CUT.finditer(text, at, last) if not (joining and _joins(text, place))]
    for cut_start, cut_end in [*cuts, (last, last)]:
        piece = text[at:cut_start]
        body = piece.strip()
        if span.interrupted or span.dash:
            body = body.strip(" ,—–").lstrip("-")
        if _WORD.search(body):
            start = at + piece.index(body) + offset
            yield Span(start, start + len(body))
        at = cut_end
