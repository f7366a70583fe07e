"""Quotes in Chinese, Japanese and Korean, each by its own finder.

A pronoun is given the person it means, a verb without a subject the one that the text is about.
"""

from dataclasses import dataclass, replace
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.caseless import parts
from seeds.quoting.chinese import chinese
from seeds.quoting.chinese_cues import subject_in as chinese_topic
from seeds.quoting.clauses import Clause, Span
from seeds.quoting.japanese import japanese, japanese_topic
from seeds.quoting.korean import korean, korean_topic
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import Row

# How far back a verb of saying without a subject finds it, in characters.
_REACH: Final = 300
# How many topics back a pronoun finds its person.
_MOST_TOPICS: Final = 12
_FINDERS: Final = {"zh": chinese, "ja": japanese, "ko": korean}
_TOPICS: Final = {"zh": chinese_topic, "ja": japanese_topic, "ko": korean_topic}


@dataclass(frozen=True)
class Topic:
    """Whom a unit was about, and the phrase for them."""

    who: Span
    phrase: str


def particle_quotes(sentence: Clause, inside: list[Marked], topics: list[Topic]) -> list[Row]:
    """Return the quotes of one unit, in order, an outer one before those inside it.

    `topics` holds those whom the units before were about, the latest last; those of this one are added.
    """
    code = sentence.language.code
    resolved: list[Row] = []
    for row in sorted(_FINDERS[code](sentence, inside), key=lambda row: (row[1].start, -row[1].end)):
        resolved.append(_resolved(row, sentence, resolved, topics))
    named = [row[3].meant or row[3].subject for row in resolved]
    spoke: list[Span | None] = [who for who in named if who is not None and who.start >= sentence.start]
    spoke = spoke if spoke or resolved else [_TOPICS[code](sentence, sentence.end)]
    topics.extend(Topic(who, sentence.text(who.start, who.end)) for who in spoke if who and not _asks(sentence, who))
    return resolved


def _resolved(row: Row, sentence: Clause, before: list[Row], topics: list[Topic]) -> Row:
    """Give a pronoun the latest person before it, and a verb of saying without a subject the latest topic."""
    whose = row[3]
    if whose.subject is None:
        near = topics[-1].who if topics and whose.cue is not None else None
        if near is None or sentence.start - near.end > _REACH:
            return row
        return (*row[:3], replace(whose, subject=near), *row[4:])
    if not _is_pronoun(sentence.text(whose.subject.start, whose.subject.end), sentence):
        return row
    spoke = [one[3].meant or one[3].subject for one in before]
    meant = next((who for who in reversed(spoke) if who is not None and _is_one(sentence, who)), None)
    if meant is None:
        topic = _TOPICS[sentence.language.code](sentence, whose.subject.start)
        known = topic is not None and topic.start != whose.subject.start and not _asks(sentence, topic)
        meant = topic if topic is not None and known and _is_one(sentence, topic) else None
    latest = topics[: -_MOST_TOPICS - 1 : -1]
    meant = meant or next((one.who for one in latest if _is_person(one.phrase, sentence.language)), None)
    return row if meant is None else (*row[:3], replace(whose, meant=meant), *row[4:])


def _is_pronoun(phrase: str, sentence: Clause) -> bool:
    return phrase in sentence.language.pronouns - sentence.language.plural_pronouns


def _asks(sentence: Clause, who: Span) -> bool:
    return sentence.text(who.start, who.end).endswith(tuple(sentence.language.patterns["askers"]))


def _is_one(sentence: Clause, who: Span) -> bool:
    """Whether a phrase of this unit names a person; those of units before are not in its text."""
    return _is_person(sentence.text(who.start, who.end), sentence.language)


def _is_person(phrase: str, language: Language) -> bool:
    """Whether a phrase names a person or an office."""
    return bool(phrase) and parts(phrase, language).sort in ("person", "role")
