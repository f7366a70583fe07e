"""Whose words an outlet carries that cites somebody else: "передаёт Синьхуа со ссылкой на | телеканал MRTV"."""

import re
from functools import cache
from typing import Final

from seeds.agencies import named_agencies
from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.attributed import Attribution
from seeds.quoting.clauses import QUOTED, Clause, Signs, Span, folded, signs, spelled
from seeds.quoting.phrases import is_adverbial
from seeds.quoting.sources import governed

# How many words may stand between an outlet or its verb and the phrase that cites: a day, to whom it was told.
_REACH: Final = 4
_ASCII: Final = re.compile(r"[A-Za-z]")


def whom_cited(sentence: Clause, whose: Attribution) -> Attribution:
    """Return an attribution with whom the outlet that speaks cites in its place; another one as it is.

    The phrase that cites stands behind the outlet or its verb, or before both. A person who cites a report speaks.
    """
    if whose.cue is None or not sentence.may_hold(_signs(sentence.language)):
        return whose
    for match in _phrases(sentence.language).finditer(sentence.folded):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        inside = whose.subject is not None and whose.subject.start < start < whose.subject.end
        carrier = Attribution(Span(whose.subject.start, start), cue=whose.cue) if inside and whose.subject else whose
        if not _belongs(sentence, carrier, start, end):
            continue
        who = governed(sentence, end)
        after = min(
            (part.start for part in (whose.subject, whose.cue) if part and part.start > end), default=sentence.end
        )
        if who is not None and who.start < after < who.end:
            who = Span(who.start, end + len(sentence.text(end, after).rstrip()))  # "на портовую администрацию | ТАСС"
        if who is not None and who.start - end <= _REACH:
            named, office = with_apposition(sentence, who)
            return Attribution(named, office, whose.cue) if office == who else Attribution(who, None, whose.cue)
    return whose


def is_carrier(sentence: Clause, whose: Attribution) -> bool:
    """Whether an outlet with a verb of passing on stands for who spoke: "передал | телеканал «Аль-Сумария»"."""
    cue, language = whose.cue, sentence.language
    passes_on = cue is not None and folded(sentence.text(cue.start, cue.end)) in language.relaying | language.cues
    return passes_on and whose.subject is not None and _is_outlet(sentence, whose.subject)


def _belongs(sentence: Clause, whose: Attribution, start: int, end: int) -> bool:
    """Whether a phrase that cites stands beside an outlet and its verb, with nothing of another clause between."""
    said = [part for part in (whose.subject, whose.cue) if part is not None and sentence.start <= part.start]
    if whose.cue is not None and start <= whose.cue.start < whose.cue.end <= end and whose.subject is not None:
        said.remove(whose.cue)  # "CNN сообщил, | ссылаясь | на чиновника, что"
    carrier = whose.subject if whose.subject in said else None
    if not said or any(part.start < end and part.end > start for part in said):
        return False
    behind = [part.end for part in said if part.end <= start]
    first, last = (max(behind), start) if behind else (end, min(part.start for part in said))
    between = [word for word in sentence.words_in(Span(first, last)) if not is_adverbial(word, sentence.language)]
    between = [word for word in between if word.small not in sentence.language.cues]
    if len(between) > _REACH * (1 if behind else 3) or re.search("[.:;]", sentence.text(first, last)):
        return False
    if carrier is None:
        inside = Span(first, last) if whose.subject is None else None
        return inside is not None and _is_outlet(sentence, inside)
    return _is_outlet(sentence, carrier)


def _is_outlet(sentence: Clause, phrase: Span) -> bool:
    """Whether a phrase is an agency's, a paper's or a station's: by its kind, its name, its marks or its alphabet."""
    language, words = sentence.language, sentence.words_in(phrase)
    if not words:
        return False
    if any(word.small in language.carriers or word.text.startswith(QUOTED) for word in words):
        return True
    foreign = language.bare_nouns and any(_ASCII.match(word.text) for word in words)
    return foreign or bool(named_agencies(sentence.plain[phrase.start - sentence.start : phrase.end - sentence.start]))


@cache
def _signs(language: Language) -> Signs:
    return signs(language.by_way_of, language)


@cache
def _phrases(language: Language) -> re.Pattern[str]:
    """Match a phrase that leads from an outlet to whom it cites."""
    phrases = "|".join(spelled(phrase) for phrase in sorted(language.by_way_of, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{phrases})(?:(?<=')|\s+)")
