"""Versions of one item: updates and corrections in their order, which of them stands, and what was withdrawn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from seeds.revising import SKETCH
from seeds.schema import ARTICLES, HISTORIES, REVISIONS

# Two copies share this part of their words, at least, to be versions: without an identifier, and with one that others
# may use too.
_NEAR: Final = 0.35
# Where nothing says whose copy both are, another paper's print of the dispatch must not pass for its correction.
_NEAR_OF_NOBODY: Final = 0.6
_NEAR_WITH_ITEM: Final = 0.2
# A notice repeats what it takes back.
_SAME_WORDS: Final = 0.6
_DAYS: Final = 30
# An identifier of fewer characters and without these is a number that two files may both use.
_SHORTEST_GLOBAL: Final = 20
_GLOBAL: Final = frozenset(":/.@")
_RANKS: Final = {"": 0, "update": 1, "correction": 1, "refile": 1, "withdrawal": 2}
_STATUSES: Final = {"superseded": "superseded", "withdrawn": "canceled"}

Row = dict[str, Any]


def histories(revisions: pl.DataFrame) -> pl.DataFrame:
    """Return which articles are versions of one item, in what order, and which of them stands.

    Versions are articles of one identifier and language that a version, a date or a slug tells apart; and an article
    that says that it corrects, updates, repeats or takes back, with the earlier copy of its agency that has its
    headline or most of its words. The order of the rows changes nothing.

    Args:
        revisions: `seeds.schema.REVISIONS`.

    Returns:
        `seeds.schema.HISTORIES`, an item after the other, in the order of its versions.
    """
    table = REVISIONS.check(revisions)
    rows = {row["article_id"]: row for row in table.filter(_may_have_history(table)).iter_rows(named=True)}
    beside = _candidates(table)
    rows |= {row["article_id"]: row for row in beside.iter_rows(named=True)}
    found = []
    for group in _groups(rows):
        if len(group) > 1 or group[0]["act"]:
            found += list(_history(group))
    return HISTORIES.frame(sorted(found, key=lambda row: (row["item"], row["place"], row["article_id"])))


def with_standing(articles: pl.DataFrame, histories: pl.DataFrame) -> pl.DataFrame:
    """Return the articles with the status that their item's history gives them: "superseded", or "canceled"."""
    known = {
        row["article_id"]: _STATUSES[row["standing"]]
        for row in histories.iter_rows(named=True)
        if row["standing"] in _STATUSES
    }
    statuses = [known.get(name, status) for name, status in articles.select("article_id", "status").iter_rows()]
    return ARTICLES.check(articles.with_columns(status=pl.Series(statuses, dtype=pl.String)))


def _may_have_history(table: pl.DataFrame) -> pl.Series:
    return table.select((pl.col("act") != "") | ((pl.col("item") != "") & pl.col("item").is_duplicated())).to_series()


def _candidates(table: pl.DataFrame) -> pl.DataFrame:
    """Return the articles that share a headline or part of their words with one that says it is a version."""
    acting = table.filter(pl.col("act") != "")
    if not acting.height:
        return table.clear()
    near = set()
    for column in ("names", "sketch"):
        shared = acting.select(pl.col(column)).explode(column).drop_nulls().unique()
        near |= set(
            table.select("article_id", column).explode(column).join(shared, on=column, how="semi")["article_id"]
        )
    return table.filter(pl.col("article_id").is_in(list(near)))


def _groups(rows: dict[str, Row]) -> Iterator[list[Row]]:
    """Yield the versions of each item."""
    home = {name: name for name in rows}

    def root(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    items: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.values():
        if row["item"]:
            items[row["item"]].append(row)
    for group in items.values():
        for one, other in _kin(group):
            home[max(root(one), root(other))] = min(root(one), root(other))
    # Who corrects what is asked in the order of time, so that an earlier correction is found like any other copy.
    acting = sorted((row for row in rows.values() if row["act"]), key=_order)
    for row in acting:
        if (earlier := _corrected(row, rows.values())) is not None and root(earlier) != root(row["article_id"]):
            one, other = sorted((root(earlier), root(row["article_id"])))
            home[other] = one
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for name in sorted(rows):
        groups[root(name)].append(rows[name])
    yield from groups.values()


def _kin(group: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Yield pairs of one identifier that are versions: of one that others may use too, those of near words."""
    guid = group[0]["item"].rpartition("|")[0]
    is_global = len(guid) >= _SHORTEST_GLOBAL or not _GLOBAL.isdisjoint(guid)
    ordered = sorted(group, key=lambda row: row["article_id"])
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if is_global or set(one["names"]) & set(other["names"]) or resemblance(one, other) >= _NEAR_WITH_ITEM:
                yield one["article_id"], other["article_id"]


def _corrected(row: Row, others: Iterable[Row]) -> str | None:
    """Return the copy that an article corrects, updates or takes back: the nearest before it, None where none is."""
    best: tuple[float, str, str] | None = None
    for other in others:
        if other["article_id"] == row["article_id"] or not _comes_before(other, row) or not _one_desk(other, row):
            continue
        named = bool(set(other["names"]) & set(row["names"]))
        near = resemblance(row, other)
        if named or near >= (_NEAR if row["agency"] and other["agency"] else _NEAR_OF_NOBODY):
            rank = (near + named, other["moment"] or "", other["article_id"])
            best = rank if best is None else max(best, rank)
    return best[2] if best else None


def _one_desk(one: Row, other: Row) -> bool:
    """Whether one desk may have written both, at about one time."""
    if one["language"] != other["language"]:
        return False
    if (
        one["agency"]
        and other["agency"]
        and one["agency"] not in other["agency"]
        and other["agency"] not in one["agency"]
    ):
        return False
    if one["item"] and other["item"] and one["item"] != other["item"] and _is_global(one) and _is_global(other):
        return False
    if one["moment"] and other["moment"]:
        days = [date.fromisoformat(row["moment"][:10]).toordinal() for row in (one, other)]
        return abs(days[0] - days[1]) <= _DAYS
    return True


def _is_global(row: Row) -> bool:
    return not _GLOBAL.isdisjoint(row["item"])


def _comes_before(one: Row, other: Row) -> bool:
    if one["moment"] and other["moment"]:
        length = min(len(one["moment"]), len(other["moment"]))
        if one["moment"][:length] != other["moment"][:length]:
            return bool(one["moment"] < other["moment"])
    return _order(one, dated=False) < _order(other, dated=False)


def _order(row: Row, *, dated: bool = True) -> tuple[str, int, int, str]:
    return (
        (row["moment"] or "") if dated else "",
        _RANKS[row["act"]],
        row["number"] or 0,
        "" if not dated else row["article_id"],
    )


def resemblance(one: Row, other: Row) -> float:
    """Return the part of the words of two articles, by their sketches, that both have: from 0 to 1."""
    first, second = set(one["sketch"]), set(other["sketch"])
    least = sorted(first | second)[:SKETCH]
    return sum(each in first and each in second for each in least) / len(least) if least else 0.0


def _history(group: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows of one item: what cannot be told apart in time stands side by side."""
    numbered = all(row["version"] is not None for row in group)
    dated = all(row["moment"] for row in group)

    def when(row: Row) -> tuple[int, str, int, int]:
        return (
            row["version"] if numbered else 0,
            row["moment"] if dated else "",
            _RANKS[row["act"]],
            row["number"] or 0,
        )

    ordered = sorted(group, key=lambda row: (when(row), row["article_id"]))
    steps = sorted({when(row) for row in group})
    last = [row for row in ordered if when(row) == steps[-1]]
    taken_back = any(row["act"] == "withdrawal" for row in last)
    for row in ordered:
        step = steps.index(when(row))
        standing = "superseded"
        if step == len(steps) - 1:
            standing = "withdrawn" if taken_back else "current"
        elif taken_back and step == len(steps) - 2 and not any(resemblance(row, each) >= _SAME_WORDS for each in last):
            standing = "withdrawn"
        yield {
            "article_id": row["article_id"],
            "item": ordered[0]["article_id"],
            "place": step + 1,
            "act": row["act"] or ("" if step == 0 else "update"),
            "standing": standing,
            "note": row["note"],
        }
