"""The part of an archive that new copy must be grouped with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from align.ageing import days_of
from align.archive.sketches import facts_of, sketches_of
from align.archive.store import Snapshot, rows_of
from align.evidence import Evidence, Weighed
from align.grouping import CANDIDATES, CANDIDATES_OF_SENTENCES, LEAST_COSINE, LEAST_COSINE_OF_SENTENCES
from align.odds import bar
from align.speakers import CONFLICT
from align.standing import Pair, Standing
from align.told import Told, told
from seeds.schema import ARTICLES, ORIGINS, QUOTES


@dataclass(frozen=True)
class Neighbourhood:
    """The part of an archive that a slice is grouped with: whole statements, and sentences that may join one.

    `told` holds by quote_id what the quotes bring to the evidence, as far as it is kept.
    """

    quotes: pl.DataFrame
    loose: pl.DataFrame
    articles: pl.DataFrame
    origins: pl.DataFrame
    told: Mapping[str, Told]


def neighbourhood(
    standing: Standing,
    snapshot: Snapshot,
    quotes: pl.DataFrame,
    loose: pl.DataFrame,
    articles: pl.DataFrame,
    origins: pl.DataFrame,
    vectors: pl.DataFrame,
    history: pl.DataFrame,
) -> Neighbourhood:
    """Return what of the archive new quotes and sentences must be grouped with.

    That is every statement with a quote that a new one rather renders than not, or with one of an item that has a new
    version, all of about the time of the new copy that is linked to those, and the sentences near a new quote.
    """
    new_versions = history.join(articles, on="article_id", how="semi")
    turned = standing.quotes_of(history.join(new_versions, on="item", how="semi")["article_id"])
    days = dict(zip(articles["article_id"], days_of(articles["published"]).tolist(), strict=True))

    def side(frame: pl.DataFrame) -> tuple[list[str], npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        when = np.array([days[name] for name in frame["article_id"]], dtype=np.int64)
        return frame["quote_id"].to_list(), _rows(vectors, frame["quote_id"]), when

    of_quotes: dict[str, Any] = {"count": CANDIDATES, "least": LEAST_COSINE}
    of_sentences: dict[str, Any] = {"count": CANDIDATES_OF_SENTENCES, "least": LEAST_COSINE_OF_SENTENCES}
    pairs = standing.near(*side(quotes), quotes=True, **of_quotes)
    pairs += standing.near(*side(loose), quotes=True, **of_sentences)
    beside = standing.near(*side(quotes), quotes=False, **of_sentences)
    linked = _linked(pairs, snapshot, quotes, loose, articles, origins, standing.weighed)
    wanted = standing.closed(turned | linked, days.values())
    return _fetched(snapshot, wanted, {old for _, old in beside})


def _linked(
    pairs: Collection[Pair],
    snapshot: Snapshot,
    quotes: pl.DataFrame,
    loose: pl.DataFrame,
    articles: pl.DataFrame,
    origins: pl.DataFrame,
    weighed: Weighed,
) -> set[str]:
    """Return the old quotes of pairs that rather render one statement than two."""
    if not pairs:
        return set()
    old = rows_of(snapshot, "quotes", "quote_id", {other for _, other in pairs})
    homes = set(old["article_id"])
    rows = [*quotes.rows(named=True), *loose.rows(named=True), *old.rows(named=True)]
    known = {
        row["article_id"]: row
        for frame in (articles, rows_of(snapshot, "articles", "article_id", homes, ["article_id", "published"]))
        for row in frame.select("article_id", "published").rows(named=True)
    }
    origin = {
        row["article_id"]: row
        for frame in (origins, rows_of(snapshot, "origins", "article_id", homes))
        for row in frame.rows(named=True)
    }
    place = {row["quote_id"]: number for number, row in enumerate(rows)}
    evidence = Evidence(rows, known, origin, weighed=weighed)
    numbers = {(place[new], place[other]): other for new, other in pairs}
    # What an old quote brings to the evidence takes far longer to make than to look up its figures, or to compare two
    # names: these are asked first. In an archive of many people's words most that is near is another's.
    facts = facts_of(snapshot, set(old["quote_id"]))
    own = dict(zip(quotes["quote_id"], told(quotes.iter_rows(named=True)), strict=True))
    possible = [
        (one, other)
        for (one, other), name in numbers.items()
        if not (
            name in facts
            and rows[one]["quote_id"] in own
            and evidence.said_anew(one, other, own[rows[one]["quote_id"]], facts[name])
        )
        and evidence.agreement(one, other) != CONFLICT
    ]
    least = bar("link")
    # What is kept of it comes next, and models read the few of which nothing is.
    evidence.know(sketches_of(snapshot, {numbers[pair] for pair in possible}))
    evidence.prepare(possible)
    return {numbers[pair] for pair in possible if evidence.score(*pair) >= least}


def _fetched(snapshot: Snapshot, wanted: set[str], beside: set[str]) -> Neighbourhood:
    quotes = QUOTES.check(rows_of(snapshot, "quotes", "quote_id", wanted))
    loose = QUOTES.check(rows_of(snapshot, "loose", "quote_id", wanted | beside))
    homes = {*quotes["article_id"], *loose["article_id"]}
    return Neighbourhood(
        quotes,
        loose,
        ARTICLES.check(rows_of(snapshot, "articles", "article_id", homes)),
        ORIGINS.check(rows_of(snapshot, "origins", "article_id", homes)),
        sketches_of(snapshot, set(quotes["quote_id"])),
    )


def _rows(vectors: pl.DataFrame, ids: pl.Series) -> npt.NDArray[np.float32]:
    place = {name: row for row, name in enumerate(vectors["text_id"])}
    found: npt.NDArray[np.float32] = vectors["vector"].to_numpy()[[place[name] for name in ids]]
    return found
