"""Options that several commands share, each said once."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

import click

Command = Callable[..., Any]

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
model = click.option(
    "--model",
    default="use",
    show_default=True,
    metavar="NAME",
    help="Encoder: use, e5, duo, or any sentence-transformers name or folder.",
)
no_model = click.option(
    "--no-model",
    "with_model",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Judge by the drift checks alone, without the drift model.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, on standard output.")
original = click.option(
    "--original",
    metavar="PATH",
    help="The article whose words the others are held against; the evidence chooses if not given.",
)
embed_all = click.option(
    "--all",
    "embed_all",
    is_flag=True,
    help="Embed the sentences of every article, not only of those with signs of translation.",
)
formats = click.option(
    "--format",
    "formats",
    default="html,json",
    show_default=True,
    metavar="NAMES",
    help="What to write, joined by commas: html, json, jsonl, csv, parquet, sqlite, tmx, markdown, annotations, "
    "charts.",
)
language = click.option(
    "--language",
    default="en",
    show_default=True,
    metavar="CODE",
    help="Language of the report's own words: en, es, fr or ko. Quotes stay as printed.",
)
title = click.option("--title", default="", metavar="TEXT", help="What the report is called, at its head.")
archive_to_fill = click.option(
    "--archive",
    required=True,
    metavar="DIR",
    help="The archive: a folder, made if missing, or an object store's address.",
)
engine = click.option(
    "--engine",
    default="local",
    show_default=True,
    metavar="NAME",
    help="What reads the copy: local, or ray, a cluster (docs/scale.md).",
)
address = click.option("--address", metavar="ADDRESS", help="The Ray cluster's; without it one is started here.")
strict = click.option("--strict", is_flag=True, help="Only `verbatim` passes.")


# Option, the column of the articles table it fills, and what is taken without it.
_COLUMNS = (
    ("text", "text", "text, body, content, article"),
    ("id", "guid", "guid, id, url"),
    ("title", "title", "title, headline"),
    ("date", "published", "published, date"),
    ("language", "declared_language", "language, lang"),
    ("source", "provider", "agency, source"),
)


def columns(command: Command) -> Command:
    """Add the options that name the columns of tables; they come as one `columns`, a `seeds.Columns`."""

    @functools.wraps(command)
    def named(**given: Any) -> Any:  # noqa: ANN401  # whatever the command returns
        from seeds import Columns

        names = {column: given.pop(f"{option}_column") for option, column, _ in _COLUMNS}
        return command(**given, columns=Columns(**names))

    wrapped: Command = named
    for option, _, known in reversed(_COLUMNS):
        wrapped = click.option(
            f"--{option}-column",
            metavar="NAME",
            help=f"Column of CSV, Parquet, JSON records with the {option}; else {known}.",
        )(wrapped)
    return wrapped


def day(written: str | None) -> str | None:
    """Return a day as ISO 8601 has it.

    Raises:
        click.UsageError: it is none.
    """
    try:
        return None if written is None else date.fromisoformat(written).isoformat()
    except ValueError:
        raise click.UsageError(f"--since {written}: no day. Write it as 2024-10-25.") from None


def languages(command: Command) -> Command:
    """Add the options that say the languages of a pair."""
    for side in ("rendering", "original"):
        command = click.option(
            f"--{side}-language", metavar="CODE", help=f"Language of the {side} (ISO 639-1); detected if not given."
        )(command)
    return command


def kinds(command: Command) -> Command:
    """Add the options that say how each text of a pair was printed."""
    for side in ("rendering", "original"):
        command = click.option(
            f"--{side}-kind",
            type=click.Choice(["direct", "mixed", "indirect"]),
            default="direct",
            show_default=True,
            help=f"How the {side} was printed.",
        )(command)
    return command
