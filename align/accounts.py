"""Facts outside every statement: a date, an hour, a figure or a name that articles of one story tell differently."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from align.account_figures import Count, counts, may_differ, other_counts, other_figure
from align.account_names import other_name
from align.ageing import apart, days_of
from align.comparing import Texts, comparisons
from align.drift.figures import FIGURE
from align.drift.pairing import Text, paired, side
from align.drift.types import Drift, Side
from align.grouping import Grouped
from align.judging import Place, in_text
from align.languages import language, neutral
from align.schema import FACTS
from seeds.reading import cleaned_article
from seeds.splitting import sentences

if TYPE_CHECKING:
    from embeddings import Encoder

# Least cosine of two sentences that tell one thing, by encoder. Set on stories of our own and the articles of seeds/.
_ALIKE: Final = {"use": 0.5}
_ALIKE_ELSE: Final = 0.75
# Least cosine of two sentences that may count one thing.
_RELATED: Final = {"use": 0.2}
_RELATED_ELSE: Final = 0.7
# Days from which on copy that quotes an old statement tells another story.
_APART: Final = 14
_FIGURE: Final = re.compile(FIGURE)

_Row = Mapping[str, Any]
_Pair = tuple[_Row, _Row]
# The sentences of an article, those of the original's article, and their cosines.
_Near = tuple[list[_Row], list[_Row], npt.NDArray[np.float32]]
_Found = tuple[Drift, _Row, _Row]
# Spans of articles (start, end, what stands there), by article.
_Named = dict[str, list[tuple[int, int, str]]]


def disagreements(grouped: Grouped, articles: pl.DataFrame, drifts: pl.DataFrame, encoder: "Encoder") -> pl.DataFrame:
    """Return `align.schema.FACTS`: what an article tells otherwise than the article of a statement's original.

    Two articles tell one story where they share a statement. Of their sentences those are held against each other that
    are each other's nearest, and of those what one figure, date or hour, or one name
    apart says the same. Counts of one thing are told from any two sentences, where neither article has the other's. A
    figure inside a rendering of a shared statement is left out, and a name that a drift has.
    """
    days = dict(zip(articles["article_id"], map(int, days_of(articles["published"])), strict=True))
    together = [(one, other) for one, other in _together(grouped) if apart(days[one], days[other]) <= _APART]
    rows = articles.filter(pl.col("article_id").is_in(list({name for pair in together for name in pair})))
    told = _by_article(sentences(rows).iter_rows(named=True))
    near = list(_nearness(together, told, encoder))
    name = str(getattr(encoder, "name", ""))
    facing = list(_facing(near, _ALIKE.get(name, _ALIKE_ELSE)))
    found = [*_counted(near, _RELATED.get(name, _RELATED_ELSE)), *_told_alike(facing)]
    rendered, drifted = _rendered(grouped), _drifted(grouped, drifts)
    articles_by_id = {row["article_id"]: row for row in rows.iter_rows(named=True)}
    kept = []
    for drift, other, original in found:
        placed = _in_articles(drift, other, original, articles_by_id)
        here = other["article_id"], placed.start, placed.end
        there = original["article_id"], placed.against_start, placed.against_end
        if drift.category == "name":
            is_told = bool(_names_at(here, drifted) or _names_at(there, drifted))
        else:
            is_told = bool(_names_at(here, rendered) & _names_at(there, rendered))
        if not is_told:
            kept.append(_row(placed, other, original))
    return FACTS.frame(_once(kept))


def _told_alike(facing: Sequence[_Pair]) -> Iterator[_Found]:
    """Yield what sentences that else say the same tell differently: a figure, and a name."""
    compared = comparisons([_texts(original, other) for other, original in facing], with_model=False)
    for (other, original), comparison in zip(facing, compared, strict=True):
        theirs, ours = _side(original), _side(other)
        for drift in (other_figure(theirs, ours, comparison.drift), other_name(theirs, ours, comparison)):
            if drift is not None:
                yield drift, other, original


def _counted(near: Iterable[_Near], least: float) -> Iterator[_Found]:
    """Yield the counts of one thing that two articles tell differently, each in the sentences that are most alike."""
    for ours, theirs, cosines in near:
        own = {place: counts(_side(row)) for place, row in enumerate(ours)}
        others = {place: counts(_side(row)) for place, row in enumerate(theirs)}
        known = [{(each.value, each.unit) for found in part.values() for each in found} for part in (own, others)]
        candidates = [
            (float(cosines[here, there]), ours[here], theirs[there])
            for here, there in product(own, others)
            if cosines[here, there] >= least
            and any(
                may_differ(one, other) and _is_told_by_one(one, other, known)
                for one, other in product(others[there], own[here])
            )
        ]
        candidates.sort(key=itemgetter(0), reverse=True)
        texts = [(_text(original), _text(other)) for _, other, original in candidates]
        told: set[tuple[float, str]] = set()
        for pair, (_, other, original) in zip(paired(texts), candidates, strict=True):
            for there, here, drift in other_counts(pair):
                values = {(there.value, there.unit), (here.value, here.unit)}
                if _is_told_by_one(there, here, known) and not told & values:
                    told |= values
                    yield drift, other, original


def _is_told_by_one(there: Count, here: Count, known: Sequence[Collection[tuple[float, str]]]) -> bool:
    """Whether neither of two articles has the other's figure too, elsewhere; `known` are the rendering's first."""
    return (there.value, there.unit) not in known[0] and (here.value, here.unit) not in known[1]


def _once(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each fact of two articles once: of two about the same words or figure, the first."""
    kept: list[dict[str, Any]] = []
    for row in rows:
        if not any(_is_of_one(row, other) for other in kept):
            kept.append(row)
    return kept


def _is_of_one(row: _Row, other: _Row) -> bool:
    if any(row[side] != other[side] for side in ("article_id", "against_article")):
        return False
    overlap = row["start"] < other["end"] and other["start"] < row["end"]
    return overlap or any(_figures(row[side]) & _figures(other[side]) for side in ("words", "against_words"))


def _figures(words: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(words))


def _in_articles(drift: Drift, other: _Row, original: _Row, articles: Mapping[str, dict[str, Any]]) -> Drift:
    """Return a drift between the words of two sentences with offsets into the texts of their articles."""
    here, there = (
        Place(row, cleaned_article(articles[row["article_id"]]), articles[row["article_id"]]["text"])
        for row in (other, original)
    )
    return in_text(drift, here, there)


def _together(grouped: Grouped) -> list[tuple[str, str]]:
    """Return (article, article of the original) for each two articles that share a statement, once."""
    home = dict(grouped.quotes.select("quote_id", "article_id").iter_rows())
    originals = dict(grouped.statements.select("statement_id", "original").iter_rows())
    found: dict[frozenset[str], tuple[str, str]] = {}
    for statement, quote in grouped.renderings.select("statement_id", "quote_id").iter_rows():
        pair = home[quote], home[originals[statement]]
        if pair[0] != pair[1]:
            found.setdefault(frozenset(pair), pair)
    return list(found.values())


def _by_article(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row)
    return found


def _text(row: _Row) -> Text:
    code = row["language"] or ""
    return Text(row["clean"], language(code) or neutral(code), "direct")


def _side(row: _Row) -> Side:
    return side(_text(row))


def _nearness(
    together: Iterable[tuple[str, str]], told: Mapping[str, list[_Row]], encoder: "Encoder"
) -> Iterator[_Near]:
    """Yield (sentences, sentences of the original's article, cosines float32 [ours, theirs]) of two articles."""
    rows = [row for found in told.values() for row in found]
    if not rows:
        return
    found = np.asarray(encoder.encode([row["clean"] for row in rows]))
    vectors = {row["sentence_id"]: vector for row, vector in zip(rows, found, strict=True)}
    for name, original in together:
        ours, theirs = told.get(name, []), told.get(original, [])
        if ours and theirs:
            one, other = (np.stack([vectors[row["sentence_id"]] for row in part]) for part in (ours, theirs))
            yield ours, theirs, one @ other.T


def _facing(near: Iterable[_Near], least: float) -> Iterator[_Pair]:
    """Yield the pairs of sentences of two articles that are each other's nearest of all sentences."""
    for ours, theirs, cosines in near:
        best, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
        for place, partner in enumerate(best):
            if back[partner] == place and cosines[place, partner] >= least:
                yield ours[place], theirs[int(partner)]


def _texts(original: _Row, other: _Row) -> Texts:
    return Texts(
        original["clean"],
        other["clean"],
        original_language=original["language"],
        rendering_language=other["language"],
    )


def _rendered(grouped: Grouped) -> _Named:
    """Return the spans of the renderings of statements that have more than one, with the statement."""
    shared = grouped.renderings.filter(pl.len().over("statement_id") > 1).select("quote_id", "statement_id").unique()
    spans: _Named = {}
    quotes = grouped.quotes.join(shared, on="quote_id")
    for name, start, end, statement in quotes.select("article_id", "start", "end", "statement_id").iter_rows():
        spans.setdefault(name, []).append((start, end, statement))
    return spans


def _drifted(grouped: Grouped, drifts: pl.DataFrame) -> _Named:
    """Return the spans of the names that drifted, with the name."""
    home = dict(grouped.quotes.select("quote_id", "article_id").iter_rows())
    spans: _Named = {}
    for row in drifts.filter(pl.col("category") == "name").iter_rows(named=True):
        spans.setdefault(home[row["quote_id"]], []).append((row["start"], row["end"], row["words"]))
        spans.setdefault(home[row["against"]], []).append(
            (row["against_start"], row["against_end"], row["against_words"])
        )
    return spans


def _names_at(span: tuple[str, int, int], spans: _Named) -> set[str]:
    """Return the names of the spans that a span of an article overlaps."""
    article, start, end = span
    return {name for first, last, name in spans.get(article, ()) if first < end and start < last}


def _row(drift: Drift, other: _Row, original: _Row) -> dict[str, Any]:
    return {
        "article_id": other["article_id"],
        "start": drift.start,
        "end": drift.end,
        "against_article": original["article_id"],
        "against_start": drift.against_start,
        "against_end": drift.against_end,
        "category": drift.category,
        "words": drift.words,
        "against_words": drift.against_words,
        "explanation": drift.explanation,
    }
