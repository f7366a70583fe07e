"""Plain text: one article a file."""

import re
from collections.abc import Iterator
from typing import Final

from seeds.decoding import decoded
from seeds.formats.item import Item

# Of no format that is read; its markup would pass for copy.
_STRUCTURED: Final = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:[{\[]\s*[\"{\]}]|<\?xml|<!doctype)",
    re.IGNORECASE | re.DOTALL,
)


def is_of(_raw: bytes) -> bool:
    """Whether bytes are plain text: whatever came to be asked here."""
    return True


def items(raw: bytes) -> Iterator[Item]:
    """Yield the article in a file of text.

    Raises:
        ValueError: it is no text, or markup of no format that is read, or empty.
    """
    text = decoded(raw)
    if _STRUCTURED.match(text):
        raise ValueError("JSON or XML of no format that is read. Extract the article's text first.")
    if not text.strip():
        raise ValueError("empty. Leave it out, or fetch the article again.")
    yield Item(text)
