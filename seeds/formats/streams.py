"""gzip, bzip2 and xz: one file of any format, packed; or a tar in it."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from typing import Final

from seeds.formats.item import Item, Problem
from seeds.formats.limits import RATIO, ROOM, chunks
from seeds.formats.reading import Reading

_CHUNK: Final = 1 << 20
# What a stream may ask for to be unpacked; more than xz takes at its strongest.
_MEMORY: Final = 128_000_000
_MAGIC: Final = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz"}


def is_of(raw: bytes, _reading: Reading) -> bool:
    """Whether bytes open as a compressed stream does."""
    return _kind(raw) is not None


def items(raw: bytes, reading: Reading) -> Iterator[Item | Problem]:
    """Yield the articles of what is packed.

    Raises:
        ValueError: it is broken, packed twice, or unpacks to far more than text does.
    """
    from seeds.formats import items as read

    kind = _kind(raw)
    if reading.unpacked:
        raise ValueError(f"{kind} inside another compressed file. Unpack it first.")
    whole = bytearray()
    try:
        for chunk in _unpacked(raw, kind or ""):
            reading.budget.take(len(chunk))
            whole += chunk
            if len(whole) > max(ROOM, RATIO * len(raw)):
                raise ValueError(f"unpacks to more than {RATIO} times its size, as no text does. Leave it out.")
    except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
        cut = isinstance(error, EOFError)
        raise ValueError(
            f"a {kind} file that {'breaks off' if cut else 'is broken'}: {error}. Fetch it again."
        ) from None
    yield from read(bytes(whole), reading.decompressed())


def _kind(raw: bytes) -> str | None:
    return next((kind for magic, kind in _MAGIC.items() if raw.startswith(magic)), None)


def _unpacked(raw: bytes, kind: str) -> Iterator[bytes]:
    """Yield what a stream unpacks to, a chunk at a time."""
    if kind == "xz":
        yield from _xz(raw)
        return
    opened = gzip.open if kind == "gzip" else bz2.open
    with opened(io.BytesIO(raw)) as stream:
        yield from chunks(stream)


def _xz(raw: bytes) -> Iterator[bytes]:
    """Yield what xz unpacks to; it is told how much memory it may ask for, which `lzma.open` cannot be."""
    while raw:
        unpacker = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MEMORY)
        yield unpacker.decompress(raw, _CHUNK)
        while not unpacker.eof:
            if unpacker.needs_input:
                raise EOFError("compressed file ended before the end-of-stream marker was reached")
            yield unpacker.decompress(b"", _CHUNK)
        raw = unpacker.unused_data.lstrip(b"\0")
