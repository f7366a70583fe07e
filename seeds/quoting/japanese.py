"""Japanese quotes: Xは「…」と述べた · Xによると、… · Xは…と発表した · …という."""

import re
from collections.abc import Iterator
from typing import Final

from seeds.quoting.attributed import Attribution
from seeds.quoting.carried_words import is_outlet
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.japanese_topics import (
    anew,
    arrested,
    closing_name,
    first_nested,
    first_subject,
    full_name,
    headed,
    inner,
    is_thing,
    last_topic,
    leader,
    leading_person,
    named_later,
    nearest,
    outer_speaker,
    outer_topic,
    topic,
    turn,
    view_of,
    winner,
    without_lead,
)
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import LIST, Row, alone_in, indirect, is_speaker, object_rows, pattern, pieces

_QUOTING: Final = re.compile(r"(?:などと|など|とも|との|と|って)")
_OPEN_BEFORE: Final = ("、", "は", "も", "で", "に", "し", "」", "。", "が", "の", "て", "ら", "，", "）")
# A clause that words in marks go on with.
_LEADS_ON: Final = (
    "が、",
    "て、",
    "し、",
    "ず、",
    "のの、",
    "けど、",
    "から、",
    "ば、",
    "たら、",
    "ため、",
    "つつ、",
    "ながら、",
)
# A sentence, or a clause of one, ends so; what is said without marks does.
_PREDICATE: Final = re.compile(
    r"(?:[たすいるだねようくつむぶぐぬなかせけんしてばらぞさ]|では|とは|から|まで|けど|のに|です|ます)[。！？!?…]*\Z"
)
_SAID: Final = re.compile(r"[ぁ-んー々\u3400-\u9fffァ-ヺA-Za-z%％0-9０-９)）」』]\Z")
_NOUN_BEFORE: Final = re.compile(r"[\u3400-\u9fffァ-ヺー]\Z")
# One verb of saying behind another: "…」と非難したと伝えた".
_RELAYED: Final = re.compile(r"(?:など)?と[^、。「」]{0,14}?(?:た|する|ている|上で|だ)と(?:し|の|、|[\u3400-\u9fff])")
_PASSED_ON: Final = re.compile(r"[ぁ-ん]{0,3}と、?[^、。「」]{0,8}(?:報じ|伝え|報道|速報|配信)")
# Who said it in brackets behind the marks: 「…」（証券アナリスト）.
_BRACKETED: Final = re.compile(r"[（(](?P<who>[^（）()「」。]{2,30})[）)]")
# Marks that close right before a verb of saying, or before the brackets in front of it.
_CLOSED: Final = re.compile(r"[」』”\"](?:[（(][^（）()]*[）)])?\Z")
_LONGEST_BRACKET: Final = 40
# What was said before words in marks that close the sentence: "…したといい、「…」。".
_SAID_BEFORE: Final = re.compile(r"と[^、。「」]{0,14}[いしみべり]、\Z")
_COUNTED: Final = re.compile(r"[0-9０-９一二三四五六七八九十両]+(?:人|名|者)")
_FINITE: Final = re.compile(r"(?:だ|[っしれい]た|ない|いる|する|れる|ある|べき)\Z")
# What people say of themselves: "近本外野手が残留すると表明した".
_OF_ONESELF: Final = re.compile("表明|宣言|明かし|誓")
_LONG: Final = 8
_FROM: Final = ("から", "からは", "からも")
_TOPIC: Final = re.compile(r"[たるい]のは[^、]{2,}で\Z")


def japanese(sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return the quotes of one unit of Japanese."""
    rows: list[Row] = []
    direct: list[Span] = []
    alone = alone_in(sentence)
    opened = since = -1
    for place, span in enumerate(inside):
        listed = place > 0 and LIST.fullmatch(sentence.text(inside[place - 1].outer_end, span.outer_start))
        if not listed:
            opened, since = span.outer_start, inside[place - 1].outer_end if place else sentence.start
        found = _marked(sentence, span, opened, since, alone=alone)
        if found is None:
            continue
        kind, whose = found
        if (
            whose.subject is None
            and rows
            and whose.cue is None
            and sentence.text(sentence.start, span.outer_start).strip()
        ):
            whose = Attribution(rows[-1][3].subject, None, whose.cue)
        rows.extend(pieces(sentence, span, kind, whose, alone=whose.subject is None and whose.cue is None))
        if kind == "direct":
            direct.append(Span(span.outer_start, span.outer_end))
    rows.extend(_reports(sentence, direct))
    subject = japanese_topic(sentence, sentence.end)
    if subject is not None:
        objects = object_rows(sentence, subject, len("は"), None, direct, [row[1] for row in rows])
        # "「…」と国に支援を求めた": to whom words in marks were said is no thing that was asked for
        rows.extend(row for row in objects if not sentence.text(row[1].start, row[1].end).startswith("と"))
    return rows


def japanese_topic(sentence: Clause, limit: int) -> Span | None:
    """Return whom a unit is about, before an offset."""
    whole = limit == sentence.end
    held = arrested(sentence) if whole else None
    named = None if whole else full_name(sentence)
    return (
        held
        or topic(sentence, sentence.start, limit, names=False)
        or (named if named is not None and named.end <= limit else None)
        or (
            view_of(sentence) or leader(sentence) or full_name(sentence) or closing_name(sentence) or winner(sentence)
            if whole
            else None
        )
    )


def _marked(sentence: Clause, span: Marked, opened: int, since: int, *, alone: bool) -> tuple[str, Attribution] | None:
    """Return what words in marks are and who says them; None where they are a title, a term or a name.

    `opened` is where the first of their list of marked words opens, which is their own start where they are no list;
    `since`, where the marked words before that end.
    """
    language = sentence.language
    after = sentence.text(span.outer_end, sentence.end)
    before = sentence.text(sentence.start, opened).rstrip()
    content = sentence.plain[span.start - sentence.start : span.end - sentence.start].strip()
    clause = after[: after.find("。") + 1] if "。" in after else after
    predicate = _PREDICATE.search(content) is not None
    beside = _beside(sentence, span, opened) if predicate else None  # a title has its publisher there
    if beside is not None:
        return "direct", Attribution(beside)
    quoting = _QUOTING.match(after)
    saying = pattern(language, "verb").search(clause.replace(QUOTED, " "), quoting.end() if quoting else 0)
    cue = Span(span.outer_end + saying.start(), span.outer_end + saying.end()) if saying else None
    utterance = predicate or (len(content) >= _LONG and re.search("[はがをにでも]", content) is not None)
    opens = not before or before.endswith(_OPEN_BEFORE)
    begin = sentence.start + before.rfind("。") + 1
    paper = _on_paper(sentence, span, opened, begin) if quoting and predicate else None
    if paper is not None:
        return "direct", paper if paper.cue else paper._replace(cue=cue)
    voiced = pattern(language, "voices").match(after) or pattern(language, "voiced_by").match(after)
    if quoting and (voiced or not pattern(language, "named_so").match(after)):
        subject = (anew(sentence, since, opened) if since > begin else None) or _who(sentence, span, begin, opened)
        elsewhere = _of_another(sentence, span, begin, opened, subject)
        if elsewhere is not None:
            return "direct", Attribution(elsewhere, None, cue)
        listed = opened < span.outer_start
        if voiced and (saying or utterance or listed):
            # "…との見方を示した"
            holder = _from(sentence, opened) or (subject if after.startswith("を", voiced.end()) else None)
            # "市には「…」といった苦情が寄せられた": nobody's, and no man's before
            cue = cue if holder is not None else Span(span.outer_end, span.outer_end + voiced.end())
            return ("direct" if predicate or listed else "mixed"), Attribution(holder, None, cue)
        joins = re.match(r"と、?[「『]", after) is not None
        if joins and not predicate:
            return None
        if not (saying or (utterance and subject is not None) or (utterance and not before)):
            if not (predicate and opens and quoting.group() in ("と", "などと", "とも")):
                return None
            cue = Span(span.outer_end, span.outer_end + quoting.end())  # "「…」と断じた": whoever spoke before
        if not utterance and not saying:
            return None
        mixed = not opens or (quoting.group() == "との" and not predicate) or _is_predicate(sentence, subject, opened)
        return ("mixed" if mixed else "direct"), Attribution(subject, None, cue)
    motto = _motto(sentence, span, opened, predicate=predicate)
    if motto is not None:
        return "direct", motto
    if not before or alone:
        if alone or after[:1] in ("", "。", "、", "「") or re.match(r"(?:と、|そう|こう|このように)", after):
            if not utterance and not alone and not saying:
                return None
            subject = None if alone else named_later(sentence, span.outer_end)
            return "direct", Attribution(subject, None, cue if subject else None)
        return None
    if utterance and after[:1] in ("。", "", "、", "（", "(") and not quoting:
        stated = _stated(sentence, span, begin, predicate=predicate)
        if stated is not None:
            return "direct", stated
    expressed = pattern(language, "expressed").match(after)
    if expressed or (saying and pattern(language, "within_report").match(after.replace(QUOTED, " "))):
        subject = topic(sentence, sentence.start, span.outer_start, names=True)
        return None if subject is None else ("mixed", Attribution(subject, None, cue))
    if saying and pattern(language, "coloured").search(content) and before.endswith(_OPEN_BEFORE):
        subject = topic(sentence, sentence.start, span.outer_start, names=False)
        if subject is not None and pattern(language, "reported").search(after.replace(QUOTED, " ")):
            return "mixed", Attribution(subject, None, cue)
    if saying and pattern(language, "held").match(after) and re.search(r"[ぁ-ん]", content):
        subject = topic(sentence, sentence.start, span.outer_start, names=False)
        return "mixed", Attribution(subject, None, cue)
    return None


def _motto(sentence: Clause, span: Marked, opened: int, *, predicate: bool) -> Attribution | None:
    """Return whose saying words in marks are: 社長の口癖は「…」だ · 「…」が滝本さんの口癖だった."""
    language = sentence.language
    lead = sentence.text(sentence.start, opened).rstrip("「『 ")
    before = pattern(language, "motto_of").search(lead) if predicate and lead.endswith(("は", "は、")) else None
    if before is not None:
        who = without_lead(sentence, sentence.start + before.start("who"), sentence.start + before.end("who"))
        return Attribution(who, None, Span(who.end, opened))
    after = pattern(language, "motto").match(sentence.text(span.outer_end, sentence.end))
    if after is None:
        return None
    who = Span(span.outer_end + after.start("who"), span.outer_end + after.end("who"))
    return Attribution(who, None, Span(who.end, span.outer_end + after.end()))


def _is_predicate(sentence: Clause, subject: Span | None, opened: int) -> bool:
    """Whether a thing right before words in marks is what they are said of: 増税は「避けられない」とみる."""
    if subject is None or subject.end >= opened:
        return False
    last = last_topic(sentence, subject.start, opened)
    return (
        last is not None
        and last.start > subject.end
        and not is_speaker(sentence.text(last.start, last.end), sentence.language)
    )


def _who(sentence: Clause, span: Marked, begin: int, opened: int) -> Span | None:
    """Return who says words in marks that と follows: whoever is nearest, the topic, or who is named later."""
    subject = (
        outer_topic(sentence, begin, opened)
        or outer_speaker(sentence, begin, opened, span.outer_end)
        or nearest(sentence, opened, begin)
        or topic(sentence, begin, opened, names=True)
        or named_later(sentence, span.outer_end)
        or first_subject(sentence, begin, opened)
    )
    relayed = _RELAYED.match(sentence.text(span.outer_end, sentence.end))
    return (inner(sentence, opened) if relayed else None) or subject  # "通信は、金氏が「…」と非難したと伝えた"


def _beside(sentence: Clause, span: Marked, opened: int) -> Span | None:
    """Return who is named right beside words in marks: in brackets, or by whom it was said: 監督から「…」と言われ."""
    passive = pattern(sentence.language, "passive").match(sentence.text(span.outer_end, sentence.end))
    led = sentence.text(sentence.start, opened).rstrip("「『 ").endswith(_FROM) and passive is not None
    return _bracketed(sentence, span) or (_from(sentence, opened, "passive_from") if led else None)


def _bracketed(sentence: Clause, span: Marked) -> Span | None:
    """Return who said marked words by the brackets behind them: 「踏み込みが足りない」（アナリスト）との見方."""
    match = _BRACKETED.match(sentence.text(span.outer_end, sentence.end))
    if match is None or not is_speaker(match["who"], sentence.language):
        return None
    return Span(span.outer_end + match.start("who"), span.outer_end + match.end("who"))


def _stated(sentence: Clause, span: Marked, begin: int, *, predicate: bool) -> Attribution | None:
    """Return who says a whole utterance that no verb follows, or an attribution to whoever spoke before; else None."""
    language = sentence.language
    before, after = (
        sentence.text(sentence.start, span.outer_start).rstrip(),
        sentence.text(span.outer_end, sentence.end),
    )
    subject = nearest(sentence, span.outer_start, begin) or headed(sentence, span.outer_start, begin)
    if subject is None and predicate:
        subject = turn(sentence, span.outer_start, span.outer_end)
    if subject is not None:
        return Attribution(subject, None, None)
    if pattern(language, "answering").search(before):
        return Attribution(topic(sentence, sentence.start, span.outer_start, names=True))
    ended = after[:1] in ("。", "")
    if before.endswith(("。", "」", "』")) and ended:
        return Attribution()
    if predicate and ended and before.endswith("に"):  # "監督は3連敗に「責任は自分にある」。"
        about = topic(sentence, begin, span.outer_start, names=True)
        if about is not None and "・" in sentence.text(about.start, about.end):
            return Attribution(about)  # "ヤクルト・村田は通算200号に「通過点です」。"
        if about is not None and is_speaker(sentence.text(about.start, about.end), language):
            return Attribution(about)
    # "収量は減ったものの、「味は去年よりいい」。"
    circumstance = before.endswith("は") and pattern(language, "circumstance").search(before[:-1]) is not None
    leads_on = circumstance or before.endswith(_LEADS_ON) or _SAID_BEFORE.search(before) is not None
    return Attribution() if predicate and ended and leads_on else None


def _of_another(sentence: Clause, span: Marked, begin: int, opened: int, subject: Span | None) -> Span | None:
    """Return whose words they are though the sentence is about somebody else: a document's, or who asked or told them.

    遺書には「…」と記されていた · 裁判長から「…」と問われると.
    """
    after = sentence.text(span.outer_end, sentence.end)
    who = _written(sentence, span, begin)
    if who is not None:
        return who if subject is None or subject.start >= who.start else None
    return _from(sentence, opened, "passive_from") if pattern(sentence.language, "passive").match(after) else None


def _on_paper(sentence: Clause, span: Marked, opened: int, begin: int) -> Attribution | None:
    """Return whose words stand in a document, its own or a letter's sender: 客から「…」と書かれた手紙."""
    paper = _written(sentence, span, begin)
    if paper is not None and topic(sentence, begin, paper.start, names=True) is None:
        return Attribution(paper)
    after = sentence.text(span.outer_end, sentence.end)
    letter = pattern(sentence.language, "letters").match(after)
    if letter is None or pattern(sentence.language, "voices").match(after):
        return None
    return Attribution(_from(sentence, opened), None, Span(span.outer_end, span.outer_end + letter.end()))


def _written(sentence: Clause, span: Marked, begin: int) -> Span | None:
    """Return the document that words in marks stand in: 遺書には「…」と記されていた."""
    paper = pattern(sentence.language, "written_in").search(sentence.text(begin, span.outer_start))
    if paper is None or not pattern(sentence.language, "written").match(sentence.text(span.outer_end, sentence.end)):
        return None
    return Span(begin + paper.start("who"), begin + paper.end("who"))


def _from(sentence: Clause, opened: int, how: str = "voices_from") -> Span | None:
    """Return from whom a voice comes: 住民からは「…」という声, 妻に「…」と言われ."""
    before = sentence.text(sentence.start, opened).rstrip("「『｢“〝")
    match = pattern(sentence.language, how).search(before)
    if match is None:
        return None
    return without_lead(sentence, sentence.start + match.start("who"), sentence.start + match.end("who"))


def _reports(sentence: Clause, direct: list[Span]) -> list[Row]:
    """Return what is said without marks, by the verb that ends it."""
    text = sentence.masked
    rows: list[Row] = []
    taken: list[Span] = []
    begin = 0
    for stop in [*(place.end() for place in re.finditer("[。！？]", text)), len(text)]:
        if stop > begin:
            rows.extend(_of_sentence(sentence, begin, stop, direct, taken))
        begin = stop
    return rows


def _of_sentence(sentence: Clause, first: int, last: int, direct: list[Span], taken: list[Span]) -> list[Row]:
    """Return the reports of one sentence of a unit; [first, last) are places in its text."""
    language, text = sentence.language, sentence.masked
    rows: list[Row] = []
    relayed = pattern(language, "according").match(text, first, last)
    at = relayed.end() if relayed else first
    subject: Span | None = None
    among = pattern(language, "among").match(text, first, last)
    if among is not None:
        subject, at = Span(sentence.start + among.start("who"), sentence.start + among.end("who")), among.end()
    circle = pattern(language, "circle").match(text, first, last) if among is None else None
    for match in pattern(language, "reported").finditer(text, at, last):
        if match.start() < at or (relayed and match.group().endswith(("一致", "共有"))):
            continue
        if _CLOSED.search(text, max(at, match.start() - _LONGEST_BRACKET), match.start()):
            at = _next_clause(text, match.end(), last)
            subject = topic(sentence, sentence.start + first, sentence.start + match.start(), names=True) or subject
            continue
        if (
            match["told"] is not None
            and topic(sentence, sentence.start + at, sentence.start + match.start(), names=False) is None
        ):
            continue
        own = _nested(sentence, match, _own(sentence, match, at, first, names=subject is None))
        begin = at
        if own is not None and own.end <= sentence.start + match.start():
            subject = own
            begin = _after_particle(text, own.end - sentence.start)
        elif own is not None:
            subject = own
        whose = subject
        if circle and own is None and match.group().startswith("との"):
            whose = Span(sentence.start + circle.start("who"), sentence.start + circle.end("who"))
            begin = circle.end()
        if relayed and (match["hearsay"] is not None or (own is None and subject is None)):
            continue
        if match["hearsay"] is not None:
            whose = None
        begin = _after_adjuncts(text, begin, match.start(), pattern(language, "adjunct"))
        content = text[begin : match.start()]
        if match["said"] is not None and not _is_said(content, match, pattern(language, "doing")):
            continue
        cue = Span(sentence.start + match.start(), sentence.start + match.end())
        found = Attribution(whose, None, cue) if match["hearsay"] is None else Attribution()
        row = indirect(sentence, sentence.start + begin, cue.start, found, direct, taken)
        at = _next_clause(text, match.end(), last)
        if row is not None:
            rows.append(row if whose is not None else (*row[:4], False, True))
            taken.append(row[1])
    if relayed and not rows and not any(span.end > sentence.start + relayed.end() for span in direct):
        rows.extend(_as_relayed(sentence, relayed, last, direct, taken))
    if not rows:
        rows.extend(_learned(sentence, at, last, direct, taken))
    if not rows:
        rows.extend(_headlined(sentence, first, last, direct, taken))
    return rows


def _own(sentence: Clause, match: re.Match[str], at: int, first: int, *, names: bool) -> Span | None:
    """Return the speaker that a report of a sentence has of its own; nobody is said to say hearsay: 男性は…という."""
    if match["hearsay"] is not None:
        return None
    own = _inner(sentence, match) or topic(sentence, sentence.start + at, sentence.start + match.start(), names=names)
    if own is None and names and _OF_ONESELF.search(match.group()):
        own = leading_person(sentence, sentence.start + at, sentence.start + match.start())
    if own is None or is_thing(sentence, own, sentence.start + first):
        return None
    return None if _is_counted(sentence, own, match.group()) else own


def _nested(sentence: Clause, match: re.Match[str], own: Span | None) -> Span | None:
    """Return who told what an outlet passes on, else who speaks: 通信社は、国防部が…と発表したと報じた."""
    passed_on = own is not None and _PASSED_ON.match(sentence.masked, match.end()) is not None
    if own is None or not passed_on or not is_outlet(sentence.text(own.start, own.end), sentence):
        return own
    return first_nested(sentence, own.end, sentence.start + match.start()) or own


def _is_counted(sentence: Clause, own: Span, cue: str) -> bool:
    """Whether a body claims something of some people: 2人は…に接近したとしている."""
    return cue.startswith("としてい") and _COUNTED.fullmatch(sentence.text(own.start, own.end)) is not None


def _headlined(sentence: Clause, first: int, last: int, direct: list[Span], taken: list[Span]) -> Iterator[Row]:
    """Yield what stands behind a speaker and a colon at a line's head: 東北電力：女川原発に異常なし."""
    match = pattern(sentence.language, "headline").match(sentence.masked, first, last)
    if match is None or not is_speaker(match["who"], sentence.language):
        return
    who = Span(sentence.start + match.start("who"), sentence.start + match.end("who"))
    whose = Attribution(who, None, Span(who.end, who.end + 1))
    row = indirect(
        sentence, sentence.start + match.start("content"), sentence.start + match.end("content"), whose, direct, taken
    )
    if row is not None:
        taken.append(row[1])
        yield row


def _as_relayed(
    sentence: Clause, relayed: re.Match[str], last: int, direct: list[Span], taken: list[Span]
) -> Iterator[Row]:
    """Yield what follows its source, up to the end of the sentence: 県警によると、…."""
    language, text = sentence.language, sentence.masked
    finish = last - (text[last - 1 : last] in "。！？")
    tail = re.search(language.patterns["content_tail"] + r"\Z", text[relayed.end() : finish])
    finish = relayed.end() + tail.start() if tail else finish
    who = _source(sentence, relayed)
    found = Attribution(who, None, Span(sentence.start + relayed.end("who"), sentence.start + relayed.end()))
    row = indirect(sentence, sentence.start + relayed.end(), sentence.start + finish, found, direct, taken)
    if row is not None:
        taken.append(row[1])
        yield row


def _learned(sentence: Clause, at: int, last: int, direct: list[Span], taken: list[Span]) -> Iterator[Row]:
    """Yield what was learned from a source: …ことが県警への取材でわかった."""
    match = pattern(sentence.language, "learned").search(sentence.masked, at, last)
    if match is None:
        return
    who = Span(sentence.start + match.start("who"), sentence.start + match.end("who"))
    whose = Attribution(who, None, Span(who.end, sentence.start + match.end()))
    row = indirect(sentence, sentence.start + at, sentence.start + match.start(), whose, direct, taken)
    if row is not None:
        taken.append(row[1])
        yield row


def _inner(sentence: Clause, match: re.Match[str]) -> Span | None:
    """Return who is named between と and the verb: …できる、と専門家は話す."""
    if match["who"] is None:
        return None
    return Span(sentence.start + match.start("who"), sentence.start + match.end("who"))


def _is_said(content: str, match: re.Match[str], doing: re.Pattern[str]) -> bool:
    """Whether words before と are a clause, and not somebody with whom something is done: 米国務長官と会談した."""
    if doing.match(match["said"]) and _NOUN_BEFORE.search(match.string, match.start(), match.start("said")):
        return _FINITE.search(content) is not None  # "拠点だったと正当化している"
    if _PREDICATE.search(content):
        return True
    if match["who"] is not None and "、" not in match.group():
        return False  # "…児童と教職員84人が症状を訴えた"
    return _SAID.search(content) is not None and re.search("[はがをも]", content) is not None


def _source(sentence: Clause, relayed: re.Match[str]) -> Span:
    """Return the source of a report, without what it has published: 財務省が20日発表した貿易統計."""
    start, end = sentence.start + relayed.start("who"), sentence.start + relayed.end("who")
    text = sentence.text(start, end)
    published = pattern(sentence.language, "published").match(text)
    if published:
        return Span(start + published.start("who"), start + published.end("who"))
    return without_lead(sentence, start, end)


def _after_particle(text: str, at: int) -> int:
    match = re.compile("[」』]?(?:では|からは|は|も|が)").match(text, at)
    return match.end() if match else at


def _next_clause(text: str, start: int, last: int) -> int:
    return next((place.start() for place in re.compile("[、。]").finditer(text, start, last)), last)


def _after_adjuncts(text: str, begin: int, end: int, adjunct: re.Pattern[str]) -> int:
    """Skip the comma parts that say when, where and to whom."""
    at = begin
    while at < end and text[at] in "、 ":
        at += 1
    while (comma := text.find("、", at, end)) >= 0 and adjunct.fullmatch(text, at, comma):
        if _TOPIC.search(text, at, comma):
            break  # "流出したのは3千人分で": a clause of what is said
        at = comma + 1
    return at
