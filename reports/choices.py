"""What a reader of the page can narrow it down by: each choice with a tag that the passages carry that it fits."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from align.schema import CATEGORIES, SEVERITIES
from reports.passages import Rendering, Statement
from reports.view import Report

# What is chosen from, in this order, with what the page calls it.
KINDS: Final = {
    "language": "Language",
    "agency": "Agency",
    "speaker": "Speaker",
    "category": "Drift",
    "severity": "Severity",
}
_ORDERS: Final = {"category": CATEGORIES, "severity": tuple(reversed(SEVERITIES))}


@dataclass(frozen=True)
class Choice:
    """One thing to choose; `tag` is made of its kind and number, never of words that an article brings."""

    tag: str
    name: str
    count: int


@dataclass(frozen=True)
class Choices:
    """The choices of a report by kind, and the tags of its passages."""

    report: Report

    @cached_property
    def kinds(self) -> dict[str, tuple[Choice, ...]]:
        """The kinds that give a choice at all: two things or more."""
        tallies: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        for statement in self.report.shared:
            for one in statement.everyone:
                for kind, name in _facets(one):
                    tallies[kind][name] += 1
        found = {}
        for kind, tally in tallies.items():
            names = sorted(tally, key=lambda name: (_place(kind, name), -tally[name], name))
            found[kind] = tuple(Choice(f"{kind}-{at}", name, tally[name]) for at, name in enumerate(names))
        return {kind: choices for kind, choices in found.items() if len(choices) > 1}

    @cached_property
    def _tags(self) -> dict[tuple[str, str], str]:
        return {(kind, choice.name): choice.tag for kind, choices in self.kinds.items() for choice in choices}

    def tags(self, one: Rendering) -> str:
        """Return the tags of a passage, with spaces between them."""
        return " ".join(self._tags[facet] for facet in _facets(one) if facet in self._tags)

    def statement_tags(self, statement: Statement) -> str:
        """Return the tags of its passages, the original's first, with a bar between passages."""
        return "|".join(map(self.tags, statement.everyone))


def _place(kind: str, name: str) -> int:
    order = _ORDERS.get(kind, ())
    return order.index(name) if name in order else len(order)


def _facets(one: Rendering) -> Iterator[tuple[str, str]]:
    """Yield kind and name of everything that a passage can be chosen by, each once."""
    passage, drifts = one.passage, [drift for comparison in one.comparisons for drift in comparison.drifts]
    yield "language", passage.language or "?"
    agencies = (*passage.article.relay_chain, passage.article.agency)
    yield from (("agency", name) for name in dict.fromkeys(agencies) if name)
    yield "speaker", passage.speaker or "speaker not named"
    yield from (("category", name) for name in dict.fromkeys(drift.category for drift in drifts))
    yield from (("severity", name) for name in dict.fromkeys(drift.severity for drift in drifts))
