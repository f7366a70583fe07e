"""Whose words stand between marks: the saying verb round a marked span and its subject, and what kind of quote it is."""

import re
from dataclasses import dataclass
from typing import Final

from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, cues, subject_after, subject_before, subject_of_participle
from seeds.quoting.marks import Marked

_ENDED: Final = (".", ",", "!", "?", "…", "。", "、", "！", "？", ";")


@dataclass(frozen=True)
class Attribution:
    """The speaker's phrase, its apposition and the cue; each None where the text does not say."""

    subject: Span | None = None
    apposition: Span | None = None
    cue: Span | None = None


def attribution(sentence: Clause, span: Marked) -> Attribution:
    """Return who is said to speak the marked words: after them, before them, then by a describing verb or a noun."""
    found = list(cues(sentence))
    after = _after(sentence, span, found)
    if after is not None:
        return after
    before = _before(sentence, span, found)
    if before is not None:
        return before
    by_phrase = _according(sentence)
    if by_phrase is not None:
        return by_phrase
    return _noun(sentence, span) or Attribution()


def is_direct(sentence: Clause, span: Marked, *, attributed: bool) -> bool:
    """Whether the marked words are a whole utterance, and not words inside the writer's own sentence."""
    content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
    before = sentence.text(sentence.start, span.outer_start).rstrip(" “\"‘'«„")
    after = sentence.text(span.outer_end, sentence.end).lstrip()
    first = next((character for character in content if character.isalnum()), "")
    if span.continues:
        return True
    led = not before or before.endswith((":", ",", ";", "—", "–", "-", ".", "!", "?"))
    cue_before = any(not cue.describing and cue.end == sentence.start + len(before) for cue in cues(sentence))
    if first.islower():
        # “A,” he said, “b”: the second half goes on where the first was interrupted.
        return attributed and QUOTED in before and before.endswith(",")
    if not before and after and not content.rstrip().endswith(_ENDED) and not after.startswith(_ENDED):
        return False
    return led or cue_before


def is_speech(sentence: Clause, span: Marked, found: Attribution, *, direct: bool) -> bool:
    """Tell quoted speech from a title, a term or a scare quote."""
    language = sentence.language
    content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", content)
    lower = [word.lower().replace("’", "'") for word in words]
    has_clause = any(word in language.finite for word in lower)
    titled = len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words) and not content.isupper()
    if not words:
        return False
    if titled and not has_clause and not (direct and found.cue):
        return False
    if direct:
        return found.cue is not None or has_clause or len(words) >= 5
    before = [word.small for word in sentence.words if word.end <= span.outer_start][-2:]
    if before and (before[-1] in language.naming or " ".join(before) in language.naming):
        return False
    return found.cue is not None or has_clause or len(words) >= 5


def _after(sentence: Clause, span: Marked, found: list[Cue]) -> Attribution | None:
    """“…,” said X · “…,” X said."""
    rest = [word for word in sentence.words if word.start >= span.outer_end]
    following = next((place for place, word in enumerate(rest) if word.text.startswith(QUOTED)), len(rest))
    limit = rest[following].start if following < len(rest) else sentence.end
    gap = sentence.text(span.outer_end, rest[0].start) if rest else ""
    if not rest or re.search(r"[.;:!?]", gap):
        return None
    for cue in found:
        if cue.start < span.outer_end or cue.end > limit or cue.describing:
            continue
        if cue.start == rest[0].start:
            subject = subject_after(sentence, cue)
            if subject is not None:
                return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
        subject = subject_before(sentence, cue)
        if subject is not None and subject[0].start >= span.outer_end:
            lead = sentence.text(span.outer_end, min(subject[0].start, subject[1].start if subject[1] else subject[0].start))
            if not re.search(r"[^\W_]", lead):
                return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
        break
    return None


def _before(sentence: Clause, span: Marked, found: list[Cue]) -> Attribution | None:
    """X said: “…” · X called it “…” · X, adding that it was “…”."""
    for cue in reversed([cue for cue in found if cue.end <= span.outer_start]):
        subject = subject_before(sentence, cue) or subject_of_participle(sentence, cue)
        if subject is not None:
            return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
    if span.outer_start > sentence.start:  # a verb without a subject of its own still says that somebody spoke
        cue = next((cue for cue in reversed(found) if cue.end <= span.outer_start and not cue.small.endswith("s")), None)
        if cue is not None:
            return Attribution(None, None, Span(cue.start, cue.end))
    return None


def _according(sentence: Clause) -> Attribution | None:
    for phrase in sentence.language.according:
        match = re.search(rf"\b({re.escape(phrase)})\s+([^,:;.{QUOTED}“”\"]+)", sentence.masked, re.IGNORECASE)
        if match:
            who = Span(sentence.start + match.start(2), sentence.start + match.start(2) + len(match.group(2).rstrip()))
            return Attribution(who, None, Span(sentence.start + match.start(1), sentence.start + match.end(1)))
    return None


def _noun(sentence: Clause, span: Marked) -> Attribution | None:
    """The dismissal by X of ... as “…” · X's claim that ... “…”; "by" tells more than a possessive."""
    nouns = [
        place
        for place, word in enumerate(sentence.words)
        if word.end <= span.outer_start and word.small in sentence.language.cue_nouns
    ]
    for find in (_by, _possessor):
        for place in reversed(nouns):
            who = find(sentence, place, span.outer_start)
            if who is not None:
                word = sentence.words[place]
                return Attribution(who, None, Span(word.start, word.end))
    return None


def _by(sentence: Clause, place: int, limit: int) -> Span | None:
    words = sentence.words[place + 1 :]
    if not words or words[0].small not in sentence.language.agents:
        return None
    who: list[Word] = []
    for word in words[1:]:
        ended = bool(who) and word.small in sentence.language.prepositions | {"of"}
        if word.start >= limit or (ended and who[-1].small not in sentence.language.determiners):
            break
        who.append(word)
    return Span(who[0].start, who[-1].end) if who else None


def _possessor(sentence: Clause, place: int, _limit: int) -> Span | None:
    before = sentence.words[place - 1] if place else None
    if before is None or not before.text[0].isupper():
        return None
    name = re.sub(r"['’]s?\Z", "", before.text)
    return Span(before.start, before.start + len(name)) if name != before.text else None
