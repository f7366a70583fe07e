"""How the statements of an archive stand after new copy: which go on, which merge, and what is judged anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from align.archive.store import Snapshot, rows_of
from align.grouping import Grouped
from align.judging import held_pairs, judgements
from align.schema import STATEMENTS
from align.standing import Standing


@dataclass(frozen=True)
class Change:
    """What a slice does to the archive's statements: their tables, and which are new, changed, merged away."""

    tables: Mapping[str, pl.DataFrame]
    new: set[str]
    changed: set[str]
    merged: set[str]
    fresh_drifts: pl.DataFrame


def named(found: Grouped, standing: Standing) -> tuple[dict[str, str], dict[str, str]]:
    """Return the statement_id of each group of `found`, and {statement: the one that it is merged into}.

    A statement goes on in the group that has most of its quotes (of those, the one with its original; then the first by
    its quotes). A group in which several go on has the id of the one seen first; the others are merged into it.
    """
    groups = {
        statement: frozenset(quotes)
        for statement, quotes in found.renderings.group_by("statement_id").agg("quote_id").iter_rows()
    }
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for group, quotes in groups.items():
        for quote in quotes:
            homes[quote].add(group)
    heirs: defaultdict[str, list[str]] = defaultdict(list)
    for statement in standing.statements_of(homes):
        members, original = standing.members[statement], standing.originals[statement]
        candidates = {group for quote in members for group in homes.get(quote, ())}
        heir = min(
            candidates,
            key=lambda group: (-len(groups[group] & members), original not in groups[group], min(groups[group])),
        )
        heirs[heir].append(statement)
    ids: dict[str, str] = {}
    merged: dict[str, str] = {}
    taken = standing.taken(groups)
    for group in groups:
        olds = sorted(heirs.get(group, ()), key=lambda statement: (standing.first_seen[statement], statement))
        if olds:
            ids[group] = olds[0]
            merged |= dict.fromkeys(olds[1:], olds[0])
        else:
            ids[group] = group if group not in taken else _another(group, standing)
    return ids, merged


def _another(statement: str, standing: Standing) -> str:
    """Return an id that no statement has: this one's, numbered."""
    number = 2
    while standing.taken([f"{statement}-{number}"]):
        number += 1
    return f"{statement}-{number}"


def restated(
    found: Grouped,
    loose: pl.DataFrame,
    articles: pl.DataFrame,
    standing: Standing,
    snapshot: Snapshot,
    old: Iterable[str],
) -> Change:
    """Return what changes when the statements of a neighbourhood stand as `found`; what stays is not written again.

    `loose` holds the sentences that might have joined, `seeds.schema.QUOTES`; `old` names the quotes of the
    neighbourhood, those of superseded versions too. A statement that only those rendered is merged into none, "".
    """
    ids, merged = named(found, standing)
    merged |= dict.fromkeys(standing.statements_of(old) - set(ids.values()) - merged.keys(), "")
    statements, renderings, parts = (
        frame.with_columns(pl.col("statement_id").replace_strict(ids, return_dtype=pl.String))
        for frame in (found.statements, found.renderings, found.parts)
    )
    touched = _touched(statements, renderings, standing)
    new = touched - standing.first_seen.keys()
    here = pl.col("statement_id").is_in(pl.Series(sorted(touched), dtype=pl.String).implode())
    kept = Grouped(statements.filter(here), renderings.filter(here), found.quotes, found.links, parts.filter(here))
    pairs = pl.DataFrame(
        list(held_pairs(kept)),
        schema={"statement_id": pl.String(), "quote_id": pl.String(), "against": pl.String()},
        orient="row",
    )
    known = {
        name: rows_of(snapshot, name, "statement_id", (touched - new) | merged.keys()).drop("statement_id")
        for name in ("drifts", "verdicts")
    }
    judged = set(known["verdicts"].select("quote_id", "against").iter_rows())
    drifts, verdicts = judgements(kept, articles, judged=judged)
    joined = found.quotes.join(loose.select("quote_id"), on="quote_id", how="semi")
    return Change(
        tables={
            "statements": pl.concat([kept.statements, _merged(merged, standing)]),
            "renderings": kept.renderings,
            "drifts": pl.concat([drifts, known["drifts"]]).join(pairs, on=["quote_id", "against"]),
            "verdicts": pl.concat([verdicts, known["verdicts"]]).join(pairs, on=["quote_id", "against"]),
            "joined": joined.join(kept.renderings.select("statement_id", "quote_id"), on="quote_id"),
        },
        new=new,
        changed=touched - new,
        merged=set(merged),
        fresh_drifts=drifts,
    )


def _touched(statements: pl.DataFrame, renderings: pl.DataFrame, standing: Standing) -> set[str]:
    """Return the statements whose quotes or original are not what they were."""
    originals = dict(statements.select("statement_id", "original").iter_rows())
    return {
        statement
        for statement, quotes in renderings.group_by("statement_id").agg("quote_id").iter_rows()
        if frozenset(quotes) != standing.members.get(statement)
        or originals[statement] != standing.originals.get(statement)
    }


def _merged(merged: Mapping[str, str], standing: Standing) -> pl.DataFrame:
    return STATEMENTS.frame(
        {"statement_id": old, "original": standing.originals[old], "merged_into": into}
        for old, into in sorted(merged.items())
    )
