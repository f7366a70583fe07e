"""What a report says: where the reported words start and end, and whether they can be what somebody said."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from seeds.knowledge import Language
from seeds.quoting.articleless import has_cases, is_cased_verb
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word
from seeds.quoting.labels import bears_name, is_complement, is_label
from seeds.quoting.phrases import opening

# How far "that" may stand from its verb: "wrote on the 26th that", "told reporters in Seoul on Friday that".
_REACH: Final = 16
SHORTEST: Final = 3
_SHORTEST_THING: Final = 2
_MARKED: Final = re.compile(rf"{QUOTED}\S?[,\s–—-]*\Z")
_PART: Final = re.compile(r"[,،;]\s+(?:[^\W\d_]+ly\s+)?([^\W\d_]+)")
# Where "that" is also "who": after a single comma it is the latter.
# "وتتوقع المصانع موسما جيدا، غير | أن الكلفة مرتفعة": the writer goes on.
_HAVING: Final = re.compile(r"،\s+وقد\s[^،]*\Z")
_YET: Final = frozenset({"غير", "بيد"})
_RELATIVES: Final = frozenset({"que", "che"})


class Report(NamedTuple):
    """Reported words with their speaker's phrase, its apposition and the cue; offsets into the cleaned text."""

    content: Span
    subject: Span | None
    apposition: Span | None
    cue: Span
    segment: int = 1


def trimmed(sentence: Clause, start: int, end: int) -> Span | None:
    """Cut the writer's own comment off reported words, and the punctuation at both ends; None when nothing is left."""
    text = sentence.text(start, end)
    language = sentence.language
    for match in _PART.finditer(text):
        # A participle after a comma is the writer's comment; a conjunction may still belong to what was said.
        small = match.group(1).lower()
        if small in language.tail and not _goes_on_in_mood(text[match.end() :], language):
            text = text[: match.start()]
            break
        comment = re.match(r",\s+an?\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?", text[match.start() : match.start() + 80])
        if comment and not language.tail_nouns.isdisjoint(word.lower() for word in comment.groups() if word):
            text = text[: match.start()]
            break
        comma_part = text[match.start() : match.start() + 60].lower().lstrip(",،; ")
        joined = comma_part.partition(" ")[2] if small in language.coordinators else ""
        if comma_part.startswith((*language.according, *_tails(language))) or joined.startswith(_longer(language)):
            text = text[: match.start()]
            break
    left = len(text) - len(text.lstrip(" ,،;:“\"'‘’–—-«»„)"))
    body = text.rstrip(' ,،;:.”"–—-»«“。，')
    return Span(start + left, start + len(body)) if left < len(body) else None


def _goes_on_in_mood(clause: str, language: Language) -> bool:
    """Whether a clause ends in the mood of report, so that it is none of the writer's: "…, was dort | vorgehe"."""
    last = re.search(r"(\w+)\W*\Z", clause.partition(",")[0]) if language.mood else None
    if last is None:
        return False
    form = language.mood_form
    return last[1] in language.mood or (form is not None and form.fullmatch(last[1]) is not None)


@cache
def _tails(language: Language) -> tuple[str, ...]:
    """Return what of more than a word begins the writer's own comment: "من دون أن"."""
    return tuple(f"{phrase} " for phrase in language.tail if " " in phrase)


@cache
def _longer(language: Language) -> tuple[str, ...]:
    """Return the phrases of more than a word that point back to what was said: "y | así lo hizo constar"."""
    return tuple(phrase for phrase in language.back_references if " " in phrase)


@lru_cache(maxsize=64)
def that_after(sentence: Clause, cue: Cue) -> int | None:
    """Return where what a saying verb's "that" governs starts.

    No other clause, quote or long comma part stands between.
    """
    language = sentence.language
    if not language.that:
        return None
    relative = language.inverts and not language.comma_clause and language.that[0] in _RELATIVES
    place = min(cue.place, cue.auxiliary) - 1
    medium = (
        place >= 0 and sentence.words[place].text.startswith(QUOTED) and is_label(sentence, sentence.words[place])
    )  # "à «Nova Gente», contou que"
    marked = (
        relative
        and not medium
        and not (place >= 0 and is_complement(sentence, place))
        and QUOTED in sentence.masked
        and _MARKED.search(sentence.text(sentence.start, sentence.words[place + 1].start)) is not None
    )
    before, named = "", language.naming | language.recipients
    verbs = language.cues | language.finite | language.gerunds
    another = False
    for word in sentence.words[cue.last + 1 : cue.last + 1 + _REACH]:
        between = sentence.text(cue.end, word.start)
        if ";" in between or ":" in between or between.count(",") > 2:
            return None
        if marked or (relative and word.small in language.as_words and between.rstrip().endswith(",")):
            return None  # «…», dijo Pérez, que pidió calma · "confirmará el dato, según Ana Ruiz, que"
        if language.verb_first and _HAVING.search(between):
            continue  # "توضح سلمى، وقد اختارت | ألا تذكر اسمها، أن"
        if word.small in language.that:
            if language.bare_nouns and not language.verb_first and before in language.prepositions:
                return None  # "возразила президенту, на | что тот ответил"
            if language.verb_first and (
                before in language.conjunctions | _YET or _is_others(sentence, cue, between, another)
            ):
                return None  # "تحدث المدير قبل | أن يغادر"
            thing = relative and _is_things(sentence, cue, word)
            thing = thing or any(
                other.small in language.restricting for other in sentence.words_in(Span(cue.end, word.start))
            )  # "assure n'avoir vu | que lui"
            return None if thing or (relative and between.count(",") % 2) else word.end
        if language.verb_first and sum(map(between.count, ",،")) == 1:
            another = another or (word.small in language.cues and before not in language.relatives)
            another = another or word.small in language.gerunds
            before = word.small
            continue  # inside what two commas set off: "أشارت الدراسة، التي نشرت أمس، إلى أن"
        if before in language.circumstances:
            before = ""
            continue  # "أضافت وهي | تبكي | أن"
        outlet = not before and (cue.small in language.relaying or (language.bare_nouns and not language.verb_first))
        if (
            word.text.startswith(QUOTED)
            and is_label(sentence, word)
            and (
                before in named
                or before in language.told_to
                or bears_name(before, language)
                or _begins_label(before, cue, language)
                or outlet
            )
        ):
            before = word.small  # "sagte der „Zeit“, dass"
            continue
        if language.verb_first and word.text.startswith(QUOTED) and _leads_to_that(sentence, word):
            continue  # "أفادت مصادر «العربية» | بأن"
        if (
            language.verb_first
            and word.small in language.ambiguous_cues
            and before in language.object_nouns
            and not another
        ):
            before = word.small  # "طلبوا عدم | كشف هوياتهم"
            continue
        called = language.verb_first and word.small in language.first_names and not before  # "فرد | بارك بأن"
        if word.text.startswith(QUOTED) or (word.small in verbs and not called):
            return None
        before = word.small
    return None


def _begins_label(before: str, cue: Cue, language: Language) -> bool:
    """Whether an Arabic name in marks may stand here: "نقلت | «رويترز»", "المحلل في | «ساكسو بنك»"."""
    return language.verb_first and (before in language.within or (not before and cue.small in language.relaying))


def _leads_to_that(sentence: Clause, label: Word) -> bool:
    """Whether "that" stands behind a name in marks, another name and "and" between them at most."""
    if not is_label(sentence, label):
        return False
    for word in sentence.words[sentence.words.index(label) + 1 :]:
        if word.small in sentence.language.that:
            return True
        if word.small != "و" and not (word.text.startswith(QUOTED) and is_label(sentence, word)):
            return False
    return False


def _is_others(sentence: Clause, cue: Cue, between: str, another: bool) -> bool:
    """Whether an Arabic "that" behind one comma is another verb's: that stands before the comma, or behind it.

    "وبينما نفى المتهم التهم، قال محاميه | إن", "رجحت مصادر، تحدثت إلى الوكالة، | أن".
    """
    if sum(map(between.count, ",،")) != 1:
        return False
    before = sentence.text(sentence.start, cue.start).rstrip()
    return another or (before.endswith(("،", ",")) and cue.small == sentence.words[cue.place].small)


def behind_that(sentence: Clause, start: int) -> int:
    """Return where a clause starts behind an Arabic "that" written to its conjunction: "وبحسب ما ذكر، فإن | الوزير"."""
    language = sentence.language
    first = next((word for word in sentence.words if word.start >= start), None) if language.verb_first else None
    joined = first is not None and first.small[:1] in language.prefixes and first.small[1:] in language.that
    return first.end + 1 if first is not None and joined else start


def _is_things(sentence: Clause, cue: Cue, that: Word) -> bool:
    """Whether "that" stands for the thing before it, a verb's object: "prometió en su día un museo | que no llegó"."""
    language = sentence.language
    words = sentence.words_in(Span(cue.end, that.start))
    if len(words) < _SHORTEST_THING or words[-2].small not in language.indefinite:
        return False
    before = words[-3].small if len(words) > _SHORTEST_THING else ""
    if before in language.prepositions | language.links or words[-1].small in language.roles:
        return False
    return words[-1].small not in language.adverbs and words[-1].text[0].islower()


def part_end(sentence: Clause, begin: int) -> int:
    """Return where a clause ends; in a language of plain order a semicolon closes it: another's view may follow."""
    language = sentence.language
    plain = language.inverts and not (language.verb_second or language.verb_first or language.bare_nouns)
    stop = sentence.text(begin, sentence.end).find(";") if plain else -1
    return begin + stop if stop > 0 else sentence.end


def has_clause(sentence: Clause, content: Span) -> bool:
    """Whether a stretch can be what somebody said.

    With a finite verb where the language's file lists them, else long enough.
    """
    language, words = sentence.language, sentence.words_in(content)
    if not language.inverts:
        return any(is_finite(word, language) for word in words) or (
            len(words) > 2 * SHORTEST
            and words[0].small not in language.prepositions
            and not words[0].small.endswith("ing")
        )
    governed = bool(words) and opening(words[0], language) in language.prepositions - language.determiners
    if has_cases(language) and any(is_cased_verb(word, language) for word in words[1:]):
        governed = False  # "Без отопления остались 60 домов"
    shortest = SHORTEST - 1 if has_cases(language) else SHORTEST
    return len(words) >= shortest and not (governed and len(words) < 2 * SHORTEST)


def is_finite(word: Word, language: Language) -> bool:
    """Whether a word makes a clause of a phrase; English files list the forms, and the past has -ed."""
    return (
        word.small in language.finite or (word.small.endswith("ed") and word.text[0].islower()) or "n't" in word.small
    )


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end
