"""Quotes of articles: direct, mixed and indirect, with offsets, speaker and cue."""

import bisect
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Final

import polars as pl

from seeds.cleaning import Clean
from seeds.knowledge import Language, any_language, language
from seeds.quoting.attribution import Attribution, attribution, is_direct, is_speech
from seeds.quoting.clauses import Clause, Span, clause, cues
from seeds.quoting.incises import dash_lines, with_incises
from seeds.quoting.marks import Marked, marked_spans
from seeds.quoting.particles import Topic, particle_quotes
from seeds.quoting.reported import Report, reports
from seeds.quoting.resolution import Cast
from seeds.quoting.segments import MARKED_CUT as MARKED_CUT  # noqa: PLC0414  # others take it from here
from seeds.quoting.segments import segments
from seeds.quoting.subjects import subject_of
from seeds.quoting.units import units
from seeds.reading import cleaned_article
from seeds.schema import ARTICLES, QUOTES

_LOG: Final = logging.getLogger(__name__)
_FIRST_WORDS: Final = 12


@dataclass(frozen=True)
class Found:
    """One row in the making; offsets into the cleaned text.

    `alone` says that nothing but quoted words stands in its unit; `runs_on` that it goes on with what was said before.
    """

    kind: str
    content: Span
    segment: int
    found: Attribution
    alone: bool = False
    runs_on: bool = False


def quotes(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the quotes of all articles, `seeds.schema.QUOTES`, in reading order.

    A language without a file gets what its marks alone tell: kind and offsets, no speaker; the log says so once.
    """
    rows: list[dict[str, Any]] = []
    unknown: set[str] = set()
    for article in ARTICLES.check(articles).iter_rows(named=True):
        code = article["language"] or ""
        known = language(code)
        if known is None and code not in unknown:
            unknown.add(code)
            _LOG.warning(
                "%s: quotes by their marks alone, without speakers: no file for language %r.", article["path"], code
            )
        rows.extend(_rows(article, cleaned_article(article), known or any_language()))
    return QUOTES.frame(rows)


def _rows(article: dict[str, Any], cleaned: Clean, known: Language) -> Iterator[dict[str, Any]]:
    text = cleaned.text
    cast = Cast(text, known)
    open_until: list[int] = []
    last = (-1, -1)
    for quote in _carried(_apart(_found(text, known)), text, known):
        start, end = cleaned.span(quote.content.start, quote.content.end)
        # Mended mojibake has no place of its own in the file: two quotes may map to one span there, or across another.
        while open_until and open_until[-1] <= start:
            open_until.pop()
        if start >= end or (start, end) == last or start < last[0] or (open_until and end > open_until[-1]):
            continue
        open_until.append(end)
        last = (start, end)
        row: dict[str, Any] = {
            "quote_id": f"{article['article_id']}:{start}-{end}",
            "article_id": article["article_id"],
            "kind": quote.kind,
            "text": article["text"][start:end],
            "clean": text[quote.content.start : quote.content.end],
            "start": start,
            "end": end,
            "segment": quote.segment,
            "language": article["language"],
        }
        subject, apposition, cue = quote.found.subject, quote.found.apposition, quote.found.cue
        if subject is not None:
            meant = quote.found.meant or subject
            speaker = cast.mention(_slice(text, meant), _slice(text, apposition) if apposition else None)
            row["speaker_start"], row["speaker_end"] = cleaned.span(subject.start, subject.end)
            row["speaker"] = article["text"][row["speaker_start"] : row["speaker_end"]]
            row |= {"speaker_head": speaker.head, "speaker_key": speaker.key, "role": speaker.role}
        if cue is not None:
            row["cue_start"], row["cue_end"] = cleaned.span(cue.start, cue.end)
            row["cue"] = article["text"][row["cue_start"] : row["cue_end"]]
        yield row


def _found(text: str, known: Language) -> list[Found]:
    marked = with_incises(text, marked_spans(text, known), known)
    marked = sorted([*marked, *dash_lines(text, marked, known)], key=lambda span: span.outer_start)
    spans = units(text, marked, known)
    found: list[Found] = []
    place = 0
    carried = Attribution()
    waiting: list[int] = []
    previous: Clause | None = None
    topics: list[Topic] = []
    for start, end in spans:
        while place < len(marked) and marked[place].outer_end <= start:
            place += 1
        last = place
        while last < len(marked) and marked[last].outer_start < end:
            last += 1
        inside = [span for span in marked[place:last] if span.outer_end > start]
        sentence = clause(text, start, end, inside, known)
        own = [span for span in inside if span.outer_start >= start]
        if known.patterns:
            found.extend(Found(*quote) for quote in particle_quotes(sentence, own, topics))
            continue
        if waiting:
            _refer_back(sentence, found, waiting)
        waiting = []
        quoted, carried = _quotes_of(sentence, own, carried, previous)
        waiting = [
            len(found) + number
            for number, quote in enumerate(quoted)
            if quote.kind == "direct" and quote.found.cue is None
        ]
        found.extend(quoted)
        previous = sentence
    return found


def _quotes_of(
    sentence: Clause, inside: list[Marked], carried: Attribution, previous: Clause | None
) -> tuple[list[Found], Attribution]:
    """Return the quotes of one unit, and the attribution that a paragraph which reopens its marks goes on with."""
    said = cues(sentence)
    reported = reports(sentence)
    quoted: list[Found] = []
    segment = 0
    alone = not any(word.text[0].isalnum() for word in sentence.words)
    for span in inside:
        whose = carried if span.continues or span.interrupted else attribution(sentence, span, said, reported)
        if whose.cue is None and alone and previous is not None and previous.plain.rstrip(' “"«„').endswith(":"):
            whose = _announced(previous)
        direct = is_direct(sentence, span, attributed=whose.cue is not None, found=said)
        ended = sentence.plain[: span.end - sentence.start].rstrip().endswith((".", "!", "?", "…"))
        goes_on = direct and ended and carried.cue is not None and (alone or bool(quoted))
        if not goes_on and not is_speech(sentence, span, whose, direct=direct):
            continue
        segment = segment if span.continues else 0
        carried = whose
        for piece in segments(sentence, span):
            segment += 1
            quoted.append(Found("direct" if direct else "mixed", piece, segment, whose, alone=alone))
    for report in reported:
        content = _outside_direct(sentence, report, inside, quoted)
        if content is not None:
            quoted.append(
                Found("indirect", content, report.segment, Attribution(report.subject, report.apposition, report.cue))
            )
    if not said and not inside and not reported and sentence.language.mood and _in_mood(sentence):
        body = sentence.plain.rstrip()
        quoted.append(
            Found("indirect", Span(sentence.start, sentence.start + len(body)), 1, Attribution(), runs_on=True)
        )
    return sorted(quoted, key=lambda quote: (quote.content.start, -quote.content.end)), carried


def _outside_direct(sentence: Clause, report: Report, inside: list[Marked], quoted: list[Found]) -> Span | None:
    """Return the reported words before any whole utterance in marks; None where marked words are all there is of them.

    Words in marks inside the writer's sentence are a mixed quote of their own within the reported clause.
    """
    start, end = report.content.start, report.content.end
    for quote in quoted:
        if quote.kind == "direct" and quote.content.start < end and quote.content.end > start:
            if quote.content.start <= start:
                return None
            end = quote.content.start
    for span in inside:
        if span.outer_start < end < span.outer_end:
            end = span.outer_end if any(span.start <= quote.content.start < span.end for quote in quoted) else span.end
        if span.outer_start < start < span.outer_end:
            start = span.outer_start
    body = sentence.plain[start - sentence.start : end - sentence.start]
    start += len(body) - len(body.lstrip(" ,:;—–-"))
    if not any(span.outer_end == end for span in inside):
        end -= len(body) - len(body.rstrip(' ,:;—–-“"«„'))
    own = [word for word in sentence.words_in(Span(start, end)) if word.text[0].isalnum()]
    if not own:
        return None
    marked = any(span.outer_start < end and span.outer_end > start for span in inside)
    if marked and len(own) < 2:
        return None
    return Span(start, end)


def _in_mood(sentence: Clause) -> bool:
    """Whether the first verbs of a sentence stand in the mood of report ("Die Brücke sei marode")."""
    return any(word.small in sentence.language.mood for word in sentence.words[:_FIRST_WORDS])


def _announced(previous: Clause) -> Attribution:
    """Return who speaks after a sentence that ends in a colon."""
    said = cues(previous)
    for cue in reversed(said):
        subject = subject_of(previous, cue, said)
        if subject is not None:
            return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
    return Attribution()


def _refer_back(sentence: Clause, found: list[Found], waiting: list[int]) -> None:
    """Give a quote that stood alone the speaker of the sentence after it: "Lo ha detto il ministro"."""
    known = sentence.language
    start = sentence.plain.lower().lstrip(" —–-")
    if not start.startswith(known.back_references):
        return
    said = cues(sentence)
    for cue in said:
        subject = subject_of(sentence, cue, said)
        if subject is not None:
            for number in waiting:
                found[number] = replace(
                    found[number], found=Attribution(subject[0], subject[1], Span(cue.start, cue.end))
                )
            return


def _apart(found: list[Found]) -> list[Found]:
    """Return the quotes in reading order, none twice, none across the edge of another.

    One may only lie inside another.
    """
    kept: list[Found] = []
    open_until: list[int] = []
    for quote in sorted(found, key=lambda quote: (quote.content.start, -quote.content.end, quote.kind != "indirect")):
        while open_until and open_until[-1] <= quote.content.start:
            open_until.pop()
        if kept and (kept[-1].content.start, kept[-1].content.end) == (quote.content.start, quote.content.end):
            continue
        if open_until and quote.content.end > open_until[-1]:
            continue
        kept.append(quote)
        open_until.append(quote.content.end)
    return kept


def _carried(found: list[Found], text: str, known: Language) -> Iterator[Found]:
    """Yield the quotes in order; one that stands alone takes the speaker of the one before it in its paragraph.

    A paragraph of quoted words alone goes on with the speaker of the paragraph before; so does a verb that leaves its
    subject out ("Añadió que"), and a sentence in the mood of report, which without one is no report.
    """
    breaks = list(accumulate((len(paragraph) + 1 for paragraph in text.split("\n")), initial=0))[1:]
    last: Found | None = None
    last_paragraph = -2
    for quote in found:
        current = quote
        paragraph = bisect.bisect_right(breaks, quote.content.start)
        if quote.found.subject is None and last is not None:
            same = paragraph == last_paragraph
            near = paragraph <= last_paragraph + 1
            goes_on = (
                quote.found.cue is None
                and quote.kind == "direct"
                and (
                    (same and (quote.alone or last.kind == "direct"))
                    or (near and quote.alone and last.kind == "direct")
                )
            )
            left_out = quote.found.cue is not None and near and known.pro_drop
            if goes_on or left_out or (quote.runs_on and same):
                current = replace(quote, found=replace(last.found, cue=quote.found.cue))
        if quote.runs_on and current.found.subject is None:
            continue
        yield current
        if current.found.subject is not None:
            last, last_paragraph = current, paragraph


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]
