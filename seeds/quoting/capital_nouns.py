"""A speaker's phrase taken apart in a language whose every noun has a capital: German."""

import re
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.countries import country
from seeds.quoting.name_words import (
    PARTICLES,
    SHORTEST_NAME,
    Named,
    common_noun,
    is_capital,
    is_organisation,
    is_role,
    small_form,
    without_determiner,
)

_OF_THEM: Final = ("der", "des")
_SHORTEST_OFFICE: Final = 5


def _end_of_holder(words: list[re.Match[str]], start: int) -> int:
    """Return where a full name behind an office ends "von der" follows: "Analyst Jörg Maaß | von der Bank"."""
    for place in range(start + SHORTEST_NAME, len(words) - 1):
        of_it = [word.group().lower() for word in words[place : place + 2]]
        named = all(is_capital(word.group()) for word in words[start:place])
        if of_it[0] == "von" and named and (of_it[1] in ("der", "dem", "den") or words[place + 1].group().isupper()):
            return place
    return len(words)


def with_capital_nouns(phrase: str, words: list[re.Match[str]], language: Language) -> Named:
    """Take a German phrase apart, where every noun has a capital: the name is what follows the last office."""
    offices = _offices(words, language)
    start = offices[-1] + 1 if offices else 0
    words = words[: _end_of_holder(words, start)] if offices else words
    run: list[re.Match[str]] = []
    for place, word in enumerate(words[start:], start):
        plain = word.group()
        small = plain.lower()
        inside = bool(run) and is_capital(plain)  # "Moon Jae In"
        if small in language.prepositions and small not in language.links and not inside:
            break
        begun = bool(run) and run[-1].group().lower() in PARTICLES  # "von | der Leyen"
        surname = bool(run) and bool(offices) and (begun or _is_surname(words[place:], language))
        if inside or surname or (is_capital(plain) and small not in language.determiners):
            run.append(word)
        elif run and (not offices or small not in language.links | language.determiners):
            break
        elif len(run) >= SHORTEST_NAME:
            break  # "Vereinschef Corny Littmann | zu den Beweggründen", "Vorstandschef Max Muster | den Schritt"
        elif run:
            run = []
    while run and not is_capital(run[-1].group()):
        run.pop()
    whole = len(run)
    while offices and len(run) > 1 and (is_organisation(run[0], language) or country(run[0].group(), language.code)):
        run.pop(0)
    if offices and (
        not run or is_organisation(run[-1], language) or (len(run) == 1 and country(run[0].group(), language.code))
    ):
        head = words[offices[-1]]
        return Named(head.start(), head.end(), None, "role")
    if offices:
        between = words[offices[-1] + 1 : words.index(run[0])]
        complement = len(run) == whole and any(
            word.group().lower() in language.links | language.determiners for word in between
        )
        if complement and len(run) > SHORTEST_NAME:
            run = run[1:]  # "Unterhändlerin der Inselstaaten | Teuila Sapolu"
        elif complement and words.index(run[0]) - 1 > offices[-1]:
            head = words[offices[-1]]
            return Named(head.start(), head.end(), None, "role")
        if complement and len(run) < 2:
            head = words[offices[-1]]
            return Named(head.start(), head.end(), None, "role")
        role = without_determiner(phrase[: run[0].start()].strip(" ,") or None, language)
        return Named(run[0].start(), run[-1].end(), role, "person")
    if not run:
        return common_noun(phrase, words, language)
    text = phrase[run[0].start() : run[-1].end()]
    if country(text, language.code):
        return Named(run[0].start(), run[-1].end(), None, "country")
    if any(is_organisation(word, language) for word in run):
        end = _with_members(words[words.index(run[-1]) :], language)
        return Named(run[0].start(), end, None, "organisation")
    led = words[0].group().lower() in language.determiners
    if led and len(run) == 1:
        return Named(run[0].start(), run[0].end(), None, "role")
    return Named(run[0].start(), run[-1].end(), None, "organisation" if led else "person")


def _with_members(words: list[re.Match[str]], language: Language) -> int:
    """Return where a body's name ends with what it is of: "Bund | der Steuerzahler", "Amt | für Statistik"."""
    end = words[0].end()
    if len(words) <= SHORTEST_NAME or not small_form(words[0]).endswith(language.body_of):
        return end
    link = small_form(words[1])
    if link not in ("der", "für") or not is_capital(words[2].group()):
        return end
    last = 2
    while last + 1 < len(words) and is_capital(words[last + 1].group()):
        last += 1
    return words[last].end()


def _is_surname(words: list[re.Match[str]], language: Language) -> bool:
    """Whether what ends a phrase is a particle and the surname behind it: "von der Leyen", "da Silva"."""
    small = next((place for place, word in enumerate(words) if is_capital(word.group())), len(words))
    return (
        0 < small == len(words) - 1
        and small_form(words[0]) not in language.determiners
        and all(small_form(word) in PARTICLES for word in words[:small])
    )


def _offices(words: list[re.Match[str]], language: Language) -> list[int]:
    """Return the places of office words.

    One that ends a run of capitals is a surname where surnames are like it ("Trainer Stefan Vogtmann", "Eva Fischer"),
    and before two words of a name any word that ends like an office is one ("Reeder Hauke Petersen").
    """
    found = [
        place
        for place, word in enumerate(words)
        if is_role(word.group(), language) and small_form(word) not in language.given_names
    ]
    last = len(words) - 1
    while len(found) > 1 and found[-1] == last and found[-2] == last - 2 and small_form(words[last - 1]) in _OF_THEM:
        found.pop()  # "der Sprecher | der Eltern"
        if len(found) == 1:
            return found
    while found and found[-1] == last and last and is_capital(words[last - 1].group()):
        small = small_form(words[last])
        listed = small in language.surnames or (len(found) > 1 and small not in language.roles)
        if not listed or words[last - 1].group().isupper():
            break
        found.pop()
    if not found and len(words) > SHORTEST_NAME and all(is_capital(word.group()) for word in words[:3]):
        first, rest = words[0].group(), small_form(words[0])
        ends = len(rest) >= _SHORTEST_OFFICE and rest.endswith(language.office_endings or ("\0",))
        party = "-" in first and first.partition("-")[0].isupper()  # "SPD-Mann Karl Schulz"
        if (ends or party) and rest not in language.given_names:
            return [0]
    return found
