"""Chinese verbs of saying and who stands before them: 发言人林剑3日在例行记者会上表示 · 随后又称 · 在专家看来."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.caseless import parts
from seeds.quoting.chinese_names import name_end, name_length, starts_a_name, surnames
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.patterns import BRACKET, is_speaker, pattern

# Where a sentence outside marks ends, and where a clause does.
ENDED: Final = re.compile("[。！？!?\n]")
_CLAUSE_EDGES: Final = f"，,；;：:。！？!?、”」』{QUOTED}"
_OPENED: Final = re.compile("[「『“]")
_OPENING: Final = '“「『"'
_LONGEST_PHRASE: Final = 30
# Some of several: "党内也有议员担心".
_AMONG: Final = re.compile("(?<![没沒所只具拥擁持享占佔含共设設])有(?![关關])(?P<who>[^有，的]{2,10})$")
_LONGEST_NAME: Final = 4
_SHORT_NAMES: Final = (2, 3)
# More than one, before "all of them".
_SEVERAL: Final = re.compile("[、和與与及们們兩两双雙各諸诸多等]")
_LONGEST_HEARER: Final = 10
_CONTRASTS: Final = ("则", "則", "却", "卻", "则是", "則是", "倒", "反而")
# No sentence of a newsroom has more verbs of saying, or clauses before one; a text that is none is not worth the time.
_MOST_CUES: Final = 24
_MOST_CLAUSES: Final = 12


@dataclass(frozen=True)
class Said:
    """A verb of saying: its speaker, where its clause and what is said start, and whether words without marks are said.

    `own` says that the speaker stands in the clause of the verb; `weak` that the verb needs words in marks.
    """

    subject: Span | None
    cue: Span
    clause: int
    start: int
    own: bool
    weak: bool


def cues_of(sentence: Clause) -> list[Said]:
    """Return the verbs of saying of a unit, in order, each with who speaks; None where nobody is named."""
    language, text = sentence.language, sentence.masked
    weak, clausal = pattern(language, "weak_verb"), pattern(language, "clausal")
    demanding = pattern(language, "demanding")
    unsaid, reported = pattern(language, "unsaid"), pattern(language, "from_source")
    found: list[Said] = []
    limit = 0
    for match in islice(pattern(language, "verb").finditer(text), _MOST_CUES):
        begin = max((text.rfind(mark, 0, match.start()) for mark in _CLAUSE_EDGES), default=-1) + 1
        body = text[begin : match.start()]
        rest = text[match.end() : match.end() + 2]
        if unsaid.search(body) or reported.match(body.strip()):
            continue
        opens = rest[:1] != "" and (rest[0] in "，：:," or rest[0] in _OPENING)
        needs_marks = not opens and (rest[:1] in "了过過着著的得" or weak.fullmatch(match.group()) is not None)
        if not opens and clausal.search(match.group()):
            needs_marks = rest[:1] in "了过過着著的得" or _is_noun(text, match.end(), language)
        if match.group()[-1] in "问問" and pattern(language, "asked").match(text, match.end()):
            needs_marks = False
        elif needs_marks and demanding.search(match.group()):
            needs_marks = not _is_hearer(text, match.end(), language)
        own = _who(body, language)
        if own is None or own[0] == 0:
            begin, body, own = _through_marks(text, begin, match.start(), own, language)
        heard = pattern(language, "heard").search(body) if opens else None
        if heard is not None and is_speaker(heard["who"], language):
            own = heard.span("who")  # "證人供稱聽到被告大叫「…」"
        if match.start() < limit and heard is None:
            inner = pattern(language, "inner_verb").match(match.group()) is not None
            held = not opens and match.group() in ("认为", "認為")  # "中方始终认为…", as somebody says
            believed = pattern(language, "belief").fullmatch(body.strip() + match.group()) is not None
            if (
                believed
                or held
                or (inner and not body.strip())
                or (not opens and needs_marks)
                or not _breaks_in(body, own, language)
            ):
                continue
        ended = max((place.end() for place in ENDED.finditer(text, 0, match.start())), default=0)
        named = _in_marks(sentence, begin) if begin == match.start() else None
        subject = named or _absolute(sentence, begin, own) or _before(sentence, ended, begin)
        same = [said for said in found if said.cue.start >= sentence.start + ended]
        if own is None and same and (subject is None or subject.start < same[-1].cue.start):
            subject = same[-1].subject
        start = match.end()
        while start < len(text) and text[start] in "，：:, ":
            start += 1
        found.append(
            Said(
                subject,
                Span(sentence.start + match.start(), sentence.start + match.end()),
                sentence.start + begin,
                sentence.start + start,
                own is not None,
                needs_marks,
            )
        )
        stop = ENDED.search(text, start)
        quoted = text[start : start + 1] in _OPENING and start < len(text)
        limit = match.end() if quoted or needs_marks else (stop.end() if stop else len(text))
    return found


def person_after(sentence: Clause, start: int) -> Span | None:
    """Return who is described right after words in marks that have no verb of saying: “…”老人擦了擦眼泪。."""
    text = sentence.masked
    at = start - sentence.start
    stop = ENDED.search(text, at)
    end = stop.start() if stop else len(text)
    marked = text.find(QUOTED, at, end)
    if marked > at + 1 and text[marked - 2] in "用以句":
        return None  # whose own words follow
    end = marked - 1 if marked >= 0 else end
    shown = pattern(sentence.language, "gesture").search(text, at, end) is not None
    for begin, body in _clauses(text, at, end):
        own = _who(body, sentence.language)
        name = body[own[0] : own[1]] if own is not None else ""
        if not name or not (is_speaker(name, sentence.language) or (shown and len(name) <= _LONGEST_NAME)):
            continue
        if shown or parts(name, sentence.language).sort in ("person", "role"):
            return _absolute(sentence, begin, own)
    return None


def subject_in(sentence: Clause, end: int) -> Span | None:
    """Return who the sentence that ends at an offset is about: 李明摇头："…"."""
    text = sentence.masked[: end - sentence.start].rstrip("。！？!?\n")
    at = max((place.end() for place in ENDED.finditer(text)), default=0)
    subject = _before(sentence, at, len(text))
    if subject is None:
        return None
    weak = pattern(sentence.language, "weak_verb")
    phrase = sentence.text(subject.start, subject.end)
    verbs = pattern(sentence.language, "verb").finditer(phrase)
    said = next((place.start() for place in verbs if place.start() and not weak.fullmatch(place.group())), len(phrase))
    return Span(subject.start, subject.start + said)


def without_paper(sentence: Clause, who: Span) -> Span:
    """Leave out what a source published and when: 国家统计局最新数据 is the 国家统计局."""
    text = sentence.text(who.start, who.end)
    bare = text.strip("《》 ")
    start = who.start + text.index(bare)
    cut = next((place.start() for place in pattern(sentence.language, "adjunct").finditer(bare) if place.start()), None)
    bare = bare[:cut]
    paper = pattern(sentence.language, "paper").search(bare)
    if paper and len(bare[: paper.start()]) > 1:
        bare = bare[: paper.start()].rstrip("》的")
    return Span(start, start + len(bare))


def _through_marks(
    text: str, begin: int, end: int, own: tuple[int, int] | None, language: Language
) -> tuple[int, str, tuple[int, int] | None]:
    """Return a clause with the words in marks inside it, where that names its speaker: 特朗普在“真实社交”平台发文说."""
    plain = (begin, text[begin:end], own)
    if text[begin - 1 : begin] not in ("”", "」", "』", '"') or begin < 2:
        return plain
    opening = max(text.rfind(mark, 0, begin - 1) for mark in _OPENING)
    if opening <= 0 or text[opening - 1] in _CLAUSE_EDGES:
        return plain
    wide = max(text.rfind(mark, 0, opening) for mark in _CLAUSE_EDGES) + 1
    whole = _who(text[wide:end], language)
    if whole is None or wide + whole[1] > opening or not is_speaker(text[wide + whole[0] : wide + whole[1]], language):
        return plain
    return wide, text[wide:end], whole


def _in_marks(sentence: Clause, end: int) -> Span | None:
    """Return the name in marks of a body right before its verb: 救援组织“医疗无国界”称."""
    text = sentence.masked
    if text[end - 1 : end] not in ("”", "」", "』") or not sentence.language.organisation_endings:
        return None
    opening = max(text.rfind(mark, 0, end - 1) for mark in _OPENING)
    before = text[max(0, opening - _LONGEST_NAME) : max(0, opening)]
    if opening < 1 or not before.endswith(sentence.language.organisation_endings):
        return None
    return Span(sentence.start + opening + 1, sentence.start + end - 1)


def _breaks_in(body: str, own: tuple[int, int] | None, language: Language) -> bool:
    """Whether a verb inside reported words starts a report of its own: 并称, or somebody named before it."""
    if own is None:
        return pattern(language, "goes_on").fullmatch(body.strip()) is not None
    contrasted = body[own[1] :].strip() in _CONTRASTS  # "马尔尚则认为"
    return contrasted or is_speaker(body[own[0] : own[1]], language)


def _is_hearer(text: str, start: int, language: Language) -> bool:
    """Whether a verb of demand is followed by whom it is put to and a comma: 呼吁俱乐部，尽快公布计划."""
    end = text.find("，", start, start + _LONGEST_PHRASE)
    hearer = text[start : max(start, end)]
    return 1 < len(hearer) <= _LONGEST_HEARER and not ENDED.search(hearer) and is_speaker(hearer, language)


def _is_noun(text: str, start: int, language: Language) -> bool:
    """Whether a verb has a noun for its object and no clause: 否认有关指控."""
    end = next((place.start() for place in re.compile("[，；。！？]").finditer(text, start)), len(text))
    return pattern(language, "noun_alone").match(text[start:end]) is not None


def _clauses(text: str, begin: int, end: int) -> list[tuple[int, str]]:
    """Return the clauses between two places, each with where it starts."""
    edges = [place.start() for place in re.compile(f"[{_CLAUSE_EDGES}]").finditer(text, begin, end)]
    starts = [begin, *(edge + 1 for edge in edges)]
    return [(start, text[start:stop]) for start, stop in zip(starts, [*edges, end], strict=True)]


def _before(sentence: Clause, begin: int, end: int) -> Span | None:
    """Return the speaker in the clauses before a verb's own: the nearest who looks like one, else the first."""
    first: Span | None = None
    for at, body in _clauses(sentence.masked, begin, end)[: -_MOST_CLAUSES - 1 : -1]:
        if pattern(sentence.language, "from_source").match(body.strip()) or _is_predicate(body, sentence.language):
            continue
        own = _who(body, sentence.language)
        if own is None or pattern(sentence.language, "scene").search(body[: own[1]]):
            continue
        if _OPENED.search(body[own[0] : own[1]]):
            continue  # "質疑當局「"
        first = _absolute(sentence, at, own)
        name = body[own[0] : own[1]]
        if is_speaker(name, sentence.language) or pattern(sentence.language, "bare_name").match(name):
            return first
    return first


def _is_predicate(body: str, language: Language) -> bool:
    """Whether a clause starts with a verb of saying, so that its subject stands before: 梁志恆不認同，質疑當局「…」."""
    return body.endswith(tuple(_OPENING)) and pattern(language, "verb").match(body.strip()) is not None


def _absolute(sentence: Clause, at: int, own: tuple[int, int] | None) -> Span | None:
    return None if own is None else Span(sentence.start + at + own[0], sentence.start + at + own[1])


def _who(body: str, language: Language) -> tuple[int, int] | None:
    """Return [start, end) of the noun phrase at the head of a clause, before its adjuncts; None where there is none."""
    start = len(body) - len(body.lstrip())
    lead, adjunct = pattern(language, "lead"), pattern(language, "adjunct")
    while (leading := lead.match(body, start)) and leading.end() > start:
        start = leading.end()
    relayed = pattern(language, "relayed").search(body, start)
    if relayed:
        return relayed.span("who")
    among = _AMONG.search(body, start)
    if among and is_speaker(among["who"], language):
        return among.span("who")
    if start >= len(body) or adjunct.match(body, start):
        return _after_modifier(body, start, language)
    cut = next((place for place in _cuts(body, start, language)), len(body))
    name = body[start:cut]
    if name.endswith(("后", "後", "时", "時")):  # "法院审理后"
        cut = start + _speaker_at(name, language)
        name = body[start:cut]
    name = name[: name_end(name, language)]
    if not is_speaker(name, language):
        modified = _after_modifier(body, start, language)
        if modified is not None:
            return modified
    end = start + len(name.rstrip(" 的"))
    if not 1 <= len(BRACKET.sub("", body[start:end])) <= _LONGEST_PHRASE or body[start:end] in language.impersonal:
        return None
    if end - start == 1 and not is_speaker(body[start:end], language):
        return None  # "用“…” | 来形容"
    return (start, end) if re.search(r"\w", body[start:end]) else None


def _cuts(body: str, start: int, language: Language) -> Iterator[int]:
    """Yield where adjuncts start in a clause, but none inside a name behind an office: 韩国总统李在明."""
    named = pattern(language, "named_short")
    for place in pattern(language, "adjunct").finditer(body, start):
        if place.group() == "均" and not _SEVERAL.search(body, start, place.start()):
            continue  # "立委李鴻均"
        short = place.start() == start + 1 and body[start] not in language.pronouns
        if (
            place.start() > start
            and not short
            and not (len(place.group()) == 1 and starts_a_name(body, place.start(), language))
            and not (len(place.group()) == 1 and named.search(body, start, place.start()))
        ):
            yield place.start()


def _speaker_at(name: str, language: Language) -> int:
    """Return the length of the longest beginning that ends as a speaker's phrase does, else all of it."""
    dot = name.find("·")
    if dot > 0:  # "外援古伊·姆本扎打进制胜球后"
        syllables = language.patterns["name_syllables"]
        return next((at for at in range(dot + 1, len(name)) if name[at] not in syllables + "·"), len(name))
    endings = (*language.organisation_endings, *language.roles, *language.organisations)
    found = next((size for size in range(len(name) - 1, 1, -1) if name[:size].endswith(endings)), 0)
    if found and name[found] in surnames() and found + min(_SHORT_NAMES) < len(name) - 1:
        return found + name_length(name[found:-1], language)  # "立委黃國章|質詢時"
    named = pattern(language, "office_name").search(name[: found + 3]) if found else None
    return found + 3 if named is not None and found + 3 < len(name) else found or len(name)


def _is_bare_name(noun: str, language: Language) -> bool:
    """Whether what stands behind a relative clause is a name of three characters: 开裁缝铺的周桂兰, 住在对面的梁太."""
    return any(pattern(language, name).match(noun) for name in ("bare_name", "familiar"))


def _after_modifier(body: str, start: int, language: Language) -> tuple[int, int] | None:
    """Return the noun phrase after a relative clause: 住在河边的老人摇头."""
    at = body.find("的", start)
    if at < 0:
        return None
    tail = at + 1
    aged = body[:at].endswith(("岁", "歲"))
    cut = next((place.start() for place in pattern(language, "adjunct").finditer(body, tail)), len(body))
    cut = tail + name_end(body[tail:cut], language)
    noun = body[tail:cut]
    if (
        not noun
        or pattern(language, "scene").search(noun)
        or not (aged or is_speaker(noun, language) or _is_bare_name(noun, language))
    ):
        return None
    return tail, cut
