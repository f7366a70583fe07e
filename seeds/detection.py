"""Which language a text is in: its script where that decides, else langdetect, seeded."""

import re
from collections import Counter
from functools import cache
from typing import Final

from langdetect import DetectorFactory
from langdetect.detector_factory import PROFILES_DIRECTORY
from langdetect.lang_detect_exception import LangDetectException

from seeds.knowledge import language, languages

# langdetect draws random samples; a fixed seed makes two runs agree.
_SEED: Final = 0
# It is asked for no more text than it needs: its time grows with length, its answer does not change.
_SAMPLE: Final = 700
# It averages seven draws; three say the same of this much text.
_DRAWS: Final = 3
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]+")
_KANA: Final = re.compile(r"[\u3041-\u30ff]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# The letters of Russian with two that its neighbours do not have, and of Arabic without those of Persian and Urdu.
_RUSSIAN: Final = re.compile(r"[а-яёА-ЯЁ]+")
_RUSSIAN_ALONE: Final = re.compile(r"[ыэЫЭ]")
_ARABIC: Final = re.compile(r"[\u0621-\u063a\u0641-\u064a]+")
_ARABIC_ALONE: Final = re.compile(r"[\u0629\u0649]|\bال")
_OTHER_ARABIC: Final = re.compile(r"[\u0671-\u06d3]")
_OTHER_CYRILLIC: Final = re.compile(r"[\u0400\u0402-\u040f\u0450\u0452-\u052f]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+")
_SCRIPTS: Final = {"ru": _RUSSIAN, "ar": _ARABIC, "zh": _HAN, "ja": _KANA, "ko": _HANGUL}
_UNKNOWN: Final = "unknown"
_MOST: Final = 0.9
_TELLING: Final = 0.01
# Where the small words of a text bear out what one draw says of its opening, no more is asked.
_OPENING: Final = 240
# In a text this short langdetect's letters are few; the small words of our languages tell more.
_SHORT: Final = 120
# In one still shorter they are too few for any guess.
_SHORTEST: Final = 40
_SMALL_WORDS: Final = 0.25
_MORE: Final = 1.5
_CYRILLIC: Final = re.compile(r"[а-яА-Я]")
# Letters of Ukrainian, Belarusian, Serbian and Macedonian, and the hard sign inside a word as Bulgarian has it.
_NOT_RUSSIAN: Final = re.compile(r"[іїєґўђћџљњјѓќѕ]|[бвгджзклмнпрстфхцчш]ъ[бвгджзклмнпрстфхцчш]", re.IGNORECASE)


def detect(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None where it has no letters to tell by.

    In a short text of which langdetect says what its small words do not bear out, the small words decide.

    Args:
        text: the text.
        declared: the language that its sender says (`en-GB`): believed where a text is too short to tell by, and in its
            script. Agencies' tags are often wrong.
    """
    letters = _length(_LETTERS, text[:_SAMPLE])
    if not letters:
        return None
    said = re.split(r"[-_]", declared.strip().lower())[0] if declared else ""
    for code, pattern in (("ko", _HANGUL), ("ja", _KANA), ("zh", _HAN)):
        if _length(pattern, text[:_SAMPLE]) > 0.2 * letters:
            # A headline of Japanese may be all in Chinese characters.
            return "ja" if code == "zh" and said == "ja" and letters < _SHORT else code
    told = _by_letters(text[:_SAMPLE], letters) if letters >= _SHORT else None
    if told is not None:
        return told
    shares = _small_word_shares(text[:_SAMPLE])
    if letters < _SHORT:
        guessed = _guessed(text[:_SAMPLE], _DRAWS)
        if said in languages() and _writes(said, text, letters) and (letters < _SHORTEST or guessed not in languages()):
            guessed = said
        code = _by_small_words(text, shares, guessed)
    else:
        first, second = sorted(shares, key=lambda code: shares[code], reverse=True)[:2]
        plain = shares[first] >= _SMALL_WORDS and shares[first] > _MORE * shares[second]
        if plain and _guessed(text[:_OPENING], 1) == first:
            return first
        code = _guessed(text[:_SAMPLE], _DRAWS)
    return None if code == _UNKNOWN else code


def _writes(code: str, text: str, letters: int) -> bool:
    """Whether most letters of a short text are of the script that a language is written in."""
    return _length(_SCRIPTS.get(code, _LATIN), text) > letters / 2


def _length(runs: re.Pattern[str], text: str) -> int:
    """Return how many characters the runs of a pattern take."""
    return sum(map(len, runs.findall(text)))


def _guessed(text: str, draws: int) -> str:
    detector = _factory().create()
    detector.seed = _SEED
    detector.n_trial = draws
    detector.append(text)
    try:
        return str(detector.detect()).split("-")[0]
    except LangDetectException:
        return _UNKNOWN


def _by_letters(sample: str, letters: int) -> str | None:
    """Return Russian or Arabic where the alphabet tells them from every neighbour that shares their script."""
    if _length(_RUSSIAN, sample) > _MOST * letters and not _OTHER_CYRILLIC.search(sample):
        return "ru" if len(_RUSSIAN_ALONE.findall(sample)) > _TELLING * letters else None
    if _length(_ARABIC, sample) > _MOST * letters and not _OTHER_ARABIC.search(sample):
        return "ar" if len(_ARABIC_ALONE.findall(sample)) > _TELLING * letters else None
    return None


def _small_word_shares(text: str) -> dict[str, float]:
    """Return the share of a text's words that are small words of each of our languages."""
    words = Counter(_WORD.findall(text.lower().replace("’", "'")))
    count = max(words.total(), 1)
    return {code: sum(words[word] for word in _small_words(code).intersection(words)) / count for code in languages()}


def _by_small_words(text: str, shares: dict[str, float], guessed: str) -> str:
    """Return the language with the most small words in a short text, if it has far more than the guessed one."""
    if guessed not in shares and _CYRILLIC.search(text) and not _NOT_RUSSIAN.search(text):
        return "ru"
    best = max(sorted(shares, key=lambda code: code != "en"), key=lambda code: shares[code], default=guessed)
    told = shares.get(best, 0.0) >= _SMALL_WORDS and shares[best] > _MORE * shares.get(guessed, 0.0)
    return best if told else guessed


@cache
def _small_words(code: str) -> frozenset[str]:
    known = language(code)
    if known is None:
        return frozenset()
    return (
        known.determiners | known.prepositions | known.pronouns | known.finite | known.auxiliaries | known.subordinators
    )


@cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
