"""HTML: the article of a page, without the page; or all of a piece of HTML."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree

from seeds.formats import markup
from seeds.formats.item import Item
from seeds.formats.prose import composed, line_of, mark_quotes, one_line, paragraphs
from seeds.formats.stated import fields, moment

_PAGES: Final = frozenset({"html", "head", "body", "meta", "link", "title", "script", "style", "base"})
_PIECES: Final = frozenset({"article", "main", "section", "div", "p", "h1", "h2", "h3", "header", "blockquote"})
_AROUND: Final = frozenset({"aside", "footer", "header", "nav"})
_LARGEST: Final = 4_000_000
_MOST: Final = 40_000
# A block with more of its characters in links than this is a menu.
_MENU: Final = 0.8
_DATES: Final = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "parsely-pub-date",
)


def is_of(raw: bytes) -> bool:
    """Whether bytes are a page of HTML, or a piece of one."""
    name = markup.root(raw)[0].lower()
    if name in _PAGES or markup.says_html(raw):
        return True
    return name in _PIECES and raw[-400:].rstrip(b"\0 \t\r\n").endswith((b">", b">\0"))


def items(raw: bytes) -> Iterator[Item]:
    """Yield the article in a page of HTML, or in a piece of one.

    Raises:
        ValueError: it holds no article's text, or is too large or too deep.
    """
    if len(raw) > _LARGEST:
        raise ValueError(f"{len(raw) / 1e6:,.0f} MB of HTML; at most {_LARGEST / 1e6:,.0f} MB. Save its article alone.")
    tree = markup.fragment(markup.text_of(raw))
    elements = sum(1 for _ in tree.iter())
    if elements > _MOST:
        raise ValueError(f"HTML of {elements:,} elements; at most {_MOST:,}. Save its article alone.")
    code = _language(tree)
    mark_quotes(tree, code)
    whole = markup.says_html(raw) or markup.root(raw)[0].lower() in _PAGES
    known, lines = _extracted(tree) if whole else ({}, [])
    if len(lines) < 2:  # of a short page paragraphs are run together, and of one broken by <br>
        lines = (_contained(tree, code) if whole else paragraphs(tree, code)) or lines
    if not lines:
        raise ValueError("HTML without an article's text. Save the page once it has loaded, or its article alone.")
    title = known.get("title") or _heading(tree, lines)
    yield Item(
        composed(title, lines),
        fields(
            **{
                **known,
                "title": title,
                "declared_language": code,
                "published": _published(tree) or known.get("published"),
            }
        ),
    )


def _extracted(tree: etree._Element) -> tuple[dict[str, Any], list[str]]:
    """Return what is said of a page's article, and its paragraphs; no paragraphs where none are told from the page."""
    from trafilatura import bare_extraction  # it takes a second to load
    from trafilatura.settings import Document

    found = bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=True)
    if not isinstance(found, Document):
        return {}, []
    page = found.url or ""
    known = {
        "guid": page if urlsplit(page).path.strip("/") else None,
        "title": one_line(found.title),
        "byline": one_line(found.author),
        "provider": one_line(found.sitename),
        "published": moment(found.date),
    }
    return known, paragraphs(found.body, None) if found.body is not None else []


def _contained(tree: etree._Element, code: str | None) -> list[str]:
    """Return the paragraphs of what holds a page's article, menus left out."""
    holds = next((element for name in ("article", "main", "body") for element in tree.iter(name)), tree)
    for block in list(holds.iter("ul", "ol", "div", "p")):
        linked = sum(len("".join(link.itertext()).strip()) for link in block.iter("a"))
        if linked > _MENU * len("".join(block.itertext()).strip()) and block.getparent() is not None:
            block.drop_tree()
    return paragraphs(holds, code, _AROUND)


def _heading(tree: etree._Element, lines: list[str]) -> str | None:
    """Return the first heading, where it is not all there is."""
    heading = next(
        (said for name in ("h1", "title") for element in tree.iter(name) if (said := line_of(element))), None
    )
    return heading if lines != [heading] else None


def _language(tree: etree._Element) -> str | None:
    said = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if not said:
        said = next(
            (element.get("lang") for element in tree.iter("html", "body", "article") if element.get("lang")), None
        )
    return said or _meta(tree, ("content-language", "og:locale", "language", "dc.language"))


def _published(tree: etree._Element) -> str | None:
    """Return when a page says that its article appeared, with the time where it says it."""
    for data in _linked_data(tree):
        if at := moment(data.get("datePublished")):
            return at
    return moment(_meta(tree, _DATES)) or next(
        (
            at
            for time in tree.iter("time")
            if time.get("itemprop") == "datePublished" and (at := moment(time.get("datetime")))
        ),
        None,
    )


def _meta(tree: etree._Element, names: tuple[str, ...]) -> str | None:
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and element.get("content"):
            said.setdefault(name.lower(), element.get("content").strip())
    return next((said[name] for name in names if said.get(name)), None)


def _linked_data(tree: etree._Element) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's linked data."""
    for script in tree.iter("script"):
        if not re.match(r"application/ld\+json", script.get("type") or ""):
            continue
        try:
            loaded = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for part in loaded if isinstance(loaded, list) else [loaded]:
            if isinstance(part, dict):
                graph = part.get("@graph")
                yield part
                yield from (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else ()
