"""ninjs of every version, and what content systems write like it, give the same article."""

import json
from typing import Any

import pytest

from seeds.formats import Item, items

PARAGRAPHS = ["The ferry was late, the harbour master said.", "“We wait,” she added."]
TEXT = "Ferry is late\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
REST = "The ferry was late. " + "It rained. " * 12
MARKUP = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)

ONE = {
    "uri": "urn:hna:1",
    "type": "text",
    "version": "2",
    "versioncreated": "2024-03-12T09:30:00+01:00",
    "pubstatus": "withheld",
    "language": "en",
    "urgency": 3,
    "byline": "Ina Petersen",
    "located": "Cuxhaven",
    "copyrightholder": "HNA",
    "ednote": "Adds quote.",
    "infosources": [{"name": "Nordsee-Dienst"}],
    "embargoed": "2024-03-13T06:00:00Z",
    "headline": "Ferry is late",
    "body_text": " ".join(PARAGRAPHS),
    "body_xhtml": MARKUP,
}
TWO = {
    **{key: value for key, value in ONE.items() if not key.startswith(("headline", "body", "byline"))},
    "by": "Ina Petersen",
    "headlines": [{"role": "short", "value": "Late"}, {"role": "main", "value": "Ferry is late"}],
    "bodies": [{"role": "main", "contenttype": "text/html", "value": MARKUP}],
}
THREE = {
    "uri": "urn:hna:1",
    "version": 2,
    "versionCreated": "2024-03-12T09:30:00+01:00",
    "pubStatus": "withheld",
    "language": "en",
    "urgency": 3,
    "by": "Ina Petersen",
    "located": "Cuxhaven",
    "copyrightHolder": "HNA",
    "edNote": "Adds quote.",
    "infoSources": [{"name": "Nordsee-Dienst"}],
    "embargoed": "2024-03-13T06:00:00Z",
    "headlines": [{"role": "main", "value": "Ferry is late"}],
    "bodies": [
        {
            "role": "nitf",
            "contentType": "text/vnd.IPTC.NITF",
            "value": f"<?xml version='1.0'?><nitf><body><body.content>{MARKUP}</body.content></body></nitf>",
        }
    ],
}
DIALECT = {
    "_id": "urn:hna:1",
    "_current_version": 2,
    "versioncreated": "2024-03-12T09:30:00+01:00",
    "pubstatus": "withheld",
    "language": "en",
    "priority": 3,
    "authors": [{"name": "Ina Petersen", "role": "writer"}],
    "dateline": {"located": {"city": "Cuxhaven"}, "text": ""},
    "provider": {"name": "HNA"},
    "ednote": "Adds quote.",
    "source": "Nordsee-Dienst",
    "embargoed": "2024-03-13T06:00:00Z",
    "headline": "<p>Ferry is late</p>",
    "body_html": MARKUP,
}
FIELDS = {
    "guid": "urn:hna:1",
    "version": "2",
    "status": "withheld",
    "title": "Ferry is late",
    "declared_language": "en",
    "source": "Nordsee-Dienst",
    "provider": "HNA",
    "byline": "Ina Petersen",
    "dateline": "Cuxhaven",
    "published": "2024-03-12T09:30:00+01:00",
    "urgency": 3,
    "note": "embargoed until 2024-03-13T06:00:00Z; Adds quote.",
}


def read(value: Any) -> list[Item]:
    return list(items(json.dumps(value).encode()))


@pytest.mark.parametrize("value", [ONE, TWO, THREE, DIALECT], ids=["1", "2", "3", "dialect"])
def test_every_version_gives_the_same_article(value: dict[str, Any]) -> None:
    (article,) = read(value)
    assert article.text == TEXT
    assert article.fields == FIELDS


def test_of_two_whole_bodies_the_one_with_the_paragraphs_is_read() -> None:
    plain = {"role": "text", "contenttype": "text/plain", "value": "– We wait, she said.\n" + REST}
    flat = {"role": "html", "contenttype": "text/html", "value": f"<blockquote>We wait, she said.</blockquote> {REST}"}
    teaser = {"role": "teaser", "value": "a\nb\nc\nd"}
    (article,) = read({"uri": "u", "bodies": [flat, plain, teaser]})
    assert article.text.startswith("– We wait, she said.\n\nThe ferry was late.")


@pytest.mark.parametrize(
    "value",
    [[ONE, TWO], {"_items": [ONE, TWO], "_meta": {"total": 2}}, {"items": [ONE, TWO]}],
    ids=["list", "content system", "envelope"],
)
def test_several_items_give_several_articles(value: Any) -> None:
    assert [article.text for article in read(value)] == [TEXT, TEXT]


def test_an_item_a_line_gives_an_article_a_line() -> None:
    raw = f"{json.dumps(ONE)}\n\n{json.dumps(THREE)}\n".encode()
    assert [article.fields["guid"] for article in items(raw)] == ["urn:hna:1", "urn:hna:1"]


def test_texts_associated_with_an_item_are_articles_and_pictures_are_not() -> None:
    picture = {"type": "picture", "uri": "p", "headline": "A ferry", "description_text": "The ferry."}
    sidebar = {"type": "text", "uri": "s", "headline": "Fares", "body_text": "Fares rise."}
    listed = {**TWO, "associations": [{"name": "main", **picture}, {"name": "side", **sidebar}]}
    named = {**ONE, "associations": {"main": picture, "side": sidebar}}
    for value in (listed, named):
        assert [article.fields["guid"] for article in read(value)] == ["urn:hna:1", "s"]


def test_what_describes_an_item_without_a_body_is_its_text() -> None:
    (article,) = read(
        {
            "uri": "u",
            "pubStatus": "usable",
            "headlines": [{"value": "Pier shut"}],
            "descriptions": [{"value": "The pier is shut. "}],
        }
    )
    assert article.text == "Pier shut\n\nThe pier is shut.\n"


def test_a_cancelled_item_without_words_is_kept() -> None:
    (article,) = read({"uri": "u", "version": "3", "pubstatus": "canceled"})
    assert article.fields == {"guid": "u", "version": "3", "status": "canceled"}
    assert article.text == "canceled\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ('{"uri": "u", "type": "text", "versioncreated": "2024-01-01"}', "nor a headline in an item of type text"),
        ('{"uri": "u", "type": "picture", "headlines": []}', "in an item of type picture"),
        ('{"uri": "u", "body_text": "The pier', "JSON that is broken at line 1"),
        ('{"body_text": ' + "[" * 5000 + "]" * 5000 + "}", "one in the other"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(raw: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        list(items(raw.encode()))


def test_other_json_is_left_to_other_readers() -> None:
    with pytest.raises(ValueError, match="no column of text"):
        list(items(b'{"name": "wirealign", "version": "1.0"}'))


def test_a_body_in_elements_is_read_a_paragraph_each() -> None:
    story = {
        "_id": "A1",
        "type": "story",
        "headlines": {"basic": "Port reopens"},
        "credits": {"by": [{"type": "author", "name": "Ana Roe"}]},
        "publish_date": "2024-10-25T10:00:00Z",
        "content_elements": [
            {"type": "text", "content": "The port is open, <b>she</b> said."},
            {"type": "image", "caption": "A ship", "content": "A ship"},
            {"type": "quote", "content_elements": [{"type": "text", "content": "“Ships wait.”"}]},
            {"type": "list", "items": [{"type": "text", "content": "One"}, {"type": "text", "content": "Two"}]},
            {"type": "interstitial_link", "content": "Read also"},
        ],
    }
    (article,) = items(json.dumps(story).encode())
    assert isinstance(article, Item)
    assert article.text == "Port reopens\n\nThe port is open, she said.\n\n“Ships wait.”\n\nOne\n\nTwo\n"
    assert (article.fields["byline"], article.fields["published"]) == ("Ana Roe", "2024-10-25T10:00:00Z")
