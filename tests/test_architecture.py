"""The house stands: a room imports only rooms above it, and no module takes the name of a public function."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = ROOT / "align" / "commands"
ROOMS = ("seeds", "embeddings", "align", "reports")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    """Yield the first name of every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are by full name"
            yield (node.module or "").partition(".")[0]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_rooms() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    room = ROOMS.index(path.relative_to(ROOT).parts[0])
    below = {name for name in imported(path) if name in ROOMS and ROOMS.index(name) > room}
    assert not below or (path.parent, below) == (COMMANDS, {"reports"})


@pytest.mark.parametrize("path", [ROOT / "align" / "cli.py", *sorted(COMMANDS.glob("*.py"))], ids=named)
def test_a_command_imports_what_it_works_with_only_as_it_runs(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    outside = {
        name
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert not {name.partition(".")[0] for name in outside} & {"reports", "embeddings", "polars", "torch", "rich"}


@pytest.mark.parametrize("room", ROOMS)
def test_no_module_bears_the_name_of_a_public_function(room: str) -> None:
    public = set(import_module(room).__all__)
    inside = {path.stem if path.is_file() else path.name for path in (ROOT / room).iterdir()}
    assert public
    assert not public & inside


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_of_a_room_is_there(room: str) -> None:
    module = import_module(room)
    assert all(getattr(module, name) is not None for name in module.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = module.no_such_name


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_module_begins_by_saying_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said
    assert said.splitlines()[0].rstrip().endswith((".", "!", "`."))
