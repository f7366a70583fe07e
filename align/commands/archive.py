"""`align archive`: what is in an archive, whether it is whole, and how to make it smaller or take it elsewhere."""

from pathlib import Path

import click

from align import options, streams
from align.visible import one_line
from seeds.exceptions import WirealignError

_folder = click.argument("folder", metavar="DIR")
_at = click.option("--at", metavar="BATCH", type=click.IntRange(1), help="The state that this batch left.")


@click.group(epilog="Example: align archive stats archive")
def archive() -> None:
    """Look into an archive that `align batch` filled, keep it small, take its tables out."""


@archive.command(epilog="Example: align archive stats archive --json")
@_folder
@_at
@options.as_json
def stats(folder: str, at: int | None, as_json: bool) -> None:
    """Count what stands in the archive."""
    from align.archive import Archive

    counts = Archive(folder).snapshot(at).counts()
    if as_json:
        streams.print_json(counts)
    else:
        for name, number in counts.items():
            click.echo(f"{name:<12}{number:>12,}")


@archive.command(epilog='Example: align archive search archive "conforming with international law" --limit 3')
@_folder
@_at
@click.argument("words")
@click.option("--speaker", metavar="NAME", help="Only quotes whose speaker, as printed or by office, has these words.")
@click.option("--since", metavar="DATE", help="Only of articles published on this day (2024-10-25) or later.")
@click.option("--language", metavar="CODE", help="Only quotes in this language (ISO 639-1).")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many.")
@options.model
@options.as_json
def search(
    folder: str,
    at: int | None,
    words: str,
    speaker: str | None,
    since: str | None,
    language: str | None,
    limit: int,
    model: str,
    as_json: bool,
) -> None:
    """Find the quotes nearest in meaning to WORDS, in any language. Exit status 1 if there is none."""
    import embeddings
    from align.archive import Archive
    from align.archive.searching import search as found

    day = options.day(since)
    snapshot = Archive(folder).snapshot(at)
    rows = found(snapshot, words, embeddings.load(model), speaker=speaker, since=day, language=language, limit=limit)
    for row in rows.iter_rows(named=True):
        if as_json:
            streams.print_json(row)
        else:
            where = f"{row['path']}:{row['start']}-{row['end']}"
            told = (f"{row['similarity']:.3f}", row["statement_id"] or "", where, row["speaker"] or "?", row["text"])
            click.echo("\t".join(map(one_line, told)))
    raise click.exceptions.Exit(streams.OK if rows.height else streams.FOUND)


@archive.command(epilog="Example: align archive verify archive")
@_folder
@_at
def verify(folder: str, at: int | None) -> None:
    """Say what is wrong in the archive, a line each. Exit status 1 if something is."""
    from align.archive import Archive
    from align.archive.verifying import problems

    found = list(problems(Archive(folder).snapshot(at)))
    for line in found:
        click.echo(line)
    if not found:
        click.echo("whole")
    raise click.exceptions.Exit(streams.FOUND if found else streams.OK)


@archive.command(epilog="Example: align archive compact archive")
@_folder
def compact(folder: str) -> None:
    """Rewrite the archive in fewer, larger files, without what is superseded."""
    from align.archive import Archive

    Archive(folder).compact()


@archive.command(epilog="Example: align archive export archive --output tables")
@_folder
@_at
@click.option("--output", required=True, metavar="DIR", help="Folder for the tables, a Parquet file each.")
def export(folder: str, at: int | None, output: str) -> None:
    """Write every table as it stands: Parquet, as documented in docs/archive.md."""
    from align.archive import Archive

    snapshot = Archive(folder).snapshot(at)
    try:
        Path(output).mkdir(parents=True, exist_ok=True)
        for name, table in snapshot.tables():
            file = Path(output) / f"{name}.parquet"
            table.write_parquet(file)
            click.echo(f"wrote {file}: {table.height:,} rows", err=True)
    except OSError as error:
        raise WirealignError(f"{output}: {error.strerror or error}. Name another folder with --output.") from error
