"""Every rendering of a story held against its original, and a pull-out against the full quote of its own article."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import polars as pl

from align.comparing import Comparison, Texts, comparisons
from align.drift.types import Drift
from align.grouping import Grouped
from align.schema import DRIFTS, VERDICTS_TABLE
from align.speakers import CONFLICT, agreement, voice
from seeds.cleaning import Clean
from seeds.reading import cleaned_article
from seeds.splitting import sentence_spans

# Pairs that are compared at once: enough to fill batches, few enough that their words' vectors take little room.
_AT_ONCE: Final = 128
_FULLER: Final = {"mixed": ("direct",), "indirect": ("direct", "mixed")}


def judgements(
    grouped: Grouped,
    articles: pl.DataFrame,
    *,
    judged: Collection[tuple[str, str]] = (),
    with_model: bool = True,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `align.schema.DRIFTS` and `VERDICTS_TABLE` for the renderings of statements that have more than one.

    Pairs (quote_id, against) that are `judged` already are left out; `with_model` is as in `align.compare`.
    """
    quotes = {row["quote_id"]: row for row in grouped.quotes.iter_rows(named=True)}
    held = [each for each in held_pairs(grouped) if each[1:] not in judged]
    parts = {
        (statement, quote): (start, end)
        for statement, quote, start, end in grouped.parts.select("statement_id", "quote_id", "start", "end").iter_rows()
    }
    articles_by_id = {row["article_id"]: row for row in articles.iter_rows(named=True)}
    wanted = {(statement, name) for statement, *pair in held for name in pair}
    places = {
        (statement, quote): _part(place, parts.get((statement, quote)))
        for statement, quote in wanted
        if (article := articles_by_id[quotes[quote]["article_id"]])
        and (place := Place(quotes[quote], cleaned_article(article), article["text"]))
    }
    pairs = [(places[statement, quote], places[statement, against]) for statement, quote, against in held]
    texts = [texts_of(there, here) for here, there in pairs]
    compared = [
        each
        for start in range(0, len(texts), _AT_ONCE)
        for each in comparisons(texts[start : start + _AT_ONCE], with_model=with_model)
    ]
    drifts: list[dict[str, Any]] = []
    verdicts: list[dict[str, Any]] = []
    for (_, quote, against), (here, there), comparison in zip(held, pairs, compared, strict=True):
        found = [in_text(drift, here, there) for drift in comparison.drift]
        changed = other_speaker(quotes[against], quotes[quote])
        found += [each for each in (changed, other_words(there, here, comparison)) if each]
        verdicts.append({"quote_id": quote, "against": against, **_verdict(comparison, changed)})
        drifts += [{"quote_id": quote, "against": against, **asdict(drift)} for drift in found]
    return DRIFTS.frame(drifts), VERDICTS_TABLE.frame(verdicts)


def held_pairs(grouped: Grouped) -> Iterator[tuple[str, str, str]]:
    """Yield (statement, rendering, what it is held against): the original, then the fuller quote of its own article."""
    quotes = {row["quote_id"]: row for row in grouped.quotes.iter_rows(named=True)}
    members: dict[str, list[str]] = {}
    for statement, quote in grouped.renderings.select("statement_id", "quote_id").iter_rows():
        members.setdefault(statement, []).append(quote)
    for statement, original in grouped.statements.select("statement_id", "original").iter_rows():
        for quote in members[statement]:
            if quote == original:
                continue
            yield statement, quote, original
            fuller = next(
                (
                    other
                    for other in members[statement]
                    if other not in (quote, original)
                    and quotes[other]["article_id"] == quotes[quote]["article_id"]
                    and quotes[other]["kind"] in _FULLER.get(quotes[quote]["kind"], ())
                ),
                None,
            )
            if fuller is not None:
                yield statement, quote, fuller


def texts_of(original: "Place", rendering: "Place") -> Texts:
    """Return two quotes as a pair to compare, a mixed one with the sentence that it stands in."""
    return Texts(
        original.quote["clean"],
        rendering.quote["clean"],
        original.quote["kind"],
        rendering.quote["kind"],
        original.quote["language"],
        rendering.quote["language"],
        rendering_context=rendering.context if rendering.quote["kind"] == "mixed" else rendering.quote["cue"] or "",
    )


def _verdict(comparison: Comparison, changed: Drift | None) -> dict[str, Any]:
    """Return the columns of a verdict; evidence put the pair together, so words that do not show it are unclear."""
    if changed is not None and comparison.verdict != "altered":
        return {"verdict": "altered", "faithfulness": min(comparison.faithfulness, 0.5), "reason": changed.explanation}
    if comparison.verdict == "not found":
        reason = "the same statement by its speaker and place, but few of its words answer to each other"
        return {"verdict": "unclear", "faithfulness": 0.5, "reason": reason}
    return {"verdict": comparison.verdict, "faithfulness": comparison.faithfulness, "reason": comparison.reason}


def other_speaker(original: Mapping[str, Any], rendering: Mapping[str, Any]) -> Drift | None:
    """Return a `speaker` drift where words are put into another's mouth, else None; rows of the quotes table."""
    if agreement(voice(original), voice(rendering)) != CONFLICT:
        return None
    return Drift(
        category="speaker",
        severity="major",
        words=rendering["speaker"],
        start=rendering["speaker_start"] or 0,
        end=rendering["speaker_end"] or 0,
        against_words=original["speaker"],
        against_start=original["speaker_start"],
        against_end=original["speaker_end"],
        explanation=f"said by {original['speaker']} there, by {rendering['speaker']} here",
    )


def other_words(original: "Place", rendering: "Place", comparison: Comparison) -> Drift | None:
    """Return a `quotation` drift where two quotes in one language cannot both be the very words, else None."""
    sides = original.quote, rendering.quote
    if sides[0]["language"] != sides[1]["language"] or any(side["kind"] == "indirect" for side in sides):
        return None
    if comparison.verdict not in ("reworded", "altered"):
        return None
    if any(drift.category == "quotation" for drift in comparison.drift):
        return None
    if sides[0]["article_id"] == sides[1]["article_id"]:
        why = "the full quote in the same article has other words: both cannot be the very words"
    else:
        why = "two quotes in one language with other words: both cannot be the very words"
    start, against = sides[1]["start"], sides[0]["start"]
    return Drift("quotation", "minor", "", start, start, "", against, against, why)


@dataclass(frozen=True)
class Place:
    """Where a quote stands: its row, its article's cleaned text with the map back, and the article's text."""

    quote: Mapping[str, Any]
    article: Clean
    text: str

    @property
    def context(self) -> str:
        """The sentence that the quote stands in, without the quote's own words."""
        start, end = self.article.find(self.quote["start"], self.quote["end"])
        for begin, finish in sentence_spans(self.article.text, self.quote["language"]):
            if begin <= start < finish:
                return f"{self.article.text[begin:start]} … {self.article.text[end : max(end, finish)]}"
        return ""


def _part(place: Place, part: tuple[int, int] | None) -> Place:
    """Return where a part of a quote stands, by its span of the cleaned quote; None is all of it."""
    if part is None:
        return place
    base = place.article.find(place.quote["start"], place.quote["end"])[0]
    start, end = place.article.span(base + part[0], base + part[1])
    words = place.quote["clean"][part[0] : part[1]]
    return replace(
        place, quote={**place.quote, "clean": words, "text": place.text[start:end], "start": start, "end": end}
    )


def in_text(drift: Drift, rendering: Place, original: Place) -> Drift:
    """Return a drift with its offsets moved from the cleaned quotes into the texts of their articles."""
    start, end = _moved(drift.start, drift.end, rendering)
    against_start, against_end = _moved(drift.against_start, drift.against_end, original)
    return replace(
        drift,
        start=start,
        end=end,
        words=rendering.text[start:end],
        against_start=against_start,
        against_end=against_end,
        against_words=original.text[against_start:against_end],
    )


def _moved(start: int, end: int, place: Place) -> tuple[int, int]:
    base = place.article.find(place.quote["start"], place.quote["end"])[0]
    if start < end:
        return place.article.span(base + start, base + end)
    inside = start < len(place.quote["clean"])
    at = place.article.span(base + start, base + start)[0] if inside else place.quote["end"]
    return at, at
