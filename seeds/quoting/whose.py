"""Whose words stand between marks where no verb beside them says so: a colon's person, the sentence's own, the last."""

from collections.abc import Sequence

from seeds.quoting.attributed import Attribution
from seeds.quoting.attribution import attribution
from seeds.quoting.clauses import Clause, Cue, Span, cues, folded
from seeds.quoting.contents import Report
from seeds.quoting.implied import announcer, someone
from seeds.quoting.kinds import is_remark
from seeds.quoting.marks import Marked
from seeds.quoting.phrases import has_role, plain_order
from seeds.quoting.verb_second import announced, bare_name


def whose_words(
    sentence: Clause,
    span: Marked,
    said: Sequence[Cue],
    reported: Sequence[Report],
    carried: Attribution,
    previous: Clause | None,
    *,
    in_mood: bool,
) -> Attribution:
    """Return who is said to speak a marked span of a sentence.

    Args:
        sentence: the unit that the span stands in.
        span: the marked words.
        said: the unit's verbs of saying.
        reported: its reports.
        carried: the attribution of the marked words before.
        previous: the unit before, if nothing but marked words stands in this one; else None.
        in_mood: whether the whole sentence goes on with what was said: then its subject is nobody's.
    """
    if span.continues or span.interrupted:
        whose = carried
        if span.continues and plain_order(sentence.language):
            own = attribution(sentence, span, said, reported)
            whose = own if own.subject is not None and own.subject.start >= span.outer_end else whose
    else:
        whose = attribution(sentence, span, said, reported)
    if whose.subject is None and not span.continues and not in_mood:
        whose = _after_colon(sentence, span, said) or whose
    if whose.cue is None and previous is not None and previous.plain.rstrip(' “"«„').endswith(":"):
        whose = _announced(previous)
    if _left_to_topic(sentence, whose, span):
        about = someone(sentence, whose.cue.start if whose.cue else span.start)
        whose = whose._replace(subject=about[0], apposition=about[1]) if about else whose
    if whose.subject is None and whose.cue is None and not in_mood:
        whose = _in_a_reason(sentence, span) or whose
    if whose.subject is None and whose.cue is None and is_remark(sentence, span):
        about = someone(sentence, span.start)
        if about is not None and has_role(sentence.text(about[0].start, about[0].end), sentence.language):
            whose = whose._replace(subject=about[0], apposition=about[1])
    return whose


def _in_a_reason(sentence: Clause, span: Marked) -> Attribution | None:
    """Return whose reason marked words stand in: "Der Rat lehnte ab, weil der Plan „viel zu teuer“ sei"."""
    language = sentence.language
    before = [word for word in sentence.words if word.end <= span.outer_start]
    after = next((word for word in sentence.words if word.start >= span.outer_end), None)
    if not language.verb_second or after is None or after.small not in language.mood:
        return None
    if sentence.text(after.end, after.end + 1) not in (".", ",", ";", "") or not any(
        word.small in ("weil", "da") for word in before
    ):
        return None
    about = someone(sentence, span.start)
    return Attribution(*about, Span(after.start, after.end)) if about is not None else None


def _left_to_topic(sentence: Clause, whose: Attribution, span: Marked) -> bool:
    """Whether a verb before marked words has no subject beside it; "according to him" has one of its own."""
    cue = whose.cue
    if whose.subject is not None or cue is None or not sentence.start < cue.start < span.start:
        return False
    return folded(sentence.text(cue.start, cue.end)) not in sentence.language.according_own


def _announced(previous: Clause) -> Attribution:
    """Return who speaks after a sentence that ends in a colon."""
    found = announcer(previous, previous.end, cues(previous))
    return Attribution(*found[0], found[1]) if found else Attribution()


def _behind_colon(sentence: Clause, at: int, said: Sequence[Cue]) -> Attribution | None:
    """Return who a German clause before a colon says sees it so: "X sieht das kritisch: Die Kosten liefen „davon“"."""
    colon = sentence.start + at
    if at < 0 or not sentence.language.verb_second or not any(cue.end <= colon for cue in said):
        return None
    found = announcer(sentence, colon, said)
    return (
        Attribution(*found[0], found[1]) if found and has_role(sentence.text(*found[0][0]), sentence.language) else None
    )


def _after_colon(sentence: Clause, span: Marked, said: Sequence[Cue]) -> Attribution | None:
    """Return the person whose words a colon announces without a verb of saying: "Sein Kapitän sah es anders: „…“"."""
    before = sentence.text(sentence.start, span.outer_start)
    colon = before.rstrip()
    if not colon.endswith((":", "：")):
        return _behind_colon(sentence, before.rfind(": "), said)
    own = announced(sentence, sentence.start + len(colon) - 1)
    if own is not None:
        return Attribution(cue=own)
    end = sentence.start + len(colon) - 1
    found = announcer(sentence, end, said) or bare_name(sentence, end)
    return Attribution(*found[0], found[1]) if found else None
