"""Charts: what they count, that hostile words do nothing in them, that there is none where nothing is to show."""

import re
from dataclasses import replace

import pytest
from lxml import etree

from align.stories import Story
from align.visible import visible
from benchmarks.report_size import enlarged
from reports.charts import available, charts
from reports.page import page
from reports.view import report
from seeds.schema import ORIGINS
from tests.reports.conftest import written

pytestmark = pytest.mark.skipif(not available(), reason="the extra `charts` is not installed")


def words(svg: str) -> list[str]:
    """The words that an SVG shows."""
    return [node.text for node in etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text") if node.text]


def test_drifts_are_counted_by_category_and_last_agency_against_the_original_alone(story: Story) -> None:
    shown = words(written("charts", story)["chart-drifts.svg"])
    assert {"modality", "intensity", "AFP"} <= set(shown)
    assert "tense" not in shown, "a drift within one article is no agency's"
    assert "quotation" not in shown, "a neutral drift is none"
    assert sorted(word for word in shown if word.isdigit()) == ["2", "2"]


def test_the_relays_flow_from_agency_to_article(story: Story) -> None:
    relays = next(each for each in charts(report(story)) if each.name == "relays")
    assert "Yonhap → AFP (1)" in relays.told
    assert {"Yonhap", "AFP", "EFE", "article B"} <= set(words(relays.svg))


def test_of_many_articles_the_relays_flow_to_their_languages(story: Story) -> None:
    relays = next(each for each in charts(report(enlarged(story, 4_000))) if each.name == "relays")
    assert {"Yonhap", "AFP", "EFE", "es"} <= set(words(relays.svg))
    assert not any(word.startswith("article") for word in words(relays.svg))


def test_time_needs_two_days(story: Story) -> None:
    assert "chart-time.svg" not in written("charts", story)


def test_nothing_to_show_makes_no_chart(nothing: Story, apart: Story) -> None:
    assert written("charts", nothing) == {}
    assert "chart-drifts.svg" not in written("charts", apart)


def test_a_chart_is_the_same_each_time(story: Story) -> None:
    assert written("charts", story) == written("charts", story)


def test_the_page_holds_the_charts_with_what_they_show_in_words(story: Story) -> None:
    text = page(story)
    assert text.count("<svg") == len(charts(report(story)))
    assert re.search(r'role="img" aria-label="Who relays whom: [^"]*Yonhap → AFP \(1\)', text)


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"/><image href="x" onerror="alert(1)"/>', "\u202eabc"])
def test_hostile_words_are_words_in_a_chart(story: Story, evil: str) -> None:
    chain = {"article_id": "en", "relay_chain": [evil, "AFP"], "signs_score": 0.5}
    relays = written("charts", replace(story, origins=ORIGINS.frame([chain])))["chart-relays.svg"]
    assert visible(evil) in words(relays)
    tags = {node.tag.rpartition("}")[2] for node in etree.fromstring(relays.encode()).iter()}
    assert tags <= {"svg", "g", "path", "rect", "text", "line", "defs", "clipPath", "style"}
