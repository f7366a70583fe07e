"""How alike two spellings of a name sound, across scripts and romanisations, from 0 to 1.

The words of both are matched in order, at most rotated (the family name first or last); a word is compared sound by
sound, with what the two scripts cannot tell at little cost. The exact key beside it is
`seeds.quoting.keys.speaker_key`.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from rapidfuzz.distance import Indel

from seeds.quoting.sounds import Script, Sounds, is_particle, knowledge, readings

_VOWELS: Final = tuple("aeiouUY")
_PLAIN_VOWELS: Final = "aeiou"
_NEAR_VOWELS: Final = frozenset({"ei", "ie", "ou", "uo", "ae", "ea", "ao", "oa"})
_GLIDES: Final = frozenset("wyj")
_BEADS: Final = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1))
_MOST_WORDS: Final = 6
_ROUGH: Final = str.maketrans("bvfwWUgGxqQHJZjTCcszXdtNnmlrhyYaeiou", "ppppppkkkkkkkSSSSSSSSttnnnllh" + " " * 7, "")
_LEAST_ROUGH: Final = 0.5
# Names that share less of their consonants than this are never as like as names must be to be one.
_LEAST_ROUGH_OF_ONE: Final = 0.65
_LEAST_BEAD: Final = 0.25
_LONGER: Final = 4


@dataclass(frozen=True)
class Likeness:
    """How alike two names are.

    Attributes:
        score: 0 to 1, of the whole names, by their least alike words.
        part: the same for the shorter name and the best run of words of the longer one; 0 where they are of a length.
        scripts: what each was read from, at the best reading.
    """

    score: float
    part: float
    scripts: tuple[Script, Script]


@lru_cache(maxsize=32_768)
def likeness(one: str, other: str) -> Likeness:
    """Return how alike two names sound, at their best readings."""
    found = [_of_readings(first, second) for first in readings(one) for second in readings(other)]
    return max(found, key=lambda each: (each.score, each.part), default=Likeness(0.0, 0.0, ("", "")))


@lru_cache(maxsize=32_768)
def likeness_of_whole(one: str, other: str) -> float:
    """Return the score of `likeness` alone, in a part of the time; 0 for names too unlike to be one."""
    return max(
        (
            _whole(*_ordered(first, second), _LEAST_ROUGH_OF_ONE)
            for first in readings(one)
            for second in readings(other)
        ),
        default=0.0,
    )


def _of_readings(one: Sounds, other: Sounds) -> Likeness:
    ordered = _ordered(one, other)
    return Likeness(_whole(*ordered), _partly(*ordered), (one.script, other.script))


def _ordered(one: Sounds, other: Sounds) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Script, Script]]:
    """Return the words of the shorter name, those of the longer, and their scripts."""
    first, second = one.words[:_MOST_WORDS], other.words[:_MOST_WORDS]
    if len(first) > len(second):
        return second, first, (other.script, one.script)
    return first, second, (one.script, other.script)


def _whole(
    first: tuple[str, ...], second: tuple[str, ...], scripts: tuple[Script, Script], least: float = _LEAST_ROUGH
) -> float:
    if _overlap("".join(first), "".join(second)) < least:
        return 0.0
    turned = {second, second[1:] + second[:1], second[-1:] + second[:-1]}
    return max(_in_order(first, each, scripts, _BEADS) for each in turned)


def _partly(first: tuple[str, ...], second: tuple[str, ...], scripts: tuple[Script, Script]) -> float:
    """Return the likeness of the shorter name and the best run of words of the longer."""
    content = _content(first)
    beads = _BEADS if content == 1 else _BEADS[:1]
    runs = (
        second[start : start + size]
        for size in range(1, len(second))
        for start in range(len(second) - size + 1)
        if size <= len(first) + 2 and _content(second[start : start + size]) >= content
    )
    return max(
        (
            _in_order(first, run, scripts, beads)
            for run in runs
            if _overlap("".join(first), "".join(run)) >= _LEAST_ROUGH
        ),
        default=0.0,
    )


def _content(words: tuple[str, ...]) -> int:
    return sum(not is_particle(words, place) for place in range(len(words)))


def _overlap(one: str, other: str) -> float:
    """Return the part of the consonant classes that two names share (Dice): a quick bound before any alignment."""
    first, second = _rough(one), _rough(other)
    both = len(first) + len(second)
    return 2 * (both / 2 - Indel.distance(first, second) / 2) / both if both else 1.0


@lru_cache(maxsize=65_536)
def _rough(name: str) -> str:
    return "".join(sorted(name.translate(_ROUGH).replace(" ", "")))


def _in_order(
    first: tuple[str, ...], second: tuple[str, ...], scripts: tuple[Script, Script], beads: tuple[tuple[int, int], ...]
) -> float:
    """Return the likeness of two runs of words, matched from first to last: the mean of the least and the mean bead."""
    best: dict[tuple[int, int], tuple[float, float, float]] = {(0, 0): (1.0, 0.0, 0.0)}  # least, sum, weight
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            here = best.get((i, j))
            if here is None:
                continue
            if i < len(first) and is_particle(first, i):
                _keep(best, (i + 1, j), here)
            if j < len(second) and is_particle(second, j):
                _keep(best, (i, j + 1), here)
            for step, stride in beads:
                if i + step > len(first) or j + stride > len(second):
                    continue
                one, other = "".join(first[i : i + step]), "".join(second[j : j + stride])
                if max(len(one), len(other)) > _LONGER * min(len(one), len(other)):
                    continue
                like = alike(one, other, *scripts)
                if like < _LEAST_BEAD:
                    continue
                weight = float(len(one) + len(other))
                _keep(best, (i + step, j + stride), (min(here[0], like), here[1] + weight * like, here[2] + weight))
    least, total, weight = best.get((len(first), len(second)), (0.0, 0.0, 0.0))
    return (least + total / weight) / 2 if weight else 0.0


def _keep(
    best: dict[tuple[int, int], tuple[float, float, float]], place: tuple[int, int], found: tuple[float, float, float]
) -> None:
    """Keep the better of two ways to a place: by its least bead and its mean."""
    if place not in best or _worth(found) > _worth(best[place]):
        best[place] = found


def _worth(way: tuple[float, float, float]) -> float:
    return way[0] + (way[1] / way[2] if way[2] else 1.0)


@lru_cache(maxsize=65_536)
def alike(one: str, other: str, script: Script, other_script: Script) -> float:
    """Return how alike two words sound, 0 to 1: one less the cost of the cheapest alignment over the mean weight."""
    if one == other:
        return 1.0
    costs = _substitutions(*sorted((script, other_script)))
    missing, lacking = _missing(one, script, other_script), _missing(other, other_script, script)
    row = [0.0, *accumulate(lacking)]
    for sound, lost in zip(one, missing, strict=True):
        above, row = row, [row[0] + lost]
        near = costs.get(sound, {})
        diagonal, left = above[0], row[0]
        for said, up, lack in zip(other, above[1:], lacking, strict=True):
            best = diagonal + (0.0 if sound == said else near.get(said, 1.0))
            # Without `min`: this is where comparing names spends its time.
            if up + lost < best:  # noqa: PLR1730
                best = up + lost
            if left + lack < best:  # noqa: PLR1730
                best = left + lack
            row.append(best)
            diagonal, left = up, best
    weight = (sum(missing) + sum(lacking)) / 2
    return max(0.0, 1.0 - row[-1] / max(weight, 1.0))


@lru_cache(maxsize=65_536)
def _missing(word: str, script: Script, other: Script) -> tuple[float, ...]:
    """Return what it costs that the other spelling lacks each sound of a word."""
    return tuple(_lost(word, place, script, other) for place in range(len(word)))


def _lost(word: str, place: int, script: Script, other: Script) -> float:
    table, sound = knowledge()["missing"], word[place]
    if sound in _VOWELS:
        if sound == "e" and place == len(word) - 1 and script == "latin" and place:
            return float(table["final_e"])
        beside = word[place - 1 : place] in _VOWELS or word[place + 1 : place + 2] in _VOWELS
        return float(min(table["vowels"][script], table["vowels"][other])) * (0.5 if beside else 1.0)
    if sound in _GLIDES:
        return float(table["glide"])
    if sound == "h":
        return float(table["h"])
    if script != other:
        for sounds, cost in table["weak"].get(other, ()):
            if sound in sounds:
                return float(cost)
    silent = table["silent"]
    if script == "latin" != other and place == len(word) - 1 and sound in silent["latin"]:
        return float(silent["cost"])
    return float(table["consonant"])


@cache
def _substitutions(script: Script, other: Script) -> dict[str, dict[str, float]]:
    """Return what one sound for another costs between two scripts, both ways."""
    tables = knowledge()["near"]
    groups = list(tables["any"])
    if script != other:
        groups += tables.get(script, []) + tables.get(other, [])
    found: dict[str, dict[str, float]] = {}
    for one, others, cost in groups:
        for another in others:
            cheapest = min(cost, found.get(one, {}).get(another, 1.0))
            found.setdefault(one, {})[another] = found.setdefault(another, {})[one] = cheapest
    vowel = min(knowledge()["missing"]["vowels"][name] for name in (script, other))
    for one in _PLAIN_VOWELS:
        for another in _PLAIN_VOWELS:
            if one != another:
                near = one + another in _NEAR_VOWELS
                found.setdefault(one, {})[another] = vowel * (0.4 if near else 0.7)
    return found
