"""Indirect speech of one sentence: what is reported without marks, by whom, and the words that say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, cues, subject_after, subject_before, subject_of_participle

# How far "that" may stand from its verb: "wrote on the 26th that", "told reporters in Seoul on Friday that".
_REACH: Final = 14
_SHORTEST: Final = 3


@dataclass(frozen=True)
class Report:
    """Reported words with their speaker's phrase, its apposition and the cue; offsets into the cleaned text."""

    content: Span
    subject: Span | None
    apposition: Span | None
    cue: Span


def reports(sentence: Clause) -> list[Report]:
    """Return the reported clauses of one sentence, outermost first; none inside another's content.

    An "according to" clause gives way to a saying verb inside it: it names the relay, not the speaker.
    """
    found: list[Report] = []
    for report in [*_with_that(sentence), *_without_that(sentence), *_trailing(sentence)]:
        if not any(_overlap(report.content, other.content) for other in found):
            found.append(report)
    for report in _according(sentence):
        if not any(_overlap(report.content, other.content) for other in found):
            found.append(report)
    return sorted(found, key=lambda report: report.content.start)


def _with_that(sentence: Clause) -> Iterator[Report]:
    """Yield "X said (on Friday) that ..."; a participle takes the sentence's subject."""
    for cue in cues(sentence):
        that = _that_after(sentence, cue)
        if that is None or cue.describing:
            continue
        subject = subject_before(sentence, cue) or subject_of_participle(sentence, cue)
        if subject is None:
            continue
        content = trimmed(sentence, that.end, sentence.end)
        if content is not None and len(_words(sentence, content)) >= _SHORTEST:
            yield Report(content, subject[0], subject[1], Span(cue.start, cue.end))


def _without_that(sentence: Clause) -> Iterator[Report]:
    """Yield "X said prices would rise": a clause straight after the verb."""
    language = sentence.language
    for cue in cues(sentence):
        if cue.small not in language.plain_cues or _that_after(sentence, cue) is not None:
            continue
        subject = subject_before(sentence, cue)
        following = sentence.words[cue.last + 1 :]
        if subject is None or len(following) < _SHORTEST or sentence.text(cue.end, following[0].start).strip():
            continue
        if cue.small in {"told", "tell", "tells"}:
            following = following[2:] if following[0].small in language.determiners else following[1:]
        if not following or following[0].small in (language.prepositions - {"about", "over", "under"}) | language.subordinators - {"if", "as"}:
            continue
        if following[0].text.startswith(QUOTED) or following[0].small in language.according:
            continue
        content = trimmed(sentence, following[0].start, sentence.end)
        if content is None or not any(_is_finite(word, language) for word in _words(sentence, content)[1:]):
            continue
        yield Report(content, subject[0], subject[1], Span(cue.start, cue.end))


def _trailing(sentence: Clause) -> Iterator[Report]:
    """Yield "Prices will rise, X said." and "Prices will rise, said X."."""
    language = sentence.language
    for cue in cues(sentence):
        if cue.describing or cue.small not in language.plain_cues | {"added", "warned", "explained", "noted", "reported"}:
            continue
        comma = sentence.text(sentence.start, cue.start).rfind(", ")
        if comma < 0:
            continue
        comma += sentence.start
        inverted = not sentence.text(comma + 1, cue.start).strip()
        subject = subject_after(sentence, cue) if inverted else subject_before(sentence, cue)
        if subject is None or (not inverted and subject[0].start < comma):
            if subject is None or subject[1] is None:
                continue
            comma = sentence.start + sentence.text(sentence.start, subject[0].start).rfind(", ")
            if comma < sentence.start:
                continue
        rest = [word for word in sentence.words if word.start >= cue.end]
        if not inverted and len(rest) > 12:
            continue
        content = trimmed(sentence, sentence.start, comma)
        if content is None or not any(_is_finite(word, language) for word in _words(sentence, content)):
            continue
        if subject[0].start < content.end:
            continue
        yield Report(content, subject[0], subject[1], Span(cue.start, cue.end))


def _according(sentence: Clause) -> Iterator[Report]:
    """Yield "According to X, ..." and "..., according to X."."""
    language = sentence.language
    for phrase in language.according:
        for match in re.finditer(rf"\b{re.escape(phrase)}\b\s+", sentence.masked, re.IGNORECASE):
            start, after = sentence.start + match.start(), sentence.start + match.end()
            rest = sentence.text(after, sentence.end)
            stop = re.search(rf"[,:;{QUOTED}“”\"]|\.\s*\Z", rest)
            who = Span(after, after + len(rest[: stop.start() if stop else len(rest)].rstrip(" .")))
            leading = not sentence.text(sentence.start, start).strip(" “\"‘'")
            if leading:
                if not rest[who.end - after :].startswith(","):
                    continue
                content = trimmed(sentence, who.end + 1, sentence.end)
            else:
                content = trimmed(sentence, sentence.start, start)
            cue = Span(start, start + len(phrase))
            if content is None or not any(_is_finite(word, language) for word in _words(sentence, content)):
                continue
            if any(_says(sentence, verb, content) for verb in cues(sentence)):
                continue
            yield Report(content, who, None, cue)


def _says(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether somebody speaks inside `content`: then "according to" names a relay, and the speaker's own words count."""
    if cue.describing or cue.start < content.start or cue.end > content.end:
        return False
    return subject_before(sentence, cue) is not None and (QUOTED in sentence.masked or _that_after(sentence, cue) is not None)


def trimmed(sentence: Clause, start: int, end: int) -> Span | None:
    """Cut the writer's own comment off reported words, and the punctuation at both ends; None when nothing is left."""
    text = sentence.text(start, end)
    language = sentence.language
    for match in re.finditer(r",\s+(?:[^\W\d_]+ly\s+)?([^\W\d_]+)", text):
        # A participle after a comma is the writer's comment; a conjunction may still belong to what was said.
        if match.group(1).lower() in language.tail:
            text = text[: match.start()]
            break
        comment = re.match(r",\s+an?\s+(?:[^\W\d_]+\s+)?([^\W\d_]+)", text[match.start() :])
        if comment and comment.group(1).lower() in language.tail_nouns:
            text = text[: match.start()]
            break
        if any(text[match.start() :].lower().lstrip(", ").startswith(phrase) for phrase in language.according):
            text = text[: match.start()]
            break
    left = len(text) - len(text.lstrip(" ,;:“\"'‘’–—-"))
    body = text.rstrip(" ,;:.”\"–—-")
    return Span(start + left, start + len(body)) if left < len(body) else None


def _that_after(sentence: Clause, cue: Cue) -> Word | None:
    """Return the "that" which a saying verb governs: no other clause, quote or long comma part stands between."""
    language = sentence.language
    for word in sentence.words[cue.last + 1 : cue.last + 1 + _REACH]:
        if word.small in language.that:
            return word
        if word.small in language.finite or word.text.startswith(QUOTED) or word.small in language.cues:
            return None
        if sentence.text(cue.end, word.start).count(",") > 2 or ";" in sentence.text(cue.end, word.start):
            return None
    return None


def _is_finite(word: Word, language: Language) -> bool:
    return word.small in language.finite or (word.small.endswith("ed") and word.text[0].islower()) or "n't" in word.small


def _words(sentence: Clause, span: Span) -> list[Word]:
    return [word for word in sentence.words if word.start >= span.start and word.end <= span.end]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
