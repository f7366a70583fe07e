"""The quotes to learn statements from, and the thirds of their stories that are left out in turn."""

import json
import random
from collections.abc import Mapping, Sequence
from typing import Any, Final

from benchmarks.statements import DATA, LOOSE, RELAYS, SECOND

FILES: Final = (DATA, RELAYS, SECOND, LOOSE)
FOLDS: Final = 3
SEED: Final = 1


def told() -> list[list[dict[str, Any]]]:
    """Return the quotes of each file; identifiers, stories and statements bear the file's name, so that no two meet."""
    files = []
    for path in FILES:
        quotes = json.loads(path.read_text(encoding="utf-8"))["quotes"]
        files.append(
            [
                {
                    **quote,
                    **{name: f"{path.stem}/{quote[name]}" for name in ("id", "story", "statement") if quote[name]},
                }
                for quote in quotes
            ]
        )
    return files


def commonplaces() -> list[dict[str, Any]]:
    """Return the short quotes of commonplaces.json, which nobody is known to have said."""
    said = json.loads(DATA.with_name("commonplaces.json").read_text(encoding="utf-8"))["quotes"]
    return [
        {
            "id": f"commonplace.{code}.{number}",
            "story": "commonplaces",
            "statement": None,
            "language": code,
            "kind": "direct",
            "text": text,
            "speaker": None,
            "published": None,
        }
        for code, texts in said.items()
        for number, text in enumerate(texts)
    ]


def folds(quotes: Sequence[Mapping[str, Any]]) -> list[set[str]]:
    """Return the stories in three parts, each with some of every file: what each set of changes does not see."""
    shuffling = random.Random(SEED)  # noqa: S311  # no secret
    parts: list[set[str]] = [set() for _ in range(FOLDS)]
    by_file: dict[str, list[str]] = {}
    for story in dict.fromkeys(str(quote["story"]) for quote in quotes):
        by_file.setdefault(story.partition("/")[0], []).append(story)
    place = 0
    for stories in by_file.values():
        stories.sort()
        shuffling.shuffle(stories)
        for story in stories:
            parts[place % FOLDS].add(story)
            place += 1
    return parts
