"""A verdict on a rendering from its differences, with the reason, and a faithfulness from 0 to 1."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from align.drift.quotation import lost_limiter
from align.drift.sameness import is_verbatim
from align.drift.types import Difference, Pair, Severity

# What a change that is certain takes from the trust in a rendering. Set by hand, in order of severity.
_TAKEN: Final = {Severity.NEUTRAL: 0.0, Severity.MINOR: 0.05, Severity.MAJOR: 0.7, Severity.CRITICAL: 0.9}
# What each further change counts of the one before it: a free rendering sets off several checks at once.
_FURTHER: Final = 0.5
# All shades together take no more: however many words are others, that is not yet another claim.
_SHADES: Final = 0.15
# Least mean similarity of the words that say something, by which two texts are held to be about one thing.
_UNRELATED: Final = 0.25
# A sentence repeated word for word without its "I think", its "not" or its "if" is not the same claim.
_TURNED: Final = frozenset({"negation", "number", "modality", "mood"})
# Words pulled out of a sentence may leave its hedge behind, but not its denial.
_TORN: Final = frozenset({"negation", "number"})
_DOUBTFUL: Final = 0.30
_HEAVY: Final = frozenset({Severity.MAJOR, Severity.CRITICAL})
# Words of one meaning are less alike across languages, and still less where a token is one sign of a script.
_UNRELATED_ACROSS: Final = 0.12
_UNRELATED_SIGNS: Final = 0.05


def judged(pair: Pair, found: Sequence[Difference]) -> tuple[str, float, str]:
    """Return (verdict, faithfulness, reason) for a pair and its differences, by the definitions of docs/verdicts.md."""
    near = relatedness(pair)
    turned = _TORN if pair.fragment else _TURNED
    if is_repeated(pair) and not lost_limiter(pair) and not any(drift.category in turned for drift in found):
        return "verbatim", 1.0, "the same words, but for marked cuts, punctuation and spelling"
    unrelated = _unrelated(pair)
    if near < unrelated and not any(drift.category == "opposition" for drift in found):
        return "not found", 0.0, "it renders nothing of the original"
    trust = round(faithfulness(found), 4)
    heavy = [each for each in found if each.shown in _HEAVY]
    if heavy:
        worst = max(heavy, key=lambda each: (each.shown is Severity.CRITICAL, each.certainty))
        return "altered", trust, f"{worst.category}: {worst.explanation}"
    if near < unrelated + _DOUBTFUL - _UNRELATED:
        return "unclear", trust, "too few of the words answer to each other to tell"
    if pair.one_language and pair.rendering.kind != "indirect":
        return "reworded", trust, "the same claim in quotation marks, in other words"
    return "faithful", trust, "the same claim with the same force"


def faithfulness(found: Iterable[Difference]) -> float:
    """Return the trust that differences leave, 0 to 1: each takes a share by its severity and certainty.

    The heaviest takes its whole share, each lighter one half of what the one before it counted.
    """
    weighed = [(each.severity, _TAKEN[each.severity] * each.certainty) for each in found]
    left = 1.0
    for rank, taken in enumerate(sorted((taken for severity, taken in weighed if severity in _HEAVY), reverse=True)):
        left *= 1 - taken * _FURTHER**rank
    shades = sum(taken for severity, taken in weighed if severity not in _HEAVY)
    return left * (1 - _SHADES * (1 - math.exp(-shades / _SHADES)))


def _unrelated(pair: Pair) -> float:
    if pair.one_language:
        return _UNRELATED
    spaced = pair.original.language.spaced and pair.rendering.language.spaced
    return _UNRELATED_ACROSS if spaced else _UNRELATED_SIGNS


def is_repeated(pair: Pair) -> bool:
    """Whether a rendering in quotation marks has the original's own words, a stretch of them or all."""
    if not pair.one_language or pair.rendering.kind == "indirect":
        return False
    return is_verbatim(pair.original.tokens, pair.rendering.tokens)


def relatedness(pair: Pair) -> float:
    """Return how much of one side the other renders, 0 to 1: the mean similarity of its words that say something."""
    sides = (
        [
            max((float(pair.similarity[place, other]) for other in pair.rendered.get(place, ())), default=0.0)
            for place in pair.scope
            if pair.original.carries(place)
        ],
        [
            max((float(pair.similarity[other, place]) for other in pair.renders.get(place, ())), default=0.0)
            for place in range(len(pair.rendering.tokens))
            if pair.rendering.carries(place)
        ],
    )
    means = [sum(side) / len(side) for side in sides if side]
    return max(means) if means else _alike(pair)


def _alike(pair: Pair) -> float:
    """Return the share of equal words, for a pair of nothing but small ones."""
    ours, theirs = ([token.small for token in side.tokens] for side in (pair.original, pair.rendering))
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return shared / max(len(ours), len(theirs), 1)
