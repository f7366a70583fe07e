"""Batch runs: new wire copy into an archive, once, aligned with all that came before.

Copy is taken in slices. What needs no other copy (reading, signs, quotes, vectors) is done first; then, holding the
archive, a slice is grouped with the statements near it, judged and committed. So a run that is killed has lost one
slice at most, and what it leaves is what an undisturbed run would have left.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import polars as pl

import seeds
from align.archive.store import Archive, require_model
from align.grouping import grouped, loose
from align.neighbourhood import neighbourhood
from align.nesting import innermost
from align.restating import restated
from align.schema import SEVERITIES
from align.standing import Standing, narrowed
from align.told import told
from embeddings.given import Given
from seeds.processes import sparing
from seeds.reading import files
from seeds.schema import ERRORS
from seeds.versions import with_standing

if TYPE_CHECKING:
    from embeddings import Encoder

# Files of one slice: small enough to lose, large enough that models work in full batches.
_SLICE: Final = 400


@dataclass
class Summary:
    """What a batch run did; the seconds of reading run beside those of the rest."""

    articles: int = 0
    known: int = 0
    errors: pl.DataFrame = field(default_factory=ERRORS.frame)
    quotes: int = 0
    statements_new: int = 0
    statements_changed: int = 0
    touched: set[str] = field(default_factory=set)
    drifts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return {
            "articles": self.articles,
            "known": self.known,
            "bad": self.errors.to_dicts(),
            "quotes": self.quotes,
            "statements_new": self.statements_new,
            "statements_changed": self.statements_changed,
            "drifts": dict(self.drifts),
            "seconds": {stage: round(spent, 2) for stage, spent in self.seconds.items()},
        }

    def lines(self, *, dry_run: bool = False) -> Iterator[str]:
        """Yield the summary, a line a figure."""
        yield f"{'would take in' if dry_run else 'taken in':<16}{self.articles:,} articles with {self.quotes:,} quotes"
        yield f"{'already known':<16}{self.known:,}"
        yield f"{'bad':<16}{self.errors.height:,}"
        if not dry_run:
            yield f"{'statements':<16}{self.statements_new:,} new, {self.statements_changed:,} changed"
            weights = (f"{self.drifts[severity]:,} {severity}" for severity in reversed(SEVERITIES))
            yield f"{'drifts':<16}{', '.join(weights)}"
        spent = (f"{stage} {seconds:.1f} s" for stage, seconds in self.seconds.items())
        yield f"{'time':<16}{', '.join(spent)}"

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time of a stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began


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


Progress = Callable[[int, int], None]


def batch(
    paths: Iterable[str],
    archive: Archive,
    encoder: "Encoder",
    *,
    since: str | None = None,
    dry_run: bool = False,
    embed_all: bool = False,
    columns: seeds.Columns | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Summary:
    """Take new wire copy into an archive and align it with what is there.

    Args:
        paths: files and folders; what the archive has already is left out, by its bytes and by article_id.
        archive: open for writing.
        encoder: the archive's; its vectors are kept there.
        since: leave out articles published before this day (ISO 8601); those without a day are taken.
        dry_run: read, and say what would be taken in; write nothing.
        embed_all: embed the sentences of every article, not only of those with signs of translation.
        columns: which columns of tables hold text, identifier and the rest (`seeds.read`).
        progress: called with the files done and all there are.

    Raises:
        ArchiveError: the archive cannot be read or written; what was committed before stays.
    """
    summary = Summary()
    with summary.timed("reading"):
        named, errors = files(paths, columns)
        if not dry_run:
            archive.bring_forward()
        snapshot = archive.snapshot()
        require_model(snapshot, encoder.name)
        known = snapshot.table("files", columns=["file_id"])["file_id"]
        fresh = named.unique("file_id", keep="first", maintain_order=True).filter(
            ~pl.col("file_id").is_in(known.implode())
        )
    summary.known = named.height - fresh.height
    bad = [errors]
    standing = Standing(encoder)
    parts = (fresh[start : start + _SLICE] for start in range(0, fresh.height, _SLICE))
    read = partial(_read, encoder=encoder, summary=summary, since=since, embed_all=embed_all, columns=columns)
    done = 0
    for part, began, copy, own in _ahead(read, parts):
        bad.append(copy.errors)
        if dry_run:
            summary.articles += own.articles.height
            summary.quotes += own.quotes.height
        else:
            _commit(archive, own, standing, encoder, summary, began)
        done += part.height
        progress(done, fresh.height)
    summary.errors = pl.concat(bad)
    return summary


_Read = tuple[pl.DataFrame, datetime, seeds.WireCopy, Slice]


def _ahead(read: Callable[[pl.DataFrame], _Read], parts: Iterable[pl.DataFrame]) -> Iterator[_Read]:
    """Yield what is read of each part; the next is read, in a thread and its processes, while one is committed."""
    with ThreadPoolExecutor(1, "reading") as reader:
        waiting: deque[Future[_Read]] = deque()
        for part in parts:
            waiting.append(reader.submit(read, part))
            if len(waiting) > 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(
    part: pl.DataFrame,
    encoder: "Encoder",
    summary: Summary,
    *,
    since: str | None,
    embed_all: bool,
    columns: seeds.Columns | None,
) -> _Read:
    """Return some files, when they began to be read, what was read of them, and all that needs no other copy."""
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
    with summary.timed("vectors"):
        texts = pl.concat([quotes, beside])
        made = narrowed(encoder.encode(texts["clean"].to_list()))
        told(quotes.iter_rows(named=True))  # what each quote brings to the evidence is remembered
        vectors = pl.DataFrame(
            {"text_id": texts["quote_id"], "vector": made},
            schema_overrides={"vector": pl.Array(pl.Float32(), encoder.dimension)},
        )
    revisions = seeds.revisions(articles)
    return part, began, copy, Slice(whole, articles, revisions, signs, origins, sentences, quotes, beside, vectors)


def _commit(
    archive: Archive, own: Slice, standing: Standing, encoder: "Encoder", summary: Summary, began: datetime
) -> None:
    with archive.writing() as snapshot:
        with summary.timed("statements"):
            standing.catch_up(snapshot)
            there = own.articles["article_id"].filter(own.articles["article_id"].is_in(standing.articles))
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
            found = grouped(quotes, beside, articles, origins, given, weighed=standing.weighed)
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
                "loose": own.loose,
                "vectors": own.vectors,
                "links": found.links.filter(~standing.are_linked(found.links)),
                **change.tables,
            }
            archive.commit(tables, started=began, model=encoder.name, dimension=encoder.dimension)
    summary.articles += own.articles.height
    summary.quotes += own.quotes.height
    summary.statements_new += len(change.new)
    summary.statements_changed += len(change.changed)
    summary.touched |= change.new | change.changed
    summary.touched -= change.merged
    summary.drifts.update(change.fresh_drifts["severity"].to_list())


def _without_superseded(quotes: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """Return the quotes of articles that no later version supersedes."""
    return quotes.join(history.filter(pl.col("standing") == "superseded"), on="article_id", how="anti")
