"""Reports by a noun of speech: "the union's warning that posts were at risk was ignored", "his answer was that ..."."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.articleless import has_cases
from seeds.quoting.clauses import Clause, Span, Word
from seeds.quoting.contents import SHORTEST, Report, trimmed
from seeds.quoting.phrases import has_role, is_noun_phrase, noun_phrase

_LONGEST_HOLDER: Final = 6
_SHORT: Final = 8
_ABOUT_THAT: Final = re.compile(r"(?:\s+о\s+том)?,\s+что\s+")


def noun_reports(sentence: Clause) -> Iterator[Report]:
    """Yield the clauses that a noun of speech governs, with whose speech it is: a possessor, or who follows "from"."""
    pattern = _pattern(sentence.language)
    for match in pattern.finditer(sentence.masked) if pattern is not None else ():
        start = sentence.start + match.end()
        noun = Span(sentence.start + match.start("noun"), sentence.start + match.end("noun"))
        holder = _by(sentence, match) if match["by"] else _possessor(sentence, match)
        if holder is None:
            continue
        content = trimmed(sentence, start, sentence.end if match["copula"] else _clause_end(sentence, start))
        if content is not None and len(sentence.words_in(content)) >= SHORTEST:
            yield Report(content, *with_apposition(sentence, holder), noun)


@cache
def _pattern(language: Language) -> re.Pattern[str] | None:
    if language.inverts or language.verb_first or not language.that or not language.cue_nouns:
        return None
    nouns = "|".join(sorted(language.cue_nouns))
    return re.compile(
        rf"(?<!\w)(?P<noun>{nouns})(?P<by>\s(?:from|by|of)\s[^,;:.]{{1,80}}?)?(?:,[^,;:.]{{1,80}},)?"
        rf"(?P<copula>\s(?:is|was|has been))?\sthat\s"
    )


def _by(sentence: Clause, match: re.Match[str]) -> Span | None:
    first = sentence.start + match.start("by") + match["by"].index(" ", 1) + 1
    phrase = noun_phrase(sentence, first)
    return phrase if phrase is not None and is_noun_phrase(sentence, phrase) else None


def _possessor(sentence: Clause, match: re.Match[str]) -> Span | None:
    """Return whose noun it is: the words before "'s", from their article or first capital, or "his"."""
    language = sentence.language
    words = [word for word in sentence.words if word.end <= sentence.start + match.start("noun")]
    for back in range(1, min(3, len(words)) + 1):
        word = words[-back]
        if word.small in language.owners:
            return Span(word.start, word.end)
        bare = re.sub(r"(?:['’]s|(?<=s)['’])\Z", "", sentence.text(word.start, word.end + 1).rstrip())
        if len(bare) < len(sentence.text(word.start, word.end + 1).rstrip()):
            first = len(words) - back
            while first and len(words) - back - first < _LONGEST_HOLDER and _goes_on(words, first, language):
                first -= 1
            return Span(words[first].start, word.start + len(bare))
    return None


def _goes_on(words: list[Word], first: int, language: Language) -> bool:
    before, word = words[first - 1], words[first]
    if word.small in language.determiners:
        return False
    return (
        (
            before.text[0].isupper()
            and before.small not in language.prepositions | language.adverbs | language.subordinators
        )
        or before.small in language.determiners
        or has_role(before.text, language)
    )


def _clause_end(sentence: Clause, start: int) -> int:
    """Return where the writer's own verb follows the clause that a noun governs: "that posts were at risk | was"."""
    language = sentence.language
    words = [word for word in sentence.words if word.start >= start]
    joints = language.subordinators | language.coordinators | language.pronouns | language.adverbs | language.finite
    seen = False
    for place, word in enumerate(words):
        past = seen and word.small.endswith("ed") and words[place - 1].small not in language.agents
        past = past and (place + 1 == len(words) or words[place + 1].small not in language.agents)
        if (word.small not in language.finite and not past) or word.text[0].isupper():
            continue
        if seen and words[place - 1].small not in joints | language.determiners | language.that_words:
            return words[place - 1].end
        seen = True
    return sentence.end


def genitive_reports(sentence: Clause) -> Iterator[Report]:
    """Yield "слова министра о том, что ...": a noun of saying, whose it is, and what was said."""
    if not has_cases(sentence.language):
        return
    for word in sentence.words:
        if word.small not in sentence.language.cue_nouns:
            continue
        bare = sentence.text(word.end, word.end + _SHORT).lstrip().startswith(("о том", ", что"))
        who = Span(word.start, word.end) if bare else noun_phrase(sentence, word.end)
        that = _ABOUT_THAT.match(sentence.text(who.end, sentence.end)) if who else None
        content = trimmed(sentence, who.end + that.end(), sentence.end) if who and that else None
        if content is not None and len(sentence.words_in(content)) >= SHORTEST - 1:
            yield Report(content, _where(sentence) if bare else who, None, Span(word.start, word.end))


def _where(sentence: Clause) -> Span | None:
    """Return the source that a sentence without a speaker starts with: "В канале губернатора появилось сообщение"."""
    first = sentence.words[0]
    known = first.small in sentence.language.within and sentence.words[1].small not in sentence.language.settings
    return noun_phrase(sentence, first.end) if known else None
