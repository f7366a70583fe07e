"""An encoder that is loaded when it is first asked: a run that finds nothing new is over without it."""

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from embeddings.protocol import Encoder
from embeddings.texts import Texts

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Deferred:
    """Stands for the encoder of a name, as `embeddings.load` takes it; what is wrong with it is said on first use."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._loading = Lock()

    @cached_property
    def _loaded(self) -> Encoder:
        from embeddings.loading import load

        return load(self.name)

    def _encoder(self) -> Encoder:
        with self._loading:  # two threads would load it twice
            return self._loaded

    @property
    def dimension(self) -> int:
        """The encoder's own."""
        return self._encoder().dimension

    def encode(self, texts: Texts, /) -> "npt.NDArray[np.float32]":
        """Return float32 [n, dimension], one row a text; [dimension] for a single string. Raises as `load` does."""
        return self._encoder().encode(texts)
