"""The days between two quotes: what they take off, and that an unknown day takes nothing."""

import numpy as np
import pytest

import embeddings
from align.ageing import UNDATED, apart, between, cosines_lost, days_of, odds_lost


def test_moments_are_days_and_what_is_no_moment_is_undated() -> None:
    days = days_of(["2024-03-01", "2024-03-04T23:00:00+00:00", None, "on Tuesday"])
    assert days[1] - days[0] == 3
    assert list(days[2:]) == [UNDATED, UNDATED]


def test_nothing_is_lost_on_one_day_or_without_one_and_more_the_longer_ago() -> None:
    days = np.array([100, 101, 107, 160, UNDATED])
    assert list(between(100, days)) == [0, 1, 7, 60, 0]
    assert apart(100, UNDATED) == apart(UNDATED, 100) == 0
    lost = cosines_lost(100, days)
    assert lost[0] == lost[4] == 0
    assert 0 < lost[1] < lost[2] < lost[3] < 0.2
    assert not cosines_lost(UNDATED, days).any()
    assert odds_lost(0) == 0
    assert odds_lost(30) == pytest.approx(1.4, abs=0.05)


def test_of_two_quotes_as_near_the_one_of_the_same_days_is_the_candidate() -> None:
    keys = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    lost = cosines_lost(100, np.array([60, 99, 100]))
    near, scores = embeddings.neighbours(np.array([[1, 0]], np.float32), keys, 2, less=lost)
    assert near.tolist() == [[1, 0]]
    assert scores[0] == pytest.approx(1 - lost[[1, 0]])
