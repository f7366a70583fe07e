"""What stands between a verb and the subject that follows it: its pronoun, adjuncts, the body that "one" speaks for."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import is_office
from seeds.quoting.arabic_phrases import behind_occasion, follows_topic, is_governed
from seeds.quoting.articleless import has_cases
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.labels import OPENING, is_label
from seeds.quoting.phrases import has_role, joined, noun_phrase, plain_order

# How many small words may lead to the body that "one" speaks for: "du côté de la".
_BODY_REACH: Final = 4
_ASIDE: Final = re.compile(r"\s*,\s[^,;:.]{3,60},\s+")
_ADJUNCT: Final = re.compile(r"\s*,[^,]{1,60},\s+")
_SET_OFF: Final = re.compile(r"\s*[,،]\s*([^\s,،]+)[^,،]{0,60}[,،]\s+")
_LONGEST_ASIDE: Final = 8
_LONGEST_ADJUNCT: Final = 9
# An Arabic word in this case says how: "ختم حديثه | ضاحكًا".
_MANNER: Final = ("ًا", "اً")
_SHORTEST_PLACE: Final = 2
_SHORTEST_OWNED: Final = 3
_OWNED: Final = ("ه", "ها", "هم")
_TO: Final = "ل"


def enclitic(sentence: Clause, cue: Cue) -> Word | None:
    """Return the pronoun that a hyphen ties to a verb as its subject, or None: "prévient-elle"."""
    language, words = sentence.language, sentence.words
    following = words[cue.last + 1] if cue.last + 1 < len(words) else None
    if following is None or following.small not in language.enclitics or following.small not in language.pronouns:
        return None
    return following if sentence.text(words[cue.last].end, following.start).startswith("-") else None


def body_behind(sentence: Clause, cue: Cue, pronoun: Word) -> Span | None:
    """Return the body that "one" speaks for: "indique-t-on à la mairie", "a-t-on appris auprès du parquet"."""
    language = sentence.language
    if not plain_order(language) or pronoun.small not in language.impersonal:
        return None
    words = [word for word in sentence.words if word.start >= max(cue.end, pronoun.end)]
    while words and words[0].small in language.adverbs:
        words.pop(0)
    if not words or words[0].small not in language.prepositions | language.links:
        return None
    named = (place for place, word in enumerate(words) if has_role(word.text, language) or word.text[0].isupper())
    place = next(named, _BODY_REACH + 1)
    if place > _BODY_REACH or "," in sentence.text(words[0].start, words[place].start):
        return None
    start = words[place]
    if place and words[place - 1].small in language.determiners - language.prepositions:
        start = words[place - 1]
    return noun_phrase(sentence, start.start)


def without_adjuncts(sentence: Clause, end: int, following: list[Word]) -> list[Word]:
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
        if language.verb_first and (word.small in language.gerunds or follows_topic(word, language)):
            return []  # "وسئل عن العلاقة | فأجاب"
        aside = _aside(sentence, word)
        if aside > word.start:
            at, following = aside, [later for later in following if later.start >= aside]
            continue  # "écrit de son côté le maire"
        passed = _passed_over(following, language) if language.verb_first else 0
        if passed:
            at, following = passed, [later for later in following if later.start >= passed]
            continue
        if (
            word.small in language.adverbs | (language.auxiliaries - language.determiners)
            or word.text.isdigit()
            or (language.verb_first and word.text.endswith(_MANNER))
        ):
            at, following = word.end, following[1:]
        elif word.small in language.recipients and len(following) > 1 and joined(sentence, word, following[1]):
            place = 1
            while place < len(following) and (
                following[place].small in language.recipients
                or (following[place].text.isupper() and len(following[place].text) > 1)
            ):
                place += 1
            at, following = following[place - 1].end, following[place:]
        elif word.small in language.prepositions - language.determiners or _elided(word, language):
            place = 1
            leading = language.determiners | language.adverbs
            if plain_order(language) or language.verb_first:
                leading = leading | language.prepositions | language.links  # "davanti | al gip"
            while place < len(following) and (following[place].small in leading or _elided(following[place], language)):
                place += 1
            if place >= len(following) or any(word.small in language.that for word in following[place : place + 3]):
                return []
            if language.verb_first and _leads_to_that(following[place:], language):
                return []  # "وأضاف في تصريح لقناة المملكة | أن"
            place = max(place + 1, _after_place(following, place, language))
            bound = language.links - language.determiners if plain_order(language) else language.links
            while place < len(following) and (
                following[place].small in bound
                or following[place - 1].small in bound
                or (following[place - 1].small in language.determiners and following[place - 2].small in bound)
                or following[place].small in language.adverbs
                or (following[place].text.isupper() and len(following[place].text) > 1)
            ):
                place += 1
            if language.verb_first:
                place = _behind_place(following, place, language)
            while plain_order(language) and place < len(following) - 1 and _only_describes(following[place], language):
                place += 1  # "in conferenza | stampa il ministro"
            at, following = following[place - 1].end, following[place:]
        elif (
            word.small in language.determiners
            and len(following) > 1
            and following[1].small in language.adverbs
            and not (
                word.small in language.standalone and not _goes_on(sentence, following)
            )  # "sagten | beide unisono"
        ):
            at, following = following[1].end, following[2:]
        else:
            return following
    return []


def _passed_over(following: list[Word], language: Language) -> int:
    """Return where ends to whom something was said in Arabic, or how; 0 where the subject starts."""
    word, after = following[0], following[1] if len(following) > 1 else None
    if after is None:
        return 0
    if _tells_manner(word, after, language):
        return after.end  # "يقول بصوت خافت"
    if word.small.startswith("لل"):
        place = 1
        while place < len(following) - 1 and _goes_with_outlet(following[place].small, language):
            place += 1
        return following[place - 1].end  # "قال للصحيفة", "للإذاعة | الوطنية"
    if is_governed(word.small, language):
        return word.end  # "سئل عن العلاقة | بأربيل"
    if (
        word.small.startswith("ب")
        and after.small.endswith(_OWNED)
        and word.small[1:] in language.cue_nouns | language.listed("hands")
    ):
        return after.end  # "وكتب بخط يده"
    if word.small.endswith(_OWNED) and len(word.small) > _SHORTEST_OWNED and is_office(after.small, language):
        if not is_office(word.small, language) and word.small not in language.first_names:
            return word.end  # "يستهل حكايته | صاحب مطعم"
    if _is_told(word, language) and after.small.startswith("ال"):
        return after.end  # "قال لبوابة | النادي"
    if (word.small in language.recipients or word.small == _TO) and after.text.startswith(QUOTED):
        return after.end + 1  # "أكدوا لصحيفة «الخبر»"
    return 0


def _goes_with_outlet(small: str, language: Language) -> bool:
    """Whether a definite word is the adjective of the one that "to the" leads to, and nobody's office."""
    return small.startswith("ال") and small.endswith(("ي", "ية", "ة")) and not is_office(small, language)


def _is_told(word: Word, language: Language) -> bool:
    """Whether a word is an outlet's kind with its preposition: "لبوابة", "لمنصة", which no list of outlets has."""
    known = (
        language.organisations | language.roles | language.first_names | language.recipients | language.foreign_names
    )
    return (
        word.small.startswith("ل")
        and word.small not in known
        and word.small[1:] in language.naming | language.organisations
    )


def _leads_to_that(following: Sequence[Word], language: Language) -> bool:
    """Whether but an adjunct stands between an Arabic verb and its "that": nobody's name or office in it."""
    place = next((at for at, word in enumerate(following[:_LONGEST_ADJUNCT]) if word.small in language.that), 0)
    between = following[1:place]
    return (
        place > 0
        and not any(
            word.small in language.first_names
            or (is_office(word.small, language) and not _is_outlet(before, word, language))
            or word.text.startswith(QUOTED)
            for before, word in pairwise(following[:place])
        )
        and bool(between)
    )


def _is_outlet(before: Word, word: Word, language: Language) -> bool:
    """Whether an outlet's name stands behind what it is, or is told: "لقناة | المملكة"."""
    return before.small in language.recipients or word.small in language.recipients


def _behind_place(following: list[Word], place: int, language: Language) -> int:
    """Return the index behind an Arabic adjunct: "على هامش | مؤتمر", "في الندوة | الصحفية", "خلال جلسة | حوارية"."""
    if following[place - 1].small in language.listed("adjunct_nouns"):
        place += 1
    while place < len(following) and _goes_with(following, place, language):
        place += 1
    return behind_occasion(following, place, language)


def _goes_with(following: list[Word], place: int, language: Language) -> bool:
    """Whether an Arabic word is the adjective of the definite noun before it."""
    small, before = following[place].small, following[place - 1].small
    adjective = small.endswith(("ي", "ية")) or (small.endswith("ة") and small not in language.roles)
    definite = before.startswith("ال") or before.endswith(_OWNED)  # "في مؤتمره | الصحفي | الأول"
    adjective = adjective or small[2:] in language.attributes
    return definite and small.startswith("ال") and adjective and small not in language.organisations


def _tells_manner(word: Word, after: Word, language: Language) -> bool:
    """Whether two Arabic words say how: a noun behind "with" and its adjective without the article."""
    plain = not after.small.startswith(("ال", "لل")) and after.small not in language.first_names
    known = language.roles | language.organisations | language.prepositions | language.that_words | language.adverbs
    return word.small in language.adverbs and word.small.startswith("ب") and plain and after.small not in known


def _aside(sentence: Clause, word: Word) -> int:
    """Return where a phrase of several words that only leads over ends, or where it would start."""
    rest = sentence.text(word.start, sentence.end).lower().replace("’", "'")
    phrase = next((aside for aside in sentence.language.asides if rest.startswith(f"{aside} ")), "")
    return word.start + len(phrase)


def _goes_on(sentence: Clause, following: list[Word]) -> bool:
    return len(following) > 2 and joined(sentence, following[1], following[2])


def _only_describes(word: Word, language: Language) -> bool:
    """Whether a word can be no more than the rest of an adjunct: small, and nothing that begins a speaker's phrase."""
    begins = language.determiners | language.prepositions | language.cues | language.finite | language.subordinators
    return (
        word.text[0].islower()
        and word.small not in begins
        and not (word.small.endswith("'") or has_role(word.text, language))
    )


def _elided(word: Word, language: Language) -> bool:
    return word.small.endswith("'") and word.small.rstrip("'") in language.prepositions


def aside_after(sentence: Clause, cue: Cue, following: Sequence[Word]) -> re.Match[str] | None:
    """Return what two commas set off between a verb and its subject: "diz, indignada, a diarista Ana Reis"."""
    language = sentence.language
    rest = sentence.text(cue.end, sentence.end)
    if language.verb_first or has_cases(language):
        aside = _SET_OFF.match(rest)
        adjunct = aside is not None and aside.group(1).lower() in language.prepositions
        return aside if language.verb_first or adjunct else None
    if plain_order(language) and following and following[0].small in language.adverbs | language.prepositions:
        return _ADJUNCT.match(rest)  # "a dit, hier à Djerba, | le ministre"
    if not plain_order(language) or not after_quote(sentence, cue):
        return None
    aside = _ASIDE.match(rest)
    words = sentence.words_in(Span(cue.end, cue.end + aside.end())) if aside else []
    behind = next((word for word in sentence.words if aside and word.start >= cue.end + aside.end()), None)
    if behind is None or not words or len(words) > _LONGEST_ASIDE or any(word.text[0].isupper() for word in words):
        return None
    led = behind.small in language.determiners or behind.text[0].isupper()
    return aside if led and words[0].small not in language.coordinators | language.determiners else None


def _after_place(following: Sequence[Word], place: int, language: Language) -> int:
    """Return the index after a place's name: "en el Estadio Nacional", without "Juan Ruiz" behind it."""
    last = place
    while last < len(following) and following[last].text[0].isupper():
        last += 1
    led = following[place - 1].small in language.determiners | language.prepositions - {"a", "al"}
    if not plain_order(language) or not led or last - place < _SHORTEST_PLACE:
        return place
    return last if last - place == _SHORTEST_PLACE else last - _SHORTEST_PLACE


def after_quote(sentence: Clause, cue: Cue) -> bool:
    """Whether a verb stands straight after words in marks: then its subject follows it."""
    return sentence.text(sentence.start, cue.start).rstrip(" ,”\"'’»–—-").endswith(QUOTED)
