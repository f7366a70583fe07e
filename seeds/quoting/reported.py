"""Indirect speech of one sentence: what is reported without marks, by whom, and the words that say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, cues
from seeds.quoting.labels import is_label
from seeds.quoting.subjects import (
    antecedent,
    has_role,
    is_name,
    noun_phrase,
    subject_after,
    subject_before,
    subject_of,
    within,
)

# How far "that" may stand from its verb: "wrote on the 26th that", "told reporters in Seoul on Friday that".
_REACH: Final = 16
_SHORTEST: Final = 3
_LONGEST_TAIL: Final = 12
# Where "that" is also "who": after a single comma it is the latter.
_RELATIVES: Final = frozenset({"que", "che"})
_POSSESSORS: Final = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my", "your"})
_TOLD: Final = frozenset({"told", "tell", "tells"})


@dataclass(frozen=True)
class Report:
    """Reported words with their speaker's phrase, its apposition and the cue; offsets into the cleaned text."""

    content: Span
    subject: Span | None
    apposition: Span | None
    cue: Span
    segment: int = 1


def reports(sentence: Clause) -> list[Report]:
    """Return the reported clauses of one sentence, outermost first; none inside another's content.

    An "according to" clause gives way to a saying verb inside it: it names the relay, not the speaker.
    """
    said = cues(sentence)
    found: list[Report] = []
    for report in [
        *_as_clauses(sentence, said),
        *_with_that(sentence, said),
        *_without_that(sentence, said),
        *_trailing(sentence, said),
    ]:
        if not any(overlap(report.content, other.content) or _within(report.cue, other.content) for other in found):
            found.append(report)
    for report in [*according(sentence, said), *_opinions(sentence)]:
        if not any(overlap(report.content, other.content) for other in found):
            found.append(report)
    return sorted(found, key=lambda report: report.content.start)


def _within(cue: Span, content: Span) -> bool:
    return content.start <= cue.start and cue.end <= content.end


def _as_clauses(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "As the ministry announced, ..." and "..., as the ministry announced."."""
    language, words = sentence.language, sentence.words
    for cue in said:
        opening = next(
            (
                place
                for place in range(cue.place, max(-1, cue.place - 14), -1)
                if words[place].small in language.as_words
            ),
            None,
        )
        if opening is None or cue.gerund:
            continue
        word = words[opening]
        before = sentence.text(sentence.start, word.start).rstrip()
        if before and before[-1] not in ",،–—-":
            continue
        if re.search(r"[,;:]", sentence.text(word.end, cue.start)):
            continue
        if cue.small in language.with_it or (language.verb_second and cue.small.endswith(language.within_endings)):
            subject = within(sentence, cue)
        else:
            subject = _subject_between(sentence, word.end, cue) or subject_after(sentence, cue)
        end = max(cue.end, subject[0].end if subject else 0, subject[1].end if subject and subject[1] else 0)
        if not before:
            comma = re.search(r"[,،]\s", sentence.text(end, sentence.end))
            if comma is None:
                continue
            content = trimmed(sentence, end + comma.end(), sentence.end)
        else:
            content = trimmed(sentence, sentence.start, word.start)
        if content is not None and len(sentence.words_in(content)) >= _SHORTEST - 1:
            who, apposition = subject or (None, None)
            yield Report(content, who, apposition, Span(cue.start, cue.end))


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
        that = _that_after(sentence, cue)
        if that is None or (cue.describing and not _next_is_that(sentence, cue)):
            continue
        subject = subject_of(sentence, cue, said)
        if subject is None and not language.pro_drop:
            continue
        content = trimmed(sentence, that, _other_report(sentence, said, cue, that))
        if content is not None and len(sentence.words_in(content)) >= _SHORTEST - 1:
            who, apposition = subject or (None, None)
            yield Report(content, who, apposition, Span(cue.start, cue.end))


def _is_infinitive(sentence: Clause, start: int) -> bool:
    """Whether what is reported from `start` on is an infinitive: no finite verb can be joined to it by "and"."""
    pattern = sentence.language.infinitive
    words = [word for word in sentence.words if word.start >= start][:2]
    if pattern is None or not words:
        return False
    links = " ".join(word.small for word in words)
    return any(pattern.fullmatch(text) for text in (words[0].small, links, f"di {words[0].small}"))


def _next_is_that(sentence: Clause, cue: Cue) -> bool:
    """Whether "that" follows straight on a describing verb, which then reports: "rechazó que", "dénonce que"."""
    language, words = sentence.language, sentence.words
    following = words[cue.last + 1].small if cue.last + 1 < len(words) else ""
    return language.inverts and following in language.that


def _other_report(sentence: Clause, said: Sequence[Cue], cue: Cue, start: int) -> int:
    """Return where the words reported by a cue end.

    Before a second report of the same speaker ("..., and added that").
    """
    language, words = sentence.language, sentence.words
    for other in said:
        place = min(other.place, other.auxiliary)
        if other.place <= cue.last or words[place].start <= start:
            continue
        if other.describing and not _next_is_that(sentence, other):
            continue
        before = words[place - 1]
        joined = before.small in language.coordinators or (
            other.gerund and re.search(r"[,،]", sentence.text(before.end, other.start)) is not None
        )
        prefixed = (
            bool(language.prefixes)
            and words[other.place].small.startswith(language.prefixes)
            and words[other.place].small != other.small
        )
        closed = joined and not other.gerund and sentence.text(words[place - 2].end, before.start).strip() == ","
        if (
            prefixed
            or closed
            or (
                joined
                and (
                    _that_after(sentence, other) is not None
                    or QUOTED in sentence.text(other.end, sentence.end)
                    or (language.infinitive is not None and _bare_clause(sentence, other) is not None)
                    or _is_infinitive(sentence, start)
                )
            )
        ):
            return words[place].start if prefixed or other.gerund else before.start
    return sentence.end


def _without_that(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "X said prices would rise", "X sagte, der Preis werde steigen", "X ha detto di averlo visto"."""
    language = sentence.language
    for cue in said:
        if cue.describing or cue.small not in language.plain_cues or _that_after(sentence, cue) is not None:
            continue
        start = _bare_clause(sentence, cue)
        if start is None:
            continue
        subject = subject_of(sentence, cue, said)
        if (subject is None and not language.pro_drop) or (subject is not None and subject[0].start >= start):
            continue
        content = trimmed(sentence, start, _other_report(sentence, said, cue, start))
        if content is None or len(sentence.words_in(content)) < _SHORTEST - 1:
            continue
        if language.finite and not language.comma_clause and language.infinitive is None:
            words = sentence.words_in(content)
            if not any(
                is_finite(word, language) and before.small not in _POSSESSORS for before, word in pairwise(words)
            ):
                continue
        who, apposition = subject or (None, None)
        yield Report(content, who, apposition, Span(cue.start, cue.end))


def _bare_clause(sentence: Clause, cue: Cue) -> int | None:
    """Return where a reported clause without "that" starts, or None."""
    language = sentence.language
    if language.comma_clause:
        rest = sentence.text(cue.end, sentence.end)
        comma = re.search(r",\s", rest)
        if comma is None or re.search(rf"[;:{QUOTED}]", rest[: comma.start()]) or comma.start() > 120:
            return None
        start = cue.end + comma.end()
        following: Sequence[Word] = [word for word in sentence.words if word.start >= start][:1]
        if not following or following[0].small in language.subordinators or following[0].text.startswith(QUOTED):
            return None
        subject = subject_after(sentence, cue)
        if subject is not None and subject[1] is not None and max(subject[0].start, subject[1].start) >= start:
            end = max(subject[0].end, subject[1].end)
            comma = re.match(r"\s*,\s", sentence.text(end, sentence.end))
            return end + comma.end() if comma else None
        return start
    following = sentence.words[cue.last + 1 :]
    if not following:
        return None
    if language.infinitive is not None:
        for place, word in enumerate(following[:8]):
            if re.search(r"[,;:.]", sentence.text(cue.end, word.start)):
                return None
            after = following[place + 1].small if place + 1 < len(following) else ""
            if language.infinitive.fullmatch(f"{word.small} {after}"):
                return word.end if word.small in language.links else word.start
            if language.infinitive.fullmatch(word.small):
                return word.start
        return None
    if language.inverts or len(following) < _SHORTEST or sentence.text(cue.end, following[0].start).strip():
        return None
    if cue.small in _TOLD:
        following = following[2:] if following[0].small in language.determiners else following[1:]
    adverbial = 0
    while adverbial < min(3, len(following)) and following[adverbial].small in language.adverbs:
        adverbial += 1
    following = following[adverbial:]
    if not following or following[0].text.startswith(QUOTED) or following[0].small in language.according:
        return None
    first = following[0].small
    if first in language.prepositions - {"about", "over", "under"} or first in language.subordinators - {
        "if",
        "as",
        "when",
        "while",
    }:
        following = _after_time(sentence, following)
        if not following:
            return None
    return following[0].start


def _after_time(sentence: Clause, following: Sequence[Word]) -> Sequence[Word]:
    """Skip "on Tuesday" between a verb and what was said."""
    language = sentence.language
    place = 1
    while place < len(following) and (following[place].small in language.adverbs or following[place].text.isdigit()):
        place += 1
    if place == 1 or place >= len(following) or sentence.text(following[place - 1].end, following[place].start).strip():
        return ()
    after = following[place]
    return (
        ()
        if after.small in language.prepositions | language.subordinators or after.text.startswith(QUOTED)
        else following[place:]
    )


def _trailing(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "Prices will rise, X said." and "Prices will rise, said X."."""
    language = sentence.language
    for cue in said:
        if cue.describing or cue.gerund or _that_after(sentence, cue) is not None:
            continue
        if cue.small not in language.plain_cues | {"added", "warned", "explained", "noted", "reported"}:
            continue
        first = sentence.words[min(cue.place, cue.auxiliary)]
        comma = max(sentence.text(sentence.start, first.start).rfind(mark) for mark in (", ", "، "))
        if comma < 0:
            continue
        comma += sentence.start
        lead = [word for word in sentence.words if comma < word.start < first.start]
        inverted = all(word.small in language.auxiliaries or word.small in language.coordinators for word in lead)
        inverted = inverted and cue.small not in _TOLD
        subject = (subject_before(sentence, cue) if _pronoun_inside(sentence, cue) else None) or (
            subject_after(sentence, cue) if inverted else subject_before(sentence, cue)
        )
        if subject is None and not inverted and language.inverts and cue.auxiliary < cue.place:
            subject = subject_after(sentence, cue)
        if subject is None and inverted and language.within:
            subject = within(sentence, cue)
        if subject is None and inverted and language.pro_drop and sentence.text(cue.end, cue.end + 1) in (",", "."):
            yield from _left_out(sentence, cue, comma)
            continue
        if subject is None or (not inverted and subject[0].start < comma):
            if subject is None or subject[1] is None:
                continue
            first_part = min(subject[0].start, subject[1].start)
            comma = sentence.start + sentence.text(sentence.start, first_part).rfind(", ")
            if comma < sentence.start:
                continue
        second = _second_part(sentence, cue, subject, inverted=inverted)
        if (
            second is None
            and not inverted
            and len([word for word in sentence.words if word.start >= cue.end]) > _LONGEST_TAIL
        ):
            continue
        content = trimmed(sentence, sentence.start, comma)
        if (
            second is not None
            and content is not None
            and subject[0].start >= content.end
            and QUOTED not in sentence.masked
        ):
            yield Report(content, subject[0], subject[1], Span(cue.start, cue.end))
            yield Report(second, subject[0], subject[1], Span(cue.start, cue.end), segment=2)
            return
        if content is None or not (_has_clause(sentence, content) or _needs_content(sentence, cue, content)):
            continue
        if QUOTED in sentence.masked and len(sentence.words_in(content)) < _SHORTEST:
            continue  # "He was, his lawyer said, “a boy”"
        if (
            inverted
            and language.inverts
            and not _closes(sentence, max(cue.end, subject[0].end, subject[1].end if subject[1] else 0))
        ):
            continue
        following = sentence.text(cue.end, cue.end + 3).lstrip()
        if not inverted and (following[:1] in (":", QUOTED) or (following[:1] in '“«„"' and following)):
            continue
        if sentence.text(content.start, content.end).lower().startswith(language.according):
            continue
        if subject[0].start < content.end or (inverted and _is_subject(sentence, cue, content)):
            continue
        yield Report(content, subject[0], subject[1], Span(cue.start, cue.end))


def _left_out(sentence: Clause, cue: Cue, comma: int) -> Iterator[Report]:
    """Yield "I voli, ha aggiunto, riprenderanno": the verb leaves its subject out."""
    content = trimmed(sentence, sentence.start, comma)
    after = re.match(r",\s+", sentence.text(cue.end, sentence.end))
    second = trimmed(sentence, cue.end + after.end(), sentence.end) if after else None
    if content is not None and (second is not None or _has_clause(sentence, content)):
        yield Report(content, None, None, Span(cue.start, cue.end))
        if second is not None and len(sentence.words_in(second)) >= _SHORTEST:
            yield Report(second, None, None, Span(cue.start, cue.end), segment=2)


def _second_part(sentence: Clause, cue: Cue, subject: tuple[Span, Span | None], *, inverted: bool) -> Span | None:
    """Return what is said after a verb that breaks in: "The museum, Mr. Obama said, | would tell the truth"."""
    language = sentence.language
    end = max(cue.end, subject[0].end, subject[1].end if subject[1] else 0) if inverted else cue.end
    after = re.match(r",\s+", sentence.text(end, sentence.end))
    if after is None:
        return None
    start = end + after.end()
    following = next((word for word in sentence.words if word.start >= start), None)
    if (
        following is None
        or following.small in language.tail
        or following.small in language.gerunds
        or following.small.endswith("ing")
    ):
        return None
    if (
        following.small in language.cues
        or following.small in language.as_words
        or following.small in {"who", "which", "including"}
    ):
        return None
    content = trimmed(sentence, start, sentence.end)
    if content is None:
        return None
    shortest = _SHORTEST - 1 if language.bare_nouns else _SHORTEST
    words = sentence.words_in(content)
    if not inverted or not language.inverts or language.bare_nouns or language.verb_second or language.verb_first:
        return content if len(words) >= shortest else None
    # After "dijo Ana Ruiz," who relays her or where she said it is no second half; a clause is.
    said_before = sentence.words_in(Span(sentence.start, cue.start))
    leads = bool(words) and words[0].small in language.coordinators | set(language.that)
    goes_on = leads or any(word.small in language.finite for word in words[:_LONGEST_TAIL])
    whole = any(word.small in language.finite for word in said_before)
    passive = len(words) > 1 and words[1].small in language.agents
    if passive or not (goes_on or (not whole and len(words) >= _SHORTEST)):
        return None
    return content if len(words) > 1 else None


def _is_subject(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether what stands before ", said" is who says it: "A neighbour, who asked not to be named, said"."""
    subject = subject_before(sentence, cue)
    if subject is None:
        return False
    if sentence.language.bare_nouns and subject[1] is None:
        return False  # without articles a clause may look like a noun phrase
    if sentence.language.inverts and subject[1] is None and "," not in sentence.text(content.start, content.end):
        return False  # no single comma parts a subject from its verb
    first = min((part for part in subject if part), key=lambda part: part.start)
    return first.start <= content.start and sentence.text(first.end, content.end).lstrip()[:1] in (",", "")


def _closes(sentence: Clause, end: int) -> bool:
    """Whether a clause ends at an offset, or goes on with nothing but time and place."""
    language = sentence.language
    rest = sentence.text(end, sentence.end).lstrip(" )")
    if not rest or rest[0] in ",.;–—-(،؛!?":
        return True
    following = next((word for word in sentence.words if word.start >= end), None)
    return (
        following is None
        or following.small
        in language.prepositions | language.adverbs | language.subordinators | language.particles.get("", frozenset())
    )


def _pronoun_inside(sentence: Clause, cue: Cue) -> bool:
    return any(word.small in sentence.language.pronouns for word in sentence.words[cue.auxiliary + 1 : cue.place])


def _needs_content(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether nothing but time and place follows a verb: then what stands before it was said, its own verb unlisted."""
    language, words = sentence.language, sentence.words_in(content)
    if language.inverts or len(words) <= _SHORTEST or words[0].small.endswith(("ing", "ed")):
        return False
    following = next((word.small for word in sentence.words if word.start >= cue.end), "")
    return words[0].small not in language.prepositions | language.subordinators and (
        not following or following in language.adverbs | language.prepositions
    )


def _has_clause(sentence: Clause, content: Span) -> bool:
    """Whether a stretch can be what somebody said.

    With a finite verb where the language's file lists them, else long enough.
    """
    language, words = sentence.language, sentence.words_in(content)
    if not language.inverts:
        return any(is_finite(word, language) for word in words) or (
            len(words) > 2 * _SHORTEST and words[0].small not in language.prepositions
        )
    return len(words) >= _SHORTEST and not (words[0].small in language.prepositions and len(words) < 2 * _SHORTEST)


def _rest(sentence: Clause, start: int, end: int) -> Span | None:
    """Return what goes on after "according to X" between two commas: "Двоих, по словам медика, | выпишут завтра"."""
    after = re.match(r"[,،]\s+", sentence.text(end, sentence.end))
    if after is None or not sentence.text(start - 3, start).rstrip().endswith((",", "،")):
        return None
    content = trimmed(sentence, end + after.end(), sentence.end)
    if content is None or len(sentence.words_in(content)) < _SHORTEST - 1:
        return None
    first = sentence.words_in(content)[0].small
    language = sentence.language
    aside = sentence.text(content.start, content.end).partition(",")[0]
    if has_role(aside, language) and not language.bare_nouns:
        return None
    joined = language.subordinators | language.coordinators | language.tail | language.gerunds | set(language.that)
    return None if first in joined or first.endswith("ing") else content


def _is_part(sentence: Clause, content: Span) -> bool:
    """Whether a stretch is but the beginning of a clause, which an "according to" breaks into."""
    words = sentence.words_in(content)
    if sentence.language.inverts:
        return sentence.language.bare_nouns or len(words) < _SHORTEST
    return not any(is_finite(word, sentence.language) for word in words)


def _is_short(sentence: Clause, content: Span) -> bool:
    """Whether a stretch is a clause of two words: "По словам врачей, | пострадавших нет"."""
    words = sentence.words_in(content)
    return sentence.language.bare_nouns and len(words) == _SHORTEST - 1


def according(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "According to X, ..." and "..., according to X."; German also "X zufolge ..."."""
    language = sentence.language
    if not language.according and not language.according_after:
        return
    for phrase, start, after in according_phrases(sentence):
        relative = (
            language.according_relative.match(sentence.text(after, sentence.end))
            if language.according_relative
            else None
        )
        if relative:
            holder, said_by = trimmed(sentence, after + relative.end(), sentence.end), antecedent(sentence, start)
            if holder is not None and said_by is not None:
                yield Report(holder, *said_by, Span(start, start + len(phrase)))
            continue
        who = noun_phrase(sentence, after)
        if who is None or any(cue.start == who.start for cue in said):
            continue
        who = _agent(sentence, who) or who
        opened = sentence.text(sentence.start, start).rstrip().endswith((":", ";"))
        leading = opened or not sentence.text(sentence.start, start).strip(" “\"‘'–—-") or _is_lead(sentence, start)
        cue = Span(start, start + len(phrase))
        apposition, finish = None, who.end
        more = re.match(r",\s+([^,.;:]{3,60}),(?!\d)", sentence.text(who.end, sentence.end))
        if more and leading and len(more.group(1).split()) <= 8:
            part = Span(who.end + more.start(1), who.end + more.end(1))
            office = has_role(sentence.text(who.start, who.end), language)
            if office and is_name(sentence, part):
                who, apposition, finish = part, who, part.end
            elif has_role(more.group(1), language):
                apposition, finish = part, part.end
        if leading:
            rest = sentence.text(finish, sentence.end)
            stop = re.search(rf"[,،:;{QUOTED}“”\"]", rest)
            if not language.verb_second:
                if stop is None or rest[stop.start()] not in ",،" or len(re.findall(r"\w+", rest[: stop.start()])) > 14:
                    continue
                finish += stop.end()
            content = trimmed(sentence, finish, sentence.end)
        else:
            content = trimmed(sentence, sentence.start, start)
            further = _rest(sentence, start, who.end)
            if content is not None and further is not None and _is_part(sentence, content):
                yield Report(content, who, None, cue)
                yield Report(further, who, None, cue, segment=2)
                continue
        if content is None or not (_has_clause(sentence, content) or (leading and _is_short(sentence, content))):
            continue
        if any(_says(sentence, verb, content) for verb in said):
            continue
        yield Report(content, who, apposition, cue)
    yield from _according_after(sentence)


def _agent(sentence: Clause, phrase: Span) -> Span | None:
    """Return who told it in "secondo quanto riferito dai carabinieri", "según lo informado por la policía"."""
    language, told = sentence.language, False
    for word in sentence.words_in(phrase):
        if told and word.small in language.agents:
            return noun_phrase(sentence, word.end)
        told = told or word.small in language.participles
    return None


def according_phrases(sentence: Clause) -> Iterator[tuple[str, int, int]]:
    """Yield each phrase with where it starts and where what it governs starts."""
    taken = -1
    for match in _pattern(sentence.language).finditer(sentence.masked) if sentence.language.according else ():
        if match.start() < taken:
            continue
        taken = match.end()
        yield match.group("phrase"), sentence.start + match.start("phrase"), sentence.start + match.end()


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in language.according)
    prefix = "|".join(language.prefixes)
    # An elided or a prefixed preposition ("d'après l'Insee", "وفقا لوزارة") is followed by its noun without a space.
    return re.compile(rf"(?<!\w)(?:{prefix})?(?P<phrase>{phrases})(?:(?<=['’ل])|\b\s+)", re.IGNORECASE)


def _is_lead(sentence: Clause, start: int) -> bool:
    """Whether only a dateline or a short adverb stands before."""
    before = sentence.text(sentence.start, start)
    words = [word for word in sentence.words if word.end <= start]
    return (
        len(words) <= 2
        and all(word.small in sentence.language.adverbs | sentence.language.coordinators for word in words)
    ) or bool(re.search(r"(?:\)|\.)\s?[–—-]+\s*\Z", before))


def _according_after(sentence: Clause) -> Iterator[Report]:
    language, words = sentence.language, sentence.words
    for place, word in enumerate(words):
        if word.small not in language.according_after or not place:
            continue
        first = place
        while (
            first
            and not re.search(r"[,;:.]", sentence.text(words[first - 1].end, words[first].start))
            and place - first < 10
        ):
            first -= 1
        who = Span(words[first].start, words[place - 1].end)
        if words[first].start <= sentence.start + 1:
            content = trimmed(sentence, word.end, sentence.end)
        else:
            who = Span(_phrase_start(sentence, words, place), words[place - 1].end)
            content = trimmed(sentence, sentence.start, who.start) or trimmed(sentence, word.end, sentence.end)
            if not sentence.text(who.start - 2, who.start).strip().endswith(",") and len(words) > place + 1:
                content = Span(sentence.start, sentence.end)
                content = trimmed(sentence, word.end, sentence.end)
        if content is not None and who.start < who.end and _has_clause(sentence, content):
            yield Report(content, who, None, Span(word.start, word.end))


def _phrase_start(sentence: Clause, words: Sequence[Word], place: int) -> int:
    """Return where the noun phrase that ends before `place` starts."""
    first = place - 1
    while first > 0 and not re.search(r"[,;:.]", sentence.text(words[first - 1].end, words[first].start)):
        if (
            words[first].small in sentence.language.determiners
            and words[first - 1].small not in sentence.language.links
        ):
            break
        if (
            words[first - 1].text[0].islower()
            and words[first - 1].small not in sentence.language.determiners | sentence.language.links
        ):
            break
        first -= 1
    return words[first].start


def _opinions(sentence: Clause) -> Iterator[Report]:
    """Yield "Pour X, ...": a preposition at the start that names whose view follows."""
    language, words = sentence.language, sentence.words
    if not words or words[0].small not in language.opinion or len(words) < 4:
        return
    who = noun_phrase(sentence, words[0].end)
    comma = re.search(r",\s", sentence.masked)
    if comma is None and who is not None and QUOTED in sentence.masked:
        comma = re.search(
            r"\s", sentence.text(sentence.start, sentence.end)[who.end - sentence.start :]
        )  # no comma at all
        if comma is not None and has_role(sentence.text(who.start, who.end), language):
            content = trimmed(sentence, who.end, sentence.end)
            if content is not None:
                yield Report(content, who, None, Span(words[0].start, words[0].end))
        return
    if comma is None:
        return
    more = re.match(r",\s+([^,.;:]{3,60}),\s", sentence.text(who.end, sentence.end)) if who else None
    if who is None or who.end > sentence.start + comma.start() + 1:
        return
    phrase = sentence.text(who.start, who.end)
    named = re.search(r"[A-ZÀ-Ý][^\W\d_]+ [A-ZÀ-Ý]", phrase)
    quoted = QUOTED in sentence.masked
    if not named and not (has_role(phrase, language) and (quoted or re.search(r"[A-ZÀ-Ý]", phrase))):
        return
    finish = who.end + more.end() if more else sentence.start + comma.end()
    content = trimmed(sentence, finish, sentence.end)
    if content is not None and len(sentence.words_in(content)) >= 1:
        yield Report(content, who, None, Span(words[0].start, words[0].end))


def _says(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether somebody speaks inside `content`.

    Then "according to" names a relay, and the speaker's own words count.
    """
    if cue.describing or cue.start < content.start or cue.end > content.end:
        return False
    return subject_before(sentence, cue) is not None and (
        QUOTED in sentence.masked or _that_after(sentence, cue) is not None
    )


def trimmed(sentence: Clause, start: int, end: int) -> Span | None:
    """Cut the writer's own comment off reported words, and the punctuation at both ends; None when nothing is left."""
    text = sentence.text(start, end)
    language = sentence.language
    for match in re.finditer(r"[,،]\s+(?:[^\W\d_]+ly\s+)?([^\W\d_]+)", text):
        # A participle after a comma is the writer's comment; a conjunction may still belong to what was said.
        small = match.group(1).lower()
        if small in language.tail:
            text = text[: match.start()]
            break
        comment = re.match(r",\s+an?\s+(?:[^\W\d_]+\s+)?([^\W\d_]+)", text[match.start() : match.start() + 80])
        if comment and comment.group(1).lower() in language.tail_nouns:
            text = text[: match.start()]
            break
        comma_part = text[match.start() : match.start() + 60].lower().lstrip(",، ")
        joined = comma_part.partition(" ")[2] if small in language.coordinators else ""
        if comma_part.startswith(language.according) or joined.startswith(_longer(language)):
            text = text[: match.start()]
            break
    left = len(text) - len(text.lstrip(" ,،;:“\"'‘’–—-«»„)"))
    body = text.rstrip(' ,،;:.”"–—-»«“。，')
    return Span(start + left, start + len(body)) if left < len(body) else None


@cache
def _longer(language: Language) -> tuple[str, ...]:
    """Return the phrases of more than a word that point back to what was said: "y | así lo hizo constar"."""
    return tuple(phrase for phrase in language.back_references if " " in phrase)


def _that_after(sentence: Clause, cue: Cue) -> int | None:
    """Return where what a saying verb's "that" governs starts.

    No other clause, quote or long comma part stands between.
    """
    language = sentence.language
    if not language.that:
        return None
    relative = language.inverts and not language.comma_clause and language.that[0] in _RELATIVES
    if relative and re.search(
        rf"{QUOTED}\S?,?\s*\Z", sentence.text(sentence.start, sentence.words[min(cue.place, cue.auxiliary)].start)
    ):
        return None  # «…», dijo Pérez, que pidió calma
    before, named = "", language.naming | language.recipients
    for word in sentence.words[cue.last + 1 : cue.last + 1 + _REACH]:
        between = sentence.text(cue.end, word.start)
        if ";" in between or ":" in between or between.count(",") > 2:
            return None
        if word.small in language.that:
            return None if relative and between.count(",") % 2 else word.end
        if language.verb_first and len(re.findall("[,،]", between)) == 1:
            continue  # inside what two commas set off: "أشارت الدراسة، التي نشرت أمس، إلى أن"
        if word.text.startswith(QUOTED) and is_label(sentence, word) and before in named:
            before = word.small  # "sagte der „Zeit“, dass"
            continue
        if word.text.startswith(QUOTED) or word.small in language.cues or word.small in language.finite:
            return None
        before = word.small
    return None


def is_finite(word: Word, language: Language) -> bool:
    """Whether a word makes a clause of a phrase; English files list the forms, and the past has -ed."""
    return (
        word.small in language.finite or (word.small.endswith("ed") and word.text[0].islower()) or "n't" in word.small
    )


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end
