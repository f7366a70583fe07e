"""A pair compared: verdicts that no drift decides, languages, speakers, and offsets that slice to the words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import align
from align.comparing import Comparison, Texts, comparisons

Compared = Callable[..., Comparison]


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("The treaty will hold.", "My grandmother bakes bread on Sundays."),
        ("The port of Busan will reopen on Friday.", "Nobody on the council doubts the worth of their work."),
    ],
)
def test_a_text_about_something_else_renders_nothing(compared: Compared, original: str, rendering: str) -> None:
    found = compared(original, rendering)
    assert (found.verdict, found.faithfulness, found.drift) == ("not found", 0.0, ())
    assert found.reason


@pytest.mark.parametrize(("original", "rendering"), [("", "The strike is over."), ("The strike is over.", "")])
def test_an_empty_side_renders_nothing(original: str, rendering: str) -> None:
    assert align.compare(original, rendering).verdict in ("not found", "unclear")


def test_a_language_without_checks_is_unclear_and_named() -> None:
    found = align.compare("Rèn bakıştık və getdik.", "We looked and left.", original_language="tlh")
    assert (found.verdict, found.drift) == ("unclear", ())
    assert "tlh" in found.reason


def test_the_same_words_are_verbatim_in_any_language() -> None:
    quote = "Tlhingan Hol Dajatlh'a'"
    found = align.compare(quote, f" {quote}\n", original_language="tlh", rendering_language="tlh")
    assert found.verdict == "verbatim"


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("We do not want war.", "We do want war."),
        ("We met Angela Merkel in Berlin last night.", "We met Olaf Scholz in Berlin last night."),
        ("We met Chancellor Olaf Scholz in Berlin.", "We met Chancellor Friedrich Merz in Berlin."),
        ("We will withdraw only if they do.", "We will withdraw."),
    ],
)
def test_english_quotes_full_of_names_or_of_few_words_are_told_to_be_english(original: str, rendering: str) -> None:
    assert align.compare(original, rendering).verdict == "altered"


@pytest.mark.parametrize("side", ["original_kind", "rendering_kind"])
def test_a_kind_that_there_is_not_is_named(side: str) -> None:
    with pytest.raises(ValueError, match="no such kind of quote: 'spoken'"):
        align.compare("The strike is over.", "The strike is over.", **{side: "spoken"})


def test_words_in_anothers_mouth_are_a_drift_of_the_speaker() -> None:
    pair = Texts(
        "The strike is over.",
        "The strike is over.",
        original_language="en",
        rendering_language="en",
        original_speaker="Ana Ruiz",
        rendering_speaker="Colin Drury",
    )
    (found,) = comparisons([pair])
    assert found.verdict == "altered"
    assert [(drift.category, drift.severity) for drift in found.drift] == [("speaker", "major")]


@pytest.mark.parametrize("speaker", ["Ana Ruíz", "Ms Ana Ruiz", "Ruiz", None])
def test_the_same_speaker_by_another_name_is_none(speaker: str | None) -> None:
    pair = Texts(
        "The strike is over.",
        "The strike is over.",
        original_language="en",
        rendering_language="en",
        original_speaker="Ana Ruiz",
        rendering_speaker=speaker,
    )
    assert comparisons([pair])[0].verdict == "verbatim"


def test_many_pairs_come_out_as_each_by_itself() -> None:
    texts = [
        Texts("The deal is dead.", "The deal was dead.", original_language="en", rendering_language="en"),
        Texts("Der Streik ist vorbei.", "The strike is over.", original_language="xx"),
        Texts("No ship was lost.", "A ship was lost.", original_language="en", rendering_language="en"),
    ]
    together, single = comparisons(texts), [comparisons([text])[0] for text in texts]
    assert [(one.verdict, one.drift) for one in together] == [(one.verdict, one.drift) for one in single]
    assert comparisons([]) == []


@pytest.mark.parametrize(
    ("original", "rendering"),
    [
        ("The fire took 300 homes in Kharkiv.", "The fire took 3,000 houses in Odesa!"),
        ("  “I think the ‘plant’ will close,\nin May.”", "The plant … may close – in June"),
        ("We don't know; nobody does.", "They do know."),
        ("The bridge collapsed.", "The bridge collapsed, killing dozens of sleeping lorry drivers."),
        ("It was 2.5% 🔥 higher.", "It was 25% 🔥 lower."),
    ],
)
@pytest.mark.parametrize("kind", ["direct", "mixed", "indirect"])
def test_offsets_slice_to_the_words_on_both_sides(compared: Compared, original: str, rendering: str, kind: str) -> None:
    for drift in compared(original, rendering, "direct", kind).drift:
        assert rendering[drift.start : drift.end] == drift.words
        assert original[drift.against_start : drift.against_end] == drift.against_words == drift.original_words
        assert drift.explanation


_WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "port",
            "will",
            "not",
            "reopen",
            "on",
            "Friday",
            "Kim",
            "Jong-un",
            "said",
            "I",
            "think",
            "12,000",
            "ships",
            "3.5",
            "%",
            "may",
            "would",
            ",",
            ".",
            "…",
            "...",
            "“",
            "”",
            "’",
            "don't",
            "never",
            "Busan",
            "all",
            "some",
            "definitely",
            "illegal",
            "legal",
            "?",
            "!",
            "our",
            "they",
            "she",
            "he",
            "is",
            "was",
            "새",
            "港",
            "\n",
        ]
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=4, derandomize=True)
@given(st.lists(st.tuples(_WORDS, _WORDS, st.sampled_from(["direct", "mixed", "indirect"])), min_size=12, max_size=24))
def test_any_two_texts_have_a_verdict_and_drifts_inside_them(pairs: list[tuple[str, str, str]]) -> None:
    texts = [Texts(one, other, "direct", kind, "en", "en") for one, other, kind in pairs]
    for (original, rendering, _), found in zip(pairs, comparisons(texts), strict=True):
        assert found.verdict in ("verbatim", "faithful", "reworded", "altered", "unclear", "not found")
        assert 0.0 <= found.faithfulness <= 1.0
        heavy = [drift for drift in found.drift if drift.severity in ("major", "critical")]
        assert found.verdict in ("altered", "not found") if heavy else found.verdict != "altered"
        for drift in found.drift:
            assert rendering[drift.start : drift.end] == drift.words
            assert original[drift.against_start : drift.against_end] == drift.against_words


@settings(max_examples=4, derandomize=True)
@given(st.lists(_WORDS.filter(lambda text: any(map(str.isalnum, text))), min_size=8, max_size=16))
def test_a_text_renders_itself_word_for_word(texts: list[str]) -> None:
    found = comparisons([Texts(text, text, original_language="en", rendering_language="en") for text in texts])
    assert {each.verdict for each in found} == {"verbatim"}


LONG = "The bridge was closed on Monday, and the engineers who found the cracks were sent home by the ministry."


@pytest.mark.parametrize(
    ("original", "rendering", "code"),
    [
        (LONG, "The bridge was shut on Monday.", "en"),
        (LONG, "El puente fue cerrado el lunes.", "es"),
        (LONG, "Le pont a été fermé lundi.", "fr"),
        (
            "The talks in Geneva went on for three days and nights, and the army stays in its barracks until spring.",
            "Die Armee bleibt bis zum Frühjahr in ihren Kasernen.",
            "de",
        ),
    ],
)
def test_an_excerpt_drops_nothing_by_leaving_other_clauses_out(original: str, rendering: str, code: str) -> None:
    pair = Texts(original, rendering, original_language="en", rendering_language=code)
    (whole,), (part,) = comparisons([pair]), comparisons([replace(pair, is_excerpt=True)])
    assert whole.verdict == "altered"
    assert part.verdict in ("faithful", "reworded")
    assert not [drift for drift in part.drift if drift.severity in ("major", "critical")]


@pytest.mark.parametrize(
    ("original", "rendering", "category"),
    [
        (f"I think {LONG[0].lower()}{LONG[1:]}", "El puente fue cerrado el lunes.", "modality"),
        (
            "We have no plans to attack the city, and the army will stay in its barracks.",
            "Tenemos planes de atacar la ciudad.",
            "negation",
        ),
    ],
)
def test_an_excerpt_that_leaves_out_a_hedge_or_a_denial_is_altered(
    original: str, rendering: str, category: str
) -> None:
    (found,) = comparisons(
        [Texts(original, rendering, original_language="en", rendering_language="es", is_excerpt=True)]
    )
    assert found.verdict == "altered"
    assert category in {drift.category for drift in found.drift}


def test_a_text_without_words_says_so() -> None:
    (found,) = comparisons([Texts("...", "!")])
    assert (found.verdict, found.reason) == ("unclear", "a text without words says nothing to compare")
