"""Charts as static SVG: drifts by category and agency, the relays as a flow, the renderings in time."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import polars as pl

from align.schema import CATEGORIES
from align.visible import visible
from reports.passages import BADNESS
from reports.pieces import Content
from reports.view import Report
from reports.wording import ENGLISH, Wording

if TYPE_CHECKING:
    import altair

    Layers: TypeAlias = altair.LayerChart | altair.FacetChart

# The colours of the page in its light dress; each chart says the same by words, place or shape.
_COLOURS: Final = {
    "altered": "#a8121c",
    "not found": "#a8121c",
    "reworded": "#8f4300",
    "unclear": "#5f3b96",
    "faithful": "#17643a",
    "verbatim": "#17643a",
    "original": "#191c1f",
}
_SHAPES: Final = {
    "altered": "cross",
    "not found": "triangle-down",
    "reworded": "diamond",
    "unclear": "triangle-right",
    "faithful": "circle",
    "verbatim": "triangle-up",
    "original": "square",
}
_UNKNOWN: Final = "agency not known"
_LONGEST: Final = 40
# More rows than these no reader follows; they are the worst ones, or the most frequent.
_MOST: Final = 30
_MOST_IN_TIME: Final = 12


@dataclass(frozen=True)
class Chart:
    """A chart: `name` of its file, its title, what it shows in words, and the SVG."""

    name: str
    title: str
    told: str
    svg: str


def available() -> bool:
    """Whether the packages of the extra `charts` are installed."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


def files(shown: Report, say: Wording = ENGLISH, title: str = "") -> dict[str, Content]:  # noqa: ARG001  # charts have their own
    """Return chart-drifts.svg, chart-relays.svg and chart-time.svg, those that there is something to show for."""
    return {f"chart-{chart.name}.svg": [chart.svg] for chart in charts(shown, say)}


def charts(told: Report, say: Wording = ENGLISH) -> tuple[Chart, ...]:
    """Return the charts of a report, with the words of a language; none of what it has nothing for."""
    return tuple(_charts(told, say))


def _charts(told: Report, say: Wording) -> Iterator[Chart]:
    if drifts := _drifts(told, say):
        total = sum(row["drifts"] for row in drifts)
        yield Chart("drifts", "Drift by category and agency", f"{total} drifts", _svg(_drift_chart(drifts, say)))
    if relays := _relays(told, say):
        told_relays = ", ".join(f"{row['from']} → {row['to']} ({row['articles']})" for row in relays)
        yield Chart("relays", "Who relays whom", told_relays, _svg(_relay_chart(relays)))
    if times := _times(told):
        days = sorted({row["day"] for row in times})
        if len(days) > 1:
            yield Chart("time", "Renderings in time", f"from {days[0]} to {days[-1]}", _svg(_time_chart(times, say)))


def _drifts(told: Report, say: Wording) -> list[dict[str, Any]]:
    """Return one row for each category and agency with drifts against an original; neutral ones are none."""
    tally = Counter(
        (drift.category, _agency(one.passage.article, say))
        for statement in told.shared
        for one in statement.renderings
        for drift in (one.comparisons[0].drifts if one.comparisons else ())
        if drift.severity != "neutral"
    )
    by_agency: Counter[str] = Counter()
    for (_, agency), count in tally.items():
        by_agency[agency] += count
    shown = {agency for agency, _ in by_agency.most_common(_MOST)}
    return [
        {"category": say(category), "agency": agency, "drifts": count}
        for (category, agency), count in tally.items()
        if agency in shown
    ]


def _relays(told: Report, say: Wording) -> list[dict[str, Any]]:
    """Return one row for each step of the relay chains: from, to, step, articles.

    The last step leads to the article; of many articles, to their language.
    """
    tally: Counter[tuple[int, str, str]] = Counter()
    each_shown = len(told.carrying) <= _MOST
    for article in told.carrying:
        end = say(f"article {article.label}") if each_shown else article.language or "?"
        tally.update(
            (step, first, second) for step, (first, second) in enumerate(pairwise([*article.relay_chain, end]))
        )
    return [
        {"step": step, "from": _short(first), "to": _short(second), "articles": count}
        for (step, first, second), count in sorted(sorted(tally.items(), key=lambda each: (-each[1], each[0]))[:_MOST])
    ]


def _times(told: Report) -> list[dict[str, Any]]:
    """Return one row for each rendering of the worst statements that has a day."""
    rows = []
    for statement in told.shared[:_MOST_IN_TIME]:
        lines: Counter[str] = Counter()  # those of one day stand under one another
        for one in statement.everyone:
            day = _day(one.passage.article.published)
            if day is not None:
                verdict = "original" if one is statement.original else one.verdict
                row = {"statement": _short(f"{statement.number} {statement.original.passage.text}")}
                row |= {"day": day, "verdict": verdict, "in": one.passage.article.label}
                rows.append(row | {"number": statement.number, "line": lines[day]})
                lines[day] += 1
    return rows


def _day(published: str) -> str | None:
    try:
        return date.fromisoformat(published[:10]).isoformat()
    except ValueError:
        return None


def _agency(article: Any, say: Wording) -> str:  # noqa: ANN401  # reports.passages.Article
    chain = article.relay_chain
    return _short((chain[-1] if chain else article.agency) or say(_UNKNOWN))


def _short(text: str) -> str:
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def _drift_chart(rows: list[dict[str, Any]], say: Wording) -> "Layers":
    import altair as alt

    x = alt.X("agency:N", title=None, axis=alt.Axis(orient="top", labelAngle=0))
    y = alt.Y("category:N", title=None, sort=[say(category) for category in CATEGORIES])
    base = alt.Chart(pl.DataFrame(rows)).encode(x, y)
    squares = base.mark_rect().encode(alt.Color("drifts:Q", legend=None, scale=alt.Scale(scheme="blues", domainMin=0)))
    most = max(row["drifts"] for row in rows)
    colour = alt.condition(f"datum.drifts > {most / 2}", alt.value("white"), alt.value("black"))
    return alt.layer(squares, base.mark_text().encode(alt.Text("drifts:Q"), color=colour)).properties(
        width=alt.Step(90), height=alt.Step(24)
    )


def _relay_chart(rows: list[dict[str, Any]]) -> "Layers":
    import altair as alt

    columns: dict[int, list[str]] = {}
    for row in rows:
        for step, name in ((row["step"], row["from"]), (row["step"] + 1, row["to"])):
            names = columns.setdefault(step, [])
            if name not in names:
                names.append(name)
    place = {(step, name): at for step, names in columns.items() for at, name in enumerate(names)}
    edges = [
        {
            "x": row["step"],
            "x2": row["step"] + 1,
            "y": place[row["step"], row["from"]],
            "y2": place[row["step"] + 1, row["to"]],
            "articles": row["articles"],
        }
        for row in rows
    ]
    nodes = [{"x": step, "y": at, "name": name} for (step, name), at in place.items()]
    tall = max(len(names) for names in columns.values())
    x, y = alt.X("x:Q", axis=None, scale=alt.Scale(nice=False)), alt.Y("y:Q", axis=None, scale=alt.Scale(reverse=True))
    width = alt.StrokeWidth("articles:Q", legend=None, scale=alt.Scale(domain=[0, 12], range=[1, 14], clamp=True))
    steps = alt.Chart(pl.DataFrame(edges))
    flows = steps.mark_rule(color="#9aa7b1", opacity=0.8).encode(x, y, alt.X2("x2"), alt.Y2("y2"), width)
    base = alt.Chart(pl.DataFrame(nodes)).encode(x, y)
    names = base.mark_text(align="center", baseline="bottom", dy=-7, fontWeight="bold").encode(alt.Text("name:N"))
    return alt.layer(flows, base.mark_point(filled=True, size=60, color="#17507f", opacity=1), names).properties(
        width=170 * (len(columns) - 1), height=44 * tall
    )


def _time_chart(rows: list[dict[str, Any]], say: Wording) -> "Layers":
    import altair as alt

    verdicts = [*reversed(BADNESS), "original"]
    present = [verdict for verdict in verdicts if any(row["verdict"] == verdict for row in rows)]
    shown = [say(verdict) for verdict in present]
    base = alt.Chart(pl.DataFrame([row | {"verdict": say(row["verdict"])} for row in rows])).encode(
        alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m-%d", labelAngle=0, labelOverlap=True, tickCount=5)),
        alt.Y("statement:N", title=None, sort=alt.EncodingSortField("number"), axis=alt.Axis(labelLimit=260)),
        alt.YOffset("line:O"),
    )
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        alt.Color("verdict:N", title=None, scale=alt.Scale(domain=shown, range=[_COLOURS[each] for each in present])),
        alt.Shape("verdict:N", title=None, scale=alt.Scale(domain=shown, range=[_SHAPES[each] for each in present])),
    )
    return alt.layer(points, base.mark_text(align="left", dx=8, fontSize=9).encode(alt.Text("in:N"))).properties(
        width=560, height=alt.Step(20)
    )


def _svg(chart: "Layers") -> str:
    """Return a chart as SVG, in the page's type and without a ground of its own."""
    import vl_convert

    dressed = chart.configure(background="transparent", font="system-ui, sans-serif").configure_view(stroke=None)
    svg: str = vl_convert.vegalite_to_svg(dressed.to_json())
    return svg


def inline(svg: str) -> str:
    """Return an SVG for a page, which needs no names of its vocabularies."""
    return re.sub(r' xmlns(?::\w+)?="[^"]*"', "", svg)
