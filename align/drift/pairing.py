"""Two texts made a pair: their words aligned, and the stretch of the original found that the rendering renders."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

import embeddings
from align.drift.cues import Cue, cues
from align.drift.tokens import tokens
from align.drift.types import Pair, Side
from align.languages import Language
from align.links import Aligned, Matrix, aligned

# A link between words less alike than this is a guess of the aligner's and shows no rendering.
_WEAK: Final = 0.2
# What an unlinked word costs the stretch that a fragment renders; a linked one earns its similarity.
_GAP: Final = 0.2
# The share of a clause's words from which on a rendering answers to it.
_ANSWERED: Final = 1 / 3


@dataclass(frozen=True)
class Text:
    """One side of a comparison as it comes in: words, language, kind of quote, and the words round it.

    An excerpt is a rendering that need not be of the whole: it drops nothing by leaving other clauses out.
    """

    text: str
    language: Language
    kind: str
    context: str = ""
    is_excerpt: bool = False


def paired(texts: Sequence[tuple[Text, Text]]) -> list[Pair]:
    """Return each (original, rendering) as an aligned Pair; the vectors of all are computed together."""
    # An original that many render is read once; the two roles apart, as checks tell the sides of a pair by identity.
    originals = {original: side(original) for original, _ in texts}
    renderings = {rendering: side(rendering) for _, rendering in texts}
    sides = [(originals[original], renderings[rendering]) for original, rendering in texts]
    words = [([t.text for t in one.tokens], [t.text for t in other.tokens]) for one, other in sides]
    # Every threshold of the checks was set on the cosines of e5 as it comes; those learnt for links are higher.
    found = aligned(words, embeddings.token_encoder())
    around = {rendering: side(replace(rendering, text=rendering.context)) for _, rendering in texts}
    return [
        _pair(*both, links, around[rendering], is_excerpt=rendering.is_excerpt)
        for both, links, (_, rendering) in zip(sides, found, texts, strict=True)
    ]


def side(given: Text) -> Side:
    """Return a text with its words."""
    return Side(given.text, tokens(given.text, given.language), given.language, given.kind)


def _pair(original: Side, rendering: Side, found: Aligned, context: Side, *, is_excerpt: bool) -> Pair:
    matrix = found.similarity
    kept = frozenset(
        (first, second)
        for first, second in found.links
        if matrix[first, second] >= _WEAK or original.tokens[first].small == rendering.tokens[second].small
    )
    fragment = is_fragment(rendering)
    scope = _stretch(original, rendering, kept, matrix) if fragment else _sentences(original, kept)
    if is_excerpt and not fragment:
        scope &= _clauses(original, kept)
    return Pair(original, rendering, kept, matrix, found.information, scope, fragment, context)


def _sentences(original: Side, found: frozenset[tuple[int, int]]) -> frozenset[int]:
    """Return the places of the sentences that a rendering answers to: one quoted alone does not drop the others."""
    answered = {original.tokens[place].sentence for place, _ in found if original.carries(place)}
    numbers = answered or {token.sentence for token in original.tokens}
    first, last = min(numbers, default=0), max(numbers, default=0)
    return frozenset(place for place, token in enumerate(original.tokens) if first <= token.sentence <= last)


def _clauses(original: Side, found: frozenset[tuple[int, int]]) -> frozenset[int]:
    """Return the places of the clauses that a rendering answers to, and of those that limit what is said.

    A clause is answered where a third of its words that say something are linked. Whoever leaves out an "if" or an "I
    think" quotes another claim, wherever it stands.
    """
    linked = {place for place, _ in found}
    clauses: dict[int, list[int]] = {}
    for place, token in enumerate(original.tokens):
        clauses.setdefault(token.clause, []).append(place)
    limits = {place for cue in cues(original, original.language.modality) if _limits(cue) for place in cue.places}
    kept: set[int] = set()
    for places in clauses.values():
        carrying = [place for place in places if original.carries(place)]
        answered = sum(place in linked for place in carrying)
        if (answered and answered >= _ANSWERED * len(carrying)) or limits & set(places):
            kept.update(places)
    return frozenset(kept)


def _limits(cue: Cue) -> bool:
    return bool(cue.kinds & {"hedge", "conditional"})


def is_fragment(side: Side) -> bool:
    """Whether a side is a part of an utterance by its form: a mixed quote, or one that starts in small letters."""
    first = next((character for character in side.text if character.isalnum()), "")
    return side.kind == "mixed" or (side.kind == "direct" and first.islower())


def _stretch(original: Side, rendering: Side, found: frozenset[tuple[int, int]], matrix: Matrix) -> frozenset[int]:
    """Return the stretch of the original that a fragment renders: the run of places with the most similarity linked."""
    worth = np.full(len(original.tokens), -_GAP)
    for first, second in found:
        carried = original.carries(first) or rendering.carries(second)
        worth[first] = max(float(matrix[first, second]), 0.05) * (1.0 if carried else 0.3)
    best, best_start, best_end = 0.0, 0, 0
    total, start = 0.0, 0
    for place, value in enumerate(worth):
        if total <= 0:
            total, start = 0.0, place
        total += float(value)
        if total > best:
            best, best_start, best_end = total, start, place + 1
    return frozenset(range(best_start, best_end))
