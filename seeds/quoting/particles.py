"""Quotes in Chinese, Japanese and Korean: the pattern of each language's file finds verb, speaker and content."""

from seeds.quoting.attribution import Attribution
from seeds.quoting.clauses import Clause, Span
from seeds.quoting.marks import Marked


def particle_quotes(sentence: Clause, inside: list[Marked]) -> list[tuple[str, Span, int, Attribution]]:
    """Return kind, content, segment and attribution of the quotes of one unit."""
    return []
