"""Parquet: every table of the story, with its columns and types as they are, and one row about the run."""

import io
from typing import Final

import polars as pl

from align.schema import ALIGNMENTS, DRIFTS, FACTS, RENDERINGS, STATEMENTS, VERDICTS_TABLE
from align.stories import Story
from align.version import __version__
from reports.pieces import Content
from reports.view import Report
from seeds.schema import ARTICLES, ERRORS, ORIGINS, QUOTES, SENTENCES, SIGNS, Table

TABLES: Final[tuple[Table, ...]] = (
    ARTICLES,
    ERRORS,
    SENTENCES,
    SIGNS,
    ORIGINS,
    QUOTES,
    STATEMENTS,
    RENDERINGS,
    DRIFTS,
    VERDICTS_TABLE,
    ALIGNMENTS,
    FACTS,
)


def files(shown: Report) -> dict[str, Content]:
    """Return report-articles.parquet and so on, a file a table; report-run.parquet has version, model and embedded."""
    story = shown.story
    frames = {table.name: table.check(getattr(story, table.name)) for table in TABLES}
    return {f"report-{name}.parquet": _parquet(frame) for name, frame in {**frames, "run": run(story)}.items()}


def run(story: Story) -> pl.DataFrame:
    """Return one row: the version that made the report, the model, and the articles whose sentences were embedded."""
    # polars holds no half of a surrogate pair, which a folder's name may have
    model = story.model.encode("utf-8", "backslashreplace").decode("utf-8")
    return pl.DataFrame(
        {"version": [__version__], "model": [model], "embedded": [list(story.embedded)]},
        schema={"version": pl.String(), "model": pl.String(), "embedded": pl.List(pl.String())},
    )


def _parquet(frame: pl.DataFrame) -> bytes:
    written = io.BytesIO()
    frame.write_parquet(written)
    return written.getvalue()
