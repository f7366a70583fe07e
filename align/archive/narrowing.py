"""The nearest vectors of a table, of all or of those that a search is narrowed to, by the way that is quickest.

How much of the table a search is narrowed to says how it is done: of little all vectors are read; of most the nearest
of all are looked for, and what is not asked for is dropped; between, the index looks only at what is asked for.
"""

from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from align.ageing import UNDATED
from align.archive.indexes import FEW, REFINED, REFINED_NARROWED, probes
from align.archive.vectors import Within

Vector = npt.NDArray[np.float32]

# A search is narrowed to most of a table from here on; so many times as many as it should take are looked for then.
_MOST: Final = 0.4
_MORE: Final = 2.0


class Searched:
    """A table of vectors, open at one version, with what is remembered of it from search to search."""

    def __init__(self, table: Any) -> None:  # noqa: ANN401  # LanceDB's own
        self._table = table
        self._counts: dict[str, int] = {}

    def nearest(self, vector: Vector, count: int, within: Within, *, exact: bool = False) -> pl.DataFrame:
        """Return (text_id, similarity) of the vectors nearest to one, the nearest first.

        Args:
            vector: float32 [dimension], of unit length.
            count: how many at most.
            within: what alone is looked at.
            exact: look at every vector there, without the index.
        """
        where = within.condition
        part = self.share(within)
        found = None
        if not exact and where and part >= _MOST:
            found = self._asked(vector, int(_MORE * count / part), where, part, before=False)
        if found is None or found.height < count:
            few = where is not None and part * self._rows <= FEW
            found = self._asked(vector, count, where, part, exact=exact or few)
        near = found.select("text_id", similarity=1 - pl.col("_distance"))
        return near.sort(["similarity", "text_id"], descending=[True, False]).head(count)

    def _asked(
        self, vector: Vector, count: int, where: str | None, part: float, *, before: bool = True, exact: bool = False
    ) -> pl.DataFrame:
        """Return what LanceDB finds; `before` says whether the condition holds before it looks, or after."""
        query = self._table.search(vector, vector_column_name="vector").distance_type("dot")
        if exact:
            query = query.bypass_vector_index()
        else:
            # What is looked for more widely needs fewer vectors read for each.
            narrowed = where is not None and before
            refined = REFINED_NARROWED if narrowed else REFINED if before else max(1, int(REFINED * part / _MORE))
            lists = probes(self._rows, narrowed=narrowed)
            query = query.nprobes(lists).refine_factor(refined)
        if where:
            query = query.where(where, prefilter=before)
        return pl.DataFrame(query.select(["text_id", "_distance"]).limit(count).to_arrow())

    def share(self, within: Within) -> float:
        """Return about what part of the table a search is narrowed to: its conditions count as unrelated."""
        part = 1.0
        for one in within.apart():
            if one.days is not None or one.since is not None:
                part *= self._of_days(one)
            else:
                part *= self._count(one.condition or "true") / max(self._rows, 1)
        return part

    @cached_property
    def _rows(self) -> int:
        return int(self._table.count_rows())

    @cached_property
    def _days(self) -> npt.NDArray[np.int64]:
        """All texts' days in order: to look a span up here is quicker than to count it in the table every time."""
        days = pl.DataFrame(self._table.search().select(["day"]).limit(None).to_arrow())["day"].to_numpy()
        return np.sort(days)

    def _of_days(self, within: Within) -> float:
        first, last = within.days or (within.since or 0, None)
        begin = np.searchsorted(self._days, first)
        end = len(self._days) if last is None else np.searchsorted(self._days, last, side="right")
        undated = 0 if last is None or first <= UNDATED else np.searchsorted(self._days, UNDATED, side="right")
        return float(end - begin + undated) / max(self._rows, 1)

    def _count(self, condition: str) -> int:
        if condition not in self._counts:
            self._counts[condition] = int(self._table.count_rows(condition))
        return self._counts[condition]
