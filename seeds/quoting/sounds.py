"""How a name sounds, whatever script it is written in: words of sounds, one letter each.

The scripts' letters, and what one sound for another costs, stand in `seeds/sounds.toml`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from anyascii import anyascii

from seeds.knowledge import read_toml

_BREAK: Final = re.compile(r"[\s\-‐‑–.·・･‧•＝=,'’‘ʼ`\u0640]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff々]")
_SYLLABLE: Final = re.compile(r"[A-Z][a-z]*")
_SMALL_KANA: Final = "ァィゥェォャュョヮぁぃぅぇぉゃゅょ"
_LONGEST_NATIVE: Final = 4
_SURE: Final = 2
_KOREAN_WORDS: Final = 3
_LONGEST_SYLLABLE: Final = 4
_HANGUL: Final = 0xAC00
_SYLLABLES: Final = 19 * 21 * 28
_VOWELS: Final = "aeiou"
_DOUBLED: Final = re.compile(r"([^aeiouYU])\1+|([aeiou])\2+")
_MARKS: Final = re.compile(r"[\u0300-\u036f\u064b-\u0652\u0670]")

# The scripts that tell a name's sounds; "pinyin" is a Chinese name in Han, "han" a foreign one.
Script = str


@dataclass(frozen=True)
class Sounds:
    """One reading of a name: its words in sounds, and the script that it was read from."""

    words: tuple[str, ...]
    script: Script


@lru_cache(maxsize=65_536)
def readings(name: str) -> tuple[Sounds, ...]:
    """Return the ways to read a name; several for one in Han characters, none where it has no letters.

    A Han name of up to four characters can be Chinese or Korean; how a Japanese one is read, its characters do not say.
    """
    script = script_of(name)
    if script == "han":
        return tuple(_han(name))
    words = [word for word in _BREAK.split(unicodedata.normalize("NFC", name.casefold())) if word]
    read = {"kana": _kana, "hangul": _hangul}.get(script)
    if read is not None:
        native = len(words) == 1
        spelt = [
            sound for word in words for sound in (_hangul_name(word) if native and read is _hangul else read(word))
        ]
    else:
        spelt = [sound for word in words for sound in _alphabetic(word, script)]
    kept = tuple(word for word in spelt if word)
    return (Sounds(kept, script),) if kept else ()


@cache
def knowledge() -> dict[str, Any]:
    """Return the tables of sounds."""
    return read_toml("sounds.toml")


def is_particle(words: tuple[str, ...], place: int) -> bool:
    """Whether a word of a name is one that other spellings leave out; not so in a Korean name of three syllables."""
    if place == len(words) - 1 or words[place] not in _particles():
        return False
    if place == 0 and len(words) == _SURE and len(words[1]) <= _SURE:  # "Ван И"
        return False
    return len(words) != _KOREAN_WORDS or max(len(word) for word in words) > _LONGEST_SYLLABLE


@cache
def _particles() -> frozenset[str]:
    return frozenset(sound for word in knowledge()["particles"]["words"] for sound in _alphabetic(word, "latin"))


@cache
def hanja() -> dict[str, str]:
    """Return the Korean syllable of each character that Korean names have."""
    given = knowledge()["hanja"]["given"]
    surnames: dict[str, str] = knowledge()["hanja"]["surnames"]
    return dict(zip(given[::2], given[1::2], strict=True)) | surnames


def korean(name: str) -> str | None:
    """Return a Han name as Koreans read it ("金正恩" as "김정은"), or None where it is no Korean name."""
    surnames: dict[str, str] = knowledge()["hanja"]["surnames"]
    read = hanja()
    if not 2 <= len(name) <= _LONGEST_NATIVE or name[0] not in surnames or any(mark not in read for mark in name):
        return None
    return surnames[name[0]] + "".join(read[mark] for mark in name[1:])


def pinyin(name: str) -> list[str]:
    """Return the Mandarin syllables of Han characters, without tones. Source: anyascii, after Unihan."""
    return [syllable.lower() for syllable in _SYLLABLE.findall(anyascii(name))]


def romaji(word: str) -> str:
    """Return kana in Latin letters, small kana joined to what they modify ("ジョ" as "jo"), long vowels short."""
    letters = before = ""
    for mark in word:
        if mark in "ッっー":
            continue
        sound = anyascii(mark).lower()
        if mark in _SMALL_KANA and letters:
            stem = letters[:-1] if letters[-1] in _VOWELS else letters
            stem = stem + "w" if before == "ウ" else stem
            letters = stem + (sound[1:] if stem.endswith(("sh", "ch", "j")) and sound[0] == "y" else sound)
        else:
            letters += sound
        before = mark
    return letters


@lru_cache(maxsize=65_536)
def script_of(name: str) -> Script:
    """Return the script that most of a name is in: latin, cyrillic, arabic, kana, hangul or han."""
    if _HAN.search(name) and not re.search(r"[\u30a1-\u30fa]{2}", name):
        return "han"
    counts = {
        "kana": len(re.findall(r"[\u3041-\u30ff]", name)),
        "hangul": len(re.findall(r"[\uac00-\ud7a3]", name)),
        "cyrillic": len(re.findall(r"[\u0400-\u04ff]", name)),
        "arabic": len(re.findall(r"[\u0600-\u06ff]", name)),
    }
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else "latin"


def is_latin(word: str) -> bool:
    """Whether a word is in Latin letters."""
    return script_of(word) == "latin"


def is_native_han(name: str) -> bool:
    """Whether a name is in Han characters and can be a Chinese, Japanese or Korean one's own."""
    return script_of(name) == "han" and len(name) <= _LONGEST_NATIVE and not _BREAK.search(name)


def _han(name: str) -> list[Sounds]:
    parts = [part for part in _BREAK.split(name) if part]
    if not is_native_han(name):
        words = tuple(_mandarin(pinyin(part)) for part in parts)
        return [Sounds(words, "han")]
    syllables = tuple(_mandarin([syllable]) for syllable in pinyin(name))
    found = [Sounds(syllables, "pinyin")]
    if name[0] not in knowledge()["hanja"]["chinese"] or len(name) > _SURE:
        found.append(Sounds(("".join(syllables),), "han"))
    reading = korean(name)
    if reading:
        found.append(Sounds(tuple(_hangul_name(reading)), "hangul"))
    return found


def _mandarin(syllables: list[str]) -> str:
    return _plain("".join(_by_rules(syllable, "pinyin") for syllable in syllables))


def _kana(word: str) -> list[str]:
    return [_plain(_by_rules(romaji(word), "kana"))]


def _hangul_name(word: str) -> list[str]:
    """Return a Korean's name by syllables, two or three, or four with a family name of two; any other word whole."""
    long = len(word) == _LONGEST_NATIVE and word[:2] in knowledge()["hanja"]["double"]
    if (2 <= len(word) < _LONGEST_NATIVE or long) and word[0] in hanja_surnames():
        spoken = knowledge()["hanja"]["spoken"]
        return [sound for syllable in (spoken.get(word[0], word[0]), *word[1:]) for sound in _hangul(syllable)]
    return _hangul(word)


def _hangul(word: str) -> list[str]:
    """Return a Korean word in sounds, by its jamo."""
    table = knowledge()["hangul"]
    letters = ""
    for mark in word:
        place = ord(mark) - _HANGUL
        if 0 <= place < _SYLLABLES:
            letters += table["leading"][place // 588] + table["vowels"][place % 588 // 28] + table["final"][place % 28]
    return [_plain(letters.replace("lr", "l"))]


@cache
def hanja_surnames() -> frozenset[str]:
    """Return the Korean family names of one syllable."""
    return frozenset(knowledge()["hanja"]["surnames"].values()) | {"리", "류", "림", "라", "로", "량", "려"}


def _alphabetic(word: str, script: Script) -> list[str]:
    letters = knowledge()[script]["letters"]
    if script == "arabic":
        word = _MARKS.sub("", word)
        if word.startswith("ال") and len(word) > 3:
            return ["al", *_alphabetic(word[2:], script)]
    spelt = "".join(letters.get(mark, mark) for mark in word)
    if script == "latin":
        spelt = anyascii(spelt)
    spelt = "".join(mark for mark in spelt if mark.isascii() and mark.isalpha())
    return [_plain(_by_rules(spelt, script))]


def _by_rules(word: str, script: Script) -> str:
    for pattern, sound in _rules(script):
        word = pattern.sub(sound, word)
    return word


@cache
def _rules(script: Script) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in knowledge()[script]["rules"])


def _plain(word: str) -> str:
    """Return a word without doubled sounds."""
    return _DOUBLED.sub(lambda found: found.group(1) or found.group(2), word)
