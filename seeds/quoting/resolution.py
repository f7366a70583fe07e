"""Who a speaker's phrase means: surnames, roles, pronouns and acronyms resolved to the article's fuller mentions."""

import re
from collections import deque
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from seeds.knowledge import Language, language
from seeds.quoting.caseless import Sort, is_caseless
from seeds.quoting.countries import country
from seeds.quoting.keys import speaker_key
from seeds.quoting.names import take_apart
from seeds.quoting.phrases import has_role

_ACRONYM: Final = re.compile(r"\(([^\W\d_]{2,8})\)")
# How many mentions a pronoun may reach back.
_LONGEST_MEMORY: Final = 12
_LONGEST_NAME: Final = 120
_NAME_BREAK: Final = re.compile(r"[\s·・＝=]+")
_OF: Final = frozenset({"of"})
_FULL_NAME: Final = re.compile(r"\b[A-ZÀ-Ý][a-zà-ÿ]+(?: [A-ZÀ-Ý][a-zà-ÿ’'-]+)+")
# A given name before a family name, not at a sentence's head.
_GIVEN: Final = re.compile(r"[a-zà-ÿ0-9,] (?P<given>[A-ZÀ-Ý][a-zà-ÿ]+)\Z")
_LONGEST_GIVEN: Final = 24
# How far back the only full name is whom a pronoun means.
_NAME_REACH: Final = 600
_DEFINITE: Final = ("l'", "the ")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Speaker(NamedTuple):
    """One mention of a speaker: the head as printed, the role if the text gives it, and the key of whom it means."""

    head: str
    role: str | None
    key: str | None
    sort: Sort


class Mention(NamedTuple):
    """A speaker as one place of the article names them: woman, man or unknown, one or several."""

    speaker: Speaker
    woman: bool | None
    several: bool


class Cast:
    """The speakers of one article so far, and whom its sentences were about, in reading order."""

    def __init__(self, text: str, language: Language) -> None:
        self._language = language
        self._text = text
        self._people: list[Speaker] = []
        self._latest: dict[str, Speaker] = {}  # by name, whoever was named last behind the others
        self._mentions: deque[Mention] = deque(maxlen=_LONGEST_MEMORY)
        self._women: dict[str | None, bool] = {}
        self._acronyms = _acronyms(text)

    def mention(self, phrase: str, apposition: str | None, at: int = 0) -> Speaker:
        """Return whom a phrase means, and remember it for the phrases to come.

        A pronoun takes head, role and key of the latest mention that agrees with it, else of the only person whose full
        name stands before it, `at` being where that is in the text; without one it stands for itself.
        """
        parts = take_apart(phrase, self._language)
        head = phrase[parts.head_start : parts.head_end]
        if parts.sort == "pronoun":
            meant = self._meant(head)
            named = self._named_before(head, at) if meant.key is None else None
            return self.mention(named, None) if named is not None else meant
        alone = self._language.verb_first and parts.sort == "organisation" and " " not in head
        known = self._namesake(head) if parts.sort == "person" or alone else None
        if known is not None and alone:
            parts = replace(parts, sort="person")  # "الأنصاري", named before as "ماجد الأنصاري"
        fuller = self._fuller(head, at) if at and known is None and parts.sort == "person" else None
        role = _plain_role(apposition, self._language) or parts.role
        role = known.role if known is not None and role is None else role
        key = known.key if known else self._key(fuller or head, phrase, parts.sort)
        speaker = Speaker(head, role, key, parts.sort)
        if parts.sort == "person":
            self._people.append(speaker)
            self._latest.pop(head, None)
            self._latest[head] = speaker
        woman = _woman(f"{apposition or ''} | {phrase}", self._language)
        if woman is None:
            woman = self._women.get(speaker.key)
        else:
            self._women[speaker.key] = woman
        common = head.lower() if parts.sort == "role" else head  # "Scientists", at a sentence's start
        self._mentions.append(Mention(speaker, woman, _several(phrase, common, self._language)))
        return speaker

    def knows(self, phrase: str) -> bool:
        """Whether a phrase names a person who was named more fully, or spoke, before."""
        parts = take_apart(phrase, self._language)
        head = phrase[parts.head_start : parts.head_end]
        return self._namesake(head) is not None or head in self._latest

    def _meant(self, pronoun: str) -> Speaker:
        language, said = self._language, pronoun.lower().replace("’", "'")
        small = language.owners.get(said, said)
        plural = small in language.plural_pronouns
        told = language.feminine | language.masculine | language.plural_pronouns | language.neuter_pronouns
        if not language.feminine or small in told:
            for mention in reversed(self._mentions):
                if self._agrees(mention, small, plural=plural):
                    woman = small in language.feminine if small in language.feminine | language.masculine else None
                    if woman is not None:
                        self._women[mention.speaker.key] = woman
                    self._mentions.append(mention._replace(woman=mention.woman if woman is None else woman))
                    return mention.speaker
        return Speaker(pronoun, None, None, "pronoun")

    def _fuller(self, name: str, at: int) -> str | None:
        """Return the full name that a family name had before, where its bearer did not speak: "Cole Barnes"."""
        language = self._language
        if " " in name or is_caseless(language) or language.capital_nouns or language.bare_nouns:
            return None
        place = self._text.find(f" {name}", 0, at - 1)
        if place < 0 or not name[:1].isupper():
            return None
        match = _GIVEN.search(self._text, max(0, place - _LONGEST_GIVEN), place)
        if match is None or has_role(match["given"], language):
            return None
        known = language.prepositions | language.determiners | language.organisations | language.adverbs
        return f"{match['given']} {name}" if match["given"].lower() not in known else None

    def _named_before(self, pronoun: str, at: int) -> str | None:
        """Return the full name before an offset where but one stands there: "Fiori d'arancio per Belinda Costa?"."""
        language, small = self._language, pronoun.lower()
        single = small in (language.feminine | language.masculine) - language.plural_pronouns
        if not (at and single) or language.capital_nouns or is_caseless(language) or language.bare_nouns:
            return None
        known = language.prepositions | language.determiners | language.organisations | language.adverbs
        found = set()
        for match in _FULL_NAME.finditer(self._text, max(0, at - _NAME_REACH), at):
            first, *_, last = match.group().split()
            start = self._text[: match.start()].rstrip()[-1:]
            opened = start in ("", ".", "!", "?", "\n") and has_role(first, language)
            if first.lower() in known or has_role(last, language) or (has_role(first, language) and not opened):
                continue
            if country(match.group(), language.code) is None:
                found.add(match.group())
        return found.pop() if len(found) == 1 else None

    def _agrees(self, mention: Mention, pronoun: str, *, plural: bool) -> bool:
        """Whether a pronoun can stand for a mention, by number, by sex, and by what is a thing in the language."""
        language = self._language
        body = mention.speaker.sort in ("organisation", "country")
        if plural:
            return mention.several or body
        if mention.several:
            return False
        if pronoun in language.neuter_pronouns:
            office = any(word.lower() in language.roles for word in _WORD.findall(mention.speaker.head))
            return mention.speaker.sort != "person" and not office
        if body and (
            language.neuter_pronouns or not language.feminine or pronoun in language.listed("personal_pronouns")
        ):
            return False
        woman = mention.woman
        if woman is None and language.feminine_endings:
            woman = self._women.get(mention.speaker.key)
        return woman is None or pronoun not in (language.masculine if woman else language.feminine)

    def _key(self, head: str, phrase: str, sort: Sort) -> str | None:
        if sort == "person":
            return f"person:{speaker_key(head)}"
        if sort == "country":
            return f"country:{country(head, self._language.code)}"
        if sort == "organisation":
            return "organisation:" + speaker_key(
                self._acronyms.get(head, next((name for name in self._acronyms.values() if head.endswith(name)), head))
            )
        officer = self._officer(phrase) or self._described(phrase)
        return officer.key if officer else f"role:{speaker_key(head)}"

    def _namesake(self, head: str) -> Speaker | None:
        """Return the latest person whose longer name has this one's words."""
        return next((self._latest[longer] for longer in reversed(self._latest) if _is_part(head, longer)), None)

    def _described(self, phrase: str) -> Speaker | None:
        """Return the latest person whom an epithet can mean: "der Christdemokrat", "die 43-Jährige", "il 43enne"."""
        language = self._language
        if language.epithets is None or language.epithets.search(phrase.lower().replace("’", "'")) is None:
            return None
        if not _is_definite(phrase, language):
            return None
        woman = _woman(phrase, language)
        for mention in reversed(self._mentions):
            agrees = mention.woman is None or woman is None or mention.woman == woman
            if mention.speaker.sort == "person" and agrees and not mention.several:
                return mention.speaker
        return None

    def _officer(self, phrase: str) -> Speaker | None:
        """Return the latest person whose role has every word of a role phrase, in German also as a compound's end."""
        content = _small_words(phrase) - self._language.determiners if self._people else frozenset()
        if self._language.capital_nouns and not _is_definite(phrase, self._language):
            return None  # "eine Sprecherin" is another one
        for person in reversed(self._people):
            if self._language.capital_nouns and len(content) == 1:
                office = next(iter(content))
                if any(word.endswith(office) for word in _small_words(person.role or "")):
                    return person  # "Gesundheitsministerin" and later "die Ministerin"
            if is_caseless(self._language) and phrase.strip() in (person.role or ""):
                return person  # "外交部发言人" and later "发言人"
            if content and content <= _small_words(person.role or ""):
                return person
        return None


@lru_cache(maxsize=4_096)
def _words(name: str) -> list[str]:
    return _NAME_BREAK.split(name)


@lru_cache(maxsize=4_096)
def _small_words(phrase: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(phrase))


def _is_part(name: str, longer: str) -> bool:
    """Whether a name is some of the words of a longer one, or the family name of one in syllables."""
    if len(name) == 1 < len(longer) and not name.isascii():
        return longer.startswith(name)
    words, others = _words(name), _words(longer)
    return (
        len(words) < len(others)
        and words[0] in others
        and any(others[start : start + len(words)] == words for start in range(len(others) - len(words) + 1))
    )


def _plain_role(apposition: str | None, language: Language) -> str | None:
    if apposition is None:
        return None
    first, _, rest = apposition.strip().partition(" ")
    if first.lower() in language.prepositions - language.determiners | _OF:
        return None  # "Ana Ruiz, of the union"
    return (rest if first.lower() in language.determiners else apposition.strip()) or None


@lru_cache(maxsize=4_096)
def _woman(phrases: str, language: Language) -> bool | None:
    """Whether an article or a word in a phrase says that a woman, or a man, is meant; None where nothing or both do."""
    words = _small_words(phrases)
    first = {part.strip().partition(" ")[0].lower() for part in phrases.split("|")}
    told = (words - language.determiners) | (first & language.determiners)
    woman, man = bool(told & language.feminine), bool(told & language.masculine)
    for ending in language.feminine_endings:
        woman = woman or any(word.endswith(ending) and has_role(word, language) for word in told)
        man = man or any(has_role(word + ending, language) and has_role(word, language) for word in told)
    return None if woman == man else woman


def _is_definite(phrase: str, language: Language) -> bool:
    """Whether a phrase starts with an article that points to somebody who is known."""
    first = phrase.lower().replace("’", "'")
    return first.partition(" ")[0] in language.determiners - language.indefinite or first.startswith(_DEFINITE)


def _several(phrase: str, head: str, language: Language) -> bool:
    """Whether a phrase names more than one: by its article where the file lists those, else by its ending."""
    first = phrase.partition(" ")[0].lower()
    if first in language.plural_determiners:
        return True
    return bool(language.feminine) and head.islower() and head.endswith("s") and first not in language.determiners


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
