"""Several processes for a long list, one for a short one; the answer is the same."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Thread
from typing import Final, Protocol, Self, TypeVar

from joblib import cpu_count
from joblib.externals.loky import get_reusable_executor


class Sliceable(Protocol):
    """A list, a table: what has a length and slices."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Self: ...


Items = TypeVar("Items", bound=Sliceable)
Answer = TypeVar("Answer")

# Below this, starting processes takes longer than they save.
_LEAST: Final = 400
_SLICE: Final = 100


# Seconds that idle processes wait for more.
_PATIENCE: Final = 300
# Seconds between two looks at whether the parent is there.
_EVERY: Final = 2.0
_SPARED: ContextVar[int] = ContextVar("spared", default=0)
# Objects made before garbage is looked for: rows of tables hold no cycles, and each look takes a tenth of the time.
_SELDOM: Final = (50_000, 50, 50)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for cyclic garbage seldom while much copy is worked on."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def sparing(processors: int) -> Iterator[None]:
    """Leave some processors to what runs beside: as many processes fewer work here, but one at least.

    Each process takes 200 MB, so it is memory that is spared too.
    """
    before = _SPARED.set(processors)
    try:
        yield
    finally:
        _SPARED.reset(before)


def _begin(parent: int) -> None:
    """Make a process ready to work for a parent, and end it soon after that: a killed one can no longer end it."""
    gc.set_threshold(*_SELDOM)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_EVERY)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def sliced(work: Callable[[Items], Answer], items: Items) -> Iterator[Answer]:
    """Yield what `work`, a function of a module, makes of each slice of `items`, in order; of none, for no items.

    From 400 items on, as many processes work as there are processors: joblib's `loky`, which start afresh, so that a
    caller's script needs no guard; the variable LOKY_MAX_CPU_COUNT limits them, and so does `sparing`.
    """
    slices = (items[start : start + _SLICE] for start in range(0, len(items), _SLICE))
    if len(items) < _LEAST or cpu_count() == 1:
        yield from map(work, slices)
    else:
        workers = max(1, cpu_count() - _SPARED.get())
        # Each process has a processor: its libraries need no threads of their own.
        executor = get_reusable_executor(
            workers,
            timeout=_PATIENCE,
            env={"OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1", "MALLOC_ARENA_MAX": "1"},
            initializer=_begin,
            initargs=(os.getpid(),),
        )
        yield from executor.map(work, slices)
