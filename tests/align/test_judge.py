"""The trained judge: it compares and does not judge style, it points at words, and no exact finding is outvoted."""

from itertools import product
from pathlib import Path

import pytest

import align
from align.comparing import Texts, comparisons
from align.drift.judge import joining, weights
from align.drift.judge.joining import apart, asked, faithfulness, unnamed
from align.drift.judge.opinions import Opinion, are_akin, opinions
from align.drift.judge.reading import LONGEST, stepped, stepped_rows
from align.drift.judge.stack import FEATURES, bar, drifted, features, learnt
from align.drift.pairing import Text, paired
from align.drift.types import Difference, Pair, Severity
from align.languages import language, neutral
from seeds.exceptions import ModelError

# A faithful rendering of an original, and one that drifted, of our own.
TRIPLES = [
    (
        "The committee rejected the proposal after a long debate on Tuesday.",
        "On Tuesday the committee turned the proposal down following a lengthy debate.",
        "On Tuesday the committee adopted the proposal following a lengthy debate.",
    ),
    (
        "El gobierno reducirá las ayudas a los agricultores del norte.",
        "The government will cut aid to farmers in the north.",
        "The government will cut aid to teachers in the north.",
    ),
    (
        "Die Hafenarbeiter beenden ihren Streik, sobald der Vertrag unterschrieben ist.",
        "The dockers will end their strike once the contract has been signed.",
        "The dockers will end their strike.",
    ),
    (
        "Le ministre a présenté ses excuses aux familles des victimes.",
        "The minister apologised to the families of the victims.",
        "The minister apologised to the friends of the victims.",
    ),
    (
        "Медленный рост цен беспокоит крестьян.",
        "The slow rise in prices worries farmers.",
        "The rapid rise in prices pleases farmers.",
    ),
]


def _pair(original: str, rendering: str, kind: str = "direct", code: str = "en") -> Pair:
    known = language(code) or neutral(code)
    return paired([(Text(original, known, "direct"), Text(rendering, known, kind))])[0]


def _told(one: str, *others: str) -> list[Opinion]:
    """Return the opinions of renderings of one text; of the triples, the first is in one language."""
    return opinions([(one, other) for other in others], [one in TRIPLES[0]] * len(others))


def test_a_drifted_rendering_looks_worse_than_a_faithful_one() -> None:
    found = [each.odds for triple in TRIPLES for each in _told(*triple)]
    assert sum(faithful < altered for faithful, altered in zip(found[::2], found[1::2], strict=True)) >= 4


def test_it_compares_and_does_not_judge_style() -> None:
    for _, faithful, altered in TRIPLES:
        turned, same = opinions([(altered, faithful), (altered, altered)], [True, True])
        assert turned.odds > same.odds


def test_pairs_in_one_language_and_across_have_a_network_each_and_keep_their_places() -> None:
    pairs = [(original, altered) for original, _, altered in TRIPLES]
    within = [place % 2 == 0 for place in range(len(pairs))]
    mixed = [each.odds for each in opinions(pairs, within)]
    own, other = (
        [opinions([pair], [one == within_one])[0].odds for pair, one in zip(pairs, within, strict=True)]
        for within_one in (True, False)
    )
    assert mixed == pytest.approx(own, abs=0.1)
    assert mixed != pytest.approx(other, abs=0.1)


def test_the_same_words_are_verbatim_whatever_the_judge_says() -> None:
    for texts in TRIPLES:
        for text in texts:
            assert (found := align.compare(text, text)).verdict == "verbatim"
            assert found.faithfulness == 1.0


def test_a_pair_gets_the_same_answer_alone_and_among_others() -> None:
    pairs = [(original, other) for original, *others in TRIPLES for other in others]
    pairs += [(one * 3, other) for one, other in pairs]
    together = comparisons([Texts(*pair) for pair in pairs])
    for pair, found in zip(pairs, together, strict=True):
        alone = align.compare(*pair)
        assert alone.verdict == found.verdict
        assert alone.faithfulness == pytest.approx(found.faithfulness, abs=0.002)


def test_without_the_model_the_checks_are_alone() -> None:
    original, _, altered = TRIPLES[3]
    plain = align.compare(original, altered, with_model=False)
    assert plain.faithfulness != align.compare(original, altered).faithfulness


def test_it_points_at_the_word_that_was_exchanged() -> None:
    original = "The old bridge over the river was closed on Monday."
    rendering = "The old bridge over the river was painted on Monday."
    (found,) = opinions([(original, rendering)], [True])
    for text, word, likely in ((original, "closed", found.original), (rendering, "painted", found.rendering)):
        (start, end), _ = max(likely, key=lambda each: each[1])
        assert word in text[max(0, start - 1) : end + len(word)]
        assert text.index(word) <= start + 1 <= text.index(word) + len(word)


def test_a_denial_found_by_a_check_is_not_outvoted() -> None:
    pair = _pair("We will sign.", "We will not sign.")
    sure = Opinion(-20.0, (), ())
    denial = Difference("negation", Severity.CRITICAL, (), (2,), "a denial", 0.9)
    assert faithfulness(pair, [denial], 0.19, sure) <= 0.19
    shade = Difference("intensity", Severity.MINOR, (), (2,), "a shade", 0.9)
    assert faithfulness(pair, [shade], 0.95, sure) > 0.5


def test_what_the_judge_is_sure_of_and_no_check_names_is_a_drift_in_its_place() -> None:
    pair = _pair("They met the farmers there.", "They met the teachers there.")
    likely = tuple(((start, end), chance) for start, end, chance in ((0, 4, 0.1), (13, 20, 0.9), (21, 26, 0.2)))
    found = unnamed(pair, [], 0.01, Opinion(6.0, likely, likely))
    assert found is not None
    assert (found.category, found.severity) == ("wording", Severity.MAJOR)
    assert pair.rendering.words(found.rendering) == "teachers"
    shade = Difference("wording", Severity.MINOR, (3,), (3,), "other words")
    elsewhere = Difference("tense", Severity.MINOR, (1,), (1,), "another time")
    assert apart([shade, elsewhere], found) == [elsewhere, found]


@pytest.mark.parametrize(
    ("original", "rendering", "category"), [((0.1, 0.1), (0.1, 0.9), "addition"), ((0.9, 0.1), (0.1, 0.1), "omission")]
)
def test_words_of_one_side_alone_are_added_or_left_out(
    original: tuple[float, ...], rendering: tuple[float, ...], category: str
) -> None:
    pair = _pair("Prices rose.", "Prices fell.")
    likely = [tuple(zip(((0, 6), (7, 11)), side, strict=True)) for side in (original, rendering)]
    found = unnamed(pair, [], 0.01, Opinion(6.0, *likely))
    assert found is not None
    assert found.category == category


def test_the_judge_is_silent_where_it_is_not_sure_or_a_check_has_spoken() -> None:
    pair = _pair("Prices rose.", "Prices fell.")
    likely = (((0, 6), 0.9), ((7, 11), 0.9))
    opinion = Opinion(6.0, likely, likely)
    heavy = Difference("opposition", Severity.CRITICAL, (1,), (1,), "the opposite")
    assert unnamed(pair, [heavy], 0.01, opinion) is None
    assert unnamed(pair, [], 1 - bar("altered") + 0.01, opinion) is None


@pytest.mark.parametrize(
    ("rendering", "kind"),
    [("that they would leave in May", "indirect"), ("would leave in May", "mixed"), ("leave in May", "direct")],
)
def test_reports_and_fragments_are_left_to_the_checks(rendering: str, kind: str) -> None:
    assert asked(_pair("We will leave in May.", rendering, kind)) is None
    assert asked(_pair("We will leave in May.", "We leave in May.")) == range(21)


def test_two_texts_that_both_begin_in_small_letters_are_whole() -> None:
    assert asked(_pair("we will leave in May, all of us", "we leave in May, all of us")) == range(31)


def test_of_a_longer_text_the_judge_reads_the_sentences_that_are_answered() -> None:
    original = "Prices rose in spring. The harbour will close in May. Nobody knows why."
    rendering = "The harbour is to close in May."
    pair = _pair(original, rendering)
    part = asked(pair)
    assert part is not None
    assert original[part.start : part.stop].strip() == "The harbour will close in May."
    opinion = Opinion(6.0, (((4, 11), 0.9),), ())
    ((span, _),) = opinion.moved(part.start).original
    assert original[slice(*span)] == "harbour"
    assert unnamed(pair, [], 0.01, opinion.moved(part.start)) is None
    assert asked(_pair(original, f"Bakers wept. {rendering} Who can say?")) == range(len(original))


def test_more_doubt_never_makes_a_pair_more_faithful() -> None:
    assert set(learnt()["weights"]) == set(FEATURES)
    for one, trust in product((True, False), (0.1, 0.9)):
        chances = [drifted(features(trust, odds, 0.5, 0.0, one_language=one)) for odds in (-20.0, -2.0, 0.0, 2.0, 20.0)]
        assert chances == sorted(chances)
        assert chances[0] < chances[-1]
        doubtful, trusted = (drifted(features(trust, 0.0, 0.5, 0.0, one_language=one)) for trust in (0.05, 1.0))
        assert doubtful > trusted
    strange, plain = (drifted(features(0.9, 0.0, 0.5, sure, one_language=True)) for sure in (1.0, 0.0))
    assert strange > plain


def test_weights_that_are_missing_or_not_ours_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such file"):
        weights.read_weights(tmp_path / "none.safetensors", weights.DIGESTS[weights.WITHIN])
    for path, digest in weights.DIGESTS.items():
        damaged = tmp_path / path.name
        damaged.write_bytes(path.read_bytes()[:-1] + b"?")
        with pytest.raises(ModelError, match="damaged"):
            weights.read_weights(damaged, digest)


def test_texts_that_share_most_of_their_words_are_read_by_a_third_network_too(monkeypatch: pytest.MonkeyPatch) -> None:
    turned = ("The mayor of Porto accused the governor of theft.", "The governor of Porto accused the mayor of theft.")
    pairs = [turned, TRIPLES[0][:2]]
    assert [are_akin(*pair) for pair in pairs] == [True, False]
    mean, other = opinions(pairs, [True, True])
    monkeypatch.setattr("align.drift.judge.opinions.are_akin", lambda *_: False)
    alone, same = opinions(pairs, [True, True])
    assert other.odds == pytest.approx(same.odds, abs=0.1)
    assert mean.odds > alone.odds


@pytest.mark.parametrize("path", weights.DIGESTS)
def test_eight_bits_keep_the_weights(tmp_path: Path, path: Path) -> None:
    judge = weights.shipped("float32", path)
    weights.written(judge, tmp_path / "again.safetensors")
    assert (tmp_path / "again.safetensors").stat().st_size < 10_000_000
    again = weights.read_weights(tmp_path / "again.safetensors", weights.digest(tmp_path / "again.safetensors"))
    for name, values in judge.state_dict().items():
        assert (again[name] - values).abs().max() <= values.abs().max() / 100


def test_batches_have_one_of_a_few_shapes() -> None:
    """A kernel is kept for every shape: as many shapes as batches would be memory without end."""
    for size, most in ((stepped, LONGEST), (stepped_rows, 256)):
        sizes = [size(count) for count in range(1, most + 1)]
        assert all(held >= count for count, held in enumerate(sizes, start=1))
        assert sizes == sorted(sizes)
        assert len(set(sizes)) <= most / 7


def test_texts_of_any_length_have_an_opinion() -> None:
    long = "The council met again and voted on the old plan. " * 80
    found = opinions([(long, long), ("No.", "Yes."), ("…", "Yes.")], [True, False, True])
    assert len(found) == 3
    assert joining.greatest(found[2]) >= 0.0
