"""Web Annotations: a resolver that has only the article finds the words that drifted again."""

import json
from pathlib import Path
from typing import Any

import reports
from align.stories import Story


def read(story: Story, folder: Path) -> list[dict[str, Any]]:
    (path,) = reports.write(story, folder, ["annotations"])
    assert path.name == "annotations.jsonld"
    page = json.loads(path.read_bytes())
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    return list(page["items"])


def found(text: str, selector: dict[str, Any]) -> tuple[int, int]:
    """Resolve a TextQuoteSelector: the one place with these words between this prefix and this suffix."""
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    assert text.count(whole) == 1
    start = text.index(whole) + len(selector["prefix"])
    return start, start + len(selector["exact"])


def article(target: dict[str, Any]) -> str:
    return str(target["source"]["id"]).rpartition(":")[2]


def places(story: Story, folder: Path) -> set[tuple[Any, ...]]:
    """Each annotation's category, severity and the two places, by both selectors."""
    texts = dict(story.articles.select("article_id", "text").iter_rows())
    seen = set()
    for item in read(story, folder):
        category, severity, comment, against = item["body"]
        assert (category["purpose"], severity["purpose"], comment["purpose"]) == ("tagging", "tagging", "commenting")
        ends = []
        for target in (item["target"], against):
            quoted, position = target["selector"]
            assert found(texts[article(target)], quoted) == (position["start"], position["end"])
            ends.append((article(target), position["start"], position["end"]))
        seen.add((category["value"], severity["value"], *ends))
    return seen


def expected(story: Story) -> set[tuple[Any, ...]]:
    """The same from the tables; the whole passage where a side has no words."""
    quotes = {row["quote_id"]: row for row in story.quotes.iter_rows(named=True)}
    seen = set()
    for row in story.drifts.iter_rows(named=True):
        ends = []
        for quote_id, start, end in (
            (row["quote_id"], row["start"], row["end"]),
            (row["against"], row["against_start"], row["against_end"]),
        ):
            quote = quotes[quote_id]
            ends.append((quote["article_id"], *((quote["start"], quote["end"]) if start is None else (start, end))))
        seen.add((row["category"], row["severity"], *ends))
    return seen


def test_a_resolver_finds_the_words_of_every_drift(story: Story, tmp_path: Path) -> None:
    assert places(story, tmp_path) == expected(story)
    assert len(expected(story)) == 7


def test_hostile_copy_is_found_again(hostile: Story, tmp_path: Path) -> None:
    assert places(hostile, tmp_path) == expected(hostile)


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them(rewritten: Any, tmp_path: Path) -> None:
    from dataclasses import replace

    from align.schema import DRIFTS

    again = "The same long line stands here before and after, word for word, as agencies write. " * 2
    texts = {"a": "We will go.", "b": f"{again}We would go. {again}Then: We would go. {again}"}
    story = rewritten(texts, ["We will go.", "We would go."])
    start = texts["b"].rindex("would")
    drift = {"quote_id": "b.a", "against": "a.a", "category": "modality", "severity": "major", "words": "would"}
    drift |= {"start": start, "end": start + 5, "against_start": 3, "against_end": 7, "against_words": "will"}
    story = replace(story, drifts=DRIFTS.frame([drift]))
    assert places(story, tmp_path) == {("modality", "major", ("b", start, start + 5), ("a", 3, 7))}


def test_every_annotation_has_a_name_of_its_own_without_a_host(story: Story, tmp_path: Path) -> None:
    names = [item["id"] for item in read(story, tmp_path)]
    assert len(set(names)) == len(names) == 7
    assert all(name.startswith("urn:wirealign:drift:") for name in names)


def test_what_changed_is_said_in_plain_words(story: Story, tmp_path: Path) -> None:
    comments = [item["body"][2]["value"] for item in read(story, tmp_path)]
    assert "“definitely” added: a certainty that was not claimed" in comments


def test_an_empty_run_has_no_annotation(nothing: Story, tmp_path: Path) -> None:
    assert read(nothing, tmp_path) == []
