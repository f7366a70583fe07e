"""Where words that a rendering lacks would stand: the empty span of their drift."""

import pytest

import align


@pytest.mark.parametrize(
    ("languages", "original", "before", "after"),
    [
        (
            "en en",
            "The mayor of Ghent spoke to the crew in the harbour.",
            "The mayor of",
            " spoke to the crew in the harbour.",
        ),
        (
            "es en",
            "El alcalde de Gante habló con los obreros del puerto.",
            "The mayor of",
            " spoke with the workers of the port.",
        ),
        (
            "de en",
            "Der Bürgermeister von Gent sprach am Montag mit den Arbeitern.",
            "The mayor of",
            " spoke with the workers on Monday.",
        ),
        (
            "en fr",
            "The workers of the port welcomed the new contract.",
            "Les",
            " du port ont salué le nouveau contrat.",
        ),
        (
            "en es",
            "The mayor of Ghent spoke with the workers of the port.",
            "El alcalde de",
            " habló con los obreros del puerto.",
        ),
    ],
)
def test_words_that_are_gone_leave_an_empty_span_where_they_would_stand(
    languages: str, original: str, before: str, after: str
) -> None:
    one, other = languages.split()
    found = align.compare(original, before + after, original_language=one, rendering_language=other).drift
    gone = [(drift.start, drift.end) for drift in found if drift.category in ("omission", "name") and not drift.words]
    assert (len(before), len(before)) in gone


def test_words_put_in_leave_an_empty_span_in_the_original() -> None:
    found = align.compare(
        "The mayor spoke to the crew.",
        "The mayor spoke to the crew in Antwerp on a submarine.",
        original_language="en",
        rendering_language="en",
    ).drift
    spans = {drift.against_start for drift in found if not drift.against_words}
    assert spans == {len("The mayor spoke to the crew")}


def test_a_number_in_fewer_words_is_no_word_left_out() -> None:
    found = align.compare(
        "Das Werk kostet 1,5 Millionen Euro.",
        "The plant costs 1,500,000 euros.",
        original_language="de",
        rendering_language="en",
    ).drift
    assert not [drift for drift in found if drift.category in ("omission", "number")]
