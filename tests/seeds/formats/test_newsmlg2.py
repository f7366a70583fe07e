"""NewsML-G2 comes in with every column that its metadata fill, an article a news item and language."""

import pytest

from seeds.formats import Item, items

NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'

ITEM = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem {NAMESPACE} guid="urn:newsml:harbour.example:20240312:ferry" version="3" xml:lang="en">
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:HNA"><name>Harbour News Agency</name></provider>
    <versionCreated>2024-03-12T09:30:00+01:00</versionCreated>
    <firstCreated>2024-03-12T08:00:00+01:00</firstCreated>
    <embargoed>2024-03-13T06:00:00Z</embargoed>
    <pubStatus qcode="stat:withheld"/>
    <edNote>Adds the
      minister.</edNote>
    <signal qcode="sig:correction"/>
  </itemMeta>
  <contentMeta>
    <urgency>3</urgency>
    <located><name>Cuxhaven</name></located>
    <creator><name>Ina Petersen</name></creator>
    <infoSource><name>Nordsee-Dienst</name></infoSource>
    <language tag="en-GB"/>
    <by>By Ina Petersen and Jan Vos</by>
    <creditline>HNA/Nordsee-Dienst</creditline>
    <dateline>CUXHAVEN, Germany, Tuesday (HNA)</dateline>
    <headline role="hldrole:sub">Fares rise</headline>
    <headline>Ferry is late
      again</headline>
  </contentMeta>
  <contentSet>
    <inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
      <head><title>not this</title></head>
      <body><h1>Ferry is late again</h1>
      <p>The ferry was <em>late</em>, &amp; the harbour&nbsp;master said <q>we wait</q>.</p>
      <p>It left at noon.</p></body></html></inlineXML>
  </contentSet>
</newsItem>"""


def read(text: str) -> list[Item]:
    return list(items(text.encode()))


def test_every_column_that_the_metadata_fill_is_filled() -> None:
    (article,) = read(ITEM)
    assert article.fields == {
        "guid": "urn:newsml:harbour.example:20240312:ferry",
        "version": "3",
        "status": "withheld",
        "title": "Ferry is late again",
        "declared_language": "en-GB",
        "source": "Nordsee-Dienst",
        "provider": "Harbour News Agency",
        "credit": "HNA/Nordsee-Dienst",
        "byline": "By Ina Petersen and Jan Vos",
        "dateline": "CUXHAVEN, Germany, Tuesday (HNA)",
        "published": "2024-03-12T09:30:00+01:00",
        "urgency": 3,
        "note": "correction; embargoed until 2024-03-13T06:00:00Z; Adds the minister.",
    }


def test_the_text_is_the_bodys_paragraphs_under_its_headline_once() -> None:
    (article,) = read(ITEM)
    assert article.text == (
        "Ferry is late again\n\nThe ferry was late, & the harbour\u00a0master said “we wait”.\n\nIt left at noon.\n"
    )


def test_a_message_gives_an_article_an_item_and_passes_its_package_over() -> None:
    one, two = ITEM.partition("?>")[2], ITEM.partition("?>")[2].replace(":ferry", ":pier").replace("at noon", "at one")
    package = '<packageItem guid="P"><groupSet><group><itemRef residref="A"/></group></groupSet></packageItem>'
    found = read(f"<newsMessage {NAMESPACE}><header/><itemSet>{package}{one}{two}</itemSet></newsMessage>")
    assert [article.fields["guid"][-5:] for article in found] == ["ferry", ":pier"]
    assert found[1].text.endswith("It left at one.\n")


def test_content_in_two_languages_gives_two_articles_each_with_its_headline() -> None:
    found = read(f"""<newsItem {NAMESPACE} guid="G"><contentMeta>
      <headline xml:lang="fr">Le bac en retard</headline>
      <headline xml:lang="de">Fähre verspätet</headline></contentMeta>
      <contentSet><inlineXML xml:lang="de"><div><p>Er sagte <q>wir warten</q>.</p></div></inlineXML>
      <inlineXML xml:lang="fr"><div><p>Il a dit <q>on attend</q>.</p></div></inlineXML></contentSet></newsItem>""")
    assert [(a.fields["declared_language"], a.text) for a in found] == [
        ("de", "Fähre verspätet\n\nEr sagte „wir warten“.\n"),
        ("fr", "Le bac en retard\n\nIl a dit «on attend».\n"),
    ]


def test_nitf_inside_fills_what_the_item_does_not_say() -> None:
    (article,) = read(f"""<newsItem {NAMESPACE} guid="G" xml:lang="en"><itemMeta><provider qcode="p:HNA"/></itemMeta>
      <contentMeta><creator><name>Ina Petersen</name></creator></contentMeta>
      <contentSet><inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head>
      <hedline><hl1>Pier shut</hl1></hedline><byline>By I. Petersen</byline></body.head>
      <body.content><p>The pier is shut.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>""")
    assert article.text == "Pier shut\n\nThe pier is shut.\n"
    assert article.fields == {
        "guid": "G", "declared_language": "en", "provider": "HNA", "title": "Pier shut", "byline": "By I. Petersen",
    }  # fmt: skip


def test_a_headline_alone_is_an_article_for_agencies_send_flashes() -> None:
    (article,) = read(
        f'<newsItem {NAMESPACE} guid="G"><contentMeta><headline>Minister resigns</headline></contentMeta></newsItem>'
    )
    assert article.text == "Minister resigns\n"


def test_a_cancelled_item_without_words_is_kept_with_its_note() -> None:
    (article,) = read(
        f'<newsItem {NAMESPACE} guid="G" version="4"><itemMeta><pubStatus qcode="stat:canceled"/>'
        "<edNote>Kill: the visit did not take place.</edNote></itemMeta></newsItem>"
    )
    assert article.fields["status"] == "canceled"
    assert article.text == "Kill: the visit did not take place.\n"


def test_the_same_content_twice_is_one_article_the_fuller() -> None:
    (article,) = read(f"""<newsItem {NAMESPACE}><contentSet><inlineData contenttype="text/plain">Pier shut.</inlineData>
      <inlineData contenttype="text/html">&lt;p&gt;Pier shut.&lt;/p&gt;&lt;p&gt;Ferries wait.&lt;/p&gt;</inlineData>
      </contentSet></newsItem>""")
    assert article.text == "Pier shut.\n\nFerries wait.\n"


@pytest.mark.parametrize(
    "text",
    [
        f'<newsItem {NAMESPACE} guid="G"/>',
        f"<packageItem {NAMESPACE}><groupSet/></packageItem>",
        "<groupSet root='G1'><group id='G1'/></groupSet>",
        f'<newsItem {NAMESPACE}><itemMeta><itemClass qcode="ninat:video"/></itemMeta></newsItem>',
    ],
)
def test_what_holds_no_text_is_one_clear_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"NewsML-G2: .* without text\. Ask its sender"):
        read(text)
