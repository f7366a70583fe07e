"""What the quote finders of Chinese, Japanese and Korean share: a file's patterns, and rows in the making."""

import re
from functools import cache, lru_cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.attributed import Attribution
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.marks import Marked
from seeds.quoting.segments import segments

# Kind, content, segment, attribution, whether it stands alone, whether it goes on with what was said before.
Row = tuple[str, Span, int, Attribution, bool, bool]

_SHORTEST_NAME: Final = 2
STOP: Final = "。！？!?；;"
# What parts the quotes of a list.
LIST: Final = re.compile(r"\s?[、,，・·/]?\s?(?:와|과|や|と|和|及び|및)?\s?")
# An aside on a name: 山本（23）＝大塚製薬＝.
BRACKET: Final = re.compile(r"[(（][^()（）]*[)）]|[＝=][^＝=、。]{1,20}[＝=](?=\Z|[はもがのを])")
_WORD: Final = re.compile(r"\w")


@cache
def pattern(language: Language, name: str) -> re.Pattern[str]:
    """Return a pattern of a language's file."""
    return re.compile(language.patterns[name])


def pieces(sentence: Clause, span: Marked, kind: str, whose: Attribution, *, alone: bool) -> list[Row]:
    """Return a row for each segment of a marked span."""
    return [
        (kind, piece, number, whose, alone, False) for number, piece in enumerate(segments(sentence, span), start=1)
    ]


def alone_in(sentence: Clause) -> bool:
    """Whether nothing but words in marks stands in a unit."""
    return not _WORD.search(sentence.masked.replace(QUOTED, ""))


def is_whole(content: str) -> bool:
    """Whether words in marks end as a sentence does."""
    return content.rstrip().endswith(("。", "！", "？", "!", "?", ".", "…"))


def indirect(
    sentence: Clause, start: int, end: int, whose: Attribution, direct: list[Span], taken: list[Span]
) -> Row | None:
    """Return the row of words reported without marks, or None where they are taken or too few."""
    for span in direct:
        if span.start < end and span.end > start:
            if span.start <= start + 1:
                return None
            end = span.start
    if any(other.start < end and other.end > start for other in taken):
        return None
    body = sentence.text(start, end)
    left = len(body) - len(body.lstrip(" ，,、：:”」』"))
    kept = body.rstrip(" ，,、。.：:“「『")
    if len(_WORD.findall(kept[left:].replace(QUOTED, ""))) < 4:
        return None
    return "indirect", Span(start + left, start + len(kept)), 1, whose, False, False


def is_speaker(phrase: str, language: Language) -> bool:
    """Whether a phrase has a role, a body's ending, a pronoun or the mark of a foreign name, as one who speaks has."""
    bare = BRACKET.sub("", phrase).strip()
    return (
        bare in language.pronouns
        or bare in language.organisations
        or is_called_body(bare, language)
        or _speaking(language).search(bare) is not None
        or ("office_name" in language.patterns and pattern(language, "office_name").search(bare) is not None)
    )


@lru_cache(maxsize=16_384)
def is_called_body(word: str, language: Language) -> bool:
    """Whether a word ends as bodies are called; as things are too, only behind a name: 현대|건설."""
    if not word.endswith(language.organisation_endings):
        return False
    body = max((len(ending) for ending in language.organisation_endings if word.endswith(ending)), default=0)
    thing = max((len(ending) for ending in _things(language) if word.endswith(ending)), default=0)
    return body > thing or (body > 0 and body == thing and len(word) - body >= _SHORTEST_NAME)


@cache
def _things(language: Language) -> tuple[str, ...]:
    return tuple(language.patterns.get("things", ()))


@cache
def _speaking(language: Language) -> re.Pattern[str]:
    words = sorted({*language.roles, *language.patterns["people"]}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))}){language.patterns['people_end']}")


def object_rows(
    sentence: Clause,
    subject: Span,
    particle: int,
    adjunct: re.Pattern[str] | None,
    direct: list[Span],
    taken: list[Span],
) -> list[Row]:
    """Return what a subject condemned, denied or called for where a noun with its particle is all that is said.

    Args:
        sentence: the unit.
        subject: who says; what is said starts after it.
        particle: the length of the particle after the subject.
        adjunct: words that may stand between, with a space behind each: times, places, to whom.
        direct: words in marks.
        taken: contents that were found before.
    """
    begin = subject.end + particle
    match = pattern(sentence.language, "object").search(sentence.text(begin, sentence.end))
    if match is None:
        return []
    start, end = begin + match.start("content"), begin + match.end("content")
    if any(span.start < end and span.end > start for span in direct):
        return []
    while adjunct is not None and (before := adjunct.match(sentence.text(start, end))):
        if before.end() == 0 or sentence.text(start + before.end(), start + before.end() + 1) != " ":
            break
        start += before.end() + 1
    cue = Span(begin + match.start("cue"), begin + match.end("cue"))
    row = indirect(sentence, start, end, Attribution(subject, None, cue), direct, taken)
    return [row] if row is not None else []
