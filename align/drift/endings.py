"""Forms of verbs told by their endings: "sería", "hablará", "partirait"; the lemma tells a verb from a noun."""

from collections.abc import Iterator, Mapping
from typing import Final

from align.drift.types import Side

# What is left of an infinitive without its ending: "parl-er", "prend-re".
_ENDING: Final = 2


def classed(side: Side, endings: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield (place, class) for each verb of a side whose ending has one, by the longest ending that fits."""
    if not endings:
        return
    longest = sorted(endings, key=len, reverse=True)
    for place, token in enumerate(side.tokens):
        small, lemma = token.small.partition("-")[0], token.lemma
        ending = next((ending for ending in longest if small.endswith(ending)), None)
        if ending is None or small == lemma or not lemma.endswith(side.language.infinitives):
            continue
        # "montrait" is "montr-ait", not "mont-rait"; "moría" is "mor-ía": the r is the stem's.
        if small == lemma[:-_ENDING] + ending[1:]:
            continue
        yield place, endings[ending]
