"""Names of speakers: the head of a phrase, and its role."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from seeds.knowledge import Language, read_toml
from seeds.quoting.articleless import behind_a_genitive, behind_a_place, has_cases, is_age, two_names
from seeds.quoting.caseless import Sort, is_caseless, parts
from seeds.quoting.countries import country, names_country, of_a_country
from seeds.quoting.phrases import plain_order
from seeds.quoting.sounds import is_latin

_LONGEST_NAME: Final = 6
_SHORTEST_NAME: Final = 2
_SHORTEST_OFFICE: Final = 5
_FULL_NAME: Final = 3
_GENITIVE: Final = ("ого", "его", "ой", "ей", "ых", "их")
_CLOSED: Final = re.compile(r"[«»“”„\",]")
_WORD: Final = re.compile(r"\d{0,3}[^\W\d_]+(?:[-'’‘.][^\W\d_]+)*\.?")
_POSSESSIVE: Final = re.compile(r"['’‘]s?\Z")
_ELIDED: Final = frozenset({"d", "l", "dell", "all"})
# Small words inside names and inside what an office is of.
_PARTICLES: Final = frozenset(read_toml("particles.toml")["names"])
_LINKING: Final = _PARTICLES | frozenset(read_toml("particles.toml")["offices"])
_CAPITAL_PARTICLES: Final = frozenset(read_toml("particles.toml")["capitals"])
_HALF_SMALL: Final = re.compile(r"[^\W\d_]{1,4}[-'’][^\W\d_]")


@dataclass(frozen=True)
class Named:
    """A speaker's phrase taken apart: offsets of the head name inside the phrase, the role words, and its sort."""

    head_start: int
    head_end: int
    role: str | None
    sort: Sort


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
    words = [word for word in _words(language).finditer(phrase) if not word.group().endswith(("'", "’"))]
    while (
        len(words) > _SHORTEST_NAME and _small(words[-1]) in language.post_nominals and words[-1].group()[0].isupper()
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
        return _with_capital_nouns(phrase, words, language)
    body = _lower_body(phrase, words, language)
    if body is not None:
        return body
    if language.inverts:
        named = _at_the_end(phrase, words, language)
        if named is not None:
            return named
    run = _capitalised_run(words, language)
    if not run:
        return _common_noun(phrase, words, language)
    if has_cases(language) and len(run) == _FULL_NAME and run[0].start() == 0:
        first_names = language.feminine | language.masculine
        if _small(run[1]) in first_names and _small(run[0]) not in first_names:
            return Named(run[1].start(), run[-1].end(), run[0].group(), "person")  # an office that no list has
    run, complement = _without_complement(words, run, language)
    if not run:
        return _common_noun(phrase, words, language)
    text = phrase[run[0].start() : run[-1].end()]
    if country(text, language.code):
        return Named(run[0].start(), run[-1].end(), None, "country")
    offices = (place for place, word in enumerate(run) if _is_role(word.group(), language))
    last_role = max(
        (place for place in offices if not place or run[place - 1].group() not in _CAPITAL_PARTICLES), default=-1
    )
    name = _personal(run[last_role + 1 :], language, after_role=complement or last_role >= 0)
    if (
        has_cases(language)
        and is_latin(run[0].group())
        and any(_is_role(word.group(), language) for word in words[:-1])
    ):
        if run[-1].group().isupper():
            return _common_noun(phrase, words, language)  # "пассажиры рейса | SU-1402"
    if has_cases(language) and len(name) == 1 and name[0] is not words[-1] and _small(name[0]).endswith(_GENITIVE):
        return _common_noun(phrase, words, language)  # "Представитель | Татарского прокурора"
    if name:
        role = phrase[: name[0].start()].strip(" ,") or None
        return Named(name[0].start(), name[-1].end(), _without_determiner(role, language), "person")
    if last_role >= 0 and not any(_is_organisation(word, language) for word in run):
        return Named(run[0].start(), run[-1].end(), None, "role")
    return Named(run[0].start(), run[-1].end(), None, "organisation")


def _with_small_office(phrase: str, language: Language) -> str:
    """Return a phrase with the office at its head in small letters where a complement follows: "Vecinos de Lugo"."""
    led = re.match(r"(?:[^\W\d_]{1,3}\s)?([^\W\d_]+(?:-[^\W\d_]+)*)\s(?:[a-zà-ÿ]{5,}\s)?([^\W\d_]+)", phrase)
    if led is None or not _is_role(led.group(1), language) or led.group(2).lower() not in language.links:
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
        office = any(_is_role(word.group(), language) for word in after)
        if office or (len(first) > 1 and not _is_capital(after[0].group()) and not _of_body(after, language)):
            role = (
                phrase[commas[0] + 1 :].strip(" ,") if after[0].group().lower() not in language.prepositions else None
            )
            return Named(first[0].start(), first[-1].end(), _without_determiner(role, language), "person")
    office = any(_is_role(word.group(), language) for word in before)
    described = not _is_capital(before[0].group()) or _small(before[0]) in language.determiners
    if _is_name(last, language) and (office or (len(last) > 1 and described and not _of_body(before, language))):
        role = _without_determiner(phrase[: commas[-1]].strip(" ,") or None, language)
        return Named(last[0].start(), last[-1].end(), role, "person")
    return None


def _without_body(words: list[re.Match[str]], phrase: str, language: Language) -> str | None:
    """Return a phrase without the body that a full name belongs to: "il climatologo Lucio Parmesan | del Cnr"."""
    for one, other in pairwise(words):
        if not (_is_capital(one.group()) and _is_capital(other.group())):
            continue
        known = {_small(one), _small(other)} & (language.complements | language.organisations | language.roles)
        link = phrase[other.end() :].lower().replace("’", "'").lstrip()
        after = [word for word in words if word.start() > other.end() and _is_capital(word.group())]
        whole = not known and phrase[one.end() : other.start()] == " "
        if whole and link.startswith(language.belonging) and len(after) < _SHORTEST_NAME:
            return phrase[: other.end()]
    return None


def _lower_body(phrase: str, words: list[re.Match[str]], language: Language) -> Named | None:
    """Take a body in small letters with what it is of as one name: "le parquet de Limoges", "la direction d'Airbus"."""
    content = [word for word in words if _small(word) not in language.determiners]
    if not plain_order(language) or len(content) < _SHORTEST_NAME:
        return None
    if _is_capital(content[0].group()):
        return _capital_body(phrase, content, language)
    capitals = [word for word in content if _is_capital(word.group())]
    if not capitals or not _of_body(content, language):
        return None
    before = phrase[: capitals[0].start()].lower().replace("’", "'").split()
    linked = before[-1] in language.links | language.determiners | language.prepositions
    if not linked:
        return Named(capitals[0].start(), content[-1].end(), None, "organisation") if len(capitals) == 1 else None
    return Named(content[0].start(), capitals[-1].end(), None, "organisation")


def _capital_body(phrase: str, content: list[re.Match[str]], language: Language) -> Named | None:
    """Take a body whose first word alone has a capital as one name: "Agence européenne des médicaments"."""
    if not _is_organisation(content[0], language) or _small(content[0]) in language.roles:
        return None
    if any(_is_capital(word.group()) for word in content[1:]) or _small(content[1]) in language.prepositions:
        return None
    limits = (word.start() for word in content if _small(word) in language.prepositions - language.links)
    end = next(limits, len(phrase))
    return Named(content[0].start(), len(phrase[:end].rstrip(" ,")), None, "organisation")


def _is_name(words: list[re.Match[str]], language: Language) -> bool:
    """Whether words are all of a person's name: capitals, with particles between them."""
    if not 0 < len(words) <= _LONGEST_NAME or _small(words[0]) in language.determiners | {"the"}:
        return False
    if any(_small(word) in language.roles or _is_organisation(word, language) for word in words):
        return False
    if country(words[0].string[words[0].start() : words[-1].end()], language.code):
        return False
    return _is_capital(words[-1].group()) and all(
        _is_capital(word.group()) or _small(word) in _PARTICLES for word in words
    )


def _of_body(words: list[re.Match[str]], language: Language) -> bool:
    """Whether the noun of a phrase is an organisation's: "la policía, ...", "..., the news agency"."""
    if any(_is_role(word.group(), language) for word in words):
        return False
    content = [word for word in words if _small(word) not in language.determiners]
    if language.inverts:
        return bool(content) and _is_organisation(content[0], language)
    noun = next((place for place, word in enumerate(content) if _small(word) in language.prepositions), len(content))
    return any(_is_organisation(word, language) for word in content[:noun])


def _small(word: re.Match[str]) -> str:
    """Return a word as the language files have it: in small letters, with a straight apostrophe."""
    return word.group().lower().replace("’", "'")


def _is_capital(word: str) -> bool:
    """Whether a word has a capital, also behind a particle: "Ruiz", "al-Sisi", "d’Arc"."""
    small = _HALF_SMALL.match(word)
    return word[0].isupper() or (small is not None and word[small.end() - 1].isupper())


def _at_the_end(phrase: str, words: list[re.Match[str]], language: Language) -> Named | None:
    """Take a phrase apart where the office goes first, in small letters, and the name ends it.

    "глава МИД Лусании Мирела Констан", "le patron d’Alpina Rail Andreas Kolb".
    """
    start = len(words)
    while start and _goes_on(phrase, words, start):
        start -= 1
    while start < len(words) and not _is_capital(words[start].group()):
        start += 1
    run, before = words[start:], words[:start]
    if (
        before
        and _small(before[-1]) in language.determiners
        and len(run) > _SHORTEST_NAME
        and of_a_country(run[0], language)
    ):
        before, run = words[: start + 1], run[1:]  # "le Serbe | Novak Djokovic"
        role = _without_determiner(phrase[: run[0].start()].strip(), language)
        return Named(run[0].start(), run[-1].end(), role, "person")
    content = [word for word in before if word.group().lower() not in language.determiners]
    if not run or not content or _of_body(content, language):
        return None
    labelled = len(run) >= _SHORTEST_NAME and _CLOSED.search(phrase[before[-1].end() : run[0].start()]) is not None
    office = has_cases(language) and (labelled or _is_role(content[0].group(), language))
    if _is_capital(content[0].group()) and not office:
        return None
    if _small(content[0]) in language.prepositions | language.subordinators | language.pronouns:
        return None
    last = _small(before[-1])
    of_place = False
    if has_cases(language) and not _is_role(last, language):
        behind = behind_a_place(run)
        run, of_place = behind, behind is not run
    linked = (
        last in language.links | language.prepositions
        or (last in language.determiners and len(before) > 1 and _small(before[-2]) in language.links)
        or _elided_link(phrase, run[0].start(), language)
    )
    run = behind_a_genitive(run, language) if has_cases(language) else run
    name = _after_complement(run, language, linked=linked and not of_place)
    if not name or _small(name[0]) in language.roles or any(_is_organisation(word, language) for word in name):
        return None
    if country(phrase[name[0].start() : name[-1].end()], language.code):
        return None
    role = _without_determiner(phrase[: name[0].start()].strip(" ,") or None, language)
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
        return _is_capital(word) or word.lower() in _PARTICLES
    return _is_capital(word) and not _CLOSED.search(phrase[words[start - 1].end() :])


def _after_complement(run: list[re.Match[str]], language: Language, *, linked: bool) -> list[re.Match[str]]:
    """Return the words of a run that are left when what the office is of is taken off its front."""
    kept, taken = list(run), False
    while kept and (
        _is_organisation(kept[0], language)
        or _small(kept[0]) in language.complements
        or names_country(kept[0].group(), language)
        or (len(kept) > _SHORTEST_NAME and of_a_country(kept[0], language))
        or (
            kept[0].group().lower().endswith(language.genitive_endings)
            and len(kept) > _SHORTEST_NAME
            and not (has_cases(language) and _small(kept[0]) in language.masculine)  # "Сергей Иванович Петров"
        )
        or (taken and kept[0].group() in language.links | language.determiners)
    ):
        kept, taken = kept[1:], True
    capitals = [place for place, word in enumerate(kept) if _is_capital(word.group())]
    if linked and not taken:
        if len(capitals) <= _SHORTEST_NAME:
            return []
        kept = kept[_given_name(kept, capitals) :]
    elif taken and plain_order(language):
        if (
            linked
            and len(capitals) < _SHORTEST_NAME
            and _small(run[len(run) - len(kept) - 1]) not in language.complements
        ):
            return []  # "il presidente della Regione | Liguria"
        kept = kept[_given_name(kept, capitals) :] if len(capitals) > _SHORTEST_NAME else kept
    return kept


def _given_name(words: list[re.Match[str]], capitals: list[int]) -> int:
    """Return the place of the given name where two words of a run, and a particle between them, are the name."""
    first = -_SHORTEST_NAME - 1
    particle = len(capitals) > _SHORTEST_NAME and words[capitals[-_SHORTEST_NAME]].group() in _CAPITAL_PARTICLES
    return capitals[first] if particle else capitals[-_SHORTEST_NAME]


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
    while len(kept) > 2 and (_is_organisation(kept[0], language) or names_country(kept[0].group(), language)):
        kept.pop(0)
    named = sum(_is_capital(word.group()) for word in kept)
    if len(kept) < len(run) and _small(kept[0]) in language.links and named < _SHORTEST_NAME:
        return [], True  # "fonte oficial do Ministério das Infraestruturas"
    if linked and len(kept) == len(run):
        kept = kept[1:] if len(kept) > 2 else []
    while kept and kept[0].group().lower() in _LINKING | language.determiners:
        kept.pop(0)
    return kept, True


def _with_capital_nouns(phrase: str, words: list[re.Match[str]], language: Language) -> Named:
    """Take a German phrase apart, where every noun has a capital: the name is what follows the last office."""
    offices = _offices(words, language)
    start = offices[-1] + 1 if offices else 0
    run: list[re.Match[str]] = []
    for place, word in enumerate(words[start:], start):
        plain = word.group()
        small = plain.lower()
        inside = bool(run) and _is_capital(plain)  # "Moon Jae In"
        if small in language.prepositions and small not in language.links and not inside:
            break
        begun = bool(run) and run[-1].group() in _PARTICLES  # "von | der Leyen"
        surname = bool(run) and bool(offices) and (begun or _is_surname(words[place:], language))
        if inside or surname or (_is_capital(plain) and small not in language.determiners):
            run.append(word)
        elif run and (not offices or small not in language.links | language.determiners):
            break
        elif len(run) >= _SHORTEST_NAME:
            break  # "Vereinschef Corny Littmann | zu den Beweggründen", "Vorstandschef Max Muster | den Schritt"
        elif run:
            run = []
    while run and not _is_capital(run[-1].group()):
        run.pop()
    whole = len(run)
    while offices and len(run) > 1 and (_is_organisation(run[0], language) or country(run[0].group(), language.code)):
        run.pop(0)
    if offices and (
        not run or _is_organisation(run[-1], language) or (len(run) == 1 and country(run[0].group(), language.code))
    ):
        head = words[offices[-1]]
        return Named(head.start(), head.end(), None, "role")
    if offices:
        between = words[offices[-1] + 1 : words.index(run[0])]
        complement = len(run) == whole and any(
            word.group().lower() in language.links | language.determiners for word in between
        )
        if complement and len(run) > _SHORTEST_NAME:
            run = run[1:]  # "Unterhändlerin der Inselstaaten | Teuila Sapolu"
        elif complement and words.index(run[0]) - 1 > offices[-1]:
            head = words[offices[-1]]
            return Named(head.start(), head.end(), None, "role")
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


def _is_surname(words: list[re.Match[str]], language: Language) -> bool:
    """Whether what ends a phrase is a particle and the surname behind it: "von der Leyen", "da Silva"."""
    small = next((place for place, word in enumerate(words) if _is_capital(word.group())), len(words))
    return (
        0 < small == len(words) - 1
        and _small(words[0]) not in language.determiners
        and all(_small(word) in _PARTICLES for word in words[:small])
    )


def _offices(words: list[re.Match[str]], language: Language) -> list[int]:
    """Return the places of office words.

    One that ends a run of capitals is a surname where surnames are like it ("Trainer Stefan Vogtmann", "Eva Fischer"),
    and before two words of a name any word that ends like an office is one ("Reeder Hauke Petersen").
    """
    found = [
        place
        for place, word in enumerate(words)
        if _is_role(word.group(), language) and _small(word) not in language.given_names
    ]
    last = len(words) - 1
    while found and found[-1] == last and last and _is_capital(words[last - 1].group()):
        small = _small(words[last])
        listed = small in language.surnames or (len(found) > 1 and small not in language.roles)
        if not listed or words[last - 1].group().isupper():
            break
        found.pop()
    if not found and len(words) > _SHORTEST_NAME and all(_is_capital(word.group()) for word in words[:3]):
        first, rest = words[0].group(), _small(words[0])
        ends = len(rest) >= _SHORTEST_OFFICE and rest.endswith(language.office_endings or ("\0",))
        party = "-" in first and first.partition("-")[0].isupper()  # "SPD-Mann Karl Schulz"
        if (ends or party) and rest not in language.given_names:
            return [0]
    return found


def _common_noun(phrase: str, words: list[re.Match[str]], language: Language) -> Named:
    """Return the head of a phrase without capitals: its words up to the first preposition, the determiner left out."""
    skipped = language.determiners
    content = next((word for word in words if not (_small(word) in skipped or is_age(_small(word)))), words[0])
    if _small(content) in language.quantities | language.links and words[-1] is not content:
        after = words[words.index(content) + 1 :]
        content = next((word for word in after if _small(word) not in language.links | language.determiners), content)
    small = language.prepositions | language.links
    limits = (word.start() for word in _words(language).finditer(phrase) if _small(word) in small)
    end = next((limit for limit in limits if limit > content.start()), len(phrase))
    office = [
        word
        for word in words
        if (_is_role(word.group(), language) or _is_organisation(word, language)) and word.end() <= end
    ]
    if office and not language.inverts:
        end = office[-1].end()  # "a source close to the talks"
    told = [word for word in words if content.start() < word.start() and word.end() <= end]
    following = next((_small(word) for word in words if word.start() >= end), "")
    leads = bool(told) and _has_complement(told[-1], language)
    agent = bool(told) and following in language.agents and not _is_role(told[-1].group(), language)
    if plain_order(language) and (leads or agent):
        end = told[-1].start()  # "una fonte | vicina al dossier", "des habitants | joints par RFI"
    return Named(content.start(), len(phrase[:end].rstrip(" ,")), None, "role")


def _has_complement(word: re.Match[str], language: Language) -> bool:
    """Whether an adjective or participle leads to a complement: "personas | familiarizadas con el asunto"."""
    small, form = _small(word), language.participle_form
    participle = form is not None and form.fullmatch(small) is not None
    return small in language.leading or (participle and not _is_role(word.group(), language))


def _capitalised_run(words: list[re.Match[str]], language: Language) -> list[re.Match[str]]:
    """Return the capitalised words that name the speaker.

    The last run before a preposition; a possessor is no part of it.
    """
    run: list[re.Match[str]] = []
    for place, word in enumerate(words):
        plain, small = word.group(), word.group().lower().rstrip(".")
        last = place == len(words) - 1
        if _is_capital(plain) and not (place == 0 and small in language.determiners | language.subordinators):
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
    while after_role and language.inverts and len(name) > 2 and names_country(name[0].group(), language):
        name = name[1:]  # "Президент Турции | Реджеп Эрдоган"
    name = behind_a_genitive(name, language) if after_role and has_cases(language) else name
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
    return len(plain.rstrip(".")) > 1 and plain.isupper()


def _is_role(word: str, language: Language) -> bool:
    pieces = {word.lower(), *re.split(r"[-.]", word.lower())}  # "porte-parole" is one word, "ex-ministre" two
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
    elided, mark, rest = role.replace("’", "'").partition("'")
    return role[len(elided) + 1 :] if mark and f"{elided}'".lower() in language.determiners else role
