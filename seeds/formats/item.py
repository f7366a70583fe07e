"""What a format yields: one article's text, and what is said beside it; or a part that could not be read, and why."""

from dataclasses import dataclass, field, replace
from typing import Any, Self


@dataclass(frozen=True)
class Item:
    """One article.

    Attributes:
        text: its words as they stand in the file, markup taken away, a paragraph a line or lines apart.
        fields: columns of the articles table that the format gives: guid, version, status, title, declared_language,
            source, provider, credit, byline, dateline, published (ISO 8601), urgency, note. What it does not give is
            left out, and told from the text where that can be.
        place: where in the file it stands, to be put behind the file's path: "!/member.txt" of an archive, "#12" for
            the twelfth record of a table. Empty where the file is the article.
    """

    text: str
    fields: dict[str, Any] = field(default_factory=dict)
    place: str = ""

    def inside(self, place: str) -> Self:
        """Return it as standing inside `place`."""
        return replace(self, place=place + self.place)


@dataclass(frozen=True)
class Problem:
    """A part of a file that could not be read, while the rest goes on.

    Attributes:
        reason: what is wrong, and the mend; one line.
        place: where in the file, as for an Item.
    """

    reason: str
    place: str = ""

    def inside(self, place: str) -> Self:
        """Return it as standing inside `place`."""
        return replace(self, place=place + self.place)
