"""How much less a like quote is likely to be the same statement, the more days lie between: in log-odds, and in cosine.

Copy quotes what was said in the last days far oftener than what was said last month.
"""

from collections.abc import Iterable
from datetime import date
from math import log1p
from typing import Final

import numpy as np
import numpy.typing as npt

UNDATED: Final = -1_000_000
# The first and the last day that there is.
EARLIEST: Final = date.min.toordinal()
LATEST: Final = date.max.toordinal()
# Log-odds are taken off by log(1 + days / _FRESH): 0.7 at a week, 1.4 at a month.
_ODDS: Final = 0.6
# About what the log-odds lose, by what they gain for a whole cosine.
_COSINE: Final = 0.05
_FRESH: Final = 3.0

Days = npt.NDArray[np.int64]


def odds_lost(days: int) -> float:
    """Return the log-odds that a pair loses by the days between its two quotes."""
    return _ODDS * log1p(days / _FRESH)


def cosines_lost(day: int | Days, days: Days) -> npt.NDArray[np.float32]:
    """Return float32 [n], what quotes of some `days` lose of their cosine with one of a `day`; none if undated.

    Or each with one of a day of its own: int64 [n].
    """
    lost: npt.NDArray[np.float32] = (_COSINE * np.log1p(between(day, days) / _FRESH)).astype(np.float32)
    return lost


def apart(day: int, other: int) -> int:
    """Return the days between two; 0 where one of them is not known."""
    return 0 if UNDATED in (day, other) else abs(day - other)


def between(day: int | Days, days: Days) -> Days:
    """Return int64 [n], the days between one day, or days int64 [n], and others; 0 where one of two is not known."""
    apart: Days = np.abs(days - day)
    apart[(days == UNDATED) | (day == UNDATED)] = 0
    return apart


def days_of(published: Iterable[str | None]) -> Days:
    """Return days since the year 1 of moments (ISO 8601), `UNDATED` where none is known."""
    return np.array([_day(each) for each in published], dtype=np.int64)


def _day(published: str | None) -> int:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return UNDATED
