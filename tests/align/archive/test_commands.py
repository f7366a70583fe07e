"""`align batch` and `align archive` from the front door: what they print, where they complain, their exit status."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

import embeddings
from align.cli import main

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run() -> Run:
    """Run a command with the bundled encoder, loaded once."""
    encoder = embeddings.load("use")

    def once(*words: object, **options: object) -> Result:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(embeddings, "load", lambda *_, **__: encoder, raising=False)
            result = CliRunner().invoke(main, [str(word) for word in words], **options)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return once


def test_a_batch_says_what_it_took_in_and_writes_its_report(run: Run, wire: Path, tmp_path: Path) -> None:
    (wire / "bad.txt").write_bytes(bytes(range(32)) * 40)
    result = run("batch", wire, "--archive", tmp_path / "a", "-o", tmp_path / "report", "--format", "json")
    assert result.exit_code == 1
    assert "taken in        9 articles" in result.stdout
    assert "bad             1" in result.stdout
    assert "bad.txt: not text" in result.stderr
    written = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
    assert any(len(statement["renderings"]) > 1 for statement in written["statements"])


def test_one_bad_file_among_a_hundred_is_listed_and_ninety_nine_are_taken_in(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "hundred"
    folder.mkdir()
    for number in range(100):
        text = f"The {number}th notice of the harbour office: the crane on quay {number} is out of use.\n"
        (folder / f"{number:02}.txt").write_bytes(bytes(range(32)) * 40 if number == 57 else text.encode())
    result = run("batch", folder, "--archive", tmp_path / "a")
    assert result.exit_code == 1
    assert "taken in        99 articles" in result.stdout
    assert [line for line in result.stderr.splitlines() if "57.txt" in line] == result.stderr.splitlines()
    assert "57.txt: not text" in result.stderr
    assert json.loads(run("archive", "stats", tmp_path / "a", "--json").stdout)["articles"] == 99


def test_an_earlier_state_is_asked_for_by_its_batch(run: Run, wire: Path, tmp_path: Path) -> None:
    for file in sorted(wire.iterdir())[:3]:
        run("batch", file, "--archive", tmp_path / "a")
    assert json.loads(run("archive", "stats", tmp_path / "a", "--at", 2, "--json").stdout)["articles"] == 2
    assert run("archive", "verify", tmp_path / "a", "--at", 1).stdout == "whole\n"
    gone = run("archive", "stats", tmp_path / "a", "--at", 9)
    assert (gone.exit_code, gone.stdout) == (2, "")
    assert "no batch 9 in it; it has 1 to 3." in gone.stderr


def test_a_second_batch_is_a_line_of_json_with_nothing_new(run: Run, wire: Path, tmp_path: Path) -> None:
    assert run("batch", wire, "--archive", tmp_path / "a").exit_code == 0
    result = run("batch", wire, "--archive", tmp_path / "a", "--json")
    row = json.loads(result.stdout)
    assert (row["articles"], row["known"], row["bad"], result.exit_code) == (0, 9, [], 0)
    assert {"statements_new", "statements_changed", "drifts", "seconds"} <= row.keys()


def test_copy_comes_by_standard_input(run: Run, copy: dict[str, str], tmp_path: Path) -> None:
    from seeds import reading

    reading._standard_input.cache_clear()
    assert run("batch", "-", "--archive", tmp_path / "a", input=copy["01-ap.txt"]).exit_code == 0
    reading._standard_input.cache_clear()
    counts = json.loads(run("archive", "stats", tmp_path / "a", "--json").stdout)
    assert {"articles", "quotes", "statements", "renderings", "drifts"} <= counts.keys()
    assert (counts["articles"], counts["quotes"]) == (1, 1)


def test_an_archive_is_searched_in_any_language(run: Run, wire: Path, tmp_path: Path) -> None:
    run("batch", wire, "--archive", tmp_path / "a")
    found = run("archive", "search", tmp_path / "a", "puente abierto en mayo", "--limit", 4, "--json")
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(rows) == 4
    assert {Path(row["path"]).name[:2] for row in rows} == {"01", "02", "03", "04"}
    assert run("archive", "search", tmp_path / "a", "bridge", "--speaker", "nobody").exit_code == 1
    only = run("archive", "search", tmp_path / "a", "bridge", "--language", "de", "--json").stdout.splitlines()
    assert {json.loads(line)["language"] for line in only} == {"de"}


def test_a_quote_is_checked_against_an_archive(run: Run, wire: Path, tmp_path: Path) -> None:
    run("batch", wire, "--archive", tmp_path / "a")
    same = run("check", "Nobody was hurt when the roof of the market came down", "--archive", tmp_path / "a", "--json")
    assert (json.loads(same.stdout)["verdict"], same.exit_code) == ("verbatim", 0)
    turned = run("check", "The club has signed a contract with the striker", "--archive", tmp_path / "a", "--json")
    assert (json.loads(turned.stdout)["verdict"], turned.exit_code) == ("altered", 1)
    both = run("check", "The club", wire, "--archive", tmp_path / "a")
    assert both.exit_code == 2
    assert "no PATH to check against, or both" in both.stderr


def test_the_tables_are_verified_compacted_and_exported(run: Run, wire: Path, tmp_path: Path) -> None:
    for file in sorted(wire.iterdir())[:4]:
        run("batch", file, "--archive", tmp_path / "a")
    before = run("archive", "stats", tmp_path / "a", "--json").stdout
    assert run("archive", "compact", tmp_path / "a").exit_code == 0
    after = json.loads(run("archive", "stats", tmp_path / "a", "--json").stdout)
    assert {**json.loads(before), "batches": 0} == {**after, "batches": 0}
    assert run("archive", "verify", tmp_path / "a").stdout == "whole\n"
    assert run("archive", "export", tmp_path / "a", "--output", tmp_path / "out").exit_code == 0
    assert pl.read_parquet(tmp_path / "out" / "articles.parquet").height == 4


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["archive", "stats", "gone"], "gone: no such folder"),
        (["batch", "wire", "--archive", "a", "--since", "Friday"], "--since Friday: no day. Write it as 2024-10-25."),
        (["batch", "wire"], "Missing option '--archive'"),
        (["batch", "wire", "--archive", "a", "--format", "docx"], "--format docx: no such format"),
    ],
)
def test_wrong_usage_is_said_in_a_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.stderr
