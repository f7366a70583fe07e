"""Chinese quotes: “…”, X说 · X表示，… · 据X报道，…."""

import re
from typing import Final

from seeds.quoting.attribution import Attribution
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import BRACKET, STOP, Row, alone_in, indirect, is_whole, pattern, pieces

# After these a verb of speech has no object of its own: "批评的声音", "承诺了", "承诺书".
_NO_OBJECT: Final = frozenset("的了过過着著书書声聲者信函、。；）)是") | {""}


def chinese(sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return the quotes of one unit of Chinese."""
    said = _chinese_cues(sentence)
    rows: list[Row] = []
    direct: list[Span] = []
    alone = alone_in(sentence)
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
                and (is_whole(content) or content.endswith(("，", ",")) or between.startswith(("，", ",")))
            ):
                after = following[0]
        if before.rstrip().endswith(("：", ":")) and earlier:
            after = None
        if after is not None and (not before.strip() or before.rstrip().endswith(("，", "：", "。", "”"))):
            rows.extend(pieces(sentence, span, "direct", after, alone=False))
            direct.append(Span(span.outer_start, span.outer_end))
        elif earlier:
            cue = earlier[-1].cue
            gap = sentence.text(cue.end, span.outer_start).strip() if cue else ""
            whole = gap in ("", "：", "，", ":", ",") or (before.rstrip().endswith(("：", ":")) and "。" not in gap)
            again = re.search(rf"{QUOTED}[”」』\"][，。]?\s*\Z", before) is not None and is_whole(content)
            kind = "direct" if whole or again else "mixed"
            if kind == "mixed" and len(re.findall(r"\w", content)) < 2:
                continue
            rows.extend(pieces(sentence, span, kind, earlier[-1], alone=False))
            if kind == "direct":
                direct.append(Span(span.outer_start, span.outer_end))
        elif alone or (not before.strip() and is_whole(content)):
            rows.extend(pieces(sentence, span, "direct", Attribution(), alone=True))
            direct.append(Span(span.outer_start, span.outer_end))
    rows.extend(_chinese_reports(sentence, said, direct))
    return rows


def _chinese_cues(sentence: Clause) -> list[tuple[Attribution, int]]:
    """Return the verbs of saying that have a speaker, each with where what is said starts (-1: in marks)."""
    language, text = sentence.language, sentence.masked
    weak, objects = pattern(language, "weak_verb"), pattern(language, "object_verb")
    found: list[tuple[Attribution, int]] = []
    limit = 0
    for match in pattern(language, "verb").finditer(text):
        if match.start() < limit:
            continue
        rest = text[match.end() : match.end() + 2]
        opens = (rest[:1] in '，：:,“「『"' and bool(rest)) or rest.startswith(QUOTED)
        with_object = objects.fullmatch(match.group()) and rest[:1] not in _NO_OBJECT
        if weak.fullmatch(match.group()) and not opens and not with_object:
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
        stop = re.compile(f"[{STOP}]").search(text, start)
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
    adjunct, lead = pattern(language, "adjunct"), pattern(language, "lead")
    begin = max(text.rfind(mark, 0, verb) for mark in (*STOP, QUOTED, "”", "」", "』", "：")) + 1
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
        relayed = pattern(language, "relayed").search(body, offset)
        if relayed:
            return Attribution(
                Span(sentence.start + at + relayed.start("who"), sentence.start + at + relayed.end("who"))
            )
        name = body[offset:cut].rstrip(" 的")
        if not 1 <= len(BRACKET.sub("", name)) <= 30 or name in language.impersonal or not re.search(r"\w", name):
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
        stop = re.compile(f"[{STOP}]").search(text, start - sentence.start)
        end = sentence.start + (stop.start() if stop else len(text))
        later = said[number + 1][0].cue if number + 1 < len(said) else None
        if later is not None and later.start < end:
            comma = text.rfind("，", start - sentence.start, later.start - sentence.start)
            end = sentence.start + comma if comma > 0 else later.start
        row = indirect(sentence, start, end, whose, direct, taken)
        if row is not None:
            rows.append(row)
            taken.append(row[1])
    for match in pattern(sentence.language, "according").finditer(text):
        stop = re.compile(f"[{STOP}]").search(text, match.end())
        end = sentence.start + (stop.start() if stop else len(text))
        if any(whose.cue is not None and sentence.start + match.start() < whose.cue.start < end for whose, _ in said):
            continue
        who = Span(sentence.start + match.start("who"), sentence.start + match.end("who"))
        row = indirect(
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
