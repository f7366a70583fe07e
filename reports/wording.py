"""The report's own words in the reader's language: catalogues of English sentences, each with what it becomes."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files as resources
from typing import Final

from align.schema import CATEGORIES

# What stands for itself in a sentence of a catalogue; of the others, a category is one of the schema's.
_SLOT: Final = re.compile(r"\{(\w+)\}")
_NUMBERS: Final = re.compile(r"\d{1,3}(?:,\d{3})*")
_SLOTS: Final = {"category": "|".join(CATEGORIES), "n": _NUMBERS.pattern, "m": _NUMBERS.pattern}


@dataclass(frozen=True)
class Wording:
    """What an English sentence of ours is in a language. Words of articles inside it stay as printed.

    A sentence of a catalogue has slots: `{n}` and `{m}` for numbers, `{category}` for a category of drift, a name that
    begins with `_` for a sentence that is said in the language too, any other for words that stay as they are.
    """

    language: str
    sentences: dict[str, str] = field(default_factory=dict, repr=False)
    thousands: str = ","

    def __call__(self, english: str) -> str:
        """Return the sentence in the language; as it is where the catalogue does not have it."""
        if self.language == "en" or not english:
            return english
        found = self._found(english)
        return english if found is None else found

    def knows(self, english: str) -> bool:
        """Whether the catalogue has a sentence, with every sentence inside it."""
        return self.language == "en" or not english or self._found(english, whole=True) is not None

    def _found(self, english: str, *, whole: bool = False) -> str | None:
        if english in self.sentences:
            return self.sentences[english]
        for pattern, said in self._patterns:
            match = pattern.fullmatch(english)
            if match is None:
                continue
            values = {name: self._filled(name, words, whole=whole) for name, words in match.groupdict().items()}
            if None not in values.values():
                return _SLOT.sub(lambda slot: str(values[slot[1]]), said)  # noqa: B023  # called at once
        parts = english.split("; ")
        told = [self._found(part, whole=whole) for part in parts] if len(parts) > 1 else []
        if not told or (whole and None in told) or not any(told):
            return None
        return "; ".join(part if one is None else one for part, one in zip(parts, told, strict=True))

    def _filled(self, name: str, words: str, *, whole: bool) -> str | None:
        if name in ("n", "m"):
            return words.replace(",", self.thousands)
        if name == "category" or name.startswith("_"):
            found = self._found(words, whole=whole)
            return words if found is None and not whole else found
        return words

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The sentences with slots, those with the most words of their own first."""
        slotted = [english for english in self.sentences if _SLOT.search(english)]
        slotted.sort(key=lambda english: len(_SLOT.sub("", english)), reverse=True)
        return tuple((_expression(english), self.sentences[english]) for english in slotted)


ENGLISH: Final = Wording("en")


def _expression(english: str) -> re.Pattern[str]:
    """Return what matches a sentence with any words in its slots."""
    pieces, at = [], 0
    for slot in _SLOT.finditer(english):
        pieces += [re.escape(english[at : slot.start()]), f"(?P<{slot[1]}>{_SLOTS.get(slot[1], '.*?')})"]
        at = slot.end()
    return re.compile("".join([*pieces, re.escape(english[at:])]), re.DOTALL)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that a report can be written in, English first."""
    found = sorted(path.name.removesuffix(".toml") for path in resources("reports").joinpath("catalogues").iterdir())
    return (ENGLISH.language, *(name for name in found if "." not in name))


@cache
def wording(language: str = "en") -> Wording:
    """Return the words of a language.

    Raises:
        ValueError: there is no catalogue of it; the message names those that there are.
    """
    if language == ENGLISH.language:
        return ENGLISH
    if language not in languages():
        raise ValueError(f"{language!r}: no catalogue of the report's words. Known: {', '.join(languages())}.")
    path = resources("reports").joinpath("catalogues", f"{language}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    thousands = data.pop("thousands")
    return Wording(language, {key: said for part in data.values() for key, said in part.items()}, thousands)
