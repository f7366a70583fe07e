"""The words of a rendering that answer to those of its original light up together, by the mouse and by the keyboard."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from align.schema import ALIGNMENTS
from align.stories import Story
from reports.page import page as html

if TYPE_CHECKING:
    from playwright.sync_api import Page


def lit(page: "Page", place: str) -> list[str]:
    """The words that are lit in a place, marks and words alike."""
    return [each.inner_text() for each in page.locator(f"{place} .w.lit").all()]


def test_an_unchanged_word_lights_its_partner_up(opened: Any, story: Story) -> None:
    page = opened(html(story))
    place = "[id='r-reopen-en.b'] .compared"
    page.locator(f"{place} blockquote").nth(1).hover()
    page.locator(f"{place} .w", has_text="port").hover()
    assert lit(page, place) == ["항구를", "port"]
    page.locator(f"{place} .w", has_text="내일").hover()
    assert lit(page, place) == ["내일", "tomorrow"]
    assert page.locator(f"{place} mark.lit").count() == 0


def test_a_word_of_the_original_lights_up_in_every_rendering_that_has_it(opened: Any, story: Story) -> None:
    page = opened(html(story))
    page.locator("[id='r-reopen-ko.a'] blockquote").hover()
    page.locator("[id='r-reopen-ko.a'] .w", has_text="항구를").hover()
    assert lit(page, "[id='r-reopen-ko.a']") == ["항구를"]
    assert lit(page, "[id='r-reopen-en.b'] .side:last-child") == ["port"]
    assert lit(page, "[id='r-reopen-es.a'] .side:last-child") == ["puerto"]
    assert lit(page, "[id='r-reopen-ar.a'] .side:last-child") == ["الميناء"]


def test_arrows_go_from_word_to_word_and_light_its_partner_up(opened: Any, story: Story) -> None:
    page = opened(html(story))
    place = "[id='r-reopen-en.b'] .compared"
    page.locator(f"{place} blockquote").nth(1).focus()
    for expected in (["우리는", "We"], ["생각한다", "think"]):
        page.keyboard.press("ArrowRight")
        assert sorted(lit(page, place)) == sorted(expected)
    page.keyboard.press("ArrowLeft")
    assert sorted(lit(page, place)) == ["We", "우리는"]
    assert page.locator("main > [aria-live]").inner_text() == "We → 우리는"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.localName") == "blockquote"
    assert lit(page, place) == []


def test_in_a_passage_from_right_to_left_the_left_arrow_goes_on(opened: Any, story: Story) -> None:
    page = opened(html(story))
    place = "[id='r-reopen-ar.a'] .compared"
    page.locator(f"{place} blockquote").nth(1).focus()
    page.keyboard.press("Home")
    assert lit(page, place) == ["항구를", "الميناء"]
    page.keyboard.press("ArrowLeft")
    assert lit(page, place) == ["내일", "غدا"]


def test_what_lights_up_is_selected_and_copied_as_it_is_printed(opened: Any, story: Story) -> None:
    page = opened(html(story))
    quote = page.locator("[id='r-reopen-es.a'] .compared blockquote").nth(1)
    quote.hover()
    assert quote.locator(".w").count() == 3
    quote.evaluate("each => getSelection().selectAllChildren(each)")
    assert page.evaluate("getSelection().toString()") == "Creemos que el puerto reabrirá mañana"


def test_words_of_hostile_copy_light_up_where_they_stand(opened: Any, rewritten: Any) -> None:
    said = ["<b>\u202e𠮷</b>\r\nport", "&amp; the 𠮷 port"]
    story = rewritten(dict(zip("ab", said, strict=True)), said)
    spans = [(each.index("port"), len(each)) for each in said]
    link = dict(zip(("against_start", "against_end", "start", "end"), (*spans[0], *spans[1]), strict=True))
    rows = [{"quote_id": "b.a", "against": "a.a", "links": [link]}]
    page = opened(html(replace(story, alignments=ALIGNMENTS.frame(rows))))
    page.locator(".compared blockquote").first.focus()
    page.keyboard.press("ArrowRight")
    assert lit(page, ".compared") == ["port", "port"]
