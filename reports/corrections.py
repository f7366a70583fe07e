"""A correction note for a rendering that altered its original, ready to be copied: both passages and their sources."""

from reports.passages import Comparison, Passage
from reports.phrases import change, place
from reports.wording import ENGLISH, Wording


def correction(comparison: Comparison, say: Wording = ENGLISH) -> str:
    """Return the note, plain text of a few lines: what was printed, what was said, what changed, and both sources."""
    printed, said = comparison.passage, comparison.against
    changes = [change(drift, say) for drift in comparison.drifts if drift.severity in ("major", "critical")]
    lines = [
        say(
            f"Correction: {_source(printed, say)} {_verb(printed)} "
            f"{printed.speaker or say('a speaker')}: “{_plain(printed.text)}”"
        ),
        say(f"The words in {_source(said, say)} are: “{_plain(said.text)}”"),
    ]
    if told := "; ".join(each for each in changes if each):
        lines.append(say(f"What changed: {told}."))
    return "\n".join(lines)


def _verb(passage: Passage) -> str:
    return "reported" if passage.kind == "indirect" else "quoted"


def _source(passage: Passage, say: Wording) -> str:
    told = place(passage.article, say)
    return f"{passage.article.path} ({', '.join(told)})" if told else passage.article.path


def _plain(text: str) -> str:
    return " ".join(text.split()).strip('“”"„«» ')
