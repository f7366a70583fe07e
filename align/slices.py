"""A slice of new copy: what is made of it alone, and how it is grouped with an archive and committed."""

import gc
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

import embeddings
import seeds
from align.ageing import days_of
from align.archive.sketches import sketched
from align.archive.store import Archive
from align.archive.vectors import placed
from align.grouping import grouped, loose
from align.neighbourhood import neighbourhood
from align.nesting import innermost
from align.restating import restated
from align.standing import Standing, narrowed
from align.told import told
from embeddings.given import Given
from embeddings.processor import give_memory_back
from seeds.processes import sparing
from seeds.versions import with_standing

if TYPE_CHECKING:
    from align.batching import Summary
    from embeddings import Encoder


@dataclass(frozen=True)
class Slice:
    """Some new copy with all that is made of it before it meets the archive."""

    files: pl.DataFrame
    articles: pl.DataFrame
    revisions: pl.DataFrame
    signs: pl.DataFrame
    origins: pl.DataFrame
    sentences: pl.DataFrame
    quotes: pl.DataFrame
    loose: pl.DataFrame
    vectors: pl.DataFrame

    def without(self, article_ids: pl.Series) -> "Slice":
        """Return the slice without some articles: those that another batch has taken in meanwhile."""
        known = article_ids.implode()
        frames = {
            name: getattr(self, name).filter(~pl.col("article_id").is_in(known))
            for name in ("articles", "revisions", "signs", "origins", "sentences", "quotes", "loose")
        }
        texts = pl.concat([frames["quotes"]["quote_id"], frames["loose"]["quote_id"]])
        vectors = self.vectors.filter(pl.col("text_id").is_in(texts.implode()))
        return Slice(files=self.files, vectors=vectors, **frames)


class Taken(NamedTuple):
    """Some files, when they began to be read, what was read of them, and what is made of that."""

    files: pl.DataFrame
    began: datetime
    copy: seeds.WireCopy
    own: Slice


def read(
    part: pl.DataFrame,
    encoder: "Encoder",
    summary: "Summary",
    *,
    since: str | None,
    embed_all: bool,
    columns: seeds.Columns | None,
) -> Taken:
    """Return what is read of some files, and made of that without other copy; the options are those of a batch."""
    taken = extracted(part, summary, since=since, embed_all=embed_all, columns=columns)
    return embedded(taken, encoder, summary)


def extracted(
    part: pl.DataFrame,
    summary: "Summary",
    *,
    since: str | None,
    embed_all: bool,
    columns: seeds.Columns | None,
) -> Taken:
    """Return what is read of some files, with signs and quotes, and as yet without vectors."""
    began = datetime.now(UTC)
    with summary.timed("reading"), sparing(1):
        copy = seeds.read(part["path"], columns)
        articles = copy.articles
        if since is not None:
            articles = articles.filter(pl.col("published").is_null() | (pl.col("published") >= since))
        old = copy.articles.join(articles, on="article_id", how="anti")["path"]
        # A file of which a row or a member was left out for its day is not known either.
        left = pl.concat([copy.errors["path"], old, old.str.replace(r"(?s)(?:!/.*|#\d+)$", "")])
        whole = part.filter(~pl.col("path").is_in(left.implode()))
    with summary.timed("quotes"), sparing(1):
        signs, origins = seeds.signs(articles)
        quotes = innermost(seeds.quotes(articles))
        signed = articles if embed_all else articles.join(signs, on="article_id", how="semi")
        sentences = seeds.sentences(signed)
        beside = loose(sentences, quotes)
    revisions = seeds.revisions(articles)
    own = Slice(whole, articles, revisions, signs, origins, sentences, quotes, beside, vectors=pl.DataFrame())
    return Taken(part, began, copy, own)


def embedded(taken: Taken, encoder: "Encoder", summary: "Summary") -> Taken:
    """Return the same with the vectors of its quotes and of the sentences beside them."""
    own = taken.own
    with summary.timed("vectors"):
        texts = pl.concat([own.quotes, own.loose])
        made = narrowed(encoder.encode(texts["clean"].to_list()))
        told(own.quotes.iter_rows(named=True))  # what each quote brings to the evidence is remembered
        vectors = pl.DataFrame(
            {"text_id": texts["quote_id"], "vector": made},
            schema_overrides={"vector": pl.Array(pl.Float32(), encoder.dimension)},
        )
    return taken._replace(own=replace(own, vectors=vectors))


def commit(archive: Archive, taken: Taken, standing: Standing, encoder: "Encoder", summary: "Summary") -> None:
    """Group a slice with the statements near it, judge what is new, and commit all, holding the archive."""
    own = taken.own
    with archive.writing() as snapshot:
        with summary.timed("statements"):
            standing.catch_up(snapshot, days_of(own.articles["published"]))
            there = standing.known(own.articles["article_id"])
            own = own.without(there)
            summary.known += there.len()
            history = standing.history(own.revisions)
            old = neighbourhood(
                standing, snapshot, own.quotes, own.loose, own.articles, own.origins, own.vectors, history
            )
            quotes, beside = (
                _without_superseded(pl.concat(pair), history)
                for pair in ((own.quotes, old.quotes), (own.loose, old.loose))
            )
            texts = pl.concat([quotes, beside])
            vectors = pl.concat([own.vectors, standing.vectors([*old.quotes["quote_id"], *old.loose["quote_id"]])])
            at = {text: row for row, text in enumerate(vectors["text_id"])}
            given = Given(
                encoder,
                texts["clean"].to_list(),
                vectors["vector"].to_numpy()[[at[text] for text in texts["quote_id"]]],
            )
            articles = with_standing(pl.concat([own.articles, old.articles]), history)
            origins = pl.concat([own.origins, old.origins])
            found = grouped(quotes, beside, articles, origins, given, weighed=standing.weighed, told=old.told)
        with summary.timed("drift"):
            change = restated(found, beside, articles, standing, snapshot, old.quotes["quote_id"])
        with summary.timed("archive"):
            tables = {
                "files": own.files,
                "articles": own.articles,
                "revisions": own.revisions,
                "signs": own.signs,
                "origins": own.origins,
                "sentences": own.sentences,
                "quotes": own.quotes,
                "sketches": _sketches(own.quotes, own.articles),
                "loose": own.loose,
                "vectors": placed(own.vectors, own.quotes, own.loose, own.articles),
                "links": found.links.filter(~standing.are_linked(found.links)),
                **change.tables,
            }
            archive.commit(
                tables,
                started=taken.began,
                model=encoder.name,
                dimension=encoder.dimension,
                dtype=embeddings.computed_in(),
            )
    summary.articles += own.articles.height
    summary.quotes += own.quotes.height
    summary.statements_new += len(change.new)
    summary.statements_changed += len(change.changed)
    summary.touched |= change.new | change.changed
    summary.touched -= change.merged
    summary.drifts.update(change.fresh_drifts["severity"].to_list())
    gc.collect()  # between slices only: cycles hold tables of hundreds of megabytes
    give_memory_back()


def _sketches(quotes: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    days = dict(zip(articles["article_id"], days_of(articles["published"]).tolist(), strict=True))
    when = [days[name] for name in quotes["article_id"]]
    return sketched(quotes["quote_id"].to_list(), when, told(quotes.iter_rows(named=True)))


def _without_superseded(quotes: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """Return the quotes of articles that no later version supersedes."""
    return quotes.join(history.filter(pl.col("standing") == "superseded"), on="article_id", how="anti")
