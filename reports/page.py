"""The report as one web page that needs nothing else: no network, no script."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from align.stories import Story
from align.visible import visible
from reports.phrases import place, relay
from reports.view import count, direction, report


def files(story: Story) -> dict[str, str]:
    """Return index.html."""
    return {"index.html": page(story)}


def page(story: Story) -> str:
    """Return the page; everything that comes from articles is escaped, and made visible where it would act.

    Raises:
        SchemaError: a table lacks a column, or a row points to a row that is not there.
    """
    return _environment().get_template("page.html").render(report=report(story))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"place": place, "relay": relay, "count": count, "direction": direction}
    return environment


def _finalize(value: object) -> object:
    """Make text visible before it is escaped; what a macro made has been through here already."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
