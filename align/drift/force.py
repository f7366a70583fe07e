"""Intensity and quantity: a claim made stronger, weaker, wider or narrower than it was."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from align.drift.cues import Cue, are_facing, cues, matched
from align.drift.quantities import quantities
from align.drift.types import Difference, Pair, Severity, Side
from align.languages import Language

# The rank of "most" in a scale of quantities: from "few", "some" and "many" on up to it is a long way.
_MOST: Final = 3
_ACROSS: Final = 0.8
# How certain it is that a limit without any counterpart changes the claim.
_LIMIT: Final = 0.65


def intensity(pair: Pair) -> Iterator[Difference]:
    """Yield the words of emphasis that were exchanged, lost or added; minor but for those that limit.

    Across languages emphasis is told by too many words to miss one, but for what limits a claim ("only", "ne … que").
    """
    if not pair.one_language:
        yield from _limits(pair)
        return
    theirs = [cue for cue in cues(pair.original, _emphases(pair.original.language)) if set(cue.places) <= pair.scope]
    matching = matched(pair, theirs, cues(pair.rendering, _emphases(pair.rendering.language)))
    lost, gained = list(matching.lost), list(matching.gained)
    changed = list(matching.changed)
    if lost and gained:
        changed.append((lost.pop(0), gained.pop(0)))
    for old, new in changed:
        said, says = pair.original.words(old.places), pair.rendering.words(new.places)
        why = f"“{said}” became “{says}”: another emphasis"
        yield Difference("intensity", Severity.MINOR, old.places, new.places, why)
    for cue in lost:
        said = pair.original.words(cue.places)
        why = f"“{said}” is gone: the emphasis with it"
        yield Difference("intensity", _weight(pair.original, cue), cue.places, (), why)
    for cue in gained:
        says = pair.rendering.words(cue.places)
        why = f"“{says}” was added: an emphasis the original has not"
        yield Difference("intensity", _weight(pair.rendering, cue), (), cue.places, why)


def _limits(pair: Pair) -> Iterator[Difference]:
    """Yield the limits of a side that has a partner without any: "only for defence" told as "for defence"."""
    theirs, ours = (cues(side, side.language.limits) for side in (pair.original, pair.rendering))
    if not pair.original.language.limits or not pair.rendering.language.limits:
        return
    for cue in theirs if not any("limit" in other.kinds for other in ours) else ():
        if "limit" in cue.claims and set(cue.places) <= pair.scope:
            why = f"“{pair.original.words(cue.places)}” is gone: the limit with it"
            yield Difference("intensity", Severity.MAJOR, cue.places, (), why, _LIMIT)
    for cue in ours if not any("limit" in other.kinds for other in theirs) else ():
        if "limit" in cue.claims:
            why = f"“{pair.rendering.words(cue.places)}” was added: a limit the original has not"
            yield Difference("intensity", Severity.MAJOR, (), cue.places, why, _LIMIT)


def _weight(side: Side, cue: Cue) -> Severity:
    """Weigh a word of emphasis: "only" limits what is said, and is more than a shade."""
    return Severity.MAJOR if cue.kind in side.language.limiters else Severity.MINOR


def generalisation(pair: Pair) -> Iterator[Difference]:
    """Yield the quantities that became wider ("some" to "all": generalisation) or narrower (specification).

    Across languages "few", "some" and "many" render each other too freely to tell them apart, and only words in one
    place are held against each other.
    """
    theirs = [cue for cue in _quantities(pair.original) if set(cue.places) <= pair.scope]
    matching = matched(pair, theirs, _quantities(pair.rendering))
    beside = [
        (old, new)
        for old, new in zip(matching.lost, matching.gained, strict=False)
        if pair.one_language or are_facing(pair, old, new)
    ]
    for old, new in [*matching.changed, *beside]:
        before, after = int(old.kind), int(new.kind)
        if not pair.one_language and before < _MOST and after < _MOST:
            continue
        said, says = pair.original.words(old.places), pair.rendering.words(new.places)
        yield Difference(
            "generalisation" if after > before else "specification",
            Severity.MAJOR,
            old.places,
            new.places,
            f"“{said}” became “{says}”: the claim became {'wider' if after > before else 'narrower'}",
            1.0 if pair.one_language else _ACROSS,
        )


def _quantities(side: Side) -> Iterator[Cue]:
    """Yield the words of quantity; the kind of each is its rank in the language's scale. "Some 40" is a number's."""
    figures = {place for figure in quantities(side) if figure.sure for place in figure.places}
    for cue in cues(side, _ranks(side.language)):
        if cue.places[-1] + 1 not in figures:
            yield cue


@cache
def _ranks(language: Language) -> dict[str, str]:
    return {word: str(rank) for word, rank in language.scale.items()}


@cache
def _emphases(language: Language) -> dict[str, str]:
    return {word: word for word in language.intensity}
