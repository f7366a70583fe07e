"""Numbers of a language with spaces: figures with their scale words, and numbers spelt out."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from align.drift.figures import FIGURE, figure
from align.drift.readings import Reading
from align.drift.units import halved, unit_beside
from align.languages import Language
from align.languages.numerals import Numerals

_LEXEME: Final = re.compile(rf"(?P<figure>{FIGURE})|(?P<word>[^\W\d_]+)")
_GAP: Final = re.compile(r"[ \u00a0\u202f\-‐‑]*\Z|['’]\Z")
# Numbers that come and go in translation: articles, "one another", duals.
# What a half is of where it is added to a word for so much.
_SCALES: Final = (10**12, 10**9, 10**6)
_SMALL: Final = 2
_DECADE: Final = (1800, 2090)


class _Part(NamedTuple):
    """A word, figure or morpheme: its value and sort, and where it stands."""

    start: int
    end: int
    value: float
    sort: str
    joined: bool = False
    word: str = ""


@dataclass(frozen=True)
class _Sum:
    """A number as far as it is read: what is closed by scales, what is not yet, and the last scale."""

    total: float = 0.0
    current: float = 0.0
    scale: float = math.inf
    figured: bool = False

    @property
    def value(self) -> float:
        return self.total + self.current


def spelled(text: str, language: Language) -> Iterator[Reading]:
    """Yield the numbers of a text in order: "12,000", "twelve thousand", "1.5 million", "two and a half", "26th"."""
    parts = list(_parts(text, language))
    place = 0
    while place < len(parts):
        read = _read(text, parts, place, language)
        if read is None:
            place += 1
        else:
            reading, length = read
            yield reading
            place += length


def _parts(text: str, language: Language) -> Iterator[_Part]:
    numerals = language.numerals
    for match in _LEXEME.finditer(text):
        start, end = match.span()
        if match["figure"]:
            yield _Part(start, end, figure(match["figure"], numerals.decimal), "figure")
            continue
        word = match["word"].casefold()
        for value, sort, joined in _morphemes(word, language):
            yield _Part(start, end, value, sort, joined, word)


@lru_cache(maxsize=65_536)
def _morphemes(word: str, language: Language) -> tuple[tuple[float, str, bool], ...]:
    """Return (value, sort, whether "and" is joined to it) of a word: several of a compound, "other" for no number."""
    numerals = language.numerals
    known = _known(word, numerals)
    if known:
        return ((*known, False),)
    for prefix in numerals.prefixes:
        rest = _known(word.removeprefix(prefix), numerals) if word.startswith(prefix) else None
        if rest and rest[1] not in {"join", "loose"}:
            return ((*rest, prefix in numerals.joins),)
    if numerals.compound:
        found = _segmented(word, numerals)
        if found:
            return found
    return ((0.0, "other", False),)


def _known(word: str, numerals: Numerals) -> tuple[float, str] | None:
    if word in numerals.joins:
        return 0.0, "join"
    for sort, words in (
        ("cardinal", numerals.cardinals),
        ("scale", numerals.scales),
        ("fraction", numerals.fractions),
        ("ordinal", numerals.ordinals),
        ("loose", numerals.loose),
        ("vague", numerals.vague),
    ):
        if word in words:
            return words[word], sort
    return (1.0, "article") if word in numerals.ones else None


def _segmented(word: str, numerals: Numerals) -> tuple[tuple[float, str, bool], ...]:
    """Return the morphemes of a number written as one word, "zweihundertfünfzig", or none."""
    for length in range(min(len(word), 14), 1, -1):
        known = _known(word[:length], numerals)
        if known is None or known[1] in {"loose", "vague", "article", "fraction"}:
            continue
        if length == len(word):
            return ((*known, False),) if known[1] != "join" else ()
        rest = _segmented(word[length:], numerals)
        if rest and known[1] == "join":
            return ((rest[0][0], rest[0][1], True), *rest[1:])
        if rest and known[1] != "ordinal":
            return ((*known, False), *rest)
    return ()


def _read(text: str, parts: Sequence[_Part], place: int, language: Language) -> tuple[Reading, int] | None:
    """Return the number at a place and how many parts it takes, or None."""
    part = parts[place]
    if part.sort in {"vague", "scale"} or (part.word in language.numerals.vague and part.sort == "cardinal"):
        return _vague(text, parts, place, language.numerals)
    if part.sort == "fraction":
        return _fraction(text, parts, place, language.numerals)
    if part.sort == "loose":
        return Reading(part.start, part.end, (part.value,), "loose", sure=False), 1
    if part.sort not in {"figure", "cardinal", "ordinal", "article"}:
        return None
    sum_, length, ordinal = _summed(text, parts, place, language.numerals)
    if part.sort == "article" and length == 1:
        return None
    value, end = sum_.value, parts[place + length - 1].end
    after = parts[place + length] if place + length < len(parts) else None
    if after and after.sort == "fraction" and _adjacent(text, end, after) and value < 20 and not ordinal:
        return Reading(part.start, after.end, (value * after.value,), "number", sure=False), length + 1
    half, end = halved(text, part.start, end, language)
    half *= next((scale for scale in _SCALES if value >= scale and value % scale == 0), 1)  # "a million and a half"
    kept = sum(1 for other in parts[place + length :] if other.end <= end)
    if part.sort == "figure" and length == 1:
        return _plain(text, part, value + half, end, language), length + kept
    kind = "ordinal" if ordinal else "number"
    sure = value + half > _SMALL and not ordinal
    values: tuple[float, ...] = (value + half,)
    if ordinal and parts[place + length - 1].word in language.numerals.fractions:
        values = (value, language.numerals.fractions[parts[place + length - 1].word])
    return Reading(part.start, end, values, kind, sure), length + kept


def _summed(text: str, parts: Sequence[_Part], place: int, numerals: Numerals) -> tuple[_Sum, int, bool]:
    """Return the longest number from a place on, how many parts it takes, and whether it is an ordinal."""
    sum_ = _begun(parts[place])
    length, at, joined = 1, place + 1, False
    if parts[place].sort == "ordinal":
        return sum_, 1, True
    while at < len(parts) and _adjacent(text, parts[at - 1].end, parts[at]):
        part = parts[at]
        if part.sort == "join" and not joined and _after(sum_) in numerals.joins.get(part.word, frozenset()):
            joined, at = True, at + 1
            continue
        if joined and _starts_another(text, parts, at):
            break
        fresh = _added(sum_, part, numerals, joined=joined or part.joined)
        if fresh is None:
            break
        sum_, at, joined = fresh, at + 1, False
        length = at - place
        if part.sort == "ordinal":
            return sum_, length, True
    return sum_, length, False


def _begun(part: _Part) -> _Sum:
    if part.sort == "cardinal" and part.value >= 1000:
        return _Sum(total=part.value, scale=part.value)
    return _Sum(current=part.value, figured=part.sort == "figure")


def _after(sum_: _Sum) -> str:
    rest = sum_.current % 100
    if sum_.figured:
        return ""
    if not rest:
        return "hundreds"
    return "units" if rest < 10 else "tens"


def _starts_another(text: str, parts: Sequence[_Part], at: int) -> bool:
    """Whether what follows "and" is a number of its own: "between one hundred and two hundred"."""
    following = parts[at + 1] if at + 1 < len(parts) else None
    if following is None or not _adjacent(text, parts[at].end, following):
        return False
    return following.sort == "cardinal" and following.value == 100


def _added(sum_: _Sum, part: _Part, numerals: Numerals, *, joined: bool) -> _Sum | None:
    """Return the number with a part more, or None where the part does not go on with it."""
    value = part.value
    if part.sort == "scale" or (part.sort == "cardinal" and value >= 1000):
        return _scaled(sum_, value)
    if part.sort == "figure":
        fits = sum_.total and not sum_.current and value < sum_.scale and not joined and sum_.figured
        return _Sum(sum_.total, value, sum_.scale, figured=True) if fits else None
    if part.sort not in {"cardinal", "ordinal"}:
        return None
    if value == 100 and not joined:
        return _hundredfold(sum_)
    if sum_.figured and sum_.current:
        return None
    return _plus(sum_, value, numerals, joined=joined)


def _scaled(sum_: _Sum, value: float) -> _Sum | None:
    if sum_.current and value < sum_.scale:
        return _Sum(sum_.total + sum_.current * value, 0.0, value, sum_.figured)
    if sum_.value and value > sum_.scale:
        return _Sum(sum_.value * value, 0.0, value, sum_.figured)
    return None


def _hundredfold(sum_: _Sum) -> _Sum | None:
    if not sum_.current:
        return _Sum(sum_.total, 100.0, sum_.scale)
    return _Sum(sum_.total, sum_.current * 100, sum_.scale, sum_.figured) if sum_.current < 100 else None


def _plus(sum_: _Sum, value: float, numerals: Numerals, *, joined: bool) -> _Sum | None:
    rest = sum_.current % 100
    four_twenties = value == 20 and rest == 4 and 80 in numerals.teens_after
    if four_twenties:
        return _Sum(sum_.total, sum_.current + 76, sum_.scale)
    units_first = "units" in {after for words in numerals.joins.values() for after in words}
    fits = (
        (value < 1)
        or (value < 10 and not sum_.current % 10 and rest != 10)
        or (10 <= value < 20 and (not rest or rest in numerals.teens_after))
        or (value == 10 and units_first and rest < 10 and not joined)
        or (20 <= value < 100 and (not rest or (rest < 10 and joined and units_first)))
        or (value >= 100 and not sum_.current)
    )
    return _Sum(sum_.total, sum_.current + value, sum_.scale) if fits and value < sum_.scale else None


def _vague(text: str, parts: Sequence[_Part], place: int, numerals: Numerals) -> tuple[Reading, int]:
    """Return an order of size: "dozens", "decenas de miles", and a lone scale as in "several thousand"."""
    value, at = parts[place].value, place + 1
    end = parts[place].end
    while at < len(parts) and _adjacent(text, parts[at - 1].end, parts[at]):
        if parts[at].word in numerals.links:
            at += 1
            continue
        if parts[at].sort not in {"vague", "scale"} and not (parts[at].sort == "cardinal" and parts[at].value >= 1000):
            break
        value, end, at = value * parts[at].value, parts[at].end, at + 1
    length = sum(1 for part in parts[place:] if part.end <= end)
    return Reading(parts[place].start, end, (value,), "vague", sure=False), length


def _fraction(text: str, parts: Sequence[_Part], place: int, numerals: Numerals) -> tuple[Reading, int]:
    """Return a lone fraction, or one of a scale: "half a million"."""
    part, at = parts[place], place + 1
    while at < len(parts) and at < place + 3 and (parts[at].word in numerals.ones | numerals.links):
        at += 1
    if at < len(parts) and parts[at].sort == "scale" and _adjacent(text, parts[at - 1].end, parts[at]):
        return Reading(part.start, parts[at].end, (part.value * parts[at].value,)), at + 1 - place
    values = (part.value, numerals.ordinals[part.word]) if part.word in numerals.ordinals else (part.value,)
    return Reading(part.start, part.end, values, "ordinal" if len(values) > 1 else "loose", sure=False), 1


def _plain(text: str, part: _Part, value: float, end: int, language: Language) -> Reading:
    """Return a lone figure; one glued to letters that are no ending, unit or scale is part of a name, as in F-16."""
    before = text[: part.start]
    glued = bool(re.search(r"[^\W\d_][-‐]?\Z", before))
    letters = re.match(r"['’-]?[^\W\d_]+", text[end:])
    tail = letters.group() if letters else ""
    values: tuple[float, ...] = (value,)
    if tail and _DECADE[0] <= value <= _DECADE[1] and not value % 10:
        values = (value, value % 100)
    known = tail.casefold().startswith(language.numerals.endings) or bool(
        unit_beside(text, part.start, end, language)[0]
    )
    hyphened = tail.startswith("-")
    return Reading(part.start, end, values, sure=not glued and (not tail or known or hyphened))


def _adjacent(text: str, end: int, part: _Part) -> bool:
    return part.start < end or bool(_GAP.fullmatch(text[end : part.start]))
