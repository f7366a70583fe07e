"""Sketches: what each quote of a season brings to the evidence, kept beside it at half the width of `align.told`.

A batch dismisses an old quote by its sketch before any model reads it again. Nothing depends on a sketch but time: what
it does not surely dismiss is read, and a quote without one, or with one by other models, is read too.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from align.archive.tables import SKETCHES
from align.told import Told, unit
from embeddings.adapter import UTTERANCES, WORDS
from embeddings.bundles import E5_WEIGHTS, USE_WEIGHTS

if TYPE_CHECKING:
    from align.archive.store import Snapshot

# Log-odds by sketches differ from those by what was sketched: of 5,046 pairs by .02 at most.
MARGIN: Final = 0.25
_STEPS: Final = 127
_VECTORS: Final = ("parts", "said", "words")


def sketched(ids: Sequence[str], days: Sequence[int], told: Sequence[Told]) -> pl.DataFrame:
    """Return `align.archive.tables.SKETCHES` of quotes: their ids, days (`align.ageing`), and what each brings."""
    models = _models()
    return SKETCHES.frame(
        {
            "quote_id": name,
            "day": day,
            "models": models,
            "shapes": [size for field in _VECTORS for size in getattr(each, field).shape],
            "vectors": b"".join(_narrow(getattr(each, field)) for field in _VECTORS),
            "weights": each.weights.tobytes(),
            "lengths": each.lengths.tolist(),
            "distant": each.distant,
            "figures": sorted(each.figures),
            "cities": sorted(each.cities),
        }
        for name, day, each in zip(ids, days, told, strict=True)
    )


class Facts(NamedTuple):
    """The figures and cities of a quote, as `align.told.Told` has them."""

    figures: frozenset[float]
    cities: frozenset[str]


def facts_of(snapshot: "Snapshot", ids: Collection[str]) -> dict[str, Facts]:
    """Return by quote_id the figures and cities of quotes, as far as there are sketches of them: soon read."""
    from align.archive.store import rows_of

    rows = rows_of(snapshot, SKETCHES.name, "quote_id", ids, ["quote_id", "models", "figures", "cities"])
    return {
        name: Facts(frozenset(figures), frozenset(cities))
        for name, models, figures, cities in rows.iter_rows()
        if models == _models()
    }


def sketches_of(snapshot: "Snapshot", ids: Collection[str]) -> dict[str, Told]:
    """Return by quote_id what is roughly known of quotes, as far as there are sketches of them by today's models."""
    from align.archive.store import rows_of

    rows = rows_of(snapshot, SKETCHES.name, "quote_id", ids).filter(models=_models())
    return {row["quote_id"]: _wide(row) for row in rows.iter_rows(named=True)}


def _narrow(vectors: npt.NDArray[np.float16]) -> bytes:
    """Return vectors in steps of their largest value, a byte a value; their length is one, and is not kept."""
    values = vectors.astype(np.float32)
    most = np.abs(values).max(axis=1, keepdims=True, initial=1e-9)
    packed: bytes = np.rint(values * (_STEPS / most)).astype(np.int8).tobytes()
    return packed


def _wide(row: Mapping[str, Any]) -> Told:
    weights = np.frombuffer(row["weights"], np.float32)
    parts, said, words = _vectors(row["vectors"], row["shapes"])
    total = words.sum(axis=0)
    return Told(
        parts=parts.astype(np.float16),
        lengths=np.array(row["lengths"], np.int64),
        said=said.astype(np.float16),
        words=words.astype(np.float16),
        total=total,
        along=words @ total,
        weights=weights,
        information=float(weights.sum()),
        distant=row["distant"],
        figures=frozenset(row["figures"]),
        cities=frozenset(row["cities"]),
    )


def _vectors(packed: bytes, shapes: Sequence[int]) -> Iterator[npt.NDArray[np.float32]]:
    sizes = list(zip(shapes[::2], shapes[1::2], strict=True))
    ends = np.cumsum([0, *(rows * width for rows, width in sizes)])
    values = np.frombuffer(packed, np.int8)
    for (start, end), size in zip(pairwise(ends), sizes, strict=True):
        yield unit(values[start:end].astype(np.float32).reshape(size))


def _models() -> str:
    """Return what names the models that quotes are told by: other weights make other sketches."""
    weights = (E5_WEIGHTS[2], USE_WEIGHTS[2], WORDS.digest, UTTERANCES.digest)
    return "-".join(digest[:8] for digest in weights)
