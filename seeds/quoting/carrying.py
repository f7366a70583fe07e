"""Quotes in reading order: none across another, and whose those are that no verb or name stands beside."""

import bisect
from collections import deque
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from seeds.knowledge import Language
from seeds.quoting.arabic_agreement import gender
from seeds.quoting.attributed import Attribution
from seeds.quoting.clauses import Span, folded
from seeds.quoting.phrases import plain_order

_MOST_RECENT: Final = 4


class Found(NamedTuple):
    """One row in the making; offsets into the cleaned text.

    `alone` says that nothing but quoted words stands in its unit; `runs_on` that it goes on with what was said before.
    A row of kind "speaker" is no quote: it says who has the word from here on; `alone`, that it gives a name.
    """

    kind: str
    content: Span
    segment: int
    found: Attribution
    alone: bool = False
    runs_on: bool = False


def apart(found: list[Found]) -> list[Found]:
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


def carried_over(found: list[Found], text: str, known: Language) -> Iterator[Found]:
    """Yield the quotes in order; one that stands alone takes the speaker of the one before it in its paragraph.

    A paragraph of quoted words alone goes on with the speaker of the paragraph before; so does a verb that leaves its
    subject out ("Añadió que"), and a sentence in the mood of report, which without one is no report.
    """
    breaks = list(accumulate((len(paragraph) + 1 for paragraph in text.split("\n")), initial=0))[1:]
    last: Found | None = None
    last_paragraph = -2
    turns: dict[int, Found] = {}
    report_until = spoken_until = -1
    recent: deque[Found] = deque(maxlen=_MOST_RECENT)
    for quote in found:
        current = quote
        paragraph = bisect.bisect_right(breaks, quote.content.start)
        if quote.kind == "speaker":
            if quote.found.cue is None and quote.content.start < spoken_until:
                continue  # whom somebody's words are about
            last, last_paragraph = quote, bisect.bisect_right(breaks, max(0, quote.content.start - 1))
            recent.append(quote)
            yield quote
            continue
        if quote.kind == "indirect" and quote.content.end <= report_until:
            continue
        if quote.found.subject is None and last is not None:
            same = paragraph == last_paragraph
            near = paragraph <= last_paragraph + 1
            goes_on = (
                quote.found.cue is None
                and quote.kind == "direct"
                and (last.alone or last.kind != "speaker" or last.found.cue is not None)
                and (
                    (same and (quote.alone or last.runs_on or last.kind == "direct"))
                    or (near and quote.alone and last.kind == "direct")
                )
            )
            if goes_on and not same and _opens_turn(text, quote) and last_paragraph in turns:
                before = turns.get(paragraph - 2)  # two who speak by turns: not the one of the line before
                current = quote._replace(found=before.found) if before else quote
                turns[paragraph] = current
                yield current
                if before is not None:
                    last, last_paragraph = current, paragraph
                continue
            left_out = (
                quote.found.cue is not None
                and near
                and (_drops(text, quote, known) or _refers_back(text, quote, known))
            )
            spoke = last.found.cue is not None or not plain_order(known)
            if goes_on or left_out or (quote.runs_on and same and spoke):
                source = _agreeing(text, quote, recent, known) if left_out and known.verb_first else last
                current = quote._replace(found=source.found._replace(cue=quote.found.cue))
        if quote.runs_on and current.found.subject is None:
            continue
        if quote.kind == "direct" and _opens_turn(text, quote) and current.found.subject is not None:
            turns[paragraph] = current
        report_until = max(report_until, quote.content.end if quote.runs_on and quote.kind == "indirect" else -1)
        yield current
        if current.found.subject is not None:
            last, last_paragraph = current, paragraph
            recent.append(current)
            spoken_until = max(quote.content.end, current.found.subject.end)


def _agreeing(text: str, quote: Found, recent: deque[Found], known: Language) -> Found:
    """Return the latest speaker whose verb agrees with one that leaves its subject out: "وقالت ... وأضاف" goes back."""
    said = folded(printed(text, quote.found.cue)) if quote.found.cue else ""
    wanted = gender(said, known) if said else None
    asked = recent[-1].content.end
    answers = said.startswith("ف") and "؟" in text[asked - 1 : asked + 1] and len(recent) > 1
    for other in reversed(recent):
        if answers and other.found.subject == recent[-1].found.subject:
            continue  # "سأله المدعي: «…؟»، فأجاب": not the one who asked
        if wanted is None or (other.found.cue and gender(folded(printed(text, other.found.cue)), known) == wanted):
            return other
    return recent[-1]


def _opens_turn(text: str, quote: Found) -> bool:
    """Whether a dash at the start of a line opens a quote."""
    start = text.rfind("\n", 0, quote.content.start) + 1
    return text[start : quote.content.start].strip() in ("—", "–", "―")


def _drops(text: str, quote: Found, known: Language) -> bool:
    """Whether a quote's verb leaves its subject out; "according to" leaves none out."""
    cue = quote.found.cue
    phrase = folded(printed(text, cue)) if cue is not None else ""
    return known.pro_drop and bool(phrase) and not phrase.startswith(known.according) and phrase not in known.hearsay


def _refers_back(text: str, quote: Found, known: Language) -> bool:
    """Whether a cue means who spoke last: "по его словам", "ihm zufolge"."""
    cue = quote.found.cue
    if cue is None:
        return False
    phrase = folded(printed(text, cue))
    if phrase.endswith(":"):
        return True  # "Ihr Argument: …"
    own = bool(known.according_own) and phrase.endswith(known.according_own)
    return own or phrase in known.gerunds | known.with_it | known.relaying or phrase.endswith(known.impersonal_endings)


def printed(text: str, span: Span) -> str:
    """Return the words of a span as the cleaned text has them."""
    return text[span.start : span.end]
