"""Numbers of languages without spaces between words, and of Korean: 一万二千, 12万, 3億5000万, 1만2천, 두 명."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from align.drift.figures import FIGURE, figure
from align.drift.readings import Reading
from align.drift.units import halved
from align.languages import Language

_DIGITS: Final = {
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    **dict(zip("영일이삼사오육칠팔구", range(10), strict=True)),
    "零": 0,
    "两": 2,
    "兩": 2,
    "륙": 6,
}
_TENS: Final = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_SCALES: Final = {
    "万": 1e4,
    "萬": 1e4,
    "亿": 1e8,
    "億": 1e8,
    "兆": 1e12,
    "만": 1e4,
    "억": 1e8,
    "조": 1e12,
}
_HAN: Final = "〇零一二三四五六七八九两兩十百千万萬亿億兆"
_HANGUL: Final = "영일이삼사오육륙칠팔구십백천만억조"
# A figure may be followed by "more than" before its scale: 20多万.
_ANY: Final = {
    "zh": rf"(?:{FIGURE}[多余]?|[{_HAN}]|(?<=[{_HAN}])点(?=[{_HAN}]))+",
    "ja": rf"(?:{FIGURE}[余]?|[{_HAN}])+",
    "ko": rf"{FIGURE}(?:[여]?\s?[십백천만억조](?:\s?{FIGURE})?)*|(?<![가-힣])[{_HANGUL}]+",
}
_PIECE: Final = re.compile(rf"{FIGURE}|.", re.DOTALL)
_FRACTION: Final = re.compile(
    rf"([{_HAN}{_HANGUL}\d]+)(?:分之|分の|분의)\s?((?:{FIGURE}|[{_HAN}{_HANGUL}])(?:点?[{_HAN}])*)"
)
_TENTHS: Final = re.compile(rf"({FIGURE}|[一二三四五六七八九])(?:割|成(?=[的以左右。，,]))")
_SMALL: Final = 2
_TEN: Final = 10
_DECADE: Final = (1800, 2090)


def is_han(language: Language) -> bool:
    """Whether a language's numbers are read here."""
    return language.code in _ANY


def han_numbers(text: str, language: Language) -> Iterator[Reading]:
    """Yield the numbers of a Chinese, Japanese or Korean text; those of idioms (十分) are left out."""
    numerals = language.numerals
    taken: set[int] = set()
    for match in _words(numerals.not_numbers).finditer(text):
        taken.update(range(*match.span()))
    for reading in (*_fractions(text), *_listed(text, language), *_native(text, language)):
        places = range(reading.start, reading.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield reading
    for match in _runs(language.code).finditer(text):
        if not taken.isdisjoint(range(*match.span())):
            continue
        run = _run(text, match, language)
        if run is not None:
            yield run


def han_value(run: str, decimal: str = ".") -> float | None:
    """Return the value of a run of figures and number signs, None for what is none (三四: three or four)."""
    pieces = [piece for piece in _PIECE.findall(run) if not piece.isspace() and piece not in "多余여"]
    if "点" in pieces and pieces.index("点"):
        at = pieces.index("点")
        whole = han_value("".join(pieces[:at]))
        part = "".join(str(_DIGITS.get(piece, "")) for piece in pieces[at + 1 :])
        return None if whole is None or not part else float(f"{whole:.0f}.{part}")
    if len(pieces) > 1 and all(piece in _DIGITS for piece in pieces):
        is_year = len(pieces) == 4 or any(piece in "〇零영" for piece in pieces)
        return float("".join(str(_DIGITS[piece]) for piece in pieces)) if is_year else None
    return _added(pieces, decimal)


def _added(pieces: list[str], decimal: str) -> float | None:
    total = section = 0.0
    current: float | None = None
    for piece in pieces:
        if piece in _SCALES:
            amount = section + (current or 0.0)
            # 万亿: a scale of a scale.
            if not amount and total:
                total *= _SCALES[piece]
            else:
                total += (amount or 1.0) * _SCALES[piece]
            section, current = 0.0, None
        elif piece in _TENS:
            section += (1.0 if current is None else current) * _TENS[piece]
            current = None
        elif piece in _DIGITS:
            if current:
                return None
            current = float(_DIGITS[piece])
        else:
            if current is not None:
                return None
            current = figure(piece, decimal)
    return total + section + (current or 0.0)


def _run(text: str, match: re.Match[str], language: Language) -> Reading | None:
    run, (start, end) = match.group(), match.span()
    value = han_value(run)
    if value is None:
        return None
    figured = any(mark.isdigit() for mark in run)
    after = text[end : end + 6].lstrip() if language.code == "ko" else text[end : end + 6]
    counted = after.startswith(language.numerals.counters)
    signs = len(run)
    if (
        not figured
        and language.code == "ko"
        and not (counted and signs > 1 and set(run) & set(_TENS) | set(run) & set(_SCALES))
    ):
        return None
    if not figured and signs == 1 and not counted:
        return None
    half, end = halved(text, start, end, language)
    value += half
    values: tuple[float, ...] = (value,)
    if after.startswith(("年代", "년대")):
        values = (value, value % 100)
    ordinal = text[:start].endswith(("第", "제"))
    glued = figured and bool(re.search(r"[A-Za-z][-‐]?\Z", text[:start]))
    spelt = counted or "点" in run or (signs > 1 and value > _TEN)
    sure = value > _SMALL and not ordinal and not glued and (figured or spelt)
    return Reading(start, end, values, "ordinal" if ordinal else "number", sure)


def _fractions(text: str) -> Iterator[Reading]:
    """Yield 三分之一 and 百分之五, and tenths: 3割."""
    for match in _FRACTION.finditer(text):
        parts, share = han_value(match[1]), han_value(match[2])
        if parts and share is not None:
            percent = parts == 100
            value = share if percent else share / parts
            yield Reading(*match.span(), (value,), sure=percent, unit="percent" if percent else "")
    for match in _TENTHS.finditer(text):
        share = han_value(match[1])
        if share is not None:
            yield Reading(*match.span(), (share * 10,), unit="percent")


def _listed(text: str, language: Language) -> Iterator[Reading]:
    """Yield the words of the language's lists: 数十, 半分, 双方."""
    numerals = language.numerals
    for words, kind in ((numerals.vague, "vague"), (numerals.loose, "loose"), (numerals.fractions, "loose")):
        longer = {word: value for word, value in words.items() if len(word) > 1 or language.code == "ko"}
        for match in _words(tuple(longer)).finditer(text):
            yield Reading(*match.span(), (longer[match.group()],), kind, sure=False)


def _native(text: str, language: Language) -> Iterator[Reading]:
    """Yield Korean numbers before a measure word: 두 명, 열다섯 개."""
    if language.code != "ko" or not language.numerals.cardinals:
        return
    for match in _counted(language).finditer(text):
        value = sum(language.numerals.cardinals[part] for part in match.groups() if part)
        if value:
            end = max(match.end(group) for group in (1, 2))
            yield Reading(match.start(), end, (value,), sure=value > _SMALL)


@lru_cache(maxsize=32)
def _counted(language: Language) -> re.Pattern[str]:
    cardinals, counters = language.numerals.cardinals, language.numerals.counters
    tens = "|".join(word for word, value in cardinals.items() if value >= 10)
    units = "|".join(sorted((word for word, value in cardinals.items() if value < 10), key=len, reverse=True))
    return re.compile(rf"(?<![가-힣])({tens})?({units})?(?=\s?(?:{'|'.join(counters)}))(?<=[가-힣])")


@lru_cache(maxsize=8)
def _runs(code: str) -> re.Pattern[str]:
    return re.compile(_ANY[code])


@lru_cache(maxsize=64)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
