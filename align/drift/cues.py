"""Cues in a side: where the words, stems and phrases of a list of a language file stand.

A cue is written as it is read, in small letters; "| " at its start asks for the start of a clause, " … " leaves room
for up to five words ("ne … plus"). In a language that parts words by spaces, `*` at the end of a word stands for its
other endings ("refus*"), at its start for what goes before ("*los"). In one that does not, a cue is found inside words,
a space at its edge asks for the word's edge (" 안 "), and a Korean consonant stands for any syllable that ends in it
("ㄹ 수 있").
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from align.drift.types import Pair, Side

# How many words, or signs of a script without spaces, may stand in the gap of a cue.
_GAP: Final = 5
_GAP_OF_SIGNS: Final = 14
# How many words are remembered with the cues that start with them, for each list.
_WORDS: Final = 20_000
_MOST_LISTS: Final = 512
# Where Unicode puts a Korean syllable by its last consonant.
_FINALS: Final = {"ㄴ": 4, "ㄹ": 8, "ㅂ": 17, "ㅆ": 20}
_FIRST_SYLLABLE: Final = 0xAC00
_LAST_SYLLABLE: Final = 0xD7A3
_SYLLABLES: Final = 28


@dataclass(frozen=True)
class Cue:
    """Words of a side that belong to a class of its language file, or to several ("certainty possibility")."""

    kind: str
    places: tuple[int, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The classes, each without the mark of those that claim nothing by themselves."""
        return frozenset(kind.rstrip("?") for kind in self.kind.split())

    @property
    def claims(self) -> frozenset[str]:
        """The classes that it claims by itself: "if" is a conditional, and answers a condition."""
        return frozenset(kind for kind in self.kind.split() if not kind.endswith("?"))

    @property
    def weak(self) -> bool:
        """Whether the cue answers its like on the other side and claims nothing by itself."""
        return all(kind.endswith("?") for kind in self.kind.split())


def cues(side: Side, classes: Mapping[str, str]) -> tuple[Cue, ...]:
    """Return the cues of a side in order, the longest at a place; `classes` maps a cue to its class."""
    return _found(side, _known(classes, side.language.spaced)) if classes and side.tokens else ()


@lru_cache(maxsize=1_024)
def _found(side: Side, known: "_Listed") -> tuple[Cue, ...]:
    return tuple(_cues(side, known))


def _cues(side: Side, known: "_Listed") -> Iterator[Cue]:
    text, at = side.folded
    proclitics = side.language.proclitics
    used: set[int] = set()
    free = 0
    for start, word in side.starts:
        if start < free or not (proclitics or known.starting(word)):
            continue
        found = _at(known, text, start, proclitics)
        if found is None:
            continue
        match, kind, gapped = found
        gap = match.span(match.lastindex or 0) if gapped else (match.end(), match.end())
        places = {at[index] for index in range(start, match.end()) if not gap[0] <= index < gap[1]} - {-1}
        free = gap[0]
        if not places <= used:
            used |= places
            yield Cue(kind, tuple(sorted(places)))


# An expression with the class of its cue, and has it a gap?
_Expression = tuple[re.Pattern[str], str, bool]


class _Listed:
    """A list of cues, the longest first, by the words that they can start with.

    An expression is made when a text has its first word: the lists have thousands, and a text few of them.
    """

    def __init__(self, classes: frozenset[tuple[str, str]], spaced: bool) -> None:
        self._spaced = spaced
        self._by_sign: dict[str, list[tuple[str, str, str]]] = {}
        self._by_word: dict[str, tuple[_Expression, ...]] = {}
        for cue, kind in sorted(classes, key=lambda item: (-len(item[0].replace("*", "")), "*" in item[0], item)):
            first = cue.strip(" ")[0]
            word = cue.split(" ")[0] if spaced and first != "|" else ""
            self._by_sign.setdefault("" if first == "*" or first in _FINALS else first, []).append((word, cue, kind))

    def starting(self, word: str) -> tuple[_Expression, ...]:
        """Return the expressions that can match where a word starts, or a sign of a script without spaces."""
        found = self._by_word.get(word)
        if found is None:
            listed = (*self._by_sign.get(word[:1], ()), *self._by_sign.get("", ()))
            found = tuple(
                (_expression(cue, self._spaced), kind, " … " in cue)
                for first, cue, kind in listed
                if not first or _is_form(first, word)
            )
            if len(self._by_word) < _WORDS:
                self._by_word[word] = found
        return found

    def at(self, text: str, place: int) -> tuple[_Expression, ...]:
        """Return the expressions that can match at a place of a text, by the word that starts there."""
        return self.starting(text[place : text.find(" ", place) if self._spaced else place + 1])


def _is_form(first: str, word: str) -> bool:
    """Whether a word is what a cue begins with; a star stands for any letters."""
    return first == word if "*" not in first else _form(first).fullmatch(word) is not None


@lru_cache(maxsize=8_192)
def _form(first: str) -> re.Pattern[str]:
    return re.compile(_spaced(first))


@lru_cache(maxsize=32_768)
def _expression(cue: str, spaced: bool) -> re.Pattern[str]:
    return re.compile(f"{_spaced(cue)}(?=[ |])" if spaced else _unspaced(cue))


def _at(known: _Listed, text: str, start: int, proclitics: tuple[str, ...]) -> tuple[re.Match[str], str, bool] | None:
    """Return the longest cue that starts at a place, or after a small word written onto it."""
    starts = [start, *(start + len(each) for each in proclitics if text.startswith(each, start))]
    for place in starts:
        for pattern, kind, gapped in known.at(text, place):
            match = pattern.match(text, place)
            if match:
                return match, kind, gapped
    return None


def _known(classes: Mapping[str, str], spaced: bool) -> _Listed:
    """Return a list's expressions; a list is known again by being the same object, which is kept for it."""
    kept = _lists.get((id(classes), spaced))
    if kept is None:
        if len(_lists) >= _MOST_LISTS:
            _lists.clear()
        kept = _lists[id(classes), spaced] = (classes, _listed(frozenset(classes.items()), spaced))
    return kept[1]


_lists: dict[tuple[int, bool], tuple[Mapping[str, str], _Listed]] = {}


@lru_cache(maxsize=512)
def _listed(classes: frozenset[tuple[str, str]], spaced: bool) -> _Listed:
    return _Listed(classes, spaced)


def ending(text: str, classes: Mapping[str, str]) -> str | None:
    """Return the class of the longest cue that a text ends with; one spelt out comes before one of many syllables."""
    return next((kind for pattern, kind in _endings(frozenset(classes.items())) if pattern.search(text)), None)


@lru_cache(maxsize=64)
def _endings(classes: frozenset[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    ranked = sorted(classes, key=lambda item: (-len(item[0]), sum(sign in _FINALS for sign in item[0]), item))
    return tuple((re.compile(rf"{_unspaced(cue)}\Z"), kind) for cue, kind in ranked)


def _spaced(cue: str) -> str:
    words = [re.escape(word).replace(r"\*", "[^ |]*") for word in cue.split(" ") if word != "…"]
    if " … " not in cue:
        return " ".join(words)
    before = cue.split(" ").index("…")
    return f"{' '.join(words[:before])}((?: [^ |]+){{0,{_GAP}}}? ){' '.join(words[before:])}"


def _unspaced(cue: str) -> str:
    first, _, second = cue.partition(" … ")
    ends = ["".join(_sign(sign) for sign in part.strip(" ")) for part in (first, second)]
    before = "(?<![^ |])" if cue.startswith(" ") else ""
    after = "(?![^ |])" if cue.endswith(" ") else ""
    middle = f"([^|]{{0,{_GAP_OF_SIGNS}}}?)" if second else ""
    return f"{before}{ends[0]}{middle}{ends[1]}{after}"


def _sign(sign: str) -> str:
    """Return the expression for one sign of a cue; a Korean consonant alone is any syllable that ends in it."""
    if sign in _FINALS:
        final = _FINALS[sign]
        return f"[{''.join(chr(code) for code in range(_FIRST_SYLLABLE + final, _LAST_SYLLABLE + 1, _SYLLABLES))}]"
    return " ?" if sign == " " else re.escape(sign)


@dataclass(frozen=True)
class Matching:
    """Cues of both sides held against each other: those without a like, and unlike ones that render each other."""

    lost: tuple[Cue, ...]
    gained: tuple[Cue, ...]
    changed: tuple[tuple[Cue, Cue], ...]


def matched(pair: Pair, original: Iterable[Cue], rendering: Iterable[Cue]) -> Matching:
    """Pair the cues of two sides: like with like (linked before merely present), then unlike ones that are linked."""
    left, right = list(original), list(rendering)
    for linked in (True, False):
        for cue in list(left):
            partner = next(
                (other for other in right if cue.kinds & other.kinds and (not linked or are_linked(pair, cue, other))),
                None,
            )
            if partner is not None:
                left.remove(cue)
                right.remove(partner)
    changed = []
    for cue in list(left):
        partner = next((other for other in right if are_linked(pair, cue, other)), None)
        if partner is not None:
            left.remove(cue)
            right.remove(partner)
            changed.append((cue, partner))
    return Matching(tuple(left), tuple(right), tuple(changed))


def are_linked(pair: Pair, cue: Cue, other: Cue) -> bool:
    """Whether any word of one cue is aligned with a word of the other."""
    return any(partner in other.places for place in cue.places for partner in pair.rendered.get(place, ()))


def are_facing(pair: Pair, cue: Cue, other: Cue) -> bool:
    """Whether two cues that nothing links stand beside words that are linked with each other."""
    if is_rendered_at_all(pair, cue, other):
        return False
    beside = set(_beside(pair.rendering, other, pair.renders))
    return any(
        partner in beside
        for place in _beside(pair.original, cue, pair.rendered)
        for partner in pair.rendered.get(place, ())
    )


def is_rendered_at_all(pair: Pair, cue: Cue, other: Cue) -> bool:
    """Whether one of two cues, the first of the original, is linked with words that say something."""
    return _is_rendered(cue, pair.rendered, pair.rendering) or _is_rendered(other, pair.renders, pair.original)


def _is_rendered(cue: Cue, links: Mapping[int, tuple[int, ...]], there: Side) -> bool:
    """Whether words of the other side that say something are linked with a cue."""
    return any(there.carries(partner) for place in cue.places for partner in links.get(place, ()))


def _beside(side: Side, cue: Cue, links: Mapping[int, tuple[int, ...]]) -> Iterator[int]:
    """Yield the nearest rendered words that say something before and after a cue, in its clause."""
    clause = side.tokens[cue.places[0]].clause
    for places in (range(cue.places[-1] + 1, len(side.tokens)), range(cue.places[0] - 1, -1, -1)):
        for place in places:
            if side.tokens[place].clause != clause:
                break
            if place in links and side.carries(place):
                yield place
                break


def unlike(pair: Pair, theirs: Sequence[Cue], ours: Sequence[Cue]) -> tuple[list[Cue], list[Cue]]:
    """Return the cues of both sides that the other side has not: those linked are taken out first, then any."""
    left, right = list(theirs), list(ours)
    for linked in (True, False):
        for cue in list(left):
            like = (other for other in right if cue.kinds & other.kinds)
            partner = next((other for other in like if not linked or are_linked(pair, cue, other)), None)
            if partner is not None:
                left.remove(cue)
                right.remove(partner)
    return left, right
