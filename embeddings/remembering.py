"""Remembers the vectors of the texts seen last, so that a batch does not encode anew what the one before it encoded."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any, Final, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from embeddings.protocol import Encoder, TokenEncoder, TokenVectors
from embeddings.texts import Texts, listed

Value = TypeVar("Value")

# Bytes of vectors that each memory may hold: those of some hundred quotes' words.
_LIMIT: Final = 24_000_000


class Memory(Generic[Value]):
    """Values by key, the least recently asked for dropped beyond a number of bytes; threads may share it."""

    def __init__(self, size: Callable[[Value], int], limit: int) -> None:
        self._size = size
        self._limit = limit
        self._held = 0
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def all(self, keys: Sequence[Hashable], make: Callable[[list[Any]], Sequence[Value]]) -> list[Value]:
        """Return the value of each key; those not held are made at once, each once."""
        different = dict.fromkeys(keys)
        with self._lock:
            found = {key: self._values[key] for key in different if key in self._values}
        missing = [key for key in different if key not in found]
        fresh = dict(zip(missing, make(missing), strict=True)) if missing else {}
        with self._lock:
            for key in different:
                if key in self._values:
                    self._values.move_to_end(key)
                elif key in fresh:
                    self._values[key] = fresh[key]
                    self._held += self._size(fresh[key])
            while self._held > self._limit and self._values:
                _, dropped = self._values.popitem(last=False)
                self._held -= self._size(dropped)
        found |= fresh
        return [found[key] for key in keys]


class RememberingEncoder:
    """An encoder with a memory; a text has the same vector in any batch, so it changes nothing but the time."""

    def __init__(self, encoder: Encoder, limit: int = _LIMIT) -> None:
        self._encoder = encoder
        self._memory: Memory[npt.NDArray[np.float32]] = Memory(lambda vector: vector.nbytes, limit)

    @property
    def plain(self) -> Encoder:
        """The encoder without the memory, for those who remember what they make of the vectors."""
        return self._encoder

    @property
    def name(self) -> str:
        """The encoder's own."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The encoder's own."""
        return self._encoder.dimension

    def encode(self, texts: Texts, /) -> npt.NDArray[np.float32]:
        """Return float32 [n, dimension], one row a text; [dimension] for a single string."""
        # Rows are copied: a view would hold the whole batch that it was made in.
        rows = self._memory.all(listed(texts), lambda fresh: [row.copy() for row in self._encoder.encode(fresh)])
        found = np.stack(rows) if rows else np.zeros((0, self.dimension), np.float32)
        return found[0] if isinstance(texts, str) else found


class RememberingTokenEncoder:
    """A token encoder with a memory."""

    def __init__(self, encoder: TokenEncoder, limit: int = _LIMIT) -> None:
        self._encoder = encoder
        self._memory: Memory[TokenVectors] = Memory(lambda tokens: tokens.vectors.nbytes, limit)

    @property
    def plain(self) -> TokenEncoder:
        """The encoder without the memory, for those who remember what they make of the vectors."""
        return self._encoder

    def encode_tokens(self, texts: Sequence[str], /, **options: Any) -> list[TokenVectors]:  # noqa: ANN401
        """Return each text's token vectors, as the encoder does with the same options."""
        asked = tuple(sorted(options.items()))
        keys = [(text, asked) for text in texts]
        return self._memory.all(keys, lambda fresh: self._encoder.encode_tokens([text for text, _ in fresh], **options))
