"""A statement in the words of one desk: slots filled, variants drawn, and a drift planted where one is wanted.

In a phrase {slot} is filled, <one|other> is drawn by lot, and [category:faithful|drifted] is faithful unless its
category is the drift.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_MARK: Final = re.compile(
    r"\[(?P<category>\w+):(?P<faithful>[^|\]]*)\|(?P<drifted>[^\]]*)\]|<(?P<one>[^|>]*)\|(?P<other>[^>]*)>|\{(?P<slot>\w+)\}"
)
_SPACES: Final = re.compile(r" {2,}")
# What a slot's drift is called.
_OF_SLOTS: Final = {"n1": "number", "n2": "number", "place": "name"}


@dataclass(frozen=True)
class Planted:
    """A drift in a desk's words: where it stands in them (empty where words are gone), and what is right."""

    category: str
    start: int
    end: int
    right: str


def drifts(phrase: str) -> list[tuple[str, str]]:
    """Return the drifts that a phrase can take: (category, the slot or the faithful words that it is in)."""
    found = []
    for mark in _MARK.finditer(phrase):
        if mark["category"]:
            found.append((mark["category"], mark["faithful"]))
        elif mark["slot"] in _OF_SLOTS:
            found.append((_OF_SLOTS[mark["slot"]], mark["slot"]))
    return found


def worded(
    phrase: str,
    right: Mapping[str, str],
    wrong: Mapping[str, str],
    drift: tuple[str, str] | None,
    luck: random.Random,
) -> tuple[str, Planted | None]:
    """Return the words of a phrase, and the drift planted in them.

    Args:
        phrase: a statement with its marks.
        right: what fills the slots.
        wrong: what fills a slot that drifts.
        drift: one of `drifts(phrase)`, or None.
        luck: draws the variants.
    """
    out = ""
    planted = None
    at = 0
    for mark in _MARK.finditer(phrase):
        out += phrase[at : mark.start()]
        at = mark.end()
        if mark["slot"]:
            hit = drift is not None and planted is None and drift[1] == mark["slot"]
            words, true = (wrong if hit else right)[mark["slot"]], right[mark["slot"]]
        elif mark["category"]:
            hit = drift == (mark["category"], mark["faithful"])
            true = _filled(mark["faithful"], right)
            words = _filled(mark["drifted"], right) if hit else true
        else:
            hit, true = False, ""
            words = luck.choice((mark["one"], mark["other"]))
        if hit and drift is not None:
            planted = Planted(drift[0], len(out), len(out) + len(words), true)
        out += words
    out += phrase[at:]
    return out, planted


def _filled(phrase: str, right: Mapping[str, str]) -> str:
    return _MARK.sub(lambda mark: right[mark["slot"]] if mark["slot"] else mark[0], phrase)
