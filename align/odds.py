"""The log-odds that two quotes render one statement: a logistic model over their evidence.

Weights, bars and the figures of their making stand in `odds.toml`; `python -m training.statements` writes it.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from seeds.exceptions import SchemaError

# Likeness means another thing in one language than across two, and between alphabets than across scripts.
FEATURES: Final = (
    "one_language",
    "distant_scripts",
    "length",
    "part",
    "clauses_of_shorter_across",
    "clauses_of_longer",
    "lost",
    "utterance",
    "figures_differ",
    "figures_on_one_side",
    "same_speaker",
    "affiliated",
    "unrelated",
    "other_speaker",
)
NAME: Final = "odds.toml"
# Log-odds of two quotes whose speakers are known to be two people: whatever the words, two statements.
NEVER: Final = -50.0


@cache
def learnt() -> dict[str, Any]:
    """Return what `odds.toml` says: `intercept`, `weights`, `bars`, `figures`."""
    return tomllib.loads((files("align") / NAME).read_text(encoding="utf-8"))


def bar(name: str) -> float:
    """Return one of the bars on log-odds that the grouping keeps."""
    return float(learnt()["bars"][name])


def odds(features: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return float64 [pairs], the log-odds of each row of features [pairs, len(FEATURES)].

    Raises:
        SchemaError: the rows have another number of columns.
    """
    if features.ndim != 2 or features.shape[1] != len(FEATURES):
        raise SchemaError(f"features: {features.shape}, not [pairs, {len(FEATURES)}]: see align.odds.FEATURES.")
    return features @ _weights() + float(learnt()["intercept"])


def weighed(row: Mapping[str, float]) -> float:
    """Return the log-odds of one pair's features by name; those that are missing count as 0."""
    weights = learnt()["weights"]
    return float(learnt()["intercept"] + sum(weights[name] * each for name, each in row.items()))


@cache
def most_of(*names: str) -> float:
    """Return the most that one of some features, each 0 or 1, of which one at most is 1, can add to the log-odds."""
    return max(0.0, *(float(learnt()["weights"][name]) for name in names))


@cache
def _weights() -> npt.NDArray[np.float64]:
    weights = learnt()["weights"]
    return np.array([weights[name] for name in FEATURES], dtype=np.float64)
