"""An encoder that looks a text up on disk before it encodes it."""

import hashlib
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from embeddings.protocol import Encoder
from embeddings.store import MODEL_FILE, VectorStore, bound, text_keys
from embeddings.texts import Texts, listed, writable
from seeds.caching import cache_folder

LIMIT = 2 * 2**30
# Texts looked up, encoded and written together: what a crash can lose.
TEXTS_A_SLICE = 16_384


class CacheWarning(UserWarning):
    """The store of vectors cannot be written."""


class CachedEncoder:
    """An encoder in front of which stands a store of vectors; see `cached`."""

    def __init__(self, encoder: Encoder, folder: Path, limit: int) -> None:
        self.encoder = encoder
        self.folder = folder
        self.limit = limit
        self._stores: dict[str, VectorStore] = {}
        self._refused = False

    @property
    def name(self) -> str:
        """The encoder's name."""
        return self.encoder.name

    @property
    def dimension(self) -> int:
        """The number of values in a vector."""
        return self.encoder.dimension

    def encode(self, texts: Texts, /, **options: Any) -> npt.NDArray[np.float32]:  # noqa: ANN401  # the encoder's own
        """Return float32 [n, dimension], as the encoder does with the same options; [dimension] for a string.

        Options other than strings, numbers and booleans, and those that ask for no plain array, go past the store.
        """
        if not _plain(options):
            return self.encoder.encode(texts, **options)
        clean = [writable(text) for text in listed(texts)]
        asked = {key: value for key, value in options.items() if key != "show_progress_bar"}
        found = np.empty((len(clean), self.dimension), dtype=np.float32)
        for first in range(0, len(clean), TEXTS_A_SLICE):
            rows = slice(first, first + TEXTS_A_SLICE)
            found[rows] = self._encode_slice(self._store(asked), clean[rows], options)
        return found[0] if isinstance(texts, str) else found

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the encoder has
        # Whatever else the encoder can do, such as `encode_tokens`, is not cached but stays within reach.
        if name.startswith("__") or "encoder" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.encoder, name)

    def _encode_slice(self, store: VectorStore, texts: list[str], options: dict[str, Any]) -> npt.NDArray[np.float32]:
        keys = text_keys(texts)
        found, vectors = store.get(keys)
        missing = np.flatnonzero(~found)
        if len(missing):
            places = {texts[row]: place for place, row in enumerate(missing)}
            distinct = list(places)
            made = self.encoder.encode(distinct, **options)
            at = {text: row for row, text in enumerate(distinct)}
            vectors[missing] = made[[at[texts[row]] for row in missing]]
            self._keep(store, text_keys(distinct), made)
        return vectors

    def _keep(self, store: VectorStore, keys: npt.NDArray[np.void], vectors: npt.NDArray[np.float32]) -> None:
        """Write vectors down; when the disk refuses, say so once and go on: they are at hand all the same."""
        if self._refused:
            return
        try:
            store.put(keys, vectors)
            bound(self.folder, self.limit)
        except OSError as reason:
            self._refused = True
            warnings.warn(
                f"{self.folder}: cannot keep vectors there ({reason.strerror or reason}), so they will be made again. "
                "Free some space, or set WIREALIGN_CACHE to a folder that can be written.",
                CacheWarning,
                stacklevel=5,
            )

    def _store(self, options: dict[str, Any]) -> VectorStore:
        """Return the store for this model with these options."""
        asked = json.dumps(options, sort_keys=True)
        if asked not in self._stores:
            said = {"name": self.name, "dimension": self.dimension, "model": _digest(self.encoder), "options": options}
            key = hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=8).hexdigest()
            place = self.folder / f"{''.join(c if c.isalnum() else '-' for c in self.name)[:40]}-{key}"
            self._stores[asked] = VectorStore(place, self.dimension, said)
        return self._stores[asked]


def _plain(options: dict[str, Any]) -> bool:
    """Tell whether the options ask for an ordinary float32 array and can be written down as a key."""
    if not all(isinstance(value, str | int | float | bool | None) for value in options.values()):
        return False
    return (
        options.get("output_value", "sentence_embedding") == "sentence_embedding"
        and options.get("precision", "float32") == "float32"
        and options.get("convert_to_numpy", True)
        and not options.get("convert_to_tensor", False)
        and options.get("truncate_dim") is None
    )


def _digest(encoder: Encoder) -> str:
    """Return what tells one model's vectors from another's: its weights if it can say, else its name."""
    return str(getattr(encoder, "digest", encoder.name))


def cached(encoder: Encoder, folder: Path | str | None = None, *, limit: int = LIMIT) -> CachedEncoder:
    """Return `encoder` with a store of vectors on disk: a text that any process has encoded before is read back.

    Args:
        encoder: any encoder. Its `digest`, if it has one, and its options are part of the key.
        folder: by default `vectors` in wirealign's cache folder.
        limit: bytes that all models' vectors in the folder may take; the least recently used go first.
    """
    return CachedEncoder(encoder, Path(folder) if folder is not None else cache_folder() / "vectors", limit)


@dataclass(frozen=True)
class CachedModel:
    """What the store holds of one model with one set of options."""

    folder: Path
    name: str
    dimension: int
    options: dict[str, Any]
    vectors: int
    size: int
    used: datetime | None


def cache_contents(folder: Path | str | None = None) -> list[CachedModel]:
    """Return what a store holds, a row a model and its options; `size` in bytes, `used` when a vector was last read."""
    place = Path(folder) if folder is not None else cache_folder() / "vectors"
    return list(_contents(place)) if place.is_dir() else []


def _contents(folder: Path) -> Iterator[CachedModel]:
    for path in sorted(folder.glob(f"*/{MODEL_FILE}")):
        said = json.loads(path.read_text(encoding="utf-8"))
        sizes = [segment.stat() for segment in path.parent.glob("*.npy")]
        yield CachedModel(
            folder=path.parent,
            name=said["name"],
            dimension=said["dimension"],
            options=said["options"],
            vectors=len(VectorStore(path.parent, said["dimension"])),
            size=sum(each.st_size for each in sizes),
            used=max((datetime.fromtimestamp(each.st_mtime, UTC) for each in sizes), default=None),
        )
