"""Reports arrive in a folder whole or not at all."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import reports
from align.cli import main
from align.stories import Story
from reports.pieces import encoded


def test_page_and_json_are_written_into_a_folder_made_for_them(story: Story, tmp_path: Path) -> None:
    folder = tmp_path / "today" / "report"
    assert reports.write(story, folder) == [folder / "index.html", folder / "report.json"]
    assert (folder / "index.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads((folder / "report.json").read_bytes()) == reports.document(story)
    assert {path.name for path in folder.iterdir()} == {"index.html", "report.json"}


def test_only_the_formats_asked_for_are_written_each_once(story: Story, tmp_path: Path) -> None:
    assert reports.write(story, str(tmp_path), ["json", "json"]) == [tmp_path / "report.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_an_unknown_format_is_refused_before_anything_is_written(story: Story, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'docx': no such report format\. Known: html, json, "):
        reports.write(story, tmp_path / "report", ("json", "docx"))
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize("command", ["report", "batch"])
def test_the_help_names_every_format(command: str) -> None:
    said = " ".join(CliRunner().invoke(main, [command, "--help"]).stdout.split())
    assert f"joined by commas: {', '.join(reports.FORMATS)}." in said


def test_every_format_makes_the_same_files_each_time(story: Story) -> None:
    def made() -> list[tuple[str, bytes]]:
        formats = [form.files(reports.report(story)) for form in reports.FORMATS.values()]
        return [(name, b"".join(encoded(content))) for files in formats for name, content in files.items()]

    assert made() == made()
    names = [name for name, _ in made()]
    assert len(set(names)) == len(names)


def test_json_is_utf_8_that_a_person_can_read(story: Story, tmp_path: Path) -> None:
    (path,) = reports.write(story, tmp_path, ("json",))
    text = path.read_text(encoding="utf-8")
    assert text.startswith('{\n  "version"')
    assert "우리는 내일 항구를 다시 열 것이라고 생각한다" in text
    assert "بالتأكيد" in text


def test_half_a_character_does_not_stop_a_report(story: Story, tmp_path: Path) -> None:
    page, record = reports.write(replace(story, model="models/\udce9t\udce9"), tmp_path)
    assert "models/⟨U+DCE9⟩t⟨U+DCE9⟩" in page.read_text(encoding="utf-8")
    assert json.loads(record.read_bytes())["model"] == "models/\udce9t\udce9"


def test_a_report_that_cannot_be_made_leaves_the_old_one(story: Story, tmp_path: Path) -> None:
    reports.write(story, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ValueError, match="severity"):
        reports.write(replace(story, drifts=story.drifts.drop("severity")), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_report_that_cannot_be_put_in_place_leaves_no_half_of_itself(story: Story, tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(OSError, match=r"index\.html"):
        reports.write(story, tmp_path, ("html",))
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_importing_the_room_loads_no_library() -> None:
    script = (
        "import sys, reports; assert reports.FORMATS; "
        "print({'polars', 'rich', 'jinja2', 'torch'} & {name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "set()\n"


def test_public_names_are_functions_whatever_was_imported_before() -> None:
    import reports.console
    import reports.files
    import reports.page
    import reports.record

    assert all(callable(each) for each in (reports.write, reports.terminal, reports.document))
    with pytest.raises(AttributeError, match="no attribute 'render'"):
        _ = reports.render
