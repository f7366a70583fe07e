"""What the drift checks know about a language: one TOML file each, read once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from align.languages.calendars import Calendar, calendar
from align.languages.numerals import Numerals, numerals
from seeds.exceptions import LanguageDataError

# Vowels and stretches that Arabic may write or leave out: words are compared without them.
ARABIC_VOWELS: Final = re.compile("[\u064b-\u065f\u0670\u0640]")


@dataclass(frozen=True, eq=False)
class Language:
    """Knowledge of one language, as its file states it; its cues are written as `align.drift.cues` reads them.

    `negation`, `modality`, `limits` ("only") and `times` map a cue to its class; a class that ends in "?" only answers
    its like on the other side and claims nothing by itself; `modal_answers` are the cues of `modality` and such
    answers; `loose` are those of which only the exchange for another class is seen.
    `modal_endings` and `time_endings` map an ending of a verb to its class, where the verb's lemma ends as one of
    `infinitives`; `time_finals` maps the ending of a sentence whose verb comes last.
    `ends` maps a cue or a lemma to the ends of scales that it stands for, "rising+" or "rising-"; `scale` a word of
    quantity to its rank.
    """

    code: str
    spaced: bool
    verb_last: bool
    things_gendered: bool
    kin: frozenset[str]
    proclitics: tuple[str, ...]
    concord: bool
    negation: dict[str, str]
    negation_cues: frozenset[str]
    negation_verbs: frozenset[str]
    negation_prefixes: tuple[str, ...]
    not_cues: tuple[str, ...]
    modality: dict[str, str]
    modal_answers: dict[str, str]
    modal_endings: dict[str, str]
    loose: frozenset[str]
    backshift: dict[str, frozenset[str]]
    intensity: frozenset[str]
    limits: dict[str, str]
    times: dict[str, str]
    time_endings: dict[str, str]
    time_finals: dict[str, str]
    infinitives: tuple[str, ...]
    not_present: tuple[str, ...]
    perfect: frozenset[str]
    having: frozenset[str]
    present: frozenset[str]
    past: frozenset[str]
    irregular: dict[str, str]
    asking_last: tuple[str, ...]
    asking_first: tuple[str, ...]
    asking_inverted: frozenset[str]
    opposites: frozenset[frozenset[str]]
    prefixes: tuple[str, ...]
    ends: dict[str, str]
    scale: dict[str, int]
    person: dict[str, int]
    articles: frozenset[str]
    gender: dict[str, str]
    function: frozenset[str]
    units: dict[str, str]
    coordinators: frozenset[str]
    limiters: frozenset[str]
    incises: tuple[str, ...]
    agents: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    numerals: Numerals
    calendar: Calendar


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that the drift checks know, in order."""
    folder = files("align.languages")
    return tuple(sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")))


@cache
def language(code: str | None) -> Language | None:
    """Return what the checks know of a language, or None where it has no file.

    Raises:
        LanguageDataError: the file lacks a part; the message names the file and the part.
    """
    if code not in languages():
        return None
    name = f"align/languages/{code}.toml"
    text = (files("align.languages") / f"{code}.toml").read_text(encoding="utf-8")
    try:
        return _language(str(code), tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"{name}: not TOML: {error}.") from error
    except _MissingError as error:
        raise LanguageDataError(f"{name}: no {error}. Take it from align/languages/en.toml.") from error


@cache
def neutral(code: str) -> Language:
    """Return a Language that knows nothing, or how a language denies and its small words, for one without a file.

    Checks that need no list still work on it.
    """
    known, small = (
        tomllib.loads((files("align.languages") / "partly" / f"{part}.toml").read_text(encoding="utf-8"))
        for part in ("denials", "function")
    )
    empty: dict[str, Any] = {
        "negation": {"concord": False, "cues": [], "verbs": [], "not_cues": []} | known.get(code, {}),
        "modality": {},
        "intensity": {"words": []},
        "tense": {"present": [], "past": [], "irregular": {}},
        "opposition": {"pairs": [], "prefixes": []},
        "person": {},
        "gender": {},
        "words": {"function": small.get(code, [])},
    }
    return _language(code, empty)


class _MissingError(Exception):
    """A part or a key that a language file lacks."""


def _taken(data: dict[str, Any], part: str, key: str | None = None) -> Any:  # noqa: ANN401  # TOML holds anything
    if part not in data:
        raise _MissingError(f"[{part}]")
    if key is not None and key not in data[part]:
        raise _MissingError(f"[{part}] {key}")
    return data[part] if key is None else data[part][key]


def _language(code: str, data: dict[str, Any]) -> Language:
    persons = {"first": 1, "second": 2, "third": 3}
    modality, tense, negation = _taken(data, "modality"), _taken(data, "tense"), _taken(data, "negation")
    loose = modality.get("loose", [])
    words, mood = _taken(data, "words"), data.get("mood", {})
    return Language(
        code=code,
        spaced=words.get("spaced", True),
        verb_last=words.get("verb_last", False),
        things_gendered=words.get("things_gendered", False),
        kin=frozenset(words.get("kin", ())),
        proclitics=tuple(words.get("proclitics", ())),
        concord=_taken(data, "negation", "concord"),
        negation=_classes(
            {
                "answer?": negation.get("answers", []),
                "verb": _taken(data, "negation", "verbs"),
                "denial": _taken(data, "negation", "cues"),
                "without": negation.get("without", []),
                "none": _taken(data, "negation", "not_cues"),
                "other": negation.get("other_words", []),
            }
        ),
        negation_cues=frozenset(negation["cues"]),
        negation_verbs=frozenset(negation["verbs"]),
        negation_prefixes=tuple(negation.get("prefixes", ())),
        not_cues=tuple(negation["not_cues"]),
        modality=_classes(_lists(modality)),
        modal_answers=_classes(
            {f"{kind}?": cues for kind, cues in modality.get("weak", {}).items()},
            {f"{kind}?": [cue for cue in cues if cue in loose] for kind, cues in _lists(modality).items()},
            {kind: [cue for cue in cues if cue not in loose] for kind, cues in _lists(modality).items()},
        ),
        modal_endings=_classes(modality.get("endings", {})),
        loose=frozenset(loose),
        backshift={kind: frozenset(to) for kind, to in modality.get("backshift", {}).items()},
        intensity=frozenset(_taken(data, "intensity", "words")),
        limits=_classes(
            {
                "none": data["intensity"].get("not_limits", []),
                "limit?": data["intensity"].get("limit_answers", []) + data["intensity"].get("not_limits", []),
                "limit": data["intensity"].get("limits", []),
            }
        ),
        times=_classes(
            {
                "present": _taken(data, "tense", "present"),
                "past": [*_taken(data, "tense", "past"), *_taken(data, "tense", "irregular")],
                "future": tense.get("future", []),
                "none": tense.get("not_cues", []),
            }
        ),
        time_endings=_classes(tense.get("endings", {})),
        time_finals=_classes(tense.get("finals", {})),
        infinitives=tuple(tense.get("infinitives", ())),
        perfect=frozenset(tense.get("perfect", ())),
        having=frozenset(tense.get("having", ())),
        not_present=tuple(tense.get("not_present", ())),
        present=frozenset(tense["present"]),
        past=frozenset(tense["past"]),
        irregular=dict(tense["irregular"]),
        asking_last=tuple(mood.get("last", ())),
        asking_first=tuple(mood.get("first", ())),
        asking_inverted=frozenset(mood.get("inverted", ())),
        opposites=frozenset(frozenset(pair) for pair in _taken(data, "opposition", "pairs")),
        prefixes=tuple(_taken(data, "opposition", "prefixes")),
        ends=_classes(
            {
                f"{name}{end}": cues
                for name, ends in data["opposition"].get("ends", {}).items()
                for end, cues in zip("+-", ends, strict=True)
            }
        ),
        scale={word: rank for rank, words in enumerate(data.get("quantity", {}).get("scale", [])) for word in words},
        person={
            word: persons[name] for name, words in _taken(data, "person").items() if name in persons for word in words
        },
        articles=frozenset(data["person"].get("articles", ())),
        gender={word: name for name, words in _taken(data, "gender").items() for word in words},
        function=frozenset(_taken(data, "words", "function")),
        coordinators=frozenset(words.get("coordinators", ())),
        limiters=frozenset(words.get("limiters", ())),
        incises=tuple(words.get("incises", ())),
        agents=frozenset(words.get("agents", ())),
        determiners=frozenset(words.get("determiners", ())),
        prepositions=frozenset(words.get("prepositions", ())),
        openers=frozenset(words.get("openers", ())),
        units={word: unit for unit, words in data.get("units", {}).items() for word in words},
        numerals=numerals(code, data.get("numbers", {})),
        calendar=calendar(code, data.get("dates", {})),
    )


def _lists(part: dict[str, Any]) -> dict[str, list[str]]:
    return {kind: cues for kind, cues in part.items() if isinstance(cues, list) and kind != "loose"}


def _classes(*groups: dict[str, list[str]]) -> dict[str, str]:
    """Return cue → class; a cue of several has them all, parted by a space ("会": a certainty or a chance)."""
    found: dict[str, str] = {}
    for kind, cues in (item for group in groups for item in group.items()):
        for cue in cues:
            # An apostrophe between letters parts words ("n'est").
            plain = re.sub(r"(?<=\w)['’](?=\w)", " ", ARABIC_VOWELS.sub("", cue.casefold()))
            known = found.get(plain, kind).split()
            found[plain] = " ".join(known if kind in known else [*known, kind])
    return found
