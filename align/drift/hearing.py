"""Whether a name of one language is told on the other side: by its place, by how it sounds, or by the alignment.

Each answer is graded from 0 (nothing there tells it) to 1.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from align.drift.atlas import cities_named, places_named
from align.drift.types import Pair, Side
from seeds.quoting.likeness import likeness
from seeds.quoting.sounds import script_of

# From the first likeness of sound on two words may be one name, from the second on they are.
_SOUNDS: Final = (0.5, 0.7)
# The same for a run of Han characters: a text has many runs, and some sound a little like any name.
_RUNS: Final = (0.66, 0.9)
# From this likeness on a run of signs is the name, and says nothing more.
_HEARD: Final = 0.8
# The same for the cosine of a name and its best counterpart, where both scripts have letters, and where one has not.
# Words that a dictionary knows are translated, and less alike than a name that is only spelt anew.
_ALIKE: Final = (0.5, 0.8)
_ALIKE_SIGNS: Final = (0.25, 0.6)
_TRANSLATED: Final = (0.2, 0.45)
_TRANSLATED_SIGNS: Final = (0.2, 0.45)
# The same of a word that may be either.
_LONE: Final = (0.42, 0.6)
_LONE_SIGNS: Final = (0.3, 0.5)
# From this likeness on two words of one language are spellings of one name.
_SPELLING: Final = 0.75
# The same where a word of one language is told by another.
_REWORDED: Final = (0.35, 0.75)
# How far a country is told by a city of its that is named beside it, or a city by its country: a seat may stand for it.
_SEAT: Final = 0.5
# Letters by which an acronym is told; another language may have other ones.
_ACRONYM: Final = 0.6
# How far a Japanese name is told by any text in Han characters: how they are read they do not say.
_UNHEARD: Final = 0.55
# From this likeness on two spellings of a place are one, whatever a table says: "Iran", "Iraq" are less alike.
_SAME_SOUND: Final = 0.9
_ROMAJI: Final = re.compile(r"(?:(?:[kstnhmyrwgzdbpj]|ch|sh|ts|ky|gy|ry|ny|hy|my)?[aeiou]{1,2}n?)+", re.IGNORECASE)
_MARKS: Final = re.compile(r"[.\-\d]")
_BEYOND_LATIN: Final = "\u0250"
_LEAST: Final = 2
_SHORT: Final = 4
_ENDINGS: Final = range(2, 6)
_LONGEST_RUN: Final = 8
_HAN: Final = re.compile(r"[\u3400-\u9fff々]+|[ァ-ヺー・]+")
# Small words that Arabic writes onto a name.
_WRITTEN_ON: Final = frozenset({"و", "ف", "ب", "ل", "ك", "ال", "وب", "ول", "لل", "وال", "بال", "فال", "كال"})
# Letters that Devanagari writes with a dot below for sounds of other languages, as one sign each.
_DOTTED: Final = {f"{plain}\u093c": chr(0x0958 + place) for place, plain in enumerate("कखगजडढफय")}
_VOWELS: Final = re.compile(r"[aeiouy]+", re.IGNORECASE)


def told(pair: Pair, here: Side, words: Sequence[int], *, proper: bool, lone: bool = False) -> float:
    """Return how far the other side tells a word or words of a name, 0 to 1.

    Args:
        pair: the pair.
        here: the side that has the name.
        words: the places of the words.
        proper: whether no dictionary has them, so that they are spelt and not translated.
        lone: whether they have a capital for no other reason than to be a name, though a dictionary has them: "Perth".
    """
    there = pair.rendering if here is pair.original else pair.original
    said = here.words(words)
    places = places_named(said, here.language.code)
    if places & places_named(there.text, there.language.code):
        return _SEAT if pair.one_language and _stands_for_itself(here, words, there, places) else 1.0
    signs = not (here.language.spaced and there.language.spaced)
    table = pair.similarity if here is pair.original else pair.similarity.T
    alike = float(table[list(words)].max()) if there.tokens else 0.0
    if places and there.tokens:
        # "Alemania" is like "Poland", and "Irán" sounds like "Iraq": a place is not told by another one.
        nearest = there.tokens[int(table[list(words)].max(axis=0).argmax())]
        if not pair.one_language and _likeness(said, nearest.text) >= _SAME_SOUND:
            return 1.0
        if places_named(nearest.text, there.language.code):
            return 0.0
        # A city that this side does not name stands there instead.
        if cities_named(said, here.language.code) and (
            cities_named(there.text, there.language.code) - places_named(here.text, here.language.code)
        ):
            return 0.0
    if pair.one_language:
        if proper:
            return float(any(likeness(said, token.text).score >= _SPELLING for token in there.tokens))
        return 1.0 if said.casefold() in there.text.casefold() else _graded(alike, _REWORDED)
    if lone and not proper:
        bounds = _LONE_SIGNS if signs else _LONE
    else:
        bounds = (_ALIKE_SIGNS if signs else _ALIKE) if proper else (_TRANSLATED_SIGNS if signs else _TRANSLATED)
    found = _graded(alike, bounds)
    if _MARKS.sub("", said).isupper():
        # "ONU" is "UN": what the letters of an acronym sound like tells little.
        return max(found, _ACRONYM, float(said.casefold() in there.text.casefold()))
    if proper and _HAN.search(there.text) and _ROMAJI.fullmatch(said):
        found = max(found, _UNHEARD)
    return max(found, sounds(said, there)) if proper or lone or _is_spelt(said, there) else found


def _stands_for_itself(here: Side, words: Sequence[int], there: Side, places: frozenset[str]) -> bool:
    """Whether the other side tells a place by cities or countries alone that stand here too, beside the words.

    "Rome" that both sides have is no word for "Italy", nor "Russia" for "Moscow"; "Italian" may be one for "Italy".
    """
    code = here.language.code
    own = {token.small for place, token in enumerate(here.tokens) if place not in words}
    own -= {here.tokens[place].small for place in words}
    is_city = bool(cities_named(here.words(words), code))
    left = (
        token.text if token.small not in own or is_city is bool(cities_named(token.text, code)) else "·"
        for token in there.tokens
    )
    return not places & places_named(" ".join(left), code)


def _is_spelt(said: str, there: Side) -> bool:
    """Whether a word that a dictionary has may be spelt and not translated there: so it is, or another script does."""
    return said.casefold() in there.text.casefold() or _is_latin(said) != _is_latin(there.text)


def _is_latin(text: str) -> bool:
    return next((mark for mark in text if mark.isalpha()), "a") < _BEYOND_LATIN


def sounds(said: str, there: Side) -> float:
    """Return how sure it is that a word of the other side is a word of a name by its sound, 0 to 1."""
    folded = said.casefold()
    if len(said) < _LEAST:
        return 1.0
    if len(said) >= _SHORT and folded in there.text.casefold():
        return 1.0
    if not there.language.spaced and there.language.code != "ko":
        best = max((likeness(said, run).score for run in _runs(there.text, said)), default=0.0)
        return _graded(best, _RUNS if _HAN.search(there.text) else _SOUNDS)
    spelt = {part for token in there.tokens for part in _spelt(token.text, there.language.code)}
    return _graded(max((_likeness(said, part) for part in spelt), default=0.0), _SOUNDS)


def heard_at(said: str, there: Side) -> tuple[int, int] | None:
    """Return where a text in Han characters or kana writes a word of a name by its sound, as offsets, else None."""
    if len(said) < _SHORT or not _HAN.search(there.text):
        return None
    best = max(_placed_runs(there.text, said), key=lambda run: likeness(said, run[0]).score, default=None)
    return best[1:] if best and likeness(said, best[0]).score >= _HEARD else None


@lru_cache(maxsize=16_384)
def _spelt(word: str, code: str) -> tuple[str, ...]:
    """Return what of a word may be a name: its parts, without the particles that Korean and Arabic write onto it."""
    parts = [part for part in word.split("-") if part[:1].isalpha()]
    if code == "ko":
        parts += [part[:size] for part in parts for size in range(_LEAST, len(part))]
    if code == "ar":
        bare = (part[size:] for part in parts for size in (1, 2, 3) if part[:size] in _WRITTEN_ON)
        parts += [part for part in bare if len(part) > _LEAST]
    return tuple(dict.fromkeys(parts))


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> float:
    """Return the likeness of two words; one in a script that has no table of sounds is read in Latin letters."""
    first, second = (word if word.isascii() else _readable(word) for word in (one, other))
    best = likeness(first, second).score
    # "Ниагарский" is "Niagara" with the ending of an adjective.
    if len(second) - len(first) in _ENDINGS and len(first) >= _SHORT:
        best = max(best, likeness(first, second[: len(first)]).score)
    if len(first) - len(second) in _ENDINGS and len(second) >= _SHORT:
        best = max(best, likeness(first[: len(second)], second).score)
    return best


@lru_cache(maxsize=65_536)
def _readable(word: str) -> str:
    for pair, letter in _DOTTED.items():
        word = word.replace(pair, letter)
    known = script_of(word) != "latin" or all(mark < _BEYOND_LATIN for mark in word)
    return word if known else anyascii(word)


def _runs(text: str, said: str) -> Iterator[str]:
    return (run for run, _, _ in _placed_runs(text, said))


def _placed_runs(text: str, said: str) -> Iterator[tuple[str, int, int]]:
    """Yield the runs of signs, with their offsets, that a word of so many syllables may be written with."""
    syllables = max(1, len(_VOWELS.findall(anyascii(said))))
    for found in _HAN.finditer(text):
        run = found.group()
        longest = min(_LONGEST_RUN, syllables + 3)
        for size in range(max(1, syllables - 1), longest + 1):
            for start in range(len(run) - size + 1):
                at = found.start() + start
                yield run[start : start + size], at, at + size


def _graded(value: float, bounds: tuple[float, float]) -> float:
    low, high = bounds
    return min(1.0, max(0.0, (value - low) / (high - low)))
