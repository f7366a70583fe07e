"""Events, what was said at them, and which desk carried what: the answers, before a word is printed."""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from benchmarks.wirecopy.phrases import Base, Topic, fillings, table, topics
from benchmarks.wirecopy.wording import drifts

FIRST_DAY: Final = datetime(2024, 1, 8, 6, 0, tzinfo=UTC)
# So many that the same base seldom comes twice in one season: people do not say the same of two towns every week.
EVENTS_A_DAY: Final = 4
QUOTES: Final = 3
_STATEMENTS: Final = 4
_ARTICLES: Final = (4, 7)
_DRIFTED: Final = 0.25
_INDIRECT: Final = 0.25
_RELAYED: Final = 0.3


@dataclass(frozen=True)
class Speaker:
    """An invented person: rows of names.toml, and a role of the topic."""

    woman: bool
    given: int
    family: int
    role: str


@dataclass(frozen=True)
class Statement:
    """One utterance: a base with its slots filled; `wrong` is what a careless desk makes of them."""

    statement_id: str
    base: Base
    speaker: Speaker
    slots: dict[str, int]
    wrong: dict[str, int]


@dataclass(frozen=True)
class Rendering:
    """A quote that an article prints; `drift` is one of `wording.drifts` of its phrase."""

    statement: Statement
    kind: str
    drift: tuple[str, str] | None
    is_original: bool


@dataclass(frozen=True)
class Planned:
    """An article before it is worded."""

    number: int
    topic: Topic
    place: int
    language: str
    published: datetime
    relayed: bool
    renderings: tuple[Rendering, ...]


def planned(count: int, seed: int, subjects: Collection[str] = ()) -> Iterator[Planned]:
    """Yield `count` articles, by event; three quotes each. The same seed gives the same, whatever the count.

    `subjects` names the topics that they are about; without any they are about all.
    """
    known = [topic for topic in topics() if not subjects or topic.name in subjects]
    number = event = 0
    while number < count:
        luck = random.Random(f"{seed}/{event}")  # noqa: S311  # for tests, not secrets
        for article in _event(known, event, number, luck):
            if number < count:
                yield article
            number += 1
        event += 1


def _event(known: Sequence[Topic], event: int, number: int, luck: random.Random) -> Iterator[Planned]:
    topic = luck.choice(known)
    place = luck.randrange(fillings("place"))
    speakers = _speakers(topic, luck)
    said = [
        _statement(f"{event:05}-{place_}", base, speakers[place_ == _STATEMENTS - 1], place, luck)
        for place_, base in enumerate(luck.sample(list(topic.bases), _STATEMENTS))
    ]
    published = FIRST_DAY + timedelta(days=event // EVENTS_A_DAY, minutes=luck.randrange(600))
    seen: set[str] = set()
    for turn in range(luck.randint(*_ARTICLES)):
        language = luck.choice(topic.languages)
        chosen = sorted(luck.sample(range(_STATEMENTS), QUOTES))
        renderings = []
        for each in chosen:
            statement = said[each]
            first = statement.statement_id not in seen
            seen.add(statement.statement_id)
            renderings.append(_rendering(statement, language, luck, first=first))
        published += timedelta(hours=luck.randint(2, 9))
        # What came from elsewhere is no original.
        relayed = luck.random() < _RELAYED and not any(rendering.is_original for rendering in renderings)
        yield Planned(number + turn, topic, place, language, published, relayed, tuple(renderings))


def _speakers(topic: Topic, luck: random.Random) -> list[Speaker]:
    names = table("names")
    families = luck.sample(range(len(names["families"])), 2)
    return [
        Speaker(woman, luck.randrange(len(names["women" if woman else "men"])), family, role)
        for family, role in zip(families, luck.sample(sorted(topic.roles), 2), strict=True)
        for woman in [luck.random() < 0.5]
    ]


def _statement(statement_id: str, base: Base, speaker: Speaker, place: int, luck: random.Random) -> Statement:
    slots = {"place": place} | {slot: luck.randrange(fillings(slot)) for slot in ("later", "earlier", "reason")}
    wrong = {"place": (place + luck.randint(1, fillings("place") - 1)) % fillings("place")}
    for row, (least, most) in enumerate(base.numbers, 1):
        slots[f"n{row}"] = _number(least, most, luck)
        wrong[f"n{row}"] = _number(least, most, luck, other=slots[f"n{row}"])
    return Statement(statement_id, base, speaker, slots, wrong)


def _number(least: int, most: int, luck: random.Random, other: int | None = None) -> int:
    """Return a number that Russian counts with a genitive plural, a fifth or more away from `other`."""
    fitting = [
        number
        for number in (luck.randint(least, most) for _ in range(200))
        if (number % 10 in (0, 5, 6, 7, 8, 9) or 11 <= number % 100 <= 19)
        and (other is None or abs(number - other) > 0.2 * other)
    ]
    return fitting[0]


def _rendering(statement: Statement, language: str, luck: random.Random, *, first: bool) -> Rendering:
    indirect = not first and not statement.base.first_person and luck.random() < _INDIRECT
    possible = drifts(statement.base.words[language])
    drift = luck.choice(possible) if possible and not first and luck.random() < _DRIFTED else None
    return Rendering(statement, "indirect" if indirect else "direct", drift, first)
