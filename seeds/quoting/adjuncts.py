"""What stands before a subject and is no part of it: a time, a place, a whole clause."""

from seeds.knowledge import Language
from seeds.quoting.clauses import Word


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
    plain = not (language.inverts or language.verb_first)
    verb = next(
        (
            place
            for place, word in enumerate(words)
            if place
            and (word.small in language.finite or (plain and word.small.endswith("ed") and word.text[0].islower()))
        ),
        len(words),
    )
    conjunctions = [
        place
        for place, word in enumerate(words)
        if place > verb
        and word.small in language.subordinators | language.conjunctions | language.coordinators | language.that_words
    ]
    return words[conjunctions[-1] + 1 :] if conjunctions else words
