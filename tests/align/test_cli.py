"""The front door: what each command prints, where it complains, and the exit status it leaves."""

import gzip
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import align
import embeddings
from align.cli import main

ROOT = Path(__file__).parents[2]
ARTICLES = str(ROOT / "seeds" / "articles")
EFE = f"{ARTICLES}/3-efe-afp.txt"
COPY = "“We think the port will reopen on Friday,” harbour master Park Seo-yeon said in Busan.\n\n(Yonhap)\n"
ABROAD = "“The port will definitely reopen on Friday,” said Park Seo Yeon, the harbour master.\n\nCt (Efe, AFP)\n"
RENDERING = {
    "quote_id", "article_id", "path", "kind", "text", "start", "end", "segment", "speaker", "speaker_key", "cue",
    "language", "relay_chain", "verdict", "faithfulness", "drift",
}  # fmt: skip
DRIFT = {
    "category", "severity", "against_words", "against_start", "against_end", "words", "start", "end", "explanation",
}  # fmt: skip

Run = Callable[..., Result]


def _run(*words: str, **options: Any) -> Result:
    result = CliRunner().invoke(main, list(words), **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def shipped() -> Iterator[Run]:
    """Run commands on the articles that ship, with the bundled models; each story is made once."""
    story, load = align.story, cache(embeddings.load)
    made: dict[tuple[Any, ...], Any] = {}

    def once(paths: Any, *, original: str | None = None, excluded: Any = (), **options: Any) -> Any:
        key = (tuple(paths), original)  # what is excluded here, the draft, is not among the paths
        if key not in made:
            made[key] = story(paths, original=original, excluded=excluded, **options)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(align, "story", once, raising=False)
        patch.setattr(embeddings, "load", load, raising=False)
        yield cache(_run)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, encoder: object) -> Run:
    """Run commands with an encoder that needs no model."""
    monkeypatch.setattr(embeddings, "load", lambda *_, **__: encoder, raising=False)
    return _run


@pytest.fixture
def wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two good articles, and the place to be."""
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "busan.txt").write_text(COPY, encoding="utf-8")
    (tmp_path / "wire" / "madrid.txt").write_text(ABROAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "wire"


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# Checking a quote -----------------------------------------------------------------------------------------------------


def test_words_that_stand_in_the_sources_are_verbatim(shipped: Run) -> None:
    result = shipped("check", "an act conforming with the regulations of international law", ARTICLES)
    assert result.exit_code == 0, result.output
    assert "VERBATIM" in result.stdout.upper()


def test_a_check_comes_out_as_a_claim_review(shipped: Run) -> None:
    result = shipped("check", "would be consistent with international law", ARTICLES, "--format", "jsonld")
    (found,) = lines(result)
    assert result.exit_code == 1
    assert found["@type"] == "ClaimReview"
    assert found["reviewRating"]["alternateName"] in ("reworded", "altered")
    original = found["itemReviewed"]["appearance"]["isBasedOn"]
    assert original["isPartOf"]["identifier"].startswith(ARTICLES)


def test_a_changed_quote_is_held_against_its_original_and_the_words_are_named(shipped: Run) -> None:
    result = shipped("check", "would be consistent with international law", ARTICLES, "--json")
    (found,) = lines(result)
    assert result.exit_code == 1
    assert found["verdict"] in ("reworded", "altered")
    assert found["original"]["kind"] == "direct"
    assert found["drift"]
    texts = {path: Path(path).read_text(encoding="utf-8") for path in [found["original"]["path"]]}
    for drift in found["drift"]:
        assert set(drift) >= DRIFT
        assert found["quote"][drift["start"] : drift["end"]] == drift["words"]
        against = texts[found["original"]["path"]][drift["against_start"] : drift["against_end"]]
        assert against == drift["against_words"]


def test_what_nobody_said_is_not_found(shipped: Run) -> None:
    result = shipped("check", "we will send a million men", ARTICLES, "--json")
    (found,) = lines(result)
    assert result.exit_code == 1
    assert (found["verdict"], found["original"], found["statement_id"]) == ("not found", None, None)
    assert found["reason"]


def test_a_line_of_check_has_the_keys_of_the_contract(shipped: Run) -> None:
    (found,) = lines(shipped("check", "would be consistent with international law", ARTICLES, "--json"))
    assert set(found) >= {"quote", "verdict", "faithfulness", "statement_id", "original", "drift", "reason"}
    assert set(found["original"]) >= RENDERING


def test_a_quote_in_anothers_mouth_is_altered(shipped: Run) -> None:
    words = "an act conforming with the regulations of international law"
    assert shipped("check", words, ARTICLES, "--speaker", "Kim Jong-kwi").exit_code == 0
    result = shipped("check", words, ARTICLES, "--speaker", "Vladimir Putin", "--json")
    (found,) = lines(result)
    assert (result.exit_code, found["verdict"]) == (1, "altered")
    assert "speaker" in {drift["category"] for drift in found["drift"]}


def test_the_article_named_as_the_original_is_what_a_quote_is_held_against(shipped: Run) -> None:
    words = "would be consistent with international law"
    (found,) = lines(shipped("check", words, EFE, f"{ARTICLES}/1-summary-site.txt", "--original", EFE, "--json"))
    assert found["original"]["path"] == EFE
    assert found["verdict"] == "verbatim"


def test_strict_passes_the_same_words(shipped: Run) -> None:
    words = "an act conforming with the regulations of international law"
    assert shipped("check", words, ARTICLES, "--strict").exit_code == 0


def test_every_quote_of_a_draft_gets_a_verdict(shipped: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "The deputy minister, Kim Jong-gyu, said it would be “an act conforming with the regulations of international "
        "law”.\n\n“We will send a million men and a fleet of ships,” said Kim Jong-un.\n",
        encoding="utf-8",
    )
    result = shipped("check", "--article", str(draft), ARTICLES, "--json")
    assert [found["verdict"] for found in lines(result)] == ["verbatim", "not found"]
    assert result.exit_code == 1


def test_a_draft_is_no_source_of_its_own_quotes(run: Run, wire: Path) -> None:
    result = run("check", "--article", f"{wire}/madrid.txt", str(wire), "--json")
    (found,) = lines(result)
    assert (result.exit_code, found["verdict"]) == (1, "altered")
    assert found["original"]["path"] == f"{wire}/busan.txt"


# Reports --------------------------------------------------------------------------------------------------------------


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


def unread(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `align` where whoever reads its output has left before the first line."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-m", "align", *arguments],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            cwd=cwd,
            check=False,
        )
    finally:
        os.close(writing)


@pytest.mark.parametrize("shape", [(), ("--json",)])
def test_a_report_that_nobody_reads_on_is_written_all_the_same(wire: Path, shape: tuple[str, ...]) -> None:
    """`align report … | head` ends as quietly, and with the status, that it has without a pipe."""
    done = unread("report", str(wire), "-o", "out", "--no-model", *shape, cwd=wire.parent)
    assert done.stderr.splitlines() == [f"wrote {Path('out', name)}" for name in ("index.html", "report.json")]
    assert done.returncode == 0
    assert {path.name for path in (wire.parent / "out").iterdir()} == {"index.html", "report.json"}


def test_a_verdict_that_nobody_reads_is_still_the_exit_status(wire: Path) -> None:
    done = unread("check", "the harbour closed for good", str(wire), "--no-model", cwd=wire.parent)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_list_that_nobody_reads_ends_as_programs_in_a_pipe_do(wire: Path) -> None:
    done = unread("quotes", str(wire), cwd=wire.parent)
    assert (done.returncode, done.stderr) == (141, "")


# Quotes and signs -----------------------------------------------------------------------------------------------------


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


# Bad input ------------------------------------------------------------------------------------------------------------


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
        result = _run("report", EFE, "--model", "no-such-model")
    assert result.exit_code == 2
    assert "--model no-such-model" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_error_line_has_no_control_characters_of_a_files_name(run: Run, tmp_path: Path) -> None:
    result = run("quotes", f"{tmp_path}/\x1b[31mred\nline.txt")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


# Pairs ----------------------------------------------------------------------------------------------------------------


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


# Help -----------------------------------------------------------------------------------------------------------------


def commands() -> dict[str, click.Command]:
    """Return every command by the words that call it, those of groups too."""
    inner = {
        f"{name} {inside}": command
        for name, group in main.commands.items()
        if isinstance(group, click.Group)
        for inside, command in group.commands.items()
    }
    return {"": main, **main.commands, **inner}


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_has_help_that_ends_in_an_example(command: str) -> None:
    result = _run(*command.split(), "--help", terminal_width=200)
    assert result.exit_code == 0
    example = result.stdout.rstrip().splitlines()[-1].strip()
    assert example.startswith(f"Example: align {command}".rstrip())


def test_every_example_runs_as_it_is_printed(shipped: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one folder, with the articles that ship and the files that examples name; the archive is filled first."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "sentences.txt").write_text("The port reopens.\nThe yard is empty.\n", encoding="utf-8")
    (tmp_path / "version.es.txt").write_text("El puerto reabre.\nEl recinto está vacío.\n", encoding="utf-8")
    (tmp_path / "version.en.txt").write_text("The port reopens.\nThe yard is empty.\n", encoding="utf-8")
    (tmp_path / "pairs.txt").write_text("the port reopens ||| el puerto reabre\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    statuses = {}
    for name in sorted(commands(), key=lambda name: (name != "batch", name)):
        example = (commands()[name].epilog or "").removeprefix("Example: align ")
        result = shipped(*shlex.split(example))
        assert "Error:" not in result.stderr, (name, result.stderr)
        statuses[name] = result.exit_code
    found = {"check": 1, "compare": 1}  # words that were altered
    assert statuses == dict.fromkeys(statuses, 0) | found
    assert {path.name for path in tmp_path.iterdir()} >= {"report", "archive", "tables", "vectors.npy"}


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_option_says_what_it_is_for(command: str) -> None:
    assert commands()[command].help
    for parameter in commands()[command].params:
        assert isinstance(parameter, click.Argument) or getattr(parameter, "help", None), parameter.name


def test_models_lists_those_that_are_bundled(run: Run) -> None:
    found = lines(run("models", "--json"))
    assert {"use", "e5", "duo"} <= {row["name"] for row in found}


def test_help_is_quick_because_it_loads_no_library() -> None:
    script = (
        "import sys\nfrom align.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as stop:\n    assert stop.code == 0\n"
        "heavy = {'torch', 'polars', 'sentence_transformers', 'numpy', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "Usage" in done.stdout
    assert done.stderr.strip() == "[]"


def test_the_module_runs_as_the_command(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-m", "align", "quotes", str(tmp_path / "gone.txt")],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"align quotes: {tmp_path}/gone.txt: no such file or folder. Check the name."]


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_a_reader_that_closes_the_pipe_early_sees_no_traceback() -> None:
    with subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-m", "align", "quotes", ARTICLES, "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert "Traceback" not in said
    assert "Exception ignored" not in said
