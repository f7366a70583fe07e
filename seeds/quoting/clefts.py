"""Who speaks in a cleft: "A lanciare l'allarme è Ivo Rosati", "È stato Ivo Rosati a dire che ..."."""

from dataclasses import dataclass
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.appositions import up_to_holder, with_apposition
from seeds.quoting.clauses import Clause, Cue, Span, cues
from seeds.quoting.phrases import Subject, has_role, noun_phrase, plain_order

_REACH: Final = 18


@dataclass(frozen=True)
class Cleft:
    """Who stands behind the copula, the verb, and whether that says something, and all of what stood before."""

    subject: Subject
    verb: Span
    says: bool
    whole: bool


def cleft(sentence: Clause) -> Cleft | None:
    """Return who stands last in a sentence that an infinitive leads: "A dirlo è | Ivo Rosati, presidente dell'Anci"."""
    language = sentence.language
    match = language.cleft.match(sentence.masked) if language.cleft is not None else None
    if match is None:
        return None
    who = noun_phrase(sentence, sentence.start + match.end())
    if who is None or who.start != sentence.start + match.end() or not _is_somebody(sentence, who):
        return None
    infinitive = match["verb"].lower()
    says = infinitive in _infinitives(language) or f"{infinitive}e" in _infinitives(language)
    told = {
        word.lower().rpartition("'")[2] for word in (match["rest"] or match["told"] or "").replace("’", "'").split()
    }
    verb = Span(sentence.start + match.start("verb"), sentence.start + match.end("verb"))
    says = says or bool(told & language.cue_nouns)
    return Cleft(with_apposition(sentence, up_to_holder(sentence, who)), verb, says, says and match["it"] is not None)


def clefted(sentence: Clause, cue: Cue) -> Subject | None:
    """Return who stands between a copula and an infinitive of saying: "È stato | Ivo Rosati | a dire che"."""
    language, words = sentence.language, sentence.words
    if not language.copulas or cue.place < 2 or words[cue.place - 1].small not in language.cleft_links:
        return None
    for back in range(cue.place - 2, max(-1, cue.place - _REACH), -1):
        if words[back].small not in language.copulas:
            continue
        first = back + 1
        while first < cue.place - 1 and words[first].small in language.adverbs:
            first += 1
        who = noun_phrase(sentence, words[first].start)
        if who is None or who.end > cue.start or not _is_somebody(sentence, who):
            return None
        return with_apposition(sentence, who)
    return None


def points(sentence: Clause, at: int = 0) -> bool:
    """Whether a pronoun for what stands before and a verb of saying come first: "Lo giura Ivo Rosati"."""
    words, language = sentence.words, sentence.language
    if at >= len(words) or words[at].small not in language.pointing:
        return False
    cue = next((cue for cue in cues(sentence) if cue.place > at), None)
    return cue is not None and cue.auxiliary == at + 1 and cue.small not in language.hearsay


def behind_phrase(sentence: Clause) -> Subject | None:
    """Return who stands behind a phrase of more words that points back: "Con queste parole | il sindaco ha aperto"."""
    language = sentence.language
    opening = sentence.plain.lower().lstrip(" —–-")
    phrase = next((phrase for phrase in language.back_references if opening.startswith(f"{phrase} ")), None)
    if phrase is None or not plain_order(language) or sentence.words[0].small not in language.prepositions:
        return None
    start = sentence.start + len(sentence.plain) - len(opening) + len(phrase)
    who = noun_phrase(sentence, start)
    return with_apposition(sentence, who) if who is not None and _is_somebody(sentence, who) else None


def told_after(sentence: Clause) -> tuple[Span, Cue] | None:
    """Return what stands before a colon behind which a verb points back to it: "Il ponte è chiuso: lo dice l'Anas"."""
    language = sentence.language
    colon = sentence.masked.find(": ")
    if colon < 0 or not language.pointing:
        return None
    first = next((place for place, word in enumerate(sentence.words) if word.start > sentence.start + colon), -1)
    rest = sentence.plain[colon + 2 :].lower()
    if first < 1 or not (points(sentence, first) or rest.startswith(language.whole_references)):
        return None
    cue = next((cue for cue in cues(sentence) if cue.start > sentence.start + colon), None)
    return (Span(sentence.start, sentence.start + colon), cue) if cue is not None else None


def _infinitives(language: Language) -> frozenset[str]:
    return language.infinitives | language.gerunds


def _is_somebody(sentence: Clause, who: Span) -> bool:
    named = any(word.text[0].isupper() for word in sentence.words_in(who))
    return named or has_role(sentence.text(who.start, who.end), sentence.language)
