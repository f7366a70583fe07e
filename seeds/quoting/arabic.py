"""Speakers in Arabic: the office and what it is of go first, the name ends the phrase."""

import re
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import folded
from seeds.quoting.countries import names_of_countries
from seeds.quoting.parts import Parts

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ARTICLE: Final = ("ال", "لل", "بال", "وال")
_ADJECTIVE: Final = ("ي", "ية", "يه", "ة", "ه", "ون", "ين")
_NISBA: Final = ("ي", "ية")
_PLURAL: Final = ("ة", "ون", "ين")
_SEVERAL: Final = ("ان", "ون", "ين")
_MOTHER: Final = "ام"
# What says how somebody is called: "أحد الصيادين، ويدعى | أبو حسن".
_CALLED: Final = re.compile(r"(?<!\w)\s*و?(?:يدعى|تدعى|اسمه|اسمها|يسمى|تسمى|المدعوة?)\s+")
_SECOND_OF_TWO: Final = frozenset({"الدين", "الله", "الرحمن"})
_COMMA: Final = "،"
_OWNERS: Final = ("هما", "ها", "هم", "ه")
COUNTS: Final = frozenset(
    {
        *("عدد", "العديد", "عشرات", "مئات", "الاف", "مجموعة", "كثير", "الكثير", "بعض", "غالبية", "معظم"),
        *("واحد", "واحدة", "اثنان", "اثنين", "اثنتان", "ثلاثة", "ثلاث", "اربعة", "اربع", "خمسة", "خمس", "ستة", "ست"),
        *("سبعة", "سبع", "ثمانية", "ثماني", "تسعة", "تسع", "عشرة", "عشر"),
    }
)
# What a body is called, in marks: "الباحثة في مركز «كارنيغي - بيروت» | مها يحيى".
_LABEL: Final = re.compile(r"[«“„\"][^«»“”„\"]{1,60}[»”“\"]\s+(?=\w)")
_CLOSING: Final = tuple('»”“"')
_FULL_NAME: Final = 2
_LONGEST_NAME: Final = 5
_LONGEST_PLAIN_NAME: Final = 3
_SHORTEST: Final = 3
_LONGEST_COMPLEMENT: Final = 3


def arabic(phrase: str, language: Language) -> Parts:
    """Return the parts of "وزير الخارجية الروسي سيرغي لافروف": office and adjectives, then the name."""
    first, comma, rest = phrase.partition(_COMMA)
    called = _CALLED.match(first)
    named = _CALLED.search(first) if called is None else None
    if named is not None and named.start() > 0 and first[named.end() :].strip():
        return Parts(named.end(), len(first.rstrip()), first[: named.start()].strip(), "person")  # "زبونة تدعى | مريم"
    if called is not None and not comma:
        return Parts(called.end(), len(first.rstrip()), None, "person")
    found = _before_a_comma(first, language)
    if not comma or (found.sort == "person" and found.role is not None):
        return found
    if found.sort == "person" and len(_WORD.findall(first)) >= _FULL_NAME:
        return Parts(found.start, found.end, rest.strip() or None, "person")
    if found.sort == "role" and names_holder(first, rest, language):
        after, offset = _before_a_comma(rest, language), len(first) + len(comma)
        return Parts(offset + after.start, offset + after.end, first.strip(), "person")
    return found


def names_holder(office: str, part: str, language: Language) -> bool:
    """Whether what follows an office and a comma is its holder's full name, a title before it or not.

    "وزير الكهرباء، | الدكتور سامر الخوري", "رئيسها التنفيذي، | سامر الخوري"; not "رئيس الوزراء، | ردا على سؤال".
    """
    titled = part.split(maxsplit=1)[0] in language.titles and len(part.split()) > _FULL_NAME
    if _CALLED.match(part) or (titled and is_office(folded(office.split(maxsplit=1)[0]), language)):
        return True
    whole = _before_a_comma(office, language)
    if whole.sort != "role" and not _of_a_named_body(whole, language):
        return False
    after = _before_a_comma(part, language)
    lead = folded(part.split(maxsplit=1)[0])
    if lead in language.given_names and len(part.split()) == _FULL_NAME:
        after = Parts(0, len(part), None, "person")  # "شقيقه، | سلطان المطيري"
    if after.sort != "person" or re.search(r"\d", part):
        return False
    opening, *_ = (folded(word.group()) for word in _WORD.finditer(part))
    name = [folded(word.group()) for word in _WORD.finditer(part[after.start : after.end])]
    if opening.startswith("وال") or not _no_names(language).isdisjoint({opening, opening.lstrip("وف")}):
        return False
    definite = part[after.start :].startswith("ال")  # "إلسا" and "ألبير" have a letter of their own
    led = definite or (language.verbal is not None and language.verbal.fullmatch(name[0]))
    return _FULL_NAME <= len(name) <= _LONGEST_NAME and not led and _no_names(language).isdisjoint(name)


def _of_a_named_body(found: Parts, language: Language) -> bool:
    """Whether what looks like a name is a body's, right behind its kind: "مدير مستشفى | ابن سينا"."""
    before = [
        folded(word) for word in (found.role or "").split() if folded(word) not in language.listed("first_halves")
    ]
    return found.sort == "person" and bool(before) and before[-1] in language.organisations | language.places


def _before_a_comma(phrase: str, language: Language) -> Parts:
    label = _LABEL.search(phrase) if phrase[-1:] not in _CLOSING else None
    first = folded(phrase[label.end() :].split(maxsplit=1)[0]) if label is not None else ""
    if label is not None and first in language.first_names and is_office(folded(phrase.split(maxsplit=1)[0]), language):
        return Parts(label.end(), len(phrase.rstrip()), phrase[: label.end()].strip(), "person")
    words = list(_WORD.finditer(phrase))
    if not words:
        return Parts(0, len(phrase), None, "role")
    small = [_spelled(word.group(), language) for word in words]
    if len(words) > 2 and small[0] in COUNTS and small[1] == "من":
        rest, at = _before_a_comma(phrase[words[2].start() :], language), words[2].start()
        return Parts(rest.start + at, rest.end + at, rest.role, rest.sort)  # "خمسة من | سكان المنطقة"
    if _in(small[0], language.organisations):
        prefixed = small[0].startswith("ل") and small[0][1:] in language.organisations
        return Parts(words[0].start() + prefixed, len(phrase.rstrip()), None, "organisation")
    led = _in(small[0], language.roles) or _possessed(small[0], language)
    if len(words) > 2 and not led and _in(small[1], language.roles):
        # A verb, or a word that points back, stands before the office: "وكان الرئيس التونسي".
        rest = _before_a_comma(phrase[words[1].start() :], language)
        at = words[1].start()
        return Parts(rest.start + at, rest.end + at, rest.role, rest.sort)
    if not _leads(small, language):
        if len(words) == 1 and small[0].startswith("ال"):
            return Parts(0, len(phrase.rstrip()), None, "organisation")
        last = _before_office(small, 0, language)
        return Parts(words[0].start(), words[last].end(), None, "person")
    owned = _possessed(small[0], language) and (len(words) == 1 or small[1] not in language.prepositions)
    place = _behind_owned(small, language) if owned else _end_of_office(small, language)
    if place >= len(words):
        offices = [at for at, word in enumerate(small) if _in(word, language.roles)]
        return Parts(words[offices[0] if offices else 0].start(), len(phrase.rstrip()), None, "role")
    if small[place].startswith("لل"):
        return Parts(words[0].start(), len(phrase.rstrip()), None, "role")  # "المدير العام للديوان الوطني | للحبوب"
    place = _behind_body(small, max(place, _behind_title(small, language)), language)
    last = _before_office(small, place, language)
    return Parts(words[place].start(), words[last].end(), phrase[: words[place].start()].strip() or None, "person")


def _behind_title(words: list[str], language: Language) -> int:
    """Return the place behind the last title that stands straight before a name, 0 where none does."""
    for place in range(len(words) - 2, 0, -1):
        named = words[place - 1] in language.first_names  # "خليل الحاج توفيق"
        if words[place] in language.titles and not (named or words[place + 1].startswith(_ARTICLE)):
            return place + 1
    return 0


def _behind_body(words: list[str], place: int, language: Language) -> int:
    """Return the place of a known given name where a name would be too long: "أطباء بلا حدود | كلير سان فيليبو".

    What stands before it is what a body is called.
    """
    if len(words) - place <= _LONGEST_PLAIN_NAME or words[place] in language.first_names | language.listed(
        "first_halves"
    ):
        return place
    names = range(place + 1, len(words) - 1)
    return next(
        (
            at
            for at in names
            if words[at] in language.first_names and words[at - 1] not in language.listed("first_halves")
        ),
        place,
    )


def _before_office(words: list[str], place: int, language: Language) -> int:
    """Return the place of a name's last word, an office behind it left out: "جاسم البوعينين | وزير المواصلات"."""
    for at in range(place + _FULL_NAME, len(words)):
        plain = words[at] not in language.given_names | language.first_names and words[at - 1] not in language.listed(
            "first_halves"
        )
        if plain and words[at] in language.roles and not words[at].startswith(_ARTICLE):
            return at - 1
    return len(words) - 1


def _spelled(word: str, language: Language) -> str:
    """Return a word as the lists have it; a hamza on an alif before a lam stays, for it is no article: "ألفارو"."""
    small = folded(word)
    listed = small in language.first_names or small in _folded_countries(language.code)
    return f"{word[0]}{small[1:]}" if word.startswith(("أل", "إل")) and len(word) > _SHORTEST and not listed else small


def is_office(word: str, language: Language) -> bool:
    """Whether a word is an office or a body, or an office with its owner's pronoun: "زميلها"."""
    return _in(word, language.roles) or _in(word, language.organisations) or _possessed(word, language)


def is_owned(word: str, language: Language) -> bool:
    """Whether a word is an office with its owner's pronoun: "نظيره", "زميلتها"."""
    return _possessed(word, language)


def _leads(words: list[str], language: Language) -> bool:
    """Whether a phrase starts with an office: a known one, or a definite noun, or one of it, before a full name."""
    if words[0] == _MOTHER and words[1:] and not (words[1].startswith(_ARTICLE) or is_office(words[1], language)):
        return False  # "أم سامر"
    if _in(words[0], language.roles) or _possessed(words[0], language):
        return True
    if len(words) > 1 and (words[0] in language.listed("first_halves") or words[1] in _SECOND_OF_TWO):
        return False
    after = 1 if words[0].startswith("ال") else 2
    definite = words[0].startswith("ال") or (len(words) > 1 and words[1].startswith("ال"))
    while definite and after < len(words) and words[after].startswith(_ARTICLE):
        after += 1
    return definite and len(words) - after >= _FULL_NAME


def _end_of_office(words: list[str], language: Language) -> int:
    """Return the place of the first word of the name, behind the office, its adjectives and what it is of."""
    place, construct, of_body, bodied = 1, not words[0].startswith(_ARTICLE), False, False
    while place < len(words):
        word, left = words[place], len(words) - place - 1
        nation = _country(words[place:], language)
        if nation:
            place, construct, of_body = place + nation, False, False
            continue
        if _is_called_basim(words, place):
            break
        if word in language.first_names and left > 0 and not (of_body and construct and left >= _FULL_NAME):
            break  # "مدرب الوداد | رولاني موكوينا"
        if (word in language.places or word[1:] in language.places) and left > 0:
            place, construct, of_body = place + 2, False, False  # "ولاية بافاريا"
            continue
        if word in language.given_names and words[place - 1].startswith(_ARTICLE) and left <= 1:
            break  # "المهندس | أمين الناصري"
        if word in language.given_names and left == 1 and _closes_name(words, place, language):
            break  # "لشركة أرامكو | أمين الناصر"
        if _in(word, language.roles) or _in(word, language.organisations):
            construct, of_body = not word.startswith(_ARTICLE), not _in(word, language.roles)
        elif word in language.prepositions or word in language.links - language.listed("first_halves"):
            construct, of_body = True, True
        elif word.startswith(_ARTICLE):
            joined = word.startswith("وال")  # "وزير التجهيز | والماء"
            if not (
                construct or joined or word.endswith(_ADJECTIVE) or left >= _FULL_NAME or _in(word, language.adverbs)
            ):
                break
            construct = False
        elif word.endswith(_NISBA) and (
            words[place - 1] in language.listed("directions") or (place == 1 and construct)
        ):
            pass  # "مسؤول أميركي"
        elif construct and place < _LONGEST_COMPLEMENT and words[0].endswith(_SEVERAL) and word.endswith(_SEVERAL):
            pass  # "مسؤولان أميركيان كبيران"
        elif place == 1 and construct and not left and word.endswith(_PLURAL) and word not in language.first_names:
            pass  # "مصادر متطابقة"
        elif place == 1 and construct and left >= _FULL_NAME and _is_of_place(words, language):
            place = _named_from(words, language) - 1  # "حاكم خاركيف | أوليغ سينيهوبوف"
            construct = False
        elif word in language.attributes | language.auxiliaries or word.startswith("لل"):
            pass  # "مصدر مطلع"
        elif word in language.adverbs and left >= _FULL_NAME:
            pass  # "المهاجم المنتقل | حديثا | إلى"
        elif place > 1 and left and word.startswith("و") and word[1:] not in language.first_names:
            construct = True  # "مدير إدارة الشرق الأوسط | وآسيا | الوسطى"
        elif not left and words[place - 1] in language.within:
            construct = False  # "منسق المنظمة في | دارفور"
        elif construct and of_body and left >= _FULL_NAME:
            construct = of_body = False  # "نادي ميرافلور | توماس إيبارلوز"
            bodied = True
        else:
            return _given_name_behind(words, place, language) if bodied else place
        place += 1
    return place


def _closes_name(words: list[str], place: int, language: Language) -> bool:
    """Whether an office that is a given name too, with a family name behind it, stands behind no other office."""
    before, last = words[place - 1], words[-1]
    known = language.roles | language.organisations
    named = before not in known or (place > _FULL_NAME and _in(words[place - 2], language.organisations))
    return place > 1 and last.startswith(_ARTICLE) and named and before not in language.roles and last not in known


def _given_name_behind(words: list[str], place: int, language: Language) -> int:
    """Return the place of the first given name near behind what a body is called: "هيئة تطوير عسير | هاشم الدباغ"."""
    if words[place] in language.listed("first_halves"):
        return place
    last = min(len(words) - 1, place + _LONGEST_COMPLEMENT)
    known = language.first_names | language.given_names
    return next((at for at in range(place, last) if words[at] in known), place)


def _is_of_place(words: list[str], language: Language) -> bool:
    """Whether what follows an office without the article is what it is of, and no name: a title needs nothing more."""
    halves = language.listed("first_halves")
    return words[0] not in language.listed("courtesies") and words[1] not in halves and words[2] not in halves


def _named_from(words: list[str], language: Language) -> int:
    """Return the place of the first given name behind an office and a word, else the place behind the two."""
    return next((at for at in range(2, len(words) - 1) if words[at] in language.first_names), 2)


def _is_called_basim(words: list[str], place: int) -> bool:
    """Whether "in the name of" is a given name, the last word but one of nobody's spokesman: "المدير | باسم العاني"."""
    speaks = any(stem in word for word in words[:place] for stem in ("متحدث", "ناطق"))
    return words[place] == "باسم" and place == len(words) - _FULL_NAME and not speaks


def _in(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known, also behind "for" and "and" or with the article."""
    bare = word[1:] if word[:1] in "لوب" else word
    if word[:2] == "لل" and (word[2:] in known or f"ال{word[2:]}" in known):
        return True  # "للصندوق"
    return word in known or bare in known or (bare[:2] == "ال" and bare[2:] in known) or f"ال{bare}" in known


def _country(words: list[str], language: Language) -> int:
    """Return how many of the first words are a country's name."""
    known = _folded_countries(language.code)
    return next((size for size in (3, 2, 1) if " ".join(words[:size]) in known and len(words) > size), 0)


def _possessed(word: str, language: Language) -> bool:
    """Whether a word is an office with its owner's pronoun, "his lawyer": it needs nothing more before the name."""
    stems = [word.removesuffix(owner) for owner in _OWNERS if word.endswith(owner)]
    known = language.roles | language.organisations
    return any(stem in known or (stem[-1:] == "ت" and f"{stem[:-1]}ة" in known) for stem in stems)


def _behind_owned(words: list[str], language: Language) -> int:
    """Return the place behind an office with its owner's pronoun and its adjectives: "رئيسها التنفيذي | سامر"."""
    place = 1
    if len(words) > 1 and words[1].startswith("و") and _in(words[1][1:], language.roles):
        return len(words) if len(words) <= _FULL_NAME + 1 else _FULL_NAME + 1  # "والده ووكيل أعماله"
    while place < len(words) and words[place].startswith("ال"):
        titled = len(words) - place > _FULL_NAME and words[place + 1] not in language.listed(
            "first_halves"
        )  # "زميلها الجراح | ياسر الأمين"
        known = _in(words[place], language.roles) or words[place][2:] in language.attributes
        if not (words[place].endswith(_NISBA) or known or titled):
            break
        place += 1
    return place


@cache
def _no_names(language: Language) -> frozenset[str]:
    """Return the words that are part of no name behind an office."""
    verbs = (language.cues | language.gerunds | language.describing_cues) - language.ambiguous_cues
    times = language.adverbs | language.recipients | language.auxiliaries | language.object_nouns
    others = language.prepositions | language.subordinators | language.coordinators | language.pronouns
    known = language.determiners | frozenset(language.that) | language.organisations
    return verbs | times | others | known | _folded_countries(language.code)


@cache
def _folded_countries(code: str) -> frozenset[str]:
    return frozenset(folded(name) for name in names_of_countries(code))
