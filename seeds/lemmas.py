"""Dictionary forms of words, from simplemma's lists of some fifty languages."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy

from seeds.word_lists import WordLists

# simplemma keeps eight lists and reads the ninth from disk again and again; ours may all be in one run's copy.
_LISTS: Final = 64
_WORDS: Final = 131_072
_FOLDED: Final = "ss"


@lru_cache(maxsize=_WORDS)
def lemma(word: str, code: str) -> str:
    """Return a word's dictionary form in small letters; the word itself in a language without a list."""
    try:
        return _lemmatizer().lemmatize(_as_listed(word, code), code).casefold()
    except ValueError:
        return word


@lru_cache(maxsize=_WORDS)
def is_known(word: str, code: str) -> bool | None:
    """Return whether the list of a language has a word; None in a language without a list, and for no word."""
    try:
        return bool(word) and _lookup().get_lemma(_as_listed(word, code), code) is not None
    except ValueError:
        return None


def _as_listed(word: str, code: str) -> str:
    """Return a word as its list writes it: folding the case has made "ss" of the "ß" of "Maßnahmen"."""
    if _FOLDED not in word or _lookup().get_lemma(word, code) is not None:
        return word
    parts = word.split(_FOLDED)
    sharp = ("".join(map("".join, zip(parts, (*marks, ""), strict=True))) for marks in _sharpened(len(parts) - 1))
    return next((each for each in sharp if _lookup().get_lemma(each, code) is not None), word)


def _sharpened(count: int) -> Iterator[tuple[str, ...]]:
    """Yield what may stand between the parts of a word, one sharp s at first."""
    return islice(product((_FOLDED, "ß"), repeat=count), 1, None)


@cache
def _lists() -> WordLists:
    return WordLists(cache_max_size=_LISTS)


@cache
def _lookup() -> DictionaryLookupStrategy:
    return DictionaryLookupStrategy(dictionary_factory=_lists())


@cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_lists()))
