"""NITF: one article a document; also what NewsML and ninjs carry inside."""

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from seeds.formats import markup
from seeds.formats.item import Item
from seeds.formats.paths import all_of, attribute, first_of, language_of
from seeds.formats.prose import composed, line_of, paragraphs
from seeds.formats.stated import embargo, fields, joined, moment, status, urgency

# Said in fields of their own, or for the desk.
_BESIDE: Final = frozenset({"body.head"})


def is_of(raw: bytes) -> bool:
    """Whether bytes are a document of NITF."""
    return markup.root(raw)[0].lower() == "nitf"


def items(raw: bytes) -> Iterator[Item]:
    """Yield the article in a document of NITF.

    Raises:
        ValueError: it is broken, or holds no text.
    """
    found = article(markup.xml(raw))
    if not found.text:
        raise ValueError("NITF without a headline or a body. Ask its sender for the article.")
    yield found


def article(tree: etree._Element, stated: dict[str, Any] | None = None) -> Item:
    """Return the article in a tree of NITF; its text is empty where the tree holds none.

    Args:
        tree: its root, in any namespace.
        stated: what the format around it says; it goes before what NITF says.
    """
    known = {**said(tree), **(stated or {})}
    code = known.get("declared_language")
    lines = paragraphs(tree, code, _BESIDE)
    body = " ".join(" ".join(lines).split())
    decks = [line for deck in all_of(tree, "body.head//hl2") if (line := line_of(deck))]
    leads = [line for lead in all_of(tree, "abstract") for line in paragraphs(lead, code)]
    above = [line for line in (*decks, *leads) if line not in body]
    return Item(composed(known.get("title"), [*above, *lines]), known)


def said(tree: etree._Element) -> dict[str, Any]:
    """Return the columns that a tree of NITF fills."""
    key, identity = first_of(tree, "docdata/du-key"), first_of(tree, "docdata/doc-id")
    correction, data = first_of(tree, "docdata/correction"), first_of(tree, "docdata")
    dateline = first_of(tree, "body.head/dateline")
    return fields(
        guid=attribute(identity, "id-string") or attribute(key, "key"),
        version=attribute(key, "version"),
        status=status(attribute(data, "management-status")),
        title=line_of(first_of(tree, "hedline/hl1"))
        or line_of(first_of(tree, "hedline"))
        or line_of(first_of(tree, "head/title")),
        declared_language=_language(tree),
        source=attribute(identity, "regsrc"),
        provider=line_of(first_of(tree, "body.head/distributor"))
        or attribute(first_of(tree, "docdata/doc.copyright"), "holder"),
        credit=line_of(first_of(tree, "body.head/rights")),
        byline=joined((_byline(byline) for byline in all_of(tree, "body.head/byline")), ", "),
        dateline=line_of(first_of(tree, "body.head/dateline/location")) or line_of(dateline),
        published=moment(attribute(first_of(tree, "docdata/date.release"), "norm"))
        or moment(attribute(first_of(tree, "docdata/date.issue"), "norm"))
        or moment(attribute(first_of(tree, "dateline/story.date"), "norm")),
        urgency=urgency(attribute(first_of(tree, "docdata/urgency"), "ed-urg")),
        note=joined(
            (
                f"correction: {attribute(correction, 'info') or ''}".rstrip(": ") if correction is not None else None,
                embargo(attribute(first_of(tree, "docdata/date.release"), "norm"))
                if attribute(data, "management-status") == "embargoed"
                else None,
                *(attribute(message, "info") for message in all_of(tree, "docdata/ed-msg")),
                *(line_of(note) for note in all_of(tree, "body.head/note")),
            )
        ),
    )


def _byline(element: etree._Element) -> str | None:
    """Return a byline with a comma before what its writer is, where nothing parts the two."""
    for place in element.iter():
        if str(place.tag).rpartition("}")[2].lower() not in {"byttl", "virtloc"}:
            continue
        before = place.getprevious()
        if before is not None and (line_of(before) or "") and not (before.tail or "").strip():
            before.tail = ", "
    return line_of(element)


def _language(tree: etree._Element) -> str | None:
    for element in (tree, first_of(tree, "body"), first_of(tree, "body.content")):
        if code := language_of(element):
            return code
    return None
