"""The copy that is made to order says what its answers say, in every language, and the same each time."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

import seeds
from benchmarks.wirecopy.events import planned
from benchmarks.wirecopy.phrases import topics
from benchmarks.wirecopy.printing import ANSWERS, article, write
from benchmarks.wirecopy.wording import drifts, worded

SLOTS = {"place", "later", "earlier", "reason", "n1", "n2"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    write(folder, 300, seed=5)
    return folder


def _luck() -> random.Random:
    return random.Random(1)  # noqa: S311


def answers(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / ANSWERS).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.name)
def test_a_statement_says_the_same_in_all_languages_of_its_topic(topic) -> None:
    for base in topic.bases:
        slots = {code: Counter(part for part in SLOTS if f"{{{part}}}" in base.words[code]) for code in topic.languages}
        numbers = {code: {slot for slot in found if slot.startswith("n")} for code, found in slots.items()}
        assert len({frozenset(found) for found in numbers.values()}) == 1, base.name
        assert len(numbers["en"]) == len(base.numbers), base.name
        assert len({"place" in found for found in slots.values()}) == 1, base.name


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.name)
def test_a_planted_drift_stands_where_it_is_said_to(topic) -> None:
    right = dict.fromkeys(SLOTS, "so")
    wrong = dict.fromkeys(SLOTS, "otherwise")
    for base in topic.bases:
        for code, phrase in base.words.items():
            faithful, none = worded(phrase, right, wrong, None, _luck())
            assert none is None
            assert not set("[]{}<>|") & set(faithful), (base.name, code)
            for drift in drifts(phrase):
                text, planted = worded(phrase, right, wrong, drift, _luck())
                assert planted is not None
                mended = text[: planted.start] + planted.right + text[planted.end :]
                assert (mended, text == faithful) == (faithful, False), (base.name, code, drift)


def test_one_seed_gives_one_copy_of_any_size(made: Path, tmp_path: Path) -> None:
    write(tmp_path, 100, seed=5)
    assert answers(tmp_path) == answers(made)[: 3 * 100]
    for file in (tmp_path / "copy").rglob("*.json"):
        assert file.read_bytes() == (made / "copy" / file.relative_to(tmp_path / "copy")).read_bytes()
    assert [plan.language for plan in planned(50, 6)] != [plan.language for plan in planned(50, 5)]


def test_each_article_has_three_quotes_that_stand_in_it_word_for_word(made: Path) -> None:
    copy = seeds.read([made / "copy"])
    assert copy.errors.height == 0
    texts = {
        Path(path).relative_to(made / "copy").as_posix(): text
        for path, text in copy.articles.select("path", "text").iter_rows()
    }
    assert len(texts) == 300
    rows = answers(made)
    assert set(Counter(row["path"] for row in rows).values()) == {3}
    assert all(texts[row["path"]].count(row["text"]) == 1 for row in rows)
    assert {row["language"] for row in rows} == {"en", "es", "fr", "pt", "de", "it", "ru", "ar", "zh", "ja", "ko"}


def test_the_first_rendering_of_a_statement_is_direct_faithful_and_the_earliest(made: Path) -> None:
    first: dict[str, dict] = {}
    for row in answers(made):
        first.setdefault(row["statement"], row)
    assert all(row["is_original"] and row["kind"] == "direct" and row["planted"] is None for row in first.values())
    published = dict(seeds.read([made / "copy"]).articles.select("path", "published").iter_rows())
    days = {Path(path).relative_to(made / "copy").as_posix(): moment for path, moment in published.items()}
    assert all(days[row["path"]] >= days[first[row["statement"]]["path"]] for row in answers(made))


def test_drifts_of_many_kinds_are_planted(made: Path) -> None:
    kinds = Counter(row["planted"]["category"] for row in answers(made) if row["planted"])
    assert kinds.keys() >= {"number", "name", "negation", "opposition", "modality"}


def test_no_braces_or_marks_are_left_in_print() -> None:
    for plan in planned(200, 3):
        headline, body, quotes = article(plan, 3)
        assert not set("{}[]<>|") & set(headline + body) - {"[", "]"}
        assert all(quote.text in body for quote in quotes)
