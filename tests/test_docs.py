"""What the documents say holds: the reference is what the commands say of themselves, examples show what they claim."""

import re
from collections.abc import Iterator
from pathlib import Path

from align.comparing import Texts, comparisons
from align.schema import CATEGORIES
from docs.commands import reference

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(r"\| (\w\w) \| (.+?) \| (\w\w) \| (.+?) \|")


def examples() -> Iterator[tuple[str, Texts]]:
    """Yield the pairs of docs/drifts.md, each with the category that it stands under."""
    category = ""
    for line in (ROOT / "docs" / "drifts.md").read_text(encoding="utf-8").splitlines():
        category = line[3:] if line.startswith("## ") else category
        if row := EXAMPLE.fullmatch(line):
            first, original, second, rendering = row.groups()
            yield category, Texts(original, rendering, original_language=first, rendering_language=second)


def test_the_reference_is_made_from_the_help() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == reference(), "run `make docs`"


def test_every_category_of_drift_is_explained() -> None:
    text = (ROOT / "docs" / "drifts.md").read_text(encoding="utf-8")
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == sorted(
        CATEGORIES, key=lambda category: (category == "speaker", CATEGORIES.index(category))
    )


def test_every_example_of_a_drift_shows_it() -> None:
    found = list(examples())
    assert len(found) > 30
    results = comparisons([pair for _, pair in found], with_model=False)
    shown = [{drift.category for drift in result.drift} for result in results]
    missing = [(name, pair.rendering) for (name, pair), kinds in zip(found, shown, strict=True) if name not in kinds]
    assert missing == []
