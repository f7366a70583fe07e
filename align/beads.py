"""Sentence alignment of two full versions of one article: many-to-many beads in linear time.

Source: vectors of concatenations and a cost normalised by what chance pairs cost, after Vecalign (Thompson and Koehn
2019); lengths after Gale and Church (1993); coarse to fine after FastDTW (Salvador and Chan 2007). Ours is the pooled
normaliser and the search for blocks that moved.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from embeddings import Encoder

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float64]
# Places of sentences of the source, and of the target.
_Ends = tuple[set[int], set[int]]

# The most sentences on one side of a bead, and on both together.
_SIDE: Final = 5
_BOTH: Final = 7
_MOVES: Final = tuple(
    (first, second) for first in range(1, _SIDE + 1) for second in range(1, _SIDE + 1) if first + second <= _BOTH
)
# Weights of the cost, from the flat middle of what Text+Berg's development part allows.
_LENGTH: Final = 0.08
_MERGE: Final = 0.05
_SIZE: Final = 0.95
# Variance of a translation's length for each character (Gale and Church 1993), and the most that lengths may cost.
_VARIANCE: Final = 6.8
_LONGEST_LENGTH_COST: Final = 9.0
# A sentence is left alone rather than paired at a cost that this share of chance pairs undercuts.
_CHANCE: Final = 0.02
_BEST: Final = 3
_LEAST_ALONE: Final = 0.7
_USUAL_ALONE: Final = 0.9
_SAMPLE: Final = 200
_NEAREST: Final = 4
# Below this many cells the whole table is searched; above, a band round the path of a table of half the size.
_WHOLE: Final = 400_000
_BAND: Final = 40
# A pair whose meaning costs this much renders nothing: chance pairs cost about 1.
_UNLIKE: Final = 0.9
# A sentence leaves its bead where the rest costs this much less without it; Text+Berg gains alike from 0.02 to 0.05.
_TRIM: Final = 0.05
# The most that a full translation is longer or shorter than its original, in characters, between any two scripts.
_LONGER: Final = 4.0
# Blocks that moved: at least this many sentences in beads at most this costly, and this on the mean; pairs of the path
# from the loose cost on may be in one.
_BLOCK: Final = 2
_MOVED: Final = 0.75
_MOVED_MEAN: Final = 0.65
_LOOSE: Final = 0.85
_MOST_BLOCKS: Final = 50


class Bead(NamedTuple):
    """Sentences of the source that sentences of the target render; one side empty where nothing does.

    `cost` is about 0 for a perfect pair and 1 for a chance one; that of an unpaired sentence is what leaving it cost.
    """

    source: list[int]
    target: list[int]
    cost: float


@dataclass(frozen=True)
class _Side:
    """One version: vectors of every run of 1 to `_SIDE` sentences, their normalisers and lengths, by run length."""

    vectors: tuple[Matrix, ...]
    chance: tuple[Vector, ...]
    lengths: tuple[Vector, ...]

    def __len__(self) -> int:
        return len(self.vectors[0])


def sentences(source: Sequence[str], target: Sequence[str], encoder: "Encoder") -> list[Bead]:
    """Align two versions sentence by sentence.

    Args:
        source: sentences of one version, in order.
        target: sentences of the other.
        encoder: turns texts into vectors of unit length.

    Returns:
        Beads in the order of the source; every sentence is in exactly one. A block that stands elsewhere in the target
        comes out with its own beads, so that target indices fall back there (`crossing`). A line without letters and
        figures stands alone at cost 0, unless inside a bead. An empty side leaves each of the other alone, at cost 1.
    """
    kept = [[place for place, line in enumerate(lines) if _has_words(line)] for lines in (source, target)]
    ours, theirs = [source[place] for place in kept[0]], [target[place] for place in kept[1]]
    found = beads(_runs(ours, encoder), _runs(theirs, encoder), _lengths(ours), _lengths(theirs))
    if len(ours) == len(source) and len(theirs) == len(target):
        return found
    whole = [Bead(_spanned(bead.source, kept[0]), _spanned(bead.target, kept[1]), bead.cost) for bead in found]
    taken = {place for bead in whole for place in bead.source}, {place for bead in whole for place in bead.target}
    whole += [Bead([place], [], 0.0) for place in range(len(source)) if place not in taken[0]]
    whole += [Bead([], [place], 0.0) for place in range(len(target)) if place not in taken[1]]
    return _in_order(whole)


def beads(
    source: Sequence[Matrix],
    target: Sequence[Matrix],
    source_lengths: Vector,
    target_lengths: Vector,
) -> list[Bead]:
    """Align two versions whose vectors are given.

    Args:
        source: for 1, 2, ... sentences joined, the vectors of every such run, float32 [runs, width], unit length.
        target: the same of the other version.
        source_lengths: characters of each source sentence.
        target_lengths: the same of the other version.
    """
    if not len(source[0]) or not len(target[0]):
        return [Bead([place], [], 1.0) for place in range(len(source[0]))] + [
            Bead([], [place], 1.0) for place in range(len(target[0]))
        ]
    one, other = _side(source, source_lengths, target[0]), _side(target, target_lengths, source[0])
    ratio = _ratio(source_lengths, target_lengths)
    alone = _alone(one, other)
    path = _eased(_path(one, other, ratio, alone), one, other, ratio, alone)
    return _with_moved(path, one, other, ratio, alone)


def crossing(found: Sequence[Bead]) -> set[int]:
    """Return the places of beads whose target stands before that of an earlier bead: blocks that moved."""
    crossed, furthest = set(), -1
    for place, bead in enumerate(found):
        if bead.source and bead.target:
            if bead.target[0] < furthest:
                crossed.add(place)
            furthest = max(furthest, bead.target[-1])
    return crossed


def _runs(lines: Sequence[str], encoder: "Encoder") -> list[Matrix]:
    joined = [
        " ".join(lines[start : start + size]) for size in range(1, _SIDE + 1) for start in range(len(lines) - size + 1)
    ]
    vectors = np.asarray(encoder.encode(joined), dtype=np.float32) if joined else np.zeros((0, 1), np.float32)
    found, at = [], 0
    for size in range(1, _SIDE + 1):
        count = max(len(lines) - size + 1, 0)
        found.append(vectors[at : at + count])
        at += count
    return found


def _lengths(lines: Sequence[str]) -> Vector:
    return np.array([len(line) + 1 for line in lines], dtype=np.float64)


def _has_words(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _spanned(places: Sequence[int], kept: Sequence[int]) -> list[int]:
    """Return the lines from the first to the last of some places of the lines with words."""
    return list(range(kept[places[0]], kept[places[-1]] + 1)) if places else []


def _ratio(source: Vector, target: Vector) -> float:
    """Return how much longer a sentence is in the target, from the whole of both versions.

    Where no translation could be so long or short one version is a part of the other, and the usual sentences tell.
    """
    ratio = float(target.sum() / max(source.sum(), 1.0))
    if 1 / _LONGER <= ratio <= _LONGER:
        return ratio
    return float(np.median(target) / max(np.median(source), 1.0))


def _side(runs: Sequence[Matrix], lengths: Vector, others: Matrix) -> _Side:
    """Return a version with the normaliser of each run: what it has in common with the other version by chance.

    Half the mean cosine to a sample of the other's sentences, half that to its nearest ones.
    """
    sample = others[np.linspace(0, len(others) - 1, min(_SAMPLE, len(others))).astype(int)]
    chance = []
    for vectors in runs:
        cosine = vectors @ sample.T
        near = np.sort(cosine, axis=1)[:, -_NEAREST:].mean(axis=1) if cosine.size else np.zeros(len(vectors))
        mean = cosine.mean(axis=1) if cosine.size else np.zeros(len(vectors))
        chance.append((0.5 * mean + 0.5 * near).astype(np.float64))
    ends = np.concatenate([[0.0], np.cumsum(lengths)])
    sums = tuple(ends[size:] - ends[:-size] for size in range(1, len(runs) + 1))
    return _Side(tuple(runs), tuple(chance), sums)


def _cost(one: _Side, other: _Side, move: tuple[int, int], row: int, columns: slice, ratio: float) -> Vector:
    """Return what it costs to pair the run of `move[0]` sentences at `row` with those of `move[1]` at `columns`."""
    first, second = move
    meaning = _meaning(one, other, move, row, columns)
    length, lengths = one.lengths[first - 1][row] * ratio, other.lengths[second - 1][columns]
    apart = (length - lengths) ** 2 / ((length + lengths) / 2 + 10) / _VARIANCE
    cost: Vector = (meaning + _LENGTH * np.minimum(apart, _LONGEST_LENGTH_COST)) * (first * second) ** _SIZE
    return cost + _MERGE * (first + second - 2)


def _meaning(one: _Side, other: _Side, move: tuple[int, int], row: int, columns: slice) -> Vector:
    first, second = move
    cosine = other.vectors[second - 1][columns] @ one.vectors[first - 1][row]
    chance = (one.chance[first - 1][row] + other.chance[second - 1][columns]) / 2
    result: Vector = (1 - cosine.astype(np.float64)) / np.maximum(1 - chance, 0.05)
    return result


def _alone(one: _Side, other: _Side) -> float:
    """Return what it costs to leave a sentence alone: less than all but a small share of chance pairs cost.

    A row's best pairs are no chance ones and are left out; of a short version too few are left to tell.
    """
    rows = np.linspace(0, len(one) - 1, min(_SAMPLE, len(one))).astype(int)
    costs = [np.sort(_meaning(one, other, (1, 1), int(row), slice(None)))[_BEST:] for row in rows]
    chance = np.concatenate(costs)
    return max(float(np.quantile(chance, _CHANCE)), _LEAST_ALONE) if len(chance) >= _SAMPLE else _USUAL_ALONE


def _path(one: _Side, other: _Side, ratio: float, alone: float) -> list[Bead]:
    """Return the cheapest beads; of long versions within a band round the path of versions half as long."""
    rows, columns = len(one), len(other)
    if rows * columns <= _WHOLE:
        low, high = np.zeros(rows + 1, int), np.full(rows + 1, columns)
    else:
        low, high = _band(_path(_halved(one), _halved(other), ratio, alone), rows, columns)
    return _search(one, other, ratio, alone, low, high)


def _halved(side: _Side) -> _Side:
    """Return a version of half the length: each two sentences as one."""
    pairs = side.vectors[1][::2] if len(side) % 2 == 0 else np.concatenate([side.vectors[1][::2], side.vectors[0][-1:]])
    chance = side.chance[1][::2] if len(side) % 2 == 0 else np.concatenate([side.chance[1][::2], side.chance[0][-1:]])
    lengths = (
        side.lengths[1][::2] if len(side) % 2 == 0 else np.concatenate([side.lengths[1][::2], side.lengths[0][-1:]])
    )
    ends = np.concatenate([[0.0], np.cumsum(lengths)])
    vectors, chances, sums = [pairs], [chance], [lengths]
    for size in range(2, _SIDE + 1):
        count = max(len(pairs) - size + 1, 0)
        total = sum((pairs[start : start + count] for start in range(size)), np.zeros_like(pairs[:count]))
        vectors.append((total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)).astype(np.float32))
        chances.append(sum((chance[start : start + count] for start in range(size)), np.zeros(count)) / size)
        sums.append(ends[size:] - ends[:-size])
    return _Side(tuple(vectors), tuple(chances), tuple(sums))


def _band(coarse: Sequence[Bead], rows: int, columns: int) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]:
    """Return the first and last column to search at each row, from the path of versions half as long."""
    low, high = np.full(rows + 1, columns), np.zeros(rows + 1, int)
    row = column = 0
    for bead in coarse:
        end_row, end_column = row + 2 * len(bead.source), column + 2 * len(bead.target)
        for place in range(max(row, 0), min(end_row, rows) + 1):
            low[place] = min(low[place], column - _BAND)
            high[place] = max(high[place], end_column + _BAND)
        row, column = end_row, end_column
    low[0], high[rows] = 0, columns
    low = np.clip(np.minimum.accumulate(low[::-1])[::-1], 0, columns)
    high = np.clip(np.maximum.accumulate(high), 0, columns)
    return low, high


def _search(
    one: _Side, other: _Side, ratio: float, alone: float, low: npt.NDArray[np.int_], high: npt.NDArray[np.int_]
) -> list[Bead]:
    """Fill the table row by row, each row at once, and walk back; cells outside [low, high] stay closed."""
    rows = len(one)
    sums: list[Vector] = []
    steps: list[npt.NDArray[np.int8]] = []
    for row in range(rows + 1):
        start, stop = int(low[row]), int(high[row]) + 1
        best = np.full(stop - start, np.inf)
        step = np.full(stop - start, -1, np.int8)
        if row == 0:
            best[0] = 0.0
        else:
            _offer(best, step, start, stop, sums[row - 1] + alone, int(low[row - 1]), len(_MOVES))
        for number, (first, second) in enumerate(_MOVES):
            if row < first:
                continue
            back = row - first
            # The run of the target starts where the earlier cell ends.
            left = max(start - second, int(low[back]))
            right = min(stop - second, int(high[back]) + 1, len(other) - second + 1)
            if left >= right:
                continue
            cost = _cost(one, other, (first, second), back, slice(left, right), ratio)
            offered = sums[back][left - int(low[back]) : right - int(low[back])] + cost
            _offer(best, step, start, stop, offered, left + second, number)
        # Target sentences left alone: the cheapest way along the row, in one sweep.
        along = np.arange(stop - start) * alone
        swept = np.minimum.accumulate(best - along) + along
        step[swept < best - 1e-12] = len(_MOVES) + 1
        sums.append(swept)
        steps.append(step)
    return list(_walked(one, other, ratio, alone, steps, low))


def _offer(
    best: Vector, step: npt.NDArray[np.int8], start: int, stop: int, offered: Vector, at: int, number: int
) -> None:
    """Take what is cheaper of a row: `offered` stands at columns from `at`, the row from `start` to `stop`."""
    left, right = max(start, at), min(stop, at + len(offered))
    if left >= right:
        return
    mine, theirs = slice(left - start, right - start), slice(left - at, right - at)
    cheaper = offered[theirs] < best[mine]
    best[mine] = np.where(cheaper, offered[theirs], best[mine])
    step[mine] = np.where(cheaper, number, step[mine])


def _walked(
    one: _Side,
    other: _Side,
    ratio: float,
    alone: float,
    steps: Sequence[npt.NDArray[np.int8]],
    low: npt.NDArray[np.int_],
) -> Iterator[Bead]:
    row, column = len(one), len(other)
    found = []
    while row or column:
        number = int(steps[row][column - int(low[row])])
        if number == len(_MOVES):
            row -= 1
            found.append(Bead([row], [], alone))
        elif number == len(_MOVES) + 1:
            column -= 1
            found.append(Bead([], [column], alone))
        else:
            first, second = _MOVES[number]
            row, column = row - first, column - second
            source, target = list(range(row, row + first)), list(range(column, column + second))
            found.append(Bead(source, target, _bead_cost(source, target, one, other, ratio)))
    yield from reversed(found)


def _eased(path: Sequence[Bead], one: _Side, other: _Side, ratio: float, alone: float) -> list[Bead]:
    """Return beads without what the path had to take: sentences at the ends of a bead, and pairs that are unlike."""
    eased = []
    for number, bead in enumerate(path):
        if not bead.source or not bead.target:
            eased.append(bead)
            continue
        meaning, source, target = _trimmed(bead, _beside_left_out(path, number), one, other)
        if meaning >= _UNLIKE:
            source, target = [], []
        eased += [Bead([place], [], alone) for place in bead.source if not source or place < source[0]]
        eased += [Bead([], [place], alone) for place in bead.target if not target or place < target[0]]
        if source:
            eased.append(Bead(source, target, _bead_cost(source, target, one, other, ratio)))
            eased += [Bead([place], [], alone) for place in bead.source if place > source[-1]]
            eased += [Bead([], [place], alone) for place in bead.target if place > target[-1]]
    return eased


def _beside_left_out(path: Sequence[Bead], number: int) -> _Ends:
    """Return the sentences at the ends of a bead whose neighbour in their own version is left alone."""
    bead = path[number]
    neighbours = [each for each in path[max(number - 1, 0) : number + 2] if not each.source or not each.target]
    sides = []
    for own, left_out in (
        (bead.source, {place for each in neighbours for place in each.source}),
        (bead.target, {place for each in neighbours for place in each.target}),
    ):
        sides.append({end for end, beyond in ((own[0], own[0] - 1), (own[-1], own[-1] + 1)) if beyond in left_out})
    return sides[0], sides[1]


def _trimmed(bead: Bead, beside: _Ends, one: _Side, other: _Side) -> tuple[float, list[int], list[int]]:
    """Return what the meaning of a bead costs without the sentences at its ends that only add to it, and its sides.

    A paragraph is left out whole: a sentence beside one that was left out, itself like nothing in the bead, need not
    make the bead much worse to leave it.
    """
    source, target = bead.source, bead.target
    meaning = _bead_meaning(source, target, one, other)
    while len(source) + len(target) > 2:
        ends = [(place, False) for place in {source[0], source[-1]} if len(source) > 1]
        ends += [(place, True) for place in {target[0], target[-1]} if len(target) > 1]
        costs = []
        for place, of_target in ends:
            sides = _without(place, of_target, source, target)
            gain = meaning - _bead_meaning(*sides, one, other)
            if place in beside[of_target] and _unlike(place, of_target, source, target, one, other):
                gain += _TRIM
            costs.append((gain, sides))
        gain, sides = max(costs)
        if gain <= _TRIM:
            break
        source, target = sides
        meaning = _bead_meaning(source, target, one, other)
    return meaning, source, target


def _without(place: int, of_target: bool, source: list[int], target: list[int]) -> tuple[list[int], list[int]]:
    left = [each for each in (target if of_target else source) if each != place]
    return (source, left) if of_target else (left, target)


def _unlike(
    place: int,
    of_target: bool,
    source: Sequence[int],
    target: Sequence[int],
    one: _Side,
    other: _Side,
) -> bool:
    """Whether a sentence of a bead renders none of the sentences of its other side."""
    pairs = [([each], [place]) for each in source] if of_target else [([place], [each]) for each in target]
    return min(_bead_meaning(*pair, one, other) for pair in pairs) >= _UNLIKE


def _bead_meaning(source: Sequence[int], target: Sequence[int], one: _Side, other: _Side) -> float:
    column = slice(target[0], target[0] + 1)
    return float(_meaning(one, other, (len(source), len(target)), source[0], column)[0])


def _bead_cost(source: Sequence[int], target: Sequence[int], one: _Side, other: _Side, ratio: float) -> float:
    move, column = (len(source), len(target)), slice(target[0], target[0] + 1)
    cost = float(_cost(one, other, move, source[0], column, ratio)[0])
    return float(round(cost / (len(source) * len(target)) ** _SIZE, 3))


def _with_moved(path: Sequence[Bead], one: _Side, other: _Side, ratio: float, alone: float) -> list[Bead]:
    """Align blocks that the path left over on both sides, or paired no better than by chance, out of order.

    A block of the source takes the block of the target that renders it best, if at least `_BLOCK` sentences of it find
    partners that are clearly better than chance, each and on the mean; the rest of the path stays as it is.
    """
    loose = [bead for bead in path if not bead.source or not bead.target or bead.cost >= _LOOSE]
    rows = _blocks([place for bead in loose for place in bead.source])
    columns = _blocks([place for bead in loose for place in bead.target])
    moved: list[Bead] = []
    for row in rows:
        tried = [(column, _inside(one, other, row, column, ratio, alone)) for column in columns]
        column, found = max(tried, key=lambda each: _firm(each[1]), default=(None, []))
        if column is not None and _firm(found) >= _BLOCK:
            moved += found
            columns.remove(column)
    if not moved:
        return list(path)
    taken = {place for bead in moved for place in bead.source}, {place for bead in moved for place in bead.target}
    kept: list[Bead] = list(moved)
    for bead in path:
        if not taken[0].intersection(bead.source) and not taken[1].intersection(bead.target):
            kept.append(bead)
            continue
        kept += [Bead([place], [], alone) for place in bead.source if place not in taken[0]]
        kept += [Bead([], [place], alone) for place in bead.target if place not in taken[1]]
    return _in_order(kept)


def _firm(found: Sequence[Bead]) -> int:
    """Return how many source sentences of a block have partners clearly better than chance; 0 if few are good."""
    firm = [bead for bead in found if bead.cost <= _MOVED]
    good = firm and sum(bead.cost for bead in firm) / len(firm) <= _MOVED_MEAN
    return sum(len(bead.source) for bead in firm) if good else 0


def _blocks(places: Sequence[int]) -> list[range]:
    """Return runs of consecutive places that are long enough to be a block."""
    found: list[range] = []
    for place in sorted(places):
        if found and found[-1].stop == place:
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
    return [block for block in found if len(block) >= _BLOCK][:_MOST_BLOCKS]


def _inside(one: _Side, other: _Side, rows: range, columns: range, ratio: float, alone: float) -> list[Bead]:
    """Return the beads of two blocks aligned by themselves."""
    low, high = np.zeros(len(rows) + 1, int), np.full(len(rows) + 1, len(columns))
    inner = _part(one, rows), _part(other, columns)
    found = _eased(_search(*inner, ratio, alone, low, high), *inner, ratio, alone)
    return [
        Bead([place + rows.start for place in bead.source], [place + columns.start for place in bead.target], bead.cost)
        for bead in found
        if bead.source and bead.target
    ]


def _part(side: _Side, block: range) -> _Side:
    def cut(runs: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(run[block.start : max(block.stop - size, block.start)] for size, run in enumerate(runs))

    return _Side(cut(side.vectors), cut(side.chance), cut(side.lengths))


def _in_order(found: Sequence[Bead]) -> list[Bead]:
    """Return beads in the order of the source; a target sentence left alone stands after the one before it."""
    home = {place: bead.source[0] for bead in found if bead.source for place in bead.target}
    columns = sorted(home)

    def place(bead: Bead) -> tuple[float, int]:
        if bead.source:
            return bead.source[0], -1
        before = bisect_left(columns, bead.target[0])
        return (home[columns[before - 1]] + 0.5 if before else -1.0), bead.target[0]

    return sorted(found, key=place)
