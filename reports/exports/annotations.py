"""W3C Web Annotations: a drift is an annotation on the words that drifted, linked to those it was held against."""

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from reports.passages import Passage, direction
from reports.phrases import change
from reports.pieces import Content
from reports.rows import DRIFTS, Line
from reports.view import Report

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

# Characters before and after the words: from the first number, doubled until the place is the only one, to the last.
_AROUND: Final = (32, 512)


def files(shown: Report) -> dict[str, Content]:
    """Return annotations.jsonld, an AnnotationPage in the order of the report: the worst statement's drifts first."""
    return {"annotations.jsonld": _page(shown)}


def _page(shown: Report) -> Iterator[str]:
    """Yield the page as JSON, an annotation a line."""
    texts = dict(shown.story.articles.select("article_id", "text").iter_rows())
    head = {"@context": _CONTEXT, "id": "urn:wirealign:drifts", "type": "AnnotationPage", "startIndex": 0}
    yield f'{_ENCODER.encode(head)[:-1]}, "items": ['
    between = "\n"
    for each in _annotations(shown, texts):
        yield between + _ENCODER.encode(each)
        between = ",\n"
    yield "\n]}\n"


def _annotations(shown: Report, texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for line in DRIFTS.subjects(shown):
        drift, against = line.change, line.held.against
        name = _urn("drift", line.passage.quote_id, against.quote_id, drift.category, _place(line))
        if name in seen:
            continue
        seen.add(name)
        yield {
            "id": name,
            "type": "Annotation",
            "motivation": "assessing",
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": drift.category},
                {"type": "TextualBody", "purpose": "tagging", "value": drift.severity},
                {
                    "type": "TextualBody",
                    "purpose": "commenting",
                    "format": "text/plain",
                    "value": ": ".join(part for part in (change(drift), drift.explanation) if part),
                },
                {"purpose": "linking", **_target(against, drift.against_start, drift.against_end, texts)},
            ],
            "target": _target(line.passage, drift.start, drift.end, texts),
        }


def _place(line: Line) -> str:
    """Where the drift is: what tells two of one category apart."""
    drift = line.change
    return "-".join(
        "" if at is None else str(at) for at in (drift.start, drift.end, drift.against_start, drift.against_end)
    )


def _target(passage: Passage, start: int | None, end: int | None, texts: dict[str, str]) -> dict[str, Any]:
    """The words in their article; the whole passage where the drift has none on this side."""
    if start is None or end is None or start >= end:
        start, end = passage.start, passage.end
    article, text = passage.article, texts[passage.article.article_id]
    before, after = _around(text, start, end)
    return {
        "type": "SpecificResource",
        "source": {
            "id": _urn("article", article.article_id),
            "type": "Text",
            "format": "text/plain",
            "label": article.title or article.path,
            "dcterms:identifier": article.path,
            **({"language": article.language} if article.language else {}),
            "textDirection": direction(article.language),
        },
        "selector": [
            {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Enough of the text on both sides to tell the place from others with the same words."""
    width, most = _AROUND
    while True:
        left, right = max(start - width, 0), end + width
        first = text.find(text[left:right])
        if width >= most or (first == left and text.find(text[left:right], left + 1) == -1):
            return text[left:start], text[end:right]
        width *= 2


def _urn(*parts: str) -> str:
    return ":".join(("urn:wirealign", *(quote(part.encode("utf-8", "replace"), safe="") for part in parts)))
