"""Who a speaker's phrase means: surnames, roles, pronouns and acronyms resolved to the article's fuller mentions."""

import re
from dataclasses import dataclass
from typing import Final

from seeds.knowledge import Language, language
from seeds.quoting.caseless import Sort
from seeds.quoting.keys import speaker_key
from seeds.quoting.names import country, take_apart

_ACRONYM: Final = re.compile(r"\(([^\W\d_]{2,8})\)")
_LONGEST_NAME: Final = 120
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Speaker:
    """One mention of a speaker: the head as printed, the role if the text gives it, and the key of whom it means."""

    head: str
    role: str | None
    key: str | None
    sort: Sort


class Cast:
    """The speakers of one article so far, in reading order."""

    def __init__(self, text: str, language: Language) -> None:
        self._language = language
        self._people: list[Speaker] = []
        self._others: list[Speaker] = []
        self._acronyms = _acronyms(text)

    def mention(self, phrase: str, apposition: str | None) -> Speaker:
        """Return whom a phrase means, and remember it for the phrases to come."""
        parts = take_apart(phrase, self._language)
        head = phrase[parts.head_start : parts.head_end]
        role = _plain_role(apposition, self._language) or parts.role
        speaker = Speaker(head, role, self._key(head, phrase, parts.sort), parts.sort)
        if parts.sort == "person":
            known = self._namesake(head)
            if known is not None and speaker.role is None:
                speaker = Speaker(head, known.role, speaker.key, "person")
            self._people.append(speaker)
        elif parts.sort in ("organisation", "country"):
            self._others.append(speaker)
        return speaker

    def _key(self, head: str, phrase: str, sort: Sort) -> str | None:
        if sort == "pronoun":
            plural = head.lower() in self._language.plural_pronouns
            crowd = self._others if plural else self._people
            return crowd[-1].key if crowd else None
        if sort == "person":
            known = self._namesake(head)
            return known.key if known else f"person:{speaker_key(head)}"
        if sort == "country":
            return f"country:{country(head, self._language.code)}"
        if sort == "organisation":
            return "organisation:" + speaker_key(
                self._acronyms.get(head, next((name for name in self._acronyms.values() if head.endswith(name)), head))
            )
        officer = self._officer(phrase)
        return officer.key if officer else f"role:{speaker_key(head)}"

    def _namesake(self, head: str) -> Speaker | None:
        """Return the latest person whose longer name has this one's words."""
        words = head.split()
        return next(
            (
                person
                for person in reversed(self._people)
                if len(person.head.split()) > len(words)
                and (person.head.split()[0] == head or person.head.split()[-1] == head)
            ),
            None,
        )

    def _officer(self, phrase: str) -> Speaker | None:
        """Return the latest person whose role has every word of a role phrase."""
        content = {word.lower() for word in _WORD.findall(phrase)} - self._language.determiners
        for person in reversed(self._people):
            role = {word.lower() for word in _WORD.findall(person.role or "")}
            if content and content <= role:
                return person
        return None


def _plain_role(apposition: str | None, language: Language) -> str | None:
    if apposition is None:
        return None
    first, _, rest = apposition.strip().partition(" ")
    return (rest if first.lower() in language.determiners else apposition.strip()) or None


def _acronyms(text: str) -> dict[str, str]:
    """Return {"NIS": "National Intelligence Service"} for every name that the text shortens in brackets."""
    found = {}
    for match in _ACRONYM.finditer(text):
        letters = match.group(1)
        words = _WORD.findall(text, max(0, match.start() - _LONGEST_NAME), match.start())
        initials = [word for word in words if word[0].isupper()][-len(letters) :]
        if letters.isupper() and "".join(word[0] for word in initials) == letters:
            found[letters] = " ".join(initials)
    return found


def speaker_columns(name: str, code: str | None) -> dict[str, str | None]:
    """Return the speaker columns of the quotes table for a name that somebody typed."""
    known = language(code or "") or language("en")
    if known is None:
        return {"speaker": name, "speaker_head": name, "speaker_key": f"person:{speaker_key(name)}"}
    mention = Cast("", known).mention(name, None)
    return {"speaker": name, "speaker_head": mention.head, "speaker_key": mention.key, "role": mention.role}
