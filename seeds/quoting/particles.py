"""Quotes in Chinese, Japanese and Korean, each by its own finder.

A pronoun is given the person it means, a verb without a subject the one that the text is about.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.attributed import Attribution
from seeds.quoting.carried_words import of_source
from seeds.quoting.caseless import parts
from seeds.quoting.chinese import chinese
from seeds.quoting.chinese_cues import subject_in as chinese_topic
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.japanese import japanese, japanese_topic
from seeds.quoting.japanese_topics import arrested
from seeds.quoting.korean import korean, korean_topic
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import LIST, Row, is_speaker

# How far back a verb of saying without a subject finds it, in characters.
_REACH: Final = 300
# How far from the end of a sentence words alone go on with it: no paragraph between.
_BESIDE: Final = 0
# How many topics back a pronoun finds its person.
_MOST_TOPICS: Final = 12
# How far the words before a sentence that goes on with them may end, and what opens marks.
_MOST_BETWEEN: Final = 2
# What is said under questioning is the suspect's.
_QUESTIONED: Final = re.compile("調べに|供述|容疑を(?:認|否認)")
# Who is asked answers: a person, and no side or body.
_ASKED: Final = re.compile(r"(?:問わ|聞か|尋ねら|たずねら|質問さ|振ら|向けら|促さ)れ(?:ると|て|た)?、?[「『]")
_SUSPECT: Final = re.compile(r"(?:容疑者|被告|男|女|少年|少女)(?:[（(][^（）()]*[）)])?\Z")
_THIS: Final = ("该", "該", "这位", "這位", "上述")
_OPENING: Final = ("“", "「", "『", '"')
_FINDERS: Final = {"zh": chinese, "ja": japanese, "ko": korean}
_TOPICS: Final = {"zh": chinese_topic, "ja": japanese_topic, "ko": korean_topic}


@dataclass(frozen=True)
class Topic:
    """Whom a unit was about, and the phrase for them."""

    who: Span
    phrase: str
    end: int


def particle_quotes(sentence: Clause, inside: list[Marked], topics: list[Topic]) -> list[Row]:
    """Return the quotes of one unit, in order, an outer one before those inside it.

    `topics` holds those whom the units before were about, the latest last; those of this one are added.
    """
    code = sentence.language.code
    resolved: list[Row] = []
    for row in sorted(_FINDERS[code](sentence, inside), key=lambda row: (row[1].start, -row[1].end)):
        resolved.append(of_source(sentence, _resolved(row, sentence, resolved, topics)))
    resolved = _listed(resolved, sentence, inside)
    named = [row[3].meant or row[3].subject for row in resolved if not _is_letters(sentence, row)]
    spoke: list[Span | None] = [who for who in named if who is not None and who.start >= sentence.start]
    spoke = spoke if spoke or any(named) or len(named) < len(resolved) else [_TOPICS[code](sentence, sentence.end)]
    held = arrested(sentence) if code == "ja" and any(named) else None
    spoke = [held, *spoke] if held is not None and held not in spoke else spoke
    topics.extend(
        Topic(who, sentence.text(who.start, who.end), sentence.end) for who in spoke if who and not _asks(sentence, who)
    )
    return resolved


def _listed(rows: list[Row], sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return the quotes with the marked words that stand in one list with one: 「おめでとう」「お幸せに」といった声."""
    found = {(row[1].start, row[1].end): row for row in rows if row[0] != "indirect"}
    for spans in (list(pairwise(inside)), [(second, first) for first, second in reversed(list(pairwise(inside)))]):
        for one, other in spans:
            row = found.get((one.start, one.end))
            between = sentence.text(*sorted((one.outer_end, one.outer_start, other.outer_start, other.outer_end))[1:3])
            held = any(start <= other.start and other.end <= end for start, end in found)
            if row is None or held or other.start >= other.end or LIST.fullmatch(between) is None:
                continue
            found[other.start, other.end] = (row[0], Span(other.start, other.end), 1, *row[3:])
    return sorted(
        [*found.values(), *(row for row in rows if row[0] == "indirect")], key=lambda row: (row[1].start, -row[1].end)
    )


def whole_before(sentence: Clause, previous: Clause) -> Row | None:
    """Return the sentence before one that only says who told of it: 複数の関係者が明らかにした."""
    told = sentence.language.patterns.get("whole")
    match = re.search(told, sentence.plain.strip()) if told else None
    body = previous.plain.rstrip("。 \n")
    if match is None or previous.end < sentence.start - 1 or not body:
        return None
    group = match.lastgroup or "who"
    start = sentence.start + len(sentence.plain) - len(sentence.plain.lstrip()) + match.start(group)
    whose = Attribution(Span(start, start + len(match[group])))
    return "indirect", Span(previous.start, previous.start + len(body)), 1, whose, False, False


def said_thus(sentence: Clause, before: Attribution) -> Attribution | None:
    """Return who said the words before a sentence that only points back to them: 「…」――。女性は、そう打ち明ける."""
    thus = sentence.language.patterns.get("thus")
    if thus is None or before.subject is not None or QUOTED in sentence.masked:
        return None
    match = re.search(thus, sentence.plain)
    who = _TOPICS[sentence.language.code](sentence, sentence.start + match.start()) if match else None
    return Attribution(who) if who is not None else None


def runs_between(sentence: Clause, before: Span | None, topics: list[Topic]) -> bool:
    """Whether a sentence without marks may go on with words that end right before it: 小国须积极参与.

    It says what must be; `goes_back` of the next sentence says whether the same person has the word there. What the
    sentence is about is no topic then, unless it can speak.
    """
    bound = sentence.language.patterns.get("must")
    near = before is not None and sentence.start - before.end <= _MOST_BETWEEN and "\n" not in sentence.plain.strip()
    if not (near and bound and re.search(bound, sentence.plain)):
        return False
    if topics and topics[-1].end == sentence.end:
        if is_speaker(topics[-1].phrase, sentence.language):
            return False
        topics.pop()
    return True


def goes_back(sentence: Clause, whose: Attribution, before: Attribution) -> bool:
    """Whether words in marks that open a sentence are told by a pronoun for who spoke before: “…”他说."""
    subject, earlier = whose.subject, before.meant or before.subject
    if subject is None or earlier is None or not sentence.plain.lstrip().startswith(_OPENING):
        return False
    phrase = sentence.text(subject.start, subject.end)
    return earlier in (whose.meant, subject) or phrase.startswith(_THIS)  # "该负责人强调"


def _resolved(row: Row, sentence: Clause, before: list[Row], topics: list[Topic]) -> Row:
    """Give a pronoun the latest person before it, and a verb of saying without a subject the latest topic."""
    whose = row[3]
    if whose.subject is None:
        alone = row[0] == "direct" and row[4] and bool(topics) and _is_next(sentence, topics[-1])
        hearsay = row[5] and not before and bool(topics) and _is_of_body(sentence, topics[-1])
        near = topics[-1].who if topics and (whose.cue is not None or alone or hearsay) else None
        if near is not None and sentence.language.code == "ja" and whose.cue is not None:
            near = None if _is_voice(sentence, whose.cue) else near
        if near is not None and sentence.language.code == "ja" and _QUESTIONED.search(sentence.plain):
            suspects = (topic.who for topic in topics[: -_MOST_TOPICS - 1 : -1] if _SUSPECT.search(topic.phrase))
            near = next(suspects, near)  # "県警は山口容疑者を…と発表した。調べに「…」と容疑を認め"
        elif near is not None and sentence.language.code == "ja" and _ASKED.search(sentence.masked):
            people = (topic for topic in topics[: -_MOST_TOPICS - 1 : -1])
            near = next(
                (topic.who for topic in people if parts(topic.phrase, sentence.language).sort == "person"), near
            )
        if near is None or sentence.start - near.end > _REACH:
            return row
        return (*row[:3], whose._replace(subject=near), *row[4:])
    if not _is_pronoun(sentence.text(whose.subject.start, whose.subject.end), sentence):
        return row
    spoke = [one[3].meant or one[3].subject for one in before]
    able = (who for who in reversed(spoke) if who is not None and not _asks(sentence, who))
    meant = next((who for who in able if _is_one(sentence, who)), None)
    if meant is None:
        topic = _TOPICS[sentence.language.code](sentence, whose.subject.start)
        known = topic is not None and topic.start != whose.subject.start and not _asks(sentence, topic)
        meant = topic if topic is not None and known and _is_one(sentence, topic) else None
    latest = topics[: -_MOST_TOPICS - 1 : -1]
    meant = meant or next((one.who for one in latest if _is_person(one.phrase, sentence.language)), None)
    return row if meant is None else (*row[:3], whose._replace(meant=meant), *row[4:])


def _is_next(sentence: Clause, topic: Topic) -> bool:
    """Whether words alone follow a person whom the sentence before them is about: …红了眼眶。“…”."""
    beside = _BESIDE + (sentence.language.code == "ko")  # a space stands between sentences
    return sentence.start - topic.end <= beside and _is_person(topic.phrase, sentence.language)


def _is_voice(sentence: Clause, cue: Span) -> bool:
    """Whether what tells words is a voice that is nobody's: という苦情."""
    voices = sentence.language.patterns
    phrase = sentence.text(cue.start, cue.end)
    return any(re.fullmatch(voices[name], phrase) is not None for name in ("voices", "voiced_by", "letters"))


def _is_letters(sentence: Clause, row: Row) -> bool:
    """Whether words stand in a letter: who wrote it is not whom the text goes on with."""
    letters, cue = sentence.language.patterns.get("letters"), row[3].cue
    return (
        letters is not None and cue is not None and re.fullmatch(letters, sentence.text(cue.start, cue.end)) is not None
    )


def _is_of_body(sentence: Clause, topic: Topic) -> bool:
    """Whether hearsay follows the sentence about a body, whose account it is then: 社が発表した。円高が響いたという."""
    near = sentence.language.code == "ja" and sentence.start - topic.end <= _BESIDE
    own = near and japanese_topic(sentence, sentence.end) is not None  # "男性教諭は居眠りをしたという"
    return near and not own and parts(topic.phrase, sentence.language).sort == "organisation"


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
