"""The main job, whole: files in, every table of the story out."""

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl

import embeddings
import seeds
from align.accounts import disagreements
from align.counterparts import with_alignments
from align.grouping import Grouped, statements
from align.judging import judgements
from align.nesting import innermost
from align.revised import changes
from align.schema import FACTS
from align.stories import Story
from seeds.exceptions import InputError
from seeds.versions import with_standing

if TYPE_CHECKING:
    from embeddings import Encoder

Progress = Callable[[str], None]
STAGES: Final = ("reading", "signs of translation", "quotes", "vectors", "drift")


def _silent(_stage: str) -> None:
    return None


def story(
    paths: Iterable[str | os.PathLike[str]],
    *,
    encoder: "Encoder | str" = "use",
    original: str | None = None,
    embed_all: bool = False,
    excluded: Collection[str] = (),
    columns: seeds.Columns | None = None,
    with_model: bool = True,
    with_facts: bool = True,
    with_words: bool = True,
    progress: Progress = _silent,
) -> Story:
    """Read wire copy and return the statements that its articles share, each rendering with verdict and drifts.

    Args:
        paths: files and folders.
        encoder: an encoder, or the name of one (`embeddings.load`).
        original: path of the article whose renderings are the originals.
        embed_all: embed the sentences of every article, not only of those with signs of translation.
        excluded: article_ids to leave out, such as that of the draft to be checked.
        columns: which columns of tables hold text, identifier and the rest (`seeds.read`).
        with_model: whether the drift model has its say beside the checks.
        with_facts: whether the facts outside quotes of which articles differ are looked for.
        with_words: whether the words of each rendering are aligned with those that it is held against.
        progress: called with the name of each stage as it starts.

    Raises:
        seeds.exceptions.InputError: `original` is none of the articles.
        seeds.exceptions.ModelError: the encoder cannot be loaded.
    """
    progress("reading")
    copy = seeds.read(paths, columns)
    if excluded:
        copy = replace(copy, articles=copy.articles.filter(~pl.col("article_id").is_in(list(excluded))))
    if original is not None and not any(
        Path(path).resolve() == Path(original).resolve() for path in copy.articles["path"]
    ):
        raise InputError(f"--original {original}: not among the articles read. Name one of them.")
    histories = seeds.histories(seeds.revisions(copy.articles))
    articles = with_standing(copy.articles, histories)
    standing = articles.filter(_stands(articles, original))
    progress("signs of translation")
    signs, origins = seeds.signs(standing)
    progress("quotes")
    found = innermost(seeds.quotes(articles))
    quotes = found.join(standing, on="article_id", how="semi", maintain_order="left")
    # A head that names an agency stands on that agency's own copy too.
    marked = set(signs.filter(pl.col("sign") != "dateline")["article_id"])
    embedded = tuple(name for name in standing["article_id"] if embed_all or name in marked)
    sentences = seeds.sentences(articles.filter(pl.col("article_id").is_in(embedded)))
    progress("vectors")
    loaded: Any = embeddings.load(encoder) if isinstance(encoder, str) else encoder
    grouped: Grouped = statements(quotes, sentences, articles, origins, loaded, original)
    progress("drift")
    drifts, verdicts = judgements(grouped, articles, with_model=with_model)
    told = Story(
        articles=articles,
        errors=copy.errors,
        sentences=sentences,
        signs=signs,
        origins=origins,
        quotes=grouped.quotes,
        statements=grouped.statements,
        renderings=grouped.renderings,
        drifts=drifts,
        verdicts=verdicts,
        embedded=embedded,
        model=str(getattr(loaded, "name", encoder)),
        histories=histories,
        changes=changes(histories, found),
        facts=disagreements(grouped, articles, drifts, loaded) if with_facts else FACTS.frame(),
    )
    return with_alignments(told) if with_words else told


def _stands(articles: pl.DataFrame, original: str | None) -> pl.Series:
    """Return for each article whether it counts: nothing supersedes it, or it is the original that was named."""
    named = Path(original).resolve() if original is not None else None
    return pl.Series(
        [
            status != "superseded" or (named is not None and Path(path).resolve() == named)
            for status, path in articles.select("status", "path").iter_rows()
        ],
        dtype=pl.Boolean,
    )
