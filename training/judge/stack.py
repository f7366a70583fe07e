"""Learns how checks and judge make a faithfulness: `python -m training.judge.stack --data FOLDER`.

Data: the sentences of DEMETR's training part that the judge never saw, in one language and across, each pair also
turned round. Logistic regression with an L2 penalty; the figures are of sentences left out in turn.
"""

import math
from pathlib import Path
from typing import Final, NamedTuple

import click
import numpy as np
import numpy.typing as npt
import torch
from scipy.optimize import minimize
from scipy.special import expit

from align.drift.checks import differences
from align.drift.judge.joining import greatest
from align.drift.judge.opinions import opinions
from align.drift.judge.stack import FEATURES, features, strangest
from align.drift.pairing import Text, paired
from align.languages import language, neutral
from align.verdicts import judged
from benchmarks.drift import auroc
from training.judge import corpus

WRITTEN: Final = Path(__file__).resolve().parents[2] / "align" / "drift" / "judge" / "stack.toml"
FOLDS: Final = 5
PENALTY: Final = 1.0
# What a rendering that is only clumsy (misspelt, a word twice) counts beside one that is plainly faithful.
CLUMSY: Final = 0.3
# Of held-back faithful renderings, the share that the judge may call altered where the checks say nothing.
ALARMS: Final = 0.02
BINS: Final = 5

Floats = npt.NDArray[np.float64]


class Case(NamedTuple):
    """A pair with its answer: the sentence that it is of, whether it drifted, and what it counts."""

    sentence: int
    original: str
    rendering: str
    original_language: str
    rendering_language: str
    has_drifted: bool
    weight: float


def cases(path: Path) -> list[Case]:
    """Return the pairs of the sentences kept back; either text may be the original."""
    found = []
    for number, each in enumerate(corpus.demetr(path, kept=True)):
        originals = (each.reference, "en"), (each.source, each.source_language)
        renderings = [(each.faithful, False, 6.0)]
        renderings += [
            (text, not category.startswith("minor"), CLUMSY if category.startswith("minor") else 1.0)
            for category, text in each.altered
        ]
        for original, code in originals:
            for place, (text, has_drifted, weight) in enumerate(renderings):
                sides = [(original, code), (text, "en")]
                (one, first), (other, second) = sides[::-1] if place % 4 == 3 else sides
                found.append(Case(number, one, other, first, second, has_drifted, weight))
    return found


def values(given: list[Case]) -> Floats:
    """Return float64 [cases, features] by the checks and the networks that ship."""
    one_language = [case.original_language == case.rendering_language for case in given]
    found = opinions([case[1:3] for case in given], one_language)
    rows: list[tuple[float, ...]] = []
    for first in range(0, len(given), 256):
        part = given[first : first + 256]
        texts = [(_text(case[1], case[3]), _text(case[2], case[4])) for case in part]
        for place, pair in enumerate(paired(texts)):
            opinion = found[first + place]
            differing = differences(pair)
            _, trust, _ = judged(pair, differing)
            told = trust, opinion.odds, greatest(opinion), strangest(differing)
            rows.append(features(*told, one_language=pair.one_language))
    return np.array(rows)


def _text(text: str, code: str) -> Text:
    return Text(text, language(code) or neutral(code), "direct")


def fitted(rows: Floats, truth: npt.NDArray[np.bool_], counts: Floats) -> tuple[Floats, float]:
    """Return the weights and the intercept of a logistic regression, drifted and faithful counting alike."""
    balance = counts.copy()
    for answer in (True, False):
        balance[truth == answer] /= balance[truth == answer].sum() / len(truth)

    def loss(all_weights: Floats) -> tuple[float, Floats]:
        odds = rows @ all_weights[:-1] + all_weights[-1]
        signed = np.where(truth, 1.0, -1.0)
        value = (balance * np.logaddexp(0, -signed * odds)).sum() + PENALTY / 2 * (all_weights[:-1] ** 2).sum()
        error = balance * (expit(odds) - truth)
        slope = np.append(rows.T @ error + PENALTY * all_weights[:-1], error.sum())
        return float(value), slope

    # More doubt of the judge or the checks never makes a pair more faithful.
    bounds = [(None, None) if name == "one_language" else (0.0, None) for name in FEATURES]
    best = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)])
    return best.x[:-1], float(best.x[-1])


def left_out(given: list[Case], rows: Floats, truth: npt.NDArray[np.bool_], counts: Floats) -> Floats:
    """Return the probability of a drift of each case, by weights that have not seen its sentence."""
    sentences = np.array([case.sentence for case in given])
    found = np.zeros(len(given))
    for fold in range(FOLDS):
        held = sentences % FOLDS == fold
        weights, intercept = fitted(rows[~held], truth[~held], counts[~held])
        found[held] = expit(rows[held] @ weights + intercept)
    return found


@click.command(epilog="Example: python -m training.judge.stack --data folder-of-development-data")
@click.option("--data", type=click.Path(file_okay=False, exists=True, path_type=Path), required=True)
def main(data: Path) -> None:
    """Learn the weights, print the figures of sentences left out, and write both."""
    torch.set_num_threads(1)
    given = cases(data / "drift" / "demetr-dev.jsonl")
    rows = values(given)
    truth = np.array([case.has_drifted for case in given])
    counts = np.array([case.weight for case in given])
    chances = left_out(given, rows, truth, counts)
    one = rows[:, 0] == 1
    plain = ~truth & (counts > 1)
    figures = {
        name: [round(auroc(scores[plain & side], scores[truth & side]), 3) for side in (one, ~one)]
        for name, scores in (
            ("stack", chances),
            ("judge", rows[:, FEATURES.index("judge")]),
            ("checks", rows[:, FEATURES.index("checks")]),
        )
    }
    bar = max(0.8, math.ceil(100 * float(np.quantile(chances[plain], 1 - ALARMS))) / 100)
    lines = reliability(chances, truth, counts)
    weights, intercept = fitted(rows, truth, counts)
    WRITTEN.write_text(_toml(weights, intercept, bar, figures, lines), encoding="utf-8")
    click.echo(WRITTEN.read_text(encoding="utf-8"))


def reliability(chances: Floats, truth: npt.NDArray[np.bool_], counts: Floats) -> list[tuple[float, float]]:
    """Return (mean probability, share drifted) of each fifth of the probabilities, both answers counting alike."""
    balance = counts.copy()
    for answer in (True, False):
        balance[truth == answer] /= balance[truth == answer].sum()
    found = []
    for number in range(BINS):
        inside = (chances >= number / BINS) & (chances < (number + 1) / BINS + (number == BINS - 1))
        if inside.any():
            share = balance[inside] / balance[inside].sum()
            found.append((float((share * chances[inside]).sum()), float((share * truth[inside]).sum())))
    return found


def _toml(
    weights: Floats, intercept: float, bar: float, figures: dict[str, list[float]], lines: list[tuple[float, float]]
) -> str:
    return "\n".join(
        [
            "# The probability that a rendering drifted. Written by `python -m training.judge.stack`, not by hand.",
            f"intercept = {intercept:.4f}",
            "",
            "[weights]",
            *(f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, weights, strict=True)),
            "",
            "# From this probability on the judge alone calls a rendering altered.",
            "[bars]",
            f"altered = {bar}",
            "",
            "# Of sentences left out: AUROC in one language and across; then the mean probability of each fifth of the",
            "# scale, and the share that had drifted, faithful and drifted pairs counting alike.",
            "[figures]",
            *(f"{name} = {value}" for name, value in figures.items()),
            f"reliability = [{', '.join(f'[{mean:.3f}, {share:.3f}]' for mean, share in lines)}]",
            "",
        ]
    )


if __name__ == "__main__":
    main()
