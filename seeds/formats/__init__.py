"""Formats of wire copy, told by content and never by a file's name: a module each, which yields its articles."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from seeds.formats.columns import Columns as Columns
from seeds.formats.item import Item as Item
from seeds.formats.item import Problem as Problem
from seeds.formats.limits import Budget as Budget
from seeds.formats.limits import TooMuchError as TooMuchError
from seeds.formats.limits import require_size
from seeds.formats.reading import Reading as Reading

# Asked in this order; a module has `is_of(raw)` and `items(raw)`. What is of none of them is plain text.
FORMATS: Final = (
    "archives",
    "streams",
    "warc",
    "parquet",
    "iptc7901",
    "anpa1312",
    "newsmlg2",
    "newsml1",
    "nitf",
    "feeds",
    "lines",
    "records",
    "ninjs",
    "webpage",
    "frontmatter",
    "tables",
    "plain",
)

# What holds many articles: these may be large, and are asked and read with the Reading beside the bytes.
COLLECTIONS: Final = frozenset({"archives", "streams", "warc", "parquet", "lines", "records", "tables"})


def items(raw: bytes, reading: Reading | None = None) -> Iterator[Item | Problem]:
    """Yield the articles in a file's bytes, and what of it could not be read.

    Args:
        raw: the bytes.
        reading: the columns that the user named, and what may still be unpacked; the defaults if not given.

    Raises:
        ValueError: they hold no wire copy; the message says why, and the mend.
    """
    reading = reading or Reading()
    for name in FORMATS:
        module: Any = import_module(f"seeds.formats.{name}")
        beside = (reading,) if name in COLLECTIONS else ()
        if module.is_of(raw, *beside):
            require_size(len(raw), collection=name in COLLECTIONS)
            yield from module.items(raw, *beside)
            return


def is_collection(head: bytes, reading: Reading) -> bool:
    """Whether the first bytes of a file say that it holds many articles, and may be large."""
    return any(import_module(f"seeds.formats.{name}").is_of(head, reading) for name in FORMATS if name in COLLECTIONS)


__all__ = [
    "COLLECTIONS",
    "FORMATS",
    "Budget",
    "Columns",
    "Item",
    "Problem",
    "Reading",
    "TooMuchError",
    "is_collection",
    "items",
]
