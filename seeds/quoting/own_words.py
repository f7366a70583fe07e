"""Reports of whoever spoke last, by a phrase that says so: "по его словам", "ihm zufolge", "nach eigenen Angaben"."""

import re
from collections.abc import Iterator
from functools import cache

from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.clauses import Clause, Signs, Span, signs, spelled
from seeds.quoting.contents import Report, trimmed
from seeds.quoting.implied import someone
from seeds.quoting.phrases import (
    Subject,
    is_noun_phrase,
    noun_phrase,
    plain_order,
)


def by_own_words(sentence: Clause) -> Iterator[Report]:
    """Yield "По его словам, ..." and "..., ihm zufolge ...": whoever spoke last says it, so no subject stands here."""
    language = sentence.language
    if not sentence.may_hold(_own_signs(language)):
        return
    pattern = _own_phrases(language)
    match = pattern.search(sentence.masked) if pattern else None
    if match is None:
        return
    start, end = sentence.start + match.start(), sentence.start + match.end()
    cue = Span(start, end)
    broken = re.search(r"[:;]", sentence.masked[: match.start()])
    own = _is_own(match.group(), language)
    who, apposition = (
        (someone(sentence, sentence.start + broken.start()) if broken else None)
        or (_own_subject(sentence, end) if own else None)
        or (None, None)
    )
    at = sentence.start + broken.end() if broken and plain_order(language) else sentence.start
    # "respinge le accuse: | il cantiere, a suo dire, | è in regola"
    before, after = trimmed(sentence, at, start) if at < start else None, trimmed(sentence, end, sentence.end)
    first = before is not None and len(sentence.words_in(before)) > 0
    if before is not None and first and sentence.words_in(before)[-1].small in language.that_words | language.relatives:
        first = False  # "o grupo, que | segundo ele “correu por dois”"
    if (
        first
        and before is not None
        and all(
            word.small in language.coordinators or word.small in language.adverbs for word in sentence.words_in(before)
        )
    ):
        first = False
    if sentence.text(start - 3, start).rstrip().endswith((":", ";")):
        first = False
    comma_before = sentence.text(start - 3, start).rstrip().endswith((",", "،"))
    if first and comma_before and before is not None:
        yield Report(before, who, apposition, cue)
        if after is not None:
            yield Report(after, who, apposition, cue, segment=2)
    elif first:
        whole = trimmed(sentence, sentence.start, sentence.end)
        if whole is not None:
            yield Report(whole, who, apposition, cue)
    elif after is not None:
        yield Report(after, who, apposition, cue)


def _is_own(phrase: str, language: Language) -> bool:
    """Whether a phrase says that its sentence's own subject speaks: "nach eigenen Angaben"."""
    return language.selves is not None and language.selves.search(phrase.lower()) is not None


def _own_subject(sentence: Clause, end: int) -> Subject | None:
    """Return the subject that a sentence starts with, or that follows the phrase which starts it."""
    start = sentence.words[0].start
    if sentence.words[0].small in sentence.language.prepositions - sentence.language.determiners:
        place = next((place for place, word in enumerate(sentence.words) if word.start >= end), None)
        if place is None or place + 1 >= len(sentence.words):
            return None
        start = sentence.words[place + sentence.language.verb_second].start
    who = noun_phrase(sentence, start)
    return with_apposition(sentence, who) if who is not None and is_noun_phrase(sentence, who) else None


@cache
def _own_signs(language: Language) -> Signs:
    """Return what stands in any sentence with such a phrase: of a pattern, the words before its first sign."""
    heads = (re.match(r"[\w ]*", pattern) for pattern in language.according_nobody)
    own = signs(language.according_own, language)
    nobody = signs((head.group() for head in heads if head), language, cut=True)
    return Signs(own.words | nobody.words, own.parts | nobody.parts)


@cache
def _own_phrases(language: Language) -> re.Pattern[str] | None:
    if not language.according_own:
        return None
    prefix = "|".join(language.prefixes)
    phrases = "|".join([*(spelled(phrase) for phrase in language.according_own), *language.according_nobody])
    return re.compile(rf"(?<!\w)(?:{prefix})?(?:{phrases})(?!\w)", re.IGNORECASE)
