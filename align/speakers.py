"""Whether two quotes can have one speaker, by name, office and country.

Two names are compared as they sound (`seeds.quoting.likeness`): scripts that tell little of a name's sounds, as Chinese
characters do, need less likeness to say "the same" and far more unlikeness to say "another".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rapidfuzz.distance import Indel

from align.offices import fields, points_back
from seeds.knowledge import language
from seeds.quoting.countries import countries_named
from seeds.quoting.keys import is_korean_key, speaker_key
from seeds.quoting.likeness import likeness, likeness_of_whole
from seeds.quoting.sounds import is_native_han, readings, script_of

# What speaker agreement adds to, or takes off, the evidence that two quotes render one statement.
SAME: Final = 0.15
AFFILIATED: Final = 0.10
UNTOLD: Final = 0.0
UNRELATED: Final = -0.20
CONFLICT: Final = -0.60

# Likeness of names from which two spellings are one, and below which they are two, by what is compared.
_ONE_LANGUAGE: Final = (0.97, 0.85)
_ONE_SCRIPT: Final = (0.86, 0.6)
_ALPHABETS: Final = (0.72, 0.55)
_SYLLABLES: Final = (0.665, 0.4)
# How Japanese read Han characters is not told by them: such a name never contradicts one in another script.
_HAN: Final = (0.72, 0.0)
# The same for a name that is part of the other ("Ruiz", "Ana Ruiz"); of a short one every sound counts.
_PART: Final = 0.8
_SHORT_PART: Final = 0.93
_SHORT: Final = 5
# Names of few sounds, as Chinese and Korean ones, are alike by chance more often.
_FEW: Final = 9
_MORE: Final = 0.05
_KEYS_ALIKE: Final = 0.85
_ALPHABETIC: Final = frozenset({"latin", "cyrillic", "arabic"})

_STEM: Final = 6
# A name of one sign stands in many words; a phrase of more words than this is no speaker's.
_LEAST_NAME: Final = 2
_MOST_WORDS: Final = 12
_NAME_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Voice:
    """A quote's speaker: key, its sort, stems of its words and role, countries its phrase names, kinds of office.

    Countries of a role do not count: it may name the one that the office deals with. The name is the one that the
    phrase itself gives a person, None where a pronoun or an office stands for them. The phrase is all that was printed.
    """

    key: str | None
    sort: str
    head: frozenset[str]
    stems: frozenset[str]
    countries: frozenset[str]
    fields: frozenset[str]
    phrase: str
    role: frozenset[str]
    language: str
    name: str | None


def voice(quote: Mapping[str, Any]) -> Voice:
    """Return the speaker of a row of the quotes table."""
    return _voice(*(quote[name] for name in ("speaker", "speaker_head", "speaker_key", "role", "language")))


@lru_cache(maxsize=16_384)
def _voice(speaker: str | None, head: str | None, key: str | None, role: str | None, language: str | None) -> Voice:
    code, head = language or "", head or ""
    words = " ".join(part for part in (speaker, role) if part)
    said = speaker_key(head).split("-") if key and key.startswith("person:") else []
    named = bool(said) and set(said) <= set((key or "").partition(":")[2].split("-"))
    return Voice(
        key,
        key.partition(":")[0] if key else "",
        _stems(head, code),
        _stems(words, code),
        frozenset(countries_named(speaker or "", code)),
        fields(words, code),
        speaker or "",
        _stems(role or "", code),
        code,
        head if named else None,
    )


@lru_cache(maxsize=32_768)
def agreement(one: Voice, other: Voice) -> float:
    """Return how far two speakers agree, from CONFLICT to SAME; UNTOLD where one is not known."""
    if one.key is None or other.key is None:
        return UNTOLD
    if one.key == other.key and not (one.name and other.name):
        return SAME
    people = one.sort == other.sort == "person"
    found = _of_people(one, other) if people else _of_offices(one, other)
    if found < UNTOLD and (_names(one, other) or _names(other, one)):
        return AFFILIATED  # the other's name stands in the phrase, beside what was taken for the name
    if found > UNTOLD and (people or one.key == other.key):
        return found
    return CONFLICT if one.countries and other.countries and not one.countries & other.countries else found


def _of_offices(one: Voice, other: Voice) -> float:
    """Return how far two speakers agree of whom one at least is no person."""
    sorts = {one.sort, other.sort}
    if one.key == other.key:
        return SAME
    if sorts == {"country"}:
        return CONFLICT
    if _speaks_for(one, other) or _speaks_for(other, one) or _shortened(one, other) or _shortened(other, one):
        return AFFILIATED
    if "country" in sorts:
        return UNTOLD
    if one.language != other.language:
        return _by_fields(one, other)
    if (
        _points_back(one)
        or _points_back(other)
        or any(each.sort == "person" and not each.role for each in (one, other))
    ):
        return UNTOLD  # an office does not contradict a person whose office is not told
    if "person" in sorts and (one.fields & other.fields or (one.head | one.role) & (other.head | other.role)):
        return AFFILIATED
    return CONFLICT if sorts == {"organisation"} else UNRELATED


def _points_back(voice: Voice) -> bool:
    return voice.sort != "person" and points_back(voice.phrase, voice.language)


def _names(one: Voice, other: Voice) -> bool:
    """Whether the phrase of one holds the name of the other, a person: as it is, or as some of its words sound."""
    if other.sort != "person" or not other.name or len(other.name) < _LEAST_NAME:
        return False
    if other.name in one.phrase:
        return True
    if is_native_han(other.name):
        return False
    words = _NAME_WORD.findall(one.phrase)[:_MOST_WORDS]
    same = max(_bars(one.phrase, other.name, one_language=one.language == other.language)[0], _PART)
    # A word in small letters may stand inside a name, not begin or end one.
    runs = (
        " ".join(words[start : start + size])
        for size in (1, 2, 3)
        for start in range(len(words) - size + 1)
        if not words[start][0].islower() and not words[start + size - 1][0].islower()
    )
    return any(likeness_of_whole(*sorted((run, other.name))) >= same for run in runs)


def _by_fields(one: Voice, other: Voice) -> float:
    """Return how far offices of two languages agree by what they are about: translated, their words share nothing."""
    if not one.fields or not other.fields:
        return UNTOLD
    return AFFILIATED if one.fields & other.fields else UNRELATED


def _of_people(one: Voice, other: Voice) -> float:
    """Return how far two people agree: by the names as printed, else by what their keys share."""
    if one.name is None or other.name is None:
        return _by_keys(one, other)
    same, another = _bars(one.name, other.name, one_language=one.language == other.language)
    if script_of(one.name) != script_of(other.name) and min(_letters(one.name), _letters(other.name)) <= _FEW:
        same += _MORE
    like = likeness(*sorted((one.name, other.name)))
    if like.score >= same or (one.key == other.key and _is_sure(one, other)):
        return SAME
    short = min(len(one.name), len(other.name)) < _SHORT
    native = is_native_han(one.name) and is_native_han(other.name)
    if not native and like.part >= max(same, _SHORT_PART if short else _PART):
        return AFFILIATED
    if max(like.score, like.part) < another:
        return CONFLICT
    return UNTOLD


def _letters(name: str) -> int:
    return min((len("".join(reading.words)) for reading in readings(name)), default=0)


def _is_sure(one: Voice, other: Voice) -> bool:
    """Whether one key says one person: vowels are not in it, and what they tell counts between two of one language.

    The romanisations of Korean differ in vowels, and a surname has the key of the full name that it stands for.
    """
    if one.language != other.language or is_korean_key(one.key or ""):
        return True
    return len((one.name or "").split()) != len((other.name or "").split())


def _bars(first: str, second: str, *, one_language: bool) -> tuple[float, float]:
    """Return the likeness from which two names are one, and the one below which they are two."""
    scripts = {script_of(first), script_of(second)}
    if len(scripts) == 1:
        return _ONE_LANGUAGE if one_language or scripts != {"latin"} else _ONE_SCRIPT
    if is_native_han(first) or is_native_han(second):
        return _HAN
    return _ALPHABETS if scripts <= _ALPHABETIC else _SYLLABLES


def _by_keys(one: Voice, other: Voice) -> float:
    first, second = one.key or "", other.key or ""
    if first == second:
        return SAME
    if _is_part(first, second) or _is_part(second, first):
        return AFFILIATED
    if one.language == other.language:
        return CONFLICT
    return AFFILIATED if Indel.normalized_similarity(first, second) >= _KEYS_ALIKE else UNRELATED


def _is_part(key: str, other: str) -> bool:
    """Whether one name is the other without some of its parts ("Ruiz", "Ana Ruiz")."""
    return set(key.partition(":")[2].split("-")) < set(other.partition(":")[2].split("-"))


def _speaks_for(one: Voice, other: Voice) -> bool:
    """Whether one is the office or country in the other's name or role ("Foreign Ministry", "foreign minister")."""
    if one.sort == "country":
        return bool(one.countries & other.countries)
    return one.sort in ("organisation", "role") and len(one.head) > 1 and one.head <= other.stems


def _shortened(one: Voice, other: Voice) -> bool:
    """Whether one body or office is the other by fewer words ("the council", "the National Security Council")."""
    return bool(one.head) and one.head < other.head and not {one.sort, other.sort} & {"person", "country"}


def _stems(words: str, code: str) -> frozenset[str]:
    known = language(code)
    dropped = known.determiners | known.prepositions | {"of", "and"} if known else frozenset()
    return frozenset(word[:_STEM] for word in _WORD.findall(words.casefold()) if word not in dropped and len(word) > 1)
