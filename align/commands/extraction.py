"""`align quotes` and `align signs`: what is found in articles before anything is aligned."""

from typing import TYPE_CHECKING, Any

import click

from align import options, streams
from align.visible import one_line

if TYPE_CHECKING:
    from seeds import Columns


@click.command(epilog="Example: align quotes seeds/articles --json")
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


@click.command(epilog="Example: align signs seeds/articles")
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
