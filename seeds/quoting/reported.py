"""Indirect speech of one sentence: what is reported without marks, by whom, and the words that say so."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.articleless import has_cases
from seeds.quoting.bare_clauses import bare_clause, is_present
from seeds.quoting.bounds import is_infinitive, is_somebody, next_is_that, other_report
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, cues
from seeds.quoting.contents import SHORTEST, Report, behind_that, is_finite, overlap, that_after, trimmed
from seeds.quoting.endings import main_clause, relative_end, relay
from seeds.quoting.implied import in_mood
from seeds.quoting.nominal import genitive_reports, noun_reports
from seeds.quoting.objects import object_reports
from seeds.quoting.opinions import opinions
from seeds.quoting.phrases import Subject, has_name, is_verb, noun_phrase
from seeds.quoting.places import straight_within, within
from seeds.quoting.sources import according
from seeds.quoting.subjects import subject_after, subject_of
from seeds.quoting.trailing import trailing

_QUESTION_REACH: Final = 4
# How far before a verb a denial of it stands: "has not yet publicly acknowledged".
_DENIED: Final = 3
_POSSESSORS: Final = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my", "your"})


def reports(sentence: Clause) -> list[Report]:
    """Return the reported clauses of one sentence, outermost first; none inside another's content.

    An "according to" clause gives way to a saying verb inside it: it names the relay, not the speaker.
    """
    said = cues(sentence)
    found: list[Report] = []
    closing = list(trailing(sentence, said))
    for report in [
        *_as_clauses(sentence, said),
        *noun_reports(sentence),
        *_questions(sentence, said),
        *_with_that(sentence, said),
        *_without_that(sentence, said),
        *genitive_reports(sentence),
        *closing,
    ]:
        if any(
            _encloses(sentence, other, report) or _plans(sentence, other, report) or _relates(sentence, other, report)
            for other in closing
        ):
            continue  # "Police believe it was arson, the sergeant said"
        if not any(overlap(report.content, other.content) or _within(report.cue, other.content) for other in found):
            found.append(report)
    for report in (*according(sentence, said), *opinions(sentence), *object_reports(sentence, said)):
        if not any(overlap(report.content, other.content) for other in found):
            found.append(report)
    unsaid = sentence.language.unsaid
    kept = (report for report in found if not (unsaid and unsaid.search(_words_of(sentence, report.content))))
    return sorted(kept, key=lambda report: report.content.start)


def _words_of(sentence: Clause, span: Span) -> str:
    return sentence.text(span.start, span.end)


def _encloses(sentence: Clause, outer: Report, report: Report) -> bool:
    """Whether a report that closes a sentence has another's verb inside: nobody but its subject and verb follows."""
    if sentence.language.inverts or QUOTED in sentence.masked or outer.segment > 1:
        return False
    if not (_within(report.cue, outer.content) and _within(outer.cue, report.content)):
        return False
    rest = [word for word in sentence.words if word.start >= outer.content.end]
    subject = outer.subject
    return (
        subject is not None
        and has_name(sentence, subject)
        and rest[0].small not in sentence.language.coordinators | sentence.language.subordinators
        and all(word.end <= max(subject.end, outer.cue.end) or word.small in sentence.language.adverbs for word in rest)
    )


def _plans(sentence: Clause, outer: Report, report: Report) -> bool:
    """Whether a report of an infinitive is what another says of its subject: "Cemex prevé invertir, dijo Ana Ruiz"."""
    language = sentence.language
    if language.infinitive_beside is None or outer.subject is None or not _within(report.cue, outer.content):
        return False
    first = sentence.text(report.content.start, report.content.end).partition(" ")[0].lower()
    bare = language.infinitive_beside.fullmatch(first) is not None
    return bare and not is_infinitive(sentence, report.content.start)


def _relates(sentence: Clause, outer: Report, report: Report) -> bool:
    """Whether a report is but told in another, in its mood: "Er habe versichert, dass alles gut sei, sagte sie"."""
    language = sentence.language
    inside = _within(report.cue, outer.content) and outer.cue.start > report.cue.end
    return bool(language.mood) and inside and in_mood(sentence, outer.content.start, outer.content.end)


def _within(cue: Span, content: Span) -> bool:
    return content.start <= cue.start and cue.end <= content.end


def _as_clauses(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "As the ministry announced, ..." and "..., as the ministry announced."."""
    language, words = sentence.language, sentence.words
    for cue in said:
        opening = next(
            (at for place in range(cue.place, max(-1, cue.place - 14), -1) if (at := _as_words(sentence, place)) >= 0),
            None,
        )
        if opening is None or cue.gerund or (language.verb_first and that_after(sentence, cue) is not None):
            continue
        word = words[opening]
        before = sentence.text(sentence.start, word.start).rstrip()
        leading = not before or before[-1] == ":" or (before[-1] == ";" and not language.inverts)
        if not leading and before[-1] not in ",،–—-":
            continue
        if (
            language.verb_second
            and opening + 1 < len(words)
            and words[opening + 1].small in language.listed("how_much")
        ):
            continue  # "Wie viele vermisst werden, konnte niemand sagen"
        aside = _with_aside(sentence, word.end, cue)
        if aside is None and re.search(r"[,;:]", sentence.text(word.end, cue.start)):
            continue
        if cue.small in language.with_it or (language.verb_second and cue.small.endswith(language.within_endings)):
            subject = within(sentence, cue)
        else:
            between = None if language.verb_first else _subject_between(sentence, word.end, cue)
            subject = aside or between or straight_within(sentence, cue) or subject_after(sentence, cue)
            if subject is None and has_cases(language):
                subject = within(sentence, cue)  # "Как сообщили «Фонтанке» | в ведомстве"
        if not language.inverts and not (subject and is_somebody(sentence, subject[0])):
            continue  # "As the conflict continues, ..."
        end = max(cue.end, subject[0].end if subject else 0, subject[1].end if subject and subject[1] else 0)
        if leading:
            comma = re.search(r"[,،]\s", sentence.text(end, sentence.end))
            if comma is None:
                continue
            content = trimmed(sentence, behind_that(sentence, end + comma.end()), sentence.end)
        else:
            content = trimmed(sentence, sentence.start, word.start)
            if language.verb_first and content is not None and _holds_report(sentence, said, content):
                continue  # "ترى لندن أن «…»، على ما جاء في بيان"
            after = re.match(r",\s+", sentence.text(end, sentence.end)) if has_cases(language) else None
            further = trimmed(sentence, end + after.end(), sentence.end) if after else None
            if content is not None and further is not None and len(sentence.words_in(further)) > 1:
                who, apposition = subject or (None, None)
                if sentence.words_in(content)[-1].small in language.subordinators | language.that_words:
                    yield Report(further, who, apposition, Span(cue.start, cue.end))
                    continue  # "настаивает на приговоре, поскольку, как она утверждает, | следствие"
                yield Report(content, who, apposition, Span(cue.start, cue.end))
                yield Report(further, who, apposition, Span(cue.start, cue.end), segment=2)
                continue
        if content is not None and len(sentence.words_in(content)) >= SHORTEST - 1:
            who, apposition = subject or (None, None)
            yield Report(content, who, apposition, Span(cue.start, cue.end))


def _holds_report(sentence: Clause, said: Sequence[Cue], content: Span) -> bool:
    """Whether a verb and its "that" stand in a stretch: whose words they are is said there."""
    return any(_within(Span(cue.start, cue.end), content) and that_after(sentence, cue) is not None for cue in said)


def _with_aside(sentence: Clause, start: int, cue: Cue) -> Subject | None:
    """Return who tells it, and what commas set off behind them: "Wie der Direktor des Amts, Jan Roth, | mitteilte"."""
    if not sentence.language.verb_second or sentence.text(start, cue.start).count(",") != 2:
        return None
    phrase = noun_phrase(sentence, start)
    subject = with_apposition(sentence, phrase) if phrase is not None else None
    if subject is None or subject[1] is None:
        return None
    end = max(part.end for part in subject if part is not None)
    return subject if sentence.text(end, cue.start).strip() == "," else None


def _as_words(sentence: Clause, place: int) -> int:
    """Return where the word or the pair of words starts that a clause like "as X said" opens with, or -1."""
    language, words = sentence.language, sentence.words
    small = words[place].small
    if small not in _last_as_words(language) and not (language.prefixes and small.startswith(language.prefixes)):
        return -1
    for first in (place, place - 1):
        phrase = " ".join(word.small for word in words[first : place + 1]) if first >= 0 else ""
        bare = [phrase, *(phrase[len(prefix) :] for prefix in language.prefixes if phrase.startswith(prefix))]
        if any(form in language.as_words for form in bare):
            return first
    return -1


@cache
def _last_as_words(language: Language) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in language.as_words)


def _subject_between(sentence: Clause, start: int, cue: Cue) -> tuple[Span, None] | None:
    first = min(cue.place, cue.auxiliary)
    if sentence.words[first].start <= start:
        return None
    phrase = noun_phrase(sentence, start)
    if phrase is None or phrase.end > sentence.words[first].start:
        return None
    only = sentence.words_in(phrase)
    return None if all(word.small in sentence.language.auxiliaries for word in only) else (phrase, None)


def _with_that(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "X said (on Friday) that ..."; a participle takes the sentence's subject."""
    language = sentence.language
    for cue in said:
        that = that_after(sentence, cue)
        if that is None or (cue.describing and not next_is_that(sentence, cue)):
            continue
        subject, ended = main_clause(sentence, cue, that) or (subject_of(sentence, cue, said), sentence.end)
        if subject is None and not (language.pro_drop or cue.small.endswith(language.impersonal_endings)):
            continue
        ended = min(
            other_report(sentence, said, cue, that),
            relay(sentence, said, that),
            relative_end(sentence, cue, that),
            ended,
        )
        content = trimmed(sentence, that, ended)
        if content is not None and _says_something(sentence, content):
            who, apposition = subject or (None, None)
            yield Report(content, who, apposition, Span(cue.start, cue.end))


def _says_something(sentence: Clause, content: Span) -> bool:
    """Whether what "that" governs is a clause: two words, or a verb of its own ("anunció que | recurrirá")."""
    words, language = sentence.words_in(content), sentence.language
    shortest = 1 if language.bare_nouns else SHORTEST - 1
    return len(words) >= shortest or (bool(words) and is_verb(words[0], language))


def _questions(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "X asked (reporters) why it had been withheld"; the question starts with its own word."""
    language = sentence.language
    for cue in said:
        if cue.small not in language.asking:
            continue
        if language.verb_second:
            yield from _told_question(sentence, cue, said)
            continue
        following = sentence.words[cue.last + 1 : cue.last + 1 + _QUESTION_REACH]
        word = next((word for word in following if word.small in language.questions), None)
        if word is None or sentence.text(cue.end, word.start).strip(" ,") != sentence.text(cue.end, word.start).strip():
            continue
        subject = subject_of(sentence, cue, said)
        content = trimmed(sentence, word.start, other_report(sentence, said, cue, word.start))
        if subject is not None and content is not None and len(sentence.words_in(content)) >= SHORTEST:
            yield Report(content, *subject, Span(cue.start, cue.end))


def _told_question(sentence: Clause, cue: Cue, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "X wollte (von Y) wissen, mit wem er sprach": the question follows the first comma."""
    language = sentence.language
    rest = sentence.text(cue.end, sentence.end)
    comma = rest.find(", ")
    if comma < 0 or re.search(rf"[;:{QUOTED}]", rest[:comma]):
        return
    between = sentence.words_in(Span(cue.end, cue.end + comma))
    first = [word for word in sentence.words if word.start > cue.end + comma][:2]
    if first and first[0].small in language.prepositions:
        first = first[1:]
    if not first or first[0].small not in language.questions or any(word.small in language.denials for word in between):
        return
    known = between[-1].small if between else cue.small
    if cue.describing and known not in language.particles.get(cue.small, ()):
        return  # "will, | was er kann"
    subject = subject_of(sentence, cue, said)
    content = trimmed(sentence, cue.end + comma, sentence.end)
    if subject is not None and content is not None and len(sentence.words_in(content)) >= SHORTEST - 1:
        yield Report(content, *subject, Span(cue.start, cue.end))


def _without_that(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "X said prices would rise", "X sagte, der Preis werde steigen", "X ha detto di averlo visto"."""
    language = sentence.language
    for cue in said:
        if cue.describing or cue.small not in language.plain_cues or that_after(sentence, cue) is not None:
            continue
        between = sentence.words[max(0, cue.place - _DENIED) : cue.place]
        if any(word.small in language.denials for word in between):
            continue  # "has not acknowledged its ..." reports nothing
        start = bare_clause(sentence, cue)
        if start is None:
            continue
        subject = subject_of(sentence, cue, said)
        nobodys = language.verb_second and cue.small in language.with_it  # "Weiter heißt es, die Lage sei ernst"
        if (subject is None and not (language.pro_drop or nobodys)) or (
            subject is not None and subject[0].start >= start
        ):
            continue
        ended = min(other_report(sentence, said, cue, start), relative_end(sentence, cue, start))
        colon = sentence.text(start, ended).find(": ") if language.verb_second else -1
        if colon > 0 and in_mood(sentence, start + colon + 1, ended):
            ended = start + colon  # "regte an, das Verfahren einzustellen: | Die Lage sei klar"
        content = trimmed(sentence, start, ended)
        if content is None or len(sentence.words_in(content)) < SHORTEST - 1:
            continue
        first = sentence.words_in(content)[0].small
        if (
            language.verb_second
            and first in language.prepositions | language.adverbs
            and not _holds_verb(sentence, content)
        ):
            continue  # "resümierte die Vorsitzende, Lena Haas, | nach der Klausur"
        weak = cue.small in language.mood_cues and not _infinitive_end(sentence, content)
        if weak and not in_mood(sentence, content.start, content.end):
            continue  # "stimmte zu, | die Verwaltung setzt es um"
        if language.finite and not language.comma_clause and language.infinitive is None:
            words = _first_clause(sentence, content)
            if not any(
                (is_finite(word, language) and before.small not in _POSSESSORS)
                or is_present(before, word, after, language)
                for before, word, after in zip(words, words[1:], [*words[2:], None], strict=False)
            ):
                continue
        who, apposition = subject or (None, None)
        yield Report(content, who, apposition, Span(cue.start, cue.end))


def _holds_verb(sentence: Clause, content: Span) -> bool:
    language = sentence.language
    verbs = language.finite | language.mood | language.cues | language.perfect
    words = sentence.words_in(content)
    if language.mood_form is not None and any(language.mood_form.fullmatch(word.small) for word in words):
        return True
    return any(word.small in verbs for word in words) or _infinitive_end(sentence, content)


def _infinitive_end(sentence: Clause, content: Span) -> bool:
    """Whether a German infinitive closes a clause: "rief dazu auf, | die Fenster zu schließen"."""
    last = sentence.words_in(content)[-2:]
    return last[-1].small.endswith("n") and (last[0].small == "zu" or "zu" in last[-1].small)


def _first_clause(sentence: Clause, content: Span) -> list[Word]:
    """Return the words of a stretch before a comma and a conjunction: "declared the meeting open, | and by noon"."""
    words = sentence.words_in(content)
    for place, word in enumerate(words[1:], 1):
        if word.small in sentence.language.coordinators and "," in sentence.text(words[place - 1].end, word.start):
            return words[:place]
    return words
