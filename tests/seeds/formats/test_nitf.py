"""NITF comes in whole: headline, deck, lead, body, block quotes and tagline, and what its head says."""

import pytest

from seeds.formats import Item, items

DOCUMENT = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">
<nitf xml:lang="es">
  <head>
    <title>bac-tarde</title>
    <docdata management-status="canceled">
      <correction info="corrige el nombre"/>
      <doc-id id-string="hna-77" regsrc="HNA"/>
      <urgency ed-urg="2"/>
      <date.issue norm="20240312T093000+0100"/>
      <ed-msg info="Solo para prensa"/>
      <du-key version="4" key="k"/>
      <doc.copyright holder="Agencia del Puerto"/>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>El ferri llega tarde</hl1><hl2>Suben las tarifas</hl2></hedline>
      <byline>Por <person>Inés Prado</person></byline>
      <dateline><location>Cádiz</location> <story.date norm="20240311"/></dateline>
      <abstract><p>Un lead propio.</p></abstract>
    </body.head>
    <body.content>
      <media media-type="image"><media-caption>Una foto.</media-caption></media>
      <block><p>El capit&aacute;n dijo que <q>hay que <q>esperar</q> m&#225;s</q>.</p></block>
      <bq><block><p>No zarpamos.</p></block><credit>El capitán</credit></bq>
      <table><tr><td>Lunes</td><td>7</td></tr><tr><td>Martes</td><td>9</td></tr></table>
      <pre>a
b</pre>
    </body.content>
    <body.end><tagline>ip/HNA</tagline></body.end>
  </body>
</nitf>"""


def read(raw: bytes) -> Item:
    (article,) = items(raw)
    return article


def test_every_column_that_the_head_fills_is_filled() -> None:
    assert read(DOCUMENT.encode("latin-1")).fields == {
        "guid": "hna-77",
        "version": "4",
        "status": "canceled",
        "title": "El ferri llega tarde",
        "declared_language": "es",
        "source": "HNA",
        "provider": "Agencia del Puerto",
        "byline": "Por Inés Prado",
        "dateline": "Cádiz",
        "published": "2024-03-12T09:30:00+01:00",
        "urgency": 2,
        "note": "correction: corrige el nombre; Solo para prensa",
    }


def test_the_text_has_every_paragraph_with_its_quotes_marked() -> None:
    assert read(DOCUMENT.encode("latin-1")).text.split("\n\n") == [
        "El ferri llega tarde",
        "Suben las tarifas",
        "Un lead propio.",
        "El capitán dijo que «hay que ‘esperar’ más».",
        "«No zarpamos.»",
        "— El capitán",
        "Lunes 7",
        "Martes 9",
        "a\nb",
        "ip/HNA\n",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_an_encoding_that_is_declared_falsely_is_told_by_the_bytes(encoding: str) -> None:
    lying = DOCUMENT.replace("iso-8859-1", "utf-8" if encoding == "cp1252" else "iso-8859-1")
    assert "El capitán dijo" in read(lying.encode(encoding)).text


def test_a_lead_that_the_body_repeats_stands_once() -> None:
    text = (
        "<nitf><body><body.head><hedline><hl1>Pier shut</hl1></hedline><abstract><p>The pier is shut.</p></abstract>"
        "</body.head><body.content><p>The pier is shut.</p><p>Ferries wait.</p></body.content></body></nitf>"
    )
    assert read(text.encode()).text == "Pier shut\n\nThe pier is shut.\n\nFerries wait.\n"


def test_nothing_to_read_is_one_clear_error() -> None:
    with pytest.raises(ValueError, match="NITF without a headline or a body"):
        list(items(b"<nitf><body><body.content/></body></nitf>"))


def test_broken_xml_says_where() -> None:
    with pytest.raises(ValueError, match=r"XML that is broken: .*line 2.* Fetch or export it again\."):
        list(items(b"<nitf><body>\n<p>The pier</body></nitf>"))


@pytest.mark.parametrize(
    "byline",
    [
        "Por <person>Rui Melo</person><byttl>Lusa</byttl>",
        "Por <person>Rui Melo</person>\n  <byttl>Lusa</byttl>",
        "Por <person>Rui Melo</person>, <byttl>Lusa</byttl>",
    ],
)
def test_a_writer_and_what_they_are_stand_apart(byline: str) -> None:
    head, content = f"<byline>{byline}</byline>", "<p>O barco espera.</p>"
    document = f"<nitf><body><body.head>{head}</body.head><body.content>{content}</body.content></body></nitf>"
    (article,) = items(document.encode())
    assert article.fields["byline"] == "Por Rui Melo, Lusa"
