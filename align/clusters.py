"""Average-link clustering of items by log-odds, so that two are never joined through a third that resembles both."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from itertools import product

Pair = tuple[int, int]


def clusters(
    count: int,
    links: Sequence[Pair],
    prepare: Callable[[Iterable[Pair]], None],
    score: Callable[[int, int], float],
    *,
    mean: float,
    least: float,
) -> list[list[int]]:
    """Return groups of the items 0 to `count`, each sorted: the pair of groups with the greatest mean joins first.

    Two groups can join only where a link leads from one to the other, the mean of all pairs across them is `mean` or
    more, and the least of them `least` or more. Ties go to the lowest indices, so equal input gives equal groups.

    Args:
        count: how many items there are.
        links: pairs that may be the first of two groups to meet.
        prepare: is told the pairs that will be asked for, many at a time.
        score: the log-odds of a pair.
        mean: bar for the mean.
        least: bar for the least.
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
        if lowest >= least and total / number >= mean:
            heapq.heappush(heap, (-total / number, *key))

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
