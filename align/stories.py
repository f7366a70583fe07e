"""The main job's answer, whole: every table of one run, as the reports read it."""

from dataclasses import dataclass, field

import polars as pl

from align.schema import ALIGNMENTS, CHANGES, FACTS
from seeds.schema import HISTORIES


@dataclass(frozen=True)
class Story:
    """Tables of one run; schemas in `seeds.schema` and `align.schema`.

    `quotes` holds the extracted quotes and the sentences that joined a statement by meaning. `embedded` lists the
    article_ids whose sentences were embedded: those with signs of translation, or all. An article that a later version
    supersedes is in `articles`, with that status, and in no other table but `histories` and `changes`. `alignments` is
    for the page that lights words up; a story that is only asked for verdicts has none.
    """

    articles: pl.DataFrame
    errors: pl.DataFrame
    sentences: pl.DataFrame
    signs: pl.DataFrame
    origins: pl.DataFrame
    quotes: pl.DataFrame
    statements: pl.DataFrame
    renderings: pl.DataFrame
    drifts: pl.DataFrame
    verdicts: pl.DataFrame
    embedded: tuple[str, ...]
    model: str
    histories: pl.DataFrame = field(default_factory=HISTORIES.frame)
    changes: pl.DataFrame = field(default_factory=CHANGES.frame)
    facts: pl.DataFrame = field(default_factory=FACTS.frame)
    alignments: pl.DataFrame = field(default_factory=ALIGNMENTS.frame)
