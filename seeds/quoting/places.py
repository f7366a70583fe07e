"""Who speaks after a preposition: "В Минобороны назвали", "hieß es aus dem Ministerium"."""

import re
from typing import Final

from seeds.quoting.articleless import has_cases, without_object_at_end
from seeds.quoting.clauses import Clause, Cue, Span
from seeds.quoting.contents import trimmed
from seeds.quoting.labels import named_in_marks
from seeds.quoting.phrases import Subject, has_role, noun_phrase

# "сообщили во вторник журналистам | в пресс-службе"
_PLACE_REACH: Final = 7
_BEFORE_REACH: Final = 9


def within(sentence: Clause, cue: Cue) -> Subject | None:
    """Return who speaks after a preposition: "В Минобороны назвали", "считают в ведомстве"."""
    language = sentence.language
    if cue.small in language.reading:
        return _document(sentence, cue)
    if not (cue.small.endswith(language.within_endings) or _is_plural(sentence, cue)):
        return None
    after = cue.last + 1
    while after < len(sentence.words) and (
        sentence.words[after].small in language.auxiliaries | language.adverbs | language.recipients
    ):
        after += 1
    leads = language.verb_second and sentence.words[0].small in language.within and cue.place > _BEFORE_REACH
    for place in (
        *((0,) if leads else ()),
        *range(cue.place - 1, max(-1, cue.place - _BEFORE_REACH), -1),
        *range(after, min(len(sentence.words), after + _PLACE_REACH)),
    ):
        word = sentence.words[place]
        where = sentence.words[place + 1].small if place + 1 < len(sentence.words) else ""
        if (
            word.small in language.within
            and where not in language.settings
            and not re.search(r"[,;:.]", sentence.text(min(word.end, cue.end), max(word.start, cue.start)))
        ):
            phrase = named_in_marks(sentence, place + 1) or noun_phrase(sentence, word.end)
            if phrase is not None and phrase.start < cue.start < phrase.end:
                phrase = trimmed(sentence, phrase.start, cue.start)  # "Dalla Farnesina | fanno sapere"
            if phrase is not None and _is_anybodys(sentence, phrase):
                return None
            if phrase is not None and (phrase.end <= cue.start or word.start > cue.start):
                if has_cases(language) and phrase.end <= cue.start:
                    phrase = Span(phrase.start, without_object_at_end(sentence.words_in(phrase))[-1].end)
                return phrase, None
    first = sentence.words[0]
    if first.small in language.within and sentence.text(first.end, cue.start).rstrip().endswith((",", "،")):
        phrase = noun_phrase(sentence, first.end)  # "In dem Gutachten, das der Redaktion vorliegt, heißt es"
        return (phrase, None) if phrase is not None and phrase.end < cue.start else None
    return None


def _is_plural(sentence: Clause, cue: Cue) -> bool:
    """Whether the verb of a Russian phrase is a plural: "В мэрии | разводят руками"."""
    first = cue.small.partition(" ")[0]
    return (
        has_cases(sentence.language) and first != cue.small and first.endswith(sentence.language.ended("plural_verbs"))
    )


def _document(sentence: Clause, cue: Cue) -> Subject | None:
    """Return what is read: "si legge | nella nota", "Nel documento | si legge", "lê-se | num comunicado"."""
    words, language = sentence.words, sentence.language
    ahead = range(cue.last + 1, min(len(words), cue.last + 3))
    for place in (*ahead, *range(cue.place - 1, max(-1, cue.place - _BEFORE_REACH), -1)):
        word = words[place]
        if re.search(r"[,;:.]", sentence.text(min(word.end, cue.end), max(word.start, cue.start))):
            continue
        if word.small in language.documents and place + 1 < len(words):
            phrase = noun_phrase(sentence, word.end)
            if phrase is not None and (phrase.end <= cue.start or word.start > cue.start):
                return phrase, None
    return None


def straight_within(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the body behind a preposition that follows a plural verb at once: "заверили | в администрации района".

    Several people who are named behind it say it themselves: "сообщили в полиции | очевидцы".
    """
    language, words = sentence.language, sentence.words
    if not has_cases(language) or not cue.small.endswith(language.ended("plural_verbs")):
        return None
    place = cue.last + 1
    while place < len(words) and words[place].small in language.auxiliaries | language.adverbs | language.recipients:
        place += 1
    if (
        place + 1 >= len(words)
        or words[place].small not in language.within
        or sentence.text(cue.end, words[place].start).strip()
    ):
        return None
    if words[place + 1].small in language.settings:
        return None
    phrase = named_in_marks(sentence, place + 1) or noun_phrase(sentence, words[place].end)
    if phrase is None or not (
        has_role(sentence.text(phrase.start, phrase.end), language) or _has_capital(sentence, phrase)
    ):
        return None
    after = next((word for word in words if word.start >= phrase.end), None)
    said_by = [word for word in (*sentence.words_in(phrase)[1:], *([after] if after else ())) if word.text[0].islower()]
    if any(word.small in language.nominatives and word.small.endswith(("и", "ы")) for word in said_by):
        return None
    return phrase, None


def _has_capital(sentence: Clause, phrase: Span) -> bool:
    return any(word.text[0].isupper() for word in sentence.words_in(phrase))


def _is_anybodys(sentence: Clause, phrase: Span) -> bool:
    """Whether a phrase is a statement that whoever spoke last made: "hieß es in einer Mitteilung"."""
    language, words = sentence.language, sentence.words_in(phrase)
    return (
        bool(language.with_it)
        and len(words) == 2
        and words[0].small.startswith("ein")
        and words[1].small in language.cue_nouns
    )
