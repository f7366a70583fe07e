"""Words of two sentences linked, in one language and across."""

import numpy as np
import pytest

import align
import embeddings
from align.links import aligned, joined, words


@pytest.mark.parametrize(("source", "target"), [([], []), ([], ["rain"]), (["rain"], [])])
def test_an_empty_side_has_no_links(source: list[str], target: list[str]) -> None:
    assert align.words(source, target) == set()


def test_the_same_words_are_linked_each_to_itself() -> None:
    words = ["The", "port", "of", "Busan", "will", "reopen", "on", "Friday"]
    assert align.words(words, words) == {(place, place) for place in range(len(words))}


@pytest.mark.parametrize(
    ("source", "target", "sure"),
    [
        ("The strike ends tomorrow", "La huelga termina mañana", {(1, 1), (2, 2), (3, 3)}),
        ("The old ship sank", "Das alte Schiff sank", {(1, 1), (2, 2), (3, 3)}),
        ("The minister resigned yesterday", "Министр вчера ушёл", {(1, 0), (3, 1)}),
        ("the white house", "la maison blanche", {(1, 2), (2, 1)}),
        ("Russia attacked Ukraine", "روسيا هاجمت أوكرانيا", {(0, 0), (2, 2)}),
        ("Portugal hat gewonnen", "Portugal ha vinto", {(0, 0), (2, 2)}),
    ],
    ids=["en-es", "en-de", "en-ru", "en-fr", "en-ar", "de-it"],
)
def test_words_are_linked_across_languages(source: str, target: str, sure: set[tuple[int, int]]) -> None:
    assert sure <= align.words(source.split(), target.split())


@pytest.mark.parametrize(
    ("target", "sure"),
    [
        (["首尔", "港口", "星期五", "重新", "开放"], {(0, 0), (1, 1), (3, 2)}),
        (["ソウル", "の", "港", "は", "金曜日", "に", "再開", "する"], {(0, 0), (1, 2), (3, 4)}),
        (["서울", "항구는", "금요일에", "다시", "연다"], {(0, 0), (1, 1), (3, 2)}),
    ],
    ids=["zh", "ja", "ko"],
)
def test_words_are_linked_to_words_written_without_spaces(target: list[str], sure: set[tuple[int, int]]) -> None:
    found = align.words(["Seoul", "port", "reopens", "Friday"], target)
    assert len(sure & found) >= 2
    assert {place for _, place in found} <= set(range(len(target)))


def test_a_japanese_verb_in_pieces_is_linked_to_the_verb_it_renders() -> None:
    source, target = (
        ["港", "は", "昨日", "閉鎖", "さ", "れ", "た", "。"],
        ["The", "port", "was", "closed", "yesterday", "."],
    )
    assert {(0, 1), (2, 4), (3, 3), (7, 5)} <= align.words(source, target)


def test_another_encoder_may_give_the_vectors() -> None:
    pair = (["The", "strike", "ends"], ["La", "huelga", "termina"])
    plain, learnt = aligned([pair], embeddings.token_encoder())[0], aligned([pair])[0]
    assert plain.links == learnt.links == {(0, 0), (1, 1), (2, 2)}
    linked = [(place, place) for place in range(3)]
    assert np.mean([learnt.similarity[place] for place in linked]) > np.mean(
        [plain.similarity[place] for place in linked]
    )


def test_pairs_come_out_alike_alone_and_together() -> None:
    pairs = [
        (["No", "ship", "was", "lost"], ["Se", "perdió", "ningún", "barco"]),
        ([], ["rain"]),
        (["rain"], ["lluvia"]),
    ]
    assert [each.links for each in aligned(pairs)] == [align.words(*pair) for pair in pairs]
    assert aligned([]) == []


def test_similarities_are_those_of_the_words_given() -> None:
    source, target = ["No", "ship", "was", "lost"], ["Kein", "Schiff", "ging", "verloren"]
    (found,) = aligned([(source, target)])
    assert found.similarity.shape == (4, 4)
    assert found.similarity[1].argmax() == 1


def test_odd_tokens_break_nothing() -> None:
    assert align.words(["", " ", "🔥", "\u200b"], ["rain", ""]) <= {(s, t) for s in range(4) for t in range(2)}


def test_links_are_told_the_same_in_both_directions() -> None:
    source, target = ["The", "white", "house", "burned"], ["La", "casa", "blanca", "ardió"]
    content = {(1, 2), (2, 1), (3, 3)}
    assert content <= align.words(source, target)
    assert content <= {(first, second) for second, first in align.words(target, source)}


def test_signs_of_a_script_without_spaces_share_their_token() -> None:
    """The encoder has one token for 新闻: both of its signs are linked to "news"."""
    source = list("我们昨天看了新闻")
    found = words(source, ["We", "watched", "the", "news", "yesterday"])
    assert {(6, 3), (7, 3)} <= found
    assert {(2, 4), (3, 4)} <= found


def test_words_are_joined_as_their_script_writes_them() -> None:
    text, starts = joined(["東", "京", "and", "Paris", "で"])
    assert text == "東京 and Paris で"
    assert starts.tolist() == [0, 1, 3, 7, 13]


@pytest.mark.parametrize(
    "target",
    [
        ["🔥", "🔥"],
        ["\x00", "\x07"],
        ["\U000e0001", "\ufffe"],
        ["", " "],
        ["。", "、", "!"],
        ["\ud800"],
    ],
    ids=["emoji", "control", "unassigned", "blank", "punctuation", "surrogate"],
)
def test_tokens_that_say_nothing_are_given_links_in_range_or_none(target: list[str]) -> None:
    source = ["the", "port", "reopens"]
    (found,) = aligned([(source, target)])
    assert found.links <= {(row, column) for row in range(3) for column in range(len(target))}
    assert found.similarity.shape == (3, len(target))
    assert np.isfinite(found.similarity).all()


@pytest.mark.parametrize(
    "text",
    ["เรือออกจากท่าเมื่อเช้านี้", "船今天早上离开了港口", "船は今朝港を出た"],
    ids=["th", "zh", "ja"],
)
def test_a_sentence_given_as_one_token_is_one_word(text: str) -> None:
    assert align.words([text], ["ship"]) <= {(0, 0)}
    assert align.words([text], [text]) == {(0, 0)}


def test_one_word_against_a_hundred_is_linked_to_few_of_them() -> None:
    found = align.words(["lluvia"], ["rain"] + ["and"] * 99)
    assert (0, 0) in found
    assert len(found) < 100


def test_the_order_of_the_pairs_changes_no_link() -> None:
    pairs = [
        (["The", "strike", "ends", "tomorrow"], ["La", "huelga", "termina", "mañana"]),
        (
            ["Not", "one", "ship", "was", "lost", "in", "the", "storm", "of", "last", "week"],
            ["Kein", "Schiff", "ging", "im", "Sturm", "verloren"],
        ),
        (["the", "white", "house"], ["la", "maison", "blanche"]),
    ]
    there = [each.links for each in aligned(pairs)]
    back = [each.links for each in aligned(pairs[::-1])][::-1]
    assert there == back == [align.words(*pair) for pair in pairs]
