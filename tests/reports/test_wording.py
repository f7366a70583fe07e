"""The report's own words in other languages: nothing of ours stays English, nothing of an article is touched."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files as resources
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from align.cli import main
from align.comparing import Texts, comparisons
from align.schema import CATEGORIES, SEVERITIES, VERDICTS
from align.stories import Story
from reports import terminal
from reports.page import page
from reports.wording import ENGLISH, languages, wording
from seeds.tracing import WEIGHTS
from tests.reports.conftest import written

OTHERS = [code for code in languages() if code != "en"]
CASES = Path(__file__).parents[1] / "align" / "data"
LITERAL = re.compile(r'say\(\s*"([^"]+)"\s*(?:\)|if\b)|(?<=else )"([^"]+)"\)')


def catalogue(code: str) -> dict[str, dict[str, str]]:
    text = resources("reports").joinpath("catalogues", f"{code}.toml").read_text(encoding="utf-8")
    return {name: part for name, part in tomllib.loads(text).items() if isinstance(part, dict)}


def pairs(node: Any) -> Iterator[Texts]:  # what TOML holds
    """Yield every pair of the cases of the drift checks."""
    if isinstance(node, list):
        for each in node:
            yield from pairs(each)
    elif isinstance(node, dict):
        if isinstance(node.get("original"), str) and isinstance(node.get("rendering"), str) and "languages" in node:
            first, second = node["languages"]
            for kind in ("direct", "indirect"):
                languages = {"original_language": first, "rendering_language": second}
                yield Texts(node["original"], node["rendering"], "direct", kind, **languages)
        for each in node.values():
            yield from pairs(each)


@cache
def told() -> frozenset[str]:
    """Every explanation and reason that the checks give of their own cases."""
    found = [pair for path in sorted(CASES.glob("*.toml")) for pair in pairs(tomllib.loads(path.read_text("utf-8")))]
    results = comparisons(found, with_model=False)
    reasons = {one.reason for one in results}
    return frozenset(reasons | {drift.explanation for one in results for drift in one.drift})


def test_every_catalogue_has_the_same_sentences() -> None:
    first, *others = (catalogue(code) for code in OTHERS)
    for other in others:
        assert {part: set(said) for part, said in other.items()} == {part: set(said) for part, said in first.items()}


@pytest.mark.parametrize("code", OTHERS)
def test_a_sentence_fills_no_slot_that_the_english_has_not(code: str) -> None:
    for part in catalogue(code).values():
        for english, said in part.items():
            assert set(re.findall(r"\{\w+\}", said)) <= set(re.findall(r"\{\w+\}", english)), english


@pytest.mark.parametrize("code", OTHERS)
def test_every_word_of_the_schema_and_every_kind_of_sign_is_known(code: str) -> None:
    counted = (f"{number} {verdict}" for verdict in VERDICTS for number in (1, 12))
    words = (*CATEGORIES, "date", *SEVERITIES, *VERDICTS, *counted, "direct", "mixed", "indirect", *WEIGHTS)
    assert [word for word in words if not wording(code).knows(word)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_of_the_templates_is_known(code: str) -> None:
    found = set()
    for name in ("page.html", "parts.html", "statement.html"):
        text = resources("reports").joinpath("templates", name).read_text(encoding="utf-8")
        found |= {first or second for first, second in LITERAL.findall(text)}
    assert len(found) > 50
    assert [each for each in sorted(found) if not wording(code).knows(each)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_explanation_of_the_checks_is_known(code: str) -> None:
    assert len(told()) > 200
    assert [each for each in sorted(told()) if not wording(code).knows(each)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_page_is_in_the_language_and_the_quotes_stay_as_printed(story: Story, code: str) -> None:
    shown, english = page(story, wording(code)), page(story)
    assert f'<html lang="{code}">' in shown
    quoted = re.compile(r"<blockquote.*?</blockquote>", re.DOTALL)
    plain = [[re.sub(r"<[^>]*>", "", each) for each in quoted.findall(text)] for text in (shown, english)]
    assert plain[0] == plain[1]
    for words in ("What changed most", "Statements, the worst first", "faithfulness"):
        assert words in english
        assert words not in shown
        assert words not in written("markdown", story, code)["report.md"]


def test_words_of_an_article_are_not_translated_inside_a_sentence() -> None:
    said = wording("es")("“a name” became “another name”: another name")
    assert said == "«a name» pasó a «another name»: otro nombre"


def test_numbers_have_the_thousands_of_the_language() -> None:
    assert wording("es")("12,345 quotes found") == "12.345 citas halladas"
    assert wording("es")("1,200 altered") == "1.200 alteradas"
    assert wording("ko")("12,345 quotes found") == "인용 12,345개를 찾음"


def test_what_a_catalogue_lacks_stays_english() -> None:
    assert not wording("fr").knows("a sentence that nobody says")
    assert wording("fr")("a sentence that nobody says") == "a sentence that nobody says"
    assert ENGLISH("a sentence that nobody says") == "a sentence that nobody says"


def test_the_terminal_speaks_the_language_and_lines_up_wide_letters(story: Story) -> None:
    shown = StringIO()
    terminal(story, Console(file=shown, width=80), language="ko", title="부산항")
    lines = shown.getvalue().splitlines()
    assert lines[0] == "부산항"
    assert "읽은 기사" in shown.getvalue()
    assert "WHAT WAS READ" not in shown.getvalue()


def test_a_title_heads_the_page_and_is_escaped(story: Story) -> None:
    shown = page(story, title="Port <b>&</b> quay")
    assert "<h1>Port &lt;b&gt;&amp;&lt;/b&gt; quay</h1>" in shown
    assert written("markdown", story, title="Port")["report.md"].startswith("# Port\n\n**")


def test_a_language_without_a_catalogue_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["report", ".", "--language", "tlh"])
    assert result.exit_code == 2
    assert "'tlh': no catalogue of the report's words. Known: en, es, fr, ko." in result.output
