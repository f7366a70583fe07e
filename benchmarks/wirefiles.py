"""Files of every format that `seeds` reads, made of one story of our own: to time, and to break."""

import base64
import bz2
import csv
import gzip
import html
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from typing import Final

import polars as pl
from warcio.warcwriter import WARCWriter

TITLE: Final = "Quay of Port Ellery to open in May"
PARAGRAPHS: Final = (
    "The northern quay has been shut since the storm in January, when {number} barges sank in the basin of the port.",
    "“We will open the quay in May,” the harbour master, Ruth Callaway, told reporters on Tuesday. “The cranes stand.”",
    "The ministry said that it had paid 2.4 million crowns for the work, and that the town would pay for the rest.",
    "According to Yonhap, citing the Korean Central News Agency, a ship of this owner ran aground that night.",
    "Colin Drury, a docker for thirty years, said he had not been told anything. “Nobody asks those who do the work.”",
)
_PER_FILE: Final = 6


def story(number: int) -> tuple[str, list[str]]:
    """Return the title and paragraphs of one story; a number makes it another."""
    return f"{TITLE}, {number}", [paragraph.format(number=number) for paragraph in PARAGRAPHS]


def plain(number: int) -> bytes:
    """Return plain text."""
    title, paragraphs = story(number)
    return "\n\n".join([title, f"PORT ELLERY (AP) — {paragraphs[0]}", *paragraphs[1:], "(Yonhap)"]).encode()


def latin(number: int) -> bytes:
    """Return plain text of an old desk, in cp1252."""
    return plain(number).decode().encode("cp1252")


def page(number: int) -> bytes:
    """Return a page of a site, menus and all."""
    title, paragraphs = story(number)
    links = "".join(f'<li><a href="/{each}">Section {each}</a></li>' for each in range(40))
    body = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">'
        f"</head><body><nav><ul>{links}</ul></nav><article><h1>{title}</h1>{body}</article>"
        f"<footer><ul>{links}</ul></footer></body></html>"
    ).encode()


def nitf(number: int) -> bytes:
    """Return NITF."""
    title, paragraphs = story(number)
    body = "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in paragraphs)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>{title}</title><docdata>'
        f'<doc-id id-string="q{number}"/>'
        f'<urgency ed-urg="4"/></docdata></head><body xml:lang="en"><body.head><hedline><hl1>{title}</hl1></hedline>'
        f"<byline>Ruth Hale</byline><dateline>PORT ELLERY</dateline></body.head><body.content>{body}</body.content>"
        "</body></nitf>"
    ).encode()


def newsml_g2(number: int) -> bytes:
    """Return a NewsML-G2 message with an item."""
    title, paragraphs = story(number)
    body = "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in paragraphs)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
        f'<newsItem guid="urn:newsml:ellery:{number}" version="2" xml:lang="en"><itemMeta>'
        "<versionCreated>2025-03-01T09:00:00Z</versionCreated>"
        '<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>'
        f'{title}</headline><language tag="en"/></contentMeta><contentSet>'
        '<inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML></contentSet></newsItem>'
        "</itemSet></newsMessage>"
    ).encode()


def newsml_1(number: int) -> bytes:
    """Return NewsML 1 with its text in Base64."""
    title, paragraphs = story(number)
    body = base64.b64encode(("<p>" + "</p><p>".join(paragraphs) + "</p>").encode()).decode()
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><NewsML><NewsItem><Identification><NewsIdentifier>'
        f"<PublicIdentifier>q{number}"
        "</PublicIdentifier></NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>"
        f'{title}</HeadLine></NewsLines><ContentItem><Encoding Notation="Base64">'
        f"<DataContent>{body}</DataContent></Encoding>"
        "</ContentItem></NewsComponent></NewsItem></NewsML>"
    ).encode()


def _ninjs(number: int) -> dict[str, object]:
    title, paragraphs = story(number)
    return {
        "uri": f"urn:newsml:ellery:{number}",
        "version": "1",
        "pubstatus": "usable",
        "language": "en",
        "headline": title,
        "body_xhtml": "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs),
        "versioncreated": "2025-03-01T09:00:00+00:00",
        "urgency": 4,
    }


def ninjs(number: int) -> bytes:
    """Return ninjs."""
    return json.dumps(_ninjs(number)).encode()


def lines(number: int) -> bytes:
    """Return JSON lines."""
    return b"\n".join(ninjs(number * _PER_FILE + each) for each in range(_PER_FILE))


def records(number: int) -> bytes:
    """Return JSON records with a text."""
    rows = [_row(number * _PER_FILE + each) for each in range(_PER_FILE)]
    return json.dumps({"data": rows}).encode()


def _row(number: int) -> dict[str, str]:
    title, paragraphs = story(number)
    return {"id": f"ellery:{number}", "title": title, "text": "\n\n".join(paragraphs), "date": "2025-03-01"}


def table(number: int) -> bytes:
    """Return CSV."""
    rows = [_row(number * _PER_FILE + each) for each in range(_PER_FILE)]
    sink = io.StringIO()
    writer = csv.DictWriter(sink, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return sink.getvalue().encode()


def parquet(number: int) -> bytes:
    """Return Parquet."""
    sink = io.BytesIO()
    pl.DataFrame([_row(number * _PER_FILE + each) for each in range(_PER_FILE)]).write_parquet(sink)
    return sink.getvalue()


def rss(number: int) -> bytes:
    """Return an RSS feed."""
    items = "".join(
        f"<item><guid>ellery:{row['id']}</guid><title>{row['title']}</title><description>{html.escape(row['text'])}"
        "</description></item>"
        for row in (_row(number * _PER_FILE + each) for each in range(_PER_FILE))
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Ellery</title>{items}</channel></rss>'.encode()


def atom(number: int) -> bytes:
    """Return an Atom feed."""
    title, paragraphs = story(number)
    body = html.escape("".join(f"<p>{each}</p>" for each in paragraphs))
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ellery</title><entry>'
        f"<id>tag:ellery,{number}</id><title>{title}</title><updated>2025-03-01T09:00:00Z</updated>"
        f'<content type="html">{body}</content></entry></feed>'
    ).encode()


def iptc7901(number: int) -> bytes:
    """Return an IPTC 7901 message."""
    title, paragraphs = story(number)
    body = "\r\n".join(f"   {_plain(each)}" for each in paragraphs)
    return (
        f"\x01ELL{number % 10000:04d} 4 pol 180 dpa {number % 10000:04d}\r\n\r\n\x02Harbour/\r\n{title} =\r\n{body}\r\n"
        "dpa rh zz 011200 Mar 25\r\n\x03\x04"
    ).encode("latin-1")


def anpa1312(number: int) -> bytes:
    """Return an ANPA 1312 message."""
    title, paragraphs = story(number)
    body = "\r\n".join(f"   {_plain(each)}" for each in paragraphs)
    return (
        f"\x16\x16\x01a{number % 10000:04d} \x1f\r\nr i bc-Harbour     03-01 0180\r\n^{title}<\r\n^By RUTH HALE=\r\n"
        f"\x02   PORT ELLERY (AP) _{body}\r\n\x03\r\nAP-NY-03-01-25 0900EST<\r\n\x04"
    ).encode("latin-1")


def _plain(words: str) -> str:
    return words.replace("“", '"').replace("”", '"')


def zipped(number: int) -> bytes:
    """Return a zip of several formats."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", plain(number))
        archive.writestr("b.xml", nitf(number + 1))
        archive.writestr("c.json", ninjs(number + 2))
    return sink.getvalue()


def tarred(number: int) -> bytes:
    """Return a packed tar."""
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w:gz") as archive:
        for name, raw in (("a.txt", plain(number)), ("b.html", page(number + 1))):
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return sink.getvalue()


def warc(number: int) -> bytes:
    """Return a WARC of two pages."""
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=True)
    for each in (number, number + 1):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        record = writer.create_warc_record(
            f"https://ellery.example/{each}", "response", payload=io.BytesIO(head + page(each))
        )
        writer.write_record(record)
        record.raw_stream.close()
    return sink.getvalue()


FORMATS: Final[dict[str, Callable[[int], bytes]]] = {
    "plain.txt": plain,
    "latin.txt": latin,
    "page.html": page,
    "nitf.xml": nitf,
    "g2.xml": newsml_g2,
    "newsml1.xml": newsml_1,
    "ninjs.json": ninjs,
    "lines.jsonl": lines,
    "records.json": records,
    "table.csv": table,
    "table.parquet": parquet,
    "rss.xml": rss,
    "atom.xml": atom,
    "iptc.txt": iptc7901,
    "anpa.txt": anpa1312,
    "day.zip": zipped,
    "day.tar.gz": tarred,
    "crawl.warc.gz": warc,
    "one.txt.gz": lambda number: gzip.compress(plain(number)),
    "one.xml.bz2": lambda number: bz2.compress(nitf(number)),
    "one.json.xz": lambda number: lzma.compress(ninjs(number)),
}
