"""Pieces of a text: each stands at its own characters, whatever the normaliser makes of them."""

import numpy as np
import pytest

from embeddings.model import WireEncoder
from embeddings.pieces import Pieces


@pytest.fixture(scope="module")
def pieces(e5: WireEncoder) -> Pieces:
    assert e5.flat is not None
    return e5.flat.pieces


@pytest.mark.parametrize(
    "text",
    [
        "The port is closed.",
        "  two  spaces\tand\u00a0a tab ",
        "ﬁnal ½ №5 5℃",
        "e\u0301te\u0301 in Paris",
        "\u202eturned round",
        "soft\u00adhyphen \u00ad alone",
        "a\u200db \u200b c",
        "지난해 …라고",
        "零下5℃，并伴有霜冻。",
        "الوزير: «نعم»",
    ],
)
def test_pieces_follow_each_other_and_leave_out_spaces_alone(pieces: Pieces, text: str) -> None:
    found = pieces.cut(text)
    starts, ends = found.offsets.T
    assert (starts < ends).all()
    assert (np.diff(starts) >= 0).all()
    assert ends[-1] <= len(text)
    covered = {place for start, end in found.offsets for place in range(start, end)}
    left = [character for place, character in enumerate(text) if place not in covered]
    assert not any(map(str.isalnum, left))
    assert not any(text[start].isspace() for start in starts)


def test_a_text_of_nothing_has_no_pieces(pieces: Pieces) -> None:
    assert len(pieces.cut("")) == len(pieces.cut("  ")) == 0
    assert pieces.cut("").offsets.shape == (0, 2)


def test_a_rare_piece_says_more_than_a_common_one(pieces: Pieces) -> None:
    common, rare = (pieces.information[pieces.cut(word).ids].sum() for word in ("the", "quarantine"))
    assert rare > common > 0


def test_marks_written_in_a_text_are_text(pieces: Pieces) -> None:
    assert set(pieces.cut("</s> <s> <pad>").ids.tolist()).isdisjoint({0, 1, 2})
