"""Learns the log-odds that two quotes render one statement.

`python -m training.statements --folds FOLDER` writes align/odds.toml; training/utterances.py wrote FOLDER. Data, our
own (Apache-2.0), of benchmarks/data: statements.json, relays.json, second.json and loose.json, every pair of quotes of
one story, and of two stories as many; commonplaces.json, short quotes that render none of them. Model: logistic
regression with an L2 penalty and the signs that the evidence can have. The figures are of quotes of stories that the
weights were not learnt on: one story is left out in turn, and its quotes are grouped as `align.statements` groups them.
The evidence of the encoder of utterances is each time that of one that has not seen the story.
"""

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
import numpy.typing as npt
from safetensors.torch import load_file
from scipy.optimize import minimize
from scipy.special import expit

import embeddings
from align.clusters import clusters
from align.evidence import SPEAKERS, Evidence
from align.odds import FEATURES, NEVER
from align.speakers import CONFLICT
from benchmarks.statements import tables
from embeddings.adapter import UTTERANCES, AdaptedEncoder
from training.told import FILES, commonplaces, folds, told

WRITTEN: Final = Path(__file__).resolve().parents[1] / "align" / "odds.toml"
SEED: Final = 0
# Bars that are stated, not learnt.
STATED: Final = {
    "in_one_article": 1.0,
    "sentence": 3.0,
    "sentence_of_speaker": 1.5,
    "found": 0.0,
    "held": 1.0,
    "against": -4.0,
}
# Two groups meet where one pair across them rather is one statement than not.
LINK: Final = 0.0
# Bars, set on the table that is printed and on the source articles: the sets have few loose relays of one language.
MEAN: Final = -0.75
LEAST: Final = -3.5
# Bars tried.
MEANS: Final = (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5)
LEASTS: Final = (-3.5, -3.0, -2.0)

# The sets have few pairs of one language, and articles many: each counts as so many.
ONE_LANGUAGE: Final = 3.0
# How many commonplaces of its own language, and of others, each quote is held against.
COMMONPLACES: Final = 6

# What each kind of evidence can say at all: weights of the other sign would be this set's accidents.
SIGNS: Final = {
    "distant_scripts": 1,
    "length": 1,
    "part": 1,
    "clauses_of_shorter_across": 1,
    "clauses_of_longer": 1,
    "lost": -1,
    "utterance": 1,
    "figures_differ": -1,
    "figures_on_one_side": -1,
    "same_speaker": 1,
    "affiliated": 1,
    "unrelated": -1,
    "other_speaker": -1,
}

Features = npt.NDArray[np.float64]
Pair = tuple[int, int]


def main_pairs(quotes: Sequence[dict[str, Any]]) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of quotes of one story, and as many of two stories, drawn by chance."""
    within, across = [], []
    for first, second in itertools.combinations(range(len(quotes)), 2):
        (within if quotes[first]["story"] == quotes[second]["story"] else across).append((first, second))
    drawn = np.random.default_rng(SEED).choice(len(across), len(within), replace=False)
    return within, [across[place] for place in sorted(drawn)]


def with_commonplaces(quotes: Sequence[dict[str, Any]], count: int) -> list[Pair]:
    """Return pairs of each of the first `count` quotes with some of the commonplaces behind them, drawn by chance."""
    random = np.random.default_rng(SEED)
    pairs = []
    for place, quote in enumerate(quotes[:count]):
        own, others = (
            [other for other in range(count, len(quotes)) if (quotes[other]["language"] == quote["language"]) is same]
            for same in (True, False)
        )
        for some in (own, others):
            pairs += [(place, int(other)) for other in random.choice(some, COMMONPLACES, replace=False)]
    return pairs


def fitted(
    features: Features, one_statement: npt.NDArray[np.bool_], counts: npt.NDArray[np.float64]
) -> tuple[Features, float]:
    """Return (weights, intercept) of the logistic model with the least loss whose weights have the signs of `SIGNS`.

    The loss is the sum of the pairs' log losses, each as often as it counts, with an L2 penalty on the weights of
    standardised features. Each pair is there twice, once as if nobody knew who speaks: a quote that somebody types has
    no speaker.
    """
    told = np.array([name not in SPEAKERS for name in FEATURES])
    features, one_statement = np.concatenate([features, features * told]), np.concatenate([one_statement] * 2)
    counts = np.concatenate([counts] * 2)
    middle, spread = features.mean(axis=0), np.maximum(features.std(axis=0), 1e-6)
    scaled = (features - middle) / spread
    signs = np.where(one_statement, 1.0, -1.0)

    def loss(parameters: Features) -> tuple[float, Features]:
        margins = signs * (scaled @ parameters[:-1] + parameters[-1])
        slopes = -signs * expit(-margins) * counts
        slope = np.append(scaled.T @ slopes + parameters[:-1], slopes.sum())
        return float((np.logaddexp(0, -margins) * counts).sum() + 0.5 * (parameters[:-1] ** 2).sum()), slope

    bounds = [{1: (0, None), -1: (None, 0), 0: (None, None)}[SIGNS.get(name, 0)] for name in FEATURES]
    found = minimize(loss, np.zeros(len(FEATURES) + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)])
    weights = found.x[:-1] / spread
    return weights, float(found.x[-1] - weights @ middle)


def together(groups: Sequence[Sequence[int]]) -> set[Pair]:
    """Return the pairs of items that are in one group."""
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


def f1(found: set[Pair], answers: set[Pair]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of pairs."""
    right = len(found & answers)
    precision, recall = right / max(len(found), 1), right / max(len(answers), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def grouped(pairs: Sequence[Pair], scores: Sequence[float], evidence: Evidence, mean: float, least: float) -> set[Pair]:
    """Return the pairs that end in one group, for pairs with their log-odds."""
    known = dict(zip(pairs, scores, strict=True))
    items = sorted({place for pair in pairs for place in pair})
    local = {place: number for number, place in enumerate(items)}
    by_number = {(local[first], local[second]): score for (first, second), score in known.items()}
    links = [pair for pair, score in by_number.items() if score >= LINK]

    def score(first: int, second: int) -> float:
        found = by_number.get((min(first, second), max(first, second)), NEVER)
        return found if found <= NEVER / 2 else max(found, STATED["against"])

    bars = {"mean": mean, "least": least, "held": STATED["held"], "never": NEVER / 2}
    found = clusters(
        len(items),
        links,
        lambda _: None,
        score,
        size=lambda number: evidence.says(items[number]),
        one_part=lambda *numbers: evidence.one_part(*(items[number] for number in numbers)),
        **bars,
    )
    return together([[items[number] for number in group] for group in found])


def left_out(
    quotes: Sequence[dict[str, Any]],
    pairs: Sequence[Pair],
    features: Features,
    truth: npt.NDArray[np.bool_],
    counts: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return the log-odds of each pair by weights that saw no pair of its story; nan for pairs of two stories."""
    story = np.array([[quotes[place]["story"] for place in pair] for pair in pairs])
    scores = np.full(len(pairs), np.nan)
    for name in np.unique(story):
        others = ~(story == name).any(axis=1)
        weights, intercept = fitted(features[others], truth[others], counts[others])
        own = (story == name).all(axis=1)
        scores[own] = features[own] @ weights + intercept
    return scores


def unseen_features(
    quotes: Sequence[dict[str, Any]], pairs: Sequence[Pair], folder: Path, made: Callable[[AdaptedEncoder], Evidence]
) -> Features:
    """Return the features of each pair by the changes that have not seen the first quote's story."""
    features = np.zeros((len(pairs), len(FEATURES)))
    for number, unseen in enumerate(folds([quote for quote in quotes if quote["story"] != "commonplaces"])):
        changes = load_file(folder / f"{number}.safetensors")
        evidence = made(AdaptedEncoder(embeddings.token_encoder(), changes, UTTERANCES.layer))
        own = [place for place, (first, _) in enumerate(pairs) if quotes[first]["story"] in unseen]
        features[own] = evidence.features([pairs[place] for place in own])
    return features


@click.command(epilog="Example: python -m training.statements --folds a-folder")
@click.option(
    "--folds",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="What training.utterances wrote.",
)
def main(folder: Path) -> None:
    """Learn the weights, print the figures, and write both."""
    files = told()
    quotes = [quote for file in files for quote in file]
    count = len(quotes)
    quotes += commonplaces()
    rows, _, articles, origins = tables(quotes)
    order = {row["quote_id"]: row for row in rows.iter_rows(named=True)}
    by_id = [{row["article_id"]: row for row in table.iter_rows(named=True)} for table in (articles, origins)]

    def made(utterances: AdaptedEncoder | None = None) -> Evidence:
        return Evidence([order[quote["id"]] for quote in quotes], *by_id, utterances=utterances)

    evidence = made()
    within, across = main_pairs(quotes[:count])
    # A quote and its copy: the set has few pairs of one language that are one statement.
    copies = [(place, place) for place in range(count)]
    pairs = within + across + copies + with_commonplaces(quotes, count)
    features = unseen_features(quotes, pairs, folder, made)
    one = [quote["statement"] or quote["id"] for quote in quotes]
    truth = np.array([one[first] == one[second] for first, second in pairs])
    within_one = np.array([quotes[first]["language"] == quotes[second]["language"] for first, second in pairs])
    counts = np.where(within_one, ONE_LANGUAGE, 1.0)
    scores = left_out(quotes, pairs, features, truth, counts)[: len(within)]
    scores[[evidence.agreement(*pair) == CONFLICT for pair in within]] = NEVER
    answers = {pair for pair, same in zip(within, truth, strict=False) if same}
    tried = {}
    for bars in itertools.product(MEANS, LEASTS):
        found = grouped(within, scores.tolist(), evidence, *bars)
        tried[bars] = f1(found, answers)
        click.echo("mean {:5.1f} least {:5.1f}: precision {:.3f} recall {:.3f} F1 {:.3f}".format(*bars, *tried[bars]))
    chosen = (MEAN, LEAST)
    found = grouped(within, scores.tolist(), evidence, *chosen)
    figures = {"all": tried[chosen]}
    first = 0
    for path, file in zip(FILES, files, strict=True):
        theirs = ({pair for pair in some if first <= pair[0] < first + len(file)} for some in (found, answers))
        figures[path.stem], first = f1(*theirs), first + len(file)
    weights, intercept = fitted(features, truth, counts)
    WRITTEN.write_text(_toml(weights, intercept, chosen, figures), encoding="utf-8")
    click.echo(f"wrote {WRITTEN.name}: mean and least {chosen}; precision, recall, F1 over stories left out: {figures}")


def _toml(
    weights: Features, intercept: float, bars: tuple[float, float], figures: dict[str, tuple[float, float, float]]
) -> str:
    lines = [
        "# Log-odds that two quotes render one statement. Written by `python -m training.statements`, not by hand.",
        f"intercept = {intercept:.4f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, weights, strict=True)),
        "",
        "# On log-odds: two groups meet at a link, and join at a mean of the pairs across them and a least mean of one",
        "# item. Inside one article, and for a sentence without marks or cue, more is asked; a typed quote is found at",
        "# its best link. No pair says more than `against` against two groups.",
        "[bars]",
        f"link = {LINK}",
        f"mean = {bars[0]}",
        f"least = {bars[1]}",
        *(f"{name} = {value}" for name, value in STATED.items()),
        "",
        "# Precision, recall and F1 over pairs of quotes, of stories left out in turn: all, and of each file.",
        "[figures]",
        *(f"{name} = [{', '.join(f'{value:.3f}' for value in each)}]" for name, each in figures.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
