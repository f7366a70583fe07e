"""The writer's voice inside a speaker's: "«... —dijo el ministro— ...»", and lines that a dash opens as speech."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.articleless import has_cases
from seeds.quoting.clauses import folded
from seeds.quoting.marks import Marked

_DASH: Final = re.compile(
    r",?\s*(?<![^\W_])[—–―]\s*|(?<=\s)-(?=[\s.,;:])\s*|,?\s*[—–―](?=\s)|(?<=[^\W_])[—–―](?=[\s,.;:])|(?<=\s)[—–―]"
)
# A hyphen does for a dash in Arabic, with its space outside: "المبنى متهالك -تقول سلوى- ولا بد من إخلائه".
_HYPHENS: Final = re.compile(r"(?<=\s)[-–—](?:(?=\w)|\s)|(?<=[\w\s])[-–—](?=[\s،.؛]|\Z)[\s،.؛]*")
# "—¿Volverá? —Ninguna gana —contesta": the space before the answer parts two turns, as a line break does.
_TURN: Final = re.compile(r"(?<=[?!…])\s(?=[—–―][¿¡]?[A-ZÀ-Ý])")
_OPENING_DASH: Final = re.compile(r"\s*[—–―]\s*")
_COMMA: Final = re.compile(r"(?:,|(?<=[?!…]))\s+")
_NEXT_STOP: Final = re.compile(r"[,.](?=\s|\Z)")
_TIED: Final = re.compile(
    r"(?:(?:se|me|nous|s['’]|m['’])\s?)?(?P<verb>[a-zà-ÿ]+)(?:-t)?-(?:il|elle|ils|elles|on)\s?(?=[,.;»”\"]|\Z)"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CUE_REACH: Final = 4
# Elided words that begin a clause with a subject of its own.
_SUBJECTS: Final = frozenset({"j'", "c'", "d'", "t'", "qu'", "n'"})
_LONGEST_INCISE: Final = 160


def with_incises(text: str, spans: list[Marked], language: Language) -> list[Marked]:
    """Return the spans, each cut where the writer breaks in with a verb of saying."""
    pieces: list[Marked] = []
    for span in spans:
        pieces.extend(_pieces(text, span, language) if not span.single else (span,))
    return pieces


def with_dash_lines(text: str, spans: list[Marked], language: Language) -> list[Marked]:
    """Return the spans with the lines that a dash opens, in order; marks inside such speech are no spans."""
    lines = list(dash_lines(text, spans, language))
    kept: list[Marked] = []
    place = 0
    for span in spans:
        while place < len(lines) and lines[place].end <= span.outer_start:
            place += 1
        if place == len(lines) or lines[place].start > span.outer_start:
            kept.append(span)
    return sorted([*kept, *lines], key=lambda span: span.outer_start)


def dash_lines(text: str, spans: list[Marked], language: Language) -> Iterator[Marked]:
    """Yield the speech of the paragraphs that a dash opens.

    If a verb of saying breaks in or another such line stands beside.
    """
    if not language.dashes:
        return
    taken = [(span.outer_start, span.outer_end) for span in spans]
    at, position, spoken = 0, 0, False
    asked: list[Marked] = []
    for paragraph in _turns(text):
        begin, end = at, at + len(paragraph)
        at = end + 1
        while position < len(taken) and taken[position][1] <= begin:
            position += 1
        opening = _OPENING_DASH.match(paragraph)
        whole = Marked(begin + (opening.end() if opening else 0), end, begin, end, dash=True)
        marks = position < len(taken) and taken[position][0] < end
        if not opening or (marks and taken[position][0] <= whole.start):
            spoken, asked = False, []
            continue
        pieces = list(_pieces(text, whole, language))
        if marks and (pieces[0].end == end or pieces[0].end > taken[position][0]):
            spoken, asked = False, []
            continue
        answered = asked and not paragraph.rstrip().endswith("?")  # an interview: a question, and what is answered
        if len(pieces) > 1 or pieces[0].end < end or spoken or answered:
            yield from (*asked, *pieces)
            spoken, asked = True, []
        else:
            asked = pieces if paragraph.rstrip().endswith("?") else []  # a question that the next line answers


def _turns(text: str) -> list[str]:
    """Return the paragraphs of a text; one that a dash opens is parted where a question in it is answered."""
    if _TURN.search(text) is None:
        return text.split("\n")
    turns: list[str] = []
    for paragraph in text.split("\n"):
        turns.extend(_TURN.split(paragraph) if _OPENING_DASH.match(paragraph) else (paragraph,))
    return turns


def _pieces(text: str, span: Marked, language: Language) -> Iterator[Marked]:
    """Yield the stretches of a span that are the speaker's own words."""
    incise = _incise(text, span.start, span.end, language, commas=language.code == "fr" or span.dash, dash=span.dash)
    if incise is None:
        yield span
        return
    first, last = incise
    yield span._replace(end=first, outer_end=first, broken=True)
    at = last
    while at < span.end:
        incise = _incise(text, at, span.end, language, commas=False, dash=span.dash)
        stop, following = incise or (span.end, span.end)
        body = text[at:stop].strip()
        if body:
            start = text.index(body[0], at)
            yield span._replace(
                start=start,
                end=stop,
                outer_start=start,
                outer_end=stop if incise else span.outer_end,
                interrupted=True,
                broken=incise is not None,
            )
        at = following


def _incise(text: str, start: int, end: int, language: Language, *, commas: bool, dash: bool) -> tuple[int, int] | None:
    """Return where the writer's words begin (with the dash or comma before them) and end (with the one after)."""
    if language.verb_first:
        return _between_hyphens(text, start, end, language)
    for match in _DASH.finditer(text, start + 1, end):
        if not (_says(text, match.end(), end, language, dash=dash) or _does(text, match, language)):
            continue
        closing = _DASH.search(text, match.end(), min(end, match.end() + _LONGEST_INCISE))
        finish = closing.end() if closing else end
        if closing and text[finish : finish + 1] in ",.;" and text[finish : finish + 2].strip():
            finish += 1
        return match.start(), finish
    if not commas:
        return None
    for match in _COMMA.finditer(text, start + 1, end):
        if _enclitic(text, match.end(), end, language) and not dash:
            return match.start(), _incise_end(text, match.end(), end, language, dash=dash)
        if not _says(text, match.end(), end, language) or _has_own_subject(text, match.end(), end, language):
            continue
        return match.start(), _incise_end(text, match.end(), end, language, dash=dash)
    return None


def _between_hyphens(text: str, start: int, end: int, language: Language) -> tuple[int, int] | None:
    """Return the ends of an Arabic incise: a sure verb of saying stands first in it, and a second dash closes it.

    With a "that" of its own it is the speaker who reports: "-قال لي إنه صديق أبي-".
    """
    for opening, closing in pairwise(_HYPHENS.finditer(text, start + 1, end)):
        if closing.start() - opening.end() > _LONGEST_INCISE:
            continue
        verb, *rest = [folded(word.group()) for word in _WORD.finditer(text, opening.end(), closing.start())] or [""]
        if rest and verb in language.cues - language.ambiguous_cues and language.that_words.isdisjoint(rest):
            return opening.start(), closing.end()
    return None


def _enclitic(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a verb with its subject tied to it follows: "« …, plaisante-t-il »"; a question's verb ends no clause."""
    told = _TIED.match(text, start, min(end, start + _LONGEST_INCISE))
    return language.code == "fr" and told is not None and told["verb"].lower() not in _grammatical(language)


@cache
def _grammatical(language: Language) -> frozenset[str]:
    return language.auxiliaries | language.finite | language.perfect


def _does(text: str, dash: re.Match[str], language: Language) -> bool:
    """Whether a dash after a comma, a question or a cry leads to a verb of any kind: "…! — не сдерживает слёз мать"."""
    if language.unlisted is None or not has_cases(language):
        return False
    if not (dash.group().startswith(",") or text[dash.start() - 1] in "?!…"):
        return False
    words = [match.group() for match in islice(_WORD.finditer(text, dash.end()), 3)]
    while len(words) > 1 and words[0] in language.unlisted_lead:
        words.pop(0)
    return bool(words) and text[dash.end()].islower() and language.unlisted.fullmatch(words[0]) is not None


def _incise_end(text: str, start: int, end: int, language: Language, *, dash: bool) -> int:
    """Return where an incise between commas ends: what says who the speaker is belongs to it, a clause does not.

    "« C'est long, a rappelé Ana Ruiz, de la FIQ. Qu'on nous aide. »": the words before a full stop say who she is, for
    more of the quote follows; before the closing mark they are the quote's.
    """
    at = start
    while stop := _NEXT_STOP.search(text, at, min(end, start + _LONGEST_INCISE)):
        if stop.group() == ".":
            return stop.end()
        following = _NEXT_STOP.search(text, stop.end(), min(end, start + _LONGEST_INCISE))
        last = following is None or not text[following.end() : end].strip()
        part = text[stop.end() : following.start() if following else end]
        if _resumes(part, language) or (last and not dash):
            return stop.end()
        if last:
            return end
        at = stop.end()
    return end


def _resumes(part: str, language: Language) -> bool:
    """Whether a comma part after an incise goes on with the quote: a clause, or a conjunction that leads to one."""
    words = [folded(match.group()) for match in _WORD.finditer(part)]
    leads = language.subordinators | language.coordinators | language.pronouns | language.that_words
    leads -= language.relatives
    elided = words[0].partition("'")[0] + "'" if words and "'" in words[0] else ""
    return bool(words) and (
        words[0] in leads
        or elided in leads
        or (words[0] not in language.relatives and any(word in language.finite for word in words))
    )


def _has_own_subject(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a comma part begins as the speaker's own clause: ", j'ai pensé", ", la mairie a dit"."""
    words = [folded(match.group()) for match in _WORD.finditer(text, start, min(end, start + 60))][:2]
    if not words or language.verb_second or language.bare_nouns:
        return False
    first, mark, rest = words[0].partition("'")
    if mark and rest:
        return f"{first}'" in _SUBJECTS or f"{first}'" in language.subordinators
    inverted = len(words) > 1 and "-" in words[1]
    leads = language.determiners | language.subordinators | language.coordinators | language.prepositions
    return words[0] in leads or (words[0] in language.enclitics and not inverted)


def _says(text: str, start: int, end: int, language: Language, *, dash: bool = False) -> bool:
    """Whether the words at `start` begin in lower case and have a verb of saying among the first few."""
    stretch = text[start : min(end, start + 60)]
    if not stretch[:1].islower():
        return False
    words = list(_WORD.finditer(stretch))[: _CUE_REACH + 1]
    for place, match in enumerate(words[:_CUE_REACH]):
        if place + 1 < len(words) and f"{folded(match.group())} {folded(words[place + 1].group())}" in language.cues:
            return not re.search(r"[,.;:]", stretch[: match.start()])
        for small in (folded(match.group()), folded(match.group()).rpartition("-")[2]):
            if small in language.cues or small in language.participles:
                return not re.search(r"[,.;:]", stretch[: match.start()])
    return dash and _is_unlisted(stretch, language)


def _is_unlisted(stretch: str, language: Language) -> bool:
    """Whether any verb with an article or a name behind it opens the writer's words: "—le suelta el camarero"."""
    words = [match.group() for match in _WORD.finditer(stretch)][: _CUE_REACH + 1]
    if words and folded(words[0]) in language.unlisted_lead:
        words = words[1:]
    if len(words) < 2 or language.unlisted is None or language.unlisted.fullmatch(folded(words[0])) is None:
        return False
    grammar = language.determiners | language.prepositions | language.subordinators | language.coordinators
    return folded(words[0]) not in grammar | language.adverbs | language.finite and (
        folded(words[1]) in language.determiners or words[1][0].isupper()
    )
