"""The archive: every article, quote, statement and drift seen so far, in one folder that loses nothing.

Names load when they are first used, so that `align --help` stays quick.
"""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from align.archive.store import Archive as Archive
    from align.archive.store import Snapshot as Snapshot

# LanceDB warns of lists of its index that hold nothing yet: nothing that a user could mend.
os.environ.setdefault("LANCEDB_LOG", "error")

__all__ = ["Archive", "Snapshot"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # a module attribute can be anything (PEP 562)
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from align.archive import store

    return getattr(store, name)
