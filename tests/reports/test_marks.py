"""Which words are marked when drifts nest, overlap, or reach out of the passage."""

import pytest

from align.schema import CATEGORIES
from align.visible import one_line, visible
from reports.marks import FAMILIES, Drift, runs

SAID = "he would not say so"


def drift(
    start: int | None, end: int | None, severity: str = "minor", number: int = 1, *, whole: bool = False
) -> Drift:
    return Drift(number, "wording", severity, "x", "y", start, end, None, None, "", whole)


def cut(*drifts: Drift, offset: int | None = 100) -> list[tuple[str, tuple[int, ...]]]:
    return [(run.text, tuple(each.number for each in run.drifts)) for run in runs(SAID, offset, drifts)]


def test_a_span_is_cut_out_at_its_offsets_in_the_article() -> None:
    assert cut(drift(103, 108)) == [("he ", ()), ("would", (1,)), (" not say so", ())]


def test_nested_and_overlapping_spans_become_runs_that_know_all_their_drifts() -> None:
    assert cut(drift(103, 112), drift(109, 116, number=2)) == [
        ("he ", ()),
        ("would ", (1,)),
        ("not", (1, 2)),
        (" say", (2,)),
        (" so", ()),
    ]
    assert cut(drift(103, 112), drift(109, 112, number=2))[2] == ("not", (1, 2))


def test_the_gravest_drift_gives_a_run_its_look() -> None:
    marked = runs(SAID, 100, [drift(103, 112, "minor"), drift(109, 112, "critical", 2)])
    assert [run.worst.severity if run.worst else None for run in marked] == [None, "minor", "critical", None]


def test_a_span_that_reaches_over_an_edge_is_cut_there() -> None:
    assert cut(drift(90, 102)) == [("he", (1,)), (" would not say so", ())]
    assert cut(drift(117, 999)) == [("he would not say ", ()), ("so", (1,))]


@pytest.mark.parametrize(
    "span",
    [(None, None), (105, 105), (5, 9), (300, 310), (110, 104)],
    ids=["none", "empty", "before", "after", "turned"],
)
def test_a_span_without_words_in_the_passage_marks_nothing(span: tuple[int | None, int | None]) -> None:
    assert "".join(text for text, _ in cut(drift(*span))) == SAID
    assert all(not numbers for _, numbers in cut(drift(*span)))


def test_a_drift_in_the_manner_of_speaking_marks_no_words() -> None:
    assert cut(drift(100, 119, whole=True)) == [(SAID, ())]


def test_nothing_is_marked_in_words_whose_place_is_not_known() -> None:
    assert cut(drift(103, 108), offset=None) == [(SAID, ())]
    assert runs("", 100, [drift(103, 108)]) == ()


def test_characters_that_act_are_named_and_the_others_are_left() -> None:
    assert visible("a\x1b[31mb\u202ec\x00") == "a⟨U+001B⟩[31mb⟨U+202E⟩c⟨U+0000⟩"
    assert visible("سيُعاد 다시 می‌خواهم 👩‍🚒\t\n") == "سيُعاد 다시 می‌خواهم 👩‍🚒\t\n"
    assert one_line("broken\r\n over \u2028 lines\x85here") == "broken over lines here"


def test_every_category_is_of_one_family() -> None:
    assert sorted(category for family in FAMILIES.values() for category in family) == sorted(CATEGORIES)


@pytest.mark.parametrize(
    ("words", "explanation", "why"),
    [
        (("will", "are"), "“will” became “are”: what will be became what is", "what will be became what is"),
        (("I\nthink", ""), "“I think” is gone: an opinion became a plain claim", "an opinion became a plain claim"),
        (("", "soon"), "“soon” was added", ""),
        (("will", "are"), "“will be” became “are”: another word", "“will be” became “are”: another word"),
        (("", "Russia"), "the original does not name “Russia”", "the original does not name “Russia”"),
        (("", ""), "quoted there, reported here", "quoted there, reported here"),
    ],
)
def test_what_the_change_shows_is_not_said_again(words: tuple[str, str], explanation: str, why: str) -> None:
    before, after = words
    assert Drift(1, "wording", "minor", after, before, None, None, None, None, explanation).why == why


@pytest.mark.parametrize(
    ("words", "tail"),
    [("the port", "port"), ("so ", "so "), ("全国各个港口明天一起再重开", "国各个港口明天一起再重开")],
)
def test_the_number_of_a_drift_holds_on_to_the_end_of_its_words(words: str, tail: str) -> None:
    (run,) = runs(words, 0, [Drift(1, "wording", "minor", words, "", 0, len(words), None, None, "")])
    assert (run.head + run.tail, run.tail) == (words, tail)
