"""RSS and Atom come in an article an entry, each with its whole content where the feed has it."""

import pytest

from seeds.formats import Item, items

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Hafen-Dienst</title><language>de-DE</language>
<item><title>Fähre &amp;amp; Pier</title><link>https://hafen.example/1</link><guid>hna-1</guid>
<dc:creator>Ina Petersen</dc:creator><pubDate>Tue, 12 Mar 2024 09:30:00 +0100</pubDate><description>Kurz.</description>
<content:encoded><![CDATA[<p>Er sagte <q>wir warten</q>.</p><p>Die F&auml;hre.</p>]]></content:encoded></item>
<item><title>Pier</title><link>https://hafen.example/2</link>
<description>Erster Satz &amp;#8211; gut.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Port</title>
<entry><id>tag:1</id><title type="html">Le &lt;em&gt;bac&lt;/em&gt;</title><updated>2024-03-12T09:30:00Z</updated>
<author><name>I. Pré</name></author><author><name>J. Vos</name></author><source><title>HNA</title></source>
<summary>Court.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Il a dit <q>on attend</q>.</p><p>Fin.</p></div></content></entry></feed>"""


def read(text: str) -> list[Item]:
    return list(items(text.encode()))


def test_an_entry_of_rss_is_an_article_its_content_before_its_summary() -> None:
    first, second = read(RSS)
    assert first.text == "Fähre & Pier\n\nEr sagte „wir warten“.\n\nDie Fähre.\n"
    assert first.fields == {
        "guid": "hna-1",
        "title": "Fähre & Pier",
        "declared_language": "de-DE",
        "provider": "Hafen-Dienst",
        "byline": "Ina Petersen",
        "published": "2024-03-12T09:30:00+01:00",
    }
    assert second.text == "Pier\n\nErster Satz – gut.\n"
    assert second.fields["guid"] == "https://hafen.example/2"


def test_an_entry_of_atom_is_an_article_with_where_it_was_taken_from() -> None:
    (article,) = read(ATOM)
    assert article.text == "Le bac\n\nIl a dit «on attend».\n\nFin.\n"
    assert article.fields == {
        "guid": "tag:1",
        "title": "Le bac",
        "declared_language": "fr",
        "source": "HNA",
        "provider": "Port",
        "byline": "I. Pré, J. Vos",
        "published": "2024-03-12T09:30:00Z",
    }


def test_the_first_rss_is_read_too() -> None:
    (article,) = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel><title>Port</title></channel><item rdf:about="x"><title>Pier shut</title>'
        "<description>Ferries wait &amp; wait.</description></item></rdf:RDF>"
    )
    assert article.text == "Pier shut\n\nFerries wait & wait.\n"


def test_a_feed_that_is_cut_off_is_not_read_in_part() -> None:
    with pytest.raises(ValueError, match=r"a feed that is cut off: .* Fetch it again\."):
        read(RSS[:-40])


def test_a_feed_without_text_is_one_clear_error() -> None:
    with pytest.raises(ValueError, match="without an entry that holds text"):
        read("<rss version='2.0'><channel><title>Port</title></channel></rss>")


@pytest.mark.parametrize(("rights", "credit"), [("© AFP", "© AFP"), ("All rights reserved", None)])
def test_rights_that_name_an_agency_are_the_credit(rights: str, credit: str | None) -> None:
    (article,) = read(ATOM.replace("<summary>", f"<rights>{rights}</rights><summary>"))
    assert article.fields.get("credit") == credit
