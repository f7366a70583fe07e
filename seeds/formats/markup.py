"""Markup to trees, safely: no entities of its own, no network, no huge text; a false encoding is told by the bytes."""

import re
from functools import lru_cache
from html.entities import html5
from typing import Final

from lxml import etree, html

from seeds.decoding import decoded
from seeds.formats.tags import require_few_attributes

_HEAD: Final = 65_536
_DEEPEST: Final = 200
_PROLOG: Final = re.compile(
    r"(?:\ufeff|\s|<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!doctype[^<>\[]{0,2000}(?:\[.{0,20000}?\]\s*)?>)*"
    r"<(?P<name>[^\W\d][\w.-]*(?::[\w.-]+)?)(?P<attributes>[^<>]{0,4000})",
    re.IGNORECASE | re.DOTALL,
)
_DOCTYPE_HTML: Final = re.compile(
    r"(?:\ufeff|\s|<\?.{0,2000}?\?>|<!--.{0,20000}?-->)*<!doctype\s+html\b", re.I | re.DOTALL
)
_DECLARATION: Final = re.compile(r"^\ufeff?\s*<\?xml\b.{0,2000}?\?>", re.DOTALL)
_DOCUMENT: Final = re.compile(r"\s*(?:<!--.{0,20000}?-->\s*)*<(?:!doctype|html)\b", re.IGNORECASE | re.DOTALL)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^<>\[]{0,2000}(?:\[[^\]]{0,20000}\]\s*)?>", re.IGNORECASE)
_ENTITIES: Final = re.compile(r"<!ENTITY\b", re.IGNORECASE)
# A DTD that takes in another by its address, as NewsML 1 and NITF do: nothing is fetched, nothing is lost.
_TAKEN_IN: Final = re.compile(
    r"""<!ENTITY\s+%\s+([\w.:-]{1,60})\s+(?:SYSTEM|PUBLIC\s+(?:"[^"<>]{0,200}"|'[^'<>]{0,200}'))\s+"""
    r"""(?:"(?!file:)[^"<>]{0,300}\.(?:dtd|mod|ent)"|'(?!file:)[^'<>]{0,300}\.(?:dtd|mod|ent)')\s*>""",
    re.IGNORECASE,
)
_DECLARED: Final = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,30})""", re.IGNORECASE)
_MARKUP: Final = re.compile(
    r"<(?:/?(?:p|br|div|section|article|body|html|h[1-6]|ul|ol|li|blockquote|em|strong|sup|b|i|a|span|q)\b|!doctype)",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"<!\[CDATA\[.*?\]\]>|&(?:#(x[0-9a-f]{1,8}|\d{1,8});|(\w{1,40});)?", re.IGNORECASE | re.DOTALL
)
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
# What files say, and the wider set of characters that those who say it use.
_WIDER: Final = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
}


@lru_cache(maxsize=2)
def opening(raw: bytes) -> str:
    """Return the beginning of a file's text, enough to tell its format by; nothing where it is no text."""
    start = raw[:_HEAD]
    if b"\0" not in start[:64] and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-8", errors="replace")
    try:
        return decoded(start)
    except ValueError:
        return ""


@lru_cache(maxsize=2)
def root(raw: bytes) -> tuple[str, str]:
    """Return the local name of the first element and the text of its attributes; two empty strings for no markup."""
    start = opening(raw)
    if not start.lstrip("\ufeff \t\r\n").startswith("<"):
        return "", ""
    found = _PROLOG.match(start)
    return (found["name"].rpartition(":")[2], found["attributes"]) if found else ("", "")


def says_html(raw: bytes) -> bool:
    """Whether a document declares itself HTML before its first element."""
    return bool(_DOCTYPE_HTML.match(opening(raw)))


def text_of(raw: bytes) -> str:
    """Return the text of a file of markup: in the encoding it declares, unless its bytes say another.

    Raises:
        ValueError: the bytes are no text.
    """
    declared = _DECLARED.search(raw[:2048])
    name = declared[1].decode("ascii").lower() if declared else ""
    name = _WIDER.get(name, name)
    if (
        name.startswith("utf")
        or not name
        or raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
        or b"\0" in raw[:64]
    ):
        return decoded(raw)
    if not name.startswith("iso-2022"):
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode(name)
    except (LookupError, UnicodeDecodeError):
        return decoded(raw)


def is_marked(text: str) -> bool:
    """Whether text holds elements of HTML."""
    return bool(_MARKUP.search(text))


def checked(raw: bytes | str) -> str:
    """Return an XML document's text without its declaration and DOCTYPE, fit to be parsed.

    Named characters of HTML (`&eacute;`) and bare ampersands are written as meant.

    Raises:
        ValueError: it is no text, or declares entities.
    """
    text = _DECLARATION.sub("", raw if isinstance(raw, str) else text_of(raw))
    text = _TAKEN_IN.sub("", text) if _ENTITIES.search(text) else text
    if _ENTITIES.search(text):
        raise ValueError("XML that declares entities of its own, which are not read. Save it without its DOCTYPE.")
    text = _DOCTYPE.sub("", text, count=1)
    return _ILLEGAL.sub("", _REFERENCE.sub(_resolved, text)).lstrip("\ufeff \t\r\n")


def xml(raw: bytes | str) -> etree._Element:
    """Return the root of an XML document. Nothing outside the document is read.

    Raises:
        ValueError: it is not well-formed, declares entities, or is too deep; the message says where, and the mend.
    """
    return parsed(checked(raw))


def parsed(text: str) -> etree._Element:
    """Return the root of an XML document that was `checked`. Raises as `xml`."""
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"XML that is broken: {_where(error)}. Fetch or export it again.") from error


def fragment(text: str) -> etree._Element:
    """Return the body of an HTML document or of a piece of one; what is broken is mended as browsers do.

    Raises:
        ValueError: it is nested too deep to read, or has too many attributes.
    """
    text = _ILLEGAL.sub("", _DECLARATION.sub("", text))
    require_few_attributes(text)
    if not _DOCUMENT.match(text):
        text = f"<div>{text}</div>"
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ValueError(f"HTML that cannot be read: {error}. Fetch or export it again.") from error
    if _depth(tree) > _DEEPEST:
        raise ValueError(f"HTML of more than {_DEEPEST} elements one in the other. Fetch or export it again.")
    return tree


def _depth(tree: etree._Element) -> int:
    """Return how many elements stand one in the other at most."""
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _where(error: etree.XMLSyntaxError) -> str:
    """Return what lxml says, on one line: it quotes the broken copy, line breaks and all."""
    return " ".join(str(error.msg or "no element").split())[:200].rstrip(".")


def _resolved(found: re.Match[str]) -> str:
    """Return what a reference stands for, as XML can hold it."""
    number, name = found[1], found[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if 0x80 <= code < 0xA0:
            return bytes([code]).decode("cp1252", errors="ignore")
        legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        return f"&#{code};" if legal else ""
    if name:
        return found[0] if name in _XML_NAMES else html5.get(f"{name};", f"&amp;{name};")
    return "&amp;" if found[0] == "&" else found[0]
