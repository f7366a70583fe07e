"""Sentence and token vectors: bundled multilingual models, any sentence-transformers model, and the vector cache.

Names come in when they are first used: `import embeddings` loads none of torch, polars and sentence_transformers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embeddings.caching import CachedEncoder, CacheWarning, cache_contents, cached
    from embeddings.catalogue import ModelInfo, available
    from embeddings.coverage import LanguageWarning
    from embeddings.deferred import Deferred
    from embeddings.given import Given
    from embeddings.loading import computed_in, load, part_encoder, token_encoder, utterance_encoder, word_encoder
    from embeddings.nearest import centred, margin, margin_neighbours, neighbours
    from embeddings.protocol import Encoder, TokenEncoder, TokenVectors
    from embeddings.saving import save

__all__ = [
    "CacheWarning",
    "CachedEncoder",
    "Deferred",
    "Encoder",
    "Given",
    "LanguageWarning",
    "ModelInfo",
    "TokenEncoder",
    "TokenVectors",
    "available",
    "cache_contents",
    "cached",
    "centred",
    "computed_in",
    "load",
    "margin",
    "margin_neighbours",
    "neighbours",
    "part_encoder",
    "save",
    "token_encoder",
    "utterance_encoder",
    "word_encoder",
]

_HOMES = {
    "CacheWarning": "caching",
    "CachedEncoder": "caching",
    "Deferred": "deferred",
    "Encoder": "protocol",
    "Given": "given",
    "LanguageWarning": "coverage",
    "ModelInfo": "catalogue",
    "TokenEncoder": "protocol",
    "TokenVectors": "protocol",
    "available": "catalogue",
    "cache_contents": "caching",
    "cached": "caching",
    "centred": "nearest",
    "computed_in": "loading",
    "load": "loading",
    "margin": "nearest",
    "margin_neighbours": "nearest",
    "neighbours": "nearest",
    "part_encoder": "loading",
    "save": "saving",
    "token_encoder": "loading",
    "utterance_encoder": "loading",
    "word_encoder": "loading",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the name stands for
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
