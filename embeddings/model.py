"""A `SentenceTransformer` that takes tables as well as lists, gives unit vectors, and knows the fast way of its modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor
from tqdm import tqdm

from embeddings.protocol import TokenVectors
from embeddings.texts import Texts, listed, writable
from seeds.exceptions import ModelError

if TYPE_CHECKING:
    from embeddings.flat import FlatEncoder

# With any of these set, encoding goes the way of sentence-transformers itself.
_ORDINARY = {"output_value": "sentence_embedding", "precision": "float32", "pool": None, "truncate_dim": None}
TOKEN_LAYER = 7


class Packed(Protocol):
    """Something that encodes many texts in flat batches."""

    def encode_packed(self, texts: Sequence[str]) -> Iterator[tuple[slice, Tensor]]:
        """Yield float32 [n, dimension], unit length, for one slice of `texts` after another."""


class WireEncoder(SentenceTransformer):
    """Any sentence-transformers model as the other rooms use it: see `encode`."""

    def __init__(self, *arguments: Any, name: str, is_e5: bool = False, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.name = name
        self.is_e5 = is_e5
        self._flat: tuple[tuple[torch.dtype, torch.device], FlatEncoder] | None = None

    @property
    def dimension(self) -> int:
        """The number of values in a vector."""
        found = self.get_embedding_dimension()
        if found is None:
            found = super().encode("a", convert_to_numpy=True).shape[-1]
        return int(found)

    @property
    def packed(self) -> Packed | None:
        """The flat way to encode, if the model has one."""
        return self[0] if hasattr(self[0], "encode_packed") else self.flat

    @property
    def flat(self) -> FlatEncoder | None:
        """The flat form of `e5`, also that inside `duo`; made anew when the model has been moved or cast."""
        if not self.is_e5:
            inner = getattr(self[0], "e5", None)
            return inner.flat if isinstance(inner, WireEncoder) else None
        weight = next(self.parameters())
        key = (weight.dtype, weight.device)
        if self._flat is None or self._flat[0] != key:
            from embeddings.flat import FlatEncoder

            self._flat = (key, FlatEncoder(self))
        return self._flat[1]

    def encode(  # type: ignore[override]  # one signature for the many overloads of the base
        self,
        inputs: Texts,
        prompt_name: str | None = None,
        prompt: str | None = None,
        *,
        normalize_embeddings: bool = True,
        convert_to_numpy: bool = True,
        convert_to_tensor: bool = False,
        show_progress_bar: bool | None = False,
        **options: Any,
    ) -> Any:
        """Return the texts' vectors.

        Args:
            inputs: a string, any iterable of strings, or a polars DataFrame with a column `clean` or `text`.
            prompt_name: one of the model's prompts; by default its own default.
            prompt: a prompt's words.
            normalize_embeddings: give unit length.
            convert_to_numpy: as in sentence-transformers.
            convert_to_tensor: give a torch tensor.
            show_progress_bar: on stderr.
            options: the other options of `SentenceTransformer.encode`.

        Returns:
            float32 [n, dimension]; [dimension] for a string; [0, dimension] for no texts. The same text gives the same
            vector in any batch, to within 1e-3 a value in bfloat16 and 1e-5 in float32. A lone surrogate counts as
            U+FFFD, NUL as a space, and an empty text has a vector of its own.

        Raises:
            SchemaError: a table without the column, or an item that is not a string.
        """
        texts = [writable(text) for text in listed(inputs)]
        if not texts:
            empty = torch.empty((0, self.dimension))
            return empty if convert_to_tensor else empty.numpy()
        ordinary = self.truncate_dim is None and all(
            options.get(key, usual) == usual for key, usual in _ORDINARY.items()
        )
        packed = self.packed
        if packed is None or not ordinary or isinstance(options.get("device"), list):
            return super().encode(
                texts[0] if isinstance(inputs, str) else texts,
                prompt_name=prompt_name,
                prompt=prompt,
                normalize_embeddings=normalize_embeddings,
                convert_to_numpy=convert_to_numpy,
                convert_to_tensor=convert_to_tensor,
                show_progress_bar=show_progress_bar,
                **options,
            )
        words = self._resolve_prompt(prompt, prompt_name) or ""
        vectors = self._encode_packed(packed, [words + text for text in texts], bool(show_progress_bar))
        found = vectors if convert_to_tensor else vectors.numpy()
        return found[0] if isinstance(inputs, str) else found

    @torch.inference_mode()
    def _encode_packed(self, packed: Packed, texts: list[str], show: bool) -> Tensor:
        """Return float32 [n, dimension]; a text that comes twice, as relayed copy does, is encoded once."""
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        found = torch.empty((len(places), self.dimension))
        with tqdm(total=len(places), desc=f"encoding with {self.name}", unit="text", disable=not show) as bar:
            for rows, vectors in packed.encode_packed(list(places)):
                found[rows] = vectors.to("cpu")
                bar.update(len(vectors))
        return found if len(places) == len(texts) else found[[places[text] for text in texts]]

    @torch.inference_mode()
    def encode_tokens(self, texts: Sequence[str], *, layer: int = TOKEN_LAYER) -> list[TokenVectors]:
        """Return one vector for each token of each text, from one layer of the model; layers above it are not run.

        Args:
            texts: the texts, as they are: no prompt is put before them.
            layer: 0 (the input) to the model's last.

        Raises:
            ModelError: the model is not `e5`, or has no such layer.
        """
        flat = self.flat
        if flat is None:
            raise ModelError(f"--model {self.name}: gives no token vectors. `e5` does.")
        last = len(flat.bert.layers)
        if not 0 <= layer <= last:
            raise ModelError(f"--model {self.name}: has no layer {layer}. Its layers are 0 to {last}.")
        return list(flat.encode_tokens([writable(text) for text in listed(texts)], layer))
