"""translate-toolkit reads the TMX back: every statement that crossed a language, with all its renderings."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from translate.storage.tmx import tmxfile

import reports
from align.stories import Story
from align.visible import one_line
from reports.view import report
from seeds.exceptions import WirealignError

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def units(story: Story, folder: Path) -> list[Any]:
    (path,) = reports.write(story, folder, ["tmx"])
    assert path.name == "report.tmx"
    return list(tmxfile.parsestring(path.read_bytes()).units)


def variants(unit: Any) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (
            node.get(LANG),
            unit.getNodeText(node),
            {prop.get("type"): prop.text for prop in node.findall("prop")},
        )
        for node in unit.getlanguageNodes()
    ]


def test_a_statement_is_a_unit_with_every_rendering(story: Story, tmp_path: Path) -> None:
    found = units(story, tmp_path)
    assert [unit.getid() for unit in found] == [each.statement_id for each in report(story).shared]
    for unit, statement in zip(found, report(story).shared, strict=True):
        expected = {(one.passage.language, one_line(one.passage.text)) for one in statement.everyone}
        assert {(language, text) for language, text, _ in variants(unit)} == expected


def test_the_original_is_the_source_and_its_best_translation_the_target(story: Story, tmp_path: Path) -> None:
    reopen, yard = units(story, tmp_path)
    assert reopen.source == "우리는 내일 항구를 다시 열 것이라고 생각한다"
    assert reopen.target == "We think the port will reopen tomorrow,"
    assert [props.get("x-verdict") for _, _, props in variants(reopen)] == [
        *(None, "faithful", "faithful", "altered", "altered")
    ]
    assert (yard.source, yard.target) == ("No container has left the yard,", "algún contenedor haya salido del recinto")


def test_a_variant_says_whose_it_is_and_how_faithful(story: Story, tmp_path: Path) -> None:
    said = {props["x-quote-id"]: props for _, _, props in variants(units(story, tmp_path)[0])}
    assert said["ar.a"]["x-verdict"] == "altered"
    assert said["es.a"] == {
        "x-quote-id": "es.a",
        "x-verdict": "faithful",
        "x-kind": "direct",
        "x-speaker": "Park Seo Yeon",
        "x-source": "EFE",
        "x-path": "wire/es-2.txt",
    }
    assert "x-verdict" not in said["ko.a"]


def test_renderings_in_one_language_are_no_translation(hostile: Story, tmp_path: Path) -> None:
    assert units(hostile, tmp_path) == []


def test_hostile_copy_stays_in_its_segment(rewritten: Callable[..., Story], hostile: Story, tmp_path: Path) -> None:
    texts = dict(hostile.articles.select("article_id", "text").iter_rows())
    story = rewritten(texts, hostile.quotes["text"].to_list(), speaker="</prop><tuv>\x00\ufffe")
    story.quotes[1, "language"] = "es"
    (unit,) = units(story, tmp_path)
    said = [one_line(text) for text in story.quotes["text"]]
    assert [text for _, text, _ in variants(unit)] == [said[0], said[1], said[2].replace("\ufffe", "")]
    assert [language for language, _, _ in variants(unit)] == ["en", "es", "en"]
    assert all(props["x-speaker"] == "</prop><tuv>⟨U+0000⟩" for _, _, props in variants(unit))


def test_an_empty_run_is_an_empty_memory(nothing: Story, tmp_path: Path) -> None:
    assert units(nothing, tmp_path) == []


def test_a_missing_package_is_told_in_a_line_before_anything_is_written(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "translate", None)
    with pytest.raises(WirealignError, match=r"^--format tmx needs .*`pip install wirealign\[tmx\]`\.$"):
        reports.write(story, tmp_path / "report", ["json", "tmx"])
    assert not (tmp_path / "report").exists()
