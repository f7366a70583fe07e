"""A batch holds what is of about the days of its new copy; the rest of the archive stays on the disk, and counts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import align
import embeddings
from align import standing as module
from align.archive import Archive
from align.archive.verifying import problems
from align.batching import Summary
from align.standing import Standing

TakeIn = Callable[..., Summary]
LATE, EARLY = date(2024, 10, 25), date(2023, 1, 2)


@pytest.fixture
def dated(wire: Path) -> Path:
    """The copy of the first story is of one day, that of the others of a day two years before."""
    rows = [f'["{file.name}"]\ndate = {LATE if file.name < "05" else EARLY}\n' for file in sorted(wire.glob("*.txt"))]
    (wire / "articles.toml").write_text("\n".join(rows))
    return wire


def held(archive: Archive, *days: date | int) -> Standing:
    found = Standing(embeddings.load("use"))
    numbers = [day if isinstance(day, int) else day.toordinal() for day in days]
    found.catch_up(archive.snapshot(), np.array(numbers, np.int64))
    return found


def test_only_what_is_of_about_the_days_is_held(dated: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in([dated], archive)
    quotes = archive.snapshot().table("quotes")
    everything = held(archive, LATE, EARLY)
    assert sorted(everything._ids) == sorted(quotes["quote_id"])
    late = held(archive, LATE)
    assert 0 < len(late._ids) < len(everything._ids)
    assert late.members == {name: everything.members[name] for name in late.members}
    assert late.members.keys() < everything.members.keys()
    # An id counts as taken whatever the days of its statement.
    assert late.taken([*everything.members, "none"]) == everything.members.keys()
    # Copy of an unknown day may be of any.
    assert sorted(held(archive, module.UNDATED)._ids) == sorted(quotes["quote_id"])


def test_what_is_not_held_is_fetched(dated: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in([dated], archive)
    names = archive.snapshot().table("quotes")["quote_id"]
    late, everything = held(archive, LATE), held(archive, LATE, EARLY)
    assert len(late._ids) < names.len()
    ours, theirs = (each.vectors(names).sort("text_id") for each in (late, everything))
    assert ours.equals(theirs)
    articles = archive.snapshot().table("articles")["article_id"]
    assert late.quotes_of(articles) == set(names)
    assert set(late.known(articles)) == set(articles)


def test_days_that_come_later_are_taken_in(dated: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in([dated], archive)
    moved = held(archive, LATE)
    before = set(moved._ids)
    moved.catch_up(archive.snapshot(), np.array([EARLY.toordinal()], np.int64))
    assert not before & set(moved._ids)
    assert set(moved._ids) == set(held(archive, EARLY)._ids)


def test_days_far_apart_change_nothing_of_the_partition(dated: Path, archive: Archive, take_in: TakeIn) -> None:
    for file in sorted(dated.glob("*.txt"), key=lambda file: file.name[1:2] + file.name, reverse=True):
        take_in([file], archive)
    told = align.story([dated])
    ours = archive.snapshot().table("renderings")
    assert {frozenset(each) for each in ours.group_by("statement_id").agg("quote_id")["quote_id"].to_list()} == {
        frozenset(each) for each in told.renderings.group_by("statement_id").agg("quote_id")["quote_id"].to_list()
    }
    assert list(problems(archive.snapshot())) == []
