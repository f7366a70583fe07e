"""IPTC 7901, the text wire of European agencies: a header line, keywords, hard-wrapped text, a date at the end."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from seeds.formats.item import Item, Problem
from seeds.formats.stated import fields, joined, urgency
from seeds.formats.wires import ETX, STX, body, messages, text_of

# Source, message number, priority, category, words, what else the agency puts there.
_HEADER: Final = re.compile(
    rb"[\s\x00\x16]*\x01?\s*(?P<source>[A-Za-z]{2,5})(?P<number>\d{3,5})[ \x1f]+(?P<priority>[1-9])[ \x1f]+"
    rb"(?P<category>[A-Za-z]{1,4})[ \x1f]+(?P<words>\d{1,5})(?:[ \x1f]+(?P<extra>[^\r\n\x02]*))?[\r\n\x02]"
)
_KEYWORDS: Final = re.compile(r"[^\s/][^/\n]{0,40}(?:/[^/\n]{0,40})+")
_TITLE_END: Final = re.compile(r"\s*=\s*$")
_NOTE: Final = re.compile(
    r"\(.{3,300}\)|(?:EXTRA|EIL|EILMELDUNG|BLITZ|URGENT|URGENTE|ACHTUNG|KORREKTUR|BERICHTIGUNG|CORRECTION|ADVANCE)\b.{0,100}",
    re.IGNORECASE,
)
# "251015 Okt 24", "251015 GMT Oct 24": day, hour, minute, zone, month, year.
_MOMENT: Final = re.compile(
    r"(?P<day>\d\d)(?P<time>\d{4})\s*(?P<zone>[A-Z]{1,5})?\s+(?P<month>[^\W\d_]{3,5})\.?\s+(?P<year>\d{2,4})\s*$"
)
_MONTHS: Final = (
    ("jan", "ene", "gen", "janv"), ("feb", "fev", "fév", "févr"), ("mar", "mär", "mrz", "mars", "maer"),
    ("apr", "abr", "avr", "avril"), ("may", "mai", "mag"), ("jun", "giu", "juin"), ("jul", "lug", "juil"),
    ("aug", "ago", "aou", "aoû", "août"), ("sep", "set", "sept"), ("oct", "okt", "ott", "out"), ("nov",),
    ("dec", "dez", "dic", "déc"),
)  # fmt: skip
_SIGNED: Final = re.compile(
    r"[a-z]{2,6}(?:[ /][a-z0-9]{2,4}){1,5}|\((?:Schluss|Fin|FINE|Ende)\)(?: ?[a-z]{2,4}(?:/[a-z]{2,4})*)?"
)
# What stands below the copy for the desk: "# dpa-Notizblock", "## Redaktionelle Hinweise".
_BLOCK: Final = re.compile(r"#{1,3} ?(?:[\w-]+-)?(?:Notizblock|Notes?|Service)\b.*", re.IGNORECASE)
_TOLD: Final = re.compile(r"#{1,3} ?(?:Redaktionelle Hinweise|Berichtigung|Korrektur|Hinweis)\w*", re.IGNORECASE)


def is_of(raw: bytes) -> bool:
    """Whether bytes open with the header line of IPTC 7901."""
    found = _HEADER.match(raw[:400])
    if found is None:
        return False
    framed = raw[:20].lstrip(b"\x00\x16\r\n ").startswith(b"\x01") or STX in raw[:2_000]
    return framed or _is_stripped(raw, found.end())


def _is_stripped(raw: bytes, start: int) -> bool:
    """Whether a message that lost its framing has a headline that ends in "=" or a date below it."""
    head = raw[start : start + 1_000].decode("latin-1").splitlines()[:10]
    last = raw[-400:].decode("latin-1").split("\n")
    return any(_TITLE_END.search(line) for line in head) or any(_moment(line) for line in last)


def items(raw: bytes) -> Iterator[Item | Problem]:
    """Yield the stories of a file, framing and header taken out.

    Raises:
        ValueError: no message has text.
    """
    any_story = False
    for number, message in enumerate(messages(b"\x01" + raw.lstrip(b"\x00\x16\r\n \x01")), 1):
        header = _HEADER.match(message + b"\n")
        if header is None:
            yield Problem("a message without a header of IPTC 7901. Fetch it again.", f"#{number}")
            continue
        story = _story(message, header)
        if story is None:
            yield Problem("a message without text. Leave it out.", f"#{number}")
            continue
        any_story = True
        yield story.inside(f"#{number}" if raw.count(b"\x01") > 1 else "")
    if not any_story:
        raise ValueError("IPTC 7901 without a story. Fetch it again.")


def _story(message: bytes, header: re.Match[bytes]) -> Item | None:
    """Return the story of a message; None of one without words."""
    rest = message[header.end() - 1 :]
    before, started, after = rest.partition(STX)
    slug = body(text_of(before)) if started else ""
    story, _, trailer = (after if started else rest).partition(ETX)
    lines = body(text_of(story)).split("\n")
    published = _moment(body(text_of(trailer)).partition("\n")[0])
    while lines and (not lines[-1].strip() or _moment(lines[-1]) or _SIGNED.fullmatch(lines[-1].strip())):
        last = lines.pop()
        published = published or _moment(last)
    lines, told = _without_block(lines)
    keywords, notes, title, lines = _headed(lines)
    notes += told
    if not any(character.isalnum() for character in "".join(lines)):
        return None
    source = header["source"].decode("ascii")
    below = "\n".join(lines).strip("\n")
    text = f"{title}\n\n{below}\n" if title else f"{below}\n"
    return Item(
        text,
        fields(
            guid=f"{source}{header['number'].decode('ascii')}{f'-{published[:10]}' if published else ''}",
            urgency=urgency(header["priority"].decode("ascii")),
            title=title or keywords or slug.partition("\n")[0].strip(" =/") or None,
            published=published,
            source=source,
            note=joined(notes),
        ),
    )


def _without_block(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines above what stands for the desk, and what that says to editors."""
    start = next((place for place, line in enumerate(lines) if _BLOCK.fullmatch(line.strip())), None)
    if start is None:
        return lines, []
    notes: list[str] = []
    telling = False
    for line in (line.strip() for line in lines[start + 1 :]):
        if line.startswith("#"):
            telling = bool(_TOLD.fullmatch(line))
        elif telling and line:
            notes.append(line.lstrip("-* "))
    return lines[:start], notes


def _headed(lines: list[str]) -> tuple[str | None, list[str], str | None, list[str]]:
    """Return the keywords, the notes, the headline, which ends in "=", and the lines below it."""
    rest = lines[:]
    keywords: str | None = None
    notes: list[str] = []
    end = next((place for place, line in enumerate(rest[:10]) if _TITLE_END.search(line)), None)
    while rest and not rest[0].strip():
        rest.pop(0)
        end = None if end is None else end - 1
    if rest and _KEYWORDS.fullmatch(rest[0].strip()) and (end is None or end > 0):
        keywords = rest.pop(0).strip().rstrip("/")
        end = None if end is None else end - 1
    if end is None:
        return keywords, notes, None, rest
    heading = [line.strip() for line in rest[: end + 1] if line.strip()]
    while len(heading) > 1 and _NOTE.fullmatch(heading[0]):
        notes.append(heading.pop(0).strip("()"))
    title = _TITLE_END.sub("", " ".join(heading)).strip() or None
    return keywords, notes, title, rest[end + 1 :]


def _moment(line: str) -> str | None:
    """Return the date and time that ends a message, in ISO 8601; in UTC where it says GMT."""
    found = _MOMENT.search(line.strip())
    if found is None:
        return None
    said = found["month"].lower()
    month = next((place for place, names in enumerate(_MONTHS, 1) if said in names or said[:3] in names), None)
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    try:
        at = datetime(year, month or 0, int(found["day"]), int(found["time"][:2]), int(found["time"][2:]))  # noqa: DTZ001
    except ValueError:
        return None
    return at.isoformat() + ("Z" if found["zone"] in {"GMT", "UTC", "Z"} else "")
