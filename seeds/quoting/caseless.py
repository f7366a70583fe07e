"""Speakers in scripts without capitals (Arabic, Chinese, Japanese, Korean).

Name, role and sort of a phrase by its words.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from seeds.knowledge import Language
from seeds.quoting.clauses import folded

Sort = Literal["person", "organisation", "country", "pronoun", "role"]

_BRACKETS: Final = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]?")
_ARABIC_WORD: Final = re.compile(r"[^\W\d_]+")
_FOREIGN: Final = re.compile(r"[·・＝=‧]")


@dataclass(frozen=True)
class Parts:
    """A phrase taken apart: offsets of the head in it, the role words, the sort."""

    start: int
    end: int
    role: str | None
    sort: Sort


def is_caseless(language: Language) -> bool:
    """Whether a language's script has no capitals."""
    return bool(language.patterns) or language.verb_first


def parts(phrase: str, language: Language) -> Parts:
    """Return head, role and sort of a speaker's phrase."""
    bare = _BRACKETS.split(phrase)[0].rstrip() or phrase
    if bare.strip() in language.pronouns:
        return Parts(0, len(bare), None, "pronoun")
    if language.verb_first:
        return _arabic(bare, language)
    if " " in bare.strip() or language.patterns.get("spaced"):
        return _spaced(bare, language)
    return _unspaced(bare, language)


def _arabic(phrase: str, language: Language) -> Parts:
    """Return the parts of role words, then adjectives with the article, then a name."""
    words = list(_ARABIC_WORD.finditer(phrase))
    if not words:
        return Parts(0, len(phrase), None, "role")
    small = [folded(word.group()) for word in words]
    roles = [place for place, word in enumerate(small) if _in(word, language.roles)]
    bodies = [place for place, word in enumerate(small) if _in(word, language.organisations)]
    if bodies and bodies[0] == 0:
        start = words[0].start() + (1 if small[0].startswith("ل") and small[0][1:] in language.organisations else 0)
        return Parts(start, len(phrase.rstrip()), None, "organisation")
    place = 0
    if roles:
        place = max(place for place in roles) + 1
        while place < len(words) and (
            small[place].startswith(("ال", "لل", "با"))
            or _in(small[place], language.organisations | language.links)
            or (place > 0 and small[place - 1] in language.links | {"باسم"})
            or small[place] in language.prepositions
        ):
            place += 1
    if place >= len(words):
        first = words[roles[0]].start() if roles else 0
        return Parts(first, len(phrase.rstrip()), None, "role")
    if not roles and len(words) == 1 and small[0].startswith("ال"):
        return Parts(0, len(phrase.rstrip()), None, "organisation")
    role = phrase[: words[place].start()].strip() or None
    return Parts(words[place].start(), words[-1].end(), role, "person")


def _in(word: str, known: frozenset[str]) -> bool:
    return word in known or (word[:1] == "ل" and word[1:] in known) or (word[:1] == "و" and word[1:] in known)


def _spaced(phrase: str, language: Language) -> Parts:
    """Return the parts of a Korean phrase: "김정규 북한 외무성 부상", "주민 이영자 씨"."""
    words = list(re.finditer(r"\S+", phrase))
    if not words:
        return Parts(0, len(phrase), None, "role")
    while len(words) > 1 and words[-1].group() in _honorifics(language):
        words.pop()
    plain = [_stripped(word.group(), language) for word in words]
    end = words[-1].end() - (len(words[-1].group()) - len(plain[-1]))
    if plain[-1] in language.roles or plain[-1].endswith(language.role_endings):
        name = _name_words(plain[:-1], language)
        if name is not None:
            first, last = name
            role = phrase[words[last].end() : words[-1].end()].strip() or None
            return Parts(words[first].start(), words[last].end(), role, "person")
        if plain[-1].endswith(language.organisation_endings) and plain[-1] not in language.roles:
            return Parts(words[-1].start(), end, None, "organisation")
        return Parts(words[-1].start(), end, None, "role")
    if plain[-1] in language.organisations or (
        language.organisation_endings and plain[-1].endswith(language.organisation_endings)
    ):
        return Parts(words[-1].start(), end, None, "organisation")
    roles = [
        place for place, word in enumerate(plain[:-1]) if word in language.roles or word.endswith(language.role_endings)
    ]
    if roles:
        first = roles[-1] + 1
        return Parts(words[first].start(), end, phrase[: words[first].start()].strip() or None, "person")
    return Parts(words[-1].start(), end, None, "person" if 2 <= len(plain[-1]) <= 4 else "role")


def _name_words(words: list[str], language: Language) -> tuple[int, int] | None:
    """Return the first and the last of the words before a role that are a name.

    Not a body, a country or "of" something.
    """
    kept = [
        place
        for place, word in enumerate(words)
        if word not in language.roles | language.organisations
        and not word.endswith(language.organisation_endings)
        and not word.endswith("의")
        and not _country(word, language)
        and 1 <= len(word) <= 6
    ]
    if not kept:
        return None
    last = kept[0]
    while last + 1 in kept:
        last += 1
    return kept[0], last


def _unspaced(phrase: str, language: Language) -> Parts:
    """Return the parts of a Chinese or Japanese phrase: "外交部发言人林剑", "日銀の植田和男総裁", "トヨタ自動車"."""
    trailing = _longest_suffix(phrase, _honorifics(language))
    if trailing:
        body = phrase[: -len(trailing)]
        inner = _longest_suffix(body, language.roles)
        start = _name_start(body, language)
        if inner and len(body) > len(inner) and trailing not in language.roles:
            return (
                Parts(start, len(body), None, "person")
                if start < len(body) - len(inner)
                else Parts(start, len(body), None, "role")
            )
        if start < len(body):
            return Parts(start, len(body), phrase[:start].strip("の、 ") or trailing, "person")
    suffix = _longest_suffix(phrase, language.roles)
    if suffix and language.patterns.get("role_after_name"):
        body = phrase[: -len(suffix)]
        start = _name_start(body, language)
        name = "" if body.endswith("の") else body[start:]
        if name and not _is_body(name, language) and not _country(name, language) and len(name) >= 2:
            return Parts(start, len(body), phrase[len(body) :], "person")
        return Parts(len(body), len(phrase), None, "role") if name or body else Parts(0, len(phrase), None, "role")
    at = max((phrase.rfind(role) + len(role) for role in language.roles if role in phrase), default=0)
    name = phrase[at:].lstrip("的、，兼")
    if at and 2 <= len(name) <= 14 and not _is_body(name, language):
        start = len(phrase) - len(name)
        return Parts(start, len(phrase), phrase[:at], "person")
    if at and not name:
        role = max((role for role in language.roles if phrase.endswith(role)), key=len)
        return Parts(len(phrase) - len(role), len(phrase), None, "role")
    if _country(phrase, language):
        return Parts(0, len(phrase), None, "country")
    if _is_body(phrase, language):
        return Parts(_after_possessor(phrase), len(phrase), None, "organisation")
    if _FOREIGN.search(phrase) or 2 <= len(phrase) <= 4:
        return Parts(0, len(phrase), None, "person")
    return Parts(_after_possessor(phrase), len(phrase), None, "organisation" if len(phrase) > 4 else "role")


def _name_start(body: str, language: Language) -> int:
    """Return where the name at the end of a phrase starts: after "の", after a role, after a comma."""
    start = _after_possessor(body)
    for mark in ("、", "，", "む", "る", "た", "く", "す", "い"):
        start = max(start, body.rfind(mark) + 1 if body.rfind(mark) >= 0 else 0)
    inner = [start + found.end() for role in language.roles for found in re.finditer(re.escape(role), body[start:])]
    return max([start, *(place for place in inner if place < len(body))])


def _after_possessor(phrase: str) -> int:
    return phrase.rfind("の") + 1 if "の" in phrase[:-1] else 0


def _is_body(name: str, language: Language) -> bool:
    return name in language.organisations or bool(
        language.organisation_endings and name.endswith(language.organisation_endings)
    )


@cache
def _honorifics(language: Language) -> frozenset[str]:
    return frozenset(language.patterns.get("honorifics", ()))


def _longest_suffix(phrase: str, words: frozenset[str]) -> str:
    return max((word for word in words if phrase.endswith(word)), key=len, default="")


def _stripped(word: str, language: Language) -> str:
    suffix = _longest_suffix(word, _honorifics(language))
    return word[: -len(suffix)] if suffix and len(word) > len(suffix) + 1 else word


def _country(name: str, language: Language) -> bool:
    from seeds.quoting.names import country

    return country(name, language.code) is not None
