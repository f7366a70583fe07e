"""What may stand between a verb and the subject behind it: adverbs, times, places, to whom it was said, asides."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.labels import OPENING, is_label
from seeds.quoting.phrases import joined, plain_order

_ASIDE: Final = re.compile(r"\s*,\s[^,;:.]{3,60},\s+")
_LONGEST_ASIDE: Final = 8
_SHORTEST_PLACE: Final = 2


def aside_after(sentence: Clause, cue: Cue) -> re.Match[str] | None:
    """Return what two commas set off between a verb and its subject: "diz, indignada, a diarista Ana Reis"."""
    language = sentence.language
    if not plain_order(language) or not after_quote(sentence, cue):
        return None
    aside = _ASIDE.match(sentence.text(cue.end, sentence.end))
    words = sentence.words_in(Span(cue.end, cue.end + aside.end())) if aside else []
    following = next((word for word in sentence.words if aside and word.start >= cue.end + aside.end()), None)
    if following is None or not words or len(words) > _LONGEST_ASIDE or any(word.text[0].isupper() for word in words):
        return None
    led = following.small in language.determiners or following.text[0].isupper()
    return aside if led and words[0].small not in language.coordinators | language.determiners else None


def without_adjuncts(sentence: Clause, end: int, following: list[Word]) -> list[Word]:
    """Drop what may stand between a verb and its subject.

    Adverbs, times, to whom it was said, and the number in brackets.
    """
    language = sentence.language
    articles = language.determiners - language.prepositions
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
            place = max(place + 1, _after_place(following, place, language))
            while place < len(following) and (
                following[place].small in language.links - (articles if plain_order(language) else frozenset())
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


def _after_place(following: Sequence[Word], place: int, language: Language) -> int:
    """Return the index after a place's name: "en el Estadio Nacional", without "Juan Ruiz" behind it."""
    last = place
    while last < len(following) and following[last].text[0].isupper():
        last += 1
    led = following[place - 1].small in language.determiners | language.prepositions - {"a", "al"}
    if not plain_order(language) or not led or last - place < _SHORTEST_PLACE:
        return place
    return last if last - place == _SHORTEST_PLACE else last - _SHORTEST_PLACE


def _elided(word: Word, language: Language) -> bool:
    return word.small.endswith("'") and word.small.rstrip("'") in language.prepositions


def after_quote(sentence: Clause, cue: Cue) -> bool:
    """Whether a verb stands straight after words in marks: then its subject follows it."""
    return sentence.text(sentence.start, cue.start).rstrip(" ,”\"'’»–—-").endswith(QUOTED)
