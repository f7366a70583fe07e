"""`align check`: whether a quote was faithfully relayed."""

from typing import TYPE_CHECKING, Any

import click

from align import options, streams

if TYPE_CHECKING:
    from seeds import Columns


@click.command(epilog='Example: align check "would be consistent with international law" seeds/articles')
@click.argument("words", nargs=-1, metavar="[QUOTE] PATH...")
@click.option("--article", metavar="DRAFT", help="Check every quote of this article in place of one typed QUOTE.")
@click.option("--speaker", metavar="NAME", help="Who is said to have spoken the QUOTE.")
@click.option("--archive", metavar="DIR", help="Check against this archive, in place of articles at PATH.")
@options.strict
@options.original
@options.columns
@options.model
@options.no_model
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "jsonld"]),
    default="text",
    show_default=True,
    help="How answers come out; jsonld: a schema.org ClaimReview a line.",
)
@options.as_json
def check(
    words: tuple[str, ...],
    article: str | None,
    speaker: str | None,
    archive: str | None,
    strict: bool,
    original: str | None,
    columns: "Columns",
    model: str,
    with_model: bool,
    shape: str,
    as_json: bool,
) -> None:
    """Say whether a quote was faithfully relayed, and show the evidence.

    QUOTE is held against the original of the statement that it renders in the articles at PATH. Exit status: 0 verbatim
    or faithful, 1 reworded, altered or not found, 3 unclear.
    """
    import align
    import embeddings
    import reports
    from align.archive import Archive
    from align.archive.reading import archived
    from align.checking import checks, typed

    paths = words if article else words[1:]
    if not words and not article:
        raise click.UsageError("no QUOTE. Type it in quotation marks of the shell, or name a draft with --article.")
    if bool(paths) == bool(archive):
        raise click.UsageError(
            "no PATH to check against, or both: name files or folders of wire copy after the quote, or --archive DIR."
        )
    if as_json and shape == "jsonld":
        raise click.UsageError("--json and --format jsonld: choose one.")
    if article and speaker:
        raise click.UsageError("--speaker goes with a typed QUOTE; a draft names its speakers itself.")
    drafts, asked = _asked(article, columns) if article else (None, typed(words[0], speaker))
    with streams.progress() as progress:
        encoder = embeddings.load(model)
        excluded = drafts["article_id"].to_list() if drafts is not None else ()
        if archive:
            story = archived(Archive(archive).snapshot(), asked, encoder, excluded=excluded, original=original)
        else:
            story = align.story(
                paths,
                encoder=encoder,
                original=original,
                excluded=excluded,
                columns=columns,
                with_model=with_model,
                with_facts=False,
                with_words=False,
                progress=progress,
            )
        bad = streams.list_errors(story.errors)
        if not story.articles.height:
            raise click.exceptions.Exit(streams.COULD_NOT)
        results = checks(asked, story, encoder, original=original, drafts=drafts, with_model=with_model)
    with streams.until_unread():
        if shape == "jsonld":
            for one in results:
                click.echo(reports.claim_review(one, story))
        elif as_json or shape == "json":
            for one in results:
                streams.print_json(reports.checked_record(one, story))
        else:
            reports.checked(results, story)
    raise click.exceptions.Exit(
        max(streams.check_status((one.verdict for one in results), strict=strict), streams.FOUND if bad else streams.OK)
    )


def _asked(article: str, columns: "Columns") -> tuple[Any, Any]:
    """Return the articles and the quotes of a draft."""
    import seeds
    from align.nesting import innermost

    copy = seeds.read([article], columns)
    streams.list_errors(copy.errors)
    if not copy.articles.height:
        raise click.exceptions.Exit(streams.COULD_NOT)
    quotes = innermost(seeds.quotes(copy.articles))
    if not quotes.height:
        streams.complain(f"{article}: no quotes in it. There is nothing to check.", "check")
        raise click.exceptions.Exit(streams.COULD_NOT)
    return copy.articles, quotes
