"""Reports of whose view follows: "pour X, ...", "per lei il verdetto è «…»", "Für den Trainer ist klar: „…“"."""

import re
from collections.abc import Iterator
from typing import Final

from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.contents import SHORTEST, Report, trimmed
from seeds.quoting.phrases import has_name, has_role, is_name, is_verb, noun_phrase, plain_order
from seeds.quoting.sources import first_phrase, is_known
from seeds.quoting.subjects import antecedent

_SHORTEST_VIEW: Final = 4
_NAMED: Final = re.compile(r"[A-ZÀ-Ý][^\W\d_]+ [A-ZÀ-Ý]")


def opinions(sentence: Clause) -> Iterator[Report]:
    """Yield "Pour X, ...": a preposition at the start that names whose view follows."""
    language, words = sentence.language, sentence.words
    if sentence.smalls.isdisjoint(language.opinion):
        return
    yield from _opinions_of(sentence)
    opened = re.search(r"[:;]\s+", sentence.masked) if plain_order(language) else None
    if opened is not None and words[0].small not in language.opinion:
        words = tuple(word for word in words if word.start >= sentence.start + opened.end())
    if not words or words[0].small not in language.opinion or len(words) < _SHORTEST_VIEW:
        return
    who = noun_phrase(sentence, words[0].end)
    if who is None:
        return
    who = first_phrase(sentence, who)
    apposition, finish = None, who.end
    comma = re.match(r",\s", sentence.text(who.end, sentence.end))
    if comma is not None:
        who, apposition, finish = _with_asides(sentence, who)
    content = trimmed(sentence, finish, sentence.end if comma is not None else _clause_end(sentence))
    colon = sentence.text(finish, sentence.end).find(": ") if language.verb_second else -1
    if colon >= 0:
        content = trimmed(sentence, finish + colon, sentence.end)  # "Für den Trainer ist klar: „…“"
    if content is not None and sentence.words_in(content) and _is_opinion(sentence, who, content, apposition):
        yield Report(content, who, apposition, Span(words[0].start, words[0].end))


def _is_opinion(sentence: Clause, who: Span, content: Span, apposition: Span | None) -> bool:
    """Whether what follows "pour X" is X's view, and not what is done for X."""
    phrase, quoted = sentence.text(who.start, who.end), QUOTED in sentence.masked
    if quoted and phrase.lower() in sentence.language.pronouns:
        return True  # "per lei il verdetto è «…»"
    named = apposition is not None or _NAMED.search(phrase) is not None
    office = has_role(phrase, sentence.language)
    if quoted and (named or office or _is_single_name(sentence, who)):
        return True
    if not re.match(r",\s", sentence.text(who.end, sentence.end)) and apposition is None:
        return (named or office) and _is_view(sentence, who, content)
    return named or (office and re.search(r"[A-ZÀ-Ý]", phrase) is not None) or _is_view(sentence, who, content)


def _clause_end(sentence: Clause) -> int:
    """Return where a clause ends that words in marks close: "Per l'opposizione il sindaco è «ostaggio», | mentre"."""
    comma = sentence.masked.find(",")
    return sentence.start + comma if comma >= 0 and QUOTED in sentence.masked[:comma] else sentence.end


def _with_asides(sentence: Clause, who: Span) -> tuple[Span, Span | None, int]:
    """Return a source before a comma, the office beside it, and where what the commas set off ends."""
    apposition, finish = None, who.end + 2
    office = has_role(sentence.text(who.start, who.end), sentence.language)
    while more := re.match(r"\s?([^,.;:]{3,60}),\s", sentence.text(finish, sentence.end)):
        part = Span(finish + more.start(1), finish + more.end(1))
        words = sentence.words_in(part)
        relative = bool(words) and words[0].small in sentence.language.relatives
        if not words or not (relative or _is_aside(sentence, part)):
            break
        if office and not has_name(sentence, who) and is_name(sentence, part) and has_name(sentence, part):
            who, apposition = part, who
        finish += more.end()
    return who, apposition, finish


def _opinions_of(sentence: Clause) -> Iterator[Report]:
    """Yield "..., Lucie Aubrac, pour qui ...": whose view follows stands before."""
    language = sentence.language
    if language.according_relative is None or not language.opinion or not plain_order(language):
        return
    for word in sentence.words[2:]:
        relative = (
            language.according_relative.match(sentence.text(word.end + 1, sentence.end))
            if word.small in language.opinion
            else None
        )
        if relative is not None:
            holder = antecedent(sentence, word.start)
            content = trimmed(sentence, word.end + 1 + relative.end(), sentence.end)
            if holder is not None and content is not None and is_known(sentence, holder[0]):
                yield Report(content, *holder, Span(word.start, word.end))


def _is_single_name(sentence: Clause, who: Span) -> bool:
    """Whether a phrase is one word with a capital, or an article and one."""
    words = [word for word in sentence.words_in(who) if word.small not in sentence.language.determiners]
    return len(words) == 1 and words[0].text[0].isupper()


def _is_aside(sentence: Clause, part: Span) -> bool:
    """Whether a comma part says no more than when, or who somebody is: "invece", "sindaco di Bari"."""
    language, words = sentence.language, sentence.words_in(part)
    small = language.adverbs | language.coordinators | language.prepositions | language.links | language.determiners
    if all(word.small in small for word in words):
        return True
    form = language.participle_form
    told = form is not None and len(words) > 1 and form.fullmatch(words[0].small) is not None
    if told and words[1].small in language.agents | language.prepositions:
        return True  # "intervistata dal Sole 24 Ore"
    described = has_role(sentence.text(part.start, part.end), language) or is_name(sentence, part)
    return described and not any(is_verb(word, language) for word in words)


def _is_view(sentence: Clause, who: Span, content: Span) -> bool:
    """Whether one person's view follows: an office in the singular, and a clause."""
    language, words = sentence.language, sentence.words_in(who)
    clause = sentence.words_in(content)
    bare = [word for word in words if word.small not in language.determiners]
    body = len(bare) == 1 and bare[0].text[0].isupper() and bare[0].small in language.organisations
    office = words[0].small in (language.determiners - language.plural_determiners) or _is_contrasted(sentence, who)
    return (
        (body or (office and any(word.small in language.roles for word in words[:2])))
        and len(clause) > SHORTEST
        and any(is_verb(word, language) for word in clause)
    )


def _is_contrasted(sentence: Clause, who: Span) -> bool:
    """Whether an adverb between commas sets a view against another: "Per i difensori, | invece, il crollo"."""
    aside = re.match(r",\s(\w+),\s", sentence.text(who.end, sentence.end))
    return aside is not None and aside.group(1) in sentence.language.adverbs
