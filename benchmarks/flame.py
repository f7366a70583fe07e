"""Draws where a run spends its time: `python -m benchmarks.flame stacks.txt docs/pictures/flame.svg`.

The stacks are those of py-spy, which is no part of the project: `pip install py-spy`, then
`py-spy record --format raw --rate 50 --output stacks.txt -- python -m benchmarks.batch_run COPY ARCHIVE LOG`.
A box is a function, as wide as the time in it, and stands on the one that called it; threads stand side by side. What
only leads from one part of the house to the next is left out, and what takes under a quarter of a percent.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Final

import click

_WIDTH: Final = 1_200
_HEIGHT: Final = 17
_LEAST: Final = 0.0025
# Pixels a character takes, about.
_CHARACTER: Final = 6.2
_FRAME: Final = re.compile(r"(?P<name>.+?) \((?P<file>[^()]+?)(?::\d+)?\)$")
# Frames that lead on, and say nothing of what is done.
_LEADING: Final = (
    "<frozen",
    "click/",
    "threading.py",
    "concurrent/",
    "contextlib.py",
    "functools.py",
    "torch/nn/modules",
)
_WAITING: Final = "(selectors.py"
_IMPORTS: Final = "<frozen importlib"
_ROOMS: Final = {"seeds": "#e8b04a", "embeddings": "#d9774f", "align": "#c9504a", "benchmarks": "#b0a58f"}
_OTHERS: Final = "#c9ccd1"


@dataclass
class Box:
    """A function where it was called: how many samples were in it, and what it called."""

    count: int = 0
    inner: "dict[str, Box]" = field(default_factory=dict)


@click.command(epilog="Example: python -m benchmarks.flame stacks.txt docs/pictures/flame.svg")
@click.argument("stacks", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("picture", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--title", default="Where a batch spends its time", show_default=True, help="What stands above it.")
def main(stacks: Path, picture: Path, title: str) -> None:
    """Draw STACKS, py-spy's raw format, as an SVG; print what share each room's functions take."""
    whole = gathered(stacks.read_text(encoding="utf-8").splitlines())
    picture.write_text(drawn(whole, title), encoding="utf-8")
    for name, count in sorted(shares(whole).items(), key=lambda item: -item[1]):
        print(f"{count / whole.count:6.1%}  {name}")


def gathered(lines: Iterable[str]) -> Box:
    """Return the tree of all stacks; a line is frames from the outermost, by semicolons, and a number of samples."""
    whole = Box()
    for line in lines:
        stack, _, count = line.rpartition(" ")
        if _WAITING in stack.rpartition(";")[2]:
            continue
        box = whole
        box.count += int(count)
        for name in _frames(stack.split(";")):
            box = box.inner.setdefault(name, Box())
            box.count += int(count)
    return whole


def _frames(stack: Iterable[str]) -> Iterator[str]:
    """Yield the functions of a stack as "name (file)"; imports are one, whatever they load."""
    before = ""
    for frame in stack:
        found = _FRAME.match(frame)
        if found is None:
            continue  # the thread, or the process
        if found["file"].startswith(_IMPORTS):
            yield "modules are loaded"
            return
        # Outside the house only the file's last part is told: whose it is, not where it lies.
        file = found["file"] if found["file"].split("/")[0] in _ROOMS else "/".join(found["file"].split("/")[-2:])
        name = f"{found['name']} ({file})"
        if not file.startswith(_LEADING) and name != before:
            yield name
            before = name


def shares(whole: Box) -> dict[str, int]:
    """Return by room the samples that were in it last: in its functions, or in what they called of other people's."""
    found: dict[str, int] = {}

    def walk(box: Box, room: str) -> None:
        own = box.count - sum(inner.count for inner in box.inner.values())
        found[room] = found.get(room, 0) + own
        for name, inner in box.inner.items():
            walk(inner, _room(name) or ("modules are loaded" if "(" not in name else room))

    walk(whole, "elsewhere")
    return found


def _room(name: str) -> str | None:
    room = name.partition("(")[2].split("/")[0]
    return room if room in _ROOMS else None


def drawn(whole: Box, title: str) -> str:
    """Return an SVG, the callers below."""
    boxes = list(_placed(whole, 0.0, 0))
    depth = 1 + max((level for *_, level in boxes), default=0)
    height = (depth + 2) * _HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}">',
        "<style>text { font: 11px sans-serif }</style>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="8" y="{_HEIGHT}">{escape(title)}</text>',
    ]
    for name, count, left, level in boxes:
        width, top = count / whole.count * _WIDTH, height - (level + 1) * _HEIGHT - 2
        share = f"{count / whole.count:.1%}"
        lines.append(
            f'<g><title>{escape(name)}: {share}</title><rect x="{left:.1f}" y="{top}" width="{width - 0.4:.1f}" '
            f'height="{_HEIGHT - 1}" fill="{_ROOMS.get(_room(name) or "", _OTHERS)}"/>'
        )
        room = int((width - 6) / _CHARACTER)
        if room > 3:
            label = name.partition(" (")[0] + f" {share}"
            shown = label if len(label) <= room else label[: room - 1] + "…"
            lines.append(f'<text x="{left + 3:.1f}" y="{top + 12}">{escape(shown)}</text>')
        lines.append("</g>")
    return "\n".join([*lines, "</svg>"]) + "\n"


def _placed(box: Box, left: float, level: int, whole: int = 0) -> Iterator[tuple[str, int, float, int]]:
    """Yield name, samples, left edge and level of every box that is wide enough to be seen."""
    whole = whole or box.count
    for name, inner in sorted(box.inner.items(), key=lambda item: -item[1].count):
        if inner.count >= _LEAST * whole:
            yield name, inner.count, left, level
            yield from _placed(inner, left, level + 1, whole)
            left += inner.count / whole * _WIDTH


if __name__ == "__main__":
    main()
