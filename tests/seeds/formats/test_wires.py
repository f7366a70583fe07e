"""Text wires come in without their framing: IPTC 7901 and ANPA 1312."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from seeds.formats import Item, items

IPTC = (
    b"\x01kna0417 3 pl 96  kna 0512\r\n\r\nHafen/Streik/\r\n\x02(Eilmeldung)\r\n"
    b"Hafen von Emden \xf6ffnet wieder - Streik\r\nnach drei Tagen beendet =\r\n\r\n"
    b"Emden (kna) - Der Hafen von Emden \xf6ffnet am Freitag wieder. Das sagte\r\n"
    b"die Hafenmeisterin am Donnerstag. \xabKein Schiff ging verloren\xbb, sagte sie\r\n"
    b"den wartenden Reedern.\r\n\r\nkna ab xy cd\r\n\r\n251015 GMT Okt 24\r\n\x03\r\n\x04"
)
ANPA = (
    b"\x16\x16\x01r0512\x1fnorth\r\nu i\x13\x11 bc-Port-Strike 1stLd-Writethru   10-25 0096\r\n\x02"
    b"^BC-Port-Strike, 1st Ld-Writethru,96<\r\n^Port reopens after three days of strike<\r\n"
    b"^Eds: Updates with quote from harbor master.<\r\n^By RUTH CALLAWAY=\r\n^Northern Press=\r\n"
    b"\t   DULUTH, Minn. (NP) _ The port will reopen on Friday, the harbor master said. \r\n"
    b"\t   ``No ship was lost,'' she said _ and left. \r\n\x03\r\n\t   NP-WF-10-25-24 1015GMT<\r\n"
)


def one(raw: bytes) -> Item:
    (item,) = items(raw)
    assert isinstance(item, Item)
    return item


def test_a_story_of_iptc_7901_is_read_without_its_framing() -> None:
    item = one(IPTC)
    assert item.text == (
        "Hafen von Emden öffnet wieder - Streik nach drei Tagen beendet\n\n"
        "Emden (kna) - Der Hafen von Emden öffnet am Freitag wieder. Das sagte\n"
        "die Hafenmeisterin am Donnerstag. «Kein Schiff ging verloren», sagte sie\nden wartenden Reedern.\n"
    )
    assert item.fields == {
        "guid": "kna0417-2024-10-25",
        "urgency": 3,
        "title": "Hafen von Emden öffnet wieder - Streik nach drei Tagen beendet",
        "published": "2024-10-25T10:15:00Z",
        "source": "kna",
        "note": "Eilmeldung",
    }


@pytest.mark.parametrize("wire", [IPTC, ANPA])
def test_a_wire_that_lost_its_framing_is_read_as_with_it(wire: bytes) -> None:
    stripped = wire.translate(None, b"\x01\x02\x03\x04\x16")
    assert one(stripped).text == one(wire).text
    assert one(stripped).fields == one(wire).fields


def test_the_sign_at_a_headlines_end_may_touch_it() -> None:
    wire = IPTC.replace(b"beendet =", b"beendet=")
    assert one(wire).fields["title"] == "Hafen von Emden öffnet wieder - Streik nach drei Tagen beendet"


def test_what_stands_below_for_the_desk_is_no_text_and_its_corrections_are_a_note() -> None:
    block = (
        b"# kna-Notizblock\r\n\r\n## Redaktionelle Hinweise\r\n- Berichtigt wird der Tag im 1. Absatz\r\n"
        b"## Orte\r\n- Hafen, Emden\r\n\r\nkna yyde z2 ab cd\r\n"
    )
    item = one(IPTC.replace(b"kna ab xy cd\r\n", block))
    assert item.text == one(IPTC).text
    assert item.fields["note"] == "Eilmeldung; Berichtigt wird der Tag im 1. Absatz"


@pytest.mark.parametrize("signed", [b"abc/def", b"(Schluss) ab/cd", b"kna yyde z2 xx"])
def test_who_typed_a_story_is_none_of_its_text(signed: bytes) -> None:
    assert one(IPTC.replace(b"kna ab xy cd", signed)).text == one(IPTC).text


def test_the_clean_text_of_a_wire_has_whole_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(IPTC)
    article = seeds.read([tmp_path]).articles.to_dicts()[0]
    assert "Das sagte die Hafenmeisterin am Donnerstag." in article["clean"]
    assert (article["dateline"], article["credit"], article["language"]) == ("Emden", "kna", "de")


def test_a_story_of_anpa_1312_is_read_without_its_framing() -> None:
    item = one(ANPA)
    assert item.text == (
        "Port reopens after three days of strike\n\n"
        "   DULUTH, Minn. (NP) — The port will reopen on Friday, the harbor master said.\n"
        "   “No ship was lost,” she said — and left.\n"
    )
    assert item.fields == {
        "guid": "r0512-2024-10-25",
        "version": "1stLd-Writethru",
        "urgency": 3,
        "title": "Port reopens after three days of strike",
        "byline": "RUTH CALLAWAY",
        "published": "2024-10-25T10:15:00Z",
        "note": "Eds: Updates with quote from harbor master.",
    }


def test_the_keyword_line_is_the_title_where_there_is_no_headline() -> None:
    bare = IPTC.replace(b"Hafen/Streik/\r\n\x02(Eilmeldung)\r\n", b"\x02Hafen/Streik/\r\n")
    bare = bare.replace(b"Hafen von Emden \xf6ffnet wieder - Streik\r\nnach drei Tagen beendet =\r\n", b"")
    assert one(bare).fields["title"] == "Hafen/Streik"
    assert (
        one(ANPA.replace(b"^Port reopens after three days of strike<\r\n", b"").replace(b"^Northern Press=\r\n", b""))
        .fields["title"]
        .startswith("bc-Port-Strike")
    )


@pytest.mark.parametrize(
    ("encoded", "word"),
    [
        (b"La huelga termin\xc2o en \xc4na", "terminó"),
        ("La huelga terminó".encode(), "terminó"),
        (b"La huelga termin\xf3 ma\xf1ana", "terminó"),
        (b"Der Hafen \xc8offnet in der Stra\xfbe", "öffnet"),
        (b"\xc9poque nouvelle, d\xe9clare le maire", "Époque"),
    ],
)
def test_accents_are_read_however_the_wire_sends_them(encoded: bytes, word: str) -> None:
    assert word in one(b"\x01efe0012 4 i 20\r\n\x02Puerto/\r\n" + encoded + b".\r\n\x03").text


def test_several_messages_in_a_file_are_several_articles_and_a_bad_one_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(IPTC + b"\x01garbled\r\n\x02...\x03" + IPTC.replace(b"kna0417", b"kna0418"))
    copy = seeds.read([tmp_path / "a"])
    assert copy.articles["guid"].to_list() == ["kna0417-2024-10-25", "kna0418-2024-10-25"]
    assert copy.articles["path"].to_list() == [f"{tmp_path}/a#1", f"{tmp_path}/a#3"]
    assert copy.errors["path"].to_list() == [f"{tmp_path}/a#2"]


@pytest.mark.parametrize("raw", [IPTC[:40], b"\x01kna0417 3 pl 96\r\n\x02\r\n\x03", ANPA[:90], b"\x01"])
def test_a_message_cut_short_is_one_line_or_nothing_worse(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a").write_bytes(raw)
    copy = seeds.read([tmp_path / "a"])
    assert copy.articles.height + copy.errors.height >= 1
    assert all("\n" not in reason for reason in copy.errors["reason"])


@settings(max_examples=120)
@given(st.sampled_from([IPTC, ANPA]), st.integers(0, 800), st.binary(max_size=8), st.booleans())
def test_any_broken_wire_is_read_or_refused_in_a_line(base: bytes, at: int, junk: bytes, cut: bool) -> None:
    at %= len(base)
    said = ""
    try:
        list(items(base[:at] + junk + (b"" if cut else base[at + len(junk) :])))
    except ValueError as error:
        said = str(error)
    assert "\n" not in said
