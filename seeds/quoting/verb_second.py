"""What German tells by its nouns and its order: "Ihr Argument: …", "gab man sich bei X", "ist von „…“ die Rede"."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import Clause, Cue, Span, Word
from seeds.quoting.phrases import has_name, has_role, noun_phrase

_LEAST_NAMED: Final = 2
_LONGEST_HEAD: Final = 6
_TALK: Final = re.compile(r"\bdie Rede\b(?= (?:ist|war|sei|gewesen)\b|[.,;]|\s*\Z)")
_OF: Final = frozenset({"von", "vom"})
_OF_REACH: Final = 4
_ANYBODY: Final = "man"
_LONGEST_BODY: Final = 10
_LONGEST_NAME: Final = 3


def announced(sentence: Clause, colon: int) -> Span | None:
    """Return the words before a colon by which somebody's words go on: "Ihr Argument:", "Und weiter:"; None without.

    The span holds the colon where they are those of whoever spoke last, and not where the noun may be anybody's
    ("Der Vorwurf").
    """
    language = sentence.language
    words = list(takewhile(lambda word: word.end <= colon, sentence.words[: _LONGEST_HEAD + 1]))
    if not 0 < len(words) <= _LONGEST_HEAD or sentence.text(words[-1].end, colon).strip():
        return None
    first = words[0].start
    while words and words[0].small in language.coordinators | language.adverbs:
        words = words[1:]
    if not words:
        return Span(first, colon + 1)  # "Und weiter:", "E poi:"
    if not language.announcing:
        return None
    noun, lead = words[-1], words[:-1]
    if not noun.small.endswith(language.announcing) or not noun.text[0].isupper():
        return None
    if any(word.text[0].isupper() and word.start > first for word in lead):
        return None
    owned = not lead or lead[0].small.startswith(language.ended("owning"))
    if lead and not owned and lead[0].small not in language.determiners:
        return None
    own = owned or noun.small in language.announcing_own
    return Span(first, colon + 1 if own else noun.end)


def bare_name(sentence: Clause, colon: int) -> tuple[tuple[Span, None], Span] | None:
    """Return the name that stands alone before a colon, as in a ticker: "Merz: „…“", "Habeck weiter: „…“"."""
    language = sentence.language
    if not language.capital_nouns:
        return None
    words = list(takewhile(lambda word: word.end <= colon, sentence.words[:_LONGEST_HEAD]))
    while words and words[-1].small in language.adverbs:
        words.pop()
    if not 0 < len(words) <= _LONGEST_NAME or not all(word.text[0].isupper() for word in words):
        return None
    last = words[-1].small
    nouns = (*language.announcing, *language.abstract_endings)
    known = language.naming | language.cue_nouns | language.adverbs | language.determiners
    known |= language.prepositions | language.links | language.opinion
    if any(word.small in known for word in words) or last.endswith(nouns) or sentence.words[0] is not words[0]:
        return None
    return (Span(words[0].start, words[-1].end), None), Span(colon, colon + 1)


def known_name(sentence: Clause, before: str) -> Span | None:
    """Return the family name that leads a sentence, if the text before has a given name or an office before it."""
    language, words = sentence.language, sentence.words
    if len(words) < _LEAST_NAMED or words[0].text[:1].islower() or words[1].text[:1].isupper():
        return None
    if words[0].small in language.cue_nouns | language.object_nouns | language.naming:
        return None
    if words[0].small.endswith((*language.announcing, *language.abstract_endings)):
        return None
    other = language.determiners | language.prepositions | language.adverbs | language.pronouns | language.coordinators
    named = re.findall(rf"\b([A-ZÄÖÜ][\w-]+) {re.escape(words[0].text)}\b", before)
    return Span(words[0].start, words[0].end) if any(given.lower() not in other for given in named) else None


def clause_first(sentence: Clause, start: int) -> bool:
    """Whether a clause goes first in what is reported, and the main verb behind its comma is in that mood.

    "sagte, | wenn der Bund nicht zahle, müsse das Land".
    """
    language = sentence.language
    first = next((word for word in sentence.words if word.start >= start), None)
    if not language.verb_second or first is None or first.small not in language.listed("conditions"):
        return False
    for before, word in pairwise(sentence.words_in(Span(start, sentence.end))):
        if word.small in language.mood and sentence.text(before.end, word.start).strip(' “”»«"') == ",":
            return True
        if sentence.text(before.end, word.start).strip() in (".", ";", ":"):
            return False
    return False


def cited(sentence: Clause, cue: Cue) -> Span | None:
    """Return whom an outlet cites: "Die Agentur zitierte | den Minister | mit den Worten"; None where it is no noun."""
    language = sentence.language
    if not language.verb_second or cue.small not in language.relaying or cue.auxiliary < cue.place:
        return None
    following = [word for word in sentence.words[cue.last + 1 :] if word.small not in language.adverbs]
    if not following:
        return None
    before = sentence.text(sentence.start, cue.start).rstrip()
    first = noun_phrase(sentence, following[0].start)
    if not before or before.endswith((",", "“", "«", '"', "”", "–")):
        after = next((word for word in sentence.words if first is not None and word.start >= first.end), None)
        first = noun_phrase(sentence, after.start) if after is not None and _opens_object(after, language) else None
    if first is None or not _is_somebody(sentence, first):
        return None
    return first


def goes_before(sentence: Clause, cue: Cue, phrase: Span) -> bool:
    """Whether what stands before a German verb is not its subject but an object, a recipient or a time.

    "Das Urteil nannte er", "Den Bund forderte er auf", "Der dpa sagte Söder", "Vergangene Woche kündigte die Bahn an".
    """
    language = sentence.language
    words = sentence.words_in(phrase)
    if not words or min(cue.place, cue.auxiliary) + 1 >= len(sentence.words):
        return False
    first, last = words[0].small, words[-1].small
    surname = first == "von" and len(words) > 1 and not has_role(words[-1].text, language)  # "Von der Leyen"
    if last in language.times or first in language.listed("oblique"):
        return True
    if first in language.links - language.determiners:
        return not surname
    after = sentence.words[min(cue.place, cue.auxiliary) + 1]
    if sentence.text(sentence.words[min(cue.place, cue.auxiliary)].end, after.start).strip():
        return False
    if after.small in language.listed("nominative_pronouns"):
        return True
    told = after.text[0].isupper() or after.small in language.determiners | language.pronouns
    if first == "der" and told and len(words) > 1 and _is_recipient(words, language):
        return True
    if first not in ("das", "die") or not cue.describing or cue.small.endswith("en"):
        return False
    following = noun_phrase(sentence, after.start) if after.text[0].isupper() else None
    known = has_role(sentence.text(phrase.start, phrase.end), language)
    return not known and following is not None and _is_somebody(sentence, following)


def _is_recipient(words: Sequence[Word], language: Language) -> bool:
    """Whether "der" is a dative: before an adjective in -en or a name of a paper, an agency, a station."""
    feminine = {"sender", "magazin", "blatt", "portal", "rundfunk", "radio", "fernsehen", "spiegel", "tagesspiegel"}
    inflected = len(words) > 2 and words[1].small.endswith("en") and words[-1].text[0].isupper()
    outlet = words[-1].small in language.outlets - feminine or words[-1].small.endswith(("zeitung", "agentur"))
    return inflected or outlet


def without_outlet(sentence: Clause, phrase: Span) -> Span:
    """Drop the paper from the end of who tells it something: "eine Zeugin | der Zeitung", "Olaf Maier | zu BILD"."""
    words = sentence.words_in(phrase)
    for place in range(1, len(words) - 1 if sentence.language.outlets else 0):
        near = words[place + 1 : place + 4]
        if words[place].small in ("der", "zu", "zur", "zum") and any(
            word.small in sentence.language.outlets for word in near
        ):
            return Span(phrase.start, words[place - 1].end)
    return phrase


def comes_from(sentence: Clause, end: int) -> Span | None:
    """Return from whom criticism or praise comes: "Widerspruch kam von | der SPD", "Lob gab es vom | Städtetag"."""
    language = sentence.language
    if not language.coming or language.coming.isdisjoint(sentence.smalls):
        return None
    words = [word for word in sentence.words if word.end <= end]
    place = next((place for place, word in enumerate(words[:4]) if word.small in language.coming), None)
    if place is None or any(word.small in language.determiners for word in words[:place]):
        return None
    for word in words[place + 2 : place + 9]:
        if re.search(r"[,;:.]", sentence.text(words[place].end, word.start)):
            return None
        if word.small in ("von", "vom", "aus", "seitens"):
            phrase = noun_phrase(sentence, word.end)
            named = phrase is not None and phrase.end <= end and sentence.words_in(phrase)[-1].text[0].isupper()
            return phrase if named else None
    return None


def opens_document(sentence: Clause, cue: Cue) -> Word | None:
    """Return the preposition that leads back to what was read: "verlas einen Brief, | in dem es hieß"; else None."""
    words, place = sentence.words, cue.place - 1
    if cue.small not in sentence.language.with_it or not sentence.language.verb_second:
        return None
    while place > 0 and words[place].small in sentence.language.auxiliaries | sentence.language.adverbs:
        place -= 1
    led = (
        place > 1
        and words[place].small in sentence.language.listed("relative_forms")
        and words[place - 1].small in sentence.language.within
    )
    return words[place - 1] if led and "," in sentence.text(words[place - 2].end, words[place - 1].start) else None


def _opens_object(word: Word, language: Language) -> bool:
    return word.small in {"den", "einen", "die", "eine"} or (word.text[0].isupper() and has_role(word.text, language))


def _is_somebody(sentence: Clause, phrase: Span) -> bool:
    words = [word for word in sentence.words_in(phrase) if word.small not in sentence.language.determiners]
    named = len(words) > 1 and all(word.text[0].isupper() for word in words[:2])
    return named or has_role(sentence.text(phrase.start, phrase.end), sentence.language)


def owner(sentence: Clause, subject: Span) -> Span | None:
    """Return whose credo or motto it is that a saying is: "„…“, lautet | sein | Credo"."""
    words = sentence.words_in(subject)
    if len(words) > 2 and words[0].small in sentence.language.indefinite:
        words = words[1:]  # "einer | seiner liebsten Sätze"
    if not 1 < len(words) <= _OF_REACH or words[0].small not in sentence.language.owners:
        return None
    said = words[-1].small.endswith(sentence.language.announcing or ("\0",))
    return Span(words[0].start, words[0].end) if said else None


def behind_anybody(sentence: Clause, subject: Span, cue: Cue) -> Span | None:
    """Return the body for which "one" speaks: "Bei der Bank betonte | man", "betonte | man | bei der Bank"."""
    language = sentence.language
    if not language.verb_second or sentence.text(subject.start, subject.end).lower() != _ANYBODY:
        return None
    after = [word for word in sentence.words if word.start >= max(subject.end, cue.end)]
    while after and after[0].small in language.adverbs | language.auxiliaries:
        after = after[1:]
    return _governed(sentence, sentence.words[:1]) or _governed(sentence, after[:1])


def body_of_anybody(sentence: Clause) -> Span | None:
    """Return the body a sentence without a verb of saying tells how "one" is there: "Bei der Bank | gab man sich"."""
    if not sentence.language.verb_second or _ANYBODY not in sentence.smalls:
        return None
    body = _governed(sentence, sentence.words[:1])
    if body is None:
        return None
    after = [word.small for word in sentence.words if word.start >= body.end][:2]
    return body if after[1:] == [_ANYBODY] else None


def _governed(sentence: Clause, first: Sequence[Word]) -> Span | None:
    if not first or first[0].small not in sentence.language.within:
        return None
    phrase = noun_phrase(sentence, first[0].end)
    if phrase is None or not _is_body(sentence, phrase):
        return None
    return phrase


def _is_body(sentence: Clause, phrase: Span) -> bool:
    words, text = sentence.words_in(phrase), sentence.text(phrase.start, phrase.end)
    capitals = any(word.text.isupper() and len(word.text) > 1 for word in words)
    return len(words) <= _LONGEST_BODY and (capitals or has_role(text, sentence.language))


def talked_of(sentence: Clause, start: int, end: int) -> tuple[Span | None, Span] | None:
    """Return where marked words are talked of and the words that say so: "In der Union ist von „…“ die Rede".

    Args:
        sentence: the unit.
        start: where the marks open.
        end: where they close.
    """
    if not sentence.language.verb_second or "rede" not in sentence.smalls:
        return None
    before = [word for word in sentence.words if word.end <= start]
    if _OF.isdisjoint(word.small for word in before[-_OF_REACH:]):
        return None
    match = _TALK.search(sentence.masked, end - sentence.start)
    if match is None or ";" in sentence.text(end, sentence.start + match.start()):
        return None
    cue = Span(sentence.start + match.start(), sentence.start + match.end())
    places = [word for word in sentence.words if word.small in sentence.language.within - _OF | {"unter"}]
    for word in places:
        if word.start >= cue.end:
            break
        phrase = noun_phrase(sentence, word.end)
        if phrase is not None and (phrase.end <= start or phrase.start >= end) and _is_somebody(sentence, phrase):
            return phrase, cue
    return None, cue


def behind_adjunct(sentence: Clause, words: Sequence[Word], end: int) -> Span | None:
    """Return the office with its holder's name behind an adjunct and the verb: "Beim Gehen | wirkte Chef Jan Roth"."""
    language = sentence.language
    for verb, after in pairwise(words[1:]):
        if sentence.text(verb.end, after.start).strip():
            return None
        formed = verb.small.endswith(("te", "ten")) or verb.small in language.cues | language.finite | language.perfect
        if not (verb.text[0].islower() and formed) or after.small in language.prepositions - language.determiners:
            continue
        phrase = noun_phrase(sentence, after.start)
        if phrase is None or phrase.end > end:
            return None
        office = has_role(sentence.text(phrase.start, phrase.end), language)
        return phrase if office and has_name(sentence, phrase) else None
    return None
