"""Nouns made wider or narrower: "a rifle" told as "a weapon", "a vehicle" as "an ambulance".

What is wider than what stands in `nouns.toml`, a table of our own of what newsrooms name.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from align.drift.cues import Cue, are_facing, are_linked, cues, unlike
from align.drift.types import Difference, Pair, Severity, Side

# In one language a wider word may have been chosen for style; a translator may lack the narrower one.
_CERTAINTY: Final = 0.7
_ACROSS: Final = 0.45


def generalisation_of_noun(pair: Pair) -> Iterator[Difference]:
    """Yield each noun in whose place stands a wider one (generalisation) or a narrower one (specification).

    A noun that the other side has too, in any of its words, was not exchanged, wherever it stands.
    """
    theirs = [cue for cue in _named(pair.original) if set(cue.places) <= pair.scope]
    left, right = unlike(pair, theirs, _named(pair.rendering))
    for old in left:
        new = next((cue for cue in right if _is_wider(old, cue) or _is_wider(cue, old)), None)
        if new is None or not _are_in_one_place(pair, old, new):
            continue
        right.remove(new)
        said, says = pair.original.words(old.places), pair.rendering.words(new.places)
        wider = _is_wider(old, new)
        yield Difference(
            "generalisation" if wider else "specification",
            Severity.MAJOR,
            old.places,
            new.places,
            f"“{said}” became “{says}”: a {'wider' if wider else 'narrower'} word",
            _CERTAINTY if pair.one_language else _ACROSS,
        )


@lru_cache(maxsize=64)
def _named(side: Side) -> tuple[Cue, ...]:
    """Return the nouns of a side that the table has, in order; the kind of each are its concepts."""
    known = _concepts(side.language.code)
    found = list(cues(side, known))
    taken = {place for cue in found for place in cue.places}
    for place, token in enumerate(side.tokens):
        if place not in taken and token.lemma in known:
            found.append(Cue(known[token.lemma], (place,)))
    return tuple(sorted(found, key=lambda cue: cue.places))


def _are_in_one_place(pair: Pair, old: Cue, new: Cue) -> bool:
    if are_linked(pair, old, new) or are_facing(pair, old, new):
        return True
    return any((place, partner) in pair.standing for place in old.places for partner in new.places)


def _is_wider(narrow: Cue, wide: Cue) -> bool:
    """Whether one noun names what another does and more; not where a word of either may mean the other."""
    return not narrow.kinds & wide.kinds and any(_wider(concept) & wide.kinds for concept in narrow.kinds)


@cache
def _wider(concept: str) -> frozenset[str]:
    """Return all concepts wider than one."""
    above = str(_table()["nouns"][concept][0])
    return frozenset({above}) | _wider(above) if above else frozenset()


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("align.drift") / "nouns.toml").read_text(encoding="utf-8"))


@cache
def _concepts(code: str) -> Mapping[str, str]:
    """Return {word: its concepts, parted by spaces} of a language; none where the table does not have it."""
    table = _table()
    if code not in table["languages"]:
        return {}
    column = table["languages"].index(code) + 1
    prefixes = ("", *table["written_on"].get(code, ()))
    found: dict[str, list[str]] = {}
    for concept, row in table["nouns"].items():
        for word in row[column].split("|"):
            for prefix in prefixes if word else ():
                found.setdefault(prefix + word.replace("'", " "), []).append(concept)
    return {word: " ".join(dict.fromkeys(concepts)) for word, concepts in found.items()}
