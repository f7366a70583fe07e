"""What an article says of earlier copy: that it corrects, updates, repeats or takes it back."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from heapq import nsmallest
from typing import Any, Final, NamedTuple

import polars as pl

from seeds.knowledge import read_toml
from seeds.schema import ARTICLES, REVISIONS

# From what leaves most standing to what leaves least: of several slugs the last counts.
ACTS: Final = ("refile", "update", "correction", "withdrawal")
# Where copy says what it is: its first lines, and its last.
_FIRST: Final = 4
_LAST: Final = 3
_LONGEST_NOTE: Final = 500
_LONGEST_NOTICE: Final = 1_500
_LONGEST_HEADLINE: Final = 250
# A paragraph to editors: in brackets, starred, or addressed to them.
_EDITORIAL: Final = re.compile(r"[\[(【（［].*[\])】）］]\.?\Z|[*＊+=]{1,3}\s?\S|eds?[:.]", re.IGNORECASE | re.DOTALL)
_OPEN, _CLOSE = r"[\[(【<〈（［]\s*", r"\s*[\])】>〉）］]"
_NAMED: Final = re.compile(r"[“\"«„「『‘](?P<name>[^“”\"«»„「」『』\n]{8,200})[”\"»“」』’]")
# Fewer letters and figures name no headline.
_SHORTEST_NAME: Final = 8
_TOKEN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
# A sketch is the least of the hashes of all runs of four words: those of two copies are shared as the runs are.
_RUN: Final = 4
SKETCH: Final = 16


class Said(NamedTuple):
    """What a text says of earlier copy.

    Attributes:
        act: one of `ACTS`, or "".
        number: of the update, where it has one.
        note: the words that say what was done.
        title: the headline without slugs.
    """

    act: str
    number: int | None
    note: str | None
    title: str


def revisions(articles: pl.DataFrame) -> pl.DataFrame:
    """Return what each article says of earlier copy.

    Args:
        articles: `seeds.schema.ARTICLES`.

    Returns:
        `seeds.schema.REVISIONS`, a row an article.
    """
    return REVISIONS.frame(_revision(article) for article in ARTICLES.check(articles).iter_rows(named=True))


def said_of_earlier(text: str, title: str | None = None, note: str | None = None) -> Said:
    """Return what a text says of earlier copy, by its slugs, its notes to editors and its own words.

    Args:
        text: as the file has it, slugs and all.
        title: the headline, where it is known.
        note: what the format says to editors.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    above = headless(lines)
    title = None if title is not None and title in lines[:above] else title
    first = lines[above] if above < len(lines) else ""
    near = dict.fromkeys([title or first, first, *lines[above + 1 : _FIRST]])
    heads = [head for head in near if len(head) <= _LONGEST_HEADLINE]
    found: list[tuple[str, int | None]] = []
    plain = title or first
    for head in heads:
        slugs, rest = _slugs(head)
        found += slugs
        if head == (title or first):
            plain = rest
    notes = [(words, True) for words in (note or "").split("; ")]
    notes += [(words, False) for words in (*lines[:above], *lines[above + 1 : _FIRST + 1], *lines[1:][-_LAST:])]
    told = next(((act, words) for words, given in notes if (act := _act_of_note(words, given=given))), None)
    acts = [act for act, _ in found] + ([told[0]] if told else [])
    # What is taken back says so in few words; in a long article the words tell of something else.
    if len(text) <= _LONGEST_NOTICE and any(
        _withdraws().search(line) for line in [*heads, *lines[:_FIRST], note or ""]
    ):
        acts.append("withdrawal")
    act = max(acts, key=ACTS.index, default="")
    number = next((number for _, number in found if number is not None), None)
    return Said(act, number, told[1] if told else None, plain)


def _revision(article: Mapping[str, Any]) -> dict[str, Any]:
    said = said_of_earlier(article["text"], article["title"], article["note"])
    act = "withdrawal" if article["status"] == "canceled" else said.act
    language = (article["declared_language"] or article["language"] or "")[:2].lower()
    names = {name_of(said.title)}
    if act == "withdrawal" and len(article["text"]) <= _LONGEST_NOTICE:
        names |= {name_of(match["name"]) for match in _NAMED.finditer(f"{article['text']}\n{article['note'] or ''}")}
    digits = re.fullmatch(r"\d{1,9}", (article["version"] or "").strip())
    return {
        "article_id": article["article_id"],
        "item": f"{article['guid']}|{language}" if article["guid"] else "",
        "version": int(digits.group()) if digits else None,
        "act": act,
        "number": said.number,
        "moment": _moment(article["published"]),
        "language": (article["language"] or language)[:2],
        "agency": (article["provider"] or article["source"] or article["credit"] or "").casefold(),
        "names": sorted(name for name in names if len(name) >= _SHORTEST_NAME),
        "sketch": sketch(article["clean"]),
        "note": said.note if said.note or act != "withdrawal" else article["note"],
    }


def name_of(title: str) -> str:
    """Return a headline without case, spaces and marks."""
    return re.sub(r"[\W_]+", "", title.casefold())


def sketch(text: str) -> list[int]:
    """Return the `SKETCH` least hashes of the runs of words in a text.

    Broder, On the resemblance and containment of documents (1997).
    """
    words = _TOKEN.findall(text.casefold())
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()
    hashed = (
        int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)
        for run in runs
    )
    return nsmallest(SKETCH, hashed)


def _moment(published: str | None) -> str | None:
    """Return a time in UTC that sorts, a day as it stands; None where it is neither."""
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    if len(published or "") <= len("2024-10-25"):
        return when.date().isoformat()
    return (when.astimezone(UTC) if when.tzinfo else when).replace(tzinfo=None).isoformat()


def _slugs(head: str) -> tuple[list[tuple[str, int | None]], str]:
    """Return the slugs at a headline's start and end, each with its number, and the headline without them."""
    found = []
    while match := next((match for form in _forms() if (match := form.search(head))), None):
        act = _owners()[" ".join(match["slug"].split()).casefold()]
        found.append((act, int(match["number"]) if match["number"] else None))
        head = (head[: match.start()] + head[match.end() :]).strip()
    return found, head


def is_slugged(head: str) -> bool:
    """Whether a headline begins or ends with a slug: "CORRECTED-", "(종합)"."""
    return bool(_slugs(head)[0])


def is_note(line: str) -> bool:
    """Whether a paragraph does nothing but tell editors what was done: "(Corrects the day in paragraph 2)"."""
    return _EDITORIAL.match(line) is not None and _act_of_note(line, given=False) is not None


def headless(lines: Sequence[str]) -> int:
    """Return how many lines in brackets, which tell editors what was done, stand above the headline."""
    above = 0
    while above < min(2, len(lines) - 1) and lines[above][:1] in "([（［【" and is_note(lines[above]):
        above += 1
    return above


def _act_of_note(words: str, *, given: bool) -> str | None:
    """Return the act that a paragraph tells of; one that the format does not give as a note looks like one."""
    if not words or len(words) > _LONGEST_NOTE:
        return None
    match = _notes().match(words) if given or _EDITORIAL.match(words) else _lines().match(words)
    return match.lastgroup if match else None


@cache
def _owners() -> dict[str, str]:
    return {slug.casefold(): act for table in _tables() for act in ACTS for slug in table.get(act, ())}


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Match a slug in brackets at either end, or as it stands in the data before a dash or colon."""
    slugs = sorted((slug for table in _tables() for act in ACTS for slug in table.get(act, ())), key=len, reverse=True)
    named = rf"(?P<slug>{'|'.join(map(re.escape, slugs))})(?:\s?(?P<number>\d{{1,2}}))?"
    capital = [
        slug.capitalize() for table in _tables() for slug in table["correction"] if slug.isupper() and slug.isalpha()
    ]
    return (
        re.compile(rf"\A[*+=\s]*{_OPEN}(?i:{named}){_CLOSE}\s*[-–—:]*\s*"),
        re.compile(rf"\s*{_OPEN}(?i:{named}){_CLOSE}\Z"),
        re.compile(rf"\A[*+=\s]*{named}\s?(?:[-–—:：]+|[*+=]+)\s*(?=\S)"),
        re.compile(rf"\A(?P<slug>{'|'.join(capital)})(?P<number>)\s?[:：]\s*(?=\S)"),
    )


@cache
def _notes() -> re.Pattern[str]:
    return re.compile(rf"[\[(【（［*＊+=~\s]*(?:eds?[:.]\s*)?(?:{_acts_of('notes')})", re.IGNORECASE)


@cache
def _lines() -> re.Pattern[str]:
    labels = sorted((label for table in _tables() for label in table["labels"]), key=len, reverse=True)
    before = rf"(?:(?:{'|'.join(map(re.escape, labels))})\s?[:.：–-]?\s*)?"
    return re.compile(rf"{before}(?:{_acts_of('lines')})", re.IGNORECASE)


def _acts_of(part: str) -> str:
    """Return a pattern with a group an act, of the forms in one part of every language's table."""
    forms = {act: [form for table in _tables() for form in table.get(part, {}).get(act, ())] for act in ACTS}
    return "|".join(rf"(?P<{act}>{'|'.join(named)})" for act, named in forms.items() if named)


@cache
def _withdraws() -> re.Pattern[str]:
    return re.compile("|".join(form for table in _tables() for form in table["withdraws"]["sentences"]), re.IGNORECASE)


@cache
def _tables() -> tuple[dict[str, Any], ...]:
    return tuple(read_toml("revising.toml").values())
