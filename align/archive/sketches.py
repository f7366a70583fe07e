"""Sketches: what each quote of a season brings to the evidence, kept beside it value for value as `align.told` has it.

No model reads an old quote again that has one. Nothing depends on a sketch but time: a quote without one, or with one
by other models, is read.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from align.archive.tables import SKETCHES
from align.told import Told, told_by
from embeddings.adapter import UTTERANCES, WORDS
from embeddings.bundles import E5_WEIGHTS, USE_WEIGHTS
from embeddings.loading import computed_in

if TYPE_CHECKING:
    from align.archive.store import Snapshot

_VECTORS: Final = ("parts", "said", "words")
# How the vectors are packed; what was packed otherwise is not read.
_PACKED: Final = "float16"
# Sketches that are read at once: 25 kB each, twice while they are unpacked.
_AT_ONCE: Final = 1_000


def sketched(ids: Sequence[str], days: Sequence[int], told: Sequence[Told]) -> pl.DataFrame:
    """Return `align.archive.tables.SKETCHES` of quotes: their ids, days (`align.ageing`), and what each brings."""
    models = _models()
    return SKETCHES.frame(
        {
            "quote_id": name,
            "day": day,
            "models": models,
            "shapes": [size for field in _VECTORS for size in getattr(each, field).shape],
            "vectors": b"".join(getattr(each, field).tobytes() for field in _VECTORS),
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
    """Return by quote_id what is known of quotes, as far as there are sketches of them by today's models."""
    return dict(_read(snapshot, ids))


def _read(snapshot: "Snapshot", ids: Iterable[str]) -> Iterator[tuple[str, Told]]:
    from align.archive.store import rows_of

    models = _models()
    names = sorted(ids)
    for start in range(0, len(names), _AT_ONCE):
        rows = rows_of(snapshot, SKETCHES.name, "quote_id", names[start : start + _AT_ONCE]).filter(models=models)
        for row in rows.iter_rows(named=True):
            yield row["quote_id"], _unpacked(row)


def _unpacked(row: Mapping[str, Any]) -> Told:
    weights = np.frombuffer(row["weights"], np.float32)
    parts, said, words = _vectors(row["vectors"], row["shapes"])
    return told_by(
        parts=parts,
        lengths=np.array(row["lengths"], np.int64),
        said=said,
        words=words,
        weights=weights,
        distant=row["distant"],
        figures=frozenset(row["figures"]),
        cities=frozenset(row["cities"]),
    )


def _vectors(packed: bytes, shapes: Sequence[int]) -> Iterator[npt.NDArray[np.float16]]:
    sizes = list(zip(shapes[::2], shapes[1::2], strict=True))
    ends = np.cumsum([0, *(rows * width for rows, width in sizes)])
    # Its own memory: torch does not take what may not be written.
    values = np.frombuffer(packed, np.float16).copy()
    for (start, end), size in zip(pairwise(ends), sizes, strict=True):
        yield values[start:end].reshape(size)


def _models() -> str:
    """Return what names the models that quotes are told by, what they compute in, and how vectors are packed."""
    weights = (E5_WEIGHTS[2], USE_WEIGHTS[2], WORDS.digest, UTTERANCES.digest)
    return "-".join([*(digest[:8] for digest in weights), computed_in(), _PACKED])
