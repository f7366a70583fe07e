"""Whether an Arabic verb and a noun agree in sex and number: what stands behind a verb need not be its subject."""

from functools import cache
from typing import Final

from seeds.knowledge import Language
from seeds.quoting.clauses import Clause, Cue, Word
from seeds.quoting.countries import country

_OWNERS: Final = ("هما", "هم", "هن", "ها", "ه")


def gender(cue: str, language: Language) -> str | None:
    """Return "woman", "man" or "several" as an Arabic verb or participle tells; None where it does not."""
    known = _verbs(language)
    small = next((cue[1:] for prefix in language.prefixes if cue.startswith(prefix) and cue[1:] in known), cue)
    if small in language.gerunds:
        return "several" if small.endswith("ين") else "woman" if small.endswith("ة") else "man"
    if small.endswith(("وا", "ون", "ان")):
        return "several"
    if small.startswith("ت") and f"ي{small[1:]}" in known:
        return None if f"ي{small}" in known else "woman"  # "تذكر"
    if small.endswith("ت") and any(small[:-1] + ending in known for ending in ("", "ى", "ا")):
        return "woman"
    return "man" if small in known else None


def disagrees(cue: Cue, first: Word, language: Language) -> bool:
    """Whether the noun behind a verb in a man's form is a woman's or a body's, its object: "ودعا | الحكومة | إلى"."""
    small = first.small
    owned = cue.small.endswith(_OWNERS) and cue.small not in language.listed("rooted")
    if owned or cue.small.endswith("ت") or small in language.first_names | language.given_names:
        return False  # "قاطعته | النائبة"
    if gender(cue.small, language) != "man":
        return False
    if (
        small in language.organisations
        or small.removeprefix("ال") in language.organisations
        or (small[:-1] in language.roles and first.text.endswith("ة"))
    ):
        return small.endswith(("ة", "ات"))
    if small in language.objects.get("capitals", ()):
        return True
    nation = country(first.text, language.code) is not None
    return nation and small not in language.objects.get("masculine_countries", ())


def is_anothers(cue: Cue, later: Cue, language: Language) -> bool:
    """Whether a verb has another subject than a later one that leaves its own out: "ألحت عليه مراسلة، | رد ضاحكا"."""
    if not language.verb_first:
        return False
    one, other = gender(cue.small, language), gender(later.small, language)
    return one is not None and other is not None and one != other


def is_answered(sentence: Clause, cue: Cue, later: Cue) -> bool:
    """Whether an Arabic verb answers the marked question before it, whoever asked: "سأله: «…؟»، | فأجاب"."""
    if not sentence.language.verb_first or not sentence.words[later.place].small.startswith("ف"):
        return False
    return "؟" in sentence.plain[cue.end - sentence.start : later.start - sentence.start]


@cache
def _verbs(language: Language) -> frozenset[str]:
    return language.cues | language.describing_cues | language.gerunds
