"""Who says: the noun phrase that is the subject of a reporting verb, before it or after it, and its apposition."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.labels import OPENING, holds_label, is_label, named_in_marks, up_to_name

Subject = tuple[Span, Span | None]

_LONGEST_SUBJECT: Final = 24
_LONGEST_AFTER: Final = 16
_PARTY: Final = re.compile(r"\s\([^()\n]{1,40}\),?\s(?=[^\W\d_a-z])")
_PART: Final = re.compile(r"[,،]\s|\s[–—-]\s")
_NAME_LINKS: Final = frozenset(
    {"de", "von", "van", "der", "den", "ten", "ter", "la", "al", "bin", "del", "da", "dos", "e", "y"}
)
# Marks stand between words of one clause only inside other marks: "«…, — считает тренер «Енисея» Валеев. — …»".
_JOINTS: Final = ("", "-", ".", "'", "’", "«", "»", "„", "“")
_RELATIVE: Final = frozenset({"who", "which"})


def subject_of(sentence: Clause, cue: Cue, found: Sequence[Cue]) -> Subject | None:
    """Return the subject of a cue: beside it, else the one it shares with an earlier cue ("said ... and added")."""
    language = sentence.language
    subject: Subject | None
    relative = _relative(sentence, cue)
    if relative is not None:
        subject = antecedent(sentence, relative.start)
        if subject is not None:
            return subject
    if cue.gerund:
        return _earlier(sentence, cue, found) or subject_of_participle(sentence, cue)
    if language.verb_first:
        subject, earlier = subject_after(sentence, cue), subject_before(sentence, cue)
        if subject is None or (earlier is not None and re.search(r"\w", sentence.text(cue.end, subject[0].start))):
            subject = earlier or subject
    else:
        subject = subject_before(sentence, cue)
        if subject is None and language.bare_nouns and _joined_by_and(sentence, cue):
            subject = _earlier(sentence, cue, found)
        if subject is None and language.within:
            subject = within(sentence, cue)
        if subject is None and (language.inverts or _after_quote(sentence, cue)):
            subject = subject_after(sentence, cue)
    if subject is None and _coordinated(sentence, cue):
        return _earlier(sentence, cue, found) or _first_subject(sentence)
    return subject or subject_of_participle(sentence, cue)


def _relative(sentence: Clause, cue: Cue) -> Word | None:
    """Return the relative pronoun after a comma that is a verb's subject: "Ana Ruiz, que habló de «farsa»"."""
    language, words = sentence.language, sentence.words
    place = min(cue.place, cue.auxiliary) - 1
    while place > 0 and words[place].small not in language.relatives and _is_adverbial(words[place], language):
        place -= 1
    if place <= 0 or words[place].small not in language.relatives:
        return None
    return words[place] if sentence.text(words[place - 1].end, words[place].start).strip() == "," else None


def antecedent(sentence: Clause, start: int) -> Subject | None:
    """Return whom a relative pronoun at `start` stands for: the person or body before the comma."""
    end = sentence.start + len(sentence.text(sentence.start, start).rstrip(" ,"))
    parts = comma_parts(sentence, _clause_start(sentence, end), end)
    if not parts:
        return None
    phrase = _last_phrase(sentence, parts[-1])
    if phrase is None:
        return None
    if len(parts) > 1 and is_name(sentence, phrase):
        office = _last_phrase(sentence, parts[-2])
        if office is not None and has_role(sentence.text(office.start, office.end), sentence.language):
            return phrase, office
    named = any(word.text[0].isupper() for word in sentence.words_in(phrase))
    return (phrase, None) if named or has_role(sentence.text(phrase.start, phrase.end), sentence.language) else None


def _last_phrase(sentence: Clause, part: Span) -> Span | None:
    """Return the noun phrase at the end of a stretch: from its last article that no link binds, else its last name."""
    language, words = sentence.language, sentence.words_in(part)
    if not words or any(word.text.startswith(QUOTED) for word in words):
        return None
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word.small not in language.determiners and not (
            word.small.endswith("'") and word.small not in language.links
        ):
            continue
        if place and (words[place - 1].small in language.links | language.prepositions):
            continue
        return Span(word.start, part.end)
    first = len(words)
    while first and (
        words[first - 1].text[0].isupper() or (first < len(words) and words[first - 1].small in _NAME_LINKS)
    ):
        first -= 1
    return Span(words[first].start, part.end) if first < len(words) else None


def subject_before(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the subject of a saying verb that stands before it, and the apposition that says who it is, if any.

    None where no noun phrase stands there, or where the verb is passive.
    """
    language, words = sentence.language, sentence.words
    first = min(cue.place, cue.auxiliary)
    for word in words[first + 1 : cue.place]:  # "a-t-il ajouté"
        if word.small in language.pronouns and not language.verb_second:
            return Span(word.start, word.end), None
    last = first - 1
    while (
        last >= 0
        and _is_adverbial(words[last], language)
        and _adjacent(sentence, words[last].end, words[last + 1].start)
    ):
        if words[last].small in language.passive:
            return None
        last -= 1
    if last < 0 or words[last].text.startswith(QUOTED) or words[last].small in language.coordinators:
        return None
    if _is_participle(sentence, cue, words[last]):
        return None
    if (
        language.bare_nouns
        and words[last].small in language.pronouns
        and _adjacent(sentence, words[last].end, words[last + 1].start)
    ):
        return Span(words[last].start, words[last].end), None  # "При этом | он признал"
    begin = _clause_start(sentence, words[last].end)
    between = sentence.text(words[last].end, words[last + 1].start)
    parts = comma_parts(sentence, begin, words[last].end)
    closed = between.lstrip().startswith((",", "،", "–", "—", "-")) and bool(between.strip())
    if closed and language.verb_first:
        return None
    if closed and language.verb_second:
        return set_off(sentence, parts)  # else a clause before the verb: its subject follows
    return _subject(sentence, parts, closed=closed)


def subject_after(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the subject that follows an inverted verb (“…”, said Koo Byoung-sam, a spokesperson ...).

    And its apposition.
    """
    language = sentence.language
    start = cue.last if cue.auxiliary >= cue.place or not language.verb_second else cue.auxiliary
    stop = cue.place if start < cue.place else len(sentence.words)
    following = list(sentence.words[start + 1 : stop])
    aside = (
        re.match(r"\s*[,،][^,،]{1,60}[,،]\s+", sentence.text(cue.end, sentence.end)) if language.verb_first else None
    )
    if aside is not None:
        following = [word for word in following if word.start >= cue.end + aside.end()]
    if cue.small in language.relaying:
        source = next(
            (place for place, word in enumerate(following[:_LONGEST_AFTER]) if word.small in language.relayed_from),
            None,
        )
        following = following[source + 1 :] if source is not None else following
    following = _without_adjuncts(
        sentence, sentence.words[start].end if not following else following[0].start, following
    )
    if not following:
        return None
    if not following or (plain_order(language) and "," in sentence.text(cue.end, following[0].start)):
        return None
    if (
        language.infinitive is not None
        and len(following) > 1
        and language.infinitive.fullmatch(f"{following[0].small} {following[1].small}")
    ):
        return None  # "assicura | di avere"
    begin, end = following[0].start, _noun_phrase_end(sentence, following)
    if end <= begin:
        return None
    subject = _clipped(sentence, Span(begin, end))
    if subject is not None and cue.describing and language.verb_first:
        subject = _without_object(sentence, subject)
    if subject is None or not _is_noun_phrase(sentence, subject):
        return None
    if language.bare_nouns and not language.verb_first and has_role(sentence.text(begin, end), language):
        subject = up_to_name(sentence, subject)
    return with_apposition(sentence, subject)


def subject_of_participle(sentence: Clause, cue: Cue) -> tuple[Span, None] | None:
    """Return the sentence's subject for a participle (", adding that"): a named one, of an active verb; else None."""
    return _first_subject(sentence) if cue.gerund or cue.small.endswith("ing") else None


def _first_subject(sentence: Clause) -> tuple[Span, None] | None:
    language = sentence.language
    for part in comma_parts(sentence, sentence.start, sentence.end):
        words = sentence.words_in(part)
        if (
            not words
            or opening(words[0], language) in language.prepositions | language.subordinators | language.adverbs
        ):
            continue
        if language.inverts and (_is_adjunct(sentence, part, words) or words[0].small in language.coordinators):
            continue
        if language.verb_first and (
            opening(words[0], language) in language.cues or words[0].small.startswith(language.prefixes)
        ):
            return None
        subject = _clipped(sentence, part)
        if subject is None or not _is_noun_phrase(sentence, subject):
            return None
        verb = [word.small for word in words if word.start >= subject.end][:2]
        named = (
            any(word.text[0].isupper() for word in sentence.words_in(subject)[1:])
            or words[0].small not in language.impersonal
        )
        passive = len(verb) == 2 and verb[0] in language.passive and verb[1].endswith("ed")
        return (subject, None) if named and not passive else None
    return None


def _is_adjunct(sentence: Clause, part: Span, words: Sequence[Word]) -> bool:
    """Whether a comma part at the head is no noun phrase, its capital the sentence's own: "Preguntado por ello,"."""
    first = words[0]
    return (
        part.end < sentence.end
        and len(words) > 1
        and first.small not in sentence.language.determiners
        and not first.small.endswith("'")
        and words[1].small in sentence.language.prepositions
        and not has_role(first.text, sentence.language)
    )


def noun_phrase(sentence: Clause, start: int) -> Span | None:
    """Return the noun phrase that starts at an offset: what follows "according to"."""
    following = [word for word in sentence.words if word.start >= start]
    if not following or following[0].text.startswith(QUOTED):
        return None
    end = _noun_phrase_end(sentence, following, links=sentence.language.prepositions)
    return Span(following[0].start, end) if end > following[0].start else None


def within(sentence: Clause, cue: Cue) -> Subject | None:
    """Return who speaks after a preposition: "В Минобороны назвали", "считают в ведомстве"."""
    language = sentence.language
    if not cue.small.endswith(language.within_endings):
        return None
    after = cue.last + 1
    while after < len(sentence.words) and (
        sentence.words[after].small in language.auxiliaries | language.adverbs | language.recipients
    ):
        after += 1
    for place in (
        *range(cue.place - 1, max(-1, cue.place - 6), -1),
        *range(after, min(len(sentence.words), after + 1)),
    ):
        word = sentence.words[place]
        if word.small in language.within and not re.search(
            r"[,;:.]", sentence.text(min(word.end, cue.end), max(word.start, cue.start))
        ):
            phrase = named_in_marks(sentence, place + 1) or noun_phrase(sentence, word.end)
            if phrase is not None and (phrase.end <= cue.start or word.start > cue.start):
                return phrase, None
    first = sentence.words[0]
    if first.small in language.within and sentence.text(first.end, cue.start).rstrip().endswith((",", "،")):
        phrase = noun_phrase(sentence, first.end)  # "In dem Gutachten, das der Redaktion vorliegt, heißt es"
        return (phrase, None) if phrase is not None and phrase.end < cue.start else None
    return None


def _after_quote(sentence: Clause, cue: Cue) -> bool:
    """Whether a verb stands straight after words in marks: then its subject follows it."""
    return sentence.text(sentence.start, cue.start).rstrip(" ,”\"'’»–—-").endswith(QUOTED)


def with_apposition(sentence: Clause, phrase: Span) -> Subject:
    """Return a noun phrase with the comma part after it: the name is the subject, the office its apposition."""
    party = _PARTY.match(sentence.text(phrase.end, sentence.end))
    if (
        party
        and not has_name(sentence, phrase)
        and has_role(sentence.text(phrase.start, phrase.end), sentence.language)
    ):
        holder = noun_phrase(sentence, phrase.end + party.end())
        if holder is not None and has_name(sentence, holder):
            return holder, phrase  # "la sénatrice (LR) Agnès Delcourt"
    apposition = _apposition(sentence, phrase.end)
    if apposition is not None and is_name(sentence, apposition) and not has_name(sentence, phrase):
        return apposition, phrase
    return phrase, apposition


def _earlier(sentence: Clause, cue: Cue, found: Sequence[Cue]) -> Subject | None:
    for other in reversed([other for other in found if other.place < cue.place and not other.gerund]):
        subject = subject_before(sentence, other) or (
            subject_after(sentence, other) if sentence.language.inverts else None
        )
        if subject is not None:
            return subject
    return None


def _coordinated(sentence: Clause, cue: Cue) -> bool:
    place = min(cue.place, cue.auxiliary) - 1
    words, language = sentence.words, sentence.language
    while place >= 0 and _is_adverbial(words[place], language) and words[place].small not in language.coordinators:
        place -= 1
    if place >= 0 and words[place].small in language.coordinators:
        return True
    return (
        any(cue_word.startswith(language.prefixes) for cue_word in (words[cue.place].small,)) and place >= 0
        if language.prefixes
        else False
    )


def _joined_by_and(sentence: Clause, cue: Cue) -> bool:
    """Whether a conjunction stands right before a verb: it goes on with the subject of the verb before it."""
    place = min(cue.place, cue.auxiliary)
    return place > 0 and sentence.words[place - 1].small in sentence.language.coordinators


def _without_adjuncts(sentence: Clause, end: int, following: list[Word]) -> list[Word]:
    """Drop what may stand between a verb and its subject.

    Adverbs, times, to whom it was said, and the number in brackets.
    """
    language = sentence.language
    at = end
    while following:
        word = following[0]
        between = sentence.text(at, word.start).strip()
        if (
            word.text.startswith(QUOTED)
            and len(following) > 1
            and (not between or between in OPENING)
            and is_label(sentence, word)
        ):
            at, following = word.end + 1, following[1:]  # "рассказал «Коммерсанту» источник"
            continue
        if between not in ("", "-") and not (between in ("(", ")") and (word.text.isdigit() or at > end)):
            return []
        if word.text.startswith(QUOTED) or word.small in language.subordinators or word.small in language.that:
            return []
        if word.small in language.adverbs | (language.auxiliaries - language.determiners) or word.text.isdigit():
            at, following = word.end, following[1:]
        elif word.small in language.recipients and len(following) > 1 and _joined(sentence, word, following[1]):
            place = 1
            while place < len(following) and (
                following[place].small in language.recipients
                or (following[place].text.isupper() and len(following[place].text) > 1)
            ):
                place += 1
            at, following = following[place - 1].end, following[place:]
        elif word.small in language.prepositions - language.determiners or _elided(word, language):
            place = 1
            while place < len(following) and (
                following[place].small in language.determiners | language.adverbs or _elided(following[place], language)
            ):
                place += 1
            if place >= len(following) or any(word.small in language.that for word in following[place : place + 3]):
                return []
            place += 1
            while place < len(following) and (
                following[place].small in language.links
                or following[place - 1].small in language.links
                or following[place].small in language.adverbs
                or (following[place].text.isupper() and len(following[place].text) > 1)
            ):
                place += 1
            at, following = following[place - 1].end, following[place:]
        elif word.small in language.determiners and len(following) > 1 and following[1].small in language.adverbs:
            at, following = following[1].end, following[2:]
        else:
            return following
    return []


def _without_object(sentence: Clause, subject: Span) -> Span:
    """Drop what is described from the end of who describes it: "وصف الرئيس | القرار | بأنه"."""
    words = sentence.words_in(subject)
    following = next((word for word in sentence.words if word.start >= subject.end), None)
    if (
        len(words) > 2
        and words[-1].small.startswith("ال")
        and following is not None
        and following.small.startswith("ب")
    ):
        return Span(subject.start, words[-2].end)
    return subject


def _elided(word: Word, language: Language) -> bool:
    return word.small.endswith("'") and word.small.rstrip("'") in language.prepositions


def _noun_phrase_end(sentence: Clause, following: Sequence[Word], links: frozenset[str] = frozenset()) -> int:
    """Return the end of the noun phrase that the words start with."""
    language = sentence.language
    end = following[0].start
    stops = _stops(language)
    for place, word in enumerate(following[:_LONGEST_AFTER]):
        before = following[place - 1] if place else None
        if word.text.startswith(QUOTED) or (before is not None and before.text.startswith(QUOTED)):
            if not holds_label(sentence, following, place):
                break
            end = word.end
            continue
        if before is not None and not _joined(sentence, before, word):
            break
        small = word.small
        if before is not None:
            leans = before.small in language.links | language.determiners | links or before.small.endswith("'")
            if small in stops and not leans and small not in language.links:
                break
            complement = before.small in language.complemented and small in language.prepositions and place < 3
            if small in language.prepositions - language.links and small not in links and not complement:
                break
            if small in language.recipients or small in language.objects:
                break
            if language.capital_nouns and _starts_verb(sentence, following, place):
                break
            if (
                place + 1 < len(following)
                and following[place + 1].small in language.enclitics
                and _hyphen(sentence, word)
            ):
                break  # "a secretária | limitou-se"
            told = small in language.gerunds or (small in language.cues and not word.text[0].isupper())
            if told and before.small not in language.determiners:
                break
        elif small in stops and small not in language.pronouns | language.determiners:
            return end
        end = word.end
        if place == 0 and small in language.pronouns:
            return end
    return _without_loose_end(following, end, language)


def plain_order(language: Language) -> bool:
    """Whether a language inverts subject and verb after what was said, and has no other order of its own."""
    return language.inverts and not (language.verb_second or language.verb_first or language.bare_nouns)


def _hyphen(sentence: Clause, word: Word) -> bool:
    return sentence.text(word.end, word.end + 1) == "-" and not word.text[0].isupper()


@cache
def _stops(language: Language) -> frozenset[str]:
    """Return the words that end a noun phrase."""
    return (
        language.subordinators
        | language.adverbs
        | set(language.that)
        | language.finite
        | (language.auxiliaries - language.determiners)
    )


def _without_loose_end(following: Sequence[Word], end: int, language: Language) -> int:
    words = [word for word in following if word.end <= end]
    while (
        words
        and words[-1].small in language.links | language.determiners | language.prepositions | language.coordinators
    ):
        words.pop()
    return words[-1].end if words else following[0].start


def _starts_verb(sentence: Clause, following: Sequence[Word], place: int) -> bool:
    """Whether a lower-case German word after a noun is the clause's verb, and not an adjective.

    An article or a link.
    """
    language, word, before = sentence.language, following[place], following[place - 1]
    if not word.text[0].islower() or not before.text[0].isupper():
        return False
    if word.small in language.links | language.determiners | language.prepositions | language.coordinators:
        return False
    after = following[place + 1] if place + 1 < len(following) else None
    adjective = word.small.endswith(("en", "er", "es", "em", "e")) and after is not None and after.text[0].isupper()
    return not (adjective and not word.small.endswith(("ten", "te")))


def _joined(sentence: Clause, before: Word, word: Word) -> bool:
    return sentence.text(before.end, word.start).strip(" ") in _JOINTS and "\n" not in sentence.text(
        before.end, word.start
    )


def _apposition(sentence: Clause, end: int) -> Span | None:
    """Return the comma part after a subject that says who it is."""
    language = sentence.language
    rest = sentence.text(end, sentence.end)
    match = re.match(rf"[,،]\s+([^,،;:.{QUOTED}“”«»„\"(–—-]{{3,90}})", rest)
    if not match:
        return None
    part = Span(end + match.start(1), end + match.start(1) + len(match.group(1).rstrip()))
    words = sentence.words_in(part)
    if not words or any(word.small in language.cues for word in words[:2]):
        return None
    stop = next(
        (
            word.start
            for word in words[1:]
            if word.small in (language.subordinators | set(language.that)) - language.determiners
        ),
        None,
    )
    if stop is not None:
        part = Span(part.start, part.start + len(sentence.text(part.start, stop).rstrip()))
    if has_role(sentence.text(part.start, part.end), language) or is_name(sentence, part):
        return part
    return None


def set_off(sentence: Clause, parts: Sequence[Span]) -> Subject | None:
    """Return the noun phrase before a verb whose apposition or relative clause stands between commas, or None.

    "Die Vorsitzende des Bundes, Karin Solbach, sagte", "Der Mann, der dort wohnt, sagte".
    """
    language = sentence.language
    rest = list(parts)
    while len(rest) > 1:
        words = sentence.words_in(rest[-1])
        relative = bool(words) and words[0].small in language.determiners | language.prepositions
        if not relative or not words[-1].text[0].islower():
            break
        rest.pop()
    if not rest or len(rest) > 2 or (len(rest) == 1 and len(parts) == 1):
        return None
    first = sentence.words_in(rest[0])
    if not first or first[0].small in (language.prepositions | language.subordinators | language.adverbs):
        return None
    clipped = _clipped(sentence, rest[0])
    if clipped is None or clipped.end != rest[0].end or not _is_noun_phrase(sentence, clipped):
        return None
    if any(word.small in language.cues and word.text[0].islower() for word in first):
        return None
    if len(rest) == 1:
        return clipped, None
    aside = rest[1]
    if is_name(sentence, aside) and has_role(sentence.text(clipped.start, clipped.end), language):
        return aside, clipped
    if has_role(sentence.text(aside.start, aside.end), language):
        return clipped, aside
    return (clipped, None) if sentence.text(aside.start, aside.end).strip(" ()").isdigit() else None


def _is_participle(sentence: Clause, cue: Cue, before: Word) -> bool:
    """Whether a form in -ing hangs on the sentence by a comma: then the noun before the comma is not its subject."""
    return (cue.gerund or cue.small.endswith("ing")) and "," in sentence.text(before.end, cue.start)


def opening(word: Word, language: Language) -> str:
    """Return the form of a clause's first word, a conjunction that is written to it left off ("وعن" is "عن")."""
    small = word.small
    for prefix in language.prefixes:
        bare = small.removeprefix(prefix)
        if bare != small and (
            bare in language.prepositions
            or bare in language.subordinators
            or bare in language.adverbs
            or bare in language.cues
        ):
            return bare
    return small


def _adjacent(sentence: Clause, end: int, start: int) -> bool:
    return not sentence.text(end, start).strip()


def _is_adverbial(word: Word, language: Language) -> bool:
    if word.small in language.coordinators:
        return False
    if word.small in language.auxiliaries | language.adverbs:
        return True
    return language.code == "en" and word.small.endswith("ly") and word.text[0].islower()


def _clause_start(sentence: Clause, end: int) -> int:
    """Return where the clause that ends at `end` starts.

    After a quote, a colon, a semicolon, or the sentence's start.
    """
    before = sentence.text(sentence.start, end)
    at = max(before.rfind(mark) for mark in (QUOTED, ";", ":", "؛", "”", '"', "»"))
    start = sentence.start + at + 1
    while start < end and sentence.text(start, start + 1) in " ,،.”\"'’‘“»«„–—-":
        start += 1
    return start


def comma_parts(sentence: Clause, start: int, end: int) -> list[Span]:
    """Return the parts of [start, end) that commas and dashes set off, in order."""
    parts, at = [], start
    for match in _PART.finditer(sentence.text(start, end)):
        parts.append(Span(at, start + match.start()))
        at = start + match.end()
    parts.append(Span(at, end))
    return [part for part in parts if part.start < part.end]


def _subject(sentence: Clause, parts: list[Span], *, closed: bool) -> Subject | None:
    """Choose the subject among the comma parts before a verb.

    `closed` says that a comma stands right before the verb.
    """
    language = sentence.language
    parts = list(parts)
    apposition: Span | None = None
    while closed and len(parts) > 1:
        last = parts[-1]
        first = sentence.words_in(last)[:1]
        if first and first[0].small in language.prepositions | language.subordinators | _RELATIVE:
            parts.pop()  # "Kim, who is 40, said"
            continue
        if len(sentence.words_in(last)) == 1 and first[0].small in language.pronouns | language.adverbs:
            parts.pop()  # "Le groupe, lui, dénonce"
            continue
        previous = parts[-2]
        if is_name(sentence, last) and has_role(sentence.text(previous.start, previous.end), language):
            return last, previous  # "the deputy minister, Kim Jong-gyu, said"
        apposition = parts.pop()
    while parts:
        last = parts.pop()
        words = sentence.words_in(last)
        if len(words) > 1 and language.code and words[0].small in language.as_words - language.prepositions:
            words = words[1:]  # "As the mayor put it"
        while words and (
            words[0].small in language.coordinators | language.adverbs or words[0].small in {"but", "and", "so"}
        ):
            words = words[1:]
        words = _last_clause(words, language)
        before_noun = language.prepositions - language.determiners
        if words and words[0].small in before_noun:
            words = _after_adjunct(words, language)
        if not words or opening(words[0], language) in before_noun | language.subordinators:
            return None
        if language.verb_first and opening(words[0], language) in language.cues:
            return None
        last = Span(words[0].start, last.end)
        clipped = _clipped(sentence, last)
        if clipped is not None and language.bare_nouns and not language.verb_first:
            clipped = _without_fronted_object(sentence, clipped)
        if clipped is not None and _is_noun_phrase(sentence, clipped):
            return clipped, apposition
        if not closed:
            return None
    return None


def _after_adjunct(words: list[Word], language: Language) -> list[Word]:
    """Drop a time at the front that no comma closes: "On Friday | the minister"."""
    place = 1
    while place < len(words) and (words[place].small in language.adverbs or words[place].text.isdigit()):
        place += 1
    if language.verb_second:
        return words
    if place > 1:
        return words[place:]
    bound = language.prepositions | language.links | language.determiners
    starts = [
        later
        for later in range(2, len(words) - 1)
        if (words[later].small in language.determiners or words[later].small.endswith("'"))
        and words[later].small not in language.links - language.determiners
        and words[later - 1].small not in bound
        and not words[later - 1].small.endswith("'")
    ]
    return words[starts[-1] :] if starts else words  # "In a statement | the ministry said"


def _last_clause(words: list[Word], language: Language) -> list[Word]:
    """Drop a whole clause and its conjunction from the front: "It came after | the envoy had dismissed"."""
    verb = next((place for place, word in enumerate(words) if place and word.small in language.finite), len(words))
    conjunctions = [
        place
        for place, word in enumerate(words)
        if place > verb
        and word.small in language.subordinators | language.conjunctions | language.coordinators | set(language.that)
    ]
    return words[conjunctions[-1] + 1 :] if conjunctions else words


def _clipped(sentence: Clause, span: Span) -> Span | None:
    """Cut a phrase off before its first finite verb or relative pronoun: what is left of it is a noun phrase."""
    end = span.end
    language = sentence.language
    words = sentence.words_in(span)
    for place, word in enumerate(words):
        following = words[place + 1].small if place + 1 < len(words) else ""
        past = (
            language.code == "en"
            and word.small.endswith("ed")
            and word.text[0].islower()
            and following not in language.agents
        )
        reflexive = following in language.enclitics and _hyphen(sentence, word)
        if place and (
            reflexive or word.small in language.finite or word.small in _RELATIVE or word.small in language.that or past
        ):
            end = words[place - 1].end
            break
    kept = sentence.words_in(Span(span.start, end))
    while len(kept) > 1 and (kept[-1].small in language.adverbs or kept[-1].small in language.prepositions):
        kept.pop()
        end = kept[-1].end
    return Span(span.start, end) if span.start < end else None


def _without_fronted_object(sentence: Clause, span: Span) -> Span:
    """Cut an object off the name that it stands behind: "Латынин | вину не признаёт"."""
    named = [
        word for word in sentence.words_in(span) if word.text[0].isupper() and word.start > sentence.words[0].start
    ]
    return Span(span.start, named[-1].end) if named else span


def _is_noun_phrase(sentence: Clause, span: Span) -> bool:
    language, words = sentence.language, sentence.words_in(span)
    quoted = [word for word in words if word.text.startswith(QUOTED)]
    if not words or len(words) > _LONGEST_SUBJECT or not all(is_label(sentence, word) for word in quoted):
        return False
    first = words[0]
    article = language.capital_nouns and len(words) > 1 and first.small in language.determiners  # "das Klinikum"
    if (
        first.small in language.impersonal
        and not article
        and not (len(words) == 1 and first.small in language.pronouns)
    ):
        return False
    if len(words) == 1 and first.small in language.pronouns:
        return True
    if (
        first.small in language.determiners
        or first.small.endswith("'")
        or any(word.text[0].isupper() for word in words)
    ):
        return len(words) > 1 or first.small not in language.determiners
    return (language.bare_nouns and len(words) <= 8) or has_role(sentence.text(span.start, span.end), language)


def is_name(sentence: Clause, span: Span) -> bool:
    """Whether every word of a phrase but its links has a capital."""
    words = sentence.words_in(span)
    links = sentence.language.links | _NAME_LINKS
    named = [word for word in words if word.small not in links]
    if sentence.language.capital_nouns and has_role(sentence.text(span.start, span.end), sentence.language):
        return False
    return 0 < len(words) <= 6 and bool(named) and all(word.text[0].isupper() for word in named)


def has_name(sentence: Clause, span: Span) -> bool:
    """Whether a phrase holds two capitalised words in a row: a person's name beside the office."""
    words = sentence.words_in(span)
    if sentence.language.capital_nouns:
        return len(words) > 1 and not has_role(words[-1].text, sentence.language) and words[-2].text[0].isupper()
    return any(one.text[0].isupper() and other.text[0].isupper() for one, other in pairwise(words))


def has_role(text: str, language: Language) -> bool:
    """Whether a phrase names an office or a body."""
    parts = re.findall(r"[^\W\d_]+", text.lower())
    return any(
        part in language.roles
        or part in language.organisations
        or (language.role_endings and part.endswith(language.role_endings))
        or (language.organisation_endings and part.endswith(language.organisation_endings))
        for part in parts
    )
