"""What stands in an archive, as far as a new slice must know it: vectors, links, and who is in which statement."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

import seeds
from align.ageing import EARLIEST, LATEST, UNDATED, between, cosines_lost
from align.archive.history import revisions
from align.archive.store import Snapshot, rows_of
from align.archive.tables import vectors_table
from align.archive.vectors import Within
from embeddings.sifting import near_enough
from seeds.schema import REVISIONS

if TYPE_CHECKING:
    from embeddings import Encoder

# Copies of one utterance further apart than this many days are not looked for.
_DAYS: Final = 60
# Days that are held on either side beyond those: copy comes day by day, and is not to be read anew for each.
_BESIDE: Final = 30
# Pairs whose log-odds are remembered, so that a slice does not weigh anew what the one before it weighed: 50 MB.
_WEIGHED: Final = 150_000

Pair = tuple[str, str]


class Standing:
    """The part of an archive's state that is of about the days of the new copy, brought up to date batch by batch.

    What is of other days stays on the disk: so neither the time nor the memory of a batch grows with the archive, but
    with how much copy a season has. Vectors are kept in half the width: `narrowed` makes those of new copy such that
    nothing is lost by it.

    Attributes:
        weighed: log-odds of pairs that were weighed before.
        members: by statement, its quotes: of each that a text of these days renders.
        originals: by statement, its original; of the same.
        first_seen: by statement, the batch that it came with; of the same.
    """

    def __init__(self, encoder: "Encoder") -> None:
        self._encoder = encoder
        self.weighed: dict[tuple[str, str], float] = {}
        self._snapshot: Snapshot | None = None
        self._held = (0, -1)
        self._clear()

    def _clear(self) -> None:
        self._seen = 0
        self._ids: list[str] = []
        self._place: dict[str, int] = {}
        self._vectors: npt.NDArray[np.float16] = np.zeros((0, self._encoder.dimension), np.float16)
        self._days: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._quoted: npt.NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        self._homes: defaultdict[str, set[str]] = defaultdict(set)
        self._revisions = REVISIONS.frame()
        self.members: dict[str, frozenset[str]] = {}
        self.originals: dict[str, str] = {}
        self.first_seen: dict[str, int] = {}

    def catch_up(self, snapshot: Snapshot, days: npt.NDArray[np.int64]) -> None:
        """Take in what the batches since the last time wrote, and what is of about the days of new copy."""
        if len(self.weighed) > _WEIGHED:
            self.weighed = dict(islice(self.weighed.items(), len(self.weighed) // 2, None))
        self._snapshot = snapshot
        if not len(days):
            return
        first, last = (EARLIEST, LATEST) if UNDATED in days else (int(days.min()) - _DAYS, int(days.max()) + _DAYS)
        if first < self._held[0] or last > self._held[1]:
            self._clear()
            self._held = (max(EARLIEST, first - _BESIDE), min(LATEST, last + _BESIDE))
        if snapshot.last <= self._seen:
            return
        newer = f"batch > {self._seen}"
        self._hold(snapshot, f"{newer} AND {Within(days=self._held).condition}")
        self._revisions = pl.concat([self._revisions, revisions(snapshot, newer, *self._held)])
        self._restate(snapshot, newer)
        self._seen = snapshot.last

    def _hold(self, snapshot: Snapshot, where: str) -> None:
        """Hold the vectors of some texts, with what stands beside them."""
        table, width = vectors_table(self._encoder.name, self._encoder.dimension).name, self._encoder.dimension
        vectors, days, quoted = [self._vectors], [self._days], [self._quoted]
        for part in snapshot.parts(table, where, ["text_id", "vector", "day", "quoted"]):
            self._place |= {name: len(self._ids) + row for row, name in enumerate(part["text_id"])}
            self._ids.extend(part["text_id"])
            vectors.append(part["vector"].to_numpy().reshape(-1, width).astype(np.float16))
            days.append(part["day"].to_numpy())
            quoted.append(part["quoted"].to_numpy().astype(np.bool_))
        self._vectors, self._days = np.concatenate(vectors), np.concatenate(days)
        self._quoted = np.concatenate(quoted)

    def _restate(self, snapshot: Snapshot, newer: str) -> None:
        """Take in statements, with all that renders them, and links, of the texts that are held and newer batches."""
        columns = ["statement_id", "original", "merged_into", "batch"]
        rows = snapshot.table("statements", where=newer, columns=columns)
        renderings = snapshot.table("renderings", where=newer, columns=["statement_id", "quote_id"])
        held = pl.DataFrame({"quote_id": self._ids}, schema={"quote_id": pl.String()})
        if not self._seen:
            of_these = _rendered(renderings, held)
            renderings = renderings.join(of_these, on="statement_id", how="semi")
            self.first_seen = dict(snapshot.first_batches().join(of_these, on="statement_id", how="semi").iter_rows())
            rows = rows.join(of_these, on="statement_id", how="semi")
        for statement, original, merged, batch in rows.iter_rows():
            for quote in self.members.pop(statement, ()):
                self._homes[quote].discard(statement)
            self.first_seen.setdefault(statement, batch)
            if merged is None:
                self.originals[statement] = original
            else:
                self.originals.pop(statement, None)
        for statement, quotes in renderings.group_by("statement_id").agg("quote_id").iter_rows():
            self.members[statement] = frozenset(quotes)
            for quote in quotes:
                self._homes[quote].add(statement)
        near = None if self._seen else {*self._ids, *renderings["quote_id"]}
        for part in snapshot.parts("links", newer, ["one", "other"]):
            for one, other in part.iter_rows() if near is None else _reaching(part, near):
                self._linked[one].add(other)
                self._linked[other].add(one)

    def known(self, articles: pl.Series) -> pl.Series:
        """Return which of some article_ids the archive has."""
        return self._rows("articles", "article_id", articles, ["article_id"])["article_id"]

    def history(self, fresh: pl.DataFrame) -> pl.DataFrame:
        """Return the histories of the items of these days, with new articles.

        Args:
            fresh: `seeds.schema.REVISIONS` of the new articles.
        """
        fresh = REVISIONS.check(fresh)
        items = fresh["item"].filter(fresh["item"] != "").unique()
        # An identifier makes versions of articles however far apart.
        others = REVISIONS.check(self._rows("revisions", "item", items, list(REVISIONS.columns)))
        return seeds.histories(pl.concat([self._revisions, others, fresh]).unique("article_id", maintain_order=True))

    def quotes_of(self, articles: Iterable[str]) -> set[str]:
        """Return the quotes, and the sentences beside them, of some articles."""
        table = vectors_table(self._encoder.name, self._encoder.dimension).name
        return set(self._rows(table, "article_id", articles, ["text_id"])["text_id"])

    def _rows(self, table: str, column: str, keys: Iterable[str], columns: list[str]) -> pl.DataFrame:
        if self._snapshot is None:
            raise ValueError("standing: nothing was taken in. Call catch_up first.")
        return rows_of(self._snapshot, table, column, set(keys), columns)

    def taken(self, statements: Iterable[str]) -> set[str]:
        """Return which of some statement_ids the archive has, of other days too, merged ones counted."""
        names = set(statements)
        held = names & self.first_seen.keys()
        return held | set(self._rows("statements", "statement_id", names - held, ["statement_id"])["statement_id"])

    def statements_of(self, quotes: Iterable[str]) -> set[str]:
        """Return the statements that some quotes render."""
        return {statement for quote in quotes for statement in self._homes.get(quote, ())}

    def are_linked(self, links: pl.DataFrame) -> pl.Series:
        """Return for each of some links whether it is known."""
        pairs = links.select("one", "other").iter_rows()
        return pl.Series([other in self._linked.get(one, ()) for one, other in pairs], dtype=pl.Boolean())

    def vectors(self, texts: Iterable[str]) -> pl.DataFrame:
        """Return (text_id, vector) of some texts, of other days too."""
        names = list(texts)
        held = [name for name in names if name in self._place]
        table = vectors_table(self._encoder.name, self._encoder.dimension)
        schema = {"text_id": pl.String(), "vector": table.columns["vector"]}
        ours = self._vectors[[self._place[name] for name in held]].astype(np.float32)
        found = pl.DataFrame({"text_id": held, "vector": ours}, schema=schema)
        if len(held) == len(names):
            return found
        # Those of the archive are narrowed already: `narrowed` is what it was given.
        return pl.concat([found, self._rows(table.name, "text_id", set(names) - set(held), ["text_id", "vector"])])

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
        among = np.flatnonzero((self._quoted == quotes) & self._about(days))
        if not len(among) or not ids:
            return []

        def less(rows: npt.NDArray[np.int64], places: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
            """What is taken off each cosine by the days between; all of it where they are too many."""
            own, others = days[rows], self._days[places]
            return np.where(_together(own, others), cosines_lost(own, others), np.float32(np.inf))

        pairs = near_enough(vectors, self._vectors, among, count, least=least, less=less)
        return [(ids[row], self._ids[place]) for row, place in zip(*pairs, strict=True)]

    def _about(self, days: Iterable[int]) -> npt.NDArray[np.bool_]:
        """Return of each text that is held whether it is of about any of some days."""
        about = np.zeros(len(self._days), np.bool_)
        for day in set(days):
            about |= _together(day, self._days)
        return about

    def closed(self, quotes: Iterable[str], days: Iterable[int]) -> set[str]:
        """Return the quotes with all that renders a statement with them, or is linked to them and of about some days.

        Statements of one making follow each other through a year by links of one to the next; what is far from all
        new copy cannot be one with it, and stays as it stands.
        """
        about = self._about(days)
        found: set[str] = set()
        open_ = list(quotes)
        while open_:
            quote = open_.pop()
            if quote in found:
                continue
            found.add(quote)
            near = (other for other in self._linked.get(quote, ()) if other in self._place)
            open_ += (other for other in near if about[self._place[other]])
            open_ += (other for statement in self._homes.get(quote, ()) for other in self.members[statement])
        return found


def _rendered(renderings: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Return (statement_id) of what some quotes render, and of what is rendered by others that render those."""
    found = renderings.join(quotes, on="quote_id", how="semi").select("statement_id").unique()
    while True:
        beside = renderings.join(found, on="statement_id", how="semi").select("quote_id")
        wider = renderings.join(beside, on="quote_id", how="semi").select("statement_id").unique()
        if wider.height == found.height:
            return found
        found = wider


def _reaching(links: pl.DataFrame, quotes: Collection[str]) -> Iterator[Pair]:
    """Yield the links that have one end or both among some quotes."""
    pairs = zip(links["one"].to_list(), links["other"].to_list(), strict=True)
    return (pair for pair in pairs if pair[0] in quotes or pair[1] in quotes)


def narrowed(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return vectors with the values that half the width has: a slice's own are as those of the archive."""
    return vectors.astype(np.float16).astype(np.float32)


def _together(day: int | npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return which days are about as late as one, or each as another; one that is not known is about as late as any."""
    near: npt.NDArray[np.bool_] = between(day, others) <= _DAYS
    return near
