"""`align report`: how each rendering of a statement differs, on the terminal and in files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from align import options, streams
from align.commands.files import formats_named, require_words, write

if TYPE_CHECKING:
    from seeds import Columns


@click.command(epilog="Example: align report seeds/articles -o report --format html,json")
@options.paths
@click.option(
    "-o", "--output", metavar="DIR", help="Folder for the report's files; without it only the terminal shows it."
)
@options.formats
@click.option("--open", "opened", is_flag=True, help="Open the web page that -o writes.")
@options.language
@options.title
@click.option(
    "--fail-on",
    type=click.Choice(["minor", "major", "critical"]),
    help="Exit with 1 if a drift weighs this much or more.",
)
@options.original
@options.embed_all
@options.columns
@options.model
@options.no_model
@options.as_json
def report(
    paths: tuple[str, ...],
    output: str | None,
    formats: str,
    opened: bool,
    language: str,
    title: str,
    fail_on: str | None,
    original: str | None,
    embed_all: bool,
    columns: "Columns",
    model: str,
    with_model: bool,
    as_json: bool,
) -> None:
    """Align the quotes of articles and show how each rendering of a statement differs.

    PATH is a file of wire copy or a folder of them. Exit status 1 if a file could not be read or --fail-on was met.
    """
    import align
    import reports

    wanted = formats_named(formats)
    require_words(language)
    if opened and (output is None or "html" not in wanted):
        raise click.UsageError("--open needs -o DIR and the format html: there is no page to open.")
    with streams.progress() as progress:
        story = align.story(
            paths,
            encoder=model,
            original=original,
            embed_all=embed_all,
            columns=columns,
            with_model=with_model,
            progress=progress,
        )
    bad = streams.list_errors(story.errors)
    if not story.articles.height:
        raise click.exceptions.Exit(streams.COULD_NOT)
    streams.note_articles_without_quotes(story.articles, story.quotes)
    shown = reports.report(story)
    files = write(shown, output, wanted, language=language, title=title) if output is not None else []
    with streams.until_unread():
        if as_json:
            for statement in reports.statement_records(shown):
                streams.print_json(statement)
        else:
            reports.terminal(shown, language=language, title=title)
    for file in files:
        click.echo(f"wrote {file}", err=True)
    if opened:
        click.launch(str(Path(output or "", "index.html")))
    raise click.exceptions.Exit(streams.FOUND if bad or streams.weighs(story.drifts, fail_on) else streams.OK)
