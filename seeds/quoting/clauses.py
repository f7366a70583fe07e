"""One sentence as the quote finder sees it: words outside quotation marks, saying verbs, and the subject of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.marks import Marked

# What stands in the place of quoted words, so that no pattern matches inside a quote and no offset moves.
QUOTED: Final = "\ue000"
_WORD: Final = re.compile(rf"[^\W_]+(?:[-'’‘.,][^\W_]+)*|{QUOTED}+")
_LONGEST_SUBJECT: Final = 24


@dataclass(frozen=True)
class Word:
    """A word of the text, with its offsets and its lower-case form."""

    text: str
    small: str
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """Half-open offsets into the cleaned text."""

    start: int
    end: int


@dataclass(frozen=True)
class Cue:
    """A reporting verb or phrase; `place` is its first word's index and `last` its last word's."""

    start: int
    end: int
    place: int
    last: int
    small: str
    describing: bool = False


@dataclass(frozen=True)
class Clause:
    """A stretch of the cleaned text (one sentence, or those that one quote spans), quoted words blanked in `masked`."""

    start: int
    end: int
    plain: str
    masked: str
    words: tuple[Word, ...]
    language: Language

    def text(self, start: int, end: int) -> str:
        """Return the masked text between two offsets of the cleaned text."""
        return self.masked[start - self.start : end - self.start]


def clause(text: str, start: int, end: int, marked: list[Marked], language: Language) -> Clause:
    """Return [start, end) of a cleaned text as a Clause, the words of `marked` spans blanked."""
    plain = masked = text[start:end]
    for span in marked:
        first, last = max(span.start, start) - start, min(span.end, end) - start
        if first < last:
            masked = masked[:first] + QUOTED * (last - first) + masked[last:]
    words = tuple(
        Word(match.group(), match.group().lower().replace("’", "'"), start + match.start(), start + match.end())
        for match in _WORD.finditer(masked)
    )
    return Clause(start, end, plain, masked, words, language)


def cues(sentence: Clause) -> Iterator[Cue]:
    """Yield the words of a clause that can report speech, in order."""
    language, words = sentence.language, sentence.words
    for place, word in enumerate(words):
        pair = f"{word.small} {words[place + 1].small}" if place + 1 < len(words) else ""
        if pair in language.cues:
            yield Cue(word.start, words[place + 1].end, place, place + 1, pair)
        elif (word.small in language.cues or word.small in language.describing_cues) and not _is_noun(sentence, place):
            yield Cue(word.start, word.end, place, place, word.small, word.small not in language.cues)


def _is_noun(sentence: Clause, place: int) -> bool:
    """Whether a form that is a noun or an adjective as often as a verb is one here."""
    language, words = sentence.language, sentence.words
    word = words[place]
    if word.text[0].isupper() and place > 0:  # "the Mutual Claims Treaty"
        return True
    if word.small not in language.ambiguous_cues:
        return False
    before = words[place - 1].small if place else ""
    if not before or before in language.determiners | language.prepositions | {"of", "and", "or"} or before.endswith("'s"):
        return True
    rest = sentence.text(word.end, sentence.end).lstrip(" ")
    opens = rest[:1] in (",", ":", "“", '"', "‘", "'", ".", "") or rest.startswith(QUOTED)
    return not (opens or any(following.small in language.that for following in words[place + 1 : place + 6]))


def subject_before(sentence: Clause, cue: Cue) -> tuple[Span, Span | None] | None:
    """Return the subject of a saying verb that stands before it, and the apposition that says who it is, if any.

    None where no noun phrase stands there, or where the verb is passive.
    """
    language, words = sentence.language, sentence.words
    last = cue.place - 1
    while last >= 0 and _is_adverbial(words[last], language) and _adjacent(sentence, words[last].end, words[last + 1].start):
        if words[last].small in language.passive:
            return None
        last -= 1
    if last < 0 or words[last].text.startswith(QUOTED):
        return None
    if _is_participle(sentence, cue, words[last]):
        return None
    begin = _clause_start(sentence, words[last].end)
    between = sentence.text(words[last].end, words[last + 1].start)
    parts = _comma_parts(sentence, begin, words[last].end)
    closed = between.lstrip().startswith((",", "–", "—", "-")) and bool(between.strip())
    return _subject(sentence, parts, closed=closed)


def subject_after(sentence: Clause, cue: Cue) -> tuple[Span, Span | None] | None:
    """Return the subject that follows an inverted verb (“…”, said Koo Byoung-sam, a spokesperson ...), and its apposition."""
    language = sentence.language
    following = [word for word in sentence.words[cue.last + 1 :] if not word.text.startswith(QUOTED)]
    if not following or sentence.text(cue.end, following[0].start).strip():
        return None
    first = following[0]
    if first.small in language.prepositions | language.subordinators | language.adverbs | set(language.that):
        return None
    end = first.end
    for word, after in zip(following, [*following[1:], None], strict=True):
        if word is not first and word.small in (language.prepositions - {"for", "from", "at", "in"}) | {"who", "while", "as"}:
            break
        end = word.end
        if after is None or sentence.text(word.end, after.start).strip():
            break
    subject = _clipped(sentence, Span(first.start, end))
    if subject is None or not _is_noun_phrase(sentence, subject):
        return None
    rest = sentence.text(end, sentence.end)
    match = re.match(rf",\s+((?:an? |the |[^\W\d_])[^,;:.{QUOTED}“\"]{{3,90}})", rest)
    role = Span(end + match.start(1), end + match.end(1)) if match and _has_role(match.group(1), language) else None
    return subject, role


def subject_of_participle(sentence: Clause, cue: Cue) -> tuple[Span, None] | None:
    """Return the sentence's subject for a participle (", adding that"): a named one, of an active verb; else None."""
    if not cue.small.endswith("ing"):
        return None
    language = sentence.language
    for part in _comma_parts(sentence, sentence.start, sentence.end):
        words = _words_in(sentence, part)
        if not words or words[0].small in language.prepositions | language.subordinators | language.adverbs:
            continue
        subject = _clipped(sentence, part)
        if subject is None or not _is_noun_phrase(sentence, subject):
            return None
        verb = [word.small for word in words if word.start >= subject.end][:2]
        named = any(word.text[0].isupper() for word in _words_in(sentence, subject)[1:]) or words[0].small not in language.impersonal
        passive = len(verb) == 2 and verb[0] in language.passive and verb[1].endswith("ed")
        return (subject, None) if named and not passive else None
    return None


def _is_participle(sentence: Clause, cue: Cue, before: Word) -> bool:
    """Whether a form in -ing hangs on the sentence by a comma: then the noun before the comma is not its subject."""
    return cue.small.endswith("ing") and "," in sentence.text(before.end, cue.start)


def _adjacent(sentence: Clause, end: int, start: int) -> bool:
    return not sentence.text(end, start).strip()


def _is_adverbial(word: Word, language: Language) -> bool:
    return word.small in language.auxiliaries | language.adverbs or (word.small.endswith("ly") and word.text[0].islower())


def _clause_start(sentence: Clause, end: int) -> int:
    """Return where the clause that ends at `end` starts: after a quote, a colon, a semicolon, or the sentence's start."""
    before = sentence.text(sentence.start, end)
    at = max(before.rfind(mark) for mark in (QUOTED, ";", ":", "”", '"', "»"))
    start = sentence.start + at + 1
    while start < end and sentence.text(start, start + 1) in " ,.”\"'’‘“»–—-":
        start += 1
    return start


def _comma_parts(sentence: Clause, start: int, end: int) -> list[Span]:
    parts, at = [], start
    for match in re.finditer(r",\s|\s[–—-]\s", sentence.text(start, end)):
        parts.append(Span(at, start + match.start()))
        at = start + match.end()
    parts.append(Span(at, end))
    return [part for part in parts if part.start < part.end]


def _subject(sentence: Clause, parts: list[Span], *, closed: bool) -> tuple[Span, Span | None] | None:
    """Choose the subject among the comma parts before a verb; `closed` says that a comma stands right before the verb."""
    language = sentence.language
    parts = list(parts)
    apposition: Span | None = None
    while closed and len(parts) > 1:
        last = parts[-1]
        first = _words_in(sentence, last)[:1]
        if first and first[0].small in language.prepositions | language.subordinators | {"who", "which"}:
            parts.pop()  # "Kim, who is 40, said"
            continue
        previous = parts[-2]
        if _is_name(sentence, last) and _has_role(sentence.text(previous.start, previous.end), language):
            return last, previous  # "the deputy minister, Kim Jong-gyu, said"
        apposition = parts.pop()
    while parts:
        last = parts.pop()
        words = _words_in(sentence, last)
        if words and words[0].small in {"but", "and", "so", *language.adverbs}:
            words = words[1:]
        words = _last_clause(words, language)
        if not words or words[0].small in language.prepositions | language.subordinators:
            return None
        last = Span(words[0].start, last.end)
        clipped = _clipped(sentence, last)
        if clipped is not None and _is_noun_phrase(sentence, clipped):
            return clipped, apposition
        if not closed:
            return None
    return None


def _last_clause(words: list[Word], language: Language) -> list[Word]:
    """Drop a whole clause and its conjunction from the front: "It came after | the envoy had dismissed"."""
    verb = next((place for place, word in enumerate(words) if place and word.small in language.finite), len(words))
    conjunctions = [
        place
        for place, word in enumerate(words)
        if place > verb and word.small in language.subordinators | language.conjunctions | set(language.that)
    ]
    return words[conjunctions[-1] + 1 :] if conjunctions else words


def _clipped(sentence: Clause, span: Span) -> Span | None:
    """Cut a phrase off before its first finite verb or relative pronoun: what is left of it is a noun phrase."""
    end = span.end
    words = _words_in(sentence, span)
    for place, word in enumerate(words):
        following = words[place + 1].small if place + 1 < len(words) else ""
        past = word.small.endswith("ed") and word.text[0].islower() and following not in sentence.language.agents
        if place and (word.small in sentence.language.finite or word.small in {"who", "which"} or past):
            end = words[place - 1].end
            break
    return Span(span.start, end) if span.start < end else None


def _is_noun_phrase(sentence: Clause, span: Span) -> bool:
    language, words = sentence.language, _words_in(sentence, span)
    if not words or len(words) > _LONGEST_SUBJECT or any(word.text.startswith(QUOTED) for word in words):
        return False
    first = words[0]
    if first.small in language.impersonal and not (len(words) == 1 and first.small in language.pronouns - {"it"}):
        return False
    if len(words) == 1 and first.small in language.pronouns:
        return True
    return first.small in language.determiners or any(word.text[0].isupper() for word in words) or _has_role(
        sentence.text(span.start, span.end), language
    )


def _is_name(sentence: Clause, span: Span) -> bool:
    words = _words_in(sentence, span)
    return 0 < len(words) <= 5 and all(word.text[0].isupper() or word.small in {"de", "von", "van", "al", "bin"} for word in words)


def _has_role(text: str, language: Language) -> bool:
    return any(part in language.roles | language.organisations for part in re.findall(r"[^\W\d_]+", text.lower()))


def _words_in(sentence: Clause, span: Span) -> list[Word]:
    return [word for word in sentence.words if word.start >= span.start and word.end <= span.end]
