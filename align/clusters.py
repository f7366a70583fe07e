"""Average-link clustering of items by log-odds, so that two are never joined through a third that resembles both.

Fragments are the exception that is stated: two of them that render other parts of one utterance are like nothing to
each other, and say nothing against each other where two full quotes hold both.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Final

Pair = tuple[int, int]

# A full quote says this much more than a fragment that it holds.
_FULLER: Final = 1.3
# Two full quotes hold both fragments: of one alone, each half could be all that its speaker said.
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
    held: float,
    size: Callable[[int], float],
) -> list[list[int]]:
    """Return groups of the items 0 to `count`, each sorted: the pair of groups with the greatest mean joins first.

    Two groups can join only where a link leads from one to the other, the mean of all pairs across them is `mean` or
    more, and the least of them `least` or more. Pairs of fragments that two fuller items of both groups hold are left
    out, if without them the bars are cleared. Ties go to the lowest indices, so equal input gives equal groups.

    Args:
        count: how many items there are.
        links: pairs that may be the first of two groups to meet.
        prepare: is told the pairs that will be asked for, many at a time.
        score: the log-odds of a pair.
        mean: bar for the mean.
        least: bar for the least.
        held: from these log-odds on a fuller item holds a fragment.
        size: how much an item says.
    """
    members = {place: [place] for place in range(count)}
    near: dict[int, set[int]] = {place: set() for place in range(count)}
    across: dict[Pair, tuple[float, float, int]] = {}
    heap: list[tuple[float, int, int]] = []

    def meet(one: int, other: int) -> None:
        key = (min(one, other), max(one, other))
        if key not in across:
            pairs = list(product(members[one], members[other]))
            prepare(pairs)
            scores = [score(*pair) for pair in pairs]
            across[key] = (sum(scores), min(scores), len(scores))
        total, lowest, number = across[key]
        near[one].add(other)
        near[other].add(one)
        found = total / number
        if (lowest < least or found < mean) and number > 1:
            found, lowest = _of_full(members[one], members[other], score, size, mean, held)
        if lowest >= least and found >= mean:
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
            if all(known):
                sums = [each for each in known if each]
                across[third, fresh] = (
                    sum(each[0] for each in sums),
                    min(each[1] for each in sums),
                    sum(each[2] for each in sums),
                )
            near[third] -= {one, other}
            meet(third, fresh)
        fresh += 1
    return sorted(members.values())


def _of_full(
    one: Sequence[int],
    other: Sequence[int],
    score: Callable[[int, int], float],
    size: Callable[[int], float],
    mean: float,
    held: float,
) -> tuple[float, float]:
    """Return mean and least of the pairs across two groups, without those of fragments that fuller items hold both."""
    everyone = [*one, *other]
    pairs = [(pair, score(*pair)) for pair in product(one, other)]
    if len(everyone) > _MOST:
        return sum(found for _, found in pairs) / len(pairs), min(found for _, found in pairs)

    def holds(full: int, pair: Pair) -> bool:
        fuller = full not in pair and size(full) > _FULLER * max(map(size, pair))
        return fuller and all(score(min(full, part), max(full, part)) >= held for part in pair)

    kept = [found for pair, found in pairs if found >= mean or sum(holds(full, pair) for full in everyone) < _HOLDERS]
    return (sum(kept) / len(kept), min(kept)) if kept else (mean - 1, mean - 1)
