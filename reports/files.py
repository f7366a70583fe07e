"""Writes a story's reports into a folder, each file whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from seeds.exceptions import WirealignError

if TYPE_CHECKING:
    from align.stories import Story


# Characters or bytes that are written at once: a whole report in two encodings takes twice its room.
_AT_ONCE: Final = 1 << 20


@dataclass(frozen=True)
class Format:
    """Where a format is made: `module` has `files(story)`, from a file's name to its text or bytes.

    `package` is what it needs beyond a plain installation, as it is imported; `extra` is the optional extra with it.
    `worded` formats are read by people: their `files` takes the language of their own words and a title too.
    """

    module: str
    package: str = ""
    extra: str = ""
    worded: bool = False

    def files(self, story: "Story", language: str = "en", title: str = "") -> Mapping[str, str | bytes]:
        """Make the format's files, by name."""
        module = import_module(self.module)
        words = (import_module("reports.wording").wording(language), title) if self.worded else ()
        made: Mapping[str, str | bytes] = module.files(story, *words)
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
    story: "Story",
    folder: str | Path,
    formats: Iterable[str] = ("html", "json"),
    *,
    language: str = "en",
    title: str = "",
) -> list[Path]:
    """Write the story in each of `formats`; every file is made before the first is written.

    Args:
        story: the tables of one run.
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
    made = [pair for name in known(formats) for pair in FORMATS[name].files(story, language, title).items()]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return [_replace(folder / file, content) for file, content in made]


def _replace(path: Path, content: str | bytes) -> Path:
    """Write beside `path`, then rename; half of a surrogate pair, which UTF-8 cannot hold, is written as its escape."""
    unfinished = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with unfinished.open("wb") as file:
            for start in range(0, len(content), _AT_ONCE):
                part = content[start : start + _AT_ONCE]
                file.write(part if isinstance(part, bytes) else part.encode("utf-8", "backslashreplace"))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path
