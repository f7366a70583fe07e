"""What is kept of a quote so that no model reads it again says what the models say."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from align import neighbourhood, told
from align.archive import Archive, sketches
from align.archive.indexes import SKETCHED_DAYS
from align.archive.verifying import problems
from align.batching import Summary
from align.commands.archive import archive as commands
from align.evidence import Evidence
from align.told import Told
from embeddings.remembering import Memory

TakeIn = Callable[..., Summary]


def rows_of(archive: Archive) -> list[dict[str, object]]:
    return archive.snapshot().table("quotes").rows(named=True)


def test_every_quote_has_a_sketch_that_says_what_the_models_say(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in([wire], archive)
    rows = rows_of(archive)
    kept = sketches.sketches_of(archive.snapshot(), {str(row["quote_id"]) for row in rows})
    assert kept.keys() == {row["quote_id"] for row in rows}
    by_models, by_sketches = Evidence(rows, {}, {}), Evidence(rows, {}, {}, sketches=kept)
    odds = [by_models.score(*pair) for pair in combinations(range(len(rows)), 2)]
    assert max(odds) > 0 > min(odds)
    assert [by_sketches.score(*pair) for pair in combinations(range(len(rows)), 2)] == odds


def test_figures_and_cities_are_had_without_the_rest(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in([wire], archive)
    snapshot = archive.snapshot()
    names = {str(row["quote_id"]) for row in rows_of(archive)}
    whole, facts = sketches.sketches_of(snapshot, names), sketches.facts_of(snapshot, names)
    assert {name: (each.figures, each.cities) for name, each in facts.items()} == {
        name: (each.figures, each.cities) for name, each in whole.items()
    }
    assert frozenset({400.0}) in {each.figures for each in facts.values()}


def test_another_figure_days_later_is_another_statement_whoever_says_it() -> None:
    rows = [{"article_id": name, "quote_id": name} for name in "abc"]
    days = {"a": "2024-10-20", "b": "2024-10-21", "c": "2024-10-29"}
    evidence = Evidence(rows, {name: {"published": day} for name, day in days.items()}, {})
    some, others, none = (sketches.Facts(frozenset(figures), frozenset()) for figures in ({400.0}, {300.0}, ()))
    assert evidence.said_anew(0, 2, some, others)
    assert not evidence.said_anew(0, 1, some, others)
    assert not evidence.said_anew(0, 2, some, some)
    assert not evidence.said_anew(0, 2, some, none)


def test_sketches_by_other_models_do_not_count(
    wire: Path, archive: Archive, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in([wire], archive)
    monkeypatch.setattr(sketches, "_models", lambda: "others")
    assert not sketches.sketches_of(archive.snapshot(), {str(row["quote_id"]) for row in rows_of(archive)})


def test_models_do_not_read_what_has_a_sketch_and_the_statements_are_the_same(
    wire: Path, tmp_path: Path, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(wire.glob("*.txt"))
    read: list[str] = []
    made = told._made_at_once

    def watched(keys: Sequence[tuple[Any, ...]]) -> list[Told]:
        read.extend(text for text, *_ in keys)
        return made(keys)

    monkeypatch.setattr(told, "_made_at_once", watched)
    found = []
    for name in ("with", "without"):
        if name == "without":
            monkeypatch.setattr(neighbourhood, "sketches_of", lambda *_: {})
        archive = Archive(tmp_path / name, create=True)
        read.clear()
        for file in files:
            # As another process would find it.
            monkeypatch.setattr(told, "_MEMORY", Memory(lambda each: each.nbytes, 10**9))
            take_in([file], archive)
        groups = archive.snapshot().table("renderings").group_by("statement_id").agg(pl.col("quote_id").sort())
        found.append((groups.sort("statement_id"), Counter(read)))
    (ours, once), (theirs, again) = found
    assert ours.equals(theirs)
    quotes = archive.snapshot().table("quotes")["clean"]
    assert all(once[text] <= quotes.eq(text).sum() for text in quotes)
    assert any(again[text] > quotes.eq(text).sum() for text in quotes)


def test_compaction_keeps_a_season_of_sketches_and_the_archive_is_whole_without(
    wire: Path, archive: Archive, take_in: TakeIn, tmp_path: Path
) -> None:
    late = date(2024, 10, 25)
    early = late - timedelta(days=SKETCHED_DAYS + 1)
    rows = [f'["{file.name}"]\ndate = {late if file.name < "05" else early}\n' for file in sorted(wire.glob("*.txt"))]
    (wire / "articles.toml").write_text("\n".join(rows))
    take_in([wire], archive)
    before = archive.snapshot().table("sketches")
    archive.compact()
    kept = archive.snapshot().table("sketches")
    assert set(kept["day"]) == {late.toordinal()} < set(before["day"])
    assert not list(problems(archive.snapshot()))
    # Nobody has use for them outside.
    commands(["export", archive.address, "--output", str(tmp_path / "tables")], standalone_mode=False)
    assert not list((tmp_path / "tables").glob("sketches*"))
    assert list((tmp_path / "tables").glob("quotes*"))


def test_a_sketch_takes_no_more_than_what_it_is_of(wire: Path, archive: Archive, take_in: TakeIn) -> None:
    take_in([wire], archive)
    kept = sketches.sketches_of(archive.snapshot(), {str(row["quote_id"]) for row in rows_of(archive)})
    size = archive.snapshot().table("sketches").estimated_size()
    assert size < sum(map(Told.nbytes.fget, kept.values()))  # type: ignore[attr-defined]
