"""Speakers in scripts without capitals (Arabic, Chinese, Japanese, Korean).

Name, role and sort of a phrase by its words.
"""

import re
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import arabic
from seeds.quoting.hangul import is_full_name, spaced
from seeds.quoting.parts import Parts, Sort, honorifics
from seeds.quoting.patterns import BRACKET
from seeds.quoting.unspaced import unspaced

__all__ = ["Parts", "Sort", "is_caseless", "parts"]

_ASIDE: Final = re.compile(r"[(（][^()（）]*[^()（）\d歳岁세][)）]")
# A body with its letters in brackets, behind a word of a name.
_LETTERED: Final = re.compile(r"\S+\s(?:[^()]*\s)?(?P<body>[^()\s]+)\([A-Za-z가-힣&.·-]+\)\s\S")
# A relative clause about somebody else, whose age stands in brackets.
_KEPT: Final = re.compile(r"[)）](?:さん|ら)?[をがにと][^()（）]{0,20}[るたういだむ](?=[\u3400-\u9fffァ-ヺ])")
_BRACKETS: Final = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]?")


def is_caseless(language: Language) -> bool:
    """Whether a language's script has no capitals."""
    return bool(language.patterns) or language.verb_first


def parts(phrase: str, language: Language) -> Parts:
    """Return head, role and sort of a speaker's phrase."""
    aside = list(_ASIDE.finditer(phrase))
    if aside and (rest := phrase[aside[-1].end() :].strip("の的 ")):
        # "米連邦準備制度理事会（FRB）のウォルシュ副議長"; an age in brackets has the name before it
        known = parts(rest, language) if rest not in honorifics(language) and len(rest) > 1 else None
        if known is not None and known.sort == "person":
            start = len(phrase) - len(rest)
            role = " ".join(filter(None, [phrase[:start].strip("の的 "), known.role]))
            return Parts(known.start + start, known.end + start, role or None, "person")
        lettered = _LETTERED.match(phrase) if language.patterns.get("spaced") else None
        if lettered is not None and not is_full_name(lettered["body"], language):
            return spaced(phrase, language)  # "크리스틴 라가르드 유럽중앙은행(ECB) 총재"; not "김도윤(한빛당) 의원"
    kept = _KEPT.search(phrase) if language.patterns.get("role_after_name") else None
    if kept is not None:
        known = parts(phrase[kept.end() :], language)  # "長女（12）を育てる | 会社員女性（41）"
        return Parts(known.start + kept.end(), known.end + kept.end(), known.role, known.sort)
    bare = _BRACKETS.split(phrase)[0].rstrip() or phrase
    if bare.endswith("＝"):
        bare = BRACKET.sub("", bare) or bare  # "山西優真＝大塚製薬＝"
    if bare.strip() in language.pronouns:
        return Parts(0, len(bare), None, "pronoun")
    if language.verb_first:
        return arabic(bare, language)
    if language.patterns.get("spaced"):
        return spaced(bare, language)
    return unspaced(bare, language)
