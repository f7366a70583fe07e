"""The lines of `align quotes` and `align signs`."""

from pathlib import Path

from tests.align.commands.calling import EFE, RENDERING, Run, lines


def test_a_line_of_quotes_has_the_keys_of_the_contract(run: Run, wire: Path) -> None:
    found = lines(run("quotes", str(wire), "--json"))
    assert [row["path"] for row in found] == [f"{wire}/busan.txt", f"{wire}/madrid.txt"]
    for row in found:
        assert set(row) >= RENDERING - {"relay_chain", "verdict", "faithfulness", "drift"}
        text = Path(row["path"]).read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["text"]


def test_a_quote_over_two_lines_is_listed_on_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“The port will reopen\non Friday morning,” said Ana\nRuiz in Busan.\n")
    result = run("quotes", str(tmp_path / "a.txt"))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


def test_a_line_of_signs_has_the_keys_of_the_contract(run: Run) -> None:
    (found,) = lines(run("signs", EFE, "--json"))
    assert set(found) == {"path", "article_id", "signs", "relay_chain", "signs_score", "guessed_language"}
    assert found["relay_chain"] == ["KCNA", "EFE, AFP"]
    assert all(set(sign) == {"sign", "start", "end", "evidence", "weight"} for sign in found["signs"])


def test_signs_of_an_article_in_any_language_are_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("항만노조는 화요일 파업을 계속하겠다고 밝혔다.\n", encoding="utf-8")
    result = run("signs", str(tmp_path))
    assert result.exit_code == 0
    assert "a.txt" in result.stdout
