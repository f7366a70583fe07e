"""What a cluster's workers do: the stages of a batch run that need no other copy, a part of it a row.

A row has one value, `part` or `made`, packed by Python's own pickle: tables of many shapes travel together.
"""

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from align.slices import Taken
    from align.told import Told


@dataclass(frozen=True)
class Made:
    """What is made of a part: its tables, what each quote brings to the evidence, the seconds of each stage."""

    taken: "Taken"
    told: "list[Told]"
    seconds: dict[str, float]


class Extract:
    """Reads files, and finds signs and quotes."""

    def __init__(self, options: dict[str, Any]) -> None:
        """Take the options of `align.slices.extracted`."""
        self._options = options

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Return the rows read."""
        from align.batching import Summary
        from align.slices import extracted

        found = []
        for part in rows["part"].to_pylist():
            summary = Summary()
            taken = extracted(pickle.loads(part), summary, **self._options)  # noqa: S301  # the driver packed it
            found.append(Made(taken, [], summary.seconds))
        return _packed(found)


class Vectors:
    """Makes vectors; an actor, which holds the models."""

    def __init__(self, model: str, on_gpu: bool) -> None:
        """Load the encoder called `model`, as `embeddings.load` does."""
        import embeddings

        self._encoder = embeddings.load(model, device="cuda" if on_gpu else "cpu")

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Return the rows with vectors, and what each quote brings to the evidence."""
        from align.batching import Summary
        from align.slices import embedded
        from align.told import told

        found = []
        for each in rows["made"].to_pylist():
            made: Made = pickle.loads(each)  # noqa: S301  # the stage before packed it
            summary = Summary(seconds=dict(made.seconds))
            taken = embedded(made.taken, self._encoder, summary)
            brought = told(taken.own.quotes.iter_rows(named=True))
            found.append(Made(taken, brought, summary.seconds))
        return _packed(found)


def _packed(rows: list[Made]) -> pa.Table:
    return pa.table({"made": pa.array([pickle.dumps(row) for row in rows], pa.large_binary())})
