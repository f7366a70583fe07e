"""Articles as their newsrooms print them, and as files: plain text in folders by day, or ninjs."""

import json
import random
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from benchmarks.wirecopy.events import Planned, Rendering, Speaker, planned
from benchmarks.wirecopy.phrases import figure, filling, name, table
from benchmarks.wirecopy.wording import Planted, worded

ANSWERS: Final = "answers.jsonl"
_JOINERS: Final = {"zh": "·", "ja": "・"}
_BY_GENDER: Final = re.compile(r"\{g:([^/}]*)/([^}]*)\}")
_QUE: Final = re.compile(r"\bque (?=[aeiouhâàéêèîôû])", re.IGNORECASE)
# German nouns begin with a capital wherever they stand; so do what these phrases of other languages begin with.
_ARTICLES: Final = re.compile(r"(?:Der|Die|Das|Ein|Eine|Rund|Im|In|Beide|Keine|Mehr|Freiwillige)\b")
_PLAIN: Final = 3


@dataclass(frozen=True)
class Printed:
    """A quote as it stands in an article's text."""

    statement: str
    text: str
    kind: str
    is_original: bool
    speaker: str
    planted: Planted | None


def article(plan: Planned, seed: int) -> tuple[str, str, list[Printed]]:
    """Return headline, body and quotes of an article."""
    luck = random.Random(f"{seed}/article/{plan.number}")  # noqa: S311  # for tests, not secrets
    code = plan.language
    room = table("newsrooms")[code]
    place = filling("place", plan.place, code)
    agency, relay = luck.sample(room["agencies"], 2)
    told = [
        phrase.format(place=place, n=luck.choice((5, 6, 7, 8, 9, 15, 20))) for phrase in luck.sample(room["told"], 5)
    ]
    quotes: list[Printed] = []
    paragraphs = [_dateline(plan, agency, luck) + told[0]]
    named: set[Speaker] = set()
    frames = {kind: _shuffled(shapes, luck) for kind, shapes in _shapes(code).items()}
    for place_, rendering in enumerate(plan.renderings):
        again = rendering.statement.speaker in named and rendering.kind == "direct"
        frame = next(frames["later" if again else rendering.kind])
        line, quote = _quoted(plan, rendering, frame, luck, short=again)
        named.add(rendering.statement.speaker)
        quotes.append(quote)
        paragraphs.append(line)
        if luck.random() < 0.7:
            paragraphs.append(told[place_ + 1])
    if plan.relayed:
        paragraphs.append(luck.choice(room["credits"]).format(relay=relay))
    return plan.topic.headline[code].format(place=place), "\n\n".join(paragraphs), quotes


def _dateline(plan: Planned, agency: str, luck: random.Random) -> str:
    place = filling("place", plan.place, plan.language)
    room = table("newsrooms")[plan.language]
    month = room["months"][plan.published.month - 1]
    shape: str = luck.choice(room["datelines"])
    return shape.format(
        place=place, Place=place, PLACE=place.upper(), agency=agency, month=month, day=plan.published.day
    )


def _shapes(code: str) -> dict[str, list[str]]:
    return {kind: table("frames")[code][kind] for kind in ("direct", "indirect", "later")}


def _shuffled(shapes: list[str], luck: random.Random) -> Iterator[str]:
    """Return frames so that none comes twice in a row while there is another."""
    return cycle(luck.sample(shapes, len(shapes)))


def _quoted(
    plan: Planned, rendering: Rendering, frame: str, luck: random.Random, *, short: bool
) -> tuple[str, Printed]:
    code = plan.language
    statement = rendering.statement
    text, planted = _words(rendering, code, luck)
    person = _person(statement.speaker, code, short=short)
    role = plan.topic.roles[statement.speaker.role][code]
    role_words = role[-1 if statement.speaker.woman else 0].format(place=filling("place", plan.place, code))
    frame = _BY_GENDER.sub(lambda match: match[2 if statement.speaker.woman else 1], frame)
    inside = text if code == "de" and not _ARTICLES.match(text) else text[:1].lower() + text[1:]
    frame = frame.replace("{weekday}", table("frames")[code]["weekdays"][plan.published.weekday()])
    filled = frame.replace("{Role}", role_words[:1].upper() + role_words[1:]).replace("{role}", role_words)
    # What Korean puts behind a family name: the last word of the office, with its particle.
    line = filled.replace("{title}", role_words.split()[-1]).replace("{name}", person)
    if code == "fr" and "que {quote}" in line and _QUE.match(f"que {inside}"):
        line = line.replace("que {quote}", "qu’{quote}")
    quote = text if "{Quote}" in line else inside
    line = line.replace("{Quote}", text).replace("{quote}", inside)
    said = Printed(statement.statement_id, quote, rendering.kind, rendering.is_original, person, planted)
    return line[:1].upper() + line[1:], said


def _words(rendering: Rendering, code: str, luck: random.Random) -> tuple[str, Planted | None]:
    statement = rendering.statement
    right = {slot: _filled(slot, row, code) for slot, row in statement.slots.items()}
    wrong = {slot: _filled(slot, row, code) for slot, row in statement.wrong.items()}
    text, planted = worded(statement.base.words[code], right, wrong, rendering.drift, luck)
    return text[:1].upper() + text[1:], planted


def _filled(slot: str, row: int, code: str) -> str:
    return filling(slot, row, code) if slot in table("slots") else figure(row, code)


def _person(speaker: Speaker, code: str, *, short: bool) -> str:
    family = name("families", speaker.family, code)
    given = name("women" if speaker.woman else "men", speaker.given, code)
    return family if short else f"{given}{_JOINERS.get(code, ' ')}{family}"


def write(
    folder: Path, count: int, seed: int = 1, *, subjects: Collection[str] = (), numbers: tuple[int, int] | None = None
) -> None:
    """Write `count` articles below `folder`/copy, and what they quote to `folder`/answers.jsonl.

    `subjects` names the topics that they are about, all without any; of `numbers`, the first and the end, only those.
    Two of three are ninjs with their moment; the third is plain text in a folder of its day, whose date a sidecar says.
    """
    copy = folder / "copy"
    copy.mkdir(parents=True, exist_ok=True)
    sidecars: dict[Path, list[str]] = {}
    with (folder / ANSWERS).open("w", encoding="utf-8") as answers:
        for plan in planned(count, seed, subjects):
            if numbers is not None and not numbers[0] <= plan.number < numbers[1]:
                continue
            headline, body, quotes = article(plan, seed)
            day = copy / f"{plan.published:%Y-%m-%d}"
            day.mkdir(exist_ok=True)
            # A day without an hour would pass for the earliest: only what is no original goes out as plain text.
            plain = plan.number % _PLAIN == 0 and not any(quote.is_original for quote in quotes)
            if plain:
                file = day / f"{plan.number:06}-{plan.language}.txt"
                file.write_text(f"{headline}\n\n{body}\n", encoding="utf-8")
                moment = plan.published.isoformat(timespec="seconds")
                sidecars.setdefault(day, []).append(f'["{file.name}"]\ndate = {moment}\n')
            else:
                file = day / f"{plan.number:06}-{plan.language}.json"
                file.write_text(json.dumps(_ninjs(plan, headline, body), ensure_ascii=False), encoding="utf-8")
            for row in _rows(file.relative_to(copy).as_posix(), plan.language, quotes):
                answers.write(json.dumps(row, ensure_ascii=False) + "\n")
    for day, entries in sidecars.items():
        (day / "articles.toml").write_text("\n".join(entries), encoding="utf-8")


def _ninjs(plan: Planned, headline: str, body: str) -> dict[str, Any]:
    return {
        "uri": f"urn:example:copy:{plan.number}",
        "type": "text",
        "versioncreated": plan.published.isoformat(timespec="seconds"),
        "language": plan.language,
        "headline": headline,
        "body_text": body,
    }


def _rows(path: str, language: str, quotes: Iterable[Printed]) -> Iterator[dict[str, Any]]:
    for quote in quotes:
        planted = asdict(quote.planted) if quote.planted else None
        yield {"path": path, "language": language, **asdict(quote), "planted": planted}
