"""RSS and Atom: an article an entry, its content before its summary."""

import html
import io
from collections.abc import Iterator
from typing import Any, Final

from seeds.agencies import named_agencies
from seeds.formats import markup
from seeds.formats.item import Item
from seeds.formats.prose import composed, one_line, paragraphs, plain_paragraphs
from seeds.formats.stated import fields, joined, moment

# A feed that is not well-formed is read as far as it goes, which takes long: up to this many characters.
_LARGEST_BROKEN: Final = 500_000
_LONGEST_CREDIT: Final = 200
_NAMESPACES: Final = (
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/",
    "http://purl.org/rss/",
    "http://my.netscape.com/rdf/",
)


def is_of(raw: bytes) -> bool:
    """Whether bytes are a feed: RSS of any version, or Atom."""
    name, attributes = markup.root(raw)
    return name == "rss" or (name in {"feed", "entry", "RDF"} and any(space in attributes for space in _NAMESPACES))


def items(raw: bytes) -> Iterator[Item]:
    """Yield the articles in a feed.

    Raises:
        ValueError: it is cut off, declares entities, or has no entries with text.
    """
    import feedparser  # it takes its time to load

    text = markup.checked(raw).strip()
    if len(text) > _LARGEST_BROKEN:
        markup.parsed(text)
    found = feedparser.parse(
        io.BytesIO(text.encode("utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if found.bozo and not text[-100:].rstrip().lower().endswith(("</rss>", "</feed>", "rdf>", "</entry>")):
        raise ValueError(f"a feed that is cut off: {_said(found.get('bozo_exception'))}. Fetch it again.")
    read = [article for entry in found.entries if (article := _article(entry, found.feed)).text]
    if not read:
        raise ValueError("a feed without an entry that holds text. Fetch its articles.")
    yield from read


def _said(error: object) -> str:
    return " ".join(str(error).split()).rstrip(".") or "its end is missing"


def _article(entry: Any, feed: Any) -> Item:  # noqa: ANN401  (feedparser has no types)
    """Return an entry's article; with no text where it has none."""
    contents = list(entry.get("content") or ())
    declared = next(
        (said for part in (*contents, entry.get("title_detail"), feed) if (said := (part or {}).get("language"))), None
    )
    bodies = [lines for part in contents if (lines := _lines(part, declared))]
    if not bodies:
        bodies = [_lines(entry.get("summary_detail") or {}, declared)]
    title = " ".join(_lines(entry.get("title_detail") or {}, declared)) or None
    source = entry.get("source") or {}
    stated = fields(
        guid=one_line(entry.get("id") or entry.get("link")),
        title=one_line(title),
        declared_language=declared,
        source=one_line(source.get("title") if hasattr(source, "get") else None),
        provider=one_line(entry.get("publisher") or feed.get("title")),
        credit=next((said for part in (entry, feed) if (said := _agency_of(part.get("rights")))), None),
        byline=joined((one_line(author.get("name")) for author in entry.get("authors") or ()), ", ")
        or one_line(entry.get("author")),
        published=moment(entry.get("published")) or moment(entry.get("updated")) or moment(entry.get("created")),
    )
    return Item(composed(stated.get("title"), max(bodies, key=lambda lines: sum(map(len, lines)))), stated)


def _agency_of(rights: object) -> str | None:
    """Return what is said of rights, where it names an agency: whose copy it is."""
    said = one_line(rights) if isinstance(rights, str) else None
    return said if said and len(said) <= _LONGEST_CREDIT and named_agencies(said) else None


def _lines(part: dict[str, Any], code: str | None) -> list[str]:
    """Return the paragraphs of a part of an entry: text, or HTML, which many feeds call text."""
    value = part.get("value") or ""
    if (part.get("type") != "text/plain" and "<" in value) or markup.is_marked(value):
        return paragraphs(markup.fragment(value), code)
    return plain_paragraphs(html.unescape(value)) if value.strip() else []
