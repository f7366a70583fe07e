"""ninjs 1, 2 and 3, and the JSON that content systems write in its manner: an article an object."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from seeds.decoding import decoded
from seeds.formats import markup, nitf
from seeds.formats.columns import shortened
from seeds.formats.item import Item
from seeds.formats.prose import composed, one_line, paragraphs, plain_paragraphs
from seeds.formats.stated import embargo, fields, joined, moment, status, urgency

# Keys that ninjs or its dialects have and other JSON does not; told without regard to case and `_`.
_TELLING: Final = re.compile(
    r'"(?:body_?(?:text|xhtml|html|main|richtext|nitf)|bodies|version_?created|pub_?status|head_?line_main|headlines'
    r'|ed_?note|usage_?terms|copyright_?holder|content_?elements)"\s*:',
    re.IGNORECASE,
)
_HEADED: Final = re.compile(r'"headline"\s*:', re.IGNORECASE)
_BODIED: Final = re.compile(r'"(?:body|content|article_?body|story)"\s*:', re.IGNORECASE)
_START: Final = re.compile(r"\ufeff?\s*(?:\[\s*)?\{\s*\"")
_LISTS: Final = ("items", "_items", "articles", "results", "data", "content_items", "contentitems", "docs")
_BODY: Final = re.compile(r"body(?:_?\w+)?|content|article_?body|story|text")
_UNWORDED: Final = frozenset({"picture", "graphic", "video", "audio", "photo", "image"})
_MOMENTS: Final = (
    "versioncreated", "version_created", "firstcreated", "contentcreated", "published", "publishedat", "firstpublished",
    "datepublished", "publish_date", "display_date", "first_publish_date", "date",
)  # fmt: skip
_WHOLE: Final = 0.7
# Under which keys content systems hold an article in pieces, and which kinds of pieces are none of its text.
_ELEMENTS: Final = ("content_elements", "contentelements", "body_elements", "blocks", "paragraphs")
_UNREAD_ELEMENTS: Final = frozenset(
    {"interstitial_link", "link_list", "raw_html", "custom_embed", "oembed_response", "gallery", "reference", "divider"}
)
_DEEPEST_ELEMENT: Final = 8


def is_of(raw: bytes) -> bool:
    """Whether bytes are JSON with the keys of ninjs."""
    start = markup.opening(raw)
    if not _START.match(start):
        return False
    return bool(_TELLING.search(start) or (_HEADED.search(start) and _BODIED.search(start)))


def items(raw: bytes) -> Iterator[Item]:
    """Yield the articles in ninjs: an object, a list of them, or an object a line; and those associated with each.

    Raises:
        ValueError: it is no JSON, or none of its objects holds text.
    """
    found = [_plain_keys(part) for part in _objects(_loaded(decoded(raw)))]
    read = [article for part in found for article in _articles(part)]
    if not read:
        kinds = joined((shortened(str(part.get("type"))) for part in found if part.get("type")), ", ")
        keys = ", ".join(shortened(key) for key in sorted(found[0])[:12]) if found else "nothing"
        raise ValueError(
            f"ninjs without text: neither a body nor a headline{f' in an item of type {kinds}' if kinds else ''}; "
            f"it has {keys}. Ask its sender for the article."
        )
    yield from read


def _loaded(text: str) -> object:
    """Return what JSON holds; JSON lines as a list.

    Raises:
        ValueError: it is neither; the message names the line.
    """
    text = text.lstrip("\ufeff")
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("JSON of too many lists one in the other. Export it again.") from None
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines):
            raise ValueError(f"JSON that is broken at line {error.lineno}: {error.msg}. Export it again.") from error
    try:
        return [json.loads(line) for line in lines]
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"JSON lines that are broken: {error}. Export them again.") from error


def _objects(loaded: object) -> Iterator[dict[str, Any]]:
    """Yield the objects that may be articles: the one, those of a list, or those of an envelope's list."""
    if isinstance(loaded, list):
        for part in loaded:
            if isinstance(part, dict):
                yield from _objects(part)
    elif isinstance(loaded, dict):
        inside = next((loaded[key] for key in _LISTS if _listed(loaded.get(key))), None)
        if inside is not None and not _TELLING.search(json.dumps(dict.fromkeys(loaded, 0))):
            yield from (part for part in inside if isinstance(part, dict))
        else:
            yield loaded


def _listed(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(part, dict) for part in value)


def _plain_keys(part: dict[str, Any]) -> dict[str, Any]:
    """Return an object with its keys in small letters: versions of ninjs differ in them."""
    return {key.lower(): value for key, value in part.items()}


def _articles(part: dict[str, Any]) -> Iterator[Item]:
    """Yield an object's article, and those of the texts associated with it; nothing for pictures and sound."""
    if str(part.get("type", "text")).lower() not in _UNWORDED:
        stated = _stated(part)
        lines = _body(part, stated.get("declared_language"))
        text = composed(stated.get("title"), lines)
        if text:
            yield Item(text, stated)
        elif stated.get("status") in {"withheld", "canceled"}:
            yield Item(f"{stated.get('note') or stated['status']}\n", stated)
    for other in _associated(part.get("associations")):
        if str(other.get("type", "")).lower() in {"text", "composite"} and _bodies(other):
            yield from _articles(other)


def _associated(value: object) -> Iterator[dict[str, Any]]:
    """Yield the items associated with one: a list in ninjs 2 and 3, an object by name in ninjs 1."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        for one in part if isinstance(part, list) else (part,):
            if isinstance(one, dict):
                yield _plain_keys(one)


def _body(part: dict[str, Any], code: str | None) -> list[str]:
    """Return the paragraphs of the fullest body: of those that are whole, the one with most lines, text before markup.

    What describes an item without a body is its body.
    """
    read = [lines for kind, text in _bodies(part) if (lines := _paragraphs(text, kind, code))]
    described = [one_line(text) or "" for _, text in _valued(part, "description", "summary", "abstract")]
    if not read:
        return described[:1]
    longest = max(_length(lines) for lines in read)
    whole = [lines for lines in read if _length(lines) >= _WHOLE * longest]
    return max(whole, key=lambda lines: sum(bool(line.strip()) for line in "\n".join(lines).split("\n")))


def _length(lines: Iterable[str]) -> int:
    return sum(len("".join(line.split())) for line in lines)


def _bodies(part: dict[str, Any]) -> list[tuple[str, str]]:
    """Return a text and its kind for each body that an object has, plain text first."""
    found = [
        *_valued(part, "bodies"),
        *_elements(part),
        *((key, value) for key, value in part.items() if isinstance(value, str) and _BODY.fullmatch(key)),
    ]
    found = [(kind, text) for kind, text in found if text.strip()]
    return sorted(found, key=lambda body: markup.is_marked(body[1]))


def _elements(part: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the body of an object that holds it in pieces, an element a paragraph, as HTML."""
    pieces: list[Any] = next((part[key] for key in _ELEMENTS if isinstance(part.get(key), list)), [])
    found = [piece for one in pieces if isinstance(one, dict) for piece in _pieces(_plain_keys(one), 0)]
    return [("html", "\n".join(f"<p>{piece}</p>" for piece in found))] if found else []


def _pieces(element: dict[str, Any], depth: int) -> Iterator[str]:
    """Yield the paragraphs of an element: its own words, or those of the elements in it; none of pictures and links."""
    kind = str(element.get("type", "text")).lower()
    if kind in _UNREAD_ELEMENTS or kind in _UNWORDED:
        return
    data = element.get("data")
    words = next(
        (
            said
            for holder in (element, _plain_keys(data) if isinstance(data, dict) else {})
            for key in ("content", "text", "value")
            if isinstance(said := holder.get(key), str) and said.strip()
        ),
        None,
    )
    if words is not None:
        yield words
    for key in ("content_elements", "items", "children"):
        inner = element.get(key)
        if isinstance(inner, list) and depth < _DEEPEST_ELEMENT:
            for one in inner:
                if isinstance(one, dict):
                    yield from _pieces(_plain_keys(one), depth + 1)


def _valued(part: dict[str, Any], *names: str) -> list[tuple[str, str]]:
    """Return kind and text of what stands under keys that begin with a name: a text, an object or a list of objects."""
    found: list[tuple[str, str]] = []
    for key, value in part.items():
        if not any(key.startswith(name) for name in names):
            continue
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, str):
                found.append((key, one))
            elif isinstance(one, dict):
                inner = _plain_keys(one)
                said = inner.get("value") or inner.get("content") or inner.get("text") or inner.get("basic")
                if isinstance(said, str):
                    found.append((f"{inner.get('role', '')} {inner.get('contenttype', '')}".strip(), said))
    return found


def _paragraphs(text: str, kind: str, code: str | None) -> list[str]:
    """Return the paragraphs of a body; what its kind says is believed less than its first characters."""
    start = text.lstrip()[:200].lower()
    if "<nitf" in start:
        try:
            within = nitf.article(markup.xml(text), {"title": None, "declared_language": code})
        except ValueError:
            return paragraphs(markup.fragment(text), code)
        return within.text.strip("\n").split("\n\n")
    if re.match(r"<[a-z]+nitf\b", start):
        return []  # a house's own SGML; the same words stand beside it
    if markup.is_marked(text) or "html" in kind:
        return paragraphs(markup.fragment(text), code)
    return plain_paragraphs(text)


def _stated(part: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that an object's keys fill."""
    return fields(
        guid=_text(part, "uri", "guid", "_id", "id"),
        version=_text(part, "version", "_current_version", "_version"),
        status=status(_text(part, "pubstatus", "status")),
        title=_headline(part),
        declared_language=_text(part, "language", "inlanguage"),
        source=_names(part, "infosources", "source", "sources", "original_source"),
        provider=_names(part, "provider", "agency", "copyrightholder", "publisher"),
        credit=_text(part, "creditline", "credit_line", "credit"),
        byline=_names(part, "byline", "by", "authors", "author") or _names(_inner(part, "credits"), "by"),
        dateline=_dateline(part),
        published=next((at for key in _MOMENTS if (at := moment(part.get(key)))), None),
        urgency=urgency(part.get("urgency", part.get("priority"))),
        note=joined(
            (
                *(str(signal) for signal in _named(part.get("signals"))),
                embargo(_text(part, "embargoed", "embargoeduntil", "embargo")),
                _text(part, "embargoedreason"),
                _text(part, "ednote", "editorial_note", "editornote"),
                _text(part, "correction", "correctionnotice"),
                f"translated from {origin}" if (origin := _text(part, "translated_from", "translatedfrom")) else None,
            )
        ),
    )


def _headline(part: dict[str, Any]) -> str | None:
    """Return the main headline, as one line and without markup."""
    lines = sorted(
        (*_valued(part, "headlines"), *_valued(part, "headline"), *_valued(part, "title")),
        key=lambda said: not said[0].startswith(("main", "headline", "title")),
    )
    said = next((text for _, text in lines if text.strip()), None)
    if said and markup.is_marked(said):
        said = " ".join(paragraphs(markup.fragment(said), None))
    return one_line(said)


def _dateline(part: dict[str, Any]) -> str | None:
    """Return where an article is from: as it prints it, else the place it names."""
    dateline = part.get("dateline")
    if isinstance(dateline, dict):
        located = dateline.get("located")
        place = located.get("city") if isinstance(located, dict) else located
        return one_line(str(dateline.get("text") or place or "")) or None
    return _text(part, "dateline") or _names(part, "located")


def _text(part: dict[str, Any], *names: str) -> str | None:
    """Return the first of some keys that holds a text or a number, as one line."""
    for name in names:
        value = part.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return one_line(str(value))
    return None


def _inner(part: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the object under a key; an empty one where there is none."""
    held = part.get(name)
    return _plain_keys(held) if isinstance(held, dict) else {}


def _names(part: dict[str, Any], *names: str) -> str | None:
    """Return the names under the first of some keys that has any: a text, an object with a name, or a list."""
    return next((said for name in names if (said := joined(_named(part.get(name)), ", "))), None)


def _named(value: object) -> list[str | None]:
    if isinstance(value, list):
        return [name for one in value for name in _named(one)]
    if isinstance(value, dict):
        said = next((value[key] for key in ("name", "literal", "value", "text", "uri") if value.get(key)), None)
        return [one_line(str(said))] if said else []
    return [one_line(value)] if isinstance(value, str) else []
