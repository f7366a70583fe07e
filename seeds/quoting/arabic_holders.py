"""Arabic offices with a place or a participle between them and their holder's name, and whom an outlet relays."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import arabic, is_office, names_holder
from seeds.quoting.arabic_phrases import follows_topic, goes_on, is_governed
from seeds.quoting.clauses import Clause, Cue, Span, Word, folded
from seeds.quoting.phrases import noun_phrase_end

_LONGEST_NAME: Final = 4
_FULL_NAME: Final = 2
_LONGEST_COMPLEMENT: Final = 10
_SOURCE_REACH: Final = 14
_RELAYING: Final = "نقلا"
_FOR: Final = "عن"
_ARTICLE: Final = "ال"
_IN_THE: Final = "بال"
_TOWARDS: Final = "الى"


def up_to_holder(sentence: Clause, phrase: Span) -> Span:
    """Return an office with its body behind a preposition and its holder's name: "أستاذ اللغة | في دمشق علي نمر".

    None of it where no full name ends the stretch.
    """
    language = sentence.language
    following = [word for word in sentence.words if word.start >= phrase.end][:_LONGEST_COMPLEMENT]
    sent = any(word.small.endswith(language.ended("envoys")) for word in sentence.words_in(phrase)) and following[:1]
    towards = bool(sent) and following[0].small == _TOWARDS  # "المبعوث الأممي | إلى اليمن هانس"
    placed = _behind_participle(sentence.words_in(phrase), following, language)
    elected = (
        bool(following)
        and following[0].small == _FOR
        and sentence.words_in(phrase)[-1].small.endswith(language.ended("elected"))
    )
    towards = towards or elected  # "النائب | عن حزب «القوة» تسفيكا فوغل"
    if not following or sentence.text(phrase.end, following[0].start).strip():
        return phrase
    following = following[placed:] if placed > 0 else following  # "المنتقل | حديثا | إلى"
    joined = following[0].small.startswith(_IN_THE)  # "مدير الديوان | بالجزائر نصر الدين مسعودي"
    if following[0].small not in language.within and not towards and placed < 0 and not joined:
        return phrase
    whole = arabic(sentence.text(phrase.start, phrase.end), language)
    if whole.sort == "person" and not sentence.text(phrase.start + whole.start, phrase.end).startswith(_ARTICLE):
        return phrase
    stops = language.that_words | language.cues | language.subordinators | language.gerunds | language.object_nouns
    last = phrase.end
    for place, word in enumerate(following):
        gap = sentence.text(last, word.start).strip()
        if gap == "،" and last > following[0].end and _is_held(sentence, phrase.start, last):
            return Span(phrase.start, last)  # "صاحب مطعم | في وسط البلد، نبيل حجازي"
        stopped = word.small in stops | language.adverbs and not (place and goes_on(following, place, language))
        if stopped or re.search("[،,:.؛]", gap):
            break
        if word.small in language.recipients or follows_topic(word, language):
            break
        inside = word is not following[0] and last != following[0].end  # "في | وسط البلد"
        if inside and word.small in language.prepositions - language.within:
            break
        last = word.end
    found = arabic(sentence.text(phrase.start, last), language)
    name = sentence.text(phrase.start + found.start, last).split()
    least = (
        following[not joined].end if len(following) > 1 else last
    )  # a noun of its own behind "in": "القاضي | في منطوق الحكم"
    named = found.sort == "person" and found.start > least - phrase.start and _FULL_NAME <= len(name) <= _LONGEST_NAME
    sure = following[0].small in language.within or towards
    if not sure and (not name or folded(name[0]) not in language.first_names):
        return phrase  # a participle or a place is followed by what is said of it as often as by a name
    return Span(phrase.start, last) if named else phrase


def _behind_participle(phrase: Sequence[Word], following: Sequence[Word], language: Language) -> int:
    """Return how many adverbs part the participle that ends an office from its complement, -1 without either.

    "مهاجم الوداد المنتقل | حديثا | إلى الدوري السعودي يوسف الفاتيحي", "الكاتب الحائز | على الجائزة سامي الحداد".
    """
    last = phrase[-1].small
    form = language.participle_form
    if form is None or len(phrase) < _FULL_NAME or form.fullmatch(last) is None:
        return -1
    if last in language.roles or last in language.organisations or last in language.first_names:
        return -1
    place = next((at for at, word in enumerate(following) if word.small not in language.adverbs), len(following))
    if place >= len(following) - _FULL_NAME or place > 1:
        return -1
    led = following[place].small in language.prepositions or is_governed(following[place].small, language)
    return place if led else -1


def _is_held(sentence: Clause, start: int, end: int) -> bool:
    """Whether the part behind an office's comma is its holder's name."""
    part = re.match(r"،\s+([^،,:.؛]{3,60})", sentence.text(end, sentence.end))
    return part is not None and names_holder(sentence.text(start, end), part[1], sentence.language)


def relayed_source(sentence: Clause, cue: Cue, following: Sequence[Word]) -> Span | None:
    """Return whom an outlet relays before its "that": "ذكرت «تسنيم» نقلا عن | العميد إبراهيم جباري | أن"."""
    language = sentence.language
    for place, word in enumerate(following[:_SOURCE_REACH]):
        if word.small in language.that_words or ":" in sentence.text(cue.end, word.start):
            return None
        if word.small == _RELAYING and place + 2 < len(following) and following[place + 1].small == _FOR:
            rest = following[place + 2 :]
            end = noun_phrase_end(sentence, rest)
            that = any(later.small in language.that_words for later in rest[:_SOURCE_REACH])
            whole = up_to_holder(sentence, Span(rest[0].start, end)) if end > rest[0].start and that else None
            return whole if whole is not None and is_office(rest[0].small, language) else None
    return None
