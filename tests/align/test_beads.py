"""Sentences of two full versions of one article: what renders what, what was left out, added or moved."""

import tomllib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import embeddings
from align.beads import Bead, beads, crossing, sentences

Version = list[list[str]]
VERSIONS = tomllib.loads((Path(__file__).parent / "data" / "versions.toml").read_text(encoding="utf-8"))
LEFT_OUT = 1


@pytest.fixture(scope="module")
def encoder() -> embeddings.Encoder:
    return embeddings.load("use")


def flat(version: Version) -> list[str]:
    return [sentence for paragraph in version for sentence in paragraph]


def links(one: Version, other: Version, encoder: embeddings.Encoder) -> set[tuple[str, str]]:
    """The source and target sentences of each bead with both sides, as one text each."""
    source, target = flat(one), flat(other)
    found = sentences(source, target, encoder)
    assert sorted(place for bead in found for place in bead.source) == list(range(len(source)))
    assert sorted(place for bead in found for place in bead.target) == list(range(len(target)))
    return {
        (" ".join(source[place] for place in bead.source), " ".join(target[place] for place in bead.target))
        for bead in found
        if bead.source and bead.target
    }


def true_links(pair: str, without: int | None = None) -> set[tuple[str, str]]:
    one, other = VERSIONS[pair]["one"], VERSIONS[pair]["other"]
    kept = [place for place in range(len(one)) if place != without]
    return {link for place in kept for link in zip(one[place], other[place], strict=True)}


pairs = pytest.mark.parametrize("pair", sorted(VERSIONS))


@pairs
def test_full_translations_are_aligned_sentence_by_sentence(pair: str, encoder: embeddings.Encoder) -> None:
    assert links(VERSIONS[pair]["one"], VERSIONS[pair]["other"], encoder) == true_links(pair)


@pairs
def test_a_paragraph_left_out_is_left_alone(pair: str, encoder: embeddings.Encoder) -> None:
    one, other = VERSIONS[pair]["one"], VERSIONS[pair]["other"]
    shorter = other[:LEFT_OUT] + other[LEFT_OUT + 1 :]
    assert links(one, shorter, encoder) == true_links(pair, LEFT_OUT)


@pairs
def test_a_paragraph_added_is_left_alone(pair: str, encoder: embeddings.Encoder) -> None:
    one, other = VERSIONS[pair]["one"], VERSIONS[pair]["other"]
    longer = [*other[:2], VERSIONS[pair]["added"], *other[2:]]
    assert links(one, longer, encoder) == true_links(pair)


@pairs
def test_a_paragraph_in_the_place_of_another_is_not_forced_on_it(pair: str, encoder: embeddings.Encoder) -> None:
    one, other = VERSIONS[pair]["one"], VERSIONS[pair]["other"]
    changed = [*other[:2], VERSIONS[pair]["added"], *other[3:]]
    assert links(one, changed, encoder) == true_links(pair, 2)


@pairs
def test_a_paragraph_moved_to_the_front_is_found_and_marked(pair: str, encoder: embeddings.Encoder) -> None:
    one, other = VERSIONS[pair]["one"], VERSIONS[pair]["other"]
    moved = [other[-1], *other[:-1]]
    found = links(one, moved, encoder)
    assert found <= true_links(pair)
    assert len(found & set(zip(one[-1], other[-1], strict=True))) >= 2
    assert true_links(pair, len(one) - 1) <= found
    beads_found = sentences(flat(one), flat(moved), encoder)
    crossed = crossing(beads_found)
    assert {place for number in crossed for place in beads_found[number].target} <= set(range(len(other[-1])))
    assert len(crossed) >= 2


@pairs
def test_versions_in_the_same_order_cross_nowhere(pair: str, encoder: embeddings.Encoder) -> None:
    found = sentences(flat(VERSIONS[pair]["one"]), flat(VERSIONS[pair]["other"]), encoder)
    assert crossing(found) == set()


@pairs
def test_articles_about_other_things_have_next_to_no_beads(pair: str, encoder: embeddings.Encoder) -> None:
    (other,) = [VERSIONS[each]["added"] for each in sorted(VERSIONS) if each != pair][:1]
    assert links(VERSIONS[pair]["one"], [other], encoder) == set()


def test_the_same_text_twice_is_itself(encoder: embeddings.Encoder) -> None:
    text = flat(VERSIONS["es-en"]["one"])
    found = sentences(text, text, encoder)
    assert [(bead.source, bead.target) for bead in found] == [([place], [place]) for place in range(len(text))]
    assert all(abs(bead.cost) < 0.01 for bead in found)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_empty_side_leaves_the_other_alone(count: int, encoder: embeddings.Encoder) -> None:
    text = flat(VERSIONS["es-en"]["one"])[:count]
    assert sentences(text, [], encoder) == [Bead([place], [], 1.0) for place in range(count)]
    assert sentences([], text, encoder) == [Bead([], [place], 1.0) for place in range(count)]


def test_one_sentence_finds_its_own_among_a_hundred(encoder: embeddings.Encoder) -> None:
    one, other = flat(VERSIONS["es-en"]["one"])[6], flat(VERSIONS["es-en"]["other"])
    others = [*flat(VERSIONS["de-fr"]["other"]), *flat(VERSIONS["ko-en"]["other"])] * 4 + other + ["It rained."] * 8
    assert len(others) == 100
    found = [bead for bead in sentences([one], others, encoder) if bead.source]
    assert [(bead.source, bead.target) for bead in found] == [([0], [86])]
    back = [bead for bead in sentences(others, [one], encoder) if bead.target]
    assert [(bead.source, bead.target) for bead in back] == [([86], [0])]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (["🔥"], ["\x07"]),
        (["..."], ["***"]),
        (["", " "], ["", "\t"]),
        (["\ud800"], ["\U000e0001", "\ufffe"]),
        (["—"], ["The port is closed."]),
    ],
    ids=["emoji", "punctuation", "blank", "surrogate", "words on one side"],
)
def test_lines_without_words_make_no_bead(source: list[str], target: list[str], encoder: embeddings.Encoder) -> None:
    found = sentences(source, target, encoder)
    assert not [bead for bead in found if bead.source and bead.target]
    assert sorted(place for bead in found for place in bead.source) == list(range(len(source)))
    assert sorted(place for bead in found for place in bead.target) == list(range(len(target)))


def test_blank_lines_and_rules_between_paragraphs_are_passed_over(encoder: embeddings.Encoder) -> None:
    one, other = VERSIONS["es-en"]["one"][0], VERSIONS["es-en"]["other"][0]
    source, target = [one[0], "", one[1], "* * *", one[2]], ["", *other, "🔥"]
    found = sentences(source, target, encoder)
    assert [(bead.source, bead.target) for bead in found if bead.source and bead.target] == [
        ([0], [1]),
        ([2], [2]),
        ([4], [3]),
    ]
    assert [bead for bead in found if not bead.target] == [Bead([1], [], 0.0), Bead([3], [], 0.0)]
    assert [bead for bead in found if not bead.source] == [Bead([], [0], 0.0), Bead([], [4], 0.0)]


@pytest.mark.parametrize(
    "source",
    [
        ["เรือออกจากท่าเมื่อเช้านี้", "ไม่มีใครได้รับบาดเจ็บ"],
        ["轮船今天早上离开了港口。", "没有人受伤。"],
        ["船は今朝港を出た。", "けが人はいなかった。"],
    ],
    ids=["th", "zh", "ja"],
)
def test_sentences_written_without_spaces_find_their_translations(
    source: list[str], encoder: embeddings.Encoder
) -> None:
    found = sentences(source, ["The ship left port this morning.", "Nobody was hurt."], encoder)
    assert [(bead.source, bead.target) for bead in found] == [([0], [0]), ([1], [1])]


def test_a_sentence_that_was_split_is_one_bead(encoder: embeddings.Encoder) -> None:
    source = [
        "The port will reopen on Friday, and the ferries will sail again on Saturday.",
        "The mayor is on holiday.",
    ]
    target = ["El puerto reabrirá el viernes.", "Los transbordadores zarparán de nuevo el sábado."]
    found = sentences(source, [*target, "El alcalde está de vacaciones."], encoder)
    assert [(bead.source, bead.target) for bead in found] == [([0], [0, 1]), ([1], [2])]


def test_long_versions_are_searched_in_a_band_and_come_out_the_same() -> None:
    count = 800
    random = np.random.default_rng(1)
    one: npt.NDArray[np.float32] = random.standard_normal((count, 64)).astype(np.float32)
    runs = []
    for size in range(1, 6):
        total = np.sum([one[start : count - size + 1 + start] for start in range(size)], axis=0)
        runs.append((total / np.linalg.norm(total, axis=1, keepdims=True)).astype(np.float32))
    lengths = random.integers(40, 200, count).astype(float)
    found = beads(runs, runs, lengths, lengths)
    assert [(bead.source, bead.target) for bead in found] == [([place], [place]) for place in range(count)]
