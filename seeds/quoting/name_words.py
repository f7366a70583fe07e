"""What the words of a speaker's phrase are: capitals, roles, bodies; and a phrase without a name taken apart."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from seeds.knowledge import Language, read_toml
from seeds.quoting.articleless import is_age
from seeds.quoting.caseless import Sort
from seeds.quoting.phrases import plain_order

SHORTEST_NAME: Final = 2
_WORD: Final = re.compile(r"\d{0,3}[^\W\d_]+(?:[-'’‘.][^\W\d_]+)*\.?")
# Small words inside names and inside what an office is of.
PARTICLES: Final = frozenset(read_toml("particles.toml")["names"])
_HALF_SMALL: Final = re.compile(r"[^\W\d_]{1,4}[-'’][^\W\d_]")


@dataclass(frozen=True)
class Named:
    """A speaker's phrase taken apart: offsets of the head name inside the phrase, the role words, and its sort."""

    head_start: int
    head_end: int
    role: str | None
    sort: Sort


@cache
def word_pattern(language: Language) -> re.Pattern[str]:
    """Return the pattern of a word of a name; an elided article is a word of its own."""
    elided = "|".join(language.elisions) or r"(?!)"
    aged = r"(?:\d{1,3}-)?" if language.capital_nouns or language.code == "en" else ""  # "43-Jährige"
    return re.compile(rf"\b(?:{elided})['’]|{aged}{_WORD.pattern}", re.IGNORECASE)


def small_form(word: re.Match[str]) -> str:
    """Return a word as the language files have it: in small letters, with a straight apostrophe."""
    return word.group().lower().replace("’", "'")


def is_capital(word: str) -> bool:
    """Whether a word has a capital, also behind a particle: "Ruiz", "al-Sisi", "d’Arc"."""
    small = _HALF_SMALL.match(word)
    return word[0].isupper() or (small is not None and word[small.end() - 1].isupper())


def is_organisation(word: re.Match[str], language: Language) -> bool:
    """Whether a word is a body's: listed, with an ending of such words, or all in capitals."""
    plain = word.group()
    small = plain.lower().rstrip(".")
    if language.capital_nouns and len(small) <= SHORTEST_NAME and not plain.isupper():
        return False  # "Kim Jong | Un"
    if small in language.organisations or (
        language.organisation_endings and small.endswith(language.organisation_endings)
    ):
        return True
    return len(plain.rstrip(".")) > 1 and plain.isupper()


def is_role(word: str, language: Language) -> bool:
    """Whether a word, or a part of a compound, is an office."""
    pieces = {word.lower(), *re.split(r"[-.]", word.lower())}  # "porte-parole" is one word, "ex-ministre" two
    return any(
        part in language.roles or (language.role_endings and part.endswith(language.role_endings))
        for part in pieces
        if part
    )


def without_determiner(role: str | None, language: Language) -> str | None:
    """Return the words of a role behind their article; None where nothing is left."""
    role = role.rstrip(' «„“"') if role is not None else None  # "телеканал «"
    if not role:
        return None
    first, _, rest = role.partition(" ")
    if first.lower() in language.determiners:
        return rest or None
    elided, mark, rest = role.replace("’", "'").partition("'")
    return role[len(elided) + 1 :] if mark and f"{elided}'".lower() in language.determiners else role


def common_noun(phrase: str, words: list[re.Match[str]], language: Language) -> Named:
    """Return the head of a phrase without capitals: its words up to the first preposition, the determiner left out."""
    skipped = language.determiners
    content = next((word for word in words if not (small_form(word) in skipped or is_age(small_form(word)))), words[0])
    if small_form(content) in language.quantities | language.links and words[-1] is not content:
        after = words[words.index(content) + 1 :]
        content = next(
            (word for word in after if small_form(word) not in language.links | language.determiners), content
        )
    small = language.prepositions | language.links
    limits = (word.start() for word in word_pattern(language).finditer(phrase) if small_form(word) in small)
    end = next((limit for limit in limits if limit > content.start()), len(phrase))
    office = [
        word
        for word in words
        if (is_role(word.group(), language) or is_organisation(word, language)) and word.end() <= end
    ]
    if office and not language.inverts:
        end = office[-1].end()  # "a source close to the talks"
    told = [word for word in words if content.start() < word.start() and word.end() <= end]
    following = next((small_form(word) for word in words if word.start() >= end), "")
    leads = bool(told) and _has_complement(told[-1], language)
    agent = bool(told) and following in language.agents and not is_role(told[-1].group(), language)
    closing = bool(told) and following not in language.agents and _is_loose_participle(told[-1], language)
    if plain_order(language) and (leads or agent or (closing and len(phrase) == end)):
        end = told[-1].start()  # "una fonte | vicina al dossier", "des habitants | joints par RFI"
    return Named(content.start(), len(phrase[:end].rstrip(" ,")), None, "role")


def _is_loose_participle(word: re.Match[str], language: Language) -> bool:
    """Whether a participle hangs on a noun whose adjunct is left off: "il bollettino | diffuso (ieri)"."""
    form, small = language.participle_form, small_form(word)
    return form is not None and form.fullmatch(small) is not None and not is_role(word.group(), language)


def _has_complement(word: re.Match[str], language: Language) -> bool:
    """Whether an adjective or participle leads to a complement: "personas | familiarizadas con el asunto"."""
    small, form = small_form(word), language.participle_form
    participle = form is not None and form.fullmatch(small) is not None
    return small in language.leading or (participle and not is_role(word.group(), language))
