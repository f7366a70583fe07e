"""Formats of wire copy, told by content and never by a file's name: a module each, which yields its articles."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from seeds.formats.item import Item as Item

# Asked in this order; a module has `is_of(raw)` and `items(raw)`. What is of none of them is plain text.
FORMATS: Final = ("newsmlg2", "nitf", "ninjs", "plain")


def items(raw: bytes) -> Iterator[Item]:
    """Yield the articles in a file's bytes.

    Raises:
        ValueError: they hold no wire copy; the message says why, and the mend.
    """
    for name in FORMATS:
        module: Any = import_module(f"seeds.formats.{name}")
        if module.is_of(raw):
            yield from module.items(raw)
            return


__all__ = ["FORMATS", "Item", "items"]
