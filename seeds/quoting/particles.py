"""Quotes in Chinese, Japanese and Korean, each by its own finder."""

from seeds.quoting.chinese import chinese
from seeds.quoting.clauses import Clause
from seeds.quoting.japanese import japanese
from seeds.quoting.korean import korean
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import Row

_FINDERS = {"zh": chinese, "ja": japanese, "ko": korean}


def particle_quotes(sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return the quotes of one unit, in order, an outer one before those inside it."""
    return sorted(_FINDERS[sentence.language.code](sentence, inside), key=lambda row: (row[1].start, -row[1].end))
