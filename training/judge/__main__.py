"""Runs the training of the judge: `python -m training.judge --data FOLDER`."""

from pathlib import Path
from typing import Final

import click
import torch

import embeddings
from align.drift.judge.weights import ACROSS, digest, written
from training.judge.learning import learn
from training.judge.pairs import source

STEPS: Final = 5600


@click.command(epilog="Example: python -m training.judge --data folder-of-development-data --checkpoint judge.pt")
@click.option("--data", type=click.Path(file_okay=False, exists=True, path_type=Path), required=True)
@click.option("--wordnet", type=click.Path(file_okay=False, path_type=Path), default=Path("/usr/share/wordnet"))
@click.option("--checkpoint", type=click.Path(dir_okay=False, path_type=Path), help="Kept here, and gone on from.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), default=ACROSS, show_default="across.safetensors"
)
@click.option("--steps", default=STEPS, show_default=True)
@click.option("--without", multiple=True, metavar="NAME", help="A maker, or a part of a DEMETR category, left out.")
def main(
    data: Path, wordnet: Path, checkpoint: Path | None, output: Path, steps: int, without: tuple[str, ...]
) -> None:
    """Learn the network, and write its weights; DIGESTS in align/drift/judge/weights.py is then to tell of them."""
    torch.set_num_threads(1)
    flat = embeddings.token_encoder().flat
    if flat is None:
        raise TypeError("e5 has lost its flat form")
    given = source(data, wordnet, flat)
    judge = learn(given, flat, steps, checkpoint, frozenset(without))
    written(judge, output)
    click.echo(f"{output}, SHA-256 {digest(output)}", err=True)


if __name__ == "__main__":
    main()
