"""Who passed a story on: relay phrases in the running text, and the lines that sign a story off."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from seeds.agencies import Mention, mentions
from seeds.knowledge import Language

# Between a phrase and the agency that it names, and between two agencies of one chain, stand no more characters.
_LONGEST_BETWEEN: Final = 80
_LONGEST_AFTER: Final = 200
_LONGEST_CREDIT: Final = 100
_LONGEST_AGENCY: Final = 40
# The paragraphs at an article's end in which an agency's bare name signs it off.
_LAST: Final = 3
_STOP: Final = re.compile(r"[.;:“”\"\n。；：！？!?](?!\w)|\n")
_LIST: Final = re.compile(
    r"\s*(?:[,、،/;·・＝=&+-]|and|und|y|e|et|и|و|和|及|与|と|과|와|sowie|as well as)\s*"
    r"(?:the|l[ae]s?|o|a|der|die|l['’])?\s*"
)
_BROKEN: Final = re.compile(rf"{_STOP.pattern}|[,，、،]")
# "(c) 2024 dpa", "© AFP".
_RIGHTS: Final = r"(?:\([cсCС]\)|©|Copyright)\s*(?:Copyright\s*)?(?:\d{4}\s*)?"
# What may stand beside the agencies of a line that does nothing but sign off: desks' initials, sites, numbers, marks.
_BESIDE: Final = re.compile(
    r"\([cсCС]\)|©|copyright|\b[a-z][\w-]*\.(?:de|com|ch|at|net|org)\b|-infocom|[a-z]{0,5}:?\d[\d-]*(?:/\d+)?"
    r"|\b(?:fim|fin|fine|ende|end|pool|riproduzione|riservata)\b"
    r"|\b(?:news agency|agencia|agence|agência|agenzia|agentur|агентство|وكالة)\b"
    r"|(?<![\w])[^\W\d_]{1,4}(?![\w])|[\W_]+",
    re.IGNORECASE,
)
_MOST_INITIALS: Final = 4
_OPENING: Final = "[(（【〔<*＊—–-"
_BRACKETED: Final = re.compile(
    r"[(（【\[](?P<in>[^()（）【】\[\]\n]{2,60})[)）】\]]\.?\Z|(?<![\w/])/(?P<by>[^\W\d_][\w ]{1,20})/?\Z"
)
_AND: Final = "(?:,| y| e| et| und| and| &)?"
_BARE: Final = re.compile(
    rf"(?<=[.!?”»\"。…] )(?:[—–-]\s)?(?P<in>[^\W\d_][\w/]{{1,20}}(?:{_AND} [A-Z][\w/]+){{0,3}})\.?\Z"
    rf"|(?P<by>{_RIGHTS}\S[^.\n]{{1,20}})\Z"
)
# "El Faro de la Costa / AFP": a paper, then whose copy it prints.
_HOUSE: Final = re.compile(
    r"(?P<house>[^\W\d_][^.!?:\n]{2,40}?)\s(?P<sign>(?:/|(?i:avec|con|com|mit|with|et))\s(?P<in>[^\n.!?]{2,40}))\Z"
)


# ", Turkey’s state-run " before an agency: nothing but what describes it.
_BEHIND_COMMA: Final = re.compile(
    r",\s(?:(?:the|[A-Z][\w’'-]*|[\w-]+-run|[\w-]+-owned|state|semi-official|official|news|agency|private)\s){0,6}\Z"
)


class Relay(NamedTuple):
    """Words at [start, end) of the cleaned text that hand the word to agencies; `chain` has the first source first."""

    start: int
    end: int
    chain: list[str]


class SignOff(NamedTuple):
    """Words at [start, end) of the cleaned text that say whose copy it is."""

    start: int
    end: int
    named: list[Mention]


def relays(text: str, known: Language) -> Iterator[Relay]:
    """Yield each relay phrase: "according to" before an agency, or a verb behind it, with those that it cites."""
    found = [mention for mention in mentions(text, known) if not _signs(text, mention, known)]
    at = 0
    while at < len(found):
        run = _run(text, found, at, known)
        first, last = run[0], run[-1]
        lead = _lead(text, first.start, known)
        tail = _tail(text, first.start, last.end, known) or 0
        cites = any(
            _cites(text[one.end : other.start], known) or _cited_behind(text, other, known)
            for one, other in pairwise(run)
        )
        if lead is None and not tail and not cites and (inner := _tail(text, first.start, first.end, known)):
            tail, run = inner, run[:1]
            last = first
        if lead is not None or tail or cites:
            weak = _weak(text, first.start, known) if lead is None else None
            start = lead if lead is not None else weak if weak is not None else first.start
            yield Relay(start, last.end + tail, _chain_of(text, run, known))
        at += len(run)


def sign_offs(text: str, known: Language) -> Iterator[SignOff]:
    """Yield what signs a paragraph off: a line of agencies, or agencies behind its words, in brackets or bare."""
    paragraphs = text.split("\n")
    at = 0
    for number, paragraph in enumerate(paragraphs):
        late = number >= len(paragraphs) - _LAST
        found = _line(paragraph, known) if len(paragraph) <= _LONGEST_CREDIT else None
        found = found or _ending(paragraph, known, late=late)
        if found:
            yield SignOff(at + found.start, at + found.end, found.named)
        at += len(paragraph) + 1


def _line(paragraph: str, known: Language) -> SignOff | None:
    """Return the sign-off that a whole paragraph is."""
    match = _credit(known).fullmatch(paragraph)
    if match:
        words = match["in"] or match["behind"]
        if named := _listed(words, known):
            return SignOff(0, len(paragraph), named)
    house = _HOUSE.fullmatch(paragraph)
    if house and len(house["house"]) > _MOST_INITIALS and not mentions(house["house"], known):
        named = _listed(house["in"], known)
        if named:
            return SignOff(house.start("sign"), len(paragraph), named)
    named = _listed(paragraph, known)
    return SignOff(0, len(paragraph), named) if named else None


def _listed(words: str, known: Language) -> list[Mention]:
    """Return the agencies of words that hold nothing but agencies, and what may stand beside them; else none."""
    named = mentions(words, known) or mentions(words.replace("-", "/"), known)
    return named if named and _is_all(words, named) else []


def _is_all(line: str, named: Sequence[Mention]) -> bool:
    """Whether a line has nothing but agencies, and what may stand beside them."""
    rest = line
    for mention in reversed(named):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    initials = len(re.findall(r"[^\W\d_]+", rest))
    return not _BESIDE.sub("", rest) and initials <= _MOST_INITIALS


def _ending(paragraph: str, known: Language, *, late: bool) -> SignOff | None:
    """Return the sign-off behind a paragraph's words."""
    match = _BRACKETED.search(paragraph)
    if match is None and late:
        match = _BARE.search(paragraph)
    if match is None:
        return None
    if match.re is _BRACKETED and not re.search(r"(?:^|[.!?”»\"。…」』])\s*\Z", paragraph[: match.start()]):
        return None
    named = _listed(match["in"] or match["by"], known)
    return SignOff(match.start(), match.end(), named) if named else None


def _signs(text: str, mention: Mention, known: Language) -> bool:
    """Whether an agency stands in brackets of its own, as in a dateline or a sign-off, or between strokes."""
    before, after = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
    if before not in ("(", "（", "[", "/") or after not in (")", "）", "]", "/", ""):
        return False
    # "the Central Telegraph Agency (ЦТАК)": what it is called stands before its abbreviation.
    called = text[max(0, mention.start - _LONGEST_BETWEEN) : mention.start - 1]
    nouns = _words(known.relay.get("nouns", ()))
    return not any(not _STOP.search(called, noun.end()) for noun in nouns.finditer(called)) or bool(
        mentions(called[-_LONGEST_AGENCY:], known)
    )


def _run(text: str, found: Sequence[Mention], at: int, known: Language) -> list[Mention]:
    """Return the agencies from `at` on that one phrase names: in a list, or one citing the other."""
    run = [found[at]]
    for mention in found[at + 1 :]:
        gap = text[run[-1].end : mention.start]
        same = mention.agency == run[-1].agency and len(gap) <= 3
        # 聯合ニュースは朝鮮中央通信を引用し: that one is cited is said behind it.
        behind = _is_near(gap) and _cited_behind(text, mention, known)
        if not (same or behind or _LIST.fullmatch(gap) or _cites(gap, known)):
            break
        run.append(mention)
    return run


def _is_near(gap: str) -> bool:
    return len(gap) <= _LONGEST_BETWEEN and _STOP.search(gap) is None


def _cites(gap: str, known: Language) -> bool:
    """Whether the words between two agencies say that one cites the other."""
    if len(gap) > _LONGEST_BETWEEN or _STOP.search(gap):
        return False
    passive = known.relay.get("inner_passive", ())
    found = _words([*known.relay["inner"], *passive]).search(gap)
    return found is not None and not _addressed(gap[found.end() :], known)


def _cited_behind(text: str, mention: Mention, known: Language) -> bool:
    return _either(known, "inner_behind").match(text, mention.end, mention.end + 20) is not None


def _chain_of(text: str, run: Sequence[Mention], known: Language) -> list[str]:
    """Return the chain of a run, first source first; agencies of a list share a step."""
    steps: list[list[str]] = [[run[0].agency.name]]
    for one, other in pairwise(run):
        gap = text[one.end : other.start]
        if other.agency == one.agency:
            continue
        if _LIST.fullmatch(gap) and not _cited_behind(text, other, known):
            steps[-1].append(other.agency.name)
        elif known.relay.get("inner_passive") and _words(known.relay["inner_passive"]).search(gap):
            steps.append([other.agency.name])
        else:
            steps.insert(0, [other.agency.name])
    return list(dict.fromkeys(", ".join(dict.fromkeys(step)) for step in steps))


def _lead(text: str, start: int, known: Language) -> int | None:
    """Return where the phrase starts that hands the word to the agency at `start`; None where there is none."""
    window = text[max(0, start - _LONGEST_BETWEEN - 40) : start]
    for form in (_words(known.relay["phrases"]), _either(known, "forms")):
        for match in form.finditer(window):
            between = window[match.end() :]
            if len(between) <= _LONGEST_BETWEEN and not _BROKEN.search(between) and not _addressed(between, known):
                return start - len(window) + match.start()
    # An agency told by its country has the noun in its own words: "la agencia oficial norcoreana".
    called = text[start:].split(maxsplit=1)[0] if text[start : start + 1].islower() else ""
    own = called.casefold() in known.relay.get("nouns", ())
    named = _with_noun(known).search(f"{window}{called} " if own else window)
    if named is None or not _reports(named["verb"], known) or _addressed(named["between"], known):
        return None
    return start - len(window) + named.start()


def _reports(verb: str, known: Language) -> bool:
    form = verb.casefold()
    return form in known.cues or form in known.plain_cues or form in known.participles


@cache
def _with_noun(known: Language) -> re.Pattern[str]:
    """Match a verb, then what an agency is called, up to its name: "aseguró este lunes la agencia rusa "."""
    nouns = "|".join(re.escape(noun) for noun in known.relay.get("nouns", ())) or "(?!)"
    return re.compile(
        rf"\b(?P<verb>[^\W\d_]+)\s(?P<between>(?:[^\s,.;:«»“”\"]+\s){{0,4}}?)(?:{nouns})\s(?:[^\s,.;:“”\"]+\s){{0,4}}[«]?\Z",
        re.IGNORECASE,
    )


def _weak(text: str, start: int, known: Language) -> int | None:
    """Return where "as", "wie" and the like start before an agency that a verb follows."""
    weak = known.relay.get("weak")
    if not weak:
        return None
    window = text[max(0, start - _LONGEST_BETWEEN) : start]
    found = [
        match.start()
        for match in _words(weak).finditer(window)
        if not re.search(r"[,.;:“”\"\n]", window[match.end() :])
    ]
    return start - len(window) + found[-1] if found else None


def _tail(text: str, start: int, end: int, known: Language) -> int | None:
    """Return how many characters the verb behind agencies at [start, end) takes: " reported", "が伝えた"."""
    behind = text[end : end + _LONGEST_AFTER]
    match = _either(known, "tails").match(behind)
    if match is None and _BEHIND_COMMA.search(text, max(0, start - _LONGEST_BETWEEN), start):
        match = _either(known, "comma_tails").match(behind)
    return match.end() if match else None


@cache
def _either(known: Language, key: str) -> re.Pattern[str]:
    return re.compile("|".join(known.relay.get(key, ())) or "(?!)", re.IGNORECASE)


def _addressed(words: str, known: Language) -> bool:
    """Whether words before an agency say that somebody spoke to it: "told EFE", "dijo a EFE"."""
    return _words(known.relay.get("addressing", ())).search(words) is not None


_WORDS: dict[tuple[str, ...], re.Pattern[str]] = {}


def _words(phrases: Sequence[str]) -> re.Pattern[str]:
    """Match one of some phrases: as words, in scripts that part them."""
    key = tuple(phrases)
    if key not in _WORDS:
        parts = [_word(phrase) for phrase in sorted(key, key=len, reverse=True)]
        _WORDS[key] = re.compile("|".join(parts) or "(?!)", re.IGNORECASE)
    return _WORDS[key]


def _word(phrase: str) -> str:
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", phrase):
        return re.escape(phrase)
    if re.search(r"[\u0600-\u06ff]", phrase):  # "and" and "so" are written on to a word
        return rf"(?<!\w)[وف]?{re.escape(phrase)}"
    return rf"\b{re.escape(phrase)}(?:(?<=['’])|\b)"


@cache
def _credit(known: Language) -> re.Pattern[str]:
    """Match a paragraph that does nothing but credit: "Con información de EFE y AFP", "(Quelle: dpa)", "© AFP"."""
    phrases = "|".join(re.escape(phrase) for phrase in known.relay.get("credits", ())) or "(?!)"
    after = "|".join(known.relay.get("credits_behind", ())) or "(?!)"
    return re.compile(
        rf"[(（\[【*＊—–-]*\s?(?:(?:{_RIGHTS}|(?:{phrases})\s?[:：]?\s*)(?P<in>[^()\n。]{{2,60}}?)"
        rf"|(?P<behind>[^()\n.。]{{2,40}}?)\s(?:{after}))[)）\]】*]?[.。]?",
        re.IGNORECASE,
    )
