"""Arabic noun phrases that go on through a word which ends phrases elsewhere: "عدد | من | السكان"."""

from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Word

_SECOND_HALVES: Final = frozenset({"الله", "الدين", "الرحمن", "الحق"})
_OF: Final = "من"
# A family name that reads as "to me": "رئيس كوريا الجنوبية | لي | جاي ميونغ".
_LEE: Final = "لي"
_MIDDLE: Final = "وسط"
_PLAYER: Final = "لاعب"
COUNTS: Final = frozenset(
    {
        *("عدد", "العديد", "عشرات", "مئات", "الاف", "مجموعة", "كثير", "الكثير", "بعض", "غالبية", "معظم"),
        *("واحد", "واحدة", "اثنان", "اثنين", "اثنتان", "ثلاثة", "ثلاث", "اربعة", "اربع", "خمسة", "خمس", "ستة", "ست"),
        *("سبعة", "سبع", "ثمانية", "ثماني", "تسعة", "تسع", "عشرة", "عشر"),
    }
)


def goes_on(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether the word at a place belongs to the phrase that the words start with, whatever it is elsewhere."""
    small, before = following[place].small, following[place - 1].small
    after = following[place + 1] if place + 1 < len(following) else None
    if after is not None and after.small in _SECOND_HALVES and before in language.first_names:
        return True
    if small == _OF:
        return before in COUNTS and place == 1
    if small == _LEE:
        return after is not None and after.small not in language.that_words and not after.text.startswith(QUOTED)
    if small == _MIDDLE:
        return before.startswith(_PLAYER)
    if small.startswith("بال") and after is not None and after.small in language.titles:
        return small[1:] in language.organisations or small[3:] in language.organisations  # "مديرة الطوارئ | بالوزارة"
    body = before in language.organisations and not before.startswith("ال")
    return body and small in language.object_nouns  # "هيئة | عمليات التجارة"
