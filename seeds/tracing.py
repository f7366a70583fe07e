"""Signs that an article was translated or relayed: span, evidence and weight; the chain of relays; a score."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import polars as pl

from seeds.agencies import Mention
from seeds.cleaning import Clean
from seeds.evidence import Sign
from seeds.foreign import desk_marks, links, other_scripts, translation_credits
from seeds.knowledge import Language, language
from seeds.lemmas import lemma
from seeds.reading import cleaned_article
from seeds.relaying import relays, sign_offs
from seeds.schema import ARTICLES, ORIGINS, SIGNS
from seeds.splitting import sentence_spans

# How much one sign of a kind says by itself that the text is a translation or a relay: a probability.
WEIGHTS: Final = {
    "sign-off": 0.8,
    "relay-phrase": 0.5,
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
        if known:
            own += translation_credits(article["text"], known)
            for sign in _signs(cleaned.text, known):
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
                "relay_chain": _chain(cleaned, known) if known else [],
                "signs_score": round(1 - math.prod(1 - WEIGHTS[sign.sign] for sign in own), 3),
                "guessed_language": _guess(own, article["language"]),
            }
        )
    return SIGNS.frame(found), ORIGINS.frame(origins)


def _signs(text: str, known: Language) -> Iterator[Sign]:
    for start, end, named in sign_offs(text, known):
        abroad = next((mention.agency for mention in named if known.code not in mention.agency.languages), None)
        language = abroad.languages[0] if abroad else None
        wrote = f"; {abroad.name} writes no {known.name}, from {language}" if abroad else ""
        yield Sign("sign-off", start, end, f"signed off by {_joined(named)}{wrote}", language)
    for start, end, chain in relays(text, known):
        yield Sign("relay-phrase", start, end, f"relays {' → '.join(chain)}")
    relay = known.relay
    for kind, key, says in (
        ("date-style", "dates", "a date as another language writes it"),
        ("number-style", "numbers", "a number as another language writes it"),
        ("quotation-marks", "quotation_marks", "quotation marks of another language"),
        ("calque", "calques", "a turn of phrase of another language"),
    ):
        places = {match.span() for pattern in relay[key] for match in re.finditer(pattern, text)}
        yield from (Sign(kind, start, end, says) for start, end in places)
    yield from _romanised(text, known)
    yield from _cut_clauses(text, known)
    yield from other_scripts(text, known)


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
        match = re.search(rf"\b{re.escape(foreign)}\b", text)
        if match and own not in text:
            language = known.relay.get("spelled", {}).get(foreign)
            whose = f", from {language}" if language else ""
            yield Sign("romanisation", match.start(), match.end(), f"{known.name} desks write {own}{whose}", language)


def _cut_clauses(text: str, known: Language) -> Iterator[Sign]:
    """Yield short sentences inside a paragraph that no verb holds: a translator's full stop cut them loose."""
    spans = list(sentence_spans(text, known.code))
    for (before_start, before_end), (start, end) in pairwise(spans):
        if "\n" in text[before_end:start]:
            continue
        sentence = text[start:end]
        words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", sentence)
        if not 2 <= len(words) <= _LONGEST_CUT or not sentence.endswith(".") or re.search(r"[“”\"«»?!]", sentence):
            continue
        small = [word.lower().replace("’", "'") for word in words]
        participle = small[0] in known.relay["cut_starts"] and small[1] in known.prepositions
        verbless = (
            not any(_may_be_verb(word, place, known) for place, word in enumerate(small)) and words[-1][0].isupper()
        )
        if participle or (verbless and before_start < before_end):
            yield Sign("cut-clause", start, end, "a clause cut loose from its sentence")


def _may_be_verb(word: str, place: int, known: Language) -> bool:
    """Whether a form can hold a clause: a known verb, or, past the first word, any form that is not its own lemma."""
    if word in known.finite or word in known.cues - known.ambiguous_cues:
        return True
    return place > 0 and (word.endswith(("ed", "s")) or lemma(word, known.code) != word)


def _chain(cleaned: Clean, known: Language) -> list[str]:
    """Return who passed the story on, first source first: the longest relay phrase, then who signed it off."""
    chains = [relay.chain for relay in relays(cleaned.text, known)]
    longest: list[str] = max(chains, key=len) if chains else []
    chain = list(longest)
    for _, _, named in sign_offs(cleaned.text, known):
        joined = _joined(named)
        if joined not in chain:
            chain.append(joined)
    return chain


def _joined(named: list[Mention]) -> str:
    return ", ".join(dict.fromkeys(mention.agency.name for mention in named))


def _guess(own: list[Sign], written: str | None) -> str | None:
    """Return the language that the signs point to with most weight, if any does, and none with as much."""
    pointed: Counter[str] = Counter()
    for sign in own:
        if sign.language and sign.language != written:
            pointed[sign.language] += round(100 * WEIGHTS[sign.sign])
    best = pointed.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None
