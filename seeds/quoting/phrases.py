"""Noun phrases of a clause: where they start and end, whether they name somebody, and the apposition beside them."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import is_owned
from seeds.quoting.arabic_phrases import (
    ends_name,
    follows_topic,
    goes_on,
    is_family_name,
    leads_construct,
)
from seeds.quoting.articleless import ends_phrase, has_cases, is_cased_verb, is_manner
from seeds.quoting.clauses import QUOTED, Clause, Span, Word
from seeds.quoting.labels import holds_label, is_complement, is_label

Subject = tuple[Span, Span | None]
_LONGEST_SUBJECT: Final = 24
LONGEST_PHRASE: Final = 16
_FULL_NAME: Final = 2
_LONGEST_ATTRIBUTE: Final = 10
_SHORTEST_ATTRIBUTE: Final = 5
_PARTICIPLES: Final = ("te", "ten", "ter", "ende", "enden", "ender", "ene", "enen", "ener")
_SHORTEST_GOVERNED: Final = 4
# How Arabic family names begin that end as nouns do: "بوتفليقة".
_NAMES_IN_B: Final = ("بو", "بن", "بل", "با")
_PART: Final = re.compile(r"[,،]\s|\s[–—-]\s")
_NO: Final = frozenset({"no", "ne", "non", "não", "si", "se", "s'"})
NAME_LINKS: Final = frozenset(
    {"de", "von", "van", "der", "den", "ten", "ter", "la", "al", "bin", "del", "da", "dos", "e", "y"}
)
# Marks stand between words of one clause only inside other marks: "«…, — считает тренер «Енисея» Валеев. — …»".
_JOINTS: Final = ("", "-", ".", "'", "’", "«", "»", "„", "“")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
RELATIVE: Final = frozenset({"who", "which"})


def noun_phrase(sentence: Clause, start: int) -> Span | None:
    """Return the noun phrase that starts at an offset: what follows "according to"."""
    following = [word for word in sentence.words if word.start >= start]
    if not following or following[0].text.startswith(QUOTED):
        return None
    end = noun_phrase_end(sentence, following, links=sentence.language.prepositions)
    return _up_to_full_name(sentence, Span(following[0].start, end)) if end > following[0].start else None


def attribute(texts: Sequence[str], language: Language) -> int:
    """Return the place of the participle that ends what stands between a German article and its noun, or 0.

    "Der | an Parkinson erkrankte | Liedermacher", "die | seit Mai amtierende | Ministerin".
    """
    if len(texts) < _SHORTEST_ATTRIBUTE or texts[0].lower() not in language.determiners:
        return 0
    if texts[1].lower() not in language.prepositions - language.determiners:
        return 0
    for place in range(_SHORTEST_ATTRIBUTE - 2, min(len(texts) - 1, _LONGEST_ATTRIBUTE)):
        if texts[place][0].islower() and texts[place].endswith(_PARTICIPLES) and texts[place + 1][0].isupper():
            return place
    return 0


def _behind_attribute(following: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return words from the participle on that ends a German attribute, so that its own words close no phrase."""
    if not language.capital_nouns or following[0].small not in language.determiners:
        return following
    return following[attribute([word.text for word in following[:LONGEST_PHRASE]], language) :]


def _up_to_full_name(sentence: Clause, phrase: Span) -> Span:
    """Cut off what stands behind a full name and a preposition: "il presidente Luca Rossi | al termine"."""
    language, words = sentence.language, sentence.words_in(phrase)
    if not plain_order(language) or _ends_in_holder(words, language):
        return phrase
    for place in range(2, len(words)):
        title = words[place - 2]
        named = words[place - 1].text[0].isupper() and (title.text[0].isupper() or title.small in language.roles)
        if named and words[place].small in language.prepositions - language.links:
            return Span(phrase.start, words[place - 1].end)
    return phrase


def _ends_in_holder(words: Sequence[Word], language: Language) -> bool:
    """Whether a phrase ends in a full name that no preposition governs: "alla Sanità | Luca Rossi"."""
    run = 0
    while run < len(words) and words[-1 - run].text[0].isupper():
        run += 1
    before = [word.small for word in words[: len(words) - run][-2:]]
    governed = any(small in language.prepositions or small in language.links for small in before)
    return run > _FULL_NAME or (run == _FULL_NAME and not governed)


def noun_phrase_end(sentence: Clause, following: Sequence[Word], links: frozenset[str] = frozenset()) -> int:
    """Return the end of the noun phrase that the words start with."""
    language = sentence.language
    following = _behind_attribute(following, language)
    end, stops, bound = following[0].start, phrase_stops(language), language.links | language.determiners | links
    for place, word in enumerate(following[:LONGEST_PHRASE]):
        before = following[place - 1] if place else None
        if word.text.startswith(QUOTED) or (before is not None and before.text.startswith(QUOTED)):
            if not holds_label(sentence, following, place) and not (
                before is not None
                and word.text.startswith(QUOTED)
                and is_complement(sentence, sentence.words.index(word))
            ):
                break
            end = word.end
            continue
        if before is not None and not joined(sentence, before, word):
            break
        small = word.small
        fixed = f"{small} {following[place + 1].small if place + 1 < len(following) else ''}" in language.fixed
        if before is not None and (fixed or (language.verb_first and goes_on(following, place, language))):
            continue  # "l'architecte | en chef"
        if before is not None:
            leans = before.small in bound or before.small.endswith("'")
            aside = before.small in language.complemented and small in language.auxiliaries  # "المشرف عليها"
            aside = aside or _in_name(word, before, language)
            stopped = small in stops and not leans and small not in language.links and not aside
            if stopped or (language.verb_first and ends_name(following, place, language)):
                break
            if is_verb(word, language) and not leans and not _in_name(word, before, language):
                break
            complement = before.small in language.complemented and small in language.prepositions and place < 3
            titled = plain_order(language) and _is_inside(before, word, language)
            if small in language.prepositions - language.links and small not in links and not (complement or titled):
                break
            outlet = _names_body(word, before, language) or _names_outlet(following, place, language)
            if (small in language.recipients and not outlet) or small in language.object_nouns:
                break  # "агентство | Reuters" is one phrase
            if language.capital_nouns and _is_nominative(following, place):
                break
            if (
                language.capital_nouns
                and small[0].isdigit()
                and before.text[0].isupper()
                and place + 1 < len(following)
            ):
                break  # "laut der Sprecherin | 1,8 Promille"
            if language.capital_nouns and _starts_verb(sentence, following, place):
                break
            if not leans and _leaves_name(following, place, language):
                break
            if (
                place + 1 < len(following)
                and following[place + 1].small in language.enclitics
                and _hyphen(sentence, word)
            ):
                break  # "a secretária | limitou-se"
            if ends_phrase(following, place, language) or _is_governed(following, place, language):
                break
            told = (
                small in language.gerunds
                or (small in language.tail and plain_order(language))
                or (small in language.cues and not word.text[0].isupper())
            )
            if told and before.small not in language.determiners:
                break
        elif small in stops and small not in language.pronouns | language.determiners:
            return end
        end = word.end
        if place == 0 and small in language.pronouns:
            return end
    return _without_loose_end(following, end, language)


def _is_inside(before: Word, word: Word, language: Language) -> bool:
    """Whether what looks like a preposition is part of a name or an office: "Médicos | Sin", "l' | ad Flavio Rossi"."""
    office = before.small.endswith("'") and word.small in language.roles
    return office or (word.text[0].isupper() and before.text[0].isupper())


def _is_governed(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether an Arabic preposition is written to a word that is no name: "بالعلاقات", "بخطئه"."""
    word = following[place]
    owned = word.small.endswith(("ه", "ها", "هم")) and len(word.small) > _SHORTEST_GOVERNED
    if not language.verb_first or not word.small.startswith("ب") or word.small in language.roles | language.adverbs:
        return False
    if word.small[1:] in language.organisations or word.small in language.attributes:
        return False  # "أستاذة | بجامعة القاهرة", "الوزير | بالنيابة"
    if is_family_name(following, place, language) or (owned and is_owned(word.small, language)):
        return False  # "عادل | بشارات", "رئيس | بلديتها"
    if following[place - 1].small in language.first_names and leads_construct(following, place, language):
        return True  # "تستشهد يحيى | بأرقام البنك"
    several = word.small.endswith("ات") and len(word.small) > _SHORTEST_GOVERNED + 1  # "بكلمات مؤثرة"
    several = several or (word.text.endswith("ة") and not word.small.startswith(_NAMES_IN_B))  # "نواب | بجلسة"
    return word.small.startswith("بال") or several or (owned and not word.text.endswith("ة"))


def _is_of(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word with "of the" goes on with a body's name: "القيادة العامة | للشرطة"."""
    small, led = following[place].small, following[place - 1].small
    if place < _FULL_NAME or not small.startswith("ل") or not led.startswith("ال") or led in language.roles:
        return False
    if small.startswith("لل"):
        return not language.organisations.isdisjoint({small[2:], f"ال{small[2:]}"})
    return small[1:] in language.organisations - language.naming


def _names_body(word: Word, before: Word, language: Language) -> bool:
    """Whether a capital goes on with a body's name: "агентство | Reuters"."""
    return has_cases(language) and word.text[0].isupper() and before.small in language.organisations


def _names_outlet(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word goes on with an outlet's name: "صحيفة واشنطن | بوست", not "قالت الشرطة | لرويترز"."""
    if not language.verb_first:
        return False
    if _is_of(following, place, language):
        return True
    small, before = following[place].small, following[place - 1].small
    if small.startswith("ال") and before.startswith("ال"):
        return True  # "جامعة الدول | العربية"
    kind = following[0].small in language.organisations and not following[0].small.startswith("ال")
    return kind and place <= _FULL_NAME and not small.startswith("ل")


def is_acting(word: Word, language: Language) -> bool:
    """Whether a word in small letters is a verb of a third person, by the file's list or by its ending."""
    form = language.finite_form
    return word.text[0].islower() and (
        word.small in language.acting or (form is not None and form.fullmatch(word.small) is not None)
    )


def _leaves_name(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a small word behind two capitalised ones is none that a name goes on with: "Lucho Andrade | apenas"."""
    word = following[place]
    return (
        language.adjective is not None
        and place > 1
        and word.text[0].islower()
        and all(before.text[0].isupper() for before in following[place - 2 : place])
        and word.small not in language.coordinators | language.roles | language.links | language.prepositions
        and language.adjective.fullmatch(word.small) is None
    )


def _is_nominative(following: Sequence[Word], place: int) -> bool:
    """Whether a German article behind a noun begins another phrase: "aus Sicht der Prüfer | der damalige Minister"."""
    word, before = following[place], following[place - 1]
    if not before.text[0].isupper() or word.small not in {"der", "die", "das"}:
        return False
    after = following[place + 1] if place + 1 < len(following) else None
    return word.small != "der" or (after is not None and after.text[0].islower() and after.small.endswith("e"))


def _in_name(word: Word, before: Word, language: Language) -> bool:
    """Whether a word that is a finite verb elsewhere is part of a name: "captain | Will Hesketh", "the Met Office"."""
    return (
        language.code == "en"
        and word.small in language.finite
        and word.text[0].isupper()
        and not (word.text.isupper() and before.text.isupper())
    )


@cache
def phrase_stops(language: Language) -> frozenset[str]:
    """Return the words that end a noun phrase."""
    verbs = language.acting if language.verb_first else frozenset[str]()
    return verbs | (
        language.subordinators
        | language.adverbs
        | language.that_words
        | language.finite
        | (language.auxiliaries - language.determiners)
    )


@cache
def _loose_ends(language: Language) -> frozenset[str]:
    """Return the small words that end no noun phrase."""
    return language.links | language.determiners | language.prepositions | language.coordinators


def _without_loose_end(following: Sequence[Word], end: int, language: Language) -> int:
    words = [word for word in following if word.end <= end]
    more = following[len(words)] if language.verb_first and len(words) < len(following) else None
    if (
        more is not None
        and more.small in language.listed("last_syllables") | language.listed("names_too")
        and goes_on(following, len(words), language)
    ):
        return more.end  # "بارك سونغ | هو", "ملحم | خلف"
    one = following[0].start
    for word, after in pairwise(following[:3]):
        if word.small in language.ones and after.small in language.links:
            one = word.end  # "l'une | d'entre elles"
    while words and words[-1].small in _loose_ends(language):
        words.pop()
    if not words and following[0].small in language.standalone:
        return following[0].end
    return max(one, words[-1].end) if words else one


def _starts_verb(sentence: Clause, following: Sequence[Word], place: int) -> bool:
    """Whether a lower-case German word after a noun is the clause's verb, and not an adjective.

    An article or a link.
    """
    language, word, before = sentence.language, following[place], following[place - 1]
    noun = before.text.lstrip("0123456789-")[:1].isupper()  # "die 43-Jährige | hinzu"
    if not (word.text[0].islower() and noun):
        return False
    if word.small in _loose_ends(language):
        return False
    if word.small in NAME_LINKS and place + 1 < len(following) and following[place + 1].text[0].isupper():
        return False  # "Katrin | van Randenborgh"
    after = following[place + 1] if place + 1 < len(following) else None
    adjective = word.small.endswith(("en", "er", "es", "em", "e")) and after is not None and after.text[0].isupper()
    return not (adjective and not word.small.endswith(("ten", "te")))


def joined(sentence: Clause, before: Word, word: Word) -> bool:
    """Whether nothing stands between two words but what may stand inside a phrase."""
    return sentence.text(before.end, word.start).strip(" ") in _JOINTS and "\n" not in sentence.text(
        before.end, word.start
    )


def _hyphen(sentence: Clause, word: Word) -> bool:
    return sentence.text(word.end, word.end + 1) == "-" and not word.text[0].isupper()


def comma_parts(sentence: Clause, start: int, end: int) -> list[Span]:
    """Return the parts of [start, end) that commas and dashes set off, in order."""
    parts, at = [], start
    text = sentence.text(start, end)
    for match in _PART.finditer(text):
        if text.count("(", at - start, match.start()) > text.count(")", at - start, match.start()):
            continue  # "Schröder (81, SPD)"
        parts.append(Span(at, start + match.start()))
        at = start + match.end()
    parts.append(Span(at, end))
    return [part for part in parts if part.start < part.end]


def last_phrase(sentence: Clause, part: Span) -> Span | None:
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
        words[first - 1].text[0].isupper() or (first < len(words) and words[first - 1].small in NAME_LINKS)
    ):
        first -= 1
    return Span(words[first].start, part.end) if first < len(words) else None


def up_to_verb(sentence: Clause, span: Span) -> Span | None:
    """Cut a phrase off before its first finite verb or relative pronoun: what is left of it is a noun phrase."""
    end, language, words = span.end, sentence.language, sentence.words_in(span)
    for place in range(1, len(words)):
        if _breaks_off(sentence, words, place):
            end = words[place - 1].end
            break
    kept = sentence.words_in(Span(span.start, end))
    loose = language.adverbs | language.prepositions
    if plain_order(language):
        loose = loose | language.denials | _NO  # "La cantante | no quiso"
    if language.verb_first:
        loose = (loose | language.auxiliaries) - language.listed("names_too")  # "مسؤول | فيها"
    while len(kept) > 1 and kept[-1].small in loose:
        if plain_order(language) and kept[-1].text[0].isupper() and kept[-2].small in language.links:
            break  # "il Corriere della | Sera"
        kept.pop()
        end = kept[-1].end
    return Span(span.start, end) if span.start < end else None


def _breaks_off(sentence: Clause, words: Sequence[Word], place: int) -> bool:
    """Whether a word behind others is a finite verb or a relative pronoun, before which a noun phrase ends."""
    language, word, before = sentence.language, words[place], words[place - 1]
    following = words[place + 1].small if place + 1 < len(words) else ""
    if word.small in RELATIVE or word.small in language.that or _is_past(word, following, language):
        return True
    if following in language.enclitics and _hyphen(sentence, word):
        return True
    if language.verb_first and (word.small in language.subordinators or follows_topic(word, language)):
        return not goes_on(words, place, language)  # "حسن | فضل الله"
    if has_cases(language) and word.text[0].islower() and is_cased_verb(word, language):
        return True
    led = before.small in language.determiners or before.small in language.links
    return is_verb(word, language) and not (led and is_acting(word, language)) and not _in_name(word, before, language)


def _is_past(word: Word, following: str, language: Language) -> bool:
    """Whether an English word is a verb by its ending, or by its list and what follows: "Caracas | hit back"."""
    if language.code != "en" or not word.text[0].islower():
        return False
    ended = word.small.endswith("ed") and following not in language.agents
    told = word.small in language.cues and following in language.determiners
    return ended or told or f"{word.small} {following}" in language.cues


def is_noun_phrase(sentence: Clause, span: Span) -> bool:
    """Whether a stretch can be somebody's name or office: an article, a capital or a role, and nothing impersonal."""
    language, words = sentence.language, sentence.words_in(span)
    quoted = [word for word in words if word.text.startswith(QUOTED)]
    if not words or len(words) > _LONGEST_SUBJECT or not all(is_label(sentence, word) for word in quoted):
        return False
    first = words[0]
    if sentence.text(span.start, span.end).lower().replace("’", "'") in language.pronouns:
        return True  # "ce dernier"
    if plain_order(language) and len(words) > 1 and first.small in language.finite:
        return False  # "È quanto | riferiscono fonti sindacali"
    if plain_order(language) and first.small in verbal(language) and first.start <= sentence.words[0].start:
        return False  # "Agregó que ... y descartó", "Sí dijo"
    if plain_order(language) and first.start <= sentence.words[0].start and is_participle(sentence.words[:2], language):
        return False  # "Preguntado por ello"
    if plain_order(language) and first.text[0].isdigit() and len(words) > 1:
        return words[1].text[0].islower() and words[1].small not in language.prepositions
    article = language.capital_nouns and len(words) > 1 and first.small in language.determiners  # "das Klinikum"
    if (
        first.small in language.impersonal
        and not article
        and not (len(words) == 1 and first.small in language.pronouns)
    ):
        return False
    if len(words) == 1 and first.small in language.pronouns | language.standalone:
        return True
    if (
        first.small in language.determiners
        or first.small.endswith("'")
        or any(word.text[0].isupper() for word in words)
    ):
        return len(words) > 1 or first.small not in language.determiners
    return (language.bare_nouns and len(words) <= 8) or has_role(sentence.text(span.start, span.end), language)


def is_participle(words: Sequence[Word], language: Language) -> bool:
    """Whether a phrase starts with a participle and its preposition."""
    first, form = words[0].small, language.participle_form
    return (
        len(words) > 1
        and (
            first.removesuffix("s").endswith(("ado", "ada", "ido", "ida", "ato", "ata", "ito", "ita"))
            or (
                language.pro_drop
                and words[0].text[0].islower()
                and form is not None
                and form.fullmatch(first) is not None
            )
        )
        and words[1].small in language.prepositions - language.links
        and first not in language.roles | language.organisations
    )


@cache
def verbal(language: Language) -> frozenset[str]:
    """Return the words that head no noun phrase, though a sentence's first word has a capital."""
    nouns = language.roles | language.organisations | language.pronouns | language.determiners
    return (language.cues | language.describing_cues | language.adverbs | language.acting | language.as_words) - nouns


def is_name(sentence: Clause, span: Span) -> bool:
    """Whether every word of a phrase but its links has a capital."""
    words = sentence.words_in(span)
    links = sentence.language.links | NAME_LINKS
    named = [word for word in words if word.small not in links]
    if sentence.language.capital_nouns and has_role(sentence.text(span.start, span.end), sentence.language):
        return False
    return 0 < len(words) <= 6 and bool(named) and all(word.text[0].isupper() for word in named)


def has_name(sentence: Clause, span: Span) -> bool:
    """Whether a phrase holds two capitalised words in a row: a person's name beside the office."""
    words = sentence.words_in(span)
    if sentence.language.capital_nouns:
        return len(words) > 1 and not has_role(words[-1].text, sentence.language) and words[-2].text[0].isupper()
    bodies = sentence.language.organisations | sentence.language.complements
    return any(
        one.text[0].isupper()
        and other.text[0].isupper()
        and not (plain_order(sentence.language) and (one.small in bodies or _is_acronym(one, other)))
        for one, other in pairwise(words)
    )


def _is_acronym(word: Word, following: Word) -> bool:
    """Whether a word is a body's capitals and no name that is set in capitals throughout: "l'ARS | Occitanie"."""
    return len(word.text) > 1 and word.text.isupper() and not following.text.isupper()


@lru_cache(maxsize=16_384)
def has_role(text: str, language: Language) -> bool:
    """Whether a phrase names an office or a body."""
    small = text.lower()
    parts = [*_LETTERS.findall(small), *(_COMPOUND.findall(small) if "-" in small else ())]
    return any(
        part in language.roles
        or part in language.organisations
        or (language.inverts and part.endswith("s") and part[:-1] in language.roles)
        or (language.role_endings and part.endswith(language.role_endings))
        or (language.organisation_endings and part.endswith(language.organisation_endings))
        for part in parts
    )


def plain_order(language: Language) -> bool:
    """Whether a language inverts subject and verb after what was said, and has no other order of its own."""
    return language.inverts and not (language.verb_second or language.verb_first or language.bare_nouns)


def is_verb(word: Word, language: Language) -> bool:
    """Whether a word is a finite verb by the list, or by an ending that no other word has."""
    return word.small in language.finite or is_acting(word, language)


def opening(word: Word, language: Language) -> str:
    """Return the form of a clause's first word, a conjunction that is written to it left off ("وعن" is "عن")."""
    small = word.small
    for prefix in language.prefixes:
        bare = small.removeprefix(prefix)
        if bare != small and (
            bare in language.prepositions
            or bare in language.auxiliaries
            or bare in language.subordinators
            or bare in language.adverbs
            or bare in language.cues
        ):
            return bare
    return small


def is_adverbial(word: Word, language: Language) -> bool:
    """Whether a word may stand between a subject and its verb: an auxiliary or an adverb."""
    if word.small in language.coordinators:
        return False
    if word.small in language.auxiliaries or word.small in language.adverbs:
        return True
    if has_cases(language) and is_manner(word, language):
        return True
    return language.code == "en" and word.small.endswith("ly") and word.text[0].islower()
