"""JSON documents of records: a record an article."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from seeds.decoding import decoded
from seeds.formats import markup, ninjs
from seeds.formats.item import Item, Problem
from seeds.formats.reading import Reading
from seeds.formats.rows import articles

_OPENING: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:\{\s*[\"}]|\[\s*[\[\]{\"])")
_HEAD: Final = 1_024
# A document is parsed whole, and small values take many times their bytes.
_LARGEST_DOCUMENT: Final = 30_000_000


def is_of(raw: bytes, reading: Reading) -> bool:
    """Whether bytes are JSON, in UTF-8 or UTF-16, and no ninjs; any JSON that has the key which the user named."""
    return opens(raw) and not is_ninjs(raw, reading)


def opens(raw: bytes) -> bool:
    """Whether bytes open as JSON does."""
    return bool(_OPENING.match(raw[:_HEAD].replace(b"\0", b"")))


def is_ninjs(raw: bytes, reading: Reading) -> bool:
    """Whether JSON is ninjs, without the key that the user named for the text."""
    named = reading.columns.text
    return ninjs.is_of(raw) and not (named is not None and f'"{named}"'.casefold() in markup.opening(raw).casefold())


def items(raw: bytes, reading: Reading) -> Iterator[Item | Problem]:
    """Yield the records that have text as articles.

    A document is one record, an array of them, or an object that holds such an array.

    Raises:
        ValueError: it is no JSON, or no record has text.
    """
    text = decoded(raw)
    if len(raw) > _LARGEST_DOCUMENT:
        raise ValueError(
            f"{len(raw) / 1e6:,.0f} MB of JSON in one document; at most {_LARGEST_DOCUMENT / 1e6:,.0f} MB. "
            "Write it as JSON lines."
        )
    try:
        document = json.loads(text)
    except RecursionError:
        raise ValueError("JSON nested too deep. Extract the articles first.") from None
    except json.JSONDecodeError as error:
        raise ValueError(
            f"JSON that breaks off or is wrong at line {error.lineno}, column {error.colno}: {error.msg}. Mend it."
        ) from None
    except ValueError as error:  # a number of thousands of digits
        raise ValueError(f"JSON that cannot be read: {error}. Mend it.") from None
    yield from articles(enumerate(_found(document), 1), reading, "JSON records")


def _found(document: object) -> list[dict[str, Any]]:
    """Return the records of a document: the first array of objects in it, at most two keys deep, or itself."""
    if isinstance(document, list):
        return [record for record in document if isinstance(record, dict)]
    if not isinstance(document, dict):
        return []
    for value in document.values():
        inner = value.values() if isinstance(value, dict) else (value,)
        for held in inner:
            if isinstance(held, list) and len(held) > 0 and all(isinstance(record, dict) for record in held):
                return held
    return [document]
