"""Untranslated: words of the original's language left standing in a rendering of another."""

import re
from collections.abc import Iterator
from typing import Final

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
}
# Shorter words are alike in too many languages.
_LEAST: Final = 4
# Sister languages share words that a list of one of them may lack ("antes").
_SHARED: Final = 0.4


def untranslated(pair: Pair) -> Iterator[Difference]:
    """Yield the words, in runs, that a rendering took over as they stood.

    In another script they are told by it, but for Latin letters, in which any language writes names; of one script, and
    in Latin letters, they are words in small letters that the original has too and that only its language knows.
    """
    if pair.one_language:
        return
    run: list[int] = []
    for place in range(len(pair.rendering.tokens)):
        if not _is_left(pair, place):
            continue
        if run and place != run[-1] + 1:
            yield _difference(pair, run)
            run = []
        run.append(place)
    if run:
        yield _difference(pair, run)


def _is_left(pair: Pair, place: int) -> bool:
    token = pair.rendering.tokens[place]
    theirs, ours = (_scripts(side) for side in (pair.original, pair.rendering))
    foreign = [script for script in theirs if script not in ours]
    if any(script != "latin" and _SCRIPTS[script].search(token.text) for script in foreign):
        return True
    if len(token.small) < _LEAST or not token.text.isalpha() or not token.text[0].islower():
        return False
    if not any(other.small == token.small for other in pair.original.tokens):
        return False
    code, own = pair.original.language.code, pair.rendering.language.code
    return is_known(token.small, code) is True and (is_known(token.small, own) is False or "latin" in foreign)


def _scripts(side: Side) -> tuple[str, ...]:
    return _WRITTEN.get(side.language.code, ("latin",))


def _difference(pair: Pair, run: list[int]) -> Difference:
    small = {pair.rendering.tokens[place].small for place in run}
    left = tuple(place for place, token in enumerate(pair.original.tokens) if token.small in small)
    says = pair.rendering.words(run)
    why = f"“{says}” was left as it stood in the original"
    akin = len(run) == 1 and pair.original.language.code in pair.rendering.language.kin
    sure = _SHARED if akin else 1.0
    return Difference("untranslated", Severity.MAJOR, left[: len(run)], tuple(run), why, sure)
