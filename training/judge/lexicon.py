"""What the makers of training pairs know of a language: its words, their neighbours, its names, its lists."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch

from align.languages import Language, language, neutral
from embeddings.flat import FlatEncoder

UNSPACED: Final = frozenset({"zh", "ja", "th"})
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Nearest words of one language: the first few are often other forms of the same word.
_NEIGHBOURS: Final = 24
_SKIPPED: Final = 2
_LEAST_COUNT: Final = 2
_MOST_WORDS: Final = 6000

Span = tuple[int, int]


class Lexicon:
    """One language's words, learnt from the parallel text, and what its files say."""

    def __init__(self, code: str, texts: Iterable[str], flat: FlatEncoder) -> None:
        self.code = code
        self.flat = flat
        self.known: Language = language(code) or neutral(code)
        self.changes: dict[str, Any] = _changes().get(code, {})
        self.texts = list(dict.fromkeys(texts))
        self.abroad: list[Lexicon] = []
        counts: Counter[str] = Counter()
        names: Counter[str] = Counter()
        before: dict[str, Counter[str]] = {}
        for text in self.texts:
            last = ""
            for place, (start, end) in enumerate(self.words(text)):
                word = text[start:end]
                counts[word] += 1
                if place > 1 and self.says(last) and self.says(word):
                    before.setdefault(word, Counter())[last] += 1
                last = word
                names[word] += place > 0 and word[:1].isupper() and code != "de"
        self.counts = counts
        # Of each word that says something, such words as stand before it somewhere.
        self.before = {word: list(those) for word, those in before.items()}
        self.vocabulary = [word for word, _ in counts.most_common(_MOST_WORDS) if self.says(word)]
        self.names = [
            word
            for word, count in names.items()
            if count and len(word) > 2 and not counts[word.lower()] and not word.isupper() and word.isalpha()
        ]

    def words(self, text: str) -> list[Span]:
        """Return the words' places in a text; the tokenizer's pieces where a language writes none apart."""
        if self.code not in UNSPACED:
            return [found.span() for found in _WORD.finditer(text)]
        offsets = self.flat.pieces.cut(text).offsets.tolist()
        return [(start, end) for start, end in offsets if text[start:end].strip() and text[start].isalnum()]

    def says(self, word: str) -> bool:
        """Whether a word says something by itself."""
        small = word.lower()
        if small in self.known.function or not any(map(str.isalpha, word)):
            return False
        return len(word) > (0 if self.code in UNSPACED else 1 if self.code == "ko" else 2)

    @cached_property
    def _table(self) -> tuple[dict[str, int], list[str], npt.NDArray[np.float32]]:
        """The words of one piece: their places, and their unit vectors less what the language has in common."""
        ids = {word: self.flat.pieces.cut(word).ids.tolist() for word in self.vocabulary}
        marked = self.flat.pieces.word_mark
        single = [
            (word, pieces[-1]) for word, pieces in ids.items() if len([each for each in pieces if each != marked]) == 1
        ]
        words = [word for word, _ in single]
        if len(words) < _NEIGHBOURS + 1:
            return {}, [], np.zeros((0, 0), np.float32)
        table = self.flat.bert.words(torch.tensor([piece for _, piece in single])).detach().float().numpy()
        table = table - table.mean(axis=0)
        table /= np.linalg.norm(table, axis=1, keepdims=True)
        return {word: place for place, word in enumerate(words)}, words, table

    @cached_property
    def _near(self) -> npt.NDArray[np.int64]:
        table = self._table[2]
        nearest = np.empty((len(table), _NEIGHBOURS), np.int64)
        for place, row in enumerate(table):
            cosines = table @ row
            best = np.argpartition(-cosines, _NEIGHBOURS + 1)[: _NEIGHBOURS + 1]
            nearest[place] = best[np.argsort(-cosines[best])][1:]
        return nearest

    def neighbours(self, word: str) -> list[str]:
        """Return words of the language whose pieces lie near this one's in the embedding table, less the nearest."""
        places, words, _ = self._table
        if word not in places:
            return []
        found = [words[place] for place in self._near[places[word]]]
        stem = word.lower()[: max(4, len(word) - 3)]
        return [each for each in found[_SKIPPED:] if not each.lower().startswith(stem)]

    def nearest(self, word: str, other: "Lexicon") -> str | None:
        """Return the word of another language that lies nearest, None where either has no table of it."""
        places, _, table = self._table
        _, words, theirs = other._table
        if word not in places or not words:
            return None
        return words[int((theirs @ table[places[word]]).argmax())]

    @cached_property
    def numbers(self) -> list[str]:
        """The number words of the language, small letters."""
        return [word for word in self.known.numerals.cardinals if " " not in word and self.counts[word]]

    @cached_property
    def denials(self) -> list[str]:
        """The cues of denial that may be cut out whole, longest first."""
        cues = [cue for cue in self.known.negation_cues if "*" not in cue and len(cue) > (0 if self.unspaced else 1)]
        return sorted(cues, key=len, reverse=True)

    @property
    def unspaced(self) -> bool:
        """Whether the language writes its words together."""
        return self.code in UNSPACED

    @cached_property
    def modals(self) -> dict[str, list[str]]:
        """Modal words by the class of their claim, single classes and plain words only."""
        found: dict[str, list[str]] = {}
        for cue, kind in self.known.modality.items():
            if "*" not in cue and " " not in kind and kind in _CLAIMS and self.counts[cue]:
                found.setdefault(kind, []).append(cue)
        return found

    @cached_property
    def ends(self) -> dict[str, list[str]]:
        """Each word at an end of a scale with those at the other end, as printed in small letters."""
        by_end: dict[str, list[str]] = {}
        for word, ends in self.known.ends.items():
            if "*" not in word:
                for end in ends.split():
                    by_end.setdefault(end, []).append(word)
        turned = {"+": "-", "-": "+"}
        found: dict[str, list[str]] = {}
        for end, words in by_end.items():
            for word in words:
                found.setdefault(word, []).extend(by_end.get(end[:-1] + turned[end[-1]], ()))
        for pair in self.known.opposites:
            for word in pair:
                found.setdefault(word, []).extend(each for each in pair if each != word)
        return found


_CLAIMS: Final = ("certainty", "condition", "possibility", "obligation")


@cache
def _changes() -> dict[str, Any]:
    return tomllib.loads((files("training.judge") / "changes.toml").read_text(encoding="utf-8"))


def lexicons(texts: Sequence[tuple[str, str]], flat: FlatEncoder) -> dict[str, Lexicon]:
    """Return a lexicon for each language of texts (text, language)."""
    by_language: dict[str, list[str]] = {}
    for text, code in texts:
        by_language.setdefault(code, []).append(text)
    found = {code: Lexicon(code, its, flat) for code, its in sorted(by_language.items())}
    for each in found.values():
        each.abroad = [other for other in found.values() if other is not each]
    return found
