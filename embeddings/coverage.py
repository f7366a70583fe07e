"""Warns when a text is in a language that the model has not learnt: the vector is given, but says less."""

import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

_LETTER = re.compile(r"[^\W\d_]")
# Arabic is known but cut small; letters that it does not have tell Persian and Urdu from it.
_ARABIC = re.compile(r"[\u0621-\u064a]")
_NOT_ARABIC = re.compile(r"[پچژگٹڈڑںےک]")
# Chinese, Japanese and Korean are known, and their characters are pieces.
_EAST_ASIAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# `use` cuts alphabetic text in languages it knows into 0.35 pieces a character or fewer, in others into 0.4 and more.
_PIECES_A_CHARACTER = 0.38
# A language cannot be told from fewer. The vowel signs of Indian scripts do not count as letters.
_LETTERS = 30
_LOOKS_A_CALL = 4
_SAMPLE = 500
# Detection takes some 5 ms, and 65 MB at first: it is asked when a text looks odd, and this often at most.
_LOOKS = 32


class LanguageWarning(UserWarning):
    """A text in a language outside those that the model knows."""


class Coverage:
    """What one model knows, and what has been said about the rest; each language is named once."""

    def __init__(self, name: str, known: Iterable[str], pieces: Callable[[str], int] | None = None) -> None:
        self.name = name
        self.known = frozenset(known)
        self.pieces = pieces
        self._said: set[str] = set()
        self._looks = 0

    def check_languages(self, languages: Iterable[str | None]) -> None:
        """Warn of each language of a table's column that the model does not know."""
        for language, count in Counter(languages).items():
            if language and language.split("-")[0].lower() not in self.known:
                self._say(language, f"{count:,} {'text' if count == 1 else 'texts'}")

    def check_texts(self, texts: Sequence[str]) -> None:
        """Warn of the languages of a sample: texts that come out in more pieces than known languages do."""
        if self.pieces is None or self._looks >= _LOOKS:
            return
        sample = [text[:_SAMPLE] for text in texts[:: max(1, len(texts) // 64)] if len(text) >= _LETTERS]
        odd = [text for text in sample if self._is_odd(text)]
        # Here and there a text looks odd in a language that is known: names and dialogue do that.
        if len(odd) * 5 < len(sample) or not odd:
            return
        from seeds.detection import detect

        for text in odd[:_LOOKS_A_CALL]:
            self._looks += 1
            language = detect(text)
            if language and language not in self.known:
                self._say(language, f"“{text[:40]}...”")

    def _is_odd(self, text: str) -> bool:
        assert self.pieces is not None, "asked only with a tokenizer"  # noqa: S101
        if self.pieces(text) <= _PIECES_A_CHARACTER * len(text) or len(_LETTER.findall(text)) < _LETTERS:
            return False
        if _ARABIC.search(text):
            return _NOT_ARABIC.search(text) is not None
        return not _EAST_ASIAN.search(text)

    def _say(self, language: str, what: str) -> None:
        if language not in self._said:
            self._said.add(language)
            warnings.warn(
                f"language {language!r} ({what}): model {self.name!r} is not made for it, and its vectors may be weak. "
                "`e5` knows 93 languages.",
                LanguageWarning,
                stacklevel=5,
            )
