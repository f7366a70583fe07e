"""What a format states beside an article, in the form of the articles table: dates, status, urgency, notes."""

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

_COMPACT: Final = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?:\.\d+)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?", re.IGNORECASE
)
_ZONE: Final = re.compile(r"(?<=:\d\d)((?:\.\d+)?[+-]\d\d)(\d\d)$")
_APART: Final = re.compile(r"(?<=\d:\d\d)\s+(?=(?:Z|[+-]\d\d:?\d\d)$)")
_STATUSES: Final = {
    "usable": "usable",
    "embargoed": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "recalled": "canceled",
    "deleted": "canceled",
    "unpublished": "canceled",
}


def fields(**stated: object) -> dict[str, Any]:
    """Return the columns that are stated; what is empty is left out."""
    return {name: value for name, value in stated.items() if value not in (None, "")}


def moment(text: object) -> str | None:
    """Return a date, or a date and time, in ISO 8601; None where it is neither.

    Read are ISO 8601, extended and basic (`20240312T093000+0100`), and the dates of mail.
    """
    if not isinstance(text, str) or not text.strip():
        return None
    said = text.strip()
    compact = _COMPACT.fullmatch(said)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        said = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else "")
    said = _ZONE.sub(r"\1:\2", _APART.sub("", said) if said[:4].isdigit() else said)
    try:
        datetime.fromisoformat(said)
    except ValueError:
        return _of_mail(said)
    return said


def _of_mail(said: str) -> str | None:
    try:
        return parsedate_to_datetime(said).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def status(text: object) -> str | None:
    """Return `usable`, `withheld` or `canceled` for what a format says (`stat:usable`); None for other words."""
    return _STATUSES.get(str(text).rpartition(":")[2].strip().lower()) if text else None


def urgency(value: object) -> int | None:
    """Return an urgency, 1 (most) to 9; None where it is no such number."""
    said = str(value).strip()
    return int(said) if re.fullmatch("[1-9]", said) else None


def joined(parts: Iterable[str | None], by: str = "; ") -> str | None:
    """Return the parts that say something, each once, joined; None where none does."""
    return by.join(dict.fromkeys(part.strip() for part in parts if part and part.strip())) or None


def embargo(until: object) -> str | None:
    """Return the note of an embargo; None where there is none."""
    said = until.strip() if isinstance(until, str) else ""
    return f"embargoed until {moment(said) or said}" if said else None
