"""What a report is made of: articles, passages, comparisons, renderings, statements."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from align.schema import SEVERITIES
from reports.marks import Drift, Run, runs

# From the best to the worst that an editor can be told of a rendering.
BADNESS: Final = ("verbatim", "faithful", "unclear", "reworded", "not found", "altered")

_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str | None) -> str:
    """Return the HTML `dir` of a language: "rtl", "ltr", or "auto" where the language is not known."""
    if not language:
        return "auto"
    return "rtl" if language.replace("_", "-").split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of translation, with the words that show it."""

    name: str
    evidence: str
    weight: float


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the report names it; `label` is its letter in the matrix: A to Z, then AA.

    `mark` is "withdrawn", "superseded", "corrected", "updated" or "sent again"; empty for copy as it was first sent.
    """

    article_id: str
    label: str
    path: str
    title: str
    agency: str
    language: str
    guessed_language: str
    published: str
    relay_chain: tuple[str, ...]
    score: float
    signs: tuple[Sign, ...]
    embedded: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote as printed in its article."""

    quote_id: str
    article: Article
    kind: str
    text: str
    start: int
    end: int
    segment: int | None
    speaker: str
    speaker_start: int | None
    speaker_key: str
    cue: str
    language: str

    @property
    def direction(self) -> str:
        """The HTML `dir` of its words."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A passage held against another: the statement's original, or the full quote that it was pulled out of."""

    passage: Passage
    against: Passage
    verdict: str
    faithfulness: float | None
    reason: str
    drifts: tuple[Drift, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The passage's words, with those that differ marked."""
        return runs(self.passage.text, self.passage.start, self.drifts)

    @property
    def against_runs(self) -> tuple[Run, ...]:
        """The words it is held against, with those that differ marked."""
        return runs(self.against.text, self.against.start, self.drifts, against=True)

    @property
    def reason_is_shown(self) -> bool:
        """Whether the reason is one of the drifts listed below it."""
        return any(drift.explanation and self.reason.endswith(drift.explanation) for drift in self.drifts)

    @property
    def speaker_runs(self) -> tuple[Run, ...]:
        """The speaker as printed, marked where the drift is in who speaks."""
        return runs(self.passage.speaker, self.passage.speaker_start, self.drifts)

    @property
    def same_article(self) -> bool:
        """Whether both stand in one article, as a pull-out and its full quote do."""
        return self.passage.article.article_id == self.against.article.article_id

    @property
    def badness(self) -> tuple[int, ...]:
        """Sort key: place of the verdict in `BADNESS`, then the number of drifts by severity, critical first."""
        tally = Counter(drift.severity for drift in self.drifts)
        return (BADNESS.index(self.verdict), *(tally[severity] for severity in reversed(SEVERITIES)))


@dataclass(frozen=True, slots=True)
class Rendering:
    """One rendering of a statement, with every comparison made of it, that against the original first."""

    passage: Passage
    similarity: float | None
    comparisons: tuple[Comparison, ...] = ()

    @property
    def verdict(self) -> str:
        """The verdict against the original."""
        return self.comparisons[0].verdict if self.comparisons else "unclear"

    @property
    def worst(self) -> Comparison | None:
        """The comparison it came out of worst."""
        return max(self.comparisons, key=lambda comparison: comparison.badness, default=None)

    @property
    def badness(self) -> tuple[int, ...]:
        """The worst of its comparisons, as a sort key."""
        return self.worst.badness if self.worst else ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance: its original, and what became of it. `number` is its place in the report, from 1."""

    statement_id: str
    original: Rendering
    why_original: str
    renderings: tuple[Rendering, ...]
    number: int = 0

    @property
    def shared(self) -> bool:
        """Whether it has more than one rendering, the original counted."""
        return bool(self.renderings)

    @property
    def everyone(self) -> tuple[Rendering, ...]:
        """Original first, then the others in the order of their articles."""
        return (self.original, *self.renderings)

    @property
    def worst(self) -> str:
        """The worst verdict on a rendering of it."""
        verdicts = [comparison.verdict for one in self.renderings for comparison in one.comparisons]
        return max(verdicts, key=BADNESS.index, default="unclear")

    @property
    def articles(self) -> int:
        """In how many articles it stands."""
        return len({one.passage.article.article_id for one in self.everyone})

    @property
    def original_runs(self) -> tuple[Run, ...]:
        """The original's words, marked where any rendering differs."""
        original = self.original.passage
        drifts = [
            drift
            for rendering in self.renderings
            for comparison in rendering.comparisons
            if comparison.against.quote_id == original.quote_id
            for drift in comparison.drifts
        ]
        return runs(original.text, original.start, drifts, against=True)

    @property
    def badness(self) -> tuple[tuple[int, ...], ...]:
        """Sort key: its renderings, the worst first."""
        return tuple(sorted((rendering.badness for rendering in self.everyone), reverse=True))


@dataclass(frozen=True, slots=True)
class Change:
    """One drift with where it stands, for the list of what changed most."""

    statement: Statement
    rendering: Rendering
    drift: Drift
