"""A correction or withdrawal that comes in a later batch: what it replaces renders nothing any more, in any order."""

import itertools
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import align
from align.archive import Archive
from align.archive.reading import story
from align.archive.verifying import problems
from align.batching import Summary

TakeIn = Callable[..., Summary]

FIRST = (
    "Bridge to open in June\n\nLUND (AP) — The old bridge over the river has been shut since the flood.\n\n"
    "“The bridge will reopen in June and every lorry may cross it,” said the mayor, Ana Ruiz.\n\n"
    "“We had asked the province for nine million crowns,” the treasurer, Olof Berg, said.\n"
)
CORRECTED = (
    "CORRECTED-Bridge to open in June\n\n(Corrects the month in the second paragraph to May)\n\n"
    "LUND (AP) — The old bridge over the river has been shut since the flood.\n\n"
    "“The bridge will reopen in May and every lorry may cross it,” said the mayor, Ana Ruiz.\n"
)
SPANISH = (
    "Lund (EFE).- «El puente reabrirá en mayo y todos los camiones podrán cruzarlo», dijo la alcaldesa Ana Ruiz.\n"
)
NOTICE = "KILL NOTICE: Bridge to open in June\n\nThe mayor did not speak of a date. Please kill the story.\n"


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    """A folder with a story, its correction, and a translation of what was said."""
    folder = tmp_path / "bridge"
    folder.mkdir()
    for name, text in (("1-first.txt", FIRST), ("2-corrected.txt", CORRECTED), ("3-efe.txt", SPANISH)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def renderings(archive: Archive) -> set[frozenset[str]]:
    told = story(archive.snapshot())
    texts = dict(told.quotes.select("quote_id", "text").iter_rows())
    groups = told.renderings.group_by("statement_id").agg("quote_id")["quote_id"].to_list()
    return {frozenset(texts[quote].strip(",") for quote in quotes) for quotes in groups}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_correction_replaces_what_it_corrects_whenever_it_comes(
    bridge: Path, archive: Archive, take_in: TakeIn, order: tuple[int, ...]
) -> None:
    files = sorted(bridge.iterdir())
    for place in order:
        take_in([files[place]], archive)
    told = story(archive.snapshot())
    assert renderings(archive) == {
        frozenset(
            {
                "The bridge will reopen in May and every lorry may cross it",
                "El puente reabrirá en mayo y todos los camiones podrán cruzarlo",
            }
        )
    }
    assert dict(told.articles.select(pl.col("path").str.extract(r"(\d)-"), "status").iter_rows()) == {
        "1": "superseded",
        "2": "usable",
        "3": "usable",
    }
    whole = align.story([bridge])
    assert told.changes.sort("change").to_dicts() == whole.changes.sort("change").to_dicts()
    assert set(told.verdicts.select("quote_id", "verdict").rows()) == set(
        whole.verdicts.select("quote_id", "verdict").rows()
    )
    assert list(problems(archive.snapshot())) == []
    assert archive.snapshot().counts()["statements"] == 1


def test_an_archive_of_an_older_build_learns_of_corrections(
    bridge: Path, archive: Archive, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(bridge.iterdir())
    with monkeypatch.context() as patch:
        commit = Archive.commit
        patch.setattr(
            Archive,
            "commit",
            lambda self, tables, **rest: commit(
                self, {name: rows for name, rows in tables.items() if name != "revisions"}, **rest
            ),
        )
        take_in([files[0]], archive)
    assert archive.snapshot().table("revisions").height == 0
    take_in([files[1]], archive)
    assert renderings(archive) == {frozenset({"The bridge will reopen in May and every lorry may cross it"})}


@pytest.mark.parametrize("first", ["story", "notice"])
def test_a_notice_marks_the_story_and_its_quotes_whenever_it_comes(
    bridge: Path, archive: Archive, take_in: TakeIn, first: str
) -> None:
    notice = bridge.parent / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    parts = [[bridge / "1-first.txt", bridge / "3-efe.txt"], [notice]]
    for paths in parts if first == "story" else reversed(parts):
        take_in(paths, archive)
    told = story(archive.snapshot())
    statuses = dict(told.articles.select("path", "status").iter_rows())
    assert statuses == {
        str(bridge / "1-first.txt"): "canceled",
        str(bridge / "3-efe.txt"): "usable",
        str(notice): "canceled",
    }
    shared = told.renderings.filter(pl.col("statement_id").is_duplicated())["statement_id"].unique()
    original = told.statements.filter(pl.col("statement_id").is_in(shared.implode()))["original"].to_list()
    texts = dict(told.quotes.select("quote_id", "text").iter_rows())
    assert [texts[quote] for quote in original] == ["El puente reabrirá en mayo y todos los camiones podrán cruzarlo"]
    assert list(problems(archive.snapshot())) == []
