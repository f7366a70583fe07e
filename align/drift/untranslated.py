"""Untranslated: words of another language left standing in a rendering."""

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA

from align.drift.sameness import Token
from align.drift.types import Difference, Pair, Severity, Side
from seeds.lemmas import is_known

# The letters of each script, and the scripts that languages are written in; any other is written in Latin letters.
_SCRIPTS: Final = {
    "han": re.compile(r"[\u3400-\u9fff]"),
    "kana": re.compile(r"[\u3041-\u30ff]"),
    "hangul": re.compile(r"[\uac00-\ud7a3]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0620-\u06ff]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "latin": re.compile(r"[a-z\u00df-\u024f]", re.IGNORECASE),
}
_WRITTEN: Final = {
    "zh": ("han",),
    "ja": ("han", "kana"),
    "ko": ("hangul", "han"),
    "ru": ("cyrillic",),
    "ar": ("arabic",),
    "hi": ("devanagari",),
    "mr": ("devanagari",),
    "ne": ("devanagari",),
    "fa": ("arabic",),
    "ur": ("arabic",),
    "uk": ("cyrillic",),
    "be": ("cyrillic",),
    "bg": ("cyrillic",),
    "sr": ("cyrillic", "latin"),
    "mk": ("cyrillic",),
    "kk": ("cyrillic",),
}
# Shorter words are alike in too many languages.
_LEAST: Final = 4
# Sister languages share words that a list of one of them may lack ("antes").
_SHARED: Final = 0.4
# Languages in Latin letters whose lists tell a word of another language; what so many have is of all.
_LISTED: Final = ("cs", "de", "en", "es", "fr", "it", "nl", "pl", "pt")
_INTERNATIONAL: Final = 4
# The French and the Italian list lack many words that are never bent ("jamais", "sempre"): they tell no stranger.
_GAPPED: Final = frozenset({"fr", "it"})
# Of words that no original had: one that only a list tells, and one with a capital, which may be a name.
_LISTED_SURE: Final = 0.9
_CAPITAL_SURE: Final = 0.6
# A rendering of which more than this share is in another script is in a language that its code does not tell.
_MOST_STRANGE: Final = 0.34
# A word so many letters from one of the original is that word, misspelt or bent.
_MISSPELT: Final = 1


def untranslated(pair: Pair) -> Iterator[Difference]:
    """Yield the words, in runs, that stand in a rendering as another language writes them.

    In another script they are told by it, but for Latin letters, in which any language writes names; in Latin letters
    they are words in small letters that the original has too and that only its language knows, or that are neither in
    the original nor in the list of the rendering's language, but in that of another one.
    """
    run: list[int] = []
    last = 0.0
    for place, sure in _left(pair):
        if run and (place != run[-1] + 1 or sure != last):
            yield _difference(pair, run, last)
            run = []
        run.append(place)
        last = sure
    if run:
        yield _difference(pair, run, last)


def _left(pair: Pair) -> Iterator[tuple[int, float]]:
    """Yield the places in the rendering of words left in another language, and how certain that is."""
    had = {token.small for token in pair.original.tokens}
    akin = pair.original.language.code in pair.rendering.language.kin
    strange = [place for place, token in enumerate(pair.rendering.tokens) if _is_strange(pair, token)]
    few = len(strange) <= _MOST_STRANGE * len(pair.rendering.tokens)
    for place, token in enumerate(pair.rendering.tokens):
        if _is_taken_over(pair, token, had):
            yield place, _SHARED if akin else 1.0
        elif few and token.small not in had:
            sure = 1.0 if place in strange else _listed_elsewhere(pair, token, had)
            if sure and not _is_gloss(pair.rendering, place):
                yield place, sure


def _is_taken_over(pair: Pair, token: Token, had: set[str]) -> bool:
    """Whether a word is one of the original's language, as that has it."""
    if pair.one_language:
        return False
    theirs, ours = (_scripts(side) for side in (pair.original, pair.rendering))
    foreign = [script for script in theirs if script not in ours]
    if any(script != "latin" and _SCRIPTS[script].search(token.text) for script in foreign):
        return True
    if len(token.small) < _LEAST or not token.text.isalpha() or not token.text[0].islower() or token.small not in had:
        return False
    code, own = pair.original.language.code, pair.rendering.language.code
    return is_known(token.small, code) is True and (is_known(token.small, own) is False or "latin" in foreign)


def _is_strange(pair: Pair, token: Token) -> bool:
    """Whether a word is written in a script that neither the rendering's language nor the original uses."""
    ours = _scripts(pair.rendering)
    return any(
        pattern.search(token.text) and not pattern.search(pair.original.text)
        for script, pattern in _SCRIPTS.items()
        if script != "latin" and script not in ours
    )


def _listed_elsewhere(pair: Pair, token: Token, had: set[str]) -> float:
    """Return how certain it is that a word in Latin letters is of another language, 0 where nothing says so."""
    own, small = pair.rendering.language.code, token.small
    if len(small) < _LEAST or own not in _LISTED or own in _GAPPED:
        return 0.0
    if not token.text.isalpha() or token.text.isupper():
        return 0.0
    if is_known(small, own) is not False:
        return 0.0
    others = [code for code in _LISTED if code != own and is_known(small, code)]
    if not 0 < len(others) < _INTERNATIONAL or not pair.rendering.language.kin.isdisjoint(others):
        return 0.0
    # Only German writes a common noun with a capital; any other capital is a name's, or begins a sentence.
    is_capital = token.text[0].isupper()
    if is_capital and not (pair.one_language and others == ["de"]):
        return 0.0
    if not pair.one_language and pair.original.language.code not in others:
        return 0.0
    if any(OSA.distance(small, word, score_cutoff=_MISSPELT) <= _MISSPELT for word in had):
        return 0.0
    return _CAPITAL_SURE if is_capital else _LISTED_SURE


def _is_gloss(side: Side, place: int) -> bool:
    """Whether a word stands in brackets, where writers give a name or a term in its own language."""
    before = side.text[: side.tokens[place].start]
    return max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))


def _scripts(side: Side) -> tuple[str, ...]:
    return _WRITTEN.get(side.language.code, ("latin",))


def _difference(pair: Pair, run: list[int], sure: float) -> Difference:
    small = {pair.rendering.tokens[place].small for place in run}
    left = tuple(place for place, token in enumerate(pair.original.tokens) if token.small in small)
    says = pair.rendering.words(run)
    why = f"“{says}” was left as it stood in the original" if left else f"“{says}” is in another language"
    return Difference("untranslated", Severity.MAJOR, left[: len(run)], tuple(run), why, sure)
