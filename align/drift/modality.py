"""Modality: what was certain, possible, conditional, owed, or only somebody's opinion, and is so no longer."""

from collections.abc import Iterator
from typing import Final

from align.drift.cues import Cue, cues, matched
from align.drift.opposition import are_opposites
from align.drift.quantities import quantities
from align.drift.types import Difference, Pair, Severity, Side

_CLAIMS: Final = {
    "certainty": "a certainty",
    "condition": "a condition",
    "possibility": "a possibility",
    "obligation": "an obligation",
    "hedge": "an opinion",
    "conditional": "a condition",
    "approximation": "a round figure",
}


def modality(pair: Pair) -> Iterator[Difference]:
    """Yield the modal words that changed class, and the hedges, conditions and approximations lost or gained.

    A lost or gained "will" with no modal word in its place is a change of time, and the tense check's. In indirect
    speech the shift that the cue demands ("will" to "would") is neutral.
    """
    theirs = [
        cue for cue in _modal(pair.original) if _in_scope(pair, cue) and not _reversed(pair, cue.places, pair.rendered)
    ]
    ours = [cue for cue in _modal(pair.rendering) if not _reversed(pair, cue.places, pair.renders)]
    matching = matched(pair, theirs, ours)
    lost, gained = list(matching.lost), list(matching.gained)
    changed = list(matching.changed)
    for old in [
        cue for cue in lost if cue.kind in _VERBAL
    ]:  # words that stand for each other though nothing links them
        new = next((cue for cue in gained if cue.kind in _VERBAL), None)
        if new is not None:
            lost.remove(old)
            gained.remove(new)
            changed.append((old, new))
    for old, new in changed:
        said, says = pair.original.words(old.places), pair.rendering.words(new.places)
        shift = f"“{said}” became “{says}”: {_CLAIMS[old.kind]} became {_CLAIMS[new.kind]}"
        if pair.indirect and new.kind in pair.original.language.backshift.get(old.kind, frozenset()):
            yield Difference(
                "modality", Severity.NEUTRAL, old.places, new.places, f"{shift}, as indirect speech demands"
            )
        else:
            yield Difference("modality", Severity.MAJOR, old.places, new.places, shift)
    for cue in lost:
        if cue.kind == "certainty" or (cue.kind == "conditional" and pair.fragment):
            continue
        said = pair.original.words(cue.places)
        yield Difference(
            "modality", _weight(cue), cue.places, (), f"“{said}” is gone: {_CLAIMS[cue.kind]} became a plain claim"
        )
    for cue in gained:
        if cue.kind == "certainty" or (cue.kind == "condition" and pair.indirect):
            continue
        says = pair.rendering.words(cue.places)
        yield Difference(
            "modality", _weight(cue), (), cue.places, f"“{says}” was added: a plain claim became {_CLAIMS[cue.kind]}"
        )


_VERBAL: Final = ("certainty", "condition", "possibility", "obligation")


def _modal(side: Side) -> Iterator[Cue]:
    figures = {place for figure in quantities(side) for place in figure.places}
    for cue in cues(side, side.language.modality):
        if cue.kind != "approximation" or cue.places[-1] + 1 in figures or cue.places[0] - 1 in figures:
            yield cue


def _in_scope(pair: Pair, cue: Cue) -> bool:
    """Whether the rendering owes the cue: it stands in the stretch rendered, or is a hedge over the sentence of it."""
    if set(cue.places) & pair.reach:
        return True
    return cue.kind == "hedge" and any(
        pair.original.tokens[place].sentence == pair.original.tokens[cue.places[0]].sentence for place in pair.scope
    )


def _reversed(pair: Pair, places: tuple[int, ...], links: dict[int, tuple[int, ...]]) -> bool:
    """Whether a word stands in its opposite's place ("likely", "unlikely"): that is the opposition check's."""
    here, there = (pair.original, pair.rendering) if links is pair.rendered else (pair.rendering, pair.original)
    return pair.one_language and any(
        are_opposites(here.tokens[place], there.tokens[partner], here.language)
        for place in places
        for partner in links.get(place, ())
    )


def _weight(cue: Cue) -> Severity:
    return Severity.MINOR if cue.kind == "approximation" else Severity.MAJOR
