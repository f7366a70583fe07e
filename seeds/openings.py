"""What the head of copy says of it: the place and agency of its dateline, and who wrote it."""

import re
from functools import cache
from typing import Final, NamedTuple

from seeds.datelines import agency_words, caseless, head_parts
from seeds.knowledge import Language, read_toml

_LONGEST: Final = 160
_SPACES: Final = re.compile(r"\s+")
_EDGES: Final = " \t\u3000.,،:：-–—=＝/／·"


class Head(NamedTuple):
    """What a dateline says; None where it does not say it.

    Attributes:
        place: where the copy is from, as printed.
        credit: whose copy it is, as printed: "dpa/AFP", "AFP=연합뉴스".
        byline: who wrote it, where the head names them.
    """

    place: str | None = None
    credit: str | None = None
    byline: str | None = None


def head(line: str, known: Language) -> Head:
    """Return what the dateline at the head of a line says; an empty one where there is none.

    Args:
        line: a paragraph, cleaned.
        known: what is known of its language.
    """
    if known.code in caseless():
        return _caseless_head(line, known.code)
    place = credit = None
    for match in head_parts(line, 0, len(line), known, first=True):
        groups = match.groupdict()
        place = place or groups.get("place") or groups.get("capitals")
        credit = credit or groups.get("credit") or groups.get("slashed") or groups.get("agency")
    if place and not credit and place.casefold() in _labels():
        place = None
    return Head(_said(place), _said(credit))


def closing(line: str, known: Language) -> Head:
    """Return what a line that is nothing but a dateline says, as Japanese and Korean copy has it below."""
    if known.code not in caseless():
        return Head()
    bare = line.strip()
    return _caseless_head(bare, known.code) if bare[:1] in "[【［(（" and bare[-1:] in "]】］)）" else Head()


def _caseless_head(line: str, code: str) -> Head:
    line = line[:_LONGEST]
    for form in _forms(code):
        match = form.match(line)
        if match is None:
            continue
        said = {name: _said(value) for name, value in match.groupdict().items()}
        byline = said.get("byline")
        writers = _writers(code)
        if byline is None and writers is not None and (written := writers.match(line, match.end())):
            byline = _said(written["byline"])
        found = Head(said.get("place"), said.get("credit") or said.get("slashed"), byline)
        if any(found):
            return found
    return Head()


def _said(words: str | None) -> str | None:
    return (_SPACES.sub(" ", words).strip(_EDGES) or None) if words else None


@cache
def _labels() -> frozenset[str]:
    return frozenset(read_toml("datelines.toml")["cased"]["labels"])


@cache
def _forms(code: str) -> tuple[re.Pattern[str], ...]:
    forms = read_toml("datelines.toml")["said"].get(code, {}).get("forms", ())
    return tuple(re.compile(form.replace("{agency}", _agency())) for form in forms)


@cache
def _writers(code: str) -> re.Pattern[str] | None:
    form = read_toml("datelines.toml")["said"].get(code, {}).get("writers")
    return re.compile(form) if form else None


@cache
def _agency() -> str:
    """Return a pattern of every agency's name, the longest first."""
    return "(?:" + "|".join(re.escape(name) for name in sorted(agency_words(), key=len, reverse=True)) + ")"
