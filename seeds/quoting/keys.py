"""A key that joins the spellings of one name, in any script or romanisation.

The key is a consonant skeleton of the name as it sounds: romanisations differ in vowels and in voicing
(Kim Jong Gyu, Kim Jong-kwi; Putin, Poutine), seldom in the order of their consonant classes.
"""

import re
from functools import lru_cache
from typing import Final

from seeds.quoting.sounds import Sounds, hanja_surnames, is_native_han, is_particle, knowledge, readings

_POSSESSIVE: Final = re.compile(r"['’‘]s?\Z")
# Sounds that romanisations confuse, as one letter; what is not here is dropped: vowels, glides, h.
_CLASSES: Final = str.maketrans(
    {
        **dict.fromkeys("bp", "p"),
        **dict.fromkeys("fv", "f"),
        **dict.fromkeys("dt", "t"),
        **dict.fromkeys("kgGqQ", "k"),
        **dict.fromkeys("szX", "s"),
        **dict.fromkeys("SZCJTHjc", "c"),
        **dict.fromkeys("lr", "l"),
        **dict.fromkeys("nN", "n"),
        "m": "m",
        **dict.fromkeys("aeiouyYUhxwW", " "),
    }
)
_DOUBLED: Final = re.compile(r"(.)\1+")
# A w that starts a word or ends a syllable is heard as v somewhere ("Wladimir", "Lawrow"), one after a consonant is a glide.
_CONSONANT_W: Final = re.compile(r"\A[Ww]|(?<=[aeiouYU])W|W\Z")


@lru_cache(maxsize=65_536)
def speaker_key(name: str) -> str:
    """Return the key of a name: equal for the spellings of one name in any script or romanisation.

    Source: consonant classes after Odell and Russell's Soundex, voiced and voiceless merged as the romanisations of
    Korean, Russian and Arabic confuse them; syllables joined by a hyphen or a space count alike.
    """
    reading = _reading(_POSSESSIVE.sub("", name))
    if reading is None:
        return ""
    words = reading.words
    return "-".join(_skeleton(word) for place, word in enumerate(words) if not is_particle(words, place))


def is_korean_key(key: str) -> bool:
    """Whether a key can be a Korean's: a family name of Korea and a given name of two syllables, each a consonant or two."""
    words = key.partition(":")[2].split("-")
    return len(words) == _KOREAN_WORDS and words[0] in _surname_keys() and all(len(word) <= 2 for word in words)


_KOREAN_WORDS: Final = 3


@lru_cache(maxsize=1)
def _surname_keys() -> frozenset[str]:
    return frozenset(speaker_key(surname) for surname in hanja_surnames())


def _reading(name: str) -> Sounds | None:
    """Return the one reading of a name that the key is made of.

    A Han name is read as a Korean's only after a family name that few Chinese have; a Chinese given name is one word.
    """
    found = {reading.script: reading for reading in readings(name)}
    if is_native_han(name) and ("han" not in found or name[0] in knowledge()["hanja"]["chinese"]):
        if name[0] in knowledge()["hanja"]["korean_only"] and "hangul" in found:
            return found["hangul"]
        family, *given = found["pinyin"].words
        return Sounds((family, "".join(given)) if given else (family,), "pinyin")
    return found.get("han") or next(iter(found.values()), None)


def _skeleton(word: str) -> str:
    letters = _DOUBLED.sub(r"\1", _CONSONANT_W.sub("v", word).translate(_CLASSES))
    return letters.replace(" ", "") or "a"
