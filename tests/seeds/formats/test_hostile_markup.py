"""Markup made to harm is refused with one line, or read in bounded time and memory."""

import json
import resource
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from seeds.formats import Item, Problem, items

LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
BODIES = {
    "nitf": ("<nitf>", "<body><body.content><p>{}</p></body.content></body></nitf>"),
    "newsml-g2": ('<newsItem guid="1">', "<contentSet><inlineXML><p>{}</p></inlineXML></contentSet></newsItem>"),
    "newsml-1": (
        "<NewsML><NewsItem><NewsComponent><ContentItem>",
        "<DataContent><p>{}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
    ),
    "rss": ('<rss version="2.0">', "<channel><item><title>{}</title></item></channel></rss>"),
}  # fmt: skip


def read(raw: bytes) -> list[Item | Problem] | str:
    """Return what is in a file, or why there is nothing; anything else that is raised fails the test."""
    try:
        return list(items(raw))
    except ValueError as error:
        return str(error)


def holds(found: list[Item | Problem] | str) -> bool:
    """Whether what was read is articles with words and columns, or one line that says why not."""
    if isinstance(found, str):
        return 20 < len(found) < 400 and "\n" not in found
    return all(
        "\n" not in article.reason
        if isinstance(article, Problem)
        else (
            article.text.strip()
            and article.text.encode("utf-8")
            and all(isinstance(value, str | int) for value in article.fields.values())
        )
        for article in found
    )


@pytest.mark.parametrize(("start", "rest"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(
    ("declared", "used"),
    [
        (f'<!ENTITY l0 "ha">{LAUGHS}', "&l9;"),
        ('<!ENTITY file SYSTEM "file:///etc/hostname">', "&file;"),
        ('<!ENTITY net SYSTEM "http://127.0.0.1:9/">', "&net;"),
        ('<!ENTITY % out SYSTEM "file:///etc/hostname"> %out;', "Pier"),
    ],
    ids=["laughs", "file", "net", "parameter"],
)
def test_entities_of_its_own_are_refused(start: str, rest: str, declared: str, used: str) -> None:
    document = f"<?xml version='1.0'?><!DOCTYPE x [{declared}]>{start}{rest.format(used)}"
    with pytest.raises(ValueError, match=r"declares entities of its own.* Save it without its DOCTYPE\."):
        list(items(document.encode()))


@pytest.mark.parametrize(("start", "rest"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(
    "address", ['SYSTEM "http://127.0.0.1:9/nitf.dtd"', 'PUBLIC "-//X//DTD//EN" "nitf-3-1.dtd"', "SYSTEM 'nitf.mod'"]
)
def test_a_dtd_that_is_taken_in_by_another_is_passed_over(start: str, rest: str, address: str) -> None:
    document = f"<!DOCTYPE x SYSTEM 'x.dtd' [<!ENTITY % nitf {address}>\n%nitf;\n]>{start}{rest.format('At pier 7')}"
    assert "At pier 7" in next(items(document.encode())).text


@pytest.mark.parametrize(("start", "rest"), BODIES.values(), ids=BODIES)
def test_a_named_dtd_is_not_fetched(start: str, rest: str, tmp_path: Path) -> None:
    outside = tmp_path / "news.dtd"
    outside.write_text('<!ENTITY pier "SECRET">')
    document = f'<!DOCTYPE x SYSTEM "{outside}">{start}{rest.format("At &pier; 7")}'
    assert "At &pier; 7" in next(items(document.encode())).text


@pytest.mark.parametrize("name", ["nitf", "newsItem", "NewsML", "rss", "html", "div"])
def test_one_tag_over_and_over_is_read_or_refused_in_bounded_memory(name: str) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    for raw in (f"<{name}>" * 100_000, f"<{name}>" + "<p/>" * 200_000 + f"</{name}>", f"<{name} " + 'a="" ' * 200_000):
        assert holds(read(raw.encode()))
    assert time.process_time() - begun < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_000_000


TAG = f"<p {' '.join(f'a{number}=x' for number in range(60_000))}>The ferry waits.</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body>{TAG}</body></html>",
        f"<div>{TAG}</div>",
        f"<html><!-->{TAG}-->",
        f"<html><title><!-- </title>{TAG}-->",
        f"<html><textarea><script></textarea>{TAG}</script>",
        f"<html><p a='\"' b=\"'\">{TAG}",
        "<html>" + "<p/" + "/".join(f"a{number}" for number in range(60_000)) + ">The ferry waits.",
    ],
    ids=["page", "piece", "empty comment", "comment in title", "script in textarea", "other quotes", "strokes"],
)
def test_a_tag_of_thousands_of_attributes_is_refused_at_once(page: str) -> None:
    """The parser's time grows with their square: it must never see them."""
    began = time.process_time()
    for raw in (page, json.dumps({"uri": "u", "headline": "h", "body_html": page})):
        assert "attributes in one element" in str(read(raw.encode()))
    assert time.process_time() - began < 10


def test_what_a_script_or_comment_holds_counts_for_no_attributes() -> None:
    words = " ".join(f"a{number}" for number in range(2_000))
    page = f"<html><script>if (a<b {words})</script><!-- <p {words}> --><body><p>The ferry waits.</p></body></html>"
    texts = [article.text.strip() for article in read(page.encode()) if isinstance(article, Item)]
    assert texts == ["The ferry waits."]


def test_attributes_by_the_hundred_thousand_are_refused() -> None:
    page = "<html>" + f"<p {' '.join(f'a{number}' for number in range(200))}>w</p>" * 1_100
    assert "attributes; at most" in str(read(page.encode()))


def test_a_hundred_megabytes_of_one_tag_are_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.xml"
    with file.open("wb") as out:
        out.truncate(100_000_000)
        out.seek(0)
        out.write(b"<nitf>")
    assert "100 MB" in seeds.read([file]).errors["reason"][0]


WORDS = """<nitf> </nitf> <contentSet> <inlineXML> <NewsML> <NewsItem> <DataContent> <html> <p> </p> <q> </q> <bq> </bq>
    <credit>x</credit> <br/> <pre> </pre> <rss> <channel> <item> <title> </rss> <![CDATA[ ]]> <!-- --> ]> &eacute; &#0;
    &#x110000; & < {"uri":"u", "body_text":" "bodies":[ {"value":" "} ] } "headline":null, "version":{} 船 \u200f"""
SPACED = ("<newsItem guid='1'>", "<?xml version='1.0'?>", "<!DOCTYPE x [", "Le bac. ", "\ud83d", "\0", " ", "\n")
PARTS = (*WORDS.split(), *SPACED)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_whatever_stands_in_a_file_gives_articles_or_one_line(text: str) -> None:
    assert holds(read(text.encode("utf-8", "surrogatepass")))


@settings(max_examples=60)
@given(st.sampled_from(sorted(BODIES)), st.binary(max_size=40), st.integers(0, 200))
def test_bytes_put_into_a_document_give_articles_or_one_line(name: str, noise: bytes, at: int) -> None:
    whole = "".join(BODIES[name]).format("Le bac attend.").encode()
    assert holds(read(whole[:at] + noise + whole[at:]))


INNER = ("value", "name", "text", "role", "uri")
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("value", "name", "text", "role", "uri")), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = """uri type version versioncreated pubstatus headline headlines body_text body_xhtml bodies byline by located
    dateline urgency language provider infosources associations items embargoed descriptions signals"""


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(KEYS.split()), JSON, max_size=8))
def test_whatever_stands_under_the_keys_of_ninjs_gives_articles_or_one_line(value: dict[str, object]) -> None:
    assert holds(read(json.dumps(value).encode()))


def test_a_marked_section_that_never_ends_is_one_line() -> None:
    assert holds(read(b"<nitf><![CDATA[<nitf>"))
    assert holds(read(b"<nitf><![CDATA[a\nb\n\nc<nitf>"))
