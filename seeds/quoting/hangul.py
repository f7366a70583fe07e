"""Speakers in Korean: the name goes first, the office that it holds last, and what the office is of between."""

import re
from functools import cache

from seeds.knowledge import Language
from seeds.quoting.countries import country
from seeds.quoting.parts import Parts, honorifics, is_body, longest_suffix

_LONGEST_WORD = 7
_NATIVE = 3
_PLACE = 2
_SHORT_NAME = re.compile(r"\([\w&.·-]+\)\Z")
_OF = re.compile(r"(?:.*\s)?(?P<last>\S{2,}의)\s+(?=\S+\s\S)")
_ALONE = re.compile(r"[가-힣]{2,4}")


def spaced(phrase: str, language: Language) -> Parts:
    """Return the parts of "김정규 북한 외무성 부상", "라르스 헤드만 노르비크모터 회장", "주민 이영자 씨"."""
    name, slash, office = phrase.partition("/")
    if slash and _ALONE.fullmatch(name.strip()):
        return Parts(0, len(name.rstrip()), office.strip() or None, "person")  # "정미란/기상청 예보분석관"
    side = re.search(r".*\s측(?:의)?\s+(?=\S)", phrase)
    if side is not None:  # "백씨 측 변호인"
        rest = spaced(phrase[side.end() :], language)
        return Parts(side.end() + rest.start, side.end() + rest.end, rest.role, rest.sort)
    owner = _OF.match(phrase)
    if owner is not None and not is_full_name(owner["last"], language):  # "자치정부의 | 라우라 폰스 대변인"
        rest = spaced(phrase[owner.end() :], language)
        if rest.sort == "person":
            return Parts(owner.end() + rest.start, owner.end() + rest.end, rest.role, rest.sort)
    counted = re.search(language.patterns["counted"], phrase)
    words = list(re.finditer(r"\S+", phrase[: counted.start()] if counted else phrase))
    if not words:
        return Parts(0, len(phrase), None, "role")
    courtesy = len(words) > 1 and words[-1].group() in honorifics(language)
    while len(words) > 1 and words[-1].group() in honorifics(language):
        words.pop()
    bare = [_SHORT_NAME.sub("", word.group()) for word in words[:-1]]  # "유럽중앙은행(ECB) 총재"
    plain = [_stripped(word, language) for word in [*bare, words[-1].group()]]
    end = words[-1].end() - (len(words[-1].group()) - len(plain[-1]))
    courtesy = courtesy or words[-1].group() not in (plain[-1], f"{plain[-1]}들")
    size = _name_at(plain, language)
    last = plain[-1]
    known = _is_office(last, language)
    several = words[-1].group() == f"{last}들" and len(words) > 1
    if known and not courtesy and (several or last in language.patterns["nameless"]):
        return Parts(words[-1].start(), _with_plural(phrase, end), None, "role")
    native = next((place for place, word in enumerate(plain) if is_full_name(word, language)), None)
    if native is not None and not (known and native == len(plain) - 1):
        behind = native < len(plain) - 1
        person = last in language.patterns["people"] and not plain[native].endswith("의")  # "윤서진 PD"
        if not behind or known or courtesy or person or _ends_as_office(last, language):
            office = phrase[words[native].end() : words[-1].end()] if behind else phrase[: words[native].start()]
            own = len(words[native].group()) if behind else len(plain[native])
            return Parts(words[native].start(), words[native].start() + own, office.strip() or None, "person")
    offices = [place for place, word in enumerate(plain[:-1]) if _leads(word, place, plain, language)]
    behind_office = bool(offices) and not known and offices[-1] >= size - 1
    if size and size < len(plain) and not behind_office and (known or _ends_as_office(last, language)):
        role = phrase[words[size - 1].end() : words[-1].end()].strip() or None
        return Parts(words[0].start(), words[size - 1].end(), role, "person")
    if known and not courtesy:
        first, final = _name_words(plain[:-1], language) or (-1, -1)
        if first >= 0:
            role = phrase[words[final].end() : words[-1].end()].strip() or None
            return Parts(words[first].start(), words[final].end(), role, "person")
        body = last.endswith(language.organisation_endings) and last not in language.roles
        return Parts(words[-1].start(), _with_plural(phrase, end), None, "organisation" if body else "role")
    if last in language.patterns["people"] and not courtesy and len(words) > 1:
        return Parts(words[-1].start(), _with_plural(phrase, end), None, "role")
    if offices:
        first = offices[-1] + 1
        return Parts(words[first].start(), end, phrase[: words[first].start()].strip() or None, "person")
    if is_body(last, language) and not (courtesy or is_full_name(last, language)):
        numbered = len(words) > 1 and last[0].isdigit()  # "대법원 3부"
        return Parts(words[-2 if numbered else -1].start(), end, None, "organisation")
    if size == len(plain) and (size > 1 or len(last) <= _LONGEST_WORD):
        return Parts(words[0].start(), end, None, "person")
    return Parts(words[-1].start(), _with_plural(phrase, end), None, "person" if 2 <= len(last) <= 4 else "role")


def named_by_office(phrase: str, language: Language) -> bool:
    """Whether a phrase is a full name behind an office: "배우 한지유"."""
    words = phrase.split()
    return len(words) > 1 and is_full_name(words[-1], language) and _is_office(words[-2], language)


def ends_in_name(phrase: str, language: Language) -> bool:
    """Whether a phrase ends in a Korean's full name, an age in brackets behind it: "유망주 최가람(17)"."""
    return is_full_name(re.sub(r"\(\d+\)\Z", "", phrase.rsplit(" ", maxsplit=1)[-1]), language)


def _with_plural(phrase: str, end: int) -> int:
    """Return the end of a head with the ending of several: 주민들."""
    return end + 1 if phrase.startswith("들", end) else end


def _name_at(words: list[str], language: Language) -> int:
    """Return how many words at the front are a name: one of a Korean's, two of another's, three with a particle."""
    size = 0
    while size < len(words) and _can_be_name(words[size], language) and (size == 0 or not _ends(words, size, language)):
        size += 1
    if not size:
        return 0
    beside = size > 1 and size < len(words) and (size == len(words) - 1 or not _is_short(words[1]))
    if is_full_name(words[0], language) and beside:
        return 1  # "박서윤 한빛모빌리티 대표"
    limit = 3 if size > 2 and words[1] in language.patterns["name_particles"] else 2
    return min(size, limit) if size < len(words) else size


def _ends(words: list[str], place: int, language: Language) -> bool:
    """Whether the last word of a phrase is an office, though no list has it."""
    return place == len(words) - 1 and _ends_as_office(words[place], language) and place > 0 and _more(words, language)


def _more(words: list[str], language: Language) -> bool:
    return len(words) > 2 or is_full_name(words[0], language)


def _is_short(word: str) -> bool:
    return len(word) <= 2


def _can_be_name(word: str, language: Language) -> bool:
    if word in language.roles | language.organisations or word in language.patterns["nations"] or word.endswith("의"):
        return False
    if country(word, language.code) or not 1 <= len(word) <= _LONGEST_WORD or not re.search(r"[가-힣]", word):
        return False
    return is_full_name(word, language) or not word.endswith((*language.role_endings, *language.organisation_endings))


def is_full_name(word: str, language: Language) -> bool:
    """Whether a word is built as a Korean's full name: a frequent family name and two syllables of given names."""
    if len(word) != _NATIVE or word[0] not in language.patterns["surnames"] or not set(word[1:]) <= _given(language):
        return False
    return word not in _listed(language) and not word.endswith(_unlike_names(language))


@cache
def _listed(language: Language) -> frozenset[str]:
    """Return the words that are no names, for all that they are built so."""
    known = language.roles | language.organisations
    return known | frozenset(language.patterns["people"]) | frozenset(language.patterns["things"])


@cache
def _unlike_names(language: Language) -> tuple[str, ...]:
    return (*language.role_endings, *(ending for ending in language.organisation_endings if len(ending) > 1))


@cache
def office_words(language: Language) -> tuple[str, ...]:
    """Return the offices, as the beginnings of words."""
    return tuple(language.roles)


@cache
def _given(language: Language) -> frozenset[str]:
    return frozenset(language.patterns["given"])


def _is_office(word: str, language: Language) -> bool:
    return word in language.roles or word.endswith(language.role_endings)


def _ends_as_office(word: str, language: Language) -> bool:
    return len(word) > 1 and word[-1] in language.patterns["office_syllables"]


def _leads(word: str, place: int, words: list[str], language: Language) -> bool:
    """Whether a word is an office before a name: "환경운동가 그레타 툰베리"."""
    if _is_office(word, language) or (word in language.patterns["people"] and (len(word) > 1 or place == 0)):
        return True  # "딸 | 은주씨"
    return (
        place == 0
        and len(words) > 1
        and len(word) > _NATIVE
        and word[-1] in language.patterns.get("office_leading", "")
    )


def _name_words(words: list[str], language: Language) -> tuple[int, int] | None:
    """Return the first and the last of the words before a role that are a name.

    Not a body, a country or "of" something.
    """
    of = max((place + 1 for place, word in enumerate(words) if word.endswith("의")), default=0)
    kept = [place for place, word in enumerate(words) if place >= of and _can_be_name(word, language)]
    if not kept:
        return None
    last = kept[0]
    while last + 1 in kept:
        last += 1
    return kept[0], last


def _stripped(word: str, language: Language) -> str:
    suffix = longest_suffix(word, honorifics(language))
    if not suffix or len(word) <= len(suffix) + 1 or word in language.organisations:
        return word
    stem = word[: -len(suffix)]
    place = suffix in ("군", "양") and (country(stem, language.code) or (len(stem) == _PLACE and stem.isalpha()))
    return word if place else stem  # "이스라엘군", "정선군"; a person is "김군" or "홍길동군"
