"""Archives and compressed files: members are read by their own formats, and no bomb, path or break stops the rest."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from seeds.formats import Budget, Reading, items

PORT = "The port of Busan will reopen on Friday, the harbour master said. “No ship was lost,” he added.\n"
HAFEN = "Der Hafen öffnet am Freitag wieder, sagte die Hafenmeisterin. „Kein Schiff ging verloren.“\n"
PACKED = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def read(folder: Path, content: bytes) -> seeds.WireCopy:
    (folder / "day").write_bytes(content)
    return seeds.read([folder / "day"])


TWO = {"a.txt": PORT.encode(), "late/b.txt": HAFEN.encode()}


@pytest.mark.parametrize(
    "content",
    [zipped(TWO), zipped(TWO, zipfile.ZIP_BZIP2), zipped(TWO, zipfile.ZIP_LZMA), tarred(TWO)]
    + [pack(tarred(TWO)) for pack in PACKED.values()],
)
def test_the_members_of_an_archive_are_articles_listed_behind_its_path(tmp_path: Path, content: bytes) -> None:
    copy = read(tmp_path, content)
    assert not copy.errors.height
    assert copy.articles["text"].to_list() == [PORT, HAFEN]
    assert copy.articles["path"].to_list() == [f"{tmp_path}/day!/a.txt", f"{tmp_path}/day!/late/b.txt"]


@pytest.mark.parametrize("kind", PACKED)
def test_a_compressed_file_is_read_as_what_it_holds(tmp_path: Path, kind: str) -> None:
    lines = "\n".join(json.dumps({"text": text}) for text in (PORT, HAFEN)).encode()
    copy = read(tmp_path, PACKED[kind](lines))
    assert copy.articles["path"].to_list() == [f"{tmp_path}/day#1", f"{tmp_path}/day#2"]


def test_archives_are_read_two_deep_and_no_deeper(tmp_path: Path) -> None:
    third = zipped({"c.txt": PORT.encode()})
    second = tarred({"b.txt": HAFEN.encode(), "third.zip": third})
    copy = read(tmp_path, zipped({"second.tar": second}))
    assert copy.articles["path"].to_list() == [f"{tmp_path}/day!/second.tar!/b.txt"]
    assert copy.errors["path"].to_list() == [f"{tmp_path}/day!/second.tar!/third.zip"]


def test_a_bad_member_is_listed_and_the_others_are_read(tmp_path: Path) -> None:
    whole = zipped({"a.txt": PORT.encode(), "bad.txt": HAFEN.encode() * 9, "c.txt": HAFEN.encode()})
    at = whole.index(b"bad.txt") + 20
    copy = read(tmp_path, whole[:at] + bytes(20) + whole[at + 20 :])
    assert copy.articles["text"].to_list() == [PORT, HAFEN]
    assert copy.errors["path"].to_list() == [f"{tmp_path}/day!/bad.txt"]


def test_a_member_of_no_format_is_listed_with_its_own_reason(tmp_path: Path) -> None:
    copy = read(tmp_path, zipped({"a.txt": PORT.encode(), "p.png": b"\x89PNG" + bytes(90), "e.txt": b""}))
    assert copy.articles.height == 1
    assert copy.errors["path"].to_list() == [f"{tmp_path}/day!/p.png", f"{tmp_path}/day!/e.txt"]


def test_hidden_members_and_links_are_no_articles(tmp_path: Path) -> None:
    copy = read(tmp_path, zipped({"__MACOSX/a.txt": b"\0\5", ".DS_Store": b"\0", "a.txt": PORT.encode()}))
    assert (copy.articles.height, copy.errors.height) == (1, 0)
    out = io.BytesIO(tarred({"a.txt": PORT.encode()}))
    with tarfile.open(fileobj=out, mode="a") as archive:
        link = tarfile.TarInfo("passwords")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    copy = read(tmp_path, out.getvalue())
    assert copy.articles.height == 1
    assert "not followed" in copy.errors["reason"][0]


def test_names_that_climb_out_are_read_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for pack in (zipped, tarred):
        copy = read(tmp_path / "in", pack({"../../climbed.txt": PORT.encode(), "/absolute.txt": HAFEN.encode()}))
        assert copy.articles.height == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["day", "in"]
    assert not Path("/absolute.txt").exists()


@pytest.mark.parametrize("pack", [*PACKED.values(), lambda raw: zipped({"bomb.txt": raw})])
def test_a_bomb_is_one_line_and_takes_no_memory(tmp_path: Path, pack) -> None:
    content = pack(bytes(60_000_000))
    tracemalloc.start()
    copy = read(tmp_path, content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not copy.articles.height
    assert copy.errors.height == 1
    assert "times its size" in copy.errors["reason"][0]
    assert peak < 40_000_000


def test_many_bombs_are_one_line_and_the_article_among_them_is_read(tmp_path: Path) -> None:
    bombs = {f"{number}.txt": bytes(3_000_000) for number in range(20)}
    copy = read(tmp_path, zipped({**bombs, "z.txt": PORT.encode()}))
    assert copy.articles["text"].to_list() == [PORT]
    assert copy.errors.height == 1
    assert "19 more" in copy.errors["reason"][0]


def test_a_file_that_unpacks_to_more_than_is_taken_ends_with_one_line() -> None:
    reading = Reading(budget=Budget(size=1_000, parts=50))
    with pytest.raises(ValueError, match="unpacks to more"):
        list(items(zipped({f"{number}.txt": PORT.encode() for number in range(20)}), reading))
    with pytest.raises(ValueError, match="more than"):
        list(items(zipped({f"{number}.txt": PORT.encode() for number in range(60)}), Reading(budget=Budget(parts=50))))


@pytest.mark.parametrize("kind", PACKED)
def test_a_compressed_file_cut_short_is_one_line(tmp_path: Path, kind: str) -> None:
    copy = read(tmp_path, PACKED[kind](PORT.encode() * 50)[:-12])
    assert not copy.articles.height
    assert copy.errors.height == 1
    assert kind in copy.errors["reason"][0]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (zipped({}), "without a file"),
        (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "office"),
        (gzip.compress(gzip.compress(PORT.encode())), "inside another"),
        (zipped(TWO)[:-30], "zip"),
        (tarred(TWO)[:700], "tar"),
    ],
)
def test_an_archive_without_copy_is_one_line(tmp_path: Path, content: bytes, word: str) -> None:
    copy = read(tmp_path, content)
    assert copy.errors.height == 1
    assert word in copy.errors["reason"][0]


def warc(*pages: tuple[str, str, bytes], packed: bool = False) -> bytes:
    out = b""
    for address, kind, content in pages:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-10-25T09:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


@pytest.mark.parametrize("packed", [False, True])
def test_the_texts_that_a_crawler_fetched_are_articles_with_their_address(tmp_path: Path, packed: bool) -> None:
    pages = (
        (
            "https://example.org/a",
            "text/plain; charset=iso-8859-1",
            HAFEN.replace("„", '"').replace("“", '"').encode("latin-1"),
        ),
        ("https://example.org/logo", "image/png", b"\x89PNG" + bytes(60)),
        ("https://example.org/b", "text/plain", PORT.encode()),
        ("https://example.org/empty", "text/plain", b"  "),
    )
    copy = read(tmp_path, warc(*pages, packed=packed))
    assert copy.articles["guid"].to_list() == ["https://example.org/a", "https://example.org/b"]
    assert copy.articles["text"][0].startswith("Der Hafen öffnet")
    assert copy.articles["path"][1] == f"{tmp_path}/day!/https://example.org/b"
    assert copy.errors["path"].to_list() == [f"{tmp_path}/day!/https://example.org/empty"]


def test_a_warc_that_breaks_keeps_what_came_before(tmp_path: Path) -> None:
    whole = warc(("https://example.org/a", "text/plain", PORT.encode()), ("https://example.org/b", "text/plain", b"x"))
    second = whole.index(b"WARC/", 10)
    copy = read(tmp_path, whole[:second] + b"nonsense\r\n\r\n" * 3)
    assert copy.articles["text"].to_list() == [PORT]


BASES = [
    zipped(TWO),
    tarred(TWO),
    *(pack(PORT.encode()) for pack in PACKED.values()),
    warc(("a:b", "text/plain", b"Port.")),
]


@settings(max_examples=120)
@given(st.sampled_from(BASES), st.integers(0, 2_000), st.binary(max_size=6), st.booleans())
def test_any_broken_archive_is_read_or_refused_in_a_line(base: bytes, at: int, junk: bytes, cut: bool) -> None:
    at %= len(base)
    broken = base[:at] + junk + (b"" if cut else base[at + len(junk) :])
    said = ""
    began = time.monotonic()
    try:
        list(items(broken))
    except ValueError as error:
        said = str(error)
    assert "\n" not in said
    assert time.monotonic() - began < 20


def test_pages_in_a_warc_are_read_as_html_in_the_encoding_that_the_server_declared(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>Hafen öffnet</title></head><body><article><h1>Hafen öffnet</h1>"
        + "".join(
            f"<p>{HAFEN.strip()} Das war am {day}. Oktober, und die Reeder warteten weiter.</p>" for day in range(9)
        )
        + "</article></body></html>"
    )
    content = page.replace("„", '"').replace("“", '"').encode("latin-1")
    copy = read(tmp_path, warc(("https://example.org/a", "text/html; charset=iso-8859-1", content)))
    assert not copy.errors.height
    (article,) = copy.articles.to_dicts()
    assert "Der Hafen öffnet am Freitag wieder" in article["text"]
    assert article["path"] == f"{tmp_path}/day!/https://example.org/a"


def test_feeds_and_records_in_a_warc_are_read_and_what_is_no_copy_is_told_once(tmp_path: Path) -> None:
    entry = b"<item><title>Port</title><description>It opens.</description></item>"
    feed = b"<rss version='2.0'><channel>" + entry + b"</channel></rss>"
    records = b'[{"text": "The quay shuts."}, {"text": "The bridge opens."}]'
    answers = (
        ("https://example.org/feed", "application/rss+xml; charset=utf-8", feed),
        (
            "https://example.org/wire",
            "application/json",
            records,
        ),
        ("https://example.org/count", "application/json", b'{"views": 12}'),
        ("https://example.org/ads", "application/json", b'{"ads": []}'),
        ("https://example.org/style", "text/css", b"p {}"),
    )
    copy = read(tmp_path, warc(*answers))
    texts = copy.articles["text"].to_list()
    assert texts == ["Port\n\nIt opens.\n", "The quay shuts.", "The bridge opens."]
    assert copy.articles["guid"].n_unique() == 3
    assert copy.errors.height == 1
    assert "1 more of JSON or XML" in copy.errors["reason"][0]
