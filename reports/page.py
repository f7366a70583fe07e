"""The report as one web page that needs nothing else: no network, and no script but its own."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files as resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from align.schema import CATEGORIES
from align.stories import Story
from reports.charts import available, charts, inline
from reports.choices import KINDS, Choices
from reports.contexts import contexts
from reports.corrections import correction
from reports.facts import facts
from reports.linking import links
from reports.marking import marked, seen
from reports.marks import FAMILIES
from reports.passages import direction
from reports.phrases import place, relay
from reports.pieces import Content
from reports.variants import collations
from reports.view import Report, count, joined
from reports.wording import ENGLISH, Wording

# Pieces of the template joined at once: each by itself takes more room than its words.
_PIECES: Final = 2_000
# Statements and articles that a browser lays out at once; what stands below is kept as text until it is wanted.
_STATEMENTS: Final = 20
_ARTICLES: Final = 40
_FACTS: Final = 20
_SCRIPTS: Final = ("later.js", "narrowing.js", "lighting.js", "moving.js")


def files(shown: Report, say: Wording = ENGLISH, title: str = "") -> dict[str, Content]:
    """Return index.html."""
    return {"index.html": _pieces(shown, say, title)}


def page(story: Story | Report, say: Wording = ENGLISH, title: str = "") -> str:
    """Return the page; everything that comes from articles is escaped, and made visible where it would act.

    Args:
        story: the tables of one run.
        say: the language of the page's own words.
        title: what to call it; without one its first line is what an editor has to know.

    Raises:
        SchemaError: a table lacks a column, or a row points to a row that is not there.
    """
    return "".join(_pieces(joined(story), say, title))


def _pieces(told: Report, say: Wording, title: str) -> Iterator[str]:
    script = _script()
    pieces = (
        _environment()
        .get_template("page.html")
        .stream(
            report=told,
            choices=Choices(told),
            context_of=contexts(told),
            links_of=links(told),
            families=_families(told),
            categories=CATEGORIES,
            at_once=_STATEMENTS,
            articles_at_once=_ARTICLES,
            facts_at_once=_FACTS,
            facts=facts(told),
            charts=charts(told, say) if available() else (),
            say=say,
            title=title,
            told=lambda parts: ", ".join(map(say, parts)),
            script=Markup(script),  # noqa: S704  # our own file, and nothing in it
            digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )
    pieces.enable_buffering(_PIECES)
    return pieces


def _families(told: Report) -> dict[str, tuple[str, ...]]:
    """Return the families of drifts that the report has, each with those of its categories that it has."""
    found = set(told.story.drifts["category"].unique())
    families = {name: tuple(each for each in categories if each in found) for name, categories in FAMILIES.items()}
    return {name: categories for name, categories in families.items() if categories}


@cache
def _script() -> str:
    """Return the page's script. The page allows this one alone, by its digest: nothing that copy brings can run."""
    folder = resources("reports").joinpath("templates")
    parts = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\nstart();\n}})();\n'


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
    environment.globals |= {
        "chart": lambda svg: Markup(inline(svg)),  # noqa: S704  # made by us, its words escaped
        "collations": collations,
        "correction": correction,
        "count": count,
        "direction": direction,
        "kinds": KINDS,
        "marked": marked,
        "place": place,
        "relay": relay,
    }
    return environment


def _finalize(value: object) -> object:
    """Make text visible before it is escaped; what a macro made is of another type, and has been through here."""
    return seen(value) if type(value) is str else value
