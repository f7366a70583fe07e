"""The whole of a date round a figure of it, and what another figure in its place is."""

import pytest

from align.comparing import compare
from align.drift.calendar import date_at
from align.drift.pairing import Text, side
from align.drift.quantities import quantities
from align.languages import language


@pytest.mark.parametrize(
    ("code", "text", "figure", "whole"),
    [
        ("en", "He resigned on October 25, 2024, in Seoul.", 25, "October 25, 2024"),
        ("es", "Dimitió el 25 de octubre en Seúl.", 25, "25 de octubre"),
        ("fr", "Il a démissionné le vendredi 25 octobre à Séoul.", 25, "vendredi 25 octobre"),
        ("ru", "Он ушёл в отставку 25 октября в Сеуле.", 25, "25 октября"),
        ("en", "On Monday 12 people died.", 12, ""),
        ("en", "It happened in March (12 people died).", 12, ""),
        ("en", "In March 400 people died.", 400, ""),
    ],
)
def test_a_figure_of_a_date_has_the_whole_of_it(code: str, text: str, figure: int, whole: str) -> None:
    known = language(code)
    assert known
    read = side(Text(text, known, "direct"))
    (found,) = (each for each in quantities(read) if each.values[0] == figure)
    assert read.words(date_at(read, (found,))) == whole


@pytest.mark.parametrize(
    ("original", "rendering", "what"),
    [
        ("We will vote on October 25.", "We will vote on October 27.", "another day"),
        ("We will vote in October 2025.", "We will vote in October 2027.", "another year"),
        ("We will vote in October.", "We will vote in November.", "another month"),
        ("We will lose 25 seats.", "We will lose 27 seats.", "another number"),
    ],
)
def test_what_stands_in_a_dates_place_is_named_as_one(original: str, rendering: str, what: str) -> None:
    (drift,) = compare(original, rendering, with_model=False).drift
    assert (drift.category, drift.explanation.rpartition(": ")[2]) == ("number", what)
