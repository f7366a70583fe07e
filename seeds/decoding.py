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
_PLAIN: Final = frozenset(" \t\r\n.,;:!?'\"()[]/-–—…“”‘’«»„「」『』、。，：；？！（）%&@#+*=°€£$¿¡·ºª\u00a0\ufeff")
_CENTRAL_EUROPEAN: Final = frozenset(
    {
        "cp1250",
        "iso8859_2",
        "iso8859_16",
        "mac_latin2",
        "cp852",
        "cp1257",
        "iso8859_4",
        "iso8859_13",
        "iso8859_10",
        "cp1254",
        "iso8859_9",
        "cp1252",
        "latin_1",
        "iso8859_15",
        "hp_roman8",
        "mac_roman",
        "mac_iceland",
        "mac_turkish",
        "cp1258",
        "cp850",
        "cp858",
        "cp437",
        "cp775",
        "iso8859_3",
        "iso8859_14",
    }
)
_CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\x01\x02\x03\x04\x1b"))  # wires frame with some


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
    binary = len(sample) - len(sample.translate(None, _CONTROLS))
    if binary > len(sample) // 50:
        raise ValueError(
            f"not text: {binary:,} of the first {len(sample):,} bytes are binary. Leave it out, or convert it to text."
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        text = _narrow(raw)
    if text is None:
        raise ValueError("not text in any encoding we know. Save it as UTF-8.")
    return text


def _wide_encoding(sample: bytes) -> str | None:
    """Name UTF-16 without a mark: one byte of each pair takes few values, and the text read so is plain."""
    half = len(sample) // 2
    if half < 8 or not (0 in sample or set(_CONTROLS) & set(sample)):
        return None
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        text = sample[: 2 * half].decode(encoding, errors="replace")
        plain = sum(character.isalnum() or character in _PLAIN for character in text)
        if plain > 0.95 * len(text) and len(set(sample[high::2])) < len(set(sample[1 - high :: 2])):
            return encoding
    return None


def _narrow(raw: bytes) -> str | None:
    """Return the text of single-byte or East Asian bytes: Western copy in Windows-1252 unless another reads better.

    charset-normalizer tells East Asian, Cyrillic and Arabic bytes well, but takes a little Western copy for Central
    European: there, what reads without a strange character in Windows-1252 is Windows-1252.
    """
    best = from_bytes(raw).best()
    western = best is None or best.encoding in _CENTRAL_EUROPEAN
    if western:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            return str(best) if best is not None else raw.decode("latin-1")
        odd = sum(not character.isalnum() and ord(character) > 0xA0 and character not in _PLAIN for character in text)
        return text if odd <= len(text) // 20 else (str(best) if best is not None else None)
    return str(best)
