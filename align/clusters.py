"""Average-link clustering of items by log-odds, so that two are never joined through a third that resembles both.

Fragments are the exception that is stated: two of them that render other parts of one utterance are like nothing to
each other, and say nothing against each other where two full quotes hold both.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

Pair = tuple[int, int]


@dataclass(frozen=True)
class _Across:
    """The pairs across two groups: each item's sum over the other group, and the lowest pair."""

    sums: dict[int, float]
    lowest: float

    def bars(self, one: Sequence[int], other: Sequence[int]) -> tuple[float, float]:
        """Return the mean of all pairs, and that of the item that fits worst."""
        total = sum(self.sums[item] for item in one)
        worst = min(
            min(self.sums[item] for item in one) / len(other), min(self.sums[item] for item in other) / len(one)
        )
        return total / (len(one) * len(other)), worst

    def with_another(self, other: "_Across", third: Sequence[int]) -> "_Across":
        """Return the pairs of a third group with two that have joined, from those with each of them."""
        both = self.sums | other.sums | {item: self.sums[item] + other.sums[item] for item in third}
        return _Across(both, min(self.lowest, other.lowest))


# A full quote says this much more than a fragment that it holds.
FULLER: Final = 1.1
# Two full quotes hold both fragments: of one alone, each half could be all that its speaker said, unless both fragments
# render one part of it.
_HOLDERS: Final = 2
# Groups of more items have enough pairs that fragments weigh little.
_MOST: Final = 48


def clusters(
    count: int,
    links: Sequence[Pair],
    prepare: Callable[[Iterable[Pair]], None],
    score: Callable[[int, int], float],
    *,
    mean: float,
    least: float,
    never: float,
    held: float,
    size: Callable[[int], float],
    one_part: Callable[[int, int, int], bool],
) -> list[list[int]]:
    """Return groups of the items 0 to `count`, each sorted: the pair of groups with the greatest mean joins first.

    Two groups can join only where a link leads from one to the other, the mean of all pairs across them is `mean` or
    more, the mean of each item's pairs with the other group `least` or more, and no pair is under `never`. Pairs of
    fragments that two fuller items of both groups hold, or one with one part of it, are left out, if without them the
    bars are cleared. Ties go to
    the lowest indices, so equal input gives equal groups.

    Args:
        count: how many items there are.
        links: pairs that may be the first of two groups to meet.
        prepare: is told the pairs that will be asked for, many at a time.
        score: the log-odds of a pair.
        mean: bar for the mean.
        least: bar for the mean of the item that fits worst.
        never: a pair under this keeps two groups apart, whatever the others say.
        held: from these log-odds on a fuller item holds a fragment.
        size: how much an item says.
        one_part: whether the first item, a fuller one, renders the two others with some of the same words.
    """
    members = {place: [place] for place in range(count)}
    near: dict[int, set[int]] = {place: set() for place in range(count)}
    across: dict[Pair, _Across] = {}
    heap: list[tuple[float, int, int]] = []

    def meet(one: int, other: int) -> None:
        key = (min(one, other), max(one, other))
        sides = members[one], members[other]
        if key not in across:
            pairs = list(product(*sides))
            prepare(pairs)
            across[key] = _summed([(pair, score(*pair)) for pair in pairs])
        near[one].add(other)
        near[other].add(one)
        if across[key].lowest < never:
            return
        found, worst = across[key].bars(*sides)
        if (worst < least or found < mean) and len(sides[0]) * len(sides[1]) > 1:
            found, worst = _of_full(*sides, score, size, one_part, mean, held)
        if worst >= least and found >= mean:
            heapq.heappush(heap, (-found, *key))

    prepare(links)
    for first, second in links:
        meet(first, second)
    fresh = count
    while heap:
        _, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        members[fresh] = sorted(members.pop(one) + members.pop(other))
        neighbours = sorted(near.pop(one) | near.pop(other))
        near[fresh] = set()
        for third in neighbours:
            if third not in members:
                continue
            known = [across.get((min(side, third), max(side, third))) for side in (one, other)]
            if known[0] and known[1]:
                across[third, fresh] = known[0].with_another(known[1], members[third])
            near[third] -= {one, other}
            meet(third, fresh)
        fresh += 1
    return sorted(members.values())


def _summed(pairs: Sequence[tuple[Pair, float]]) -> _Across:
    sums: dict[int, float] = {}
    for pair, found in pairs:
        for item in pair:
            sums[item] = sums.get(item, 0.0) + found
    return _Across(sums, min(found for _, found in pairs))


def _of_full(
    one: Sequence[int],
    other: Sequence[int],
    score: Callable[[int, int], float],
    size: Callable[[int], float],
    one_part: Callable[[int, int, int], bool],
    mean: float,
    held: float,
) -> tuple[float, float]:
    """Return the two bars' values for two groups, without the pairs of fragments that fuller items hold both."""
    everyone = [*one, *other]
    pairs = [(pair, score(*pair)) for pair in product(one, other)]
    if len(everyone) > _MOST:
        return _summed(pairs).bars(one, other)

    def holds(full: int, pair: Pair) -> bool:
        fuller = full not in pair and size(full) > FULLER * max(map(size, pair))
        return fuller and all(score(min(full, part), max(full, part)) >= held for part in pair)

    def are_held(pair: Pair) -> bool:
        holders = [full for full in everyone if holds(full, pair)]
        return len(holders) >= _HOLDERS or any(one_part(full, *pair) for full in holders)

    kept = [(pair, found) for pair, found in pairs if found >= mean or not are_held(pair)]
    if not kept:
        return mean - 1, mean - 1
    counts = Counter(item for pair, _ in kept for item in pair)
    sums = _summed(kept).sums
    return sum(found for _, found in kept) / len(kept), min(sums[item] / counts[item] for item in sums)
