"""What the commands share: lines in and out, complaints, exit statuses, and the progress of long work."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from align.visible import one_line
from seeds.exceptions import WirealignError

if TYPE_CHECKING:
    import polars as pl

    from align.telling import Progress

OK: Final = 0
FOUND: Final = 1
COULD_NOT: Final = 2
UNCLEAR: Final = 3
# What a shell says of a program that ended because nobody read it any more: 128 and SIGPIPE.
UNREAD: Final = 141
_BATCH: Final = 256


def check_status(verdicts: Iterable[str], *, strict: bool) -> int:
    """Return the exit status for verdicts: 1 if any failed, 3 if all that failed are unclear."""
    passed = {"verbatim"} if strict else {"verbatim", "faithful"}
    failed = [verdict for verdict in verdicts if verdict not in passed]
    if not failed:
        return OK
    return UNCLEAR if all(verdict == "unclear" for verdict in failed) else FOUND


def weighs(drifts: "pl.DataFrame", fail_on: str | None) -> bool:
    """Whether a drift weighs as much as `fail_on` or more."""
    from align.schema import SEVERITIES

    return fail_on is not None and any(
        severity in SEVERITIES[SEVERITIES.index(fail_on) :] for severity in drifts["severity"]
    )


def read_status(articles: "pl.DataFrame", *, bad: bool) -> int:
    """Return the exit status of a command that reads: 1 if a file was bad, 2 if none could be read."""
    return (FOUND if bad else OK) if articles.height else COULD_NOT


def list_errors(errors: "pl.DataFrame") -> bool:
    """Print a line for each file that could not be read; return whether there was one."""
    command = click.get_current_context().info_name
    for path, reason in errors.iter_rows():
        complain(f"{path}: {reason}", command)
    return errors.height > 0


def note_articles_without_quotes(articles: "pl.DataFrame", found: "pl.DataFrame") -> None:
    """Print a line for each article in which no quote was found."""
    command = click.get_current_context().info_name
    for article_id, path in articles.select("article_id", "path").iter_rows():
        if article_id not in set(found["article_id"]):
            complain(f"{path}: no quotes in it.", command)


def complain(message: str, command: str | None) -> None:
    """Print one line on standard error: the command, what is wrong, where, and the mend."""
    click.echo(f"align {command}: {one_line(message)}" if command else f"align: {one_line(message)}", err=True)


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object on a line of standard output."""
    try:
        click.echo(json.dumps(value, ensure_ascii=False).encode("utf-8").decode("utf-8"))
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8: it goes out as its escape
        click.echo(json.dumps(value))


def shown(value: object) -> str:
    """Return a value as plain text: a list by spaces, nothing as nothing."""
    if isinstance(value, tuple | list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def lines(path: str) -> Iterator[str]:
    """Yield the lines of a file, or of standard input for "-".

    Raises:
        WirealignError: the file cannot be read, or is no text.
    """
    try:
        with click.open_file(path, encoding="utf-8", errors="surrogateescape") as stream:
            for number, line in enumerate(stream, 1):
                if "\0" in line:
                    raise WirealignError(f"{path}:{number}: no text, there is a NUL in it. Give lines in UTF-8.")
                yield line.rstrip("\n")
    except OSError as error:
        raise WirealignError(f"{path}: {error.strerror or error}. Check the name.") from error


def batches(items: Iterator[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield numbered lines in lists that are worked on at once."""
    while batch := list(islice(items, _BATCH)):
        yield batch


@contextmanager
def until_unread() -> Iterator[None]:
    """Print until whoever reads standard output leaves (`| head`); the work is done, and its status stands."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        hush()


def hush() -> None:
    """Send what is still to be printed nowhere, so that the interpreter does not complain of it as it ends."""
    with suppress(OSError), Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@contextmanager
def file_progress() -> "Iterator[Callable[[int, int], None]]":
    """Show files done, their rate and the time left on standard error where it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = [BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn()]
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("files", total=None, rate="")

        def show(done: int, total: int) -> None:
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            bar.update(task, completed=done, total=total, rate=f"{speed:.1f} files/s" if speed else "")

        yield show


@contextmanager
def progress() -> "Iterator[Progress]":
    """Show the stages of long work on standard error where it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _stage: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from align.telling import STAGES

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True
    )
    with bar:
        task = bar.add_task("loading", total=len(STAGES))

        def show(stage: str) -> None:
            bar.update(task, description=stage, completed=STAGES.index(stage))

        yield show
