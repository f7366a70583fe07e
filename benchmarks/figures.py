"""Figures of a benchmark: kept by name, and printed as they come."""

Figures = dict[str, float]


def note(figures: Figures, name: str, value: float, unit: str = "") -> None:
    """Keep a figure, and print it at once."""
    figures[name] = round(value, 4)
    print(f"  {name:<34}{value:>10.4f} {unit}", flush=True)
