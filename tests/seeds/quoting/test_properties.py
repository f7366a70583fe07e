"""What holds of the quotes of any text.

Offsets slice to the words, quotes only nest, time grows with length and no faster.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from seeds.knowledge import languages
from seeds.reading import article_from_text
from seeds.schema import ARTICLES

ANY = [*languages(), "nl", "xx"]
# Pieces of which newsroom copy is made, put together in every wrong way.
PIECES = [
    '“', '”', '"', "'", '’', '‘', '«', '»', '„', '‹', '›', '「', '」', '『', '』', '＂', '``', "''",
    '—', '–', '- ', ', ', '. ', ': ', '\n', '\n\n', '...', ' […] ', '(…)', 'said', 'he said ',
    'Kim Jong-gyu ', 'that ', 'according to ', 'dijo el ministro', 'que ', 'según ', 'a-t-il dit',
    "l'", 'sagte er', 'dass ', 'teilte ', ' mit', 'сказал ', 'что ', 'по словам ', 'قال ', 'إن ',
    'وفقا ل', '表示，', '据', '说：', 'と述べた。', 'は', 'によると、', '라고 말했다. ', '은 ',
    '에 따르면 ', '\u200b', '\r\n', '&quot;', '’90s ', '6" ', ' ', 'の',
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=60).map("".join)
)


def quotes_of(text: str, language: str) -> list[dict[str, Any]]:
    article = article_from_text(text, "wire.txt") | {"language": language}
    return seeds.quotes(ARTICLES.frame([article])).to_dicts()


@pytest.mark.parametrize("language", ANY)
@settings(max_examples=40)
@given(text=TEXTS)
def test_offsets_slice_to_the_words_and_quotes_only_nest(language: str, text: str) -> None:
    rows = quotes_of(text, language)
    for row in rows:
        assert row["text"] == text[row["start"] : row["end"]]
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["kind"] in ("direct", "mixed", "indirect")
        assert row["segment"] >= 1
        for part in ("speaker", "cue"):
            if row[part] is not None:
                assert row[part] == text[row[f"{part}_start"] : row[f"{part}_end"]]
    assert len({row["quote_id"] for row in rows}) == len(rows)
    for one in rows:
        for other in rows:
            crossed = one["start"] < other["start"] < one["end"] < other["end"]
            assert not crossed, (one["text"], other["text"])
    assert quotes_of(text, language) == rows


@pytest.mark.parametrize("language", ["zh", "ja", "ko"])
@pytest.mark.parametrize("text", ["の表示0000", "表示，的说", "长的の表示"])
def test_what_was_found_by_chance_stays_mended(language: str, text: str) -> None:
    assert all(row["text"] in text for row in quotes_of(text, language))


@pytest.mark.parametrize("language", ["en", "fr", "de", "ja", "zh", "ko", "ar", "xx"])
@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        "«",
        "'",
        "「",
        "said “",
        "A, said B, ",
        "— ",
        "(",
        "\n“",
        "他说：“",
        "と述べた「",
        '라고 말했다 "',
        "قال إن ",
    ],
)
def test_a_long_run_of_one_piece_ends_with_its_offsets_right(language: str, piece: str) -> None:
    text = (piece * (32_000 // len(piece) + 1))[:32_000]
    for quote in quotes_of(text, language):
        assert text[quote["start"] : quote["end"]] == quote["text"]
