"""Parquet holds every table of the story as it is."""

from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

import reports
from align.stories import Story
from align.version import __version__

NAMES = [
    *("articles", "errors", "sentences", "signs", "origins", "quotes"),
    *("statements", "renderings", "drifts", "verdicts", "alignments", "facts"),
]


def test_every_table_reads_back_with_its_types(story: Story, tmp_path: Path) -> None:
    paths = reports.write(story, tmp_path, ["parquet"])
    assert [path.name for path in paths] == [f"report-{name}.parquet" for name in (*NAMES, "run")]
    for name, path in zip(NAMES, paths, strict=False):
        assert_frame_equal(pl.read_parquet(path), getattr(story, name))


def test_an_empty_run_keeps_its_columns(nothing: Story, tmp_path: Path) -> None:
    for name, path in zip(NAMES, reports.write(nothing, tmp_path, ["parquet"]), strict=False):
        assert_frame_equal(pl.read_parquet(path), getattr(nothing, name))


def test_the_run_is_told(story: Story, tmp_path: Path) -> None:
    (row,) = pl.read_parquet(reports.write(story, tmp_path, ["parquet"])[-1]).rows(named=True)
    assert row == {"version": __version__, "model": "use", "embedded": ["en", "es", "ar"]}


def test_hostile_copy_reads_back_unchanged(hostile: Story, tmp_path: Path) -> None:
    reports.write(hostile, tmp_path, ["parquet"])
    for name in NAMES:
        assert_frame_equal(pl.read_parquet(tmp_path / f"report-{name}.parquet"), getattr(hostile, name))
    assert pl.read_parquet(tmp_path / "report-run.parquet")["model"].item() == "models/\\udce9t\\udce9"
