"""What may stand between quotation marks: the same words, marked cuts, another spelling; an unmarked cut may not."""

from collections.abc import Callable

import pytest

Drifts = Callable[..., list[tuple[str, str, str, str]]]
Compared = Callable[..., object]


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("The deal is dead.", "The deal is dead."),
        ("The deal is dead – for now.", "The deal is dead, for now"),
        ("The deal is dead.", "“The deal is dead.”"),
        ("He said ‘the deal is dead’ and left.", 'He said "the deal is dead" and left.'),
        ("The port's gates don't open.", "The port’s gates don’t open."),
        ("The centre's labour programme was cancelled.", "The center's labor program was canceled."),
        ("The organisers analysed the defences.", "The organizers analyzed the defenses."),
        ("The treaty, signed in great haste, will hold.", "The treaty ... will hold."),
        ("The treaty, signed in great haste, will hold.", "The treaty […] will hold."),
        ("The treaty, signed in great haste, will hold.", "The treaty (…) will hold."),
        ("The treaty, signed in great haste, will hold.", "The treaty... will hold."),
        ("The bridge is safe. The road is not.", "The bridge is safe."),
        ("The bridge is safe. The road is not.", "The road is not."),
        ("THE DEAL IS DEAD.", "The deal is dead."),
    ],
)
def test_the_same_words_but_for_marks_spelling_and_marked_cuts_are_verbatim(
    compared: Compared, original: str, rendering: str
) -> None:
    found = compared(original, rendering)
    assert (found.verdict, found.faithfulness, found.drift) == ("verbatim", 1.0, ())


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("It is an act that conforms with international law.", "an act that conforms with international law"),
        ("We see it as a gift to the speculators, and no more.", "a gift to the speculators"),
    ],
)
@pytest.mark.parametrize("kind", ["direct", "mixed"])
def test_a_pull_out_of_the_same_words_is_verbatim(compared: Compared, original: str, rendering: str, kind: str) -> None:
    assert compared(original, rendering, "direct", kind).verdict == "verbatim"


@pytest.mark.parametrize(
    ("original", "rendering", "severity"),
    [
        ("The treaty, signed in great haste last night, will hold.", "The treaty will hold.", "major"),
        ("The treaty will perhaps even hold.", "The treaty will hold.", None),
        ("The old treaty of friendship will hold.", "The old treaty will hold.", "minor"),
    ],
)
def test_a_cut_without_a_mark_is_a_drift(
    compared: Compared, original: str, rendering: str, severity: str | None
) -> None:
    found = compared(original, rendering)
    assert found.verdict != "verbatim"
    if severity:
        assert ("quotation", severity) in {(drift.category, drift.severity) for drift in found.drift}


def test_segments_in_another_order_are_not_verbatim(compared: Compared) -> None:
    found = compared(
        "We shall fight on the beaches, and we shall never surrender.",
        "We shall never surrender ... we shall fight on the beaches.",
    )
    assert found.verdict != "verbatim"


def test_the_same_words_in_report_are_faithful_and_no_longer_a_quote(compared: Compared, drifts: Drifts) -> None:
    pair = "The firm will close the plant.", "the firm will close the plant", "direct", "indirect"
    assert compared(*pair).verdict == "faithful"
    assert [found[:2] for found in drifts(*pair)] == [("quotation", "neutral")]


@pytest.mark.parametrize(
    "rendering", ["The firm will close the plant and the mine", "The firm will close plant", "Firm the will close"]
)
def test_other_words_are_not_verbatim(compared: Compared, rendering: str) -> None:
    assert compared("The firm will close the plant.", rendering).verdict != "verbatim"
