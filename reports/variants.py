"""The wordings of a statement in one language, laid over one another: shared words once, the rest as branches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import Final

from reports.passages import Passage, Statement, direction

# A letter of a script without spaces is a word of its own.
_WORD: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+(?:['’.,-][^\W_]+)*|[^\w\s]|_")
# A longer passage is no quote; laying it over others would take long and show nothing.
_LONGEST: Final = 4_000


@dataclass(frozen=True)
class Branch:
    """One wording of a place, empty where nothing stands there, with the letters of the articles that have it."""

    words: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """Words that all versions share, or their branches."""

    shared: str = ""
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Collation:
    """The versions in one language, `labels` their articles."""

    language: str
    labels: tuple[str, ...]
    stretches: tuple[Stretch, ...]

    @property
    def direction(self) -> str:
        """The HTML `dir` of its words."""
        return direction(self.language)


def collations(statement: Statement) -> tuple[Collation, ...]:
    """Return one collation for each language in which a statement has two wordings or more."""
    by_language: dict[str, list[Passage]] = {}
    for one in statement.everyone:
        by_language.setdefault(one.passage.language, []).append(one.passage)
    found = []
    for language, passages in by_language.items():
        short = [passage for passage in passages if len(passage.text) <= _LONGEST]
        if len({_folded(passage.text) for passage in short}) > 1:
            labels = tuple(passage.article.label for passage in short)
            stretches = tuple(collate([passage.text for passage in short], labels))
            if any(stretch.shared for stretch in stretches):
                found.append(Collation(language, labels, stretches))
    return tuple(found)


def collate(texts: Sequence[str], labels: Sequence[str]) -> Iterator[Stretch]:
    """Yield what the texts share and where they part, from first to last word; the first text is the base.

    Args:
        texts: two wordings or more.
        labels: a letter for each.
    """
    words = [list(_WORD.finditer(text)) for text in texts]
    small = [[word.group().casefold() for word in each] for each in words]
    places = _shared_places(small)
    ends = [len(each) for each in words]
    for before, here in pairwise([None, *_runs(places), None]):
        starts = [place + 1 for place in before[-1]] if before else [0] * len(texts)
        stops = list(here[0]) if here else ends
        if any(start < stop for start, stop in zip(starts, stops, strict=True)):
            yield Stretch(branches=_branches(texts, words, starts, stops, labels))
        if here:
            base = words[0]
            yield Stretch(shared=texts[0][base[here[0][0]].start() : base[here[-1][0]].end()])


def _shared_places(small: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    """Return where each word that all versions share stands in each of them, in the base's order."""
    base = small[0]
    in_others: list[dict[int, int]] = []
    for other in small[1:]:
        matcher = SequenceMatcher(None, base, other, autojunk=False)
        in_others.append(
            {one + step: two + step for one, two, size in matcher.get_matching_blocks() for step in range(size)}
        )
    return [
        (place, *(found[place] for found in in_others))
        for place, word in enumerate(base)
        if word[0].isalnum() and all(place in found for found in in_others)
    ]


def _runs(places: Sequence[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
    """Return the places in runs: words that stand next to each other in every version."""
    runs: list[list[tuple[int, ...]]] = []
    for place in places:
        if runs and all(now == last + 1 for now, last in zip(place, runs[-1][-1], strict=True)):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _branches(
    texts: Sequence[str],
    words: Sequence[Sequence[re.Match[str]]],
    starts: Sequence[int],
    stops: Sequence[int],
    labels: Sequence[str],
) -> tuple[Branch, ...]:
    """Return the different wordings between two shared runs, each with who has it."""
    having: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for text, found, start, stop, label in zip(texts, words, starts, stops, labels, strict=True):
        piece = text[found[start].start() : found[stop - 1].end()] if start < stop else ""
        key = _folded(piece)
        shown.setdefault(key, piece)
        having.setdefault(key, []).append(label)
    return tuple(Branch(shown[key], tuple(dict.fromkeys(who))) for key, who in having.items())


@cache
def _folded(text: str) -> str:
    """Return a text's words in small letters, without marks."""
    return " ".join(word.group().casefold() for word in _WORD.finditer(text) if word.group()[0].isalnum())
