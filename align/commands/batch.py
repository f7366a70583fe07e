"""`align batch`: new wire copy into an archive, once, aligned with all that came before."""

from itertools import chain
from typing import TYPE_CHECKING

import click

from align import options, streams
from align.commands.files import formats_named, require_words, write

if TYPE_CHECKING:
    from seeds import Columns


@click.command(epilog="Example: align batch seeds/articles --archive archive -o report")
@options.paths
@options.archive_to_fill
@click.option("-o", "--output", metavar="DIR", help="Folder for a report of the statements that the batch touched.")
@options.formats
@options.language
@options.title
@click.option("--since", metavar="DATE", help="Leave out articles published before this day (2024-10-25).")
@click.option("--dry-run", is_flag=True, help="Read, and say what would be taken in; write nothing.")
@click.option("--watch", is_flag=True, help="Then follow the folders, and take each new file once it is whole.")
@options.embed_all
@options.engine
@options.address
@options.columns
@options.model
@options.as_json
def batch(
    paths: tuple[str, ...],
    archive: str,
    output: str | None,
    formats: str,
    language: str,
    title: str,
    since: str | None,
    dry_run: bool,
    watch: bool,
    embed_all: bool,
    engine: str,
    address: str | None,
    columns: "Columns",
    model: str,
    as_json: bool,
) -> None:
    """Take new wire copy into an archive, once, and align it with all that came before.

    PATH is a file, a folder, or - for standard input. What the archive has is left out. A run that was stopped goes on
    where it was. Exit status 1 if a file could not be read; the others are taken in.
    """
    import embeddings
    from align.archive import Archive
    from align.archive.reading import story
    from align.batching import batch as run
    from align.counterparts import with_alignments
    from align.engines import named
    from align.watching import whole_files

    wanted = formats_named(formats)
    require_words(language)
    day = options.day(since)
    reader = named(engine, address)
    store = Archive(archive, create=not dry_run)
    encoder = embeddings.Deferred(model)
    bad = False
    rounds = iter([list(paths)]) if not watch else chain([list(paths)], whole_files(paths))
    for files in rounds:
        with streams.file_progress() as progress:
            done = run(
                files,
                store,
                encoder,
                since=day,
                dry_run=dry_run,
                embed_all=embed_all,
                columns=columns,
                engine=reader,
                progress=progress,
            )
        bad |= streams.list_errors(done.errors)
        written = []
        if output is not None and not dry_run:
            touched = with_alignments(story(store.snapshot(), done.touched, model=model))
            written = write(touched, output, wanted, language=language, title=title)
        with streams.until_unread():
            if as_json:
                streams.print_json(done.record())
            else:
                for line in done.lines(dry_run=dry_run):
                    click.echo(line)
        for file in written:
            click.echo(f"wrote {file}", err=True)
    raise click.exceptions.Exit(streams.FOUND if bad else streams.OK)
