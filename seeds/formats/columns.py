"""Which column of a table or key of a record holds what: as the user named them, else by common names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Final

# For each column of the articles table, names that tables give it, the most telling first.
_KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "full_text",
        "fulltext",
        "body_text",
        "bodytext",
        "article_text",
        "article_body",
        "articlebody",
        "maintext",
        "story",
    ),
    "guid": ("guid", "id", "article_id", "uid", "uuid", "url", "link", "uri"),
    "title": ("title", "headline", "heading"),
    "published": ("published", "date", "published_at", "date_published", "datepublished", "publish_date", "pubdate"),
    "declared_language": ("language", "lang", "language_code", "inlanguage"),
    "provider": ("agency", "provider", "source", "publisher"),
    "byline": ("byline", "author", "authors"),
    "credit": ("credit", "creditline", "credit_line"),
    "dateline": ("dateline",),
    "version": ("version",),
    "status": ("pubstatus", "status"),
    "urgency": ("urgency", "priority"),
    "note": ("note", "ednote", "editors_note"),
}


@dataclass(frozen=True)
class Columns:
    """Names that the user gave for the columns of tables and the keys of records; None where common names decide."""

    text: str | None = None
    guid: str | None = None
    title: str | None = None
    published: str | None = None
    declared_language: str | None = None
    provider: str | None = None

    def found(self, names: Collection[str]) -> dict[str, str]:
        """Return, for columns of the articles table and for `text`, which of `names` holds it.

        A name that the user gave is taken as it is written, a common one in any case, with spaces or hyphens for "_".
        """
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        plain = {plain_name(name): name for name in reversed(list(names))}
        there: dict[str, str] = {}
        for column, known in _KNOWN.items():
            named = given.get(column)
            name = named if named in names else None
            if named is None:
                name = next((plain[word] for word in known if word in plain), None)
            if name is not None:
                there[column] = name
        return there

    def absent(self, names: Collection[str]) -> str:
        """Return the sentence for a table or record whose text is in none of `names`."""
        has = ", ".join(shortened(name) for name in sorted(names)[:12]) or "no names at all"
        if self.text is not None:
            return f"no column {self.text!r}; it has {has}. Name another with --text-column."
        return f"no column of text; it has {has}. Name the one that holds the text with --text-column."


def shortened(said: str, longest: int = 40) -> str:
    """Return the first line of what a file or a library says, cut: an error is read by somebody."""
    first = said.strip().partition("\n")[0]
    return first if len(first) <= longest else f"{first[:longest]}…"


def plain_name(name: str) -> str:
    """Return a column's name in small letters with "_" between its words."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def is_common(name: str) -> bool:
    """Whether a name is one that tables of articles use."""
    return any(plain_name(name) in known for known in _KNOWN.values())
