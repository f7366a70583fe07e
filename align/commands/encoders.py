"""`align encode` and `align models`: vectors of sentences, and the encoders that make them."""

from dataclasses import asdict
from pathlib import Path

import click

from align import options, streams
from align.visible import one_line
from seeds.exceptions import WirealignError


@click.command(epilog="Example: align encode sentences.txt --output vectors.npy --model duo")
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


@click.command(epilog="Example: align models")
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
