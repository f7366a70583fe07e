"""What the later version of an item did to the quotes of the one before: dropped, added, reworded, another speaker."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

import polars as pl

from align.schema import CHANGES
from seeds.schema import HISTORIES, QUOTES

# Two quotes that share less of their characters are two, and not one reworded.
_SAME_QUOTE: Final = 0.6

Row = Mapping[str, Any]


def changes(histories: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Return how the quotes of each version differ from those of the version before it.

    Args:
        histories: `seeds.schema.HISTORIES`.
        quotes: those of all versions, superseded ones too, `seeds.schema.QUOTES`.

    Returns:
        `align.schema.CHANGES`. Of versions that stand side by side the first is compared; a withdrawal without words
        takes everything back, and has no row.
    """
    own: defaultdict[str, list[Row]] = defaultdict(list)
    for row in QUOTES.check(quotes).sort("article_id", "start", "end").iter_rows(named=True):
        own[row["article_id"]].append(row)
    versions: defaultdict[str, dict[int, Row]] = defaultdict(dict)
    for row in HISTORIES.check(histories).sort("item", "place", "article_id").iter_rows(named=True):
        versions[row["item"]].setdefault(row["place"], row)
    return CHANGES.frame(
        change
        for places in versions.values()
        for earlier, later in zip(places.values(), list(places.values())[1:], strict=False)
        if later["act"] != "withdrawal" or own[later["article_id"]]
        for change in _changes(earlier["article_id"], later["article_id"], own)
    )


def _changes(earlier: str, later: str, own: Mapping[str, Sequence[Row]]) -> Iterator[dict[str, Any]]:
    before, after = list(own[earlier]), list(own[later])
    for one, other in list(_pairs(before, after)):
        before.remove(one)
        after.remove(other)
        kind = _kind(one, other)
        if kind:
            yield _change(earlier, later, kind, one, other)
    for one in before:
        yield _change(earlier, later, "dropped", one, None)
    for other in after:
        yield _change(earlier, later, "added", None, other)


def _pairs(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield quotes of two versions that are one, the likest first."""
    scored = sorted(
        (
            (-likeness, place, number)
            for place, one in enumerate(before)
            for number, other in enumerate(after)
            if (likeness := _likeness(same_words(one["clean"]), same_words(other["clean"]))) >= _SAME_QUOTE
        ),
    )
    taken: tuple[set[int], set[int]] = set(), set()
    for _, place, number in scored:
        if place not in taken[0] and number not in taken[1]:
            taken[0].add(place)
            taken[1].add(number)
            yield before[place], after[number]


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return (
        matcher.ratio() if matcher.real_quick_ratio() >= _SAME_QUOTE and matcher.quick_ratio() >= _SAME_QUOTE else 0.0
    )


def _kind(one: Row, other: Row) -> str | None:
    if same_words(one["clean"]) != same_words(other["clean"]):
        return "reworded"
    return "speaker" if one["speaker_key"] != other["speaker_key"] else None


def same_words(text: str) -> str:
    """Return a quote without case and marks: equal for two that differ in nothing else."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _change(earlier: str, later: str, kind: str, one: Row | None, other: Row | None) -> dict[str, Any]:
    return {
        "article_id": later,
        "earlier": earlier,
        "change": kind,
        "text": other["text"] if other else None,
        "speaker": other["speaker"] if other else None,
        "earlier_text": one["text"] if one else None,
        "earlier_speaker": one["speaker"] if one else None,
    }
