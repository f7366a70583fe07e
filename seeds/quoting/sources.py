"""Reports by their source and not by a verb: "according to X", "X zufolge"."""

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.articleless import has_cases
from seeds.quoting.clauses import QUOTED, Clause, Cue, Signs, Span, Word, signs, spelled
from seeds.quoting.contents import SHORTEST, Report, behind_that, has_clause, is_finite, part_end, that_after, trimmed
from seeds.quoting.labels import named_in_marks
from seeds.quoting.phrases import (
    Subject,
    has_role,
    is_name,
    is_noun_phrase,
    is_verb,
    noun_phrase,
    plain_order,
)
from seeds.quoting.subjects import antecedent, subject_after, subject_before, subject_of

_LONGEST_OFFICE: Final = 8
_LONGEST_PLURAL: Final = 3
_ROLE_REACH: Final = 3
_LONGEST_SOURCE: Final = 14


def according(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "According to X, ..." and "..., according to X."; German also "X zufolge ..."."""
    language = sentence.language
    if not (language.according or language.according_after) or _points_back(sentence, said):
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
        told, told_end = _told(sentence, after, said, opened=phrase.lower().rpartition(" ")[2] in language.told)
        if told_end > after:
            yield from _as_told(sentence, Span(start, told_end), told)
            continue
        who = _source(sentence, phrase, after)
        if who is None or _is_adverb(sentence, who) or any(_shares(sentence, cue, start, who) for cue in said):
            continue
        if plain_order(language) and not (is_noun_phrase(sentence, who) or _is_plural(sentence, who)):
            continue  # "nel secondo | tempo"
        who = _agent(sentence, who) or who
        opened = sentence.text(sentence.start, start).rstrip().endswith((":", ";"))
        leading = opened or not sentence.text(sentence.start, start).strip(" “\"‘'–—-") or _is_lead(sentence, start)
        cue = Span(start, start + len(phrase))
        apposition, finish = None, who.end
        if leading:
            who, apposition, finish = _with_office(sentence, who)
            begin = _clause_begin(sentence, who, finish)
            if begin is None:
                continue
            who = Span(who.start, begin) if who.start < begin < who.end else who
            content = trimmed(sentence, begin, part_end(sentence, begin))
        else:
            if language.verb_first:
                who, apposition, _ = _with_office(sentence, who)
            content = _around(sentence, start)
            further = _rest(sentence, start, who.end)
            if plain_order(language) and _leads_over(sentence, content, further, said):
                continue
            if content is not None and further is not None and _is_part(sentence, content):
                yield Report(content, who, apposition, cue)
                yield Report(further, who, apposition, cue, segment=2)
                continue
        if (
            content is None
            or _ends_in_verb(sentence, content)
            or not (_is_long(sentence, content) if not leading else _may_follow(sentence, content))
        ):
            continue
        if any(_says(sentence, verb, content) for verb in said):
            continue
        yield Report(Span(behind_that(sentence, content.start), content.end), _unseen(sentence, who), apposition, cue)
    yield from _according_after(sentence)


def _ends_in_verb(sentence: Clause, content: Span) -> bool:
    """Whether an Arabic verb of saying ends a stretch: "وكانت المديرية أعلنت، | على لسان ناطقها، | ضبط أسلحة"."""
    words = sentence.words_in(content) if sentence.language.verb_first else []
    return bool(words) and words[-1].small in sentence.language.cues


def _is_own(sentence: Clause, match: re.Match[str]) -> bool:
    """Whether a phrase of source with an article of possession means whoever spoke last: "según su versión"."""
    language = sentence.language
    if not plain_order(language) or not sentence.folded.startswith(language.according_own, match.start()):
        return False
    after = sentence.start + match.end()
    return next((word.small for word in sentence.words if word.start >= after), "") in _owning(language)


@cache
def _owning(language: Language) -> frozenset[str]:
    """Return the articles that say whose something is: those of phrases for whoever spoke last."""
    said = (phrase.split() for phrase in language.according_own)
    return frozenset(word for words in said for word in words[1:-1]) & language.determiners


def _points_back(sentence: Clause, said: Sequence[Cue]) -> bool:
    """Whether a German sentence but says whose the words before it were: "Das teilten beide laut Polizei mit"."""
    language = sentence.language
    if not language.verb_second or not said or sentence.words[0].small not in language.pointing:
        return False
    return min(said[0].place, said[0].auxiliary) == 1


def _is_plural(sentence: Clause, who: Span) -> bool:
    """Whether a phrase in small letters is all in the plural: "según | medios estatales"."""
    language, words = sentence.language, sentence.words_in(who)
    known = language.adverbs | language.prepositions | language.pronouns | language.links
    return 1 < len(words) <= _LONGEST_PLURAL and all(
        word.small.endswith("s") and word.text[0].islower() and word.small not in known for word in words
    )


def _clause_begin(sentence: Clause, who: Span, finish: int) -> int | None:
    """Return where the clause behind a source begins: behind a comma, where the language needs one, or None."""
    language, finish = sentence.language, _behind_citing(sentence, finish)
    if plain_order(language) and finish == who.end:
        bare = first_phrase(sentence, who)
        if bare.end < who.end and not re.match(r"\s*,", sentence.text(bare.end, sentence.end)):
            return bare.end  # "Secondo i sindacati | l'adesione è altissima"
    following = next((word for word in sentence.words if word.start >= finish), None) if plain_order(language) else None
    if following is not None and following.start == finish + 1 and is_verb(following, language):
        return finish  # "Secondo l'Arpal | sono attesi 200 millimetri"
    if language.verb_second:
        return finish
    answer = _answer(sentence, finish) if language.verb_first else None
    if answer is not None:
        return answer
    rest = sentence.text(finish, sentence.end)
    stop = re.search(rf"[,،:;{QUOTED}“”\"]", rest)
    near = stop is not None and len(re.findall(r"\w+", rest[: stop.start()])) <= _LONGEST_SOURCE
    return finish + stop.end() if stop is not None and near and stop.group() in ",،" else None


def _answer(sentence: Clause, finish: int) -> int | None:
    """Return where "fa" and a "that" behind a comma answer an Arabic source: "وبحسب سليم حرب، الخبير، | فإن الخط"."""
    language = sentence.language
    following = [word for word in sentence.words if word.start >= finish][: 2 * _LONGEST_SOURCE]
    for place, word in enumerate(following):
        if word.text.startswith(QUOTED) or word.small in language.that:
            return None
        at = following[place - 1].end if place else finish
        if word.small.startswith("ف") and word.small[1:] in language.that:
            return word.start if "،" in sentence.text(at, word.start) else None
    return None


def _shares(sentence: Clause, cue: Cue, start: int, who: Span) -> bool:
    """Whether a source is a verb itself, or stands between one and its "that": "أفادت الوكالة | نقلا عن مصدر | بأن"."""
    return cue.start == who.start or (cue.end < start and (that_after(sentence, cue) or 0) > who.end)


def _with_office(sentence: Clause, who: Span) -> tuple[Span, Span | None, int]:
    """Return a source, the comma part that says who that is, and where both end."""
    if sentence.language.verb_first:
        named, office = with_apposition(sentence, who)
        return (named, office, named.end) if office == who else (who, None, who.end)
    more = re.match(r",\s+([^,.;:]{3,60}),(?!\d)", sentence.text(who.end, sentence.end))
    if more is None or len(more.group(1).split()) > _LONGEST_OFFICE:
        return who, None, who.end
    language, part = sentence.language, Span(who.end + more.start(1), who.end + more.end(1))
    if plain_order(language) and sentence.words_in(part)[0].small in language.relatives:
        return who, None, part.end  # "D'après Aziz Ben, | qui dirige l'Observatoire, un magasin"
    if has_role(sentence.text(who.start, who.end), language) and is_name(sentence, part):
        return part, who, part.end
    said = any(word.text.startswith(QUOTED) or is_finite(word, language) for word in sentence.words_in(part))
    return (who, part, part.end) if has_role(more.group(1), language) and not said else (who, None, who.end)


def _told(sentence: Clause, start: int, said: Sequence[Cue], *, opened: bool) -> tuple[Subject | None, int]:
    """Return who told it, and where the words end that say so: "secondo | quanto riferisce la Reuters, ...".

    The subject of their verb, else the agent of a participle; None where nobody is named. `start` where there are none.
    """
    language, words = sentence.language, [word for word in sentence.words if word.start >= start]
    first = {words[0].small, " ".join(word.small for word in words[:2])} if words else set()
    if not opened and not first & language.told:
        return None, start
    comma = re.search(r"[,;.](?=\s|\Z)", sentence.text(start, sentence.end))
    stop = start + comma.start() if comma else sentence.end
    inside = [word for word in words if word.end <= stop]
    told = next((place for place, word in enumerate(inside) if word.small in language.participles), None)
    agent = next((word for word in inside[told:] if word.small in language.agents), None) if told is not None else None
    if agent is not None:
        who = noun_phrase(sentence, agent.end)
        named, office = with_apposition(sentence, who) if who else (None, None)
        return ((named, office) if named and office == who else (who, None)) if who else None, stop
    cue = next((cue for cue in said if start <= cue.start < stop), None)
    if cue is None or cue.small in language.hearsay:
        whence = next((word for word in inside if word.small in language.agents), None) if language.hearsay else None
        who = noun_phrase(sentence, whence.end) if whence is not None else None
        if who is not None and is_known(sentence, who):
            return (who, None), stop  # "secondo quanto trapela dalla | Procura"
    if opened and cue is None:
        return None, start  # "a quanto pare"
    if cue is not None and cue.small in language.hearsay:
        return None, stop
    return (subject_after(sentence, cue) or subject_before(sentence, cue) if cue else None), stop


def _opens_with_verb(sentence: Clause, part: Span, said: Sequence[Cue]) -> bool:
    """Whether a stretch begins with a verb of saying."""
    language = sentence.language
    first = next((cue for cue in said if cue.start >= part.start), None)
    before = sentence.words_in(Span(part.start, first.start)) if first else []
    return first is not None and all(word.small in language.auxiliaries - language.determiners for word in before)


def is_known(sentence: Clause, who: Span) -> bool:
    """Whether a source is somebody or a document: "trapela | dalla Procura", not "emerge | dalle indagini"."""
    named = any(word.text[0].isupper() for word in sentence.words_in(who))
    return named or has_role(sentence.text(who.start, who.end), sentence.language)


def _as_told(sentence: Clause, phrase: Span, told: Subject | None) -> Iterator[Report]:
    """Yield what stands behind "according to what X told", or before it."""
    subject, apposition = told or (None, None)
    finish = _behind_citing(sentence, max([phrase.end, *(part.end for part in told or () if part)]))
    leading = not re.search(r"\w", sentence.text(sentence.start, phrase.start)) or _is_lead(sentence, phrase.start)
    begin, end = (finish, sentence.end) if leading else (sentence.start, phrase.start)
    content = trimmed(sentence, begin, end)
    if content is not None and has_clause(sentence, content):
        yield Report(content, subject, apposition, phrase)


def _behind_citing(sentence: Clause, finish: int) -> int:
    """Return where an aside ends that says whom a source cites: "dal Journal, | che cita persone vicine,"."""
    aside = re.match(r",\s([^,;:.]{3,80})(?=,\s)", sentence.text(finish, sentence.end))
    cites = aside is not None and aside.group(1).lower().startswith(sentence.language.by_way_of or ("\0",))
    first = aside.group(1).partition(" ")[0].lower() if aside is not None else ""
    cites = cites or (has_cases(sentence.language) and first in sentence.language.relatives)  # "которые приводит ТАСС"
    return finish + aside.end() if aside is not None and cites else finish


def _source(sentence: Clause, phrase: str, after: int) -> Span | None:
    """Return the noun phrase that a phrase of source governs; a compound is all of it: "nach Polizeiangaben | 40"."""
    if phrase.lower() != "nach":
        return governed(sentence, after)
    word = next(word for word in sentence.words if word.start >= after)
    if word.small in sentence.language.determiners:
        return governed(sentence, after)  # "nach | einer Studie der Universität"
    return Span(word.start, word.end)


def governed(sentence: Clause, after: int) -> Span | None:
    """Return the noun phrase that starts at an offset, which may stand inside a word: "وفقا ل|وزارة الصحة"."""
    place = bisect.bisect_right(sentence.starts, after) - 1
    word = sentence.words[place] if place >= 0 else None
    if word is None or not word.start < after < word.end:
        phrase = noun_phrase(sentence, after)
        named = phrase is None and sentence.language.capital_nouns
        return named_in_marks(sentence, place + 1) if named else phrase  # "laut „Spiegel“"
    phrase = noun_phrase(sentence, word.start)
    return Span(after, phrase.end) if phrase is not None else None


def _is_adverb(sentence: Clause, who: Span) -> bool:
    """Whether no noun follows a German preposition that is an adverb too: "die Kritik ist laut geworden"."""
    words = sentence.words_in(who)
    if sentence.language.capital_nouns and words[0].small == "über":
        return True  # "Nach einem Bericht | über die Lage"
    return sentence.language.capital_nouns and not any(
        word.text[0].isupper() or word.text.startswith(QUOTED) for word in words
    )


def _around(sentence: Clause, start: int) -> Span | None:
    """Return what stands before "according to X"; in German, where no comma parts it, the clause round it."""
    if sentence.language.verb_second and not sentence.text(start - 2, start).rstrip().endswith((",", "–", "—", "-")):
        return trimmed(sentence, _clause_start(sentence, start), sentence.end)
    return trimmed(sentence, sentence.start, start)


def _clause_start(sentence: Clause, at: int) -> int:
    """Return where the clause begins that "nach Angaben" stands inside: "Er ist | nach Angaben des Arztes | gesund".

    A relative or another clause before a comma is none of its own, but what stands before the verb is.
    """
    language = sentence.language
    before = sentence.text(sentence.start, at)
    stop = max(before.rfind(mark) for mark in ("; ", ": ", ". "))
    comma = before.rfind(", ")
    following = next((word.small for word in sentence.words if word.start > sentence.start + comma), "")
    joined = language.subordinators | language.determiners | language.coordinators | language.adverbs
    if comma > stop and following in joined:
        stop = comma
    return sentence.start + stop + 1 if stop >= 0 else sentence.start


def _agent(sentence: Clause, phrase: Span) -> Span | None:
    """Return who told it in "secondo quanto riferito dai carabinieri", "según lo informado por la policía"."""
    language, told = sentence.language, False
    for word in sentence.words_in(phrase):
        if told and word.small in language.agents:
            return noun_phrase(sentence, word.end)
        told = told or word.small in language.participles - language.listed("seeing")
    return None


def _unseen(sentence: Clause, phrase: Span) -> Span:
    """Return a document without who has it before them: "a leaked memo | seen by the Guardian"."""
    words, agents = sentence.words_in(phrase), sentence.language.agents
    pairs = enumerate(pairwise(words))
    last = next(
        (
            at
            for at, (word, by) in pairs
            if at and word.small in sentence.language.listed("seeing") and by.small in agents
        ),
        0,
    )
    return Span(phrase.start, words[last - 1].end) if last else phrase


def according_phrases(sentence: Clause) -> Iterator[tuple[str, int, int]]:
    """Yield each phrase with where it starts and where what it governs starts."""
    language = sentence.language
    if not sentence.may_hold(_signs(language)):
        return
    taken = -1
    for match in _pattern(language).finditer(sentence.masked):
        if match.start() < taken:
            continue
        taken = match.end()
        if _is_own(sentence, match):
            continue
        yield match.group("phrase"), sentence.start + match.start("phrase"), sentence.start + match.end()


@cache
def _signs(language: Language) -> Signs:
    return signs((*language.according, *(["nach"] if language.according_compounds else [])), language)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    phrases = "|".join(_by_first_word(language.according))
    prefix = "|".join(language.prefixes)
    if language.according_compounds:
        phrases += rf"|nach(?=\s[^\W\d_]+(?:{'|'.join(language.according_compounds)})\b)"
    if language.according_documents:
        nouns = "|".join(language.according_documents)
        phrases += rf"|nach(?=\s(?:[^\W\d_]+(?:e|en|er|em|es|r)\s){{1,3}}[^\W\d_]*(?:{nouns})\b)"
    # An elided or a prefixed preposition ("d'après l'Insee", "وفقا لوزارة") is followed by its noun without a space.
    return re.compile(rf"(?<!\w)(?:{prefix})?(?P<phrase>{phrases})(?:(?<=['’ل])|\b\s+)", re.IGNORECASE)


def _by_first_word(phrases: Sequence[str]) -> Iterator[str]:
    """Yield a pattern for each first word of the phrases, longest first: one look at a place rules out all of them."""
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        first, _, rest = phrase.partition(" ")
        rests.setdefault(first, []).append(rest)
    for first, more in rests.items():
        tails = "|".join(spelled(f" {rest}").replace("'", "['’]") for rest in more if rest)
        optional = "?" if "" in more else ""
        head = spelled(first).replace("'", "['’]")
        yield f"{head}(?:{tails}){optional}" if tails else head


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
        if words[first].start <= sentence.start + 1 and not _holds_verb(words[first:place], language):
            content = trimmed(sentence, word.end, sentence.end)
        else:
            who = Span(_phrase_start(sentence, words, place), words[place - 1].end)
            content = trimmed(sentence, sentence.start, who.start) or trimmed(sentence, word.end, sentence.end)
            if not sentence.text(who.start - 2, who.start).strip().endswith(",") and len(words) > place + 1:
                begin = sentence.start if _holds_verb(words[first:place], language) else word.end
                content = trimmed(sentence, begin, sentence.end)
        phrase = sentence.folded[: word.end - sentence.start]
        own = phrase.endswith(language.according_own or "\0") and words[place - 1].small not in language.owners
        if content is not None and who.start < who.end and not own and has_clause(sentence, content):
            yield Report(content, who, None, Span(word.start, word.end))


def _holds_verb(words: Sequence[Word], language: Language) -> bool:
    """Whether a verb stands among the words before "zufolge": "Streiff | warf | Medienberichten zufolge"."""
    small = language.determiners | language.links | language.prepositions | language.adverbs
    return any(
        word.small in language.finite | language.perfect | language.cues
        or not (word.small in small or word.small.endswith(("en", "er", "es", "em", "e")))
        for word in words
        if word.text[0].islower()
    )


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


def first_phrase(sentence: Clause, phrase: Span) -> Span:
    """Cut a phrase off before a second article that nothing binds to it: "l'opposizione | il sindaco"."""
    language, words = sentence.language, sentence.words_in(phrase)
    bound = language.links | language.prepositions | language.determiners | language.coordinators
    for before, word in pairwise(words):
        free = before.small not in bound and not before.small.endswith("'")
        named = before.text[0].isupper() and not has_role(before.text, language)
        if free and named and word.text[0].islower() and word.small not in bound:
            return Span(phrase.start, before.end)
        if free and word.small in language.determiners:
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
    near = " ".join(aside.split()[:_ROLE_REACH]) if plain_order(language) else aside
    if has_role(near, language) and not language.bare_nouns:
        return None
    joined = language.subordinators | language.coordinators | language.tail | language.gerunds | language.that_words
    return None if first in joined or first.endswith("ing") else content


def _leads_over(sentence: Clause, content: Span | None, further: Span | None, said: Sequence[Cue]) -> bool:
    """Whether a source leads to words of its own: "che, per bocca di X, | ha detto", "que | segundo ele “correu”"."""
    if further is not None and _opens_with_verb(sentence, further, said):
        return True
    relative = sentence.language.relatives | sentence.language.that_words
    return content is not None and sentence.words_in(content)[-1].small in relative


def _is_part(sentence: Clause, content: Span) -> bool:
    """Whether a stretch is but the beginning of a clause, which an "according to" breaks into."""
    words = sentence.words_in(content)
    if plain_order(sentence.language) and not any(
        is_verb(word, sentence.language) or word.small in sentence.language.perfect | sentence.language.auxiliaries
        for word in words
    ):
        return words[0].small in sentence.language.determiners
    if sentence.language.inverts:
        return sentence.language.bare_nouns or len(words) < SHORTEST
    return not any(is_finite(word, sentence.language) for word in words)


def _may_follow(sentence: Clause, content: Span) -> bool:
    """Whether a stretch behind a source can be what it says."""
    return has_clause(sentence, content) or _is_short(sentence, content)


def _is_long(sentence: Clause, content: Span) -> bool:
    """Whether a stretch before a source can be what it says: not "It was, | in the words of the coach, “…”"."""
    enough = sentence.language.inverts or len(sentence.words_in(content)) >= SHORTEST
    return enough and has_clause(sentence, content)


def _is_short(sentence: Clause, content: Span) -> bool:
    """Whether a stretch is a clause of two words: "По словам врачей, | пострадавших нет"."""
    words, language = sentence.words_in(content), sentence.language
    if not language.inverts:
        return len(words) > SHORTEST  # "According to the trust, | one in five renters skips meals"
    return language.bare_nouns and len(words) == SHORTEST - 1
