"""Chinese quotes: “…”，X说 · X表示，… · 据X报道，… · 在X看来，…."""

import re
from typing import Final

from seeds.quoting.attributed import Attribution
from seeds.quoting.caseless import parts
from seeds.quoting.chinese_cues import ENDED, Said, cues_of, person_after, subject_in, without_paper
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import Row, alone_in, indirect, is_speaker, is_whole, pattern, pieces

# Words of a sentence that somebody speaks, and no name or title has.
_SPEAKS: Final = re.compile("[我你您咱吗嗎呢吧啊呀]|不是|没有|沒有|必须|必須|不会|不會|不能|绝不|絕不")
# What stands at a story's head, and is no part of its first sentence: 本报讯（记者王小川）.
_LEAD: Final = re.compile(r"\A[^，。：“「]{2,12}[讯訊电電]\s*(?:[（(][^）)]*[）)])?\s*\Z")
# Marked words of this length or less are a term unless they stand where an utterance does.
_TERM = 4
# A predicate is in marks behind a copula with a measure word: 不过是个“伪命题”.
_MEASURED: Final = re.compile(
    "(?:是|成了?|变成|變成|作|为|為)(?:一|這|这)?[个個种種场場座句件份出道派]$|(?:是|为|為)[^，。]{1,10}的$"
)
_WITH: Final = re.compile("[用以拿](?:了)?(?:一[句个個])?$")
# What anybody calls a thing is its name.
_ANYBODY: Final = ("人们", "人們", "民间", "民間", "当地人", "當地人", "大家", "村民", "居民", "市民", "网民", "外界")
# Subjects of words in marks that are longer than this hold a verb.
_LONGEST_SUBJECT: Final = 10


def chinese(sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return the quotes of one unit of Chinese."""
    said = cues_of(sentence)
    rows: list[Row] = []
    direct: list[Span] = []
    alone = alone_in(sentence)
    for span in inside:
        content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
        before = _LEAD.sub("", sentence.text(sentence.start, span.outer_start)).rstrip()
        opens = not before or before.endswith(("，", "：", "。", "！", "？", "”", "」", "』", ":", ","))
        earlier = [one for one in said if one.cue.end <= span.outer_start]
        announced = bool(earlier) and sentence.text(earlier[-1].cue.end, span.outer_start).strip() in ("，", ",")
        announced = announced or before.endswith(("：", ":"))
        after = _after(sentence, span, content, said) if opens and not announced else None
        if after is not None:
            rows.extend(pieces(sentence, span, "direct", _whose_after(sentence, span, after), alone=False))
            direct.append(Span(span.outer_start, span.outer_end))
        elif earlier:
            kind = _kind(sentence, span, content, earlier[-1])
            if kind is None:
                continue
            whose = _whose(earlier[-1])
            if before.endswith(("：", ":")) and "，" in sentence.text(earlier[-1].cue.end, span.outer_start):
                near = subject_in(sentence, sentence.start + len(before) - 1)  # "最后陈述时，被告何某泣不成声：“…”"
                if near and is_speaker(sentence.text(near.start, near.end), sentence.language):
                    whose = Attribution(near)
            rows.extend(pieces(sentence, span, kind, whose, alone=False))
            if kind == "direct":
                direct.append(Span(span.outer_start, span.outer_end))
        elif (row := _unannounced(sentence, span, content, said, rows)) is not None:
            rows.extend(pieces(sentence, span, *row, alone=alone and row[1].subject is None))
            if row[0] == "direct":
                direct.append(Span(span.outer_start, span.outer_end))
    rows.extend(_reports(sentence, said, direct))
    rows.extend(_objects(sentence, direct, [row[1] for row in rows]))
    return rows


def _unannounced(
    sentence: Clause, span: Marked, content: str, said: list[Said], rows: list[Row]
) -> tuple[str, Attribution] | None:
    """Return what words in marks are that no verb of saying leads to or follows, and whose; None where they are none.

    `rows` are the quotes of the unit before them.
    """
    language = sentence.language
    before = _LEAD.sub("", sentence.text(sentence.start, span.outer_start)).rstrip()
    alone = alone_in(sentence)
    viewed = _viewed(sentence, span)
    if viewed is not None:
        kind = _kind(sentence, span, content, viewed)
        return (kind, _whose(viewed)) if kind is not None else None
    own = _called(sentence, span) or _put(sentence, span, content, said)
    if own is not None:
        return "mixed", Attribution(own)
    if rows and before.endswith(("，", ",")) and is_whole(content):
        return "direct", rows[-1][3]
    if (own := _reason(sentence, span)) is not None:
        return "mixed", Attribution(own)
    if (closing := _closing(sentence, span, said)) is not None:
        return ("mixed", _whose(closing)) if _kind(sentence, span, content, closing) is not None else None
    if (own := _commented(sentence, span, content, said)) is not None:
        return "direct", Attribution(own)
    if before.endswith(("：", ":")) and is_whole(content) and not pattern(language, "label").search(before):
        return "direct", Attribution(subject_in(sentence, sentence.start + len(before) - 1))
    if alone or (not before and is_whole(content)):
        return "direct", Attribution(None if alone else person_after(sentence, span.outer_end))
    return None


def _objects(sentence: Clause, direct: list[Span], taken: list[Span]) -> list[Row]:
    """Return what a verb of speech governs where that is all that is said: 总统排除谈判的可能性."""
    rows = []
    for match in pattern(sentence.language, "object").finditer(sentence.masked):
        who = Span(sentence.start + match.start("who"), sentence.start + match.end("who"))
        if not is_speaker(sentence.text(who.start, who.end), sentence.language):
            continue
        whose = Attribution(who, None, Span(sentence.start + match.start("cue"), sentence.start + match.end("cue")))
        start, end = sentence.start + match.start("content"), sentence.start + match.end("content")
        row = indirect(sentence, start, end, whose, direct, taken)
        if row is not None:
            rows.append(row)
    return rows


def _whose(said: Said) -> Attribution:
    return Attribution(said.subject, None, said.cue)


def _whose_after(sentence: Clause, span: Marked, said: Said) -> Attribution:
    """Return whose words a verb after them gives, told later where it has none: “…”回忆起决赛，黄雨婷仍有些激动."""
    whose = _whose(said)
    return whose if whose.subject is not None else whose._replace(subject=person_after(sentence, span.outer_end))


def _after(sentence: Clause, span: Marked, content: str, said: list[Said]) -> Said | None:
    """Return the verb after marked words that attributes them."""
    following = next((one for one in said if one.cue.start >= span.outer_end), None)
    if following is None or (not span.closed and is_whole(content)):
        return None
    between = sentence.text(span.outer_end, following.cue.start)
    if QUOTED in between or ENDED.search(between) or _states_anew(sentence, span, content, said):
        return None
    joined = is_whole(content) or content.endswith(("，", ",")) or between.startswith(("，", ","))
    return following if joined else None


def _states_anew(sentence: Clause, span: Marked, content: str, said: list[Said]) -> bool:
    """Whether a whole sentence in marks ends that of whoever it is about: 席尔瓦称赞球员，“…。”威尔逊透露，…."""
    before = sentence.text(sentence.start, span.outer_start).rstrip()
    following = next(one for one in said if one.cue.start >= span.outer_end)
    if not (is_whole(content) and before.endswith(("，", ","))) or _ends_with(sentence, following):
        return False
    earlier = [one for one in said if one.cue.end <= span.outer_start and one.subject is not None]
    if earlier and not ENDED.search(sentence.text(earlier[-1].cue.end, span.outer_start)):
        return True
    subject = subject_in(sentence, span.outer_start - 1)
    return subject is not None and is_speaker(sentence.text(subject.start, subject.end), sentence.language)


def _closing(sentence: Clause, span: Marked, said: list[Said]) -> Said | None:
    """Return the verb that ends the sentence of marked words: …“重要时刻”，泽连斯基写道."""
    following = next((one for one in said if one.cue.start >= span.outer_end), None)
    if following is None or not following.own or ENDED.search(sentence.text(span.outer_end, following.cue.start)):
        return None
    return following if _ends_with(sentence, following) else None


def _put(sentence: Clause, span: Marked, content: str, said: list[Said]) -> Span | None:
    """Return who put words in marks at the end of a clause so, whatever the verb: …晒出合影，配“终于等到你”。."""
    before = sentence.text(sentence.start, span.outer_start).rstrip()
    following = sentence.text(span.outer_end, span.outer_end + 1)
    if (
        len(content) <= _TERM
        or not before
        or before[-1] in "，：。！？、；"
        or (following and following not in "，。！？")
    ):
        return None
    if any(one.cue.start >= span.outer_end for one in said) or not _SPEAKS.search(content):
        return None
    subject = subject_in(sentence, span.outer_start)
    return subject if subject and is_speaker(sentence.text(subject.start, subject.end), sentence.language) else None


def _viewed(sentence: Clause, span: Marked) -> Said | None:
    """Return the source or view whose sentence holds words in marks: 在周敏看来，这是个“陷阱”."""
    for match in pattern(sentence.language, "according").finditer(
        sentence.masked, 0, max(0, span.outer_start - sentence.start)
    ):
        end = sentence.start + match.end()
        if not ENDED.search(sentence.text(end, span.outer_start)):
            name = match.lastgroup or "who"
            who = without_paper(sentence, Span(sentence.start + match.start(name), sentence.start + match.end(name)))
            return Said(who, Span(who.end, end - 1), who.start, end, own=True, weak=False)
    return None


def _called(sentence: Clause, span: Marked) -> Span | None:
    """Return who calls a thing what stands in marks: 影评人把该片称作“…” · 段昌群用“…”来形容."""
    before, after = sentence.text(sentence.start, span.outer_start), sentence.text(span.outer_end, sentence.end)
    led = _WITH.search(before)
    behind = led is not None and pattern(sentence.language, "called").match(after) is not None
    closes = not after or after[0] in "，。！？；"
    clause = re.split("[，。：；]", before)[-1]
    if not behind and not (closes and "被" not in clause and pattern(sentence.language, "calling").search(clause)):
        return None
    subject = subject_in(sentence, span.outer_start - (len(led.group()) if led is not None and behind else 0))
    phrase = sentence.text(subject.start, subject.end) if subject is not None else ""
    named = is_speaker(phrase, sentence.language) or pattern(sentence.language, "bare_name").match(phrase)
    return subject if named and not phrase.endswith(_ANYBODY) else None


def _reason(sentence: Clause, span: Marked) -> Span | None:
    """Return who gives words in marks for a reason: 客服以“影响二次销售”为由拒绝."""
    before, after = sentence.text(sentence.start, span.outer_start), sentence.text(span.outer_end, sentence.end)
    if not before.endswith("以") or not after.startswith(("为由", "為由", "为借口", "為藉口")):
        return None
    subject = subject_in(sentence, span.outer_start)
    return subject if subject and is_speaker(sentence.text(subject.start, subject.end), sentence.language) else None


def _commented(sentence: Clause, span: Marked, content: str, said: list[Said]) -> Span | None:
    """Return whom a sentence is about that ends with words in marks behind a comma: 教练揽下责任，“换人换晚了”."""
    before = sentence.text(sentence.start, span.outer_start).rstrip()
    following = sentence.text(span.outer_end, span.outer_end + 1).strip()
    if not before.endswith(("，", ",")) or following not in ("", "。", "！", "？") or len(content) <= _TERM:
        return None
    stop = ENDED.search(sentence.masked, span.outer_end - sentence.start)
    end = sentence.start + stop.start() if stop else sentence.end
    end = span.outer_end if is_whole(content) else end
    if any(span.outer_end <= one.cue.start < end for one in said):
        return None
    if not pattern(sentence.language, "spoken").search(content):
        return None
    subject = subject_in(sentence, span.outer_start)
    phrase = sentence.text(subject.start, subject.end) if subject is not None else ""
    named = is_speaker(phrase, sentence.language) or pattern(sentence.language, "bare_name").match(phrase)
    return subject if named else None


def _ends_with(sentence: Clause, said: Said) -> bool:
    rest = sentence.text(said.cue.end, said.cue.end + 1)
    return not rest.strip() or ENDED.match(rest) is not None


def _kind(sentence: Clause, span: Marked, content: str, said: Said) -> str | None:
    """Return what marked words after a verb of saying are; None where they are a term or a title."""
    gap = sentence.text(said.cue.end, span.outer_start).strip()
    following = sentence.text(span.outer_end, span.outer_end + 1)
    between = re.sub(rf"[“「『\"]{QUOTED}+[”」』\"]", "", gap)
    if ENDED.search(gap) and not (is_whole(content) and gap.endswith(("：", ":", "”", "」", "』", "。"))):
        return None
    introduced = between in ("", "：", "，", ":", ",", "，，") or gap.endswith(("：", ":"))
    ended = is_whole(content) or not following.strip() or following in "，。；！？,;!?"
    if introduced and ended:
        return "direct"
    if is_whole(content) and re.search(rf"{QUOTED}[”」』\"][，。]?\Z", gap):
        return "direct"
    words = len(re.findall(r"\w", content))
    named = not gap and following == "的" and words <= _TERM  # "自称“客服”的来电"
    if words < 2 or named:
        return None
    if ended and is_whole(content) and gap.endswith(("，", ",")) and words > 2:
        return "direct"  # "居民天天吃灰，「誰來負責？」"
    if ended and gap.endswith(("，", ",")) and words > _TERM and pattern(sentence.language, "spoken").search(content):
        return "direct"  # "…称，德黑兰从未寻求核武器，“威胁只会适得其反”"
    joined = bool(following.strip()) and following not in "，。；！？,;!?、的地之将將把对對在与與和并並而了及或"
    described = (
        _MEASURED.search(gap) is not None
        or gap.endswith(("是", "为", "為", "成", "作", "称", "稱", "有", "不", "很", "将", "將", "会", "會"))
        or not gap
    )
    described = described or (ended and gap.endswith(("都在", "正在", "是在", "只是", "就是")))
    described = described or said.weak or (ended and _is_subject(gap, sentence))
    spoken = pattern(sentence.language, "spoken").search(content) is not None
    described_term = described and words > _TERM and bool(gap)  # "称仍有“若干棘手问题”待解决"
    if (words <= _TERM and not (described and not joined) and not spoken) or (
        joined and not spoken and not described_term
    ):
        return None
    return "mixed"


def _is_subject(gap: str, sentence: Clause) -> bool:
    """Whether words between a verb of saying and marks leave only the predicate to the marks: 称相关报道“纯属猜测”."""
    clause = re.split("[，,；：]", gap)[-1]
    return 2 <= len(clause) <= _LONGEST_SUBJECT and not pattern(sentence.language, "names_terms").search(clause)


def _labelled(sentence: Clause, said: list[Said]) -> list[tuple[Span, int, int]]:
    """Return who speaks before a colon without a verb, and where what is said starts and ends: 卫健委：伤者已送医."""
    found = []
    for match in pattern(sentence.language, "headline").finditer(sentence.masked):
        who = match["who"]
        name = parts(who, sentence.language)
        named = pattern(sentence.language, "bare_name").match(who) is not None
        known = is_speaker(who, sentence.language) and name.sort in ("person", "organisation")
        asked = who in sentence.language.patterns["askers"] and match["content"].endswith(("？", "?"))
        if not (known or named or asked):
            continue
        start, end = sentence.start + match.start("content"), sentence.start + match.end("content")
        if (who.endswith(tuple(sentence.language.patterns["askers"])) and not asked) or any(
            sentence.start + match.start() <= one.cue.start < start for one in said
        ):
            continue
        found.append((Span(sentence.start + match.start("who"), sentence.start + match.end("who")), start, end))
    return found


def _reports(sentence: Clause, said: list[Said], direct: list[Span]) -> list[Row]:
    text = sentence.masked
    rows: list[Row] = []
    taken: list[Span] = []

    def add(start: int, end: int, whose: Attribution) -> None:
        row = indirect(sentence, start, end, whose, direct, taken)
        if row is not None:
            rows.append(row if whose.subject is not None else (*row[:5], True))
            taken.append(row[1])

    for number, one in enumerate(said):
        stop = ENDED.search(text, one.start - sentence.start)
        end = sentence.start + (stop.start() if stop else len(text))
        later = said[number + 1] if number + 1 < len(said) else None
        if later is not None and later.cue.start < end:
            end = max(later.clause - 1, one.start)
        if one.weak:
            continue
        if text[one.cue.end - sentence.start - 1] in "问問":
            comma = text.find("，", one.start - sentence.start, end - sentence.start)
            end = sentence.start + comma if comma >= 0 else end
        if one.own and _ends_with(sentence, one) and not any(span.start < one.cue.start for span in direct):
            begin = max((place.end() for place in ENDED.finditer(text, 0, one.cue.start - sentence.start)), default=0)
            add(sentence.start + begin, one.clause - 1, _whose(one))
            continue
        add(one.start, end, _whose(one))
    for who, begin, end in _labelled(sentence, said):
        add(begin, end, Attribution(who, None, Span(who.end, who.end + 1)))
    for match in pattern(sentence.language, "according").finditer(text):
        stop = ENDED.search(text, match.end())
        end = sentence.start + (stop.start() if stop else len(text))
        if any(sentence.start + match.start() < one.cue.start < end and not one.weak for one in said):
            continue
        name = match.lastgroup or "who"
        who = without_paper(sentence, Span(sentence.start + match.start(name), sentence.start + match.end(name)))
        cue = Span(sentence.start + match.start() + (match.group()[0] in "，。；"), who.start)
        add(sentence.start + match.end(), end, Attribution(who, None, cue if cue.end > cue.start else None))
    return rows
