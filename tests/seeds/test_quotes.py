"""Quotes of English copy: which words, what kind, who said them, and by which cue."""

from collections.abc import Callable
from typing import Any

import pytest

Quoted = Callable[[str], list[dict[str, Any]]]


def contents(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Kind and words of each quote, a closing comma or full stop left out."""
    return [(row["kind"], row["text"].rstrip(".,")) for row in rows]


@pytest.mark.parametrize(
    ("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("”", "”"), ("“", '"')]
)
def test_a_direct_quote_is_found_between_marks_of_any_kind(quoted: Quoted, opening: str, closing: str) -> None:
    rows = quoted(f"{opening}The port will reopen on Friday,{closing} said Maria Lopez, who runs it.")
    assert contents(rows) == [("direct", "The port will reopen on Friday")]
    assert (rows[0]["speaker"], rows[0]["cue"]) == ("Maria Lopez", "said")


@pytest.mark.parametrize(
    ("copy", "found"),
    [
        ("‘I don't know whose sheep's pen it is,’ Joe Dunne said.", ["I don't know whose sheep's pen it is"]),
        ("‘It is the neighbours’ dog that barks,’ Joe Dunne said.", ["It is the neighbours’ dog that barks"]),
        ("'We haven't slept since the '90s,' Joe Dunne said.", ["We haven't slept since the '90s"]),
        ("The dockers’ leader spoke of the owners’ promises and the ships’ crews.", []),
        ("Rock ’n’ roll was big in the ’60s, and the ’80s’ synths were bigger.", []),
        ('The 12" pipe burst near the 6\' 2" guard at the gate of the yard.', []),
        ('“The pipe is 12" wide,” Joe Dunne said on Monday.', ['The pipe is 12" wide']),
    ],
)
def test_an_apostrophe_or_an_inch_mark_is_no_quotation_mark(quoted: Quoted, copy: str, found: list[str]) -> None:
    assert [words for _, words in contents(quoted(copy))] == found


def test_a_quote_inside_a_quote_is_part_of_it(quoted: Quoted) -> None:
    rows = quoted("“He told me ‘the dam will hold’ and then he left,” said Ana Ruiz.")
    assert contents(rows) == [("direct", "He told me ‘the dam will hold’ and then he left")]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph(quoted: Quoted) -> None:
    rows = quoted("“We will not sign this contract.\n\nThe council meets again next week, the mayor said.")
    assert contents(rows)[0] == ("direct", "We will not sign this contract")
    assert all("council meets" not in row["text"] or row["kind"] == "indirect" for row in rows)


def test_a_quote_that_a_line_break_interrupts_is_one(quoted: Quoted) -> None:
    copy = "“The port will reopen on Friday and the\nships that are waiting may enter,” Maria Lopez said."
    rows = quoted(copy)
    assert len(rows) == 1
    assert rows[0]["text"] == "The port will reopen on Friday and the\nships that are waiting may enter,"
    assert rows[0]["clean"] == "The port will reopen on Friday and the ships that are waiting may enter,"


def test_paragraphs_that_each_reopen_the_mark_have_one_speaker(quoted: Quoted) -> None:
    rows = quoted(
        "Ana Ruiz, a nurse, said: “We have waited long enough.\n\n“The owners promised us a contract in March.\n\n"
        "“They have broken every promise since then.”\n\nThe owners did not reply."
    )
    assert contents(rows) == [
        ("direct", "We have waited long enough"),
        ("direct", "The owners promised us a contract in March"),
        ("direct", "They have broken every promise since then"),
    ]
    assert {row["speaker_head"] for row in rows} == {"Ana Ruiz"}


@pytest.mark.parametrize("cut", [" ... ", "...", " … ", "…", " [...] ", " […] ", " (...) "])
def test_a_marked_cut_parts_a_quote_into_numbered_segments(quoted: Quoted, cut: str) -> None:
    rows = quoted(f"“The dam will hold{cut}There will be no flood,” engineer Paul Okoro said.")
    assert [(row["segment"], row["text"].rstrip(",")) for row in rows] == [
        (1, "The dam will hold"),
        (2, "There will be no flood"),
    ]
    assert {row["speaker_head"] for row in rows} == {"Paul Okoro"}


@pytest.mark.parametrize(
    "copy",
    [
        "The so-called “smart” lock failed on Friday night.",
        "She starred in “The Long Night” last year.",
        "His novel “A House by the Sea” came out in May.",
        "The ship is known as “the bathtub” among its crew.",
        "Operation “Northern Shield” began at dawn.",
    ],
)
def test_titles_and_scare_quotes_are_not_taken(quoted: Quoted, copy: str) -> None:
    assert quoted(copy) == []


@pytest.mark.parametrize(
    ("copy", "found"),
    [
        ("The mayor called the plan “a gift to the speculators” and left.", ("mixed", "a gift to the speculators")),
        ("Lopez said the port “will reopen on Friday” at the latest.", ("mixed", "will reopen on Friday")),
        ("Lopez said: “It will reopen on Friday.”", ("direct", "It will reopen on Friday")),
        ("“It will reopen on Friday.” Those were the words of Lopez.", ("direct", "It will reopen on Friday")),
        ("Lopez said, “It will reopen.”", ("direct", "It will reopen")),
    ],
)
def test_words_inside_the_writers_sentence_are_mixed_and_a_whole_utterance_is_direct(
    quoted: Quoted, copy: str, found: tuple[str, str]
) -> None:
    assert contents(quoted(copy)) == [found]


@pytest.mark.parametrize(
    ("copy", "content", "speaker", "cue"),
    [
        ("The mayor said that the bridge would close in June.", "the bridge would close in June", "The mayor", "said"),
        ("The mayor said the bridge would close in June.", "the bridge would close in June", "The mayor", "said"),
        ("The bridge will close in June, the mayor said.", "The bridge will close in June", "the mayor", "said"),
        ("The bridge will close in June, said the mayor.", "The bridge will close in June", "the mayor", "said"),
        ("According to the mayor, the road will close.", "the road will close", "the mayor", "According to"),
        ("The road will close, according to the mayor.", "The road will close", "the mayor", "according to"),
        ("The envoy told reporters in Oslo on Friday that talks had failed.", "talks had failed", "The envoy", "told"),
        ("The mayor, who is ill, insisted that the bridge was safe.", "the bridge was safe", "The mayor", "insisted"),
    ],
)  # fmt: skip
def test_reported_speech_is_found_with_its_speaker_and_cue(
    quoted: Quoted, copy: str, content: str, speaker: str, cue: str
) -> None:
    (row,) = quoted(copy)
    assert (row["kind"], row["text"], row["speaker"], row["cue"]) == ("indirect", content, speaker, cue)


@pytest.mark.parametrize(
    "copy",
    [
        "The bridge that the mayor opened in June is closed again.",
        "The state report claims no ship was there.",
        "The ships left the harbour at dawn and turned north.",
        "He is the man that the police want to find.",
    ],
)
def test_a_sentence_in_which_nobody_speaks_has_no_quote(quoted: Quoted, copy: str) -> None:
    assert [row for row in quoted(copy) if row["speaker"] is None or "report" not in row["speaker"]] == []


@pytest.mark.parametrize(
    ("copy", "head", "role"),
    [
        ("“It is over,” said Lars Vik, the minister of labour.", "Lars Vik", "minister of labour"),
        ("“It is over,” Lars Vik, the minister of labour, said.", "Lars Vik", "minister of labour"),
        ("“It is over,” Labour Minister Lars Vik said.", "Lars Vik", "Labour Minister"),
        ("The minister of labour, Lars Vik, said: “It is over.”", "Lars Vik", "minister of labour"),
        ("“It is over,” said union leader Ingrid Holm.", "Ingrid Holm", "union leader"),
    ],
)
def test_a_speakers_name_is_told_from_the_office(quoted: Quoted, copy: str, head: str, role: str) -> None:
    (row,) = quoted(copy)
    assert row["speaker_head"] == head
    assert (row["role"] or "").removeprefix("the ").lower() == role.lower()


@pytest.mark.parametrize(
    ("second", "speaker"),
    [
        ("“Nobody was hurt,” Holm added.", "Holm"),
        ("“Nobody was hurt,” she added.", "she"),
        ("“Nobody was hurt,” the finance minister added.", "the finance minister"),
    ],
)
def test_a_surname_a_pronoun_and_a_role_mean_the_person_named_before(quoted: Quoted, second: str, speaker: str) -> None:
    first, later = quoted(f"“The budget will be cut,” said Finance Minister Ingrid Holm. {second}")
    assert later["speaker"] == speaker
    assert later["speaker_key"] == first["speaker_key"] is not None


def test_two_people_of_one_surname_stay_two(quoted: Quoted) -> None:
    rows = quoted("“It is over,” said Kim Jong-gyu. “It has begun,” said Kim Jong-un.")
    assert len({row["speaker_key"] for row in rows}) == 2


def test_spellings_of_one_name_have_one_key(quoted: Quoted) -> None:
    keys = {
        quoted(f"“The strike is over,” {name} said on Friday.")[0]["speaker_key"]
        for name in ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy")
    }
    assert len(keys) == 1


def test_the_second_half_of_an_interrupted_quote_has_the_same_speaker(quoted: Quoted) -> None:
    rows = quoted("“It was dark,” Joe Dunne said, “and nobody saw the lorry.”")
    assert contents(rows) == [("direct", "It was dark"), ("direct", "and nobody saw the lorry")]
    assert {row["speaker_head"] for row in rows} == {"Joe Dunne"}


def test_offsets_slice_to_the_words_as_printed(quoted: Quoted) -> None:
    copy = (
        "top of page\n\nPort to reopen\n\n“The caf&eacute; will re-\nopen on   Friday,” said Maria Lopez,\n"
        "the harbour master.\n\n"
        "Lopez added that the announ\ncement of the owners had come as “a surpriseâ€\x9d to the dockers, "
        "who had waited.\n\n"
        "The strike is over, according to the union.\n"
    )
    rows = quoted(copy)
    assert len(rows) >= 3
    for row in rows:
        assert copy[row["start"] : row["end"]] == row["text"]
        for part in ("speaker", "cue"):
            if row[part] is not None:
                assert copy[row[f"{part}_start"] : row[f"{part}_end"]] == row[part]


def test_every_quote_has_an_identifier_of_its_own(quoted: Quoted) -> None:
    rows = quoted("“No comment,” the mayor said. “No comment,” she said again. “No comment,” she said.")
    assert len({row["quote_id"] for row in rows}) == len(rows) == 3


def test_copy_without_quotes_has_none(quoted: Quoted) -> None:
    assert quoted("The ships left the harbour at dawn. The sea was calm, and the wind came from the north.") == []
