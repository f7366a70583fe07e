"""The page in Chromium: what a reader does with it, that nothing leaves it, and that it is accessible."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from align.stories import Story
from reports.page import page as html
from tests.reports.conftest import enlarged

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, sync_playwright  # after the check that it is there

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """A function that opens a story's page from disk; fails the test on a message of the console or a request."""
    troubles: list[str] = []
    pages: list[Page] = []

    def show(text: str, **options: Any) -> Page:  # the browser's own
        place = tmp_path / "index.html"
        place.write_text(text, encoding="utf-8")
        page = browser.new_context(**options).new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: request.url == place.as_uri() or troubles.append(request.url))
        page.on("dialog", lambda dialog: troubles.append(f"dialog: {dialog.message}"))
        page.goto(place.as_uri())
        pages.append(page)
        return page

    yield show
    for page in pages:
        page.context.close()
    assert not troubles


def shown(page: Page, selector: str) -> list[str]:
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


def test_two_thousand_statements_can_be_narrowed_down(opened: Any, story: Story) -> None:
    page = opened(html(enlarged(story, 1_000)))
    page.set_default_timeout(120_000)
    assert page.locator("article.statement").count() == 2_000
    page.locator("#tools input").fill("container")
    page.locator("#tools [role=status]", has_text="1000 of 2000").wait_for()
    page.locator("#tools button").click()
    assert page.locator("#tools [role=status]").inner_text() == "2000 statements"
