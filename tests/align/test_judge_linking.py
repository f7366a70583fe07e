"""How the tokens of two texts answer each other: what has no answer, what follows, what is the same word."""

import pytest
import torch
from torch import Tensor
from torch.nn import functional

import embeddings
from align.drift.judge.linking import TOLD, TOLD_OF_PAIR, Links, links, pair_figures, token_figures, turned
from align.drift.judge.network import Tokens
from align.drift.judge.reading import read, side, together


def _linked(one: str, other: str) -> tuple[Tokens, Tokens, Links]:
    flat = embeddings.token_encoder().flat
    assert flat is not None
    texts = read([one, other], flat)
    shape = 1, max(map(len, texts.values()))
    sides = [side([texts[text]], flat, shape) for text in (one, other)]
    bare = [functional.layer_norm(each.pieces, each.pieces.shape[2:]) for each in sides]
    return sides[0], sides[1], links(sides[0], sides[1], (bare[0], bare[1]))


def _least_answered(text: str, left: Tensor) -> str:
    """Return the piece of a text of which most is without an answer."""
    flat = embeddings.token_encoder().flat
    assert flat is not None
    start, end = flat.pieces.cut(text).offsets[int(left[0].argmax()) - 1]
    return text[start:end]


@pytest.mark.parametrize(
    ("original", "rendering", "word"),
    [
        ("The small boat left the harbour.", "The small fast boat left the harbour.", "fast"),
        ("El barco salió del puerto.", "The boat left the port today.", "today"),
        ("Las casas son grandes.", "The new houses are big.", "new"),
    ],
)
def test_a_word_put_in_has_no_answer_of_its_own(original: str, rendering: str, word: str) -> None:
    *_, found = _linked(original, rendering)
    assert _least_answered(rendering, found.unanswered[1]) == word


def test_a_word_and_its_answer_come_to_one_whole_with_what_is_left() -> None:
    one, other, found = _linked("The boat left the harbour in May.", "In May the boat went out.")
    for seen, ours in ((found, one), (turned(found), other)):
        whole = seen.matched.sum(2) + seen.unanswered[0]
        # The rounds of the matching are few: a word that stands twice is not shared out to the last.
        assert whole[ours.inner].sub(1).abs().mean() < 0.1
        assert seen.matched[~seen.both].max() == 0.0


def test_a_pair_turned_round_has_the_same_links() -> None:
    texts = "The captain paid for the boats.", "The boats were paid for by the captain today."
    one, other, found = _linked(*texts)
    *_, back = _linked(*reversed(texts))
    assert torch.allclose(turned(found).matched, back.matched, atol=1e-4)
    ours, theirs = pair_figures(one, other, found), pair_figures(other, one, back)
    assert ours.shape == (1, TOLD_OF_PAIR)
    assert torch.allclose(ours, theirs.roll(TOLD_OF_PAIR // 2, 1), atol=1e-3)


def test_words_that_change_places_no_longer_follow_each_other() -> None:
    text = "The minister praised the captain in the harbour."
    broken = {}
    for rendering in (text, "The captain praised the minister in the harbour."):
        one, other, found = _linked(text, rendering)
        broken[rendering] = float(pair_figures(one, other, found)[0, 2])
        assert token_figures(one, other, found).shape == (*one.inner.shape, TOLD)
    assert broken[text] < min(value for rendering, value in broken.items() if rendering != text)


def test_a_word_is_the_same_in_capitals_and_begins_as_its_other_forms_do() -> None:
    one, other, found = _linked("Closed harbours", "CLOSED harbour")
    pieces, words, beginnings = (each[0].any(1)[one.inner[0]].tolist() for each in found.same)
    assert words[0]
    assert not words[-1]
    assert not pieces[0]
    assert all(beginnings)
    assert (other.words[~other.inner] == -1).all()


def test_a_batch_lies_end_to_end_without_padding() -> None:
    """Pairs of one length make a group, and each token is found again at its place on its side."""
    flat = embeddings.token_encoder().flat
    assert flat is not None
    pairs = [("No.", "Yes."), ("The boat left.", "A boat came."), ("The boat left.", "The boat came back late in May.")]
    texts = read([text for pair in pairs for text in pair], flat)
    batch = together([(texts[one], texts[other]) for one, other in pairs], flat)
    lengths = [len(texts[one]) + len(texts[other]) for one, other in pairs]
    assert sum(group.count * group.length for group in batch.groups) == batch.groups[-1].end == sum(lengths)
    ids = torch.cat([batch.original.ids, batch.rendering.ids]).flatten()[batch.places]
    for pair, starts in zip(pairs, batch.starts.tolist(), strict=True):
        for text, start in zip(pair, starts, strict=True):
            assert ids[start : start + len(texts[text])].tolist() == texts[text].ids.tolist()
