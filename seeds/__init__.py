"""Wire copy in: articles, sentences, signs of translation, quotes.

Loaded when first asked for, so that `align --help` stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seeds.formats import Columns as Columns
    from seeds.quoting.extraction import quotes as quotes
    from seeds.reading import WireCopy as WireCopy
    from seeds.reading import read as read
    from seeds.revising import revisions as revisions
    from seeds.splitting import sentences as sentences
    from seeds.tracing import signs as signs
    from seeds.versions import histories as histories

_PLACES = {
    "Columns": "seeds.formats",
    "WireCopy": "seeds.reading",
    "histories": "seeds.versions",
    "quotes": "seeds.quoting.extraction",
    "read": "seeds.reading",
    "revisions": "seeds.revising",
    "sentences": "seeds.splitting",
    "signs": "seeds.tracing",
}

__all__ = ["Columns", "WireCopy", "histories", "quotes", "read", "revisions", "sentences", "signs"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a module attribute can be anything (PEP 562)
    if name not in _PLACES:
        raise AttributeError(f"module 'seeds' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
