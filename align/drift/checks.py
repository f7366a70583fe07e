"""All checks in order: the most specific category wins a difference, and no word is counted twice."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from align.drift.content import addition, are_alike, omission, wording
from align.drift.designations import number_in_designation
from align.drift.force import generalisation, intensity
from align.drift.modality import modality
from align.drift.mood import mood
from align.drift.names import name
from align.drift.negation import negation
from align.drift.nouns import generalisation_of_noun
from align.drift.numbers import number
from align.drift.opposition import opposition
from align.drift.order import order
from align.drift.person import gender, person
from align.drift.places import View, from_original, from_rendering, standing_place
from align.drift.quotation import quotation
from align.drift.tense import shade_of_tense, tense
from align.drift.types import Difference, Drift, Pair, Severity
from align.drift.untranslated import untranslated

# In the order of `align.schema.CATEGORIES`. A new check is a function of a Pair, and its line here.
CHECKS: Final[tuple[Callable[[Pair], Iterator[Difference]], ...]] = (
    negation,
    number,
    number_in_designation,
    name,
    gender,
    modality,
    tense,
    opposition,
    generalisation,
    generalisation_of_noun,
    intensity,
    shade_of_tense,
    untranslated,
    quotation,
    omission,
    addition,
    person,
    mood,
    order,
    wording,
)
# These speak of runs of words: what an earlier check has named is taken out of the run.
_LEFTOVERS: Final = frozenset({"omission", "addition", "wording"})


def differences(pair: Pair) -> list[Difference]:
    """Return what every check found in a pair, one for one difference."""
    return _reversal_cancelled(list(_differences(pair)))


def located(pair: Pair, found: Iterable[Difference]) -> list[Drift]:
    """Return differences as drifts with their offsets, in the order of the rendering."""
    return sorted((_located(pair, each) for each in found), key=lambda drift: (drift.start, drift.against_start))


def _differences(pair: Pair) -> Iterator[Difference]:
    theirs: set[int] = set()
    ours: set[int] = set()
    for check in CHECKS:
        fresh = []
        for found in check(pair):
            kept = _unclaimed(pair, found, theirs, ours) if found.category in _LEFTOVERS else found
            if kept is None or theirs & set(kept.original) or ours & set(kept.rendering):
                continue
            fresh.append(kept)
        for found in fresh:
            theirs.update(found.original)
            ours.update(found.rendering)
            yield found


def _unclaimed(pair: Pair, found: Difference, theirs: set[int], ours: set[int]) -> Difference | None:
    """Take the words that an earlier check has named out of a run; None when nothing that says something is left."""
    original = tuple(place for place in found.original if place not in theirs)
    rendering = tuple(place for place in found.rendering if place not in ours)
    if (original, rendering) == (found.original, found.rendering):
        return found
    # "exist" goes with the "will" that the tense check has named; what is left facing nothing is no new claim.
    if found.category == "wording" and not (original and rendering):
        return None
    carried = [place for place in original if pair.original.carries(place)]
    carries = [place for place in rendering if pair.rendering.carries(place)]
    if not carried and not carries:
        return None
    if found.category == "wording" and not are_alike(pair, original, rendering):
        return None
    return replace(found, original=original, rendering=rendering, explanation=_reworded(pair, original, rendering))


def _reworded(pair: Pair, original: tuple[int, ...], rendering: tuple[int, ...]) -> str:
    """Return the explanation of a run that was cut down to what no other check has named."""
    said, says = pair.original.words(original), pair.rendering.words(rendering)
    if said and says:
        return f"“{said}” became “{says}”: other words"
    return f"“{said}” is gone" if said else f"“{says}” was added"


def _reversal_cancelled(found: list[Difference]) -> list[Difference]:
    """Let a denial lost and an opposite gained agree: "not legal" and "illegal" are one faithful rewording."""
    denials = [each for each in found if each.category == "negation"]
    opposites = [each for each in found if each.category == "opposition"]
    if len(denials) != 1 or len(opposites) != 1:
        return found
    denial, opposite = denials[0], opposites[0]
    agreed = Difference(
        "wording",
        Severity.MINOR,
        tuple(sorted((*denial.original, *opposite.original))),
        tuple(sorted((*denial.rendering, *opposite.rendering))),
        "the same denial in other words",
    )
    return [each for each in found if each not in (denial, opposite)] + [agreed]


def _located(pair: Pair, found: Difference) -> Drift:
    against_start, against_end = _span(from_rendering(pair), found.rendering, found.original, found.beside)
    start, end = _span(from_original(pair), found.original, found.rendering, found.beside)
    return Drift(
        category=found.category,
        severity=str(found.shown),
        words=pair.rendering.text[start:end],
        start=start,
        end=end,
        against_words=pair.original.text[against_start:against_end],
        against_start=against_start,
        against_end=against_end,
        explanation=found.explanation,
    )


def _span(view: View, here: tuple[int, ...], there: tuple[int, ...], beside: tuple[int, ...]) -> tuple[int, int]:
    """Return the offsets of a difference on the other side; where it has no words there, of the gap they would fill."""
    if beside and not there:
        tokens = view.there.tokens
        gap = tokens[max(beside)].end if view.there.language.verb_last else tokens[min(beside)].start
        return gap, gap
    if there:
        return view.there.tokens[min(there)].start, view.there.tokens[max(there)].end
    gap = standing_place(view, here)
    return gap, gap
