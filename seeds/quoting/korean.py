"""Korean quotes: X는 "…"라고 말했다 · X에 따르면 … · X는 …다고 밝혔다 · …라는 게 X의 설명이다."""

import re
from collections.abc import Iterator
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.attributed import Attribution
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.korean_topics import has_subject, person_after, speaker_before, topic
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import Row, alone_in, indirect, is_speaker, is_whole, object_rows, pattern, pieces

# The particle of words in marks: nothing of its own is said there.
_OF_MARKS: Final = re.compile(rf"[\"”’'》」』{QUOTED}]\s?(?:이?라)?\Z")
# 다., 요. and other ends of a sentence; a full stop in a number is none.
_ENDED: Final = re.compile(r"(?<=[^\d\s])[.!?](?=\s|\Z)|(?<=[다요.!?\"”’])\n|\n\s*\n")
_GOES_ON: Final = re.compile(r"[가-힣]*다(?:고|며|면서)[\s,]")
_REPORT_WORDS: Final = 4
_BARE_NOUN: Final = 2
# Nouns that close a clause as a verb does: 검토 중이라고, 낮출 방침이라고.
_DEPENDENT: Final = ("것", "중", "방침", "계획", "예정", "덕", "탓", "뿐", "셈", "수준", "상황")
# The place of ㅆ, which ends a verb's stem in the past, in the row of final consonants.
_HANGUL: Final = 0xAC00
_FINALS: Final = 28
_PAST: Final = 20
# A town or a county that stands alone before words in marks.
_PLACE: Final = re.compile(r"[가-힣]{2,4}(?:시|도|군|구)")
_LONGEST_TITLE: Final = 5
# What stands before who speaks in a headline, and how words end that are nobody there.
_TITLE_OPENS: Final = ("[", "]", "【", "】", ")", "…", ",", QUOTED, "”", '"', "▲", "■", "◇", "◆", "▶", "-")
# How a verb ends that links its clause to the next.
_LINKS: Final = (",", "고", "며", "자", "서", "면", "데", "뒤", "후", "때", "게")
_ADVERBIAL: Final = ("의", "에", "로", "을", "를", "은", "는", "고", "며", "한", "인", "바", "된", "서")


def korean(sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return the quotes of one unit of Korean."""
    rows: list[Row] = []
    direct: list[Span] = []
    alone = alone_in(sentence)
    last: Attribution | None = None
    for span in inside:
        found = _marked(sentence, span, last, alone=alone)
        if found is None:
            continue
        kind, whose = found
        rows.extend(pieces(sentence, span, kind, whose, alone=alone or (whose.subject is None and whose.cue is None)))
        direct.append(Span(span.outer_start, span.outer_end))
        last = whose
    reported = _reports(sentence, direct)
    rows.extend(reported)
    rows.extend(_terms(sentence, inside, direct, reported))
    subject = korean_topic(sentence, sentence.end)
    if subject is not None and not direct:  # "…"며 협조를 촉구했다: what is called for is said before
        particle = len(sentence.text(subject.end, sentence.end).partition(" ")[0])
        taken = [row[1] for row in rows]
        rows.extend(object_rows(sentence, subject, particle, pattern(sentence.language, "adjunct"), direct, taken))
    return rows


def korean_topic(sentence: Clause, limit: int) -> Span | None:
    """Return whom a unit is about, before an offset; whoever tells what follows it: 옆에 있던 남편이 나직이 말했다."""
    who = topic(sentence, sentence.start, limit)
    if who is None and pattern(sentence.language, "told_last").search(sentence.plain):
        who = speaker_before(sentence, sentence.start, limit, nearest=True, unnamed=False)
    return who


def _marked(sentence: Clause, span: Marked, last: Attribution | None, *, alone: bool) -> tuple[str, Attribution] | None:
    """Return what words in marks are and who says them; None where they are a title, a term or a name."""
    language = sentence.language
    after = sentence.text(span.outer_end, sentence.end)
    before = sentence.text(sentence.start, span.outer_start)
    content = _content(sentence, span)
    quoting = pattern(language, "quoting").match(after)
    if quoting is not None and pattern(language, "called").match(after):
        return None  # '할매바위'라고 불린다
    if quoting is None and not alone and (named := _called(sentence, span, after)) is not None:
        return "mixed", named
    saying = pattern(language, "verb").search(after.replace(QUOTED, " "))
    cue = Span(span.outer_end + saying.start(), span.outer_end + saying.end()) if saying else None
    begin = sentence.start + max((place.end() for place in _ENDED.finditer(before)), default=0)
    if quoting is None and not alone and pattern(language, "listed").match(after):
        if pattern(language, "clause_end").search(content.strip()):
            return "direct", Attribution(speaker_before(sentence, begin, span.outer_start, nearest=False))
    if quoting is None or alone:
        titled = None if alone else _titled(sentence, begin, span)
        if titled is not None:
            return "direct", Attribution(titled)
        if not alone and not (is_whole(content) and not sentence.text(begin, span.outer_start).strip()):
            return None
        own = QUOTED in after.partition(". ")[0]  # the next sentence has words of its own
        person = None if alone or own else person_after(sentence, span.outer_end)
        return "direct", Attribution(person, None, cue if person is not None else None)
    naming = pattern(language, "naming").match(after)
    if naming:
        if naming.group() == "는" and pattern(language, "clause_end").search(content) is None:
            return None  # 시민단체 '맑은물연대'는
        for name in ("asked", "explained"):
            teller = pattern(language, name).match(after)
            if teller and is_speaker(teller["who"], language):
                who = Span(span.outer_end + teller.start("who"), span.outer_end + teller.end("who"))
                return "direct", Attribution(who)
        told = pattern(language, "told_by").match(after)
        if told:
            person = person_after(sentence, span.outer_end + quoting.end())
            return None if person is None else ("direct", Attribution(person))
        if not pattern(language, "held").match(after):
            return None
        if pattern(language, "voices").match(after):
            where = _among(sentence, begin, span.outer_start)
            where = where or speaker_before(sentence, begin, span.outer_start, nearest=False, unnamed=False)
            return "mixed", Attribution(where, None, None)  # 의료계에서는 '탁상행정'이라는 비판이 쏟아졌다
    nested = re.match(r"[^.]{0,30}?다고 ", after[quoting.end() :]) is not None
    subject = speaker_before(sentence, begin, span.outer_start, nearest=nested)
    if subject is None and last is not None and sentence.text(begin, span.outer_start).strip():
        subject = last.subject
    if subject is None and saying:
        subject = speaker_before(sentence, span.outer_end, sentence.end, nearest=False, unnamed=False)
    if naming and subject is None and saying is None:
        closed = (
            len(content.split()) > _BARE_NOUN or pattern(language, "clause_end").search(content.strip()) is not None
        )
        heard = pattern(language, "heard").match(after) is not None and closed
        return ("direct", Attribution()) if heard else None
    several = re.search(r"[.!?] ", content.strip()) is not None
    whole = pattern(language, "clause_end").search(content.strip()) is not None
    worded = (naming and not several and not whole) or _is_term(sentence, span, content)
    worded = worded or (subject is not None and _completes(sentence, subject, span, content))
    return ("mixed" if worded else "direct"), Attribution(subject, None, cue)


def _among(sentence: Clause, begin: int, end: int) -> Span | None:
    """Return among whom a voice is heard: 누리꾼 사이에서는 | "연예계를 떠나라"는 반응이."""
    match = pattern(sentence.language, "among").search(sentence.text(begin, end))
    if match is None or not is_speaker(match["who"], sentence.language):
        return None
    return Span(begin + match.start("who"), begin + match.end("who"))


def _called(sentence: Clause, span: Marked, after: str) -> Attribution | None:
    """Return who calls something what stands in marks, by a verb without a particle: '제2의 산업혁명'에 빗대며."""
    match = pattern(sentence.language, "calling").match(after)
    who = speaker_before(sentence, sentence.start, span.outer_start, nearest=False) if match else None
    if match is None or who is None:
        return None
    return Attribution(who, None, Span(span.outer_end + match.start("cue"), span.outer_end + match.end("cue")))


def _completes(sentence: Clause, subject: Span, span: Marked, content: str) -> bool:
    """Whether words in marks go on with the writer's: 물가가 목표치에 "거의 도달했다"고 · 훈련을 "전쟁 시연"이라고."""
    words = sentence.text(subject.end, span.outer_start).split()[1:]
    if not words or subject.start >= span.outer_start or QUOTED in "".join(words):
        return False
    if pattern(sentence.language, "clause_end").search(content.strip()) is None:
        return words[-1].endswith(("을", "를"))
    near = words[-_REPORT_WORDS:]
    return any(word.endswith(("이", "가")) and has_subject(word, sentence.language) for word in near) and not any(
        word.endswith(_LINKS) for word in near
    )


def _terms(sentence: Clause, inside: list[Marked], direct: list[Span], reported: list[Row]) -> Iterator[Row]:
    """Yield words in marks inside what somebody is reported to say: 유럽이 "스스로를 지킬 힘"을 가져야 한다고."""
    for span in inside:
        if any(one.start == span.outer_start for one in direct) or " " not in _content(sentence, span):
            continue
        if sentence.text(span.outer_start, span.outer_start + 1) not in ('"', "“"):
            continue
        for row in reported:
            if row[1].start <= span.outer_start and span.outer_end <= row[1].end and row[3].subject is not None:
                yield from pieces(sentence, span, "mixed", row[3], alone=False)
                break


def _titled(sentence: Clause, begin: int, span: Marked) -> Span | None:
    """Return who speaks in a headline or before a colon: [속보] 대통령 "…" · 김 대표: "…" · [이름/직함 : "…"]."""
    language = sentence.language
    line = sentence.text(begin, span.outer_start)
    begin += line.rfind("\n") + 1
    before = sentence.text(begin, span.outer_start).rstrip()
    after = sentence.text(span.outer_end, sentence.end).lstrip(" ")
    announced = before.endswith((":", "："))
    if not (announced or after[:1] in ("", "\n", ".", "…", ",", "·")):
        return None
    headed = _headed(before) if before.endswith("…") else None
    if headed is not None:
        return Span(begin + headed.start("who"), begin + headed.end("who"))
    before = before.rstrip(":： ,")
    start = max(before.rfind(mark) + 1 for mark in _TITLE_OPENS)
    start += len(before[start:]) - len(before[start:].lstrip())
    phrase = before[start:].partition("/")[0].rstrip()
    words = phrase.split()
    if not words or len(words) > _LONGEST_TITLE:
        return None
    leads = (
        after[:1] in ("", "\n", "…")
        and before[:start].rstrip()[-1:] in ("", "]", "】")
        and " " in _content(sentence, span)
    )
    named = is_speaker(phrase, language) or leads or _PLACE.fullmatch(phrase) is not None
    if announced or (named and (phrase in language.organisations or not phrase.endswith(_ADVERBIAL))):
        return Span(begin + start, begin + start + len(phrase))
    return None


def _headed(line: str) -> re.Match[str] | None:
    """Return who a headline tells of before what they say: [속보] 이란 외무부, 트럼프 발언 부인…"대화 없었다"."""
    return re.match(r"(?:.*[\]】])?\s*(?P<who>[^\s,.\[\]]{1,12}(?: [^\s,.\[\]]{1,12}){0,2}), [^\"“”]{2,40}…\Z", line)


def _content(sentence: Clause, span: Marked) -> str:
    """Return the words in marks."""
    return sentence.plain[span.start - sentence.start : span.end - sentence.start]


def _is_term(sentence: Clause, span: Marked, content: str) -> bool:
    """Whether marks of the second rank hold no clause: '졸속'이라고 규정했다."""
    mark = sentence.text(span.outer_start, span.outer_start + 1)
    return mark in ("'", "‘") and pattern(sentence.language, "clause_end").search(content.strip()) is None


def _reports(sentence: Clause, direct: list[Span]) -> list[Row]:
    """Return what is said without marks, sentence by sentence."""
    text = sentence.masked
    rows: list[Row] = []
    taken: list[Span] = []
    begin = 0
    for stop in [*(place.end() for place in _ENDED.finditer(text)), len(text)]:
        if stop > begin:
            rows.extend(_of_sentence(sentence, begin, stop, direct, taken))
        begin = stop
    return rows


def _of_sentence(sentence: Clause, first: int, last: int, direct: list[Span], taken: list[Span]) -> Iterator[Row]:
    """Yield the reports of one sentence of a unit; [first, last) are places in its text."""
    language, text = sentence.language, sentence.masked
    relayed = _source(text, first, last, language)
    at = relayed.end() if relayed else first
    subject: Span | None = None
    found = False
    for match in pattern(language, "reported").finditer(text, at, last):
        end = match.start()
        if end <= at or _OF_MARKS.search(text, at, end):
            continue
        cue_at = _cue(text, match, last, language)
        if match["issuer"] is not None and not is_speaker(match["issuer"], language):
            continue
        if cue_at is None or _is_inside(match, text, first, last):
            continue
        turned = _turn(sentence, at, end)
        if turned:
            at, subject = turned, None
        closing = [place.end() for place in pattern(language, "closed").finditer(text, at, end)]
        begin = max([at, *closing])
        said = match["hearsay"] is None and match["voiced"] is None and subject is None
        asked = text[end - 1] == "냐" and cue_at.end() < last and text[cue_at.end()] in "자자,"
        own = topic(sentence, sentence.start + at, sentence.start + end, said=said, asked=asked)
        teller = _teller(sentence, match, cue_at)
        if teller is not None:
            whose: Span | None = teller
            begin = max([first, *closing])
        else:
            subject = own or subject
            held = match["hearsay"] is not None and own is not None and own.end - sentence.start < end
            held = held and pattern(language, "held_by").match(match["hearsay"]) is not None
            whose = subject if (match["hearsay"] is None or held) and match["heard"] is None else None
            if own is not None and own.end - sentence.start >= begin and match["heard"] is None:
                begin = own.end - sentence.start
                begin += len(text[begin:].split(" ", 1)[0].split(",", 1)[0])
        doubtful = cue_at.re is pattern(language, "unlisted") and not _can_speak(sentence, whose)
        if doubtful or ((relayed or match["voiced"]) and whose is None):
            continue
        if teller is None:
            begin = _after_adjuncts(text, begin, end, language, led=own is not None)
        cue = Span(sentence.start + cue_at.start(), sentence.start + cue_at.end())
        told = whose is not None or (match["hearsay"] is None and match["heard"] is None)
        attribution = Attribution(whose, None, cue) if told else Attribution()
        row = indirect(
            sentence,
            sentence.start + begin,
            sentence.start + _without_copula(text, begin, end),
            attribution,
            direct,
            taken,
        )
        at = match.end()
        if row is not None:
            found = True
            taken.append(row[1])
            yield row if whose is not None or match["heard"] else (*row[:4], False, True)
    if relayed and not found:
        yield from _relayed(sentence, relayed, last, direct, taken)


def _source(text: str, first: int, last: int, language: Language) -> re.Match[str] | None:
    """Return what says at a sentence's front whose report it is: X에 따르면 · X가 분석한 결과."""
    lead = pattern(language, "lead").match(text, first, last)
    begin = lead.end() if lead else first
    return pattern(language, "according").match(text, begin, last) or _survey(text, begin, last, language)


def _survey(text: str, begin: int, last: int, language: Language) -> re.Match[str] | None:
    """Return what says whose finding a sentence tells: 소비자원이 사고를 분석한 결과 …것으로 나타났다."""
    if text.find(" 결과", begin, last) < 0:
        return None
    found = re.search(rf"(?:{language.patterns['found']})\.?\s*\Z", text[begin:last])
    match = pattern(language, "surveyed").match(text, begin, last) if found is not None else None
    return match if match is not None and is_speaker(match["who"], language) else None


def _can_speak(sentence: Clause, who: Span | None) -> bool:
    """Whether a topic has an office, is a body or a pronoun: a verb that is not listed makes no other one speak."""
    return who is not None and is_speaker(sentence.text(who.start, who.end), sentence.language)


def _relayed(
    sentence: Clause, relayed: re.Match[str], last: int, direct: list[Span], taken: list[Span]
) -> Iterator[Row]:
    """Yield what a source is given for: X에 따르면 …."""
    language, text = sentence.language, sentence.masked
    start, end = relayed.span("who")
    published = pattern(language, "published").match(text, start, end)
    who = Span(sentence.start + start, sentence.start + (published.end("who") if published else end))
    if any(span.start < sentence.start + last and span.end > sentence.start + relayed.end() for span in direct):
        return  # 통신에 따르면 | 김 위원장은 "…"고 강조했다
    ending = "found" if relayed.re is pattern(language, "surveyed") else "content_tail"
    tail = re.search(rf"(?:{language.patterns[ending]})\.?\s*\Z", text[relayed.end() : last])
    finish = relayed.end() + tail.start() if tail else last
    cue = Span(sentence.start + end, sentence.start + relayed.end())
    found = Attribution(who, None, cue)
    row = indirect(sentence, sentence.start + relayed.end(), sentence.start + finish, found, direct, taken)
    if row is not None:
        taken.append(row[1])
        yield row


def _cue(text: str, match: re.Match[str], last: int, language: Language) -> re.Match[str] | None:
    """Return the verb of what is reported, or the ending that says so itself: "…덕이라며 공을 돌렸다"."""
    if not match["quote"]:
        return match
    verb = pattern(language, "verb").search(text, match.end(), last)
    if verb is not None and _is_near(text, match, verb):
        between = text[match.end() : verb.start()]
        ended = match["quote"] != "고" and pattern(language, "ended").search(between) is not None
        return match if ended else verb  # "합의가 끝났다며 | 보상은 어렵다는 입장을 고수했다"
    return match if match["quote"] != "고" else _unlisted(text, match.end(), last, language)


def _unlisted(text: str, begin: int, last: int, language: Language) -> re.Match[str] | None:
    """Return a verb in the past that closes a sentence right behind what is said, whatever it is: …다고 물러섰다."""
    verb = pattern(language, "unlisted").match(text, begin + 1, last) if text[begin : begin + 1] == " " else None
    past = verb is not None and (ord(verb["cue"][-1]) - _HANGUL) % _FINALS == _PAST
    return verb if past else None


def _is_inside(match: re.Match[str], text: str, first: int, last: int) -> bool:
    """Whether a report by a noun is itself what is said ("…것으로 예상한다고 밝혔다"), or hearsay about marks."""
    whole = match["quote"] is None and _GOES_ON.match(text, match.end(), last) is not None
    return whole or (match["heard"] is not None and QUOTED in text[first : match.start()])


def _turn(sentence: Clause, begin: int, end: int) -> int:
    """Return where the last clause with a speaker of its own starts: "X는 …라고 했고, Y는 …"; 0 where there is none."""
    language, text = sentence.language, sentence.masked
    for place in reversed(list(pattern(language, "turn").finditer(text, begin, end))):
        word = text[max(text.rfind(" ", begin, place.start()), begin) : place.end()]
        if pattern(language, "verb").search(word.replace(QUOTED, " ")) is None:
            continue
        own = topic(sentence, sentence.start + place.end(), sentence.start + end, said=True)
        if own is not None and not _has_subject_before(text[place.end() : own.start - sentence.start], language):
            return place.end()
    return 0


def _has_subject_before(text: str, language: Language) -> bool:
    """Whether one of the words before a topic is a subject itself."""
    return any(has_subject(word, language) for word in text.split())


def _is_near(text: str, match: re.Match[str], cue: re.Match[str]) -> bool:
    """Whether a verb of saying follows a quoting particle within a few words."""
    return len(text[match.end() : cue.start()].replace(QUOTED, " ").split()) < _REPORT_WORDS


def _teller(sentence: Clause, match: re.Match[str], cue: re.Match[str]) -> Span | None:
    """Return who stands after what is said: …할 것이라고 회사 관계자는 말했다 · …라는 게 경찰의 설명이다."""
    if match["explained"] is not None:
        return Span(sentence.start + match.start("explained"), sentence.start + match.end("explained"))
    if match["issuer"] is not None:
        return Span(sentence.start + match.start("issuer"), sentence.start + match.end("issuer"))
    if match["quote"] is None:
        return None
    return speaker_before(
        sentence, sentence.start + match.end(), sentence.start + cue.start(), nearest=False, unnamed=False
    )


def _without_copula(text: str, begin: int, end: int) -> int:
    """Leave 이라 out of 검토 중이라고, but not where a noun by itself is said to be so: 사실무근이라."""
    words = text[begin:end].split()
    short = _BARE_NOUN if words and words[-1].startswith(_DEPENDENT) else _BARE_NOUN + 1  # "근거 없는 주장이라"
    return end - 2 if words and words[-1].endswith("이라") and len(words) > short else end


def _after_adjuncts(text: str, begin: int, end: int, language: Language, *, led: bool) -> int:
    """Skip the words at the front that say when, where and to whom, and what leans on them.

    Where no subject leads them, whoever spoke before goes on: 그러면서 | 아직 답신은 오지 않았다고.
    """
    adjunct = pattern(language, "adjunct")
    going_on = None if led else pattern(language, "goes_on").match(text, begin, end)
    at = going_on.end() if going_on else begin
    while at < end and text[at] in " ,":
        at += 1
    words = list(re.finditer(r"\S+", text[at:end]))
    kept = at
    for place, word in enumerate(words[:7]):
        two = place and adjunct.fullmatch(text, at + words[place - 1].start(), at + word.end())
        if (two or adjunct.fullmatch(word.group())) and place + 2 < len(words):
            kept = at + words[place + 1].start()
        elif place >= _REPORT_WORDS or has_subject(word.group(), language):
            break
        if pattern(language, "coming").fullmatch(word.group()):
            break  # "노조는 | 오는 20일 파업에 들어간다고"
    return kept
