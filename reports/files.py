"""Writes a story's reports into a folder, each file whole or not at all."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from reports.pieces import Content, encoded
from seeds.exceptions import WirealignError

if TYPE_CHECKING:
    from align.stories import Story
    from reports.view import Report


@dataclass(frozen=True)
class Format:
    """Where a format is made: `module` has `files(shown)`, from a file's name to its bytes, or its text in pieces.

    `package` is what it needs beyond a plain installation, as it is imported; `extra` is the optional extra with it.
    `worded` formats are read by people: their `files` takes the language of their own words and a title too.
    """

    module: str
    package: str = ""
    extra: str = ""
    worded: bool = False

    def files(self, shown: "Report", language: str = "en", title: str = "") -> Mapping[str, Content]:
        """Return the format's files, by name; text may be made as it is asked for."""
        module = import_module(self.module)
        words = (import_module("reports.wording").wording(language), title) if self.worded else ()
        made: Mapping[str, Content] = module.files(shown, *words)
        return made


FORMATS: Final[dict[str, Format]] = {
    "html": Format("reports.page", worded=True),
    "json": Format("reports.record"),
    "jsonl": Format("reports.exports.jsonl"),
    "csv": Format("reports.exports.csv"),
    "parquet": Format("reports.exports.parquet"),
    "sqlite": Format("reports.exports.sqlite"),
    "tmx": Format("reports.exports.tmx", package="translate", extra="tmx"),
    "markdown": Format("reports.exports.markdown", worded=True),
    "annotations": Format("reports.exports.annotations"),
    "charts": Format("reports.charts", package="vl_convert", extra="charts", worded=True),
}


def known(formats: Iterable[str]) -> tuple[str, ...]:
    """Return the names, each once, if every one can be written here.

    Raises:
        ValueError: a format is not known; the message names those that are.
        WirealignError: a format needs a package that is not installed; the message names its extra.
    """
    wanted = tuple(dict.fromkeys(formats))
    if unknown := [name for name in wanted if name not in FORMATS]:
        raise ValueError(f"{', '.join(map(repr, unknown))}: no such report format. Known: {', '.join(FORMATS)}.")
    for name in wanted:
        form = FORMATS[name]
        if form.package and find_spec(form.package) is None:
            raise WirealignError(
                f"--format {name} needs the package {form.package}. "
                f"Install it with `pip install wirealign[{form.extra}]`."
            )
    return wanted


def write(
    story: "Story | Report",
    folder: str | Path,
    formats: Iterable[str] = ("html", "json"),
    *,
    language: str = "en",
    title: str = "",
) -> list[Path]:
    """Write the story in each of `formats`; every file is whole before the first takes its place.

    Args:
        story: the tables of one run, or the report that `reports.report` joined them to.
        folder: made when missing. A file that is there already is replaced in one step.
        formats: names from `FORMATS`.
        language: of the report's own words, for formats that people read: a code of `reports.wording.languages`.
        title: what the report is called there.

    Returns:
        The files' paths, in the order of `formats`.

    Raises:
        ValueError: a format or the language is not known; the message names those that are.
        WirealignError: a format needs a package that is not installed; the message names its extra.
        SchemaError: a table lacks a column, or a row points to a row that is not there.
        OSError: the folder cannot be made or written.
    """
    from reports.view import joined

    wanted = known(formats)
    shown = joined(story)
    folder = Path(folder)
    unfinished: dict[Path, Path] = {}
    try:
        for name in wanted:
            for file, content in FORMATS[name].files(shown, language, title).items():
                folder.mkdir(parents=True, exist_ok=True)
                unfinished[folder / file] = beside = folder / f".{file}.{token_hex(4)}"
                with beside.open("wb") as out:
                    out.writelines(encoded(content))
        folder.mkdir(parents=True, exist_ok=True)
        for path, beside in unfinished.items():
            beside.replace(path)
    finally:
        for beside in unfinished.values():
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    return list(unfinished)
