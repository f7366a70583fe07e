"""Quotes that render two utterances: one that another article printed as two quotes, each of them a statement.

Groups are found first (`align.clusters`), and no quote joins two of them by this: it only gets a row in each.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final

from align.clusters import FULLER
from align.evidence import Evidence
from align.odds import bar
from align.parts import Span
from align.speakers import CONFLICT

# No quote of the other statement may rather be another utterance.
_LEAST: Final = 0.0


def parts(
    groups: Sequence[Sequence[int]], links: Iterable[tuple[int, int]], evidence: Evidence
) -> dict[tuple[int, int], Span]:
    """Return {(group, item): the part of the item that renders the group} for items that render two groups.

    An item of a group of several renders another too if it says more than each item there, holds each of them, and does
    so with other clauses than those that render its own group. Both of its parts are told: spans of its cleaned text.

    Args:
        groups: items by number, each in one group.
        links: pairs of items that rather render one statement than not.
        evidence: of the items.
    """
    home = {place: number for number, group in enumerate(groups) for place in group}
    near = {
        (place, home[other])
        for link in links
        for place, other in (link, link[::-1])
        if home[place] != home[other] and len(groups[home[place]]) > 1
    }
    evidence.prepare(pair for place, number in near for pair in product([place], groups[number]))
    found: dict[tuple[int, int], Span] = {}
    for place, number in sorted(near):
        if not _holds(place, groups[number], evidence):
            continue
        own = home[place]
        here = _hull(place, [other for other in groups[own] if other != place], evidence)
        there = _hull(place, groups[number], evidence)
        if here[1] <= there[0] or there[1] <= here[0]:
            found[number, place] = there
            found[own, place] = here
    return found


def _holds(place: int, others: Sequence[int], evidence: Evidence) -> bool:
    """Whether an item says more than each of the others, and what each of them says."""
    if any(evidence.agreement(place, other) == CONFLICT for other in others):
        return False
    if evidence.says(place) <= FULLER * max(map(evidence.says, others)):
        return False
    odds = [evidence.score(place, other) for other in others]
    return min(odds) >= _LEAST and sum(odds) / len(odds) >= bar("held")


def _hull(place: int, others: Sequence[int], evidence: Evidence) -> Span:
    spans = [evidence.part(place, other) for other in others]
    return min(start for start, _ in spans), max(end for _, end in spans)
