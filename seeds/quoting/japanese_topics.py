"""Who a Japanese sentence is about: 首相は · 県警の調べに対し、男は · 「…」と話すのは、…さんだ · 野党議員の質問に."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from seeds.quoting.caseless import parts
from seeds.quoting.clauses import QUOTED, Clause, Span
from seeds.quoting.patterns import BRACKET, is_speaker, pattern

_PARTICLE: Final = re.compile(r"(?<=[^\s、。「」])(?:は|も|が|では|からは)(?![ずっ])")
_EDGES: Final = ("、", "。", "」", "「", "』", "『", "　", "，", QUOTED)
# A name without an honorific: katakana, or a few Han characters.
_NAME: Final = re.compile(r"(?:[ァ-ヺー・＝]{3,}|[\u3400-\u9fff]?[A-ZＡ-Ｚ]{2,}|[\u3400-\u9fff々〆]{1,4})\Z")
_ABOUT: Final = (
    "について",
    "に関して",
    "に対して",
    "をめぐって",
    "を巡って",
    "によって",
    "において",
    "として",
    "にとって",
)
# A subject's particle with nothing behind it but when, where or to whom it is said.
_ADJUNCT: Final = re.compile(r"は(?:、|[^、。「」]{1,24}(?:で|に|に対し|に対して|日|夜|朝|後|中|として)、)")
_NESTED: Final = 2
_SHORTEST_NAME: Final = 2
_AGED: Final = re.compile(r"[\u3040-\u9fff][（(][0-9０-９]{1,3}(?:歳)?[）)](?:[＝=][^＝=]{1,20}[＝=])?\Z")
_FULL_NAME: Final = re.compile(r"の[\u3400-\u9fff々]{3,6}\Z")
# What closes a cleft without any office: "…のは、15歳の山本怜奈".
_NAMED_LAST: Final = re.compile(r"の(?:[\u3400-\u9fff々]{3,6}|[ァ-ヺー・＝]{3,})\Z")
# What closes a sentence that ends in a noun: …で主演した俳優の水野あかり.
_CLOSING: Final = re.compile(
    r"[、の](?P<who>[\u3400-\u9fff々]{1,3}[ぁ-んァ-ヺー]{2,4}|[\u3400-\u9fff々]{3,6}|[ァ-ヺー・＝]{3,})\Z"
)
_NOUN: Final = re.compile(r"(?:[\u3400-\u9fff々〆ァ-ヺーA-Za-zＡ-Ｚ0-9０-９)）＝]|さん|くん|ちゃん|ら|氏|たち|彼|じ)\Z")
_LONGEST_PHRASE: Final = 40
# A single verb of telling behind words in marks closes the sentence.
_TOLD_ONCE: Final = re.compile(
    r"」?と[^、。「」と]{0,10}(?:明かし|説明し|証言し|主張し|打ち明け|振り返っ|話し|語っ)[^、。「」と]{0,4}。?\Z"
)
# A day behind が: who the news is about.
_DATED: Final = re.compile(r"が[0-9０-９]{1,2}日")
_STATED: Final = re.compile(r"が(?:会見|記者会見|声明|談話|コメント|投稿|発表|説明|取材に|取材で|Xで|SNSで)で?\Z")
_TURN: Final = re.compile(r"[\u3400-\u9fff々]{2,4}|[ァ-ヺー・]{3,10}")
# A body's name in marks behind what it is, with its particle.
_MARKED_BODY: Final = re.compile(
    rf"(?P<kind>[\u3400-\u9fffァ-ヺー]{{2,16}})[「『](?P<who>{QUOTED}+)[」』](?P<particle>は|も|が)(?P<day>[0-9０-９]{{1,2}}日)?"
)
# A family name and a given name in hiragana behind an office: リーダーの相沢ひなた.
_SOFT_NAME: Final = re.compile(r"の[\u3400-\u9fff々]{1,3}[ぁ-ん]{2,4}\Z")
# Words in marks that no の binds to what follows them, as one binds a shop's name.
_MARKED: Final = re.compile(rf"(?<!{QUOTED}){QUOTED}+(?!{QUOTED}|[」』]の)")


def topic(sentence: Clause, begin: int, limit: int, *, names: bool) -> Span | None:
    """Return who a stretch is about: the first topic that looks like a speaker, with `names` else a bare name."""
    bare: Span | None = None
    for who, particle in _topics(sentence, begin, limit):
        phrase = sentence.text(who.start, who.end)
        if particle == "が" and not _set_off(sentence, who.end, limit):
            continue
        if is_speaker(phrase, sentence.language):
            return who
        led = particle in ("は", "も") or _DATED.match(sentence.text(who.end, limit)) is not None
        if bare is None and led and _is_name(phrase, sentence):
            bare = who
    return (bare if names else None) or _named_in_marks(sentence, begin, limit)


def _named_in_marks(sentence: Clause, begin: int, limit: int) -> Span | None:
    """Return the body whose name stands in marks behind what it is: 人気グループ「ルミナス」は."""
    for match in _MARKED_BODY.finditer(sentence.text(begin, limit)):
        if is_speaker(match["kind"], sentence.language) and (match["particle"] != "が" or match["day"]):
            return Span(begin + match.start("who"), begin + match.end("who"))
    return None


def leader(sentence: Clause) -> Span | None:
    """Return the subject with が that leads a sentence, a speaker or a name: …の北条美咲が14日、…に登場。."""
    for who, particle in islice(_topics(sentence, sentence.start, sentence.end), 1):
        phrase = sentence.text(who.start, who.end)
        if particle == "が" and (is_speaker(phrase, sentence.language) or _is_name(phrase, sentence)):
            return who
    return None


def first_subject(sentence: Clause, begin: int, limit: int) -> Span | None:
    """Return the person whose clause leads to words in marks: 貫主が和紙に書き上げ、「…」と語った."""
    before = sentence.text(begin, limit).rstrip("「『 ")
    found = list(_topics(sentence, begin, limit))
    if len(found) != 1 or found[0][1] != "が" or not before.endswith("、"):
        return None
    who = found[0][0]
    return who if is_speaker(sentence.text(who.start, who.end), sentence.language) else None


def leading_person(sentence: Clause, begin: int, limit: int) -> Span | None:
    """Return the named person with が at the head of a stretch who is no suspect: 近本光司外野手（31）が."""
    who, particle = next(_topics(sentence, begin, limit), (None, ""))
    if who is None or particle != "が" or who.start > begin + 1:
        return None
    phrase = sentence.text(who.start, who.end)
    named = is_speaker(phrase, sentence.language) and parts(phrase, sentence.language).sort == "person"
    return who if named and not re.search("容疑者|被告", phrase) else None


def arrested(sentence: Clause) -> Span | None:
    """Return who is arrested or charged in a sentence: 県警は…容疑者（52）を逮捕した."""
    text = sentence.text(sentence.start, sentence.end)
    match = pattern(sentence.language, "arrested").search(text)
    match = match or pattern(sentence.language, "arrested_last").search(text)
    if match is None:
        return None
    return _trimmed(sentence, sentence.start + match.start("who"), sentence.start + match.end("who"))


def full_name(sentence: Clause) -> Span | None:
    """Return the topic that leads a sentence if it ends in a full name: 女子ゴルフの山下美夢有は.

    Or in any name, if what it does is done by people alone: 安青錦は福岡市内で会見した.
    """
    who, particle = next(_topics(sentence, sentence.start, sentence.end), (None, ""))
    phrase = sentence.text(who.start, who.end) if who else ""
    if who is None or particle != "は" or not _is_name(phrase, sentence):
        return None
    known = (
        _FULL_NAME.search(BRACKET.sub("", phrase))
        or _AGED.search(phrase)
        or pattern(sentence.language, "appeared").search(sentence.masked)
    )
    return who if known else None


def closing_name(sentence: Clause) -> Span | None:
    """Return the person with whose name a sentence ends that has no verb: …で主演を務めた俳優の水野あかり."""
    text = sentence.masked.rstrip("。 \n")
    match = _CLOSING.search(text)
    if match is None or not is_speaker(text[: match.start()][-_LONGEST_PHRASE:], sentence.language):
        return None
    return Span(sentence.start + match.start("who"), sentence.start + match.end())


def winner(sentence: Clause) -> Span | None:
    """Return the named person with が behind a topic that is a thing: 男子500メートルは地元出身の大沼拓斗が制した."""
    for who, particle in islice(_topics(sentence, sentence.start, sentence.end), 1, 3):
        phrase = BRACKET.sub("", sentence.text(who.start, who.end))
        if particle == "が" and (_NAMED_LAST.search(phrase) or is_speaker(phrase, sentence.language)):
            return who if parts(phrase, sentence.language).sort == "person" else None
    return None


def anew(sentence: Clause, since: int, limit: int) -> Span | None:
    """Return whom the clause behind other words in marks is about: 李は「…」と悔しがり、河内修は静かに「…」."""
    comma = sentence.masked.find("、", since - sentence.start, limit - sentence.start)
    if comma < 0:
        return None
    for who, particle in _topics(sentence, sentence.start + comma + 1, limit):
        phrase = sentence.text(who.start, who.end)
        named = is_speaker(phrase, sentence.language) or _NAMED_LAST.search(phrase) or _AGED.search(phrase)
        if particle in ("は", "も", "からは") and named:
            return who
    return None


def inner(sentence: Clause, limit: int) -> Span | None:
    """Return the latest subject with が before words in marks: those are reported in turn."""
    found = [who for who, particle in _topics(sentence, sentence.start, limit) if particle == "が"]
    speaking = [who for who in reversed(found) if is_speaker(sentence.text(who.start, who.end), sentence.language)]
    people = (
        who
        for who in speaking
        if parts(sentence.text(who.start, who.end), sentence.language).sort in ("person", "role")
    )
    return next(people, next(iter(speaking), None))


def nearest(sentence: Clause, limit: int, begin: int) -> Span | None:
    """Return the topic that stands right before words in marks; a bare name only where nobody is named before it."""
    last = None
    for who, _ in _topics(sentence, sentence.start, limit):
        last = who
    if last is None or sentence.text(last.end, limit).strip() not in (
        "は",
        "も",
        "が",
        "からは",
        "は、",
        "も、",
        "が、",
    ):
        return None
    phrase = sentence.text(last.start, last.end)
    if is_speaker(phrase, sentence.language):
        return last
    return last if _is_name(phrase, sentence) and topic(sentence, begin, last.start, names=False) is None else None


def last_topic(sentence: Clause, begin: int, limit: int) -> Span | None:
    """Return the noun phrase whose は or が stands right before words in marks."""
    last = None
    for who, particle in _topics(sentence, begin, limit):
        last = who if particle in ("は", "が") else None
    return last if last is not None and sentence.text(last.end, limit).strip("「『 ") in ("は", "が") else None


def outer_topic(sentence: Clause, begin: int, limit: int) -> Span | None:
    """Return who says of another what words in marks are: 報道官は会見で、大統領は「検討している」と説明した."""
    found = list(_topics(sentence, begin, limit))
    if len(found) != _NESTED or any(particle != "は" for _, particle in found):
        return None
    first, second = found[0][0], found[1][0]
    if not _ADJUNCT.fullmatch(sentence.text(first.end, second.start)):
        return None
    if sentence.text(second.end, limit).strip("「『 ") != "は":
        return None
    return first if is_speaker(sentence.text(first.start, first.end), sentence.language) else None


def outer_speaker(sentence: Clause, begin: int, limit: int, after: int) -> Span | None:
    """Return who tells what another said, by the one verb that closes the sentence: 弁護人は、被告が「…」と明かした."""
    found = list(_topics(sentence, begin, limit))
    if len(found) != _NESTED or [particle for _, particle in found] != ["は", "が"]:
        return None
    first, second = found[0][0], found[1][0]
    beside = (
        sentence.text(first.end, second.start) == "は、" and sentence.text(second.end, limit).strip("「『 ") == "が"
    )
    closed = _TOLD_ONCE.match(sentence.text(after, sentence.end)) is not None
    speaks = all(is_speaker(sentence.text(who.start, who.end), sentence.language) for who in (first, second))
    return first if beside and closed and speaks else None


def headed(sentence: Clause, limit: int, begin: int) -> Span | None:
    """Return who stands alone before words in marks, as in a ticker: 15:20 県警「…」."""
    who = _trimmed(sentence, begin, limit)
    phrase = _STATED.sub("", sentence.text(who.start, who.end).rstrip('「『｢“" 　'))
    who = Span(who.start, who.start + len(phrase))
    return who if phrase and not _PARTICLE.search(phrase) and is_speaker(phrase, sentence.language) else None


def turn(sentence: Clause, start: int, end: int) -> Span | None:
    """Return the name that stands alone before a line's words in marks, as in an interview: 羽生「…」."""
    line = sentence.text(sentence.start, start).rpartition("\n")[2]
    name = line.strip('「『｢“" 　')
    if not _TURN.fullmatch(name) or sentence.text(end, sentence.end).strip(" 　\n」"):
        return None
    if name.endswith(tuple(sentence.language.patterns["things"])):
        return None
    begin = start - len(line) + line.index(name)
    return Span(begin, begin + len(name))


def is_thing(sentence: Clause, who: Span, begin: int) -> bool:
    """Whether a topic inside what is said is no name: no office, and another topic or a clause stands before it."""
    if is_speaker(sentence.text(who.start, who.end), sentence.language):
        return False
    before = sentence.text(begin, who.start)
    return sentence.text(who.end, who.end + 1) == "も" or "は" in before


def without_lead(sentence: Clause, start: int, end: int) -> Span:
    """Return a source's phrase without the hour or the conjunction before it: 15:41 | JR東日本によると."""
    return _trimmed(sentence, start, end)


def named_later(sentence: Clause, start: int) -> Span | None:
    """Return who speaks where the words come first: 「…」と訴えるのは、…さんだ · 「…」。…さんは · …氏の質問に."""
    text = sentence.text(start, sentence.end)
    for later in (pattern(sentence.language, "cleft"), pattern(sentence.language, "named")):
        match = later.search(text)
        if match and QUOTED not in match["who"]:
            whole = match["who"]
            at = max(whole.rfind("、") + 1, 0)
            at += len(whole[at:]) - len(whole[at:].lstrip("とは、。 "))
            named = is_speaker(whole, sentence.language) or _NAMED_LAST.search(whole) or _CLOSING.search(whole)
            if named and at < len(whole):
                return Span(start + match.start("who") + at, start + match.end("who"))
    related = pattern(sentence.language, "related").match(text)
    if related and is_speaker(related["who"], sentence.language):
        return Span(start + related.start("who"), start + related.end("who"))
    told = pattern(sentence.language, "teller").match(text)
    if told and is_speaker(told["who"], sentence.language):
        return _trimmed(sentence, start + told.start("who"), start + told.end("who"))
    marked = next((match.start() for match in _MARKED.finditer(text)), -1)
    stop = min((place for place in (text.find("。", 1), marked) if place >= 0), default=len(text))
    voiced = pattern(sentence.language, "voiced").search(text, 0, stop)
    if voiced and is_speaker(voiced["who"], sentence.language):
        return _trimmed(sentence, start + voiced.start("who"), start + voiced.end("who"))
    found = topic(sentence, start, start + stop, names=True)
    if found is None or re.match(rf"(?:は|も|が)、?[「『]{QUOTED}", sentence.text(found.end, sentence.end)):
        return None  # who says the next words
    stated = text.startswith(("。", "」")) and not re.search("[こそ]う|このよう|話|語|言|訴|振り返", text[1:stop])
    if stated and _is_of_a_thing(sentence.text(found.start, found.end), sentence):
        return None  # "「…」。翌朝、店の鏡は割れていた"
    if stated and parts(sentence.text(found.start, found.end), sentence.language).sort == "organisation":
        return None  # "「…」。市は…する考えだ": a body has a sentence of its own
    return found


def _is_of_a_thing(phrase: str, sentence: Clause) -> bool:
    """Whether a phrase that is no known speaker's is a noun behind の, or of one character: 店の鏡."""
    bare = BRACKET.sub("", phrase)
    return not is_speaker(bare, sentence.language) and len(bare[bare.rfind("の") + 1 :]) < _SHORTEST_NAME


def view_of(sentence: Clause) -> Span | None:
    """Return whose view, answer or look a sentence without words in marks is about: 投手コーチの評価は違う."""
    match = pattern(sentence.language, "view_of").search(sentence.masked.rstrip("\n "))
    if match is None or not is_speaker(match["who"], sentence.language):
        return None
    return _trimmed(sentence, sentence.start + match.start("who"), sentence.start + match.end("who"))


def first_nested(sentence: Clause, begin: int, limit: int) -> Span | None:
    """Return who is said to have told what an outlet relays: 通信は、国防部が…と発表したと報じた."""
    for who, particle in _topics(sentence, begin, limit):
        if particle == "が" and is_speaker(sentence.text(who.start, who.end), sentence.language):
            return who
    return None


def _topics(sentence: Clause, begin: int, limit: int) -> Iterator[tuple[Span, str]]:
    """Yield the noun phrases with は, も or が between two offsets, in order, each with its particle."""
    text = sentence.text(begin, limit)
    at = 0
    for match in _PARTICLE.finditer(text):
        if match.start() < at:
            continue
        start = max(text.rfind(mark, at, match.start()) for mark in _EDGES) + 1
        start = max(start, at)
        start = _shortened(text, start, match.start())
        phrase = text[start : match.start()]
        if not (_NOUN.search(phrase) or _SOFT_NAME.search(phrase)) or QUOTED in phrase or len(phrase) > _LONGEST_PHRASE:
            continue
        bare = BRACKET.sub("", phrase)
        if bare in sentence.language.impersonal or pattern(sentence.language, "circumstance").search(bare):
            continue
        at = match.end()
        who = _trimmed(sentence, begin + start, begin + match.start())
        if who.end > who.start:
            yield who, match.group()


def _shortened(text: str, start: int, end: int) -> int:
    """Return where a noun phrase that is too long starts, without the clauses before its last noun."""
    if end - start <= _LONGEST_PHRASE:
        return start
    parts_ = list(
        re.compile("[のたるいな](?=[\u3400-\u9fffァ-ヺA-ZＡ-Ｚ])").finditer(text, end - _LONGEST_PHRASE, end - 2)
    )
    return parts_[0].end() if parts_ else start


def _trimmed(sentence: Clause, start: int, end: int) -> Span:
    """Leave out what leads into a noun phrase: a conjunction, a day, another source."""
    text = sentence.text(start, end)
    at = len(text) - len(text.lstrip(" \u3000\n\tの"))
    for part in ("called", "lead", "source_before", "day_before", "day_before", "setting_before"):  # "14:05 | 【速報】"
        leading = pattern(sentence.language, part).match(text, at)
        if leading and leading.end() < len(text):
            at = leading.end()
    return Span(start + at, end)


def _is_name(phrase: str, sentence: Clause) -> bool:
    """Whether a phrase ends in what may be a name, and is no thing."""
    bare = BRACKET.sub("", phrase)
    if bare.endswith(_ABOUT):
        return False  # "交代について | は"
    if _AGED.search(phrase):
        return True  # "タレントの橘みのり（32）"
    soft = _SOFT_NAME.search(bare)
    if soft and (bare[: soft.start()].endswith("歳") or is_speaker(bare[: soft.start()], sentence.language)):
        return True
    match = _NAME.search(bare[max(bare.rfind(mark) for mark in "のたるいな、でにをがとへ") + 1 :])
    return match is not None and not bare.endswith(tuple(sentence.language.patterns["things"]))


def _set_off(sentence: Clause, end: int, limit: int) -> bool:
    """Whether a subject with が leads the sentence and not what is said: 首相が会見で、…."""
    rest = sentence.text(end, limit)
    return re.match(r"が(?:、|\d+日|[^、。]{1,14}(?:で|に|、))?(?:、|\Z)", rest) is not None
