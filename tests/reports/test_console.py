"""What the report says in a terminal, in a pipe, and on a narrow screen."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

import reports
from align.stories import Story


def shown(story: Story, width: int = 80, *, terminal: bool = False) -> str:
    console = Console(
        file=StringIO(), width=width, force_terminal=terminal, color_system="standard" if terminal else None
    )
    reports.terminal(story, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_first_line_says_how_many_renderings_altered_what_was_said(story: Story) -> None:
    assert shown(story).splitlines()[0] == "2 of 5 renderings altered what was said"


def test_the_original_comes_first_and_says_why_it_is_the_original(story: Story) -> None:
    first = shown(story).split("Statement 2 of 2")[0].split("Statement 1 of 2")[1]
    paths = [line.split()[-1] for line in first.splitlines() if "wire/" in line]
    assert paths == ["wire/ko-1.txt", "wire/en-1.txt", "wire/en-1.txt", "wire/es-2.txt", "wire/ar-1.txt"]
    assert "ORIGINAL  A wire/ko-1.txt" in first
    assert "original because: direct, and no relay before it" in first


def test_the_statement_that_drifted_worst_comes_first(story: Story) -> None:
    text = shown(story)
    assert text.index("생각한다") < text.index("No container")
    assert "Statement 1 of 2: ALTERED" in text
    assert "Statement 2 of 2: FAITHFUL" in text


def test_statements_by_articles_have_the_first_letter_of_each_verdict(story: Story) -> None:
    found = shown(story).split("WHO SAYS WHAT\n")[1].splitlines()
    assert [line.split()[:5] for line in found[:2]] == [["A", "B", "C", "D"], ["1", "O", "AF", "F", "A"]]
    assert found[2].split()[:5] == ["2", "·", "O", "F", "·"]
    assert found[3].strip() == "O original · A altered · F faithful"


def test_words_that_differ_stand_in_braces_on_both_sides(story: Story) -> None:
    text = shown(story)
    assert "“{would} {definitely} reopen tomorrow”" in text
    assert "“سيُعاد فتح الميناء غدا {بالتأكيد}”" in text
    assert "“우리는 내일 항구를 다시 열 {것이라고} {생각한다}”" in text  # where any rendering differs


def test_drifts_are_listed_in_plain_words_with_category_and_severity(story: Story) -> None:
    text = shown(story)
    assert "modality     major     “것이라고” → “would”: the certainty is gone" in text
    assert "modality     critical  “생각한다” left out: what she thought is now a fact" in text
    assert "intensity    major     “definitely” added: a certainty that was not claimed" in text
    assert "quotation    neutral   direct speech is reported" in text


def test_a_rendering_names_its_article_speaker_kind_relay_chain_and_date(story: Story) -> None:
    text = shown(story)
    assert "FAITHFUL 0.94  B wire/en-1.txt\n    Park Seo-yeon · direct · Yonhap → AFP\n" in text
    assert "بارك سو يون · direct · AFP · 2026-10-26" in text


def test_a_pull_out_is_held_against_the_full_quote_of_its_article_too(story: Story) -> None:
    text = shown(story)
    full = text.split("against the full quote in its article: ALTERED\n")[1]
    assert full.startswith("      “{We think} the port {will} reopen tomorrow,”\n")
    assert "tense        minor     “will” → “would”" in full


def test_an_indirect_rendering_gets_no_quotation_marks(story: Story) -> None:
    assert "    algún contenedor haya salido del recinto\n" in shown(story)


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(story: Story, width: int) -> None:
    assert max(cell_len(line) for line in shown(story, width).splitlines()) <= width


def test_nothing_but_text_goes_into_a_pipe(story: Story) -> None:
    text = shown(story)
    assert "\x1b" not in text
    assert not any("\u2500" <= character <= "\u259f" for character in text), "no box drawing"
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_colour_adds_nothing_that_plain_text_does_not_say(story: Story) -> None:
    coloured = shown(story, terminal=True)
    assert "\x1b[1;31m" in coloured
    assert Text.from_ansi(coloured).plain.rstrip() == shown(story).rstrip()


def test_it_says_which_articles_were_not_embedded_what_failed_and_what_is_not_shown(story: Story) -> None:
    end = " ".join(shown(story).rsplit("direct speech is reported", 1)[1].split())
    assert "1 quote in one article only" in end
    assert "not embedded (--all embeds them): A wire/ko-1.txt, E local/gate.txt" in end
    assert "wire/broken.bin: not text: 900 of the first 4,096 bytes are binary" in end


def test_it_says_what_was_read_with_language_relay_chain_and_signs(story: Story) -> None:
    text = shown(story)
    assert "B  wire/en-1.txt\n     en · Yonhap → AFP · signs of translation 0.90 · translated from ko?" in text
    assert "E  local/gate.txt\n     en · no signs of translation" in text


def test_it_says_so_when_no_statement_is_shared(apart: Story) -> None:
    text = shown(apart)
    assert text.startswith("No statement is shared by these articles\n")
    assert "8 quotes in one article only" in text


def test_it_says_so_when_nothing_was_read(nothing: Story) -> None:
    assert shown(nothing).startswith("Nothing could be read\n")


def test_control_characters_of_an_article_do_nothing_to_the_terminal(rewritten: Callable[..., Story]) -> None:
    evil = "Clear \x1b[2J the \x9b31m screen\x07, \u202eesrever, he [bold red]said[/] :smile:"
    story = rewritten(
        {"a": evil, "b": f"x {evil}"}, [evil, evil], path="wire/\x1b]0;owned\x07.txt", speaker="\x1b[8mNo one"
    )
    for terminal in (False, True):
        text = shown(story, 200, terminal=terminal)
        assert not set("\x07\x9b\u202e") & set(text)
        assert "\x1b[2J" not in text
        assert "\x1b]0;" not in text
        assert "\x1b[8m" not in text
    assert "Clear ⟨U+001B⟩[2J the ⟨U+009B⟩31m screen⟨U+0007⟩, ⟨U+202E⟩esrever" in text
    assert "[bold red]said[/] :smile:" in text
