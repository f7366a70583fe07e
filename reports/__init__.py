"""The last room: shows a story as a terminal page, a web page and JSON. Names load when they are first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.checking import checked, checked_record, comparison, quote_record
    from reports.claims import claim_review
    from reports.console import terminal
    from reports.files import FORMATS, known, write
    from reports.record import document, statement_records
    from reports.units import tmx
    from reports.view import report

__all__ = [
    "FORMATS",
    "checked",
    "checked_record",
    "claim_review",
    "comparison",
    "document",
    "known",
    "quote_record",
    "report",
    "statement_records",
    "terminal",
    "tmx",
    "write",
]

_HOMES = {
    "FORMATS": "reports.files",
    "checked": "reports.checking",
    "checked_record": "reports.checking",
    "claim_review": "reports.claims",
    "comparison": "reports.checking",
    "quote_record": "reports.checking",
    "document": "reports.record",
    "known": "reports.files",
    "report": "reports.view",
    "statement_records": "reports.record",
    "terminal": "reports.console",
    "tmx": "reports.units",
    "write": "reports.files",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything (PEP 562)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
