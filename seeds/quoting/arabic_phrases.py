"""Arabic noun phrases that go on through a word which ends phrases elsewhere: "عدد | من | السكان"."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import COUNTS, is_office
from seeds.quoting.clauses import QUOTED, Word
from seeds.quoting.countries import country

_SECOND_HALVES: Final = frozenset({"الله", "الدين", "الرحمن", "الحق"})
# Behind these an article still leads to a family name: "فاطمة الزهراء | العلوي", "نور الدين | بدوي".
_NAMED_TOO: Final = _SECOND_HALVES | frozenset({"الزهراء", "الهدى", "الاسلام", "العابدين", "القادر", "النور"})
_FIRST_HALVES: Final = frozenset({"عبد", "ابو", "بن", "ابن", "ام", "ولد", "ال", "بنت"})
_ARTICLE: Final = "ال"
_AND_THE: Final = "وال"
_CONSTRUCT: Final = "ي"
_SHORTEST_PLURAL: Final = 4
_OF: Final = "من"
_WITH: Final = "ب"
_SHORTEST_VERB: Final = 3
# A family name that reads as "to me": "رئيس كوريا الجنوبية | لي | جاي ميونغ".
_LEE: Final = "لي"
# The last syllable of a name, which reads as "he": "بارك سونغ | هو".
LAST_SYLLABLE: Final = "هو"
_KOREANS: Final = frozenset({"بارك", "كيم", "لي", "تشوي", "جونغ", "يون", "كانغ", "تشو", "هان", "ليم", "شين", "سو"})
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
    several = small.endswith("ات") and len(small) > _SHORTEST_PLURAL and not definite
    several = several and small not in language.organisations
    if several and before.startswith(_ARTICLE) and small not in language.first_names | language.surnames:
        return True  # "زعيم التيار مقتدى الصدر | دعوات المشاركة"
    if first not in language.first_names - language.organisations and led not in _FIRST_HALVES:
        return False
    if led in language.organisations or before in _FIRST_HALVES or (first in language.roles and not led):
        return False
    if small.startswith("لل") or (small in language.organisations and small not in language.first_names):
        return True  # "جوليان هارنيس | مجلس الأمن"
    plain = not small.startswith((_ARTICLE, "و", "ب")) and small not in language.first_names | _FIRST_HALVES
    if plain and before.startswith(_ARTICLE) and before not in _NAMED_TOO and not following[place].text[0].isdigit():
        return True
    if first in language.first_names and is_deed(small, language):
        return True  # "المحلل كريم سلام | الانهيار"
    after = following[place + 1] if place + 1 < len(following) else None
    several = small.endswith(_CONSTRUCT) and f"{small}ن" in language.roles
    return several and after is not None and (after.small.startswith(_ARTICLE) or after.text.startswith(QUOTED))


def is_deed(small: str, language: Language) -> bool:
    """Whether a definite noun is what is spoken of, by its list or its form, and nobody's family name."""
    if small in language.first_names | language.surnames:
        return False
    return small in language.objects.get("people", ()) or re.fullmatch(language.objects["deeds"], small) is not None


def goes_on(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether the word at a place belongs to the phrase that the words start with, whatever it is elsewhere."""
    small, before = following[place].small, following[place - 1].small
    after = following[place + 1] if place + 1 < len(following) else None
    if after is not None and after.small in _SECOND_HALVES and before in language.first_names:
        return True
    if small == _OF:
        return before in COUNTS and place == 1
    if small == LAST_SYLLABLE:
        return place > 1 and following[place - 2].small in _KOREANS
    if small == _LEE:
        return after is not None and after.small not in language.that_words and not after.text.startswith(QUOTED)
    if small == _MIDDLE:
        return before.startswith(_PLAYER)
    if small.startswith("بال") and after is not None and after.small in language.titles:
        return small[1:] in language.organisations or small[3:] in language.organisations  # "مديرة الطوارئ | بالوزارة"
    body = before in language.organisations and not before.startswith("ال")
    return body and small in language.object_nouns  # "هيئة | عمليات التجارة"


def is_governed(small: str, language: Language) -> bool:
    """Whether an Arabic preposition is written to a word that names nobody: "بدعم", "بوقف", no "باحث", no "بوتين"."""
    if not small.startswith(_WITH) or len(small) <= _SHORTEST_VERB:
        return False
    named = language.first_names | language.surnames | language.given_names | language.places
    return not (is_office(small, language) or small in named or country(small, language.code) is not None)
