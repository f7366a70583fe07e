"""Runs the training of the judge: `python -m training.judge --data FOLDER`; with --within, of akin texts' network."""

from pathlib import Path
from typing import Final

import click
import torch

import embeddings
from align.drift.judge.weights import ACROSS, AKIN, digest, read_weights, written
from training.judge import pairs, within
from training.judge.learning import FALL, TOKENS, Course, learn

# Of the network across languages, and of the one for texts of one language, which goes on from the first one's weights.
STEPS: Final = 5600
STEPS_WITHIN: Final = 2100
RATE_WITHIN: Final = 0.5


@click.command(epilog="Example: python -m training.judge --data folder-of-development-data --checkpoint judge.pt")
@click.option("--data", type=click.Path(file_okay=False, exists=True, path_type=Path), required=True)
@click.option("--wordnet", type=click.Path(file_okay=False, path_type=Path), default=Path("/usr/share/wordnet"))
@click.option("--bibles", type=click.Path(file_okay=False, exists=True, path_type=Path), help="With --within: verses.")
@click.option("--checkpoint", type=click.Path(dir_okay=False, path_type=Path), help="Kept here, and gone on from.")
@click.option("--within", "is_within", is_flag=True, help="Pairs of one language, from the weights that --begin names.")
@click.option("--begin", type=click.Path(dir_okay=False, exists=True, path_type=Path), default=ACROSS)
@click.option("--afresh", is_flag=True, help="With --within: from the layers of e5, whatever was learnt before.")
@click.option("--tokens", default=TOKENS, show_default=True, help="Tokens in one step: fewer for a short run.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Else the file that ships.")
@click.option("--steps", type=int, help=f"{STEPS} and {STEPS_WITHIN} by default.")
@click.option("--without", multiple=True, metavar="NAME", help="A maker, or a part of a DEMETR category, left out.")
def main(
    data: Path,
    wordnet: Path,
    bibles: Path | None,
    checkpoint: Path | None,
    is_within: bool,
    begin: Path,
    afresh: bool,
    tokens: int,
    output: Path | None,
    steps: int | None,
    without: tuple[str, ...],
) -> None:
    """Learn the network, and write its weights; DIGESTS in align/drift/judge/weights.py is then to tell of them."""
    torch.set_num_threads(1)
    flat = embeddings.token_encoder().flat
    if flat is None:
        raise TypeError("e5 has lost its flat form")
    given = pairs.source(data, wordnet, flat, bibles)
    begun = read_weights(begin, digest(begin)) if is_within and not afresh else None
    steps = steps or (STEPS_WITHIN if is_within else STEPS)
    course = Course(
        within.groups if is_within else pairs.groups,
        steps,
        rate=1.0 if begun is None else RATE_WITHIN,
        # A running mean of the weights stands for rates that fall.
        fall=1 if is_within else min(FALL, steps // 2),
        averaged=is_within,
        begun=begun,
        without=frozenset(without),
        tokens=tokens,
    )
    output = output or (AKIN if is_within else ACROSS)
    written(learn(given, flat, course, checkpoint), output)
    click.echo(f"{output}, SHA-256 {digest(output)}", err=True)


if __name__ == "__main__":
    main()
