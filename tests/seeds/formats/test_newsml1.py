"""NewsML 1 comes in with its management, its components' lines and whatever its content is written in."""

import base64

import pytest

from seeds.formats import Item, items

HEAD = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd">
<NewsML><NewsEnvelope><DateAndTime>20240312T093000Z</DateAndTime></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><ProviderId>hna.example</ProviderId>
<DateId>20240312</DateId>
<NewsItemId>ferry</NewsItemId>
<RevisionId PreviousRevision="1" Update="U">2</RevisionId>
<PublicIdentifier>urn:newsml:hna.example:20240312:ferry:2U</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20240312T080000+0100</FirstCreated>
<ThisRevisionCreated>20240312T093000+0100</ThisRevisionCreated><Status FormalName="Embargoed"/>
<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20240313T060000Z</DateAndTime></StatusWillChange>
<Urgency FormalName="3"/><Instruction FormalName="Correction"/></NewsManagement>"""
LINES = """<NewsLines><HeadLine>Le bac en retard</HeadLine><ByLine>Par Inès Pré</ByLine><DateLine>Calais</DateLine>
<CreditLine>HNA</CreditLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Agence du Port"/></Provider>
<Source><Party FormalName="HNA"/></Source></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata>"""
FOOT = "</NewsItem></NewsML>"


def read(inside: str) -> list[Item]:
    return list(items(f"{HEAD}{inside}{FOOT}".encode()))


def component(content: str, about: str = LINES) -> str:
    return (
        f"<NewsComponent>{about}<ContentItem><MediaType FormalName='Text'/>"
        f"<DataContent>{content}</DataContent></ContentItem></NewsComponent>"
    )


def test_every_column_that_the_item_fills_is_filled() -> None:
    (article,) = read(component("<p>Le bac.</p>"))
    assert article.fields == {
        "guid": "urn:newsml:hna.example:20240312:ferry",
        "version": "2",
        "status": "usable",
        "title": "Le bac en retard",
        "declared_language": "fr",
        "source": "HNA",
        "provider": "Agence du Port",
        "credit": "HNA",
        "byline": "Par Inès Pré",
        "dateline": "Calais",
        "published": "2024-03-12T09:30:00+01:00",
        "urgency": 3,
        "note": "Correction; embargoed until 2024-03-13T06:00:00Z",
    }


@pytest.mark.parametrize(
    "content",
    [
        "<p>Le bac, <q>on attend</q>.</p><p>À midi.</p>",
        "<nitf><body><body.content><p>Le bac, <q>on attend</q>.</p><p>À midi.</p></body.content></body></nitf>",
        "<![CDATA[<nitf><body.content><p>Le bac, <q>on attend</q>.</p><p>À midi.</p></body.content></nitf>]]>",
        "<![CDATA[<p>Le bac, <q>on attend</q>.</p><p>À midi.</p>]]>",
        "Le bac, «on attend».\n\nÀ midi.",
        '<html xmlns="http://www.w3.org/1999/xhtml"><head/><body><p>Le bac, <q>on attend</q>.</p>À midi.</body></html>',
    ],
    ids=["paragraphs", "NITF", "NITF escaped", "HTML escaped", "text", "XHTML"],
)
def test_content_is_read_in_whatever_it_is_written(content: str) -> None:
    (article,) = read(component(content))
    assert article.text == "Le bac en retard\n\nLe bac, «on attend».\n\nÀ midi.\n"


def test_content_in_base64_is_unpacked() -> None:
    packed = base64.b64encode("À midi.".encode()).decode()
    (article,) = read(
        f"<NewsComponent>{LINES}<ContentItem><Encoding Notation='Base64'><DataContent>{packed}</DataContent></Encoding>"
        "</ContentItem></NewsComponent>"
    )
    assert article.text == "Le bac en retard\n\nÀ midi.\n"


def test_components_in_two_languages_give_two_articles_and_pictures_none() -> None:
    german = LINES.replace('"fr"', '"de"').replace("Le bac en retard", "Fähre verspätet")
    picture = (
        "<NewsComponent><NewsLines><HeadLine>Le bac</HeadLine></NewsLines><ContentItem Href='a.jpg'>"
        "<MediaType FormalName='Photo'/></ContentItem></NewsComponent>"
    )
    inside = component("<p>Le bac.</p>") + component("<p>Die Fähre.</p>", german) + picture
    found = read(f"<NewsComponent><Role FormalName='main'/>{inside}</NewsComponent>")
    assert [(article.fields["declared_language"], article.text) for article in found] == [
        ("fr", "Le bac en retard\n\nLe bac.\n"),
        ("de", "Fähre verspätet\n\nDie Fähre.\n"),
    ]


def test_a_package_gives_an_article_an_item() -> None:
    one = HEAD[HEAD.index("<NewsItem>") :] + component("<p>Le bac.</p>") + "</NewsItem>"
    found = list(items(f"<NewsML>{one}{one.replace(':ferry', ':pier')}</NewsML>".encode()))
    assert [article.fields["guid"].rpartition(":")[2] for article in found] == ["ferry", "pier"]


def test_a_headline_alone_is_an_article() -> None:
    (article,) = read(f"<NewsComponent>{LINES}</NewsComponent>")
    assert article.text == "Le bac en retard\n"


def test_nothing_to_read_is_one_clear_error() -> None:
    with pytest.raises(ValueError, match=r"NewsML 1: no text in 1 of its news items\."):
        read("")
