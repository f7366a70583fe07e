"""The archive: every article, quote, statement and drift seen so far, in one folder that loses nothing."""

from align.archive.store import Archive as Archive
from align.archive.store import Snapshot as Snapshot

__all__ = ["Archive", "Snapshot"]
