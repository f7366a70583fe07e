"""The judge's opinion joined to what the checks found: faithfulness, and a drift where no check has a name for it."""

from collections.abc import Sequence
from typing import Final

from align.drift.judge.opinions import Opinion, Span
from align.drift.judge.stack import bar, drifted, features, is_exact, strangest
from align.drift.pairing import is_fragment
from align.drift.types import Difference, Pair, Severity, Side

# A word from this probability on is one of those that the judge means.
_MEANT: Final = 0.5
_HEAVY: Final = frozenset({Severity.MAJOR, Severity.CRITICAL})


def asked(pair: Pair) -> range | None:
    """Return the characters of the original that the judge reads with the rendering, None where it is not asked.

    It is asked of whole texts alike in kind, which is what it was taught; of a few sentences that answer some of a
    longer text, with those alone, as leaving the others out is no drift. Reports of a quote, fragments and excerpts
    have their own rules, and those are the checks'.
    """
    places, tokens = sorted(pair.scope), pair.original.tokens
    if not places or not pair.rendering.tokens or pair.context.tokens:
        return None
    if "indirect" in {pair.original.kind, pair.rendering.kind}:
        return None
    first, last = tokens[places[0]], tokens[places[-1]]
    if len(places) == len(tokens):
        # Two texts that both begin in small letters are not parts of anything by it.
        is_part = pair.fragment and not (pair.rendering.kind == "direct" and is_fragment(pair.original))
        return None if is_part else range(len(pair.original.text))
    sentences = [place for place, token in enumerate(tokens) if first.sentence <= token.sentence <= last.sentence]
    if pair.fragment or places != sentences:
        return None
    if pair.rendering.tokens[-1].sentence >= tokens[-1].sentence:
        # It has as many sentences: one that seems unanswered is rendered badly, not left out.
        return range(len(pair.original.text))
    after = places[-1] + 1
    end = tokens[after].start if after < len(tokens) else len(pair.original.text)
    return range(first.start if places[0] else 0, end)


def faithfulness(pair: Pair, found: Sequence[Difference], trust: float, opinion: Opinion) -> float:
    """Return how likely a rendering is faithful, 0 to 1, by the checks (their `trust`) and the judge."""
    told = features(trust, opinion.odds, greatest(opinion), strangest(found), one_language=pair.one_language)
    left = 1 - drifted(told)
    return round(min(left, trust) if is_exact(found) else left, 4)


def greatest(opinion: Opinion) -> float:
    """Return the greatest probability that a word drifted, 0 for texts without words."""
    return max((likely for side in (opinion.original, opinion.rendering) for _, likely in side), default=0.0)


def unnamed(pair: Pair, found: Sequence[Difference], left: float, opinion: Opinion) -> Difference | None:
    """Return the drift that the judge is sure of and no check names, None where a check does or the judge is not sure.

    `left` is the faithfulness of the pair. Of a text that answers but some sentences it is not sure.
    """
    if len(pair.scope) < len(pair.original.tokens):
        return None
    if 1 - left < bar("altered") or any(each.shown in _HEAVY for each in found):
        return None
    original = _meant(pair.original, opinion.original)
    rendering = _meant(pair.rendering, opinion.rendering)
    if not original and not rendering:
        return None
    said, says = pair.original.words(original), pair.rendering.words(rendering)
    certainty = round(1 - left, 4)
    if said and says:
        why = f"“{said}” became “{says}”: by the drift model not the same claim"
        return Difference("wording", Severity.MAJOR, original, rendering, why, certainty)
    if says:
        why = f"“{says}” was added: by the drift model another claim"
        return Difference("addition", Severity.MAJOR, (), rendering, why, certainty)
    return Difference(
        "omission", Severity.MAJOR, original, (), f"“{said}” is gone: by the drift model a claim", certainty
    )


def apart(found: Sequence[Difference], more: Difference) -> list[Difference]:
    """Return the differences with one more, less the shades that speak of its words: one difference, one drift."""
    original, rendering = set(more.original), set(more.rendering)
    kept = [each for each in found if not (original & set(each.original) or rendering & set(each.rendering))]
    return [*kept, more]


def _meant(side: Side, likely: Sequence[tuple[Span, float]]) -> tuple[int, ...]:
    """Return the run of words round the likeliest one that the judge means, () where none is likely enough."""
    chances = [
        max((chance for (start, end), chance in likely if start < token.end and end > token.start), default=0.0)
        for token in side.tokens
    ]
    best = max(range(len(chances)), key=chances.__getitem__, default=None)
    if best is None or chances[best] < _MEANT:
        return ()
    first = last = best
    while first > 0 and chances[first - 1] >= _MEANT:
        first -= 1
    while last + 1 < len(chances) and chances[last + 1] >= _MEANT:
        last += 1
    return tuple(range(first, last + 1))
