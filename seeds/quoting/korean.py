"""Korean quotes: X는 "…"라고 말했다 · X에 따르면 … · X는 …다고 밝혔다."""

import re
from typing import Final

from seeds.quoting.attribution import Attribution
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.marks import Marked
from seeds.quoting.patterns import BRACKET, Row, alone_in, indirect, pattern, pieces

_KO_BATCHIM_BASE: Final = 0xAC00


def korean(sentence: Clause, inside: list[Marked]) -> list[Row]:
    """Return the quotes of one unit of Korean."""
    language, text = sentence.language, sentence.masked
    verb = pattern(language, "verb")
    rows: list[Row] = []
    direct: list[Span] = []
    alone = alone_in(sentence)
    last: Attribution | None = None
    for span in inside:
        after = sentence.text(span.outer_end, sentence.end)
        before = sentence.text(sentence.start, span.outer_start)
        content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
        quoting = pattern(language, "quoting").match(after)
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
        rows.extend(pieces(sentence, span, kind, whose, alone=alone))
        direct.append(Span(span.outer_start, span.outer_end))
        last = whose
    rows.extend(_korean_reports(sentence, text, direct))
    return rows


def _korean_subject(sentence: Clause, limit: int, begin: int | None = None) -> Span | None:
    """Return the noun phrase with a subject's particle that stands nearest before an offset.

    A role or a name before others.
    """
    language = sentence.language
    start = sentence.start if begin is None else begin
    text = sentence.text(start, limit)
    words = list(re.finditer(r"[^\s,\"“”'‘’]+", text))
    fallback: Span | None = None
    for place in range(len(words) - 1, -1, -1):
        word = words[place].group()
        bare = BRACKET.sub("", word)
        if QUOTED in word:
            continue
        stem = _without_particle(bare)
        if stem is None or stem in language.impersonal:
            continue
        phrase = _korean_phrase(words, place, text)
        span = Span(start + phrase, start + words[place].start() + _stem_end(word, stem))
        known = stem in language.pronouns or stem in language.roles or stem in language.organisations
        if (
            known
            or stem.endswith((*language.role_endings, *language.organisation_endings, "씨", "들"))
            or _named(words, place)
        ):
            return span
        if word.endswith(("은", "는")) or place == 0:
            fallback = span
    return fallback


def _stem_end(word: str, stem: str) -> int:
    place = word.find(stem)
    return place + len(stem) if place >= 0 else len(word) - 1


def _named(words: list[re.Match[str]], place: int) -> bool:
    """Whether the word before is a role or a name that belongs to this one: "이영자(70) 씨는"."""
    return words[place].group()[:1] == "씨" and place > 0


def _without_particle(word: str) -> str | None:
    """Return a word without its subject particle, or None where it has none.

    은 and 이 follow a final consonant, 는 and 가 a vowel.
    """
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
            BRACKET.sub("", before),
        ):
            if not before.endswith("의") or gap.strip():
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
    verb = pattern(language, "verb")
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
        subject = korean_topic(sentence, sentence.start + match.start())
        if subject is None and rows:
            subject = rows[-1][3].subject
        if subject is None:
            continue
        if subject.end - sentence.start > begin:
            begin = subject.end - sentence.start
            begin += len(re.match(r"\S*", text[begin:]).group())  # type: ignore[union-attr]
        begin = _after_korean_adjuncts(text, begin, match.start(), pattern(language, "adjunct"))
        cue_at = verb.search(text, match.end())
        cue = Span(sentence.start + cue_at.start(), sentence.start + cue_at.end()) if cue_at else None
        row = indirect(
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
        row = indirect(
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


def korean_topic(sentence: Clause, limit: int) -> Span | None:
    """Return the first topic of a sentence (은, 는), else its nearest subject."""
    language = sentence.language
    text = sentence.text(sentence.start, limit)
    words = list(re.finditer(r"[^\s,\"“”'‘’]+", text))
    for place, match in enumerate(words):
        word = BRACKET.sub("", match.group())
        if QUOTED in word or not word.endswith(("은", "는")):
            continue
        stem = _without_particle(word)
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
