"""Speakers in Chinese and Japanese, which write no spaces: "外交部发言人林剑", "日銀の植田和男総裁", "トヨタ自動車"."""

import re
from functools import cache, lru_cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.chinese_names import name_length, offices, surnames
from seeds.quoting.countries import country, names_of_countries
from seeds.quoting.parts import Parts, honorifics, is_body, longest_suffix

_FOREIGN: Final = re.compile(r"[·・＝=‧]")
_KATAKANA: Final = re.compile(r"[ァ-ヴー・＝]{2,}")
_KATAKANA_ONLY: Final = re.compile(r"[ァ-ヴー・＝]+")
_NAME_AFTER_CLAUSE: Final = re.compile(r"(?<=[たるいくすむぐなうつぶぬ])[\u3400-\u9fff々ァ-ヺー]{1,4}\Z")
_NOUN_AFTER_CLAUSE: Final = re.compile(
    r"[をにがでとも][^をにがでとも]*[たるいだうくぐむすつぬぶ](?=[\u3400-\u9fffァ-ヺー]{1,6}\Z)"
)
# A family name and a given name in hiragana: 水野あかり.
_SOFT_NAME: Final = re.compile(r"[\u3400-\u9fff々]{1,3}[ぁ-ん]{2,4}")
# A name in hiragana with that syllable, not "…する" and a name.
_IN_SYLLABLES: Final = re.compile(r"[ぁ-ん]の[ぁ-ん]{1,2}(?![ぁ-ん\u3400-\u9fff])")
_BEFORE_NAME: Final = re.compile(r"[、，]|[でにむるたくすい](?![ぁ-ん])")
_RELATIVE_END: Final = re.compile(r"[だぶうぐぬ](?=[\u3400-\u9fffァ-ヺ])")
# A title in another script behind a full name: "鈴木浩史 | チーフ・ストラテジスト", "城島健司 | ＣＢＯ".
_TITLE: Final = re.compile(
    r"(?<![\u3400-\u9fff々])(?P<name>[\u3400-\u9fff々]{3,5})(?P<office>(?:[ァ-ヺー・]{3,}[^の]*|[A-ZＡ-Ｚ]{2,4}))\Z"
)
_DOTTED: Final = re.compile(r"(?P<lead>[^・＝]*[^ァ-ヺー・＝])・(?P<name>[ァ-ヺー]{2,}(?:[・＝][ァ-ヺー]+)*)")
_HAN_NAME: Final = re.compile(r"[\u3400-\u9fff々]{2,6}")
_OF_A_PREFECTURE: Final = ("県の", "府の", "道の", "郡の")
_FORMER: Final = "前元現新副"
# What ties an office to the words round it.
_PARTICLES: Final = "的の、，兼・"
_FULL_NAME: Final = 4
_PLACES: Final = "県市府都道町村区郡大署"
_CLAUSE: Final = re.compile(r"[をにがで][^をにがで]*[たるだう][\u3400-\u9fffァ-ヺ]")
# What kind of paper or station a name in katakana is, and whose.
_MEDIUM: Final = re.compile(
    r"(?:[米英仏独伊露韓中]|米国|英国|地元)(?:有力)?(?:紙|誌|メディア|テレビ|通信社)(?:の)?(?=[ァ-ヺA-ZＡ-Ｚ][ァ-ヺー・A-ZＡ-Ｚ]*\Z)"
)
_NATIVE: Final = (3, 2)
_LONGEST: Final = 14
_REST: Final = 4


@lru_cache(maxsize=2048)
def unspaced(phrase: str, language: Language) -> Parts:
    """Return the parts of a Chinese or Japanese phrase."""
    if phrase in language.roles:
        return Parts(0, len(phrase), None, "role")
    own = longest_suffix(phrase, frozenset(language.patterns.get("selves", ())))
    if own and len(phrase) - len(own) > 1:  # "樊振东本人"
        return unspaced(phrase[: -len(own)], language)
    medium = _MEDIUM.match(phrase)
    if medium is not None:  # "米紙ワシントン・ポスト"
        return Parts(medium.end(), len(phrase), None, "organisation")
    if (dotted := _behind_a_dot(phrase, language)) is not None:
        return dotted
    found = (
        _titled_behind(phrase, language)
        or _of_a_body(phrase, language)
        or _katakana(phrase, language)
        or _in_syllables(phrase, language)
    )
    if found is not None:
        return found
    trailing = longest_suffix(phrase, honorifics(language))
    if trailing:
        body = phrase[: -len(trailing)]
        inner = longest_suffix(body, language.roles)
        start = _name_start(body, language)
        if inner and len(body) > len(inner) and trailing not in language.roles:
            return Parts(start, len(body), None, "person" if start < len(body) - len(inner) else "role")
        if start == len(body) - 1:  # "张女士": a family name alone is none to be called by
            return Parts(start, len(phrase), phrase[:start].strip("の、的 ") or None, "person")
        courtesy = trailing in language.patterns.get("courtesies", ())
        held = trailing in language.roles and not courtesy and is_body(body[start:], language)  # "与党議員"
        if start < len(body) and not held:
            return Parts(start, len(body), phrase[:start].strip("の、 ") or trailing, "person")
    suffix = longest_suffix(phrase, language.roles)
    if suffix and language.patterns.get("role_after_name"):
        return _before_an_office(phrase, suffix, language)
    return _behind_an_office(phrase, language)


def _behind_a_dot(phrase: str, language: Language) -> Parts | None:
    """Return the parts of a Japanese name in katakana behind what its bearer is and a dot: "4番・ゲレーロ"."""
    match = _DOTTED.fullmatch(phrase) if language.patterns.get("role_after_name") else None
    if match is None or is_body(match["name"], language) or _country(match["name"], language):
        return None
    return Parts(match.start("name"), len(phrase), match["lead"], "person")


def _titled_behind(phrase: str, language: Language) -> Parts | None:
    """Return the parts of a Japanese full name with a title in another script: "鈴木浩史チーフ・ストラテジスト"."""
    match = _TITLE.search(phrase) if language.patterns.get("role_after_name") else None
    if match is None or is_body(match["name"], language) or is_body(phrase, language):
        return None
    office = match["office"]
    if office[0] in "ァィゥェォ" or not (office.isupper() or longest_suffix(office, language.roles)):
        return None
    start = _name_start(match["name"], language)
    if start or any(role in match["name"] for role in offices(language) if len(role) > 1):
        return None
    return Parts(match.start("name"), match.end("name"), office, "person")


def _of_a_body(phrase: str, language: Language) -> Parts | None:
    """Return the parts of a Japanese name, a dot, and the office with its body: "座長の遠山慎一・東都大教授"."""
    name, dot, office = phrase.rpartition("・")
    if not dot or not language.patterns.get("role_after_name") or not longest_suffix(office, language.roles):
        return None
    courtesy = longest_suffix(office, frozenset(language.patterns["courtesies"]))
    if courtesy and _HAN_NAME.fullmatch(office[: -len(courtesy)]):
        return None  # "無職・加藤健太容疑者"
    start = _name_start(name, language)
    if not _HAN_NAME.fullmatch(name[start:]) or is_body(name[start:], language):
        return None
    return Parts(start, len(name), office, "person")


def _before_an_office(phrase: str, suffix: str, language: Language) -> Parts:
    """Return the parts of a Japanese phrase that ends with an office: "森崎健二国連特使"."""
    body = phrase[: -len(suffix)]
    start = _name_start(body, language)
    name = "" if body.endswith("の") else _without_body(body[start:], language)
    if suffix in language.patterns.get("nameless", ()):
        return Parts(len(body), len(phrase), None, "role")
    name = "" if name in language.patterns.get("office_modifiers", ()) or name in _FORMER else name
    if suffix in language.patterns["municipal"] and (
        body[:start].endswith(_OF_A_PREFECTURE) or name in language.patterns["cities"]
    ):
        return Parts(start, len(phrase), None, "role")  # "青森県の八戸市長"
    called = len(name) >= 2 or (bool(name) and name in surnames())
    if called and not _is_short_body(name, language) and not _country(name, language):
        return Parts(start, start + len(name), phrase[start + len(name) :], "person")
    return Parts(len(body), len(phrase), None, "role") if name or body else Parts(0, len(phrase), None, "role")


def _is_short_body(name: str, language: Language) -> bool:
    """Whether a name before an office is a body's: "外務省", but a short one that ends as names do is none ("阿部")."""
    if len(name) == _FULL_NAME and name[:2] in _family_names(language) and name[2] not in _PLACES:
        return False  # "田中将大"
    named = len(name) <= max(_NATIVE) and name[-1:] in language.patterns["name_endings"]
    return is_body(name, language) and (name in language.organisations or not named)


def _behind_an_office(phrase: str, language: Language) -> Parts:
    """Return the parts of a phrase whose office goes first, as in Chinese: "病毒学家赵文清"."""
    known = offices(language)
    at = max((phrase.rfind(role) + len(role) for role in known if role in phrase), default=0)
    name = phrase[at:].lstrip(_PARTICLES)
    at = len(phrase) - len(name)
    mark = max(name.rfind("的"), name.rfind("、"), _last_possessor(name))
    if 0 <= mark < len(name) - 2 and "·" not in name[:mark]:
        name, at = name[mark + 1 :], at + mark + 1  # "研究员、长期从事贸易研究的高凌云"
    called = len(name) <= max(_NATIVE) and not _long_body(name, language)  # "雷军", though an army ends so
    if at and 2 <= len(name) <= _LONGEST and (called or not is_body(name, language)):
        start = len(phrase) - len(name)
        length = len(name) if language.patterns.get("role_after_name") else name_length(name, language)
        return Parts(start, start + length, phrase[:start].rstrip(_PARTICLES), "person")
    start = 0 if _long_body(phrase, language) else _native_start(phrase, language) or _after_clause(phrase, language)
    if start:
        return Parts(start, len(phrase), phrase[:start], "person")
    if at and not name and (inner := _name_like_an_office(phrase, known)):
        return Parts(inner, len(phrase), phrase[:inner], "person")
    end = len(phrase.rstrip(_PARTICLES))
    role = max((role for role in known if phrase.endswith(role, 0, end)), key=len, default="") if not name else ""
    if role:
        return _titled(phrase, language) or Parts(end - len(role), end, None, "role")
    if _country(phrase, language):
        return Parts(0, len(phrase), None, "country")
    if is_body(phrase, language):
        start = max(_after_possessor(phrase), phrase[:-2].rfind("的") + 1)
        return Parts(start, len(phrase), None, "organisation")
    if at == 0 and (start := _bare_name(phrase, language)):
        return Parts(start, len(phrase), phrase[:start], "person")
    if language.patterns.get("role_after_name") and _SOFT_NAME.fullmatch(phrase):
        return Parts(0, len(phrase), None, "person")
    noun = _described(phrase, language)
    if noun:
        return Parts(noun, len(phrase), None, "role")
    if _FOREIGN.search(phrase) or 2 <= len(phrase) <= 4 or _KATAKANA_ONLY.fullmatch(phrase):
        return Parts(0, len(phrase), None, "person")
    return Parts(_after_possessor(phrase), len(phrase), None, "organisation" if len(phrase) > 4 else "role")


def _described(phrase: str, language: Language) -> int:
    """Return where a Japanese word for a person starts behind a clause about them: "閉店を知った | 常連客"; else 0."""
    match = _NOUN_AFTER_CLAUSE.search(phrase) if language.patterns.get("role_after_name") else None
    return match.end() if match and phrase.endswith(tuple(language.patterns["people"])) else 0


def _bare_name(phrase: str, language: Language) -> int:
    """Return where a Chinese name at the end of a phrase without an office starts: "粵劇名伶羅艷芳"; 0 without one."""
    start = len(phrase) - _NATIVE[0]
    known = language.patterns.get("bare_name")
    return start if known and start > 1 and re.match(known, phrase[start:]) else 0


def _name_like_an_office(phrase: str, offices: frozenset[str]) -> int:
    """Return where a Chinese name starts that ends as an office does ("局长向前锋"), 0 where there is none."""
    for size in _NATIVE:
        start = len(phrase) - size
        named = start > 1 and phrase[start] in surnames() and phrase[start:] not in offices
        if named and phrase[:start].endswith(tuple(offices)):
            return start
    return 0


def _long_body(name: str, language: Language) -> bool:
    """Whether a name is listed as a body's, or ends as one's in more than one character."""
    endings = (ending for ending in language.organisation_endings if len(ending) > 1)
    return name in language.organisations or name.endswith(tuple(endings))


def _after_clause(phrase: str, language: Language) -> int:
    """Return where a Japanese name after a relative clause starts: "逆転打を放った大西"; 0 where there is none."""
    if not language.patterns.get("role_after_name"):
        return 0
    match = _NAME_AFTER_CLAUSE.search(phrase)
    if match is None or phrase.endswith((*language.roles, *language.patterns["people"])):
        return 0
    return 0 if is_body(match.group(), language) or _country(match.group(), language) else match.start()


def _katakana(phrase: str, language: Language) -> Parts | None:
    """Return the parts of a phrase with a name in katakana: "アマラ・センケ野党党首", "FWのカン・ミンジェ"."""
    start = _after_possessor(phrase)
    found = _KATAKANA.search(phrase, start)
    if found is None:
        return None
    name, office = found.group(), phrase[found.end() :]
    if name.endswith("・") and office:  # "ソフトバンク・小久保監督"
        known = unspaced(office, language)
        return Parts(known.start + found.end(), known.end + found.end(), known.role, known.sort)
    if _CLAUSE.search(office):
        return None  # "ノーベル賞に決まった坂口志文さん"
    before = phrase[start : found.start()]
    if before and not before.endswith((*language.roles, "、")):
        return None
    courtesy = longest_suffix(phrase, honorifics(language))
    sure = "・" in name or (bool(office) and office == courtesy)
    if not sure and (
        not office
        or _country(name, language)
        or is_body(name, language)
        or office.startswith(language.organisation_endings)
        or not office.endswith(tuple(language.roles))
    ):
        return None
    if office and is_body(name + office, language) and not office.endswith(tuple(language.roles)):
        return None
    office = office.removesuffix(courtesy) if courtesy and office != courtesy else office
    role = office or phrase[: found.start()].rstrip("の、") or None
    return Parts(found.start(), found.end(), role, "person")


def _in_syllables(phrase: str, language: Language) -> Parts | None:
    """Return the parts of a Chinese phrase with a foreign name, which has a dot and is written with few characters."""
    dot = re.search(r"[·‧]", phrase)
    syllables = language.patterns.get("name_syllables", "")
    if dot is None or not syllables:
        return None
    start = dot.start()
    while start and phrase[start - 1] in syllables:
        start -= 1
    offices = (
        phrase.rfind(role, 0, dot.start()) + len(role) for role in language.roles if role in phrase[: dot.start()]
    )
    start = max([start, *(place for place in offices if place < dot.start())])
    end = dot.end()
    while end < len(phrase) and (phrase[end] in syllables or phrase[end] in "·‧-－"):
        end += 1
    rest = len(phrase) - end
    if (rest == 1 or (end == dot.end() and rest <= _REST)) and not longest_suffix(phrase, language.roles):
        end = len(phrase)  # "阿努廷·参威拉军": a character that few names have
    suffix = longest_suffix(phrase[:end], language.roles) if end == len(phrase) else ""
    if suffix and end - len(suffix) > dot.end():
        end -= len(suffix)
    role = phrase[:start].rstrip("的、，") or phrase[end:] or None
    return Parts(start, end, role, "person") if start < dot.start() else None


def _native_start(phrase: str, language: Language) -> int:
    """Return where a Chinese or Korean name at the end of a phrase starts, if an office stands before it; else 0."""
    characters = language.patterns.get("office_characters", "")
    for size in _NATIVE:
        start = len(phrase) - size
        if start > 1 and phrase[start] in surnames() and phrase[start - 1] in characters:
            return 0 if is_body(phrase[start:], language) or phrase.endswith(tuple(language.roles)) else start
    return 0


def _titled(phrase: str, language: Language) -> Parts | None:
    """Return the parts of a name with the office that Chinese puts behind it ("李克强总理"), None for a mere office."""
    title = longest_suffix(phrase, frozenset(language.patterns.get("titles", ())))
    name = phrase[: -len(title)] if title else ""
    if not 2 <= len(name) <= max(_NATIVE) or name[0] not in surnames():
        return None
    if is_body(name, language) or name in nations(language) or any(role in name for role in language.roles):
        return None
    return Parts(0, len(name), title, "person")


def _without_body(name: str, language: Language) -> str:
    """Return a name without the body or country that the office behind it is of: "森崎健二|国連"."""
    known = nations(language) | language.organisations
    modifiers = frozenset(language.patterns.get("office_modifiers", ()))
    while len(name) > 2:
        if modifier := longest_suffix(name, modifiers):
            name = name[: -len(modifier)]
            continue
        body = longest_suffix(name, known)
        if name[-1] in _FORMER:
            name = name[:-1]
        elif body and len(name) - len(body) >= 2:
            name = name[: -len(body)]
        else:
            break
    return name


@cache
def _family_names(language: Language) -> frozenset[str]:
    return frozenset(language.patterns["family_names"])


@cache
def nations(language: Language) -> frozenset[str]:
    """Return the names of countries, long and short."""
    return frozenset(names_of_countries(language.code)) | frozenset(language.patterns.get("nations", ()))


def _name_start(body: str, language: Language) -> int:
    """Return where the name at the end of a phrase starts: after "の", after a role, after a comma."""
    start = max(_after_possessor(body), body[:-1].rfind("的") + 1)
    dot = body.rfind("・")
    if dot > 0 and not _KATAKANA_ONLY.fullmatch(body[dot - 1]) and _HAN_NAME.fullmatch(body[dot + 1 :]):
        start = max(start, dot + 1)  # "コーチの母・裕美さん"
    start = max([start, *(end.end() for end in _BEFORE_NAME.finditer(body))])
    start = max([start, *(end.end() for end in _RELATIVE_END.finditer(body))])  # "弔辞を読んだ | 役所広司"
    last = len(body) - 1  # an office at the very end has no name behind it
    found = ((body.rfind(role, start, last), len(role)) for role in offices(language))
    return max([start, *(place + length for place, length in found if place >= 0)])


def _after_possessor(phrase: str) -> int:
    return _last_possessor(phrase[:-1]) + 1


def _last_possessor(phrase: str) -> int:
    """Return the place of the last "の" that is none of a name's own syllables ("早瀬みのり"), or -1."""
    at = phrase.rfind("の")
    while at >= 0 and _IN_SYLLABLES.match(phrase, max(0, at - 1)):
        at = phrase.rfind("の", 0, at)
    return at


def _country(name: str, language: Language) -> bool:
    return country(name, language.code) is not None or name in language.patterns.get("nations", ())
