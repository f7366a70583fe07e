"""Names of speakers: the head of a phrase, and its role."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language, read_toml
from seeds.quoting.articleless import behind_a_genitive, behind_a_place, has_cases, two_names
from seeds.quoting.capital_nouns import with_capital_nouns
from seeds.quoting.caseless import is_caseless, parts
from seeds.quoting.countries import country, names_country, of_a_country
from seeds.quoting.genitives import with_genitive, without_capital
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
    word_pattern,
)
from seeds.quoting.phrases import attribute, plain_order
from seeds.quoting.sounds import is_latin

_LONGEST_NAME: Final = 6
_FULL_NAME: Final = 3
_CLOSED: Final = re.compile(r"[«»“”„\",]")
_POSSESSIVE: Final = re.compile(r"['’‘]s?\Z")
_ELIDED: Final = frozenset({"d", "l", "dell", "all"})
_LINKING: Final = PARTICLES | frozenset(read_toml("particles.toml")["offices"])
_BOUND: Final = frozenset({"of", "who"}) - _LINKING
_CAPITAL_PARTICLES: Final = frozenset(read_toml("particles.toml")["capitals"])


@lru_cache(maxsize=16_384)
def take_apart(phrase: str, language: Language) -> Named:
    """Return head, role and sort of a noun phrase.

    Such as "Russian President Vladimir Putin" or "the deputy minister".
    """
    if is_caseless(language):
        found = parts(phrase, language)
        return Named(found.start, found.end, found.role, found.sort)
    phrase = phrase.partition("(")[0].rstrip() or phrase
    if plain_order(language):
        phrase = _with_small_office(phrase, language)
    words = [word for word in word_pattern(language).finditer(phrase) if not word.group().endswith(("'", "’"))]
    while (
        len(words) > SHORTEST_NAME
        and small_form(words[-1]) in language.post_nominals
        and words[-1].group()[0].isupper()
    ):
        words.pop()  # "James Odell | KC"
    if not words:
        return Named(0, len(phrase), None, "role")
    if len(words) == 1 and (
        words[0].group().lower() in language.pronouns or words[0].group().lower() in language.owners
    ):
        return Named(words[0].start(), words[0].end(), None, "pronoun")
    if phrase.lower().replace("’", "'") in language.pronouns:
        return Named(0, len(phrase), None, "pronoun")  # "ce dernier"
    lowered = without_capital(phrase, words, language)
    if lowered is not phrase:
        return take_apart(lowered, language)
    pair = two_names(phrase) if has_cases(language) else None
    if pair is not None:
        first = take_apart(phrase[: pair[0]], language)
        return Named(first.head_start, pair[1], first.role, "person")
    beside = _in_apposition(phrase, words, language)
    if beside is not None:
        return beside
    bound = _without_body(words, phrase, language)
    if bound is not None:
        return take_apart(bound, language)
    if language.capital_nouns:
        inside = attribute([word.group() for word in words], language)  # "der | an Parkinson erkrankte | Liedermacher"
        return with_capital_nouns(phrase, [words[0], *words[inside + 1 :]] if inside else words, language)
    body = _lower_body(phrase, words, language) or with_genitive(phrase, words, language)
    if body is not None:
        return body
    if language.inverts:
        named = _at_the_end(phrase, words, language)
        if named is not None:
            return named
    run = _capitalised_run(words, language)
    if not run:
        return common_noun(phrase, words, language)
    if has_cases(language) and len(run) == _FULL_NAME and run[0].start() == 0:
        first_names = language.feminine | language.masculine
        if small_form(run[1]) in first_names and small_form(run[0]) not in first_names:
            return Named(run[1].start(), run[-1].end(), run[0].group(), "person")  # an office that no list has
    lead = words[words.index(run[0]) - 1] if run[0] is not words[0] else None
    if plain_order(language) and len(run) == 1 and lead is not None and not is_capital(words[0].group()):
        if small_form(lead) in language.links | language.prepositions and small_form(words[0]) in language.ones:
            return common_noun(phrase, words, language)  # "una delle turiste rimaste sulla funivia del | Faito"
    run, complement = _without_complement(words, run, language)
    if not run:
        return common_noun(phrase, words, language)
    text = phrase[run[0].start() : run[-1].end()]
    if country(text, language.code):
        return Named(run[0].start(), run[-1].end(), None, "country")
    offices = (place for place, word in enumerate(run) if is_role(word.group(), language))
    last_role = max(
        (place for place in offices if not place or run[place - 1].group() not in _CAPITAL_PARTICLES), default=-1
    )
    if last_role >= 0 and _goes_with_body(run, run[last_role + 1 :], language):
        return Named(run[0].start(), run[-1].end(), None, "organisation")
    name = _personal(run[last_role + 1 :], language, after_role=complement or last_role >= 0)
    if has_cases(language) and is_latin(run[0].group()) and any(is_role(word.group(), language) for word in words[:-1]):
        if run[-1].group().isupper():
            return common_noun(phrase, words, language)  # "пассажиры рейса | SU-1402"
    if (
        has_cases(language)
        and len(name) == 1
        and name[0] is not words[-1]
        and small_form(name[0]).endswith(language.ended("adjective_genitives"))
    ):
        return common_noun(phrase, words, language)  # "Представитель | Татарского прокурора"
    if name:
        role = phrase[: name[0].start()].strip(" ,") or None
        return Named(name[0].start(), name[-1].end(), without_determiner(role, language), "person")
    if last_role >= 0 and not any(is_organisation(word, language) for word in run):
        return Named(run[0].start(), run[-1].end(), None, "role")
    return Named(run[0].start(), run[-1].end(), None, "organisation")


def _goes_with_body(run: list[re.Match[str]], rest: list[re.Match[str]], language: Language) -> bool:
    """Whether capitals behind a body are part of its name: "Policía | Nacional", "Banco Central | de Chile"."""
    if not rest or not plain_order(language):
        return False
    led = is_organisation(run[0], language) and not is_capital(rest[0].group())
    return led or all(small_form(word) in language.body_adjectives for word in rest)


def _with_small_office(phrase: str, language: Language) -> str:
    """Return a phrase with the office at its head in small letters where a complement follows: "Vecinos de Lugo"."""
    led = re.match(r"(?:[^\W\d_]{1,3}\s)?([^\W\d_]+(?:-[^\W\d_]+)*)\s(?:[a-zà-ÿ]{5,}\s)?([^\W\d_]+)", phrase)
    if led is None or not is_role(led.group(1), language) or led.group(2).lower() not in language.links:
        return phrase
    at = led.start(1)
    return phrase[:at] + phrase[at].lower() + phrase[at + 1 :]


def _in_apposition(phrase: str, words: list[re.Match[str]], language: Language) -> Named | None:
    """Take a phrase apart at its commas: "Ana Ruiz, head of the union", "la jefa del sindicato, Ana Ruiz"."""
    commas = [place for place, mark in enumerate(phrase) if mark == ","]
    if not commas:
        return None
    first = [word for word in words if word.end() <= commas[0]]
    after = [word for word in words if word.start() > commas[0]]
    last = [word for word in words if word.start() > commas[-1]]
    before = [word for word in words if word.end() <= commas[-1]]
    if not first or not after:
        return None
    if _is_name(first, language) and not _is_name(after, language):
        office = any(is_role(word.group(), language) for word in after)
        if office or (len(first) > 1 and not is_capital(after[0].group()) and not _of_body(after, language)):
            role = (
                phrase[commas[0] + 1 :].strip(" ,") if after[0].group().lower() not in language.prepositions else None
            )
            return Named(first[0].start(), first[-1].end(), without_determiner(role, language), "person")
    office = any(is_role(word.group(), language) for word in before)
    described = not is_capital(before[0].group()) or small_form(before[0]) in language.determiners
    if _is_name(last, language) and (office or (len(last) > 1 and described and not _of_body(before, language))):
        role = without_determiner(phrase[: commas[-1]].strip(" ,") or None, language)
        return Named(last[0].start(), last[-1].end(), role, "person")
    return None


def _without_body(words: list[re.Match[str]], phrase: str, language: Language) -> str | None:
    """Return a phrase without the body that a full name belongs to: "il climatologo Lucio Parmesan | del Cnr"."""
    for one, other in pairwise(words):
        if not (is_capital(one.group()) and is_capital(other.group())):
            continue
        known = {small_form(one), small_form(other)} & (language.complements | language.organisations | language.roles)
        link = phrase[other.end() :].lower().replace("’", "'").lstrip()
        after = [word for word in words if word.start() > other.end() and is_capital(word.group())]
        whole = not known and phrase[one.end() : other.start()] == " "
        if whole and link.startswith(language.belonging) and len(after) < SHORTEST_NAME:
            return phrase[: other.end()]
    return None


def _lower_body(phrase: str, words: list[re.Match[str]], language: Language) -> Named | None:
    """Take a body in small letters with what it is of as one name: "le parquet de Limoges", "la direction d'Airbus"."""
    content = [word for word in words if small_form(word) not in language.determiners]
    if not plain_order(language) or len(content) < SHORTEST_NAME:
        return None
    if is_capital(content[0].group()):
        return _capital_body(phrase, content, language)
    capitals = [word for word in content if is_capital(word.group())]
    if not capitals or not _of_body(content, language):
        return None
    before = phrase[: capitals[0].start()].lower().replace("’", "'").split()
    linked = before[-1] in language.links | language.determiners | language.prepositions
    if not linked:
        return Named(capitals[0].start(), content[-1].end(), None, "organisation") if len(capitals) == 1 else None
    return Named(content[0].start(), capitals[-1].end(), None, "organisation")


def _capital_body(phrase: str, content: list[re.Match[str]], language: Language) -> Named | None:
    """Take a body whose first word alone has a capital as one name: "Agence européenne des médicaments"."""
    if not is_organisation(content[0], language) or small_form(content[0]) in language.roles:
        return None
    capitals = [word for word in content[1:] if is_capital(word.group())]
    last = content[-1]
    if capitals and capitals[-1] is not last and small_form(last) not in language.prepositions | language.links:
        return Named(content[0].start(), capitals[-1].end(), None, "organisation")  # "Ministerio de Defensa | ruso"
    adjective = not is_capital(content[1].group()) and small_form(content[1]) not in language.prepositions
    if capitals == [last] and adjective and small_form(content[1]) not in language.links:
        before = small_form(content[content.index(last) - 1])  # "Ministerio ruso | de | Defensa"
        return Named(content[0].start(), last.end(), None, "organisation") if before in language.links else None
    if capitals or not adjective:
        return None
    limits = (word.start() for word in content if small_form(word) in language.prepositions - language.links)
    end = next(limits, len(phrase))
    return Named(content[0].start(), len(phrase[:end].rstrip(" ,")), None, "organisation")


def _is_name(words: list[re.Match[str]], language: Language) -> bool:
    """Whether words are all of a person's name: capitals, with particles between them."""
    if not 0 < len(words) <= _LONGEST_NAME or small_form(words[0]) in language.determiners | {"the"}:
        return False
    if any(small_form(word) in language.roles or is_organisation(word, language) for word in words):
        return False
    if country(words[0].string[words[0].start() : words[-1].end()], language.code):
        return False
    return is_capital(words[-1].group()) and all(
        is_capital(word.group()) or small_form(word) in PARTICLES for word in words
    )


def _of_body(words: list[re.Match[str]], language: Language) -> bool:
    """Whether the noun of a phrase is an organisation's: "la policía, ...", "..., the news agency"."""
    content = [word for word in words if small_form(word) not in language.determiners]
    led = bool(content) and plain_order(language) and is_organisation(content[0], language)
    named = language.complements if led else frozenset[str]()  # "le ministère de la | Défense"
    offices = (word for word in words if is_role(word.group(), language))
    if any(not (is_capital(word.group()) and small_form(word) in named) for word in offices):
        return False
    if language.inverts:
        return bool(content) and is_organisation(content[0], language)
    noun = next(
        (place for place, word in enumerate(content) if small_form(word) in language.prepositions), len(content)
    )
    return any(is_organisation(word, language) for word in content[:noun])


def _at_the_end(phrase: str, words: list[re.Match[str]], language: Language) -> Named | None:
    """Take a phrase apart where the office goes first, in small letters, and the name ends it.

    "глава МИД Лусании Мирела Констан", "le patron d’Alpina Rail Andreas Kolb".
    """
    start = len(words)
    while start and _goes_on(phrase, words, start):
        start -= 1
    while start < len(words) and not is_capital(words[start].group()):
        start += 1
    run, before = words[start:], words[:start]
    if (
        before
        and small_form(before[-1]) in language.determiners
        and len(run) > SHORTEST_NAME
        and of_a_country(run[0], language)
    ):
        before, run = words[: start + 1], run[1:]  # "le Serbe | Novak Djokovic"
        role = without_determiner(phrase[: run[0].start()].strip(), language)
        return Named(run[0].start(), run[-1].end(), role, "person")
    content = [word for word in before if word.group().lower() not in language.determiners]
    if not run or not content or _of_body(content, language):
        return None
    labelled = len(run) >= SHORTEST_NAME and _CLOSED.search(phrase[before[-1].end() : run[0].start()]) is not None
    office = has_cases(language) and (labelled or is_role(content[0].group(), language))
    if is_capital(content[0].group()) and not office:
        return None
    if small_form(content[0]) in language.prepositions | language.subordinators | language.pronouns:
        return None
    last = small_form(before[-1])
    if plain_order(language) and last in language.places and small_form(content[0]) not in language.places:
        return Named(content[0].start(), content[0].end(), None, "role")  # "gli economisti di via | Nazionale"
    of_place = False
    if has_cases(language) and not is_role(last, language):
        behind = behind_a_place(run)
        run, of_place = behind, behind is not run
    linked = (
        last in language.links | language.prepositions
        or (last in language.determiners and len(before) > 1 and small_form(before[-2]) in language.links)
        or _elided_link(phrase, run[0].start(), language)
    )
    run = behind_a_genitive(run, language) if has_cases(language) else run
    name = _after_complement(run, language, linked=linked and not of_place)
    if not name or small_form(name[0]) in language.roles or any(is_organisation(word, language) for word in name):
        return None
    if country(phrase[name[0].start() : name[-1].end()], language.code):
        return None
    role = without_determiner(phrase[: name[0].start()].strip(" ,") or None, language)
    return Named(name[0].start(), name[-1].end(), role, "person")


def _elided_link(phrase: str, start: int, language: Language) -> bool:
    """Whether what an office is of hangs on it by a link whose vowel is left out: "ministro dell'Economia"."""
    words = phrase[:start].lower().replace("’", "'").split()
    return bool(words) and words[-1].endswith("'") and words[-1] in language.links | language.prepositions


def _goes_on(phrase: str, words: list[re.Match[str]], start: int) -> bool:
    """Whether the run of capitals that starts at a word takes in the word before it."""
    word = words[start - 1].group()
    if start < len(words):
        between = phrase[words[start - 1].end() : words[start].start()]
        if _CLOSED.search(between) or is_latin(word) != is_latin(words[start].group()):
            return False
        return is_capital(word) or word.lower() in PARTICLES
    return is_capital(word) and not _CLOSED.search(phrase[words[start - 1].end() :])


def _after_complement(run: list[re.Match[str]], language: Language, *, linked: bool) -> list[re.Match[str]]:
    """Return the words of a run that are left when what the office is of is taken off its front."""
    kept, taken = list(run), False
    while kept and (
        is_organisation(kept[0], language)
        or small_form(kept[0]) in language.complements
        or names_country(kept[0].group(), language)
        or (len(kept) > SHORTEST_NAME and of_a_country(kept[0], language))
        or (
            kept[0].group().lower().endswith(language.genitive_endings)
            and len(kept) > SHORTEST_NAME
            and not (has_cases(language) and small_form(kept[0]) in language.masculine)  # "Сергей Иванович Петров"
        )
        or (taken and kept[0].group() in language.links | language.determiners)
    ):
        kept, taken = kept[1:], True
    capitals = [place for place, word in enumerate(kept) if is_capital(word.group())]
    if linked and not taken:
        if len(capitals) <= SHORTEST_NAME:
            return []
        kept = kept[_given_name(kept, capitals) :]
    elif taken and plain_order(language):
        if (
            linked
            and len(capitals) < SHORTEST_NAME
            and small_form(run[len(run) - len(kept) - 1]) not in language.complements
        ):
            return []  # "il presidente della Regione | Liguria"
        kept = kept[_given_name(kept, capitals) :] if len(capitals) > SHORTEST_NAME else kept
    return kept


def _given_name(words: list[re.Match[str]], capitals: list[int]) -> int:
    """Return the place of the given name where two words of a run, and a particle between them, are the name."""
    first = -SHORTEST_NAME - 1
    particle = len(capitals) > SHORTEST_NAME and words[capitals[-SHORTEST_NAME]].group() in _CAPITAL_PARTICLES
    return capitals[first] if particle else capitals[-SHORTEST_NAME]


def _without_complement(
    words: list[re.Match[str]], run: list[re.Match[str]], language: Language
) -> tuple[list[re.Match[str]], bool]:
    """Take what an office is of off the run.

    "ministro de Exteriores | José Albares", "министр Казахстана | Мади Такиев".
    """
    at = words.index(run[0])
    office = any(is_role(word.group(), language) for word in words[:at])
    linked = at > 0 and words[at - 1].group().lower() in language.links | _ELIDED | language.determiners and office
    if not language.inverts or not office:
        return run, False
    if len(run) == 1 and small_form(run[0]) in language.complements and plain_order(language):
        return [], True  # "il capo della diplomazia | Usa"
    kept = list(run)
    while len(kept) > 2 and (is_organisation(kept[0], language) or names_country(kept[0].group(), language)):
        kept.pop(0)
    named = sum(is_capital(word.group()) for word in kept)
    if len(kept) < len(run) and small_form(kept[0]) in language.links and named < SHORTEST_NAME:
        return [], True  # "fonte oficial do Ministério das Infraestruturas"
    if linked and len(kept) == len(run):
        kept = kept[1:] if len(kept) > 2 else []
    while kept and kept[0].group().lower() in _LINKING | language.determiners:
        kept.pop(0)
    return kept, True


def _capitalised_run(words: list[re.Match[str]], language: Language) -> list[re.Match[str]]:
    """Return the capitalised words that name the speaker.

    The last run before a preposition; a possessor is no part of it.
    """
    run: list[re.Match[str]] = []
    for place, word in enumerate(words):
        plain, small = word.group(), word.group().lower().rstrip(".")
        last = place == len(words) - 1
        if is_capital(plain) and not (place == 0 and small in language.determiners | language.subordinators):
            run.append(word)
            if _POSSESSIVE.search(plain) and not last:
                run = []
        elif (run and small in _LINKING and not last and words[place + 1].group()[0].isupper()) or (
            run and small in _LINKING and not last and words[place + 1].group().lower() in language.determiners
        ):
            run.append(word)
        elif small == "of" and not run and _is_of_place(words, place, language):
            break  # "the mayor of | Leeds"
        elif small in language.prepositions or small in _BOUND:
            if run or any(is_role(before.group(), language) for before in words[:place]):
                break
        elif run and small not in _LINKING:
            run = []  # "Kremlin spokesman Dmitry Peskov": what came before the common noun is no name
    while run and run[-1].group().lower() in _LINKING | language.determiners:
        run.pop()
    return run


def _is_of_place(words: list[re.Match[str]], place: int, language: Language) -> bool:
    """Whether an English office in small letters is of what a capital or two name: "the director of | Amnesty"."""
    office = place > 0 and not is_capital(words[place - 1].group()) and is_role(words[place - 1].group(), language)
    after = [word for word in words[place + 1 :] if small_form(word) not in language.determiners]
    return office and 0 < len(after) <= SHORTEST_NAME and all(is_capital(word.group()) for word in after)


def _personal(name: list[re.Match[str]], language: Language, *, after_role: bool) -> list[re.Match[str]]:
    """Return the words that can be a person's name; none for an organisation's or an office's."""
    if name and name[0].group().lower() == "of":  # "Secretary of State Antony Blinken"
        name = name[-2:] if len(name) > 3 else []
    body = max((place for place, word in enumerate(name) if is_organisation(word, language)), default=-1)
    if after_role and language.inverts and 0 <= body < len(name) - 2:
        name = name[body + 1 :]  # "presidente di Confindustria | Emanuele Orsini"
    while after_role and language.inverts and len(name) > 2 and names_country(name[0].group(), language):
        name = name[1:]  # "Президент Турции | Реджеп Эрдоган"
    name = behind_a_genitive(name, language) if after_role and has_cases(language) else name
    linked = next((place for place, word in enumerate(name) if word.group().lower() in {"of", "and", "for"}), len(name))
    kept = name[:linked]
    if not kept or any(is_organisation(word, language) for word in kept):
        return []
    if linked < len(name) and name[linked].group().lower() == "and":
        return []
    return kept
