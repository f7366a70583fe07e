"""What `align report` prints and writes, and the status it leaves."""

import json
from pathlib import Path

import pytest

from tests.align.commands.calling import DRIFT, RENDERING, Run, lines


def test_a_report_shows_the_statements_and_writes_its_files(run: Run, wire: Path) -> None:
    result = run("report", str(wire), "-o", "out")
    assert result.exit_code == 0, result.output
    assert "definitely" in result.stdout
    assert (wire.parent / "out" / "index.html").stat().st_size > 1_000
    report = json.loads((wire.parent / "out" / "report.json").read_text(encoding="utf-8"))
    assert set(report) >= {"articles", "signs", "origins", "errors", "statements"}
    (statement,) = report["statements"]
    assert set(statement) >= {"statement_id", "original", "why_original", "renderings"}
    assert all(set(rendering) >= RENDERING for rendering in statement["renderings"])
    drifts = [drift for rendering in statement["renderings"] for drift in rendering["drift"]]
    assert drifts
    assert all(set(drift) >= {*DRIFT, "against"} for drift in drifts)
    assert "index.html" not in result.stdout, "what was written is said on standard error"


def test_a_report_as_json_has_a_statement_a_line(run: Run, wire: Path) -> None:
    (statement,) = lines(run("report", str(wire), "--json"))
    assert len(statement["renderings"]) == 2


@pytest.mark.parametrize(("weight", "status"), [("critical", 0), ("major", 1), ("minor", 1)])
def test_a_drift_of_the_weight_named_fails_the_run(run: Run, wire: Path, weight: str, status: int) -> None:
    assert run("report", str(wire), "--fail-on", weight).exit_code == status


def test_only_the_formats_asked_for_are_written(run: Run, wire: Path) -> None:
    assert run("report", str(wire), "-o", "out", "--format", "json").exit_code == 0
    assert [path.name for path in (wire.parent / "out").iterdir()] == ["report.json"]


def test_a_translation_memory_without_units_is_written_with_a_line_that_says_so(run: Run, wire: Path) -> None:
    told = run("report", str(wire), "-o", "out", "--format", "tmx").stderr
    assert "report.tmx: no unit in it, as no statement stands in two languages." in told


def test_the_page_of_a_report_is_opened_where_there_is_one(
    run: Run, wire: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    assert run("report", str(wire), "-o", "out", "--open").exit_code == 0
    assert opened == [str(Path("out", "index.html"))]
    for missing in ((), ("-o", "out", "--format", "json")):
        refused = run("report", str(wire), "--open", *missing)
        assert refused.exit_code == 2
        assert "--open needs -o DIR and the format html" in refused.stderr
    assert len(opened) == 1


def test_the_original_named_is_that_of_the_report(run: Run, wire: Path) -> None:
    (statement,) = lines(run("report", str(wire), "--original", f"{wire}/madrid.txt", "--json"))
    original = next(one for one in statement["renderings"] if one["quote_id"] == statement["original"])
    assert original["path"] == f"{wire}/madrid.txt"
