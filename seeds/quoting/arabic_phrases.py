"""Arabic noun phrases that go on through a word which ends phrases elsewhere: "عدد | من | السكان"."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import COUNTS, is_office
from seeds.quoting.clauses import QUOTED, Word
from seeds.quoting.countries import country

_ARTICLE: Final = "ال"
_AND_THE: Final = "وال"
_CONSTRUCT: Final = "ي"
_SHORTEST_PLURAL: Final = 4
_LONGEST_WHOLE: Final = 4
_OWNERS: Final = ("ه", "ها", "هم")
_OF: Final = "من"
_WITH: Final = "ب"
_SHORTEST_VERB: Final = 3
# A family name that reads as "to me": "رئيس كوريا الجنوبية | لي | جاي ميونغ".
_LEE: Final = "لي"
_MIDDLE: Final = "وسط"
_PLAYER: Final = "لاعب"


def ends_name(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a phrase ends before the word at a place: the verb of a topic, or what is no part of a full name."""
    return follows_topic(following[place], language) or follows_name(following, place, language)


def follows_topic(word: Word, language: Language, *, led: bool = False) -> bool:
    """Whether a word is a verb that its conjunction ties to the topic before it: "أما السائق | فيختصر الأمر".

    Where "as for" has `led` to the topic, any form of the present is one.
    """
    small = word.small
    if not small.startswith("ف") or small in language.first_names | language.roles | language.organisations:
        return False
    told = small[1:] in language.cues - language.ambiguous_cues | language.acting
    return told or (led and small[1:2] in "يتا" and len(small) > _SHORTEST_PLURAL)


def ends_topic(words: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word answers the "as for" before it, which takes "fa" before any verb: "أما حارس البيت | فهز رأسه".

    No noun does that one bare office governs ("مدير | فرن"), nor a name or an adjective.
    """
    small, before = words[place].small, words[place - 1].small
    if not small.startswith("ف") or len(small) < _SHORTEST_VERB:
        return False
    if small[1:] in language.auxiliaries:
        return True  # "فلم"
    named = language.first_names | language.given_names | language.surnames | language.places | language.prepositions
    nominal = small.endswith(("ي", "ية", "ة", "ون", "ين")) or words[place].text.endswith("ة")
    if nominal or small in named | language.attributes or is_office(small, language):
        return False
    governed = before in language.roles | language.organisations and not before.startswith(_ARTICLE)
    return not governed and country(small, language.code) is None


def follows_name(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether the word at a place is no part of the full name that the words before it end with.

    Whom it was said to ("وليد الششتاوي | للقضاة"), and an object without the article ("ضرار العليان | مرتادي البحر",
    "كريم نور | مسلحي الحركة").
    """
    first, before, small = (word.small for word in following[place - 2 : place + 1]) if place > 1 else ("", "", "")
    led = following[place - 3].small if place > 2 else ""
    definite = small.startswith((_ARTICLE, _AND_THE))  # "وزيرة الصناعة | والصادرات"
    if place >= _LONGEST_WHOLE - 1 and not definite and _is_named_whole(following, place, language):
        return True  # "كمال عبد القادر بوزيان | شفاء آخر المصابين"
    several = small.endswith("ات") and len(small) > _SHORTEST_PLURAL and not definite
    several = several and small not in language.organisations
    if several and before.startswith(_ARTICLE) and small not in language.first_names | language.surnames:
        return True  # "زعيم التيار مقتدى الصدر | دعوات المشاركة"
    if first not in language.first_names - language.organisations and led not in language.listed("first_halves"):
        return False
    if (
        led in language.organisations
        or before in language.listed("first_halves")
        or (first in language.roles and not led)
    ):
        return False
    if small.startswith("لل") or (small in language.organisations and small not in language.first_names):
        return True  # "جوليان هارنيس | مجلس الأمن"
    plain = not small.startswith((_ARTICLE, "و", "ب")) and small not in language.first_names | language.listed(
        "first_halves"
    )
    if (
        plain
        and before.startswith(_ARTICLE)
        and before not in language.listed("named_behind")
        and not following[place].text[0].isdigit()
    ):
        return True
    if first in language.first_names and is_deed(small, language):
        return True  # "المحلل كريم سلام | الانهيار"
    after = following[place + 1] if place + 1 < len(following) else None
    several = small.endswith(_CONSTRUCT) and f"{small}ن" in language.roles
    return several and after is not None and (after.small.startswith(_ARTICLE) or after.text.startswith(QUOTED))


def _is_named_whole(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether three parts of a name stand before a word that more words hang on: it begins what is done."""
    small, after = following[place].small, following[place + 1] if place + 1 < len(following) else None
    if after is None or after.start - following[place].end > 1 or after.small in language.that_words:
        return False
    if small.endswith(_OWNERS):
        return False  # "دريد لحام رفيق | دربه"
    if small in language.first_names | language.surnames | language.listed("first_halves"):
        return False
    near = range(max(0, place - _LONGEST_WHOLE), place - 2)
    first = next((at for at in near if following[at].small in language.first_names), None)
    if first is None:
        return False
    name = [word.small for word in following[first:place]]
    foreign = name[0] in language.foreign_names or not language.listed("foreign_particles").isdisjoint({*name, small})
    return (
        not foreign and len(name) - sum(part in language.listed("first_halves") for part in name) > _LONGEST_WHOLE - 2
    )


def is_deed(small: str, language: Language) -> bool:
    """Whether a definite noun is what is spoken of, by its list or its form, and nobody's family name."""
    if small in language.first_names | language.surnames:
        return False
    return small in language.objects.get("people", ()) or re.fullmatch(language.objects["deeds"], small) is not None


def is_family_name(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word stands behind the only given name of a phrase, and nothing of the sentence leans on it.

    "محمود | برهم | إن", "عادل | بشارات، الذي": one given name is no officer's whole name.
    """
    before, led = following[place - 1].small, following[place - 2].small if place > 1 else ""
    if before not in language.first_names or led in language.first_names | language.listed("first_halves"):
        return False
    after = following[place + 1] if place + 1 < len(following) else None
    apart = after is None or after.start - following[place].end > 1
    return apart or (after is not None and after.small in language.that_words)


def leads_construct(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word with "by" or "with" before a definite one names nobody: "يحيى | بأرقام البنك", not "محمد بصل"."""
    after = following[place + 1] if place + 1 < len(following) else None
    if after is None or after.start - following[place].end > 1 or not after.small.startswith(_ARTICLE):
        return False
    return is_governed(following[place].small, language)


def goes_on(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether the word at a place belongs to the phrase that the words start with, whatever it is elsewhere."""
    small, before = following[place].small, following[place - 1].small
    after = following[place + 1] if place + 1 < len(following) else None
    if after is not None and after.small in language.listed("second_halves") and before in language.first_names:
        return True
    if small == _OF:
        return before in COUNTS and place == 1
    if small in language.listed("names_too"):
        return place > 0 and (after is None or _leans_on_nothing(following[place], after, language))
    if small in language.listed("last_syllables"):
        return place > 1 and following[place - 2].small in language.listed("korean_families")
    if small == _LEE:
        return after is not None and after.small not in language.that_words and not after.text.startswith(QUOTED)
    if small == _MIDDLE:
        return before.startswith(_PLAYER)
    if small.startswith("بال") and after is not None and after.small in language.titles:
        return small[1:] in language.organisations or small[3:] in language.organisations  # "مديرة الطوارئ | بالوزارة"
    body = before in language.organisations and not before.startswith("ال")
    return body and small in language.object_nouns  # "هيئة | عمليات التجارة"


def behind_occasion(following: Sequence[Word], place: int, language: Language) -> int:
    """Return the place behind the adjectives of an occasion without the article: "جلسة | حوارية", "مؤتمر | صحفي مشترك".

    They agree with it in sex; `place` is that behind the occasion, and what it returns where none follows.
    """
    occasion, at = following[place - 1].small, place
    known = occasion in language.occasions or occasion in language.cue_nouns
    if occasion.startswith(_ARTICLE) or not known or occasion in language.first_names:
        return place
    woman = following[place - 1].text.endswith("ة")
    while at < len(following):
        small = following[at].small
        formed = small.endswith("ة") if woman else small.endswith(_CONSTRUCT) or small in language.attributes
        if not formed or small.startswith(_ARTICLE) or small in language.first_names | language.organisations:
            break
        at += 1
    return at


def _leans_on_nothing(word: Word, after: Word, language: Language) -> bool:
    """Whether what reads as a preposition governs nothing: "that", an adverb or a stop stands behind it."""
    parted = after.start - word.end > 1
    return parted or after.small in language.that_words | language.adverbs | language.gerunds


def is_governed(small: str, language: Language) -> bool:
    """Whether an Arabic preposition is written to a word that names nobody: "بدعم", "بوقف", no "باحث", no "بوتين"."""
    if not small.startswith(_WITH) or len(small) <= _SHORTEST_VERB:
        return False
    named = language.first_names | language.surnames | language.given_names | language.places
    return not (is_office(small, language) or small in named or country(small, language.code) is not None)
