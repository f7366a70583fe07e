"""Facts that disagree between articles of one story: numbers, dates and names, each with who says what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from align.drift.calendar import CALENDAR
from align.drift.names import IN_PART
from align.schema import FACTS as TOLD
from reports.marks import Drift
from reports.passages import Article, Passage, direction
from reports.view import Report
from seeds.exceptions import SchemaError

# Categories of drift whose words are facts: amounts and units are numbers.
FACTS: Final = ("number", "name")
_HEAVY: Final = ("major", "critical")
_OF_DATES: Final = tuple(CALENDAR.values())


@dataclass(frozen=True)
class Outside:
    """Where an article tells a fact outside every statement: at text[start:end]."""

    article: Article
    start: int
    end: int

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.article.language

    @property
    def direction(self) -> str:
        """The direction of its script, "ltr" or "rtl"."""
        return direction(self.article.language)


@dataclass(frozen=True)
class Saying:
    """One version of a fact, with a passage for each article that has it."""

    words: str
    passages: tuple[Passage | Outside, ...]


@dataclass(frozen=True)
class Fact:
    """A fact of which versions differ; the original's words come first. `number` is 0 outside every statement."""

    category: str
    statement_id: str
    number: int
    original: Saying
    others: tuple[Saying, ...]


def facts(report: Report) -> tuple[Fact, ...]:
    """Return the facts that disagree: those of the statements, in their order, then those outside of them."""
    return (*_facts(report), *_outside(report))


def _facts(report: Report) -> Iterator[Fact]:
    for statement in report.shared:
        said: dict[tuple[str, int | None, str], dict[str, list[Passage]]] = {}
        for one in statement.renderings:
            for comparison in one.comparisons:
                if comparison.against is not statement.original.passage:
                    continue
                for drift in comparison.drifts:
                    if _disagrees(drift):
                        key = _category(drift), drift.against_start, drift.against_words
                        said.setdefault(key, {}).setdefault(drift.words, []).append(one.passage)
        for (category, _, words), others in said.items():
            yield Fact(
                category,
                statement.statement_id,
                statement.number,
                Saying(words, (statement.original.passage,)),
                tuple(Saying(other, tuple(passages)) for other, passages in others.items()),
            )


def _disagrees(drift: Drift) -> bool:
    """Whether a drift tells a fact otherwise: no figure that was rounded, and no name that may be another alone."""
    sure = drift.severity in _HEAVY or drift.explanation.endswith(IN_PART)
    return sure and drift.category in FACTS and drift.change == "changed"


def _category(drift: Drift) -> str:
    """Return "date" for a number that is a part of one, else the drift's category."""
    return "date" if drift.explanation.endswith(_OF_DATES) else drift.category


def _outside(report: Report) -> Iterator[Fact]:
    """Yield the facts outside every statement, those told against one place of an article together."""
    articles = {article.article_id: article for article in report.articles}
    said: dict[tuple[str, str, int, str], dict[str, list[Outside]]] = {}
    for row in TOLD.check(report.story.facts).iter_rows(named=True):
        lost = {row["article_id"], row["against_article"]} - articles.keys()
        if lost:
            raise SchemaError(f"table facts: article {min(lost)!r} is in no row of the table it points to.")
        key = row["category"], row["against_article"], row["against_start"], row["against_words"]
        place = Outside(articles[row["article_id"]], row["start"], row["end"])
        said.setdefault(key, {}).setdefault(row["words"], []).append(place)
    for (category, article, start, words), others in said.items():
        original = Saying(words, (Outside(articles[article], start, start + len(words)),))
        yield Fact(category, "", 0, original, tuple(Saying(other, tuple(where)) for other, where in others.items()))
