"""What a quote brings to the evidence by itself: vectors of it, of its parts and of its words, its figures and cities.

All of it is remembered, by text, up to a number of bytes: a batch weighs a quote of the archive in many slices. Vectors
are kept in half the width, which is exact to 1e-3.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import torch

import embeddings
from align.drift.atlas import cities_named
from align.drift.pairing import Text, side
from align.drift.quantities import quantities
from align.languages import language, neutral
from align.parts import clauses, runs, token_spans
from embeddings.remembering import Memory

if TYPE_CHECKING:
    from embeddings import TokenEncoder, TokenVectors

Matrix = npt.NDArray[np.float32]
Narrow = npt.NDArray[np.float16]

# Every language's commonest pieces say this much, in nats: what is over it tells one sentence from another.
_COMMON: Final = 5.5
# Letters up to here are those of Europe's alphabets, which the encoders know best.
_EUROPE: Final = "\u0530"
# Bytes of what is remembered: the quotes of a slice of a batch run, those of the next one, and their neighbours.
_LIMIT: Final = 80_000_000
# Quotes whose vectors are made at once: enough to fill batches, few enough that the wide vectors take little room.
_AT_ONCE: Final = 256
# What an object takes beside its arrays.
_OVERHEAD: Final = 2_000


@dataclass(frozen=True, eq=False)
class Told:
    """What is known of a quote alone.

    Attributes:
        parts: float16 [1 + runs, width], unit length: of the text, then of its runs of clauses, the single ones first.
        lengths: int64 [clauses], in characters.
        said: float16 [1 + runs, width], unit length, of the encoder of utterances: of the text, then of its runs.
        words: float16 [tokens, width], unit length.
        total: float32 [width], the sum of all tokens.
        along: float32 [tokens], each token's product with that sum.
        weights: float32 [tokens], nats over the commonest words; signs say nothing.
        information: their sum.
        distant: whether most letters are of a script far from Europe's alphabets.
        figures: the figures that are surely read.
        cities: codes of the cities that the text names.
    """

    parts: Narrow
    lengths: npt.NDArray[np.int64]
    said: Narrow
    words: Narrow
    total: Matrix
    along: Matrix
    weights: Matrix
    information: float
    distant: bool
    figures: frozenset[float]
    cities: frozenset[str]

    @property
    def nbytes(self) -> int:
        """How much memory it takes, about."""
        arrays = (getattr(self, each.name) for each in fields(self))
        return _OVERHEAD + sum(each.nbytes for each in arrays if isinstance(each, np.ndarray))


_MEMORY: Final[Memory[Told]] = Memory(lambda told: told.nbytes, _LIMIT)

_Key = tuple[str, str, str, "TokenEncoder"]


def told(rows: Iterable[Mapping[str, Any]], utterances: "TokenEncoder | None" = None) -> list[Told]:
    """Return what each quote brings by itself, rows of `seeds.schema.QUOTES`; `utterances` stands for the shipped one.

    Threads may call it at once.
    """
    return _MEMORY.all(_keys(rows, utterances), _made)


def remember(rows: Iterable[Mapping[str, Any]], made: Sequence[Told]) -> None:
    """Keep what another process has made of quotes, rows of `seeds.schema.QUOTES`, as if it had been made here."""
    keys = _keys(rows)
    known = dict(zip(keys, made, strict=True))
    _MEMORY.all(keys, lambda missing: [known[key] for key in missing])


def _keys(rows: Iterable[Mapping[str, Any]], utterances: "TokenEncoder | None" = None) -> list[_Key]:
    encoder = utterances or embeddings.utterance_encoder().plain
    return [(row["clean"], row["language"] or "", row["kind"], encoder) for row in rows]


def _made(keys: Sequence[_Key]) -> list[Told]:
    return [each for start in range(0, len(keys), _AT_ONCE) for each in _made_at_once(keys[start : start + _AT_ONCE])]


def _made_at_once(keys: Sequence[_Key]) -> list[Told]:
    texts = [text for text, *_ in keys]
    words = embeddings.word_encoder().plain.encode_tokens(texts)
    said = keys[0][3].encode_tokens(texts)
    return [
        _told(*key[:3], own, parts, spoken)
        for key, own, parts, spoken in zip(keys, words, _parts(texts), said, strict=True)
    ]


def _told(
    text: str,
    code: str,
    kind: str,
    tokens: "TokenVectors",
    parts: Matrix,
    spoken: "TokenVectors",
) -> Told:
    speaks = [any(map(str.isalnum, text[start:end])) for start, end in tokens.offsets]
    weights = np.where(speaks, np.maximum(tokens.information - _COMMON, 0.0), 0.0).astype(np.float32)
    letters = [character >= _EUROPE for character in text if character.isalpha()]
    return told_by(
        parts=parts.astype(np.float16),
        lengths=np.array([end - start for start, end in clauses(text)], dtype=np.int64),
        said=_said(text, spoken).astype(np.float16),
        words=tokens.vectors.astype(np.float16),
        weights=weights,
        distant=2 * sum(letters) > len(letters),
        figures=_figures(text, code, kind),
        cities=cities_named(text, code),
    )


def told_by(
    *,
    parts: Narrow,
    lengths: npt.NDArray[np.int64],
    said: Narrow,
    words: Narrow,
    weights: Matrix,
    distant: bool,
    figures: frozenset[float],
    cities: frozenset[str],
) -> Told:
    """Return what is known of a quote, with the sums that follow from its words and weights; as `Told` has them."""
    all_of_it = wide(words)
    total = all_of_it.sum(axis=0)
    return Told(
        parts=parts,
        lengths=lengths,
        said=said,
        words=words,
        total=total,
        along=all_of_it @ total,
        weights=weights,
        information=float(weights.sum()),
        distant=distant,
        figures=figures,
        cities=cities,
    )


def _parts(texts: Sequence[str]) -> list[Matrix]:
    """Return float32 unit vectors of each text, first, and of its runs of clauses."""
    spans = [runs(text) for text in texts]
    pieces = [text[start:end] for text, own in zip(texts, spans, strict=True) for start, end in own]
    different = list(dict.fromkeys([*texts, *pieces]))
    vectors = unit(np.asarray(embeddings.part_encoder().plain.encode(different), dtype=np.float32))
    place = {text: number for number, text in enumerate(different)}
    return [
        vectors[[place[text], *(place[text[start:end]] for start, end in own)]]
        for text, own in zip(texts, spans, strict=True)
    ]


def _said(text: str, tokens: "TokenVectors") -> Matrix:
    """Return unit vectors of a text, first, and of its runs of clauses: means over tokens that have read all of it."""
    sums = np.concatenate([np.zeros((1, tokens.vectors.shape[1]), np.float32), tokens.vectors.cumsum(axis=0)])
    ends = np.array([(0, len(tokens.vectors)), *token_spans(runs(text), tokens.offsets)])
    return unit(sums[ends[:, 1]] - sums[ends[:, 0]])


def _figures(text: str, code: str, kind: str) -> frozenset[float]:
    read = quantities(side(Text(text, language(code) or neutral(code), kind)))
    return frozenset(value for number in read if number.sure for value in number.values)


def wide(vectors: Narrow) -> Matrix:
    """Return narrow vectors as float32; torch widens them five times as fast as numpy does."""
    found: Matrix = torch.from_numpy(vectors).float().numpy()
    return found


def unit(vectors: Matrix) -> Matrix:
    """Return float32 [n, width], each row at unit length; one without any stays zero."""
    result: Matrix = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return result
