"""Names inside a speaker's phrase that a plain run of words does not show.

Names in marks ("тренер «Енисея» Валеев"), and a name after a place ("жительница дома на улице Чкалова Тамара Соболь").
"""

from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import QUOTED, Clause, Span, Word

OPENING: Final = frozenset("«„“\"»‹‘'")
_CLOSING: Final = frozenset("»“”\"«›’'")
_LONGEST_LABEL: Final = 4
_LONGEST_LONG_LABEL: Final = 6
_LONGEST_TITLE: Final = 7
_LONGEST_COMPLEMENT: Final = 9
_OWNERS: Final = ("ها", "هم", "ه")
_ENDS: Final = ",.;:!?()–—،"


def is_label(sentence: Clause, word: Word) -> bool:
    """Whether words in marks are a name: few, the first one with a capital, and no end of a sentence."""
    content = sentence.plain[word.start - sentence.start : word.end - sentence.start]
    words = content.split()
    if not words or len(words) > _LONGEST_LABEL or content[-1] in _ENDS + "…":
        return False
    if sentence.language.verb_first:
        return True
    return words[0][0].isupper() and all(part[0].isupper() or len(part) < 4 for part in words[1:])


def unlabelled(sentence: Clause, start: int, end: int) -> str:
    """Return the masked text of a stretch in which names in marks look like plain words: they are part of a phrase."""
    text, language = sentence.text(start, end), sentence.language
    by_case = language.bare_nouns and not language.verb_first
    if QUOTED not in text:
        return text
    for place, word in enumerate(sentence.words):
        if not (start <= word.start and word.end <= end and word.text.startswith(QUOTED)):
            continue
        titled = not (language.inverts or language.verb_first) and is_label(sentence, word)  # "who read from ‘Tides’,"
        if titled or (by_case and is_label(sentence, word)) or is_complement(sentence, place):
            first, last = max(0, word.start - start - 1), word.end - start + 1
            text = text[:first] + "x" * (min(last, len(text)) - first) + text[last:]
    return text


def ends_in_label(sentence: Clause, place: int) -> bool:
    """Whether the words up to a place end in a name in marks that a verb follows: "Аналитики «Финама» | полагают"."""
    words, language = sentence.words, sentence.language
    if not language.bare_nouns or language.verb_first or place + 1 >= len(words):
        return False
    word = words[place]
    after = sentence.text(word.end, words[place + 1].start)
    return word.text.startswith(QUOTED) and is_label(sentence, word) and after.strip() in _CLOSING and after[-1:] == " "


def is_complement(sentence: Clause, place: int) -> bool:
    """Whether words in marks are a title that a link governs before a comma: "autora de «Sal», considera"."""
    language, words = sentence.language, sentence.words
    content = sentence.plain[words[place].start - sentence.start : words[place].end - sentence.start]
    return (
        language.adjective is not None
        and place > 0
        and words[place].text.startswith(QUOTED)
        and content[:1].isupper()
        and content[-1:] not in _ENDS + "…"
        and len(content.split()) <= _LONGEST_TITLE
        and words[place - 1].small in language.links | language.naming
        and sentence.text(words[place - 1].end, words[place].start).strip() in OPENING
        and (
            sentence.text(words[place].end + 1, words[place].end + 2) == ","
            or (
                place + 1 < len(words)
                and words[place + 1].small in language.cues
                and words[place + 1].text[0].islower()
            )
        )
    )


def named_in_marks(sentence: Clause, place: int) -> Span | None:
    """Return the name in marks at a place of a clause's words, or None."""
    if place >= len(sentence.words):
        return None
    word = sentence.words[place]
    return Span(word.start, word.end) if word.text.startswith(QUOTED) and is_label(sentence, word) else None


def holds_label(sentence: Clause, following: Sequence[Word], place: int) -> bool:
    """Whether a noun phrase goes on through a name in marks at `place`, or after the one at `place` - 1.

    After an article, or a word for what bears such a name, the name may end the phrase; else a capital must follow.
    """
    word = following[place]
    language = sentence.language
    if not word.text.startswith(QUOTED):
        between = sentence.text(following[place - 1].end, word.start).strip()
        stops = language.subordinators | language.adverbs | language.prepositions | language.gerunds
        if word.small in (stops | language.that_words | language.auxiliaries if language.verb_first else stops):
            return False
        if language.verb_first and (word.small.endswith("ات") or word.small.startswith("لل")):
            return False  # "بثت وكالة «فارس» | لقطات للمناورات"
        known = language.object_nouns | language.cue_nouns if language.verb_first else frozenset[str]()
        return between in _CLOSING and (word.text[0].isupper() or language.verb_first) and word.small not in known
    before = following[place - 1] if place else None
    if before is None or not (is_label(sentence, word) or _is_long_label(sentence, before, word)):
        return False
    if sentence.text(before.end, word.start).strip() not in OPENING:
        return False
    if (
        before.small in language.organisations
        or (language.verb_first and _is_of_body(following, place, language))
        or bears_name(before.small, language)
        or (before.small in language.determiners and (place == 1 or before.small in language.links))
    ):
        return True
    after = following[place + 1] if place + 1 < len(following) else None
    return (
        not language.verb_first
        and after is not None
        and after.text[0].isupper()
        and sentence.text(word.end, after.start).strip() in _CLOSING
    )


def _is_of_body(following: Sequence[Word], place: int, language: Language) -> bool:
    """Whether the name in marks is that of the body an office is in: "المحلل لدى | «أواندا»"."""
    return (
        1 < place < len(following) - 1
        and following[place - 1].small in language.within
        and following[place - 2].small in language.complemented
    )


def bears_name(small: str, language: Language) -> bool:
    """Whether a word is what may bear a name in marks: a thing, a body, an office of one ("лидер «Справедливости»")."""
    if not language.bare_nouns:
        return False
    known = language.naming | language.organisations | language.roles
    if language.verb_first and small.startswith("ال") and small not in language.naming | language.organisations:
        return False  # "ناقش الوزيران | «التهديدات المشتركة»"
    bare = (small[len(prefix) :] for prefix in ("ل", "ب", "و", "ول", "وب") if small.startswith(prefix))
    return small in known or (language.verb_first and any(form in known for form in bare))


def is_owned_name(small: str, language: Language) -> bool:
    """Whether an Arabic word is what bears a name, with its owner's pronoun: "على | منصته | «تروث سوشال»"."""
    stems = (small.removesuffix(owner) for owner in _OWNERS if small.endswith(owner))
    return any(stem in language.naming or (stem[-1:] == "ت" and f"{stem[:-1]}ة" in language.naming) for stem in stems)


def _is_long_label(sentence: Clause, before: Word, word: Word) -> bool:
    """Whether words in marks are a longer name, after a word for what bears one: "компании «Воздушные ворота Юга»"."""
    content = sentence.plain[word.start - sentence.start : word.end - sentence.start]
    known = bears_name(before.small, sentence.language)
    return known and content[0].isupper() and len(content.split()) <= _LONGEST_LONG_LABEL and content[-1] not in _ENDS


def up_to_name(sentence: Clause, phrase: Span) -> Span:
    """Return an office's phrase with the name that stands after its complement, where there is one.

    Two capitalised words end the stretch, and no preposition governs them; after a place they must be three.
    """
    language = sentence.language
    following = [word for word in sentence.words if word.start >= phrase.end][:_LONGEST_COMPLEMENT]
    if not following or following[0].small not in language.prepositions:
        return phrase
    inside = [word for word in sentence.words_in(phrase)[1:] if word.text[0].isupper()]
    if len(inside) > 1:
        return phrase
    run: list[Word] = []
    at = phrase.end
    before = None
    for word in following:
        between = sentence.text(at, word.start)
        if any(mark in between for mark in _ENDS) or word.text.startswith(QUOTED) or word.small in language.cues:
            break
        if word.text[0].isupper():
            run.append(word)
        else:
            run, before = [], word
        at = word.end
    governed = before is not None and before.small in language.prepositions
    if len(run) < (3 if governed else 2):
        return phrase
    return Span(phrase.start, run[-1].end)
