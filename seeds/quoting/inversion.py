"""What stands between a verb and the subject that follows it: its pronoun, adjuncts, the body that "one" speaks for."""

from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.labels import OPENING, is_label
from seeds.quoting.phrases import has_role, joined, noun_phrase, plain_order

# How many small words may lead to the body that "one" speaks for: "du côté de la".
_BODY_REACH: Final = 4


def enclitic(sentence: Clause, cue: Cue) -> Word | None:
    """Return the pronoun that a hyphen ties to a verb as its subject, or None: "prévient-elle"."""
    language, words = sentence.language, sentence.words
    following = words[cue.last + 1] if cue.last + 1 < len(words) else None
    if following is None or following.small not in set(language.enclitics) & language.pronouns:
        return None
    return following if sentence.text(words[cue.last].end, following.start).startswith("-") else None


def body_behind(sentence: Clause, cue: Cue, pronoun: Word) -> Span | None:
    """Return the body that "one" speaks for: "indique-t-on à la mairie", "a-t-on appris auprès du parquet"."""
    language = sentence.language
    if not plain_order(language) or pronoun.small not in language.impersonal:
        return None
    words = [word for word in sentence.words if word.start >= max(cue.end, pronoun.end)]
    while words and words[0].small in language.adverbs:
        words.pop(0)
    if not words or words[0].small not in language.prepositions | language.links:
        return None
    named = (place for place, word in enumerate(words) if has_role(word.text, language) or word.text[0].isupper())
    place = next(named, _BODY_REACH + 1)
    if place > _BODY_REACH or "," in sentence.text(words[0].start, words[place].start):
        return None
    start = words[place]
    if place and words[place - 1].small in language.determiners - language.prepositions:
        start = words[place - 1]
    return noun_phrase(sentence, start.start)


def without_adjuncts(sentence: Clause, end: int, following: list[Word]) -> list[Word]:
    """Drop what may stand between a verb and its subject.

    Adverbs, times, to whom it was said, and the number in brackets.
    """
    language = sentence.language
    at = end
    while following:
        word = following[0]
        between = sentence.text(at, word.start).strip()
        if (
            word.text.startswith(QUOTED)
            and len(following) > 1
            and (not between or between in OPENING)
            and is_label(sentence, word)
        ):
            at, following = word.end + 1, following[1:]  # "рассказал «Коммерсанту» источник"
            continue
        if between not in ("", "-") and not (between in ("(", ")") and (word.text.isdigit() or at > end)):
            return []
        if word.text.startswith(QUOTED) or word.small in language.subordinators or word.small in language.that:
            return []
        if language.verb_first and word.small in language.gerunds:
            return []
        if language.verb_first and word.small.startswith("لل") and len(following) > 1:
            at, following = word.end, following[1:]  # "قال للصحيفة"
            continue
        if word.small in language.adverbs | (language.auxiliaries - language.determiners) or word.text.isdigit():
            at, following = word.end, following[1:]
        elif word.small in language.recipients and len(following) > 1 and joined(sentence, word, following[1]):
            place = 1
            while place < len(following) and (
                following[place].small in language.recipients
                or (following[place].text.isupper() and len(following[place].text) > 1)
            ):
                place += 1
            at, following = following[place - 1].end, following[place:]
        elif word.small in language.prepositions - language.determiners or _elided(word, language):
            place = 1
            while place < len(following) and (
                following[place].small in language.determiners | language.adverbs or _elided(following[place], language)
            ):
                place += 1
            if place >= len(following) or any(word.small in language.that for word in following[place : place + 3]):
                return []
            place += 1
            bound = language.links - language.determiners if plain_order(language) else language.links
            while place < len(following) and (
                following[place].small in bound
                or following[place - 1].small in bound
                or (following[place - 1].small in language.determiners and following[place - 2].small in bound)
                or following[place].small in language.adverbs
                or (following[place].text.isupper() and len(following[place].text) > 1)
            ):
                place += 1
            while plain_order(language) and place < len(following) - 1 and _only_describes(following[place], language):
                place += 1  # "in conferenza | stampa il ministro"
            at, following = following[place - 1].end, following[place:]
        elif (
            word.small in language.determiners
            and len(following) > 1
            and following[1].small in language.adverbs
            and not (
                word.small in language.standalone and not _goes_on(sentence, following)
            )  # "sagten | beide unisono"
        ):
            at, following = following[1].end, following[2:]
        else:
            return following
    return []


def _goes_on(sentence: Clause, following: list[Word]) -> bool:
    return len(following) > 2 and joined(sentence, following[1], following[2])


def _only_describes(word: Word, language: Language) -> bool:
    """Whether a word can be no more than the rest of an adjunct: small, and nothing that begins a speaker's phrase."""
    begins = language.determiners | language.prepositions | language.cues | language.finite | language.subordinators
    return (
        word.text[0].islower()
        and word.small not in begins
        and not (word.small.endswith("'") or has_role(word.text, language))
    )


def _elided(word: Word, language: Language) -> bool:
    return word.small.endswith("'") and word.small.rstrip("'") in language.prepositions
