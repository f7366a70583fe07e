"""Reads new copy on a Ray cluster, as stages of Ray Data; placing and committing stay with the process that asked.

Two stages, each with its part of `align.slices`: what needs no model, and vectors, by a pool of actors that hold the
models. Where the cluster has GPUs each actor has one, and the processors do the first stage; where it has none, Ray
Data makes one stage of both. It holds the stages back while what they made is not taken, runs again what a lost node
was at, and gives all back in order.
"""

import logging
import pickle
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyarrow as pa
import ray
import ray.data

from align.engines.stages import Extract, Vectors
from align.told import remember
from embeddings.loading import computed_in
from embeddings.processor import DTYPE
from seeds.exceptions import EngineError

if TYPE_CHECKING:
    from align.batching import Summary
    from align.slices import Taken
    from embeddings import Encoder

# Parts on their way to one actor beside the one it is at.
_IN_FLIGHT: Final = 2


class Cluster:
    """The engine of a Ray cluster."""

    def __init__(self, address: str | None = None) -> None:
        """Take the cluster's address, as `ray.init` does; None finds one by RAY_ADDRESS, or starts one here."""
        self._address = address

    def __call__(
        self,
        parts: Sequence[pl.DataFrame],
        encoder: "Encoder",
        summary: "Summary",
        **options: Any,  # noqa: ANN401  # those of `align.slices.extracted`
    ) -> Iterator["Taken"]:
        """Yield what is made of each part, in their order. Files must have the same paths on every node.

        Raises:
            EngineError: the cluster cannot be reached, is too small, or a part failed on it.
        """
        began_here = not ray.is_initialized()
        if began_here:
            self._connect()
        try:
            yield from _taken(parts, encoder.name, summary, options)
        finally:
            if began_here:
                ray.shutdown()

    def _connect(self) -> None:
        try:
            ray.init(address=self._address, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
        except (ConnectionError, OSError, RuntimeError, ValueError) as error:
            raise EngineError(
                f"--address {self._address or 'auto'}: no Ray cluster can be had there: {_line(error)}. "
                "`ray status` says what runs; without --address one is started here."
            ) from error


def _taken(parts: Sequence[pl.DataFrame], model: str, summary: "Summary", options: dict[str, Any]) -> Iterator["Taken"]:
    there = ray.cluster_resources()
    gpus, processors = int(there.get("GPU", 0)), int(there.get("CPU", 0))
    if not processors:
        raise EngineError("--engine ray: a cluster without processors. Add a node to it.")
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    # A part is one row: none is split, nor waits for another to fill a batch.
    rows = [{"part": pickle.dumps(part)} for part in parts]
    copy = ray.data.from_items(rows, override_num_blocks=len(rows))
    read = copy.map_batches(
        Extract(options), batch_size=1, batch_format="pyarrow", num_cpus=1, runtime_env=_environment()
    )
    pool = ray.data.ActorPoolStrategy(min_size=1, max_size=gpus or processors, max_tasks_in_flight_per_actor=_IN_FLIGHT)
    made = read.map_batches(
        Vectors,
        fn_constructor_args=(model, gpus > 0),
        compute=pool,
        batch_size=1,
        batch_format="pyarrow",
        num_cpus=0 if gpus else 1,
        num_gpus=1 if gpus else 0,
        runtime_env=_environment(),
    )
    try:
        for batch in made.iter_batches(batch_size=1, batch_format="pyarrow", prefetch_batches=1):
            yield _unpacked(batch, summary)
    except ray.exceptions.RayError as error:
        raise EngineError(
            f"--engine ray: a part failed on the cluster: {_line(error)}. What was committed stays; run it again."
        ) from error


def _environment() -> dict[str, Any]:
    """Return the workers' environment: one type to compute in, whatever each has, and no processes of their own."""
    return {"env_vars": {DTYPE: computed_in(), "LOKY_MAX_CPU_COUNT": "1", "POLARS_MAX_THREADS": "1"}}


def _unpacked(batch: pa.Table, summary: "Summary") -> "Taken":
    """Return the part of one row, keep what its quotes bring to the evidence, and count its time."""
    made = pickle.loads(batch["made"][0].as_py())  # noqa: S301  # our own stages packed it
    remember(made.taken.own.quotes.iter_rows(named=True), made.told)
    for stage, spent in made.seconds.items():
        summary.seconds[stage] = summary.seconds.get(stage, 0.0) + spent
    taken: Taken = made.taken
    return taken


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
