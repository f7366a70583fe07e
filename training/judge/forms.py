"""Other forms of a text that claim the same: misspelt, repunctuated, requoted, with a synonym or a small word less."""

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from training.judge.changes import Edit, applied
from training.judge.lexicon import Lexicon
from training.judge.wordnet import WordNet

# How often a form is given another form: people who say a thing anew change more than one word.
AGAIN: Final = 0.45

Former = Callable[[str, Lexicon, WordNet | None, Random], str]

_CONTRACTIONS: Final = (
    (r"\bdo not\b", "don't"),
    (r"\bdoes not\b", "doesn't"),
    (r"\bdid not\b", "didn't"),
    (r"\bis not\b", "isn't"),
    (r"\bwas not\b", "wasn't"),
    (r"\bcannot\b", "can't"),
    (r"\bwill not\b", "won't"),
    (r"\bI am\b", "I'm"),
    (r"\bI will\b", "I'll"),
    (r"\bI have\b", "I've"),
    (r"\b(it|that|he|she) is\b", r"\1's"),
)
_MARKS: Final = ("“{}”", "«{}»", '"{}"', "„{}“", "‘{}’", "「{}」")


def misspelt(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Drop or double a letter inside a long word, or change two."""
    long = [(start, end) for start, end in lexicon.words(text) if end - start > 4 and text[start:end].isalpha()]
    if lexicon.unspaced or not long:
        return text
    start, end = chance.choice(long)
    at = chance.randrange(start + 1, end - 2)
    inner = text[at : at + 2]
    return text[:at] + chance.choice((inner[0], inner[0] * 2 + inner[1], inner[::-1])) + text[at + 2 :]


def cased(text: str, _lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Write all in small letters, or the first one."""
    return text.lower() if chance.random() < 0.4 else text[:1].lower() + text[1:]


def pointed(text: str, _lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Take the last mark away, put a space before marks, or take the commas out."""
    way = chance.randrange(4)
    if way == 0:
        return text.rstrip(" .。!！")
    if way == 1:
        return re.sub(r"(?<=\w)([,.;:!?])(?=\s|$)", r" \1", text)
    if way == 2:
        return re.sub(r"(?<=[^\d]),(?=\s)|(?<=\D)[，、](?=\D)", "", text)
    return text.rstrip() + chance.choice(("..", "!", " .", " -"))


def quoted(text: str, _lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Put the text between quotation marks."""
    return chance.choice(_MARKS).format(text)


def repeated(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Say a word twice."""
    words = lexicon.words(text)
    if not words:
        return text
    start, end = chance.choice(words)
    return text[:end] + ("" if lexicon.unspaced else " ") + text[start:end] + text[end:]


def shortened(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Leave out a small word that says nothing by itself and limits nothing."""
    known = lexicon.known
    limits = set(known.negation) | set(known.modality) | set(known.numerals.cardinals) | set(known.person)
    limits |= set(known.gender) | known.limiters | known.intensity
    small = [
        (start, end)
        for start, end in lexicon.words(text)
        if (word := text[start:end].lower()) in known.function and word not in limits and len(word) < 5
    ]
    if lexicon.unspaced or not small:
        return text
    start, end = chance.choice(small)
    return text[:start] + text[end:].lstrip(" ")


def contracted(text: str, lexicon: Lexicon, _: WordNet | None, _chance: Random) -> str:
    """Write "do not" as "don't", or the reverse, in English."""
    if lexicon.code != "en":
        return text
    for full, short in _CONTRACTIONS:
        if re.search(full, text):
            return re.sub(full, short, text, count=1)
    plain = re.sub(r"\b(do|does|did|is|was|were|would|could|should)n['’]t\b", r"\1 not", text, count=1)
    return plain if plain != text else re.sub(r"\b(I)['’]m\b", r"\1 am", text, count=1)


def said_otherwise(text: str, lexicon: Lexicon, wordnet: WordNet | None, chance: Random) -> str:
    """Exchange an English word of one meaning for its synonym."""
    if wordnet is None or lexicon.code != "en":
        return text
    words = lexicon.words(text)
    chance.shuffle(words)
    for start, end in words:
        word = text[start:end]
        others = [each for each in wordnet.synonyms(word.lower()) if lexicon.counts[each]]
        if word.islower() and others and lexicon.says(word):
            return applied(text, [Edit(start, end, chance.choice(others))]).text
    return text


def turned(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Put the words before a sentence's one comma behind it, or exchange two neighbours' places."""
    parts = text.split(", ")
    if len(parts) == 2 and not lexicon.unspaced and len(parts[0].split()) > 1 and chance.random() < 0.7:
        first, last = parts
        end = last[-1] if last[-1:] in ".!?" else ""
        body = last.removesuffix(end)
        return f"{body[:1].upper()}{body[1:]}, {first[:1].lower()}{first[1:]}{end}"
    words = lexicon.words(text)
    if len(words) < 5 or lexicon.unspaced:
        return text
    place = chance.randrange(1, len(words) - 1)
    (start, middle), (next_start, end) = words[place], words[place + 1]
    return text[:start] + text[next_start:end] + text[middle:next_start] + text[start:middle] + text[end:]


def coordinated(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Exchange the places of two words of one ending that an "and" or an "or" holds together."""
    joined = "|".join(lexicon.changes.get("joining", ()))
    found = list(re.finditer(rf"(\w+)( (?:{joined}) )(\w+)", text)) if joined else []
    fit = [
        each
        for each in found
        if each.start() > 0
        and all(lexicon.says(each.group(number)) for number in (1, 3))
        and each.group(1)[0].isupper() == each.group(3)[0].isupper()
        and each.group(1)[-1] == each.group(3)[-1]
    ]
    if not fit:
        return text
    one = chance.choice(fit)
    return text[: one.start()] + one.group(3) + one.group(2) + one.group(1) + text[one.end() :]


def fronted(text: str, lexicon: Lexicon, _: WordNet | None, _chance: Random) -> str:
    """Put the last few words, from a small one on, before the others: "they met in the old town"."""
    words = lexicon.words(text)
    if lexicon.unspaced or len(words) < 6:
        return text
    places = [place for place in range(-4, -1) if text[slice(*words[place])] in lexicon.known.function]
    start = words[places[0]][0] if places else 0
    end = words[-1][1]
    run, before = text[start:end], text[:start].rstrip()
    # Of one sentence alone: what stands before another one is no part of it.
    if not places or any(mark in run for mark in ",;:.") or re.search(r"[.?!;]\s", before) or not before[-1:].isalnum():
        return text
    return f"{run[:1].upper()}{run[1:]}, {before[:1].lower()}{before[1:]}{text[end:]}"


def recast(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> str:
    """Say the same by another construction ("the head of Shell", "Shell's head"), or with a word that is like."""
    ways = [(found, new) for pattern, new in lexicon.changes.get("recast", ()) for found in re.finditer(pattern, text)]
    like = {word: group for group in lexicon.changes.get("alike", ()) for word in group}
    words = [found for word in like for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    if ways and (not words or chance.random() < 0.6):
        found, new = chance.choice(ways)
        said = found.expand(new)
    elif words:
        found = chance.choice(words)
        said = chance.choice([each for each in like[found.group()] if each != found.group()])
    else:
        return text
    first = found.start() == 0 and found.group()[:1].isupper()
    said = said[:1].upper() + said[1:] if first else said
    return text[: found.start()] + said + text[found.end() :]


FORMS: Final[Mapping[Former, float]] = {
    misspelt: 2,
    cased: 2,
    pointed: 2,
    quoted: 1,
    repeated: 1,
    shortened: 2,
    contracted: 2,
    said_otherwise: 3,
    turned: 1.5,
    coordinated: 2,
    fronted: 1.5,
}


def other_form(
    text: str,
    lexicon: Lexicon,
    wordnet: WordNet | None,
    chance: Random,
    shares: Mapping[Former, float] = FORMS,
    again: float = AGAIN,
) -> str:
    """Return the text in another form, or as it is where none of those drawn fits."""
    for form in chance.choices(list(shares), list(shares.values()), k=3):
        made = form(text, lexicon, wordnet, chance)
        if made != text and made.strip():
            return other_form(made, lexicon, wordnet, chance, shares, again) if chance.random() < again else made
    return text
