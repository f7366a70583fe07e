"""Commands over pairs of texts: `compare`, `pairs` and `words`."""

import json
from pathlib import Path
from typing import Any

import pytest

import align
from tests.align.commands.calling import DRIFT, Run, lines


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["The deal is dead.", "The deal is dead"], 0),
        (["The firm will close the plant.", "the firm would close the plant", "--rendering-kind", "indirect"], 0),
        (["The firm will close the plant.", "the firm would close it", "--rendering-kind", "indirect", "--strict"], 1),
        (["The minister denounced the attack.", "The minister condemned the attack."], 1),
        (["The vote was legal on Friday.", "The vote was illegal on Friday."], 1),
        (["The treaty will hold for years.", "My grandmother bakes bread on Sundays."], 1),
        (["Nuqneh, said the envoy.", "What do you want?", "--original-language", "tlh"], 3),
    ],
)
def test_the_status_of_a_comparison_is_its_verdicts(run: Run, words: list[str], status: int) -> None:
    assert run("compare", *words, "--rendering-language", "en").exit_code == status


def test_a_comparison_as_json_has_the_keys_of_the_contract(run: Run) -> None:
    (found,) = lines(run("compare", "It will rain on Sunday.", "It would rain on Sunday.", "--json"))
    assert set(found) >= {"original", "rendering", "verdict", "faithfulness", "drift"}
    assert {key for drift in found["drift"] for key in drift} == DRIFT


def test_no_model_leaves_a_comparison_and_pairs_to_the_checks(run: Run, tmp_path: Path) -> None:
    texts = "The minister wrote to the families of the victims.", "The minister wrote to the friends of the victims."
    file = tmp_path / "pairs.jsonl"
    file.write_text(json.dumps(dict(zip(("original", "rendering"), texts, strict=True))), encoding="utf-8")
    for words in (("compare", *texts, "--json"), ("compare", "--pairs", str(file))):
        (judged,), (checked,) = lines(run(*words)), lines(run(*words, "--no-model"))
        assert checked["faithfulness"] == align.compare(*texts, with_model=False).faithfulness
        assert checked["faithfulness"] != judged["faithfulness"]


def test_pairs_come_back_with_their_other_keys_untouched(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": 7, "original": "The deal is dead.", "rendering": "The deal is dead.", "tags": ["a", {"b": None}]},
        {"original": "The vote was legal.", "rendering": "The vote was illegal.", "original_language": "en"},
        {
            "original": "The firm will close the plant.",
            "rendering": "the firm would close the plant",
            "rendering_kind": "indirect",
            "note": "항만",
        },
        {
            "original": "The strike is over.",
            "rendering": "The strike is over.",
            "original_speaker": "Ana Ruiz",
            "rendering_speaker": "Colin Drury",
        },
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    result = run("compare", "--pairs", str(file))
    found = lines(result)
    assert result.exit_code == 0
    assert [{key: row[key] for key in given} for row, given in zip(found, rows, strict=True)] == rows
    assert [row["verdict"] for row in found] == ["verbatim", "altered", "faithful", "altered"]


def test_a_bad_line_is_named_and_the_rest_are_judged(run: Run, tmp_path: Path) -> None:
    good = json.dumps({"original": "The deal is dead.", "rendering": "The deal is dead."})
    bad = ["{", "[1, 2]", '{"original": "x"}', '{"original": "x", "rendering": "y", "rendering_kind": "spoken"}']
    bad += ["[" * 100_000, f'{{"original": "x", "rendering": "y", "n": {"1" * 5_000}}}']
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join([good, *bad, good]), encoding="utf-8")
    result = run("compare", "--pairs", str(file))
    assert result.exit_code == 1
    assert len(lines(result)) == 2
    assert [line.partition(f"{file}:")[2].partition(":")[0] for line in result.stderr.splitlines()] == list("234567")


@pytest.mark.parametrize(
    "wrong",
    [
        {"original_speaker": 7, "rendering_speaker": "Ana Ruiz"},
        {"original_language": ["en"]},
        {"rendering_kind": ["direct"]},
    ],
)
def test_a_key_of_the_wrong_kind_is_a_bad_line_and_ends_nothing(
    run: Run, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    row = {"original": "The deal is dead.", "rendering": "The deal is dead."}
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in ({**row, **wrong}, row)), encoding="utf-8")
    result = run("compare", "--pairs", str(file))
    assert result.exit_code == 1
    assert len(lines(result)) == 1
    assert f"{file}:1" in result.stderr


def test_pairs_are_read_from_standard_input(run: Run) -> None:
    row = json.dumps({"original": "The deal is dead.", "rendering": "The deal is dead."})
    result = run("compare", "--pairs", "-", input=row + "\n")
    assert (result.exit_code, lines(result)[0]["verdict"]) == (0, "verbatim")


def test_words_come_out_as_pharaoh_a_line_a_pair(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.txt"
    file.write_text("The strike ends ||| La huelga termina\nno mark here\n||| rien\nyes ||| sí\n", encoding="utf-8")
    result = run("words", "--pairs", str(file))
    out = result.stdout.split("\n")
    assert len(out) == 5
    assert {"1-1", "2-2"} <= set(out[0].split())
    assert out[1:4] == ["", "", "0-0"]
    assert result.exit_code == 1
    assert f"{file}:2" in result.stderr


def test_a_missing_or_binary_file_is_named_in_a_line(run: Run, tmp_path: Path) -> None:
    binary, good = tmp_path / "photo.bin", tmp_path / "good.txt"
    binary.write_bytes(b"\x89PNG\x00\x00\xff")
    good.write_text("It rained.\n", encoding="utf-8")
    for words, says in [
        (["words", "--pairs", str(binary)], f"{binary}:1: no text"),
        (["sentences", str(binary), str(good)], f"{binary}:1: no text"),
        (["sentences", str(good), str(tmp_path / "gone.txt")], "gone.txt"),
    ]:
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        (line,) = result.stderr.splitlines()
        assert says in line
