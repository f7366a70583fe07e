"""Average-link groups: who joins whom, and who never does."""

from collections.abc import Iterable, Sequence

from align.clusters import clusters

Pair = tuple[int, int]


def grouped(
    count: int,
    scores: dict[Pair, float],
    *,
    mean: float = 0.0,
    least: float = -3.0,
    sizes: Sequence[float] = (),
    in_one_part: bool = False,
) -> list[list[int]]:
    def score(first: int, second: int) -> float:
        return scores.get((min(first, second), max(first, second)), -9.0)

    def prepare(pairs: Iterable[Pair]) -> None:
        assert all(first != second for first, second in pairs)

    def says(place: int) -> float:
        return sizes[place] if sizes else 1.0

    links = [pair for pair, value in scores.items() if value >= 0]

    def one_part(*_: int) -> bool:
        return in_one_part

    bars = {"mean": mean, "least": least, "never": -25.0, "held": 1.0}
    return clusters(count, links, prepare, score, size=says, one_part=one_part, **bars)


def test_items_with_strong_links_are_one_group() -> None:
    assert grouped(4, {(0, 1): 5.0, (1, 2): 4.0, (0, 2): 3.0}) == [[0, 1, 2], [3]]


def test_two_that_nobody_would_join_are_not_joined_through_a_third() -> None:
    assert grouped(3, {(0, 1): 5.0, (1, 2): 4.0, (0, 2): -4.0}) == [[0, 1], [2]]


def test_a_weak_pair_joins_where_the_mean_across_is_enough() -> None:
    assert grouped(3, {(0, 1): 5.0, (1, 2): 4.0, (0, 2): -2.0}) == [[0, 1, 2]]
    assert grouped(3, {(0, 1): 5.0, (1, 2): 1.0, (0, 2): -2.0}) == [[0, 1], [2]]


def test_a_pair_that_never_joins_keeps_two_groups_apart_whatever_the_others_say() -> None:
    scores = {(first, second): 9.0 for second in range(6) for first in range(second)}
    assert grouped(6, scores) == [[0, 1, 2, 3, 4, 5]]
    assert not any({0, 5} <= set(group) for group in grouped(6, scores | {(0, 5): -50.0}, least=-99.0))


def test_an_item_that_fits_the_other_group_badly_keeps_its_group_apart() -> None:
    scores = {(0, 1): 9.0, (2, 3): 9.0, (0, 2): 6.0, (0, 3): 6.0, (1, 2): -4.0, (1, 3): -4.0}
    assert grouped(4, scores) == [[0, 1], [2, 3]]
    assert grouped(4, scores | {(1, 2): -4.0, (1, 3): 1.0}) == [[0, 1, 2, 3]]


def test_the_strongest_pair_of_groups_joins_first() -> None:
    assert grouped(3, {(0, 1): 2.0, (1, 2): 5.0, (0, 2): -8.0}) == [[0], [1, 2]]


def test_two_groups_meet_by_the_mean_of_all_their_pairs() -> None:
    scores = {(0, 1): 9.0, (2, 3): 9.0, (0, 2): 1.0, (0, 3): 1.0, (1, 2): 1.0, (1, 3): -1.0}
    assert grouped(4, scores) == [[0, 1, 2, 3]]
    assert grouped(4, scores | {(1, 3): -3.5}) == [[0, 1], [2, 3]]


def test_nothing_and_one_are_groups_of_their_own() -> None:
    assert grouped(0, {}) == []
    assert grouped(2, {}) == [[0], [1]]


FRAGMENTS = {(0, 2): 3.0, (0, 3): 3.0, (1, 2): 3.0, (1, 3): 3.0, (2, 3): 8.0, (0, 1): -8.0}


def test_two_fragments_join_through_two_full_quotes_that_hold_both() -> None:
    assert grouped(4, FRAGMENTS, sizes=[1, 1, 2, 2]) == [[0, 1, 2, 3]]


def test_two_fragments_do_not_join_through_one_full_quote() -> None:
    through_one = {pair: score for pair, score in FRAGMENTS.items() if 3 not in pair}
    assert [0, 1] not in [[place for place in group if place < 2] for group in grouped(3, through_one, sizes=[1, 1, 2])]


def test_two_fragments_join_through_one_full_quote_that_renders_them_with_one_part_of_it() -> None:
    through_one = {(0, 2): 3.0, (1, 2): 3.0, (0, 1): -8.0}
    assert grouped(3, through_one, sizes=[1, 1, 2], in_one_part=True) == [[0, 1, 2]]
    assert len(grouped(3, through_one, sizes=[2, 2, 2], in_one_part=True)) > 1


def test_two_quotes_as_long_as_what_holds_them_are_no_fragments() -> None:
    assert len(grouped(4, FRAGMENTS, sizes=[2, 2, 2, 2])) > 1
