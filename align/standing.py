"""What stands in an archive, as far as a new slice must know it: vectors, links, and who is in which statement."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

import embeddings
import seeds
from align.ageing import between, cosines_lost, days_of
from align.archive.history import revisions
from align.archive.store import Snapshot
from seeds.schema import REVISIONS

if TYPE_CHECKING:
    from embeddings import Encoder

# Copies of one utterance further apart than this many days are not looked for.
_DAYS: Final = 60
# Pairs whose log-odds are remembered, so that a slice does not weigh anew what the one before it weighed: 60 MB.
_WEIGHED: Final = 400_000

Pair = tuple[str, str]


class Standing:
    """The archive's state in memory, brought up to date batch by batch.

    Vectors are kept in half the width: `narrowed` makes those of new copy such that nothing is lost by it.
    """

    def __init__(self, encoder: "Encoder") -> None:
        self._encoder = encoder
        self._seen = 0
        self._ids: list[str] = []
        self._place: dict[str, int] = {}
        self._vectors: npt.NDArray[np.float16] = np.zeros((0, encoder.dimension), np.float16)
        self._days: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._quoted: npt.NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        self._homes: defaultdict[str, set[str]] = defaultdict(set)
        self._quotes_of: defaultdict[str, set[str]] = defaultdict(set)
        self._revisions = REVISIONS.frame()
        self.weighed: dict[tuple[str, str], float] = {}
        self.articles: set[str] = set()
        self.members: dict[str, frozenset[str]] = {}
        self.originals: dict[str, str] = {}
        self.first_seen: dict[str, int] = {}

    def catch_up(self, snapshot: Snapshot) -> None:
        """Take in what the batches since the last time wrote."""
        if len(self.weighed) > _WEIGHED:
            self.weighed = dict(islice(self.weighed.items(), len(self.weighed) // 2, None))
        if snapshot.last <= self._seen:
            return
        newer = f"batch > {self._seen}"
        articles = snapshot.table("articles", where=newer, columns=["article_id", "published"])
        self.articles.update(articles["article_id"])
        homes = [
            snapshot.table(name, where=newer, columns=["quote_id", "article_id"]).with_columns(
                quoted=pl.lit(name == "quotes")
            )
            for name in ("quotes", "loose")
        ]
        texts = pl.concat(homes).join(articles, on="article_id", how="left")
        kept = snapshot.vectors(self._encoder.name, self._encoder.dimension, where=newer)
        found = texts.join(kept, left_on="quote_id", right_on="text_id", how="inner", maintain_order="left")
        for quote, article in found.select("quote_id", "article_id").iter_rows():
            self._quotes_of[article].add(quote)
        self._revisions = pl.concat([self._revisions, revisions(snapshot, where=newer)])
        self._place |= {name: len(self._ids) + row for row, name in enumerate(found["quote_id"])}
        self._ids.extend(found["quote_id"])
        vectors = found["vector"].to_numpy().reshape(-1, self._encoder.dimension)
        self._vectors = np.concatenate([self._vectors, vectors.astype(np.float16)])
        self._days = np.concatenate([self._days, days_of(found["published"])])
        self._quoted = np.concatenate([self._quoted, found["quoted"].to_numpy().astype(np.bool_)])
        for one, other in snapshot.table("links", where=newer, columns=["one", "other"]).iter_rows():
            self._linked[one].add(other)
            self._linked[other].add(one)
        self._restate(snapshot, newer)
        self._seen = snapshot.last

    def _restate(self, snapshot: Snapshot, newer: str) -> None:
        rows = snapshot.table("statements", where=newer)
        for statement, original, merged in rows.select("statement_id", "original", "merged_into").iter_rows():
            for quote in self.members.pop(statement, ()):
                self._homes[quote].discard(statement)
            self.first_seen.setdefault(statement, snapshot.last)
            if merged is None:
                self.originals[statement] = original
            else:
                self.originals.pop(statement, None)
        renderings = snapshot.table("renderings", where=newer).group_by("statement_id").agg("quote_id")
        for statement, quotes in renderings.iter_rows():
            self.members[statement] = frozenset(quotes)
            for quote in quotes:
                self._homes[quote].add(statement)

    def history(self, fresh: pl.DataFrame) -> pl.DataFrame:
        """Return the histories of all items, with new articles.

        Args:
            fresh: `seeds.schema.REVISIONS` of the new articles.
        """
        return seeds.histories(pl.concat([self._revisions, REVISIONS.check(fresh)]))

    def quotes_of(self, articles: Iterable[str]) -> set[str]:
        """Return the quotes, and the sentences beside them, of some articles."""
        return {quote for article in articles for quote in self._quotes_of.get(article, ())}

    def statements_of(self, quotes: Iterable[str]) -> set[str]:
        """Return the statements that some quotes render."""
        return {statement for quote in quotes for statement in self._homes.get(quote, ())}

    def are_linked(self, links: pl.DataFrame) -> pl.Series:
        """Return for each of some links whether it is known."""
        pairs = links.select("one", "other").iter_rows()
        return pl.Series([other in self._linked.get(one, ()) for one, other in pairs], dtype=pl.Boolean())

    def vectors(self, texts: Iterable[str]) -> pl.DataFrame:
        """Return (text_id, vector) of some texts."""
        names = list(texts)
        return pl.DataFrame(
            {"text_id": names, "vector": self._vectors[[self._place[name] for name in names]].astype(np.float32)},
            schema={"text_id": pl.String(), "vector": pl.Array(pl.Float32(), self._encoder.dimension)},
        )

    def near(
        self,
        ids: list[str],
        vectors: npt.NDArray[np.float32],
        days: npt.NDArray[np.int64],
        *,
        quotes: bool,
        count: int,
        least: float,
    ) -> list[Pair]:
        """Return (new, old) for each new text's nearest old quotes, or sentences, among those of about its time.

        The longer ago, the less near (`align.ageing`).
        """
        there = np.flatnonzero(self._quoted == quotes)
        found: list[Pair] = []
        for day in np.unique(days):
            rows = np.flatnonzero(days == day)
            among = there[_together(day, self._days[there])]
            if not len(among):
                continue
            near, cosine = embeddings.neighbours(
                vectors[rows],
                self._vectors[among].astype(np.float32),
                count,
                less=cosines_lost(int(day), self._days[among]),
            )
            found += [
                (ids[row], self._ids[among[other]])
                for place, row in enumerate(rows)
                for other, score in zip(near[place], cosine[place], strict=True)
                if score >= least
            ]
        return found

    def closed(self, quotes: Iterable[str], days: Iterable[int]) -> set[str]:
        """Return the quotes with all that renders a statement with them, or is linked to them and of about some days.

        Statements of one making follow each other through a year by links of one to the next; what is far from all
        new copy cannot be one with it, and stays as it stands.
        """
        about = np.zeros(len(self._days), np.bool_)
        for day in set(days):
            about |= _together(day, self._days)
        found: set[str] = set()
        open_ = list(quotes)
        while open_:
            quote = open_.pop()
            if quote in found:
                continue
            found.add(quote)
            open_ += (other for other in self._linked.get(quote, ()) if about[self._place[other]])
            open_ += (other for statement in self._homes.get(quote, ()) for other in self.members[statement])
        return found


def narrowed(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return vectors with the values that half the width has: a slice's own are as those of the archive."""
    return vectors.astype(np.float16).astype(np.float32)


def _together(day: int, others: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which days are about as late as one; a day that is not known is about as late as any."""
    near: npt.NDArray[np.bool_] = between(day, others) <= _DAYS
    return near
