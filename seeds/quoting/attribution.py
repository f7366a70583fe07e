"""Whose words stand between marks.

The saying verb round a marked span and its subject, and what kind of quote it is.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.arabic_agreement import is_anothers, is_answered
from seeds.quoting.arabic_clauses import is_manner
from seeds.quoting.articleless import has_cases
from seeds.quoting.attributed import MARKS, Attribution
from seeds.quoting.citing import is_carrier
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, cues
from seeds.quoting.contents import Report
from seeds.quoting.marks import Marked
from seeds.quoting.phrases import RELATIVE, has_name, has_role, is_adverbial, noun_phrase, plain_order
from seeds.quoting.places import straight_within, within
from seeds.quoting.quoted_as import quoted_as
from seeds.quoting.reported import reports
from seeds.quoting.sources import according_phrases, governed
from seeds.quoting.subjects import antecedent, subject_after, subject_before, subject_of
from seeds.quoting.summing import by_noun_behind, headline, is_somebody, noun_after, summed_up, with_these_words
from seeds.quoting.verb_first import begins_anew, behind_reference, is_related
from seeds.quoting.verb_second import cited, talked_of

_PARTICIPLE_REACH: Final = 3
# What stands between words in marks and who says them in a headline: "«لن نرحل».. أهالي القرية".
_HEADED: Final = (":", "..", "...", "…")
_NOUN_REACH: Final = 3
_STOP: Final = re.compile(r"[.;:!?]")


def attribution(
    sentence: Clause, span: Marked, found: Sequence[Cue] | None = None, said: Sequence[Report] | None = None
) -> Attribution:
    """Return who is said to speak the marked words: after them, before them, then by a describing verb or a noun."""
    found = cues(sentence) if found is None else found
    described = _described(sentence, span, found) or _fronted(sentence, span, found) or _with_words(sentence, span)
    if described is not None:
        return described
    judged = _judged(sentence, span)
    if judged is not None:
        return judged
    sourced = _sourced(sentence, span, found)
    if sourced is not None:
        return sourced
    after = _dashed(sentence, span) or _thus(sentence, span, found) or _after(sentence, span, found)
    around = next(
        (
            report
            for report in (reports(sentence) if said is None else said)
            if report.content.start <= span.start and span.end <= report.content.end
        ),
        None,
    )
    goes_on = after is not None and _goes_on(sentence, span)
    if after is not None and not (around and around.cue.end <= span.start and goes_on):
        carried = _before(sentence, span, found) if goes_on and is_carrier(sentence, after) else None
        return carried if carried is not None and carried.subject is not None else after
    talked = talked_of(sentence, span.outer_start, span.outer_end)
    if talked is not None:
        return Attribution(talked[0], None, talked[1])
    closing = _verb_final(sentence, span, found)
    if closing is not None:
        return closing
    before = _before(sentence, span, found)
    if before is not None and before.subject is not None:
        return before
    if around is not None and (around.subject is not None or before is None):
        return Attribution(around.subject, around.apposition, around.cue)
    by_phrase = _according(sentence)
    if by_phrase is not None and not (before is not None and _is_said_there(sentence, before, by_phrase)):
        return by_phrase
    return before or _noun(sentence, span) or Attribution()


def _is_said_there(sentence: Clause, said: Attribution, source: Attribution) -> bool:
    """Whether an Arabic verb that leaves its subject out stands before a source: "وقال | وفق مقطع نشرته الرئاسة"."""
    cue, phrase = said.cue, source.cue
    return sentence.language.verb_first and cue is not None and phrase is not None and cue.end <= phrase.start


def _sourced(sentence: Clause, span: Marked, found: Sequence[Cue]) -> Attribution | None:
    """« … », selon sa porte-parole: a source straight behind the marks, which closes the sentence."""
    if not plain_order(sentence.language):
        return None
    for phrase, start, after in according_phrases(sentence):
        gap = sentence.text(span.outer_end, start).strip() if start >= span.outer_end else "-"
        governed_before = re.split(r"[:;]", sentence.text(sentence.start, span.outer_start))[-1]
        free = not any(span.outer_start - len(governed_before) <= cue.start < span.outer_start for cue in found)
        who = noun_phrase(sentence, after) if gap == "," and free else None
        if who is not None and not re.search(r"\w", sentence.text(who.end, sentence.end).partition(",")[0]):
            return Attribution(*with_apposition(sentence, who), Span(start, start + len(phrase)))
    return None


def _goes_on(sentence: Clause, span: Marked) -> bool:
    """Whether marked words belong to the clause before them: then who is named after them relays its speaker."""
    return sentence.plain[span.start - sentence.start].islower() and sentence.language.inverts


def _after(sentence: Clause, span: Marked, found: Sequence[Cue]) -> Attribution | None:
    """“…,” said X · “…,” X said."""
    rest = [word for word in sentence.words if word.start >= span.outer_end]
    following = next((place for place, word in enumerate(rest) if word.text.startswith(QUOTED)), len(rest))
    limit = rest[following].start if following < len(rest) else sentence.end
    gap = sentence.text(span.outer_end, rest[0].start) if rest else ""
    if rest and gap.strip(MARKS) in (_HEADED if sentence.language.verb_first else _HEADED[:1]):
        return summed_up(sentence, rest, found) or by_noun_behind(sentence, rest) or headline(sentence, span, rest)
    if not rest or _STOP.search(gap.replace("-", "")) or _has_ended(sentence, span, rest[0]):
        return None
    language = sentence.language
    for cue in found:
        lead = [word for word in rest if word.start < cue.start]
        pointed = " ".join(word.small for word in lead) in language.back_references  # "بهذه الكلمات بررت الفنانة"
        described = cue.describing and not (pointed and language.verb_first) and not _is_asked(cue, language)
        if cue.start < span.outer_end or cue.end > limit or described:
            continue
        whom = _quoted(sentence, cue)
        if whom is not None:
            return whom
        if cue.gerund:
            continue
        if language.verb_first and _begins_another(sentence, cue, found[0], span, lead):
            return None
        if (
            language.verb_second
            and lead
            and lead[0].small in language.coordinators
            and found[0].end <= span.outer_start
        ):
            break  # "X sprach von “…” | und kündigte Widerstand an"
        if language.verb_second and lead and lead[0].small == "so":
            break
        if pointed and (subject := subject_after(sentence, cue)) is not None:
            return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
        if cue.small in language.relaying and _of_last(sentence, cue):
            return Attribution(None, None, Span(cue.start, cue.end))
        how = language.verb_first and is_manner(sentence, span.outer_end, lead, cue)
        if how or all(is_adverbial(word, language) or word.small in language.pronouns for word in lead):
            fronted = subject_before(sentence, cue) if lead and not how else None
            # "«…», — заявили | в посольстве Японии"
            subject = straight_within(sentence, cue) or fronted or subject_after(sentence, cue)
            if subject is None and language.within:
                subject = within(sentence, cue)
            if subject is not None and subject[0].start >= span.outer_end:
                return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
            nobody = len(rest) > 1 and rest[0].start == cue.start and rest[1].small in language.impersonal  # "hieß es"
            bare = (
                all(word.small in language.auxiliaries | language.adverbs for word in lead) and not language.verb_second
            )
            spoken = not lead and sentence.plain[: span.end - sentence.start].rstrip().endswith((",", "?", "!"))
            somehow = language.pro_drop or nobody or spoken
            if (not lead or bare) and subject is None and somehow and not re.search(r"\w", gap):
                return Attribution(None, None, Span(cue.start, cue.end))
        if len(lead) == 1 and lead[0].small in language.neuter_pronouns:
            return Attribution(Span(lead[0].start, lead[0].end), None, Span(cue.start, cue.end))  # “…,” it said
        subject = subject_before(sentence, cue)
        if subject is None and language.verb_second:
            subject = subject_after(sentence, cue)
        if subject is not None and subject[0].start >= span.outer_end:
            between = sentence.text(
                span.outer_end, min(subject[0].start, subject[1].start if subject[1] else subject[0].start)
            )
            single_comma = plain_order(language) and subject[1] is None and subject[0].end < cue.start
            single_comma = single_comma and "," in sentence.text(subject[0].end, cue.start)
            if single_comma:
                break  # "... a «x» cualquier cosa, informó la agencia"
            if not re.search(r"[^\W_]", between) or (
                language.verb_second and not re.search(r"[.;:,]", between.strip(" ,"))
            ):
                return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
        break
    unlisted = noun_after(sentence, gap, rest) or _so_told(sentence, rest) or _unlisted(sentence, span, rest)
    if unlisted is not None:
        return unlisted
    return _pointed_at(sentence, rest, limit, found)


def _thus(sentence: Clause, span: Marked, found: Sequence[Cue]) -> Attribution | None:
    """«…» — так в пресс-службе прокомментировали уход: Russian points back, and who spoke stands before the verb."""
    language = sentence.language
    rest = [word for word in sentence.words if word.start >= span.outer_end] if has_cases(language) else []
    if not rest or rest[0].small not in language.back_references:
        return None
    cue = next((cue for cue in found if rest[0].end <= cue.start and not cue.describing), None)
    if cue is not None and QUOTED in sentence.text(rest[0].end, cue.start):
        return None
    subject = (within(sentence, cue) or subject_before(sentence, cue)) if cue is not None else None
    if cue is None or subject is None or subject[0].start < rest[0].end:
        return None
    return Attribution(*subject, Span(cue.start, cue.end))


def _is_asked(cue: Cue, language: Language) -> bool:
    """Whether a German verb asks with its particle: "„…?“, | wollte | ein Bürger wissen"."""
    return cue.small in language.asking and not language.listed("to_know").isdisjoint(
        language.particles.get(cue.small, ())
    )


def _quoted(sentence: Clause, cue: Cue) -> Attribution | None:
    """Return whom an outlet quotes behind marks: "…," the agency quoted him as saying · „…“, zitiert Bild den Chef."""
    whom = quoted_as(sentence, cue)
    if whom is None and (who := cited(sentence, cue)) is not None:
        whom = with_apposition(sentence, who)
    return Attribution(*whom, Span(cue.start, cue.end)) if whom is not None else None


def _has_ended(sentence: Clause, span: Marked, first: Word) -> bool:
    """Whether a full stop inside marks closes the sentence: "…: “Fight me.” | Emily Eavis promised"."""
    language = sentence.language
    if (
        language.bare_nouns
        or not first.text[0].isupper()
        or re.search("[,–—-]", sentence.text(span.outer_end, first.start))
    ):
        return False
    content = sentence.plain[: span.end - sentence.start].rstrip(" ’'”\"")
    return content.endswith(".") and not content.endswith("..") and bool(language.code)


def _begins_another(sentence: Clause, cue: Cue, first: Cue, span: Marked, lead: Sequence[Word]) -> bool:
    """Whether an Arabic verb behind marks begins a clause of its own: "«…»، | وتعترف", "«…»، | فيما طالبت"."""
    anew = sentence.words[cue.place].small != cue.small or begins_anew(
        lead or sentence.words[cue.place :], sentence.language
    )
    return first.end <= span.outer_start and anew


def _pointed_at(sentence: Clause, rest: Sequence[Word], limit: int, found: Sequence[Cue]) -> Attribution | None:
    """“…”, so der Minister · «…»، بهذه العبارة حسم الرئيس: a word that points back leads to who spoke."""
    language = sentence.language
    first = rest[0]
    if language.verb_second and (whose := with_these_words(sentence, rest)) is not None:
        return whose
    if language.verb_first and " ".join(word.small for word in rest[:2]) in language.back_references:
        behind = behind_reference(sentence, rest)  # "«…»، بهذه العبارة حسم | الرئيس | الجدل"
        if behind is not None:
            return Attribution(*behind, Span(first.start, rest[1].end))
    if (
        first.small in (*language.as_words, *language.back_references)
        and len(rest) > 1
        and not any(cue.start < limit and cue.start >= first.start for cue in found)
    ):
        who = noun_phrase(sentence, rest[1].start)  # “…”, so der Minister
        named = [word.small for word in sentence.words_in(who)[:2]] if who is not None else []
        if who is not None and not (language.capital_nouns and named[-1] in language.naming - language.determiners):
            return Attribution(*with_apposition(sentence, who), Span(first.start, first.end))
    return None


def _dashed(sentence: Clause, span: Marked) -> Attribution | None:
    """„…“ – Trainer Karl Maier war kaum zu halten: behind a dash an office and a name begin the writer's sentence."""
    dash = (
        re.match(r"[“”»«\"]?\s[–—]\s", sentence.text(span.end, sentence.end)) if sentence.language.verb_second else None
    )
    if dash is None:
        return None
    start = span.end + dash.end()
    who = noun_phrase(sentence, start)
    phrase = sentence.text(who.start, who.end) if who is not None else ""
    opened = not re.search(r"\w", sentence.text(sentence.start, span.outer_start))
    if who is None or not opened or not has_role(phrase, sentence.language) or not has_name(sentence, who):
        return None
    return Attribution(*with_apposition(sentence, who), Span(span.outer_end, start))


def _of_last(sentence: Clause, cue: Cue) -> bool:
    """Whether an outlet relays who spoke last: "приводит его слова РБК", "цитирует её агентство"."""
    near = sentence.words[max(0, cue.place - 2) : cue.place + 3]
    return any(word.small in sentence.language.possessives for word in near)


def _so_told(sentence: Clause, rest: Sequence[Word]) -> Attribution | None:
    """„…“, so beschreibt es der Wirt · „…“, so charakterisierte ihn X: behind "so" any verb of a person tells it."""
    language = sentence.language
    if not language.verb_second or len(rest) < _NOUN_REACH or rest[0].small != "so" or not language.unlisted:
        return None
    verb = rest[1]
    if verb.small in language.perfect and rest[2].small in language.pronouns - language.impersonal:
        return Attribution(Span(rest[2].start, rest[2].end), None, Span(verb.start, verb.end))  # "so hat er es gesagt"
    if not verb.text[0].islower() or not language.unlisted.fullmatch(verb.small) or verb.small in _grammar(language):
        return None
    following = rest[3 if rest[2].small in {"es", "ihn", "sie", "das", "sich"} and len(rest) > _NOUN_REACH else 2]
    who = noun_phrase(sentence, following.start)
    if who is None or not is_somebody(sentence, who):
        return None
    return Attribution(*with_apposition(sentence, who), Span(verb.start, verb.end))


def _unlisted(sentence: Clause, span: Marked, rest: Sequence[Word]) -> Attribution | None:
    """“…”, disparó el senador: straight after a comma any verb with a person behind it is one of saying.

    The form alone cannot tell a verb, so no word that belongs to the writer's grammar may stand in its place.
    """
    language = sentence.language
    inner = sentence.plain[: span.end - sentence.start].rstrip()
    gap = sentence.text(span.outer_end, rest[0].start)
    if not language.unlisted or not (
        gap.lstrip("”\"'’»").startswith((",", "،")) or inner.endswith((",", "?", "!", "…")) or span.dash
    ):
        return None
    told = _told_by_any(sentence, rest)
    if told is not None:
        return told
    lead = 0
    while lead < min(2, len(rest) - 1) and rest[lead].small in language.unlisted_lead:
        lead += 1
    verb = rest[lead]
    small = verb.text[0].islower() or language.verb_first
    if not language.unlisted.fullmatch(verb.small) or not small or verb.small in _grammar(language):
        return None
    place = sentence.words.index(verb)
    cue = Cue(verb.start, verb.end, place, place, verb.small, auxiliary=place - lead)
    subject = subject_after(sentence, cue)
    if subject is None and plain_order(language) and sentence.text(verb.end, sentence.end).strip(" )")[:1] in (".", ""):
        return Attribution(None, None, Span(verb.start, verb.end))  # "«…», comenzó."
    if subject is None or not is_somebody(sentence, subject[0]):
        return None
    return Attribution(subject[0], subject[1], Span(verb.start, verb.end))


def _told_by_any(sentence: Clause, rest: Sequence[Word]) -> Attribution | None:
    """“…,” she sighs · “…,” Ann Rowe deadpans: a subject, and a verb that closes or has an adjunct."""
    language = sentence.language
    if language.inverts or language.verb_first or not language.code:
        return None
    place = 1 if rest[0].small in language.pronouns - language.impersonal else 0
    while not place and (place := next((at for at, word in enumerate(rest) if not word.text[0].isupper()), 0)) == 0:
        return None
    if place >= len(rest) or re.search(r"\W\s?\W|[.;:]\s", sentence.text(rest[0].start, rest[place].start)):
        return None
    verb = rest[place]
    form = language.unlisted and language.unlisted.fullmatch(verb.small.removesuffix("s") + "es")
    formed = verb.small.endswith(("ed", "s")) and form is not None
    after = sentence.text(verb.end, sentence.end).lstrip()[:1] in (".", ",", "")
    following = rest[place + 1].small if place + 1 < len(rest) else ""
    if not formed or verb.small in _grammar(language) or not (after or following in language.prepositions):
        return None
    return Attribution(Span(rest[0].start, rest[place - 1].end), None, Span(verb.start, verb.end))


@cache
def _grammar(language: Language) -> frozenset[str]:
    """Return the words that are never a verb of saying."""
    return (
        language.determiners
        | language.prepositions
        | language.subordinators
        | language.pronouns
        | language.coordinators
        | language.adverbs
        | language.links
        | language.auxiliaries
        | language.finite
        | language.as_words
        | language.that_words
        | language.roles
        | language.organisations
    )


def _described(sentence: Clause, span: Marked, found: Sequence[Cue]) -> Attribution | None:
    """X called it “…”, an agency reports: the words are X's, whatever verb follows them."""
    content = sentence.plain[span.start - sentence.start : span.end - sentence.start]
    if not content.lstrip()[:1].islower():
        return None
    before = next((cue for cue in reversed(found) if cue.end <= span.outer_start), None)
    if before is None or re.search(rf"[.,;:{QUOTED}]", sentence.text(before.end, span.outer_start)):
        return None
    if before.small not in sentence.language.describing_cues:
        return None
    subject = subject_of(sentence, before, found)
    if subject is None or subject[0].start >= before.start:
        return None
    return Attribution(subject[0], subject[1], Span(before.start, before.end))


def _fronted(sentence: Clause, span: Marked, found: Sequence[Cue]) -> Attribution | None:
    """„Absurd“ nannte X die Vorwürfe · Als „absurd“ bezeichnete X das: German puts what something is called first."""
    language = sentence.language
    before = [word.small for word in sentence.words if word.end <= span.outer_start]
    if not language.capital_nouns or before not in ([], ["als"]):
        return None
    cue = next((cue for cue in found if cue.start >= span.outer_end), None)
    if cue is None or not cue.describing or sentence.text(span.outer_end, cue.start).strip(MARKS):
        return None
    subject = subject_after(sentence, cue)
    return Attribution(subject[0], subject[1], Span(cue.start, cue.end)) if subject is not None else None


def _with_words(sentence: Clause, span: Marked) -> Attribution | None:
    """Mit den Worten „…“ verließ X den Saal · X ging mit den Worten „…“: whose the words are that German names so."""
    language = sentence.language
    before = [word for word in sentence.words if word.end <= span.outer_start]
    lead = [word.small for word in before[-3:]]
    if not language.verb_second or lead not in (["mit", "den", "worten"], ["mit", "folgenden", "worten"]):
        return None
    cue = Span(before[-3].start, before[-1].end)
    if len(before) > len(lead):
        return None
    after = [word for word in sentence.words if word.start >= span.outer_end][:2]
    who = noun_phrase(sentence, after[1].start) if len(after) > 1 and after[0].text[0].islower() else None
    if who is None or not is_somebody(sentence, who):
        return None
    return Attribution(*with_apposition(sentence, who), cue)


def _judged(sentence: Clause, span: Marked) -> Attribution | None:
    """Excuses jugées « insuffisantes » par la Fédération: the agent of a participle before the marks."""
    language = sentence.language
    rest = [word for word in sentence.words if word.start >= span.outer_end][:2]
    if not plain_order(language) or len(rest) < 2 or rest[0].small not in language.agents:
        return None
    before = [word for word in sentence.words if word.end <= span.outer_start][-_PARTICIPLE_REACH:]
    told = next((word for word in reversed(before) if _is_participle(word.small, language)), None)
    if told is None or re.search(r"[^\s’”\"'»]", sentence.text(span.outer_end, rest[0].start)):
        return None
    who = noun_phrase(sentence, rest[1].start)
    noun = [word for word in sentence.words_in(who) if word.small not in language.determiners][:1] if who else []
    if who is None or not noun or not (noun[0].text[0].isupper() or has_role(noun[0].text, language)):
        return None  # "préoccupée" par | la situation
    return Attribution(*with_apposition(sentence, who), Span(told.start, told.end))


def _is_participle(small: str, language: Language) -> bool:
    """Whether a word is a participle of a verb of saying in any number and sex."""
    forms = {small, small.rstrip("s"), small.rstrip("s").removesuffix("e"), f"{small[:-1]}o"}
    return bool(forms & (language.participles | {form for form in language.describing_cues if form[-1:] in "éo"}))


def _verb_final(sentence: Clause, span: Marked, found: Sequence[Cue]) -> Attribution | None:
    """Während X von “…” spricht: in a German subordinate clause the verb stands last, and its subject first."""
    language = sentence.language
    cue = next((cue for cue in found if cue.start >= span.outer_end), None)
    if not language.verb_second or cue is None or sentence.text(span.outer_end, cue.start).strip(' “”»«"'):
        return None
    if sentence.text(cue.end, cue.end + 1).strip() not in ("", ",", ".", ";"):
        return None
    if cue.auxiliary < cue.place and sentence.words[cue.auxiliary].end <= span.outer_start:
        subject = subject_of(sentence, cue, found)  # "Der Rat hat den Plan als „dürftig“ kritisiert"
        return Attribution(*subject, Span(cue.start, cue.end)) if subject is not None else None
    for word in reversed([word for word in sentence.words if word.end <= span.outer_start]):
        if re.search(r"[,;:.]", sentence.text(word.end, span.outer_start)):
            return None
        if word.small in language.subordinators - language.determiners:
            who = noun_phrase(sentence, word.end)
            return Attribution(who, None, Span(cue.start, cue.end)) if who and who.end <= span.outer_start else None
        if word.small in language.relatives and re.search(r",\s*\Z", sentence.text(sentence.start, word.start)):
            holder = antecedent(sentence, word.start)  # "Rettenbacher, der das „…“ nannte"
            return Attribution(*holder, Span(cue.start, cue.end)) if holder else None
    return None


def _before(sentence: Clause, span: Marked, found: Sequence[Cue]) -> Attribution | None:
    """X said: “…” · X called it “…” · X, adding that it was “…”."""
    nearest = None
    for cue in reversed([cue for cue in found if cue.end <= span.outer_start]):
        if sentence.language.verb_first and (_is_aside(sentence, cue, span) or is_related(sentence, cue)):
            continue
        if nearest is not None and (
            is_anothers(cue, nearest, sentence.language) or is_answered(sentence, cue, nearest)
        ):
            continue
        subject = subject_of(sentence, cue, found)
        if subject is not None and _described_only(sentence, span, subject[0], cue):
            return None
        if subject is not None and not subject[0].start >= span.outer_start:
            return Attribution(subject[0], subject[1], Span(cue.start, cue.end))
        if nearest is None and sentence.language.pro_drop and not cue.gerund:
            nearest = cue
    if span.outer_start > sentence.start:  # a verb without a subject of its own still says that somebody spoke
        bare = (cue for cue in reversed(found) if cue.end <= span.outer_start and not cue.small.endswith("s"))
        only = nearest or next(bare, None)
        if only is not None:
            return Attribution(None, None, Span(only.start, only.end))
    return None


def _is_aside(sentence: Clause, cue: Cue, span: Marked) -> bool:
    """Whether a verb stands in a relative clause that a comma closes before the marks: "الذي | يتحدث في دبي، إن"."""
    words = sentence.words
    before = {word.small for word in words[max(0, cue.place - 2) : cue.place]}
    apart = sentence.text(sentence.start, cue.start).rstrip().endswith("،") and cue.small == words[cue.place].small
    related = bool(before & sentence.language.relatives) or (apart and not cue.gerund)
    led = [word.small for word in words[max(0, cue.place - 2) : cue.place]]  # "من دون أن يسمي أحدا،"
    related = related or (
        len(led) > 1 and led[0] in sentence.language.conjunctions and led[1] in sentence.language.that
    )
    return related and "،" in sentence.text(cue.end, span.outer_start)


def _described_only(sentence: Clause, span: Marked, subject: Span, cue: Cue) -> bool:
    """Whether marked words only say who spoke: “…,” said Ann Rowe, who has a “hold” rating on the stock."""
    language = sentence.language
    if language.inverts or subject.start < cue.end or QUOTED not in sentence.text(sentence.start, cue.start):
        return False
    between = sentence.words_in(Span(subject.end, span.outer_start))
    return any(word.small in RELATIVE | {"whose"} for word in between)


def _according(sentence: Clause) -> Attribution | None:
    for phrase, start, after in according_phrases(sentence):
        who = governed(sentence, after)
        if who is not None:
            named, office = with_apposition(sentence, who) if sentence.language.verb_first else (who, None)
            held = office == who  # "على حد تعبير ممثل المنظمة في السودان، | بيتر هوفمان"
            return Attribution(*(named, office) if held else (who, None), Span(start, start + len(phrase)))
    return None


def _noun(sentence: Clause, span: Marked) -> Attribution | None:
    """The dismissal by X of ... as “…” · X's claim that ... “…”; "by" tells more than a possessive."""
    nouns = [
        place
        for place, word in enumerate(sentence.words)
        if word.end <= span.outer_start and word.small in sentence.language.cue_nouns
    ]
    for find in (_by, _possessor):
        for place in reversed(nouns):
            who = find(sentence, place, span.outer_start)
            if who is not None:
                word = sentence.words[place]
                return Attribution(who, None, Span(word.start, word.end))
    return None


def _by(sentence: Clause, place: int, limit: int) -> Span | None:
    words = sentence.words[place + 1 :]
    if not words or words[0].small not in sentence.language.agents:
        return None
    who: list[Word] = []
    for word in words[1:]:
        ended = bool(who) and word.small in sentence.language.prepositions | sentence.language.links
        if word.start >= limit or (ended and who[-1].small not in sentence.language.determiners):
            break
        who.append(word)
    return Span(who[0].start, who[-1].end) if who else None


def _possessor(sentence: Clause, place: int, _limit: int) -> Span | None:
    before = sentence.words[place - 1] if place else None
    if before is None or not before.text[0].isupper() or before.small.rstrip("'") in sentence.language.elisions:
        return None
    name = re.sub(r"['’]s?\Z", "", before.text)
    return Span(before.start, before.start + len(name)) if name != before.text else None
