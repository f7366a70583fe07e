"""Where reported words end: before who relays them, before the main clause, before who said them."""

from collections.abc import Sequence
from itertools import pairwise

from seeds.quoting.appositions import with_apposition
from seeds.quoting.articleless import has_cases
from seeds.quoting.clauses import Clause, Cue
from seeds.quoting.phrases import Subject, comma_parts, has_role, is_verb, noun_phrase, plain_order
from seeds.quoting.subjects import relative_of, subject_after, subject_before


def main_clause(sentence: Clause, cue: Cue, start: int) -> tuple[Subject, int] | None:
    """Return the subject of the clause behind one that a participle opens: "Сказав, что ждёт ответа, | он ушёл"."""
    if not (has_cases(sentence.language) and cue.gerund and cue.place == 0):
        return None
    parts = comma_parts(sentence, start, sentence.end)
    for part in reversed(parts[1:]):
        words = sentence.words_in(part)
        phrase = noun_phrase(sentence, part.start) if words else None
        if phrase is None or words[0].small in sentence.language.subordinators:
            continue
        named = words[0].text[0].isupper() or words[0].small in sentence.language.nominatives
        if named or words[0].small in sentence.language.pronouns:
            return with_apposition(sentence, phrase), part.start - 2
    return None


def relay(sentence: Clause, said: Sequence[Cue], start: int) -> int:
    """Return where words reported from `start` end before who relays them: "заявил, что цены вырастут, | пишет РБК"."""
    if has_cases(sentence.language):
        for cue in said:
            if cue.start > start and not cue.describing and not cue.gerund:
                before = sentence.text(start, cue.start).rstrip()
                subject = subject_after(sentence, cue) if before.endswith(",") else None
                if subject is not None and closes(sentence, max(part.end for part in subject if part)):
                    return start + len(before) - 1
    if not (sentence.language.inverts or sentence.language.verb_first):
        return _before_relay(sentence, said, start)
    return sentence.end


def relative_end(sentence: Clause, cue: Cue, start: int) -> int:
    """Return where a relative clause with a report in it ends: "qui dit avoir agi seul, | a dix jours pour"."""
    language = sentence.language
    if not plain_order(language) or relative_of(sentence, cue) is None:
        return sentence.end
    words = [word for word in sentence.words if word.start >= start]
    for before, word in pairwise(words):
        if sentence.text(before.end, word.start).strip() == "," and (
            is_verb(word, language) or word.small in language.perfect | language.cues
        ):
            return before.end
    return sentence.end


def _before_relay(sentence: Clause, said: Sequence[Cue], start: int) -> int:
    """Return where a report ends before the body that relays it: "told him that ..., | the agency reported"."""
    for cue in said:
        if cue.start < start or cue.describing or cue.gerund or not closes(sentence, cue.end):
            continue
        subject = subject_before(sentence, cue)
        if subject is None or subject[1] is not None or subject[0].start <= start:
            continue
        comma = sentence.text(start, subject[0].start).rstrip()
        if comma.endswith(",") and has_role(sentence.text(subject[0].start, subject[0].end), sentence.language):
            return start + len(comma) - 1
    return sentence.end


def closes(sentence: Clause, end: int) -> bool:
    """Whether a clause ends at an offset, or goes on with nothing but time and place."""
    language = sentence.language
    rest = sentence.text(end, sentence.end).lstrip(" )")
    if not rest or rest[0] in ",.;–—-(،؛!?":
        return True
    following = next((word for word in sentence.words if word.start >= end), None)
    return (
        following is None
        or following.small
        in language.prepositions
        | language.adverbs
        | language.subordinators
        | (language.object_nouns if language.capital_nouns else frozenset())
        | language.particles.get("", frozenset())
        or (plain_order(language) and following.small in language.gerunds | language.tail)
    )
