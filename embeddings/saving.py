"""Vectors on disk, for other programs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl


def save(vectors: npt.NDArray[np.float32], texts: Sequence[str], path: str | Path) -> None:
    """Write vectors, float32 [n, dimension], to a .npy file, or with their texts to a .parquet file.

    Raises:
        ValueError: another ending, or a text too few or too many.
        OSError: the file cannot be written.
    """
    if len(vectors) != len(texts):
        raise ValueError(f"{len(vectors)} vectors for {len(texts)} texts.")
    target = Path(path)
    if target.suffix == ".npy":
        with target.open("wb") as file:
            np.save(file, vectors, allow_pickle=False)
    elif target.suffix == ".parquet":
        columns = {"text": list(texts), "vector": pl.Series(vectors, dtype=pl.Array(pl.Float32, vectors.shape[1]))}
        pl.DataFrame(columns).write_parquet(target)
    else:
        raise ValueError(f"{target}: no such format. Name a .npy or a .parquet file.")
