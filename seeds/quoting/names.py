"""Names of speakers: the head of a phrase, its role, and a key that joins the spellings of one name.

The key is a consonant skeleton of the transliterated name: romanisations differ in vowels and in voicing
(Kim Jong Gyu, Kim Jong-kwi; Putin, Poutine), seldom in the order of their consonant classes.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from anyascii import anyascii
from babel import Locale, UnknownLocaleError

from seeds.knowledge import Language

Sort = Literal["person", "organisation", "country", "pronoun", "role"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’‘.][^\W\d_]+)*\.?")
_POSSESSIVE: Final = re.compile(r"['’‘]s?\Z")
_LINKING: Final = frozenset({"of", "for", "the", "and", "on", "de", "del", "la", "da", "do", "dos", "von", "van", "bin", "al", "el", "ibn", "der", "den", "di", "du", "le"})
# Capitals mark what is already a class, so that no later line changes it again.
_CLASSES: Final = (
    (re.compile(r"(?:[iy][jy]|y)\Z"), ""),
    (re.compile(r"ng"), "N"),
    (re.compile(r"\Aw"), "F"),
    (re.compile(r"sch|sh|zh|ch|cz|tch|dj|ts|tz"), "C"),
    (re.compile(r"ph"), "F"),
    (re.compile(r"kh|gh|ck|q"), "K"),
    (re.compile(r"[gc](?=[aou]|\b)|g"), "K"),
    (re.compile(r"[bp]"), "P"),
    (re.compile(r"[dt]h?"), "T"),
    (re.compile(r"[jx]"), "C"),
    (re.compile(r"[vf]"), "F"),
    (re.compile(r"[lr]"), "L"),
    (re.compile(r"[sz]"), "S"),
)
_VOWELS: Final = re.compile(r"[aeiouyhw]")
_DOUBLED: Final = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Named:
    """A speaker's phrase taken apart: offsets of the head name inside the phrase, the role words, and its sort."""

    head_start: int
    head_end: int
    role: str | None
    sort: Sort


def take_apart(phrase: str, language: Language) -> Named:
    """Return head, role and sort of a noun phrase such as "Russian President Vladimir Putin" or "the deputy minister"."""
    phrase = phrase.partition("(")[0].rstrip() or phrase
    words = list(_WORD.finditer(phrase))
    if not words:
        return Named(0, len(phrase), None, "role")
    if len(words) == 1 and words[0].group().lower() in language.pronouns:
        return Named(words[0].start(), words[0].end(), None, "pronoun")
    run = _capitalised_run(words, language)
    if not run:
        return _common_noun(phrase, words, language)
    text = phrase[run[0].start() : run[-1].end()]
    if country(text, language.code):
        return Named(run[0].start(), run[-1].end(), None, "country")
    last_role = max((place for place, word in enumerate(run) if _is_role(word.group(), language)), default=-1)
    name = _personal(run[last_role + 1 :], language)
    if name:
        role = phrase[: name[0].start()].strip(" ,") or None
        return Named(name[0].start(), name[-1].end(), _without_determiner(role, language), "person")
    if last_role >= 0 and not any(_is_organisation(word, language) for word in run):
        return Named(run[0].start(), run[-1].end(), None, "role")
    return Named(run[0].start(), run[-1].end(), None, "organisation")


@cache
def country(name: str, language: str) -> str | None:
    """Return the ISO 3166 code of a country by its name in a language, or None. Source: Unicode CLDR, by Babel."""
    return _countries(language).get(_POSSESSIVE.sub("", name).casefold())


def speaker_key(name: str) -> str:
    """Return the key of a name: equal for the spellings of one name in any script or romanisation.

    Source: consonant classes after Odell and Russell's Soundex, voiced and voiceless merged as the romanisations of
    Korean, Russian and Arabic confuse them; syllables joined by a hyphen or a space count alike.
    """
    latin = anyascii(name)
    if latin != name and not re.search(r"\s", name):  # Hangul and Han come out as GimJeongGyu
        latin = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", latin)
    skeletons = []
    for word in re.split(r"[\s\-‐.]+", latin.lower()):
        letters = re.sub(r"[^a-z]", "", _POSSESSIVE.sub("", word))
        if not letters or letters in _LINKING:
            continue
        for pattern, letter in _CLASSES:
            letters = pattern.sub(letter, letters)
        skeletons.append(_DOUBLED.sub(r"\1", _VOWELS.sub("", letters).lower()) or "a")
    return "-".join(skeletons)


@cache
def _countries(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {name.casefold(): code for code, name in territories.items() if code.isalpha()}


def _common_noun(phrase: str, words: list[re.Match[str]], language: Language) -> Named:
    """Return the head of a phrase without capitals: its words up to the first preposition, the determiner left out."""
    content = next((word for word in words if word.group().lower() not in language.determiners), words[0])
    limits = (word.start() for word in words if word.group().lower() in language.prepositions | {"of"})
    end = next((limit for limit in limits if limit > content.start()), len(phrase))
    return Named(content.start(), len(phrase[:end].rstrip(" ,")), None, "role")


def _capitalised_run(words: list[re.Match[str]], language: Language) -> list[re.Match[str]]:
    """Return the capitalised words that name the speaker: the last run before a preposition; a possessor is no part of it."""
    run: list[re.Match[str]] = []
    for place, word in enumerate(words):
        plain, small = word.group(), word.group().lower().rstrip(".")
        last = place == len(words) - 1
        if plain[0].isupper() and not (place == 0 and small in language.determiners | language.subordinators):
            run.append(word)
            if _POSSESSIVE.search(plain) and not last:
                run = []
        elif run and small in _LINKING and not last and words[place + 1].group()[0].isupper():
            run.append(word)
        elif run and small in _LINKING and not last and words[place + 1].group().lower() in language.determiners:
            run.append(word)
        elif small in language.prepositions | {"of", "who"}:
            if run or any(_is_role(before.group(), language) for before in words[:place]):
                break
        elif run and small not in _LINKING:
            run = []  # "Kremlin spokesman Dmitry Peskov": what came before the common noun is no name
    while run and run[-1].group().lower() in _LINKING | language.determiners:
        run.pop()
    return run


def _personal(name: list[re.Match[str]], language: Language) -> list[re.Match[str]]:
    """Return the words that can be a person's name; none for an organisation's or an office's."""
    if name and name[0].group().lower() == "of":  # "Secretary of State Antony Blinken"
        name = name[-2:] if len(name) > 3 else []
    linked = next((place for place, word in enumerate(name) if word.group().lower() in {"of", "and", "for"}), len(name))
    kept = name[:linked]
    if not kept or any(_is_organisation(word, language) for word in kept):
        return []
    if linked < len(name) and name[linked].group().lower() == "and":
        return []
    return kept


def _is_organisation(word: re.Match[str], language: Language) -> bool:
    plain = word.group()
    return plain.lower().rstrip(".") in language.organisations or (len(plain) > 1 and plain.isupper())


def _is_role(word: str, language: Language) -> bool:
    parts = re.split(r"[-.]", word.lower())
    return any(part in language.roles for part in parts if part)


def _without_determiner(role: str | None, language: Language) -> str | None:
    if role is None:
        return None
    first, _, rest = role.partition(" ")
    if first.lower() in language.determiners:
        return rest or None
    return role


def countries_named(words: str, language: str) -> set[str]:
    """Return the ISO 3166 codes of the countries that some words name, also inside a derived form ("South Korean")."""
    folded = words.casefold()
    found = {name: code for name, code in _countries(language).items() if len(name) > 3 and name in folded}
    return {code for name, code in found.items() if not any(name != other and name in other for other in found)}
