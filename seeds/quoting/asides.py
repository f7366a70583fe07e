"""Who says it, set off by "so" in German behind what was said or inside it: "Die Lage sei, so die Stadt, ernst"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from seeds.quoting.appositions import with_apposition
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span
from seeds.quoting.contents import Report, trimmed
from seeds.quoting.implied import in_mood
from seeds.quoting.phrases import has_role, noun_phrase

_LONGEST_TAIL: Final = 14
_SUPPOSED: Final = re.compile(r",\s(?P<cue>(?:so\s)?(?:wird|wurde|werde)\s(?:\w+\s){0,3}(?P<told>\w+))(?=[.;]|\s*\Z)")
_SO: Final = re.compile(r",[“”»«\"]?\s+so\s+(?=\S)")


def asides(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "Der Bund müsse handeln, so der Präsident" and "Der Bund müsse, so der Präsident, handeln"."""
    language = sentence.language
    if not language.verb_second or "so" not in language.as_words or "so" not in sentence.smalls:
        return
    for match in _SO.finditer(sentence.masked):
        start, after = sentence.start + match.start(), sentence.start + match.end()
        who = noun_phrase(sentence, after)
        if who is None:
            continue
        named, office = with_apposition(sentence, who)
        finish = max(part.end for part in (who, named, office) if part is not None)
        rest = sentence.text(finish, sentence.end)
        comma = re.search(r",\s|:|;|\Z", rest)
        close = finish + comma.start() if comma else sentence.end
        tail = sentence.words_in(Span(after, close))
        if len(tail) > _LONGEST_TAIL or any(after <= cue.start < close for cue in said):
            continue
        if any(word.small in language.finite | language.mood | language.that_words for word in tail):
            continue
        before = trimmed(sentence, sentence.start, start)
        behind = trimmed(sentence, close, sentence.end) if rest[close - finish :].startswith(",") else None
        if before is None or not (in_mood(sentence, before.start, sentence.end) or _is_one(sentence, who)):
            continue
        cue = Span(after - len("so "), after - 1)
        own = [word for word in sentence.words_in(before) if word.text[0].isalnum()]
        if QUOTED not in sentence.text(start - 3, start) or len(own) > 1:
            yield Report(before, named, office, cue)
        if behind is not None:
            yield Report(behind, named, office, cue, segment=2)
        return


def hearsay(sentence: Clause) -> Iterator[Report]:
    """Yield "Der Prozess könne lange dauern, wird vermutet": German tells what is said by nobody."""
    language = sentence.language
    if not language.verb_second or language.passive.isdisjoint(sentence.smalls):
        return
    match = _SUPPOSED.search(sentence.masked)
    if match is None or match["told"] not in language.participles:
        return
    before = trimmed(sentence, sentence.start, sentence.start + match.start())
    if before is not None and in_mood(sentence, before.start, before.end):
        yield Report(before, None, None, Span(sentence.start + match.start("cue"), sentence.start + match.end()))


def _is_one(sentence: Clause, who: Span) -> bool:
    """Whether a phrase is an office, or an article and a noun that is no word for what was said: "so der Insulaner"."""
    language, words = sentence.language, sentence.words_in(who)
    noun = next((word for word in words if word.text[0].isupper() and word.small not in language.determiners), None)
    if noun is None or has_role(noun.text, language):
        return noun is not None
    if noun.small.endswith(language.abstract_endings) or noun.small in language.cue_nouns:
        return False
    single = len(words) == 1 and words[0].small not in language.adverbs
    if single and (QUOTED in sentence.text(sentence.start, who.start) or sentence.text(who.end, who.end + 1) == ","):
        return True  # "„Wir haben“, so Merz, „…“", "Autofahrer, so Hausen, sollten"
    return words[0].small in language.determiners or has_role(sentence.text(who.start, who.end), language)
