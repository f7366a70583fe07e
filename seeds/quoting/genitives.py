"""What a Russian office or body is of, in the genitive behind it: "посол | Ирана", "прокуратура | Тулы"."""

import re
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.articleless import has_cases
from seeds.quoting.countries import names_of_countries
from seeds.quoting.name_words import Named, is_capital, is_organisation, is_role, small_form

_FULL_NAME: Final = 2
_SHORTEST: Final = 4
_NOMINATIVE: Final = ("а", "я", "й", "ь", "о", "е")
_LABELLED: Final = re.compile(r"[«„“\"][^«»„“”\"]+[»“”\"]?\Z")


def without_capital(phrase: str, words: list[re.Match[str]], language: Language) -> str:
    """Return a phrase whose office begins a sentence with that office in small letters: "Глава Роскосмоса Баканов"."""
    if not has_cases(language) or len(words) < _FULL_NAME or not phrase[0].isupper() or words[0].group().isupper():
        return phrase
    named = any(is_capital(word.group()) for word in words[1:])
    # "Еврокомиссар по торговле Марош Шефч": an office that no list has, where small words lead on to a full name
    led = len(words) > _FULL_NAME + 1 and not is_capital(words[1].group())
    led = led and all(is_capital(word.group()) for word in words[-_FULL_NAME:])
    office = small_form(words[0]) in language.nominatives or led
    return phrase[0].lower() + phrase[1:] if named and office else phrase


def with_genitive(phrase: str, words: list[re.Match[str]], language: Language) -> Named | None:
    """Take an office or a body with what it is of as one name; the holder's name behind them is the head.

    None where the capitals behind an office are a name, or nothing tells.
    """
    if not has_cases(language) or is_capital(words[0].group()):
        return None
    first = next((place for place, word in enumerate(words) if is_capital(word.group())), 0)
    run, before = words[first:], words[:first]
    if not first or not all(is_capital(word.group()) for word in run):
        return None
    noun = next((word for word in before if is_role(word.group(), language) or is_organisation(word, language)), None)
    if noun is None or small_form(before[-1]) in language.prepositions:
        return None
    body = not is_role(noun.group(), language)
    label = _LABELLED.search(phrase, before[-1].end())
    if label is not None:
        named = body or not is_role(before[-1].group(), language)
        return None if named else Named(noun.start(), run[-1].end(), None, "role")  # "форвард | «Торпедо»"
    carries = language.naming | language.carriers
    if body and (small_form(noun) in carries or small_form(before[-1]) in carries or run[0].group().isascii()):
        return None  # "агентство | Синьхуа"
    whole = Named(noun.start(), run[-1].end(), None, "organisation" if body else "role")
    if len(run) == 1:
        capitals = run[0].group()
        body = body or (len(capitals) > 1 and capitals.isupper() and not capitals.isascii())  # "гендиректор | ФПК"
        body = body or is_organisation(run[0], language) or small_form(run[0]) in language.carriers
        return whole if body or _is_of(run[0], noun, language) else None
    if len(run) == _FULL_NAME + 1 and small_form(noun).startswith(language.ended("of_places")):
        placed = small_form(run[0]).endswith(language.genitive_names) and not _is_given(run[0], language)
        role = phrase[: run[1].start()].strip(" ,")
        return Named(run[1].start(), run[-1].end(), role, "person") if placed else None  # "житель | Тулы | Пётр Ли"
    if len(run) != _FULL_NAME:
        return None
    adjective = small_form(run[0]).endswith(language.genitive_adjectives) and not _is_given(run[0], language)
    if adjective and (body or _is_place(run[1], language)):
        return whole  # "посол | Южной Кореи"
    if not body and _is_place(run[0], language) and not (_is_place(run[1], language) or _is_given(run[1], language)):
        return Named(run[1].start(), run[1].end(), phrase[: run[1].start()].strip(" ,"), "person")
    return None


def _is_of(word: re.Match[str], noun: re.Match[str], language: Language) -> bool:
    """Whether a capital behind an office is what or whose it is, and no surname."""
    small, office = small_form(word), small_form(noun)
    if _is_given(word, language):
        return False
    if _is_place(word, language) or (office in language.nominatives and small.endswith(language.genitive_surnames)):
        return True
    return office.startswith(language.relational) and small.endswith(language.genitive_names)


def _is_given(word: re.Match[str], language: Language) -> bool:
    return small_form(word) in language.feminine | language.masculine


def _is_place(word: re.Match[str], language: Language) -> bool:
    """Whether a word is a place's or a body's name in the genitive, by the list, its ending, or a country's name."""
    small = small_form(word)
    if _is_given(word, language):
        return False
    if small in language.complements or small.endswith(language.place_endings):
        return True
    stem, names = small[:-1], names_of_countries(language.code)
    if len(small) < _SHORTEST:
        return False
    return (
        small in names or stem in names or any(f"{stem}{ending}" in names for ending in ("а", "я", "й", "ь", "о", "е"))
    )
