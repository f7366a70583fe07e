"""Noun phrases where no article tells their start: Russian offices, names and the verbs that end a phrase."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Span, Word

_LONG_NAME: Final = 3
_PATRONYMIC: Final = re.compile(r"(?:вич|вна|ьич|чна)[ауеыо]?[йм]?\Z")
_PAIR: Final = re.compile(r"(?P<first>(?:.*\s)?[А-ЯЁ][\w-]+\s[А-ЯЁ][\w-]+)\sи\s[А-ЯЁ][\w-]+\s[А-ЯЁ][\w-]+")
_SHORTEST_ADVERB: Final = 5
_SHORTEST_LED: Final = 3
_LONGEST_LEAD: Final = 12
_VOWELS: Final = "аяеёиоуыэю"
_FULL_NAME: Final = 2
_PARTICLE: Final = re.compile(r"[а-яё]{2,3}-[А-ЯЁ]")
_ADJECTIVES: Final = ("ый", "ий", "ой", "ая", "яя", "ые", "ие", "ое", "ее")


def has_cases(language: Language) -> bool:
    """Whether a language tells phrases by case and not by articles."""
    return language.bare_nouns and not language.verb_first


def has_verb_form(word: Word, language: Language) -> bool:
    """Whether a word has a form that no noun has."""
    known = word.small in language.cues and word.text[0].islower()
    return known or (language.verbal is not None and language.verbal.fullmatch(word.small) is not None)


def is_cased_verb(word: Word, language: Language) -> bool:
    """Whether a word has the form of a finite verb; an infinitive leans on the noun before it ("желание | уйти")."""
    small = word.small
    if small.endswith(("ть", "ти", "чь", "ться", "чься", "тись")) or small in language.roles | language.organisations:
        return False
    return language.verbal is not None and language.verbal.fullmatch(small) is not None


def is_manner(word: Word, language: Language) -> bool:
    """Whether a word is an adverb by its form: "невозмутимо ответил"."""
    return (
        word.text[0].islower()
        and len(word.small) > _SHORTEST_ADVERB
        and word.small.endswith(("но", "ко", "шо", "чо", "то", "во"))
        and not word.small.endswith("ство")
        and word.small not in language.organisations
    )


def ends_phrase(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word cannot go on with the phrase before it: a verb, or what follows a full name."""
    word = following[place]
    if language.verb_first and place:
        if place > 1 and following[place - 2].small in language.first_names and _is_led(word.small, language):
            return True  # "ماتياس يايسله | بروح المجموعة"
        given = following[place - 1].small in language.first_names - language.given_names
        alone = place < _FULL_NAME or following[place - 2].small not in language.first_names
        return not (given and alone) and _is_object(following[place - 1].small, word.small, language)
    if not has_cases(language) or place == 0 or not word.text[0].islower() or _PARTICLE.match(word.text):
        return False  # "Самира | аль-Масри"
    if language.verbal is not None and language.verbal.fullmatch(word.small):
        return True
    named = place > 1 and following[place - 1].text[0].isupper() and following[place - 2].text[0].isupper()
    surname = named and not following[place - 1].text.isupper()
    return surname and word.small not in language.links | language.prepositions


def _is_led(small: str, language: Language) -> bool:
    """Whether an Arabic word that may begin with "by" is neither a name nor an office."""
    known = language.first_names | language.roles | language.organisations | language.surnames | language.links
    return small.startswith("ب") and len(small) > _SHORTEST_LED and small not in known


def _is_object(before: str, small: str, language: Language) -> bool:
    """Whether an Arabic word begins an object: a noun of action, or one behind "by the", where no office governs it."""
    known = language.first_names | language.surnames | language.attributes
    if small in language.roles or small in language.organisations or small in known:
        return False
    if before in language.first_names and not (small.startswith(("ب", "است")) or small.endswith("ة")):
        return False  # "دونالد | ترامب"
    if before in language.roles | language.organisations and not before.startswith("ال"):
        return False
    if small.startswith("بال") and len(small) > _SHORTEST_ADVERB:
        return True
    action = language.verbal
    return action is not None and any(action.fullmatch(form) for form in (small, small.removeprefix("ب")))


def after_fronted(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return the subject behind an adjunct that no comma closes: "На встрече с послами | глава МИД Орлов".

    It starts with an office or a body in its first case, else it is the run of capitals at the end.
    """
    for place in range(2, len(words)):
        if words[place].small in language.nominatives and words[place - 1].small not in language.prepositions:
            return words[_with_adjectives(words, place, language) :]
    first = len(words)
    while first > 1 and (words[first - 1].text[0].isupper() or words[first - 1].text.startswith(QUOTED)):
        first -= 1
    first = max(first, len(words) - 2)
    while first < len(words) and words[first - 1].small in language.prepositions:
        first += 1
    last = words[-1]
    placed = first == len(words) - 1 and words[first - 1].small in language.organisations - language.nominatives
    if placed and not (last.text.isupper() or last.text.startswith(QUOTED) or last.small in language.organisations):
        return words  # "В прокуратуре | Тулы | сообщили"
    return words[first:] if first < len(words) else words


def behind_fronted(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return an office in its first case and what follows it, behind an adjunct; whoever "has" another opinion too.

    "После матча | капитан был немногословен", "У | вдовы другое мнение".
    """
    if not words or words[0].small not in language.prepositions:
        return words
    if words[0].small in language.listed("having"):
        return words[1:]
    for place in range(2, len(words)):
        if words[place].small in language.nominatives and words[place - 1].small not in language.prepositions:
            return words[_with_adjectives(words, place, language) :]
    return words


def without_predicate(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return an office without the short adjective behind it that says how somebody is: "Режиссёр | краток"."""
    end = next((at for at, word in enumerate(words) if at and language.formed("predicate", word.small)), None)
    return words[:end]


def known_surname(sentence: Clause, before: str) -> Span | None:
    """Return the family name that leads a sentence, if the text before has it in some case behind a given name."""
    language = sentence.language
    words = [word for word in sentence.words if word.small not in language.adverbs | language.coordinators][:2]
    if len(words) < _FULL_NAME or not words[0].text[0].isupper() or words[1].text[0].isupper():
        return None
    name = words[0].text
    if words[0].start - sentence.start > _LONGEST_LEAD or words[0].small in language.nominatives | language.cue_nouns:
        return None
    stem = re.escape(name[:-1] if name[-1] in _VOWELS else name)
    other = language.prepositions | language.adverbs | language.coordinators | language.subordinators
    named = re.findall(rf"\b([А-ЯЁ][\w-]+) {stem}\w{{0,3}}\b", before)
    return Span(words[0].start, words[0].end) if any(given.lower() not in other for given in named) else None


def from_nominative(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Drop an object from the front of a subject: "подписала | снимок | 31-летняя артистка"."""
    first = words[0]
    if not first.text[0].islower() or first.small in language.roles | language.organisations | language.determiners:
        return words
    if first.small.endswith(_ADJECTIVES):
        return words
    place = next((at for at, word in enumerate(words) if at and word.small in language.nominatives), 0)
    return words[_with_adjectives(words, place, language) :] if place else words


def quoted_person(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return whom an outlet quotes, the outlet left out: "цитирует | футболиста | пресс-служба клуба"."""
    outlet = next((at for at, word in enumerate(words) if _is_outlet(word, language)), len(words))
    if 0 < outlet < len(words):
        return words[: _with_adjectives(words, outlet, language, first=0)] or words
    if outlet == 0:
        after = next((at for at, word in enumerate(words) if not _is_outlet(word, language)), 0)
        return words[after:]
    return words


def _is_outlet(word: Word, language: Language) -> bool:
    capitals = word.text.isupper() and len(word.text) > 1
    return capitals or word.text.isascii() or word.text.startswith(QUOTED) or word.small in language.organisations


def _with_adjectives(words: Sequence[Word], place: int, language: Language, first: int = 1) -> int:
    """Return where a noun's adjectives start: "официальный | представитель"."""
    while place > first and words[place - 1].small.endswith(_ADJECTIVES):
        if words[place - 1].small in language.prepositions or not words[place - 1].text[0].islower():
            break
        place -= 1
    return place


def behind_a_genitive(run: list[re.Match[str]], language: Language) -> list[re.Match[str]]:
    """Drop what an office is of from the front of a full name, by the first name behind it: "Москвы | Анна Бок"."""
    known = language.feminine | language.masculine
    while len(run) >= _LONG_NAME and run[0].group().lower() not in known and run[1].group().lower() in known:
        if _PATRONYMIC.search(run[1].group()):
            break
        run = run[1:]
    return run


def is_age(small: str) -> bool:
    """Whether a word is the end of an age: "78-|летняя женщина"."""
    return small.startswith("летн")


def up_to_full_name(sentence: Clause, span: Span) -> Span:
    """Cut off what a preposition adds behind a full name: "Премьер Виктор Орбан | в письме Антониу Коште"."""
    words, language = sentence.words_in(span), sentence.language
    for place in range(2, len(words)):
        one, other = words[place - 2].text, words[place - 1].text
        named = one[0].isupper() and other[0].isupper() and not (one.isupper() or other.isupper())
        if named and words[place].small in language.prepositions and words[place - 2].small not in language.roles:
            return Span(span.start, words[place - 1].end)
    return span


def without_object_at_end(words: Sequence[Word]) -> Sequence[Word]:
    """Drop an accusative in front of the verb from a body's phrase: "В администрации главы | публикацию назвали"."""
    while len(words) > 1 and words[-1].text[0].islower() and words[-1].small.endswith(("у", "ю")):
        words = words[:-1]
    return words


def two_names(phrase: str) -> tuple[int, int] | None:
    """Return where the first of two full names joined by "и" ends and where the phrase does: "Анна Бок | и Пётр Ли"."""
    pair = _PAIR.fullmatch(phrase)
    return (pair.end("first"), len(phrase)) if pair else None


def behind_a_place(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """Drop what a noun before a name is called or whose it is: "дома на улице Чкалова | Тамара Соболь"."""
    patronymic = len(run) == _LONG_NAME and _PATRONYMIC.search(run[1].group())
    return run if len(run) < _LONG_NAME or patronymic else run[-2:]
