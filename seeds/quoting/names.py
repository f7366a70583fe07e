"""Names of speakers: the head of a phrase, and its role."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from seeds.knowledge import Language
from seeds.quoting.caseless import Sort, is_caseless, parts

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’‘.][^\W\d_]+)*\.?")
_POSSESSIVE: Final = re.compile(r"['’‘]s?\Z")
_ELIDED: Final = frozenset({"d", "l", "dell", "all"})
_LINKING: Final = frozenset(
    {
        "della",
        "delle",
        "dei",
        "degli",
        "dello",
        "du",
        "des",
        "das",
        "y",
        "e",
        "et",
        "i",
        "zu",
        "of",
        "for",
        "the",
        "and",
        "on",
        "de",
        "del",
        "la",
        "da",
        "do",
        "dos",
        "von",
        "van",
        "bin",
        "al",
        "el",
        "ibn",
        "der",
        "den",
        "di",
        "le",
    }
)
@dataclass(frozen=True)
class Named:
    """A speaker's phrase taken apart: offsets of the head name inside the phrase, the role words, and its sort."""

    head_start: int
    head_end: int
    role: str | None
    sort: Sort


def take_apart(phrase: str, language: Language) -> Named:
    """Return head, role and sort of a noun phrase.

    Such as "Russian President Vladimir Putin" or "the deputy minister".
    """
    if is_caseless(language):
        found = parts(phrase, language)
        return Named(found.start, found.end, found.role, found.sort)
    phrase = phrase.partition("(")[0].rstrip() or phrase
    words = [word for word in _words(language).finditer(phrase) if not word.group().endswith(("'", "’"))]
    if not words:
        return Named(0, len(phrase), None, "role")
    if len(words) == 1 and words[0].group().lower() in language.pronouns:
        return Named(words[0].start(), words[0].end(), None, "pronoun")
    if language.capital_nouns:
        return _with_capital_nouns(phrase, words, language)
    run = _capitalised_run(words, language)
    if not run:
        return _common_noun(phrase, words, language)
    run, complement = _without_complement(words, run, language)
    if not run:
        return _common_noun(phrase, words, language)
    text = phrase[run[0].start() : run[-1].end()]
    if country(text, language.code):
        return Named(run[0].start(), run[-1].end(), None, "country")
    last_role = max((place for place, word in enumerate(run) if _is_role(word.group(), language)), default=-1)
    name = _personal(run[last_role + 1 :], language, after_role=complement or last_role >= 0)
    if name:
        role = phrase[: name[0].start()].strip(" ,") or None
        return Named(name[0].start(), name[-1].end(), _without_determiner(role, language), "person")
    if last_role >= 0 and not any(_is_organisation(word, language) for word in run):
        return Named(run[0].start(), run[-1].end(), None, "role")
    return Named(run[0].start(), run[-1].end(), None, "organisation")


@cache
def _words(language: Language) -> re.Pattern[str]:
    """Return the pattern of a word of a name; an elided article is a word of its own."""
    elided = "|".join(language.elisions) or r"(?!)"
    return re.compile(rf"\b(?:{elided})['’]|{_WORD.pattern}", re.IGNORECASE)


def _without_complement(
    words: list[re.Match[str]], run: list[re.Match[str]], language: Language
) -> tuple[list[re.Match[str]], bool]:
    """Take what an office is of off the run.

    "ministro de Exteriores | José Albares", "министр Казахстана | Мади Такиев".
    """
    at = words.index(run[0])
    office = any(_is_role(word.group(), language) for word in words[:at])
    linked = at > 0 and words[at - 1].group().lower() in language.links | _ELIDED | language.determiners and office
    if not language.inverts or not office:
        return run, False
    kept = list(run)
    while len(kept) > 2 and (_is_organisation(kept[0], language) or _names_country(kept[0].group(), language)):
        kept.pop(0)
    if linked and len(kept) == len(run):
        kept = kept[1:] if len(kept) > 2 else []
    while kept and kept[0].group().lower() in _LINKING | language.determiners:
        kept.pop(0)
    return kept, True


def _names_country(word: str, language: Language) -> bool:
    """Whether a word is a country's name, in whatever case: by its first five letters."""
    return len(word) > 4 and any(name.startswith(word.casefold()[:5]) for name in _countries(language.code))


def _with_capital_nouns(phrase: str, words: list[re.Match[str]], language: Language) -> Named:
    """Take a German phrase apart, where every noun has a capital: the name is what follows the last office."""
    offices = [place for place, word in enumerate(words) if _is_role(word.group(), language)]
    start = offices[-1] + 1 if offices else 0
    run: list[re.Match[str]] = []
    for word in words[start:]:
        plain = word.group()
        small = plain.lower()
        if small in language.prepositions and small not in language.links:
            break
        if (plain[0].isupper() and small not in language.determiners) or (
            run and small in {"von", "van", "de", "zu", "bin", "al"} and offices and words.index(word) + 1 < len(words)
        ):
            run.append(word)
        elif run and (not offices or small not in language.links | language.determiners):
            break
        elif run:
            run = []
    while run and not run[-1].group()[0].isupper():
        run.pop()
    while offices and len(run) > 1 and (_is_organisation(run[0], language) or country(run[0].group(), language.code)):
        run.pop(0)
    if offices and (
        not run or _is_organisation(run[-1], language) or (len(run) == 1 and country(run[0].group(), language.code))
    ):
        head = words[offices[-1]]
        return Named(head.start(), head.end(), None, "role")
    if offices:
        complement = words[words.index(run[0]) - 1].group().lower() in language.links | language.determiners
        if complement and len(run) < 2:
            head = words[offices[-1]]
            return Named(head.start(), head.end(), None, "role")
        role = _without_determiner(phrase[: run[0].start()].strip(" ,") or None, language)
        return Named(run[0].start(), run[-1].end(), role, "person")
    if not run:
        return _common_noun(phrase, words, language)
    text = phrase[run[0].start() : run[-1].end()]
    if country(text, language.code):
        return Named(run[0].start(), run[-1].end(), None, "country")
    if any(_is_organisation(word, language) for word in run):
        return Named(run[0].start(), run[-1].end(), None, "organisation")
    led = words[0].group().lower() in language.determiners
    if led and len(run) == 1:
        return Named(run[0].start(), run[0].end(), None, "role")
    return Named(run[0].start(), run[-1].end(), None, "organisation" if led else "person")


@cache
def country(name: str, language: str) -> str | None:
    """Return the ISO 3166 code of a country by its name in a language, or None. Source: Unicode CLDR, by Babel."""
    return _countries(language).get(_POSSESSIVE.sub("", name).casefold())


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
    limits = (word.start() for word in words if word.group().lower() in language.prepositions | language.links)
    end = next((limit for limit in limits if limit > content.start()), len(phrase))
    office = [word for word in words if _is_role(word.group(), language) and word.end() <= end]
    if office and not language.inverts:
        end = office[-1].end()  # "a source close to the talks"
    return Named(content.start(), len(phrase[:end].rstrip(" ,")), None, "role")


def _capitalised_run(words: list[re.Match[str]], language: Language) -> list[re.Match[str]]:
    """Return the capitalised words that name the speaker.

    The last run before a preposition; a possessor is no part of it.
    """
    run: list[re.Match[str]] = []
    for place, word in enumerate(words):
        plain, small = word.group(), word.group().lower().rstrip(".")
        last = place == len(words) - 1
        if plain[0].isupper() and not (place == 0 and small in language.determiners | language.subordinators):
            run.append(word)
            if _POSSESSIVE.search(plain) and not last:
                run = []
        elif (run and small in _LINKING and not last and words[place + 1].group()[0].isupper()) or (
            run and small in _LINKING and not last and words[place + 1].group().lower() in language.determiners
        ):
            run.append(word)
        elif small in language.prepositions | {"of", "who"} - _LINKING:
            if run or any(_is_role(before.group(), language) for before in words[:place]):
                break
        elif run and small not in _LINKING:
            run = []  # "Kremlin spokesman Dmitry Peskov": what came before the common noun is no name
    while run and run[-1].group().lower() in _LINKING | language.determiners:
        run.pop()
    return run


def _personal(name: list[re.Match[str]], language: Language, *, after_role: bool) -> list[re.Match[str]]:
    """Return the words that can be a person's name; none for an organisation's or an office's."""
    if name and name[0].group().lower() == "of":  # "Secretary of State Antony Blinken"
        name = name[-2:] if len(name) > 3 else []
    body = max((place for place, word in enumerate(name) if _is_organisation(word, language)), default=-1)
    if after_role and language.inverts and 0 <= body < len(name) - 2:
        name = name[body + 1 :]  # "presidente di Confindustria | Emanuele Orsini"
    while after_role and language.inverts and len(name) > 2 and _names_country(name[0].group(), language):
        name = name[1:]  # "Президент Турции | Реджеп Эрдоган"
    linked = next((place for place, word in enumerate(name) if word.group().lower() in {"of", "and", "for"}), len(name))
    kept = name[:linked]
    if not kept or any(_is_organisation(word, language) for word in kept):
        return []
    if linked < len(name) and name[linked].group().lower() == "and":
        return []
    return kept


def _is_organisation(word: re.Match[str], language: Language) -> bool:
    plain = word.group()
    small = plain.lower().rstrip(".")
    if small in language.organisations or (
        language.organisation_endings and small.endswith(language.organisation_endings)
    ):
        return True
    return len(plain) > 1 and plain.isupper()


def _is_role(word: str, language: Language) -> bool:
    pieces = re.split(r"[-.]", word.lower())
    return any(
        part in language.roles or (language.role_endings and part.endswith(language.role_endings))
        for part in pieces
        if part
    )


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
