"""Statements: quotes and sentences that render one utterance, grouped across articles.

Nearest neighbours of the sentence vectors are the candidates; `align.evidence` weighs each pair of them; groups grow by
average link (`align.clusters`), so that two quotes are never joined through a third that resembles both.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl
from blake3 import blake3

import embeddings
from align.ageing import Days, cosines_lost, days_of
from align.clusters import clusters
from align.evidence import Evidence, Weighed
from align.odds import NEVER, bar
from align.originals import chosen
from align.parts import Span
from align.schema import LINKS, PARTS, RENDERINGS, STATEMENTS
from align.speakers import CONFLICT, SAME
from align.twofold import parts
from seeds.schema import ARTICLES, ORIGINS, QUOTES, SENTENCES

if TYPE_CHECKING:
    from align.told import Told
    from embeddings import Encoder

# A quote is weighed against this many of its nearest, if they are near enough; an archive keeps to the same.
CANDIDATES: Final = 24
LEAST_COSINE: Final = 0.25
CANDIDATES_OF_SENTENCES: Final = 4
LEAST_COSINE_OF_SENTENCES: Final = 0.5
_ID_LENGTH: Final = 16
# A sentence without a speaker of its own goes on with the one quoted just before it.
_CONTEXT: Final = 400


Pair = tuple[int, int]
Vectors = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Grouped:
    """The statements, their renderings, and the quotes with the sentences that joined them.

    `links` holds the pairs of quotes that rather render one statement than not, by log-odds (one, other, odds);
    `parts`, of the quotes that render two statements, what of them renders each.
    """

    statements: pl.DataFrame
    renderings: pl.DataFrame
    quotes: pl.DataFrame
    links: pl.DataFrame
    parts: pl.DataFrame = field(default_factory=PARTS.frame)


def statements(
    quotes: pl.DataFrame,
    sentences: pl.DataFrame,
    articles: pl.DataFrame,
    origins: pl.DataFrame,
    encoder: "Encoder",
    original: str | None = None,
) -> Grouped:
    """Group quotes, and sentences near them that no quote covers, into statements.

    Args:
        quotes: `seeds.schema.QUOTES`.
        sentences: those that may join, `seeds.schema.SENTENCES`.
        articles: `seeds.schema.ARTICLES`.
        origins: `seeds.schema.ORIGINS`.
        encoder: turns texts into vectors of unit length.
        original: path of the article whose renderings are the originals; None lets the evidence choose.

    Returns:
        Grouped tables. Every quote is in one statement, or in two where it renders both; the order of the rows changes
        nothing.
    """
    return grouped(quotes, loose(sentences, quotes), articles, origins, encoder, original)


def loose(sentences: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """Return the sentences that no quote covers, as `seeds.schema.QUOTES`: they may render a statement all the same.

    Each is an indirect quote without a cue, by the speaker quoted just before it.
    """
    rows = QUOTES.check(quotes).rows(named=True)
    free = _uncovered(SENTENCES.check(sentences).sort("article_id", "start").rows(named=True), rows)
    return QUOTES.frame(_as_quote(sentence, rows) for sentence in free)


def grouped(
    quotes: pl.DataFrame,
    loose: pl.DataFrame,
    articles: pl.DataFrame,
    origins: pl.DataFrame,
    encoder: "Encoder",
    original: str | None = None,
    *,
    weighed: Weighed | None = None,
    told: Mapping[str, "Told"] | None = None,
) -> Grouped:
    """Group quotes, and what `loose` made of sentences; as `statements`.

    `weighed` holds pairs that were weighed before, and takes in those that are weighed now; `told` what some quotes
    bring to the evidence, by their quote_ids.
    """
    articles, origins = ARTICLES.check(articles), ORIGINS.check(origins)
    order = ["article_id", "start", "end"]
    rows = QUOTES.check(quotes).sort(order).rows(named=True)
    if not rows:
        return Grouped(STATEMENTS.frame(), RENDERINGS.frame(), QUOTES.frame(), LINKS.frame())
    vectors = np.asarray(encoder.encode([row["clean"] for row in rows]), dtype=np.float32)
    beside, beside_vectors, near = _near(QUOTES.check(loose).sort(order).rows(named=True), rows, vectors, encoder)
    items = [*rows, *beside]
    known = {row["article_id"]: row for row in articles.iter_rows(named=True)}
    origin = {row["article_id"]: row for row in origins.iter_rows(named=True)}
    evidence = Evidence(items, known, origin, weighed=weighed, sketches=told)
    days = days_of(known.get(row["article_id"], {}).get("published") for row in rows)
    groups, links = _grown(len(rows), evidence, _candidates(vectors, days))
    twofold = parts(groups, [pair for pair, _ in links], evidence)
    joined = _with_sentences(groups, near, evidence)
    for number, place in twofold:
        joined[number] = sorted({*joined[number], place})
    vectors = np.concatenate([vectors, beside_vectors])
    found, renderings, spans = _tables(joined, twofold, items, vectors, known, origin, original)
    kept = QUOTES.frame(items[place] for place in sorted({place for group in joined for place in group})).sort(order)
    return Grouped(found, renderings, kept, _links(links, items), spans)


def _uncovered(sentences: Iterable[dict[str, Any]], quotes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the sentences that share no character with a quote."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for quote in quotes:
        taken.setdefault(quote["article_id"], []).append((quote["start"], quote["end"]))
    return [
        sentence
        for sentence in sentences
        if not any(
            start < sentence["end"] and end > sentence["start"] for start, end in taken.get(sentence["article_id"], ())
        )
    ]


def _as_quote(sentence: dict[str, Any], quotes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a sentence as an indirect quote whose speaker is that of the quote just before it."""
    before = [
        quote
        for quote in quotes
        if quote["article_id"] == sentence["article_id"] and 0 <= sentence["start"] - quote["end"] <= _CONTEXT
    ]
    context = max(before, key=lambda quote: quote["end"], default={})
    speaker = {
        name: context.get(name)
        for name in ("speaker", "speaker_start", "speaker_end", "speaker_head", "speaker_key", "role")
    }
    return {
        **dict.fromkeys(QUOTES.columns),
        **{name: sentence[name] for name in ("article_id", "start", "end", "text", "clean", "language")},
        **speaker,
        "quote_id": sentence["sentence_id"],
        "kind": "indirect",
        "segment": 1,
    }


def _near(
    loose: list[dict[str, Any]], rows: Sequence[dict[str, Any]], vectors: Vectors, encoder: "Encoder"
) -> tuple[list[dict[str, Any]], Vectors, list[Pair]]:
    """Return the sentences near a quote of another article, their vectors, and (quote, sentence) by index of items."""
    if not loose:
        return [], np.zeros((0, vectors.shape[1]), np.float32), []
    own = np.asarray(encoder.encode([row["clean"] for row in loose]), dtype=np.float32)
    near, cosine = embeddings.neighbours(own, vectors, min(CANDIDATES_OF_SENTENCES, len(rows)))
    pairs = [
        (int(quote), place)
        for place, row in enumerate(loose)
        for quote, score in zip(near[place], cosine[place], strict=True)
        if score >= LEAST_COSINE_OF_SENTENCES and rows[int(quote)]["article_id"] != row["article_id"]
    ]
    kept = {place: number for number, place in enumerate(sorted({place for _, place in pairs}))}
    moved = [(quote, len(rows) + kept[place]) for quote, place in pairs]
    return [loose[place] for place in kept], own[list(kept)], moved


def _candidates(vectors: Vectors, days: Days) -> list[Pair]:
    """Return pairs of quotes of which one is among the other's nearest, by index, each once.

    The more days lie between two, the less near they are (`align.ageing`).
    """
    found: set[Pair] = set()
    for day in np.unique(days):
        own = np.flatnonzero(days == day)
        near, cosine = embeddings.neighbours(vectors[own], vectors, CANDIDATES + 1, less=cosines_lost(int(day), days))
        found |= {
            (min(int(place), int(other)), max(int(place), int(other)))
            for row, place in enumerate(own)
            for other, score in zip(near[row], cosine[row], strict=True)
            if other != place and score >= LEAST_COSINE
        }
    return sorted(found)


def _grown(
    quotes: int, evidence: Evidence, candidates: Sequence[Pair]
) -> tuple[list[list[int]], list[tuple[Pair, float]]]:
    """Return groups of quote indices, and the pairs at which two groups may meet, with their log-odds."""

    def score(first: int, second: int) -> float:
        if evidence.agreement(first, second) == CONFLICT:
            return NEVER
        more = bar("in_one_article") if evidence.beside(first, second) else 0.0
        return max(evidence.score(first, second) - more, bar("against"))

    evidence.prepare(candidates)
    # Who speaks is asked last: it only speaks against a pair here, and to compare names takes longer than all else.
    least = bar("link")
    links = [pair for pair in candidates if evidence.score(*pair) >= least and score(*pair) >= least]
    groups = clusters(
        quotes,
        links,
        evidence.prepare,
        score,
        mean=bar("mean"),
        least=bar("least"),
        never=NEVER / 2,
        held=bar("held"),
        size=evidence.says,
        one_part=evidence.one_part,
    )
    return groups, [(pair, score(*pair)) for pair in links]


def _links(links: Sequence[tuple[Pair, float]], items: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return LINKS.frame(
        {"one": one, "other": other, "odds": round(odds, 4)}
        for pair, odds in links
        for one, other in [sorted(items[place]["quote_id"] for place in pair)]
    ).sort("one", "other")


def _with_sentences(groups: list[list[int]], pairs: Sequence[Pair], evidence: Evidence) -> list[list[int]]:
    """Join each sentence to the statement of another article that it renders, if the evidence is strong enough."""
    home = {place: number for number, group in enumerate(groups) for place in group}
    evidence.prepare(pairs)
    best: dict[int, tuple[float, int]] = {}
    for other, sentence in pairs:
        of_speaker = evidence.agreement(other, sentence) == SAME
        score = evidence.score(other, sentence)
        if (
            score >= bar("sentence_of_speaker" if of_speaker else "sentence")
            and score > best.get(sentence, (0.0, 0))[0]
        ):
            best[sentence] = (score, home[other])
    joined = [list(group) for group in groups]
    for sentence, (_, number) in sorted(best.items()):
        joined[number].append(sentence)
    return joined


def _tables(
    groups: Sequence[Sequence[int]],
    twofold: Mapping[Pair, Span],
    items: Sequence[dict[str, Any]],
    vectors: Vectors,
    articles: Mapping[str, dict[str, Any]],
    origins: Mapping[str, dict[str, Any]],
    original: str | None,
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return `STATEMENTS`, `RENDERINGS` and `PARTS` of groups of items."""
    found, renderings, spans = [], [], []
    for number, group in enumerate(groups):
        first, why = chosen([items[place] for place in group], articles, origins, original)
        lead = group[first]
        # A quote can be the original of both its statements: each is named by the part that renders it.
        start, _ = twofold.get((number, lead), (0, 0))
        named = items[lead]["quote_id"] if not start else f"{items[lead]['quote_id']}:{start}"
        statement_id = blake3(named.encode()).hexdigest()[:_ID_LENGTH]
        found.append({"statement_id": statement_id, "original": items[lead]["quote_id"], "why_original": why})
        for place in group:
            quote_id = items[place]["quote_id"]
            similarity = float(vectors[lead] @ vectors[place])
            renderings.append(
                {
                    "statement_id": statement_id,
                    "quote_id": quote_id,
                    "similarity": round(min(1.0, max(-1.0, similarity if math.isfinite(similarity) else 0.0)), 4),
                }
            )
            if (number, place) in twofold:
                start, end = twofold[number, place]
                spans.append({"statement_id": statement_id, "quote_id": quote_id, "start": start, "end": end})
    return (
        STATEMENTS.frame(found).sort("statement_id"),
        RENDERINGS.frame(renderings).sort("statement_id", "quote_id"),
        PARTS.frame(spans).sort("statement_id", "quote_id"),
    )
