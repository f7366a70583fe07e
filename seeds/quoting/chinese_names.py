"""Where who speaks ends in a Chinese clause, by what a name can be: 局长温国雄|昨 · 主席埃·克|低声 · 桑女士|却."""

import re
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.parts import honorifics, is_body
from seeds.quoting.patterns import is_speaker
from seeds.quoting.sounds import knowledge

# A family name of one character has one or two behind it, one of two characters up to three ("长谷川" and the like).
_NATIVE: Final = (3, 2)
_LONGEST_DOUBLE: Final = 4
_LONGEST_FOREIGN: Final = 8
# A name in Han characters that is neither Chinese nor foreign is no longer: 岸田文雄.
_LONGEST_PLAIN: Final = 6
# How much may stand between a courtesy and the verb: more is the name of something else.
_MOST_BEHIND: Final = 3
_ASPECTS: Final = ("着", "著", "了", "过", "過", "起")


@cache
def surnames() -> frozenset[str]:
    """Return the family names of one character, Chinese and Korean."""
    table = knowledge()["hanja"]
    return frozenset(table["chinese"]) | frozenset(table["surnames"])


@cache
def offices(language: Language) -> frozenset[str]:
    """Return the words for offices and people that stand before a name."""
    people = language.patterns["people"] if not language.patterns.get("role_after_name") else ()
    return language.roles | frozenset(
        word for word in people if len(word) > 1 and word not in language.patterns["papers"]
    )


def name_end(phrase: str, language: Language) -> int:
    """Return where a pronoun, a name behind an office or a courtesy ends that a phrase holds; else its length."""
    for pronoun in _pronouns(language):
        rest = phrase[len(pronoun) :]
        if phrase.startswith(pronoun) and rest and rest[0] not in "的们們":
            return len(phrase) if is_speaker(rest, language) else len(pronoun)
    for courtesy in honorifics(language):
        at = phrase.rfind(courtesy) + len(courtesy)
        if len(courtesy) <= at < len(phrase) <= at + _MOST_BEHIND and not is_speaker(phrase[at:], language):
            return at
    at = _last_office_end(phrase, language)
    return at + name_length(phrase[at:], language) if at else len(phrase)


def _last_office_end(phrase: str, language: Language) -> int:
    """Return where the last word for an office ends before the last character; 0 where there is none."""
    words, lengths = offices(language), _office_lengths(language)
    for end in range(len(phrase) - 1, 0, -1):
        if any(phrase[end - length : end] in words for length in lengths if length <= end):
            return end
    return 0


@cache
def _office_lengths(language: Language) -> tuple[int, ...]:
    return tuple(sorted({len(office) for office in offices(language)}))


@cache
def _pronouns(language: Language) -> tuple[str, ...]:
    return tuple(sorted(language.pronouns - {"其"}, key=len, reverse=True))


def starts_a_name(body: str, at: int, language: Language) -> bool:
    """Whether all that is left of a clause is a name behind an office, whatever word it starts as: 局长|向前锋."""
    given = body[at + 1 :]
    hearers = (*language.patterns["askers"], *language.patterns["papers"])
    if len(given) + 1 not in _NATIVE or body[at] not in surnames() or given in hearers or is_body(given, language):
        return False
    return body[:at].endswith(tuple(offices(language)))


def name_length(name: str, language: Language) -> int:
    """Return how much of what stands behind an office is a Chinese name: "李明|驱车赶到"; all of it where none is."""
    familiar = re.match(language.patterns.get("familiar", "(?!)"), name)
    if familiar and name[0] in "老小阿":
        return len(familiar.group())  # "菜农|老何|苦笑道"
    if name[1:2] == "某":  # "何某泣不成声"
        return 3 if name[2:3] == "某" else 2
    double = name[:2] in language.patterns.get("double_surnames", ())
    if _is_no_name(name, double, language):
        return 0
    if len(name) <= max(_NATIVE) or (not double and name[0] not in surnames()) or any(dot in name for dot in "·・＝=‧"):
        return len(name)
    endings = tuple(ending for ending in language.organisation_endings if len(ending) > 1)
    if name.endswith((*endings, *language.roles)):
        return len(name)
    if name[min(_NATIVE) + 1 : max(_NATIVE) + 1] in _ASPECTS:
        return min(_NATIVE)  # "许诺|搓着手"
    foreign = next((at for at, sign in enumerate(name) if sign not in _syllables(language)), 0)
    if foreign > max(_NATIVE):
        return foreign  # "鲁吉尼埃内|却"
    if len(name) < _LONGEST_FOREIGN and _syllables(language).issuperset(name):
        return len(name)
    if double:
        return _LONGEST_DOUBLE
    return min(_NATIVE) if name[min(_NATIVE)] in language.patterns.get("after_name", "") else max(_NATIVE)


def _is_no_name(name: str, double: bool, language: Language) -> bool:
    """Whether what stands behind a word for a person tells what they do: 老人|死死抓着门框."""
    if (
        len(name) < _LONGEST_PLAIN
        or name[0] in "（("
        or double
        or name[0] in surnames()
        or any(dot in name for dot in "·・＝=‧")
    ):
        return False
    return not _syllables(language).issuperset(name) and not is_speaker(name, language)


@cache
def _syllables(language: Language) -> frozenset[str]:
    """Return the characters that foreign names are written with."""
    return frozenset(language.patterns.get("name_syllables", ""))
