"""Whose a quote's words are: the phrases that say so, and the marks that words stand between."""

from typing import Final, NamedTuple

from seeds.quoting.clauses import Span

MARKS: Final = " “\"‘'«„»”"


class Attribution(NamedTuple):
    """The speaker's phrase, its apposition and the cue; each None where the text does not say.

    `meant` is the phrase of an earlier sentence that a pronoun stands for, where the finder knows it.
    """

    subject: Span | None = None
    apposition: Span | None = None
    cue: Span | None = None
    meant: Span | None = None
