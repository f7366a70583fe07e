"""Names: replaced, dropped, added, or made longer; spellings of one name are one name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from align.drift.types import Difference, Pair, Severity, Side
from seeds.knowledge import language
from seeds.quoting.keys import speaker_key
from seeds.quoting.names import country

_SENTENCE_END: Final = re.compile(r"[.!?:…]\s*[“\"‘']?\s*\Z")
_LINKING: Final = frozenset({"of", "for", "and", "the"})


@dataclass(frozen=True)
class Name:
    """Capitalised words in a row, with the keys of their parts."""

    places: tuple[int, ...]
    keys: frozenset[str]


def name(pair: Pair) -> Iterator[Difference]:
    """Yield one difference for each name that the other side does not have.

    A name made longer or shorter ("Ministry of Defense", "Ministry of National Defense") is minor: it may be another
    office. One that took another's place is critical.
    """
    theirs = [found for found in names(pair.original) if set(found.places) & pair.scope]
    ours = list(names(pair.rendering))
    known, shown = (
        [key for found in names(pair.original) for key in found.keys],
        [key for found in ours for key in found.keys],
    )
    lost = [found for found in theirs if not _all_in(found, shown)]
    gained = [found for found in ours if not _all_in(found, known)]
    for new in list(gained):
        partner = next((old for old in theirs if _linked(pair, old, new)), None)
        if partner is None:
            continue
        gained.remove(new)
        said, says = pair.original.words(partner.places), pair.rendering.words(new.places)
        if _initials(said) == _letters(says) or _initials(says) == _letters(said):
            lost = [old for old in lost if old is not partner]
            continue  # "UN", "United Nations"
        if _part_of(partner.keys, new.keys) or _part_of(new.keys, partner.keys):
            yield Difference(
                "name", Severity.MINOR, partner.places, new.places, f"“{said}” became “{says}”: the same name in part"
            )
        else:
            yield Difference(
                "name", Severity.CRITICAL, partner.places, new.places, f"“{said}” became “{says}”: another name"
            )
        lost = [old for old in lost if old is not partner]
    for old in lost:
        if _has_partner(pair, old) or pair.is_cut_with_more(old.places):
            continue  # rendered by a common noun or a pronoun: the wording check speaks of it
        said = pair.original.words(old.places)
        yield Difference("name", Severity.MAJOR, old.places, (), f"the name “{said}” is gone")
    for new in gained:
        says = pair.rendering.words(new.places)
        severity = Severity.MINOR if pair.indirect else Severity.MAJOR
        yield Difference("name", severity, (), new.places, f"the original does not name “{says}”")


def names(side: Side) -> Iterator[Name]:
    """Yield the names of a side: words in capitals that do not merely start a sentence, joined across "of"."""
    run: list[int] = []
    for place, token in enumerate(side.tokens):
        gap = side.text[side.tokens[place - 1].end : token.start] if place else ""
        if run and (re.search(r"[^\s.\-]", gap) or (token.small not in _LINKING and not _is_capital(side, place))):
            yield from _name(side, run)
            run = []
        if _is_capital(side, place) or (run and token.small in _LINKING):
            run.append(place)
    yield from _name(side, run)


def _name(side: Side, run: list[int]) -> Iterator[Name]:
    while run and side.tokens[run[-1]].small in _LINKING:
        run = run[:-1]
    known = language(side.language.code)
    titles = known.roles if known else frozenset()
    keys = frozenset(
        key
        for place in run
        if side.tokens[place].small not in _LINKING and (side.tokens[place].small not in titles or len(run) == 1)
        for key in speaker_key(side.tokens[place].text).split("-")
    )
    if keys:
        yield Name(tuple(run), keys)


def _is_capital(side: Side, place: int) -> bool:
    token = side.tokens[place]
    if not token.text[0].isupper() or not side.carries(place):
        return False
    before = side.text[: token.start]
    starts = not re.search(r"[^\W_]", before) or bool(_SENTENCE_END.search(before))
    # A capital at a sentence's start tells nothing, unless the next word has one too.
    if starts and country(token.text, side.language.code):
        return True
    following = side.tokens[place + 1] if place + 1 < len(side.tokens) else None
    return (
        not starts
        or (following is not None and following.text[0].isupper() and side.carries(place + 1))
        or token.text.isupper()
    )


def _all_in(found: Name, keys: list[str]) -> bool:
    return all(any(_same(key, other) for other in keys) for key in found.keys)


def _initials(words: str) -> str:
    found = [word for word in words.split() if word[0].isupper()]
    return "".join(word[0] for word in found) if len(found) > 1 else "-"


def _letters(words: str) -> str:
    return words.replace(".", "") if words.isupper() else ""


def _part_of(some: frozenset[str], others: frozenset[str]) -> bool:
    return all(any(_same(key, other) for other in others) for key in some)


def _same(key: str, other: str) -> bool:
    """Whether two keys are spellings of one: equal, nearly so where they are long, or with J for Kh at the start."""
    if key == other or (min(len(key), len(other)) > 4 and Levenshtein.distance(key, other, score_cutoff=1) <= 1):
        return True
    return len(key) > 2 and key[1:] == other[1:] and {key[0], other[0]} == {"c", "k"}


def _linked(pair: Pair, old: Name, new: Name) -> bool:
    return any(partner in new.places for place in old.places for partner in pair.rendered.get(place, ()))


def _has_partner(pair: Pair, old: Name) -> bool:
    return any(place in pair.rendered for place in old.places)
