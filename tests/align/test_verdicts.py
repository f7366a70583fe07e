"""How much trust differences leave: the heaviest counts whole, and doubtful ones together are no certain one."""

from align.drift.types import Difference, Severity
from align.verdicts import faithfulness


def change(severity: Severity, certainty: float, place: int = 0) -> Difference:
    return Difference("wording", severity, (place,), (place,), "a change", certainty)


def test_a_change_that_is_certain_outweighs_two_that_are_doubtful() -> None:
    certain = [change(Severity.MAJOR, 1.0)]
    doubtful = [change(Severity.MAJOR, 0.65), change(Severity.MAJOR, 0.65, 1)]
    assert faithfulness(certain) < faithfulness(doubtful) < faithfulness(doubtful[:1])


def test_the_order_of_changes_does_not_matter() -> None:
    found = [change(Severity.MAJOR, 0.4), change(Severity.CRITICAL, 0.9, 1), change(Severity.MINOR, 1.0, 2)]
    assert faithfulness(found) == faithfulness(found[::-1])


def test_shades_together_are_no_other_claim() -> None:
    assert faithfulness([change(Severity.MINOR, 1.0, place) for place in range(40)]) > 0.8
