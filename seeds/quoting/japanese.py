"""Japanese quotes: Xは「…」と述べた · Xによると、… · Xは…と発表した."""

import re
from typing import Final

from seeds.quoting.attribution import Attribution
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import BRACKET, STOP, Row, alone_in, indirect, pattern, pieces

_JA_NOUN_END: Final = r"[\u3400-\u9fff々〆ァ-ヺーA-Za-zＡ-Ｚ0-9０-９)）]|さん|くん|ちゃん|ら|氏|たち"


def japanese(sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return the quotes of one unit of Japanese."""
    language, text = sentence.language, sentence.masked
    verb = pattern(language, "verb")
    rows: list[Row] = []
    direct: list[Span] = []
    alone = alone_in(sentence)
    for span in inside:
        after = sentence.text(span.outer_end, sentence.end)
        before = sentence.text(sentence.start, span.outer_start)
        content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
        quoting = re.match(r"(?:など|などと|とも|との|と|って)", after)
        saying = verb.search(after.replace(QUOTED, " "), quoting.end() if quoting else 0)
        cue = Span(span.outer_end + saying.start(), span.outer_end + saying.end()) if saying else None
        joined = re.match(r"[。、]?\s*(?:と、|そう|こう|このように)", after)
        if quoting and not re.match(r"との?(?:名|タイトル|題|書かれ|呼ば|称す|いう(?!。|\Z))", after):
            subject = _japanese_subject(sentence, span.outer_start) or _japanese_later(sentence, span.outer_end)
            lead = (
                before.rstrip().endswith(("、", "は", "も", "で", "に", "し", "」", "。", "が", "の", "て", "ら", "，"))
                or not before.strip()
            )
            kind = "mixed" if quoting.group() == "との" and not lead else ("direct" if lead else "mixed")
            rows.extend(pieces(sentence, span, kind, Attribution(subject, None, cue), alone=False))
            direct.append(Span(span.outer_start, span.outer_end))
        elif not before.strip() and (
            joined or alone or (_whole_japanese(content) and after.lstrip("。 ")[:1] in ("", "「"))
        ):
            subject = _japanese_later(sentence, span.outer_end)
            rows.extend(
                pieces(
                    sentence,
                    span,
                    "direct",
                    Attribution(subject, None, cue if subject else None),
                    alone=subject is None,
                )
            )
            direct.append(Span(span.outer_start, span.outer_end))
        elif not before.strip() and after[:1] == "。" and saying and _japanese_later(sentence, span.outer_end):
            rows.extend(
                pieces(
                    sentence,
                    span,
                    "direct",
                    Attribution(_japanese_later(sentence, span.outer_end), None, cue),
                    alone=False,
                )
            )
            direct.append(Span(span.outer_start, span.outer_end))
        elif (
            saying
            and re.match(r"[^。「]{0,12}(?:考え|方針|意向|姿勢|認識|見方|見解|立場|と|発言|コメント)", after)
            and re.search(r"[ぁ-ん]", content)
        ):
            subject = _japanese_subject(sentence, span.outer_start)
            if subject is not None:
                rows.extend(pieces(sentence, span, "mixed", Attribution(subject, None, cue), alone=False))
    rows.extend(_japanese_reports(sentence, text, direct))
    return rows


def _whole_japanese(content: str) -> bool:
    return bool(re.search(r"(?:[たすいるだねよ]|です|ます|ない)[。！？]?\Z", content.strip()))


def _japanese_subject(sentence: Clause, limit: int) -> Span | None:
    """Return the topic before an offset.

    A noun with は, も or が, nearest the start; its clause's earlier parts left out.
    """
    text = sentence.text(sentence.start, limit)
    begin = 0
    for match in re.finditer(rf"(?:{_JA_NOUN_END})(?=(?:は|も|が)(?![ず]))", text):
        end = match.end()
        if QUOTED in text[begin:end] and text.rfind(QUOTED, 0, end) > begin:
            begin = max(text.rfind(QUOTED, 0, end) + 1, begin)
        start = max(text.rfind(mark, begin, end) for mark in ("、", "。", "」", "「", "　", "』", "，")) + 1
        start = max(start, begin)
        name = text[start:end].strip()
        if not name or BRACKET.sub("", name) in sentence.language.impersonal:
            continue
        lead = pattern(sentence.language, "lead").match(name)
        if lead and lead.end() < len(name):
            start += lead.end()
        relayed = re.match(r"(?P<who>.+?)(?:によると|によれば)", text[start:end])
        if relayed:
            start += relayed.end()
        name_start = start + len(text[start:end]) - len(text[start:end].lstrip())
        time = re.match(r"(?:\d+日(?:の|、)?|[０-９]+日)", text[name_start:end])
        if time and name_start + time.end() < end:
            name_start += time.end()
        return Span(sentence.start + name_start, sentence.start + end)
    return None


def _japanese_later(sentence: Clause, start: int) -> Span | None:
    """Return who speaks where the words come first.

    "「…」と訴えるのは、…さんだ", "「…」。…さんはそう話す", "「…」と…氏。".
    """
    text = sentence.text(start, sentence.end)
    patterns = (
        r"(?:のは|のが)、?(?P<who>[^「」]{2,50}?)(?:だった|だ|です|である|でした)?。?\s*\Z",
        rf"(?:と|。|、)?、?(?P<who>[^。「」]{{2,40}}?(?:{_JA_NOUN_END}))(?:は|も|が)(?:、|そう|こう|[^。「]{{0,40}}$|[^。「]{{0,40}}。)",
        r"と、?(?P<who>[^、。「」はがをに]{2,24}(?:氏|さん|首相|大統領|社長|会長|教授|監督|選手|長官|代表|知事|市長|議員|外相))。?\s*\Z",
    )
    for later in patterns:
        match = re.search(later, text)
        if match and QUOTED not in match["who"]:
            at = match["who"]
            cut = max(at.rfind("、"), at.rfind("と") if at.startswith("と") else -1) + 1
            begin = start + match.start("who") + cut + (len(at[cut:]) - len(at[cut:].lstrip("とは、。 ")))
            if begin < start + match.end("who"):
                return Span(begin, start + match.end("who"))
    return None


def _japanese_reports(sentence: Clause, text: str, direct: list[Span]) -> list[Row]:
    language = sentence.language
    rows: list[Row] = []
    taken: list[Span] = []
    relayed = re.compile(r"(?:^|(?<=。))\s*(?:(?:また|一方|さらに)、)?" + language.patterns["according"]).search(text)
    verbs = re.compile(
        rf"と(?:も|は)?、?[^、。「」{QUOTED}と]{{0,14}}?{language.patterns['verb']}|{language.patterns['nominal']}"
    )
    at = 0
    for match in verbs.finditer(text):
        if match.start() < at:
            continue
        if match.start() and text[match.start() - 1] in '」』”"':
            at = next((place.start() for place in re.compile("[、。]").finditer(text, match.end())), len(text))
            continue
        if match.group().startswith("という") and text[match.end() : match.end() + 1] not in ("。", "", "、"):
            continue
        subject = _japanese_subject(sentence, sentence.start + match.start())
        begin = at
        if subject is not None and subject.end - sentence.start + 1 > at:
            begin = subject.end - sentence.start + 1
        elif relayed:
            continue
        elif rows and at:
            subject = rows[-1][3].subject
        elif match.group().startswith("という"):
            subject = None
        else:
            continue
        begin = _after_adjuncts(text, begin, match.start(), pattern(language, "adjunct"))
        cue = Span(sentence.start + match.start(), sentence.start + match.end())
        row = indirect(sentence, sentence.start + begin, cue.start, Attribution(subject, None, cue), direct, taken)
        at = next((place.start() for place in re.compile("[、。]").finditer(text, match.end())), len(text))
        if row is None:
            continue
        if subject is None:
            row = (*row[:3], Attribution(), False, True)
        rows.append(row)
        taken.append(row[1])
    if relayed and not any(span.start >= sentence.start + relayed.end() for span in direct):
        end = next((place.start() for place in re.compile(f"[{STOP}]").finditer(text, relayed.end())), len(text))
        tail = re.search(language.patterns["content_tail"] + r"\Z", text[relayed.end() : end])
        finish = relayed.end() + tail.start() if tail else end
        who = Span(sentence.start + relayed.start("who"), sentence.start + relayed.end("who"))
        row = indirect(
            sentence,
            sentence.start + relayed.end(),
            sentence.start + finish,
            Attribution(who, None, Span(who.end, sentence.start + relayed.end())),
            direct,
            taken,
        )
        if row is not None:
            rows.append(row)
    return rows


def _after_adjuncts(text: str, begin: int, end: int, adjunct: re.Pattern[str]) -> int:
    """Skip the comma parts that say when, where and to whom."""
    at = begin
    while at < end and text[at] in "、 ":
        at += 1
    while (comma := text.find("、", at, end)) >= 0 and adjunct.fullmatch(text, at, comma):
        at = comma + 1
    return at


def japanese_topic(sentence: Clause, limit: int) -> Span | None:
    """Return whom a sentence is about, before an offset."""
    return _japanese_subject(sentence, limit)
