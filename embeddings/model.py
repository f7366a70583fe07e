"""A `SentenceTransformer` that takes tables as well as lists, gives unit vectors, and knows its modules' fast way."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import torch
from rich.console import Console
from rich.progress import track
from sentence_transformers import SentenceTransformer
from torch import Tensor

from embeddings.catalogue import languages_of
from embeddings.coverage import Coverage
from embeddings.protocol import TokenVectors
from embeddings.texts import Texts, listed, stated_languages, writable
from seeds.exceptions import ModelError

if TYPE_CHECKING:
    from embeddings.flat import FlatEncoder

# With any of these otherwise, encoding goes the way of sentence-transformers itself.
_USUAL = {
    "output_value": "sentence_embedding",
    "precision": "float32",
    "pool": None,
    "truncate_dim": None,
    "device": None,
}
# Of layers 5 to 9 the best, or within 0.7 points of AER of it, on six language pairs: see docs/embeddings.md.
TOKEN_LAYER = 7


class Packed(Protocol):
    """Something that encodes many texts in flat batches."""

    def encode_packed(self, texts: Sequence[str]) -> Iterator[tuple[slice, Tensor]]:
        """Yield float32 [n, dimension], unit length, for one slice of `texts` after another."""
        ...


class WireEncoder(SentenceTransformer):
    """Any sentence-transformers model as the other rooms use it: see `encode`."""

    def __init__(self, folder: str | None = None, *, name: str, is_e5: bool = False, **options: Any) -> None:  # noqa: ANN401  # the base's
        super().__init__(folder, **options)
        self.name = name
        self.is_e5 = is_e5
        self._flat: tuple[tuple[torch.dtype, torch.device], FlatEncoder] | None = None
        self._digest: tuple[tuple[str, ...], str] | None = None
        self._coverage = Coverage(name, languages_of(name), getattr(self[0], "count_pieces", None))

    @property
    def dimension(self) -> int:
        """The number of values in a vector."""
        found = self.get_embedding_dimension()
        return int(super().encode("a").shape[-1] if found is None else found)

    @property
    def digest(self) -> str:
        """What tells this model's vectors from another's: SHA-256 over its modules, prompts, type and weights."""
        compute = [str(getattr(module, "compute", "")) for module in self.modules()]
        said = (str(self), str(self.prompts), str(self.default_prompt_name), str(self.dtype), *compute)
        if self._digest is None or self._digest[0] != said:
            found = hashlib.sha256("\n".join(said).encode())
            for key, tensor in sorted(self.state_dict().items()):
                found.update(key.encode())
                found.update(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().data)
            self._digest = (said, found.hexdigest())
        return self._digest[1]

    @property
    def packed(self) -> Packed | None:
        """The flat way to encode, if the model has one."""
        first: Any = self[0]
        return first if hasattr(first, "encode_packed") else self.flat

    @property
    def flat(self) -> "FlatEncoder | None":
        """The flat form of `e5`, also of that inside `duo`; made anew when the model has been moved or cast."""
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
        convert_to_tensor: bool = False,
        show_progress_bar: bool | None = False,
        **options: Any,  # noqa: ANN401  # the base's
    ) -> Any:  # noqa: ANN401  # an array or a tensor, as asked
        """Return the texts' vectors.

        Args:
            inputs: a string, any iterable of strings, or a polars DataFrame with a column `clean` or `text`. A column
                `language` of the table is held against the languages that a bundled model knows.
            prompt_name: one of the model's prompts; by default its own default.
            prompt: a prompt's words.
            normalize_embeddings: give unit length; the bundled models always do.
            convert_to_tensor: give a torch tensor.
            show_progress_bar: on stderr.
            options: the other options of `SentenceTransformer.encode`.

        Returns:
            float32 [n, dimension]; [dimension] for a string; [0, dimension] for no texts. The same text gives the same
            vector in any batch, to within 1e-3 a value in bfloat16 and 1e-5 in float32. A lone surrogate counts as
            U+FFFD, NUL as a space, and an empty text has a vector of its own.

        Raises:
            SchemaError: a table without the column, or an item that is not a string.

        Warns:
            LanguageWarning: texts in a language that the model does not know.
        """
        texts = [writable(text) for text in listed(inputs)]
        if not texts:
            empty = torch.empty((0, self.dimension))
            return empty if convert_to_tensor else empty.numpy()
        self._look_at_languages(inputs, texts)
        packed = self.packed
        if (
            packed is None
            or self.truncate_dim is not None
            or any(options.get(key, _USUAL[key]) != _USUAL[key] for key in _USUAL)
        ):
            return super().encode(
                texts[0] if isinstance(inputs, str) else texts,
                prompt_name=prompt_name,
                prompt=prompt,
                normalize_embeddings=normalize_embeddings,
                convert_to_tensor=convert_to_tensor,
                show_progress_bar=show_progress_bar,
                **options,
            )
        words = self._resolve_prompt(prompt, prompt_name) or ""
        vectors = self._encode_packed(packed, [words + text for text in texts], show=bool(show_progress_bar))
        found = vectors if convert_to_tensor else vectors.numpy()
        return found[0] if isinstance(inputs, str) else found

    def _look_at_languages(self, inputs: Texts, texts: list[str]) -> None:
        if self._coverage.known:
            stated = stated_languages(inputs)
            if stated is None:
                self._coverage.check_texts(texts)
            else:
                self._coverage.check_languages(stated)

    @torch.inference_mode()
    def _encode_packed(self, packed: Packed, texts: list[str], *, show: bool) -> Tensor:
        """Return float32 [n, dimension]; a text that comes twice, as relayed copy does, is encoded once."""
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        found = torch.empty((len(places), self.dimension))
        parts: Iterable[tuple[slice, Tensor]] = packed.encode_packed(list(places))
        if show:
            steps = -(-len(places) // packed_slice(packed))
            parts = track(parts, f"encoding with {self.name}", total=steps, console=Console(stderr=True))
        for rows, vectors in parts:
            found[rows] = vectors.to("cpu")
        return found if len(places) == len(texts) else found[[places[text] for text in texts]]

    @torch.inference_mode()
    def encode_tokens(self, texts: Sequence[str], *, layer: int = TOKEN_LAYER) -> list[TokenVectors]:
        """Return one vector for each token of each text, from one layer of `e5`; layers above it are not run.

        Args:
            texts: the texts, as they are: no prompt is put before them.
            layer: 0 (the input) to 12.

        Raises:
            ModelError: the model is neither `e5` nor `duo`, or has no such layer.
            SchemaError: an item is not a string.
        """
        flat = self.flat
        if flat is None:
            raise ModelError(f"--model {self.name}: gives no token vectors. `e5` does.")
        last = len(flat.bert.layers)
        if not 0 <= layer <= last:
            raise ModelError(f"--model {self.name}: has no layer {layer}. Its layers are 0 to {last}.")
        return list(flat.encode_tokens([writable(text) for text in listed(texts)], layer))


def packed_slice(packed: Packed) -> int:
    """Return how many texts `packed` takes at a time."""
    return int(getattr(packed, "texts_a_slice", 4096))
