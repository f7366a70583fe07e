"""The main job, whole: files in, every table of the story out."""

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl

import embeddings
import seeds
from align.grouping import Grouped, statements
from align.judging import judgements
from align.nesting import innermost
from align.stories import Story
from seeds.exceptions import InputError

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
    progress("signs of translation")
    signs, origins = seeds.signs(copy.articles)
    progress("quotes")
    quotes = innermost(seeds.quotes(copy.articles))
    marked = set(signs["article_id"])
    embedded = tuple(name for name in copy.articles["article_id"] if embed_all or name in marked)
    sentences = seeds.sentences(copy.articles.filter(pl.col("article_id").is_in(embedded)))
    progress("vectors")
    loaded: Any = embeddings.load(encoder) if isinstance(encoder, str) else encoder
    grouped: Grouped = statements(quotes, sentences, copy.articles, origins, loaded, original)
    progress("drift")
    drifts, verdicts = judgements(grouped, copy.articles)
    return Story(
        articles=copy.articles,
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
    )
