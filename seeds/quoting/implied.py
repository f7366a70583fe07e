"""Reports whose speaker stands elsewhere than beside a verb of saying.

"Er sah es anders: Die Lage sei ernst", "По его словам, пострадавших нет", "Der Bund müsse handeln, so der Präsident".
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.arabic_agreement import is_anothers, is_answered
from seeds.quoting.articleless import behind_fronted, has_cases, without_predicate
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.clefts import told_after
from seeds.quoting.contents import Report, trimmed
from seeds.quoting.headlines import headed, headline
from seeds.quoting.phrases import (
    Subject,
    comma_parts,
    has_role,
    noun_phrase,
    plain_order,
)
from seeds.quoting.subjects import subject_after, subject_of
from seeds.quoting.topics import topic
from seeds.quoting.verb_first import head_subject, is_related
from seeds.quoting.verb_second import announced, behind_adjunct, comes_from, without_outlet

_FIRST_WORDS: Final = 12
_SHORTEST: Final = 2
_LONGEST_TAIL: Final = 14
_LONGEST_HEAD: Final = 6
_LONGEST_ASIDE: Final = 3
_LONGEST_NAME: Final = 3
_RELATED: Final = 2
_COLON: Final = re.compile(r"(?<!\d):\s+")
_STOP: Final = re.compile(r"[:;]\s+")
_ANY_COLON: Final = re.compile(r":\s+")


def implied(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield the reports of one sentence that no verb beside the speaker introduces, best told first."""
    yield from _by_any_verb(sentence, said)
    yield from _after_colon(sentence, said)
    yield from _before_colon(sentence, said)
    yield from headed(sentence)


def in_mood(sentence: Clause, start: int, end: int) -> bool:
    """Whether the first finite verb of a stretch stands in the mood of report ("Die Brücke sei marode")."""
    language = sentence.language
    words = sentence.words_in(Span(start, end))[:_FIRST_WORDS]
    if words and words[0].small in _clause_openers(language):
        # "Ob er kommt, | sei offen", "Wer sagt, es gehe so, | lüge"
        pairs = pairwise(sentence.words_in(Span(start, end)))
        return any(
            sentence.text(before.end, after.start).strip() == "," and _is_mood(after, language)
            for before, after in pairs
        )
    for place, word in enumerate(words):
        if word.text[0].islower() and (word.small in language.mood or _has_form_of_mood(words, place, language)):
            return not _COLON.search(sentence.text(start, word.start))  # "Er blieb hart: Moskau | habe"
        if word.small in _in_another_mood(language) or (language.verb_second and word.small in language.that_words):
            return False
    return False


def _is_mood(word: Word, language: Language) -> bool:
    """Whether a word behind a comma is a verb in the mood of report, listed or by its form: "…, | löse nichts"."""
    if word.small in language.mood:
        return True
    form = language.mood_form
    formed = form is not None and form.fullmatch(word.small) is not None
    return formed and word.text[0].islower() and word.small not in _no_verbs(language)


def _has_form_of_mood(words: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word right behind a noun or a pronoun ends as that mood does: "Nur jeder Vierte | traue ihm das zu".

    No adjective stands before a small word, and a clause whose verb stood before has an ending of the past.
    """
    word, before = words[place], words[place - 1] if place else None
    if language.mood_form is None or before is None or language.mood_form.fullmatch(word.small) is None:
        return False
    after = words[place + 1] if place + 1 < len(words) else None
    headed = before.text[0].isupper() or before.small in language.pronouns
    if not headed or (after is not None and after.text[0].isupper()) or word.small in _no_verbs(language):
        return False
    if word.small in _in_another_mood(language):
        return False
    past = (other.small for other in words[:place] if other.text[0].islower())
    return not any(small.endswith(("te", "ten")) and small not in _no_verbs(language) for small in past)


@cache
def _clause_openers(language: Language) -> frozenset[str]:
    """Return the words that put a clause first, whose comma the main verb follows."""
    return language.subordinators - language.determiners - language.adverbs if language.verb_second else frozenset()


@cache
def _no_verbs(language: Language) -> frozenset[str]:
    return language.adverbs | language.determiners | language.prepositions | language.pronouns | language.subordinators


@cache
def _in_another_mood(language: Language) -> frozenset[str]:
    return language.finite | language.perfect | language.cues | language.participles


def announcer(sentence: Clause, colon: int, said: Sequence[Cue]) -> tuple[Subject, Span] | None:
    """Return who speaks after a colon, and the words that say so.

    The subject of the last verb of saying before it, else the sentence's own where that is a person.
    """
    later = None
    for cue in reversed([cue for cue in said if cue.end <= colon]):
        if sentence.language.verb_first and is_related(sentence, cue):
            continue  # "وفق مقطع | نشرته الرئاسة: «…»"
        if later is not None and (is_anothers(cue, later, sentence.language) or is_answered(sentence, cue, later)):
            continue
        later = cue if later is None and not cue.gerund else later
        subject = subject_of(sentence, cue, said)
        if subject is not None and subject[0].end <= colon:
            return subject, Span(cue.start, cue.end)
    spoken = by_noun(sentence, colon)
    if spoken is not None:
        return spoken
    subject = someone(sentence, colon) or (headline(sentence, colon) if sentence.language.verb_first else None)
    related = _related(sentence, colon)
    if related is not None:
        return related, Span(colon, colon + 1)
    named = _named_last(sentence, colon) if subject is None or _is_weak(sentence, subject) else None
    subject = named or subject or behind_verb(sentence, colon) or _named_first(sentence, colon)
    if subject is None:
        return None
    return subject, Span(colon, colon + 1)


def by_noun(sentence: Clause, end: int) -> tuple[Subject, Span] | None:
    """Return whose words a noun announces, and the noun: "L'allarme dei | pediatri:", "È l'appello di | papa Leone"."""
    language = sentence.language
    if not plain_order(language):
        return None
    words = sentence.words_in(Span(sentence.start, end))[:_FIRST_WORDS]
    place = next((place for place, word in enumerate(words) if word.small in language.cue_nouns), None)
    if place is None or any(word.small in language.cues for word in words[:place]):
        return None
    for number in range(place + 1, len(words) - 1):
        if re.search(r"[,;:]", sentence.text(words[number - 1].end, words[number].start)):
            return None
        if words[number].small not in language.links | language.agents:
            continue
        start = words[number + 1].start
        if words[number + 1].small in language.links and number + 2 < len(words):
            start = words[number + 2].start if words[number].small.endswith("'") else start
        who = noun_phrase(sentence, start)
        if who is not None and who.end <= end and _names_somebody(sentence, who):
            return with_apposition(sentence, who), Span(words[place].start, words[place].end)
    return None


def _names_somebody(sentence: Clause, who: Span) -> bool:
    words = [word for word in sentence.words_in(who) if word.small not in sentence.language.determiners]
    return bool(words) and (words[0].text[0].isupper() or has_role(words[0].text, sentence.language))


def _is_weak(sentence: Clause, subject: Subject) -> bool:
    """Whether a sentence's subject is a later part or a single word, which may be none: "Più cauto Ivo Rosati:"."""
    words = sentence.words_in(subject[0])
    later = subject[0].start > sentence.words[0].start and subject[1] is None
    return later or (len(words) == 1 and not has_role(words[0].text, sentence.language))


def _related(sentence: Clause, colon: int) -> Subject | None:
    """Return the name before a relative clause that a colon closes: "potrebbe essere Spalletti, | che dribbla: «…»"."""
    language = sentence.language
    parts = comma_parts(sentence, sentence.start, colon) if plain_order(language) else []
    if len(parts) < _RELATED or not (words := sentence.words_in(parts[-1])) or not sentence.words_in(parts[-2]):
        return None
    before = sentence.words_in(parts[-2])[-1]
    if words[0].small not in language.relatives or not before.text[0].isupper() or len(words) < _LONGEST_NAME:
        return None
    first = len(sentence.words_in(parts[-2])) - 1
    inside = sentence.words_in(parts[-2])
    while first and inside[first - 1].text[0].isupper() and inside[first - 1].small not in language.determiners:
        first -= 1
    governed = first and inside[first - 1].small in language.prepositions | language.links
    return (
        None
        if governed or inside[first].start == sentence.words[0].start
        else (Span(inside[first].start, before.end), None)
    )


def _named_last(sentence: Clause, colon: int) -> Subject | None:
    """Return who is named by a full name before a colon, and the office: "Même son de cloche chez Ana Roy :"."""
    language = sentence.language
    if not plain_order(language):
        return None
    parts = comma_parts(sentence, sentence.start, colon)
    for number in range(len(parts) - 1, max(-1, len(parts) - 3), -1):
        words = sentence.words_in(parts[number])
        if words and words[0].small in language.coordinators:
            words = words[1:]  # "E | Bini, di rimando:"
        first = next((place for place in range(len(words)) if _ends_in_name(words[place : place + 2])), None)
        if first is None and number == len(parts) - 1 and len(words) > 2 and _is_named_by(words, language):
            return Span(words[-1].start, words[-1].end), None
        if first is None or any(word.text.startswith(QUOTED) for word in words):
            continue
        last = first + 1
        while last + 1 < len(words) and (words[last + 1].text[0].isupper() or words[last + 1].small in language.links):
            last += 1
        while not words[last].text[0].isupper():
            last -= 1
        while first and words[first - 1].small in language.roles:
            first -= 1
        return with_apposition(sentence, Span(words[first].start, words[last].end))
    return None


def _named_first(sentence: Clause, colon: int) -> Subject | None:
    """Return the name at the head of a few words without a verb before a colon: "17.05 - Weber sotto choc: «…»"."""
    language = sentence.language
    parts = comma_parts(sentence, sentence.start, colon) if plain_order(language) else []
    words = sentence.words_in(parts[-1]) if parts else []
    aside = len(parts) > 1 and len(words) <= _LONGEST_ASIDE and words[0].small in language.prepositions | language.links
    if aside:
        words = sentence.words_in(parts[-2])
    words = words[1:] if words and words[0].small in language.coordinators else words  # "E | Bini, di rimando:"
    if aside and len(words) == 1 and words[0].text[0].isupper() and words[0].small not in _no_names(language):
        return Span(words[0].start, words[0].end), None
    if not 1 < len(words) <= _LONGEST_HEAD or not words[0].text[0].isupper() or words[0].text.isupper():
        return None
    known = words[0].small in _no_names(language)
    return None if known or words[1].small not in language.prepositions else (Span(words[0].start, words[0].end), None)


@cache
def _no_names(language: Language) -> frozenset[str]:
    others = language.prepositions | language.adverbs | language.determiners | language.cues | language.finite
    return others | language.cue_nouns | language.links | language.subordinators | language.naming


def _is_named_by(words: Sequence[Word], language: Language) -> bool:
    """Whether words end in a name and the verb or preposition that leads to it: "a dirlo è | Legambiente"."""
    return words[-1].text[0].isupper() and words[-2].small in language.finite | language.agents


def behind_verb(sentence: Clause, end: int) -> Subject | None:
    """Return the person who follows the verb where something else goes first: "Nach dem Spiel | gab er sich milde:"."""
    language = sentence.language
    if not language.verb_second:
        return None
    words = list(takewhile(lambda word: word.end <= end, sentence.words[:_LONGEST_TAIL]))
    for place, word in enumerate(words[1:-1], 1):
        if word.text[0].islower() and word.small in language.cues | language.finite | language.perfect:
            following = words[place + 1]
            if following.small in language.agents and place + 2 < len(words):
                following = words[place + 2]  # "Kritik kommt von | der Opposition"
            if following.small in language.pronouns - language.impersonal - language.determiners:
                return Span(following.start, following.end), None
            phrase = noun_phrase(sentence, following.start)
            if phrase is None or phrase.end > end or following.small in language.prepositions:
                return None
            office = has_role(sentence.text(phrase.start, phrase.end), language)
            office = office or _is_full_name(sentence.words_in(phrase), language)
            return with_apposition(sentence, phrase) if office else None
    return None


def someone(sentence: Clause, end: int) -> Subject | None:
    """Return the subject that a sentence starts with, where it is a person: by office, by pronoun or by name."""
    language = sentence.language
    if language.verb_first:
        return head_subject(sentence, end, known=True)
    if not (language.capital_nouns or language.bare_nouns):
        return topic(sentence, end)
    words = list(takewhile(lambda word: word.end <= end, sentence.words[:_LONGEST_TAIL]))
    while words and words[0].small in language.coordinators | language.adverbs:
        words.pop(0)
    if has_cases(language):
        words = list(behind_fronted(words, language))
    if not words or words[0].text.startswith(QUOTED):
        return None
    if words[0].small in language.pronouns - language.impersonal - language.determiners:
        return Span(words[0].start, words[0].end), None
    if language.capital_nouns and words[0].small in language.prepositions - language.determiners:
        fronted = behind_adjunct(sentence, words, end)
        return with_apposition(sentence, fronted) if fronted is not None else None
    if words[0].small in (language.prepositions - language.determiners) | language.subordinators | language.cues:
        return None
    source = comes_from(sentence, end)
    if source is not None:
        return source, None
    phrase = noun_phrase(sentence, words[0].start)
    if phrase is None or phrase.end > end or (language.capital_nouns and words[0].small in language.object_nouns):
        return None
    phrase = without_outlet(sentence, phrase)
    inside = sentence.words_in(phrase)
    if not language.capital_nouns:
        named = [
            place for place, word in enumerate(inside) if place and (word.text[0].isupper() or word.text[0] == QUOTED)
        ]
        if not named and not (inside[0].small in language.nominatives or phrase.start > sentence.words[0].start):
            return None
        inside = inside[: named[-1] + 1] if named else list(without_predicate(inside, language))
        phrase = Span(phrase.start, inside[-1].end)
    office = has_role(sentence.text(phrase.start, phrase.end), language)
    if not office and not (_is_full_name(inside, language) if language.capital_nouns else _ends_in_name(inside)):
        return None
    return with_apposition(sentence, phrase)


def _is_full_name(words: Sequence[Word], language: Language) -> bool:
    """Whether two or three capitals without an article name somebody, where every noun has a capital."""
    if words and words[-1].small in language.coming | language.times | language.announcing_own:
        return False  # "Scharfe Kritik"
    return 1 < len(words) < 4 and all(
        word.text[0].isupper() and word.small not in language.determiners | language.adverbs for word in words
    )


def _ends_in_name(words: Sequence[Word]) -> bool:
    return len(words) > 1 and words[-1].text[0].isupper() and words[-2].text[0].isupper()


def _after_colon(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "Er wies das zurück: Die Lage sei ernst", "Он признал: цена вырастет"."""
    language = sentence.language
    colon = (_STOP if language.mood else _ANY_COLON).search(sentence.masked)
    if colon is None or QUOTED in sentence.masked[colon.end() : colon.end() + 2]:
        return
    at = sentence.start + colon.start()
    content = trimmed(sentence, sentence.start + colon.end(), sentence.end)
    if content is None or len(sentence.words_in(content)) < _SHORTEST:
        return
    led = any(not cue.describing and _leads_to(sentence, cue, at) for cue in said)
    told = in_mood(sentence, content.start, content.end)
    beside = language.verb_second and any(cue.end == at and not cue.describing for cue in said)  # "X meldet: Brand aus"
    if not (told or beside if language.mood and not plain_order(language) else led or told):
        return
    own = announced(sentence, at)
    if own is not None:
        yield Report(content, None, None, own)
        return
    found = announcer(sentence, at, said)
    if found is not None:
        (subject, apposition), cue = found
        yield Report(content, subject, apposition, cue)


def _before_colon(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "Il ponte resterà chiuso: lo ha annunciato l'Anas"."""
    told = told_after(sentence)
    content = trimmed(sentence, told[0].start, told[0].end) if told is not None else None
    subject = subject_of(sentence, told[1], said) if told is not None else None
    if (
        told is not None
        and content is not None
        and subject is not None
        and QUOTED not in sentence.text(*_ends(content))
    ):
        yield Report(content, *subject, Span(told[1].start, told[1].end))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _leads_to(sentence: Clause, cue: Cue, colon: int) -> bool:
    """Whether a colon follows a verb, or its subject that stands behind it: "Faux, répond | le syndicat :"."""
    if cue.end == colon:
        return True
    if not plain_order(sentence.language) or cue.end > colon or "," not in sentence.text(sentence.start, cue.start):
        return False
    subject = subject_after(sentence, cue)
    end = max(part.end for part in subject if part is not None) if subject is not None else -1
    return cue.end < end <= colon and not sentence.text(end, colon).strip()


def _by_any_verb(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "Er habe geschlafen, verteidigte sich der Mann": behind that mood any verb attributes."""
    language = sentence.language
    if not (language.mood and language.unlisted) or not in_mood(sentence, sentence.start, sentence.end):
        return
    for before, verb, after in zip(sentence.words, sentence.words[1:], sentence.words[2:], strict=False):
        if sentence.text(before.end, verb.start).strip() != "," or verb.small in language.mood | language.finite:
            continue
        known = language.subordinators | language.determiners | language.prepositions | language.adverbs
        if not verb.text[0].islower() or verb.small in known or not language.unlisted.fullmatch(verb.small):
            continue
        if any(cue.start >= verb.start for cue in said) or after.small in language.prepositions - language.determiners:
            continue
        place = sentence.words.index(verb)
        subject = subject_after(sentence, Cue(verb.start, verb.end, place, place, verb.small, auxiliary=place))
        content = trimmed(sentence, sentence.start, before.end)
        if subject is not None and content is not None and _is_person(sentence, subject[0]):
            yield Report(content, *subject, Span(verb.start, verb.end))
            return


def _is_person(sentence: Clause, phrase: Span) -> bool:
    """Whether a phrase is a pronoun, an office, or a full name."""
    language, words = sentence.language, sentence.words_in(phrase)
    return (
        has_role(sentence.text(phrase.start, phrase.end), language)
        or (len(words) == 1 and words[0].small in language.pronouns - language.impersonal)
        or _is_full_name(words, language)
    )
