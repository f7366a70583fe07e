"""Was this quote faithfully relayed? Each quote held against the original of the statement that it renders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import polars as pl

import embeddings
from align.comparing import Comparison, comparisons
from align.drift.sameness import is_verbatim
from align.drift.tokens import tokens
from align.drift.types import Drift
from align.evidence import Evidence
from align.judging import Place, in_text, other_speaker, other_words, texts_of
from align.languages import language
from align.odds import NEVER, bar
from align.revised import same_words
from align.stories import Story
from seeds.cleaning import clean
from seeds.detection import detect
from seeds.exceptions import InputError
from seeds.quoting.resolution import speaker_columns
from seeds.reading import cleaned_article
from seeds.schema import QUOTES

if TYPE_CHECKING:
    from embeddings import Encoder

_CANDIDATES: Final = 12


@dataclass(frozen=True)
class Checked:
    """One quote with its verdict; `original` is the row of the quotes table that it is held against, None if not found.

    Offsets of `drift` are into the quote as typed, or for a quote of a draft into the draft's text; `against_start` and
    `against_end` into the text of the original's article.
    """

    quote: str
    start: int
    verdict: str
    faithfulness: float
    reason: str
    statement_id: str | None
    original: Mapping[str, Any] | None
    drift: tuple[Drift, ...]


class _Found(NamedTuple):
    """The source quote that an asked one renders, and the log-odds of the sources near it, by quote_id."""

    source: dict[str, Any]
    odds: dict[str, float]


def typed(quote: str, speaker: str | None = None) -> pl.DataFrame:
    """Return a quote as typed, one row of `seeds.schema.QUOTES`; a speaker, if given, is who is said to have spoken.

    Raises:
        InputError: there is no word in it.
    """
    if not any(character.isalnum() for character in quote):
        raise InputError("the quote has no words. Type the words to check, in quotation marks of the shell.")
    code = detect(quote)
    row: dict[str, Any] = {
        "quote_id": "typed",
        "article_id": "typed",
        "kind": "direct",
        "text": quote,
        "clean": clean(quote, code or "").text,
        "start": 0,
        "end": len(quote),
        "segment": 1,
        "language": code,
    }
    if speaker:
        row |= speaker_columns(speaker, code)
    return QUOTES.frame([row])


def checks(
    asked: pl.DataFrame,
    story: Story,
    encoder: "Encoder",
    *,
    original: str | None = None,
    drafts: pl.DataFrame | None = None,
    with_model: bool = True,
) -> list[Checked]:
    """Hold each asked quote against the original of the statement that it renders.

    Args:
        asked: rows of `seeds.schema.QUOTES`, typed or extracted from a draft.
        story: the sources.
        encoder: the encoder that made the story.
        original: path of an article: the quotes are held against its words, and no others.
        drafts: the articles table of the draft that `asked` comes from; None for typed quotes.
        with_model: whether the drift model has its say beside the checks.

    Returns:
        One Checked for each row of `asked`, in order.
    """
    rows = QUOTES.check(asked).rows(named=True)
    sources = _sources(story, original)
    found = _found(rows, sources, encoder, story)
    members: dict[str, set[str]] = {}
    statements: dict[str, list[str]] = {}
    for statement, quote in story.renderings.select("statement_id", "quote_id").iter_rows():
        members.setdefault(statement, set()).add(quote)
        statements.setdefault(quote, []).append(statement)
    lead = dict(story.statements.select("statement_id", "original").iter_rows())
    quotes = {row["quote_id"]: row for row in story.quotes.iter_rows(named=True)}
    homes = [
        each and _statement(each, {home: members[home] for home in statements[each.source["quote_id"]]})
        for each in found
    ]
    held: list[dict[str, Any] | None] = [
        None if each is None or home is None else each.source if original else quotes[lead[home]]
        for each, home in zip(found, homes, strict=True)
    ]
    articles = {
        row["article_id"]: row
        for frame in (story.articles, drafts)
        if frame is not None
        for row in frame.rows(named=True)
    }
    pairs = [(place, against) for place, against in enumerate(held) if against is not None]
    compared = comparisons(
        [
            replace(texts_of(_place(against, articles), _place(rows[place], articles)), is_excerpt=True)
            for place, against in pairs
        ],
        with_model=with_model,
    )
    by_place = {place: comparison for (place, _), comparison in zip(pairs, compared, strict=True)}
    found_out = [
        _checked(row, held[place], by_place.get(place), homes[place], articles) for place, row in enumerate(rows)
    ]
    return [_with_history(each, row, story, articles) for each, row in zip(found_out, rows, strict=True)]


def _sources(story: Story, original: str | None) -> list[dict[str, Any]]:
    """Return the quotes that can be found: all, or those of the article named."""
    rows = story.quotes.rows(named=True)
    if original is None:
        return rows
    named = Path(original).resolve()
    theirs = {
        article_id
        for article_id, path in story.articles.select("article_id", "path").iter_rows()
        if Path(path).resolve() == named
    }
    return [row for row in rows if row["article_id"] in theirs]


def _found(
    asked: Sequence[dict[str, Any]], sources: Sequence[dict[str, Any]], encoder: "Encoder", story: Story
) -> list["_Found | None"]:
    """Return for each asked quote what of the sources it renders best, or None."""
    if not asked or not sources:
        return [None] * len(asked)
    items = [*sources, *asked]
    vectors = np.asarray(encoder.encode([item["clean"] for item in items]), dtype=np.float32)
    evidence = Evidence(
        items,
        *({row["article_id"]: row for row in table.iter_rows(named=True)} for table in (story.articles, story.origins)),
    )
    near, _ = embeddings.neighbours(vectors[len(sources) :], vectors[: len(sources)], min(_CANDIDATES, len(sources)))
    evidence.prepare((int(other), len(sources) + row) for row in range(len(asked)) for other in near[row])
    found: list[_Found | None] = []
    for row, quote in enumerate(asked):
        odds = {int(other): evidence.meaning(int(other), len(sources) + row) for other in near[row]}
        best = max(odds, key=lambda other: odds[other])
        source = sources[best]
        if odds[best] < bar("found"):
            source = next((source for source in sources if _contains(source, quote)), {})
        beside = {sources[other]["quote_id"]: each for other, each in odds.items()}
        found.append(_Found(source, beside) if source else None)
    return found


def _statement(found: "_Found", homes: Mapping[str, set[str]]) -> str:
    """Return which of a source's statements, {statement: quotes}, what is asked renders: a check counts it once.

    Of two it is the one whose other quotes are nearer to what is asked.
    """
    own = found.source["quote_id"]
    near = {home: max((found.odds.get(quote, NEVER) for quote in homes[home] - {own}), default=NEVER) for home in homes}
    return max(sorted(homes), key=lambda home: near[home])


def _contains(source: Mapping[str, Any], quote: Mapping[str, Any]) -> bool:
    """Whether the words of a quote stand in a source as they are."""
    known = language(source["language"])
    if known is None or source["language"] != quote["language"]:
        return False
    return is_verbatim(tokens(source["clean"], known), tokens(quote["clean"], known))


def _checked(
    row: dict[str, Any],
    against: dict[str, Any] | None,
    comparison: Comparison | None,
    home: str | None,
    articles: Mapping[str, dict[str, Any]],
) -> Checked:
    if against is None or comparison is None:
        return Checked(row["text"], row["start"], "not found", 0.0, "nothing in the sources renders it", None, None, ())
    here, there = _place(row, articles), _place(against, articles)
    drift = [in_text(each, here, there) for each in comparison.drift]
    changed = other_speaker(against, row)
    words = other_words(there, here, comparison) if row["article_id"] in articles else None
    drift += [words] if words is not None else []
    verdict, faithfulness, reason = comparison.verdict, comparison.faithfulness, comparison.reason
    if changed is not None:
        drift.append(changed)
        if verdict != "altered":
            verdict, faithfulness, reason = "altered", min(faithfulness, 0.5), changed.explanation
    if verdict == "not found":
        verdict, reason = "unclear", "near to a statement of the sources, but few of its words answer to it"
    return Checked(row["text"], row["start"], verdict, faithfulness, reason, home, against, tuple(drift))


def _with_history(
    checked: Checked, row: Mapping[str, Any], story: Story, articles: Mapping[str, dict[str, Any]]
) -> Checked:
    """Return the answer with what the histories of items say of it: withdrawn copy, words of an earlier version."""
    told = []
    if checked.original is not None and articles[checked.original["article_id"]]["status"] == "canceled":
        told.append("the copy that it is held against was withdrawn")
    asked = same_words(row["clean"])
    earlier = next(
        (
            change["earlier"]
            for change in story.changes.iter_rows(named=True)
            if change["change"] in ("reworded", "dropped") and same_words(change["earlier_text"] or "") == asked
        ),
        None,
    )
    if earlier is not None and checked.verdict != "verbatim" and earlier in articles:
        told.append(f"these are the words of an earlier version of the copy, {articles[earlier]['path']}")
    return replace(checked, reason="; ".join([checked.reason, *told])) if told else checked


def _place(row: Mapping[str, Any], articles: Mapping[str, dict[str, Any]]) -> Place:
    """Return where a quote stands: in its article, or by itself as typed."""
    article = articles.get(row["article_id"])
    if article is None:
        return Place(row, clean(row["text"], row["language"] or ""), row["text"])
    return Place(row, cleaned_article(article), article["text"])
