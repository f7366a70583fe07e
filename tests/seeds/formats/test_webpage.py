"""A page of HTML comes in as its article, without the page around it, and with what the page says of it."""

import json

import pytest

from seeds.formats import Item, items

LINKED = json.dumps({"@graph": [{"@type": "NewsArticle", "datePublished": "2024-03-12T09:30:00+01:00"}]})
PAGE = f"""<!DOCTYPE html>
<html lang="es"><head><meta charset="utf-8"><title>El ferri llega tarde | El Puerto</title>
<link rel="canonical" href="https://puerto.example/ferri-tarde"><meta property="og:site_name" content="El Puerto">
<meta property="og:title" content="El ferri llega tarde"><meta name="author" content="Inés Prado">
<script type="application/ld+json">{LINKED}</script></head>
<body><nav><a href="/">Inicio</a> <a href="/d">Deportes</a></nav>
<header><h1>El ferri llega tarde</h1></header>
<main><article>
<p>Cádiz (EFE).- El ferri lleg&oacute; tarde por tercera vez esta semana, informó la autoridad del puerto.</p>
<p>El capitán dijo que <q>hay que esperar</q> a que amaine el viento del Estrecho, que sopla desde el lunes.</p>
<blockquote><p>“La mar manda y nosotros obedecemos, siempre fue así en este oficio”.</p></blockquote>
<figure><img src="a.jpg" alt=""><figcaption>El ferri en el muelle.</figcaption></figure>
<script>var contador = 7;</script>
<p>Ct (Efe, AFP)</p></article>
<aside><h3>Lo más leído</h3><ul><li><a href="/x">Otra noticia del día</a></li></ul></aside></main>
<footer>© 2024 El Puerto. <a href="/aviso">Aviso legal</a></footer></body></html>"""


def read(text: str, encoding: str = "utf-8") -> Item:
    (article,) = items(text.encode(encoding))
    return article


def test_the_article_is_read_and_the_page_around_it_is_not() -> None:
    assert read(PAGE).text.split("\n\n") == [
        "El ferri llega tarde",
        "Cádiz (EFE).- El ferri llegó tarde por tercera vez esta semana, informó la autoridad del puerto.",
        "El capitán dijo que «hay que esperar» a que amaine el viento del Estrecho, que sopla desde el lunes.",
        "“La mar manda y nosotros obedecemos, siempre fue así en este oficio”.",
        "Ct (Efe, AFP)\n",
    ]


def test_what_the_page_says_of_its_article_fills_the_columns() -> None:
    assert read(PAGE).fields == {
        "guid": "https://puerto.example/ferri-tarde",
        "title": "El ferri llega tarde",
        "byline": "Inés Prado",
        "provider": "El Puerto",
        "declared_language": "es",
        "published": "2024-03-12T09:30:00+01:00",
    }


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_an_encoding_that_is_declared_falsely_is_told_by_the_bytes(encoding: str) -> None:
    assert "El capitán dijo" in read(PAGE, encoding).text


def test_a_declared_encoding_is_believed_where_the_bytes_allow_it() -> None:
    page = '<html lang="ja"><meta charset="shift_jis"><body><p>船は遅れたと港長が述べた。</p></body></html>'
    assert "船は遅れたと港長が述べた。" in read(page, "cp932").text


@pytest.mark.parametrize(
    "body",
    [
        "<div><a href=/>Home</a></div><div>The pier is shut.<br><br>“No ship was lost,” she said.<br><br>HNA</div>",
        "<ul><li><a href=/>Home</a></ul><article><p>The pier is shut.<p>“No ship was lost,” she said.</p>HNA</article>",
    ],
    ids=["breaks", "short"],
)
def test_paragraphs_stay_apart_on_a_short_page_and_between_breaks(body: str) -> None:
    text = read(f"<html lang='en'><body>{body}</body></html>").text
    assert text == "The pier is shut.\n\n“No ship was lost,” she said.\n\nHNA\n"


def test_a_piece_of_html_is_read_whole() -> None:
    piece = "<h2>Pier shut</h2><p>The pier is <b>shut</b>.<br>It rained.</p><ul><li>Ferries wait.</li></ul><p>— HNA</p>"
    assert read(piece).text == "Pier shut\n\nThe pier is shut.\nIt rained.\n\nFerries wait.\n\n— HNA\n"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html><body><script>start()</script></body></html>", "HTML without an article's text"),
        ("<!doctype html><html><body>" + "<div>" * 3000 + "Pier", "elements one in the other"),
        ("<html><body>" + "<p>Pier</p>" * 400_000, "at most 4 MB"),
        ("<html><body>" + "<p/>" * 50_000, "at most 40,000"),
    ],
    ids=["no text", "deep", "large", "many"],
)
def test_what_cannot_be_read_is_one_clear_error(page: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(page)


def test_a_comment_before_the_page_does_not_hide_it() -> None:
    assert read("<!-- saved page -->\n<html><body><p>Port reopens</p></body></html>").text == "Port reopens\n"


def test_text_that_speaks_of_html_is_text() -> None:
    assert read("<p> opens a paragraph in HTML, the teacher said.\n").text.startswith("<p> opens")
