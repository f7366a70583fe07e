"""The Markdown says what the report says, and what articles say cannot break out of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import reports
from align.stories import Story
from align.visible import one_line
from reports.exports.markdown import escaped

OURS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "softbreak", "hardbreak"),
    *("blockquote_open", "blockquote_close", "bullet_list_open", "bullet_list_close", "list_item_open"),
    *("list_item_close", "strong_open", "strong_close", "text_special"),
}


def written(story: Story, folder: Path) -> str:
    (path,) = reports.write(story, folder, ["markdown"])
    assert path.name == "report.md"
    return path.read_text(encoding="utf-8")


def tokens(text: str) -> Iterator[Token]:
    """Every token of the Markdown, tables and struck words among them."""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def words(text: str) -> str:
    """What a reader sees."""
    lines = [
        "".join("\n" if each.type in ("hardbreak", "softbreak") else each.content for each in token.children or ())
        for token in tokens(text)
        if token.type == "inline"
    ]
    return "\n".join(lines).replace("\u2060", "")


def test_statements_stand_worst_first_with_original_renderings_and_drifts(story: Story, tmp_path: Path) -> None:
    seen = words(written(story, tmp_path))
    order = [
        *("2 of 5 renderings altered what was said", "1. 5 renderings, worst: altered"),
        *("우리는 내일 항구를 다시 열 것이라고 생각한다", "박 청장, direct, Yonhap, ko, wire/ko-1.txt"),
        *("altered would definitely reopen tomorrow", "its head, mixed, Yonhap → AFP, en, wire/en-1.txt"),
        "major intensity: “definitely” added: a certainty that was not claimed",
        *("altered against the full quote", "the full quote: We think the port will reopen tomorrow,"),
        *("2. 2 renderings, worst: faithful", "No container has left the yard,"),
        *("Files that could not be read", "wire/broken.bin: not text: 900 of the first 4,096 bytes are binary"),
    ]
    places = [seen.index(part) for part in order]
    assert places == sorted(places)
    assert all(row["explanation"] in seen for row in story.drifts.iter_rows(named=True))


def test_hostile_copy_makes_no_markup_and_reads_as_printed(hostile: Story, tmp_path: Path) -> None:
    text = written(hostile, tmp_path)
    assert {token.type for token in tokens(text)} <= OURS
    seen = words(text)
    for said in (*hostile.quotes["text"], "@SUM(A1)", 'wire/=1+1"<x>.txt', "=5+5 <script>"):
        assert one_line(said).strip() in seen
    assert "\u202e" not in text
    assert "\x00" not in text


def test_nobody_is_called_and_nothing_is_linked() -> None:
    """A tracker looks for these in the text that its Markdown gives."""
    for said in ("@desk", "see #12", "a!12", "https://evil.example", "www.evil.example"):
        assert said not in escaped(said)
    html = MarkdownIt("commonmark").render(escaped("@desk #12"))
    assert "@desk" not in html
    assert "#12" not in html


SIGNS = "\\`*_{}[]()<>#+-.!|~&:@/=^$\"' \n\t1a)"


@given(st.text(alphabet=SIGNS, max_size=20))
def test_any_signs_read_as_printed(text: str) -> None:
    markdown = f"- **altered** {escaped(text)}x  \n  {escaped(text)}x\n  - {escaped(text)}x\n\n> {escaped(text)}x\n"
    assert {token.type for token in tokens(markdown)} <= OURS
    seen = one_line(text).strip() + "x"
    assert words(markdown).split("\n") == [f"altered {seen}", seen, seen, seen]


def test_an_empty_run_says_so(nothing: Story, tmp_path: Path) -> None:
    assert words(written(nothing, tmp_path)).startswith("Nothing could be read")


@pytest.mark.parametrize("text", ["우리는 내일", "«Creemos» que", "“We will”", "سيُعاد فتح"])
def test_ordinary_words_are_left_as_printed(text: str) -> None:
    assert escaped(text) == text
