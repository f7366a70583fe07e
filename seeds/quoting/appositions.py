"""What stands beside a noun phrase and says who that is: a name behind an office, an office behind a name."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import is_office, names_holder
from seeds.quoting.articleless import has_cases, has_verb_form
from seeds.quoting.clauses import QUOTED, Clause, Span, Word
from seeds.quoting.phrases import (
    Subject,
    has_name,
    has_role,
    is_acting,
    is_name,
    is_verb,
    joined,
    noun_phrase,
    phrase_stops,
    plain_order,
)

_LONGEST_COMPLEMENT: Final = 9
_OFFICE_REACH: Final = 5
# An article and a noun before a name.
_TITLE: Final = 2
_PARTY: Final = re.compile(r"\s\([^()\n]{1,40}\),?\s(?=[^\W\d_a-z])")
# How an Arabic verb of what will be begins.
_WILL: Final = ("سي", "ست", "سن")
_PART: Final = re.compile(rf"[,،]\s+((?:[^,،;:.{QUOTED}“”«»„\"(–—-]|(?<=\w)-(?=\w)){{3,90}})")


def with_apposition(sentence: Clause, phrase: Span) -> Subject:
    """Return a noun phrase with the comma part after it: the name is the subject, the office its apposition."""
    party = _PARTY.match(sentence.text(phrase.end, sentence.end))
    if (
        party
        and not has_name(sentence, phrase)
        and has_role(sentence.text(phrase.start, phrase.end), sentence.language)
    ):
        holder = noun_phrase(sentence, phrase.end + party.end())
        if holder is not None and has_name(sentence, holder):
            return holder, phrase  # "la sénatrice (LR) Agnès Delcourt"
    language = sentence.language
    apposition = _apposition(sentence, phrase.end)
    if language.verb_first and apposition is not None:
        name = sentence.text(apposition.start, apposition.end)
        if names_holder(sentence.text(phrase.start, phrase.end), name, language):
            return apposition, phrase
        adjunct = sentence.words_in(apposition)[0].small in language.prepositions  # "خلال مؤتمر صحفي"
        return phrase, apposition if has_role(name, language) and not adjunct else None
    if apposition is not None:
        office = has_role(sentence.text(phrase.start, phrase.end), language)
        titled = ends_in_name if has_cases(language) else is_titled_name
        holds = not has_name(sentence, phrase) or _holds(sentence, phrase, apposition, office)
        if holds and (is_name(sentence, apposition) or (office and titled(sentence, apposition))):
            return apposition, phrase
    return phrase, apposition


def _holds(sentence: Clause, phrase: Span, apposition: Span, office: bool) -> bool:
    """Whether a full name behind an office is its holder's: "o ministro das Relações Exteriores, | Mauro Vilela"."""
    first = sentence.words_in(phrase)[0]
    return (
        office
        and plain_order(sentence.language)
        and first.small in sentence.language.determiners
        and is_name(sentence, apposition)
        and has_name(sentence, apposition)
    )


def up_to_holder(sentence: Clause, phrase: Span) -> Span:
    """Return an office's phrase with what the office is of behind a preposition, where its holder's name follows.

    "l'assessore | alla Sanità Marco Rossi", "l'ambassadeur de France | aux États-Unis, Philippe Roy".
    """
    language = sentence.language
    following = [word for word in sentence.words if word.start >= phrase.end][:_LONGEST_COMPLEMENT]
    if not plain_order(language) or not following or has_name(sentence, phrase):
        return phrase
    if following[0].small not in language.prepositions or not joined(
        sentence, sentence.words_in(phrase)[-1], following[0]
    ):
        return phrase
    run: list[Word] = []
    bound, at = True, following[0].end
    for before, word in pairwise(following):
        if (
            not joined(sentence, before, word)
            or word.small in phrase_stops(language) | language.cues
            or word.text.startswith(QUOTED)
        ):
            break
        if not word.text[0].isupper():
            run = []
        elif run or before.small not in language.naming | language.roles | language.organisations:
            run.append(word)
            governing = language.prepositions | language.links | language.determiners
            bound = (before.small in governing or before.small.endswith("'")) if len(run) == 1 else bound
        at = word.end
    if len(run) >= (3 if bound else 2) and run[-1].end == at:
        return Span(phrase.start, at)
    holder = _apposition(sentence, at)
    return (
        Span(phrase.start, at)
        if holder is not None and is_name(sentence, holder) and has_name(sentence, holder)
        else phrase
    )


def is_titled_name(sentence: Clause, span: Span) -> bool:
    """Whether a stretch is a title straight before a full name: "son porte-parole, | le colonel Idrissa Kéballo"."""
    language, words = sentence.language, sentence.words_in(span)
    if not plain_order(language):
        return False
    first = next((place for place, word in enumerate(words) if word.text[0].isupper()), len(words))
    title, name = words[:first], words[first:]
    bound = language.links - language.determiners | language.prepositions - language.determiners
    if not name or not is_name(sentence, Span(name[0].start, span.end)):
        return False
    office = any(word.small in language.roles for word in title)
    led = len(title) == _TITLE and title[0].small in language.determiners  # "il violoncellista | Hans Keller"
    led = led and title[1].small not in language.organisations | language.adverbs | language.auxiliaries
    single = office and led and len(name[0].text) > 1  # "il rapper | Zeta"
    return ((len(name) > 1 and (office or led)) or single) and not any(word.small in bound for word in title)


def ends_in_name(sentence: Clause, span: Span) -> bool:
    """Whether a title in small letters leads to a full name: "доктор наук | Пётр Лукьянов"."""
    words = sentence.words_in(span)
    return (
        len(words) > 2
        and words[0].small in sentence.language.nominatives
        and all(word.text[0].isupper() for word in words[-2:])
    )


def _apposition(sentence: Clause, end: int) -> Span | None:
    """Return the comma part after a subject that says who it is."""
    language = sentence.language
    rest = sentence.text(end, sentence.end)
    match = _PART.match(rest)
    if not match:
        return None
    part = Span(end + match.start(1), end + match.start(1) + len(match.group(1).rstrip()))
    words = sentence.words_in(part)
    verbs = language.cues - language.ambiguous_cues if language.verb_first else language.cues
    if not words or any(word.small in verbs for word in words[:2]):
        return None
    if has_cases(language) and any(has_verb_form(word, language) or word.small in language.finite for word in words):
        return None
    if has_cases(language) and words[0].small not in language.nominatives and _has_short_participle(words, language):
        return None  # "Как сообщил мэр, | водителю выписан штраф"
    if language.verb_first and words[0].small.startswith("ف") and not is_office(words[0].small, language):
        if words[0].small not in language.first_names and len(words) > 1:
            return None  # "سأله المذيع، | فضحك الجنرال"
    if language.verb_first and words[0].small.startswith(_WILL) and words[0].small not in language.first_names:
        return None  # "بحسب ما ذكره المدير، | ستوزع الشركة الأرباح"
    if any(words[0].small == f"{prefix}{that}" for prefix in language.prefixes for that in language.that):
        return None
    if language.capital_nouns and (words[0].small in language.object_nouns or "zu" in [word.small for word in words]):
        return None  # "fordern sie, | dem Betreiber die Lizenz zu entziehen"
    if plain_order(language) and (
        _is_clause(words, language)
        or (words[0].text[0].islower() and words[0].small in language.auxiliaries - language.determiners)
    ):
        return None
    stop = next(
        (
            word.start
            for word in words[1:]
            if word.small in (language.subordinators | language.that_words) - language.determiners
        ),
        None,
    )
    if stop is not None:
        part = Span(part.start, part.start + len(sentence.text(part.start, stop).rstrip()))
    if is_name(sentence, part) or language.verb_first or is_titled_name(sentence, part):
        return part  # "…, | il maggiore Sandro Fiori"
    if plain_order(language):  # who somebody is says so at once: "il Codacons, | rischiano una stangata a famiglia"
        words = sentence.words_in(part)
        near = [word for word in words if word.small not in language.determiners][:_OFFICE_REACH]
        office = any(has_role(word.text, language) for word in near)
        return part if office and not any(is_verb(word, language) for word in near) else None
    return part if has_role(sentence.text(part.start, part.end), language) else None


def _has_short_participle(words: Sequence[Word], language: Language) -> bool:
    """Whether a Russian passive in small letters stands behind the first word: "водителю | выписан | штраф"."""
    return any(word.text[0].islower() and language.formed("short_participle", word.small) for word in words[1:])


def _is_clause(words: Sequence[Word], language: Language) -> bool:
    """Whether a verb of a third person stands among words before any relative pronoun: "a venda do banco | ficará"."""
    for word in words:
        if word.small in language.subordinators | language.that_words:
            return False
        if is_acting(word, language) and word is not words[0]:
            return True
    return False
