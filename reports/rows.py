"""The report as flat rows, for the formats that are tables: articles, statements, renderings, comparisons, drifts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from reports.facts import Fact, Outside, Saying, facts
from reports.marks import Drift
from reports.passages import Article, Comparison, Passage, Rendering, Statement
from reports.phrases import relay
from reports.view import Report

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Rows(Generic[Subject]):
    """A table of the report: what its rows are about, and each column's value of one of them."""

    subjects: Callable[[Report], Iterable[Subject]]
    columns: Mapping[str, Callable[[Subject], Any]]

    def of(self, shown: Report) -> Iterator[tuple[Any, ...]]:
        """Yield the values of each row, in the order of `columns`."""
        for subject in self.subjects(shown):
            yield tuple(value(subject) for value in self.columns.values())


@dataclass(frozen=True)
class Line:
    """A passage in its statement, with the comparison and the drift that the line is about, where it is about one."""

    statement: Statement
    rendering: Rendering
    comparison: Comparison | None = None
    drift: Drift | None = None

    @property
    def passage(self) -> Passage:
        """What was printed."""
        return self.rendering.passage

    @property
    def article(self) -> Article:
        """Where it was printed."""
        return self.passage.article

    @property
    def original(self) -> Passage:
        """The statement's original."""
        return self.statement.original.passage

    @property
    def held(self) -> Comparison:
        """The comparison, of a line that is about one."""
        assert self.comparison is not None  # noqa: S101 - a promise to the type checker
        return self.comparison

    @property
    def change(self) -> Drift:
        """The drift, of a line that is about one."""
        assert self.drift is not None  # noqa: S101 - a promise to the type checker
        return self.drift


@dataclass(frozen=True)
class Telling:
    """An article that tells a fact otherwise than the article of the original."""

    fact: Fact
    other: Saying
    place: Passage | Outside

    @property
    def article(self) -> Article:
        """The article."""
        return self.place.article

    @property
    def original(self) -> Article:
        """The article that it is held against."""
        return self.fact.original.passages[0].article


def _tellings(shown: Report) -> Iterator[Telling]:
    """Each article that tells a fact otherwise; facts of statements first."""
    for fact in facts(shown):
        for other in fact.others:
            for place in other.passages:
                yield Telling(fact, other, place)


def _renderings(shown: Report) -> Iterator[Line]:
    """Each rendering, the original of its statement first; the comparison is that with the original."""
    for statement in shown.statements:
        for one in statement.everyone:
            judged = one.comparisons and one is not statement.original
            yield Line(statement, one, one.comparisons[0] if judged else None)


def _comparisons(shown: Report) -> Iterator[Line]:
    """Each quote that a rendering was held against: the original, or the full quote that it was cut from."""
    for statement in shown.statements:
        for one in statement.everyone:
            for comparison in one.comparisons:
                yield Line(statement, one, comparison)


def _drifts(shown: Report) -> Iterator[Line]:
    """Each drift, the gravest of each comparison first."""
    for line in _comparisons(shown):
        for drift in line.held.drifts:
            yield Line(line.statement, line.rendering, line.comparison, drift)


_SOURCE: Final[dict[str, Callable[[Line], Any]]] = {
    "agency": lambda line: line.article.agency,
    "relay_chain": lambda line: relay(line.article),
    "published": lambda line: line.article.published,
    "language": lambda line: line.passage.language,
    "path": lambda line: line.article.path,
}

ARTICLES: Final[Rows[Article]] = Rows(
    lambda shown: shown.articles,
    {
        "path": lambda article: article.path,
        "title": lambda article: article.title,
        "agency": lambda article: article.agency,
        "relay_chain": relay,
        "published": lambda article: article.published,
        "language": lambda article: article.language,
        "guessed_language": lambda article: article.guessed_language,
        "signs_score": lambda article: article.score,
        "signs": lambda article: ", ".join(dict.fromkeys(sign.name for sign in article.signs)),
        "embedded": lambda article: article.embedded,
        "article_id": lambda article: article.article_id,
    },
)

# Worst first; a statement with one rendering has no verdict.
STATEMENTS: Final[Rows[Statement]] = Rows(
    lambda shown: shown.statements,
    {
        "number": lambda statement: statement.number,
        "worst_verdict": lambda statement: statement.worst if statement.shared else None,
        "renderings": lambda statement: len(statement.everyone),
        "articles": lambda statement: statement.articles,
        "original_text": lambda statement: statement.original.passage.text,
        "original_language": lambda statement: statement.original.passage.language,
        "original_speaker": lambda statement: statement.original.passage.speaker,
        "original_agency": lambda statement: statement.original.passage.article.agency,
        "original_path": lambda statement: statement.original.passage.article.path,
        "why_original": lambda statement: statement.why_original,
        "original": lambda statement: statement.original.passage.quote_id,
        "statement_id": lambda statement: statement.statement_id,
    },
)

# Verdict, reason and drifts are those against the original; the original itself has none.
RENDERINGS: Final[Rows[Line]] = Rows(
    _renderings,
    {
        "number": lambda line: line.statement.number,
        "is_original": lambda line: line.rendering is line.statement.original,
        "verdict": lambda line: line.comparison.verdict if line.comparison else None,
        "faithfulness": lambda line: line.comparison.faithfulness if line.comparison else None,
        "gravest": lambda line: (
            line.comparison.drifts[0].severity if line.comparison and line.comparison.drifts else None
        ),
        "drifts": lambda line: len(line.comparison.drifts) if line.comparison else 0,
        "text": lambda line: line.passage.text,
        "original_text": lambda line: line.original.text,
        "reason": lambda line: line.comparison.reason if line.comparison else None,
        **_SOURCE,
        "kind": lambda line: line.passage.kind,
        "speaker": lambda line: line.passage.speaker,
        "speaker_key": lambda line: line.passage.speaker_key,
        "cue": lambda line: line.passage.cue,
        "title": lambda line: line.article.title,
        "similarity": lambda line: line.rendering.similarity,
        "segment": lambda line: line.passage.segment,
        "start": lambda line: line.passage.start,
        "end": lambda line: line.passage.end,
        "article_id": lambda line: line.article.article_id,
        "quote_id": lambda line: line.passage.quote_id,
        "original": lambda line: line.original.quote_id,
        "statement_id": lambda line: line.statement.statement_id,
    },
)

COMPARISONS: Final[Rows[Line]] = Rows(
    _comparisons,
    {
        "number": lambda line: line.statement.number,
        "verdict": lambda line: line.held.verdict,
        "faithfulness": lambda line: line.held.faithfulness,
        "text": lambda line: line.passage.text,
        "against_text": lambda line: line.held.against.text,
        "reason": lambda line: line.held.reason,
        **_SOURCE,
        "against_path": lambda line: line.held.against.article.path,
        "quote_id": lambda line: line.passage.quote_id,
        "against": lambda line: line.held.against.quote_id,
        "statement_id": lambda line: line.statement.statement_id,
    },
)

DRIFTS: Final[Rows[Line]] = Rows(
    _drifts,
    {
        "number": lambda line: line.statement.number,
        "severity": lambda line: line.change.severity,
        "category": lambda line: line.change.category,
        "against_words": lambda line: line.change.against_words,
        "words": lambda line: line.change.words,
        "explanation": lambda line: line.change.explanation,
        "text": lambda line: line.passage.text,
        "against_text": lambda line: line.held.against.text,
        **_SOURCE,
        "against_path": lambda line: line.held.against.article.path,
        "article_id": lambda line: line.article.article_id,
        "start": lambda line: line.change.start,
        "end": lambda line: line.change.end,
        "against_article_id": lambda line: line.held.against.article.article_id,
        "against_start": lambda line: line.change.against_start,
        "against_end": lambda line: line.change.against_end,
        "quote_id": lambda line: line.passage.quote_id,
        "against": lambda line: line.held.against.quote_id,
        "statement_id": lambda line: line.statement.statement_id,
    },
)

# Facts that disagree; those outside every statement have no number.
FACTS: Final[Rows[Telling]] = Rows(
    _tellings,
    {
        "category": lambda told: told.fact.category,
        "against_words": lambda told: told.fact.original.words,
        "words": lambda told: told.other.words,
        "number": lambda told: told.fact.number or None,
        "agency": lambda told: told.article.agency,
        "relay_chain": lambda told: relay(told.article),
        "published": lambda told: told.article.published,
        "language": lambda told: told.place.language,
        "path": lambda told: told.article.path,
        "against_path": lambda told: told.original.path,
        "article_id": lambda told: told.article.article_id,
        "against_article_id": lambda told: told.original.article_id,
        "statement_id": lambda told: told.fact.statement_id or None,
    },
)
