"""Who a Korean sentence is about: 외교부 장관은 · 최복순(72) 씨가 · 정우현 감독의 목소리는 · …라고 그는 말했다."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.caseless import parts
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.countries import country
from seeds.quoting.hangul import ends_in_name, is_full_name, named_by_office, office_words
from seeds.quoting.patterns import BRACKET, is_called_body, is_speaker, pattern

_WORD: Final = re.compile(r"[^\s,\"“”'‘’《》「」『』\[\]【】]+")
_HANGUL: Final = 0xAC00
_PARTICLES: Final = ("께서는", "에서는", "께서도", "께서", "은", "는", "이", "가", "도")
_TOPIC: Final = frozenset({"께서는", "에서는", "께서도", "은", "는", "도"})
_MOST_WORDS: Final = 6
_FULL_NAME: Final = 2
_SHORTEST_FOREIGN: Final = 3
# Syllables that end many names of other languages, and no 에도, 라도, 라고, 지만.
_LIKE_PARTICLES: Final = re.compile(r"[^\W에지라다려하이서게]{1,5}[도고만]\Z|[^\W으대별따서새주바제그]로\Z")
# "도널드 트럼프 | 전 | 대통령": "before" stands behind what it is said of too, but seldom beside an office.
_FORMER: Final = "전"
# Places in the row of final consonants: ㄴ and ㄹ end a verb before a noun.
_ADNOMINAL: Final = (4, 8)
# "포스테코 감독 역시"; what names of other languages end with, as verbs do.
_TOO: Final = ("역시", "또한")
# "사울로 사무총장", no 으로 and no adverb.
_FOREIGN_FIRST: Final = re.compile(r"[^\W으대별따서새주바제그]로\Z|[가-힣]{2,}니\Z")
_OPENS: Final = {"'": "'", "’": "‘", '"': '"', "”": "“", "」": "「", "』": "『", "》": "《"}
_FOREIGN_END: Final = re.compile(r"[르리나사가서고두로모주보크오키이히지기만바하쓰]\Z")


@dataclass(frozen=True)
class Subject:
    """A noun phrase with a subject's particle: who, the particle, and whether the phrase looks like a speaker."""

    who: Span
    particle: str
    speaks: bool
    first: bool


def speaker_before(sentence: Clause, begin: int, limit: int, *, nearest: bool, unnamed: bool = True) -> Span | None:
    """Return who speaks before words in marks: the latest topic that can, else the latest subject that can.

    `nearest` says that what is said is itself reported ("X는 Y가 "…"라고 말했다고 전했다"), so that the subject next to
    the marks is its speaker. With `unnamed`, a topic of any other name may be a speaker's.
    """
    found = list(_subjects(sentence, begin, limit))
    able = [one for one in found if one.speaks]
    led = [one for one in able if one.particle in _TOPIC]
    if able and (nearest or not led):
        return able[-1].who
    if led:
        return led[-1].who
    named = next((one.who for one in reversed(found) if one.particle in _TOPIC and _is_name(sentence, one)), None)
    if named is not None or not unnamed:
        return named
    return next((one.who for one in found if one.particle in _TOPIC and not _is_thing(sentence, one)), None)


def topic(sentence: Clause, begin: int, limit: int, *, said: bool = False, asked: bool = False) -> Span | None:
    """Return whom a stretch is about: its first topic that can speak, a bare name, else a subject at its front.

    With `said`, a verb of saying follows: then the first topic speaks, whatever it is called, unless it is a thing.
    With `asked`, what is said is a question that an answer follows: then the first subject that can speak asks.
    """
    found = list(_subjects(sentence, begin, limit))
    led = [one for one in found if one.particle in _TOPIC]
    speaking = next((one.who for one in led if one.speaks), None)
    named = next((one.who for one in led if _is_name(sentence, one)), None)
    front = next((one.who for one in found if one.speaks and (one.first or asked)), None)
    goes_on = pattern(sentence.language, "goes_on").match(sentence.masked) is not None
    first = next((one.who for one in led[:1] if said and not goes_on and not _is_thing(sentence, one)), None)
    return speaking or named or front or first


def person_after(sentence: Clause, start: int) -> Span | None:
    """Return who is told of right after words in marks: …최복순(72) 씨가 벽을 가리켰다 · …감독의 목소리는."""
    text = sentence.text(start, sentence.end)
    stop = re.search(r"(?<=[다요])\.|[\n!?]", text)
    end = stop.start() if stop else len(text)
    marked = text.find(QUOTED)
    end = min(end, marked) if marked >= 0 else end
    voiced = pattern(sentence.language, "voiced").search(text, 0, end)
    if voiced:
        words = list(_WORD.finditer(text, 0, voiced.end("who")))
        first = _phrase(words, len(words) - 1, text, sentence.language)
        phrase = text[first : voiced.end("who")]
        if is_speaker(phrase, sentence.language) or ends_in_name(phrase, sentence.language):
            return Span(start + first, start + voiced.end("who"))
    subjects = list(_subjects(sentence, start, start + end))
    found = next((one.who for one in subjects if one.speaks), None)
    if pattern(sentence.language, "so_said").search(text, 0, end):
        named = (one.who for one in subjects if one.particle in _TOPIC and _is_name(sentence, one))
        return found or next(named, None)  # "5년 만에 돌아온 서지훈은 이렇게 말하며 웃었다"
    if found is None:
        return None
    # "“…” 군청은 …할 계획이다": a body has a sentence of its own
    return None if parts(sentence.text(found.start, found.end), sentence.language).sort == "organisation" else found


def _subjects(sentence: Clause, begin: int, limit: int) -> Iterator[Subject]:
    language = sentence.language
    text = BRACKET.sub(lambda aside: f"({'·' * (len(aside.group()) - 2)})", sentence.text(begin, limit))
    words = list(_WORD.finditer(text))
    for place, match in enumerate(words):
        word = BRACKET.sub("", match.group())
        if QUOTED in word:
            continue
        if word in _PARTICLES and (called := _in_marks(words, place, text, language)) is not None:
            yield Subject(Span(begin + called, begin + match.start() - 1), word, speaks=True, first=False)
            continue
        if word in _TOO and place:
            start = _phrase(words, place - 1, text, language)
            who = Span(begin + start, begin + words[place - 1].end())
            if is_speaker(sentence.text(who.start, who.end), language):
                yield Subject(who, "도", speaks=True, first=start == words[0].start())
            continue
        cut = _parted(word)
        if cut is None or cut[0] in language.impersonal or (len(cut[0]) == 1 and country(word, language.code)):
            continue  # "인도 외무부 대변인"
        start = _phrase(words, place, text, language)
        end = match.start() + match.group().rfind(cut[1])
        noun = pattern(language, "counted").sub("", text[start:end])
        speaks = is_speaker(noun, language) or named_by_office(text[start:end], language)
        verbal = pattern(language, "no_noun").search(cut[0] + cut[1]) is not None
        named = verbal and start < match.start() and _FOREIGN_END.search(cut[0]) is not None  # "칼릴 나세르는"
        if speaks or not verbal or named:
            yield Subject(Span(begin + start, begin + end), cut[1], speaks, start == words[0].start())


def _in_marks(words: list[re.Match[str]], place: int, text: str, language: Language) -> int | None:
    """Return where the name in marks of a body before a particle starts: 시민단체 '맑은물연대'|는."""
    end = words[place].start()
    opening = text.rfind(_OPENS.get(text[end - 1 : end], "\0"), 0, end - 1)
    if opening < 0 or place < 2 or words[place - 2].end() > opening:
        return None
    before = text[words[place - 2].start() : opening].strip()
    if _parted(before) is not None:
        return None
    return opening + 1 if is_speaker(before, language) and not text[words[place - 2].end() : opening].strip() else None


def _is_name(sentence: Clause, subject: Subject) -> bool:
    """Whether a topic may be a bare name at the front of its sentence: 이도윤은."""
    phrase = sentence.text(subject.who.start, subject.who.end).split(" ")[-1]
    named = pattern(sentence.language, "bare_name").fullmatch(phrase) is not None
    return named and not _is_thing(sentence, subject)


def _is_thing(sentence: Clause, subject: Subject) -> bool:
    """Whether a noun phrase is no person or body: 물가, 성장률, what something is called in marks, a number."""
    word = BRACKET.sub("", sentence.text(subject.who.start, subject.who.end)).split(" ")[-1]
    if word in sentence.language.organisations or is_called_body(word, sentence.language):
        return False
    return word.endswith(tuple(sentence.language.patterns["things"])) or not word or word[0].isdigit()


@lru_cache(maxsize=4096)
def _parted(word: str) -> tuple[str, str] | None:
    """Return a word without its subject particle, and the particle; None where it has none.

    은 and 이 follow a final consonant, 는 and 가 a vowel.
    """
    for particle in _PARTICLES:
        stem = word.removesuffix(particle)
        if stem == word or not stem:
            continue
        final = (ord(stem[-1]) - _HANGUL) % 28 if "가" <= stem[-1] <= "힣" else -1
        if particle in ("은", "이") and final == 0:
            return None
        if particle in ("는", "가") and final > 0:
            return None
        return stem, particle
    return None


def has_subject(word: str, language: Language) -> bool:
    """Whether a word is a noun with a subject's particle: 약물이, no verb before a noun: 오는."""
    return _parted(word) is not None and not pattern(language, "no_noun").search(word)


def _phrase(words: list[re.Match[str]], place: int, text: str, language: Language) -> int:
    """Return where the noun phrase that ends with a word starts: words without particles before it belong to it."""
    modifiers = pattern(language, "modifiers")
    first = place
    while first and place - first < _MOST_WORDS:
        gap = text[words[first - 1].end() : words[first].start()]
        before = BRACKET.sub("", words[first - 1].group())
        if gap.strip() or modifiers.search(before):
            break
        if _ENDS.search(before) and before != _FORMER and not _is_of_phrase(before, words[first].group(), language):
            if first > _FULL_NAME or not _is_foreign_name(before, words[first].group(), language):
                break
        if first > 1 and _is_relative(words[first - 2].group(), before, words[first].group()):
            break
        if before in ("이날", "또", "또한", "이어", "이에", "다만", "한편", "반면", "특히", "앞서", "그러나", "하지만"):
            break
        first -= 1
    return words[first].start()


def _is_of_phrase(before: str, after: str, language: Language) -> bool:
    """Whether a word that seems to have a particle belongs to the next: "회사의 대표", "김하은 대변인"."""
    if before.endswith("의") or before in language.patterns["given_names"] or is_full_name(before, language):
        return True
    if is_called_body(before, language) or country(before, language.code):
        return True  # "연방준비제도 의장", "스페인 정부 대변인"
    foreign = _FOREIGN_FIRST.search(before) is not None or (len(before) > 1 and before.endswith(("이", "가")))
    return foreign and after.startswith(office_words(language))


def _is_foreign_name(word: str, after: str, language: Language) -> bool:
    """Whether a word at a sentence's front that seems to have a particle ends a name: 마이클 델가도 | 필리핀 대변인."""
    cut = _parted(word)
    stem = cut[0] if cut is not None else word
    known = stem in language.organisations | language.roles or is_speaker(stem, language)
    led = country(after, language.code) is not None or after in language.organisations
    thing = stem.endswith(tuple(language.patterns["things"])) or len(word) < _SHORTEST_FOREIGN
    return led and not known and not thing and _LIKE_PARTICLES.search(word) is not None


def _is_relative(object_: str, verb: str, after: str) -> bool:
    """Whether a word before a noun phrase is the verb of a relative clause: 홈런을 친 강백준 · 법정에 선 최 씨."""
    final = (ord(verb[-1]) - _HANGUL) % 28 if verb and "가" <= verb[-1] <= "힣" else 0
    if final not in _ADNOMINAL or len(object_) < 2:
        return False
    return object_.endswith(("을", "를")) or (len(verb) == len(after) == 1 and object_.endswith(("에", "에서", "로")))


# A word before a noun phrase that is no part of it: it has a particle of its own, or is a verb.
_ENDS: Final = re.compile(
    r"(?:에서|에게|에|을|를|로|고|며|은|는|가|과|와|도|만|해|서|께|(?<=[이그])날|(?<=[\d요휴])일|전|후|뒤|지난|등|=|한|된|던|인|면|지만"
    r"|(?:하|되|묻|지|오|가|나|서|들|치|내|리)자|.이|[^의]게|니|까지|부터|듯|채|대로|대한|관련|따르면|[.!?]|때)\Z"
)
