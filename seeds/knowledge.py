"""Language and agency knowledge, read once from the data files of this room."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from seeds.exceptions import LanguageDataError
from seeds.wordsets import Words

# What the words of a language file are for stands at the head of `languages/en.toml`.
_REQUIRED = ("name", "marks", "reporting", "attribution", "phrases", "speakers", "relay")

_NEEDED = (
    ("marks", "pairs"),
    ("marks", "single"),
    ("reporting", "verbs"),
    ("attribution", "that"),
    ("attribution", "according"),
    ("speakers", "pronouns"),
)


_NO_WORDS = Words()


@dataclass(frozen=True, eq=False)
class Language:
    """What the quote finder and the signs know about one language."""

    code: str
    name: str
    pairs: tuple[tuple[str, str], ...]
    single_pairs: tuple[tuple[str, str], ...]
    dashes: bool
    cues: frozenset[str]
    gerunds: frozenset[str]
    infinitives: frozenset[str]
    aspects: frozenset[str]
    participles: frozenset[str]
    perfect: frozenset[str]
    particles: Mapping[str, frozenset[str]]
    parted: Mapping[str, tuple[str, ...]]
    other_particles: Mapping[str, frozenset[str]]
    prefixes: tuple[str, ...]
    plain_cues: frozenset[str]
    describing_cues: frozenset[str]
    cue_nouns: frozenset[str]
    ambiguous_cues: frozenset[str]
    mood_cues: frozenset[str]
    addressing: frozenset[str]
    with_it: frozenset[str]
    auxiliaries: frozenset[str]
    finite: frozenset[str]
    acting: frozenset[str]
    finite_form: re.Pattern[str] | None
    acting_gerund: re.Pattern[str] | None
    mood: frozenset[str]
    mood_form: re.Pattern[str] | None
    that: tuple[str, ...]
    that_words: frozenset[str]
    told_to: frozenset[str]
    infinitive: re.Pattern[str] | None
    infinitive_beside: re.Pattern[str] | None
    narrated: re.Pattern[str] | None
    unlisted: re.Pattern[str] | None
    adjective: re.Pattern[str] | None
    participle_form: re.Pattern[str] | None
    verbal: re.Pattern[str] | None
    according_relative: re.Pattern[str] | None
    cleft: re.Pattern[str] | None
    lamenting: re.Pattern[str] | None
    copulas: frozenset[str]
    cleft_links: frozenset[str]
    hearsay: frozenset[str]
    pointing: frozenset[str]
    contrasts: frozenset[str]
    relatives: frozenset[str]
    unsaid: re.Pattern[str] | None
    asking: frozenset[str]
    questions: frozenset[str]
    unlisted_lead: frozenset[str]
    announcing: tuple[str, ...]
    voices: tuple[str, ...]
    coming: frozenset[str]
    according_documents: tuple[str, ...]
    outlets: frozenset[str]
    times: frozenset[str]
    announcing_own: frozenset[str]
    comma_clause: bool
    pro_drop: bool
    verb_second: bool
    capital_nouns: bool
    bare_nouns: bool
    inverts: bool
    verb_first: bool
    within: frozenset[str]
    within_endings: tuple[str, ...]
    reading: frozenset[str]
    documents: frozenset[str]
    settings: frozenset[str]
    impersonal_endings: tuple[str, ...]
    relaying: frozenset[str]
    relayed_from: frozenset[str]
    citing: frozenset[str]
    by_way_of: tuple[str, ...]
    carriers: frozenset[str]
    body_adjectives: frozenset[str]
    transitive: frozenset[str]
    circumstances: frozenset[str]
    possessives: frozenset[str]
    attributes: frozenset[str]
    places: frozenset[str]
    recipients: frozenset[str]
    according: tuple[str, ...]
    according_after: tuple[str, ...]
    according_own: tuple[str, ...]
    according_nobody: tuple[str, ...]
    selves: re.Pattern[str] | None
    told: frozenset[str]
    according_compounds: tuple[str, ...]
    as_words: frozenset[str]
    opinion: frozenset[str]
    denials: frozenset[str]
    restricting: frozenset[str]
    back_references: tuple[str, ...]
    whole_references: tuple[str, ...]
    agents: frozenset[str]
    passive: frozenset[str]
    naming: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    subordinators: frozenset[str]
    conjunctions: frozenset[str]
    coordinators: frozenset[str]
    joining: frozenset[str]
    object_nouns: frozenset[str]
    complemented: frozenset[str]
    occasions: frozenset[str]
    leading: frozenset[str]
    belonging: tuple[str, ...]
    quantities: frozenset[str]
    fixed: frozenset[str]
    asides: tuple[str, ...]
    ones: frozenset[str]
    determiners: frozenset[str]
    indefinite: frozenset[str]
    elisions: tuple[str, ...]
    enclitics: tuple[str, ...]
    pronouns: frozenset[str]
    owners: Mapping[str, str]
    plural_pronouns: frozenset[str]
    neuter_pronouns: frozenset[str]
    feminine: frozenset[str]
    feminine_endings: tuple[str, ...]
    epithets: re.Pattern[str] | None
    masculine: frozenset[str]
    plural_determiners: frozenset[str]
    impersonal: frozenset[str]
    roles: frozenset[str]
    nominatives: frozenset[str]
    role_endings: tuple[str, ...]
    office_endings: tuple[str, ...]
    given_names: frozenset[str]
    first_names: frozenset[str]
    foreign_names: frozenset[str]
    titles: frozenset[str]
    surnames: frozenset[str]
    post_nominals: frozenset[str]
    standalone: frozenset[str]
    genitive_endings: tuple[str, ...]
    genitive_adjectives: tuple[str, ...]
    genitive_surnames: tuple[str, ...]
    genitive_names: tuple[str, ...]
    place_endings: tuple[str, ...]
    relational: tuple[str, ...]
    complements: frozenset[str]
    organisations: frozenset[str]
    organisation_endings: tuple[str, ...]
    abstract_endings: tuple[str, ...]
    body_of: tuple[str, ...]
    tail: frozenset[str]
    tail_nouns: frozenset[str]
    lettered: frozenset[str]
    letter_names: frozenset[str]
    letter_titles: frozenset[str]
    letter_words: tuple[str, ...]
    letter_ordinals: frozenset[str]
    letter_shortened: frozenset[str]
    objects: Mapping[str, Any]
    patterns: Mapping[str, Any]
    relay: dict[str, Any]
    lists: Mapping[str, Words]
    endings: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, re.Pattern[str]]

    def listed(self, name: str) -> Words:
        """Return the words that a rule asks for by the name of their list; none in a language without it."""
        return self.lists.get(name, _NO_WORDS)

    def ended(self, name: str) -> tuple[str, ...]:
        """Return the ends or beginnings of words that a rule asks for by their name; none in a language without."""
        return self.endings.get(name, ())

    def formed(self, name: str, word: str) -> bool:
        """Whether a word has the form of that name, which another language's words never have."""
        form = self.forms.get(name)
        return form is not None and form.fullmatch(word) is not None


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file, in order."""
    folder = files("seeds") / "languages"
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


@cache
def language(code: str) -> Language | None:
    """Return what is known of a language, or None where it has no file.

    Raises:
        LanguageDataError: the file lacks a part; the message names the file and the part.
    """
    if code not in languages():
        return None
    name = f"languages/{code}.toml"
    data = read_toml(name)
    missing = [part for part in _REQUIRED if part not in data]
    if missing:
        raise LanguageDataError(f"seeds/{name}: no [{missing[0]}]. Take it from languages/en.toml and fill it in.")
    for part, key in _NEEDED:
        if key not in data[part]:
            raise LanguageDataError(f"seeds/{name}: no [{part}] {key}. Take it from languages/en.toml and fill it in.")
    marks, reporting, phrases, speakers = data["marks"], data["reporting"], data["phrases"], data["speakers"]
    said = data["attribution"]
    cues = _words(reporting, "verbs") | _forms(reporting, "finite")
    infinitives = _words(reporting, "infinitives") | _forms(reporting, "infinitive")
    return Language(
        code=code,
        name=data["name"],
        pairs=_pairs(marks["pairs"]),
        single_pairs=_pairs(marks["single"]),
        dashes=marks.get("dashes", False),
        cues=cues,
        gerunds=_words(reporting, "gerunds") | _forms(reporting, "gerund"),
        infinitives=infinitives,
        aspects=_words(reporting, "aspects"),
        participles=_words(reporting, "participles") | _forms(reporting, "participle"),
        perfect=_words(reporting, "perfect"),
        particles={verb: frozenset(words) for verb, words in reporting.get("particles", {}).items()},
        other_particles={verb: frozenset(words) for verb, words in reporting.get("other_particles", {}).items()},
        parted={verb: tuple(phrase.split()) for verb, phrase in reporting.get("parted", {}).items()},
        prefixes=tuple(reporting.get("prefixes", ())),
        plain_cues=_words(reporting, "without_that")
        or cues | infinitives | _words(reporting, "participles") | _forms(reporting, "participle"),
        describing_cues=_words(reporting, "describing"),
        cue_nouns=_words(reporting, "nouns"),
        ambiguous_cues=_words(reporting, "ambiguous"),
        mood_cues=_words(reporting, "needs_mood"),
        addressing=_words(reporting, "addressing"),
        with_it=_words(reporting, "with_it"),
        auxiliaries=_words(reporting, "auxiliaries"),
        finite=_words(reporting, "finite"),
        acting=_words(reporting, "acting") | _forms(reporting, "finite", "actions"),
        finite_form=re.compile(reporting["finite_form"]) if "finite_form" in reporting else None,
        acting_gerund=re.compile(reporting["acting_gerund"]) if "acting_gerund" in reporting else None,
        mood=_words(reporting, "mood") | _forms(reporting, "mood"),
        mood_form=re.compile(reporting["mood_form"]) if "mood_form" in reporting else None,
        that=tuple(said["that"]),
        that_words=Words(said["that"]),
        infinitive=re.compile(said["infinitive"]) if "infinitive" in said else None,
        infinitive_beside=re.compile(said["infinitive_beside"]) if "infinitive_beside" in said else None,
        narrated=re.compile(reporting["narrated"]) if "narrated" in reporting else None,
        according_relative=re.compile(said["according_relative"]) if "according_relative" in said else None,
        cleft=re.compile(said["cleft"], re.IGNORECASE) if "cleft" in said else None,
        lamenting=re.compile(said["lamenting"]) if "lamenting" in said else None,
        copulas=_words(said, "copulas"),
        cleft_links=_words(said, "cleft_links"),
        hearsay=_words(said, "hearsay"),
        pointing=_words(said, "pointing"),
        contrasts=_words(said, "contrasts"),
        relatives=_words(said, "relatives"),
        told_to=_words(said, "told_to"),
        unsaid=re.compile(said["unsaid"]) if "unsaid" in said else None,
        asking=_words(said, "asking"),
        questions=_words(said, "questions"),
        participle_form=re.compile(phrases["participle_form"]) if "participle_form" in phrases else None,
        adjective=re.compile(phrases["adjective"]) if "adjective" in phrases else None,
        verbal=re.compile(phrases["verbal"]) if "verbal" in phrases else None,
        unlisted=re.compile(said["unlisted"]) if "unlisted" in said else None,
        unlisted_lead=_words(said, "unlisted_lead"),
        announcing=tuple(said.get("announcing", ())),
        voices=tuple(said.get("voices", ())),
        coming=_words(said, "coming"),
        according_documents=tuple(said.get("according_documents", ())),
        outlets=_words(phrases, "outlets"),
        times=_words(phrases, "times"),
        announcing_own=_words(said, "announcing_own"),
        comma_clause=said.get("comma_clause", False),
        pro_drop=said.get("pro_drop", False),
        verb_second=said.get("verb_second", False),
        capital_nouns=said.get("capital_nouns", False),
        bare_nouns=said.get("bare_nouns", False),
        inverts=said.get("inverts", False),
        verb_first=said.get("verb_first", False),
        within=_words(said, "within"),
        within_endings=tuple(said.get("within_endings", ())),
        reading=_words(said, "reading"),
        documents=_words(said, "documents"),
        impersonal_endings=tuple(said.get("impersonal_endings", ())),
        settings=_words(said, "settings"),
        relaying=_words(said, "relaying"),
        relayed_from=_words(said, "relayed_from"),
        citing=_words(said, "citing"),
        by_way_of=tuple(said.get("by_way_of", ())),
        body_adjectives=_words(phrases, "body_adjectives"),
        carriers=_words(phrases, "carriers") | _words(phrases, "outlets") | Words(read_toml("outlets.toml")["words"]),
        circumstances=_words(said, "circumstances"),
        transitive=_words(said, "transitive"),
        places=_words(phrases, "places"),
        attributes=_words(phrases, "attributes"),
        possessives=_words(phrases, "possessives"),
        recipients=_words(phrases, "recipients"),
        according=_longest_first(said["according"]),
        according_after=_longest_first(said.get("according_after", ())),
        according_compounds=tuple(said.get("according_compounds", ())),
        according_own=_longest_first(said.get("according_own", ())),
        according_nobody=tuple(said.get("according_nobody", ())),
        selves=re.compile(said["selves"]) if "selves" in said else None,
        told=_words(said, "told"),
        as_words=_words(said, "as"),
        opinion=_words(said, "opinion"),
        denials=_words(said, "denials"),
        restricting=_words(said, "restricting"),
        back_references=tuple(said.get("back_references", ())),
        whole_references=tuple(said.get("whole_references", ())),
        agents=_words(said, "agents"),
        passive=_words(said, "passive"),
        naming=_words(phrases, "naming"),
        adverbs=_words(phrases, "adverbs"),
        prepositions=_words(phrases, "prepositions"),
        links=_words(phrases, "links"),
        subordinators=_words(phrases, "subordinators"),
        conjunctions=_words(phrases, "conjunctions"),
        coordinators=_words(phrases, "coordinators"),
        joining=_words(phrases, "joining"),
        object_nouns=_words(phrases, "object_nouns"),
        complemented=_words(phrases, "complemented"),
        occasions=_words(phrases, "occasions"),
        leading=_words(phrases, "leading"),
        belonging=tuple(phrases.get("belonging", ())),
        quantities=_words(phrases, "quantities"),
        fixed=_words(phrases, "fixed"),
        asides=_longest_first(phrases.get("asides", ())),
        ones=_words(phrases, "ones"),
        determiners=_words(phrases, "determiners"),
        indefinite=_words(phrases, "indefinite") | _words(speakers, "indefinite"),
        elisions=tuple(phrases.get("elisions", ())),
        enclitics=tuple(phrases.get("enclitics", ())),
        pronouns=_words(speakers, "pronouns"),
        owners=dict(speakers.get("owners", {})),
        plural_pronouns=_words(speakers, "plural_pronouns"),
        neuter_pronouns=_words(speakers, "neuter_pronouns"),
        feminine=_words(speakers, "feminine"),
        feminine_endings=tuple(speakers.get("feminine_endings", ())),
        epithets=re.compile(rf"(?:{'|'.join(speakers['epithets'])})\b") if "epithets" in speakers else None,
        masculine=_words(speakers, "masculine"),
        plural_determiners=_words(speakers, "plural_determiners"),
        impersonal=_words(speakers, "impersonal"),
        roles=_offices(speakers) | _forms(speakers, "role"),
        nominatives=_forms(speakers, "subject"),
        role_endings=tuple(speakers.get("role_endings", ())),
        office_endings=tuple(speakers.get("office_endings", ())),
        given_names=_words(speakers, "given_names"),
        first_names=_words(speakers, "first_names") | _words(speakers, "foreign_names"),
        foreign_names=_words(speakers, "foreign_names"),
        titles=_words(speakers, "titles"),
        surnames=_words(speakers, "surnames"),
        post_nominals=_words(speakers, "post_nominals"),
        standalone=_words(speakers, "standalone"),
        genitive_endings=tuple(speakers.get("genitive_endings", ())),
        genitive_adjectives=tuple(speakers.get("genitive_adjectives", ())),
        genitive_surnames=tuple(speakers.get("genitive_surnames", ())),
        genitive_names=tuple(speakers.get("genitive_names", ())),
        place_endings=tuple(speakers.get("place_endings", ())),
        relational=tuple(speakers.get("relational", ())),
        organisations=_words(speakers, "organisations") | _forms(speakers, "body"),
        complements=_words(speakers, "complements"),
        organisation_endings=tuple(speakers.get("organisation_endings", ())),
        abstract_endings=tuple(phrases.get("abstract_endings", ())),
        body_of=tuple(speakers.get("body_of", ())),
        tail=_words(phrases, "tail"),
        tail_nouns=_words(phrases, "tail_nouns"),
        lettered=_words(data.get("letters", {}), "nouns"),
        letter_names=_words(data.get("letters", {}), "names"),
        letter_titles=_words(data.get("letters", {}), "titles"),
        letter_ordinals=_words(data.get("letters", {}), "ordinals"),
        letter_shortened=_words(data.get("letters", {}), "shortened"),
        letter_words=tuple(data.get("letters", {}).get("words", ())),
        objects=data.get("objects", {}),
        patterns=data.get("patterns", {}),
        relay=data["relay"],
        lists={key: Words(words) for key, words in data.get("lists", {}).items()},
        endings={key: tuple(parts) for key, parts in data.get("endings", {}).items()},
        forms={key: re.compile(form) for key, form in data.get("forms", {}).items()},
    )


@cache
def any_language() -> Language:
    """Return what is known of a language without a file: the marks that any newsroom uses."""
    data = read_toml("marks.toml")
    empty = Words()
    known: dict[str, Any] = {field: empty for field, kind in Language.__annotations__.items() if kind == frozenset[str]}
    known |= {field: () for field, kind in Language.__annotations__.items() if "tuple" in str(kind)}
    known |= dict.fromkeys(
        ("comma_clause", "pro_drop", "verb_second", "capital_nouns", "bare_nouns", "inverts", "verb_first"), False
    )
    return Language(
        **known
        | {
            "code": "",
            "name": "",
            "pairs": _pairs(data["pairs"]),
            "single_pairs": _pairs(data["single"]),
            "dashes": False,
            "particles": {},
            "parted": {},
            "other_particles": {},
            "owners": {},
            "infinitive": None,
            "infinitive_beside": None,
            "narrated": None,
            "objects": {},
            "unlisted": None,
            "adjective": None,
            "participle_form": None,
            "verbal": None,
            "finite_form": None,
            "mood_form": None,
            "unsaid": None,
            "selves": None,
            "according_relative": None,
            "cleft": None,
            "acting_gerund": None,
            "epithets": None,
            "lamenting": None,
            "patterns": {},
            "relay": {},
            "lists": {},
            "endings": {},
            "forms": {},
        }
    )


def read_toml(name: str) -> dict[str, Any]:
    """Return a data file of this room, by its name below `seeds/`.

    Raises:
        LanguageDataError: the file is not TOML; the message says where.
    """
    try:
        return tomllib.loads((files("seeds") / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"seeds/{name}: not TOML: {error}.") from error


def _words(part: Mapping[str, Any], key: str) -> Words:
    return Words(part.get(key, ()))


def _pairs(marks: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, last) for first, last in marks)


def _offices(speakers: Mapping[str, Any]) -> Words:
    """Return the words for offices with their plurals and with what may be written to their front ("expresidente")."""
    words = _words(speakers, "roles")
    words = Words(word + ending for word in words for ending in ("", *speakers.get("role_plurals", ())))
    return Words(prefix + word for word in words for prefix in ("", *speakers.get("role_prefixes", ())))


def _longest_first(phrases: list[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=len, reverse=True))


def _forms(part: Mapping[str, Any], mood: str, paradigms: str = "paradigms") -> Words:
    """Return the forms of every word that a paradigm makes: stems, each with the endings of a mood or of the cases."""
    return Words(
        stem + ending
        for paradigm in part.get(paradigms, {}).values()
        for stem in paradigm["stems"]
        for ending in paradigm.get(mood, ())
    )
