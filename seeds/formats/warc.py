"""WARC: the pages and texts that a crawler was answered with, each read by its own format."""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from seeds.formats.item import Item, Problem
from seeds.formats.limits import LARGEST, TooMuchError
from seeds.formats.reading import DEEPEST, Reading

_MAGIC: Final = b"WARC/"
_READ: Final = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def is_of(raw: bytes, _reading: Reading) -> bool:
    """Whether bytes open as a WARC record does."""
    return raw.startswith(_MAGIC)


def items(raw: bytes, reading: Reading) -> Iterator[Item | Problem]:
    """Yield the articles of the answers that are HTML or plain text, their address as guid where they name none.

    Raises:
        ValueError: it is broken, stands too deep in archives, or has no such answer.
        TooMuchError: it holds more than is taken.
    """
    from seeds.formats import items as read

    if reading.depth >= DEEPEST:
        raise ValueError(f"a WARC inside {DEEPEST} archives. Unpack it first.")
    any_text = False
    for address, content in _answers(raw, reading):
        any_text = True
        place = f"!/{address}"
        try:
            if len(content) > LARGEST:
                raise ValueError(f"more than {LARGEST / 1e6:,.0f} MB in one page. Leave it out.")
            for found in read(content, reading.deeper()):
                named = replace(found, fields={"guid": address, **found.fields}) if isinstance(found, Item) else found
                yield named.inside(place)
        except TooMuchError:
            raise
        except ValueError as error:
            yield Problem(str(error), place)
    if not any_text:
        raise ValueError("a WARC without an answer that is HTML or plain text. Leave it out.")


def _answers(raw: bytes, reading: Reading) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of each answer with text.

    Raises:
        ValueError: the bytes are no WARC, from some record on.
    """
    try:
        for record in ArchiveIterator(io.BytesIO(raw)):
            reading.budget.take_part()
            kind, charset = _kind(record)
            if record.rec_type not in {"response", "resource"} or kind not in _READ:
                continue
            if record.http_headers is not None and not record.http_headers.get_statuscode().startswith("2"):
                continue
            content = record.content_stream().read(LARGEST + 1)
            reading.budget.take(len(content))
            yield str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"), _marked(content, charset)
    except TooMuchError:
        raise
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, IndexError, TypeError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise ValueError(f"a WARC that is broken: {said}. Fetch it again.") from None


def _kind(record: Any) -> tuple[str, str | None]:  # noqa: ANN401  # warcio has no types
    """Return the media type that an answer declares, and its encoding."""
    headers = record.http_headers or record.rec_headers
    said = str(headers.get_header("Content-Type") or "")
    charset = _CHARSET.search(said)
    return said.partition(";")[0].strip().lower(), charset[1] if charset else None


def _marked(content: bytes, charset: str | None) -> bytes:
    """Return content in UTF-8 with its mark, where it is in the encoding that the answer declares."""
    if charset is None or content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError, ValueError):
        return content
