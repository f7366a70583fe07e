"""Parts of a quote: clauses, runs of them, and the tokens that they hold."""

import numpy as np

from align.parts import clauses, runs, token_spans

TEXT = "The port opens, if the wind drops."
OFFSETS = np.array([(0, 3), (4, 8), (9, 14), (14, 15), (16, 18), (19, 22), (23, 27), (28, 33), (33, 34)])


def test_a_run_has_the_tokens_between_its_first_and_last_clause() -> None:
    assert [TEXT[start:end].strip() for start, end in clauses(TEXT)] == ["The port opens", "if the wind drops"]
    assert token_spans(runs(TEXT), OFFSETS) == [(0, 3), (4, 8), (0, 8)]


def test_a_span_without_tokens_is_left_out() -> None:
    assert token_spans([(0, 3), (15, 16)], OFFSETS) == [(0, 1)]
    assert token_spans([(0, 3)], np.zeros((0, 2), np.int64)) == []
