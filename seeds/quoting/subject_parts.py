"""Which of the parts before a verb of saying is its subject."""

from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.adjuncts import after_adjunct, last_clause
from seeds.quoting.appositions import ends_in_name, is_titled_name
from seeds.quoting.articleless import (
    after_fronted,
    has_cases,
    up_to_full_name,
)
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.phrases import (
    RELATIVE,
    Subject,
    comma_parts,
    has_name,
    has_role,
    is_name,
    is_noun_phrase,
    is_participle,
    opening,
    plain_order,
    up_to_verb,
)
from seeds.quoting.verb_first import heads_verb

_LONGEST_PLURAL: Final = 2


def subject_among(sentence: Clause, parts: list[Span], *, closed: bool) -> Subject | None:
    """Choose the subject among the comma parts before a verb.

    `closed` says that a comma stands right before the verb.
    """
    language = sentence.language
    parts, count = list(parts), len(parts)
    if closed and len(parts) == 1 and language.code and not (language.inverts or language.verb_first):
        return None  # "Yes, says Ann Rowe": no single comma parts a subject from its verb
    apposition: Span | None = None
    alone = closed and len(parts) == 1 and plain_order(language)
    while closed and len(parts) > 1:
        last = parts[-1]
        first = sentence.words_in(last)[:1]
        if language.inverts and len(parts) < count and first and _begins_clause(sentence, last):
            break  # "…, | ma l'agente, raggiunto al telefono, smentisce"
        linked = language.links - language.determiners - language.coordinators if plain_order(language) else frozenset()
        if first and first[0].small in language.prepositions | language.subordinators | RELATIVE | linked:
            parts.pop()  # "Kim, who is 40, said", "Los autores, de la UNAM, dicen"
            continue
        if len(sentence.words_in(last)) == 1 and first[0].small in language.pronouns | language.adverbs:
            parts.pop()  # "Le groupe, lui, dénonce"
            continue
        previous = parts[-2]
        office = has_role(sentence.text(previous.start, previous.end), language)
        described = has_name(sentence, last) and _is_described(sentence, previous)
        one = has_cases(language) and _is_one(sentence, previous)  # "Один из них, | Степан Абрамов, рассказал"
        if (is_name(sentence, last) and (office or described or one)) or (
            (office or described or _is_one(sentence, previous))
            and (
                is_titled_name(sentence, last)
                or (has_cases(language) and ends_in_name(sentence, last))
                or _is_titled(sentence, last, previous)
            )
        ):
            return last, previous  # "the deputy minister, Kim Jong-gyu, said"
        apposition = parts.pop()
    while parts:
        last = parts.pop()
        words = sentence.words_in(last)
        words = list(_without_lead(words, language, closed=closed))
        while has_cases(language) and len(words) > 1 and words[0].small in language.subordinators:
            words = words[1:]  # "которую | критики окрестили"
        words = last_clause(words, language)
        before_noun = _leading(words, language)
        if words and words[0].small in before_noun:
            words = list(after_fronted(words, language)) if has_cases(language) else after_adjunct(words, language)
        if not words or opening(words[0], language) in before_noun | language.subordinators or _hangs(words, language):
            return None
        while language.verb_first and words and opening(words[0], language) in language.auxiliaries:
            words = words[1:]  # "وكانت | صفحات فنية قد زعمت"
        if language.verb_first and len(words) > 2 and words[1].small == language.that[0]:
            words = words[2:]  # "غير أن | لاغارد أقرت"
        if not words or (language.verb_first and heads_verb(words, language)):
            return None
        last = Span(words[0].start, last.end)
        clipped = up_to_verb(sentence, last)
        if clipped is not None and has_cases(language):
            clipped = _without_fronted_object(sentence, up_to_full_name(sentence, clipped))
        if clipped is not None and is_noun_phrase(sentence, clipped):
            if alone and not (
                has_name(sentence, clipped) or has_role(sentence.text(clipped.start, clipped.end), language)
            ):
                return None  # "Non si registrano feriti, riferisce"
            return clipped, apposition
        if clipped is not None and not closed and _is_bare_plural(sentence, clipped):
            return clipped, None
        if not closed:
            return None
    return None


def _begins_clause(sentence: Clause, part: Span) -> bool:
    """Whether a stretch is but a word of contrast and somebody, whom an aside parts from the verb."""
    language, words = sentence.language, sentence.words_in(part)
    if len(words) < _LONGEST_PLURAL or words[0].small not in language.contrasts:
        return False
    who = up_to_verb(sentence, Span(words[1].start, part.end))
    return who is not None and who.end == part.end and is_noun_phrase(sentence, who)


def _without_lead(words: Sequence[Word], language: Language, *, closed: bool) -> Sequence[Word]:
    """Return the words before a verb without what leads over to them: a conjunction, an adverb, the hour."""
    if len(words) > 1 and language.code and words[0].small in language.as_words - language.prepositions:
        words = words[1:]  # "As the mayor put it"
    while words and (
        words[0].small in language.coordinators | language.adverbs
        or words[0].small in {"but", "and", "so"}
        or (words[0].text.isdigit() and len(words) > 2 and words[1].text[0].isupper())  # "11:42 | The Met Office"
        or (words[0].text.isdigit() and len(words) > 1 and words[1].text.isdigit())
    ):
        words = words[1:]
    while words and words[0].small in language.conjunctions - language.prepositions:
        words = words[1:]  # "mentre | la capogruppo chiede"
    if not (closed or language.inverts) and len(words) > 1 and words[0].small in language.contrasts:
        if words[1].text[0].isupper() or words[1].small in language.determiners:
            words = words[1:]  # "while | Stella Marsh called it"
    return words


def _hangs(words: Sequence[Word], language: Language) -> bool:
    """Whether a small participle and its preposition begin a stretch: "E | rivolto ai colleghi aggiunge"."""
    return plain_order(language) and words[0].text[0].islower() and is_participle(words, language)


def _leading(words: Sequence[Word], language: Language) -> frozenset[str]:
    """Return the words that begin an adjunct, and no subject: also a link and an article ("De la vereda")."""
    small = language.prepositions - language.determiners
    if plain_order(language) and len(words) > 1 and words[1].small in language.determiners:
        return small | language.links - language.determiners - language.coordinators
    return small


def _is_bare_plural(sentence: Clause, span: Span) -> bool:
    """Whether a stretch is a noun in the plural without an article, all of it: "mas | aliados afirmam"."""
    language, words = sentence.language, sentence.words_in(span)
    following = next((word for word in sentence.words if word.start >= span.end), None)
    known = language.adverbs | language.subordinators | language.prepositions | language.pronouns | language.links
    return (
        plain_order(language)
        and language.pro_drop
        and 0 < len(words) <= _LONGEST_PLURAL
        and following is not None
        and following.small.endswith(("n", "m"))
        and all(word.small.endswith("s") and word.small not in known | language.determiners for word in words)
        and words[0].start > sentence.words[0].start
    )


def _is_described(sentence: Clause, part: Span) -> bool:
    """Whether a stretch is an article and a common noun, as an office is that no list has: "l'amministratrice"."""
    language, words = sentence.language, sentence.words_in(part)
    led = len(words) > 1 and (words[0].small in language.determiners or words[0].small.endswith("'"))
    if not (language.inverts or language.verb_first) and led:
        return all(word.text[0].islower() for word in words[1:])  # "His agent, | Mandy Frost, confirmed"
    return plain_order(language) and led and words[1].text[0].islower()


def _is_one(sentence: Clause, part: Span) -> bool:
    """Whether a stretch is one of several: "Uno di loro", "l'une d'entre elles"."""
    words = sentence.words_in(part)
    return len(words) > 1 and words[0].small.lstrip("l'") in sentence.language.ones


def _is_titled(sentence: Clause, last: Span, previous: Span) -> bool:
    """Whether an English title leads to the name of who holds an office: "Its author, | the economist Ann Rowe,"."""
    language, words = sentence.language, sentence.words_in(last)
    if language.inverts or language.verb_first or has_name(sentence, previous) or len(words) <= _LONGEST_PLURAL:
        return False
    title = [word for word in words[:-2] if word.small not in language.determiners]
    named = all(word.text[0].isupper() for word in words[-2:])
    return named and bool(title) and has_role(title[-1].text, language) and title[-1].text[0].islower()


def _is_office(small: str, language: Language) -> bool:
    return small in language.nominatives or small.rpartition("-")[2] in language.nominatives


def _without_fronted_object(sentence: Clause, span: Span) -> Span:
    """Cut an object off the name or pronoun that it stands behind: "Латынин | вину не признаёт"."""
    spoken = next((at for at in sentence.words_in(span)[:2] if at.small in sentence.language.pronouns), None)
    if spoken is not None:
        return Span(span.start, spoken.end)  # "Сам он | вину не признаёт"
    named = [
        word
        for word in sentence.words_in(span)
        if (word.text[0].isupper() or word.text.startswith(QUOTED)) and word.start > sentence.words[0].start
    ]
    if named:
        return Span(span.start, named[-1].end)
    words = list(sentence.words_in(span))
    while len(words) > 1 and words[-1].small.endswith(("у", "ю")) and _is_office(words[-2].small, sentence.language):
        words.pop()  # "экс-полковник | вину отрицает"
    return Span(span.start, words[-1].end) if words else span


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
    clipped = up_to_verb(sentence, rest[0])
    if clipped is None or clipped.end != rest[0].end or not is_noun_phrase(sentence, clipped):
        return None
    if any(word.small in language.cues and word.text[0].islower() for word in first):
        return None
    if len(rest) == 1:
        return clipped, None
    aside = rest[1]
    if is_name(sentence, aside) and has_role(sentence.text(clipped.start, clipped.end), language):
        return aside, clipped
    if has_role(sentence.text(aside.start, aside.end), language):
        named = has_name(sentence, aside) and not has_name(sentence, clipped)
        return (aside, clipped) if named else (clipped, aside)  # "Die Tochter, Pianistin Eva Maar, widerspricht"
    return (clipped, None) if sentence.text(aside.start, aside.end).strip(" ()").isdigit() else None


def named_behind_that(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the name between "that" and a verb: "después de que | Juan Peña | lo llamara «cobarde»"."""
    language, words = sentence.language, sentence.words
    last = min(cue.place, cue.auxiliary) - 1
    while last > 0 and words[last].small in language.auxiliaries:
        last -= 1
    first = last
    while first > 0 and (words[first].text[0].isupper() or words[first].small in language.links):
        first -= 1
    named = first < last and words[first + 1].text[0].isupper() and words[last].text[0].isupper()
    if not named or words[first].small not in language.that_words or "," in sentence.text(words[first].end, cue.start):
        return None
    return Span(words[first + 1].start, words[last].end), None


def shared_subject(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the subject of the clause that a Russian verb behind "and" goes on with: "Зинин вышел и | попросил"."""
    language, words = sentence.language, sentence.words
    joint = words[min(cue.place, cue.auxiliary) - 1]
    before = sentence.text(sentence.start, joint.start)
    if not has_cases(language) or before.rstrip().endswith((",", ";", ":", "—")) or ";" in before or ":" in before:
        return None
    parts = comma_parts(sentence, sentence.start, joint.start)
    for part in parts[:_LONGEST_PLURAL]:
        inside = list(sentence.words_in(part))
        while inside and inside[0].small in language.adverbs | language.coordinators:
            inside.pop(0)
        if not inside or inside[0].small in language.subordinators | language.prepositions:
            continue
        who = up_to_verb(sentence, Span(inside[0].start, part.end))
        who = up_to_full_name(sentence, who) if who is not None else None
        first = sentence.words_in(who)[:1] if who is not None else []
        known = bool(first) and (first[0].small in language.nominatives | language.pronouns)
        if who is None or who.end >= joint.start or not (known or has_name(sentence, who)):
            return None
        return who, None
    return None


def is_told(sentence: Clause, phrase: Span, cue: Cue) -> bool:
    """Whether what stands before a Russian verb is whom it is told: "Ветошкиной | возразил Кучин".

    A name in the dative, or an outlet in marks before a verb in the plural: "«Медузе» | сообщили".
    """
    language, words = sentence.language, sentence.words_in(phrase)
    if not has_cases(language) or not words or phrase.end > cue.start:
        return False
    if words[-1].text.startswith(QUOTED):
        return len(words) == 1 and cue.small.endswith(("ли", "ют", "ят"))
    names = all(word.text[0].isupper() for word in words) and len(words) <= _LONGEST_PLURAL
    return (
        names
        and all(word.small.endswith(language.ended("datives")) for word in words)
        and words[-1].small not in language.nominatives
    )
