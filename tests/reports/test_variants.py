"""Wordings laid over one another: what they share stands once, the rest in branches."""

from hypothesis import given
from hypothesis import strategies as st

from reports.variants import Branch, Stretch, collate


def test_what_all_share_stands_once_between_the_branches() -> None:
    texts = [
        "There will evidently be forces which want to call it illegal",
        "There are forces that want to call it illegal",
        "There will be forces that want to call it illegal, I think",
    ]
    assert list(collate(texts, "ABC")) == [
        Stretch(shared="There"),
        Stretch(
            branches=(Branch("will evidently be", ("A",)), Branch("are", ("B",)), Branch("will be", ("C",))),
        ),
        Stretch(shared="forces"),
        Stretch(branches=(Branch("which", ("A",)), Branch("that", ("B", "C")))),
        Stretch(shared="want to call it illegal"),
        Stretch(branches=(Branch("", ("A", "B")), Branch(", I think", ("C",)))),
    ]


def test_capitals_and_marks_alone_make_no_branch_of_their_own() -> None:
    found = list(collate(["We will go home.", "we will go home"], "AB"))
    assert found[0] == Stretch(shared="We will go home")
    assert [stretch.shared for stretch in found[1:]] in ([], [""])


def test_scripts_without_spaces_are_compared_by_character() -> None:
    found = list(collate(["我们将会派兵", "我们不会派兵"], "AB"))
    assert found == [
        Stretch(shared="我们"),
        Stretch(branches=(Branch("将", ("A",)), Branch("不", ("B",)))),
        Stretch(shared="会派兵"),
    ]


@given(st.lists(st.text(alphabet="ab c,.ñ我", max_size=30), min_size=2, max_size=4))
def test_each_wording_can_be_read_off_again(texts: list[str]) -> None:
    labels = [str(number) for number in range(len(texts))]
    stretches = list(collate(texts, labels))
    for text, label in zip(texts, labels, strict=True):
        read = "".join(
            stretch.shared or next(branch.words for branch in stretch.branches if label in branch.labels)
            for stretch in stretches
        )
        letters = [letter for letter in read.casefold() if letter.isalnum()]
        assert letters == [letter for letter in text.casefold() if letter.isalnum()]
