"""The reference is what the commands say of themselves."""

from pathlib import Path

from docs.commands import reference

ROOT = Path(__file__).parents[1]


def test_the_reference_is_made_from_the_help() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == reference(), "run `make docs`"
