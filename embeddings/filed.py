"""A table of token vectors of which only the rows that were asked for are in memory; the rest stays in its file."""

import json
import mmap
import weakref
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

_TYPES: Final = {"F16": torch.float16, "BF16": torch.bfloat16, "F32": torch.float32}
# A safetensors file begins with the length of its header.
_LENGTH: Final = 8


class FiledTable(torch.nn.Embedding):
    """An embedding whose `weight` holds a row once it was asked for; saved, moved, cast or copied it is read whole.

    Copy in eleven languages asks for a twentieth of the rows of `e5`, and memory that nobody wrote to costs nothing.
    """

    def __init__(self, file: Path, name: str, dtype: torch.dtype) -> None:
        """Prepare the table called `name` of a safetensors file, for the processor, in the type `dtype`."""
        opened = file.open("rb", buffering=0)
        length = int.from_bytes(opened.read(_LENGTH), "little")
        entry = json.loads(opened.read(length))[name]
        rows, width = entry["shape"]
        # Pages of such a map take no memory until something is written; numpy would ask for huge ones.
        empty = torch.frombuffer(mmap.mmap(-1, rows * width * dtype.itemsize), dtype=dtype).reshape(rows, width)
        super().__init__(rows, width, _weight=empty)
        self._file = opened
        weakref.finalize(self, opened.close)
        self._begin = _LENGTH + length + entry["data_offsets"][0]
        self._type = _TYPES[entry["dtype"]]
        self._held = np.zeros(rows, np.bool_)
        self._filling = Lock()

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vectors of some pieces, [..., width]."""
        self._fill(np.unique(ids.detach().cpu().numpy()))
        return super().forward(ids)

    def _fill(self, ids: npt.NDArray[np.int64] | None = None) -> None:
        """Read the rows of some pieces that are not held yet; None stands for all."""
        with self._filling:
            missing = np.flatnonzero(~self._held) if ids is None else ids[~self._held[ids]]
            if len(missing):
                rows = torch.frombuffer(bytearray().join(map(self._read, missing)), dtype=self._type)
                with torch.no_grad():
                    self.weight[torch.from_numpy(missing)] = rows.reshape(len(missing), -1).to(self.weight.dtype)
                self._held[missing] = True

    def _read(self, row: int) -> bytes:
        size = self.embedding_dim * self._type.itemsize
        self._file.seek(self._begin + int(row) * size)
        return self._file.read(size)

    def _save_to_state_dict(self, *arguments: Any) -> None:  # noqa: ANN401  # the base's
        self._fill()
        super()._save_to_state_dict(*arguments)

    def _apply(self, change: Callable[[Tensor], Tensor], recurse: bool = True) -> "FiledTable":
        self._fill()
        super()._apply(change, recurse)  # type: ignore[no-untyped-call]
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy needs, which reads no file."""
        self._fill()
        return {key: value for key, value in self.__dict__.items() if key not in {"_file", "_filling"}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over a copy's table, of which all rows are held."""
        super().__setstate__(state)  # type: ignore[no-untyped-call]
        self._filling = Lock()
