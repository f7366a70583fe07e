"""What stands round an Arabic verb and is not its subject: its complement, a manner, an adjunct, what it describes."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import is_office
from seeds.quoting.arabic_phrases import is_governed
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.labels import is_label
from seeds.quoting.phrases import Subject, opening

_ARTICLE: Final = "ال"
_WITH: Final = "ب"
_SHORTEST_VERB: Final = 3
_LONGEST_INDEFINITE: Final = 5
_LONGEST_MANNER: Final = 4
_SHORTEST_LED: Final = 2
_OWNED: Final = ("ه", "ها", "هم")
_PLURAL_OWNED: Final = ("يه", "يها", "يهم")
_LONGEST_LED: Final = 8
_OPENING: Final = frozenset({"«", "“", '"', "”", "„"})
_POINTING: Final = frozenset({"ذلك", "هذا", "هذه"})
_TURNING: Final = frozenset({"الى", "على", "من"})
_MEANWHILE: Final = frozenset({"بينما", "فيما", "حين"})


def leaves_subject_out(cue: Cue, following: Sequence[Word], language: Language) -> bool:
    """Whether a verb's complement stands straight behind it: "أشار | إلى غياب اللاعب" leaves its subject out."""
    if len(following) < 2 or following[1].small in _POINTING:
        return False
    if any(stem in cue.small for stem in language.objects.get("complements", {}).get(_WITH, ())):
        if is_governed(following[0].small, language):
            return True  # "أشاد | بدعم القيادة"
    return any(stem in cue.small for stem in language.objects.get("complements", {}).get(following[0].small, ()))


def named_subject(sentence: Clause, cue: Cue, following: Sequence[Word]) -> Span | None:
    """Return the name in marks right behind a verb whose subject it is: "ورجحت | «الرياض المالية» | في مذكرة أن"."""
    if len(following) < _SHORTEST_LED or not following[0].text.startswith(QUOTED):
        return None
    label, after = following[0], following[1]
    gap = sentence.text(cue.end, label.start).strip()
    led = after.small in sentence.language.prepositions or after.small in sentence.language.that_words
    if gap not in _OPENING or not led or not is_label(sentence, label):
        return None
    leads = any(word.small in sentence.language.that_words for word in following[1:_LONGEST_LED])
    return Span(label.start, label.end) if leads else None


def is_manner(sentence: Clause, start: int, lead: Sequence[Word], cue: Cue) -> bool:
    """Whether few words between marks and a verb say how or where: "«…»، | بصوت متهدج | تقول خديجة"."""
    if not 0 < len(lead) <= _LONGEST_MANNER or any(word.text.startswith(QUOTED) for word in lead):
        return False
    if "،" not in sentence.text(start, lead[0].start) or "،" in sentence.text(lead[0].start, cue.start):
        return False
    if any(word.small in _MEANWHILE for word in lead):
        return False
    return lead[0].small in sentence.language.prepositions or is_governed(lead[0].small, sentence.language)


def is_adjunct(sentence: Clause, content: Span) -> bool:
    """Whether a stretch is but when, where or how: a preposition leads it, and no sure verb stands in it."""
    words, language = sentence.words_in(content), sentence.language
    if not words or opening(words[0], language) not in language.prepositions:
        return False
    verbs = language.acting | language.finite | language.cues | frozenset(language.that)
    return not any(word.small in verbs or word.small.startswith(("ي", "سي", "ست")) for word in words[1:])


def is_described(sentence: Clause, after: Span) -> bool:
    """Whether one definite noun behind a verb is what it describes: "ووصف | النتائج | بأنها"."""
    words = sentence.words_in(after)
    following = next((word for word in sentence.words if word.start >= after.end), None)
    led = following is not None and following.small.startswith(_WITH)
    one = (len(words) == 1 and words[0].small.startswith(_ARTICLE)) or words[0].small.endswith(_OWNED)
    return led and len(words) == 1 and one and not is_office(words[0].small, sentence.language)


def told_of(sentence: Clause, cue: Cue) -> Subject | None:
    """Return a person without the article between a small word and a verb: "مقطعا تظهر فيه | طفلة | تصرخ"."""
    language, words = sentence.language, sentence.words
    if cue.place < _SHORTEST_LED or words[cue.place].small != cue.small:
        return None
    who, before = words[cue.place - 1], words[cue.place - 2]
    person = who.small in language.roles and not who.small.startswith(_ARTICLE)
    named = who.small in language.first_names | language.given_names
    led = before.small in language.auxiliaries and before.small.endswith(_OWNED)
    joined = not sentence.text(before.end, who.start).strip()
    return (Span(who.start, who.end), None) if person and led and joined and not named else None


def of_indefinite(sentence: Clause, cue: Cue) -> Subject | None:
    """Return whom a verb tells of without a relative pronoun: "تمسكت النيابة بأقوال | شاهد رابع | أفاد بأنه".

    An office without the article, right before a verb that leads straight to its "that".
    """
    language, words = sentence.language, sentence.words
    near = words[cue.last + 1 : cue.last + 3]
    spoken = sentence.text(cue.end, sentence.end).lstrip().startswith(":")  # "تظهر فيه | طفلة | تصرخ: «…»"
    if not (spoken or any(word.small in language.that for word in near)) or words[cue.place].small != cue.small:
        return None
    for place in range(cue.place - 1, max(-1, cue.place - _LONGEST_INDEFINITE), -1):
        if re.search("[،,:.؛]", sentence.text(words[place].end, words[place + 1].start)) or place == 0:
            return None
        forms = {words[place].small, words[place].small.removesuffix("ا")}
        if not forms.isdisjoint(language.roles) and not is_office(words[place - 1].small, language):
            return Span(words[place].start, words[cue.place - 1].end), None
    return None


def without_described(sentence: Clause, subject: Span) -> Span:
    """Drop what is described from the end of who describes it: "وصف الرئيس | القرار | بأنه"."""
    words = sentence.words_in(subject)
    following = next((word for word in sentence.words if word.start >= subject.end), None)
    known, last = sentence.language.first_names | sentence.language.surnames, words[-1].small
    if len(words) > 1 and last.endswith(_PLURAL_OWNED) and last not in known and following is not None:
        if following.small.startswith("ب"):
            return Span(subject.start, words[-2].end)  # "وصف كولر | لاعبيه | بأنهم"
    if (
        len(words) > 2
        and words[-1].small.startswith("ال")
        and following is not None
        and (following.small.startswith("ب") or following.text.startswith(QUOTED))
    ):
        return Span(subject.start, words[-2].end)
    return subject


def is_called_upon(sentence: Clause, cue: Cue, phrase: Span) -> bool:
    """Whether what stands behind a joined verb is whom an earlier speaker calls upon: "ودعت | السلطات | إلى الإفراج".

    A plural in -in is no subject; bodies that others turn to are seldom one before the verb's preposition.
    """
    language = sentence.language
    if cue.small not in language.transitive or sentence.words[cue.place].small == cue.small:
        return False
    first = sentence.words_in(phrase)[0].small
    if first.startswith(_ARTICLE) and first.endswith("ين") and first[:-2] in language.roles:
        return True
    following = next((word.small for word in sentence.words if word.start >= phrase.end), "")
    return first in language.listed("called_upon") and (following in _TURNING or following.startswith(_WITH))
