"""ANPA 1312, the text wire of American agencies: service, number, keywords, typesetter's marks, a date at the end."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from seeds.formats.item import Item, Problem
from seeds.formats.stated import fields, joined
from seeds.formats.wires import ETX, STX, body, messages, text_of

_HEADER: Final = re.compile(
    rb"[\x00\x16\r\n ]*\x01?[\x00\x16]*(?P<service>[A-Za-z])(?P<number>\d{4})[\x1f \r\n]*[A-Za-z0-9-]{0,12}"
    rb"[\x00-\x1f ]*[\r\n\x1e]+(?P<priority>[A-Za-z]) (?P<category>[A-Za-z0-9])[\x10-\x1f ]+"
    rb"(?P<keywords>[^\r\n\x02]{2,80})"
)
_WORDED: Final = re.compile(r"\s*(?P<day>\d{1,2}-\d{1,2})\s+(?P<words>\d{1,5})\s*$")
# f flash, b bulletin, u urgent, r regular, d deferred, and those between and below.
_PRIORITIES: Final = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 6, "s": 7, "w": 6, "h": 5, "x": 8}
_END: Final = re.compile(
    r"[A-Z]{2,4}-[A-Z]{2,3}-(?P<day>\d\d-\d\d-\d\d)\s+(?P<time>\d{4})\s?(?P<zone>[A-Z]{1,4})?\s*<?\s*$"
)
_EDITORS: Final = re.compile(r"(?:Eds?|Editors?|Note to editors|\w+ Photos?|CORRECTS?|Corrects|Updates|CORRECTION)\b.*")
_BYLINE: Final = re.compile(r"(?:By|BY) (?P<name>[^\d=<]{3,80})")
_VERSION: Final = re.compile(r"\b(?P<version>\d{1,2}(?:st|nd|rd|th)[ -]?Ld|Ld|Writethru)\b.*", re.IGNORECASE)


def is_of(raw: bytes) -> bool:
    """Whether bytes open with the two header lines of ANPA 1312."""
    head = raw[:400]
    found = _HEADER.match(head)
    if found is None:
        return False
    # A message that lost its framing still counts its words, or has the typesetter's marks or its date.
    counted = _WORDED.search(found["keywords"].decode("latin-1"))
    return b"\x01" in head[:12] or STX in raw[:2_000] or bool(counted) or b"\n^" in head


def items(raw: bytes) -> Iterator[Item | Problem]:
    """Yield the stories of a file, framing and header taken out.

    Raises:
        ValueError: no message has text.
    """
    any_story = False
    for number, message in enumerate(messages(b"\x01" + raw.lstrip(b"\x00\x16\r\n \x01")), 1):
        header = _HEADER.match(message)
        story = _story(message, header) if header else None
        if story is None:
            what = "text" if header else "a header of ANPA 1312"
            yield Problem(f"a message without {what}. Leave it out, or fetch it again.", f"#{number}")
            continue
        any_story = True
        yield story.inside(f"#{number}" if raw.count(b"\x01") > 1 else "")
    if not any_story:
        raise ValueError("ANPA 1312 without a story. Fetch it again.")


def _story(message: bytes, header: re.Match[bytes]) -> Item | None:
    """Return the story of a message; None of one without words."""
    story, _, trailer = message[header.end() :].lstrip(b"\r\n").removeprefix(STX).partition(ETX)
    published = _moment(text_of(trailer))
    marked, lines = [], []
    for line in body(text_of(story)).split("\n"):
        said = line.strip()
        if _END.fullmatch(said):
            published = published or _moment(said)
        elif said.startswith("^"):
            marked.append(said.strip("^<= \t"))
        else:
            lines.append(_typeset(line))
    if not any(character.isalnum() for character in "".join(lines)):
        return None
    keywords = _WORDED.sub("", text_of(header["keywords"])).strip()
    title, byline, notes = _headed(marked, keywords)
    service, number = header["service"].decode("ascii"), header["number"].decode("ascii")
    version = _VERSION.search(keywords.replace("--", " "))
    above = [said for said in (title if title != keywords else None,) if said]
    return Item(
        "\n".join([*(f"{said}\n" for said in above), *lines]).strip("\n") + "\n",
        fields(
            guid=f"{service}{number}{f'-{published[:10]}' if published else ''}",
            version=version.group().strip() if version else None,
            urgency=_PRIORITIES.get(header["priority"].decode("ascii").lower()),
            title=title,
            byline=byline,
            published=published,
            note=joined(notes),
        ),
    )


def _headed(marked: list[str], keywords: str) -> tuple[str, str | None, list[str]]:
    """Return headline, byline and notes of the lines that a typesetter's `^` opens; the first repeats the keywords."""
    byline = next((found["name"].strip() for line in marked if (found := _BYLINE.fullmatch(line))), None)
    notes = [line for line in marked if _EDITORS.fullmatch(line)]
    slug = keywords.partition(",")[0][:12].lower()
    rest = [
        line
        for line in marked
        if line and line not in notes and not _BYLINE.fullmatch(line) and not line.lower().startswith(slug)
    ]
    return (rest[0] if rest else keywords), byline, notes


def _typeset(line: str) -> str:
    """Return a line with its typesetter's marks as a reader sees them: quotation marks, dashes, the end of a line."""
    said = line.strip().removesuffix("<").rstrip()
    said = said.replace("``", "“").replace("''", "”")
    said = re.sub(r"(?<=\s)_(?=\s)", "—", said)
    return ("   " if line[:1] in "\t " else "") + said if said and said.strip("_-") else ""


def _moment(line: str) -> str | None:
    """Return the date and time that ends a message, in ISO 8601; in UTC where it says GMT."""
    found = _END.search(line.strip())
    if found is None:
        return None
    try:
        at = datetime.strptime(f"{found['day']} {found['time']}", "%m-%d-%y %H%M")  # noqa: DTZ007  # a zone by its letters
    except ValueError:
        return None
    zone = {"GMT": "Z", "EST": "-05:00", "EDT": "-04:00"}.get(found["zone"] or "", "")
    return at.isoformat() + zone
