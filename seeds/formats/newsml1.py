"""NewsML 1: an article a language of each news item, from the components that hold text."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from seeds.decoding import decoded
from seeds.formats import markup, nitf
from seeds.formats.item import Item
from seeds.formats.paths import attribute, children, language_of, local_name
from seeds.formats.prose import composed, line_of, paragraphs, plain_paragraphs
from seeds.formats.stated import embargo, fields, joined, moment, status, urgency

# What ends a public identifier: the revision and what it is (U updates, A adds, N none).
_REVISION: Final = re.compile(r":\d+[NAU]?$")
_UNWORDED: Final = frozenset({"photo", "picture", "graphic", "video", "audio", "animation"})
_BY: Final = frozenset({"NewsML", "NewsItem"})


def is_of(raw: bytes) -> bool:
    """Whether bytes are a document of NewsML 1."""
    return markup.root(raw)[0] in _BY


def items(raw: bytes) -> Iterator[Item]:
    """Yield the articles in a document of NewsML 1.

    Raises:
        ValueError: it is broken, or none of its items holds text.
    """
    tree = markup.xml(raw)
    found = [tree] if local_name(tree) == "NewsItem" else children(tree, "/NewsItem")
    read = [article for item in found for article in _articles(item)]
    if not read:
        raise ValueError(
            f"NewsML 1: no text in {len(found)} of its news items. Ask its sender for the items themselves."
        )
    yield from read


def _articles(item: etree._Element) -> Iterator[Item]:
    """Yield a news item's article for each language and headline that its components have."""
    about = _of_item(item)
    by_language: dict[tuple[str | None, str | None], list[Item]] = {}
    for component, above in _components(item, ()):
        for content in children(component, "ContentItem"):
            stated = {**about, **_of_components((*above, component))}
            article = _article(content, stated)
            if article.text:
                by_language.setdefault((stated.get("declared_language"), stated.get("title")), []).append(article)
    for renditions in by_language.values():
        yield max(renditions, key=lambda article: len(article.text))
    if not by_language:
        every = [component for component, _ in _components(item, ())]
        stated = {**about, **_of_components(every[:1])}
        if stated.get("title") and not _pictured(item):
            yield Item(composed(stated["title"], ()), stated)
        elif stated.get("status") in {"withheld", "canceled"}:
            yield Item(f"{stated.get('note') or stated['status']}\n", stated)


def _components(
    tree: etree._Element, above: tuple[etree._Element, ...]
) -> Iterator[tuple[etree._Element, tuple[etree._Element, ...]]]:
    """Yield the components in a tree, each with those that it stands in, outermost first."""
    for component in children(tree, "NewsComponent"):
        yield component, above
        yield from _components(component, (*above, component))


def _of_item(item: etree._Element) -> dict[str, Any]:
    """Return the columns that a news item's identification and management fill."""
    public = _line(item, "Identification/NewsIdentifier/PublicIdentifier")
    parts = [_line(item, f"Identification/NewsIdentifier/{name}") for name in ("ProviderId", "DateId", "NewsItemId")]
    made = "urn:newsml:" + ":".join(part for part in parts if part) if all(parts) else None
    management = next(iter(children(item, "NewsManagement")), etree.Element("NewsManagement"))
    later = next(iter(children(management, "StatusWillChange")), None)
    kept_until = _line(later, "DateAndTime") if later is not None else None
    status_name = _formal(management, "Status")
    return fields(
        guid=_REVISION.sub("", public) if public else made or _line(item, "Identification/NewsIdentifier/NewsItemId"),
        version=_line(item, "Identification/NewsIdentifier/RevisionId"),
        status=status(status_name),
        provider=_line(item, "Identification/NewsIdentifier/ProviderId"),
        published=moment(_line(management, "ThisRevisionCreated")) or moment(_line(management, "FirstCreated")),
        urgency=urgency(_formal(management, "Urgency")),
        note=joined(
            (
                *(attribute(order, "FormalName") for order in children(management, "Instruction")),
                embargo(kept_until or "at the sender's word") if (status_name or "").lower() == "embargoed" else None,
                *map(line_of, children(management, "Instruction/Comment")),
                *map(line_of, children(item, "Comment")),
            )
        ),
    )


def _of_components(components: Iterable[etree._Element]) -> dict[str, Any]:
    """Return the columns that components fill, one in the other: what the inner one says goes before."""
    known: dict[str, Any] = {}
    for component in components:
        known |= fields(
            title=_line(component, "NewsLines/HeadLine"),
            declared_language=_formal(component, "DescriptiveMetadata/Language") or language_of(component),
            source=_parties(component, "Source"),
            provider=_parties(component, "Provider"),
            credit=_line(component, "NewsLines/CreditLine"),
            byline=joined(map(line_of, children(component, "NewsLines/ByLine")), ", ")
            or _parties(component, "Creator"),
            dateline=_line(component, "NewsLines/DateLine"),
        )
    return known


def _article(content: etree._Element, stated: dict[str, Any]) -> Item:
    """Return the article in one content item; with no text where it holds none."""
    if _pictured(content):
        return Item("", stated)
    data, encoded = _data(content)
    if data is None:
        return Item("", stated)
    code = stated.get("declared_language")
    inner = next((child for child in data if isinstance(child.tag, str)), None)
    text = "".join(data.itertext())
    if encoded:
        text = _unpacked(text)
    elif inner is not None and local_name(inner).lower() != "nitf":
        return Item(composed(stated.get("title"), paragraphs(data, code)), stated)
    tree = inner if inner is not None and not encoded else None
    if tree is None and "<nitf" in text[:2000].lower():
        tree = markup.xml(text.strip())
    if tree is not None:
        return nitf.article(tree, stated)
    if not text.strip():
        return Item("", stated)
    lines = paragraphs(markup.fragment(text), code) if text.lstrip().startswith("<") else plain_paragraphs(text)
    return Item(composed(stated.get("title"), lines), stated)


def _data(content: etree._Element) -> tuple[etree._Element | None, bool]:
    """Return the element that holds a content item's data, and whether it is in Base64."""
    encoded = False
    while content is not None:
        data = next(iter(children(content, "DataContent")), None)
        if data is not None:
            return data, encoded
        content = next(iter(children(content, "Encoding")), None)
        encoded = content is not None and (attribute(content, "Notation") or "").lower() == "base64"
    return None, encoded


def _unpacked(text: str) -> str:
    try:
        return decoded(base64.b64decode("".join(text.split()), validate=True))
    except binascii.Error as error:
        raise ValueError(f"NewsML 1 with content that is no Base64: {error}. Fetch it again.") from error


def _pictured(tree: etree._Element) -> bool:
    """Whether a content item, or the first in a news item, is no text."""
    media = next(iter(children(tree, "MediaType") or children(tree, "/MediaType")), None)
    return (attribute(media, "FormalName") or "text").lower() in _UNWORDED


def _parties(component: etree._Element, role: str) -> str | None:
    parties = children(component, f"AdministrativeMetadata/{role}/Party")
    return joined((attribute(party, "FormalName") for party in parties), ", ")


def _formal(tree: etree._Element, path: str) -> str | None:
    return next((name for found in children(tree, path) if (name := attribute(found, "FormalName"))), None)


def _line(tree: etree._Element, path: str) -> str | None:
    return next((line for found in children(tree, path) if (line := line_of(found))), None)
