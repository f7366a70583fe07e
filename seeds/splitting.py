"""Sentences of articles, by sentencex, with offsets into the file's text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import polars as pl
import sentencex

from seeds.datelines import FIRST_PARAGRAPHS, dateline_end
from seeds.knowledge import Language, language
from seeds.reading import cleaned_article
from seeds.schema import ARTICLES, SENTENCES

# sentencex takes time that grows with the square of a paragraph of quotation marks; no newsroom's is longer.
_LONGEST_PARAGRAPH: Final = 10_000
# A capital by itself with a full stop, and the capitalised word after it: an initial, or the end of a sentence.
_LETTER: Final = re.compile(
    r"(?:(?<![\w.'’-])|(?<=\.-))(?P<letter>[^\W\d_])\.(?P<mark>[”»“\"’')]*)(?P<gap>\s+)(?P<opening>[“«„\"‘'(]*)(?=(?P<next>[^\W\d_][\w'’-]*)(?P<stop>\.?))"
)
_BEFORE: Final = re.compile(r"(?P<word>[\w'’-]+)\W{1,3}\Z")
# How much of the next sentence its first word takes.
_NEXT_WORD: Final = 40
# "Ursula G. Le Guin", "J. Van der Berg": parts of a name, whatever else they are.
_PARTICLES: Final = frozenset({"de", "di", "da", "del", "von", "van", "bin", "ben", "du", "dos", "al", "zu"})
# One Arabic letter is no word, but for "and" set apart.
_INITIAL_ENDS: Final = re.compile(r"[^\W\d_] [ء-ي]\.\s*\Z")
_INITIAL_OPENS: Final = re.compile(r"[ء-هي]\.?(?=[\s،])")
_ORDINAL: Final = re.compile(r"(?P<word>[^\W\d_]+)\s\d{1,3}\.\s*\Z")
_NUMBERED: Final = re.compile(r"(?<![\w.])(?P<word>[^\W\d_]{3,})\.\s+(?=\d)")
_BEFORE_DIGIT: Final = re.compile(r"。(?=[0-9０-９])")
# Without these nothing is cut or joined by a single letter, by words or by numbers.
_LONE_LETTER: Final = re.compile(r"\.(?<=[^\W\d_]\.)(?<!\w[^\W\d_]\.)|\.-")
_INNER_STOP: Final = re.compile(r"\.\s+(?=\S)")
_HAN_PAIRS: Final = (("「", "」"), ("『", "』"), ("“", "”"), ("（", "）"), ("《", "》"))
_OPENED: Final = re.compile(r"[“«„(]")
_CLOSED: Final = re.compile(r"[”»)]")


def sentences(articles: pl.DataFrame) -> pl.DataFrame:
    """Return the sentences of all articles, `seeds.schema.SENTENCES`, in reading order, without heads of copy.

    Place, date and agency at the head of a paragraph are no words of its first sentence.
    """
    rows = []
    for article in ARTICLES.check(articles).iter_rows(named=True):
        cleaned, known = cleaned_article(article), language(article["language"] or "")
        for first, finish in sentence_spans(cleaned.text, article["language"]):
            begin = first
            if known and cleaned.text[first - 1 : first] in ("", "\n"):
                begin = dateline_end(cleaned.text, first, finish, known, first=first < FIRST_PARAGRAPHS)
            start, end = cleaned.span(begin, finish)
            rows.append(
                {
                    "sentence_id": f"{article['article_id']}:{start}-{end}",
                    "article_id": article["article_id"],
                    "start": start,
                    "end": end,
                    "text": article["text"][start:end],
                    "clean": cleaned.text[begin:finish],
                    "language": article["language"],
                }
            )
    return SENTENCES.frame(rows)


def sentence_spans(text: str, code: str | None) -> Iterator[tuple[int, int]]:
    """Yield the [start, end) of each sentence of a cleaned text, without the spaces round it; a paragraph ends one."""
    at, known = 0, language(code or "")
    for paragraph in text.split("\n"):
        inside = at
        for stretch in _stretches(paragraph):
            for sentence in _cut(sentencex.segment(code or "en", stretch), stretch, known):
                body = sentence.strip()
                if body:
                    start = inside + sentence.index(body)
                    yield start, start + len(body)
                inside += len(sentence)
        at += len(paragraph) + 1


def _stretches(paragraph: str) -> Iterator[str]:
    """Yield a paragraph, or the stretches of one that is too long, cut at spaces where there are any."""
    at = 0
    while len(paragraph) - at > _LONGEST_PARAGRAPH:
        end = paragraph.rfind(" ", at, at + _LONGEST_PARAGRAPH) + 1
        end = end if end > at else at + _LONGEST_PARAGRAPH
        yield paragraph[at:end]
        at = end
    yield paragraph[at:]


def _cut(found: list[str], stretch: str, known: Language | None) -> Iterator[str]:
    """Yield the sentences of a stretch, those that sentencex found, cut and joined as the language wants it."""
    pieces = list(_by_digits(found)) if _BEFORE_DIGIT.search(stretch) else found
    if known is None:
        yield from pieces
        return
    pieces = _with_ordinals(pieces, known) if known.letter_ordinals else pieces
    pieces = _with_initials(pieces) if known.verb_first else pieces
    lettered = known.lettered and _LONE_LETTER.search(stretch)
    for sentence in _by_letters(pieces, known) if lettered else pieces:
        if _INNER_STOP.search(sentence):
            yield from _by_numbers(_by_words([sentence], known), known)
        else:
            yield sentence


def _by_letters(found: list[str], known: Language) -> Iterator[str]:
    """Yield the sentences, cut after a single letter that ends one ("on X. The") and joined after an initial."""
    held = ""
    for place, piece in enumerate(found):
        sentence = held + piece
        held = ""
        following = found[place + 1] if place + 1 < len(found) else ""
        at = 0
        for match in _LETTER.finditer(sentence + following[:_NEXT_WORD]):
            cut = match.end("gap")
            if cut > len(sentence) or not match["letter"].isupper():
                continue
            ends = _ends(sentence[at : match.start()], match, known)
            if cut == len(sentence):
                held = "" if ends else sentence[at:]
            elif ends and not _is_open(sentence[at : match.end("mark")]):
                yield sentence[at:cut]
                at = cut
        if not held and following.startswith("-") and sentence.endswith("."):
            held = sentence[at:]  # "J.-P. Martin"
        if not held and sentence[at:]:
            yield sentence[at:]


def _with_ordinals(found: list[str], known: Language) -> list[str]:
    """Return the sentences, joined where a number with a full stop counts the noun behind it: "dem 4. Jahrhundert"."""
    joined: list[str] = []
    for piece in found:
        counted = _ORDINAL.search(joined[-1][-_NEXT_WORD:]) if joined else None
        if counted and counted["word"].lower() in known.letter_ordinals and piece[:1].isupper():
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _with_initials(found: list[str]) -> list[str]:
    """Return the Arabic sentences, joined where a letter stands for a name: "المتهم كريم س.، أمام", "محمد. ع"."""
    joined: list[str] = []
    for piece in found:
        if joined and (piece.lstrip()[:1] == "،" or _INITIAL_ENDS.search(joined[-1]) or _INITIAL_OPENS.match(piece)):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _by_words(found: Iterable[str], known: Language) -> Iterator[str]:
    """Yield the sentences, cut after a word that is mistaken for a shortened one: "on 4 May. Outside court"."""
    pattern = _whole(known)
    for sentence in found:
        at = 0
        for match in pattern.finditer(sentence) if pattern is not None else ():
            yield sentence[at : match.end()]
            at = match.end()
        yield sentence[at:]


def _by_digits(found: Iterable[str]) -> Iterator[str]:
    """Yield the sentences, cut behind a full stop of Han script and before a digit: "発表した。50代の"."""
    for sentence in found:
        at = 0
        for match in _BEFORE_DIGIT.finditer(sentence):
            piece = sentence[at : match.end()]
            if all(piece.count(first) <= piece.count(last) for first, last in _HAN_PAIRS):
                yield piece
                at = match.end()
        yield sentence[at:]


def _by_numbers(found: Iterable[str], known: Language) -> Iterator[str]:
    """Yield the sentences, cut before a number that begins one: "ging verloren. 20 Tonnen seien weg"."""
    shortened = known.letter_shortened
    for sentence in found:
        at = 0
        for match in _NUMBERED.finditer(sentence) if shortened else ():
            if match["word"].lower() not in shortened:
                yield sentence[at : match.end()]
                at = match.end()
        yield sentence[at:]


@cache
def _whole(known: Language) -> re.Pattern[str] | None:
    words = "|".join(map(re.escape, known.letter_words))
    return re.compile(rf"(?<!\w)(?:{words})\.\s+(?=[“«„\"‘(]*[^\W\d_a-zа-яё])") if words else None


def _ends(before: str, match: re.Match[str], known: Language) -> bool:
    """Whether the full stop after a single capital ends the sentence; after an initial it does not."""
    letter, following = match["letter"], match["next"]
    if match["mark"]:
        return following[0].isupper()
    if letter in known.letter_titles or not following[0].isupper() or (len(following) == 1 and match["stop"]):
        return False
    leaning = _BEFORE.search(before)
    if leaning is None:
        return False
    if following.lower() in _openers(known):
        return True
    word = leaning["word"]
    small = word.lower()
    if small in known.lettered:
        return True
    if letter not in known.letter_names or word[0].isupper():
        return False
    return small in known.prepositions


@cache
def _openers(known: Language) -> frozenset[str]:
    """Return the small words that open a sentence and are no part of a name."""
    small = (
        known.determiners
        | known.prepositions
        | known.pronouns
        | known.subordinators
        | known.coordinators
        | known.auxiliaries
        | known.adverbs
        | known.impersonal
    )
    return small - known.links - _PARTICLES


def _is_open(text: str) -> bool:
    """Whether a mark that `text` opens is not closed in it."""
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    if "„" in text:  # „…“
        opened, closed = opened - text.count("“"), closed + text.count("“")
    return opened > closed or text.count('"') % 2 == 1
