"""Faithfulness from the checks and the judge together: a logistic model whose weights stand in `stack.toml`.

`python -m training.judge.stack` writes it. What it says is a probability: of pairs with 0.8, about one in five drifted.
"""

import math
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

from align.drift.types import LIKELY, Difference, Severity

FEATURES: Final = (
    "one_language",
    "judge",
    "judge_in_one_language",
    "checks",
    "checks_in_one_language",
    "words",
    "words_in_one_language",
    "untranslated_in_one_language",
)
# What an exact check tells of these is a fact of the text: no model says otherwise.
_EXACT: Final = frozenset({"number", "name", "negation", "gender"})
_HEAVY: Final = frozenset({Severity.MAJOR, Severity.CRITICAL})
# Beyond these the judge's log-odds and the checks' say nothing more.
_MOST_ODDS: Final = 8.0
_LEAST_TRUST: Final = 0.02


@cache
def learnt() -> dict[str, Any]:
    """Return what `stack.toml` says: `intercept`, `weights`, `bars`, `figures`."""
    return tomllib.loads((files("align.drift.judge") / "stack.toml").read_text(encoding="utf-8"))


def features(trust: float, odds: float, words: float, untranslated: float, *, one_language: bool) -> tuple[float, ...]:
    """Return the values of `FEATURES` for a pair.

    Args:
        trust: the faithfulness that the checks leave, 0 to 1.
        odds: the judge's log-odds that the rendering drifted.
        words: the greatest probability that a word drifted, by the judge, 0 to 1.
        untranslated: how certain it is that a word was left in another language, 0 to 1.
        one_language: whether both texts are in one language.
    """
    judge = max(-_MOST_ODDS, min(odds, _MOST_ODDS))
    checks = -math.log(max(trust, _LEAST_TRUST))
    one = float(one_language)
    return (one, judge, judge * one, checks, checks * one, words, words * one, untranslated * one)


def drifted(values: Iterable[float]) -> float:
    """Return the probability, 0 to 1, that a rendering with these values of `FEATURES` drifted."""
    known = learnt()
    weights = known["weights"]
    odds = known["intercept"] + sum(weights[name] * value for name, value in zip(FEATURES, values, strict=True))
    return 1 / (1 + math.exp(-odds))


def strangest(found: Iterable[Difference]) -> float:
    """Return how certain it is, 0 to 1, that a word was left in another language: of the surest, 0 for none."""
    return max((each.certainty for each in found if each.category == "untranslated"), default=0.0)


def is_exact(found: Iterable[Difference]) -> bool:
    """Whether an exact check found a number, a name, a denial or a gender changed: then no model outvotes it."""
    return any(each.category in _EXACT and each.severity in _HEAVY and each.certainty >= LIKELY for each in found)


def bar(name: str) -> float:
    """Return one of the bars on the probability of a drift that the verdict keeps."""
    return float(learnt()["bars"][name])
