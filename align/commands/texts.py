"""`align compare`, `sentences` and `words`: texts typed or in files held against each other, without articles."""

import click

from align import options, streams


@click.command(epilog='Example: align compare "It will rain." "It would rain." --json')
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


@click.command(epilog="Example: align sentences version.es.txt version.en.txt")
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


@click.command(epilog="Example: align words --pairs pairs.txt")
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
