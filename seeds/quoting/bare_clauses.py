"""Reported clauses without "that": where they start, and whether what follows a verb of saying is one."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.contents import SHORTEST
from seeds.quoting.labels import is_label
from seeds.quoting.subjects import subject_after, subject_before
from seeds.quoting.verb_second import clause_first

_NEAR: Final = 6
_AGE: Final = re.compile(r"\d{1,3},\s")
_COMMA: Final = re.compile(r",\s")
_PAUSE: Final = re.compile(r"[,;:.]")


def bare_verb(sentence: Clause, cue: Cue) -> bool:
    """Whether a clause of its own follows a second verb of saying: "and predicted | disruption would ease"."""
    language = sentence.language
    if cue.small not in language.plain_cues or bare_clause(sentence, cue) is None:
        return False
    following = sentence.words[cue.last + 1 : cue.last + 1 + _NEAR]
    return any(word.small in language.finite and word.text[0].islower() for word in following[1:])


def _is_relative(sentence: Clause, cue: Cue, first: Word) -> bool:
    """Whether what follows a verb that closes a report says who speaks: "…, sagte ein Diplomat, | der anonym blieb"."""
    language, words = sentence.language, sentence.words
    before = sentence.text(sentence.start, words[min(cue.place, cue.auxiliary)].start).rstrip(" ”\"“»«’'")
    opened = cue.small.endswith(language.within_endings or ("\0",)) and not any(
        word.small in language.impersonal for word in words[cue.last + 1 : cue.last + 2]
    )  # "wie aus einem Entwurf hervorgeht, | der der Agentur vorliegt"
    closing = before.endswith((",", QUOTED, "–", "—")) and subject_before(sentence, cue) is None
    return first.small in (language.relatives if opened else language.determiners - language.indefinite) and (
        opened or closing
    )


def is_present(before: Word, word: Word, after: Word | None, language: Language) -> bool:
    """Whether a word in -s is a verb and no plural, by what follows it: "the chain | expects | a tougher half"."""
    if word.small.endswith("s") and before.small in language.pronouns - {"i", "we", "they"}:
        return word.small not in language.adverbs | language.prepositions  # "it | sees hybrids"
    if (
        before.small in language.listed("plain_plurals")
        and word.text.isalpha()
        and word.small not in language.adverbs | language.prepositions
    ):
        return word.small not in language.determiners | language.auxiliaries  # "they | rest on"
    if before.small.endswith("s") and _is_base(before, word, after, language):
        return True
    return (
        word.small.endswith("s")
        and word.text[0].islower()
        and before.small not in language.determiners | language.prepositions | language.adverbs
        and (
            word.small in language.cues
            or (after is not None and after.small in language.determiners | language.pronouns | {"to", "not", "that"})
        )
    )


def _is_base(before: Word, word: Word, after: Word | None, language: Language) -> bool:
    """Whether a word behind a plural and before an article is its verb: "the numbers | understate | the problem"."""
    small = language.adverbs | language.prepositions | language.determiners | language.coordinators
    small |= language.subordinators | language.that_words | language.auxiliaries | language.relatives
    return (
        after is not None
        and word.text.isalpha()
        and word.text[0].islower()
        and word.small not in small
        and not word.small.endswith(("s", "ly", "ing"))
        and before.text[0].islower()
        and before.small not in small
        and after.small in language.determiners | language.owners.keys()
    )


def bare_clause(sentence: Clause, cue: Cue) -> int | None:
    """Return where a reported clause without "that" starts, or None."""
    language = sentence.language
    if language.comma_clause:
        rest = sentence.text(cue.end, sentence.end)
        comma = _COMMA.search(rest)
        if comma is None or re.search("[;:]", rest[: comma.start()]) or comma.start() > 120:
            return None
        quoted = [word for word in sentence.words_in(Span(cue.end, cue.end + comma.start())) if word.text[0] == QUOTED]
        if any(not is_label(sentence, word) for word in quoted):
            return None  # but "sagte dem „Blick“, | er nehme das ernst"
        start = cue.end + comma.end()
        aged = _AGE.match(sentence.text(start, sentence.end))
        start += aged.end() if aged else 0  # "wirbt Jana Seidel, 38, | für sich"
        following: Sequence[Word] = [word for word in sentence.words if word.start >= start][:1]
        if not following or following[0].text.startswith(QUOTED):
            return None
        if following[0].small in language.subordinators:
            return start if clause_first(sentence, start) else None  # "sagte, wer raucht, müsse gehen"
        if _is_relative(sentence, cue, following[0]) or following[0].small in language.contrasts:
            return None  # "spricht vom Ende, | doch niemand bleibt"
        if aged and following[0].small in language.links | language.prepositions - language.determiners:
            return None
        verbs = language.cues | language.finite | language.perfect
        if language.verb_second and following[0].text[0].islower() and following[0].small in verbs:
            return None  # "habe nichts bemerkt, | teilte die Polizei mit"
        subject = None if subject_before(sentence, cue) else subject_after(sentence, cue)
        if subject is not None and subject[1] is not None and max(subject[0].start, subject[1].start) >= start:
            end = max(subject[0].end, subject[1].end)
            comma = re.match(r"\s*,\s", sentence.text(end, sentence.end))
            return end + comma.end() if comma else None
        return start
    following = sentence.words[cue.last + 1 :]
    if not following:
        return None
    if language.infinitive is not None:
        if _is_infinitive_beside(sentence, cue, following):
            return following[0].start
        for place, word in enumerate(following[:8]):
            if _PAUSE.search(sentence.text(cue.end, word.start)) or word.text.startswith(QUOTED):
                return None
            if place and word.small in language.coordinators - language.links:
                return None  # "gritou e teve de | ser retirada"
            after = following[place + 1].small if place + 1 < len(following) else ""
            if language.infinitive.fullmatch(f"{word.small} {after}"):
                return word.end if word.small in language.links else word.start
            if language.infinitive.fullmatch(word.small):
                return word.start
        return None
    if language.inverts or len(following) < SHORTEST or sentence.text(cue.end, following[0].start).strip():
        return None
    if cue.small in language.listed("telling"):
        following = following[2:] if following[0].small in language.determiners else following[1:]
    adverbial = 0
    while adverbial < min(3, len(following)) and following[adverbial].small in language.adverbs:
        adverbial += 1
    following = following[adverbial:]
    if not following or following[0].text.startswith(QUOTED) or following[0].small in language.according:
        return None
    first = following[0].small
    if first in language.prepositions - {"about", "over", "under"} or first in language.subordinators - {
        "if",
        "as",
        "when",
        "while",
    }:
        following = _after_time(sentence, following)
        if not following:
            return None
    return following[0].start


def _after_time(sentence: Clause, following: Sequence[Word]) -> Sequence[Word]:
    """Skip "on Tuesday" between a verb and what was said."""
    language = sentence.language
    place = 1
    while place < len(following) and (following[place].small in language.adverbs or following[place].text.isdigit()):
        place += 1
    if place == 1 or place >= len(following) or sentence.text(following[place - 1].end, following[place].start).strip():
        return ()
    after = following[place]
    return (
        ()
        if after.small in language.prepositions | language.subordinators or after.text.startswith(QUOTED)
        else following[place:]
    )


def _is_infinitive_beside(sentence: Clause, cue: Cue, following: Sequence[Word]) -> bool:
    """Whether any infinitive, negated or not, follows straight on a verb of saying: "disse rezar", "negó conocerla"."""
    language = sentence.language
    form = language.infinitive_beside
    if form is None or not following[0].text[0].islower() or sentence.text(cue.end, following[0].start).strip(" -"):
        return False
    after = following[1].small if len(following) > 1 else ""
    known = language.roles | language.organisations | language.adverbs | language.prepositions | language.participles
    return following[0].small not in known and any(
        form.fullmatch(text) is not None for text in (following[0].small, f"{following[0].small} {after}")
    )
