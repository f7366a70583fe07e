"""Rows of tables and records as articles: a row an article."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from seeds.formats import markup
from seeds.formats.item import Item, Problem
from seeds.formats.prose import paragraphs
from seeds.formats.reading import Reading
from seeds.formats.stated import moment, status, urgency

_INSIDE: Final = ("attributes", "fields", "_source")
_HOLDING: Final = ("rendered", "value", "processed", "html", "text", "name", "raw")
_SHOWN: Final = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});|</?[a-z]", re.IGNORECASE)
_LONGEST_FIELD: Final = 2_000
_MARKUP: Final = re.compile(r"</(?:p|div|article|span|a|b|i|em|strong|li|blockquote|h[1-6])>|<br ?/?>", re.IGNORECASE)
# Seconds, or thousandths, since 1970.
_SINCE: Final = re.compile(r"(?P<seconds>[1-9]\d{8,9})(?:\d{3})?(?:\.\d+)?")


def articles(rows: Iterable[tuple[int, Mapping[str, Any]]], reading: Reading, what: str) -> Iterator[Item | Problem]:
    """Yield numbered rows as articles; those without text are one problem together.

    Args:
        rows: (number in the file, from 1; values by column).
        reading: the columns and limits.
        what: what the rows are, for the errors: "CSV", "JSON records".

    Raises:
        ValueError: none of them has text.
        TooMuchError: they are too many, or too long.
    """
    without: list[int] = []
    read, names = 0, dict[str, None]()
    for number, held in rows:
        reading.budget.take_part()
        row = _rendered(held)
        there = reading.columns.found(row.keys())
        text = row.get(there.get("text", ""))
        if not isinstance(text, str) or not any(character.isalnum() for character in text):
            without.append(number)
            names.update(dict.fromkeys(str(name) for name in row) if len(names) < 100 else {})
            continue
        reading.budget.take(len(text))
        read += 1
        fields = stated_in(row, there)
        if _MARKUP.search(text):
            text = "\n\n".join(paragraphs(markup.fragment(text), fields.get("declared_language"))) + "\n"
        yield Item(text, fields, f"#{number}")
    if not read:
        blank = "text" in reading.columns.found(names)
        said = "no words in the column of text. Leave it out." if blank else reading.columns.absent(names)
        raise ValueError(f"{what}: {said}" if names else f"{what} without a row. Leave it out.")
    if without:
        more = f" and in {len(without) - 1:,} more" if len(without) > 1 else ""
        yield Problem(f"no text in this row{more}. Leave out what is no article.", f"#{without[0]}")


def _rendered(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record as content systems hold it, with its values where tables have them.

    What stands under `attributes` or `fields` is the record's own; a value may stand in an object beside how it is
    shown: `{"content": {"rendered": "<p>…"}}`, `{"body": {"value": "…"}}`, `{"source": {"name": "…"}}`.
    """
    inner = next((held for key in _INSIDE if isinstance(held := row.get(key), dict)), None)
    whole = {**row, **inner} if inner is not None else row
    held = {
        name: said
        for name, value in whole.items()
        if isinstance(value, dict)
        and isinstance(said := next((value[key] for key in _HOLDING if key in value), None), str)
    }
    return {**whole, **held} if held else whole


def stated_in(row: Mapping[str, Any], there: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns of the articles table that a row gives, its text left out.

    Args:
        row: values by name.
        there: which name holds each column, as `Columns.found` tells.
    """
    given: dict[str, Any] = {}
    for column, name in there.items():
        value = row[name]
        if column == "published":
            given[column] = _moment(value)
        elif column == "urgency":
            given[column] = urgency(value)
        elif column == "status":
            given[column] = status(value)
        elif column != "text":
            said = _said(value)
            # A number is an author's in another table.
            given[column] = None if column == "byline" and (said or "").isdigit() else _shown(said)
    return {column: value for column, value in given.items() if value is not None}


def _shown(said: str | None) -> str | None:
    """Return a value as a reader sees it, where it is written in HTML."""
    if said is None or not _SHOWN.search(said):
        return said
    return " ".join(" ".join(paragraphs(markup.fragment(said), None)).split()) or None


def _moment(value: object) -> str | None:
    """Return a date in ISO 8601, as `stated.moment`; read are also seconds since 1970 and the dates of Parquet."""
    if isinstance(value, date):
        return value.isoformat()
    since = _SINCE.fullmatch(str(value).strip())
    if since:
        return datetime.fromtimestamp(int(since["seconds"]), UTC).isoformat()
    return moment(value)


def _said(value: object) -> str | None:
    """Return a value as text: a list by commas; None of what says nothing."""
    if isinstance(value, list | tuple):
        named = (one.get("name") if isinstance(one, dict) else one for one in value)
        value = ", ".join(str(one) for one in named if isinstance(one, str | int))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip()[:_LONGEST_FIELD] or None
