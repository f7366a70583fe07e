"""An agency at the head of copy: "SEOUL, Oct. 25 (Yonhap) --", "(파리 AFP=연합뉴스)", "（法新社巴黎25日電）"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from seeds.agencies import mentions
from seeds.knowledge import Language, read_toml
from seeds.relaying import SignOff, signed

# A slug, a title and a byline stand before the head of copy, and seldom more.
_FIRST: Final = 8
_LONGEST: Final = 160
# Places have no more words, and small words ("de", "am", "upon") no more letters.
_MOST_WORDS: Final = 10
_LONGEST_SMALL: Final = 4
_LONGEST_PLACED: Final = 30
_SHORT: Final = 2
_LONGEST_PLACE: Final = 3
_UNCASED: Final = frozenset({"ar", "zh", "ja", "ko"})
_BEFORE: Final = (
    r"(?P<before>(?:[^()（）\[\]【】/\n“”\"«»:：。]|(?<=\w)/(?=\w)"
    r"|\([^()\n]{2,30}\)(?=,)|\[[^\[\]\n]{2,30}\](?=,)){0,90}?)"
)
_DASH: Final = r"\s?[.,]?\s?(?P<dash>(?:--|[-–—=:－])+)(?=[\s“\"«„]|\w)"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_BEFORE}(?P<whole>[(（\[［【](?P<in>[^()（）\[\]［］【】\n]{{2,40}})[)）\]］】])(?:{_DASH}|\.?\s|(?=[\u3040-\u9fff\uac00-\ud7a3]))",
        rf"{_BEFORE}(?P<whole>/\s?(?P<in>[^/()\n“”\"]{{2,40}}?)\s?/)(?:{_DASH}|\.?\s)",
        rf"{_BEFORE}[.,]?\s?(?P<dash>[-–—]+)\s(?P<whole>(?P<in>[^\n.,—–-]{{2,30}}))(?:\.\s|\s[-–—]\s)",
        rf"{_BEFORE}[.,]\s(?P<whole>(?P<in>[^\n,.—–-]{{2,30}}?(?:\.(?:RU|ru))?))\s(?P<dash>[-–—]+)\s",
    )
)
# Agency, place and day in one: "据新华社北京10月25日电", "（中央社東京12日綜合外電報導）".
_TOLD: Final = re.compile(
    r"(?P<whole>[（(【\[]?据?據?(?P<in>[^，。：！？“”「」『』\n（）()【】\d一二三四五六七八九十]{2,20})"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:月(?:\d{1,2}|[一二三四五六七八九十]{1,3}))?日)?"
    r"(?:[^，。：！？\n（）()【】\s]{0,4}?)(?:电|電|讯|訊)(?:報導|报道)?(?:[）)】\]]|(?![，,\w）)】\]])))|"
    r"(?P<plain>据?據?(?P<agency>[^，。：！？“”「」『』\n（）()【】\d一二三四五六七八九十]{2,20})"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:月(?:\d{1,2}|[一二三四五六七八九十]{1,3}))?日(?:综合|綜合)?(?:电|電|讯|訊))"
)


def head(text: str, known: Language) -> SignOff | None:
    """Return the agency's credit in the first dateline of a cleaned text, at its place; None where there is none."""
    at = 0
    for number, paragraph in enumerate(text.split("\n")):
        if number >= _FIRST:
            break
        for credit in _credits(paragraph, known):
            return SignOff(at + credit.start, at + credit.end, credit.steps)
        at += len(paragraph) + 1
    return None


def _credits(paragraph: str, known: Language) -> Iterator[SignOff]:
    words = paragraph[:_LONGEST]
    if known.code == "zh" and (match := _TOLD.match(words)):
        told = match["in"] or match["agency"]
        # 路透 and the like are words of another meaning too: before a place they stand first.
        steps = signed(told, known, placed=True) or signed(told[:_SHORT], known)
        if steps and match.end() < len(paragraph):
            yield SignOff(*match.span("whole" if match["whole"] else "plain"), steps)
    for form in _FORMS:
        match = form.match(words)
        if match is None or match.end("whole") >= len(paragraph.rstrip()):
            continue
        before = match["before"].strip()
        dated = any(letter.isdigit() for letter in before)
        bare = form is _FORMS[0] and _is_bare_place(before, paragraph[match.end() :], known)
        if before and not ((match.groupdict().get("dash") or dated or bare) and _is_place(before, known)):
            continue
        if not before and form is not _FORMS[0] and not match["whole"].startswith("/"):
            continue
        if form in _FORMS[2:] and not dated:
            continue
        placed = len(match["in"]) <= _LONGEST_PLACED if known.code in _UNCASED else _is_signed_stroke(match)
        if steps := signed(match["in"], known, placed=placed):
            yield SignOff(*match.span("whole"), steps)


def _is_place(before: str, known: Language) -> bool:
    """Whether words before a credit are a place and a day, and not the name whose abbreviation follows."""
    words = re.findall(r"[^\W\d_]+", before)
    if len(words) > _MOST_WORDS or mentions(before, known):
        return False
    nouns = known.relay.get("nouns", ())
    if any(word.casefold() in nouns for word in words):
        return False
    return known.code in _UNCASED or all(
        not word[0].islower() or len(word) <= _LONGEST_SMALL or word.casefold() in _days() for word in words
    )


def _is_bare_place(before: str, behind: str, known: Language) -> bool:
    """Whether copy begins right behind a place and a credit: "Chur (sda) Die Brücke"."""
    words = re.findall(r"[^\W\d_]+", before)
    small = known.determiners | known.prepositions | known.pronouns
    capitals = 0 < len(words) <= _LONGEST_PLACE and all(word[0].isupper() for word in words)
    return capitals and words[0].lower() not in small and behind[:1].isupper()


def _is_signed_stroke(match: re.Match[str]) -> bool:
    """Whether names alone stand between strokes: "/Корр. ТАСС Пётр Лосев/"."""
    names = re.findall(r"[^\W\d_]+", match["in"])
    return match["whole"].startswith("/") and all(not name[0].islower() for name in names)


@cache
def _days() -> frozenset[str]:
    """Return the names of months and weekdays in the languages with capitals."""
    data: dict[str, Any] = read_toml("datelines.toml")
    names = (name for kind in ("months", "weekdays") for names in data[kind].values() for name in names)
    return frozenset(name.casefold().rstrip("?") for name in names) | {"feira", "года"}
