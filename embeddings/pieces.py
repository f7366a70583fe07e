"""Texts cut into the pieces of a sentencepiece model; offsets are characters of the text as given."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from unicodedata import category

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

WORD_MARK: Final = "▁"


@dataclass(frozen=True, eq=False)
class Pieced:
    """One text in pieces: int32 [n], their numbers; int64 [n, 2], `text[start:end]` of each, spaces before it left out.

    A word's mark that no longer piece took up is a piece of its own, and stands at the first character of its word.
    """

    ids: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


class Pieces:
    """Cuts texts; many threads may ask at once."""

    def __init__(self, processor: "SentencePieceProcessor") -> None:
        self._processor = processor
        self.word_mark = int(processor.piece_to_id(WORD_MARK))

    @cached_property
    def information(self) -> npt.NDArray[np.float32]:
        """float32 [vocabulary], nats: how much each piece says, the negative log probability of the unigram model."""
        numbers = range(self._processor.get_piece_size())
        return -np.fromiter(map(self._processor.get_score, numbers), np.float32, len(numbers))

    def cut(self, text: str) -> Pieced:
        """Return a text's pieces, without marks of its begin and end."""
        found = self._processor.encode(text, return_type="offset_mapping")
        pairs = zip(found["ids"], found["offsets"], strict=True)
        offsets = [_bare(text, *place, is_mark=number == self.word_mark) for number, place in pairs]
        return Pieced(np.array(found["ids"], np.int32), np.array(offsets, np.int64).reshape(-1, 2))

    def cut_all(self, texts: Sequence[str]) -> list[Pieced]:
        """Return the pieces of each text."""
        return [self.cut(text) for text in texts]


def _bare(text: str, start: int, end: int, *, is_mark: bool) -> tuple[int, int]:
    """Return a piece's place without the spaces before it, which its mark stands for."""
    first = start
    while first < end and not text[first].isalnum() and _is_blank(text[first]):
        first += 1
    if is_mark or first < end:
        start = first
    return start, max(end, min(start + 1, len(text)))


def _is_blank(character: str) -> bool:
    """Tell whether the normaliser may make a space or nothing of a character: spaces, controls, U+FFFD."""
    return category(character) in ("Cc", "Cf", "Zl", "Zp", "Zs") or character == "\ufffd"
