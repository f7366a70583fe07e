"""Reports by their source and not by a verb: "according to X", "X zufolge", "pour X, ..."."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.contents import SHORTEST, Report, has_clause, is_finite, that_after, trimmed
from seeds.quoting.phrases import has_role, is_name, noun_phrase, with_apposition
from seeds.quoting.subjects import antecedent, subject_before, subject_of


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
            before = [cue for cue in said if cue.end <= start]
            if said_by is None and before:
                said_by = subject_of(sentence, before[-1], said)  # "riferiscono fonti sindacali, | secondo cui"
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
            elif (
                QUOTED not in more.group(1)
                and has_role(more.group(1), language)
                and not any(is_finite(word, language) for word in sentence.words_in(part))
            ):
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
        if content is None or not (has_clause(sentence, content) or (leading and _is_short(sentence, content))):
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
        if content is not None and who.start < who.end and has_clause(sentence, content):
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


def opinions(sentence: Clause) -> Iterator[Report]:
    """Yield "Pour X, ...": a preposition at the start that names whose view follows."""
    language, words = sentence.language, sentence.words
    if not words or words[0].small not in language.opinion or len(words) < 4:
        return
    who = noun_phrase(sentence, words[0].end)
    who = _first_phrase(sentence, who) if who is not None else None
    comma = re.search(r",\s", sentence.masked)
    closing = sentence.end
    if comma is not None and QUOTED in sentence.masked[: comma.start()]:
        closing, comma = sentence.start + comma.start(), None  # "Per l'opposizione il sindaco è «ostaggio», mentre"
    if comma is None and who is not None and QUOTED in sentence.masked:
        comma = re.search(
            r"\s", sentence.text(sentence.start, sentence.end)[who.end - sentence.start :]
        )  # no comma at all
        if comma is not None and has_role(sentence.text(who.start, who.end), language):
            content = trimmed(sentence, who.end, closing)
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
        named_by, office = with_apposition(sentence, who) if more else (who, None)
        yield Report(content, named_by, office, Span(words[0].start, words[0].end))


def _first_phrase(sentence: Clause, phrase: Span) -> Span:
    """Cut a phrase off before a second article that nothing binds to it: "l'opposizione | il sindaco"."""
    language, words = sentence.language, sentence.words_in(phrase)
    bound = language.links | language.prepositions | language.determiners | language.coordinators
    for before, word in pairwise(words):
        free = before.small not in bound and not before.small.endswith("'")
        if free and word.small in language.determiners - language.links:
            return Span(phrase.start, before.end)
    return phrase


def _says(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether somebody speaks inside `content`.

    Then "according to" names a relay, and the speaker's own words count.
    """
    if cue.describing or cue.start < content.start or cue.end > content.end:
        return False
    return subject_before(sentence, cue) is not None and (
        QUOTED in sentence.masked or that_after(sentence, cue) is not None
    )


def _rest(sentence: Clause, start: int, end: int) -> Span | None:
    """Return what goes on after "according to X" between two commas: "Двоих, по словам медика, | выпишут завтра"."""
    after = re.match(r"[,،]\s+", sentence.text(end, sentence.end))
    if after is None or not sentence.text(start - 3, start).rstrip().endswith((",", "،")):
        return None
    content = trimmed(sentence, end + after.end(), sentence.end)
    if content is None or len(sentence.words_in(content)) < SHORTEST - 1:
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
        return sentence.language.bare_nouns or len(words) < SHORTEST
    return not any(is_finite(word, sentence.language) for word in words)


def _is_short(sentence: Clause, content: Span) -> bool:
    """Whether a stretch is a clause of two words: "По словам врачей, | пострадавших нет"."""
    words = sentence.words_in(content)
    return sentence.language.bare_nouns and len(words) == SHORTEST - 1
