"""Place, date and agency at the head of a paragraph: where they end and the copy begins."""

import re
from functools import cache
from typing import Any, Final

from seeds.agencies import mentions
from seeds.knowledge import Language, read_toml

# An agency, then place and date, then a byline: no head has more.
_MOST: Final = 3
_LONGEST: Final = 160
# Where a story can still begin.
FIRST_PARAGRAPHS: Final = 600
# Every dateline of a script with capitals has a dash or colon before a space, a bracket or a stroke, or is a time.
_MARK: Final = re.compile(r"[-–—=:](?=[\s“\"«„»])|[(/|]")
_TIME: Final = re.compile(r"(?:(?:ore|h|à) ?)?\d", re.IGNORECASE)
# An agency's own short name ("dpa/lby"); parties and the like have capitals.
_SHORTHAND: Final = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,5})*")


def dateline_end(text: str, start: int, end: int, known: Language, *, first: bool) -> int:
    """Return where the dateline at the head of the paragraph [start, end) ends; `start` where there is none.

    Args:
        text: the cleaned text.
        start: where the paragraph starts.
        end: where it ends.
        known: what is known of its language.
        first: whether it is among the first of its article, where a place alone opens copy.
    """
    parts = head_parts(text, start, end, known, first=first)
    return parts[-1].end() if parts else start


def head_parts(text: str, start: int, end: int, known: Language, *, first: bool) -> list[re.Match[str]]:
    """Return the parts of the dateline at the head of the paragraph [start, end), in order; none where there is none.

    Their groups are `place`, `credit` or `slashed` or `agency`, and `date`, where the language's script has capitals.
    """
    at = start
    limit = min(end, start + _LONGEST)
    if known.code not in caseless() and not (_MARK.search(text, at, limit) or _TIME.match(text, at, limit)):
        return []
    parts: list[re.Match[str]] = []
    for _ in range(_MOST):
        matches = [
            match for form in _forms(known.code, first=first and at == start) if (match := form.match(text, at, limit))
        ]
        part = max((match for match in matches if _is_head(match, known)), key=_reach, default=None)
        if part is None or part.end() == at or part.end() >= end:
            break
        parts.append(part)
        at = part.end()
    return parts


def _reach(match: re.Match[str]) -> tuple[int, int]:
    """Return where a part ends, and how much it tells: of two that end together the more telling counts."""
    return match.end(), sum(value is not None for value in match.groups())


def _is_head(match: re.Match[str], known: Language) -> bool:
    """Whether what looks like a dateline is one, and not a name with its abbreviation or a sentence's first words."""
    groups = match.groupdict()
    place, credit, agency = groups.get("place"), groups.get("credit") or groups.get("slashed"), groups.get("agency")
    if place is not None and not place.isupper():
        words = re.findall(r"\w+", place)
        credited = credit is not None and (is_agency(credit, known) or _SHORTHAND.fullmatch(credit) is not None)
        if words[0].lower() in known.determiners | known.prepositions | known.pronouns and not credited:
            return False  # "La Habana, 25 oct (EFE)" is a head for all that
        if credit is not None and groups.get("date") is None and not credited:
            return False  # "Angela Merkel (CDU) – "
    if agency is not None and not is_agency(agency, known):
        return False
    return not (place is None and credit is not None and not is_agency(credit, known))


def is_agency(words: str, known: Language) -> bool:
    """Whether words of a dateline name an agency, or are one of several that do: "dpa/AFP", "AFP Madrid"."""
    parts = (words, *re.split(r"[\s,/-]+", words))
    return any(part in _credits() or mentions(part, known) for part in parts if part)


@cache
def _credits() -> frozenset[str]:
    return frozenset(read_toml("datelines.toml")["cased"]["credits"])


@cache
def agency_words() -> frozenset[str]:
    """Return every name by which a dateline may credit an agency."""
    return _credits() | {name for entry in read_toml("agencies.toml").values() for name in entry["names"]}


@cache
def caseless() -> frozenset[str]:
    """Return the languages whose script has no capitals, by their codes."""
    return frozenset(read_toml("datelines.toml")["caseless"])


@cache
def _forms(code: str, *, first: bool) -> tuple[re.Pattern[str], ...]:
    """Return the forms of a language's datelines; those of scripts with capitals where it has none of its own."""
    data = read_toml("datelines.toml")
    if code in data["caseless"]:
        return tuple(re.compile(form) for form in data["caseless"][code])
    cased = data["cased"]
    months, weekdays = data["months"], data["weekdays"]
    parts = {name: part for name, part in cased.items() if isinstance(part, str)}
    parts["date"] = _filled(
        cased["date"],
        {
            "month": "(?i:" + "|".join(months.get(code) or months["en"]) + ")\\b",
            "weekday": "(?i:" + "|".join(weekdays.get(code) or weekdays["en"]) + ")\\b",
        },
    )
    forms = cased["forms"] + (cased["first"] if first else [])
    return tuple(re.compile(_filled(form, parts)) for form in forms)


def _filled(form: str, parts: dict[str, Any]) -> str:
    for name, part in parts.items():
        form = form.replace("{" + name + "}", part)
    return form
