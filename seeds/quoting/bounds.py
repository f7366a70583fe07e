"""Where reported words end before another report of the sentence."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.quoting.articleless import has_cases
from seeds.quoting.bare_clauses import bare_clause, bare_verb
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.contents import part_end, that_after
from seeds.quoting.objects import has_object
from seeds.quoting.phrases import has_name, has_role, plain_order
from seeds.quoting.subjects import subject_after, subject_before

_LONGEST_TAIL: Final = 12


def other_report(sentence: Clause, said: Sequence[Cue], cue: Cue, start: int) -> int:
    """Return where the words reported by a cue end.

    Before a second report of the same speaker ("..., and added that").
    """
    language, words = sentence.language, sentence.words
    limit = min(_semicolon(sentence, start), _colon(sentence, said, start))
    for other in said:
        if other.start >= limit:
            return limit
        place = min(other.place, other.auxiliary)
        if other.place <= cue.last or words[place].start <= start:
            continue
        contrast = _contrast(sentence, other, start)
        contrast = _turns(sentence, other, start) if contrast is None and has_cases(language) else contrast
        if contrast is not None:
            return contrast  # "…, mentre | l'opposizione chiede"
        quoted = plain_order(language) and QUOTED in sentence.text(other.end, sentence.end)
        joins = quoted or next_is_that(sentence, other) or _is_narrated(sentence, cue, other)
        if other.describing and not joins:
            continue
        before = words[place - 1]
        small = language.auxiliaries - language.determiners
        if plain_order(language) and before.small in small and words[place - 2].small in language.coordinators:
            place, before = place - 1, words[place - 2]  # "…, ma | non escludono un errore"
        if _relays(sentence, other, before):
            return before.end  # "..., informó la agencia"
        joined = (
            before.small in language.coordinators
            or (other.gerund and re.search(r"[,،]", sentence.text(before.end, other.start)) is not None)
            or (place > 1 and _concedes(sentence, words[place - 2], before))
        )
        prefixed = (
            bool(language.prefixes)
            and words[other.place].small.startswith(language.prefixes)
            and words[other.place].small != other.small
        )
        closed = joined and not other.gerund and sentence.text(words[place - 2].end, before.start).strip() == ","
        if (
            prefixed
            or closed
            or (other.gerund and joined and language.bare_nouns)
            or (
                joined
                and (
                    that_after(sentence, other) is not None
                    or QUOTED in sentence.text(other.end, sentence.end)
                    or (language.infinitive is not None and bare_clause(sentence, other) is not None)
                    or (not language.inverts and not language.verb_first and bare_verb(sentence, other))
                    or is_infinitive(sentence, start)
                    or _is_narrated(sentence, cue, other)
                    or (plain_order(language) and other.auxiliary == other.place and has_object(sentence, other))
                )
            )
        ):
            return words[place].start if prefixed or other.gerund else before.start
    return limit


def _turns(sentence: Clause, other: Cue, start: int) -> int | None:
    """Return where a clause with another speaker starts behind "а" or "но": "…, | а спикер пообещал"."""
    subject = subject_before(sentence, other)
    if subject is None or subject[0].start <= start or other.gerund:
        return None
    phrase = sentence.text(subject[0].start, subject[0].end)
    before = sentence.text(start, subject[0].start).rstrip()
    joined = re.search(r",\s(?:а|но|однако|зато)\Z", before)
    if joined is None or not (has_role(phrase, sentence.language) or has_name(sentence, subject[0])):
        return None
    return start + joined.start()


def _semicolon(sentence: Clause, start: int) -> int:
    """Return where the writer goes on after a semicolon in English: what follows it is reported only with "that"."""
    if sentence.language.inverts or sentence.language.verb_first:
        return part_end(sentence, start)
    at = sentence.text(start, sentence.end).find(";")
    following = next((word.small for word in sentence.words if word.start > start + at), "")
    return sentence.end if at < 0 or following in sentence.language.that else start + at


def _colon(sentence: Clause, said: Sequence[Cue], start: int) -> int:
    """Return where a colon ends a report because another verb of saying stands behind it: "nega di cedere: | dice"."""
    at = sentence.text(start, sentence.end).find(": ") if plain_order(sentence.language) else -1
    return start + at if at > 0 and any(cue.start > start + at for cue in said) else sentence.end


def _relays(sentence: Clause, other: Cue, before: Word) -> bool:
    """Whether a verb after a comma says who relays the report: its subject follows and closes the sentence."""
    language = sentence.language
    if not plain_order(language) or other.describing or other.gerund:
        return False
    if not sentence.text(before.end, other.start).strip().startswith(",") or that_after(sentence, other) is not None:
        return False
    subject = subject_after(sentence, other)
    if subject is None or subject[0].start - other.end > _LONGEST_TAIL:
        return False
    end = max(part.end for part in subject if part is not None)
    return sentence.text(end, sentence.end).strip(' )”"»') in ("", ".") and is_somebody(sentence, subject[0])


def _concedes(sentence: Clause, before: Word, word: Word) -> bool:
    """Whether a conjunction after a comma goes on with the speaker: "..., aunque | admitió que"."""
    language = sentence.language
    conjunctions = language.subordinators - language.relatives - language.that_words
    return plain_order(language) and word.small in conjunctions and sentence.text(before.end, word.start).strip() == ","


def _is_narrated(sentence: Clause, cue: Cue, other: Cue) -> bool:
    """Whether two verbs of saying stand in one tense of the story: what is reported in it would be shifted back."""
    narrated = sentence.language.narrated
    if narrated is None or other.auxiliary < other.place or cue.auxiliary < cue.place:
        return False
    past, also = (narrated.fullmatch(verb.small.partition(" ")[0]) is not None for verb in (cue, other))
    return past == also


def next_is_that(sentence: Clause, cue: Cue) -> bool:
    """Whether "that" follows straight on a describing verb, which then reports: "rechazó que", "dénonce que"."""
    language, words = sentence.language, sentence.words
    following = words[cue.last + 1].small if cue.last + 1 < len(words) else ""
    return language.inverts and following in language.that


def is_infinitive(sentence: Clause, start: int) -> bool:
    """Whether what is reported from `start` on is an infinitive: no finite verb can be joined to it by "and"."""
    pattern = sentence.language.infinitive
    words = [word for word in sentence.words if word.start >= start][:2]
    if pattern is None or not words:
        return False
    links = " ".join(word.small for word in words)
    return any(pattern.fullmatch(text) for text in (words[0].small, links, f"di {words[0].small}"))


def is_somebody(sentence: Clause, phrase: Span) -> bool:
    """Whether a phrase has a capital, an office or a body in it, or starts with a pronoun."""
    language, words = sentence.language, sentence.words_in(phrase)
    named = any(word.text[0].isupper() for word in words)
    return named or words[0].small in language.pronouns or has_role(sentence.text(phrase.start, phrase.end), language)


def _contrast(sentence: Clause, other: Cue, start: int) -> int | None:
    """Return where "while" begins what another does or says, or None."""
    if not sentence.language.contrasts or sentence.language.verb_second:
        return None
    if not sentence.language.inverts:
        return _contrasted(sentence, other, start)
    subject = subject_before(sentence, other)
    first = min(part.start for part in subject if part is not None) if subject is not None else -1
    lead = next((word for word in reversed(sentence.words) if word.end <= first), None)
    if lead is None or lead.start <= start or lead.small not in sentence.language.contrasts:
        return None
    return lead.start if sentence.text(start, lead.start).rstrip().endswith(",") else None


def _contrasted(sentence: Clause, other: Cue, start: int) -> int | None:
    """Return where "while" and somebody begin a verb's clause: "did not go far enough, | while the union warned"."""
    comma = start + sentence.text(start, other.start).rfind(", ")
    leads = [word for word in sentence.words if word.start > comma][:2] if comma >= start and not other.gerund else []
    if len(leads) <= 1 or leads[0].small not in sentence.language.contrasts:
        return None
    named = leads[1].text[0].isupper()
    if leads[0].small in sentence.language.coordinators:
        return comma if named and leads[1].small not in sentence.language.pronouns else None  # ", | but Ann Rowe says"
    known = sentence.language.determiners | sentence.language.pronouns
    return comma if named or leads[1].small in known else None


def is_described_first(sentence: Clause, content: Span) -> bool:
    """Whether a participle begins what stands before a verb: "Soprannominato «il muto», aveva raccontato"."""
    language, words = sentence.language, sentence.words_in(content)
    form = language.participle_form if plain_order(language) and len(words) > 1 else None
    first = words[0].small
    if form is None or words[0].start > sentence.words[0].start or form.fullmatch(first) is None:
        return False
    return words[1].text.startswith(QUOTED) or words[1].small in language.prepositions - language.determiners
