"""Words of a quote, with offsets, lemmas, clauses, and the segments that marked cuts make."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from align.drift.sameness import Token
from align.languages import ARABIC_VOWELS, Language
from seeds import lemmas
from seeds.quoting.extraction import MARKED_CUT

# Signs written onto the letter before them: combining accents, Arabic and Devanagari vowels, Thai tones.
_MARKS: Final = (
    r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
)
# What an editor put in: "[the port]", but not "[T]he", which is a word.
_INSERTED: Final = re.compile(r"[\[［](?![.…])[^\[\]［］]{2,120}[\]］]")
# What a writer says between two stretches of one quote, each in its marks: “The deal,” he said, “is dead.”
_INCISE: Final = re.compile(r"(?<=[^\s“”„«»\"])[”»“\"][^“”„«»\"]{2,80}[“„«\"](?=[^\s“”„«»\"]|\s[^\s“”„«»\"])")
_IN_MARKS: Final = re.compile(r"\s*[“„«\"].*[”»“\"][.,!?]?\s*", re.DOTALL)
# A letter or digit of a script that parts words by spaces.
_LETTER: Final = r"[^\W_\u3040-\u30ff\u3400-\u9fff]"
# A word, its clitic apart ("don't": do, n't; "Russia's": Russia, 's), a number, or one Han or kana sign.
_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]"
    r"|[\[［][^\W\d_][\]］][^\W\d_]+"
    r"|\d+(?:st|nd|rd|th)\b|\d[\d.,]*\d(?![^\W_])|\d+|%"
    r"|\bcan(?=not\b)|(?<=\bcan)not\b"
    r"|[^\W\d_]+?(?=n['’‘]t\b)|n['’‘]t\b"
    r"|['’‘](?:s|ll|re|ve|d|m)\b"
    rf"|{_LETTER}(?:{_LETTER}|{_MARKS})*(?:[-‐.&](?:{_LETTER}|{_MARKS})+)*",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(r"[,;:.!?。、，；！？—–،؛؟]")
_NO_END: Final = frozenset({"", " ", "-"})
_SENTENCE_END: Final = re.compile(r"[.!?。！？؟](?:\s|\Z)|[”\"»]\s")
_SPELLINGS: Final = (
    (re.compile(r"isation\b"), "ization"),
    (re.compile(r"ise(d|s|r|rs)?\b"), r"ize\1"),
    (re.compile(r"ising\b"), "izing"),
    (re.compile(r"(?<=ly)s(?=e[ds]?\b|ing\b)"), "z"),
    (re.compile(r"(?<=[a-z]{2})our\b"), "or"),
    (re.compile(r"(?<=[a-z]{2})our(?=s|ed|ing|able|ful)"), "or"),
    (re.compile(r"\bdefence"), "defense"),
    (re.compile(r"(?<=[a-z])tre\b"), "ter"),
    (re.compile(r"elled\b"), "eled"),
    (re.compile(r"elling\b"), "eling"),
    (re.compile(r"programme"), "program"),
)

# One apostrophe, one hyphen, and no bracket round a letter that an editor changed.
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "‐": "-", "[": "", "]": "", "［": "", "］": ""})
_CONTRACTED: Final = {
    "ca": "can",
    "wo": "will",
    "sha": "shall",
    "n't": "not",
    "'ll": "will",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "%": "percent",
}


def tokens(text: str, language: Language) -> tuple[Token, ...]:
    """Return the words of `text` in order.

    Punctuation parts clauses; a marked cut ("...", "[…]") parts segments, and so does what others than the speaker put
    in: an editor's "[the port]", a writer's “he said” between two marked stretches. Their words are left out.
    """
    inserted = [match.span() for match in _inserted(text, language)]
    cuts = [*(match.span() for match in MARKED_CUT.finditer(text)), *inserted]
    found: list[Token] = []
    clause = sentence = 0
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if inserted and any(first <= start < last for first, last in inserted):
            continue
        between = text[at:start]
        if found and between not in _NO_END and _CLAUSE_END.search(between):
            clause += 1
            sentence += bool(_SENTENCE_END.search(between))
        segment = sum(last <= start for _, last in cuts) if cuts else 0
        word = match.group()
        small = normal(word, language.code)
        found.append(Token(word, small, lemma(small, language), start, end, clause, sentence, segment))
        at = end
    return tuple(found)


def _inserted(text: str, language: Language) -> Iterator[re.Match[str]]:
    if "[" in text or "［" in text:
        yield from _INSERTED.finditer(text)
    if _IN_MARKS.fullmatch(text):
        yield from _INCISE.finditer(text)
        if language.incises:
            yield from _unmarked(language.incises).finditer(text)


@cache
def _unmarked(incises: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression of an incise that no marks set off: up to four words more, then a sign."""
    words = "|".join(map(re.escape, incises))
    return re.compile(rf",\s*(?:{words})(?:\s\w+){{1,4}}?\s*(?=[,.!?»”\"]|\Z)")


@lru_cache(maxsize=65_536)
def normal(word: str, language: str) -> str:
    """Return a word as it is compared: lower case, plain apostrophes, one spelling where a language has two."""
    if language == "en" and word == "US":
        return "u.s"
    small = word.casefold().translate(_PLAIN)
    if language == "ar":
        return ARABIC_VOWELS.sub("", small)
    if language == "ru":
        return small.replace("ё", "е")
    if language == "en" and small in _CONTRACTED:
        return _CONTRACTED[small]
    if language == "en" and len(small) > 4:
        for pattern, spelling in _SPELLINGS:
            other = pattern.sub(spelling, small)
            small = other if other != small and lemmas.is_known(other, language) else small  # "rise" is no "rize"
    return small


def lemma(small: str, language: Language) -> str:
    """Return the dictionary form of a normal word; the word itself in a language that simplemma does not know."""
    if small in language.irregular:
        return language.irregular[small]
    return lemmas.lemma(small, language.code)
