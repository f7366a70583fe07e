"""Negation: a rendering that denies what its original affirms, or the reverse."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from align.drift.cues import Cue, cues
from align.drift.ends import are_opposed
from align.drift.types import Difference, Pair, Severity, Side
from align.languages import Language
from seeds.lemmas import is_known

# How far apart in a clause the words of one concord ("no dijo nada a nadie") may stand.
_CONCORD: Final = 6
# How many of the words denied are looked at, and how near to the partner of one a denial may stand that answers.
_NEAR: Final = 4
_WITHIN: Final = 6
_BESIDE: Final = 1
# The shortest word that is left when a prefix that reverses it is taken off: "un-likely", not "un-der".
_SHORTEST: Final = 4
_Links = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class _Denial:
    """A denial of a side: the cue shown, all its words, how strong it is, and the words that it denies, nearest first.

    `kind` is "denial", "verb" ("refuse") or "answer?" (a word that may stand for a denial: "only", "unable").
    """

    cue: Cue
    places: frozenset[int]
    kind: str
    denied: tuple[int, ...]


def negation(pair: Pair) -> Iterator[Difference]:
    """Yield one difference for each denial that nothing on the other side answers.

    A denial is answered by another that is aligned with it or stands where the words that it denies are rendered; by a
    negative word there ("illegal" for "not legal", "refused" for "would not"); or by a second one on its own side ("not
    impossible"). For a fragment, a denial before its stretch in the same clause counts: “plans to attack” is torn from
    “we have no plans to attack”, unless the writer's own sentence denies it.
    """
    if not (pair.original.language.negation and pair.rendering.language.negation):
        return
    theirs = [each for each in denials(pair.original) if each.places & pair.reach]
    ours = list(denials(pair.rendering))
    agreed = list(_reversals(pair, theirs, ours))
    theirs = [each for each in theirs if not any(set(found.original) & each.places for found in agreed)]
    ours = [each for each in ours if not any(set(found.rendering) & each.places for found in agreed)]
    yield from agreed
    lost = _unanswered(pair, pair.original, theirs, ours)
    gained = _unanswered(pair, pair.rendering, ours, theirs)
    # Across languages both may deny, though nothing links the words that do.
    shared = 0 if pair.one_language else min(len(lost), len(gained))
    if lost[shared:] and pair.fragment and any(each.kind == "denial" for each in denials(pair.context)):
        return
    for each in lost[shared:]:
        said = pair.original.words(each.cue.places)
        why = f"“{said}” is gone: a denial became a claim"
        yield Difference("negation", Severity.CRITICAL, each.cue.places, (), why)
    for each in gained[shared:]:
        says = pair.rendering.words(each.cue.places)
        yield Difference("negation", Severity.CRITICAL, (), each.cue.places, f"“{says}” denies what the original says")


def _reversals(pair: Pair, theirs: Sequence[_Denial], ours: Sequence[_Denial]) -> Iterator[Difference]:
    """Yield each denial of a word in whose place stands its opposite: "not legal", "illegal" are one claim."""
    if not pair.one_language:
        return
    why = "the same denial in other words"
    for place, partner in sorted(pair.links):
        if not are_opposed(pair.original, place, pair.rendering, partner):
            continue
        denied = next((each for each in theirs if each.kind == "denial" and place in each.denied[:2]), None)
        denies = next((each for each in ours if each.kind == "denial" and partner in each.denied[:2]), None)
        if denied and not denies:
            both = tuple(sorted({*denied.cue.places, place}))
            yield Difference("wording", Severity.MINOR, both, (partner,), why)
        elif denies and not denied:
            both = tuple(sorted({*denies.cue.places, partner}))
            yield Difference("wording", Severity.MINOR, (place,), both, why)


def denials(side: Side) -> Iterator[_Denial]:
    """Yield the denials of a side; in a language of negative concord those that stand together are one."""
    language = side.language
    seen = list(cues(side, language.negation))
    found = [cue for cue in seen if "other" not in cue.kind.split()]
    taken = {place for cue in seen for place in cue.places}
    for place, token in enumerate(side.tokens):
        if place not in taken and token.lemma in language.negation_verbs:
            found.append(Cue("verb", (place,)))
    found.sort(key=lambda cue: cue.places)
    while found:
        first = found.pop(0)
        places = set(first.places)
        if language.concord and first.kind == "denial":
            joined = [other for other in found if _are_one(side, places, first, other)]
            places |= {place for other in joined for place in other.places}
            found = [other for other in found if other not in joined]
        # "Not only" denies nothing, but may stand for what is a denial in form on the other side.
        kind = min(first.kind.replace("none", "answer?").split(), key=("denial", "verb", "answer?").index)
        yield _Denial(first, frozenset(places), kind, _denied(side, places))


def _are_one(side: Side, places: set[int], first: Cue, other: Cue) -> bool:
    """Whether another cue belongs to the same denial: near it in its clause, and not the same word again."""
    last, start = max(first.places), min(other.places)
    return (
        other.kind == "denial"
        and side.tokens[last].clause == side.tokens[start].clause
        and start - max(places) <= _CONCORD
        and side.tokens[start].small != side.tokens[first.places[0]].small
    )


def _denied(side: Side, places: set[int]) -> tuple[int, ...]:
    """Return the words that say something in a denial's clause: those after it up to an "and", then those before it.

    In a script without spaces, whose tokens are signs, and where verbs come last, those before come first.
    """
    clause = side.tokens[min(places)].clause
    after = []
    for place in range(min(places) + 1, len(side.tokens)):
        if side.tokens[place].clause != clause or (
            place > max(places) and side.tokens[place].small in side.language.coordinators
        ):
            break
        if place not in places and side.carries(place):
            after.append(place)
    before = [
        place for place in range(min(places) - 1, -1, -1) if side.tokens[place].clause == clause and side.carries(place)
    ]
    return (*before, *after) if side.language.code in ("ja", "ko") else (*after, *before)


@lru_cache(maxsize=16_384)
def _is_reversed(small: str, language: Language) -> bool:
    """Whether a word is another turned round by a prefix or an ending: "illegal", "unfair", "arbeitslos"."""
    for prefix in language.negation_prefixes:
        rest = small.removeprefix(prefix)
        if len(rest) >= _SHORTEST and rest != small and is_known(rest, language.code):
            return True
    return False


def _unanswered(pair: Pair, side: Side, ours: Sequence[_Denial], theirs: Sequence[_Denial]) -> list[_Denial]:
    """Return the denials of one side that are none on the other: `ours` are the side's own."""
    links = pair.rendered if side is pair.original else pair.renders
    there = pair.rendering if side is pair.original else pair.original
    linked = {
        (place, other)
        for place, mine in enumerate(ours)
        for other, yours in enumerate(theirs)
        if any(partner in yours.places for at in mine.places for partner in links.get(at, ()))
    }
    matched, spent = {place for place, _ in linked}, {other: place for place, other in linked}
    free = [mine for place, mine in enumerate(ours) if place not in matched]
    left = []
    for mine in free:
        if mine.kind == "answer?" or (mine.kind == "verb" and not _is_torn(pair, side, mine, links)):
            continue
        if not any(partner for at in mine.denied[:_NEAR] for partner in links.get(at, ())):
            continue  # what it denies is not rendered either: an omission
        if any(
            _stands_there(pair, mine, yours, there, links)
            for yours in _available(pair, side, mine, ours, theirs, spent)
        ):
            continue
        if any(at in mine.denied[:_NEAR] for other in free if other is not mine for at in other.places):
            continue  # denied twice
        if any(
            _is_negative(there, partner) and not _is_negative(side, at)
            for at in (*mine.places, *mine.denied[:2])
            for partner in links.get(at, ())
        ):
            continue
        left.append(mine)
    return left


def _available(
    pair: Pair,
    side: Side,
    mine: _Denial,
    ours: Sequence[_Denial],
    theirs: Sequence[_Denial],
    spent: Mapping[int, int],
) -> Iterator[_Denial]:
    """Yield the denials of the other side that can answer one: those that answer no other of its side yet.

    One may answer two that an "or" joins ("no water and no food": "no water or food"), or that another language merges.
    """
    for place, yours in enumerate(theirs):
        if place not in spent:
            yield yours
            continue
        if yours.kind == "answer?":
            continue
        other = ours[spent[place]]
        between = range(*sorted((min(mine.places), min(other.places))))
        if not pair.one_language or any(
            side.tokens[at].small in side.language.coordinators or side.tokens[at].clause != side.tokens[at + 1].clause
            for at in between
        ):
            yield yours


def _stands_there(pair: Pair, mine: _Denial, yours: _Denial, there: Side, links: _Links) -> bool:
    """Whether a denial stands where the words that another denies are rendered.

    In one language that is close to them; across languages a full denial may stand anywhere in their clause.
    """
    weak = yours.kind == "answer?"
    reach = _BESIDE if weak and pair.one_language else _NEAR if weak else _WITHIN
    for at in mine.denied[: 2 if weak else _NEAR]:
        for partner in links.get(at, ()):
            if any(abs(place - partner) <= reach for place in yours.places):
                return True
            clause = there.tokens[partner].clause
            if not (weak or pair.one_language) and any(there.tokens[place].clause == clause for place in yours.places):
                return True
    return False


def _is_torn(pair: Pair, side: Side, mine: _Denial, links: _Links) -> bool:
    """Whether a verb of denial went and left what it denied, or stands where its opposite stood."""
    partners = [(at, partner) for at in mine.places for partner in links.get(at, ())]
    if not partners:
        return bool(mine.denied[:1]) and mine.denied[0] in links
    there = pair.rendering if side is pair.original else pair.original
    return pair.one_language and any(are_opposed(side, at, there, partner) for at, partner in partners)


def _is_negative(side: Side, place: int) -> bool:
    return _is_reversed(side.tokens[place].small, side.language)
