"""What an encoder is given, made into a list of strings that every tokenizer takes."""

import re
from typing import TYPE_CHECKING, TypeAlias, cast

from seeds.exceptions import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

Texts: TypeAlias = "str | Iterable[str] | pl.DataFrame"

# Half a surrogate pair cannot be written as UTF-8, and a C tokenizer may take NUL for the end of the text.
_UNWRITABLE = re.compile("[\ud800-\udfff\x00]")


def column(frame: "pl.DataFrame") -> list[str]:
    """Return the texts of a table: column `clean` if it has one, else `text`; a null is an empty text.

    Raises:
        SchemaError: neither column is there, or it does not hold text; the message names it.
    """
    import polars as pl

    name = next((name for name in ("clean", "text") if name in frame.columns), None)
    if name is None:
        has = ", ".join(frame.columns) or "no columns"
        raise SchemaError(f"table to encode: column 'clean' or 'text' is missing; it has {has}.")
    if frame.schema[name] not in (pl.String(), pl.Null()):
        raise SchemaError(f"table to encode: column {name!r} is {frame.schema[name]}, not String.")
    return ["" if text is None else str(text) for text in frame[name].to_list()]


def listed(texts: Texts) -> list[str]:
    """Return `texts` as a list of strings, one for each row or item; a single string is a list of one.

    Raises:
        SchemaError: a table lacks its text column, or an item is not a string; the message says which.
    """
    if isinstance(texts, str):
        return [texts]
    if hasattr(texts, "columns") and hasattr(texts, "schema"):  # a polars DataFrame, without importing polars
        return column(cast("pl.DataFrame", texts))
    items = list(texts)
    for row, item in enumerate(items):
        if not isinstance(item, str):
            raise SchemaError(f"texts to encode: item {row} is {type(item).__name__}, not str.")
    return items


def writable(text: str) -> str:
    """Return `text` with each lone surrogate as U+FFFD and each NUL as a space, so that offsets stay as they are."""
    return _UNWRITABLE.sub(lambda found: " " if found[0] == "\0" else "\ufffd", text)


def stated_languages(texts: Texts) -> list[str | None] | None:
    """Return a table's column `language`, distinct or not; None for what is no table or has no such column."""
    if isinstance(texts, str) or not hasattr(texts, "columns") or "language" not in texts.columns:
        return None
    return list(texts["language"].to_list())  # type: ignore[index]  # a DataFrame, by its columns
