"""Person and gender: who speaks of whom."""

from collections.abc import Iterator
from typing import Final

from align.drift.cues import Cue, are_linked, cues
from align.drift.types import Difference, Pair, Severity

# "We", "you" and "they" may all be people at large.
_CERTAINTY: Final = 0.85
# "Der Markt … er", "la criée … elle".
_OF_THINGS: Final = 0.4


def gender(pair: Pair) -> Iterator[Difference]:
    """Yield a major difference where a word for a man renders one for a woman, or the reverse."""
    theirs, ours = (list(cues(side, side.language.gender)) for side in (pair.original, pair.rendering))
    for old in theirs:
        linked = [cue for cue in ours if are_linked(pair, old, cue)]
        new = linked[0] if linked and all(cue.kind != old.kind for cue in linked) else None
        if new is not None and set(old.places) & pair.scope:
            ours.remove(new)
            said, says = pair.original.words(old.places), pair.rendering.words(new.places)
            why = f"“{said}” became “{says}”: another gender"
            sure = _OF_THINGS if _may_be_of_things(pair, old, new) else 1.0
            yield Difference("gender", Severity.MAJOR, old.places, new.places, why, sure)


def _may_be_of_things(pair: Pair, old: Cue, new: Cue) -> bool:
    """Whether two pronouns may stand for a thing, which each of two languages gives a gender of its own."""
    sides = ((pair.original, old), (pair.rendering, new))
    return not pair.one_language and all(
        side.language.things_gendered and all(side.tokens[place].small in side.language.person for place in cue.places)
        for side, cue in sides
    )


def person(pair: Pair) -> Iterator[Difference]:
    """Yield the pronouns and possessives whose person changed; in indirect speech first to third is neutral.

    A possessive that became a bare article ("our ministry", "the ministry") is minor inside quotation marks. Across
    languages a pronoun may be in the verb, and nothing is said.
    """
    if not pair.one_language:
        return
    articles = pair.original.language.articles
    for place, partner in sorted(pair.standing):
        old, new = pair.original.tokens[place].small, pair.rendering.tokens[partner].small
        first, second = pair.original.language.person.get(old), pair.rendering.language.person.get(new)
        if first is None or second is None or first == second or place not in pair.scope:
            continue
        said, says = pair.original.words([place]), pair.rendering.words([partner])
        shift = f"“{said}” became “{says}”: another person"
        if pair.indirect:
            yield Difference("person", Severity.NEUTRAL, (place,), (partner,), f"{shift}, as indirect speech demands")
        else:
            severity = Severity.MINOR if articles & {old, new} else Severity.MAJOR
            yield Difference("person", severity, (place,), (partner,), shift, _CERTAINTY)
