"""Subjects where the verb goes first: Arabic clauses whose verb no list has, and the objects behind a subject."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from seeds.knowledge import Language
from seeds.quoting.appositions import with_apposition
from seeds.quoting.arabic import arabic, is_office, is_owned, names_holder
from seeds.quoting.arabic_agreement import disagrees
from seeds.quoting.arabic_clauses import leaves_subject_out
from seeds.quoting.arabic_holders import up_to_holder
from seeds.quoting.arabic_phrases import ends_topic, follows_topic, is_deed, is_governed
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span, Word, folded
from seeds.quoting.phrases import Subject, comma_parts, noun_phrase_end, opening

_PARTS = 3
_FULL_NAME = 2
_SHORTEST_VERB = 3
_SHORT_VERBS = frozenset({"شن", "رد", "حث", "عد", "مد", "صد", "ذم", "شد", "حض"})
_WITH = "ب"
_LONGEST_ASIDE = 8
_LONGEST_FRONTED = 6
_ARTICLE = "ال"
_NISBA = ("ي", "ية", "يه", "يون", "يين")
_WHOLE = frozenset({"احد", "بعض", "كلا", "كلتا", "جميع", "معظم", "احدا", "احدى"})
_FEMININE_OWNERS = ("ها", "هما", "هم")
# Prepositions that no noun for a person leans on.
_OBJECT_LINKS = frozenset({"على", "الى"})
# A hamza on the alif makes it part of the word: "ألفارو".
_NO_ARTICLE = ("أل", "إل", "آل")
_MEANWHILE = frozenset({"بينما", "فيما", "حين"})
_FIRST_HALVES = ("عبد", "ابو", "بن", "نصر", "ولد", "ال")
_TEEN = "عشر"  # "الرابع | عشر"
_EXPRESS = ("عبر", "عبرت")
_EXPRESS_REACH = 8
# What somebody gives or turns to others behind a verb that leaves its subject out.
_DIRECTED = frozenset(
    ("الشكر", "التحية", "الدعوة", "النظر", "الانتباه", "الاعتذار", "التهنئة", "التعازي", "الضوء", "اللوم", "الاتهام")
)
_WHAT = "ما"
TOPICAL = frozenset({"اما", "واما"})
_YET = frozenset({"غير", "الا", "بيد", "على", "كما"})
_IN_IT = frozenset({"فيه", "فيها", "فيهما", "خلاله", "خلالها"})
_MANNER = ("ًا", "اً")
_ACCUSATIVE = "ا"
_OWNERS = ("هما", "هم", "هن", "ها", "ه")


def head_subject(sentence: Clause, end: int, *, known: bool, start: int | None = None) -> Subject | None:
    """Return whom a clause with its verb at the head is about, or None.

    `known` asks for an office or a body; without it any noun phrase behind the first word will do. The clause starts at
    `start`, else with the sentence.
    """
    language = sentence.language
    for part in comma_parts(sentence, sentence.start if start is None else start, end)[:_PARTS]:
        words: Sequence[Word] = sentence.words_in(Span(part.start, end))
        while words and opening(words[0], language) in language.auxiliaries | language.adverbs | language.coordinators:
            words = words[1:]
        if len(words) > 2 and words[1].small == language.that[0] and opening(words[0], language) in _YET:
            words = words[2:]  # "غير أن | شقيقه الأكبر استبعد"
        if not words or words[0].text.startswith(QUOTED):
            return None
        if opening(words[0], language) in language.prepositions and not _is_expressing(words):
            own = sentence.words_in(part)
            words = () if len(own) > 1 and own[1].small in language.that_words else _behind_fronted(words, language)
            if not words:
                continue  # "قبل أن يغادر القاعة، | التفت المتهم"
        if opening(words[0], language) in language.subordinators | language.pronouns | language.that_words:
            return None
        named = _noun_leads(words[0], language, words[1] if len(words) > 1 else None)
        following = words if named else _after_verb(sentence, words)
        if not following or (not named and disagrees(_verb_of(words[0]), following[0], language)):
            return None
        if known and not (is_office(following[0].small, language)):
            return None
        if not named and following[0].small in _DIRECTED:
            return None  # "ووجه | الشكر | إلى الطاقم"
        stop = noun_phrase_end(sentence, following)
        inside = [word for word in following if word.end <= stop]
        if not inside:
            return None
        inside = inside if named else list(without_object(inside, language))
        inside = _before_topical_verb(sentence, inside)
        subject = Span(inside[0].start, inside[-1].end)
        whole = up_to_holder(sentence, subject)
        return with_apposition(sentence, whole if whole.end <= end else subject)
    return None


def _before_topical_verb(sentence: Clause, words: list[Word]) -> list[Word]:
    """Cut a topic off before its verb: "أما السائق أبو العبد | فيختصر الأمر"."""
    language, led = sentence.language, sentence.words[0].small in TOPICAL
    kept = list(takewhile(lambda word: not follows_topic(word, language, led=led), words)) or words
    following = next((word.small for word in sentence.words if word.start >= words[-1].end), "")
    if not led or len(kept) < len(words) or following.startswith("ف"):
        return kept
    last = next((place for place in range(len(words) - 1, 0, -1) if ends_topic(words, place, language)), len(words))
    return words[:last]


def of_document(sentence: Clause, cue: Cue) -> Subject | None:
    """Return whose document a verb quotes from: "ألقى | الأمين العام | كلمة قال فيها", "رسالة من | زوجته | تقول فيها".

    The document itself where nobody is named.
    """
    language, words = sentence.language, sentence.words
    behind = words[cue.last + 1].small if cue.last + 1 < len(words) else ""
    if behind not in _IN_IT and words[cue.last].small not in _IN_IT:
        return None
    place = next((at for at in range(cue.place - 1, 0, -1) if _is_document(words[at].small, language)), 0)
    stops = re.findall("[,،:.؛]", sentence.text(words[place].end, cue.start)) if place else []
    if not place or (stops and stops != ["،"]):  # "بعثت برسالة، | قالت فيها"
        return None
    if words[place + 1].small == "من" and place + 2 < cue.place:
        return Span(words[place + 2].start, words[cue.place - 1].end), None
    writer = head_subject(sentence, words[place].start, known=False)
    if writer is None or not is_office(_first_of(sentence, writer[0]), language):
        named = writer is not None and _first_of(sentence, writer[0]) in language.first_names
        return writer if named else (Span(words[place].start, words[cue.place - 1].end), None)
    return writer


def _first_of(sentence: Clause, span: Span) -> str:
    return sentence.words_in(span)[0].small


@cache
def _documents(language: Language) -> frozenset[str]:
    return language.cue_nouns - language.roles - language.first_names - language.naming


def _is_document(small: str, language: Language) -> bool:
    """Whether a word is what somebody says or writes, behind a preposition and in the accusative too: "بيانا"."""
    forms = {small, small.removesuffix("ا"), small.removeprefix("ب")}
    return bool(forms & (language.cue_nouns - language.roles))


def _is_expressing(words: Sequence[Word]) -> bool:
    """Whether what may mean "through" is the verb "express": "عبر | الفائز عن سعادته"."""
    return words[0].small.endswith(_EXPRESS) and any(word.small == "عن" for word in words[1:_EXPRESS_REACH])


def _behind_fronted(words: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return a clause from its verb on, where an adjunct stands before that without a comma: "وبعد ساعات | تبنت".

    None of it where no verb is sure: one that is listed, or a form that only a verb in the past of a woman has.
    """
    for place, word in enumerate(words[2 : 2 + _LONGEST_FRONTED], 2):
        small = word.small
        if word.text.startswith(QUOTED) or small in language.subordinators | language.that_words:
            return ()
        told = small.endswith("ت") and not small.endswith("ات") and len(small) > _SHORTEST_VERB
        told = told and not small.startswith((_ARTICLE, "ب", "ل")) and small not in language.first_names
        noun = words[place - 1].small in language.prepositions or is_office(small, language)
        if not noun and (told or small in language.acting | language.cues - language.ambiguous_cues):
            return words[place:]
    return ()


def behind_reference(sentence: Clause, words: Sequence[Word] | None = None) -> Subject | None:
    """Return who stands behind the verb of a sentence that points back: "بهذه العبارة يستقبل | عمران ملص زبائنه".

    The words that point back are the first two of `words`, else of the sentence.
    """
    following = _after_verb(sentence, (sentence.words if words is None else words)[2:])
    inside = [word for word in following if word.end <= noun_phrase_end(sentence, following)] if following else []
    inside = list(without_object(inside, sentence.language)) if inside else []
    return with_apposition(sentence, Span(inside[0].start, inside[-1].end)) if inside else None


def heads_verb(words: Sequence[Word], language: Language) -> bool:
    """Whether a stretch begins with a verb and not with whom a later one is about: "ويضم | قصائد", "عثر | على"."""
    small = opening(words[0], language)
    if small in language.cues:
        return True
    bare = small[1:] if small.startswith(language.prefixes) else small
    if is_office(small, language) or small in language.first_names or bare in language.first_names:
        return False
    told = small.startswith("و") and bare.endswith("ت") and not bare.endswith("ات") and len(bare) > _SHORTEST_VERB
    if told and not bare.startswith((_ARTICLE, *_NO_ARTICLE[:0])):
        return True  # "وأصدرت عائلتها بيانا"
    if bare in language.acting or (small.startswith(("ي", "وي")) and len(bare) > _SHORTEST_VERB):
        return bare not in language.adverbs  # "يصمت قليلا قبل أن يتابع"
    noun = bare.startswith(_ARTICLE) or bare.endswith(("ة", "ات")) or is_office(bare, language)
    return not noun and len(words) > 1 and words[1].small in _OBJECT_LINKS


def begins_anew(words: Sequence[Word], language: Language) -> bool:
    """Whether a conjunction sets a clause against the one before it: "لكن | المعهد رد", "إلا أن | مستشاره رجح"."""
    yet = len(words) > 1 and words[1].small == language.that[0] and words[0].small in _YET
    first = opening(words[0], language)
    return yet or first in language.coordinators or first in _MEANWHILE


def subject_joined(sentence: Clause, end: int) -> Subject | None:
    """Return whom the verbs before a joined one are about: "سأله المذيع، | فضحك | الجنرال | وقال", else the head's."""
    parts = comma_parts(sentence, sentence.start, end)
    part = parts[-1] if parts else Span(sentence.start, sentence.start)
    words = sentence.words_in(part)
    if part.start > sentence.start and len(words) > 1 and words[0].small.startswith("ف"):
        near = head_subject(sentence, end, known=True, start=part.start)
        if near is not None:
            return near
    return head_subject(sentence, end, known=True)


def _noun_leads(word: Word, language: Language, after: Word | None) -> bool:
    small = opening(word, language)
    if after is not None and small in language.cues and is_office(after.small, language):
        return False  # "طالب | نقيب المعلمين" demands, and is no student
    bare = small[1:] if small.startswith(language.prefixes) else small
    definite = bare.startswith(_ARTICLE) and not word.text.lstrip("وف").startswith(_NO_ARTICLE)  # "ألقى" is a verb
    definite = definite and bare not in language.acting  # nor is "التفت"
    return is_office(small, language) or is_office(bare, language) or definite


def _after_verb(sentence: Clause, words: Sequence[Word]) -> Sequence[Word]:
    """Return the words behind the first one, an adverb, a place and what two commas set off passed over."""
    language = sentence.language
    if len(words) < 2 or (len(words[0].small) < _SHORTEST_VERB and words[0].small not in _SHORT_VERBS):
        return ()
    rest = list(words[1:])
    while rest:
        before = words[words.index(rest[0]) - 1]
        between = sentence.text(before.end, rest[0].start).strip()
        if between in (",", "،"):
            close = next(
                (
                    place
                    for place, word in enumerate(rest[:_LONGEST_ASIDE])
                    if place and sentence.text(rest[place - 1].end, word.start).strip() in (",", "،")
                ),
                0,
            )
            if not close:
                return ()
            rest = rest[close:]
            continue
        if between or rest[0].small in language.gerunds or rest[0].small in language.that:
            return ()
        if opening(rest[0], language) in language.cues - language.ambiguous_cues and not is_office(
            rest[0].small, language
        ):
            return ()  # "ثم يضحك | ويقول"
        if rest[0] is words[1] and leaves_subject_out(_verb_of(words[0]), rest, language):
            return ()
        if rest[0].small in language.adverbs | language.auxiliaries | language.recipients or rest[0].text.isdigit():
            rest.pop(0)
        elif follows_topic(rest[0], language):
            return ()  # "وسئل عن العلاقة | فأجاب"
        elif is_governed(rest[0].small, language):
            rest.pop(0)
        elif rest[0].small in language.prepositions:
            owned = len(rest) > 1 and rest[1].small.endswith(_OWNERS)  # "في مؤتمره | الصحفي | الأول"
            plain = len(rest) > 1 and not rest[1].small.startswith(_ARTICLE)
            rest = rest[2:]
            if plain and len(rest) > 1 and _describes_occasion(rest[0], rest[1], language):
                rest.pop(0)  # "خلال مؤتمر | صحفي | أن"
            while rest and rest[0].small.startswith(_ARTICLE):
                described = rest[0].small.endswith((*_NISBA, "ة")) and not is_office(rest[0].small, language)
                if not (described or (owned and _describes(rest[0].small, language))):
                    break
                rest.pop(0)
        else:
            return rest
    return ()


def _describes_occasion(word: Word, after: Word, language: Language) -> bool:
    """Whether an adjective without the article closes an adjunct: behind it nobody's name follows, but "that"."""
    named = after.small in language.first_names or is_office(after.small, language)
    return word.small.endswith(("ي", "ية")) and not word.small.startswith(_ARTICLE) and not named


def _describes(small: str, language: Language) -> bool:
    return small.endswith(_NISBA) or small[2:] in language.attributes


def _verb_of(word: Word) -> Cue:
    return Cue(word.start, word.end, 0, 0, word.small)


def without_object(words: Sequence[Word], language: Language, *, sure: bool = True) -> Sequence[Word]:
    """Cut the object off a subject: "وعد | وكيل النيابة | الأسرة", "عد | النائب علي سند | القصف".

    A definite body or group behind a definite noun or a full name is a phrase of its own; so is any definite word
    behind two words of a name, if it is no name of origin. Without a `sure` object only a word with its owner is one.
    """
    if _is_whole(words[0].small):
        return words[:1]
    plain = 0
    for place, word in enumerate(words):
        small = word.small
        if place and (word.text.endswith(_MANNER) or _is_accusative(words, place, language)):
            return words[:place]  # "نشر النادي | بيانًا"
        if place and sure and words[place - 1].small.startswith(_ARTICLE) and small in _documents(language):
            return words[:place]  # "نشرت الأكاديمية | حيثيات قرارها"
        definite = small.startswith((_ARTICLE, "وال", "لل", "بال")) and not word.text.startswith(_NO_ARTICLE)
        if place > 1 and definite and _behind_foreign_name(words, place, language):
            return words[:place]  # "كلفن وونغ | الهبوط"
        if place and sure and _is_another(words, place, language):
            return words[:place]  # "اتهم الرئيس | نظيره", "نعى سامي حداد | الممثلة"
        if place and definite and sure and _is_definite_object(words, place, plain, language):
            return words[:place]
        office = is_office(small, language) or small in language.first_names or _is_family_name(words, place, language)
        owned = small.endswith(_OWNERS if sure else _FEMININE_OWNERS) and not small.endswith(("ادهم", "يه"))
        if (
            place
            and not office
            and not definite
            and len(small) > _SHORTEST_VERB
            and owned
            and small not in language.auxiliaries
        ):
            after = words[place + 1].small if place == 1 and place + 1 < len(words) else ""
            more = place + 2 < len(words) and not after.startswith((_ARTICLE, _WITH))
            if after and (after in language.first_names or more):
                plain = 0
                continue  # "وزيرة | خارجيتها | أنالينا بيربوك"
            led = plain > _FULL_NAME and small.endswith(_OWNERS) and place > _FULL_NAME
            return words[: place - 1] if led else words[:place]  # "أبدى مسؤول | تفاؤله", "دريد لحام | رفيق دربه"
        led = place > 0 and words[place - 1].small.startswith(_ARTICLE) and is_office(words[place - 1].small, language)
        named = small in language.first_names and (led or small not in language.given_names)
        titled = is_office(small, language) and not named
        plain = 0 if definite or titled or small in language.prepositions else plain + 1
    return words


def _is_accusative(words: Sequence[Word], place: int, language: Language) -> bool:
    """Whether an object without the article begins at a place: "شن النائب جبران باسيل | هجوما عنيفا"."""
    small = words[place].small
    if not small.endswith(_ACCUSATIVE) or small in language.first_names | language.roles:
        return False
    return _is_document(small, language) or small[:-1] in language.object_nouns


def _is_definite_object(words: Sequence[Word], place: int, plain: int, language: Language) -> bool:
    """Whether a definite word begins an object; `plain` is how many words of a name stand before it."""
    small, before = words[place].small, words[place - 1].small
    closed = before.startswith((_ARTICLE, "لل")) or plain > 1 or before == _TEEN
    known = small in language.organisations | _people(language) or (small in language.roles and small.endswith("ين"))
    origin = small.endswith(_NISBA) and small not in language.organisations
    if closed and known and (not origin or small in _people(language)):
        return True
    described = before.startswith(_ARTICLE) and before.endswith(_NISBA) and place > 1
    adjective = origin or small[2:] in language.attributes or (small.endswith("ة") and before.endswith("ة"))
    if described and small.startswith(_ARTICLE) and not (adjective or is_office(small, language)):
        return True  # "المندوب السوداني | الخطوة"
    body = place - plain > 0 and words[place - plain - 1].small in language.organisations
    full = plain > 1 + body  # "الباحث في مركز كارنيغي مروان المعشر": one of the words is the body's
    if before in language.first_names and place > 1 and words[place - 2].small not in language.first_names:
        full = False  # the family name of the only given one: "بولاية قفصة منير | الحداد"
    if plain == _FULL_NAME and {before, words[place - 2].small} <= language.first_names and not small.endswith("ة"):
        full = is_deed(small, language)  # and of one with a father's: "محمد علي | العبار"
    return full and not origin and place == len(words) - 1 and before not in _FIRST_HALVES


def _is_family_name(words: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a word stands behind the only given name of a phrase, whatever it ends with: "ماتياس | يايسله"."""
    if not place or words[place - 1].small not in language.first_names:
        return False
    before = words[place - 2].small if place > 1 else _ARTICLE
    return before.startswith(_ARTICLE) or is_office(before, language)


def _behind_foreign_name(words: Sequence[Word], place: int, language: Language) -> bool:
    """Whether a definite word stands behind a name of two words whose first one no Arab bears."""
    first, last = words[place - 2].small, words[place - 1].small
    return first in language.foreign_names and not last.startswith(_ARTICLE) and last not in language.prepositions


def antecedent(sentence: Clause, part: Span) -> Subject | None:
    """Return whom a relative pronoun behind a part of a clause stands for: the last office in it, and its name."""
    language, words = sentence.language, sentence.words_in(part)
    start = -1
    for place, word in enumerate(words):
        if not is_office(word.small, language):
            continue
        before = words[place - 1].small if place else ""
        bound = before in language.prepositions or (is_office(before, language) and not before.startswith(_ARTICLE))
        start = start if bound and start >= 0 else place
    if start < 0 and len(words) > 1 and opening(words[0], language) in language.cues:
        start = 1  # "وقال | محمد الجبوري، | الذي"
    return (Span(words[start].start, words[-1].end), None) if start >= 0 else None


def up_to_object(sentence: Clause, phrase: Span) -> Span:
    """Cut what is done to or asked for off a subject: "المحامية سعاد البراهمة | مهلة للاطلاع"."""
    words = sentence.words_in(phrase)
    end = noun_phrase_end(sentence, words)
    inside = [word for word in words if word.end <= end]
    following = [word for word in words if word.start >= end][:1]
    plain = bool(following) and not following[0].small.startswith(_ARTICLE)
    if not inside or not plain or following[0].small in sentence.language.prepositions:
        return phrase
    return Span(inside[0].start, without_object(inside, sentence.language)[-1].end)


def _is_another(words: Sequence[Word], place: int, language: Language) -> bool:
    """Whether an office begins a phrase of its own: one of the other's, or a definite one behind a full name."""
    small, before = words[place].small, words[place - 1].small
    owned = is_owned(small, language)
    if not owned and not (small.startswith(_ARTICLE) and small in language.roles):
        return False
    if owned and before.startswith(_ARTICLE) and not words[0].small.startswith(_ARTICLE) and place < _PARTS:
        return False
    found = arabic(" ".join(word.text for word in words[:place]), language)
    named = found.sort == "person" and len(words) - place > 0 and found.end - found.start > 0
    name = [folded(part) for part in " ".join(word.text for word in words[:place])[found.start : found.end].split()]
    full = named and len(name) - sum(part in _FIRST_HALVES for part in name) > 1  # "عبد العزيز | السيد" is one name
    return full or (owned and before.startswith(_ARTICLE))


def holder(sentence: Clause, parts: Sequence[Span]) -> Subject | None:
    """Return who is set off between an office and its verb: "ممثلتها في الخرطوم، | إلسا برونر، | حذرت"."""
    office = antecedent(sentence, parts[-2]) if len(parts) > 1 else None
    last = sentence.words_in(parts[-1])
    names, language = sentence.language.first_names, sentence.language
    if len(parts) > 1 and len(last) > _FULL_NAME and is_office(last[0].small, language):
        if any(word.small in names for word in last[1:]) and not any(
            word.small in names for word in sentence.words_in(parts[-2])
        ):
            return parts[-1], parts[-2]  # "أما بطلة العمل، | الممثلة الشابة مريم الفرجاني، | فقالت"
    if office is None:
        return None
    phrase, name = sentence.text(office[0].start, office[0].end), sentence.text(parts[-1].start, parts[-1].end)
    return (parts[-1], office[0]) if names_holder(phrase, name, sentence.language) else None


def is_related(sentence: Clause, cue: Cue) -> bool:
    """Whether a verb stands in a relative clause: "نفى ما | تردد عن الأسعار"."""
    before = sentence.words[cue.place - 1].small if cue.place else ""
    if before in sentence.language.relatives or before == _WHAT:
        return True
    told = cue.small.endswith(_OWNERS) and before in _documents(sentence.language)
    return told and sentence.words[cue.place].small == cue.small  # "في مقطع | نشرته الرئاسة"


def is_thing(sentence: Clause, after: Span, before: Span) -> bool:
    """Whether one definite noun behind a verb is its object, an office stands before it: "وكيل اللاعب أكد | العكس"."""
    words, first = sentence.words_in(after), sentence.words_in(before)[0].small
    known = is_office(words[0].small, sentence.language)
    return len(words) == 1 and words[0].small.startswith(_ARTICLE) and not known and is_office(first, sentence.language)


def is_owned_object(sentence: Clause, phrase: Span) -> bool:
    """Whether one word with its owner's pronoun is what is spoken of: "وعللت | قرارها | بأن", not "قال | أحدهم"."""
    small, language = sentence.text(phrase.start, phrase.end), sentence.language
    if not language.verb_first or " " in small or not small.endswith(_FEMININE_OWNERS):
        return False
    small = folded(small)
    known = small in language.first_names or small in language.determiners or is_office(small, language)
    return not known and not _is_whole(small)


def _is_whole(small: str) -> bool:
    return any(small.removesuffix(owner) in _WHOLE for owner in _OWNERS if small.endswith(owner))


@cache
def _people(language: Language) -> frozenset[str]:
    return frozenset(language.objects.get("people", ()))
