"""Word alignment of two sentences from token vectors of `e5` learnt for it, within a language and across.

Source: mutual argmax over contextual vectors after SimAlign (Jalili Sabet et al. 2020); the hubness correction after
CSLS (Conneau et al. 2018); growing along the diagonal after Och and Ney (2003). Ours is the order, and the prior that
runs through the first round's links. benchmarks/alignment.py measures it; docs/words.md has the figures.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

import embeddings

if TYPE_CHECKING:
    from embeddings import TokenEncoder, TokenVectors

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

# Weights of the evidence beside the cosine, set on the development parts of XL-WA and MultiMWA-MTRef.
_SAME: Final = 0.15  # words spelt alike
_DISTANCE: Final = 0.1  # relative positions far apart
_HUBS: Final = 0.7  # how near a token is to everything
_NEAREST: Final = 3
_BEFORE_AND_AFTER: Final = 0.03  # the neighbours before and after agree
_CROSSED: Final = 0.05  # the neighbours agree, in reverse order
_OFF_PATH: Final = 0.4  # off the line through the first round's links
# Han characters and kana: a text of them has no spaces, and its tokens may hold several.
_SIGN: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々]")
_WIDEST: Final = 6  # tokens off the line that cost the whole of it
_GROW: Final = 0.12  # least score of a word that joins its neighbour's link
_ROUNDS: Final = 2


class Aligned(NamedTuple):
    """Links of words and how alike they are.

    Attributes:
        links: {(source word, target word), ...}.
        similarity: float32 [source, target], the words' cosines.
        information: float32 [source] and [target], nats: how much each word says, by how rare its pieces are.
    """

    links: set[tuple[int, int]]
    similarity: Matrix
    information: tuple[Vector, Vector]


class _Tokens(NamedTuple):
    """A side's tokens: vectors [tokens, width], the word each belongs to, and for each word the one that speaks for it.

    `information` is float32 [words], nats. Signs of a script without spaces may share a token: the first of them has it
    and speaks for the others, and all share what it says; `shared` tells whether any do.
    `own` are the words that have tokens, `starts` the first token of each, `means` float32 [own words, width] their
    tokens' mean.
    """

    vectors: Matrix
    words: Places
    speaks: Places
    information: Vector
    shared: bool
    own: Places
    starts: Places
    means: Matrix


def words(source_tokens: Sequence[str], target_tokens: Sequence[str]) -> set[tuple[int, int]]:
    """Return the links {(source index, target index), ...} between the tokens of two sentences, in any languages.

    An empty side has no links.
    """
    return aligned([(source_tokens, target_tokens)])[0].links


def aligned(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], encoder: "TokenEncoder | None" = None
) -> list[Aligned]:
    """Align many pairs of word lists; the vectors of all are computed together, by default those learnt for it."""
    unique = list(dict.fromkeys(tuple(side) for pair in pairs for side in pair))
    written = [joined(side) for side in unique]
    encoded = (encoder or embeddings.word_encoder()).encode_tokens([text for text, _ in written])
    sides = {
        side: _side(text, starts, found) for side, (text, starts), found in zip(unique, written, encoded, strict=True)
    }
    return [_aligned(source, target, sides[tuple(source)], sides[tuple(target)]) for source, target in pairs]


def _side(text: str, starts: Places, found: "TokenVectors") -> _Tokens:
    words, speaks = places(text, starts, found.offsets)
    said = np.bincount(words, weights=found.information, minlength=len(starts))[speaks] if len(starts) else np.zeros(0)
    share = np.bincount(speaks, minlength=len(starts))[speaks] if len(starts) else np.ones(0)
    own, first, number = np.unique(words, return_index=True, return_counts=True)
    means = np.add.reduceat(found.vectors, first, axis=0) if len(own) else found.vectors
    means = (means / number[:, None]).astype(np.float32)
    shared = bool((speaks != np.arange(len(speaks))).any())
    return _Tokens(found.vectors, words, speaks, (said / share).astype(np.float32), shared, own, first, means)


def joined(side: Sequence[str]) -> tuple[str, Places]:
    """Return words as one text and int64 [words], where each starts; no space stands between two Han or kana signs."""
    text, starts = "", []
    for word in side:
        apart = text and not (_SIGN.match(text[-1]) and _SIGN.match(word))
        text += " " if apart else ""
        starts.append(len(text))
        text += word
    return text, np.array(starts, dtype=np.int64)


def places(text: str, starts: Places, offsets: Places) -> tuple[Places, Places]:
    """Return the word of each token, the first where it holds several, and for each word the one that speaks for it.

    Args:
        text: the words as one text.
        starts: int64 [words], where each starts in the text.
        offsets: int64 [tokens, 2], each token's start and end in that text, in characters.

    Returns:
        int64 [tokens] and int64 [words]; a word in whose midst no token starts speaks for itself, or is spoken for by
        the word whose token it is in.
    """
    speaks = np.arange(len(starts))
    if not len(starts):
        return np.zeros(len(offsets), dtype=np.int64), speaks
    begins = offsets[:, 0] + [text[start : start + 1] == " " for start in offsets[:, 0]]
    begins = np.maximum.accumulate(begins)  # what follows takes a word's tokens to be neighbours
    first = (np.searchsorted(starts, begins, side="right") - 1).clip(0)
    last = (np.searchsorted(starts, offsets[:, 1], side="left") - 1).clip(0)
    own = set(first.tolist())
    for start, end in zip(first.tolist(), last.tolist(), strict=True):
        for word in range(start + 1, end + 1):
            if word not in own:
                speaks[word] = start
    return first, speaks


def _aligned(source: Sequence[str], target: Sequence[str], one: _Tokens, other: _Tokens) -> Aligned:
    if not len(one.words) or not len(other.words):
        return Aligned(set(), np.zeros((len(source), len(target)), np.float32), (one.information, other.information))
    centre = np.concatenate([one.vectors, other.vectors]).mean(axis=0)
    scores = _scores(_cosines(one.vectors - centre, other.vectors - centre), source, target, one.words, other.words)
    first = _mutual(scores)
    scores = scores - _OFF_PATH * _off_path(first, scores.shape)
    linked = {(int(one.words[row]), int(other.words[column])) for row, column in _mutual(scores)}
    best = _best(scores, one, other, (len(source), len(target)))
    similarity = _cosines(_by_word(one, len(source), centre), _by_word(other, len(target), centre))
    if one.shared or other.shared:
        spoken = one.speaks[:, None], other.speaks[None, :]
        linked, best, similarity = _spoken(linked, one.speaks, other.speaks), best[spoken], similarity[spoken]
    return Aligned(_grown(linked, best), similarity, (one.information, other.information))


def _spoken(linked: set[tuple[int, int]], speaks: Places, speak: Places) -> set[tuple[int, int]]:
    """Return links with those of the words for which others speak."""
    ours, theirs = (
        {first: np.flatnonzero(speaking == first).tolist() for first in set(speaking.tolist())}
        for speaking in (speaks, speak)
    )
    return {(word, partner) for first, second in linked for word in ours[first] for partner in theirs[second]}


def _cosines(one: Matrix, other: Matrix) -> Matrix:
    unit = [side / np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9) for side in (one, other)]
    result: Matrix = (unit[0] @ unit[1].T).astype(np.float32)
    return result


def _by_word(tokens: _Tokens, count: int, centre: Matrix) -> Matrix:
    """Return each word's vector: the mean of its tokens', the pair's mean taken out; zero for a word without tokens."""
    result = np.zeros((count, tokens.vectors.shape[1]), np.float32)
    result[tokens.own] = tokens.means - centre
    return result


def _best(
    scores: npt.NDArray[np.float64], one: _Tokens, other: _Tokens, shape: tuple[int, int]
) -> npt.NDArray[np.float64]:
    """Return float64 [source words, target words]: the best score of their tokens, -inf for a word without any."""
    found = np.maximum.reduceat(np.maximum.reduceat(scores, one.starts, axis=0), other.starts, axis=1)
    if found.shape == shape:
        return found
    result = np.full(shape, -np.inf)
    result[np.ix_(one.own, other.own)] = found
    return result


def _scores(
    cosine: Matrix, source: Sequence[str], target: Sequence[str], rows: Places, columns: Places
) -> npt.NDArray[np.float64]:
    """Return the evidence for each pair of tokens: cosine less hubness, spelling, position, and the neighbours'."""
    numbers: dict[str, int] = {}
    spelt = [
        np.array([numbers.setdefault(word.casefold(), len(numbers)) for word in side]) for side in (source, target)
    ]
    same = spelt[0][rows][:, None] == spelt[1][columns][None, :]
    place = rows[:, None] / max(len(source) - 1, 1) - columns[None, :] / max(len(target) - 1, 1)
    hubs = (_nearest(cosine) + _nearest(cosine.T).T) / 2
    scores = cosine.astype(np.float64) - _HUBS * hubs + _SAME * same - _DISTANCE * np.abs(place)
    result: npt.NDArray[np.float64] = scores.copy()
    result[1:, 1:] += _BEFORE_AND_AFTER * scores[:-1, :-1]
    result[:-1, :-1] += _BEFORE_AND_AFTER * scores[1:, 1:]
    result[1:, :-1] += _CROSSED * scores[:-1, 1:]
    result[:-1, 1:] += _CROSSED * scores[1:, :-1]
    return result


def _nearest(cosine: Matrix) -> Matrix:
    last = max(cosine.shape[1] - _NEAREST, 0)
    nearest: Matrix = np.partition(cosine, last, axis=1)[:, last:].mean(axis=1, keepdims=True)
    return nearest


def _mutual(scores: npt.NDArray[np.float64]) -> set[tuple[int, int]]:
    column, row = scores.argmax(axis=1), scores.argmax(axis=0)
    return {(place, int(column[place])) for place in range(len(scores)) if row[column[place]] == place}


def _off_path(found: set[tuple[int, int]], shape: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """Return for each pair how far it lies off the line through the links, 0 to 1, seen from both sides."""
    if len(found) < 2:
        return np.zeros(shape)
    rows, columns = np.array(list(found), dtype=np.float64).T
    there, back = _through(rows, columns, shape[0]), _through(columns, rows, shape[1])
    across = np.abs(np.arange(shape[1])[None, :] - there[:, None])
    down = np.abs(np.arange(shape[0])[:, None] - back[None, :])
    result: npt.NDArray[np.float64] = (np.minimum(across, _WIDEST) + np.minimum(down, _WIDEST)) / (2 * _WIDEST)
    return result


def _through(
    from_places: npt.NDArray[np.float64], to_places: npt.NDArray[np.float64], length: int
) -> npt.NDArray[np.float64]:
    """Return for each place the one that the links lead to, interpolated between them."""
    order = np.lexsort((to_places, from_places))
    known, starts, counts = np.unique(from_places[order], return_index=True, return_counts=True)
    ranked, low = to_places[order], starts + (counts - 1) // 2
    middle = (ranked[low] + ranked[starts + counts // 2]) / 2  # the median of each place's own
    result: npt.NDArray[np.float64] = np.interp(np.arange(length), known, middle)
    return result


def _grown(linked: set[tuple[int, int]], best: npt.NDArray[np.float64]) -> set[tuple[int, int]]:
    """Link words still alone to their best partner, where that borders on a link: "di", "della" beside their noun."""
    found = set(linked)
    for _ in range(_ROUNDS):
        fresh = {pair for pair in _alone(found, best) if best[pair] >= _GROW and _borders(pair, found)}
        if not fresh:
            break
        found |= fresh
    return found


def _alone(found: set[tuple[int, int]], best: npt.NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    for row in range(best.shape[0]):
        if row not in rows:
            yield row, int(best[row].argmax())
    for column in range(best.shape[1]):
        if column not in columns:
            yield int(best[:, column].argmax()), column


def _borders(pair: tuple[int, int], found: set[tuple[int, int]]) -> bool:
    row, column = pair
    around = [(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1) if down or across]
    return any(place in found for place in around)
