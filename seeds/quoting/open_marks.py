"""Quotes that nobody closed, in Chinese, Japanese and Korean: 「金が欲しかったと話した."""

from collections.abc import Iterator

from seeds.knowledge import Language
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import pattern


def closed_early(text: str, spans: list[Marked], language: Language) -> Iterator[Marked]:
    """Yield the spans of marks; one left open ends where its language says that words are quoted.

    One that goes on in the next paragraph keeps its end.
    """
    for place, span in enumerate(spans):
        following = spans[place + 1] if place + 1 < len(spans) else None
        if span.closed or (following is not None and following.continues):
            yield span
            continue
        said = pattern(language, "left_open").search(text, span.start, span.end)
        end = said.start() if said is not None and said.start() > span.start else span.end
        yield span._replace(end=end, outer_end=end)
