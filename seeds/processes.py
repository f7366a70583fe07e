"""Several processes for a long list, one for a short one; the answer is the same."""

from collections.abc import Callable, Iterator
from typing import Final, Protocol, Self, TypeVar

from joblib import Parallel, cpu_count, delayed


class Sliceable(Protocol):
    """A list, a table: what has a length and slices."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Self: ...


Items = TypeVar("Items", bound=Sliceable)
Answer = TypeVar("Answer")

# Below this, starting processes takes longer than they save.
_LEAST: Final = 400
_SLICE: Final = 100


def sliced(work: Callable[[Items], Answer], items: Items) -> Iterator[Answer]:
    """Yield what `work`, a function of a module, makes of each slice of `items`, in order; of none, for no items.

    From 400 items on, as many processes work as there are processors: joblib's `loky`, which start afresh, so that a
    caller's script needs no guard; the variable LOKY_MAX_CPU_COUNT limits them.
    """
    slices = (items[start : start + _SLICE] for start in range(0, len(items), _SLICE))
    if len(items) < _LEAST or cpu_count() == 1:
        yield from map(work, slices)
    else:
        yield from Parallel(n_jobs=-1, return_as="generator")(delayed(work)(part) for part in slices)
