"""What marked words are: a whole utterance, words of somebody's in the writer's sentence, or no speech at all."""

import re
from collections.abc import Sequence
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic import is_office
from seeds.quoting.articleless import has_cases
from seeds.quoting.attributed import MARKS, Attribution
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, cues, folded
from seeds.quoting.labels import bears_name, is_owned_name
from seeds.quoting.marks import Marked
from seeds.quoting.phrases import plain_order

_ENDED: Final = (".", ",", "!", "?", "…", "。", "、", "！", "？", ";", "؟", "،")
_ARTICLE: Final = ("ال", "وال", "لل", "بال")
_LONGEST_NAME: Final = 3
_SHORTEST_REMARK: Final = 3
_SHORTEST_SPEECH: Final = 5
_LONGEST_TITLE: Final = 6
_WORD: Final = re.compile(r"[^\W_]+")
_WHOLE_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def is_direct(sentence: Clause, span: Marked, *, attributed: bool, found: Sequence[Cue] | None = None) -> bool:
    """Whether the marked words are a whole utterance, and not words inside the writer's own sentence."""
    content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
    before = sentence.text(sentence.start, span.outer_start).rstrip(MARKS)
    after = sentence.text(span.outer_end, sentence.end).lstrip()
    first = next((character for character in content if character.isalnum()), "")
    if span.continues or span.broken or span.interrupted or span.dash:
        return True
    if before.endswith((":", "：")):
        return True
    if attributed and not before and after.startswith(":"):
        return True  # « … » : c'est en ces termes que
    led = not before or before.endswith((",", "،", ";", "—", "–", "-", ".", "!", "?", QUOTED))
    name = content.istitle() and len(content.split()) < 3 and not content.endswith(_ENDED)
    preceding = [word for word in sentence.words if word.end <= sentence.start + len(before)]
    while preceding and preceding[-1].small in sentence.language.recipients:
        preceding.pop()  # "وتضيف لوكالة فرانس برس “…”"
    cue_before = not name and any(
        not cue.describing and bool(preceding) and cue.end == preceding[-1].end
        for cue in (cues(sentence) if found is None else found)
    )
    if first.islower():
        if (
            attributed
            and before.endswith(",")
            and len(re.findall(r"\w+", content)) >= 5
            and not re.search(r"\w", after)
        ):
            head = before[:-1]
            lead = sentence.language.opinion | {phrase.split()[0] for phrase in sentence.language.according}
            if sentence.words and sentence.words[0].small in lead and "," not in re.sub(r",[^,]*\Z", "", head):
                return True  # “Pour X, « rien ne prouve ... »”
        # “A,” he said, “b”: the second half goes on where the first was interrupted.
        return attributed and QUOTED in before and before.endswith(",")
    if (
        not before
        and after
        and not content.rstrip().endswith(_ENDED)
        and not after.startswith((*_ENDED, "–", "—", "-", ")"))
    ):
        following = [word for word in sentence.words if word.start >= span.outer_end][:1]
        beside = bool(following) and any(
            cue.start == following[0].start and not (cue.describing and sentence.language.capital_nouns)
            for cue in (found or ())
        )
        return attributed and beside and not any(character.islower() for character in first)
    return led or cue_before


def _is_bearer(sentence: Clause, span: Marked) -> bool:
    """Whether a verb follows marks with nothing between: they hold the name of who does it."""
    following = next((word for word in sentence.words if word.start >= span.outer_end), None)
    return (
        following is not None
        and following.small in sentence.language.cues
        and not sentence.text(span.outer_end, following.start).strip()
    )


def is_speech(sentence: Clause, span: Marked, found: Attribution, *, direct: bool) -> bool:
    """Tell quoted speech from a title, a term or a scare quote."""
    language = sentence.language
    content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
    words = _WHOLE_WORD.findall(content)
    if not words:
        return False
    if span.dash or span.broken or span.interrupted:
        return True
    if language.capital_nouns and re.search(r"\w-\Z", sentence.text(sentence.start, span.outer_start)):
        return False  # "im Ö1-„Morgenjournal“"
    if len(words) <= _LONGEST_NAME and _is_outlets(words, language) and not direct:
        return False  # "mahnte er im „Spiegel“"
    if content.endswith(("!", "?")) and _is_shouted(sentence, span):
        return True
    described = (
        found.cue is not None and folded(sentence.text(found.cue.start, found.cue.end)) in language.describing_cues
    )
    lower = [word.lower().replace("’", "'") for word in words]
    has_clause = any(word in language.finite for word in lower)
    near = [word.small for word in sentence.words if word.end <= span.outer_start][-1:]
    titled = (
        len(words) > 1
        and all(word[0].isupper() or len(word) < 4 for word in words)
        and not content.isupper()
        and (words[0][0].isupper() or words[0].isdigit())  # «20 Minuten»
    )
    if (titled or (len(words) == 1 and content.isupper())) and has_cases(language) and _is_bearer(sentence, span):
        return False  # "«Лиза Алерт» просит", "Аналитики «БКС» считают"
    if (
        titled
        and any(word[0].islower() or word[0].isupper() for word in words)
        and (not has_clause or (language.code == "en" and found.cue is None))
        and not (direct and found.cue)
        and not (described and language.capital_nouns)
        and not (found.cue and _is_predicate(near, language))
    ):
        return False
    if has_cases(language) and _is_team(near, lower, language):
        return False  # "тренер «столичных»"
    if direct and not language.code:
        return len(words) >= 2
    if _is_work(sentence, span, len(words)) or (language.verb_first and _is_outlet(sentence, span, found, len(words))):
        return False
    if direct:
        led = (plain_order(language) or language.verb_first) and sentence.text(
            sentence.start, span.outer_start
        ).rstrip().endswith(":")
        least = _SHORTEST_REMARK if led else _SHORTEST_SPEECH
        return found.cue is not None or found.subject is not None or has_clause or len(words) >= least
    before = [word.small for word in sentence.words if word.end <= span.outer_start][-2:]
    says = (
        plain_order(language)
        and found.cue is not None
        and found.cue.end <= span.outer_start
        and not re.search(r"\w", sentence.text(found.cue.end, span.outer_start))
    )
    said_so = (
        has_cases(language) and content[:1].islower() and len(words) >= _SHORTEST_REMARK
    )  # "его команда «просто хотела»"
    named = bool(before) and (before[-1] in language.naming or " ".join(before) in language.naming)
    small = language.determiners | language.organisations  # "wünschte dem Klub „nur das Beste“"
    inflected = language.capital_nouns and content[0].islower() and before[-1:] and before[-1] in small
    if named and not (says or said_so or inflected):
        return False  # but "mit der „anhaltenden Flaute“"
    indefinite = bool(before) and language.verb_first and not before[-1].startswith(_ARTICLE)
    indefinite = indefinite and not (
        len(before) > 1 and before[-2] in language.within and before[-1] in language.cue_nouns
    )
    if indefinite and len(words) <= _LONGEST_NAME and bears_name(before[-1], language):
        return False
    if not language.code:
        return len(words) >= 5
    if language.inverts:
        if (
            not (described and language.capital_nouns)
            and not _is_predicate(before, language)
            and not _is_talked_of(sentence, found)
            and not _is_clause_end(sentence, span, words)
            and words[0][0].isupper()
            and not has_clause
            and len(words) <= 4
            and not content.isupper()
        ):
            return False  # «Роснефть», “La Nación”
        return found.cue is not None
    return found.cue is not None or has_clause or len(words) >= 5


def _is_clause_end(sentence: Clause, span: Marked, words: Sequence[str]) -> bool:
    """Whether German marked words with a small word among them follow a small word: "hätten „Frauen gequält“"."""
    before = [word for word in sentence.words if word.end <= span.outer_start][-1:]
    language = sentence.language
    small = language.naming | language.determiners | language.prepositions | language.links
    return (
        language.capital_nouns
        and any(word.islower() and len(word) > _LONGEST_NAME for word in words)
        and bool(before)
        and before[0].text[0].islower()
        and before[0].small not in small
    )


def _is_team(near: Sequence[str], words: Sequence[str], language: Language) -> bool:
    """Whether one Russian word in the genitive plural behind an office is a team: "капитан «столичных»"."""
    return len(words) == 1 and words[0].endswith(("ых", "их", "цев")) and bool(near) and near[0] in language.roles


def _is_outlets(words: Sequence[str], language: Language) -> bool:
    """Whether words are the name of a paper or a station: "Spiegel", "Wall Street Journal"."""
    capital = len(words) == 1 or all(word[0].isupper() for word in words)
    return capital and words[-1].lower() in language.outlets


def _is_shouted(sentence: Clause, span: Marked) -> bool:
    """Whether a noun for what is shouted stands before marked words: "Zwischenrufe wie „Schämt euch!“"."""
    voices = sentence.language.voices
    return bool(voices) and any(
        word.small.endswith(voices) if word.end <= span.outer_start else word.small in voices for word in sentence.words
    )


def _is_predicate(before: Sequence[str], language: Language) -> bool:
    """Whether a noun in marks is what a thing is said to be: "diese seien „Gift“", "das wäre ein „Dammbruch“"."""
    if not language.capital_nouns or not before:
        return False
    return before[-1] in language.copulas or (before[-1] in language.indefinite and not before[-1].startswith("all"))


def _is_talked_of(sentence: Clause, found: Attribution) -> bool:
    """Whether German words say that there is talk of marked ones: "Aus der FDP war von „Kindergarten“ die Rede"."""
    return found.cue is not None and sentence.text(found.cue.start, found.cue.end).endswith("die Rede")


def _is_work(sentence: Clause, span: Marked, length: int) -> bool:
    """Whether a comma sets few marked words off behind the noun for what is called so: "sus memorias, «Ruido»,"."""
    before = [word for word in sentence.words if word.end <= span.outer_start][-1:]
    return (
        length <= _LONGEST_TITLE
        and bool(before)
        and before[0].small in sentence.language.naming
        and plain_order(sentence.language)
        and sentence.text(before[0].end, span.outer_start).strip(MARKS) == ","
    )


def _is_outlet(sentence: Clause, span: Marked, found: Attribution, length: int) -> bool:
    """Whether few words in marks name who relays or where a source is: "نقلت «رويترز» عن", "محللين في «الأهلي»"."""
    cue, who = found.cue, found.subject
    if who is not None and who.start <= span.start < who.end:
        return True  # "المحلل في «ساكسو بنك» أوله هانسن"
    words = sentence.words_in(Span(who.end, span.outer_start)) if who is not None and who.end < span.outer_start else []
    if len(words) == 1 and words[0].small in sentence.language.within and length <= _LONGEST_TITLE:
        return sentence.text(who.end if who else 0, span.outer_start).strip(MARKS) == words[0].text
    before = [word for word in sentence.words if word.end <= span.outer_start][-1:]
    gap = sentence.text(before[0].end, span.outer_start).strip(MARKS) if before else "-"
    after = sentence.text(span.outer_end, sentence.end).lstrip()
    office = [word.small for word in sentence.words if word.end <= span.outer_start][-2:-1]
    if not gap and office and before[0].small in sentence.language.within and length <= _LONGEST_TITLE:
        if office[0] in sentence.language.complemented or (after[:1] == "،" and _ends_office(sentence, before[0])):
            return True  # "دان آيفز، المحلل في «ويدبوش»"
    if not gap and length < _LONGEST_NAME:
        within = before[0].small in sentence.language.within or is_owned_name(before[0].small, sentence.language)
        medium = within and after.startswith(":")  # "كتب على منصته «تروث سوشال»: «…»"
        medium = medium or (
            before[0].small in sentence.language.listed("media_prepositions")
            and found.cue is not None
            and _is_written(sentence, found.cue)
        )
        named = not before[0].small.startswith(_ARTICLE) and bears_name(before[0].small, sentence.language)
        stated = office[:1] and office[0] in sentence.language.within and before[0].small in sentence.language.cue_nouns
        named = named and not stated  # "ونعته نقابته في بيان «…»"
        if medium or named:
            return True  # "قال لصحيفة «القبس»", "كتب في «فيسبوك»: «…»"
    near = cue is not None and not re.search(r"\w|:", sentence.text(cue.end, span.outer_start))
    led = after[:1].isalpha() and not gap.endswith(",")
    if near and length <= _LONGEST_NAME and led and (who is None or is_office(_first(after), sentence.language)):
        return True  # "سألت «العربي الجديد» الوزير", "أعلنت «أدنوك» ارتفاع أرباحها"
    told = re.sub(rf"^(?:و[{re.escape(MARKS)}{QUOTED}]+)", "", after).lstrip()
    if who is not None and length <= _LONGEST_NAME and told and _first(told) in sentence.language.that_words:
        return who.end <= span.start  # "أفادت مصادر «العربية» بأن"
    relays = cue is not None and folded(sentence.text(cue.start, cue.end)).lstrip("و") in sentence.language.relaying
    return length < _LONGEST_NAME and near and relays


def _ends_office(sentence: Clause, link: Word) -> bool:
    """Whether a word leans on an office that a comma sets off: "جنيد أنصاري، مدير الاستثمار | في «كامكو»،"."""
    before = sentence.text(sentence.start, link.start)
    comma = before.rfind("،")
    words = sentence.words_in(Span(sentence.start + comma + 1, link.start)) if comma >= 0 else ()
    return 0 < len(words) <= _LONGEST_TITLE and is_office(words[0].small, sentence.language)


def _is_written(sentence: Clause, cue: Span) -> bool:
    """Whether a verb is one of writing, so that "on" leads to where: "كتبت على «إنستغرام»"."""
    small = folded(sentence.text(cue.start, cue.end))
    return any(stem in small for stem in sentence.language.ended("writing"))


def _first(text: str) -> str:
    """Return the first word of a stretch as the language files spell it."""
    return folded(text.split(None, 1)[0].strip(".,،:"))


def is_remark(sentence: Clause, span: Marked) -> bool:
    """Whether marked words that no verb of saying introduces can be a speaker's all the same: three or more.

    They stand in the writer's clause and are no name of what stands before them.
    """
    words = _WORD.findall(sentence.plain[span.start - sentence.start : span.end - sentence.start])
    before = [word for word in sentence.words if word.end <= span.outer_start][-1:]
    return (
        plain_order(sentence.language)
        and len(words) >= _SHORTEST_REMARK
        and bool(before)
        and before[0].small not in sentence.language.naming
    )
