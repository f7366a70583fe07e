"""Speakers in scripts without capitals (Arabic, Chinese, Japanese, Korean).

Name, role and sort of a phrase by its words.
"""

import re
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import arabic
from seeds.quoting.hangul import spaced
from seeds.quoting.parts import Parts, Sort
from seeds.quoting.unspaced import unspaced

__all__ = ["Parts", "Sort", "is_caseless", "parts"]

_BRACKETS: Final = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]?")


def is_caseless(language: Language) -> bool:
    """Whether a language's script has no capitals."""
    return bool(language.patterns) or language.verb_first


def parts(phrase: str, language: Language) -> Parts:
    """Return head, role and sort of a speaker's phrase."""
    bare = _BRACKETS.split(phrase)[0].rstrip() or phrase
    if bare.strip() in language.pronouns:
        return Parts(0, len(bare), None, "pronoun")
    if language.verb_first:
        return arabic(bare, language)
    if " " in bare.strip() or language.patterns.get("spaced"):
        return spaced(bare, language)
    return unspaced(bare, language)
