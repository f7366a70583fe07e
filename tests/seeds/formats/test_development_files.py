"""The standards body's own examples come in whole, their columns filled. They are not ours, so they are not here.

Set WIREALIGN_DATA to the folder of development data to run these; `formats/` in it holds the files. Of their words only
counts stand here.
"""

import os
from pathlib import Path

import pytest

from seeds.formats import items

FORMATS = Path(os.environ.get("WIREALIGN_DATA", "")) / "formats"
COLUMNS = ("declared_language", "version", "status", "published", "urgency", "provider", "dateline", "byline")

pytestmark = pytest.mark.skipif(
    not os.environ.get("WIREALIGN_DATA") or not FORMATS.is_dir(), reason="WIREALIGN_DATA names no development data"
)

CAPTAIN = "Paulo Santalucia and Frances d'Emilio"
SHIP = (None, None, None, "2013-07-09T10:37:00Z", None, None, None, CAPTAIN)
SHIP_LOCATED = ("en", None, None, "2013-07-09T10:37:00Z", None, None, "Grossetto, Italy", CAPTAIN)
AWARD = ("zh", "1", None, "2013-06-05T21:00:00Z", None, None, None, None)
LUNCH = ("en", "1", None, "2013-07-31T15:32:00Z", None, None, None, None)
DERBY = ("de", "2", "usable", "2019-05-10T16:02:28+02:00", 4, "dpa", None, "Von Christian Hollmann, dpa")
SITE = ("nb-NO", "6", "usable", "2019-08-09T09:46:53Z", 5, "NTB", None, "NTB")
EXERCISE = ("sv", "1", "usable", "2021-05-26T13:40:18+02:00", 3, "TT", None, None)
DOPING = (
    "en", "2", "usable", "2023-10-08T02:34:03+02:00", 4, None, "Oslo, Norway", "Trond Husø, The Anti-Doping Database",
)  # fmt: skip
FED = ("en-GB", "11", "usable", "2018-10-21T16:25:32-05:00", None, "REUTERS", "Berlin", "Meredith Jameson")
FED_TEXT = (
    "en-US", "11", "usable", "2018-11-21T16:25:32-05:00", None, "http://www.acmenews.com/about/", "New York, NY",
    "By Meredith Jameson, Staff Reporter",
)  # fmt: skip

# A file, its paragraphs (the headline is one), its characters without blank space, its columns.
EXPECTED = [
    ("newsmlg2/LISTING_1_A_NewsML-G2_News_Item.xml", 1, 26, FED),
    ("newsmlg2/LISTING_2_NewsML-G2_Text_Document.xml", 3, 732, FED_TEXT),
    (
        "newsmlg2/LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml", 3, 469,
        (None, None, None, None, None, None, None, "Sports Network"),
    ),
    ("ninjs1/businesswire-newsml-20130605006126.json", 2, 133, AWARD),
    ("ninjs1/businesswire-newsml-20130731006140.json", 2, 328, LUNCH),
    ("ninjs1/ninjs1.6_004_simple_text_article.json", 5, 836, SHIP),
    ("ninjs1/ninjs1.6_005_complex_text_article.json", 5, 836, SHIP_LOCATED),
    ("ninjs1/ninjsExComplex1.json", 5, 837, SHIP_LOCATED),
    ("ninjs1/ninjsExMediumText1.json", 5, 837, SHIP_LOCATED),
    ("ninjs1/ninjsExSimpleText1.json", 5, 837, SHIP),
    ("ninjs2/businesswire-newsml-20130605006126.json", 2, 133, AWARD),
    ("ninjs2/businesswire-newsml-20130731006140.json", 2, 328, LUNCH),
    ("ninjs2/dpa_text.json", 10, 2674, DERBY),
    ("ninjs2/ninjs2.2_005_complex_text_article.json", 5, 836, SHIP_LOCATED),
    ("ninjs2/ninjsExSimpleText_2.json", 5, 837, SHIP),
    ("ninjs2/ntb_text.json", 2, 131, SITE),
    ("ninjs2/tt_text_image_2.json", 6, 832, EXERCISE),
    (
        "ninjs3/20231008-anti-doping-measures-at-the-tour-down-under-will-be-the-toughest-ever-addb-ninjs-nitf.json",
        19, 2762, DOPING,
    ),
    ("ninjs3/businesswire-newsml-20130605006126.json", 2, 133, AWARD),
    ("ninjs3/businesswire-newsml-20130731006140.json", 2, 328, LUNCH),
    ("ninjs3/dpa_text.json", 10, 2674, DERBY),
    ("ninjs3/ninjs3.1_005_complex_text_article.json", 5, 836, SHIP_LOCATED),
    ("ninjs3/ninjsExSimpleText_3.json", 5, 837, SHIP),
    ("ninjs3/ntb_text.json", 2, 131, SITE),
    ("ninjs3/tt_text_image_3.json", 6, 832, EXERCISE),
]  # fmt: skip
NO_TEXT = [
    ("newsmlg2/LISTING_8_Group_Set_example_showing_an_ALT_Package_Mode.xml", "groupSet without text"),
    ("newsmlg2/LISTING_24_News_Message_conveying_a_complete_News_Package.xml", "4 news items without text"),
    ("newsmlg2/LISTING_28_Illustrating_Located_Subject_and_Dateline.xml", "contentMeta without text"),
    ("newsmlg2/LISTING_29_Hop_History.xml", "newsItem without text"),
    ("ninjs3/NOT_VALID_008_extension.json", "neither a body nor a headline"),
]


@pytest.mark.parametrize(("name", "paragraphs", "characters", "columns"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_a_text_is_read_whole(name: str, paragraphs: int, characters: int, columns: tuple[object, ...]) -> None:
    (article,) = items((FORMATS / name).read_bytes())
    assert (len(article.text.split("\n\n")), len("".join(article.text.split()))) == (paragraphs, characters)
    assert tuple(article.fields.get(column) for column in COLUMNS) == columns
    assert article.fields["title"] == article.text.partition("\n")[0]


@pytest.mark.parametrize(("name", "said"), NO_TEXT, ids=[row[0] for row in NO_TEXT])
def test_what_holds_no_text_is_one_clear_error(name: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        list(items((FORMATS / name).read_bytes()))


def test_every_file_is_expected_to_be_something() -> None:
    known = {name for name, *_ in EXPECTED} | {name for name, _ in NO_TEXT}
    files = (path for path in FORMATS.rglob("*") if path.is_file() and path.parent.name != "ninjs-schema")
    assert {path.relative_to(FORMATS).as_posix() for path in files} == known
