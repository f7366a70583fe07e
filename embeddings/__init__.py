"""Sentence and token vectors: bundled multilingual models, any sentence-transformers model, and the vector cache.

Names come in when they are first used, so that `import embeddings` loads none of torch, polars and sentence_transformers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from embeddings.caching import CachedEncoder, cache_contents, cached
    from embeddings.catalogue import ModelInfo, available
    from embeddings.loading import load, token_encoder
    from embeddings.nearest import margin, neighbours
    from embeddings.protocol import Encoder, TokenEncoder, TokenVectors

__all__ = [
    "CachedEncoder",
    "Encoder",
    "ModelInfo",
    "TokenEncoder",
    "TokenVectors",
    "available",
    "cache_contents",
    "cached",
    "load",
    "margin",
    "neighbours",
    "token_encoder",
]

_HOMES = {
    "CachedEncoder": "caching",
    "Encoder": "protocol",
    "ModelInfo": "catalogue",
    "TokenEncoder": "protocol",
    "TokenVectors": "protocol",
    "available": "catalogue",
    "cache_contents": "caching",
    "cached": "caching",
    "load": "loading",
    "margin": "nearest",
    "neighbours": "nearest",
    "token_encoder": "loading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
