"""Who says: the noun phrase that is the subject of a reporting verb, before it or after it, and its apposition."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting import arabic_clauses, verb_first
from seeds.quoting.appositions import up_to_holder, with_apposition
from seeds.quoting.arabic_agreement import disagrees
from seeds.quoting.arabic_holders import relayed_source
from seeds.quoting.arabic_holders import up_to_holder as up_to_arabic_holder
from seeds.quoting.arabic_phrases import is_governed
from seeds.quoting.articleless import from_nominative, has_cases, is_cased_verb, quoted_person
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, cues
from seeds.quoting.clefts import clefted
from seeds.quoting.inversion import after_quote, aside_after, body_behind, enclitic, without_adjuncts
from seeds.quoting.labels import ends_in_label, is_complement, unlabelled, up_to_name
from seeds.quoting.phrases import (
    LONGEST_PHRASE,
    Subject,
    comma_parts,
    has_name,
    has_role,
    is_adverbial,
    is_name,
    is_noun_phrase,
    is_verb,
    last_phrase,
    noun_phrase,
    noun_phrase_end,
    opening,
    plain_order,
    up_to_verb,
)
from seeds.quoting.places import straight_within, within
from seeds.quoting.quoted_as import quoted_as
from seeds.quoting.subject_parts import is_told, named_behind_that, set_off, shared_subject, subject_among
from seeds.quoting.verb_first import head_subject, is_owned_object, is_thing, without_object
from seeds.quoting.verb_second import behind_anybody, cited, goes_before, opens_document, owner, without_outlet

_PERFECT: Final = "قد"
# "ويضيف | وقد خنقته العبرات": what the speaker, named before, went through meanwhile.
_MEANWHILE: Final = "وقد"
_RELATIVE_REACH: Final = 5
_LONGEST_LED: Final = 2


@lru_cache(maxsize=64)
def subject_of(sentence: Clause, cue: Cue, found: Sequence[Cue]) -> Subject | None:
    """Return the subject of a cue: beside it, else the one it shares with an earlier cue ("said ... and added")."""
    language, words = sentence.language, sentence.words
    subject: Subject | None
    told_by = arabic_clauses.told_of(sentence, cue) if language.verb_first else _agent(sentence, cue)
    if told_by is not None:
        return told_by
    whom = cited(sentence, cue)
    if whom is not None:
        return with_apposition(sentence, whom)
    inside = opens_document(sentence, cue)
    if inside is not None:
        return antecedent(sentence, inside.start)
    relative = relative_of(sentence, cue)
    if relative is not None:
        subject = antecedent(sentence, relative.start)
        if subject is not None:
            return subject
    if cue.gerund:
        return clefted(sentence, cue) or _earlier(sentence, cue, found) or subject_of_participle(sentence, cue)
    document = verb_first.of_document(sentence, cue) if language.verb_first else None
    if document is not None:
        return document
    if language.verb_first:
        subject, earlier = subject_after(sentence, cue), _whole_before(sentence, cue)
        perfect = cue.place > 1 and words[cue.place - 1].small == _PERFECT  # "كان ناقد | قد وصف"
        topical = _is_topical(words, cue)
        reached = min(part.start for part in subject if part is not None) if subject is not None else cue.end
        apart = cue.small not in language.relaying and re.search(r"\w", sentence.text(cue.end, reached)) is not None
        thing = earlier is not None and subject is not None and is_thing(sentence, subject[0], earlier[0])
        if subject is not None and arabic_clauses.is_called_upon(sentence, cue, subject[0]):
            subject = _earlier(sentence, cue, found) or subject
        if subject is None or (earlier is not None and (perfect or topical or apart or thing)):
            joined = subject is None and words[cue.place].small != cue.small  # "قللت الخارجية من شأنها | ووصفتها"
            subject = (verb_first.subject_joined(sentence, cue.start) if joined else None) or earlier or subject
            subject = subject or arabic_clauses.of_indefinite(sentence, cue)
    else:
        subject = subject_before(sentence, cue)
        subject = _by_case(sentence, cue, subject)
        if subject is not None and _is_there(sentence, subject[0]):
            subject = next(
                (body for other in found if other.place < cue.place and (body := within(sentence, other))), subject
            )
        if (
            subject is None
            and (language.bare_nouns or (plain_order(language) and language.pro_drop))
            and _joined_by_and(sentence, cue)
        ):
            subject = _earlier(sentence, cue, found) or shared_subject(sentence, cue)
        if subject is None and language.within and not plain_order(language):
            subject = within(sentence, cue)
        shared = language.verb_second and cue.auxiliary == cue.place and _joined_by_and(sentence, cue)
        if language.joining and goes_on_behind(sentence, cue):
            subject, shared = None, True
        if subject is None and shared:
            subject = _earlier(sentence, cue, found) or _first_subject(
                sentence
            )  # "Der Rat tobte und | nannte das „Hohn“"
        if subject is None and not (shared and cue.describing) and (language.inverts or after_quote(sentence, cue)):
            subject = subject_after(sentence, cue)
        if subject is None and plain_order(language):
            subject = within(sentence, cue) or named_behind_that(sentence, cue)
    goes_on = plain_order(language) and sentence.text(sentence.start, cue.start).rstrip().endswith((":", ";"))
    if subject is None and (goes_on or _coordinated(sentence, cue)):
        return _earlier(sentence, cue, found) or _first_subject(sentence)
    return subject or _of_main(sentence, cue) or subject_of_participle(sentence, cue)


def _whole_before(sentence: Clause, cue: Cue) -> Subject | None:
    """Return an Arabic subject before its verb, its place too: "السفيرة | في الرباط دوبرا فيشر | فقالت"."""
    subject = subject_before(sentence, cue)
    if subject is None or subject[1] is not None or subject[0].end > cue.start:
        return subject
    whole = up_to_arabic_holder(sentence, subject[0])
    return (whole, None) if subject[0].end < whole.end <= cue.start else subject


def _of_main(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the sentence's subject for a relative clause that leaves its own out: "…, | a los que calificó de"."""
    language, words = sentence.language, sentence.words
    if not (language.pro_drop and plain_order(language)):
        return None
    place = min(cue.place, cue.auxiliary) - 1
    near = [word.small for word in words[max(0, place - _LONGEST_LED) : place + 1]]
    governed = len(near) > 1 and near[-1] in language.relatives | language.that_words
    led = governed and any(small in language.prepositions for small in near[:-1])
    return _first_subject(sentence) if led else None


def _is_topical(words: Sequence[Word], cue: Cue) -> bool:
    """Whether an Arabic sentence names its topic first: "أما النقابي | فوصف", "أما النقابي | فقد وصف"."""
    near = words[max(0, cue.place - 1) : cue.place + 1]
    return words[0].small in verb_first.TOPICAL and any(word.small.startswith("ف") for word in near)


def _behind_clause(sentence: Clause, cue: Cue) -> bool:
    """Whether a comma and a whole clause stand before a verb: "Корма подорожали, | напоминает председатель"."""
    before = sentence.text(sentence.start, cue.start).rstrip()
    if not before.endswith((",", "—", "–")):
        return False
    parts = comma_parts(sentence, _clause_start(sentence, sentence.start + len(before)), sentence.start + len(before))
    words = sentence.words_in(parts[-1]) if parts else []
    if not words or words[0].small in sentence.language.subordinators | sentence.language.relatives:
        return False
    return any(is_cased_verb(word, sentence.language) for word in words)


def _breaks_in(sentence: Clause, cue: Cue) -> bool:
    """Whether a verb with its pronoun breaks into what is said: "Вирус, | предупредил он, «не читает»"."""
    words, before = sentence.words, sentence.text(sentence.start, cue.start).rstrip()
    after = words[cue.last + 1].small if cue.last + 1 < len(words) else ""
    return before.endswith((",", "—", "–")) and after in sentence.language.pronouns


def _by_case(sentence: Clause, cue: Cue, subject: Subject | None) -> Subject | None:
    """Return the subject of a Russian verb where what stands before it is none, or whom it is told; else as it is."""
    told = subject is not None and is_told(sentence, subject[0], cue)
    if not has_cases(sentence.language) or not (
        subject is None or told or _behind_clause(sentence, cue) or _breaks_in(sentence, cue)
    ):
        return subject
    behind = straight_within(sentence, cue) or _known_after(sentence, cue, told=told)
    return behind or (within(sentence, cue) if told else None) or subject


def _known_after(sentence: Clause, cue: Cue, *, told: bool) -> Subject | None:
    """Return who stands behind a verb, if it has an office or a full name; `told` says that another was told it."""
    breaks_in = _breaks_in(sentence, cue)
    subject = subject_after(sentence, cue) if told or breaks_in or _behind_clause(sentence, cue) else None
    if subject is None or breaks_in:
        return subject
    known = has_name(sentence, subject[0]) or has_role(
        sentence.text(subject[0].start, subject[0].end), sentence.language
    )
    return subject if known else None


def _is_there(sentence: Clause, phrase: Span) -> bool:
    """Whether a subject is but the place where a body was named: "В Минфине не согласны: | там настаивают"."""
    return has_cases(sentence.language) and sentence.text(phrase.start, phrase.end).lower() in {"там", "тут", "здесь"}


def _agent(sentence: Clause, cue: Cue) -> Subject | None:
    """Return who does what a passive says: "was told by Judge Ann Rowe that"."""
    language, words = sentence.language, sentence.words
    after = cue.last + 1
    quoted = quoted_as(sentence, cue)
    if quoted is not None:
        return quoted
    if language.inverts or after >= len(words) or words[after].small not in language.agents:
        return None
    if not any(word.small in language.passive for word in words[max(0, cue.place - 3) : cue.place]):
        return None
    phrase = noun_phrase(sentence, words[after].end)
    return with_apposition(sentence, phrase) if phrase is not None and is_noun_phrase(sentence, phrase) else None


def relative_of(sentence: Clause, cue: Cue) -> Word | None:
    """Return the relative pronoun after a comma that is a verb's subject: "Ana Ruiz, que habló de «farsa»"."""
    language, words = sentence.language, sentence.words
    place = min(cue.place, cue.auxiliary) - 1
    while place > 0 and words[place].small not in language.relatives and is_adverbial(words[place], language):
        place -= 1
    if plain_order(language):
        near = range(place, max(0, place - _RELATIVE_REACH), -1)
        back = next((back for back in near if words[back].small in language.relatives), place)
        adjunct = back < place and words[back + 1].small in language.prepositions
        inside = sentence.text(words[back].end, words[place].end)
        place = back if adjunct and not re.search(r"[,;:]", inside) else place  # "che sui social | ha scritto"
    if place <= 0 or words[place].small not in language.relatives:
        return None
    gap = sentence.text(words[place - 1].end, words[place].start).strip()
    straight = language.verb_first and not gap and place == cue.place - 1  # "إفادة المهندس سليم نعمة | الذي قال"
    return words[place] if gap in (",", "،") or straight else None


def antecedent(sentence: Clause, start: int) -> Subject | None:
    """Return whom a relative pronoun at `start` stands for: the person or body before the comma."""
    end = sentence.start + len(sentence.text(sentence.start, start).rstrip(" ,،"))
    parts = comma_parts(sentence, _clause_start(sentence, end), end)
    if not parts:
        return None
    if sentence.language.verb_first:
        return verb_first.antecedent(sentence, parts[-1])
    phrase = last_phrase(sentence, parts[-1])
    if phrase is None or any(is_verb(word, sentence.language) for word in sentence.words_in(phrase)):
        phrase = _behind_preposition(sentence, parts[-1]) or phrase
    if phrase is None:
        return None
    if len(parts) > 1 and is_name(sentence, phrase):
        office = last_phrase(sentence, parts[-2])
        if office is not None and has_role(sentence.text(office.start, office.end), sentence.language):
            return phrase, office
    bracket = sentence.text(phrase.start, phrase.end).find(" (")
    if bracket > 0:
        holder = with_apposition(sentence, Span(phrase.start, phrase.start + bracket))
        if holder[1] is not None:
            return holder  # "la maire (EELV) Solène Abiven, | qui"
    named = any(word.text[0].isupper() for word in sentence.words_in(phrase))
    return (phrase, None) if named or has_role(sentence.text(phrase.start, phrase.end), sentence.language) else None


def _behind_preposition(sentence: Clause, part: Span) -> Span | None:
    """Return the office after the last preposition of a stretch: "è stato dato dal | figlio"."""
    language, words = sentence.language, sentence.words_in(part)
    place = next(
        (place for place in range(len(words) - 1, -1, -1) if words[place].small in language.prepositions), None
    )
    if place is None or place + 1 >= len(words) or not plain_order(language):
        return None
    return Span(words[place + 1].start, part.end) if has_role(words[place + 1].text, language) else None


@lru_cache(maxsize=64)
def subject_before(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the subject of a saying verb that stands before it, and the apposition that says who it is, if any.

    None where no noun phrase stands there, or where the verb is passive.
    """
    language, words = sentence.language, sentence.words
    first = min(cue.place, cue.auxiliary)
    for word in words[first + 1 : cue.place]:  # "a-t-il ajouté"
        if word.small in language.pronouns and not language.verb_second:
            return body_behind(sentence, cue, word) or Span(word.start, word.end), None
    pronoun = enclitic(sentence, cue)
    if pronoun is not None:
        return body_behind(sentence, cue, pronoun) or Span(pronoun.start, pronoun.end), None
    last = first - 1
    if (
        plain_order(language)
        and language.pro_drop
        and last >= 0
        and _adjacent(sentence, words[last].end, words[first].start)
    ):
        if words[last].small in language.pronouns - language.impersonal - language.determiners:
            return Span(words[last].start, words[last].end), None  # "Procurado, | ele respondeu"
    for length in (3, 2):
        phrase = Span(words[max(0, last + 1 - length)].start, words[last].end) if last >= 0 else Span(0, 0)
        if sentence.text(phrase.start, phrase.end).lower().replace("’", "'") in language.pronouns:
            return phrase, None  # "ce dernier"
    while (
        last >= 0
        and is_adverbial(words[last], language)
        and _adjacent(sentence, words[last].end, words[last + 1].start)
    ):
        habit = words[last - 1].small in language.listed("habits") and words[last].small == "to" if last else False
        if words[last].small in language.passive and not habit:
            return None
        last -= 1
    while (
        last > 0
        and plain_order(language)
        and words[last].small in language.listed("reflexive")
        and words[last].text.islower()
    ):
        last -= 1  # "Il suo omologo | si | è limitato a"
    if last < 0 or words[last].small in language.coordinators:
        return None
    if words[last].text.startswith(QUOTED) and not (ends_in_label(sentence, last) or is_complement(sentence, last)):
        return None
    if _is_participle(sentence, cue, words[last]):
        return None
    if (
        (language.bare_nouns or not (language.inverts or language.verb_first))
        and words[last].small in language.pronouns
        and _adjacent(sentence, words[last].end, words[last + 1].start)
    ):
        return Span(words[last].start, words[last].end), None  # "При этом | он признал"
    tied = language.impersonal - frozenset(language.enclitics)  # French "on" speaks
    if plain_order(language) and words[last].small in language.pronouns - tied:
        if _adjacent(sentence, words[last].end, words[last + 1].start) and not language.pro_drop:
            return Span(words[last].start, words[last].end), None  # "Une décision qu' | il dit avoir prise"
    begin = _clause_start(sentence, words[last].end)
    between = sentence.text(words[last].end, words[last + 1].start)
    if (plain_order(language) or language.verb_first) and re.search(r"[:;]", between):
        return None  # "Eles negam: afirmam que"
    parts = comma_parts(sentence, begin, words[last].end)
    closed = between.lstrip(" %€$").startswith((",", "،", "–", "—", "-")) and bool(between.strip())
    if closed and language.verb_first:
        return verb_first.holder(sentence, parts)
    if closed and language.verb_second:
        return set_off(sentence, parts)  # else a clause before the verb: its subject follows
    subject = subject_among(sentence, parts, closed=closed)
    if subject is not None and language.verb_second and goes_before(sentence, cue, subject[0]):
        return None
    if subject is not None and language.verb_second and (whose := owner(sentence, subject[0])) is not None:
        return whose, None
    if closed and plain_order(language) and len(parts) == 1 and subject is not None:
        other = subject_after(sentence, cue)  # "L'homme, indique | une source policière, se cachait"
        if other is not None and (
            has_role(sentence.text(other[0].start, other[0].end), language)
            or _is_set_off(sentence, subject[0], other)
            or sentence.text(other[0].start, other[0].end).lower() in language.pronouns
        ):
            return None
    return subject


def _is_set_off(sentence: Clause, before: Span, after: Subject) -> bool:
    """Whether commas set a verb and its subject off behind a thing: "L'obiettivo, ricorda X, è"."""
    end = max(part.end for part in after if part is not None)
    known = has_role(sentence.text(before.start, before.end), sentence.language) or has_name(sentence, before)
    return not known and sentence.text(end, sentence.end).startswith(",")


@lru_cache(maxsize=64)
def subject_after(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the subject that follows an inverted verb (“…”, said Koo Byoung-sam, a spokesperson ...).

    And its apposition.
    """
    language = sentence.language
    if cue.small in language.reading:
        return within(sentence, cue)
    pronoun = enclitic(sentence, cue)
    if pronoun is not None:
        return body_behind(sentence, cue, pronoun) or Span(pronoun.start, pronoun.end), None
    start = cue.last if cue.auxiliary >= cue.place or not language.verb_second else cue.auxiliary
    stop = cue.place if start < cue.place else len(sentence.words)
    following = list(sentence.words[start + 1 : stop])
    if language.verb_second and following and "," in sentence.text(sentence.words[start].end, following[0].start):
        return None  # "Während Pahl von „…“ spricht, | verteidigt Brodersen"
    aside = aside_after(sentence, cue, following)
    if aside is not None:
        following = [word for word in following if word.start >= cue.end + aside.end()]
    if cue.small in language.relaying:
        if language.verb_first and following and following[0].small in language.listed("from_them"):
            return None  # "ونقل عنه مكتبه قوله": who spoke before
        source = next(
            (place for place, word in enumerate(following[:LONGEST_PHRASE]) if word.small in language.relayed_from),
            None,
        )
        following = following[source + 1 :] if source is not None else following
    relayed = relayed_source(sentence, cue, following) if language.verb_first else None
    if relayed is not None:
        return with_apposition(sentence, relayed)
    if language.verb_first and _has_no_subject(cue, following, language):
        return None
    label = arabic_clauses.named_subject(sentence, cue, following) if language.verb_first else None
    if label is not None:
        return label, None
    following = without_adjuncts(
        sentence, sentence.words[start].end if not following else following[0].start, following
    )
    if not following or (language.verb_first and disagrees(cue, following[0], language)):
        return None
    if plain_order(language) and "," in sentence.text(cue.end + (aside.end() if aside else 0), following[0].start):
        return None
    if (
        language.infinitive is not None
        and len(following) > 1
        and language.infinitive.fullmatch(f"{following[0].small} {following[1].small}")
    ):
        return None  # "assicura | di avere"
    following = _behind_gerund(sentence, cue, following)
    if not following:
        return None
    led = cue.small.endswith(" se") and len(following) > 1
    if _is_infinitive(following[1 if led else 0], language):
        return None  # "limitou-se a sorrir"
    begin, end = following[0].start, noun_phrase_end(sentence, following)
    if end <= begin or (language.verb_first and len(following) == 1 and is_governed(following[0].small, language)):
        return None  # "«…»، يقول | بأسى"
    subject = up_to_verb(sentence, Span(begin, end))
    if subject is not None and has_cases(language):
        inside: Sequence[Word] = sentence.words_in(subject)
        inside = quoted_person(inside, language) if cue.small in language.citing else from_nominative(inside, language)
        subject = Span(inside[0].start, inside[-1].end)
    if subject is not None and language.verb_first:
        if cue.describing:
            if arabic_clauses.is_described(sentence, subject):
                return None
            subject = arabic_clauses.without_described(sentence, subject)
        takes_object = cue.describing or cue.small in language.transitive
        kept = without_object(sentence.words_in(subject), language, sure=takes_object)
        subject = up_to_arabic_holder(sentence, Span(subject.start, kept[-1].end))
    if subject is None or not is_noun_phrase(sentence, subject) or is_owned_object(sentence, subject):
        return None
    body = behind_anybody(sentence, subject, cue) or (owner(sentence, subject) if language.verb_second else None)
    if body is not None:
        return body, None
    if language.verb_second:
        subject = without_outlet(sentence, _without_particle(sentence, subject, cue))
    if not language.verb_first and has_role(sentence.text(begin, end), language):
        subject = up_to_name(sentence, subject) if language.bare_nouns else up_to_holder(sentence, subject)
    return with_apposition(sentence, subject)


def _has_no_subject(cue: Cue, following: Sequence[Word], language: Language) -> bool:
    """Whether an Arabic verb leaves its subject out: its complement, or what happened meanwhile, stands behind it."""
    if arabic_clauses.leaves_subject_out(cue, following, language):
        return True
    return bool(following) and following[0].small == _MEANWHILE


def _behind_gerund(sentence: Clause, cue: Cue, following: list[Word]) -> list[Word]:
    """Return the words behind a verb, without a gerund before a name: "«…», contaba aún | temblando | Amparo".

    None of them where the gerund says what somebody else does: "ha promesso | visitando Faenza".
    """
    form = sentence.language.acting_gerund
    if form is None or form.fullmatch(following[0].small) is None:
        return following
    named = len(following) > 1 and (following[1].text[0].isupper() or following[1].small in sentence.language.roles)
    return following[1:] if named and after_quote(sentence, cue) else []


def _without_particle(sentence: Clause, phrase: Span, cue: Cue) -> Span:
    """Drop what belongs to a German verb from the end of its subject: "gab die Frau | zu Protokoll"."""
    words, particles = sentence.words_in(phrase), sentence.language.particles.get(cue.small, frozenset())
    if len(words) > 2 and words[-1].small in particles and words[-2].small == "zu":
        return Span(phrase.start, words[-3].end)
    return phrase


def _is_infinitive(word: Word, language: Language) -> bool:
    """Whether a word has the form of an infinitive and is neither an office nor a body."""
    form = language.infinitive_beside
    if form is None or not word.text.islower() or form.fullmatch(word.small) is None:
        return False
    return word.small not in language.roles | language.organisations | language.determiners | language.pronouns


def subject_of_participle(sentence: Clause, cue: Cue) -> Subject | None:
    """Return the sentence's subject for a participle (", adding that"): a named one, of an active verb; else None."""
    if cue.gerund and sentence.language.verb_first:
        first = cues(sentence)[0]
        if arabic_clauses.leaves_subject_out(first, sentence.words[first.last + 1 :], sentence.language):
            return None  # "وأشار إلى غياب اللاعب، | مبرزا"
    subject = _first_subject(sentence) if cue.gerund or cue.small.endswith("ing") else None
    if subject is None and cue.gerund and sentence.language.verb_first and cues(sentence)[0] == cue:
        named = verb_first.antecedent(sentence, Span(sentence.start, cue.start))  # "قاطعته النائبة منى حداد | قائلة"
        return (verb_first.up_to_object(sentence, named[0]), named[1]) if named is not None else None
    return subject


def _first_subject(sentence: Clause) -> Subject | None:
    language = sentence.language
    if language.verb_first:
        return head_subject(sentence, sentence.end, known=False)
    for part in comma_parts(sentence, sentence.start, sentence.end):
        words = sentence.words_in(part)
        if (
            not words
            or opening(words[0], language) in language.prepositions | language.subordinators | language.adverbs
        ):
            continue
        if language.inverts and (_is_adjunct(sentence, part, words) or words[0].small in language.coordinators):
            continue
        subject = up_to_verb(sentence, part)
        if subject is None or not is_noun_phrase(sentence, subject):
            return None
        verb = [word.small for word in words if word.start >= subject.end][:2]
        named = (
            any(word.text[0].isupper() for word in sentence.words_in(subject)[1:])
            or words[0].small not in language.impersonal
        )
        passive = len(verb) == 2 and verb[0] in language.passive and verb[1].endswith("ed")
        holder = with_apposition(sentence, subject) if not language.inverts else (subject, None)
        return (holder if holder[1] == subject else (subject, None)) if named and not passive else None
    return None


def _is_adjunct(sentence: Clause, part: Span, words: Sequence[Word]) -> bool:
    """Whether a comma part at the head is no noun phrase, its capital the sentence's own: "Preguntado por ello,"."""
    first = words[0]
    return (
        part.end < sentence.end
        and len(words) > 1
        and first.small not in sentence.language.determiners
        and not first.small.endswith("'")
        and words[1].small in sentence.language.prepositions
        and not has_role(first.text, sentence.language)
    )


def _earlier(sentence: Clause, cue: Cue, found: Sequence[Cue]) -> Subject | None:
    before = [other for other in found if other.place < cue.place and not other.gerund]
    if sentence.language.verb_first:
        before = [other for other in before if not verb_first.is_related(sentence, other)] or before
    for other in reversed(before):
        trails = has_cases(sentence.language) and sentence.text(sentence.start, other.start).rstrip().endswith(",")
        subject = (
            (subject_after(sentence, other) if trails else None)
            or subject_before(sentence, other)
            or (within(sentence, other) if has_cases(sentence.language) else None)
            or (subject_after(sentence, other) if sentence.language.inverts else None)
        )
        if subject is not None:
            return subject
    return None


def _coordinated(sentence: Clause, cue: Cue) -> bool:
    place = min(cue.place, cue.auxiliary) - 1
    words, language = sentence.words, sentence.language
    while place >= 0 and is_adverbial(words[place], language) and words[place].small not in language.coordinators:
        place -= 1
    if place >= 0 and words[place].small in language.coordinators:
        return True
    return (
        any(cue_word.startswith(language.prefixes) for cue_word in (words[cue.place].small,)) and place >= 0
        if language.prefixes
        else False
    )


def _joined_by_and(sentence: Clause, cue: Cue) -> bool:
    """Whether a conjunction stands right before a verb: it goes on with the subject of the verb before it."""
    place = min(cue.place, cue.auxiliary)
    return place > 0 and sentence.words[place - 1].small in sentence.language.coordinators


def goes_on_behind(sentence: Clause, cue: Cue) -> bool:
    """Whether a German verb behind a comma goes on with the clause before: "zeigte Reue, | stellte aber klar"."""
    words, place = sentence.words, min(cue.place, cue.auxiliary)
    if not 0 < place < len(words) - 1 or words[place + 1].small not in sentence.language.joining:
        return False
    return sentence.text(words[place - 1].end, words[place].start).strip() == ","


def _is_participle(sentence: Clause, cue: Cue, before: Word) -> bool:
    """Whether a form in -ing hangs on the sentence by a comma: then the noun before the comma is not its subject."""
    return (cue.gerund or cue.small.endswith("ing")) and "," in sentence.text(before.end, cue.start)


def _adjacent(sentence: Clause, end: int, start: int) -> bool:
    return not sentence.text(end, start).strip()


def _clause_start(sentence: Clause, end: int) -> int:
    """Return where the clause that ends at `end` starts.

    After a quote, a colon, a semicolon, or the sentence's start.
    """
    before = unlabelled(sentence, sentence.start, end)
    at = max(before.rfind(mark) for mark in (QUOTED, ";", ":", "؛", "”", '"', "»"))
    start = sentence.start + at + 1
    while start < end and sentence.text(start, start + 1) in " ,،.”\"'’‘“»«„–—-":
        start += 1
    return start
