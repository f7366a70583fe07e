"""What a language's numbers are made of: its file's [numbers], and the separators and scale words of Unicode CLDR."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol


@dataclass(frozen=True, eq=False)
class Numerals:
    """Number words of one language by value, small letters; empty where its file has none.

    Attributes:
        cardinals: "seven", "treinta", "двести", in every form; also a lone scale that counts one of itself ("mil").
        ordinals: "third", "пятого".
        fractions: "half", "tercio".
        loose: words with a number in them that translations drop or add freely: "both", "twice", "dozen".
        scales: "thousand", "млн", "억": what multiplies the number before it.
        vague: "dozens", "decenas": an order of size.
        ones: articles that stand for one before a scale.
        joins: words between parts of a number, by the size of the part before: "tens", "hundreds" or "units".
        halves: what adds a half to a number: "and a half", "с половиной".
        links: words between a vague number and its scale: "of".
        endings: what makes a figure an ordinal: "th", "º".
        prefixes: letters written together with the number after them, as و in Arabic.
        teens_after: tens that go on with ten to nineteen: 60 and 80 in French.
        compound: whether a number is one long word.
        counters: CJK measure words, which make a single sign before them a number.
        not_numbers: words with a number sign in them that count nothing: 十分.
        decimal: the decimal sign.
    """

    cardinals: dict[str, float]
    ordinals: dict[str, float]
    fractions: dict[str, float]
    loose: dict[str, float]
    scales: dict[str, float]
    vague: dict[str, float]
    ones: frozenset[str]
    joins: dict[str, frozenset[str]]
    halves: tuple[str, ...]
    links: frozenset[str]
    endings: tuple[str, ...]
    prefixes: tuple[str, ...]
    teens_after: frozenset[int]
    compound: bool
    counters: tuple[str, ...]
    not_numbers: tuple[str, ...]
    decimal: str

    @property
    def readable(self) -> bool:
        """Whether numbers spelt out can be read at all."""
        return bool(self.cardinals)


def numerals(code: str, part: Mapping[str, Any]) -> Numerals:
    """Return the numerals of a language from its file's [numbers], by CLDR alone where that is empty."""
    return Numerals(
        cardinals={**_forms(part, "cardinals"), **part.get("cardinals", {})},
        ordinals={**_forms(part, "ordinals"), **part.get("ordinals", {})},
        fractions=dict(part.get("fractions", {})),
        loose=dict(part.get("loose", {})),
        scales={**_scales(code), **part.get("scales", {})},
        vague=dict(part.get("vague", {})),
        ones=frozenset(part.get("ones", ())),
        joins={word: frozenset(after) for word, after in part.get("joins", {}).items()},
        halves=tuple(part.get("halves", ())),
        links=frozenset(part.get("links", ())),
        endings=tuple(part.get("endings", ())),
        prefixes=tuple(part.get("prefixes", ())),
        teens_after=frozenset(part.get("teens_after", ())),
        compound=bool(part.get("compound", False)),
        counters=tuple(part.get("counters", ())),
        not_numbers=tuple(part.get("not_numbers", ())),
        decimal=decimal(code),
    )


def _forms(part: Mapping[str, Any], sort: str) -> dict[str, float]:
    """Return the forms that stems and endings make: [numbers.ordinal_stems] with `ordinal_endings`."""
    single = sort.removesuffix("s")
    stems: Mapping[str, float] = part.get(f"{single}_stems", {})
    endings: Sequence[str] = part.get(f"{single}_endings", ())
    return {stem + ending: value for stem, value in stems.items() for ending in endings}


@cache
def locale(code: str) -> Locale | None:
    """Return a language's CLDR data, or None where CLDR does not have the language."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


def decimal(code: str) -> str:
    """Return a language's decimal sign, "." where CLDR does not have the language."""
    known = locale(code)
    return get_decimal_symbol(known, numbering_system="latn") if known else "."


def _scales(code: str) -> dict[str, float]:
    """Return the scale words of CLDR's compact numbers, whole words and abbreviations: "millones", "Mrd.", "万"."""
    known = locale(code)
    found: dict[str, float] = {}
    for style in ("long", "short"):
        for sizes in (known.compact_decimal_formats.get(style) or {}).values() if known else ():
            for size, pattern in sizes.items():
                zeros = pattern.pattern.count("0")
                word = pattern.pattern.replace("0", "").replace("'", "").strip("\u200f \xa0").rstrip(".").casefold()
                if zeros and word and "¤" not in word and (len(word) > 1 or not word.isascii()):
                    found.setdefault(word, float(size) / 10 ** (zeros - 1))
    return found
