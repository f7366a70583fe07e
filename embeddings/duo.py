"""`duo`: the vectors of `use` and `e5` side by side, as one sentence-transformers module."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule
from torch import Tensor
from torch.nn import functional

from embeddings.model import Packed, WireEncoder, packed_slice

# e5's cosines lie between 0.8 and 1: its vector is made longer, so that its small differences count. Lengths from the
# root of 2 to that of 8 were tried on thirty languages; see docs/embeddings.md for this and for what did not help.
E5_LENGTH = 5**0.5


class Duo(InputModule):
    """[use, length * e5], unit length, 896 wide."""

    config_keys: list[str] = ["e5_length"]  # noqa: RUF012  # as the base class declares it
    save_in_root = True

    def __init__(self, use: WireEncoder, e5: WireEncoder, e5_length: float = E5_LENGTH) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.use = use
        self.e5 = e5
        self.e5_length = e5_length

    def get_embedding_dimension(self) -> int:
        """Return 896."""
        return self.use.dimension + self.e5.dimension

    @property
    def texts_a_slice(self) -> int:
        """How many texts `encode_packed` takes at a time."""
        return packed_slice(_packed(self.e5))

    def count_pieces(self, text: str) -> int:
        """Return in how many pieces `use` sees a text."""
        first: Any = self.use[0]
        return int(first.count_pieces(text))

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: object) -> dict[str, Tensor]:
        """Return both models' features, told apart by a prefix; `prompt` goes before the text in both."""
        texts = [f"{prompt or ''}{text}" for text in inputs]
        use, e5 = self.use.preprocess(texts), self.e5.preprocess(self._asked(texts))
        return {f"use_{key}": value for key, value in use.items()} | {f"e5_{key}": value for key, value in e5.items()}

    def forward(self, features: dict[str, Any], **_: object) -> dict[str, Any]:
        """Add `sentence_embedding`, float32 [n, 896], unit length."""
        parts = {}
        for name, model in (("use", self.use), ("e5", self.e5)):
            own = {key.removeprefix(f"{name}_"): value for key, value in features.items() if key.startswith(f"{name}_")}
            parts[name] = functional.normalize(model(own)["sentence_embedding"].float(), dim=1)
        features["sentence_embedding"] = self.joined(parts["use"], parts["e5"])
        return features

    def joined(self, use: Tensor, e5: Tensor) -> Tensor:
        """Return [n, 896], unit length, from unit vectors of both."""
        return functional.normalize(torch.cat([use, self.e5_length * e5], dim=1), dim=1)

    def encode_packed(self, texts: Sequence[str]) -> Iterator[tuple[slice, Tensor]]:
        """Yield float32 [n, 896], unit length, for one slice of `texts` after another."""
        for rows, e5 in _packed(self.e5).encode_packed(self._asked(texts)):
            use = torch.cat([vectors for _, vectors in _packed(self.use).encode_packed(texts[rows])])
            yield rows, self.joined(use, e5)

    def _asked(self, texts: Sequence[str]) -> list[str]:
        """Return the texts with e5's own prompt before them."""
        words = self.e5.prompts.get("query") or ""
        return [words + text for text in texts]

    def save(self, output_path: str, *_: object, safe_serialization: bool = True, **__: object) -> None:
        """Write both models, each a folder of its own."""
        self.save_config(output_path)
        for name, model in (("use", self.use), ("e5", self.e5)):
            place = str(Path(output_path, name))
            model.save(place, create_model_card=False, safe_serialization=safe_serialization)

    @classmethod
    def load(  # type: ignore[override]  # from a folder alone, by the hand of `loading`
        cls, model_name_or_path: str, subfolder: str = "", device: str | None = None, dtype: str = "auto", **_: object
    ) -> "Duo":
        """Read what `save` wrote, from a folder."""
        from embeddings.loading import e5_from, load

        folder = Path(model_name_or_path, subfolder)
        config = json.loads((folder / cls.config_file_name).read_text(encoding="utf-8"))
        use = load(str(folder / "use"), device=device, dtype=dtype)
        return cls(use, e5_from(folder / "e5", device=device, dtype=dtype), **config)


def _packed(model: WireEncoder) -> Packed:
    assert model.packed is not None, "both bundled models have a flat way"  # noqa: S101
    return model.packed
