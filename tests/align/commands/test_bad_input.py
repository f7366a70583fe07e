"""Bad input is one clear line and the right status, and loses nothing, whatever the command."""

import gzip
import json
from pathlib import Path

import pytest

from tests.align.commands.calling import COPY, EFE, Run, invoked


def bad_input(folder: Path) -> dict[str, Path]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "packed.gz").write_bytes(gzip.compress(COPY.encode())[:-20])  # cut off on its way
    with (folder / "feed.txt").open("wb") as feed:
        feed.truncate(50_000_000)
    (folder / "unreadable").mkdir()
    (folder / "unreadable" / "a.bin").write_bytes(bytes(512))
    return {
        "missing": folder / "gone.txt",
        "empty": folder / "empty.txt",
        "binary": folder / "binary.txt",
        "cut off": folder / "packed.gz",
        "too large": folder / "feed.txt",
        "none readable": folder / "unreadable",
    }


@pytest.mark.parametrize("command", ["report", "quotes", "signs", "check"])
@pytest.mark.parametrize("case", ["missing", "empty", "binary", "cut off", "too large", "none readable"])
def test_bad_input_by_itself_is_one_line_and_could_not_run(run: Run, tmp_path: Path, command: str, case: str) -> None:
    path = bad_input(tmp_path)[case]
    result = run(command, *(["the port will reopen"] if command == "check" else []), str(path))
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"align {command}: {path}")


@pytest.mark.parametrize("command", ["report", "quotes", "signs", "check"])
def test_good_articles_beside_bad_ones_are_still_reported(run: Run, wire: Path, tmp_path: Path, command: str) -> None:
    bad = bad_input(tmp_path)
    words = ["the port will definitely reopen on Friday"] if command == "check" else []
    result = run(command, *words, str(wire), *map(str, bad.values()))
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    complaints = result.stderr.splitlines()
    assert len(complaints) == len(bad)
    assert all(any(str(path) in line for line in complaints) for path in bad.values())
    assert "Park" in result.stdout or command == "signs"
    assert command != "signs" or "busan.txt" in result.stdout


@pytest.mark.parametrize("command", ["report", "quotes"])
def test_an_article_without_quotes_is_named_and_no_failure(run: Run, wire: Path, command: str) -> None:
    (wire / "weather.txt").write_text("The sea was calm, and the wind came from the north for most of the day.\n")
    result = run(command, str(wire))
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert f"{wire}/weather.txt: no quotes" in line


def test_a_report_of_articles_without_quotes_is_a_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "weather.txt").write_text("The sea was calm, and the wind came from the north for most of the day.\n")
    result = run("report", str(tmp_path / "weather.txt"), "-o", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert json.loads((tmp_path / "out" / "report.json").read_text())["statements"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["report"], "PATH"),
        (["check", "we will reopen"], "no PATH"),
        (["check", "", "wire"], "no words"),
        (["check", "…", "wire"], "no words"),
        (["check", "--article", "gone.txt", "wire"], "gone.txt: no such file"),
        (["check", "--article", "wire/weather.txt", "wire"], "no quotes in it"),
        (["check", "--article", "wire/busan.txt", "--speaker", "Ana Ruiz", "wire"], "--speaker"),
        (["check", "we will reopen", "wire", "--original", "elsewhere.txt"], "--original elsewhere.txt"),
        (["report", "wire", "--original", "elsewhere.txt"], "--original elsewhere.txt"),
        (["report", "wire", "--format", "html,docx"], "docx"),
        (["report", "wire", "--fail-on", "awful"], "awful"),
        (["check", "we will reopen", "wire", "--json", "--format", "jsonld"], "choose one"),
        (["compare", "It will rain."], "two texts"),
        (["compare", "It will rain.", "It will rain.", "--pairs", "pairs.jsonl"], "either"),
        (["compare", "It will rain.", "It will rain.", "--rendering-kind", "spoken"], "spoken"),
        (["compare", "--pairs", "gone.jsonl"], "gone.jsonl"),
        (["words", "--pairs", "gone.txt"], "gone.txt"),
        (["words", "--pairs", "wire"], "wire"),
        (["sing"], "sing"),
    ],
)
def test_wrong_usage_is_said_in_a_line_and_is_status_two(run: Run, wire: Path, words: list[str], says: str) -> None:
    (wire / "weather.txt").write_text("The sea was calm, and the wind came from the north for most of the day.\n")
    result = run(*words)
    assert result.exit_code == 2, result.output
    assert says in result.stderr.splitlines()[-1]
    assert result.stdout == ""


def test_a_report_that_cannot_be_written_says_where(run: Run, wire: Path) -> None:
    (wire.parent / "taken").write_text("a file, and no folder")
    result = run("report", str(wire), "-o", "taken")
    assert result.exit_code == 2
    assert "taken: cannot be written" in result.stderr.splitlines()[-1]
    assert (wire.parent / "taken").read_text() == "a file, and no folder"


def test_a_model_that_there_is_not_is_named() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("embeddings.loading._reachable", lambda: False)
        result = invoked("report", EFE, "--model", "no-such-model")
    assert result.exit_code == 2
    assert "--model no-such-model" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_error_line_has_no_control_characters_of_a_files_name(run: Run, tmp_path: Path) -> None:
    result = run("quotes", f"{tmp_path}/\x1b[31mred\nline.txt")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1
