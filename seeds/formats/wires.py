"""What the text wires IPTC 7901 and ANPA 1312 share: framing marks, accents of their own."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from seeds.decoding import decoded

SOH: Final = b"\x01"
STX: Final = b"\x02"
ETX: Final = b"\x03"
# What lines are driven with: shifts, typefaces, quads; a tab and line ends stay.
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# ISO 6937: an accent before its letter.
_ACCENTS: Final = {
    0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304", 0xC6: "\u0306", 0xC7: "\u0307",
    0xC8: "\u0308", 0xCA: "\u030a", 0xCB: "\u0327", 0xCD: "\u030b", 0xCE: "\u0328", 0xCF: "\u030c",
}  # fmt: skip
_LETTERS: Final = {
    0xA1: "¡", 0xA3: "£", 0xA7: "§", 0xA9: "‘", 0xAA: "“", 0xAB: "«", 0xB0: "°", 0xB9: "’", 0xBA: "”", 0xBB: "»",
    0xBF: "¿", 0xE1: "Æ", 0xE2: "Đ", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xF1: "æ", 0xF2: "đ", 0xF5: "ı", 0xF8: "ł",
    0xF9: "ø", 0xFA: "œ", 0xFB: "ß", 0xE3: "ª", 0xEB: "º", 0xA2: "¢", 0xA4: "$", 0xA5: "¥", 0xBC: "¼", 0xBD: "½",
}  # fmt: skip
_ACCENTED: Final = re.compile(rb"[\xc1-\xcf]([A-Za-z]?)")


def messages(raw: bytes) -> Iterator[bytes]:
    """Yield the messages of a file, each from its SOH to the next one's."""
    for part in raw.split(SOH)[1:]:
        if part.strip(b"\x16\r\n \0"):
            yield part


def text_of(raw: bytes) -> str:
    """Return a message's text: UTF-8, ISO 6937 where accents stand before their letters, else as any other file's.

    Raises:
        ValueError: the bytes are no text.
    """
    plain = raw.translate(None, b"\x00\x04\x05\x06\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x19\x1a\x1d\x1e\x7f")
    if not plain.strip():
        return ""
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        return _of_iso_6937(plain) if _is_iso_6937(plain) else decoded(plain)


def body(text: str) -> str:
    """Return the lines of a story: controls gone, line ends alike, no blank lines around."""
    lines = [_CONTROLS.sub("", line).rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip("\n")


def _is_iso_6937(raw: bytes) -> bool:
    """Whether each byte that could be an accent stands before a letter that takes it, and no other is odd."""
    accented = [(byte[0][0], byte[1]) for byte in (m.group(0, 1) for m in _ACCENTED.finditer(raw))]
    if not accented:
        return False
    fits = sum(
        accent in _ACCENTS and len(unicodedata.normalize("NFC", letter.decode() + _ACCENTS[accent])) == 1
        for accent, letter in accented
        if letter
    )
    others = [byte for byte in raw if byte >= 0x80 and not 0xC1 <= byte <= 0xCF]
    return fits == len(accented) and all(byte in _LETTERS for byte in others)


def _of_iso_6937(raw: bytes) -> str:
    said: list[str] = []
    accent = ""
    for byte in raw:
        if byte in _ACCENTS:
            accent = _ACCENTS[byte]
            continue
        said.append((chr(byte) if byte < 0x80 else _LETTERS.get(byte, "\ufffd")) + accent)
        accent = ""
    return unicodedata.normalize("NFC", "".join(said))
