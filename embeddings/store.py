"""Vectors on disk: immutable NumPy files, renamed into place, so that neither a crash nor a neighbour shows half a one.

A folder holds one folder a model; in it `model.json` says which model, and each `*.npy` is a segment: a structured
array with the two halves of a text's digest and its vector, which `numpy.load` reads.
"""

import contextlib
import hashlib
import io
import json
import os
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

MODEL_FILE = "model.json"
PART = ".part"
# A part this old was left by a process that died, in seconds.
ABANDONED = 3600
# More segments than this, and the small ones are written together as one.
MOST_SEGMENTS = 32
SMALL_SEGMENT = 8 * 2**20

_KEY = np.dtype([("high", "<u8"), ("low", "<u8")])


def text_keys(texts: Sequence[str]) -> npt.NDArray[np.void]:
    """Return each text's 128-bit BLAKE2b digest, as an array of two numbers a text."""
    digests = b"".join(hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts)
    return np.frombuffer(digests, dtype=_KEY)


@dataclass(frozen=True)
class _Index:
    """Where each vector is: sorted `high` halves with their `low` halves, segment numbers and rows."""

    listing: tuple[Path, ...]
    paths: tuple[Path, ...]
    segments: tuple[npt.NDArray[np.void], ...]
    high: npt.NDArray[np.uint64]
    low: npt.NDArray[np.uint64]
    segment: npt.NDArray[np.int32]
    row: npt.NDArray[np.int64]


class VectorStore:
    """The vectors of one model in one folder."""

    def __init__(self, folder: Path, dimension: int, described: Mapping[str, object] | None = None) -> None:
        self.folder = folder
        self.described = described
        self.dimension = dimension
        self.row_type = np.dtype([("high", "<u8"), ("low", "<u8"), ("vector", "<f4", (dimension,))])
        self._index: _Index | None = None

    def __len__(self) -> int:
        return len(np.unique(self._fresh().high))

    def get(self, keys: npt.NDArray[np.void]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float32]]:
        """Return which keys have a vector, and float32 [n, dimension] with those vectors; other rows are not set."""
        index = self._fresh()
        vectors = np.empty((len(keys), self.dimension), dtype=np.float32)
        if not len(index.high):
            return np.zeros(len(keys), dtype=bool), vectors
        places = np.searchsorted(index.high, keys["high"]).clip(max=len(index.high) - 1)
        found = (index.high[places] == keys["high"]) & (index.low[places] == keys["low"])
        segments = index.segment[places]
        for number in np.unique(segments[found]):
            own = np.flatnonzero(found & (segments == number))
            vectors[own] = index.segments[number]["vector"][index.row[places[own]]]
            # The order in which segments are dropped when the folder is full: least recently used first.
            with contextlib.suppress(OSError):
                os.utime(index.paths[number])
        return found, vectors

    def put(self, keys: npt.NDArray[np.void], vectors: npt.NDArray[np.float32]) -> None:
        """Write the vectors as one segment.

        Raises:
            OSError: the folder cannot be written.
        """
        rows = np.empty(len(keys), dtype=self.row_type)
        rows["high"], rows["low"], rows["vector"] = keys["high"], keys["low"], vectors
        self._write(rows)
        if len(self._paths()) > MOST_SEGMENTS:
            self._merge()

    def _write(self, rows: npt.NDArray[np.void]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.described is not None and not (self.folder / MODEL_FILE).exists():
            self._rename_into_place(MODEL_FILE, json.dumps(self.described, indent=1).encode())
        content = io.BytesIO()
        np.save(content, rows)
        self._rename_into_place(f"{uuid.uuid4().hex}.npy", content.getbuffer())

    def _rename_into_place(self, name: str, content: bytes | memoryview) -> None:
        """Write a file under another name, make sure that it is on the disk, then give it its own."""
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=PART, delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(self.folder / name)
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise

    def _merge(self) -> None:
        """Write the small segments together as one, then drop them; readers that still hold them are not disturbed."""
        small = [path for path in self._paths() if path.stat().st_size < SMALL_SEGMENT]
        rows = [segment for segment in (self._open(path) for path in small) if segment is not None]
        if len(rows) > 1:
            together = np.concatenate(rows)
            _, first = np.unique(together[["high", "low"]], return_index=True)
            self._write(together[first])
            for path in small:
                path.unlink(missing_ok=True)

    def _paths(self) -> list[Path]:
        return sorted(self.folder.glob("*.npy"))

    def _open(self, path: Path) -> npt.NDArray[np.void] | None:
        """Return a segment, mapped into memory; one that is damaged or of another shape is dropped."""
        try:
            rows = np.load(path, mmap_mode="r", allow_pickle=False)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, EOFError):
            rows = None
        if rows is None or rows.dtype != self.row_type:
            path.unlink(missing_ok=True)
            return None
        return np.asarray(rows)

    def _fresh(self) -> _Index:
        """Return the index of the segments that are there now."""
        paths = tuple(self._paths())
        if self._index is None or self._index.listing != paths:
            known = dict(zip(self._index.paths, self._index.segments, strict=True)) if self._index else {}
            opened = {path: known.get(path) if path in known else self._open(path) for path in paths}
            self._index = _indexed(paths, {path: rows for path, rows in opened.items() if rows is not None})
        return self._index


def _indexed(listing: tuple[Path, ...], opened: Mapping[Path, npt.NDArray[np.void]]) -> _Index:
    """Return the index of the opened segments of a listing."""
    segments = tuple(opened.values())
    lengths = [len(rows) for rows in segments]
    high = np.concatenate([np.array(rows["high"]) for rows in segments] or [np.empty(0, "<u8")])
    low = np.concatenate([np.array(rows["low"]) for rows in segments] or [np.empty(0, "<u8")])
    segment = np.repeat(np.arange(len(segments), dtype=np.int32), lengths)
    row = np.concatenate([np.arange(length) for length in lengths] or [np.empty(0, np.int64)])
    order = np.argsort(high, kind="stable")
    return _Index(listing, tuple(opened), segments, high[order], low[order], segment[order], row[order])


def bound(folder: Path, limit: int) -> None:
    """Drop the least recently used segments of all models in `folder` until they take at most `limit` bytes."""
    found = []
    for path in folder.glob(f"*/*{PART}"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink()
    for path in folder.glob("*/*.npy"):
        with contextlib.suppress(OSError):
            found.append((path.stat().st_mtime_ns, path.stat().st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= limit:
            break
        path.unlink(missing_ok=True)
        total -= size
