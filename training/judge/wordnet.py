"""Synonyms, opposites, wider words and sisters of English words, from WordNet 3.0's own files (Princeton's licence).

Debian's package `wordnet-base` puts them into /usr/share/wordnet. They are read for training alone; nothing ships.
"""

from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

# Files, and the letters by which their pointers name them ("s", a satellite, is an adjective too).
_PARTS: Final = {"adj": "a", "adv": "r", "noun": "n", "verb": "v"}
# Two senses at most: rarer ones would call words alike that readers do not.
_SENSES: Final = 2
# Endings of English verbs, nouns and adjectives.
_ENDINGS: Final = ("ed", "ing", "s", "er", "est")


class _Sense(NamedTuple):
    words: tuple[str, ...]
    opposites: tuple[str, ...]
    wider: tuple[str, ...]


class WordNet:
    """Relations of English words by their dictionary form, in small letters; single words only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _senses(self) -> dict[str, _Sense]:
        found = {}
        for part, letter in _PARTS.items():
            for line in (self._folder / f"data.{part}").read_text(encoding="ascii").splitlines():
                if not line.startswith("  "):
                    offset, sense = _parsed(line)
                    found[f"{letter}{offset}"] = sense
        return found

    @cached_property
    def _index(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for part, letter in _PARTS.items():
            for line in (self._folder / f"index.{part}").read_text(encoding="ascii").splitlines():
                if line.startswith("  "):
                    continue
                fields = line.split()
                count = int(fields[2])
                found.setdefault(fields[0], []).extend(f"{letter}{offset}" for offset in fields[-count:][:_SENSES])
        return found

    def synonyms(self, word: str) -> list[str]:
        """Return words of the same first sense, where the word has no more than three senses in all."""
        senses = self._index.get(word, [])
        if len(senses) > 3:
            return []
        return [each for each in self._senses[senses[0]].words if each != word] if senses else []

    def bent(self, word: str) -> list[str]:
        """Return the opposites of an inflected word, inflected alike by the rule: "increased" has "decreased"."""
        found = []
        for ending in _ENDINGS:
            if word.endswith(ending):
                stem = word.removesuffix(ending)
                for base in dict.fromkeys((stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem)):
                    found += [_ended(each, ending) for each in self.opposites(base)]
        return found

    def opposites(self, word: str) -> list[str]:
        """Return words that some sense is the opposite of."""
        return [each for sense in self._index.get(word, ()) for each in self._resolved(self._senses[sense].opposites)]

    def wider(self, word: str) -> list[str]:
        """Return the words of the sense above the first."""
        senses = self._index.get(word, [])
        return self._resolved(self._senses[senses[0]].wider) if senses else []

    def sisters(self, word: str) -> list[str]:
        """Return other words under the same wider sense."""
        senses = self._index.get(word, [])
        above = self._senses[senses[0]].wider if senses else ()
        own = set(self._senses[senses[0]].words) if senses else set()
        return [each for sense in above for each in self._below.get(sense, ()) if each not in own]

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for sense in self._senses.values():
            for above in sense.wider:
                found.setdefault(above, []).extend(sense.words)
        return found

    def _resolved(self, senses: tuple[str, ...]) -> list[str]:
        return [word for sense in senses if sense in self._senses for word in self._senses[sense].words]


def _ended(word: str, ending: str) -> str:
    if ending != "s" and word.endswith("e"):
        return word[:-1] + ending
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + {"s": "ies", "ing": "ying"}.get(ending, "i" + ending)
    return word + ending


def _parsed(line: str) -> tuple[str, _Sense]:
    """Return a data line's offset and sense; see wndb(5WN) for the fields."""
    fields = line.split(" | ", maxsplit=1)[0].split()
    count = int(fields[3], 16)
    words = tuple(word.split("(")[0].lower() for word in fields[4 : 4 + 2 * count : 2])
    at = 4 + 2 * count
    pointers = [fields[place : place + 4] for place in range(at + 1, at + 1 + 4 * int(fields[at]), 4)]
    related = {
        sign: tuple(f"{kind.replace('s', 'a')}{offset}" for mark, offset, kind, _ in pointers if mark == sign)
        for sign in "!@"
    }
    return fields[0], _Sense(tuple(word for word in words if "_" not in word), related["!"], related["@"])
