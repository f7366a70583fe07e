"""Negation: a rendering that denies what its original affirms, or the reverse."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from align.drift.content import answered
from align.drift.cues import Cue, cues
from align.drift.ends import are_opposed, are_same_end
from align.drift.types import Difference, Pair, Severity, Side
from align.languages import Language
from seeds.lemmas import is_known

# How far apart in a clause the words of one concord ("no dijo nada a nadie") may stand.
_CONCORD: Final = 6
# The same after a "without" ("sin que nadie").
_AFTER_LACK: Final = 2
# The class of words like "without".
_LACKS: Final = "without"
# From here on some word of the other side answers one.
_RENDERED: Final = 0.5
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

    `kind` is "denial", "verb" ("refuse") or "answer?" (a word that may stand for a denial: "only", "unable"). One that
    `lacks` is said of a noun ("without"): it is no part of the denial of a verb.
    """

    cue: Cue
    places: frozenset[int]
    kind: str
    denied: tuple[int, ...]
    lacks: bool


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
    if lost[shared:] and _is_denied_outside(pair):
        return
    for each in lost[shared:]:
        said = pair.original.words(each.cue.places)
        why = f"“{said}” is gone: a denial became a claim"
        beside = _beside(pair, each, pair.rendered, pair.rendering, pair.renders)
        yield Difference("negation", Severity.CRITICAL, each.cue.places, (), why, beside=beside)
    for each in gained[shared:]:
        says = pair.rendering.words(each.cue.places)
        why = f"“{says}” denies what the original says"
        beside = _beside(pair, each, pair.renders, pair.original, pair.rendered)
        yield Difference("negation", Severity.CRITICAL, (), each.cue.places, why, beside=beside)


def _is_denied_outside(pair: Pair) -> bool:
    """Whether the writer denies what the rendering has: round marked words, or by the verb that reports them."""
    kinds = {each.kind for each in denials(pair.context)}
    return (pair.fragment and "denial" in kinds) or (
        pair.rendering.kind == "indirect" and not kinds.isdisjoint({"denial", "verb"})  # "denied | that it had closed"
    )


def _beside(pair: Pair, denial: _Denial, links: _Links, there: Side, back: _Links) -> tuple[int, ...]:
    """Return the words of the other language next to which it would deny the same.

    Those are what the denial itself is aligned with; else a word that came in near what it denied ("never", "oft");
    else what renders the nearest word that it denied.
    """
    if pair.one_language:
        return ()
    own = tuple(partner for place in denial.cue.places for partner in links.get(place, ()) if there.carries(partner))
    if own:
        return own[:1]
    partners = [partner for place in denial.denied[:_NEAR] for partner in links.get(place, ())]
    for partner in partners:
        for place in (partner + 1, partner - 1, partner + 2, partner - 2):
            if (
                0 <= place < len(there.tokens)
                and place not in back
                and there.carries(place)
                and there.tokens[place].clause == there.tokens[partner].clause
            ):
                return (place,)
    return next((links[place] for place in denial.denied[:_NEAR] if place in links), ())


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
    seen = list(_cues(side))
    found = [cue for cue in seen if "other" not in cue.kind.split()]
    taken = {place for cue in seen for place in cue.places}
    for place, token in enumerate(side.tokens):
        if place not in taken and token.lemma in language.negation_verbs:
            found.append(Cue("verb", (place,)))
    found.sort(key=lambda cue: cue.places)
    while found:
        first = found.pop(0)
        places = set(first.places)
        kinds = first.kind.replace("none", "answer?").split()
        lacks = _LACKS in kinds
        kinds = [kind for kind in kinds if kind != _LACKS]
        if language.concord and "denial" in kinds:
            joined = [other for other in found if _are_one(side, places, first, other)]
            places |= {place for other in joined for place in other.places}
            found = [other for other in found if other not in joined]
        # "Not only" denies nothing, but may stand for what is a denial in form on the other side.
        kind = min(kinds, key=("denial", "verb", "answer?").index)
        yield _Denial(first, frozenset(places), kind, _denied(side, places), lacks)


def _cues(side: Side) -> Iterator[Cue]:
    """Yield the cues of denial; a phrase in two parts ("ne … que") does not reach over another one into its end.

    A denial that is the end of such a phrase ("しか … ない") is none of its own.
    """
    seen = [cue for cue in cues(side, side.language.negation) if not _is_name(side, cue)]
    phrases = [cue for cue in seen if cue.kind == "none" and cue.places[-1] - cue.places[0] >= len(cue.places)]
    for cue in seen:
        within = [each for each in phrases if each.places[0] < cue.places[0] and each.places[-1] in cue.places]
        if cue in phrases and any(cue.places[0] < each.places[0] < cue.places[-1] in each.places for each in phrases):
            head = tuple(place for place, after in pairwise(cue.places) if after == place + 1)
            yield Cue("denial", head or cue.places[:1])
        elif cue in phrases or not within:
            yield cue


def _is_name(side: Side, cue: Cue) -> bool:
    """Whether a word has a capital for being a name, which only begins like a denial (Czech "Neapol")."""
    place = cue.places[0]
    token = side.tokens[place]
    inside = place > 0 and side.tokens[place - 1].sentence == token.sentence
    return inside and token.text[0].isupper() and token.text[1:].islower() and token.small not in side.language.negation


def _are_one(side: Side, places: set[int], first: Cue, other: Cue) -> bool:
    """Whether another cue belongs to the same denial: near it in its clause, and not the same word again."""
    last, start = max(first.places), min(other.places)
    near = _AFTER_LACK if _LACKS in first.kind.split() else _CONCORD
    return (
        other.kind == "denial"
        and side.tokens[last].clause == side.tokens[start].clause
        and start - max(places) <= near
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
    return (*before, *after) if side.language.verb_last else (*after, *before)


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
    linked = _linked(ours, theirs, links)
    matched = {place for place, _ in linked}
    # What only looks like a denial ("until") takes none away from another.
    spent = {
        other: place for place, other in linked if ours[place].kind != "answer?" or theirs[other].kind == "answer?"
    }
    free = [mine for place, mine in enumerate(ours) if place not in matched]
    left = []
    for mine in free:
        if mine.kind == "answer?" or (mine.kind == "verb" and not _is_torn(pair, side, mine, links)):
            continue
        if not _is_rendered(pair, side, mine, links):
            continue  # what it denies is not rendered either: an omission
        if any(
            _stands_there(pair, side, mine, yours, links) for yours in _available(pair, side, mine, ours, theirs, spent)
        ):
            continue
        if any(_denies(mine, other) for other in free if other is not mine):
            continue  # denied twice
        if any(
            _is_negative(there, partner) and not _is_negative(side, at)
            for at in (*mine.places, *mine.denied[:2])
            for partner in links.get(at, ())
        ):
            continue
        left.append(mine)
    return left


def _linked(ours: Sequence[_Denial], theirs: Sequence[_Denial], links: _Links) -> set[tuple[int, int]]:
    """Return which denials are aligned with which; of several with one, those of its own sort or that deny the same."""
    found = {
        (place, other)
        for place, mine in enumerate(ours)
        for other, yours in enumerate(theirs)
        if any(partner in yours.places for at in mine.places for partner in links.get(at, ()))
    }
    alike = {(place, other) for place, other in found if _sort(ours[place]) == _sort(theirs[other])}
    rivals = {other for _, other in alike}
    return {
        (place, other)
        for place, other in found
        if (place, other) in alike or other not in rivals or _deny_the_same(ours[place], theirs[other], links)
    }


def _deny_the_same(mine: _Denial, yours: _Denial, links: _Links) -> bool:
    return any(partner in yours.denied[:_NEAR] for at in mine.denied[:2] for partner in links.get(at, ()))


def _sort(denial: _Denial) -> tuple[bool, bool]:
    return denial.kind == "answer?", denial.lacks


def _is_rendered(pair: Pair, side: Side, mine: _Denial, links: _Links) -> bool:
    """Whether the other side has what a denial denies: else all of it was left out."""
    if any(place in links for place in mine.denied[:_NEAR]):
        return True
    open_ = answered(pair)[0 if side is pair.original else 1]
    return not pair.one_language and any(open_[place] >= _RENDERED for place in mine.denied[:_NEAR])


def _denies(mine: _Denial, other: _Denial) -> bool:
    """Whether a denial denies another: what may only stand for one is that just beside it ("not impossible")."""
    reach = 1 if other.kind == "answer?" else _NEAR
    return any(place in mine.denied[:reach] for place in other.places)


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
        other = ours[spent[place]]
        if yours.kind == "answer?" or yours.lacks != mine.lacks:
            continue
        if _are_joined(side, mine, other) or not (pair.one_language or mine.lacks or _are_apart(side, mine, other)):
            yield yours


def _are_joined(side: Side, mine: _Denial, other: _Denial) -> bool:
    """Whether two denials are one in a row of things denied: "no water and no food", "no water, no food"."""
    first, second = sorted((mine, other), key=lambda each: min(each.places))
    start = min(second.places)
    again = side.tokens[start].small == side.tokens[min(first.places)].small
    return side.tokens[start].small in side.language.coordinators or (
        start > 0
        and (side.tokens[start - 1].small in side.language.coordinators or again)
        and start - max(first.places) <= _CONCORD
    )


def _are_apart(side: Side, mine: _Denial, other: _Denial) -> bool:
    """Whether two denials stand too far from each other for another language to merge them."""
    first, second = sorted((mine, other), key=lambda each: min(each.places))
    start, end = min(second.places), max(first.places)
    return side.tokens[start].clause != side.tokens[end].clause or start - end > _CONCORD


def _stands_there(pair: Pair, side: Side, mine: _Denial, yours: _Denial, links: _Links) -> bool:
    """Whether a denial stands where the words that another denies are rendered.

    In one language that is close to them; across languages a full denial may stand anywhere in their clause.
    """
    there = pair.rendering if side is pair.original else pair.original
    weak = yours.kind == "answer?"
    if not (weak or any(at in links for at in mine.denied[:_NEAR])):
        return True  # what it denies is there, but nothing tells where
    reach = _BESIDE if weak and pair.one_language else _NEAR if weak else _WITHIN
    for at in mine.denied[: 2 if weak else _NEAR]:
        for partner in links.get(at, ()):
            if weak and partner in yours.places and are_same_end(side, at, there, partner):
                continue  # "no despedirá", "will dismiss": the word denied itself
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
