"""Who passed a story on: relay phrases in the running text, and the lines that sign a story off."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from seeds.agencies import Agency, Mention, mentions
from seeds.knowledge import Language

# Between a phrase and the agency that it names, and between two agencies of one chain, stand no more characters.
_LONGEST_BETWEEN: Final = 80
_LONGEST_AFTER: Final = 200
_LONGEST_CREDIT: Final = 100
_LONGEST_AGENCY: Final = 40
_LONGEST_BEHIND: Final = 20
# The paragraphs at an article's end in which an agency's bare name signs it off.
_LAST: Final = 3
_STOP: Final = re.compile(r"[.;:“”\"\n。；：！？!?](?!\w)|\n")
_LIST: Final = re.compile(
    r"\s*(?:[,、،/;·・＝=&+-]|and|und|y|e|et|и|و|和|及|与|と|과|와|sowie|as well as)\s*"
    r"(?:the|l[ae]s?|o|a|der|die|l['’])?\s*"
)
_OPENING_MARK: Final = re.compile("[“„\"«‘'「『]\\s?\\Z")
_CLOSING_MARK: Final = re.compile("\\s?[”“\"»’'」』]")
_BROKEN: Final = re.compile(rf"{_STOP.pattern}|[,，、،]")
# "(c) 2024 dpa", "© AFP".
_RIGHTS: Final = r"(?:\([cсCС]\)|©|Copyright)\s*(?:Copyright\s*)?(?:\d{4}\s*)?"
# What may stand beside the agencies of a line that does nothing but sign off: desks' initials, sites, numbers, marks.
_BESIDE: Final = re.compile(
    r"\([cсCС]\)|©|copyright|\b[a-z][\w-]*\.(?:de|com|ch|at|net|org)\b|-infocom|[a-z]{0,5}:?\d[\d-]*(?:/\d+)?"
    r"|\b(?:fim|fin|fine|ende|end|pool|riproduzione|riservata|segue|suite|continúa|forts|more)\b"
    r"|\b(?:news agency|agencia|agence|agência|agenzia|agentur|агентство|وكالة)\b"
    r"|(?<![\w])[^\W\d_]{1,4}(?![\w])|[\W_]+",
    re.IGNORECASE,
)
_MOST_INITIALS: Final = 4
_STROKE_OR_BRACKET: Final = re.compile(r"[()（）\[\]【】/／]")
_UNCASED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff가-힣]")
_IN_BRACKETS: Final = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_OPENING: Final = "[(（【〔<*＊—–-"
_BRACKETED: Final = re.compile(
    r"[(（【\[](?P<in>[^()（）【】\[\]\n]{2,60})[)）】\]]\.?\Z|(?<![\w/])/(?P<by>[^\W\d_][\w ]{1,20})/?\Z"
)
# "(c)AFP/Jean DUPONT" behind words.
_PHOTOGRAPHER: Final = re.compile(r"(?<=\w)[/／][^\W\d_][\w.'-]*(?: [\w.'-]+){0,3}\Z")
_AND: Final = "(?:,| y| e| et| und| and| &)?"
_BARE: Final = re.compile(
    rf"(?<=[.!?”»\"。…] )(?:[—–-]\s)?(?P<in>[^\W\d_][\w/]{{1,20}}(?:{_AND} [A-Z][\w/]+){{0,3}})\.?\Z"
    rf"|(?P<by>{_RIGHTS}\S[^.\n]{{1,40}})\Z"
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
    """Words at [start, end) of the cleaned text that say whose copy it is: each step's agencies, first source first."""

    start: int
    end: int
    steps: list[list[Agency]]

    @property
    def chain(self) -> list[str]:
        """The names shown of the agencies; those of a list share a step."""
        return [", ".join(dict.fromkeys(agency.name for agency in step)) for step in self.steps]


def relays(text: str, known: Language, apart: tuple[int, int] | None = None) -> Iterator[Relay]:
    """Yield each relay phrase: "according to" before an agency, or a verb behind it, with those that it cites.

    `apart` is the [start, end) of a dateline, whose agency relays nothing.
    """
    bare, places = _unquoted(text, known)
    first, last = apart or (0, 0)
    for relay in _relays(bare, known, {at for at, place in enumerate(places) if first <= place < last}):
        yield Relay(places[relay.start], places[relay.end - 1] + 1, relay.chain)


def _unquoted(text: str, known: Language) -> tuple[str, Sequence[int]]:
    """Return the text without the marks round an agency alone ("Interfax"), and where each character stands."""
    gone: set[int] = set()
    for mention in mentions(text, known):
        start, end = mention.start, mention.end
        opening = _OPENING_MARK.search(text, max(0, start - 2), start)
        closing = _CLOSING_MARK.match(text, end)
        if opening and closing:
            gone.update(range(*opening.span()))
            gone.update(range(*closing.span()))
    if not gone:
        return text, range(len(text))
    places = [place for place in range(len(text)) if place not in gone]
    return "".join(text[place] for place in places), places


def _relays(text: str, known: Language, apart: set[int]) -> Iterator[Relay]:
    found = [
        mention for mention in mentions(text, known) if mention.start not in apart and not _signs(text, mention, known)
    ]
    at = 0
    while at < len(found):
        run = _run(text, found, at, known)
        first, last = run[0], run[-1]
        lead = _lead(text, first.start, known)
        tail = _tail(text, first.start, last.end, known) or 0
        links = [_link(text, one, other, known) for one, other in pairwise(run)]
        cites = "cites" in links or "cited" in links
        if lead is None and not tail and not cites and (inner := _tail(text, first.start, first.end, known)):
            tail, run = inner, run[:1]
            last = first
        if lead is not None or tail or cites:
            weak = _weak(text, first.start, known) if lead is None else None
            start = lead if lead is not None else weak if weak is not None else first.start
            tail = tail or (len(_relayed_behind(text, last, known)) if links and links[-1] == "cited" else 0)
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
            yield SignOff(at + found.start, at + found.end, found.steps)
        at += len(paragraph) + 1


def _line(paragraph: str, known: Language) -> SignOff | None:
    """Return the sign-off that a whole paragraph is."""
    match = _credit(known).fullmatch(paragraph)
    if match:
        words = match["in"] or match["behind"]
        if steps := signed(words, known):
            return SignOff(0, len(paragraph), steps)
    house = _HOUSE.fullmatch(paragraph)
    if house and len(house["house"]) > _MOST_INITIALS and not mentions(house["house"], known):
        steps = signed(house["in"], known)
        if steps:
            return SignOff(house.start("sign"), len(paragraph), steps)
    steps = signed(paragraph, known)
    return SignOff(0, len(paragraph), steps) if steps and _is_telling(paragraph, steps, known) else None


def _is_telling(words: str, steps: Sequence[Sequence[Agency]], known: Language) -> bool:
    """Whether words without brackets sign off: alone, "MAP" does only in a language that its agency writes most."""
    plain = mentions(words, known) or len(steps) > 1 or len(steps[0]) > 1 or _STROKE_OR_BRACKET.search(words)
    return bool(plain) or known.code in steps[0][0].languages[:2]


def signed(words: str, known: Language, *, placed: bool = False) -> list[list[Agency]]:
    """Return the steps of agencies that words name which hold nothing but agencies, and what may stand beside them.

    Args:
        words: what stands in brackets, or a line.
        known: what is known of its language.
        placed: whether places and names may stand beside them, as in a dateline's brackets.
    """
    for form in (words, words.replace("-", "/")):
        named = mentions(form, known, signing=True)
        if named and (placed or _is_all(form, named)):
            return _steps(form, named, known)
    return []


def _steps(words: str, named: Sequence[Mention], known: Language) -> list[list[Agency]]:
    """Part the agencies of a sign-off where one passes on the other's: "AFP=연합뉴스"."""
    steps = [[named[0].agency]]
    for one, other in pairwise(named):
        between = _either(known, "steps").match(words, one.end)
        if between and between.end() == other.start:
            steps.append([other.agency])
        else:
            steps[-1].append(other.agency)
    return steps


def _is_all(line: str, named: Sequence[Mention]) -> bool:
    """Whether a line has nothing but agencies, and what may stand beside them."""
    rest = line
    for mention in reversed(named):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    if _UNCASED.search(_IN_BRACKETS.sub("", rest)):
        return False  # places stand in brackets only: words of these scripts are as short as initials
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
    words = match["in"] or match["by"]
    if match.start() and known.relay.get("signs_with_names"):
        words = _PHOTOGRAPHER.sub("", words)
    credit = _credit(known).fullmatch(words)
    steps = signed(words, known) or (signed(credit["in"] or credit["behind"], known) if credit else [])
    if steps and match.re is _BARE and not _is_telling(words, steps, known):
        return None
    return SignOff(match.start(), match.end(), steps) if steps else None


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
        if _link(text, run[-1], mention, known) is None:
            break
        run.append(mention)
    return run


def _link(text: str, one: Mention, other: Mention, known: Language) -> str | None:
    """Return how two agencies hang together: "same", "list", the first "cites" the second or is "cited" by it."""
    gap = text[one.end : other.start]
    if other.agency == one.agency and len(gap) <= len(" ("):
        return "same"
    if len(gap) > _LONGEST_BETWEEN or _STOP.search(gap):
        return None
    # 聯合ニュースは朝鮮中央通信を引用し: that one is cited is said behind it.
    if _either(known, "inner_behind").match(text, other.end, other.end + _LONGEST_BEHIND):
        return "cites"
    if _listing(known).fullmatch(gap):
        return "list"
    if _either(known, "relative").match(gap) and _relayed_behind(text, other, known):
        return "cited"
    for key, link in (("inner_passive", "cited"), ("inner", "cites")):
        match = _words(known.relay.get(key, ())).search(gap)
        if match:
            rest = gap[match.end() :]
            # "Reuters, citing officials, and AP": a comma with more behind it ends what is cited.
            return None if _addressed(rest, known) or re.search(r"[,，،]\s*\w", rest) else link
    return None


def _relayed_behind(text: str, mention: Mention, known: Language) -> str:
    """Return the verb behind an agency that relays what a relative clause hangs on: ", que la agencia X reprodujo"."""
    match = _either(known, "relayed_behind").match(text, mention.end, mention.end + _LONGEST_BEHIND)
    return match.group() if match else ""


def _chain_of(text: str, run: Sequence[Mention], known: Language) -> list[str]:
    """Return the chain of a run, first source first; agencies of a list share a step."""
    steps: list[list[str]] = [[run[0].agency.name]]
    for one, other in pairwise(run):
        link = _link(text, one, other, known)
        if other.agency == one.agency:
            continue
        if link == "list":
            steps[-1].append(other.agency.name)
        elif link == "cited":
            steps.append([other.agency.name])
        else:
            steps.insert(0, [other.agency.name])
    return list(dict.fromkeys(", ".join(dict.fromkeys(step)) for step in steps))


@cache
def _listing(known: Language) -> re.Pattern[str]:
    """Match what parts two agencies of a list, "과 영국 " of the language's own too."""
    return re.compile("|".join([_LIST.pattern, *known.relay.get("lists", ())]))


def _lead(text: str, start: int, known: Language) -> int | None:
    """Return where the phrase starts that hands the word to the agency at `start`; None where there is none."""
    window = text[max(0, start - _LONGEST_BETWEEN - 40) : start]
    for form in (_words(known.relay["phrases"]), _either(known, "forms")):
        for match in form.finditer(window):
            between = window[match.end() :]
            if len(between) <= _LONGEST_BETWEEN and not _BROKEN.search(between) and not _addressed(between, known):
                return start - len(window) + match.start()
    # An agency told by its country has the noun in its own words: "la agencia oficial norcoreana".
    called = text[start:].split(maxsplit=1)[0] if not text[start : start + 1].isupper() else ""
    own = called.casefold() in known.relay.get("nouns", ())
    named = _with_noun(known).search(f"{window}{called} " if own else window)
    if named is None or not _reports(named["verb"], known) or _addressed(named["between"], known):
        return None
    if _words(known.relay.get("dative", ())).search(named["between"]):
        return None
    return start - len(window) + named.start()


def _reports(verb: str, known: Language) -> bool:
    form = verb.casefold()
    return any(_is_report(one, known) for one in (form, form.removeprefix("و"), form.removeprefix("ف")))


def _is_report(form: str, known: Language) -> bool:
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
    """Whether words before an agency say that somebody spoke to it ("told EFE"), or for it ("the director of EFE")."""
    keys = ("addressing", "others")
    return any(_words(known.relay.get(key, ())).search(words) is not None for key in keys)


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
    words = re.escape(phrase).replace("'", "['’]")
    return rf"\b{words}(?:(?<=['’])|\b)"


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
