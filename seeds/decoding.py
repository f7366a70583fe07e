"""Bytes to text: any common encoding, and a plain word where they are no text."""

import codecs
from typing import Final

from charset_normalizer import from_bytes

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"\x1f\x8b", "a gzip file", "`gunzip` it first"),
    (b"PK\x03\x04", "a zip or office file", "unpack it first"),
    (b"%PDF", "a PDF", "extract its text first"),
    (b"\x89PNG", "a picture", "leave it out"),
    (b"\xff\xd8\xff", "a picture", "leave it out"),
)
_SAMPLE: Final = 4_096
_CONTROLS: Final = frozenset(range(0x20)) - frozenset(b"\t\n\r\f\v\x01\x02\x03\x04\x1b")  # wires frame with some


def decoded(raw: bytes) -> str:
    """Return the text of a file's bytes.

    Raises:
        ValueError: the bytes are no text; the message says what they look like and the mend.
    """
    for magic, what, mend in _MAGIC:
        if raw.startswith(magic):
            raise ValueError(f"not text: it is {what}; {mend}.")
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    wide = _wide_encoding(raw[:_SAMPLE])
    if wide:
        return raw.decode(wide, errors="replace")
    sample = raw[:_SAMPLE]
    binary = sum(byte in _CONTROLS for byte in sample)
    if binary > len(sample) // 50:
        raise ValueError(
            f"not text: {binary:,} of the first {len(sample):,} bytes are binary. Leave it out, or convert it to text."
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(raw).best()
    if best is None:
        raise ValueError("not text in any encoding we know. Save it as UTF-8.")
    return str(best)


def _wide_encoding(sample: bytes) -> str | None:
    """Name UTF-16 without a mark: every other byte is zero."""
    half = len(sample) // 2
    if half < 8:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
