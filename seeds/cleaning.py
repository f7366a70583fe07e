"""Cleaning of wire text, with a map from every cleaned character back to the file's own."""

import bisect
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

import ftfy

from seeds.furniture import ending, is_furniture, opening
from seeds.lemmas import is_known

_TERMINAL: Final = ".!?:;…。！？؟।”’\"'»」』)）"
# U+0085 ends a line, unless it is a byte of mojibake.
_LINE: Final = re.compile(
    r"(?:[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+|(?<=[\u0080-\u00f4])\x85)*(\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|\Z)"
)
_WORD_AT_END: Final = re.compile(r"[^\W\d_]+\Z")
_WORD_AT_START: Final = re.compile(r"[^\W\d_]+")
# "Russia / ‘s war": an apostrophe and its letter carried over to the next line.
_CARRIED_ENDING: Final = re.compile(r"['‘’](?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
_CARRIED_MARK: Final = re.compile(r"[,.;:!?)\]}”»」』、。，；：！？）…%](?!\.\.)")
# Kana, Han, their punctuation and Thai: no space stands between two lines of these.
_UNSPACED: Final = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uff00-\uffef\u0e00-\u0e7f]")
# Bytes read by the wrong table leave two characters beside each other, or one and a space that was the second's.
# No such table has Arabic, Han, kana or Hangul, and of two such characters the second is no letter of Russian but ё.
_MAY_BE_MOJIBAKE: Final = re.compile(
    r"[^\x00-\x7fА-я\u0600-\u06ff\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]{2}"
    r"|[А-я][^\x00-\x7fА-я\u0600-\u06ff\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef]|[\x80-\x9f]|[ÂÃÅÎÐÙâãà] "
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Soft hyphens, spaces without width, marks of direction, tatweel.
_INVISIBLE: Final = re.compile(
    r"[\u00ad\u061c\u0640\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f]"
)
# What reads as another character: ligatures, Arabic presentation forms, full-width digits and Latin, half-width kana,
# letters with their accents or syllables in pieces, hyphens that do not break.
_VARIANT: Final = re.compile(
    r"[\ufb00-\ufb06\ufb50-\ufd3d\ufd50-\ufdfc\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2010\u2011]"
    r"|[\uff66-\uff9d][\uff9e\uff9f]?|[\u3041-\u30ff][\u3099\u309a]|[^\W\d_][\u0300-\u036f]{1,4}"
    r"|[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?"
)
_HYPHENS: Final = {"\u2010": "-", "\u2011": "-"}
_UNPLAIN: Final = re.compile(f"{_ENTITY.pattern}|{_INVISIBLE.pattern}|{_VARIANT.pattern}")
# One of these stands in whatever is not plain: a look for a class of characters is twenty times as fast.
_SUSPECT: Final = re.compile(
    r"[&\u00ad\u0300-\u036f\u061c\u0640\u1100-\u115f\u200b\u200e-\u2011\u202a-\u202e\u2060\u2066-\u2069\u3099\u309a\ufb00-\ufdfc"
    r"\ufe70-\ufeff\uff10-\uff9f\x00-\x08\x0e-\x1b\x7f]"
)
# Any white space but a single plain space.
_UNEVEN_SPACE: Final = re.compile(r"\s{2,}|[^\S ]")
_LONGEST_WRAPPED_LINE: Final = 120
# No list of words has a longer one.
_LONGEST_WORD: Final = 80
_SHORTEST_CUT_LINE: Final = 30
# The last line of a paragraph falls short of the width of the others.
_SHORT_OF_WIDTH: Final = 0.75


class Run(NamedTuple):
    """Characters [clean_start, clean_end) of the cleaned text come from [start, end) of the text."""

    clean_start: int
    clean_end: int
    start: int
    end: int

    @property
    def exact(self) -> bool:
        """Whether the two sides correspond character by character."""
        return self.clean_end - self.clean_start == self.end - self.start


@dataclass(frozen=True)
class Clean:
    """A cleaned text with its map back."""

    text: str
    runs: tuple[Run, ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(run.clean_start for run in self.runs)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original text of the cleaned span [start, end).

        An empty span maps to an empty one.
        """
        if not self.runs:
            return 0, 0
        first = self._origin(min(start, max(len(self.text) - 1, 0)))[0]
        if end <= start:
            return (first, first) if start < len(self.text) else (self.runs[-1].end, self.runs[-1].end)
        return first, self._origin(min(end, len(self.text)) - 1)[1]

    def find(self, start: int, end: int) -> tuple[int, int]:
        """Return the cleaned span that [start, end) of the original text became; empty when all of it was set aside."""
        inside = [run for run in self.runs if run.end > start and run.start < end]
        if not inside:
            at = next((run.clean_start for run in self.runs if run.start >= start), len(self.text))
            return at, at
        first, last = inside[0], inside[-1]
        begin = first.clean_start + max(0, start - first.start) if first.exact else first.clean_start
        finish = last.clean_end - max(0, last.end - end) if last.exact else last.clean_end
        return begin, finish

    def _origin(self, index: int) -> tuple[int, int]:
        run = self.runs[bisect.bisect_right(self._starts, index) - 1]
        if run.exact:
            at = run.start + index - run.clean_start
            return at, at + 1
        return run.start, run.end


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def clean(text: str, language: str = "en") -> Clean:
    r"""Return `text` as a reader would read it: one paragraph a line, joined by "\n".

    Page furniture is set aside, words and sentences broken over lines are joined, mojibake and character references are
    mended, runs of spaces become one. `language` decides which joined words exist.
    """
    pieces: list[tuple[str, int, int]] = []
    for paragraph in _paragraphs(text, language):
        if not any(words.strip() for words, _, _ in paragraph):
            continue
        if pieces:
            pieces.append(("\n", pieces[-1][2], paragraph[0][1]))
        pieces.extend(paragraph)
    return _assembled(_single_spaced(pieces))


def restored(text: str, runs: Sequence[dict[str, int]]) -> Clean:
    """Return the Clean that the articles table holds as `clean` and `clean_map`."""
    return Clean(text, tuple(Run(run["clean_start"], run["clean_end"], run["start"], run["end"]) for run in runs))


def _paragraphs(text: str, language: str) -> Iterator[list[tuple[str, int, int]]]:
    """Yield each paragraph as pieces (cleaned characters, start, end)."""
    lines = list(_lines(text))
    width = _wrapped_width(lines)
    margin = min((_indent(line) for line in lines if line.text.strip()), default=0)
    paragraph: list[tuple[str, int, int]] = []
    previous: _Line | None = None
    blank = False
    for line in lines:
        if not line.text.strip():
            blank = True
            continue
        if not (width and not blank and previous and _is_unfinished(previous)) and is_furniture(line.text.strip()):
            blank, previous = True, None
            if paragraph:
                yield paragraph
            paragraph = []
            continue
        indented = _indent(line) > margin
        short = previous is not None and len(previous.text.rstrip()) < _SHORT_OF_WIDTH * width
        apart = blank or not width or indented or (short and previous is not None and not _is_unfinished(previous))
        glue = _glue(previous, line, language, apart=apart) if previous else None
        stripped = _trimmed(line)
        if previous is not None and glue is not None:
            end = _trimmed(previous).end
            if glue == "-":  # a word divided by a hyphen that is no part of it
                last, _, finish = paragraph.pop()
                paragraph.append((last[:-1], finish - len(last), finish - 1))
                glue, end = "", finish - 1
            if glue:
                paragraph.append((glue, end, stripped.start))
        elif paragraph:
            yield paragraph
            paragraph = []
        paragraph.extend(_mended(stripped))
        previous, blank = line, False
    if paragraph:
        yield paragraph


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # noqa: S101  # the pattern matches the empty string
        yield _Line(at, match.start(1), text[at : match.start(1)])
        at = match.end()


def _trimmed(line: _Line) -> _Line:
    """Return a line without the spaces round it, the slug before it and the end mark after it."""
    left = _indent(line)
    body = line.text.strip()
    slug = opening(body)
    body = body[slug : len(body) - ending(body)].rstrip() or body[slug:]
    return _Line(line.start + left + slug, line.start + left + slug + len(body), body)


def _indent(line: _Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _is_unfinished(line: _Line) -> bool:
    """Whether a line breaks off inside a sentence."""
    return line.text.rstrip()[-1] not in _TERMINAL


def _wrapped_width(lines: Sequence[_Line]) -> int:
    """Return the width at which lines were cut, as wires do; 0 where they end with their paragraphs."""
    followed = [line for line, after in pairwise(lines) if line.text.strip() and after.text.strip()]
    widest = max((len(line.text.rstrip()) for line in followed), default=0)
    if len(followed) < 3 or widest > _LONGEST_WRAPPED_LINE or _is_list(lines, widest):
        return 0
    return widest if sum(map(_is_unfinished, followed)) >= 0.6 * len(followed) else 0


def _is_list(lines: Sequence[_Line], width: int) -> bool:
    """Whether lines end where their writer ended them, as a ticker's do: the next one's first word had room in most."""
    room = [
        len(line.text.rstrip()) + 1 + len(after.text.split(None, 1)[0]) < width
        for line, after in pairwise(lines)
        if line.text.strip() and after.text.strip() and _is_unfinished(line)
    ]
    return bool(room) and 2 * sum(room) >= len(room)


def _glue(previous: _Line, line: _Line, language: str, *, apart: bool) -> str | None:
    """Return what joins a line to the one before: "", " ", "-" (drop the hyphen), or None for a new paragraph."""
    before, after = previous.text.rstrip(), line.text.strip()
    if _CARRIED_ENDING.match(after):
        return ""
    cut_inside = before[-1] not in _TERMINAL and after[0].islower() and len(before) >= _SHORTEST_CUT_LINE
    if not cut_inside and apart:
        return None
    head, tail = _WORD_AT_START.match(after), _WORD_AT_END.search(before, max(0, len(before) - _LONGEST_WORD))
    if _CARRIED_MARK.match(after) or before.endswith("\u00ad"):
        return ""
    if before.endswith(("-", "\u2010")) and head and before[-2:-1].isalpha():
        stem = _WORD_AT_END.search(before[:-1], max(0, len(before) - _LONGEST_WORD))
        divided = (
            stem is not None
            and _is_word(stem.group() + head.group(), language)
            and not _is_word(f"{stem.group()}-{head.group()}", language)
        )
        return "-" if divided else ""
    if head and tail and after[0].islower() and _is_broken_word(tail.group(), head.group(), language):
        return ""
    return "" if _joins_unspaced(before[-1], after[0]) else " "


def _joins_unspaced(before: str, after: str) -> bool:
    """Whether two lines meet without a space: one of them in an unspaced script, the other too or in ASCII."""
    unspaced = bool(_UNSPACED.match(before)), bool(_UNSPACED.match(after))
    return all(unspaced) or (any(unspaced) and (after if unspaced[0] else before).isascii())


def _is_broken_word(tail: str, head: str, language: str) -> bool:
    whole = _is_word(tail + head, language)
    return whole and not (_is_word(tail, language) and _is_word(head, language))


def _is_word(word: str, language: str) -> bool:
    return bool(is_known(word.lower(), language))


def _mended(line: _Line) -> Iterator[tuple[str, int, int]]:
    """Yield a line's pieces, mojibake and character references mended, invisible characters dropped."""
    mended = ftfy.fix_encoding(line.text) if _MAY_BE_MOJIBAKE.search(line.text) else line.text
    if mended == line.text:
        yield from _unescaped(line.text, line.start)
        return
    words, fixed = line.text.split(" "), mended.split(" ")
    if len(words) != len(fixed):
        yield mended, line.start, line.end
        return
    at = line.start
    for number, (word, repaired) in enumerate(zip(words, fixed, strict=True)):
        if number:
            yield " ", at - 1, at
        if word == repaired:
            yield from _unescaped(word, at)
        else:
            yield repaired, at, at + len(word)
        at += len(word) + 1


def _unescaped(text: str, offset: int) -> Iterator[tuple[str, int, int]]:
    at = 0
    for match in _UNPLAIN.finditer(text) if _SUSPECT.search(text) else ():
        if at < match.start():
            yield text[at : match.start()], offset + at, offset + match.start()
        plain = _plain(match.group())
        if plain:
            yield plain, offset + match.start(), offset + match.end()
        at = match.end()
    if at < len(text):
        yield text[at:], offset + at, offset + len(text)


def _plain(found: str) -> str:
    """Return what a reader sees of a reference, a variant of a letter, or an invisible character."""
    if found.startswith("&"):
        return html.unescape(found)
    if _INVISIBLE.match(found):
        return ""
    return _HYPHENS.get(found) or unicodedata.normalize("NFKC", found)


def _single_spaced(pieces: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces with every run of spaces made one, also where it runs from piece to piece."""
    spaced = True  # at the start of a paragraph no space is wanted
    for words, start, end in pieces:
        if words == "\n":
            yield words, start, end
            spaced = True
            continue
        exact = len(words) == end - start
        if exact and not (spaced and words[0].isspace()) and not _UNEVEN_SPACE.search(words):
            yield words, start, end
            spaced = words[-1].isspace()
            continue
        for match in re.finditer(r"\s+|\S+", words):
            space = match.group().isspace()
            if space and spaced:
                continue
            spaced = space
            place = (start + match.start(), start + match.end()) if exact else (start, end)
            yield " " if space else match.group(), *place


def _assembled(pieces: Iterator[tuple[str, int, int]]) -> Clean:
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    for words, start, end in pieces:
        run = Run(length, length + len(words), start, end)
        if runs and runs[-1].exact and run.exact and runs[-1].end == start:
            run = Run(runs[-1].clean_start, run.clean_end, runs.pop().start, end)
        runs.append(run)
        parts.append(words)
        length += len(words)
    return Clean("".join(parts), tuple(runs))
