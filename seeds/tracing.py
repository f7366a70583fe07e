"""Signs that an article was translated or relayed: span, evidence and weight; the chain of relays; a score."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import Any, Final, NamedTuple

import polars as pl

from seeds.agencies import mentions
from seeds.evidence import Sign
from seeds.foreign import desk_marks, links, other_scripts, translation_credits
from seeds.heads import head
from seeds.knowledge import Language, language
from seeds.lemmas import lemma
from seeds.reading import cleaned_article
from seeds.relaying import Relay, SignOff, relays, sign_offs
from seeds.schema import ARTICLES, ORIGINS, SIGNS
from seeds.splitting import sentence_spans

# How much one sign of a kind says by itself that the text is a translation or a relay: a probability.
WEIGHTS: Final = {
    "sign-off": 0.8,
    "relay-phrase": 0.5,
    "dateline": 0.1,
    "date-style": 0.3,
    "number-style": 0.3,
    "quotation-marks": 0.3,
    "romanisation": 0.2,
    "cut-clause": 0.4,
    "calque": 0.3,
    "credit": 0.9,
    "metadata": 0.9,
    "script": 0.2,
}
_LONGEST_CUT: Final = 7
# How a name stands in running text, by the script of its first letter: Korean particles and Russian cases follow it,
# Arabic words of one letter and the article are written on to it, Chinese and Japanese words stand round it.
_AT_NAMES: Final = (
    ("[가-힣]", "(?<![가-힣])({})"),
    ("[\u30a1-\u30fa]", "(?<![\u30a1-\u30fa\u30fc])({})(?![\u30a1-\u30fa\u30fc])"),
    ("[\u4e00-\u9fff]", "({})"),
    ("[\u0621-\u064a]", r"(?<!\w)[وف]?[بلك]?(?:ال)?({})(?!\w)"),
    ("[А-ЯЁа-яё]", r"\b({}[а-яё]{{0,3}})\b"),
)


def signs(articles: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the signs of translation of all articles, and where each article came from.

    Returns:
        `seeds.schema.SIGNS`, and `seeds.schema.ORIGINS` with one row an article: its relay chain (first source first),
        a score from 0 (no sign) towards 1, and the language it seems to come from, null where nothing tells.
    """
    found: list[dict[str, Any]] = []
    origins: list[dict[str, Any]] = []
    for article in ARTICLES.check(articles).iter_rows(named=True):
        known = language(article["language"] or "")
        cleaned = cleaned_article(article)
        own = list(links(article))
        chain: list[str] = []
        if known:
            own += translation_credits(article["text"], known)
            passed = _Passed.of(cleaned.text, known)
            chain = _chain(passed)
            for sign in _signs(cleaned.text, passed, known):
                start, end = cleaned.span(sign.start, sign.end)
                own.append(sign._replace(start=start, end=end))
            own = _with_desk_marks(own, list(desk_marks(article["text"], known)), article["text"])
        own.sort(key=lambda sign: (sign.start, sign.sign))
        found += [
            {
                "article_id": article["article_id"],
                "sign": sign.sign,
                "start": sign.start,
                "end": sign.end,
                "evidence": sign.evidence,
                "weight": WEIGHTS[sign.sign],
            }
            for sign in own
        ]
        origins.append(
            {
                "article_id": article["article_id"],
                "relay_chain": chain,
                "signs_score": round(1 - math.prod(1 - WEIGHTS[sign.sign] for sign in own), 3),
                "guessed_language": _guess(own, article["language"]),
            }
        )
    return SIGNS.frame(found), ORIGINS.frame(origins)


class _Passed(NamedTuple):
    """Who passed a story on: at its head, in its phrases, at its end."""

    head: SignOff | None
    relays: list[Relay]
    sign_offs: list[SignOff]

    @classmethod
    def of(cls, text: str, known: Language) -> "_Passed":
        offs = list(sign_offs(text, known))
        at_head = head(text, known)
        if at_head and any(off.start <= at_head.start < off.end for off in offs):
            at_head = None
        apart = (at_head.start, at_head.end) if at_head else None
        return cls(at_head, list(relays(text, known, apart)), offs)


def _signs(text: str, passed: _Passed, known: Language) -> Iterator[Sign]:
    if passed.head:
        yield _at_head(passed.head, known)
    for off in passed.sign_offs:
        abroad, wrote = _abroad(off, known)
        yield Sign("sign-off", off.start, off.end, f"signed off by {_joined(off)}{wrote}", abroad)
    for start, end, chain in passed.relays:
        yield Sign("relay-phrase", start, end, f"relays {' → '.join(chain)}")
    relay = known.relay
    for kind, key, says in (
        ("date-style", "dates", "a date as another language writes it"),
        ("number-style", "numbers", "a number as another language writes it"),
        ("quotation-marks", "quotation_marks", "quotation marks of another language"),
        ("calque", "calques", "a turn of phrase of another language"),
    ):
        yield from (Sign(kind, start, end, says) for start, end in _places(relay[key], text, once=kind == "calque"))
    yield from _romanised(text, known)
    yield from _cut_clauses(text, known)
    yield from other_scripts(text, known)


def _at_head(credit: SignOff, known: Language) -> Sign:
    """Return the sign of a dateline: an agency's own copy says little by it, what was passed on or is foreign much."""
    abroad, wrote = _abroad(credit, known)
    agencies = {agency.name for step in credit.steps for agency in step}
    kind = "sign-off" if abroad or len(agencies) > 1 else "dateline"
    return Sign(kind, credit.start, credit.end, f"{_joined(credit)} at its head{wrote}", abroad)


def _abroad(credit: SignOff, known: Language) -> tuple[str | None, str]:
    """Return the language of the first agency that does not write the article's own, and the words that say so."""
    for step in credit.steps:
        for agency in step:
            if known.code not in agency.languages:
                language = agency.languages[0]
                return language, f"; {agency.name} writes no {known.name}, from {language}"
    return None, ""


def _places(patterns: Sequence[str], text: str, *, once: bool) -> Iterator[tuple[int, int]]:
    """Yield where patterns match, the longer where two overlap; `once` takes the first match of each alone."""
    found: list[tuple[int, int]] = []
    for pattern in patterns:
        spans = (match.span() for match in re.finditer(pattern, text))
        found += islice(spans, 1) if once else spans
    taken: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: span[0] - span[1]):
        if not any(start < other_end and end > other_start for other_start, other_end in taken):
            taken.append((start, end))
            yield start, end


def _with_desk_marks(own: list[Sign], marks: list[Sign], text: str) -> list[Sign]:
    """Return signs with those of desks; one that stands right below a sign-off, or in one, belongs to it."""
    for mark in marks:
        above = next(
            (
                sign
                for sign in own
                if sign.sign == "sign-off" and (sign.end >= mark.start or not text[sign.end : mark.start].strip())
            ),
            None,
        )
        if above is None:
            own.append(mark)
        else:
            own[own.index(above)] = above._replace(end=max(above.end, mark.end))
    return own


def _romanised(text: str, known: Language) -> Iterator[Sign]:
    """Yield the first use of each spelling that the language's desks do not use, unless theirs stands there too."""
    for foreign, own in known.relay["romanisation"].items():
        match = _spelling(foreign).search(text)
        if match is None or own in text:
            continue
        namesake = known.relay.get("namesakes", {}).get(foreign)
        if namesake and re.search(namesake, text):
            continue
        language = known.relay.get("spelled", {}).get(foreign)
        whose = f", from {language}" if language else ""
        yield Sign("romanisation", *match.span(1), f"{known.name} desks write {own}{whose}", language)


@cache
def _spelling(name: str) -> re.Pattern[str]:
    """Match a name where words of its script begin and end: particles, prefixes and cases stay at it."""
    words = re.escape(name)
    for letters, form in _AT_NAMES:
        if re.match(letters, name):
            return re.compile(form.format(words))
    return re.compile(rf"\b({words})s?\b")


def _cut_clauses(text: str, known: Language) -> Iterator[Sign]:
    """Yield short sentences inside a paragraph that no verb holds: a translator's full stop cut them loose."""
    spans = list(sentence_spans(text, known.code))
    for (before_start, before_end), (start, end) in pairwise(spans):
        if "\n" in text[before_end:start]:
            continue
        sentence = text[start:end]
        words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", sentence)
        if (
            not 2 <= len(words) <= _LONGEST_CUT
            or not sentence.endswith(".")
            or re.search(r"[“”\"«»?!/()―—–]", sentence)
        ):
            continue
        small = [word.lower().replace("’", "'") for word in words]
        participle = small[0] in known.relay["cut_starts"] and small[1] in known.prepositions
        verbless = (
            not any(_may_be_verb(word, place, known) for place, word in enumerate(small)) and words[-1][0].isupper()
        )
        # Elsewhere desks write sentences without a verb themselves: "Nessun commento da Torino."
        odd = known.relay.get("verbless_is_odd") or mentions(sentence, known)
        if participle or (verbless and odd and before_start < before_end):
            yield Sign("cut-clause", start, end, "a clause cut loose from its sentence")


def _may_be_verb(word: str, place: int, known: Language) -> bool:
    """Whether a form can hold a clause: a known verb, or, past the first word, any form that is not its own lemma."""
    if word in known.finite or word in known.cues - known.ambiguous_cues:
        return True
    return place > 0 and (word.endswith(("ed", "s")) or lemma(word, known.code) != word)


def _chain(passed: _Passed) -> list[str]:
    """Return who passed the story on, first source first: the longest relay phrase, its head, who signed it off."""
    chains = [relay.chain for relay in passed.relays]
    longest: list[str] = max(chains, key=len) if chains else []
    chain = list(longest)
    for credit in (passed.head, *passed.sign_offs):
        chain += [step for step in (credit.chain if credit else ()) if step not in chain]
    return chain


def _joined(credit: SignOff) -> str:
    return " → ".join(credit.chain)


def _guess(own: list[Sign], written: str | None) -> str | None:
    """Return the language that the signs point to with most weight, if any does, and none with as much."""
    pointed: Counter[str] = Counter()
    for sign in own:
        if sign.language and sign.language != written:
            pointed[sign.language] += round(100 * WEIGHTS[sign.sign])
    best = pointed.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None
