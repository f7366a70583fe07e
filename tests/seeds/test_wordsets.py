"""Sets of words are made once and behave as sets do."""

from seeds.wordsets import Words

SAID, TOLD = Words(["said", "told"]), Words(["told", "asked"])


def test_they_join_meet_and_part_as_sets_do() -> None:
    assert {"said", "told", "asked"} == SAID | TOLD
    assert {"told"} == SAID & TOLD
    assert {"said"} == SAID - TOLD
    assert SAID | {"wrote"} == {"said", "told", "wrote"}
    assert frozenset(["said"]) | TOLD == {"said", "told", "asked"}


def test_a_union_is_made_once() -> None:
    assert (SAID | TOLD) is (SAID | TOLD)
    assert (SAID | TOLD | SAID) is (SAID | TOLD | SAID)
    few = frozenset(["wrote"])
    assert (SAID | few) is (SAID | few)


def test_a_set_that_changes_is_read_anew() -> None:
    more = {"wrote"}
    assert SAID | more == {"said", "told", "wrote"}
    more.add("told")
    assert SAID - more == {"said"}
    assert SAID & more == {"told"}
