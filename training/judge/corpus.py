"""Parallel text that may train what ships: Tatoeba, human-labelled translations, and the training part of DEMETR.

Licences: Tatoeba CC BY 2.0 FR (by way of LASER); the labelled translations of WMT21's critical error detection CC0;
DEMETR MIT. No line of a set whose licence is not stated is read here, and none of DEMETR's `dev` split.
"""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.drift import LANGUAGES

# Tatoeba's names of languages, and ours (ISO 639-1); those of the project come first.
OURS: Final = {
    "spa": "es",
    "fra": "fr",
    "kor": "ko",
    "cmn": "zh",
    "jpn": "ja",
    "deu": "de",
    "rus": "ru",
    "ara": "ar",
    "por": "pt",
    "ita": "it",
}
OTHERS: Final = {"pol": "pl", "ces": "cs", "nld": "nl", "tur": "tr", "ukr": "uk", "ron": "ro", "ind": "id", "swe": "sv"}
TRANSLATED: Final = ("cs", "de", "ja", "zh")
# Every so many-th sentence of DEMETR's training part is kept for the stack, which must see what the model never saw.
KEPT: Final = 5
_SIGNS: Final = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef"
_BETWEEN_SIGNS: Final = re.compile(rf"(?<=[{_SIGNS}]) +| +(?=[{_SIGNS}])")
_BEFORE_MARK: Final = re.compile(r" +(?=[,.;:!?%)\]…])|(?<=[(\[]) +")


class Parallel(NamedTuple):
    """Two sentences that say the same, and their languages (ISO 639-1)."""

    source: str
    source_language: str
    target: str
    target_language: str


class Labelled(NamedTuple):
    """A translation that people read, as printed and as it came, in tokens; whether they found a critical error."""

    pair: Parallel
    in_tokens: Parallel
    has_error: bool


class Altered(NamedTuple):
    """A sentence of DEMETR: its source, two faithful English renderings, and altered ones as (category, text)."""

    source: str
    source_language: str
    reference: str
    faithful: str
    altered: tuple[tuple[str, str], ...]


def tatoeba(folder: Path, names: dict[str, str]) -> list[Parallel]:
    """Return the pairs of English and other languages; where two have one English sentence, their pair too."""
    found, by_english = [], {}
    for name, code in names.items():
        sides = [
            (folder / f"tatoeba.{name}-eng.{side}").read_text(encoding="utf-8").splitlines() for side in ("eng", name)
        ]
        for english, other in zip(*sides, strict=True):
            found.append(Parallel(english, "en", other, code))
            by_english.setdefault(english, []).append((other, code))
    for others in by_english.values():
        for (one, first), (other, second) in combinations(others, 2):
            if first != second:
                found.append(Parallel(one, first, other, second))
    return found


def labelled(folder: Path) -> Iterator[Labelled]:
    """Yield the labelled translations of web comments."""
    for code in TRANSLATED:
        for row in _rows(folder / f"catastrophic-train.en-{code}.jsonl"):
            pair = Parallel(plain(row["source"]), "en", plain(row["translation"]), code)
            if 2 <= len(pair.source.split()) <= 60 and len(pair.target) < 400:
                yield Labelled(pair, Parallel(row["source"], "en", row["translation"], code), bool(row["error"]))


def plain(text: str) -> str:
    """Return text that came in tokens, spaces between them, as it is printed."""
    return _BEFORE_MARK.sub("", _BETWEEN_SIGNS.sub("", text)).strip()


def demetr(path: Path, *, kept: bool) -> list[Altered]:
    """Return the sentences of the training part: those kept for the stack, or the others."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(path):
        if row["split"] == "train":
            groups.setdefault(row["source"], []).append(row)
    found = []
    for number, (source, rows) in enumerate(sorted(groups.items())):
        if (number % KEPT == 0) == kept:
            first = rows[0]
            altered = tuple((row["category"], row["drifted"]) for row in rows if row["severity"] != "base")
            language = LANGUAGES[first["language"]]
            found.append(Altered(source, language, first["reference"], first["faithful"], altered))
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
