"""Quotes of articles: direct, mixed and indirect, with offsets, speaker and cue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from seeds.cleaning import Clean
from seeds.knowledge import Language, language
from seeds.quoting.attribution import Attribution, attribution, is_direct, is_speech
from seeds.quoting.clauses import Clause, Span, clause
from seeds.quoting.marks import Marked, marked_spans
from seeds.quoting.reported import reports
from seeds.quoting.resolution import Cast
from seeds.reading import cleaned_article
from seeds.schema import ARTICLES, QUOTES
from seeds.splitting import sentence_spans

# Three dots, bare or in brackets, inside a quote: words were left out there.
MARKED_CUT: Final = re.compile(r"\s*(?:\[\s*(?:\.\s?\.\s?\.|…)\s*\]|\(\s*(?:\.\s?\.\s?\.|…)\s*\)|\.\s?\.\s?\.+|…+)\s*")


@dataclass(frozen=True)
class _Quote:
    """One row in the making; offsets into the cleaned text."""

    kind: str
    content: Span
    segment: int
    found: Attribution
    paragraph: int
    alone: bool


def quotes(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the quotes of all articles, `seeds.schema.QUOTES`, in reading order.

    A language without a file gets none yet.
    """
    rows: list[dict[str, Any]] = []
    for article in ARTICLES.check(articles).iter_rows(named=True):
        known = language(article["language"] or "")
        if known is not None:
            rows.extend(_rows(article, cleaned_article(article), known))
    return QUOTES.frame(rows)


def _rows(article: dict[str, Any], cleaned: Clean, known: Language) -> Iterator[dict[str, Any]]:
    text = cleaned.text
    cast = Cast(text, known)
    found = _attributed(sorted(_found(text, known), key=lambda quote: quote.content.start), text)
    for quote in found:
        start, end = cleaned.span(quote.content.start, quote.content.end)
        row: dict[str, Any] = {
            "quote_id": f"{article['article_id']}:{start}-{end}",
            "article_id": article["article_id"],
            "kind": quote.kind,
            "text": article["text"][start:end],
            "clean": text[quote.content.start : quote.content.end],
            "start": start,
            "end": end,
            "segment": quote.segment,
            "language": known.code,
        }
        subject, apposition, cue = quote.found.subject, quote.found.apposition, quote.found.cue
        if subject is not None:
            speaker = cast.mention(_slice(text, subject), _slice(text, apposition) if apposition else None)
            row["speaker_start"], row["speaker_end"] = cleaned.span(subject.start, subject.end)
            row["speaker"] = article["text"][row["speaker_start"] : row["speaker_end"]]
            row |= {"speaker_head": speaker.head, "speaker_key": speaker.key, "role": speaker.role}
        if cue is not None:
            row["cue_start"], row["cue_end"] = cleaned.span(cue.start, cue.end)
            row["cue"] = article["text"][row["cue_start"] : row["cue_end"]]
        yield row


def _found(text: str, known: Language) -> Iterator[_Quote]:
    spans = list(sentence_spans(text, known.code))
    marked = marked_spans(text, known)
    yield from _marked_quotes(text, spans, marked, known)
    position = 0
    for start, end in spans:
        while position < len(marked) and marked[position].outer_end <= start:
            position += 1
        inside = [span for span in marked[position : position + 40] if span.outer_start < end and span.outer_end > start]
        sentence = clause(text, start, end, inside, known)
        for report in reports(sentence):
            if any(span.start < report.content.end and span.end > report.content.start for span in inside):
                continue  # words in marks inside the writer's sentence are a mixed quote of their own
            yield _Quote(
                "indirect",
                report.content,
                1,
                Attribution(report.subject, report.apposition, report.cue),
                text.count("\n", 0, start),
                alone=False,
            )


def _marked_quotes(text: str, spans: list[tuple[int, int]], marked: list[Marked], known: Language) -> Iterator[_Quote]:
    segment = 0
    carried = Attribution()
    place = 0
    for number, span in enumerate(marked):
        while place < len(spans) - 1 and spans[place][1] <= span.outer_start:
            place += 1
        last = place
        while last < len(spans) - 1 and spans[last][1] < span.outer_end:
            last += 1
        begin, finish = min(spans[place][0], span.outer_start), max(spans[last][1], span.outer_end)
        near = [other for other in marked[max(0, number - 20) : number + 20] if other.outer_end > begin and other.outer_start < finish]
        sentence = clause(text, begin, finish, near, known)
        found = carried if span.continues else attribution(sentence, span)
        direct = is_direct(sentence, span, attributed=found.cue is not None)
        if not is_speech(sentence, span, found, direct=direct):
            continue
        segment = segment if span.continues else 0
        carried = found
        for piece in _segments(text, span):
            segment += 1
            yield _Quote(
                "direct" if direct else "mixed",
                piece,
                segment,
                found,
                text.count("\n", 0, span.outer_start),
                alone=_stands_alone(sentence),
            )


def _segments(text: str, span: Marked) -> Iterator[Span]:
    """Yield the stretches of a marked span between its marked cuts, spaces at both ends left out."""
    at = span.start
    cuts = [(match.start(), match.end()) for match in MARKED_CUT.finditer(text, span.start, span.end)]
    for cut_start, cut_end in [*cuts, (span.end, span.end)]:
        piece = text[at:cut_start]
        body = piece.strip()
        if re.search(r"[^\W_]", body):
            start = at + piece.index(body)
            yield Span(start, start + len(body))
        at = cut_end


def _stands_alone(sentence: Clause) -> bool:
    """Whether nothing but quoted words stands in the sentence."""
    return not any(word.text[0].isalnum() for word in sentence.words)


def _attributed(found: list[_Quote], text: str) -> Iterator[_Quote]:
    """Yield the quotes in order; one that stands alone takes the speaker of the one before it in its paragraph.

    A paragraph of quoted words alone goes on with the speaker of the paragraph before.
    """
    last: _Quote | None = None
    for quote in found:
        current = quote
        if quote.found.subject is None and quote.found.cue is None and last is not None and quote.kind == "direct":
            same = quote.paragraph == last.paragraph and (quote.alone or last.kind == "direct")
            next_alone = quote.paragraph == last.paragraph + 1 and quote.alone and last.kind == "direct"
            if same or next_alone:
                current = replace(quote, found=Attribution(last.found.subject, last.found.apposition, None))
        yield current
        if current.found.subject is not None:
            last = current


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]
