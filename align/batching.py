"""Batch runs: new wire copy into an archive, once, aligned with all that came before.

Copy is taken in slices. What needs no other copy (reading, signs, quotes, vectors) is done first; then, holding the
archive, a slice is grouped with the statements near it, judged and committed. So a run that is killed has lost one
slice at most, and what it leaves is what an undisturbed run would have left.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import polars as pl

import seeds
from align.archive.store import Archive, require_model
from align.engines import Engine, local
from align.schema import SEVERITIES
from seeds.processes import seldom_collecting
from seeds.reading import files
from seeds.schema import ERRORS

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
    engine: Engine = local,
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
        engine: what reads the copy (`align.engines`); whichever it is, the archive ends the same.
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
    if fresh.height:
        # Only new copy needs what reads and judges it: a run that finds none is over before that is loaded.
        from align.slices import commit
        from align.standing import Standing

        parts = [fresh[start : start + _SLICE] for start in range(0, fresh.height, _SLICE)]
        standing: Standing | None = None
        done = 0
        with seldom_collecting():
            for taken in engine(parts, encoder, summary, since=since, embed_all=embed_all, columns=columns):
                if dry_run:
                    summary.articles += taken.own.articles.height
                    summary.quotes += taken.own.quotes.height
                else:
                    standing = standing or Standing(encoder)
                    commit(archive, taken, standing, encoder, summary)
                bad.append(taken.copy.errors)
                done += taken.files.height
                progress(done, fresh.height)
    summary.errors = pl.concat(bad)
    return summary
