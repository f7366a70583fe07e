"""Tense: what will be, is, or was, told at another time."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from align.drift.cues import cues, ending
from align.drift.endings import classed
from align.drift.types import Difference, Pair, Severity, Side

# How many words after "will" its verb may stand: "will evidently exist".
_REACH: Final = 3
# How certain it is that another tense tells of another time: a report in the present may tell of the past.
_CERTAINTY: Final = 0.7
# Many languages tell of tomorrow in the present.
_TOMORROW: Final = ("present", "future")
_WHEN: Final = {"future": "what will be", "present": "what is", "past": "what was"}
# What makes an infinitive of a duty: "avons à signer", "haben zu zahlen".
_TO: Final = frozenset({"zu", "à", "a", "da", "de", "que"})
_BE: Final = frozenset({"be", "been", "being"})


def tense(pair: Pair) -> Iterator[Difference]:
    """Yield one difference for each verb whose time changed, where both languages mark it and the verbs are linked.

    Across languages only what will be against what was is told here; what may be a shade, `shade_of_tense` tells. In
    indirect speech the shift that the reporting language demands is neutral.
    """
    if not all(side.language.times or side.language.time_finals for side in (pair.original, pair.rendering)):
        return
    if not pair.one_language:
        yield from (each for each in _across(pair) if each.severity is not Severity.MINOR)
    elif pair.original.language.code == "en":
        yield from _in_english(pair)
    else:
        yield from _within(pair)


def shade_of_tense(pair: Pair) -> Iterator[Difference]:
    """Yield the verbs of two languages of which one tells of the present, where no surer check speaks of their words.

    A present that is told as a future is none, as many languages tell of tomorrow in the present, nor is a perfect.
    """
    if not pair.one_language:
        yield from (each for each in _across(pair) if each.severity is Severity.MINOR)


def times(side: Side) -> dict[int, str]:
    """Return "future", "present" or "past" for each place that shows its time, by the language's cues and endings."""
    found: dict[int, str] = {}
    masked: set[int] = set()
    for cue in cues(side, side.language.times):
        if cue.kind == "none":
            masked.update(cue.places)
        elif not cue.weak:
            found.update(dict.fromkeys(cue.places, cue.kind))
    for place, kind in (*classed(side, side.language.time_endings), *_futures(side), *_finals(side)):
        if place not in masked:
            found.setdefault(place, kind)
    return found


def _futures(side: Side) -> Iterator[tuple[int, str]]:
    for place, kind in classed(side, side.language.modal_endings):
        if kind == "certainty":
            yield place, "future"


def _finals(side: Side) -> Iterator[tuple[int, str]]:
    """Yield the last place of each sentence whose ending shows its time, where a language's verb comes last."""
    endings = side.language.time_finals
    text, at = side.folded
    for place, token in enumerate(side.tokens):
        last = place + 1 == len(side.tokens) or side.tokens[place + 1].sentence != token.sentence
        if not (endings and last):
            continue
        kind = ending(text[: len(at) - at[::-1].index(place)], endings)
        if kind is not None:
            yield place, kind


def _across(pair: Pair) -> Iterator[Difference]:
    theirs, ours = _all_times(pair.original), _all_times(pair.rendering)
    used: set[int] = set()
    for place, partner in (*sorted(pair.links), *_by_clauses(pair, theirs, ours)):
        when, now = theirs.get(place), ours.get(partner)
        if when is None or now is None or when == now or (when, now) == _TOMORROW or place not in pair.reach:
            continue
        if "perfect" in (when, now):
            if "future" not in (when, now):
                continue  # "a fermé" is "closed" and "has closed"
            when, now = ("past" if time == "perfect" else time for time in (when, now))
        held = _holds(pair.original, theirs, place, now, pair.rendered, ours)
        clause = pair.rendering.tokens[partner].clause
        if clause in used or held or _holds(pair.rendering, ours, partner, when, pair.renders, theirs):
            continue
        used.add(clause)
        heavy = Severity.MAJOR if {when, now} == {"future", "past"} else Severity.MINOR
        yield _told(pair, place, partner, when, now, Severity.NEUTRAL if pair.is_demanded(when, [now]) else heavy)


def _by_clauses(pair: Pair, theirs: Mapping[int, str], ours: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield the first verbs of two clauses that render each other, each of one time: no link may lead to them."""
    firm_there, firm_here = (
        {place: when for place, when in found.items() if not _may_be_plural(side, place)}
        for side, found in ((pair.original, theirs), (pair.rendering, ours))
    )
    for clause, places in _in_clauses(pair.rendering, firm_here).items():
        partners = Counter(
            pair.original.tokens[first].clause
            for first, second in pair.links
            if pair.rendering.tokens[second].clause == clause and pair.original.carries(first)
        )
        if not partners:
            continue
        there, most = partners.most_common(1)[0]
        facing = _in_clauses(pair.original, firm_there).get(there, [])
        one_time = len({theirs[place] for place in facing}) == 1 == len({ours[place] for place in places})
        if one_time and 2 * most > partners.total():
            yield facing[0], places[0]


def _may_be_plural(side: Side, place: int) -> bool:
    """Whether a word of English that looks like a verb's present may be a noun's plural."""
    token, language = side.tokens[place], side.language
    return language.code == "en" and token.small not in language.present and token.small == f"{token.lemma}s"


def _in_clauses(side: Side, found: Mapping[int, str]) -> dict[int, list[int]]:
    clauses: dict[int, list[int]] = {}
    for place in sorted(found):
        clauses.setdefault(side.tokens[place].clause, []).append(place)
    return clauses


def _holds(
    side: Side,
    found: Mapping[int, str],
    place: int,
    time: str,
    links: Mapping[int, tuple[int, ...]],
    there: Mapping[int, str],
) -> bool:
    """Whether the clause of a place shows a time in a word that no word of that time renders: the link may be wrong."""
    clause = side.tokens[place].clause
    return any(
        when == time
        and side.tokens[other].clause == clause
        and not any(there.get(partner) == time for partner in links.get(other, ()))
        for other, when in found.items()
    )


def _all_times(side: Side) -> Mapping[int, str]:
    """Return the times that both languages tell alike: an English perfect is a past elsewhere, and tells none."""
    if side.language.code != "en":
        found = times(side)
        shifted = {place for place, _ in classed(side, side.language.modal_endings)}
        plain = (place for place in range(len(side.tokens)) if place not in found and place not in shifted)
        found = found | {place: "present" for place in plain if _is_present(side, place)}
        found = {place: when for place, when in found.items() if when != "present" or not _is_perfect(side, place)}
        return dict.fromkeys(_perfects(side), "perfect") | found
    found = {
        place: when
        for place, token in enumerate(side.tokens)
        if (when := time_of(side, place)) and token.lemma != "have"
    }
    for place, when in list(found.items()):
        following = place + 1
        if when == "future" and following < len(side.tokens):
            found.setdefault(following, when)
    return found


def _within(pair: Pair) -> Iterator[Difference]:
    """Yield the verbs of one language, not English, whose time changed: the same verb, or an auxiliary for another."""
    theirs, ours = times(pair.original), times(pair.rendering)
    used: set[int] = set()
    for place, partner in sorted(pair.standing):
        when, now = theirs.get(place), ours.get(partner)
        old, new = pair.original.tokens[place], pair.rendering.tokens[partner]
        if place not in pair.reach or when == now or (when is None and now is None) or new.clause in used:
            continue
        if old.lemma == new.lemma and old.small != new.small and pair.original.language.spaced:
            when, now = when or _plain(pair.original, place), now or _plain(pair.rendering, partner)
        elif pair.original.language.spaced and not _are_auxiliaries(pair, place, partner):
            continue
        if when is None or now is None or when == now:
            continue
        used.add(new.clause)
        severity = Severity.NEUTRAL if pair.is_demanded(when, [now]) else Severity.MAJOR
        yield _told(pair, place, partner, when, now, severity)
    if pair.original.language.time_finals and not (used or pair.fragment):
        yield from _at_the_end(pair)


def _at_the_end(pair: Pair) -> Iterator[Difference]:
    """Yield the last verbs of sentences that answer each other in number, where their times differ."""
    theirs, ours = ([*_finals(side)] for side in (pair.original, pair.rendering))
    sentences = [{token.sentence for token in side.tokens} for side in (pair.original, pair.rendering)]
    if not len(theirs) == len(ours) == len(sentences[0]) == len(sentences[1]):
        return
    for (place, when), (partner, now) in zip(theirs, ours, strict=True):
        if when != now and place in pair.scope:
            severity = Severity.NEUTRAL if pair.is_demanded(when, [now]) else Severity.MAJOR
            yield _told(pair, place, partner, when, now, severity)


def _plain(side: Side, place: int) -> str | None:
    """Return "present" for a form of a verb that shows no other time and follows no auxiliary."""
    token, language = side.tokens[place], side.language
    before = side.tokens[place - 1].small if place else ""
    finite = token.small != token.lemma and token.lemma.endswith(language.infinitives or ("-",))
    return "present" if finite and before not in language.times else None


def _is_perfect(side: Side, place: int) -> bool:
    """Whether an auxiliary in the present may make a past: "a fermé", "ist gegangen", "è partito"."""
    clause, language = side.tokens[place].clause, side.language
    if side.tokens[place].lemma not in language.perfect and side.tokens[place].small not in language.perfect:
        return False
    return any(
        token.small.endswith(language.not_present)
        or (token.small != token.lemma and token.lemma.endswith(language.infinitives))
        for token in side.tokens[place + 1 :]
        if token.clause == clause and token.small not in language.function
    )


def _perfects(side: Side) -> Iterator[int]:
    """Yield the participles behind a verb for "have" in the present: "avons signé", "haben ... geschlossen"."""
    language = side.language
    for place, token in enumerate(side.tokens):
        if token.lemma not in language.having or place in times(side):
            continue
        for other in range(place + 1, len(side.tokens)):
            verb, before = side.tokens[other], side.tokens[other - 1]
            if verb.clause != token.clause:
                break
            bound = verb.lemma == verb.small or before.small in _TO
            if verb.small.endswith(language.not_present) and verb.small not in language.function and not bound:
                yield other
                break


def _is_present(side: Side, place: int) -> bool:
    """Whether a word has the form of a verb's present in a language that has no other word or time of that form."""
    language = side.language
    small = side.tokens[place].small
    if not language.not_present or small.endswith(language.not_present) or side.tokens[place].text[0].isupper():
        return False
    return _plain(side, place) == "present"


def _are_auxiliaries(pair: Pair, place: int, partner: int) -> bool:
    return (
        pair.original.tokens[place].small in pair.original.language.times
        and pair.rendering.tokens[partner].small in pair.rendering.language.times
    )


def _in_english(pair: Pair) -> Iterator[Difference]:
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
            used.add(partner)
            severity = Severity.NEUTRAL if pair.is_demanded(when, [now]) else Severity.MAJOR
            yield _told(pair, place, partner, when, now, severity)


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
                    places = tuple(range(will, verb + 1))
                    yield Difference("tense", Severity.MAJOR, (place,), places, why, _CERTAINTY)


def time_of(side: Side, place: int) -> str | None:
    """Return "future", "present" or "past" for an English word that shows its time, else None."""
    token, language = side.tokens[place], side.language
    if language.modality.get(token.small) == "certainty":
        return "future"
    if token.small in language.present:
        return "present"
    if token.small in language.past or token.small in language.irregular:
        after = side.tokens[place + 1].small if place + 1 < len(side.tokens) else ""
        return None if (token.small, after) == ("were", "to") else "past"  # "were it to end" is no past
    if token.small == token.lemma:
        return None
    if token.small.endswith("ed"):
        before, after = (side.tokens[at].small if 0 <= at < len(side.tokens) else "" for at in (place - 1, place + 1))
        # "followed by Brazil" tells no time
        return None if after == "by" or before in language.present | language.past | _BE else "past"
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
            and time_of(side, place) is not None
        ),
        None,
    )


def _told(pair: Pair, place: int, partner: int, when: str, now: str, severity: Severity) -> Difference:
    said, says = pair.original.words([place]), pair.rendering.words([partner])
    reason = ", as indirect speech demands" if severity is Severity.NEUTRAL else ""
    return Difference(
        "tense",
        severity,
        (place,),
        (partner,),
        f"“{said}” became “{says}”: {_WHEN[when]} became {_WHEN[now]}{reason}",
        _CERTAINTY,
    )
