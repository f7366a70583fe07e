"""Tense: what will be, is, or was, told at another time."""

from collections.abc import Iterator
from typing import Final

from align.drift.types import Difference, Pair, Severity, Side

# How many words after "will" its verb may stand: "will evidently exist".
_REACH: Final = 3
_WHEN: Final = {"future": "what will be", "present": "what is", "past": "what was"}


def tense(pair: Pair) -> Iterator[Difference]:
    """Yield one difference for each verb whose time changed: future against present or past, present against past.

    In indirect speech present to past is the shift that the cue demands, and neutral.
    """
    used: set[int] = set()
    modal_there = any(
        pair.rendering.language.modality.get(token.small) == "certainty" for token in pair.rendering.tokens
    )
    if not any(time_of(pair.original, place) == "future" for place in pair.reach):
        yield from _put_off(pair)
    for place, token in enumerate(pair.original.tokens):
        if place not in pair.reach:
            continue
        when = time_of(pair.original, place)
        if when == "future":
            partner = None if modal_there else _verb_for(pair, place)
            if partner is not None:
                used.add(partner)
                yield _told(
                    pair, place, partner, "future", time_of(pair.rendering, partner) or "present", Severity.MAJOR
                )
            continue
        for partner in pair.rendered.get(place, ()):
            now = time_of(pair.rendering, partner)
            same_verb = token.lemma == pair.rendering.tokens[partner].lemma
            if when is None or now is None or now == when or partner in used or not same_verb:
                continue
            shifted = pair.indirect and (when, now) == ("present", "past")
            used.add(partner)
            yield _told(pair, place, partner, when, now, Severity.NEUTRAL if shifted else Severity.MAJOR)


def _put_off(pair: Pair) -> Iterator[Difference]:
    """Yield each verb of the present or the past that the rendering tells of the future: "controls", "will control"."""
    for will, token in enumerate(pair.rendering.tokens):
        if pair.rendering.language.modality.get(token.small) != "certainty":
            continue
        for verb in range(will + 1, min(will + 1 + _REACH, len(pair.rendering.tokens))):
            for place in pair.renders.get(verb, ()):
                when = time_of(pair.original, place)
                if (
                    when in ("present", "past")
                    and pair.original.tokens[place].lemma == pair.rendering.tokens[verb].lemma
                ):
                    said, says = pair.original.words([place]), pair.rendering.words([will, verb])
                    why = f"“{said}” became “{says}”: {_WHEN[when]} became {_WHEN['future']}"
                    yield Difference("tense", Severity.MAJOR, (place,), tuple(range(will, verb + 1)), why)


def time_of(side: Side, place: int) -> str | None:
    """Return "future", "present" or "past" for a word that shows its time, else None."""
    token, language = side.tokens[place], side.language
    if language.modality.get(token.small) == "certainty":
        return "future"
    if token.small in language.present:
        return "present"
    if token.small in language.past or token.small in language.irregular:
        return "past"
    if language.code != "en" or token.small == token.lemma:
        return None
    if token.small.endswith("ed"):
        before = side.tokens[place - 1].small if place else ""
        return None if before in language.present | language.past | {"be", "been", "being"} else "past"
    return "present" if token.small.endswith("s") and token.small != f"{token.lemma}'s" else None


def _verb_for(pair: Pair, will: int) -> int | None:
    """Return the place of the verb that renders "will" and the verb after it."""
    side = pair.rendering
    verb = next(
        (
            place
            for place in range(will + 1, min(will + 1 + _REACH, len(pair.original.tokens)))
            if pair.original.tokens[place].small not in pair.original.language.intensity
        ),
        will,
    )
    for place in (will, verb):
        for partner in pair.rendered.get(place, ()):
            token = side.tokens[partner]
            same_verb = token.lemma == pair.original.tokens[verb].lemma and time_of(side, partner) is not None
            if token.small in side.language.present | side.language.past or same_verb:
                return partner
    # The verb itself may be aligned elsewhere ("exist", "there are"): the clause's own auxiliary stands for it.
    targets = [partner for place in range(will, will + 2 * _REACH) for partner in pair.rendered.get(place, ())]
    clauses = {side.tokens[partner].clause for partner in targets}
    taken = {
        partner
        for place in range(len(pair.original.tokens))
        if time_of(pair.original, place) in ("present", "past")
        for partner in pair.rendered.get(place, ())
    }
    return next(
        (
            place
            for place, token in enumerate(side.tokens)
            if token.clause in clauses
            and place not in taken
            and token.small in side.language.present | side.language.past
        ),
        None,
    )


def _told(pair: Pair, place: int, partner: int, when: str, now: str, severity: Severity) -> Difference:
    said, says = pair.original.words([place]), pair.rendering.words([partner])
    reason = ", as indirect speech demands" if severity is Severity.NEUTRAL else ""
    return Difference(
        "tense", severity, (place,), (partner,), f"“{said}” became “{says}”: {_WHEN[when]} became {_WHEN[now]}{reason}"
    )
