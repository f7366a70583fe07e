"""What the other rooms ask of an encoder; any object that has these will do, so tests need no model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from embeddings.texts import Texts


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors of unit length."""

    @property
    def name(self) -> str:
        """What `load` was given: "use", "e5", "duo", a hub name or a folder."""

    @property
    def dimension(self) -> int:
        """The number of values in a vector."""

    def encode(self, texts: Texts, /) -> npt.NDArray[np.float32]:  # the model's own
        """Return float32 [n, dimension], one row a text; [dimension] for a single string."""


@runtime_checkable
class TokenEncoder(Protocol):
    """Turns texts into one vector for each token."""

    def encode_tokens(self, texts: Sequence[str], /, *, layer: int = ...) -> "list[TokenVectors]":
        """Return each text's token vectors."""


@dataclass(frozen=True, eq=False)
class TokenVectors:
    """The tokens of one text, without special ones.

    Attributes:
        offsets: int64 [n, 2], start and end of each token in the text as given, in characters (`text[start:end]`).
        vectors: float32 [n, width], unit length.
        information: float32 [n], nats: how much each token says, by how rare its piece is in text of all languages.
    """

    offsets: npt.NDArray[np.int64]
    vectors: npt.NDArray[np.float32]
    information: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.offsets)
