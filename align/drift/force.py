"""Intensity and quantity: a claim made stronger, weaker, wider or narrower than it was."""

from collections.abc import Iterator

from align.drift.cues import cues, matched
from align.drift.types import Difference, Pair, Severity


def intensity(pair: Pair) -> Iterator[Difference]:
    """Yield the words of emphasis that were exchanged, lost or added; each is minor."""
    classes = {word: word for word in pair.original.language.intensity}
    other = {word: word for word in pair.rendering.language.intensity}
    theirs = [cue for cue in cues(pair.original, classes) if set(cue.places) <= pair.scope]
    matching = matched(pair, theirs, cues(pair.rendering, other))
    lost, gained = list(matching.lost), list(matching.gained)
    changed = list(matching.changed)
    if lost and gained:
        changed.append((lost.pop(0), gained.pop(0)))
    for old, new in changed:
        said, says = pair.original.words(old.places), pair.rendering.words(new.places)
        if pair.one_language:
            yield Difference(
                "intensity", Severity.MINOR, old.places, new.places, f"“{said}” became “{says}”: another emphasis"
            )
    for cue in lost:
        said = pair.original.words(cue.places)
        yield Difference("intensity", Severity.MINOR, cue.places, (), f"“{said}” is gone: the emphasis with it")
    for cue in gained:
        says = pair.rendering.words(cue.places)
        yield Difference(
            "intensity", Severity.MINOR, (), cue.places, f"“{says}” was added: an emphasis the original has not"
        )


def generalisation(pair: Pair) -> Iterator[Difference]:
    """Yield the quantities that became wider ("some" to "all": generalisation) or narrower (specification)."""
    old_scale, new_scale = pair.original.language.scale, pair.rendering.language.scale
    for place, partner in sorted(pair.links):
        old, new = pair.original.tokens[place].small, pair.rendering.tokens[partner].small
        if place not in pair.scope or old not in old_scale or new not in new_scale or old_scale[old] == new_scale[new]:
            continue
        wider = new_scale[new] > old_scale[old]
        said, says = pair.original.words([place]), pair.rendering.words([partner])
        if "a" in (old, new) or "one" in (old, new):
            continue
        yield Difference(
            "generalisation" if wider else "specification",
            Severity.MAJOR,
            (place,),
            (partner,),
            f"“{said}” became “{says}”: the claim became {'wider' if wider else 'narrower'}",
        )
