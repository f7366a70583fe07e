"""An encoder that has some texts' vectors already, and asks another for the rest."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.protocol import Encoder
from embeddings.texts import Texts, listed


class Given:
    """Gives back the vectors it was given; what it was not given is encoded by the encoder that it stands for."""

    def __init__(self, encoder: Encoder, texts: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        """Take float32 [n, dimension], one row for each of `texts`."""
        self._encoder = encoder
        self._rows = {text: row for row, text in enumerate(texts)}
        self._vectors = vectors

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
        asked = listed(texts)
        found = np.empty((len(asked), self.dimension), dtype=np.float32)
        missing = [place for place, text in enumerate(asked) if text not in self._rows]
        there = [place for place, text in enumerate(asked) if text in self._rows]
        found[there] = self._vectors[[self._rows[asked[place]] for place in there]]
        if missing:
            found[missing] = self._encoder.encode([asked[place] for place in missing])
        return found[0] if isinstance(texts, str) else found
