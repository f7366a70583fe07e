"""Whoever reads a command's output may leave early: nothing is lost, and no traceback is seen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.align.commands.calling import ARTICLES, ROOT


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
