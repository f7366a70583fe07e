"""The front door: `align`. Every import beyond click waits for its command, so that `align --help` is quick."""

import sys
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align import options, streams
from align.archive.commands import archive
from align.version import __version__
from align.visible import one_line
from seeds.exceptions import WirealignError

if TYPE_CHECKING:
    from seeds import Columns


class _Front(click.Group):
    """The group of commands; an error that wirealign raises on purpose is one line and exit status 2.

    One that nobody reads any more (`| head`) ends quietly.
    """

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # click's own signature
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except WirealignError as error:
            streams.complain(str(error), ctx.invoked_subcommand)
            ctx.exit(streams.COULD_NOT)
        except BrokenPipeError:
            streams.hush()
            ctx.exit(streams.UNREAD)


@click.group(
    cls=_Front,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: align report seeds/articles -o report",
)
@click.version_option(__version__, prog_name="align")
def main() -> None:
    """Show how a quote changed on its way from one language and one news agency to the next.

    Exit status: 0 the work was done; 1 something was found or some input was bad; 2 wrong usage, or could not run;
    3 unclear.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(
            stream, "reconfigure"
        ):  # a pipe that is not UTF-8 shows what it cannot write, and does not end the run
            stream.reconfigure(errors="backslashreplace")


@main.command(epilog="Example: align report seeds/articles -o report --format html,json")
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

    wanted = _formats(formats)
    _require_words(language)
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
    files = _written(shown, output, wanted, language=language, title=title) if output is not None else []
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


@main.command(epilog='Example: align check "would be consistent with international law" seeds/articles')
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


@main.command(epilog="Example: align batch seeds/articles --archive archive -o report")
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

    wanted = _formats(formats)
    _require_words(language)
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
            written = _written(touched, output, wanted, language=language, title=title)
        with streams.until_unread():
            if as_json:
                streams.print_json(done.record())
            else:
                for line in done.lines(dry_run=dry_run):
                    click.echo(line)
        for file in written:
            click.echo(f"wrote {file}", err=True)
    raise click.exceptions.Exit(streams.FOUND if bad else streams.OK)


@main.command(epilog="Example: align quotes seeds/articles --json")
@options.paths
@options.columns
@options.as_json
def quotes(paths: tuple[str, ...], columns: "Columns", as_json: bool) -> None:
    """List the quotes of articles: where, what kind, who said it, by which cue."""
    import reports
    import seeds

    copy = seeds.read(paths, columns)
    found = seeds.quotes(copy.articles)
    names = dict(copy.articles.select("article_id", "path").iter_rows())
    for row in found.iter_rows(named=True):
        if as_json:
            streams.print_json(reports.quote_record(row, names))
        else:
            who = row["speaker"] or "?"
            where = f"{names[row['article_id']]}:{row['start']}-{row['end']}"
            click.echo("\t".join(map(one_line, (where, row["kind"], who, row["cue"] or "", row["text"]))))
    bad = streams.list_errors(copy.errors)
    streams.note_articles_without_quotes(copy.articles, found)
    raise click.exceptions.Exit(streams.read_status(copy.articles, bad=bad))


@main.command(epilog="Example: align signs seeds/articles")
@options.paths
@options.columns
@options.as_json
def signs(paths: tuple[str, ...], columns: "Columns", as_json: bool) -> None:
    """List the signs that articles were translated or relayed: kind, place, evidence; the relay chain; a score."""
    import seeds

    copy = seeds.read(paths, columns)
    found, origins = seeds.signs(copy.articles)
    own: dict[str, list[dict[str, Any]]] = {}
    for row in found.iter_rows(named=True):
        own.setdefault(row["article_id"], []).append({key: row[key] for key in row if key != "article_id"})
    for article, origin in zip(copy.articles.iter_rows(named=True), origins.iter_rows(named=True), strict=True):
        signs_here = own.get(article["article_id"], [])
        if as_json:
            streams.print_json(
                {
                    "path": article["path"],
                    "article_id": article["article_id"],
                    "signs": signs_here,
                    **{key: origin[key] for key in ("relay_chain", "signs_score", "guessed_language")},
                }
            )
            continue
        chain = " → ".join(origin["relay_chain"]) or "no relays"
        guessed = f", from {origin['guessed_language']}?" if origin["guessed_language"] else ""
        if signs_here and not guessed:
            guessed = ", from which language cannot be told"
        click.echo(f"{article['path']}: {chain}; score {origin['signs_score']:.2f}{guessed}")
        for sign in signs_here:
            words = one_line(article["text"][sign["start"] : sign["end"]])
            click.echo(f"  {sign['start']}-{sign['end']}\t{sign['sign']}\t{words}\t{sign['evidence']}")
    raise click.exceptions.Exit(streams.read_status(copy.articles, bad=streams.list_errors(copy.errors)))


@main.command(epilog='Example: align compare "It will rain." "It would rain." --json')
@click.argument("texts", nargs=-1, metavar="[ORIGINAL RENDERING]")
@click.option("--pairs", metavar="FILE", help="JSON lines with `original` and `rendering`; - for standard input.")
@options.kinds
@options.languages
@options.no_model
@options.strict
@options.as_json
def compare(
    texts: tuple[str, ...],
    pairs: str | None,
    original_kind: str,
    rendering_kind: str,
    original_language: str | None,
    rendering_language: str | None,
    with_model: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Compare a rendering with its original: verdict, faithfulness and drifts.

    With --pairs, each line of FILE comes back as JSON with `verdict`, `faithfulness` and `drift` added; exit status 0
    when every line was judged.
    """
    if pairs is not None:
        if texts:
            raise click.UsageError("give either ORIGINAL and RENDERING, or --pairs FILE.")
        from align.pairs import judged

        raise click.exceptions.Exit(judged(pairs, with_model=with_model))
    if len(texts) != 2:
        raise click.UsageError(
            "two texts are compared: ORIGINAL and RENDERING. Put each in quotation marks of the shell."
        )
    if not all(any(character.isalnum() for character in text) for text in texts):
        raise click.UsageError("a text without words. Give the original and the rendering.")

    import align
    import reports
    from align.pairs import record

    result = align.compare(
        texts[0],
        texts[1],
        original_kind,
        rendering_kind,
        original_language=original_language,
        rendering_language=rendering_language,
        with_model=with_model,
    )
    if as_json:
        streams.print_json(record({"original": texts[0], "rendering": texts[1]}, result))
    else:
        reports.comparison(result, texts[0], texts[1])
    raise click.exceptions.Exit(streams.check_status([result.verdict], strict=strict))


@main.command(epilog="Example: align sentences version.es.txt version.en.txt")
@click.argument("source")
@click.argument("target")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["beads", "json", "tmx"]),
    default="beads",
    show_default=True,
    help="How beads come out.",
)
@click.option("--model", default="duo", show_default=True, metavar="NAME", help="Encoder, as for `align report`.")
def sentences(source: str, target: str, shape: str, model: str) -> None:
    """Align two full versions of one article: SOURCE and TARGET hold one sentence a line.

    A bead is `[source lines]:[target lines]:cost`, counted from 0, one side empty where nothing renders the other.
    Blocks that stand elsewhere in the target come out with their own beads; json marks them as crossing.
    """
    import align
    import embeddings
    import reports
    from align.beads import crossing

    sides = [list(streams.lines(path)) for path in (source, target)]
    encoder = embeddings.load(model)
    found = align.sentences(sides[0], sides[1], encoder)
    if shape == "tmx":
        click.echo(reports.tmx(found, sides[0], sides[1]), nl=False)
        return
    crossed = crossing(found)
    for place, bead in enumerate(found):
        if shape == "json":
            streams.print_json({**bead._asdict(), "crossing": place in crossed})
        else:
            click.echo(f"{bead.source}:{bead.target}:{bead.cost:.3f}")


@main.command(epilog="Example: align words --pairs pairs.txt")
@click.option("--pairs", required=True, metavar="FILE", help="Lines of `a b c ||| d e f`; - for standard input.")
def words(pairs: str) -> None:
    """Align the words of sentence pairs; links come out in Pharaoh format, `0-0 1-2`, a line a pair."""
    from align.links import aligned

    status = streams.OK
    for batch in streams.batches(enumerate(streams.lines(pairs), 1)):
        good = []
        for number, line in batch:
            source, mark, target = line.partition("|||")
            if not mark:
                streams.complain(f"{pairs}:{number}: no ||| in the line. Put it between the two sentences.", "words")
                status = streams.FOUND
            good.append((source.split(), target.split()))
        for found in aligned(good):
            click.echo(" ".join(f"{first}-{second}" for first, second in sorted(found.links)))
    raise click.exceptions.Exit(status)


@main.command(epilog="Example: align encode sentences.txt --output vectors.npy --model duo")
@click.argument("file")
@click.option("--output", required=True, metavar="FILE", help="Where to: .npy, or .parquet with the sentences beside.")
@options.model
def encode(file: str, output: str, model: str) -> None:
    """Write the vectors of FILE, one sentence a line: float32 [lines, dimension], each of unit length."""
    import embeddings

    if Path(output).suffix not in (".npy", ".parquet"):
        raise click.UsageError(f"--output {output}: no such format. Name a .npy or a .parquet file.")
    lines = list(streams.lines(file))
    vectors = embeddings.load(model).encode(lines)
    try:
        embeddings.save(vectors, lines, output)
    except OSError as error:
        raise WirealignError(f"{output}: {error.strerror or error}. Name another file.") from error
    click.echo(f"wrote {output}: {vectors.shape[0]:,} vectors of {vectors.shape[1]} values", err=True)


@main.command(epilog="Example: align models")
@options.as_json
def models(as_json: bool) -> None:
    """List the encoders that can be loaded, and from where."""
    import embeddings

    for model in embeddings.available():
        row = asdict(model)
        if as_json:
            streams.print_json(row)
        else:
            click.echo("\t".join(one_line(streams.shown(value)) for value in row.values()))


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


def _formats(named: str) -> tuple[str, ...]:
    import reports

    wanted = [name.strip() for name in named.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in reports.FORMATS]:
        raise click.UsageError(f"--format {unknown[0]}: no such format. Known: {', '.join(reports.FORMATS)}.")
    return reports.known(wanted)


def _require_words(language: str) -> None:
    from reports.wording import wording

    try:
        wording(language)
    except ValueError as error:
        raise click.UsageError(f"--language {error}") from error


def _written(
    story: Any,  # noqa: ANN401  # a lazily imported class
    folder: str,
    formats: tuple[str, ...],
    *,
    language: str,
    title: str,
) -> list[Path]:
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
        streams.note_memory_without_units(shown, folder)
    return files


main.add_command(archive)
