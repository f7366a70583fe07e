"""Help of every command, its example, and what calling one costs."""

import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from align.cli import main
from tests.align.commands.calling import ROOT, Run, invoked, lines


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
    result = invoked(*command.split(), "--help", terminal_width=200)
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
