"""One stretch of a text as the quote finder sees it.

Words outside quotation marks, and the verbs that report speech.
"""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import islice, pairwise
from typing import Final, NamedTuple

from seeds.knowledge import Language
from seeds.quoting.marks import Marked

# What stands in the place of quoted words, so that no pattern matches inside a quote and no offset moves.
QUOTED: Final = "\ue000"
# Arabic words are compared without vowel signs and with one form of alif.
_SPELLINGS: Final = {"أ": "ا", "إ": "ا", "آ": "ا", "ـ": None, **{chr(sign): None for sign in range(0x064B, 0x0653)}}
_ARABIC: Final = str.maketrans(_SPELLINGS)
_SPELLED: Final = re.compile(f"[{''.join(_SPELLINGS)}]")
_PARTICLE_REACH: Final = 40
_PARTICIPLE_REACH: Final = 30
_THAT_REACH: Final = 16
_ASPECT_REACH: Final = 3
_QUOTED_REACH: Final = 60
_SHARED_REACH: Final = 14
_PARTED_REACH: Final = 20
_ASIDE_REACH: Final = 10
_HAVING: Final = "وقد"
# The sign of a doubled letter, which only the verb has: "عبّر".
_DOUBLED: Final = "\u0651"
# No sentence of a newsroom has more verbs of saying; a text that is none is not worth the time.
_MOST_CUES: Final = 24
_ARTICLES: Final = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "no"})


class Word(NamedTuple):
    """A word of the text, with its offsets and its lower-case form."""

    text: str
    small: str
    start: int
    end: int


class Span(NamedTuple):
    """Half-open offsets into the cleaned text."""

    start: int
    end: int


class Cue(NamedTuple):
    """A reporting verb or phrase; `place` is its first word's index and `last` its last word's.

    `auxiliary` is the index of the auxiliary of a participle ("hat ... erklärt"), else `place`.
    """

    start: int
    end: int
    place: int
    last: int
    small: str
    describing: bool = False
    gerund: bool = False
    auxiliary: int = -1


class Signs(NamedTuple):
    """What a sentence that holds one of some phrases has: a word, or where no word stands alone, a part of its text."""

    words: frozenset[str]
    parts: frozenset[str]


@dataclass(eq=False)
class Clause:
    """A stretch of the cleaned text (one sentence, or those that one quote spans), quoted words blanked in `masked`.

    `smalls` are the lower-case forms of its words. Chinese, Japanese and Korean are read without words: it has none.
    """

    start: int
    end: int
    plain: str
    masked: str
    words: tuple[Word, ...]
    smalls: frozenset[str]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    language: Language

    @cached_property
    def folded(self) -> str:
        """The masked text as the language files spell words."""
        return _folded(self.masked)

    def may_hold(self, signs: Signs) -> bool:
        """Whether one of the phrases of `signs` may stand here: rules out at one look what a pattern seeks."""
        return not self.smalls.isdisjoint(signs.words) or any(part in self.folded for part in signs.parts)

    def text(self, start: int, end: int) -> str:
        """Return the masked text between two offsets of the cleaned text."""
        first, last = start - self.start, end - self.start
        return self.masked[first if first > 0 else 0 : last if last > 0 else 0]

    def words_in(self, span: Span) -> list[Word]:
        """Return the words that lie inside a span."""
        first = bisect.bisect_left(self.starts, span.start)
        return list(self.words[first : bisect.bisect_right(self.ends, span.end, first)])


# A text has many words: NamedTuple's own constructor takes twice as long.
_word: Final = partial(tuple.__new__, Word)


def clause(text: str, start: int, end: int, marked: list[Marked], language: Language) -> Clause:
    """Return [start, end) of a cleaned text as a Clause, the words of `marked` spans blanked."""
    plain = text[start:end]
    pieces: list[str] = []
    at = start
    for span in marked:
        first, last = max(span.start, at), min(span.end, end)
        if first < last:
            pieces.extend((text[at:first], QUOTED * (last - first)))
            at = last
    pieces.append(text[at:end])
    masked = "".join(pieces)
    matches = () if language.patterns else word_pattern(language).finditer(masked)
    places = [match.span(match.lastindex or 0) for match in matches]  # of an enclitic, or of all of it
    texts = [masked[first:last] for first, last in places]
    smalls = [folded(text) for text in texts]
    starts, ends = tuple(start + first for first, _ in places), tuple(start + last for _, last in places)
    words = tuple(map(_word, zip(texts, smalls, starts, ends, strict=True)))
    return Clause(start, end, plain, masked, words, frozenset(smalls), starts, ends, language)


@cache
def word_pattern(language: Language) -> re.Pattern[str]:
    """Return what a word is.

    With its hyphens, but an elided article ("l'") and an enclitic ("-t-il") are words of their own.
    """
    enclitic, elided = "|".join(language.enclitics), "|".join(language.elisions)
    # Only these ignore case: the rest of the pattern is much faster when it does not.
    kinds = [rf"(?i:\b(?:{elided})['’])"] if elided else []
    kinds += [rf"(?i:(?:-t)?-(?P<clitic>{enclitic})\b)"] if enclitic else []
    whole = rf"(?!(?i:(?:-t)?-(?:{enclitic})\b))" if enclitic else ""
    kinds.append(rf"[^\W_]+(?:{whole}[-'’‘.,][^\W_]+)*(?:[\u064b-\u0652\u0640][^\W_]*)*")
    return re.compile("|".join((*kinds, f"{QUOTED}+")))


def signs(phrases: Iterable[str], language: Language, *, cut: bool = False) -> Signs:
    """Return the longest word of each phrase, or a phrase itself where none of its words surely stands alone.

    An elided or prefixed word does not ("d'après", "ولفقا"), nor does the last of what is `cut` from a pattern.
    """
    words, parts = set(), set()
    for phrase in map(folded, phrases):
        alone = phrase.split()
        alone = alone[: -1 if cut else None][1 if language.prefixes else 0 :]
        alone = [word for word in alone if word.isalpha() and len(word) > 1]
        if alone:
            words.add(max(alone, key=len))
        else:
            parts.add(phrase)
    return Signs(frozenset(words), frozenset(parts))


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Return the form of a word that the language files have."""
    return _folded(word)


def _folded(text: str) -> str:
    small = text.lower().replace("’", "'")
    return small.translate(_ARABIC) if _SPELLED.search(small) else small


def spelled(phrase: str) -> str:
    """Return the pattern of a phrase of the language files as a text may spell it: with any form of alif."""
    return re.escape(phrase).replace("ا", "[اأإآ]") if "ا" in phrase else re.escape(phrase)


@lru_cache(maxsize=8)
def cues(sentence: Clause) -> Sequence[Cue]:
    """Return the words of a clause that can report speech, in order; asked more than once of one sentence."""
    return tuple(islice(_cues(sentence), _MOST_CUES))


@cache
def _cue_words(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return every form of a reporting verb, and the first words of those that have two."""
    forms = language.cues | language.describing_cues | language.gerunds | language.participles
    if language.aspects:
        forms |= language.infinitives
    phrases = (form.replace("'", "' ") for form in forms if " " in form or "'" in form)
    return forms, frozenset(phrase.partition(" ")[0] for phrase in phrases) | language.parted.keys()


def _cues(sentence: Clause) -> Iterator[Cue]:
    language, words = sentence.language, sentence.words
    single, openings = _cue_words(language)
    if not language.prefixes and single.isdisjoint(sentence.smalls) and openings.isdisjoint(sentence.smalls):
        return
    inside = -1
    for place, word in enumerate(words):
        small = word.small
        if place <= inside or (
            small not in single and small not in openings and not small.startswith(language.prefixes)
        ):
            continue  # "scuote la | testa": part of a phrase
        if place and (words[place - 1].small in language.circumstances or _in_aside(sentence, place)):
            continue  # "وهي تشير إلى بيتها"
        opening = small if small in openings else _without_prefix(small, openings, language)
        phrase = (_phrase(sentence, place, opening) or _parted(sentence, place, opening)) if opening else None
        if phrase is not None:
            inside = phrase.last
            yield phrase
        else:
            yield from _single(sentence, place, word, single)


def _in_aside(sentence: Clause, place: int) -> bool:
    """Whether a verb stands in what commas set off and "having" opens: "توضح سلمى، | وقد رفضت أن تذكر اسمها، | أن"."""
    words, language = sentence.words, sentence.language
    if not language.verb_first or _HAVING not in sentence.smalls:
        return False
    for at in range(place, max(0, place - _ASIDE_REACH), -1):
        if "،" in sentence.text(words[at - 1].end, words[at].start):
            close = sentence.text(words[place].end, sentence.end).find("،")
            return words[at].small == _HAVING and at < place and close >= 0 and _leads_on(sentence, place, close)
    return False


def _leads_on(sentence: Clause, place: int, close: int) -> bool:
    """Whether "that" follows straight on the comma at an offset behind a verb."""
    end = sentence.words[place].end + close
    following = next((word.small for word in sentence.words[place:] if word.start >= end), "")
    return following in sentence.language.that


def _parted(sentence: Clause, place: int, opening: str) -> Cue | None:
    """Return an Arabic verb that its subject parts from its preposition: "وعبر | الوزير عن «قلقه»"."""
    words, leads = sentence.words, sentence.language.parted.get(opening)
    if leads is None or not _heads_clause(sentence, place):
        return None
    for at in range(place + 1, min(len(words), place + _PARTED_REACH)):
        if re.search("[.؛:]", sentence.text(words[at - 1].end, words[at].start)):
            return None
        if tuple(word.small for word in words[at : at + len(leads)]) == leads:
            return Cue(words[place].start, words[place].end, place, place, opening, auxiliary=place)
    return None


def _heads_clause(sentence: Clause, place: int) -> bool:
    """Whether a word begins a sentence or a part behind a comma, or has its conjunction: "وعبر", and not "مر عبر"."""
    before, word = sentence.words[place - 1] if place else None, sentence.words[place]
    if before is None or word.small.startswith(sentence.language.prefixes) or _DOUBLED in word.text:
        return True
    led = before.small in sentence.language.auxiliaries | sentence.language.coordinators
    return led or "،" in sentence.text(before.end, word.start)


def _phrase(sentence: Clause, place: int, opening: str) -> Cue | None:
    """Return the reporting phrase of two or three words that a word opens: "fa sapere", "a tenu à préciser"."""
    language, words = sentence.language, sentence.words
    tied = place + 2 < len(words) and words[place + 1].small in language.enclitics and language.enclitics
    if tied and f"{opening} {words[place + 2].small}" in language.cues:  # "fait-elle valoir"
        phrase, last = f"{opening} {words[place + 2].small}", place + 2
        return Cue(words[place].start, words[last].end, last, last, phrase, auxiliary=place)
    if place + 2 < len(words) and words[place + 1].small in language.adverbs and language.inverts:
        phrase = f"{opening} {words[place + 2].small}"
        if phrase in language.cues:  # "laisse toutefois entendre"
            return Cue(words[place].start, words[place + 2].end, place, place + 2, phrase, auxiliary=place)
    for last in (place + 2, place + 1):
        rest = [word.small for word in words[place + 1 : last + 1]]
        phrase = " ".join([opening, *rest]).replace("' ", "'")
        auxiliary = _auxiliary(sentence, place) if phrase in language.participles else -1
        plain, described = phrase in language.cues, phrase in language.describing_cues
        if (auxiliary >= 0 or plain or described) and last < len(words):
            auxiliary = auxiliary if auxiliary >= 0 else place
            described = described and not plain
            return Cue(words[place].start, words[last].end, place, last, phrase, described, auxiliary=auxiliary)
    return None


def _single(sentence: Clause, place: int, word: Word, single: frozenset[str]) -> Iterator[Cue]:
    """Yield the reporting verb that one word is, or nothing."""
    language, small = sentence.language, word.small
    if small not in language.cues and small not in language.describing_cues:
        small = _without_prefix(small, single, language) or small
    describing = small in language.describing_cues and small not in language.cues
    if language.verb_second and _is_infinitive(sentence, place):
        return
    if small in language.participles and not _opens_tail(sentence, place):
        auxiliary = _auxiliary(sentence, place)
        if auxiliary >= 0:
            described = describing and not language.verb_second  # "hat ihm vorgeworfen, getäuscht zu haben"
            yield Cue(word.start, word.end, place, place, small, described, auxiliary=auxiliary)
            return
    aspect = _aspect(sentence, place) if small in language.infinitives | language.gerunds else place
    if aspect < place:
        yield Cue(sentence.words[aspect].start, word.end, aspect, place, small, describing, auxiliary=aspect)
    elif small in language.gerunds:
        led = sentence.words[place - 1].small if place else ""
        if not language.inverts and led in language.determiners:
            return  # "a | warning light"
        yield Cue(word.start, word.end, place, place, small, describing, gerund=True, auxiliary=place)
    elif small in language.cues or describing:
        if small in language.other_particles and _is_another_verb(sentence, place, language.other_particles[small]):
            return
        if small in language.particles:
            parted = list(_with_particle(sentence, place, language.particles[small], describing))
            if (
                not parted
                and small in language.describing_cues
                and language.verb_second
                and _marks_near(sentence, word)
                and (small not in language.finite or _marks_close(sentence, word))
            ):
                parted = [
                    Cue(word.start, word.end, place, place, small, True, auxiliary=place)
                ]  # "hält das für „klug“"
            yield from parted
        elif not _is_noun(sentence, place) and (small not in language.with_it or _has_it(sentence, place)):
            yield Cue(word.start, word.end, place, place, small, describing, auxiliary=place)


def _aspect(sentence: Clause, place: int) -> int:
    """Return the index of the verb that an infinitive of saying hangs on ("se limitó a decir"), else `place`."""
    language, words = sentence.language, sentence.words
    for back in range(place - 1, max(-1, place - 1 - _ASPECT_REACH), -1):
        if sentence.text(words[back].end, words[back + 1].start).strip(" -"):
            return place
        if words[back].small in language.aspects:
            return back
        if words[back].small not in language.links | language.prepositions | language.auxiliaries:
            return place
    return place


def _is_infinitive(sentence: Clause, place: int) -> bool:
    """Whether a form in -en closes its clause after "zu" or a modal verb: "könne sich dort melden"."""
    language, words = sentence.language, sentence.words
    word = words[place]
    if not place or not word.small.endswith("en") or word.small in language.participles:
        return False
    if words[place - 1].small == "zu":
        return True
    if sentence.text(word.end, word.end + 1).strip(" )") not in ("", ",", ".", ";", ":", "!", "?"):
        return False
    if place + 1 < len(words) and not sentence.text(word.end, words[place + 1].start).strip():
        return False
    for back in range(place - 1, max(-1, place - _PARTICIPLE_REACH), -1):
        if re.search(r"[,;:.]", sentence.text(words[back].end, words[back + 1].start)):
            return False
        if words[back].small in language.finite | language.mood:
            return True
    return False


def _opens_tail(sentence: Clause, place: int) -> bool:
    """Whether a form that may be a participle opens the clause that names the speaker: "…, erzählt die Retterin"."""
    language, words = sentence.language, sentence.words
    word = words[place]
    if not language.verb_second or word.small not in language.cues or place + 1 >= len(words) or not place:
        return False
    before = sentence.text(words[place - 1].end, word.start).strip(' “”»«"‘’›‹')
    after = sentence.text(word.end, words[place + 1].start).strip()
    return before in (",", "–", "—") and not after


def _has_it(sentence: Clause, place: int) -> bool:
    """Whether "es" stands by a verb that reports only with it."""
    language = sentence.language
    return any(
        word.small in language.impersonal & language.pronouns for word in sentence.words[max(0, place - 8) : place + 3]
    )


def _without_prefix(small: str, known: frozenset[str], language: Language) -> str:
    """Return the known word that a prefix was written to ("وقال" of "قال"), or nothing."""
    bare = (small[len(prefix) :] for prefix in language.prefixes if small.startswith(prefix))
    return next((word for word in bare if word in known), "")


def _is_another_verb(sentence: Clause, place: int, particles: frozenset[str]) -> bool:
    """Whether a particle at a clause's end makes another verb of one of saying: "sagte ihre Reise | ab"."""
    words = sentence.words
    if any(word.small == "sich" for word in words[place + 1 : place + 2]) and "sich" in particles:
        return True  # "meldeten | sich bei der Wache"
    for before, word in pairwise(words[place : place + _PARTICLE_REACH]):
        between = sentence.text(before.end, word.start).strip()
        if between or word.text.startswith(QUOTED):
            return False
        if word.small in particles:
            return sentence.text(word.end, sentence.end).lstrip()[:1] in ("", ",", ".", ";")
    return False


def _with_particle(sentence: Clause, place: int, particles: frozenset[str], describing: bool) -> Iterator[Cue]:
    """Yield a verb whose particle stands at its clause's end: "teilte ... mit"."""
    word = sentence.words[place]
    if _has_particle(sentence, place, particles):
        yield Cue(word.start, word.end, place, place, word.small, describing, auxiliary=place)


def _marks_near(sentence: Clause, word: Word) -> bool:
    """Whether words in marks stand close behind a verb, in its clause."""
    rest = sentence.text(word.end, word.end + _QUOTED_REACH)
    at = rest.find(QUOTED)
    return at >= 0 and not re.search(r"[,;:.]", rest[:at])


def _marks_close(sentence: Clause, word: Word) -> bool:
    """Whether the words in marks behind a modal verb are what its clause ends in: "will das „genau prüfen“."."""
    at = sentence.masked.find(QUOTED, word.end - sentence.start)
    last = next((place for place in range(at, len(sentence.masked)) if sentence.masked[place] != QUOTED), at)
    after = sentence.masked[last:].lstrip("“”»«\"'‘’›‹")[:1]
    return sentence.plain[at].islower() and after in ("", ",", ".", ";") and sentence.plain[last - 1] == "n"


def _has_particle(sentence: Clause, place: int, particles: frozenset[str]) -> bool:
    """Whether one of a verb's particles closes its clause."""
    words = sentence.words
    for later in range(place + 1, min(len(words), place + _PARTICLE_REACH)):
        between = sentence.text(words[later - 1].end, words[later].start)
        if ";" in between or ": " in between or ("," in between and words[place].small in sentence.language.finite):
            return False
        if words[later].small in particles:
            after = sentence.text(words[later].end, words[later].end + 2).strip()
            if (
                not after
                or after[0] in ',.:;–—-“”"»«'
                or later + 1 == len(words)
                or words[later + 1].small in sentence.language.coordinators
            ):
                return True
    return False


def _auxiliary(sentence: Clause, place: int) -> int:
    """Return the index of a participle's auxiliary, or -1: without one it is no verb of saying."""
    words, language = sentence.words, sentence.language
    reach = _PARTICIPLE_REACH if language.verb_second else 4
    for back in range(place - 1, max(-1, place - 1 - reach), -1):
        if words[back].small in language.perfect:
            return back
        if not language.verb_second and re.search(r"[,;:.]", sentence.text(words[back].end, words[back + 1].start)):
            return -1
        parted = language.verb_second and "," in sentence.text(words[back].end, words[back + 1].start)
        if parted and words[back + 1].small in language.as_words:
            return -1  # "Gedreht wurde in Island, | wie der Regisseur erzählt"
        joined = back == place - 1 and words[back].small in language.coordinators
        if joined and language.infinitive is not None and language.inverts:
            return _shared_auxiliary(sentence, back)
    return -1


def _shared_auxiliary(sentence: Clause, place: int) -> int:
    """Return the auxiliary of a participle that "and" joins to an earlier one: "a reçu une délégation et | promis"."""
    words, language = sentence.words, sentence.language
    for back in range(place - 1, max(-1, place - _SHARED_REACH), -1):
        if re.search(r"[;:.]", sentence.text(words[back].end, words[back + 1].start)):
            return -1
        if words[back].small in language.perfect:
            participle = language.participle_form
            after = words[back + 1].small
            return back if participle is not None and participle.fullmatch(after) else -1
    return -1


def _is_noun(sentence: Clause, place: int) -> bool:
    """Whether a form that is a noun or an adjective as often as a verb is one here."""
    language, words = sentence.language, sentence.words
    word = words[place]
    if word.text[0].isupper() and place > 0:  # "the Mutual Claims Treaty"
        return True
    if language.inverts and place and word.small in language.participles - language.cues:
        return words[place - 1].small in language.determiners  # "el acusado"
    if word.small not in language.ambiguous_cues:
        return False
    if language.verb_second and place and words[place - 1].text.startswith(QUOTED):
        return False  # "„…“, weiß die Wirtin"
    if language.inverts and place and place + 1 < len(words) and words[place + 1].small in language.that:
        if words[place - 1].small in language.coordinators:
            return False  # "indique ... et annonce qu'elle"
    before = words[place - 1].small if place else ""
    if (
        place + 1 < len(words)
        and words[place + 1].small in language.that
        and before in language.determiners
        and before not in _ARTICLES
    ):
        return False  # "some note that"
    named = word.small in language.first_names and _without_prefix(before, language.cues, language) in language.cues
    if language.verb_first and (
        named or before in language.determiners | language.prepositions | language.object_nouns
    ):
        return True  # "فرد | بارك"
    if language.verb_first and word.small in language.prepositions and place:  # "الربط | بين الأحواض"
        stopped = re.search("[،,:.؛]", sentence.text(words[place - 1].end, word.start)) is not None
        if not stopped and before not in language.auxiliaries | language.adverbs | language.coordinators:
            return True
    pair = f"{words[place - 2].small if place > 1 else ''} {before}"
    if language.verb_first and (before in language.back_references or pair in language.back_references):
        return False  # "هكذا | علق المدرب"
    if language.verb_first:
        return not _verb_follows(sentence, place)
    if (
        not before
        or before in language.determiners | language.prepositions | language.links | language.coordinators
        or before.endswith("'s")
    ):
        return True
    rest = sentence.text(word.end, sentence.end).lstrip(" ")
    opens = rest[:1] in (",", ":", "“", '"', "‘", "'", "«", "„", ".", "") or rest.startswith(QUOTED)
    if language.inverts and not language.verb_second and QUOTED in rest[:_QUOTED_REACH]:
        return False  # "juge la situation « intenable »"
    following = words[place + 1].small if place + 1 < len(words) else ""
    if word.small in language.plain_cues and (following in language.adverbs or _is_timed(sentence, place)):
        return False  # "researchers reported Thursday", "the agency reported late on Sunday"
    if word.small in language.plain_cues and following in language.determiners | language.pronouns:
        return False  # "Prosecutors claim the fire was set"
    return not (opens or any(following.small in language.that for following in words[place + 1 : place + 6]))


def _is_timed(sentence: Clause, place: int) -> bool:
    """Whether a day and a preposition before it follow a verb straight on: "reported late on Sunday"."""
    near = [word.small for word in sentence.words[place + 1 : place + 4]]
    if near[:1] in (["late"], ["early"]):
        near = near[1:]
    return len(near) > 1 and near[0] in sentence.language.prepositions and near[1] in sentence.language.adverbs


def _verb_follows(sentence: Clause, place: int) -> bool:
    """Whether what stands after a verb-first form shows it as a verb: "that", a colon or words in marks."""
    language, words = sentence.language, sentence.words
    for following in words[place + 1 : place + 1 + _THAT_REACH]:
        if following.small in language.that or following.text.startswith(QUOTED):
            return True
        if re.search(r"[.;؛:]", sentence.text(words[place].end, following.start)):
            return ":" in sentence.text(words[place].end, following.start)
    return False
