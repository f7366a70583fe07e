"""Reads an archive's state back as the tables of a story, whole or of some statements."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import polars as pl

from align.archive.history import revisions
from align.archive.searching import statements_near
from align.archive.store import Snapshot, require_model
from align.revised import changes
from align.schema import DRIFTS, RENDERINGS, STATEMENTS, VERDICTS_TABLE
from align.stories import Story
from seeds.schema import ARTICLES, ERRORS, ORIGINS, QUOTES, SENTENCES, SIGNS
from seeds.versions import histories, with_standing

if TYPE_CHECKING:
    from embeddings import Encoder


def story(snapshot: Snapshot, statements: Collection[str] | None = None, *, model: str = "use") -> Story:
    """Return the tables of an archive as a story.

    Args:
        snapshot: the state to read.
        statements: statement_ids; None takes all. With them come the articles of their renderings, the other versions
            of those, and no others.
        model: the name of the encoder, for the report's foot.
    """
    wanted = pl.Series("statement_id", sorted(statements), dtype=pl.String) if statements is not None else None

    def standing(name: str) -> pl.DataFrame:
        rows = snapshot.table(name)
        return rows if wanted is None else rows.filter(pl.col("statement_id").is_in(wanted.implode()))

    found = STATEMENTS.check(standing("statements").filter(pl.col("merged_into").is_null()))
    renderings = RENDERINGS.check(standing("renderings"))
    every = QUOTES.check(snapshot.table("quotes"))
    rows = pl.concat([every, QUOTES.check(standing("joined"))])
    quotes = rows.filter(pl.col("quote_id").is_in(renderings["quote_id"].implode()))
    history = histories(revisions(snapshot))
    if wanted is not None:
        history = history.join(history.join(quotes, on="article_id", how="semi"), on="item", how="semi")
    homes = pl.concat([quotes["article_id"], history["article_id"]]).unique().implode()
    superseded = history.filter(pl.col("standing") == "superseded")
    articles, signs, origins, sentences = (
        table.check(rows if wanted is None else rows.filter(pl.col("article_id").is_in(homes)))
        for table, rows in ((table, snapshot.table(table.name)) for table in (ARTICLES, SIGNS, ORIGINS, SENTENCES))
    )
    signs, origins, sentences = (
        rows.join(superseded, on="article_id", how="anti", maintain_order="left")
        for rows in (signs, origins, sentences)
    )
    return Story(
        articles=with_standing(articles, history),
        errors=ERRORS.frame(),
        sentences=sentences,
        signs=signs,
        origins=origins,
        quotes=quotes.sort("article_id", "start", "end"),
        statements=found.sort("statement_id"),
        renderings=renderings.sort("statement_id", "quote_id"),
        drifts=DRIFTS.check(standing("drifts")),
        verdicts=VERDICTS_TABLE.check(standing("verdicts")),
        embedded=tuple(sentences["article_id"].unique(maintain_order=True)),
        model=model,
        histories=history,
        changes=changes(history, every.join(history, on="article_id", how="semi")),
    )


def archived(
    snapshot: Snapshot,
    asked: pl.DataFrame,
    encoder: "Encoder",
    *,
    excluded: Collection[str] = (),
    original: str | None = None,
) -> Story:
    """Return the story of the statements that quotes may render.

    Args:
        snapshot: the state to read.
        asked: `seeds.schema.QUOTES`.
        encoder: the archive's.
        excluded: article_ids that do not count, such as that of a draft to be checked.
        original: path of an article: the quotes are held against its words, and no others.

    Raises:
        ArchiveError: the archive's vectors are another encoder's.
    """
    require_model(snapshot, encoder.name)
    near = statements_near(snapshot, asked, encoder, excluded=excluded, original=original)
    return story(snapshot, near, model=encoder.name)
