"""JSON lines hold what report.json holds, a rendering a line."""

import json
from pathlib import Path

import reports
from align.stories import Story

KEYS = [
    *("statement_id", "number", "is_original", "original", "original_text", "original_language", "why_original"),
    *("agency", "title", "published"),
]


def lines(story: Story, folder: Path) -> list[dict]:
    (path,) = reports.write(story, folder, ["jsonl"])
    assert path.name == "report.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_rendering_a_line_as_in_the_json(story: Story, tmp_path: Path) -> None:
    found = lines(story, tmp_path)
    expected = [one for statement in reports.document(story)["statements"] for one in statement["renderings"]]
    assert [{key: value for key, value in line.items() if key not in KEYS} for line in found] == expected
    assert all(list(line)[: len(KEYS)] == KEYS for line in found)


def test_each_line_says_by_itself_what_it_is_held_against(story: Story, tmp_path: Path) -> None:
    found = lines(story, tmp_path)
    assert [(line["number"], line["quote_id"]) for line in found if line["is_original"]] == [(1, "ko.a"), (2, "en.c")]
    spanish = next(line for line in found if line["quote_id"] == "es.a")
    assert spanish["original_text"] == "우리는 내일 항구를 다시 열 것이라고 생각한다"
    assert (spanish["original_language"], spanish["agency"], spanish["verdict"]) == ("ko", "EFE", "faithful")


def test_hostile_copy_stays_on_its_line_unchanged(hostile: Story, tmp_path: Path) -> None:
    found = lines(hostile, tmp_path)
    assert [line["text"] for line in found] == hostile.quotes["text"].to_list()


def test_an_empty_run_has_no_line(nothing: Story, tmp_path: Path) -> None:
    assert lines(nothing, tmp_path) == []
