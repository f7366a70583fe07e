"""Quotes in Chinese, Japanese and Korean, each by its own finder; pronouns among their speakers are given their person."""

from dataclasses import replace
from typing import Final

from seeds.quoting.caseless import parts
from seeds.quoting.chinese import chinese
from seeds.quoting.chinese_cues import subject_in as chinese_topic
from seeds.quoting.clauses import Clause, Span
from seeds.quoting.japanese import japanese, japanese_topic
from seeds.quoting.korean import korean, korean_topic
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import Row

_FINDERS: Final = {"zh": chinese, "ja": japanese, "ko": korean}
_TOPICS: Final = {"zh": chinese_topic, "ja": japanese_topic, "ko": korean_topic}


def particle_quotes(sentence: Clause, inside: list[Marked], people: list[Span]) -> list[Row]:
    """Return the quotes of one unit, in order, an outer one before those inside it.

    `people` holds the phrases of those whom the units before were about, the latest last; those of this one are added.
    """
    code = sentence.language.code
    rows = sorted(_FINDERS[code](sentence, inside), key=lambda row: (row[1].start, -row[1].end))
    resolved: list[Row] = []
    for row in rows:
        resolved.append(_resolved(row, sentence, resolved, people))
    named = [row[3].meant or row[3].subject for row in resolved]
    subjects = [who for who in named if who is not None] or [_TOPICS[code](sentence, sentence.end)]
    people.extend(who for who in subjects if who is not None and _is_person(sentence, who))
    return resolved


def _resolved(row: Row, sentence: Clause, before: list[Row], people: list[Span]) -> Row:
    """Give a pronoun the latest person before it: who has just spoken, else whom its sentence or one before is about."""
    subject = row[3].subject
    if subject is None or not _is_pronoun(sentence.text(subject.start, subject.end), sentence):
        return row
    spoke = [one[3].meant or one[3].subject for one in before]
    topic = next((who for who in reversed(spoke) if who is not None and _is_person(sentence, who)), None)
    topic = topic or _TOPICS[sentence.language.code](sentence, subject.start)
    if topic is None or topic.start == subject.start or not _is_person(sentence, topic):
        topic = people[-1] if people else None
    return row if topic is None else (*row[:3], replace(row[3], meant=topic), *row[4:])


def _is_pronoun(phrase: str, sentence: Clause) -> bool:
    return phrase in sentence.language.pronouns - sentence.language.plural_pronouns


def _is_person(sentence: Clause, who: Span) -> bool:
    """Whether a phrase names a person or an office; one of an earlier unit has been asked already."""
    phrase = sentence.text(who.start, who.end)
    asks = phrase.endswith(tuple(sentence.language.patterns["askers"]))
    return bool(phrase) and not asks and parts(phrase, sentence.language).sort in ("person", "role")
