"""Figures of a benchmark: kept by name, and printed as they come."""

Figures = dict[str, float]


def note(figures: Figures, name: str, value: float, unit: str = "") -> None:
    """Keep a figure, and print it at once."""
    figures[name] = round(value, 4)
    print(f"  {name:<34}{value:>10.4f} {unit}", flush=True)


def f1(right: float, found: float, wanted: float) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0
