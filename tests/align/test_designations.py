"""Designations: the figure in a thing's name is part of what it is."""

import pytest

from align.drift.designations import number_in_designation
from align.drift.pairing import Text, paired
from align.languages import language


def named(codes: str, original: str, rendering: str) -> list[tuple[str, str, str]]:
    first, second = (language(code) for code in codes.split())
    assert first
    assert second
    pair = paired([(Text(original, first, "direct"), Text(rendering, second, "direct"))])[0]
    return [
        (str(found.severity), pair.original.words(found.original), pair.rendering.words(found.rendering))
        for found in number_in_designation(pair)
    ]


@pytest.mark.parametrize(
    ("codes", "original", "rendering", "words"),
    [
        ("en en", "The pilots flew the F-16 home.", "The pilots flew the F-35 home.", ("F-16", "F-35")),
        ("es en", "Los líderes del G7 se reúnen hoy.", "The leaders of the G20 meet today.", ("G7", "G20")),
        ("ru en", "Ту-154 вернулся на базу.", "The Tu-160 returned to its base.", ("Ту-154", "Tu-160")),
        ("zh de", "F-16战机已经返航。", "Die F-22 ist zurückgekehrt.", ("F-16", "F-22")),
    ],
)
def test_another_figure_is_another_thing(codes: str, original: str, rendering: str, words: tuple[str, str]) -> None:
    assert named(codes, original, rendering) == [("critical", *words)]


@pytest.mark.parametrize(
    ("codes", "original", "rendering"),
    [
        ("en en", "The pilots flew the F-16 home.", "The pilots flew the F16 home."),
        ("es en", "Los líderes del G7 se reúnen hoy.", "The leaders of the G7 meet today."),
        ("en fr", "The F-16 and the F-35 flew home.", "Le F-35 et le F-16 sont rentrés."),
        ("en en", "Article 5 was invoked in 2001.", "In 2001 Article 5 was invoked."),
    ],
)
def test_the_same_figure_in_another_spelling_or_place_is_none(codes: str, original: str, rendering: str) -> None:
    assert named(codes, original, rendering) == []
