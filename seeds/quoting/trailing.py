"""What a verb behind a comma, or one that breaks in, reports: "Prices will rise, X said", "Rates, X said, will"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic_clauses import is_adjunct
from seeds.quoting.articleless import has_cases
from seeds.quoting.bounds import is_described_first, is_somebody
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, cues
from seeds.quoting.contents import SHORTEST, Report, has_clause, that_after, trimmed
from seeds.quoting.endings import closes
from seeds.quoting.implied import announcer, in_mood, someone
from seeds.quoting.phrases import Subject, comma_parts, has_name, has_role, is_verb, plain_order
from seeds.quoting.places import straight_within, within
from seeds.quoting.subjects import goes_on_behind, subject_after, subject_before
from seeds.quoting.verb_first import begins_anew

_MANNER: Final = 2
_LONGEST_TAIL: Final = 12
# When and where something was said, before the comma behind which it goes on.
_OCCASION: Final = re.compile(r"\s(?:во?|на|при|по|после|перед|накануне|сегодня|вчера)(?:\s[^\s,;:.]+){0,4},\s+")
_ADJUNCT: Final = re.compile(r"(?:\s[^\s,;:.]+){1,7},\s+")
_LONGEST_ASIDE: Final = 3


def trailing(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield "Prices will rise, X said." and "Prices will rise, said X."."""
    language = sentence.language
    for cue in said:
        if (
            cue.describing
            or cue.gerund
            or (cue.small not in language.plain_cues and cue.small not in language.listed("told_behind"))
        ):
            continue
        if _is_nobodys(sentence, cue) or that_after(sentence, cue) is not None:
            continue
        first = sentence.words[min(cue.place, cue.auxiliary)]
        comma = sentence.start + max(sentence.text(sentence.start, first.start).rfind(mark) for mark in (", ", "، "))
        lead = [word for word in sentence.words if comma < word.start < first.start]
        if comma < sentence.start or _leads_on(lead, language):
            continue
        inverted = cue.small not in language.listed("telling") and all(
            word.small in language.auxiliaries | language.coordinators for word in lead
        )
        if (has_cases(language) and (not inverted or _has_subject(sentence, comma))) or _is_joined(first, language):
            continue
        subject = _who_closes(sentence, cue, inverted=inverted)
        inverted = inverted and not (subject and subject[1] and subject[0].end <= cue.start and not language.inverts)
        by_nobody = subject is None and cue.small in language.with_it  # "hieß es"
        if subject is None and (by_nobody or (inverted and language.pro_drop)):
            yield from _without_subject(sentence, cue, comma, by_nobody=by_nobody)
            continue
        if subject is None or (not inverted and subject[0].start < comma):
            if subject is None or subject[1] is None:
                continue
            first_part = min(subject[0].start, subject[1].start)
            comma = sentence.start + sentence.text(sentence.start, first_part).rfind(", ")
            if comma < sentence.start:
                continue
        second = _second_part(sentence, cue, subject, inverted=inverted)
        if second is None and not inverted and _tail_length(sentence, cue.end) > _LONGEST_TAIL:
            continue
        content = trimmed(sentence, _after_heading(sentence, comma), comma)
        if (
            second is not None
            and content is not None
            and subject[0].start >= content.end
            and QUOTED not in sentence.masked
        ):
            pieces = [second] if _only_leads(sentence, content) else [content, second]
            for number, piece in enumerate(pieces, 1):
                yield Report(piece, subject[0], subject[1], Span(cue.start, cue.end), segment=number)
            return
        if content is None or (inverted and _is_chain(sentence, cue, comma, subject[0])):
            continue
        if not _may_be_said(sentence, cue, content):
            continue
        if _is_subjects(sentence, content, subject, lead, inverted=inverted):
            continue
        if (
            inverted
            and language.inverts
            and not (language.mood and in_mood(sentence, content.start, content.end))  # "…, begründete sie das Urteil"
            and not _opens_with_that(sentence, content)
            and not closes(sentence, max(cue.end, subject[0].end, subject[1].end if subject[1] else 0))
        ):
            continue
        following = sentence.text(cue.end, cue.end + 3).lstrip()[:1]
        if not inverted and following and following in f':{QUOTED}“«„"':
            continue
        who_speaks = _is_subject(sentence, cue, content) if inverted else _describes(sentence, content)
        if not (
            _is_occasion(sentence, content)
            or (who_speaks and not _stands_behind(sentence, cue, subject[0]))
            or subject[0].start < content.end
        ):
            at = sentence.words_in(content)[0].end + 1 if _opens_with_that(sentence, content) else content.start
            yield Report(Span(at, content.end), subject[0], subject[1], Span(cue.start, cue.end))


def _is_subjects(sentence: Clause, content: Span, subject: Subject, lead: Sequence[Word], *, inverted: bool) -> bool:
    """Whether what stands before a verb is who speaks: "A nurse, who gave no name, said | it was a joke".

    "La sindaca di Taranto, Lucia Semeraro, | lo ha ribadito"; in English another verb goes on behind the first.
    """
    if inverted and not sentence.language.inverts and _goes_on(sentence, subject):
        return True
    return bool(lead) and lead[0].small in sentence.language.pointing and _is_somebody(sentence, content)


def _goes_on(sentence: Clause, subject: Subject) -> bool:
    """Whether what follows an English verb is no speaker behind it, for a verb of its own goes on with it."""
    end = max(part.end for part in subject if part is not None)
    after = next((word for word in sentence.words if word.start >= end), None)
    if after is None or sentence.text(end, after.start).strip():
        return False
    return after.text[0].islower() and (after.small in sentence.language.finite or "n't" in after.small)


def _is_somebody(sentence: Clause, content: Span) -> bool:
    """Whether a stretch is but an office and whoever holds it."""
    parts = comma_parts(sentence, content.start, content.end)
    office = bool(parts) and has_role(sentence.text(parts[0].start, parts[0].end), sentence.language)
    words = sentence.words_in(content)
    verb = any(is_verb(word, sentence.language) or word.small in sentence.language.perfect for word in words)
    return office and not verb and len(parts) > 1 and has_name(sentence, parts[-1])


def _opens_with_that(sentence: Clause, content: Span) -> bool:
    """Whether German puts a clause with "that" before the verb that tells it: "Dass es stockt, | räumte er ein"."""
    return sentence.language.verb_second and sentence.words_in(content)[0].small in sentence.language.that_words


def _is_nobodys(sentence: Clause, cue: Cue) -> bool:
    """Whether a verb of hearsay has no source behind it: "trapela", but "trapela | da ambienti investigativi"."""
    if cue.small not in sentence.language.hearsay:
        return False
    first = next((word.small for word in sentence.words if word.start >= cue.end), "")
    return first not in sentence.language.within or within(sentence, cue) is None


def _leads_on(lead: Sequence[Word], language: Language) -> bool:
    """Whether the words between a comma and a verb begin another clause, and no attribution.

    "The evidence piled up, | and Putin had hinted as much", "i genitori, | che hanno annunciato un esposto".
    """
    if not lead:
        return False
    if language.verb_first:
        told = language.auxiliaries | language.adverbs  # else its subject stands before it, as in no attribution
        return any(word.small not in told for word in lead) or begins_anew(lead, language)
    if language.verb_second:
        opens = language.prepositions - language.determiners | language.relatives
        return (
            lead[0].small in opens and lead[-1].small in language.impersonal
        )  # "verlas einen Brief, | in dem es hieß"
    joined = len(lead) > 1 and lead[0].small in language.coordinators and not language.inverts
    return joined or (plain_order(language) and lead[0].small in language.relatives)


def _is_chain(sentence: Clause, cue: Cue, comma: int, after: Span) -> bool:
    """Whether a person does one thing after another: "Il vecchio annuisce, indica | il mare e torna"."""
    language = sentence.language
    if language.pro_drop and plain_order(language) and after.start > comma and _is_object(sentence, cue, after):
        return True
    known = has_role(sentence.text(after.start, after.end), language)
    if known or not plain_order(language) or any(word.text[0].isupper() for word in sentence.words_in(after)):
        return False
    joined = any(word.small in sentence.language.coordinators for word in sentence.words_in(after))
    return joined and someone(sentence, comma) is not None


def _is_object(sentence: Clause, cue: Cue, after: Span) -> bool:
    """Whether a bare noun behind a verb in the singular is what somebody announces: "annuncia | opposizione"."""
    first, language = sentence.words_in(after)[0], sentence.language
    begun = first.small in language.determiners | language.pronouns or first.small.endswith("'")
    return first.text[0].islower() and not begun and not cue.small.endswith(("no", "n", "nt", "m"))


def _is_joined(word: Word, language: Language) -> bool:
    """Whether an Arabic verb begins another clause by its conjunction: "لقب بالشيخ، | وروى في كتابه"."""
    return language.verb_first and word.small not in language.cues


def _describes_itself(sentence: Clause, cue: Cue) -> bool:
    """Whether all before a verb is its subject and what is set off behind it: "I due, difesi da Ivo Rosi, | negano"."""
    subject = subject_before(sentence, cue) if plain_order(sentence.language) else None
    closed = sentence.text(sentence.start, sentence.words[min(cue.place, cue.auxiliary)].start).count(",") > 1
    return subject is not None and closed and subject[0].start == sentence.words[0].start


def _may_be_said(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether what stands before a verb can be what was said."""
    if QUOTED in sentence.masked and len(sentence.words_in(content)) < SHORTEST:
        return False  # "He was, his lawyer said, “a boy”"
    if sentence.language.verb_first and is_adjunct(sentence, content):
        return False  # "في قرية بيت دجن شرق نابلس، | يشير المزارع إلى"
    clause = has_clause(sentence, content) or _needs_content(sentence, cue, content)
    return clause and not is_described_first(sentence, content)


def _stands_behind(sentence: Clause, cue: Cue, phrase: Span) -> bool:
    """Whether a name or an office follows a Russian verb: then nothing before it is the subject."""
    known = has_name(sentence, phrase) or has_role(sentence.text(phrase.start, phrase.end), sentence.language)
    return known and has_cases(sentence.language) and phrase.start > cue.start


def _after_heading(sentence: Clause, end: int) -> int:
    """Return where a clause begins behind words without a verb and a colon: "Incendio in fabbrica: | nessun ferito"."""
    language = sentence.language
    colon = sentence.text(sentence.start, end).find(": ")
    if colon < 0 or not plain_order(language):
        return sentence.start
    before = sentence.words_in(Span(sentence.start, sentence.start + colon))
    heading = before and not any(is_verb(word, language) or word.small in language.perfect for word in before)
    return sentence.start + colon + 1 if heading else sentence.start


def _has_subject(sentence: Clause, comma: int) -> bool:
    """Whether a comma before a verb closes a parenthesis behind its subject: "Следствие, однако, настаивает"."""
    parts = comma_parts(sentence, sentence.start, comma)
    words = sentence.words_in(parts[-1])
    aside = sentence.language.prepositions | sentence.language.adverbs | sentence.language.as_words
    return len(parts) > 1 and bool(words) and words[0].small in aside and len(words) <= _LONGEST_ASIDE


def _who_closes(sentence: Clause, cue: Cue, *, inverted: bool) -> Subject | None:
    """Return the subject of a verb that closes a sentence; `inverted` says that it follows its verb."""
    language = sentence.language
    if goes_on_behind(sentence, cue) if inverted else language.verb_second:
        return None
    subject = (subject_before(sentence, cue) if _pronoun_inside(sentence, cue) else None) or (
        (straight_within(sentence, cue) or subject_after(sentence, cue)) if inverted else subject_before(sentence, cue)
    )
    if not inverted and plain_order(language) and subject is not None and subject[0].start < cue.start:
        return None  # "La grève continue, | le trafic reprend lundi"
    if subject is None and not inverted and language.inverts and cue.auxiliary < cue.place:
        return subject_after(sentence, cue)
    if subject is None and inverted and not language.inverts:
        named = subject_before(sentence, cue)  # "…, the region's governor, Ivan Bilyk, wrote"
        return named if named is not None and named[1] is not None else None
    return within(sentence, cue) if subject is None and inverted and language.within else subject


def _only_leads(sentence: Clause, content: Span) -> bool:
    """Whether what stands before "X said," only leads over: "But, the senator went on, ..."."""
    language = sentence.language
    if language.verb_second and _is_occasion(sentence, content):
        return True  # "Auf die Frage, wann es so weit sei, antwortete sie, das"
    return all(word.small in language.coordinators | language.adverbs for word in sentence.words_in(content))


def _tail_length(sentence: Clause, start: int) -> int:
    """Return how many words follow up to a comma: "told Reuters, speaking on condition of anonymity"."""
    rest = sentence.text(start, sentence.end)
    comma = rest.find(", ")
    end = start + comma if comma >= 0 else sentence.end
    return len(sentence.words_in(Span(start, end)))


def _without_subject(sentence: Clause, cue: Cue, comma: int, *, by_nobody: bool) -> Iterator[Report]:
    """Yield what a verb behind a comma reports that leaves its subject out, or has none."""
    if _tells_how(sentence, cue):
        return
    if by_nobody or sentence.text(cue.end, cue.end + 1) in (",", "."):
        yield from () if _describes_itself(sentence, cue) else _left_out(sentence, cue, comma)
        return
    colon = sentence.text(sentence.start, comma).rfind(": ")
    first = next((word.small for word in sentence.words if word.start >= cue.end), "")
    adjunct = _ADJUNCT.match(sentence.text(cue.end, sentence.end)) if plain_order(sentence.language) else None
    if colon > 0 and adjunct is not None and first in sentence.language.prepositions:
        longer = cue._replace(end=cue.end + len(adjunct.group().rstrip(" ,")))
        yield from _left_out(sentence, longer, comma)  # "…: nel piano, | ha anticipato agli analisti, | la spesa"
    else:
        yield from _by_itself(sentence, cue, comma)


def _tells_how(sentence: Clause, cue: Cue) -> bool:
    """Whether but an infinitive that says how follows marked words and a verb: "«…», acrescenta, | a sorrir"."""
    form = sentence.language.infinitive_beside
    if form is None or QUOTED not in sentence.text(sentence.start, cue.start):
        return False
    rest = [word.small for word in sentence.words if word.start >= cue.end]
    return len(rest) == _MANNER and rest[0] == "a" and form.fullmatch(rest[1]) is not None


def _by_itself(sentence: Clause, cue: Cue, comma: int) -> Iterator[Report]:
    """Yield "La compañía ganó 3 millones, informó hoy a la CNMV": what a body says of itself to somebody."""
    language = sentence.language
    following = [word for word in sentence.words if word.start >= cue.end]
    while following and following[0].small in language.adverbs:
        following.pop(0)
    body = someone(sentence, comma)
    content = trimmed(sentence, sentence.start, comma)
    if not following or following[0].small not in language.prepositions or body is None or content is None:
        return
    head = next((word for word in sentence.words_in(body[0]) if word.small not in language.determiners), None)
    if head is not None and head.small in language.organisations and has_clause(sentence, content):
        yield Report(content, *body, Span(cue.start, cue.end))


def _left_out(sentence: Clause, cue: Cue, comma: int) -> Iterator[Report]:
    """Yield "I voli, ha aggiunto, riprenderanno": the verb leaves its subject out."""
    language = sentence.language
    colon = sentence.text(sentence.start, comma).rfind(": ") if plain_order(language) else -1
    announced = announcer(sentence, sentence.start + colon, cues(sentence)) if colon > 0 else None
    who, apposition = announced[0] if announced else (None, None)
    content = trimmed(sentence, sentence.start + colon + 1, comma)
    it = r"(?:\s+es(?:\s[^\s,;:.]+){0,5})?" if language.verb_second else ""  # "Man werde, hieß es | am Abend, den Fall"
    after = re.match(it + r",\s+", sentence.text(cue.end, sentence.end))
    second = trimmed(sentence, cue.end + after.end(), sentence.end) if after else None
    if second is not None and plain_order(language) and _hangs(sentence, second):
        second = None
    verbal = content is not None and is_verb(sentence.words_in(content)[0], sentence.language)
    if content is not None and (second is not None or verbal or has_clause(sentence, content)):
        yield Report(content, who, apposition, Span(cue.start, cue.end))
        shortest = SHORTEST - 1 if plain_order(language) and not has_clause(sentence, content) else SHORTEST
        if second is not None and is_verb(sentence.words_in(second)[0], language):
            shortest = min(shortest, SHORTEST - 1)  # "Le speranze di trovarli vivi, ammette, | sono poche"
        if second is not None and len(sentence.words_in(second)) >= shortest:
            yield Report(second, who, apposition, Span(cue.start, cue.end), segment=2)


def _second_part(sentence: Clause, cue: Cue, subject: tuple[Span, Span | None], *, inverted: bool) -> Span | None:
    """Return what is said after a verb that breaks in: "The museum, Mr. Obama said, | would tell the truth"."""
    language = sentence.language
    end = max(cue.end, subject[0].end, subject[1].end if subject[1] else 0) if inverted else cue.end
    rest = sentence.text(end, sentence.end)
    after = re.match(r",\s+", rest)
    if after is None and inverted and has_cases(language):
        after = _OCCASION.match(rest)  # "подчеркнула она | в четверг, |"
    if after is None and inverted and plain_order(language):
        first = next((word for word in sentence.words if word.start >= end), None)
        led = first is not None and first.small in language.prepositions - language.determiners | language.adverbs
        after = _ADJUNCT.match(rest) if led else None  # "fa sapere l'Anas | in una nota, | riaprirà lunedì"
    if after is None and inverted and language.mood:
        after = _ADJUNCT.match(rest)  # "betonte eine Sprecherin | auf Nachfrage, |"
        told = in_mood(sentence, sentence.start, cue.start)
        if after is not None and not (told and in_mood(sentence, end + after.end(), sentence.end)):
            after = None
    if after is None:
        return None
    start = end + after.end()
    following = next((word for word in sentence.words if word.start >= start), None)
    if (
        following is None
        or following.small in language.tail
        or following.small in language.gerunds
        or (
            following.small.endswith("ing")
            and not _only_leads(sentence, Span(sentence.start, min(cue.start, subject[0].start)))
        )
    ):
        return None
    if (
        following.small in language.cues
        or following.small in language.as_words
        or (plain_order(language) and following.small in language.relatives)
        or following.small in {"who", "which", "including"}
    ):
        return None
    content = trimmed(sentence, start, sentence.end)
    if content is None:
        return None
    shortest = 1 if language.bare_nouns else SHORTEST
    words = sentence.words_in(content)
    if language.verb_second and inverted and not any(word.small in _verbs(language) for word in words):
        return None  # "wirbt Jana Seidel, 38, | für sich"
    if not inverted or not language.inverts or language.bare_nouns or language.verb_second or language.verb_first:
        return content if len(words) >= shortest else None
    # After "dijo Ana Ruiz," who relays her or where she said it is no second half; a clause is.
    said_before = sentence.words_in(Span(sentence.start, cue.start))
    leads = bool(words) and words[0].small in language.coordinators | language.that_words
    goes_on = leads or any(is_verb(word, language) for word in words[:_LONGEST_TAIL])
    whole = any(is_verb(word, language) for word in said_before)
    passive = len(words) > 1 and words[1].small in language.agents
    if (
        passive
        or (plain_order(language) and _hangs(sentence, content))
        or not (goes_on or (not whole and len(words) >= SHORTEST))
    ):
        return None
    return content if len(words) > 1 else None


@cache
def _verbs(language: Language) -> frozenset[str]:
    """Return every listed form of a verb."""
    return language.finite | language.mood | language.cues | language.perfect | language.acting


def _hangs(sentence: Clause, content: Span) -> bool:
    """Whether words after a comma say how or when, and are no second half of what was said."""
    language, first = sentence.language, sentence.words_in(content)[0]
    leads = language.prepositions - language.determiners | language.subordinators | language.as_words
    return first.small in leads - language.that_words or first.text.startswith(QUOTED)


def _is_occasion(sentence: Clause, content: Span) -> bool:
    """Whether what stands before a verb is a source, or says when: "Auf die Frage, ob er bleibe, | sagte"."""
    language, words = sentence.language, sentence.words_in(content)
    if sentence.text(content.start, content.end).lower().startswith(language.according):
        return True
    if not language.verb_second or words[0].small not in language.prepositions:
        return False
    comma = sentence.text(content.start, content.end).find(",")
    first = sentence.words_in(Span(content.start, content.start + comma)) if comma > 0 else []
    verbs = language.finite | language.mood | language.cues
    return bool(first) and not any(
        word.text[0].islower() and (word.small in verbs or word.small.endswith(("t", "te", "ten"))) for word in first
    )


def _is_subject(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether what stands before ", said" is who says it: "A neighbour, who asked not to be named, said"."""
    subject = subject_before(sentence, cue)
    if subject is None:
        return False
    if sentence.language.bare_nouns and subject[1] is None:
        return False  # without articles a clause may look like a noun phrase
    if sentence.language.inverts and subject[1] is None and "," not in sentence.text(content.start, content.end):
        return False  # no single comma parts a subject from its verb
    if plain_order(sentence.language) and _only_relative(sentence, content):
        return True  # "Luís Cabaço, que falava no Porto, | desafiou o Governo"
    objects = sentence.language.addressing | sentence.language.describing_cues
    after = subject_after(sentence, cue) if plain_order(sentence.language) else None
    if after is not None and cue.small not in objects and is_somebody(sentence, after[0]):
        return False  # "L'opération, qui vaut 18 millions, sera close en mai, précise | l'entreprise"
    first = min((part for part in subject if part), key=lambda part: part.start)
    return first.start <= content.start and sentence.text(first.end, content.end).lstrip()[:1] in (",", "")


def _only_relative(sentence: Clause, content: Span) -> bool:
    """Whether a stretch is somebody, and behind the first comma a relative clause: no verb of its own stands there."""
    language = sentence.language
    first, *more = comma_parts(sentence, content.start, content.end)
    words = sentence.words_in(Span(more[0].start, content.end)) if more else []
    verbs = any(is_verb(word, language) or word.small in language.perfect for word in sentence.words_in(first))
    return len(more) == 1 and bool(words) and words[0].small in language.relatives and not verbs


def _pronoun_inside(sentence: Clause, cue: Cue) -> bool:
    return any(word.small in sentence.language.pronouns for word in sentence.words[cue.auxiliary + 1 : cue.place])


def _describes(sentence: Clause, content: Span) -> bool:
    """Whether what stands before a subject and its comma says who that is: "Députée depuis 2017, | Ana Roy assure"."""
    language, words = sentence.language, sentence.words_in(content)
    return (
        language.inverts
        and words[0].small in language.roles
        and not any(word.small in language.finite for word in words)
    )


def _needs_content(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether nothing but time and place follows a verb: then what stands before it was said, its own verb unlisted."""
    language, words = sentence.language, sentence.words_in(content)
    if language.inverts or len(words) <= SHORTEST or words[0].small.endswith(("ing", "ed")):
        return False
    following = next((word.small for word in sentence.words if word.start >= cue.end), "")
    return words[0].small not in language.prepositions | language.subordinators and (
        not following or following in language.adverbs | language.prepositions
    )
