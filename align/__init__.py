"""Statements across versions, sentence and word alignment, drift and verdict.

Loaded when first asked for, so that `align --help` stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from align.beads import sentences as sentences
    from align.comparing import compare as compare
    from align.grouping import statements as statements
    from align.links import words as words
    from align.telling import story as story

_PLACES = {
    "compare": "align.comparing",
    "sentences": "align.beads",
    "statements": "align.grouping",
    "story": "align.telling",
    "words": "align.links",
}

__all__ = ["compare", "sentences", "statements", "story", "words"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a module attribute can be anything (PEP 562)
    if name not in _PLACES:
        raise AttributeError(f"module 'align' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
