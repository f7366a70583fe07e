"""Modality: what was certain, possible, conditional, owed, or only somebody's opinion, and is so no longer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from align.drift.cues import Cue, cues, matched
from align.drift.endings import classed
from align.drift.ends import are_opposed
from align.drift.negation import denials
from align.drift.quantities import quantities
from align.drift.tense import time_of
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
# Classes of the verb's own force. The loss of one says nothing where the other language need not mark it.
_VERBAL: Final = frozenset({"certainty", "condition", "possibility", "obligation"})
# Across languages these are told by so many words that only their exchange is seen, not their loss.
_LOOSE: Final = frozenset({"certainty", "condition"})
# How certain it is that a modal word exchanged for one of another class, or without a counterpart, changes the claim:
# languages and writers have more ways to say it than a list.
_EXCHANGED: Final = 0.8
_ALONE: Final = 0.65
_LATER: Final = 0.45
# How far apart two words may stand that say one thing twice.
_BESIDE: Final = 2


def modality(pair: Pair) -> Iterator[Difference]:
    """Yield the modal words that changed class, and the hedges, conditions and approximations lost or gained.

    A lost or gained "will" with no modal word in its place is a change of time, and the tense check's. In indirect
    speech the shift that the cue demands ("will" to "would") is neutral.
    """
    if not (pair.original.language.modality and pair.rendering.language.modality):
        return
    all_theirs, all_ours = (list(modals(side, _known(pair, side))) for side in (pair.original, pair.rendering))
    theirs = [cue for cue in all_theirs if _in_scope(pair, cue) and not _reversed(pair, cue.places, pair.rendered)]
    ours = [cue for cue in all_ours if not _reversed(pair, cue.places, pair.renders)]
    matching = matched(pair, theirs, ours)
    lost, gained = list(matching.lost), list(matching.gained)
    changed = list(matching.changed)
    for old in [cue for cue in lost if cue.kinds & _VERBAL]:
        # words that stand for each other though nothing links them
        new = next((cue for cue in gained if cue.kinds & _VERBAL and _is_near(pair, old, cue)), None)
        if new is not None:
            lost.remove(old)
            gained.remove(new)
            changed.append((old, new))
    for old, new in changed:
        if not (old.weak or new.weak or _is_prohibition(pair, old, new)):
            yield from _exchanged(pair, old, new)
    for cue in _joined(lost):
        if _is_missed(pair, pair.original, cue, all_ours, all_theirs) and not (
            cue.kinds == {"conditional"} and pair.fragment
        ):
            said = pair.original.words(cue.places)
            why = f"“{said}” is gone: {_claim(cue)} became a plain claim"
            sure = _sure_alone(pair, cue, there=False)
            yield Difference("modality", _weight(cue), cue.places, (), why, sure)
    for cue in _joined(gained):
        if not _is_missed(pair, pair.rendering, cue, all_theirs, all_ours):
            continue
        says = pair.rendering.words(cue.places)
        why = f"“{says}” was added: a plain claim became {_claim(cue)}"
        if pair.is_demanded("plain", cue.kinds):
            yield Difference("modality", Severity.NEUTRAL, (), cue.places, f"{why}, as indirect speech demands")
        else:
            sure = _sure_alone(pair, cue, there=True)
            yield Difference("modality", _weight(cue), (), cue.places, why, sure)


def _known(pair: Pair, side: Side) -> Mapping[str, str]:
    """Return the cues to look for: across languages a class is answered by looser words too."""
    return side.language.modality if pair.one_language else side.language.modal_answers


def modals(side: Side, classes: Mapping[str, str]) -> Iterator[Cue]:
    """Yield the modal words, phrases and verb forms of a side."""
    figures = {place for figure in quantities(side) for place in figure.places}
    taken: set[int] = set()
    for cue in cues(side, classes):
        if "approximation" not in cue.kinds or cue.places[-1] + 1 in figures or cue.places[0] - 1 in figures:
            taken.update(cue.places)
            if cue.kind != "none" and not _is_named(side, cue):
                yield cue
    for place, kind in classed(side, side.language.modal_endings):
        if place not in taken:
            yield Cue(kind, (place,))


def _is_named(side: Side, cue: Cue) -> bool:
    """Whether a cue of one word has a capital inside a sentence: "in May", "Will Smith"."""
    first = cue.places[0]
    inside = first > 0 and side.tokens[first].sentence == side.tokens[first - 1].sentence
    return len(cue.places) == 1 and inside and side.tokens[first].text.istitle()


def _exchanged(pair: Pair, old: Cue, new: Cue) -> Iterator[Difference]:
    said, says = pair.original.words(old.places), pair.rendering.words(new.places)
    shift = f"“{said}” became “{says}”: {_claim(old)} became {_claim(new)}"
    if any(pair.is_demanded(kind, new.kinds) for kind in old.kinds):
        yield Difference("modality", Severity.NEUTRAL, old.places, new.places, f"{shift}, as indirect speech demands")
    else:
        yield Difference("modality", Severity.MAJOR, old.places, new.places, shift, _EXCHANGED)


def _is_prohibition(pair: Pair, old: Cue, new: Cue) -> bool:
    """Whether both are denied: what one "may not" do one "must not" do either."""
    if {*old.kinds, *new.kinds} != {"possibility", "obligation"}:
        return False
    return all(
        any(each.kind == "denial" and set(each.denied[:2]) & set(cue.places) for each in denials(side))
        for side, cue in ((pair.original, old), (pair.rendering, new))
    )


def _sure_alone(pair: Pair, cue: Cue, *, there: bool) -> float:
    """Return how certain it is that a modal word without a counterpart changes the claim.

    Where the verb behind an English "would" is a past on the other side, it told of what came later, or often.
    """
    side, other = (pair.rendering, pair.original) if there else (pair.original, pair.rendering)
    if not pair.one_language or cue.kinds != {"condition"}:
        return _ALONE
    links = pair.renders if there else pair.rendered
    after = range(cue.places[-1] + 1, min(cue.places[-1] + 4, len(side.tokens)))
    verb = next((place for place in after if side.carries(place)), None)
    partners = links.get(verb, ()) if verb is not None else ()
    return _LATER if any(time_of(other, partner) == "past" for partner in partners) else _ALONE


def _is_missed(pair: Pair, side: Side, cue: Cue, others: Sequence[Cue], own: Sequence[Cue]) -> bool:
    """Whether a cue that has no partner is no longer said: no other of its class says it too ("may possibly")."""
    if cue.weak or cue.kinds == {"certainty"}:
        return False
    if pair.one_language:
        doubled = any(
            cue.kinds & other.kinds and 0 < abs(cue.places[0] - other.places[0]) <= _BESIDE for other in own
        ) and any(cue.kinds & other.kinds for other in others)
        return not doubled and " ".join(side.tokens[place].small for place in cue.places) not in side.language.loose
    # An "if" answers a "would" too, and is itself no loose word.
    kinds = cue.claims if cue.claims == {"conditional"} else cue.kinds
    return not (kinds & _LOOSE or any(kinds & other.kinds for other in others))


def _joined(alone: Sequence[Cue]) -> list[Cue]:
    """Return cues without a counterpart, those side by side as one: "if we believe" is one limit."""
    found: list[Cue] = []
    for cue in sorted(alone, key=lambda each: each.places):
        before = found[-1] if found else None
        if before and before.places[-1] + 1 == cue.places[0] and not (before.weak or cue.weak):
            found[-1] = Cue(f"{before.kind} {cue.kind}", before.places + cue.places)
        else:
            found.append(cue)
    return found


def _claim(cue: Cue) -> str:
    return _CLAIMS[next(kind.rstrip("?") for kind in cue.kind.split())]


def _is_near(pair: Pair, old: Cue, new: Cue) -> bool:
    """Whether two cues stand in clauses that are aligned; in one language any two do."""
    if pair.one_language:
        return True
    clause, there = (side.tokens[cue.places[0]].clause for side, cue in ((pair.original, old), (pair.rendering, new)))
    return any(
        pair.original.tokens[first].clause == clause and pair.rendering.tokens[second].clause == there
        for first, second in pair.links
    )


def _in_scope(pair: Pair, cue: Cue) -> bool:
    """Whether the rendering owes the cue: it stands in the stretch rendered, or is a hedge over the sentence of it."""
    if set(cue.places) & pair.reach:
        return True
    return "hedge" in cue.kinds and any(
        pair.original.tokens[place].sentence == pair.original.tokens[cue.places[0]].sentence for place in pair.scope
    )


def _reversed(pair: Pair, places: tuple[int, ...], links: dict[int, tuple[int, ...]]) -> bool:
    """Whether a word stands in its opposite's place ("likely", "unlikely"): that is the opposition check's."""
    here, there = (pair.original, pair.rendering) if links is pair.rendered else (pair.rendering, pair.original)
    return pair.one_language and any(
        are_opposed(here, place, there, partner) for place in places for partner in links.get(place, ())
    )


def _weight(cue: Cue) -> Severity:
    return Severity.MINOR if cue.kinds == {"approximation"} else Severity.MAJOR
