"""The page in Chromium: what a reader does with it, that nothing leaves it, and that it is accessible."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest

from align.schema import CATEGORIES, DRIFTS
from align.stories import Story
from reports.marks import FAMILIES
from reports.page import page as html
from tests.reports.conftest import DRIFT_ROWS, enlarged, port_story

if TYPE_CHECKING:
    from playwright.sync_api import Page


def shown(page: "Page", selector: str) -> list[str]:
    """The ids of the elements that a reader sees."""
    return [each.get_attribute("id") or "" for each in page.locator(selector).all() if each.is_visible()]


def test_choosing_a_language_leaves_its_renderings_and_the_original_they_are_held_against(
    opened: Any, story: Story
) -> None:
    page = opened(html(story))
    page.get_by_label("Language").select_option(label="ar (1)")
    assert shown(page, "article.statement") == ["s-reopen"]
    assert shown(page, "li.rendering") == ["r-reopen-ar.a"]
    assert shown(page, "figure.original") == ["r-reopen-ko.a"]
    assert page.get_by_role("status").inner_text() == "1 of 2 statements"
    page.get_by_role("button", name="Show all").click()
    assert shown(page, "article.statement") == ["s-reopen", "s-yard"]
    assert page.get_by_role("status").inner_text() == "2 statements"


def test_two_choices_and_words_narrow_together(opened: Any, story: Story) -> None:
    page = opened(html(story))
    page.locator("#tools").get_by_label("Drift").select_option(label="modality (2)")
    assert shown(page, "li.rendering") == ["r-reopen-en.a", "r-reopen-ar.a"]
    page.get_by_label("Severity").select_option(label="critical (1)")
    assert shown(page, "li.rendering") == ["r-reopen-ar.a"]
    page.get_by_label("Words").fill("CONTAINER has left")
    page.get_by_role("status").filter(has_text="0 of 2").wait_for()
    page.keyboard.press("Escape")
    assert shown(page, "article.statement") == ["s-reopen", "s-yard"]


def test_a_link_to_what_is_narrowed_away_brings_it_back(opened: Any, story: Story) -> None:
    page = opened(html(story))
    page.get_by_label("Words").fill("container")
    page.get_by_role("status").filter(has_text="1 of 2").wait_for()
    page.evaluate("location.hash = 'r-reopen-ar.a'")
    page.locator("[id='r-reopen-ar.a']").wait_for()
    assert page.get_by_label("Words").input_value() == ""


def test_the_words_of_a_drift_light_up_together_on_both_sides_and_in_the_list(opened: Any, story: Story) -> None:
    page = opened(html(story))
    compared = page.locator("[id='r-reopen-en.a'] .compared").first
    compared.locator("mark", has_text="would").hover()
    assert [each.inner_text() for each in compared.locator("mark.lit").all()] == ["것이라고", "would"]
    assert compared.locator("li.lit").count() == 1
    compared.locator("li[data-d]").nth(1).focus()
    assert [each.inner_text() for each in compared.locator("mark.lit").all()] == ["definitely"]
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0


def test_choosing_a_category_leaves_only_its_marks(opened: Any, story: Story) -> None:
    page = opened(html(story))

    def line(words: str) -> str:
        return str(
            page.locator("[id='r-reopen-en.a'] .compared").first.locator("mark", has_text=words)
            .evaluate("each => getComputedStyle(each).textDecorationLine")
        )  # fmt: skip

    assert line("would") == line("definitely") == "underline"
    page.locator("#tools").get_by_label("Drift").select_option(label="modality (2)")
    assert (line("would"), line("definitely")) == ("underline", "none")


def test_each_family_of_drifts_has_a_colour_a_line_and_a_sign_of_its_own(opened: Any, story: Story) -> None:
    rows = [{**DRIFT_ROWS[0], "category": category} for category in CATEGORIES]
    for options in ({"color_scheme": "light"}, {"color_scheme": "dark"}):
        page = opened(html(replace(story, drifts=DRIFTS.frame(rows))), **options)
        looks = page.locator(".families mark").evaluate_all(
            """marks => marks.map(each => {
                const look = getComputedStyle(each);
                return [look.textDecorationColor, `${look.textDecorationLine} ${look.textDecorationStyle}`,
                  getComputedStyle(each.querySelector(".end"), "::after").content];
            })"""
        )
        colours, lines, signs = zip(*looks, strict=True)
        assert len(looks) == len(FAMILIES)
        assert len(set(colours)) == len(set(lines)) == len(set(signs)) == len(FAMILIES)


def test_the_keyboard_goes_from_statement_to_statement(opened: Any, story: Story) -> None:
    page = opened(html(story), viewport={"width": 900, "height": 500})
    for expected in ("#s-reopen", "#s-yard"):
        page.keyboard.press("Alt+ArrowDown")
        assert page.evaluate("document.activeElement.getAttribute('href')") == expected
    page.keyboard.press("Alt+ArrowUp")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#s-reopen"


def test_a_correction_note_is_copied(opened: Any, story: Story) -> None:
    page = opened(html(story), permissions=["clipboard-read", "clipboard-write"])
    note = page.locator("[id='r-reopen-ar.a'] .note")
    note.locator("summary").click()
    note.get_by_role("button", name="Copy").click()
    note.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Correction: wire/ar-1.txt")
    assert "The words in wire/ko-1.txt (Yonhap) are:" in copied


def test_without_scripts_everything_is_there(opened: Any, story: Story) -> None:
    page = opened(html(story), java_script_enabled=False)
    assert shown(page, "article.statement") == ["s-reopen", "s-yard"]
    assert not page.locator("#tools").is_visible()


@pytest.mark.parametrize(
    "evil",
    [
        "<script>document.title = 'run'</script>",
        "</script><script>document.title = 'run'</script>",
        "<img src=x onerror=\"document.title='run'\">",
        "<a href=\"javascript:document.title='run'\">x</a>",
        "\u202e\u2066</bdi>",
        "word " * 10_000,
    ],
)
def test_hostile_copy_runs_nothing_and_moves_nothing(opened: Any, rewritten: Any, evil: str) -> None:
    texts = [f"I saw {evil} there", f"He saw {evil} there"]
    page = opened(html(rewritten(dict(zip("ab", texts, strict=True)), texts, path=evil[:80], speaker=evil[:80])))
    page.get_by_label("Words").fill("saw")
    page.get_by_role("status").filter(has_text="1 of 1").wait_for()
    assert page.title() != "run"
    assert page.locator("script").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 360, "height": 740}},
    ],
    ids=["light", "dark", "phone"],
)
def test_axe_finds_no_violation(opened: Any, story: Story, options: dict[str, Any]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(html(story), **options)
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true }")
    found = axe.Axe().run(page).response["violations"]
    assert not found, json.dumps([(each["id"], [node["html"] for node in each["nodes"]]) for each in found], indent=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def of_many_articles(story: Story, number: int) -> Story:
    """A story of so many articles, each with a quote of its own that nobody else has."""
    article, quote = story.articles.filter(article_id="own"), story.quotes.filter(article_id="own")
    ids = [f"own~{each}" for each in range(number)]
    return replace(
        story,
        articles=pl.concat(article.with_columns(article_id=pl.lit(each)) for each in ids),
        quotes=pl.concat(quote.with_columns(article_id=pl.lit(each), quote_id=pl.lit(f"{each}.a")) for each in ids),
        **{name: getattr(story, name).clear() for name in ("signs", "origins", "statements", "renderings")},
        **{name: getattr(story, name).clear() for name in ("drifts", "verdicts", "alignments")},
        embedded=(),
    )


@pytest.fixture(scope="module")
def thousands() -> str:
    """The page of two thousand statements, of many articles."""
    return html(enlarged(port_story(), 1_000))


def test_two_thousand_statements_can_be_narrowed_down(opened: Any, thousands: str) -> None:
    page = opened(thousands)
    page.set_default_timeout(120_000)
    assert page.locator("article.statement").count() == 2_000
    page.locator("#tools input").fill("container")
    page.locator("#tools [role=status]", has_text="1000 of 2000").wait_for()
    page.locator("#tools button").click()
    assert page.locator("#tools [role=status]").inner_text() == "2000 statements"


def test_two_thousand_statements_are_there_after_three_seconds_of_work(opened: Any, thousands: str) -> None:
    """The browser's own work, as other processes of the machine do not change it."""
    page = opened("<!doctype html><title>Not yet</title>")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    Path(unquote(urlsplit(page.url).path)).write_text(thousands, encoding="utf-8")
    page.reload()
    page.locator("#tools").wait_for()
    work = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    assert page.locator("article.statement").count() == 2_000
    assert work["TaskDuration"] < 3


def test_a_link_leads_to_a_rendering_that_is_not_built_yet(opened: Any, thousands: str) -> None:
    page = opened(thousands)
    page.evaluate("location.hash = 'r-yard~900-es.b~900'")
    target = page.locator("[id='r-yard~900-es.b~900']")
    target.wait_for()
    page.wait_for_function("each => each.getBoundingClientRect().top < innerHeight", arg=target.element_handle())


def test_a_link_to_a_statement_further_down_opens_there(opened: Any, thousands: str) -> None:
    page = opened(thousands, address="#r-yard~900-es.b~900")
    page.locator("[id='r-yard~900-es.b~900']").wait_for()
    assert page.evaluate(
        "document.querySelector(\"[id='r-yard~900-es.b~900']\").getBoundingClientRect().top < innerHeight"
    )


def test_what_stands_further_down_is_narrowed_down_as_it_is_built(opened: Any, thousands: str) -> None:
    page = opened(thousands)
    page.set_default_timeout(120_000)
    page.locator("#tools").get_by_label("Drift").select_option(label="tense (1000)")
    page.locator("#tools [role=status]", has_text="1000 of 2000").wait_for()
    page.evaluate("location.hash = 's-reopen~999'")
    page.locator("[id='r-reopen~999-en.a~999']").wait_for()
    assert shown(page, "[id='s-reopen~999'] li.rendering") == ["r-reopen~999-en.a~999"]


def test_all_of_thousands_is_printed_and_there_without_scripts(opened: Any, thousands: str) -> None:
    page = opened(thousands)
    page.set_default_timeout(120_000)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("li.rendering").count() == 5_000
    page = opened(thousands, java_script_enabled=False)
    page.set_default_timeout(120_000)
    assert page.locator("li.rendering").count() == 5_000


def test_of_thousands_of_articles_and_quotes_alone_those_are_built_that_are_scrolled_to(
    opened: Any, story: Story
) -> None:
    text = html(of_many_articles(story, 2_000))
    page = opened(text)
    assert page.locator("ul.articles > li").count() == 40
    page.locator("details.rest summary").click()
    page.locator("ul.articles > li").nth(60).wait_for()
    assert page.locator("ul.articles > li").count() < 1_000
    page.locator("#alone summary").first.click()
    page.locator("#alone .later").nth(3).scroll_into_view_if_needed()
    page.locator("#alone .later ul.alone").first.wait_for()
    assert page.locator("#alone ul.alone").count() < 1_000
    page = opened(text, java_script_enabled=False)
    assert page.locator("ul.articles > li").count() == page.locator("#alone ul.alone").count() == 2_000
