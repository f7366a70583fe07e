"""Quotes in Chinese, Japanese and Korean, by the patterns of each language's file: verb, speaker, what stands between."""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.attribution import Attribution
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.marks import Marked
from seeds.quoting.segments import segments

Row = tuple[str, Span, int, Attribution, bool, bool]

_STOP: Final = "。！？!?；;"
_JA_NOUN_END: Final = r"[\u3400-\u9fff々〆ァ-ヺーA-Za-zＡ-Ｚ0-9０-９)）]|さん|くん|ちゃん|ら|氏|たち"
_KO_BATCHIM_BASE: Final = 0xAC00
_BRACKET: Final = re.compile(r"[(（][^()（）]*[)）]")


def particle_quotes(sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return kind, content, segment, attribution, whether it stands alone and whether it runs on, of one unit's quotes."""
    finders: dict[str, Callable[[Clause, list[Marked]], list[Row]]] = {"zh": _chinese, "ja": _japanese, "ko": _korean}
    return sorted(finders[sentence.language.code](sentence, inside), key=lambda row: (row[1].start, -row[1].end))


@cache
def _pattern(language: Language, name: str) -> re.Pattern[str]:
    return re.compile(language.patterns[name])


def _pieces(sentence: Clause, span: Marked, kind: str, whose: Attribution, *, alone: bool) -> list[Row]:
    return [
        (kind, piece, number, whose, alone, False) for number, piece in enumerate(segments(sentence, span), start=1)
    ]


def _alone(sentence: Clause) -> bool:
    return not re.search(r"\w", sentence.masked.replace(QUOTED, ""))


def _whole(content: str) -> bool:
    return content.rstrip().endswith(("。", "！", "？", "!", "?", ".", "…"))


# Chinese ---------------------------------------------------------------------------------------------------------


def _chinese(sentence: Clause, inside: list[Marked]) -> list[Row]:
    said = _chinese_cues(sentence)
    rows: list[Row] = []
    direct: list[Span] = []
    alone = _alone(sentence)
    for span in inside:
        content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
        before = sentence.text(sentence.start, span.outer_start)
        following = [cue for cue, _ in said if cue.cue is not None and cue.cue.start >= span.outer_end]
        earlier = [cue for cue, _ in said if cue.cue is not None and cue.cue.end <= span.outer_start]
        after = None
        if following and following[0].cue is not None:
            between = sentence.text(span.outer_end, following[0].cue.start)
            if (
                QUOTED not in between
                and "。" not in between
                and (_whole(content) or content.endswith(("，", ",")) or between.startswith(("，", ",")))
            ):
                after = following[0]
        if before.rstrip().endswith(("：", ":")) and earlier:
            after = None
        if after is not None and (not before.strip() or before.rstrip().endswith(("，", "：", "。", "”"))):
            rows.extend(_pieces(sentence, span, "direct", after, alone=False))
            direct.append(Span(span.outer_start, span.outer_end))
        elif earlier:
            cue = earlier[-1].cue
            gap = sentence.text(cue.end, span.outer_start).strip() if cue else ""
            whole = gap in ("", "：", "，", ":", ",") or (before.rstrip().endswith(("：", ":")) and "。" not in gap)
            again = re.search(rf"{QUOTED}[”」』\"][，。]?\s*\Z", before) is not None and _whole(content)
            kind = "direct" if whole or again else "mixed"
            if kind == "mixed" and len(re.findall(r"\w", content)) < 2:
                continue
            rows.extend(_pieces(sentence, span, kind, earlier[-1], alone=False))
            if kind == "direct":
                direct.append(Span(span.outer_start, span.outer_end))
        elif alone or (not before.strip() and _whole(content)):
            rows.extend(_pieces(sentence, span, "direct", Attribution(), alone=True))
            direct.append(Span(span.outer_start, span.outer_end))
    rows.extend(_chinese_reports(sentence, said, direct))
    return rows


def _chinese_cues(sentence: Clause) -> list[tuple[Attribution, int]]:
    """Return the verbs of saying that have a speaker, each with where what is said starts (-1: in marks)."""
    language, text = sentence.language, sentence.masked
    weak = _pattern(language, "weak_verb")
    found: list[tuple[Attribution, int]] = []
    limit = 0
    for match in _pattern(language, "verb").finditer(text):
        if match.start() < limit:
            continue
        rest = text[match.end() : match.end() + 2]
        opens = (rest[:1] in '，：:,“「『"' and bool(rest)) or rest.startswith(QUOTED)
        if weak.fullmatch(match.group()) and not opens:
            continue
        inherited = found[-1][0] if found else None
        who = _chinese_speaker(sentence, match.start(), inherited)
        if who is None:
            continue
        cue = Span(sentence.start + match.start(), sentence.start + match.end())
        start = match.end()
        while start < len(text) and text[start] in "，：:, ":
            start += 1
        found.append((Attribution(who.subject, None, cue), sentence.start + start))
        stop = re.compile(f"[{_STOP}]").search(text, start)
        limit = (
            match.end() if text[start : start + 1] in ("“", "「", "『", '"') else (stop.end() if stop else len(text))
        )
        if text[start : start + 1] not in ("“", "「", "『", '"'):
            more = re.compile(r"，(?:并|並|还|還|同时|同時|也)").finditer(text, start, limit)
            limit = next((place.start() for place in more), limit)
    return found


def _chinese_speaker(sentence: Clause, verb: int, inherited: Attribution | None) -> Attribution | None:
    """Return who stands before a verb: the words before its adjuncts in its clause, or in the clauses before it."""
    text, language = sentence.masked, sentence.language
    adjunct, lead = _pattern(language, "adjunct"), _pattern(language, "lead")
    begin = max(text.rfind(mark, 0, verb) for mark in (*_STOP, QUOTED, "”", "」", "』", "：")) + 1
    while begin < verb and text[begin] in "，,”」』。 ":
        begin += 1
    start = begin
    clauses: list[tuple[int, str]] = []
    for piece in re.split(r"([，,])", text[begin:verb]):
        if piece not in ("，", ","):
            clauses.append((start, piece))
        start += len(piece)
    for at, piece in [clauses[-1], *clauses[:-1]] if clauses else []:
        body = piece
        offset = len(body) - len(body.lstrip())
        leading = lead.match(body.lstrip())
        offset += leading.end() if leading else 0
        cut = next((match.start() for match in adjunct.finditer(body, offset) if match.start() > offset), len(body))
        if adjunct.match(body, offset) or offset >= len(body):
            continue
        relayed = _pattern(language, "relayed").search(body, offset)
        if relayed:
            return Attribution(
                Span(sentence.start + at + relayed.start("who"), sentence.start + at + relayed.end("who"))
            )
        name = body[offset:cut].rstrip(" 的")
        if not 1 <= len(_BRACKET.sub("", name)) <= 30 or name in language.impersonal or not re.search(r"\w", name):
            continue
        if name.startswith(("据", "據", "根据", "如果", "因为", "虽然", "尽管", "当", "为了", "由于")):
            continue
        return Attribution(Span(sentence.start + at + offset, sentence.start + at + offset + len(name)))
    return inherited


def _chinese_reports(sentence: Clause, said: list[tuple[Attribution, int]], direct: list[Span]) -> list[Row]:
    text = sentence.masked
    rows: list[Row] = []
    taken: list[Span] = []
    for number, (whose, start) in enumerate(said):
        stop = re.compile(f"[{_STOP}]").search(text, start - sentence.start)
        end = sentence.start + (stop.start() if stop else len(text))
        later = said[number + 1][0].cue if number + 1 < len(said) else None
        if later is not None and later.start < end:
            comma = text.rfind("，", start - sentence.start, later.start - sentence.start)
            end = sentence.start + comma if comma > 0 else later.start
        row = _indirect(sentence, start, end, whose, direct, taken)
        if row is not None:
            rows.append(row)
            taken.append(row[1])
    for match in _pattern(sentence.language, "according").finditer(text):
        stop = re.compile(f"[{_STOP}]").search(text, match.end())
        end = sentence.start + (stop.start() if stop else len(text))
        if any(whose.cue is not None and sentence.start + match.start() < whose.cue.start < end for whose, _ in said):
            continue
        who = Span(sentence.start + match.start("who"), sentence.start + match.end("who"))
        row = _indirect(
            sentence,
            sentence.start + match.end(),
            end,
            Attribution(who, None, Span(sentence.start + match.start() + (match.group()[0] in "，。；"), who.start)),
            direct,
            taken,
        )
        if row is not None:
            rows.append(row)
            taken.append(row[1])
    return rows


def _indirect(
    sentence: Clause, start: int, end: int, whose: Attribution, direct: list[Span], taken: list[Span]
) -> Row | None:
    for span in direct:
        if span.start < end and span.end > start:
            if span.start <= start + 1:
                return None
            end = span.start
    if any(other.start < end and other.end > start for other in taken):
        return None
    body = sentence.text(start, end)
    left = len(body) - len(body.lstrip(" ，,、：:”」』"))
    kept = body.rstrip(" ，,、。.：:“「『")
    if len(re.findall(r"\w", kept[left:].replace(QUOTED, ""))) < 4:
        return None
    return "indirect", Span(start + left, start + len(kept)), 1, whose, False, False


# Japanese --------------------------------------------------------------------------------------------------------


def _japanese(sentence: Clause, inside: list[Marked]) -> list[Row]:
    language, text = sentence.language, sentence.masked
    verb = _pattern(language, "verb")
    rows: list[Row] = []
    direct: list[Span] = []
    alone = _alone(sentence)
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
            rows.extend(_pieces(sentence, span, kind, Attribution(subject, None, cue), alone=False))
            direct.append(Span(span.outer_start, span.outer_end))
        elif not before.strip() and (
            joined or alone or (_whole_japanese(content) and after.lstrip("。 ")[:1] in ("", "「"))
        ):
            subject = _japanese_later(sentence, span.outer_end)
            rows.extend(
                _pieces(
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
                _pieces(
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
                rows.extend(_pieces(sentence, span, "mixed", Attribution(subject, None, cue), alone=False))
    rows.extend(_japanese_reports(sentence, text, direct))
    return rows


def _whole_japanese(content: str) -> bool:
    return bool(re.search(r"(?:[たすいるだねよ]|です|ます|ない)[。！？]?\Z", content.strip()))


def _japanese_subject(sentence: Clause, limit: int) -> Span | None:
    """Return the topic before an offset: a noun with は, も or が, nearest the start; its clause's earlier parts left out."""
    text = sentence.text(sentence.start, limit)
    begin = 0
    for match in re.finditer(rf"(?:{_JA_NOUN_END})(?=(?:は|も|が)(?![ず]))", text):
        end = match.end()
        if QUOTED in text[begin:end] and text.rfind(QUOTED, 0, end) > begin:
            begin = max(text.rfind(QUOTED, 0, end) + 1, begin)
        start = max(text.rfind(mark, begin, end) for mark in ("、", "。", "」", "「", "　", "』", "，")) + 1
        start = max(start, begin)
        name = text[start:end].strip()
        if text[start - 1 : start] == "、" and _in_apposition(text, begin, start - 1):
            pass
        if not name or _BRACKET.sub("", name) in sentence.language.impersonal:
            continue
        lead = _pattern(sentence.language, "lead").match(name)
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


def _in_apposition(text: str, begin: int, comma: int) -> bool:
    return bool(re.search(rf"(?:{_JA_NOUN_END})\Z", text[begin:comma]))


def _japanese_later(sentence: Clause, start: int) -> Span | None:
    """Return who speaks where the words come first: "「…」と訴えるのは、…さんだ", "「…」。…さんはそう話す", "「…」と…氏。"."""
    text = sentence.text(start, sentence.end)
    patterns = (
        r"(?:のは|のが)、?(?P<who>[^「」]{2,50}?)(?:だった|だ|です|である|でした)?。?\s*\Z",
        rf"(?:と|。|、)?、?(?P<who>[^。「」]{{2,40}}?(?:{_JA_NOUN_END}))(?:は|も|が)(?:、|そう|こう|[^。「]{{0,40}}$|[^。「]{{0,40}}。)",
        r"と、?(?P<who>[^、。「」はがをに]{2,24}(?:氏|さん|首相|大統領|社長|会長|教授|監督|選手|長官|代表|知事|市長|議員|外相))。?\s*\Z",
    )
    for pattern in patterns:
        match = re.search(pattern, text)
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
        begin = _after_adjuncts(text, begin, match.start(), _pattern(language, "adjunct"))
        cue = Span(sentence.start + match.start(), sentence.start + match.end())
        row = _indirect(sentence, sentence.start + begin, cue.start, Attribution(subject, None, cue), direct, taken)
        at = next((place.start() for place in re.compile("[、。]").finditer(text, match.end())), len(text))
        if row is None:
            continue
        if subject is None:
            row = (*row[:3], Attribution(), False, True)
        rows.append(row)
        taken.append(row[1])
    if relayed and not any(span.start >= sentence.start + relayed.end() for span in direct):
        end = next((place.start() for place in re.compile(f"[{_STOP}]").finditer(text, relayed.end())), len(text))
        tail = re.search(language.patterns["content_tail"] + r"\Z", text[relayed.end() : end])
        finish = relayed.end() + tail.start() if tail else end
        who = Span(sentence.start + relayed.start("who"), sentence.start + relayed.end("who"))
        row = _indirect(
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


# Korean ----------------------------------------------------------------------------------------------------------


def _korean(sentence: Clause, inside: list[Marked]) -> list[Row]:
    language, text = sentence.language, sentence.masked
    verb = _pattern(language, "verb")
    rows: list[Row] = []
    direct: list[Span] = []
    alone = _alone(sentence)
    last: Attribution | None = None
    for span in inside:
        after = sentence.text(span.outer_end, sentence.end)
        before = sentence.text(sentence.start, span.outer_start)
        content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
        quoting = _pattern(language, "quoting").match(after)
        saying = verb.search(after.replace(QUOTED, " "))
        cue = Span(span.outer_end + saying.start(), span.outer_end + saying.end()) if saying else None
        ended = content.rstrip().endswith((".", "!", "?", "…")) and not before.strip()
        if quoting is None and not alone and not (ended and saying):
            continue
        naming = quoting is not None and quoting.group() in ("는", "이라는", "라는", "이란", "란", "라")
        if naming and (
            not saying
            or not re.match(r"\S+ (?:\S+ )?(?:입장|뜻|방침|의견|글|말|취지|반응|내용|주장|메시지|생각)", after)
        ):
            continue
        subject = _korean_subject(sentence, span.outer_start)
        if subject is None and last is not None and before.strip():
            subject = last.subject
        if subject is None and saying:
            subject = _korean_subject(sentence, sentence.end, span.outer_end)
        whose = Attribution(subject, None, cue)
        kind = "mixed" if naming else "direct"
        rows.extend(_pieces(sentence, span, kind, whose, alone=alone))
        direct.append(Span(span.outer_start, span.outer_end))
        last = whose
    rows.extend(_korean_reports(sentence, text, direct))
    return rows


def _korean_subject(sentence: Clause, limit: int, begin: int | None = None) -> Span | None:
    """Return the noun phrase with a subject's particle that stands nearest before an offset, a role or a name before others."""
    language = sentence.language
    start = sentence.start if begin is None else begin
    text = sentence.text(start, limit)
    words = list(re.finditer(r"[^\s,\"“”'‘’]+", text))
    fallback: Span | None = None
    for place in range(len(words) - 1, -1, -1):
        word = words[place].group()
        bare = _BRACKET.sub("", word)
        if QUOTED in word:
            continue
        stem = _without_particle(bare, language)
        if stem is None or stem in language.impersonal:
            continue
        phrase = _korean_phrase(words, place, text)
        span = Span(start + phrase, start + words[place].start() + _stem_end(word, stem))
        known = stem in language.pronouns or stem in language.roles or stem in language.organisations
        if (
            known
            or stem.endswith((*language.role_endings, *language.organisation_endings, "씨", "들"))
            or _named(words, place, text)
        ):
            return span
        if word.endswith(("은", "는")) or place == 0:
            fallback = span
    return fallback


def _stem_end(word: str, stem: str) -> int:
    place = word.find(stem)
    return place + len(stem) if place >= 0 else len(word) - 1


def _named(words: list[re.Match[str]], place: int, text: str) -> bool:
    """Whether the word before is a role or a name that belongs to this one: "이영자(70) 씨는"."""
    return words[place].group()[:1] == "씨" and place > 0


def _without_particle(word: str, language: Language) -> str | None:
    """Return a word without its subject particle, or None where it has none; 은 and 이 follow a final consonant, 는 and 가 a vowel."""
    for particle in ("께서는", "에서는", "께서", "은", "는", "이", "가"):
        stem = word.removesuffix(particle)
        if stem == word or not stem:
            continue
        final = (ord(stem[-1]) - _KO_BATCHIM_BASE) % 28 if "가" <= stem[-1] <= "힣" else -1
        if particle in ("은", "이") and final == 0:
            return None
        if particle in ("는", "가") and final > 0:
            return None
        return stem
    return None


def _korean_phrase(words: list[re.Match[str]], place: int, text: str) -> int:
    """Return where the noun phrase that ends with a word starts: words without particles before it belong to it."""
    first = place
    while first and place - first < 6:
        gap = text[words[first - 1].end() : words[first].start()]
        before = words[first - 1].group()
        if gap.strip() or re.search(
            r"(?:에서|에게|에|을|를|로|고|며|은|는|가|과|와|도|만|해|서|께|날|일|전|후|뒤|지난|등|=|한|된|던|인)\Z",
            _BRACKET.sub("", before),
        ):
            if not (
                re.search(r"[가-힣]{2,}[은는가인]\Z", before) is None and before.endswith("의") and not gap.strip()
            ):
                break
        first -= 1
    return words[first].start()


def _korean_reports(sentence: Clause, text: str, direct: list[Span]) -> list[Row]:
    language = sentence.language
    rows: list[Row] = []
    taken: list[Span] = []
    said = re.compile(
        rf"(?P<last>[^\s{QUOTED}\"”’']+?)(?P<particle>(?<=[다라자냐])고|(?<=[다라자냐])며|(?<=[다라])면서|(?<=겠다)며)(?=[\s,])"
    )
    verb = _pattern(language, "verb")
    at = 0
    for match in said.finditer(text):
        after = text[match.end() : match.end() + 40].replace(QUOTED, " ")
        near = verb.search(" ".join(after.split()[:4]))
        if match["particle"] == "고" and near is None:
            continue
        if match.start() and text[match.start() - 1] not in " ,":
            continue  # the particle of words in marks
        if not verb.search(text, match.end()):
            continue
        clause_start = max(
            (
                place.end()
                for place in re.finditer(rf"[\"”’'](?:{language.patterns['quoting']})", text[: match.start()])
            ),
            default=0,
        )
        begin = max(at, clause_start)
        subject = _korean_topic(sentence, sentence.start + match.start())
        if subject is None and rows:
            subject = rows[-1][3].subject
        if subject is None:
            continue
        if subject.end - sentence.start > begin:
            begin = subject.end - sentence.start
            begin += len(re.match(r"\S*", text[begin:]).group())  # type: ignore[union-attr]
        begin = _after_korean_adjuncts(text, begin, match.start(), _pattern(language, "adjunct"))
        cue_at = verb.search(text, match.end())
        cue = Span(sentence.start + cue_at.start(), sentence.start + cue_at.end()) if cue_at else None
        row = _indirect(
            sentence,
            sentence.start + begin,
            sentence.start + match.start("particle"),
            Attribution(subject, None, cue),
            direct,
            taken,
        )
        at = match.end()
        if row is not None:
            rows.append(row)
            taken.append(row[1])
    relayed = re.compile(r"(?:^|(?<=\. )|(?<== ))\s*(?:(?:또|한편|이날) )?" + language.patterns["according"]).search(
        text
    )
    if relayed and not rows:
        who = Span(sentence.start + relayed.start("who"), sentence.start + relayed.end("who"))
        tail = re.search(language.patterns["content_tail"] + r"\.?\s*\Z", text)
        row = _indirect(
            sentence,
            sentence.start + relayed.end(),
            sentence.start + (tail.start() if tail else len(text)),
            Attribution(who, None, Span(who.end, sentence.start + relayed.end())),
            direct,
            taken,
        )
        if row is not None:
            rows.append(row)
    return rows


def _korean_topic(sentence: Clause, limit: int) -> Span | None:
    """Return the first topic of a sentence (은, 는), else its nearest subject."""
    language = sentence.language
    text = sentence.text(sentence.start, limit)
    words = list(re.finditer(r"[^\s,\"“”'‘’]+", text))
    for place, match in enumerate(words):
        word = _BRACKET.sub("", match.group())
        if QUOTED in word or not word.endswith(("은", "는")):
            continue
        stem = _without_particle(word, language)
        if stem is None or stem in language.impersonal or stem.endswith(("하", "되", "있", "없", "에", "로")):
            continue
        return Span(
            sentence.start + _korean_phrase(words, place, text),
            sentence.start + match.start() + _stem_end(match.group(), stem),
        )
    return _korean_subject(sentence, limit)


def _after_korean_adjuncts(text: str, begin: int, end: int, adjunct: re.Pattern[str]) -> int:
    """Skip the words at the front that say when, where and to whom, and what leans on them."""
    at = begin
    while at < end and text[at] in " ,":
        at += 1
    words = list(re.finditer(r"\S+", text[at:end]))
    kept = at
    for place, word in enumerate(words[:7]):
        if adjunct.fullmatch(word.group()) and place + 2 < len(words):
            kept = at + words[place + 1].start()
        elif place >= 4:
            break
    return kept
