"""What reads new copy for a batch run: this machine, or a cluster.

An engine makes of each part of the copy what needs no other copy, and gives it back in the order of the parts. Placing
and committing stay with who asked, one slice after the other: so the archive ends the same, whichever engine reads.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

import seeds
from align.engines.local import local
from seeds.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from align.batching import Summary
    from align.slices import Taken
    from embeddings import Encoder

__all__ = ["NAMES", "Engine", "local", "named"]

NAMES = ("local", "ray")


class Engine(Protocol):
    """Reads parts of new copy; the options are those of a batch."""

    def __call__(
        self,
        parts: "Sequence[pl.DataFrame]",
        encoder: "Encoder",
        summary: "Summary",
        *,
        since: str | None,
        embed_all: bool,
        columns: seeds.Columns | None,
    ) -> "Iterator[Taken]":
        """Yield what is made of each part, in their order; the time of each stage is added to `summary`."""


def named(name: str, address: str | None = None) -> Engine:
    """Return the engine called `name`, one of `NAMES`.

    Args:
        name: "local" or "ray".
        address: of a Ray cluster, as `ray.init` takes it; None finds one by RAY_ADDRESS, or starts one here.

    Raises:
        EngineError: there is no such engine, Ray is not installed, or an address is given to the local engine.
    """
    if name == "local":
        if address is not None:
            raise EngineError(f"--address {address}: the local engine has none. Add --engine ray.")
        return local
    if name not in NAMES:
        raise EngineError(f"--engine {name}: no such engine. Known: {', '.join(NAMES)}.")
    if find_spec("ray") is None:
        raise EngineError("--engine ray: Ray is not installed. `pip install 'wirealign[ray]'` installs it.")
    from align.engines.cluster import Cluster

    return Cluster(address)
