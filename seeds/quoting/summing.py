"""Who speaks words in marks that what follows sums up: a noun of speech, words that point back, a headline."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.quoting.appositions import with_apposition
from seeds.quoting.attributed import MARKS, Attribution
from seeds.quoting.clauses import Clause, Cue, Span, Word
from seeds.quoting.marks import Marked
from seeds.quoting.phrases import has_name, has_role, noun_phrase, plain_order
from seeds.quoting.subjects import subject_of

_NOUN_REACH: Final = 3
_SUMMED_REACH: Final = 5


def noun_after(sentence: Clause, gap: str, rest: Sequence[Word]) -> Attribution | None:
    """«…», il commento dell' | ad Filippo Corsi: a noun of speech straight behind the marks, and whose it is."""
    language = sentence.language
    noun = next((place for place, word in enumerate(rest[:_NOUN_REACH]) if word.small in language.cue_nouns), 0)
    led = plain_order(language) and (rest[0].small in language.determiners or rest[0].small.endswith("'"))
    if not noun or not led or gap.strip(MARKS) != "," or noun + 2 >= len(rest):
        return None
    link = rest[noun + 1]
    if link.small not in language.links or "," in sentence.text(rest[0].start, link.end):
        return None
    who = noun_phrase(sentence, rest[noun + 2].start)
    if who is None or not is_somebody(sentence, who):
        return None
    return Attribution(*with_apposition(sentence, who), Span(rest[noun].start, rest[noun].end))


def by_noun_behind(sentence: Clause, rest: Sequence[Word]) -> Attribution | None:
    """«…»: è l'ultimo messaggio vocale di | Anna: whose the noun of speech behind a colon is."""
    language = sentence.language
    near = rest[:_SUMMED_REACH]
    noun = next((place for place, word in enumerate(near) if word.small in language.cue_nouns), None)
    if not plain_order(language) or not noun:
        return None
    small = language.finite | language.determiners | language.adverbs | language.pronouns
    if any(word.small not in small and not word.small.endswith("'") for word in near[: max(0, noun - 1)]):
        return None
    link = next((at for at in (noun + 1, noun + 2) if at + 1 < len(rest) and rest[at].small in language.links), None)
    who = noun_phrase(sentence, rest[link + 1].start) if link is not None else None
    if who is None or "," in sentence.text(rest[0].start, who.start) or not is_somebody(sentence, who):
        return None
    return Attribution(*with_apposition(sentence, who), Span(rest[noun].start, rest[noun].end))


def with_these_words(sentence: Clause, rest: Sequence[Word]) -> Attribution | None:
    """„…“ – mit diesen Worten verabschiedete sich | der Wirt: whoever stands behind the verb, and "sich"."""
    language = sentence.language
    pointed = " ".join(word.small for word in rest[:_NOUN_REACH]) in language.back_references
    following = [word for word in rest[_NOUN_REACH + 1 :] if word.small not in language.listed("reflexive")]
    if not pointed or not following:
        return None
    who = noun_phrase(sentence, following[0].start)
    if who is None or not is_somebody(sentence, who):
        return None
    return Attribution(*with_apposition(sentence, who), Span(rest[0].start, rest[_NOUN_REACH].end))


def summed_up(sentence: Clause, rest: Sequence[Word], found: Sequence[Cue]) -> Attribution | None:
    """« … » : c'est en ces termes que X a commenté, tels sont les mots de X."""
    pointed = sentence.text(rest[0].start, sentence.end).lower().startswith(sentence.language.back_references)
    if not (pointed and plain_order(sentence.language)):
        return None
    for cue in found:
        subject = subject_of(sentence, cue, found) if cue.start > rest[0].start else None
        if subject is not None and subject[0].start >= rest[0].start:
            return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
    who = noun_phrase(sentence, rest[1].start) if len(rest) > 1 and rest[0].small in sentence.language.adverbs else None
    if who is not None and who.start == rest[1].start and is_somebody(sentence, who):
        return Attribution(*with_apposition(sentence, who), Span(rest[0].start, rest[0].end))  # « … »: così X
    return None


def headline(sentence: Clause, span: Marked, rest: Sequence[Word]) -> Attribution | None:
    """'I froze': Woman tells of crash · "No nos vamos": los vecinos resisten."""
    if re.search(r"\w", sentence.text(sentence.start, span.outer_start)):
        return None
    who = noun_phrase(sentence, rest[0].start)
    if who is None or not has_role(sentence.text(who.start, who.end), sentence.language):
        return None
    colon = next(place for place in range(span.outer_end, sentence.end) if sentence.text(place, place + 1) in ":.…")
    return Attribution(*with_apposition(sentence, who), Span(colon, colon + 1))


def is_somebody(sentence: Clause, phrase: Span) -> bool:
    """Whether a phrase starts with a name, or with an article and an office."""
    words = sentence.words_in(phrase)
    if plain_order(sentence.language) and has_name(sentence, phrase):
        return True
    if sentence.language.verb_second and len(words) == 1 and words[0].small in sentence.language.pronouns:
        return words[0].small not in sentence.language.impersonal
    if sentence.language.verb_first and words[0].small in sentence.language.first_names | sentence.language.titles:
        return True
    return words[0].text[0].isupper() or has_role(sentence.text(phrase.start, phrase.end), sentence.language)
