"""Bytes of the encodings that newsrooms still send come out as the words that went in."""

import codecs

import pytest

from seeds.decoding import decoded

ENGLISH = "The café in Leeds will “reopen” – at a cost of £5,000 – on Monday. It’s naïve to hope for more, she said."
FRENCH = "Le ministre a déclaré que la grève continuerait à Genève, où les négociations ont échoué dès l'été."
SPANISH = "El presidente señaló que la reunión del próximo año será en España, según informó la agencia en Logroño."
GERMAN = "Der Außenminister erklärte, die Gespräche würden nächste Woche in München fortgesetzt, hieß es."
RUSSIAN = "Министр заявил, что переговоры продолжатся на следующей неделе. Стороны договорились о прекращении огня."
KOREAN = "항만공사 사장은 이 문제에 대해 확인할 필요를 느끼지 않는다고 밝혔다. 노조는 파업을 계속하기로 했다."
JAPANESE = "港湾局の報道官は記者会見で、協議は来週も続くと述べた。組合はストライキを続けている。"
CHINESE = "港务局发言人表示，谈判将于下周继续进行。工会说，双方已经同意停火，罢工仍在继续。"


@pytest.mark.parametrize(
    "text", [ENGLISH, SPANISH, RUSSIAN, KOREAN, JAPANESE, CHINESE], ids=["en", "es", "ru", "ko", "ja", "zh"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_its_mark_is_read(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_big_end_first_is_told_by_its_mark(mark: bytes, encoding: str) -> None:
    assert decoded(mark + RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, KOREAN, CHINESE], ids=["en", "fr", "ru", "ko", "zh"])
def test_utf_16_without_a_mark_is_read(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        (FRENCH, "latin-1"),
        (FRENCH, "cp1252"),
        (SPANISH, "latin-1"),
        (SPANISH, "cp1252"),
        (GERMAN, "latin-1"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (KOREAN, "euc-kr"),
        (JAPANESE, "shift-jis"),
        (CHINESE, "gb18030"),
    ],
    ids=["en", "fr", "fr", "es", "es", "de", "ru", "ru", "ko", "ja", "zh"],
)
def test_encodings_of_old_wires_are_read(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"\x1f\x8b\x08\x00" + bytes(100), "gunzip"),
        (b"PK\x03\x04" + b"word/document.xml", "unpack"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x7fELF" + bytes(range(256)) * 8, "binary"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        decoded(raw)


def test_control_characters_that_frame_a_wire_are_no_reason_to_refuse_it() -> None:
    framed = b"\x01ZCZC A0231\x02" + ENGLISH.encode() + b"\x03NNNN\x04"
    assert ENGLISH in decoded(framed)


def test_a_file_cut_off_inside_a_character_loses_no_more_than_that() -> None:
    assert decoded(KOREAN.encode()[:-1]).startswith(KOREAN[:-1])
