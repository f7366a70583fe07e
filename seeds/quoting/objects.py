"""Reports without a clause: a verb of speech and its object ("accused X of breaking the truce", "called for talks")."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.arabic_agreement import disagrees
from seeds.quoting.articleless import has_cases
from seeds.quoting.clauses import QUOTED, Clause, Cue, Span
from seeds.quoting.contents import Report, that_after
from seeds.quoting.countries import country
from seeds.quoting.phrases import Subject, has_role, plain_order
from seeds.quoting.subjects import subject_after, subject_of
from seeds.quoting.verb_first import without_object

_AUXILIARY_REACH: Final = 4
_SHORTEST: Final = 2
# Before another verb of saying a short object is but what that one goes on with: "negou as acusações e disse".
_SHORTEST_JOINED: Final = 4
# A comma and one of these words ends the object.
_RECIPIENT: Final = frozenset({"a", "al", "ao", "à", "aos", "às", "para"})
_PART: Final = re.compile(r"[,،;]\s+(?P<word>[^\W\d_]+)")


def object_reports(sentence: Clause, said: Sequence[Cue]) -> Iterator[Report]:
    """Yield the reports of a unit whose verb governs an object; without a subject only one that leads a sentence."""
    if plain_order(sentence.language) and sentence.plain.rstrip().endswith("?"):
        return  # "Que faire si l'assureur refuse de payer ?"
    verb = _verb(sentence.language)
    if verb is None or verb.search(sentence.masked.lower()) is None:
        return
    for pattern in _frames(sentence.language):
        for match in pattern.finditer(sentence.masked):
            cue = _cue(sentence, match)
            if cue is None:
                continue
            if has_cases(sentence.language) and that_after(sentence, cue) is not None:
                continue  # "опроверг сообщения о том, что"
            leads = _leads(sentence, cue)
            leads = leads or _is_left_out(sentence, cue)
            subject = None if leads else _subject(sentence, match, cue, said)
            if plain_order(sentence.language) and (_has_pronoun(sentence, cue) or _is_no_object(sentence, match, cue)):
                continue
            if leads:
                content = _content(sentence, match, cue, (), said)
                if content is not None and not _announces(sentence, cue, content):
                    yield Report(content, None, None, Span(cue.start, cue.end))
                continue
            if subject is None or _is_thing(sentence, subject[0]):
                continue
            if plain_order(sentence.language) and subject[0].start > cue.start:
                continue  # "«…», denunciano | i sindacati in una nota"
            content = _content(sentence, match, cue, subject, said)
            if content is not None and not _is_governed(sentence, match, content):
                yield Report(content, subject[0], subject[1], Span(cue.start, cue.end))


def _is_governed(sentence: Clause, match: re.Match[str], content: Span) -> bool:
    """Whether what follows a German verb is no object but where or when: "verlangte sie | in ihrer Rede"."""
    language = sentence.language
    if not language.verb_second or "particle" in match.groupdict():
        return False
    return sentence.words_in(content)[0].small in language.prepositions - language.determiners


def _announces(sentence: Clause, cue: Cue, content: Span) -> bool:
    """Whether a form at a sentence's head says how somebody is who stands behind it: "Critica | l'Anm: «…»"."""
    opens = cue.place == 0 and cue.start == sentence.words[0].start
    return opens and sentence.text(content.end, sentence.end).startswith(":")


def has_object(sentence: Clause, cue: Cue) -> bool:
    """Whether an object that is a report of its own follows a verb: "e | chiede una nuova perizia"."""
    at = cue.start - sentence.start
    return any(pattern.match(sentence.masked, at) is not None for pattern in _frames(sentence.language))


def _leads(sentence: Clause, cue: Cue) -> bool:
    """Whether a verb that leaves its subject out opens a sentence: "Ha poi invitato i cittadini a restare a casa"."""
    language = sentence.language
    small = language.auxiliaries | language.adverbs | language.coordinators
    before = sentence.words[: cue.place]
    opens = sentence.words[0].text[0].isupper() and all(word.small in small for word in before)
    return language.pro_drop and plain_order(language) and opens


def _is_left_out(sentence: Clause, cue: Cue) -> bool:
    """Whether an Arabic verb's object stands where its subject would: "ودعا | الحكومة إلى التحرك"."""
    following = sentence.words[cue.last + 1 : cue.last + 2]
    return sentence.language.verb_first and bool(following) and disagrees(cue, following[0], sentence.language)


def _has_pronoun(sentence: Clause, cue: Cue) -> bool:
    """Whether a pronoun before a verb is its object, so that who asks follows: "Lo chiedono | i capigruppo"."""
    first = min(cue.place, cue.auxiliary)
    return first > 0 and sentence.words[first - 1].small in sentence.language.listed("object_pronouns")


def _is_no_object(sentence: Clause, match: re.Match[str], cue: Cue) -> bool:
    """Whether what follows a verb is a time or place, or leads to a clause: "pediu neste domingo que ..."."""
    language = sentence.language
    first = next(word for word in sentence.words if word.end > sentence.start + match.start("object"))
    governed = first.small in language.prepositions - language.determiners - _RECIPIENT
    if match.groupdict().get("whom"):
        return False
    return first.small in language.adverbs or governed or that_after(sentence, cue) is not None


def _cue(sentence: Clause, match: re.Match[str]) -> Cue | None:
    """Return the verb of a match; None for a participle without its auxiliary, and for a passive."""
    language, words = sentence.language, sentence.words
    start = sentence.start + match.start("cue")
    place = next((number for number, word in enumerate(words) if word.start == start), None)
    if place is None or (place and words[place].text[0].isupper() and not language.bare_nouns):
        return None
    auxiliary = place
    if match.groupdict().get("participle"):
        near = range(place - 1, max(-1, place - 1 - _AUXILIARY_REACH), -1)
        auxiliary = next((back for back in near if words[back].small in language.perfect), -1)
        if auxiliary < 0 or any(word.small in language.passive for word in words[auxiliary:place]):
            return None
    small = words[place].small
    return Cue(
        start,
        sentence.start + match.end("cue"),
        place,
        place,
        small,
        describing=language.verb_first,
        gerund=small in language.gerunds,
        auxiliary=auxiliary,
    )


def _subject(sentence: Clause, match: re.Match[str], cue: Cue, said: Sequence[Cue]) -> Subject | None:
    language = sentence.language
    if language.verb_first:
        return _between(sentence, match)
    following = sentence.words[cue.last + 1 : cue.last + 2]
    if language.verb_second and following and following[0].small in language.pronouns:
        return Span(following[0].start, following[0].end), None  # "Kündigungen schließt | sie nicht aus"
    subject = subject_of(sentence, cue, said)
    after = subject_after(sentence, cue) if language.verb_second else None
    if after is not None and subject is not None and _stands_behind(sentence, subject[0], after[0]):
        return after
    return subject or after


def _stands_behind(sentence: Clause, before: Span, after: Span) -> bool:
    """Whether what stands before a German verb is its object: "Kündigungen schloss | die Managerin nicht aus"."""
    language = sentence.language
    first = sentence.words_in(before)[0]
    bare = first.small not in language.determiners and not has_role(sentence.text(before.start, before.end), language)
    return bare and has_role(sentence.text(after.start, after.end), language)


def _between(sentence: Clause, match: re.Match[str]) -> Subject | None:
    """Return who stands between an Arabic verb and the words that its frame waits for.

    Whom an accusation is about stands there too: a country at the end, or what follows the role that speaks.
    """
    start, end = sentence.start + match.start("object"), sentence.start + match.end("object")
    words = sentence.words_in(Span(start, end))
    if not words or any(word.text.startswith(QUOTED) or word.small in sentence.language.that for word in words):
        return None
    if "target" in match.groupdict() and len(words) > 1:
        language = sentence.language
        roles = language.roles | language.organisations
        place = len(words) - 1
        if country(words[-1].text, language.code) is None and words[0].small in roles:
            place = next((at for at, word in enumerate(words) if at and not word.small.startswith("ال")), place)
        words = words[:place]
    else:
        words = list(without_object(words, sentence.language))  # "دعت المديرية | المواطنين إلى"
    return (Span(words[0].start, words[-1].end), None) if words else None


def _content(
    sentence: Clause, match: re.Match[str], cue: Cue, subject: Sequence[Span | None], said: Sequence[Cue]
) -> Span | None:
    """Return the object and what hangs on it, up to the verb's particle, a report round it or the end of its clause."""
    start = sentence.start + match.start("object")
    if match.groupdict().get("whom"):
        start = sentence.start + match.end("whom")  # "acusó a Ruiz de | mentir"
    start = max([start, *(part.end for part in subject if part is not None and part.start > cue.start)])
    if sentence.language.verb_first and ("target" not in match.groupdict() or not subject):
        start = sentence.start + match.end("object")
    end = sentence.start + match.end("object") if "particle" in match.groupdict() else sentence.end
    outer = next((other.start for other in said if other.start > cue.end and not other.gerund), end)
    joint = [word for word in sentence.words if start < word.start < outer][-1:] if outer < end else []
    if joint and joint[0].small in sentence.language.pronouns:
        joint = [word for word in sentence.words if start < word.start < joint[0].start][-1:]  # "et | on rappelle"
    cut = bool(joint) and joint[0].small in sentence.language.coordinators
    if cut:
        end = joint[0].start  # "urged ministers to publish it | and asked why"
    before = sentence.text(start, min(outer, end))
    comma = max(before.rfind(","), before.rfind("،")) if outer < end else -1
    text = sentence.text(start, start + comma if comma > 0 else end)
    text = text.partition(": ")[0] if plain_order(sentence.language) else text
    stops = sentence.language.subordinators | sentence.language.coordinators
    for part in _PART.finditer(text):
        if part["word"].lower() in stops or "particle" in match.groupdict():
            text = text[: part.start()]
            break
    left = len(text) - len(text.lstrip(" ,،"))
    body = text.rstrip(' ,،;:.!?”"»–—-')
    content = Span(start + left, start + len(body))
    own = [word for word in sentence.words_in(content) if not word.text.startswith(QUOTED)]
    asked = match.groupdict().get("whom")
    asks = plain_order(sentence.language) and "whom" in match.groupdict()
    few = cut or asks  # "chiede | il prezzo del pane" reports nothing
    shortest = 1 if asked else _SHORTEST_JOINED if few else _SHORTEST
    if "particle" in match.groupdict() and len(own) == _SHORTEST and own[0].small in sentence.language.determiners:
        return None  # "wies | die Kritik | zurück": what was named before
    return content if len(own) >= shortest else None


def _is_thing(sentence: Clause, subject: Span) -> bool:
    """Whether a subject is a thing that says nothing by itself: "the plan calls for"."""
    return any(word.small in _things(sentence.language) for word in sentence.words_in(subject)[:3])


@cache
def _things(language: Language) -> frozenset[str]:
    return frozenset(language.objects.get("things", ()))


@cache
def _verb(language: Language) -> re.Pattern[str] | None:
    """Return what matches a verb of any frame in small letters: one look rules them all out.

    A pattern that ignores case takes twice as long.
    """
    frames = language.objects.get("frames", ())
    forms = [f"(?:{frame[kind]})" for frame in frames for kind in ("verbs", "participles") if kind in frame]
    return re.compile(rf"\b(?<![\w'’-])(?:{'|'.join(forms)})(?![\w-])") if forms else None


@cache
def _frames(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return the frames of a language: a verb's forms, then what its object looks like.

    A frame has `verbs` (finite forms), `participles` or both, the `object`, in German the `particle` at its end.
    In Arabic `object` is what stands before it; `target` says that not only the subject stands there.
    """
    frames, asides = [], language.objects.get("asides")
    beside = rf"(?:{asides}\s+)?" if asides else ""
    for frame in language.objects.get("frames", ()):
        forms = [f"(?:{frame['verbs']})"] if "verbs" in frame else []
        if "participles" in frame:
            forms.append(f"(?P<participle>{frame['participles']})")
        seen = frame["object"]
        if frame.get("target"):
            seen += "(?P<target>)"
        closing = rf"(?P<particle>\s(?:{frame['particle']})(?=[.;]|\Z|\s(?:und|oder)\b))" if "particle" in frame else ""
        verb = rf"\b(?<![\w'’-])(?P<cue>{'|'.join(forms)})(?![\w-])"
        frames.append(re.compile(rf"{verb}\s+{beside}(?P<object>{seen}){closing}", re.IGNORECASE))
    return tuple(frames)
