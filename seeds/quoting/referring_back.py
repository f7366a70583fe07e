"""Quotes whose speaker the next sentence names: "Lo ha detto il ministro", "È quanto riferiscono fonti sindacali"."""

from collections.abc import Iterator
from typing import Final

from seeds.quoting.appositions import with_apposition
from seeds.quoting.attributed import Attribution
from seeds.quoting.carrying import Found
from seeds.quoting.clauses import Clause, Cue, Span, cues
from seeds.quoting.clefts import behind_phrase, cleft, points
from seeds.quoting.implied import behind_verb, by_noun, someone
from seeds.quoting.phrases import has_role, noun_phrase, plain_order
from seeds.quoting.segments import MARKED_CUT as MARKED_CUT  # noqa: PLC0414  # others take it from here
from seeds.quoting.subjects import subject_of
from seeds.quoting.verb_first import behind_reference

_LONGEST_OPENING: Final = 8
_LONGEST_GAP: Final = 1
_FULL_NAME: Final = 2
_THUS: Final = "thus"


def refer_back(sentence: Clause, found: list[Found], waiting: list[int]) -> None:
    """Give a quote that stood alone the speaker of the sentence after it: "Lo ha detto il ministro"."""
    known = sentence.language
    start = sentence.plain.lower().lstrip(" —–-")
    last = cleft(sentence)
    if last is not None and last.says:
        for number in waiting:
            found[number] = found[number]._replace(found=Attribution(*last.subject, last.verb))
        return
    spoken = by_noun(sentence, sentence.end) if _opens_with_noun(sentence) else None
    if spoken is not None:
        for number in waiting:
            found[number] = found[number]._replace(found=Attribution(*spoken[0], spoken[1]))
        return
    said = tuple(_thus(sentence, cue) for cue in cues(sentence))
    pointed = start.startswith(known.back_references) or any(cue.small == _THUS for cue in said) or points(sentence)
    if not pointed and not _repeats(sentence):
        _open_with(sentence, found, waiting)
        return
    for cue in said:
        subject = subject_of(sentence, cue, said)
        if subject is not None:
            for number in waiting:
                found[number] = found[number]._replace(found=Attribution(*subject, Span(cue.start, cue.end)))
            return
    behind = behind_reference(sentence) if known.verb_first else behind_phrase(sentence)
    if known.verb_second:
        behind = behind_verb(sentence, sentence.end)  # "Mit diesen Worten hat der Regierungschef reagiert"
    if behind is not None:
        for number in waiting:
            found[number] = found[number]._replace(found=Attribution(*behind))
        return
    first = sentence.words[0]
    phrase = noun_phrase(sentence, first.end) if first.small in known.adverbs else None
    if phrase is not None and sentence.words[1].small not in known.prepositions - known.determiners:
        named, office = with_apposition(sentence, phrase)  # "Così Marta Rizzi, campionessa di scherma"
        if has_role(sentence.text(phrase.start, phrase.end), known) or office or len(sentence.words_in(named)) > 1:
            for number in waiting:
                found[number] = found[number]._replace(found=Attribution(named, office, Span(first.start, first.end)))


def _open_with(sentence: Clause, found: list[Found], waiting: list[int]) -> None:
    """Give a quote that opens an article whom the next sentence is about: "«Stop.» Trainer Karl Maier war bedient"."""
    first = waiting[0]
    if any(quote.found.subject is not None for quote in found[:first]) or not all(found[at].alone for at in waiting):
        return
    about = someone(sentence, sentence.end)
    named = about is not None and any(word.text[0].isupper() for word in sentence.words_in(about[0])[-1:])
    if about is None or not named or len(sentence.words_in(about[0])) < _FULL_NAME:
        return
    office = has_role(f"{sentence.text(*about[0])} {sentence.text(*about[1]) if about[1] else ''}", sentence.language)
    for number in waiting if office else ():
        found[number] = found[number]._replace(found=Attribution(*about))


def _thus(sentence: Clause, cue: Cue) -> Cue:
    """Return a verb that opens a sentence with the word behind it that points back: "Si è difesa così | Eva Rossi"."""
    words, known = sentence.words, sentence.language
    after = words[cue.last + 1] if cue.last + 1 < len(words) else None
    opens = all(word.small in known.auxiliaries | known.finite for word in words[: cue.place])
    if after is None or not opens or after.small not in known.back_references or not plain_order(known):
        return cue
    return cue._replace(end=after.end, last=cue.last + 1, small=_THUS)


def _opens_with_noun(sentence: Clause) -> bool:
    """Whether a sentence says whose words those before it were: "È l'appello di ...", "Parola di ..."."""
    words, known = sentence.words[:_LONGEST_OPENING], sentence.language
    small = known.finite | known.determiners | known.adverbs
    place = next((place for place, word in enumerate(words) if word.small in known.cue_nouns), None)
    return place is not None and all(word.small in small or word.small.endswith("'") for word in words[:place])


def all_reported(sentence: Clause, previous: Clause) -> Iterator[Found]:
    """Yield the whole sentence before one that says whose it is: "È quanto riferiscono fonti sindacali"."""
    opening = sentence.plain.lower().lstrip(" —–-")
    body = previous.plain.rstrip(" .\n")
    last = cleft(sentence)
    whole = last is not None and last.whole
    if previous.end < sentence.start - _LONGEST_GAP or not body:
        return
    if last is not None and whole:
        span = Span(previous.start, previous.start + len(body))
        yield Found("indirect", span, 1, Attribution(*last.subject, last.verb))
        return
    if not (opening.startswith(sentence.language.whole_references) or points(sentence)):
        return
    said = cues(sentence)
    for cue in said:
        subject = subject_of(sentence, cue, said)
        if subject is not None and body:
            span = Span(previous.start, previous.start + len(body))
            yield Found("indirect", span, 1, Attribution(*subject, Span(cue.start, cue.end)))
            return


def _repeats(sentence: Clause) -> bool:
    """Whether a subject says what stood before, its verb behind a pronoun for that: "Davide Rossi lo ripete"."""
    small = [word.small for word in sentence.words[:_LONGEST_OPENING]]
    phrases = [phrase.split() for phrase in sentence.language.back_references if " " in phrase]
    return (
        sentence.words[0].text[0].isalnum()
        and any(small[place : place + len(phrase)] == phrase for phrase in phrases for place in range(1, len(small)))
        if small
        else False
    )
