"""Whom an outlet quotes in English: "television quoted the general as saying", "was quoted by Bild as saying"."""

from typing import Final

from seeds.quoting.appositions import with_apposition
from seeds.quoting.clauses import Clause, Cue, Span
from seeds.quoting.phrases import Subject, is_noun_phrase, noun_phrase

_REACH: Final = 16


def quoted_as(sentence: Clause, cue: Cue) -> Subject | None:
    """Return whom a verb of quoting quotes "as saying", be the cue that verb or the participle; else None."""
    language, words = sentence.language, sentence.words
    if language.inverts or language.verb_first or "as" not in sentence.smalls:
        return None
    place = cue.place
    if cue.gerund and cue.small not in language.listed("quoting"):
        if not place or words[place - 1].small != "as":
            return None
        near = range(place - 2, max(-1, place - _REACH), -1)
        place = next((at for at in near if words[at].small in language.listed("quoting")), -1)
    if place < 0 or words[place].small not in language.listed("quoting") or place + 1 >= len(words):
        return None
    later = range(place + 1, min(len(words) - 1, place + _REACH))
    if not any(words[at].small == "as" and words[at + 1].small in language.gerunds for at in later):
        return None
    if place and words[place - 1].small in language.passive:
        return _quoted_person(sentence, place - 1)
    whom = words[place + 1]
    if whom.small in language.listed("quoted_objects"):
        return Span(whom.start, whom.end), None
    phrase = noun_phrase(sentence, whom.start)
    return with_apposition(sentence, phrase) if phrase is not None and is_noun_phrase(sentence, phrase) else None


def _quoted_person(sentence: Clause, place: int) -> Subject | None:
    """Return the pronoun before a passive: "He was quoted by Bild as saying"."""
    words, language = sentence.words, sentence.language
    while place and words[place - 1].small in language.auxiliaries:
        place -= 1
    known = place > 0 and words[place - 1].small in language.pronouns
    return (Span(words[place - 1].start, words[place - 1].end), None) if known else None
