"""The marked words of a passage as HTML: written by hand, as a great page has a million of them."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from align.visible import visible
from reports.marks import Drift, Run


def seen(text: str) -> str:
    """Return text made visible; what Python can print has nothing in it that acts."""
    return text if text.isprintable() else visible(text)


def marked(runs: Iterable[Run]) -> Markup:
    """Return the runs of a passage, those that differ marked.

    A mark has classes for the severity, the change, the family that gives it its look, and each category; `data-d` are
    the numbers of its drifts, `data-n` those of the drifts that end with it.
    """
    return Markup("".join(_marked(run, worst) if (worst := run.worst) else _safe(run.text) for run in runs))  # noqa: S704  # each is escaped


def _marked(run: Run, worst: Drift) -> str:
    names = f"{worst.severity} {worst.change} f-{worst.family}"
    names += "".join(f" c-{category}" for category in run.categories)
    words = _safe(run.text)
    if run.ending:
        words = f'{_safe(run.head)}<span class="end" data-n="{run.ending_numbers}">{_safe(run.tail)}</span>'
    return f'<mark class="{_safe(names)}" data-d="{run.numbers}">{words}</mark>'


def _safe(text: str) -> str:
    return str(escape(seen(text)))
