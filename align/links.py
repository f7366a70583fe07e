"""Word alignment of two sentences from the token vectors of a middle layer of `e5`.

Source: mutual argmax over contextual vectors after SimAlign (Jalili Sabet et al. 2020), with its iteration over what is
left; exact anchors and a weak diagonal prior are ours.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

import embeddings

if TYPE_CHECKING:
    from embeddings import TokenEncoder

LAYER: Final = 7
# Added to the cosine of words that are spelt alike, and taken off for the distance between relative positions.
_SAME: Final = 0.15
_DISTANCE: Final = 0.1
# A second round links what the first left over, if it is nearly as close as what the first linked.
_ROUNDS: Final = 2
_FLOOR: Final = 0.3

Matrix = npt.NDArray[np.float32]


def words(source_tokens: Sequence[str], target_tokens: Sequence[str]) -> set[tuple[int, int]]:
    """Return the links {(source index, target index), ...} between the tokens of two sentences, in any languages.

    An empty side has no links.
    """
    return words_of_pairs([(source_tokens, target_tokens)])[0]


def words_of_pairs(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[set[tuple[int, int]]]:
    """Return the links of many pairs; their vectors are computed together."""
    return [links(matrix, source, target) for matrix, (source, target) in zip(similarities(pairs), pairs, strict=True)]


def similarities(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[Matrix]:
    """Return for each pair the cosines of its words, float32 [source, target], each side's mean vector taken out."""
    sides = [side for pair in pairs for side in pair]
    unique = list(dict.fromkeys(tuple(side) for side in sides))
    vectors = dict(zip(unique, _word_vectors(embeddings.token_encoder(), unique), strict=True))
    return [_cosines(vectors[tuple(source)], vectors[tuple(target)]) for source, target in pairs]


def links(matrix: Matrix, source: Sequence[str], target: Sequence[str]) -> set[tuple[int, int]]:
    """Return mutual best links of a similarity matrix [source, target], exact anchors and position weighed in."""
    if not matrix.size:
        return set()
    rows, columns = matrix.shape
    place = np.arange(rows)[:, None] / max(rows - 1, 1) - np.arange(columns)[None, :] / max(columns - 1, 1)
    small = [word.casefold() for word in source], [word.casefold() for word in target]
    same = np.array([[one == other for other in small[1]] for one in small[0]])
    scores = matrix + _SAME * same - _DISTANCE * np.abs(place)
    found: set[tuple[int, int]] = set()
    open_rows, open_columns = np.ones(rows, bool), np.ones(columns, bool)
    for number in range(_ROUNDS):
        masked = np.where(open_rows[:, None] & open_columns[None, :], scores, -np.inf)
        best_column, best_row = masked.argmax(axis=1), masked.argmax(axis=0)
        fresh = [
            (row, int(best_column[row]))
            for row in range(rows)
            if open_rows[row]
            and best_row[best_column[row]] == row
            and np.isfinite(masked[row, best_column[row]])
            and (number == 0 or masked[row, best_column[row]] >= _FLOOR)
        ]
        if not fresh:
            break
        for row, column in fresh:
            open_rows[row] = open_columns[column] = False
        found.update(fresh)
    return found


def _word_vectors(encoder: "TokenEncoder", sides: Sequence[tuple[str, ...]]) -> Iterable[Matrix]:
    """Return each side's word vectors [words, width]: the mean of the tokens that a word shares characters with."""
    texts = [" ".join(side) for side in sides]
    encoded = encoder.encode_tokens(texts, layer=LAYER)
    for side, found in zip(sides, encoded, strict=True):
        width = found.vectors.shape[1] if found.vectors.ndim == 2 else 0
        matrix = np.zeros((len(side), width), np.float32)
        at = 0
        for place, word in enumerate(side):
            inside = (found.offsets[:, 0] < at + len(word)) & (found.offsets[:, 1] > at)
            if inside.any():
                matrix[place] = found.vectors[inside].mean(axis=0)
            at += len(word) + 1
        yield matrix


def _cosines(source: Matrix, target: Matrix) -> Matrix:
    if not len(source) or not len(target):
        return np.zeros((len(source), len(target)), np.float32)
    together = np.concatenate([source, target]).mean(axis=0)
    sides = [matrix - together for matrix in (source, target)]
    unit = [side / np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9) for side in sides]
    result: Matrix = (unit[0] @ unit[1].T).astype(np.float32)
    return result
