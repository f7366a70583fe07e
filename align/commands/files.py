"""The files of a report: what --format and --language may name, and the writing, with its errors in a line."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from align import streams
from seeds.exceptions import WirealignError


def formats_named(named: str) -> tuple[str, ...]:
    """Return the formats of --format, joined by commas, each once.

    Raises:
        click.UsageError: one is not known.
        WirealignError: one needs a package that is not installed.
    """
    import reports

    wanted = [name.strip() for name in named.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in reports.FORMATS]:
        raise click.UsageError(f"--format {unknown[0]}: no such format. Known: {', '.join(reports.FORMATS)}.")
    return reports.known(wanted)


def require_words(language: str) -> None:
    """Raise `click.UsageError` unless a report can be written in the language."""
    from reports.wording import wording

    try:
        wording(language)
    except ValueError as error:
        raise click.UsageError(f"--language {error}") from error


def write(
    story: Any,  # noqa: ANN401  # a lazily imported class
    folder: str,
    formats: tuple[str, ...],
    *,
    language: str,
    title: str,
) -> list[Path]:
    """Return the files of a report once they are written, as `reports.write`.

    Raises:
        WirealignError: the folder cannot be written.
    """
    import reports
    from reports.view import joined

    shown = joined(story)
    try:
        files = reports.write(shown, folder, formats=formats, language=language, title=title)
    except OSError as error:
        raise WirealignError(
            f"{folder}: cannot be written: {error.strerror or error}. Name another folder with -o."
        ) from error
    if "tmx" in formats:
        _note_memory_without_units(shown.shared, folder)
    return files


def _note_memory_without_units(statements: Iterable[Any], folder: str) -> None:
    """Print a line where the translation memory of a report is empty, since no statement stands in two languages."""
    from reports.exports.tmx import is_translated

    if not any(map(is_translated, statements)):
        message = f"{Path(folder, 'report.tmx')}: no unit in it, as no statement stands in two languages."
        streams.complain(message, click.get_current_context().info_name)
