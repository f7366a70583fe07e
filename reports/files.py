"""Writes a story's reports into a folder, each file whole or not at all."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from align.stories import Story


def write(story: "Story", folder: str | Path, formats: Iterable[str] = ("html", "json")) -> list[Path]:
    """Write the story in each of `formats`; every one is made before the first is written.

    Args:
        story: the tables of one run.
        folder: made when missing. A report that is there already is replaced in one step.
        formats: names from `FORMATS`.

    Returns:
        The files' paths, in the order of `formats`.

    Raises:
        ValueError: a format is not known; the message names those that are.
        SchemaError: a table lacks a column, or a row points to a row that is not there.
        OSError: the folder cannot be made or written.
    """
    wanted = list(dict.fromkeys(formats))
    if unknown := [name for name in wanted if name not in FORMATS]:
        raise ValueError(f"{', '.join(map(repr, unknown))}: no such report format. Known: {', '.join(FORMATS)}.")
    made = [(file, make(story)) for file, make in (FORMATS[name] for name in wanted)]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [_replace(folder / file, content) for file, content in made]


def _replace(path: Path, text: str) -> Path:
    """Write beside `path`, then rename; half of a surrogate pair, which UTF-8 cannot hold, is written as its escape."""
    unfinished = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        unfinished.write_bytes(text.encode("utf-8", "backslashreplace"))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _html(story: "Story") -> str:
    from reports.page import page

    return page(story)


def _json(story: "Story") -> str:
    from reports.record import document

    return json.dumps(document(story), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


FORMATS: Final[dict[str, tuple[str, "Callable[[Story], str]"]]] = {
    "html": ("index.html", _html),
    "json": ("report.json", _json),
}
