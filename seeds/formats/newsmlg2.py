"""NewsML-G2: an article a news item and language; packages are passed over, the items beside them read."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from seeds.formats import markup, nitf
from seeds.formats.item import Item
from seeds.formats.paths import all_of, attribute, children, first_of, language_of, local_name
from seeds.formats.prose import composed, line_of, paragraphs, plain_paragraphs
from seeds.formats.stated import embargo, fields, joined, moment, status, urgency

_ITEM: Final = "newsItem"
# What a file may begin with: whole items and messages, and the parts that guides print alone.
_ROOTS: Final = frozenset({
    "newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem",
    "itemSet", "contentSet", "contentMeta", "itemMeta", "groupSet", "inlineXML",
})  # fmt: skip
_PICTURED: Final = frozenset({"picture", "graphic", "video", "audio", "animation"})


def is_of(raw: bytes) -> bool:
    """Whether bytes are NewsML-G2, whole or a part."""
    return markup.root(raw)[0] in _ROOTS


def items(raw: bytes) -> Iterator[Item]:
    """Yield the articles in a document of NewsML-G2.

    Raises:
        ValueError: it is broken, or none of its items holds text.
    """
    tree = markup.xml(raw)
    name = local_name(tree)
    found = [tree] if name in {_ITEM, "contentSet", "inlineXML"} else all_of(tree, _ITEM)
    read = [article for item in found for article in _articles(item)]
    if not read:
        what = f"{len(found)} news items without text" if len(found) > 1 else f"a {name} without text"
        raise ValueError(f"NewsML-G2: {what}. Ask its sender for the items themselves.")
    yield from read


def _articles(item: etree._Element) -> Iterator[Item]:
    """Yield a news item's article in each of its languages; nothing for pictures, sound and empty items."""
    item_class = attribute(first_of(item, "itemMeta/itemClass"), "qcode") or ""
    if item_class.rpartition(":")[2] in _PICTURED:
        return
    by_language: dict[str | None, list[Item]] = {}
    for content in _contents(item):
        code = language_of(content) or next((said for child in content if (said := language_of(child))), None)
        article = _article(item, content, code)
        if article.text:
            by_language.setdefault(code, []).append(article)
    if not any(by_language.values()):
        headline = _article(item, None, None)
        if headline.text:
            yield headline
        elif headline.fields.get("status") in {"withheld", "canceled"}:
            yield Item(f"{headline.fields.get('note') or headline.fields['status']}\n", headline.fields)
        return
    for renditions in by_language.values():
        yield max(renditions, key=lambda article: len(article.text))


def _contents(item: etree._Element) -> list[etree._Element]:
    if local_name(item) == "inlineXML":
        return [item]
    below = [item] if local_name(item) == "contentSet" else children(item, "contentSet")
    return [part for content in below for part in content if local_name(part) in {"inlineXML", "inlineData"}]


def _article(item: etree._Element, content: etree._Element | None, code: str | None) -> Item:
    """Return the article in one rendition of a news item's content; with no text where it holds none."""
    stated = _stated(item, code)
    declared = stated.get("declared_language")
    inner = next((child for child in content if isinstance(child.tag, str)), None) if content is not None else None
    if inner is not None and local_name(inner).lower() == "nitf":
        within = nitf.said(inner)
        creator = stated.pop("creator", None)
        known = {**within, **stated}
        if creator:
            known.setdefault("byline", creator)
        return nitf.article(inner, known)
    creator = stated.pop("creator", None)
    if creator:
        stated.setdefault("byline", creator)
    if content is None:
        lines = []
    elif local_name(content) == "inlineXML":
        lines = paragraphs(content, declared)
    else:
        lines = _of_data(content, declared)
    if content is not None and not lines:
        return Item("", stated)
    return Item(composed(stated.get("title"), lines), stated)


def _of_data(content: etree._Element, code: str | None) -> list[str]:
    """Return the paragraphs of inline data: text, or HTML or NITF that was escaped."""
    data = "".join(content.itertext())
    kind = (attribute(content, "contenttype") or "").lower()
    if "nitf" in kind:
        tree = markup.xml(data)
        return paragraphs(tree, code, frozenset({"body.head"}))
    if "html" in kind or data.lstrip().startswith("<"):
        return paragraphs(markup.fragment(data), code)
    return plain_paragraphs(data)


def _stated(item: etree._Element, code: str | None) -> dict[str, Any]:
    """Return the columns that a news item's metadata fill, and its `creator`; in one language where it has several."""
    meta, about = first_of(item, "itemMeta"), first_of(item, "contentMeta")
    if about is None:
        about = etree.Element("contentMeta")
    if meta is None:
        meta = etree.Element("itemMeta")
    languages = [tag for element in children(about, "language") if (tag := attribute(element, "tag"))]
    declared = (
        code or (languages[0] if len(languages) == 1 else None) or language_of(item) or next(iter(languages), None)
    )
    signals = [(attribute(signal, "qcode") or "").rpartition(":")[2] for signal in children(meta, "signal")]
    return fields(
        guid=attribute(item, "guid"),
        version=attribute(item, "version"),
        status=status(attribute(next(iter(children(meta, "pubStatus")), None), "qcode")),
        title=_said(children(about, "headline"), declared) or _said(children(meta, "title"), declared),
        declared_language=declared,
        source=joined(map(_named, children(about, "infoSource")), ", "),
        provider=joined(map(_named, children(meta, "provider")), ", "),
        credit=_said(children(about, "creditline"), declared),
        byline=_said(children(about, "by"), declared),
        creator=joined((_named(creator) for creator in children(about, "creator")), ", "),
        dateline=_said(children(about, "dateline"), declared) or joined(map(_named, children(about, "located")[:1])),
        published=moment(line_of(next(iter(children(meta, "versionCreated")), None)))
        or moment(line_of(next(iter(children(about, "contentCreated")), None)))
        or moment(line_of(next(iter(children(meta, "firstCreated")), None))),
        urgency=urgency(line_of(next(iter(children(about, "urgency")), None))),
        note=joined(
            (
                *signals,
                *(embargo(line_of(until) or "at the sender's word") for until in children(meta, "embargoed")),
                *map(line_of, children(meta, "edNote")),
                *(f"translated from {origin}" for link in children(meta, "link") if (origin := _origin(link))),
            )
        ),
    )


def _said(elements: list[etree._Element], code: str | None) -> str | None:
    """Return the line that is said in a language, else the first: a main headline before one with another role."""
    ranked = sorted(
        (element for element in elements if line_of(element)),
        key=lambda element: (
            _primary(language_of(element)) not in {_primary(code), None},
            (attribute(element, "role") or "main").rpartition(":")[2] != "main",
        ),
    )
    return line_of(ranked[0]) if ranked else None


def _primary(code: str | None) -> str | None:
    return code.replace("_", "-").partition("-")[0].lower() if code else None


def _named(party: etree._Element) -> str | None:
    """Return a party's or place's name, else what its code or address says."""
    name = _said(children(party, "name"), "en")
    code = attribute(party, "literal") or (attribute(party, "qcode") or "").partition(":")[2]
    return name or code or attribute(party, "uri")


def _origin(link: etree._Element) -> str | None:
    """Return the item that a link says this one was translated from; None of another link."""
    says = link.get("rel", "").rpartition(":")[2].casefold()
    return (link.get("residref") or link.get("href")) if says in {"translatedfrom", "translationof"} else None
