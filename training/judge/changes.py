"""Drifts made by script: each maker takes a text and returns edits that change what it claims, or none."""

import re
from collections.abc import Callable, Mapping
from itertools import combinations
from random import Random
from typing import Final, NamedTuple

from training.judge.lexicon import Lexicon
from training.judge.wordnet import WordNet

Span = tuple[int, int]


class Edit(NamedTuple):
    """What stands from `start` to `end` is replaced."""

    start: int
    end: int
    text: str


class Version(NamedTuple):
    """A text made from another: what it is, where it is other, and where the text that it came from is."""

    text: str
    changed: tuple[Span, ...]
    base_changed: tuple[Span, ...]


# How often figures change places where a text has two.
_FIGURES: Final = 0.3

Maker = Callable[[str, Lexicon, WordNet | None, Random], list[Edit]]


def applied(text: str, edits: list[Edit]) -> Version:
    """Return the text with its edits done; they do not overlap."""
    made, at, changed, base = "", 0, [], []
    for start, end, new in sorted(edits):
        made += text[at:start]
        if new.strip():
            changed.append((len(made), len(made) + len(new)))
        if text[start:end].strip():
            base.append((start, end))
        made += new
        at = end
    made += text[at:]
    return Version(made, tuple(changed), tuple(base))


def _cut(text: str, start: int, end: int) -> Edit:
    """Return the edit that takes words out with the space beside them."""
    if text[end : end + 1] == " ":
        return Edit(start, end + 1, "")
    return Edit(start - 1, end, "") if text[start - 1 : start] == " " else Edit(start, end, "")


def _like(old: str, new: str) -> str:
    """Return a word with the capital that the one it replaces has."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _saying(text: str, lexicon: Lexicon) -> list[Span]:
    return [(start, end) for start, end in lexicon.words(text) if lexicon.says(text[start:end])]


def drop_word(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Leave a word out, or two or three neighbours."""
    words, saying = lexicon.words(text), _saying(text, lexicon)
    if len(words) < 4 or not saying:
        return []
    start, end = chance.choice(saying)
    if chance.random() < 0.3:
        after = [span for span in words if span[0] >= end]
        end = after[min(len(after), chance.randint(1, 2)) - 1][1] if after else end
    return [_cut(text, start, end)]


def drop_clause(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Leave out what stands between a comma and the next sign."""
    cuts = [found.start() for found in re.finditer(r"[,;:،，、；](?=\s|[\u3040-\u9fff])", text)]
    if not cuts:
        return []
    start = chance.choice(cuts)
    later = [found.start() for found in re.finditer(r"[,;:.!?،，、；。！？]", text) if found.start() > start]
    end = later[0] if later else len(text)
    return [Edit(start, end, "")] if len(lexicon.words(text[start:end])) >= 2 else []


def add_word(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Put a word before another: often one that lies near it, or that stands before it in another sentence."""
    saying = _saying(text, lexicon)
    if not saying or not lexicon.vocabulary:
        return []
    # Where a word has others before it, it is often one that may have one.
    led = [span for span in saying if text[slice(*span)] in lexicon.before]
    start, end = chance.choice(led if led and chance.random() < 0.6 else saying)
    word, way = text[start:end], chance.random()
    fit = lexicon.before.get(word, []) if way < 0.5 else lexicon.neighbours(word) if way < 0.8 else []
    new = chance.choice(fit or lexicon.vocabulary)
    return [Edit(start, start, new + ("" if lexicon.unspaced else " "))] if new not in text else []


def add_phrase(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Put a few words of another sentence in, or its clause at the end."""
    other = chance.choice(lexicon.texts)
    theirs, ours = lexicon.words(other), lexicon.words(text)
    if len(theirs) < 5 or len(ours) < 3:
        return []
    length = chance.randint(2, 4)
    first = chance.randrange(len(theirs) - length + 1)
    run = other[theirs[first][0] : theirs[first + length - 1][1]]
    if not any(lexicon.says(run[start:end]) for start, end in lexicon.words(run)):
        return []
    space = "" if lexicon.unspaced else " "
    if chance.random() < 0.4:
        end = ours[-1][1]
        return [Edit(end, end, ("，" if lexicon.unspaced else ", ") + run)]
    at = ours[chance.randrange(1, len(ours))][0]
    return [Edit(at, at, run + space)]


def exchange(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Exchange a word for one near it in the embedding table, or for any."""
    saying = _saying(text, lexicon)
    chance.shuffle(saying)
    for start, end in saying[:4]:
        word = text[start:end]
        near = lexicon.neighbours(word)
        if near and chance.random() < 0.9:
            return [Edit(start, end, _like(word, chance.choice(near)))]
    if saying and lexicon.vocabulary:
        start, end = saying[0]
        return [Edit(start, end, _like(text[start:end], chance.choice(lexicon.vocabulary)))]
    return []


def related(text: str, lexicon: Lexicon, wordnet: WordNet | None, chance: Random) -> list[Edit]:
    """Exchange an English word for its opposite, a sister or a wider word."""
    if wordnet is None or lexicon.code != "en":
        return []
    saying = _saying(text, lexicon)
    chance.shuffle(saying)
    for start, end in saying:
        word = text[start:end].lower()
        for words in (
            wordnet.opposites(word) + wordnet.bent(word),
            chance.choice((wordnet.sisters, wordnet.wider))(word),
        ):
            fit = [each for each in words if lexicon.counts[each]]
            if fit and (words is not None) and chance.random() < 0.7:
                return [Edit(start, end, _like(text[start:end], chance.choice(fit)))]
    return []


def opposite(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Turn a word round that stands at one end of a scale."""
    found = [
        (span, lexicon.ends[text[slice(*span)].lower()])
        for span in lexicon.words(text)
        if text[slice(*span)].lower() in lexicon.ends
    ]
    if not found:
        return []
    (start, end), others = chance.choice(found)
    return [Edit(start, end, _like(text[start:end], chance.choice(others)))] if others else []


def number(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Change a figure or a number word."""
    figures = [found.span() for found in re.finditer(r"\d+", text)]
    spelled = [span for span in lexicon.words(text) if text[slice(*span)].lower() in lexicon.numbers]
    if not figures and not spelled:
        return []
    start, end = chance.choice(figures + spelled)
    old = text[start:end]
    if (start, end) in spelled:
        others = [word for word in lexicon.numbers if word != old.lower()]
        return [Edit(start, end, _like(old, chance.choice(others)))] if others else []
    new = list(old)
    place = chance.randrange(len(new))
    new[place] = chance.choice([digit for digit in "123456789" if digit != new[place]])
    return [Edit(start, end, "".join(new) + ("0" if chance.random() < 0.15 else ""))]


def name(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Exchange a name for another, or leave it out."""
    held = set(lexicon.names)
    found = [span for span in lexicon.words(text) if text[slice(*span)] in held]
    if not found:
        return []
    start, end = chance.choice(found)
    if chance.random() < 0.4:
        return [_cut(text, start, end)]
    return [Edit(start, end, chance.choice([each for each in lexicon.names if each != text[start:end]]))]


def denial(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Take a denial out, or put one in."""
    bound = r"" if lexicon.unspaced or lexicon.code == "ko" else r"\b"
    cues = [
        found.span()
        for cue in lexicon.denials
        for found in re.finditer(rf"{bound}{re.escape(cue)}{bound}", text, re.IGNORECASE)
    ]
    if cues and chance.random() < 0.8:
        return [_cut(text, *chance.choice(cues))]
    places = [
        (found, new) for pattern, new in lexicon.changes.get("negated", ()) for found in re.finditer(pattern, text)
    ]
    if not places:
        return []
    found, new = chance.choice(places)
    return [Edit(found.start(), found.end(), found.expand(new))]


def modal(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Exchange a modal word for one of another claim, or put a hedge before the sentence."""
    kinds = {word: kind for kind, words in lexicon.modals.items() for word in words}
    found = [span for span in lexicon.words(text) if text[slice(*span)].lower() in kinds]
    if found and len(lexicon.modals) > 1:
        start, end = chance.choice(found)
        kind = kinds[text[start:end].lower()]
        others = [word for other, words in lexicon.modals.items() if other != kind for word in words]
        return [Edit(start, end, _like(text[start:end], chance.choice(others)))]
    hedges = lexicon.changes.get("hedges")
    if not hedges or len(text) < 12:
        return []
    lower = 0 if lexicon.code == "de" or text[:2].isupper() or text.split(maxsplit=1)[0] in lexicon.names else 1
    return [Edit(0, lower, chance.choice(hedges) + text[:lower].lower())]


def gender(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Make a man of a woman, or the reverse, everywhere."""
    turned = {
        word: other for one, two in lexicon.changes.get("genders", ()) for word, other in ((one, two), (two, one))
    }
    if lexicon.unspaced:
        found = next((word for word in sorted(turned, key=len, reverse=True) if word in text), None)
        if found is None:
            return []
        at = text.index(found)
        return [Edit(at, at + len(found), turned[found])]
    del chance
    return [
        Edit(start, end, _like(text[start:end], turned[text[start:end].lower()]))
        for start, end in lexicon.words(text)
        if text[start:end].lower() in turned
    ]


def roles(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Exchange the places of two words that say something, of names, of figures, or of words with those before them."""
    saying = _saying(text, lexicon)
    held = set(lexicon.names)
    figures = [found.span() for found in re.finditer(r"\d+(?:[.,]\d+)*", text)]
    if len(figures) > 1 and chance.random() < _FIGURES:
        one, other = sorted(chance.sample(figures, 2))
        first, second = text[slice(*one)], text[slice(*other)]
        return [Edit(*one, second), Edit(*other, first)] if first != second else []
    named = [span for span in saying if text[slice(*span)] in held]
    pool = named if len(named) > 1 else saying
    if len(pool) < 2 or (len(pool) < 4 and pool is saying):
        return []
    one, other = sorted(chance.sample(pool, 2))
    if pool is saying and chance.random() < 0.6:
        # Mostly words of one kind, as their capitals and endings tell it: the sentence then stays one.
        like = [pair for pair in combinations(pool, 2) if _is_alike(*(text[slice(*span)] for span in pair))]
        one, other = chance.choice(like or [(one, other)])
    if pool is saying and not lexicon.unspaced and chance.random() < 0.3:
        one, other = _with_word_before(text, one, lexicon), _with_word_before(text, other, lexicon)
    first, second = text[slice(*one)], text[slice(*other)]
    if first.lower() == second.lower() or other[0] - one[1] < 2:
        return []
    # Only the word that begins the text has its capital from its place.
    moved = first if one[0] > 0 or first.split()[0] in held else first[:1].lower() + first[1:]
    return [Edit(*one, _like(first, second) if one[0] == 0 else second), Edit(*other, moved)]


def voice(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Make who did something the one to whom it was done, or the reverse, all names staying in their places."""
    places = [
        (found, new) for pattern, new in lexicon.changes.get("voices", ()) for found in re.finditer(pattern, text)
    ]
    if not places:
        return []
    found, new = chance.choice(places)
    return [Edit(found.start(), found.end(), found.expand(new))]


def _is_alike(one: str, other: str) -> bool:
    return one[0].isupper() == other[0].isupper() and one[-1] == other[-1] and one.lower() != other.lower()


def _with_word_before(text: str, span: Span, lexicon: Lexicon) -> Span:
    before = [start for start, end in lexicon.words(text) if end == span[0] - 1 and text[end] == " "]
    return (before[0], span[1]) if before else span


def foreign(text: str, lexicon: Lexicon, _: WordNet | None, chance: Random) -> list[Edit]:
    """Write a word in another language, mostly the one that lies nearest: nobody translated it."""
    # Where words are written together, a foreign one among them is usual: a name, a unit.
    saying = _saying(text, lexicon)
    if lexicon.unspaced or not saying or not lexicon.abroad:
        return []
    start, end = chance.choice(saying)
    other = chance.choice(lexicon.abroad)
    word = lexicon.nearest(text[start:end], other) or (chance.choice(other.vocabulary) if other.vocabulary else "")
    if not word or word.lower() in text.lower() or lexicon.counts[word]:
        return []
    return [Edit(start, end, word)]


# What each is drawn by: how often newsrooms and translators do it, and how hard it is to see.
MAKERS: Final[dict[str, tuple[Maker, float]]] = {
    "drop_word": (drop_word, 8),
    "drop_clause": (drop_clause, 1),
    "add_word": (add_word, 8),
    "add_phrase": (add_phrase, 2),
    "exchange": (exchange, 5),
    "related": (related, 8),
    "opposite": (opposite, 7),
    "number": (number, 5),
    "name": (name, 8),
    "denial": (denial, 3),
    "modal": (modal, 1.5),
    "gender": (gender, 1.5),
    "roles": (roles, 6),
    "foreign": (foreign, 2),
    "voice": (voice, 0.5),
}
SHARES: Final[Mapping[str, float]] = {kind: share for kind, (_, share) in MAKERS.items()}


def drifted(
    text: str,
    lexicon: Lexicon,
    wordnet: WordNet | None,
    chance: Random,
    without: frozenset[str] = frozenset(),
    shares: Mapping[str, float] = SHARES,
) -> tuple[str, Version] | None:
    """Return the name of a drift and the text with it, None where no maker finds a place in a few tries."""
    kinds = [kind for kind in shares if kind not in without]
    weights = [shares[kind] for kind in kinds]
    for kind in chance.choices(kinds, weights, k=6):
        edits = MAKERS[kind][0](text, lexicon, wordnet, chance)
        if edits:
            made = applied(text, edits)
            if made.text.strip() and made.text != text:
                return kind, made
    return None
