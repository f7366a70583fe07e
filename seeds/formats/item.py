"""What a format yields: one article's text, and what is said beside it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Item:
    """One article.

    Attributes:
        text: its words as they stand in the file, markup taken away, a paragraph a line or lines apart.
        fields: columns of the articles table that the format gives: guid, version, status, title, declared_language,
            source, provider, credit, byline, dateline, published (ISO 8601), urgency, note. What it does not give is
            left out, and told from the text where that can be.
    """

    text: str
    fields: dict[str, Any] = field(default_factory=dict)
