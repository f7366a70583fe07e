"""CSV reads back to the same tables, and runs nothing in a spreadsheet."""

import csv
import io
import re
import subprocess
from dataclasses import replace
from itertools import product
from pathlib import Path
from shutil import which

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reports
from align.schema import FACTS
from align.stories import Story
from align.visible import visible
from reports.exports.csv import guarded
from reports.view import report

NAMES = ["articles", "statements", "renderings", "comparisons", "drifts", "facts"]
FORMULA = r"[=+\-@＝＋－＠]"
SKIPPED = "[\\s\u200b-\u200f\u2060-\u2064\ufeff]*"


def tables(story: Story, folder: Path) -> dict[str, list[dict[str, str]]]:
    paths = reports.write(story, folder, ["csv"])
    assert [path.name for path in paths] == [f"report-{name}.csv" for name in NAMES]
    found = {}
    for name, path in zip(NAMES, paths, strict=True):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def printed(cell: str) -> str:
    """The cell's text, as docs/exports.md says to read it."""
    cell = re.sub(rf"\A'(?='*([\t\r\n]|{SKIPPED}'*{FORMULA}))", "", cell)
    return re.sub(rf"([;\t\r\n\v\f\x85\u2028\u2029]{SKIPPED})'(?='*{FORMULA})", r"\1", cell)


def test_every_drift_reads_back(story: Story, tmp_path: Path) -> None:
    columns = ["quote_id", "against", "category", "severity", "words", "against_words", "explanation"]
    offsets = ["start", "end", "against_start", "against_end"]
    found = {
        (*(printed(row[name]) for name in columns), *(int(row[name]) if row[name] else None for name in offsets))
        for row in tables(story, tmp_path)["drifts"]
    }
    assert found == set(story.drifts.select(*columns, *offsets).rows())


def test_every_verdict_reads_back(story: Story, tmp_path: Path) -> None:
    found = {
        (row["quote_id"], row["against"], row["verdict"], float(row["faithfulness"]), row["reason"])
        for row in tables(story, tmp_path)["comparisons"]
    }
    assert found == set(story.verdicts.rows())


def test_statements_and_renderings_read_back_worst_first(story: Story, tmp_path: Path) -> None:
    found = tables(story, tmp_path)
    statements = [(row["statement_id"], row["original"], row["why_original"]) for row in found["statements"]]
    assert statements == [tuple(row[:3]) for row in reversed(story.statements.rows())]
    members = {(row["statement_id"], row["quote_id"], float(row["similarity"])) for row in found["renderings"]}
    assert members == set(story.renderings.rows())
    assert [row["number"] for row in found["renderings"]] == [*"11111", *"22"]
    quotes = {row["quote_id"]: row for row in story.quotes.iter_rows(named=True)}
    for row in found["renderings"]:
        quote = quotes[row["quote_id"]]
        assert (printed(row["text"]), int(row["start"]), int(row["end"])) == (
            *(quote["text"], quote["start"], quote["end"]),
        )
        assert (row["verdict"] == "") == (row["is_original"] == "true")


def test_articles_say_where_they_come_from(story: Story, tmp_path: Path) -> None:
    english = tables(story, tmp_path)["articles"][1]
    assert english["relay_chain"] == "Yonhap → AFP"
    assert (english["title"], english["guessed_language"], english["embedded"]) == ("Port to reopen", "ko", "true")


def test_polars_reads_what_the_csv_module_reads(story: Story, tmp_path: Path) -> None:
    expected = tables(story, tmp_path)
    for name in NAMES:
        frame = pl.read_csv(tmp_path / f"report-{name}.csv", infer_schema=False).fill_null("")
        assert frame.rows(named=True) == expected[name]


def test_spreadsheets_are_told_that_it_is_utf_8(story: Story, tmp_path: Path) -> None:
    paths = reports.write(story, tmp_path, ["csv"])
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in paths)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_of_hostile_copy_begins_a_formula_however_cells_are_parted(
    hostile: Story, tmp_path: Path, delimiter: str
) -> None:
    cells = 0
    for path in reports.write(hostile, tmp_path, ["csv"]):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), delimiter=delimiter):
            for cell in row:
                cells += 1
                assert not re.match(f"{SKIPPED}{FORMULA}", cell), cell
                assert delimiter != "," or not cell.startswith(("\t", "\r", "\n")), cell
                assert "\x00" not in cell
                assert "\u202e" not in cell
    assert cells > 40


def test_hostile_copy_reads_back(hostile: Story, tmp_path: Path) -> None:
    found = tables(hostile, tmp_path)
    assert [printed(row["text"]) for row in found["renderings"]] == [visible(text) for text in hostile.quotes["text"]]
    assert printed(found["renderings"][0]["path"]) == 'wire/=1+1"<x>.txt'
    assert printed(found["renderings"][0]["speaker"]) == "@SUM(A1)"
    assert printed(found["drifts"][0]["explanation"]) == "=5+5 <script>"


@given(st.text(alphabet="=+-@＝'; \t\r\n\u2028a1,\"\u200b", max_size=12))
def test_an_apostrophe_put_in_can_be_told_from_one_that_was_there(text: str) -> None:
    assert printed(guarded(text)) == text


@pytest.mark.parametrize(("before", "sign"), list(product(["", " ", "'", "''", "\t", "\n ", "\u200b"], "=+-@＝＋－＠")))
def test_every_sign_that_begins_a_formula_has_an_apostrophe_before_it(before: str, sign: str) -> None:
    assert guarded(f"{before}{sign}1").startswith("'")
    assert f"'{sign}" in guarded(f"a;{before}{sign}1") or "''" in guarded(f"a;{before}{sign}1")


@pytest.mark.parametrize("text", ["“We will reopen”", "12,000 – 10,000", "a-b; c", "l’accord", "'tis"])
def test_ordinary_words_are_left_as_printed(text: str) -> None:
    assert guarded(text) == text


def test_empty_tables_have_their_columns(nothing: Story, story: Story, tmp_path: Path) -> None:
    assert all(rows == [] for rows in tables(nothing, tmp_path / "empty").values())
    for empty, full in zip(
        reports.write(nothing, tmp_path / "empty", ["csv"]), reports.write(story, tmp_path, ["csv"]), strict=True
    ):
        assert empty.read_text(encoding="utf-8") == full.read_text(encoding="utf-8").partition("\n")[0] + "\n"
    assert len(report(story).statements) == 2


def test_facts_that_disagree_read_back_with_who_tells_each(story: Story, tmp_path: Path) -> None:
    row = {"article_id": "es", "start": 22, "end": 24, "against_article": "ko", "against_start": 7, "against_end": 9}
    row |= {"category": "number", "words": "25", "against_words": "26", "explanation": "“26” became “25”"}
    (found,) = tables(replace(story, facts=FACTS.frame([row])), tmp_path)["facts"]
    assert (found["category"], found["against_words"], found["words"]) == ("number", "26", "25")
    assert (found["path"], found["against_path"], found["number"]) == ("wire/es-2.txt", "wire/ko-1.txt", "")


# What one spreadsheet or another may take for the start of a formula, bare, behind what it skips, and in mid cell.
FORMULAS = [
    *(f"{sign}1+1" for sign in "=+-@＝＋－＠"),
    *(
        f"{before}=1+1"
        for before in ("\t", "\r", "\n", " ", "\u00a0", "\u3000", "\u200b", "\ufeff", "'", "a;", "a\t", "a\n")
    ),
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("x")',
    '";=1+1;"',
    '"=1+1"',
]


@pytest.mark.skipif(which("soffice") is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("separators", ["44", "59", "44/59/9"], ids=["commas", "semicolons", "all"])
def test_libreoffice_finds_formulas_in_bare_cells_and_none_in_ours(tmp_path: Path, separators: str) -> None:
    def formulas(name: str, cells: list[str]) -> int:
        lines = io.StringIO()
        csv.writer(lines, lineterminator="\r\n").writerows([cell] for cell in cells)
        (tmp_path / f"{name}.csv").write_text("\ufeff" + lines.getvalue(), encoding="utf-8", newline="")
        options = [f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", f"--infilter=CSV:{separators},34,76,1"]
        command = ["soffice", "--headless", *options, "--convert-to", "fods", f"{name}.csv"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=240)  # noqa: S603  # our own command
        return (tmp_path / f"{name}.fods").read_text(encoding="utf-8").count("table:formula=")

    assert formulas("bare", FORMULAS) > 0
    assert formulas("ours", [guarded(cell) for cell in FORMULAS]) == 0
