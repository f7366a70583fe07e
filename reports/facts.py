"""Facts that disagree between the versions of a statement: its numbers, dates and names, each with who says what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reports.view import Passage, Report

# Categories of drift whose words are facts: dates, amounts and units are numbers.
FACTS: Final = ("number", "name")


@dataclass(frozen=True)
class Saying:
    """One version of a fact, with a passage for each article that has it."""

    words: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Fact:
    """A fact of one statement of which versions differ; the original's words come first."""

    category: str
    statement_id: str
    number: int
    original: Saying
    others: tuple[Saying, ...]


def facts(report: Report) -> tuple[Fact, ...]:
    """Return the facts that disagree, in the order of the statements."""
    return tuple(_facts(report))


def _facts(report: Report) -> Iterator[Fact]:
    for statement in report.shared:
        said: dict[tuple[str, int | None, str], dict[str, list[Passage]]] = {}
        for one in statement.renderings:
            for comparison in one.comparisons:
                if comparison.against is not statement.original.passage:
                    continue
                for drift in comparison.drifts:
                    if drift.category in FACTS and drift.change == "changed":
                        key = drift.category, drift.against_start, drift.against_words
                        said.setdefault(key, {}).setdefault(drift.words, []).append(one.passage)
        for (category, _, words), others in said.items():
            yield Fact(
                category,
                statement.statement_id,
                statement.number,
                Saying(words, (statement.original.passage,)),
                tuple(Saying(other, tuple(passages)) for other, passages in others.items()),
            )
