"""Files and folders of wire copy in, the articles table out; a bad file is listed, never silent."""

import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl
from blake3 import blake3

from seeds.cleaning import Clean, Run, clean, restored
from seeds.detection import detect
from seeds.formats import Columns, Problem, Reading, is_collection, items
from seeds.formats.limits import LARGEST, LARGEST_COLLECTION, require_size
from seeds.knowledge import any_language, language
from seeds.openings import Head, closing, head
from seeds.processes import sliced
from seeds.revising import headless, is_slugged, said_of_earlier
from seeds.schema import ARTICLES, ERRORS, FILES, Table

# What a folder may say of its files: agency, date and language by file name.
SIDECAR: Final = "articles.toml"
STANDARD_INPUT: Final = "-"
_HEAD: Final = 70_000
_ID_LENGTH: Final = 24
_LONGEST_TITLE: Final = 200
_LONGEST_REASON: Final = 480
_OPENING: Final = 4
_ENDING: Final = 3
# "Seoul: The port": a place, and no speaker.
_COLON: Final = re.compile(r"(?P<place>[^\W\d_a-z][\w'’.-]{2,20}): (?![“\"«„‘'])")
_LONE_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_BYLINE: Final = re.compile(r"(?:By|Por|Par|Von|Di|Автор:?)\s+(?P<name>[^\W\d_][\w.'’, -]{3,60})")


@dataclass(frozen=True)
class WireCopy:
    """What was read: the articles, and the files that could not be."""

    articles: pl.DataFrame
    errors: pl.DataFrame


def read(paths: Iterable[str | os.PathLike[str]], columns: Columns | None = None) -> WireCopy:
    """Read files, and the files of folders, as articles; `-` is standard input.

    A file that cannot be read as copy, and a part of one, becomes a row of `errors` (path, reason). A file whose text
    was already read under another path is kept once. An article of an archive has "!/" and the member's name behind
    the file's path, one of a table "#" and the row's number.

    Args:
        paths: files and folders.
        columns: which columns of tables, and keys of records, hold text, identifier, title, date, language and agency;
            common names are found without it.

    Returns:
        WireCopy of `seeds.schema.ARTICLES` and `ERRORS`, in the order of the paths, a folder's files by name.
    """
    articles, errors = _made(partial(_read, columns or Columns()), ARTICLES, paths)
    return WireCopy(articles.unique("article_id", keep="first", maintain_order=True), errors)


def files(paths: Iterable[str | os.PathLike[str]], columns: Columns | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the files that `read` would read, told by their bytes, without reading them as copy.

    Returns:
        `seeds.schema.FILES` and `ERRORS`, in the order of the paths, a folder's files by name.
    """
    work = partial(_each, partial(_digested, columns or Columns()), FILES)
    # A file's digest takes less time than handing the file to another process.
    return _together(FILES, map(work, ([source] for source in _sources(paths))))


class _Source(NamedTuple):
    """One file to read; what came by standard input is held in `raw`, and why a path leads to no file in `error`."""

    path: str
    raw: bytes | None = None
    error: str | None = None


Rows = Iterable[dict[str, Any] | Problem]


def _made(
    make: Callable[[_Source], Rows], table: Table, paths: Iterable[str | os.PathLike[str]]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that each file makes, and the errors, in order."""
    return _together(table, sliced(partial(_each, make, table), list(_sources(paths))))


def _together(table: Table, parts: Iterable[tuple[pl.DataFrame, pl.DataFrame]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    found = list(parts)
    return (
        pl.concat([table.frame(), *(rows for rows, _ in found)]),
        pl.concat([ERRORS.frame(), *(errors for _, errors in found)]),
    )


def _each(
    make: Callable[[_Source], Rows], table: Table, sources: Sequence[_Source]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows: list[dict[str, Any]] = []
    errors: list[dict[str, str]] = []
    for source in sources:
        try:
            for row in make(source):
                if isinstance(row, Problem):
                    errors.append({"path": plain(source.path + row.place), "reason": _reason(row.reason)})
                else:
                    rows.append(row)
        except OSError as error:
            errors.append({"path": plain(source.path), "reason": _said(error)})
        except ValueError as error:
            errors.append({"path": plain(source.path), "reason": _reason(str(error))})
    return table.frame(rows), ERRORS.frame(errors)


def _sources(paths: Iterable[str | os.PathLike[str]]) -> Iterator[_Source]:
    """Yield the files of paths; `-` is standard input."""
    for path in paths:
        name = os.fspath(path)
        if name == STANDARD_INPUT:
            yield _Source(name, _standard_input())
            continue
        try:
            found = list(_files(Path(name)))
        except OSError as error:
            yield _Source(name, error=_said(error))
            continue
        if not found:
            yield _Source(name, error="no files in this folder. Name a folder that holds wire copy.")
        yield from found


@cache
def _standard_input() -> bytes:
    """Return what stands in standard input, which can be read but once, and no more of it than any file may hold."""
    return sys.stdin.buffer.read(LARGEST_COLLECTION + 1)


def _digested(columns: Columns, source: _Source) -> Rows:
    return [{"file_id": blake3(_bytes(source, columns)).hexdigest()[:_ID_LENGTH], "path": plain(source.path)}]


def _read(columns: Columns, source: _Source) -> Rows:
    """Yield the rows of the articles table that a file holds, and the parts of it that could not be read.

    Raises:
        OSError: the file cannot be opened.
        ValueError: it holds no wire copy; the message says why, and the mend.
    """
    known = _sidecar(Path(source.path))
    for item in items(_bytes(source, columns), Reading(columns)):
        if isinstance(item, Problem):
            yield item
        else:
            fields = {name: plain(value) if isinstance(value, str) else value for name, value in item.fields.items()}
            yield article_from_text(plain(item.text), plain(source.path + item.place), known, fields)


def _reason(said: str) -> str:
    """Return why something was not read, as a line that can be read: what a library says may quote the whole file."""
    line = " ".join(plain(said[: 2 * _LONGEST_REASON]).split())
    return line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON].rstrip()} …"


def plain(text: str) -> str:
    """Return text with lone surrogates, which no table takes, as U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def article_from_text(
    text: str, path: str, metadata: dict[str, Any] | None = None, fields: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return one row of the articles table for a decoded text.

    Args:
        text: the text, as decoded.
        path: the name to show for it.
        metadata: what somebody says beside the file: `agency`, `date`, `language`, `title`.
        fields: columns of the articles table that the file's format gives; what it does not give is told from the text.
    """
    known, given = metadata or {}, fields or {}
    declared = known.get("language") or given.get("declared_language")
    language = detect(text, declared) or declared
    cleaned = clean(text, language or "")
    lines = [line for line in cleaned.text.split("\n") if line.strip()]
    first, *rest = lines[headless(lines) :] or [""]
    titled = bool(rest) and len(first) <= _LONGEST_TITLE and not first.rstrip("”’\"'»").endswith((".", "。"))
    # A headline is no dateline, though a dash may stand in it.
    opening = [line for line in lines[:_OPENING] if line != given.get("title")]
    headed = _headed(opening, lines[len(opening) :][-_ENDING:], first if titled else None, language)
    byline = next((found for line in opening if (found := _BYLINE.fullmatch(line))), None)
    said_here = said_of_earlier(text, given.get("title"), given.get("note"))
    told = {
        "status": "canceled" if said_here.act == "withdrawal" else "usable",
        "note": said_here.note,
        "title": first if titled else None,
        "credit": headed.credit,
        "byline": byline["name"] if byline else headed.byline,
        "dateline": headed.place,
    }
    said = {
        "title": known.get("title"),
        "declared_language": known.get("language"),
        "provider": known.get("agency"),
        "published": _day(known["date"]) if "date" in known else None,
    }
    stated = {**told, **{name: value for part in (given, said) for name, value in part.items() if value is not None}}
    return {
        **stated,
        "article_id": _identity(text, given.get("guid"), withdrawn=stated["status"] == "canceled"),
        "path": path,
        "text": text,
        "clean": cleaned.text,
        "clean_map": [dict(zip(Run._fields, run, strict=True)) for run in cleaned.runs],
        "language": language,
    }


def _headed(opening: Sequence[str], ending: Sequence[str], title: str | None, code: str | None) -> Head:
    """Return what the dateline among an article's first lines says, else one that stands alone among its last.

    A headline may begin like a dateline ("EXCLUSIVE - ", "UCRANIA - "): of it only one with an agency is believed.
    """
    known = language(code) or any_language()
    said = [(line, head(line, known)) for line in opening]
    credited = next((found for _, found in said if found.credit), None)
    placed = next((found for line, found in said if line != title and any(found) and not is_slugged(line)), None)
    below = next((found for line in ending if (found := closing(line, known)).credit), None)
    if credited or below:
        return credited or below or Head()
    if placed is None:
        fit = (line for line in opening if line != title and not is_slugged(line))
        placed = Head(next((match["place"] for line in fit if (match := _COLON.match(line))), None))
    return placed


def _day(told: object) -> str:
    """Return a sidecar's date in ISO 8601: a moment with its T, so that it sorts among those of other formats."""
    return told.isoformat() if isinstance(told, date) else str(told)


def _identity(text: str, guid: str | None, *, withdrawn: bool = False) -> str:
    """Return the article_id: of the source's own identifier, where it gives one, and the text.

    What takes an item back may repeat it to the letter, and is an article of its own.
    """
    said = text if guid is None else f"{guid}\n{text}"
    said = f"{said}\n(withdrawn)" if withdrawn else said
    return blake3(said.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def cleaned_article(article: dict[str, Any]) -> Clean:
    """Return the cleaned text of an articles row with its map back."""
    return restored(article["clean"], article["clean_map"])


def _files(path: Path) -> Iterator[_Source]:
    """Yield the files of a folder, and the folders in it that may not be entered, or the file itself."""
    if not path.is_dir():
        yield _Source(str(path))
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name != SIDECAR:
                yield _Source(str(Path(folder) / name))
    yield from (_Source(str(error.filename), error=_said(error)) for error in closed)


def _bytes(source: _Source, columns: Columns) -> bytes:
    """Return a file's bytes. Raises as `_read`."""
    if source.error is not None:
        raise ValueError(source.error)
    if source.raw is not None:
        return source.raw
    path = Path(source.path)
    if path.exists() and not path.is_file():
        raise ValueError("neither a file nor a folder. Name a file of wire copy.")
    size = path.stat().st_size
    if size > LARGEST:
        with path.open("rb") as file:
            collection = is_collection(file.read(_HEAD), Reading(columns))
        require_size(size, collection=collection)
    return path.read_bytes()


def _sidecar(path: Path) -> dict[str, Any]:
    """Return what the folder's `articles.toml` says of a file; nothing where there is none.

    Raises:
        ValueError: the sidecar is not TOML.
    """
    file = path.parent / SIDECAR
    if not file.is_file():
        return {}
    try:
        known = _table(file, file.stat().st_mtime_ns)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file} is not TOML: {error}. Mend it or take it away.") from error
    entry = known.get(path.name, {})
    if not isinstance(entry, dict):
        raise ValueError(f'{file}: {path.name!r} is no table. Write ["{path.name}"] and its keys below it.')
    for key in ("agency", "title", "language"):
        if not isinstance(entry.get(key, ""), str):
            raise ValueError(f"{file}: {key} of {path.name!r} is no text. Put it in quotation marks.")
    return entry


@lru_cache(maxsize=8)
def _table(file: Path, _changed: int) -> dict[str, Any]:
    """Return a sidecar's table, read once for all files of its folder until it changes."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _said(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder. Check the name."
    if isinstance(error, PermissionError):
        return "not readable by this user. Change its permissions."
    return f"cannot be read: {error.strerror or error}."
