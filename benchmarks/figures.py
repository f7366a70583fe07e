"""Figures of a benchmark: kept by name, printed as they come, and held against floors.toml."""

import tomllib
from pathlib import Path
from typing import Final

Figures = dict[str, float]
FLOORS: Final = Path(__file__).with_name("floors.toml")


def note(figures: Figures, name: str, value: float, unit: str = "") -> None:
    """Keep a figure, and print it at once."""
    figures[name] = round(value, 4)
    print(f"  {name:<34}{value:>10.4f} {unit}", flush=True)


def f1(right: float, found: float, wanted: float) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def missed(part: str, figures: Figures) -> list[str]:
    """Return a line for each floor or ceiling of a part of floors.toml that a figure misses."""
    kept = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get(part, {})
    below = [
        f"{name}: {figures[name]} is under the floor of {floor}"
        for name, floor in kept.get("floors", {}).items()
        if name in figures and figures[name] < floor
    ]
    above = [
        f"{name}: {figures[name]} is over the ceiling of {ceiling}"
        for name, ceiling in kept.get("ceilings", {}).items()
        if name in figures and figures[name] > ceiling
    ]
    return below + above
