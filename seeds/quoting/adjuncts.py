"""What stands between a verb and its subject, or before one, and is no part of it: times, places, recipients."""

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Word
from seeds.quoting.labels import OPENING, is_label
from seeds.quoting.phrases import joined


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
            while place < len(following) and (
                following[place].small in language.links
                or following[place - 1].small in language.links
                or following[place].small in language.adverbs
                or (following[place].text.isupper() and len(following[place].text) > 1)
            ):
                place += 1
            at, following = following[place - 1].end, following[place:]
        elif word.small in language.determiners and len(following) > 1 and following[1].small in language.adverbs:
            at, following = following[1].end, following[2:]
        else:
            return following
    return []


def _elided(word: Word, language: Language) -> bool:
    return word.small.endswith("'") and word.small.rstrip("'") in language.prepositions


def after_adjunct(words: list[Word], language: Language) -> list[Word]:
    """Drop a time at the front that no comma closes: "On Friday | the minister"."""
    place = 1
    while place < len(words) and (words[place].small in language.adverbs or words[place].text.isdigit()):
        place += 1
    if language.verb_second:
        return words
    if place > 1:
        return words[place:]
    bound = language.prepositions | language.links | language.determiners
    starts = [
        later
        for later in range(2, len(words) - 1)
        if (words[later].small in language.determiners or words[later].small.endswith("'"))
        and words[later].small not in language.links - language.determiners
        and words[later - 1].small not in bound
        and not words[later - 1].small.endswith("'")
    ]
    return words[starts[-1] :] if starts else words  # "In a statement | the ministry said"


def last_clause(words: list[Word], language: Language) -> list[Word]:
    """Drop a whole clause and its conjunction from the front: "It came after | the envoy had dismissed"."""
    verb = next((place for place, word in enumerate(words) if place and word.small in language.finite), len(words))
    conjunctions = [
        place
        for place, word in enumerate(words)
        if place > verb
        and word.small in language.subordinators | language.conjunctions | language.coordinators | set(language.that)
    ]
    return words[conjunctions[-1] + 1 :] if conjunctions else words
