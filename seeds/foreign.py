"""A translator's credit, a format's link to the original, words of another script: signs of another language."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from seeds.evidence import Sign
from seeds.knowledge import Language

_LONGEST_CREDIT: Final = 240
_FIRST: Final = 6
_LAST: Final = 6
_LAST_OF_DESK: Final = 3
# "sjh/ple/clv", "jhs-mla": one without a vowel is among them, as in no "and/or".
_INITIALS: Final = re.compile(
    r"(?=.*(?<![a-zà-ÿ])[b-df-hj-np-tv-xzç]{2,4}(?![a-zà-ÿ]))[a-zà-ÿ]{2,4}(?:[/-][a-zà-ÿ]{2,4}){1,4}(?:/\d{1,3})?"
)
_ROUND: Final = r"[\s(（\[【*＊_–—-]*"
# Scripts by their letters, with the language that writes each alone, "" where several do.
_SCRIPTS: Final = {
    "Cyrillic": (r"\u0400-\u04ff", "ru"),
    "Arabic": (r"\u0621-\u064a\u0671-\u06d3", ""),
    "Hangul": (r"\uac00-\ud7a3", "ko"),
    "Kana": (r"\u3041-\u3096\u30a1-\u30fa\u30fc", "ja"),
    "Han": (r"\u4e00-\u9fff", ""),
    "Hebrew": (r"\u05d0-\u05ea", "he"),
    "Greek": (r"\u0391-\u03a9\u03b1-\u03c9\u03ac-\u03ce", "el"),
    "Thai": (r"\u0e01-\u0e2e", "th"),
    "Devanagari": (r"\u0904-\u0939", ""),
}
# A sentence's end, then brackets, and perhaps an agency's number: "（譯者：林小明/核稿：陳大文）1131112".
_BRACKETS_BEHIND: Final = re.compile(
    r"[.!?…。！？”\"»」』）)]\s*(?P<whole>[(（\[［【](?P<in>[^()（）\[\]［］【】\n]{2,120})[)）\]］】])(?:\s?\d{6,8})?[.。]?\s*\Z"
)
# "Author: Jean Dupont. " and the like, before the translator on one line.
_AUTHOR: Final = r"(?:[^\W\d_]{1,12} ?[:：/／=] ?[^:：.;|/／\n]{2,40}[.;,|/／·•—–\s]\s?){1,3}"
_UKRAINIAN: Final = re.compile(r"[іїєґІЇЄҐ]")
# The scripts that a language writes, and those that its copy has untranslated: Han beside Hangul is a gloss.
_AT_HOME: Final = {
    "ru": {"Cyrillic"},
    "ar": {"Arabic"},
    "zh": {"Han"},
    "ja": {"Kana", "Han"},
    "ko": {"Hangul", "Han"},
}
_FROM: Final = re.compile(r"(?:translated from|translation of) (?P<what>.+)", re.IGNORECASE)


def translation_credits(text: str, known: Language) -> Iterator[Sign]:
    """Yield the paragraphs, among the first and last of a text as it stands in its file, that credit a translation."""
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text))
    chosen = lines[:_FIRST] + lines[max(_FIRST, len(lines) - _LAST) :]
    for line in chosen:
        place = _credit_in(line.group(), known)
        if place is None:
            continue
        start, end = line.start() + place[0], line.start() + place[1]
        words = text[start:end]
        named = {code for name, code in known.relay.get("tongues", {}).items() if name.casefold() in words.casefold()}
        language = named.pop() if len(named) == 1 else None
        yield Sign("credit", start, end, _pointing("says that it is a translation", language), language)


def _credit_in(line: str, known: Language) -> tuple[int, int] | None:
    """Return where a line credits a translator: all of it, or the brackets behind its last sentence."""
    end = len(line.rstrip())
    if len(line) <= _LONGEST_CREDIT and (_credit(known).match(line) or _after_author(known).match(line)):
        return len(line) - len(line.lstrip()), end
    behind = _BRACKETS_BEHIND.search(line, max(0, end - _LONGEST_CREDIT), end)
    if behind and _credit(known).match(behind["in"]):
        return behind.start("whole"), behind.end("whole")
    return None


def desk_marks(text: str, known: Language) -> Iterator[Sign]:
    """Yield what a desk hangs below its copy, among a text's last lines: initials, "(Reporting by …; editing by …)"."""
    for line in list(re.finditer(r"\S[^\n]*", text))[-_LAST_OF_DESK:]:
        words = line.group().rstrip()
        if _INITIALS.fullmatch(words):
            yield Sign("sign-off", line.start(), line.start() + len(words), "a desk's initials")
        elif len(words) <= _LONGEST_CREDIT and _tagline(known).fullmatch(words):
            yield Sign("sign-off", line.start(), line.start() + len(words), "an agency's desk signs")


def links(article: dict[str, Any]) -> Iterator[Sign]:
    """Yield what a format says of the item that an article was translated from; it stands nowhere in the text."""
    for part in (article["note"] or "").split("; "):
        match = _FROM.match(part)
        if match:
            yield Sign("metadata", 0, 0, f"the file says: {part}", None)


def other_scripts(text: str, known: Language) -> Iterator[Sign]:
    """Yield the first words of each script that the language does not write; Latin letters are at home everywhere."""
    at_home = _AT_HOME.get(known.code, set())
    for name, (letters, language) in _SCRIPTS.items():
        if name in at_home:
            continue
        match = _words(letters).search(text)
        if match:
            whose = "uk" if name == "Cyrillic" and _UKRAINIAN.search(match.group()) else language or None
            yield Sign("script", match.start(), match.end(), _pointing(f"{name} letters", whose), whose)


def _pointing(evidence: str, language: str | None) -> str:
    return f"{evidence}, from {language}" if language else evidence


@cache
def _credit(known: Language) -> re.Pattern[str]:
    return re.compile(rf"{_ROUND}(?:{'|'.join(known.relay.get('translators', ())) or '(?!)'})", re.IGNORECASE)


@cache
def _after_author(known: Language) -> re.Pattern[str]:
    return re.compile(rf"{_ROUND}{_AUTHOR}(?:{'|'.join(known.relay.get('translators', ())) or '(?!)'})", re.IGNORECASE)


@cache
def _tagline(known: Language) -> re.Pattern[str]:
    forms = "|".join(known.relay.get("taglines", ())) or "(?!)"
    return re.compile(rf"\((?:{forms})\)", re.IGNORECASE)


@cache
def _words(letters: str) -> re.Pattern[str]:
    return re.compile(rf"[{letters}]{{2,}}(?:[ ·・-][{letters}]+)*")
