"""Negation: a rendering that denies what its original affirms, or the reverse."""

from collections.abc import Iterator, Mapping

from align.drift.cues import Cue, cues
from align.drift.types import Difference, Pair, Severity, Side


def negation(pair: Pair) -> Iterator[Difference]:
    """Yield one difference where the number of denials differs in parity, at the cue that has no like.

    In a language of negative concord ("no dijo nada") the cues of one clause are one denial. For a fragment, a
    denial before its stretch in the same clause counts: “plans to attack” is torn from “we have no plans to attack”.
    """
    original = [
        cue
        for cue in _denials(pair.original)
        if set(cue.places) & pair.reach and _answered(pair.original, cue, pair.rendered)
    ]
    rendering = [cue for cue in _denials(pair.rendering) if _answered(pair.rendering, cue, pair.renders)]
    if pair.fragment and len(original) == len(rendering) + 1 and any(True for _ in _denials(pair.context)):
        return  # the writer's own sentence denies what the words between the marks no longer do
    if len(original) % 2 == len(rendering) % 2:
        return
    if len(original) > len(rendering):
        lost = _unmatched(pair, original, rendering)
        yield Difference(
            "negation",
            Severity.CRITICAL,
            lost.places,
            (),
            f"“{pair.original.words(lost.places)}” is gone: a denial became a claim",
        )
    else:
        gained = _unmatched(pair, rendering, original)
        yield Difference(
            "negation",
            Severity.CRITICAL,
            (),
            gained.places,
            f"“{pair.rendering.words(gained.places)}” denies what the original says",
        )


def _denials(side: Side) -> Iterator[Cue]:
    language = side.language
    classes = dict.fromkeys(language.negation_cues, "denial") | dict.fromkeys(language.not_cues, "none")
    clause = -1
    for cue in cues(side, classes):
        first = side.tokens[cue.places[0]]
        if cue.kind == "none" or (language.concord and first.clause == clause):
            continue
        clause = first.clause
        yield cue
    for place, token in enumerate(side.tokens):
        if token.lemma in language.negation_verbs:
            yield Cue("denial", (place,))


def _answered(side: Side, cue: Cue, links: Mapping[int, tuple[int, ...]]) -> bool:
    """Whether what a cue denies has a partner: a denial whose predicate is not rendered went with it, an omission.

    What it denies are the words after it up to the clause's end or an "and"; where there are none, those before it.
    """
    clause = side.tokens[cue.places[0]].clause
    after = []
    for place in range(cue.places[-1] + 1, len(side.tokens)):
        if side.tokens[place].clause != clause or side.tokens[place].small in side.language.coordinators:
            break
        after.append(place)
    before = [place for place in range(cue.places[0]) if side.tokens[place].clause == clause]
    denied = [place for place in after if side.carries(place)] or [place for place in before if side.carries(place)]
    return any(place in links for place in denied)


def _unmatched(pair: Pair, many: list[Cue], few: list[Cue]) -> Cue:
    """Return the first of the longer list whose words no cue of the shorter one is aligned with."""
    partners = {place for cue in few for place in cue.places}
    links = (
        pair.rendered if many and few and set(pair.rendered) & {p for cue in many for p in cue.places} else pair.renders
    )
    free = [cue for cue in many if not partners & {partner for place in cue.places for partner in links.get(place, ())}]
    return (free or many)[-1]
