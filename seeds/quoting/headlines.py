"""Who speaks at the head of a line before a colon, as tickers have it: "Песков: …", "11:05 - الدفاع المدني: …"."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.arabic import is_office
from seeds.quoting.articleless import has_cases
from seeds.quoting.clauses import QUOTED, Clause, Span, Word
from seeds.quoting.contents import Report, trimmed
from seeds.quoting.labels import is_label
from seeds.quoting.phrases import (
    Subject,
    opening,
)

_FIRST_WORDS: Final = 12
_SHORTEST: Final = 2
_LONGEST_HEAD: Final = 6
_LONGEST_NAME: Final = 3
_DASHES: Final = frozenset("-–—|")
_COLON: Final = re.compile(r"(?<!\d):\s+")


def headed(sentence: Clause) -> Iterator[Report]:
    """Yield "Песков: переговоры продолжатся", "11:05 - الدفاع المدني: سبعة قتلى": a headline's speaker and a colon."""
    language = sentence.language
    colon = _COLON.search(sentence.masked) if language.bare_nouns else None
    if colon is None or QUOTED in sentence.masked[colon.end() : colon.end() + 2]:
        return
    whole = list(takewhile(lambda word: word.end <= sentence.start + colon.start(), sentence.words[:_FIRST_WORDS]))
    words = _relayed(_without_time(sentence, sentence.start + colon.start()), language)
    timed = language.verb_first and len(words) < len(whole)
    if len(words) > 1 and words[-1].text.startswith(QUOTED) and words[-2].small in ("ل", *language.recipients):
        words = words[:-2]  # "مصدر أمني لـ«الميادين»:"
    if any(word.text.startswith(QUOTED) for word in words) and not (
        len(words) == 1 and has_cases(language) and is_label(sentence, words[0])
    ):
        return
    told = (place for place, word in enumerate(words) if place and _is_recipient(word, language))
    words = words[: next(told, len(words))]
    if not 0 < len(words) <= _LONGEST_HEAD or not (
        is_speaker(sentence, words) or (timed and _may_be_name(words, language))
    ):
        return
    content = trimmed(sentence, sentence.start + colon.end(), sentence.end)
    if content is not None and len(sentence.words_in(content)) > _SHORTEST:
        who = Span(words[0].start, words[-1].end)
        at = sentence.start + colon.start()
        yield Report(content, *with_apposition(sentence, who), Span(at, at + 1))


def _without_time(sentence: Clause, end: int) -> list[Word]:
    """Return the words before an offset, without the hour or the "urgent" of a ticker at their head."""
    words = list(takewhile(lambda word: word.end <= end, sentence.words[:_FIRST_WORDS]))
    while words and _is_time(sentence, words[0]):
        words = words[1:]
    return words


def _relayed(words: list[Word], language: Language) -> list[Word]:
    """Return whom an outlet relays: "رويترز عن | مسؤول إيراني"."""
    place = next((place for place, word in enumerate(words) if word.small in language.relayed_from), None)
    return words if place is None else words[place + 1 :]


def headline(sentence: Clause, colon: int) -> Subject | None:
    """Return the few words before a colon where they can be a name: "15:52 روبيو: «…»"."""
    language, words = sentence.language, _relayed(_without_time(sentence, colon), sentence.language)
    words = words[: next((place for place, word in enumerate(words) if _is_recipient(word, language)), len(words))]
    office = 0 < len(words) <= _LONGEST_HEAD and language.verb_first and is_speaker(sentence, words)
    return (Span(words[0].start, words[-1].end), None) if office or _may_be_name(words, language) else None


def _may_be_name(words: list[Word], language: Language) -> bool:
    """Whether a few words of a headline can be a name: none of them is grammar."""
    known = language.cues | language.prepositions | language.subordinators | language.that_words | language.adverbs
    return 0 < len(words) <= _LONGEST_NAME and not any(opening(word, language) in known for word in words)


def _is_recipient(word: Word, language: Language) -> bool:
    """Whether a word begins to whom something is told: "مصدر أمني | للوكالة"."""
    bare = word.small[1:]
    named = word.small.startswith("ل") and (
        bare in language.surnames | language.first_names or is_office(bare, language)
    )
    return word.small in language.recipients or (language.verb_first and (word.small.startswith("لل") or named))


def _is_time(sentence: Clause, word: Word) -> bool:
    return word.text[0].isdigit() or sentence.text(word.end, word.end + 2).strip()[:1] in _DASHES


def is_speaker(sentence: Clause, words: Sequence[Word]) -> bool:
    """Whether words are nothing but somebody's office or name."""
    language, phrase = sentence.language, sentence.text(words[0].start, words[-1].end)
    if words[0].text.startswith(QUOTED):
        return True  # "«Россети»: свет вернули"
    if re.search(r"[,،;.()]", phrase) or any(word.small in language.cues for word in words):
        return False
    if language.verb_first:
        known = language.first_names | language.surnames
        return is_office(words[0].small, language) or (len(words) <= _LONGEST_NAME and words[-1].small in known)
    name = all(word.text[0].isupper() for word in words) and len(words) > 1
    return (
        name
        or words[0].small in language.nominatives
        or (len(words) == 1 and (words[0].text.isupper() or words[0].small in language.organisations))
        or (len(words) == 1 and _ends_as_surname(words[0], language))
    )


def _ends_as_surname(word: Word, language: Language) -> bool:
    """Whether a capital alone ends as Russian family names do: "Песков: переговоры продолжатся"."""
    other = language.cue_nouns | language.naming | language.adverbs
    return (
        word.text[0].isupper()
        and len(word.small) > _LONGEST_HEAD - 1
        and word.small.endswith(language.ended("surnames"))
        and word.small not in other
    )
