"""Files of every format, broken in many ways: articles or one line that says why. `make fuzz` does it for longer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.fuzzing import Edit, broken, check, edits, fuzz
from benchmarks.wirefiles import FORMATS


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)
def test_a_broken_file_gives_articles_or_one_line(tmp_path: Path, make: Callable[[int], bytes]) -> None:
    sample = make(7)

    @settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(edits())
    def run(made: list[Edit]) -> None:
        check(broken(sample, made), tmp_path)

    check(sample, tmp_path)
    run()


def test_the_fuzz_keeps_what_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(raw: bytes, _folder: Path) -> None:
        if b"PAR1" in raw:
            raise AssertionError("found")

    monkeypatch.setattr("benchmarks.fuzzing.check", failing)
    count, raw, how = fuzz(lambda number: b"text PAR1" + bytes(number), 5, tmp_path)
    assert count >= 1
    assert raw is not None
    assert b"PAR1" in raw
    assert how == "AssertionError: found"
