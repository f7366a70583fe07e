"""Whom a sentence is about: the person or the body at its head, who may speak in it or in the next one."""

import re
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.appositions import is_titled_name, with_apposition
from seeds.quoting.clauses import QUOTED, Clause, Span, Word
from seeds.quoting.clefts import cleft
from seeds.quoting.phrases import (
    NAME_LINKS,
    Subject,
    comma_parts,
    has_name,
    has_role,
    is_name,
    is_participle,
    is_verb,
    last_phrase,
    plain_order,
)

_LONGEST: Final = 12
_ARTICLES: Final = frozenset({"il", "lo", "la", "i", "gli", "le", "el", "los", "las", "les", "o", "a", "os", "as"})
_LAMENTED_REACH: Final = 24
_PARTS: Final = 4
_PARTITIVE: Final = 3
_VERB: Final = 2
_SHORTEST_NAME: Final = 2
_LONGEST_PREDICATE: Final = 4
_REACH: Final = 240
# What may stand between an office and the comma before its holder's name: "la jefa del banco | central, Ana Ruiz".
_TOLD: Final = re.compile(r"\s?:\s|,\s\d{1,3}\s")
_COMPLEMENT: Final = re.compile(r"((?:\s[^\W\d_]+(?:['’][^\W\d_]+)?){1,4})(?=,\s[^\W\d_a-z])")


def topic(sentence: Clause, end: int) -> Subject | None:
    """Return whom a sentence, or its part before `end`, is about; None where its head names neither office nor name.

    Adjuncts before a comma are passed over ("After the match, Ivo Rossi was ..."); words of which no part is known to
    name somebody are no topic, for a quote would get a thing for its speaker.
    """
    language = sentence.language
    last = cleft(sentence)
    if last is not None and last.subject[0].end <= end:
        return last.subject
    lamented = _lamented(sentence, end)
    if lamented is not None:
        return lamented
    for part in comma_parts(sentence, sentence.start, min(end, sentence.start + _REACH))[:_PARTS]:
        words = _without_lead(sentence, sentence.words_in(part))
        if words and words[0].text.startswith(QUOTED):
            return None
        if words and words[0].small in (language.feminine | language.masculine) & language.pronouns:
            return Span(words[0].start, words[0].end), None
        if (
            words
            and words[0].start == sentence.words[0].start
            and plain_order(language)
            and is_participle(words, language)
        ):
            continue  # "Preguntado por el precio, Ivo Rossi"
        if words and words[0].start == sentence.words[0].start and _is_led_by_participle(sentence, words, part):
            continue  # "Asked whether he would resign, Mayor Tom Hale shook his head"
        one = _one_of_them(sentence, part, words)
        if one is not None:
            return one
        phrase = _predicated(sentence, part) or _head(sentence, words)
        if phrase is not None:
            return _named(sentence, phrase)
        if words and (subject := _behind_verb(sentence, words)):
            return subject
        if words and _clause_begins(sentence, words[0]):
            return None
        behind = _behind_adjunct(sentence, words)
        if behind is not None:
            return behind
    return None


def _one_of_them(sentence: Clause, part: Span, words: list[Word]) -> Subject | None:
    """Return who one of several is that a comma names: "L'une des plaignantes, l'infirmière Samia Kadri,"."""
    language = sentence.language
    if not plain_order(language) or len(words) < _PARTITIVE or sentence.text(part.end, part.end + 1) != ",":
        return None
    first = words[1] if words[0].small.endswith("'") else words[0]
    if first.small.lstrip("l'") not in language.ones:
        return None
    after = comma_parts(sentence, part.end + 1, min(sentence.end, part.end + _REACH))
    named = after[0] if after else None
    if named is None or not (
        is_titled_name(sentence, named) or (is_name(sentence, named) and has_name(sentence, named))
    ):
        return None
    return named, part


def _is_led_by_participle(sentence: Clause, words: list[Word], part: Span) -> bool:
    """Whether an English participle begins a part that a comma closes: "Asked about it,", "Standing by the door,"."""
    language, first = sentence.language, words[0].small
    if language.inverts or language.verb_first or not first.endswith(("ed", "ing")) or len(words) == 1:
        return False
    closed = sentence.text(part.end, part.end + 1) == ","
    return closed and words[1].text[0].islower() and not has_role(first, language)


def _behind_adjunct(sentence: Clause, words: list[Word]) -> Subject | None:
    """Return the office behind when or where, and before the verb: "In prima fila | il sindaco ha ascoltato"."""
    language = sentence.language
    if not (plain_order(language) and words) or words[0].small not in language.prepositions - language.determiners:
        return None
    place = next((place for place, word in enumerate(words[1:_LONGEST], 1) if word.small in _ARTICLES), 0)
    if not place or words[place - 1].small in language.prepositions | language.links | language.coordinators:
        return None
    phrase = _head(sentence, words[place:])
    if phrase is None or not has_role(sentence.text(phrase.start, phrase.end), language):
        return None
    after = next((word.small for word in words if word.start >= phrase.end), "")
    if sentence.text(phrase.end, sentence.end).startswith(", ") and with_apposition(sentence, phrase)[1] is not None:
        return _named(sentence, phrase)  # "Dal canto suo | il vincitore, Olly, preferisce"
    verb = after in language.finite | language.perfect | language.cues or after in _ended(words[-1], language)
    return _named(sentence, phrase) if verb else None


def _lamented(sentence: Clause, end: int) -> Subject | None:
    """Return the full name behind the words that tell a death: "È morto a 91 anni il regista | Livio Danieli"."""
    language = sentence.language
    match = language.lamenting.match(sentence.masked) if language.lamenting is not None else None
    if match is None:
        return None
    words = [word for word in sentence.words[:_LAMENTED_REACH] if match.end() <= word.start - sentence.start]
    for place, word in enumerate(words[:-1]):
        if word.end > end or not (word.text[0].isupper() and words[place + 1].text[0].isupper()):
            continue
        last = place + 1
        while last + 1 < len(words) and (words[last + 1].text[0].isupper() or words[last + 1].small in language.links):
            if sentence.text(words[last].end, words[last + 1].start).strip():
                break
            last += 1
        while words[last].text[0].islower():
            last -= 1
        return with_apposition(sentence, Span(word.start, words[last].end))
    return None


def _predicated(sentence: Clause, part: Span) -> Span | None:
    """Return who stands behind what is said of them without a verb: "Prudente | la Fiom", "Contrari | i medici"."""
    language, words = sentence.language, sentence.words_in(part)
    if not plain_order(language) or not 2 < len(words) <= _LONGEST or words[0].small in language.determiners:
        return None
    phrase = last_phrase(sentence, part)
    before = [word for word in words if phrase is not None and word.end <= phrase.start]
    if phrase is None or not 0 < len(before) <= _LONGEST_PREDICATE or words[0].small.endswith("'"):
        return None
    if has_role(words[0].text, language) or any(word.text[0].isupper() for word in before[1:]):
        return None
    if sentence.plain[phrase.start - sentence.start].isupper():
        return None  # "Maud Le Berre"
    verbs = language.cues | language.finite | language.auxiliaries - language.determiners | language.prepositions
    if any(word.small in verbs or is_verb(word, language) for word in before):
        return None
    noun = next((word for word in sentence.words_in(phrase) if word.small not in language.determiners), None)
    named = noun is not None and not noun.small.endswith("'")
    return phrase if named and noun and (noun.text[0].isupper() or has_role(noun.text, language)) else None


def _behind_verb(sentence: Clause, words: list[Word]) -> Subject | None:
    """Return the full name that stands behind a sentence's first verb: "Ha muerto | Teresa Olaizola"."""
    language = sentence.language
    place = 0
    while place < min(len(words), _VERB) and words[place].small in language.acting | language.auxiliaries | _ended(
        words[place], language
    ):
        place += 1
    name = words[place : place + _SHORTEST_NAME]
    if not place or len(name) < _SHORTEST_NAME or not all(word.text[0].isupper() for word in name):
        return None
    last = place + _SHORTEST_NAME
    while last < len(words) and (words[last].text[0].isupper() or words[last].small in language.links):
        last += 1
    while words[last - 1].text[0].islower():
        last -= 1
    return with_apposition(sentence, Span(words[place].start, words[last - 1].end))


def _ended(word: Word, language: Language) -> frozenset[str]:
    """Return the word itself where its form is that of a verb or of the participle behind one."""
    form, small = language.finite_form, word.small
    verb = form is not None and (form.fullmatch(small) is not None or small.endswith(("ado", "ido", "erto", "rido")))
    return frozenset({small}) if verb else frozenset()


def _without_lead(sentence: Clause, words: list[Word]) -> list[Word]:
    language = sentence.language
    place = 0
    while place < len(words) and (
        words[place].small in language.adverbs | language.coordinators or words[place].text.isdigit()
    ):
        place += 1
    return words[place:]


def _clause_begins(sentence: Clause, word: Word) -> bool:
    """Whether a word that heads no name begins a clause all the same: a thing, or a verb without a subject."""
    language = sentence.language
    return (
        word.small in language.determiners - language.prepositions
        or word.small.endswith("'")
        or word.small in language.cues | language.finite | language.pronouns
    )


def _head(sentence: Clause, words: list[Word]) -> Span | None:
    """Return the noun phrase at the head of some words, up to its last capital or office; None where it has neither."""
    language = sentence.language
    end: int | None = None
    before: Word | None = None
    for place, word in enumerate(words[:_LONGEST]):
        small = word.small
        determiner = small in language.determiners or small.endswith("'")
        if before is not None and sentence.text(before.end, word.start).strip(" -.()'’"):
            break
        capital = word.text[0].isupper() and not (determiner and place == 0)
        if place == 0 and not determiner and small in _no_heads(language):
            return None
        named = place == 1 and _is_epithet(words, language)
        if capital or named or has_role(word.text, language) or _describes_body(words, place, language):
            end = word.end
        elif _is_adjective(words, place, language) or _links_name(words, place):
            pass  # "el comisario | europeo | Hans Weyer"
        elif not (determiner or small in language.links or word.text.isdigit()):
            head_noun = (
                before is not None
                and (before.small in language.determiners | language.links or before.small.endswith("'"))
                and small not in language.auxiliaries | language.finite | language.cues | language.pronouns
            )
            if not head_noun:
                break
        before = word
    if end is None:
        return None
    phrase = Span(words[0].start, end)
    alone = sentence.words_in(phrase)
    return None if len(alone) == 1 and not _is_subject(sentence, words) else phrase


def _links_name(words: list[Word], place: int) -> bool:
    """Whether a small word stands inside a name: "Ursula | von der | Leyen"."""
    if words[place].small not in NAME_LINKS or not place:
        return False
    near = words[max(0, place - _VERB) : place + _PARTITIVE]
    before, after = near[: min(place, _VERB)], near[min(place, _VERB) + 1 :]
    return any(word.text[0].isupper() for word in before) and any(word.text[0].isupper() for word in after)


def _is_epithet(words: list[Word], language: Language) -> bool:
    """Whether an article and a word for where somebody is from stand before a verb: "Il croato | ha salutato"."""
    if language.epithets is None or words[0].small not in language.determiners or len(words) < _LONGEST_PREDICATE:
        return False
    verb = words[2].small in language.finite | language.perfect | language.cues or is_verb(words[2], language)
    return verb and language.epithets.search(words[1].small) is not None


def _is_adjective(words: list[Word], place: int, language: Language) -> bool:
    """Whether a word stands between an office and a name in a form that no verb of a third person has."""
    return (
        0 < place < len(words) - 1
        and language.adjective is not None
        and has_role(words[place - 1].text, language)
        and words[place + 1].text[0].isupper()
        and language.adjective.fullmatch(words[place].small) is not None
    )


def _describes_body(words: list[Word], place: int, language: Language) -> bool:
    """Whether a word is part of a body's name: "le Conseil | fédéral", "la Protezione | civile"."""
    before = words[place - 1] if place else None
    return (
        before is not None
        and before.text[0].isupper()
        and before.small in language.organisations
        and language.adjective is not None
        and language.adjective.fullmatch(words[place].small) is not None
    )


@cache
def _no_heads(language: Language) -> frozenset[str]:
    """Return the words that may stand at a sentence's head, with a capital, and name nobody."""
    return (
        language.prepositions
        | language.subordinators
        | language.adverbs
        | language.auxiliaries
        | language.finite
        | language.cues
        | language.links
        | language.pronouns
        | language.impersonal
        | frozenset(phrase.partition(" ")[0] for phrase in language.according if plain_order(language))
    )


def _is_subject(sentence: Clause, words: list[Word]) -> bool:
    """Whether a single word at a sentence's head goes on with a verb, a colon or an age.

    Then it is no participle or place before a comma.
    """
    return bool(_TOLD.match(sentence.text(words[0].end, sentence.end))) or (
        len(words) > 1
        and not sentence.text(words[0].end, words[1].start).strip()
        and words[1].text[0].islower()
        and words[1].small not in sentence.language.prepositions
    )


def _named(sentence: Clause, phrase: Span) -> Subject | None:
    more = _COMPLEMENT.match(sentence.text(phrase.end, sentence.end))
    subject, apposition = with_apposition(sentence, phrase)
    if apposition is None and more and not _has_verb(sentence, Span(phrase.end, phrase.end + more.end(1))):
        longer = Span(phrase.start, phrase.end + more.end(1))
        holder, office = with_apposition(sentence, longer)
        if office is not None:
            subject, apposition = holder, office
    whole = f"{sentence.text(phrase.start, phrase.end)} {_text(sentence, subject)} {_text(sentence, apposition)}"
    named = any(word.text[0].isupper() for word in sentence.words_in(subject))
    return (subject, apposition) if named or has_role(whole, sentence.language) else None


def _has_verb(sentence: Clause, span: Span) -> bool:
    language = sentence.language
    verbs = language.finite | language.cues | language.auxiliaries - language.determiners
    return any(word.small in verbs or is_verb(word, language) for word in sentence.words_in(span))


def _text(sentence: Clause, span: Span | None) -> str:
    return sentence.text(span.start, span.end) if span else ""
