"""What a speaker's phrase says beside a name: the kind of office, and whether it points back to a body named before.

"foreign ministry spokesman" and "외무성 대변인" are of one kind; "同社" names nobody.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

# Words end where the next begins; in Korean, Chinese and Japanese an office is a part of a word.
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=65_536)
def fields(words: str, code: str) -> frozenset[str]:
    """Return the kinds of office, by their names in `offices.toml`, that some words of a language name."""
    folded = words.casefold().replace("’", "'")
    return frozenset(name for name, pattern in _patterns(code).items() if pattern.search(folded))


def points_back(phrase: str, code: str) -> bool:
    """Whether a phrase of a language begins with a word that points to a body named before (`pointing.toml`)."""
    return phrase.startswith(_pointing().get(code, ()))


@cache
def _pointing() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("align") / "pointing.toml").read_text(encoding="utf-8"))
    return {code: tuple(words) for code, words in table.items()}


@cache
def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    table = tomllib.loads((files("align") / "offices.toml").read_text(encoding="utf-8"))
    return {name: _any_of(forms[code]) for name, forms in table.items() if code in forms}


def _any_of(stems: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds a stem: where a word starts, also behind an Arabic article, or in unspaced text."""
    starts = [
        re.escape(stem.casefold())
        if _UNSPACED.search(stem)
        else rf"(?<![^\W\d_])(?:[وبل]?ال|لل)?{re.escape(stem.casefold())}"
        for stem in stems
    ]
    return re.compile("|".join(starts))
