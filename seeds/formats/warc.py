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
# Feeds, wires and records too; what of them is no copy (a page's own data) is told together.
_DATA: Final = re.compile(r"(?:application|text)/(?:[\w.-]+\+)?(?:xml|json|rss|atom|ninjs|ndjson|x-ndjson|csv)")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def is_of(raw: bytes, _reading: Reading) -> bool:
    """Whether bytes open as a WARC record does."""
    return raw.startswith(_MAGIC)


def items(raw: bytes, reading: Reading) -> Iterator[Item | Problem]:
    """Yield the articles of the answers with text, feeds and records too, their address as guid where they name none.

    Raises:
        ValueError: it is broken, stands too deep in archives, or has no such answer.
        TooMuchError: it holds more than is taken.
    """
    from seeds.formats import items as read

    if reading.depth >= DEEPEST:
        raise ValueError(f"a WARC inside {DEEPEST} archives. Unpack it first.")
    any_text = False
    beside: list[tuple[str, str]] = []
    for address, kind, content in _answers(raw, reading):
        any_text = True
        place = f"!/{address}"
        try:
            if len(content) > LARGEST:
                raise ValueError(f"more than {LARGEST / 1e6:,.0f} MB in one page. Leave it out.")
            for found in read(content, reading.deeper()):
                named = (
                    replace(found, fields={"guid": address + found.place, **found.fields})
                    if isinstance(found, Item)
                    else found
                )
                yield named.inside(place)
        except TooMuchError:
            raise
        except ValueError as error:
            if kind in _READ:
                yield Problem(str(error), place)
            else:
                beside.append((place, str(error)))
    if beside:
        more = f" The same of {len(beside) - 1:,} more of JSON or XML." if len(beside) > 1 else ""
        yield Problem(beside[0][1] + more, beside[0][0])
    if not any_text:
        raise ValueError("a WARC without an answer that is HTML, text, XML or JSON. Leave it out.")


def _answers(raw: bytes, reading: Reading) -> Iterator[tuple[str, str, bytes]]:
    """Yield address, media type and content of each answer with text.

    Raises:
        ValueError: the bytes are no WARC, from some record on.
    """
    try:
        for record in ArchiveIterator(io.BytesIO(raw)):
            reading.budget.take_part()
            kind, charset = _kind(record)
            if record.rec_type not in {"response", "resource"} or not (kind in _READ or _DATA.fullmatch(kind)):
                continue
            if record.http_headers is not None and not record.http_headers.get_statuscode().startswith("2"):
                continue
            content = record.content_stream().read(LARGEST + 1)
            reading.budget.take(len(content))
            address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            yield address, kind, _marked(content, charset)
    except TooMuchError:
        raise
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, IndexError, TypeError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise ValueError(f"a WARC that is broken: {said}. Fetch it again.") from None


def _addressed(found: Item | Problem, address: str) -> Item | Problem:
    """Return what an answer holds, an article that names no guid with its address."""
    if isinstance(found, Problem):
        return found
    return replace(found, fields={"guid": address + found.place, **found.fields})


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
