"""Quotes of articles: direct, mixed and indirect, with offsets, speaker and cue."""

import logging
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

import polars as pl

from seeds.cleaning import Clean
from seeds.knowledge import Language, any_language, language
from seeds.processes import sliced
from seeds.quoting.articleless import has_cases, known_surname
from seeds.quoting.asides import asides, hearsay
from seeds.quoting.attributed import MARKS, Attribution
from seeds.quoting.carrying import Found, apart, carried_over, printed
from seeds.quoting.citing import whom_cited
from seeds.quoting.clauses import Clause, Cue, Span, clause, cues, folded
from seeds.quoting.contents import Report, overlap
from seeds.quoting.implied import implied, in_mood, someone
from seeds.quoting.incises import with_dash_lines, with_incises
from seeds.quoting.kinds import is_direct, is_remark, is_speech
from seeds.quoting.marks import Marked, marked_spans
from seeds.quoting.open_marks import closed_early
from seeds.quoting.own_words import by_own_words
from seeds.quoting.particles import Topic, goes_back, particle_quotes, runs_between, said_thus, whole_before
from seeds.quoting.phrases import Subject, has_role, plain_order
from seeds.quoting.referring_back import all_reported, refer_back
from seeds.quoting.reported import reports
from seeds.quoting.resolution import Cast, Speaker
from seeds.quoting.segments import MARKED_CUT as MARKED_CUT  # noqa: PLC0414  # others take it from here
from seeds.quoting.segments import segments
from seeds.quoting.subjects import subject_of
from seeds.quoting.units import units
from seeds.quoting.verb_second import body_of_anybody, known_name
from seeds.quoting.whose import whose_words
from seeds.reading import cleaned_article
from seeds.schema import ARTICLES, QUOTES

_LOG: Final = logging.getLogger(__name__)
# How far back a full name makes somebody of a single one.
_NAMED_REACH: Final = 2_000
_FULL_NAME: Final = 2
_ANNOUNCED: Final = re.compile(r":\s*\Z")
# An article, a common noun, a full name: "le généticien Paul Roy".
_DESCRIBED: Final = re.compile(
    r"(?:[^\W\d_]{2,4}\s|[^\W\d_]['’])[^\W\d_A-ZÀ-Ý][\w-]+(?:\s[a-zà-ÿ]{5,})?\s[A-ZÀ-Ý][\w-]+\s[A-ZÀ-Ý]"
)


def quotes(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the quotes of all articles, `seeds.schema.QUOTES`, in reading order.

    A language without a file gets what its marks alone tell: kind and offsets, no speaker; the log says so once.
    """
    whole = ARTICLES.check(articles)
    for code, path in whole.group_by("language", maintain_order=True).agg(pl.first("path")).iter_rows():
        if language(code or "") is None:
            _LOG.warning(
                "%s: quotes by their marks alone, without speakers: no file for language %r.", path, code or ""
            )
    return pl.concat([QUOTES.frame(), *sliced(_quotes, whole)])


def _quotes(articles: pl.DataFrame) -> pl.DataFrame:
    rows: list[dict[str, Any]] = []
    for article in articles.iter_rows(named=True):
        rows.extend(_rows(article, cleaned_article(article), language(article["language"] or "") or any_language()))
    return QUOTES.frame(rows)


def _rows(article: dict[str, Any], cleaned: Clean, known: Language) -> Iterator[dict[str, Any]]:
    text = cleaned.text
    cast = Cast(text, known)
    open_until: list[int] = []
    last = (-1, -1)
    for quote in _named_later(list(carried_over(apart(_found(text, known)), text, known)), text, known):
        if quote.kind == "speaker":
            _mention(cast, text, quote.found)
            continue
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
        if not known.code:
            # A colon before the marks tells no speaker where nobody knows what a verb or a name looks like.
            yield row
            continue
        speaker = _mention(cast, text, quote.found)
        subject, cue = quote.found.subject, quote.found.cue
        if subject is not None and speaker is not None:
            row["speaker_start"], row["speaker_end"] = cleaned.span(subject.start, _with_bracket(text, subject))
            row["speaker"] = article["text"][row["speaker_start"] : row["speaker_end"]]
            row |= {"speaker_head": _closed(speaker.head), "speaker_key": speaker.key, "role": speaker.role}
        if cue is not None:
            row["cue_start"], row["cue_end"] = cleaned.span(cue.start, cue.end)
            row["cue"] = article["text"][row["cue_start"] : row["cue_end"]]
        yield row


def _closed(head: str) -> str:
    """Return a head with the mark that closes the name in marks at its end: "капитан «Зари»"."""
    return f"{head}»" if head.count("«") > head.count("»") else head


def _with_bracket(text: str, subject: Span) -> int:
    """Return where a speaker's phrase ends, with the mark that closes one inside: "… Service (NIS)", «Зари»."""
    for opening, closing in ("()", "«»"):
        opened = text.count(opening, subject.start, subject.end) > text.count(closing, subject.start, subject.end)
        if opened and text.startswith(closing, subject.end):
            return subject.end + 1
    return subject.end


def _named_later(found: list[Found], text: str, known: Language) -> list[Found]:
    """Return the quotes; where a pronoun is the first that anybody is called, it means who is named next.

    "« Je ne suis candidate à rien », jure-t-elle. Maud Castaing assure ...": in its own paragraph, if both agree.
    """
    for number, quote in enumerate(found):
        subject = quote.found.subject
        if subject is None:
            continue
        if quote.found.meant is not None or folded(printed(text, subject)) not in known.pronouns:
            return found
        later = (other.found for other in found[number + 1 :] if other.kind != "speaker" and other.found.subject)
        after = next(
            (other for other in later if folded(printed(text, other.subject or subject)) not in known.pronouns), None
        )
        if after is None or after.subject is None or "\n" in text[subject.end : after.subject.start].strip():
            return found
        trial = Cast("", known)
        named = _mention(trial, text, after)
        if named is not None and named.sort != "person":
            before = Cast(text, known).mention(printed(text, subject), None, subject.start)
            if before.key is not None:
                return found  # "…, frena lei. | Un'amica assicura": the one full name before it is hers
        if named is not None and trial.mention(printed(text, subject), None).key == named.key:
            found[number] = quote._replace(found=quote.found._replace(meant=after.subject, apposition=after.apposition))
        return found
    return found


def _mention(cast: Cast, text: str, found: Attribution) -> Speaker | None:
    if found.subject is None:
        return None
    meant = found.meant or found.subject
    office = printed(text, found.apposition) if found.apposition else None
    return cast.mention(printed(text, meant), office, meant.start)


def _found(text: str, known: Language) -> list[Found]:
    marked = with_dash_lines(text, with_incises(text, marked_spans(text, known), known), known)
    marked = list(closed_early(text, marked, known)) if known.patterns else marked
    spans = units(text, marked, known)
    found: list[Found] = []
    names: set[str] = set()
    place = 0
    carried = Attribution()
    waiting: list[int] = []
    previous: Clause | None = None
    previous_plain = False
    topics: list[Topic] = []
    between: Clause | None = None
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
            quoted = [Found(*quote) for quote in particle_quotes(sentence, own, topics)]
            if not quoted:
                quoted = _told_of(sentence, previous, found)
            if not (own or quoted) and runs_between(sentence, found[-1].content if found else None, topics):
                between = sentence
            elif between is not None and quoted and found and goes_back(sentence, quoted[0].found, found[-1].found):
                body = Span(between.start, between.start + len(between.plain.rstrip("。 \n")))
                found.append(Found("indirect", body, 1, found[-1].found._replace(cue=None)))
                between = None
            else:
                between = None
            previous = sentence
            if own and own[0].continues and quoted and found:
                found[-1] = _opened_again(found[-1], quoted[0])
            found.extend(quoted)
            continue
        if waiting:
            refer_back(sentence, found, waiting)
        waiting = []
        if previous is not None and previous_plain:
            found.extend(all_reported(sentence, previous))
        quoted, carried = _quotes_of(sentence, own, carried, previous)
        quoted[:1] = _by_known_name(sentence, quoted[:1], text[max(0, start - _NAMED_REACH) : start])
        previous_plain = not quoted
        waiting = [
            len(found) + number
            for number, quote in enumerate(quoted)
            if quote.kind != "indirect" and quote.found.cue is None
        ]
        found.extend(quoted)
        found.extend(_takes_the_word(sentence, names, text[max(0, start - _NAMED_REACH) : start], spoken=bool(quoted)))
        for row in found[len(found) - len(quoted) - 1 :]:
            names.update(printed(text, row.found.subject).split() if row.found.subject else ())
        previous = sentence
    return found


def _by_known_name(sentence: Clause, first: list[Found], before: str) -> list[Found]:
    """Give words behind a colon the family name that leads their sentence: "Nagelsmann blieb ruhig: „…“"."""
    by_case = has_cases(sentence.language)
    quote = first[0] if first and (sentence.language.capital_nouns or by_case) else None
    if quote is None or quote.kind != "direct" or quote.found.subject is not None or quote.found.cue is not None:
        return first
    lead = sentence.text(sentence.start, quote.content.start).rstrip(MARKS)
    known = known_surname if by_case else known_name
    name = known(sentence, before) if lead.endswith(":") else None
    colon = sentence.start + len(lead) - 1
    return first if name is None else [quote._replace(found=Attribution(name, None, Span(colon, colon + 1)))]


def _told_of(sentence: Clause, previous: Clause | None, found: list[Found]) -> list[Found]:
    """Return the sentence before one that only says who told of it; one that points back names the last speaker."""
    whole = whole_before(sentence, previous) if previous is not None else None
    thus = said_thus(sentence, found[-1].found) if found and whole is None else None
    if thus is not None:
        found[-1] = found[-1]._replace(found=thus)
    return [Found(*whole)] if whole is not None else []


def _opened_again(before: Found, after: Found) -> Found:
    """Give the words of a paragraph that stayed open whoever says those of the next."""
    alone = before.kind == "direct" and before.found.subject is None and after.found.subject is not None
    return before._replace(found=after.found._replace(cue=None)) if alone else before


def _takes_the_word(sentence: Clause, names: set[str], before: str, *, spoken: bool) -> Iterator[Found]:
    """Yield whom a sentence is about, and, where nobody is quoted in it, who has the word after it.

    That is the subject of its verb of saying. A single name is somebody's only if it stood in `names` before, or behind
    a given name in the text `before`.
    """
    subject = someone(sentence, sentence.end)
    body = body_of_anybody(sentence) if subject is None else None
    if body is not None:
        yield Found("speaker", Span(sentence.end, sentence.end), 1, Attribution(body, None, body))
        return
    if subject is not None and (sentence.language.capital_nouns or _is_known(sentence, subject, names, before)):
        at = subject[0].start
        yield Found("speaker", Span(at, at), 1, Attribution(*subject), alone=_is_somebody(sentence, subject, names))
    said = () if spoken else cues(sentence)
    for cue in reversed(said):
        subject = subject_of(sentence, cue, said)
        if subject is not None and not _is_counted(sentence, subject, cue):
            yield Found("speaker", Span(sentence.end, sentence.end), 1, Attribution(*subject, Span(cue.start, cue.end)))
            return


def _is_counted(sentence: Clause, subject: Subject, cue: Cue) -> bool:
    """Whether a number of things stands behind a verb without a subject: "Y anunció | tres días de duelo"."""
    language, phrase = sentence.language, sentence.text(subject[0].start, subject[0].end)
    if not (plain_order(language) and language.pro_drop) or subject[0].start < cue.end or phrase[:1].isupper():
        return False
    return not has_role(phrase, language) and not any(word[0].isupper() for word in phrase.split())


def _is_somebody(sentence: Clause, subject: Subject, names: set[str]) -> bool:
    """Whether a phrase is surely a person or a body, by its office or an earlier mention: a name may be a city's."""
    phrase = sentence.text(subject[0].start, subject[0].end)
    office = sentence.text(subject[1].start, subject[1].end) if subject[1] else ""
    return (
        has_role(f"{phrase} {office}", sentence.language)
        or phrase.lower() in sentence.language.pronouns
        or phrase.rpartition(" ")[2] in names
        or (plain_order(sentence.language) and _DESCRIBED.match(phrase) is not None)
    )


def _is_known(sentence: Clause, subject: Subject, names: set[str], before: str) -> bool:
    """Whether a phrase is an office, a pronoun, a full name, or a single name that was named before."""
    phrase = sentence.text(subject[0].start, subject[0].end)
    capitals = [word for word in phrase.split() if word[0].isupper()]
    single = len(capitals) == 1 and phrase == capitals[0] and subject[1] is None
    single = single and not has_role(phrase, sentence.language)
    if not single or phrase in names or phrase.lower() in sentence.language.pronouns:
        return True
    given = re.search(rf"\b([A-ZÀ-Ý][a-zà-ÿ]+) {re.escape(phrase)}\b", before) if f" {phrase}" in before else None
    small = given.group(1).lower() if given is not None else ""
    other = sentence.language.prepositions | sentence.language.determiners | sentence.language.organisations
    return bool(small) and small not in other and not sentence.language.verb_first


def _quotes_of(
    sentence: Clause, inside: list[Marked], carried: Attribution, previous: Clause | None
) -> tuple[list[Found], Attribution]:
    """Return the quotes of one unit, and the attribution that a paragraph which reopens its marks goes on with."""
    said = cues(sentence)
    reported = reports(sentence)
    for report in chain(asides(sentence, said), hearsay(sentence), implied(sentence, said), by_own_words(sentence)):
        if not any(overlap(report.content, other.content) for other in reported):
            reported.append(report)
    quoted: list[Found] = []
    segment = 0
    goes_on_in_mood = _runs_on(sentence, reported)
    alone = not any(word.text[0].isalnum() for word in sentence.words)
    for span in inside:
        whose = whose_words(
            sentence, span, said, reported, carried, previous if alone else None, in_mood=goes_on_in_mood
        )
        whose = whom_cited(sentence, whose)
        direct = is_direct(sentence, span, attributed=whose.cue is not None, found=said)
        ended = sentence.plain[: span.end - sentence.start].rstrip().endswith((".", "!", "?", "…"))
        ended = ended or (alone and sentence.text(span.outer_end, sentence.end).startswith("."))
        goes_on = direct and ended and carried.cue is not None and (alone or bool(quoted))
        told = goes_on_in_mood or is_remark(sentence, span)
        told = told and whose.cue is None and _is_phrase(sentence, span)
        lone = alone and ended and _is_sentence(sentence, span)
        if not (goes_on or told or lone) and not is_speech(sentence, span, whose, direct=direct):
            continue
        segment = segment if span.continues else 0
        carried = whose
        for piece in segments(sentence, span):
            segment += 1
            quoted.append(Found("direct" if direct else "mixed", piece, segment, whose, alone=alone, runs_on=told))
    for report in reported:
        content = _outside_direct(sentence, report, inside, quoted)
        if content is not None:
            whose = whom_cited(sentence, Attribution(report.subject, report.apposition, report.cue))
            quoted.append(Found("indirect", content, report.segment, whose))
    announced = _ANNOUNCED.search(sentence.plain[: inside[0].outer_start - sentence.start]) if inside else None
    if goes_on_in_mood and (announced or not any(quote.kind == "direct" for quote in quoted)):
        body = (sentence.plain[: announced.start()] if announced else sentence.plain).rstrip()
        quoted.append(
            Found("indirect", Span(sentence.start, sentence.start + len(body)), 1, Attribution(), runs_on=True)
        )
    return sorted(quoted, key=lambda quote: (quote.content.start, -quote.content.end)), carried


def _is_phrase(sentence: Clause, span: Marked) -> bool:
    """Whether marked words belong to the sentence round them: in small letters, or German ones after a noun."""
    content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
    if content[0].islower():
        return True
    small = any(len(word) > 3 and word.islower() for word in content.split())
    return sentence.language.capital_nouns and small and not content.endswith((".", "!", "?"))


def _is_sentence(sentence: Clause, span: Marked) -> bool:
    """Whether words alone between marks are a sentence, not a title: three or more, not all with a capital."""
    words = sentence.plain[span.start - sentence.start : span.end - sentence.start].split()
    return len(words) > 2 and words[0][0].isupper() and any(len(word) > 3 and word[0].islower() for word in words)


def _outside_direct(sentence: Clause, report: Report, inside: list[Marked], quoted: list[Found]) -> Span | None:
    """Return the reported words before any whole utterance in marks; None where marked words are all there is of them.

    Words in marks inside the writer's sentence are a mixed quote of their own within the reported clause.
    """
    start, end = report.content.start, report.content.end
    for quote in quoted:
        if quote.kind == "direct" and quote.content.start < end and quote.content.end > start:
            before = sentence.text(start, quote.content.start).rstrip(' “"«„')
            if quote.content.start <= start or (report.cue.start > quote.content.end and before.endswith(".")):
                return None  # "Netto il no della Cei. | «…», tuona il vescovo"
            end = quote.content.start
    for span in inside:
        if span.start == end:
            end = span.outer_start  # "said that they had left: “…”"
            if report.cue.start > span.end and sentence.text(start, end).rstrip().endswith(":"):
                return None
        elif span.outer_start < end < span.outer_end:
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


def _runs_on(sentence: Clause, reported: list[Report]) -> bool:
    """Whether a whole sentence is report: its main verb in the mood of report, and no verb of saying beside it."""
    if not sentence.language.mood or not in_mood(sentence, sentence.start, sentence.end):
        return False
    first = sentence.words[0].start if sentence.words else sentence.start
    return all(first < report.cue.start < report.content.start for report in reported)
