"""Tables and records come in a row an article: JSON lines, JSON arrays, CSV, Parquet."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from seeds.formats import Item, Problem, Reading, items
from seeds.formats.limits import Budget

PORT = "The port of Busan will reopen on Friday, the harbour master said.\n“No ship was lost,” he added."
HAFEN = "Der Hafen öffnet am Freitag wieder, sagte die Hafenmeisterin. „Kein Schiff ging verloren.“"


def read(folder: Path, name: str, content: bytes, **columns: str) -> seeds.WireCopy:
    (folder / name).write_bytes(content)
    return seeds.read([folder / name], seeds.Columns(**columns))


def rows(raw: bytes) -> list[Item]:
    return [found for found in items(raw) if isinstance(found, Item)]


def test_each_line_of_json_is_an_article_with_its_fields(tmp_path: Path) -> None:
    lines = [
        {"id": 7, "title": "Port reopens", "body": PORT, "date": "2024-10-25T09:00:00Z", "lang": "en"},
        {"id": 8, "title": "Hafen öffnet", "body": HAFEN, "agency": "dpa", "authors": ["A. Kruse", "B. Lenz"]},
    ]
    copy = read(tmp_path, "feed", "\n".join(map(json.dumps, lines)).encode())
    assert not copy.errors.height
    first, second = copy.articles.to_dicts()
    assert first["text"] == PORT
    assert (first["guid"], first["title"], first["published"]) == ("7", "Port reopens", "2024-10-25T09:00:00Z")
    assert (first["declared_language"], first["language"]) == ("en", "en")
    assert (second["provider"], second["byline"], second["language"]) == ("dpa", "A. Kruse, B. Lenz", "de")
    assert [article["path"] for article in (first, second)] == [f"{tmp_path}/feed#1", f"{tmp_path}/feed#2"]


@pytest.mark.parametrize(
    "document",
    [[{"text": PORT}], {"articles": [{"text": PORT}]}, {"response": {"docs": [{"text": PORT}]}}, {"text": PORT}],
)
def test_records_are_found_in_an_array_in_an_object_and_alone(document: Any) -> None:
    assert [item.text for item in rows(json.dumps(document, indent=1).encode())] == [PORT]


def test_a_line_that_is_no_json_is_listed_and_the_others_are_read(tmp_path: Path) -> None:
    content = "\n".join([json.dumps({"text": PORT}), '{"text": "cut off', json.dumps({"text": HAFEN}), "{]"])
    copy = read(tmp_path, "feed.jsonl", content.encode())
    assert copy.articles["text"].to_list() == [PORT, HAFEN]
    assert copy.errors["path"].to_list() == [f"{tmp_path}/feed.jsonl#2"]
    assert "1 more" in copy.errors["reason"][0]


def test_records_without_text_are_one_error_and_the_others_are_read(tmp_path: Path) -> None:
    records = [{"text": PORT}, {"text": ""}, {"text": None}, {"title": "Port reopens"}]
    copy = read(tmp_path, "feed.json", json.dumps(records).encode())
    assert copy.articles.height == 1
    assert copy.errors["path"].to_list() == [f"{tmp_path}/feed.json#2"]
    assert "2 more" in copy.errors["reason"][0]


def test_a_key_that_the_user_names_holds_the_text(tmp_path: Path) -> None:
    record = json.dumps({"Nachricht": HAFEN, "text": "Kurzfassung.", "Nr": "12"}).encode()
    copy = read(tmp_path, "feed.json", record, text="Nachricht", guid="Nr")
    assert copy.articles.select("text", "guid").rows() == [(HAFEN, "12")]


def test_json_without_a_known_key_says_which_it_has_and_what_to_name(tmp_path: Path) -> None:
    copy = read(tmp_path, "feed.json", b'[{"Nachricht": "Der Hafen ist offen.", "Nr": 12}]')
    assert not copy.articles.height
    assert "Nachricht, Nr" in copy.errors["reason"][0]
    assert "--text-column" in copy.errors["reason"][0]


@pytest.mark.parametrize(
    "content", [b'{"text": "Port reopens', b"[{]", b"[" * 100_000, b'{"a": ' * 50_000, b'{"n": ' + b"9" * 5_000 + b"}"]
)
def test_broken_json_is_one_line(tmp_path: Path, content: bytes) -> None:
    copy = read(tmp_path, "feed.json", content)
    assert copy.articles.height + copy.errors.height == 1
    assert all("\n" not in reason for reason in copy.errors["reason"])


def test_lone_surrogates_become_a_mark_and_pairs_a_character(tmp_path: Path) -> None:
    copy = read(tmp_path, "feed.json", b'{"text": "The port \\ud800 reopened \\ud83d\\udea2.", "title": "\\udfff"}')
    article = copy.articles.to_dicts()[0]
    assert article["text"] == "The port � reopened 🚢."
    assert article["title"] == "�"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_records_are_read_in_any_encoding_of_unicode(encoding: str) -> None:
    assert [item.text for item in rows(json.dumps({"text": HAFEN}, ensure_ascii=False).encode(encoding))] == [HAFEN]
    assert [item.text for item in rows(f"id,text\n1,{HAFEN.replace(',', '')}\n".encode(encoding))] == [
        HAFEN.replace(",", "")
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_rows_of_a_csv_are_articles_whatever_parts_their_cells(tmp_path: Path, separator: str) -> None:
    header = separator.join(("id", "Headline", "Body", "Published"))
    cells = separator.join(("a1", '"Port, reopens"', '"' + PORT + '"', "2024-10-25"))
    copy = read(tmp_path, "feed", f"{header}\r\n{cells}\r\n".encode())
    assert copy.articles.select("guid", "title", "text", "published").rows() == [
        ("a1", "Port, reopens", PORT, "2024-10-25")
    ]


def test_a_csv_with_rows_too_short_and_too_long_is_read(tmp_path: Path) -> None:
    content = f"id,text\n1,{HAFEN.replace(',', '')}\n2\n3,Port reopens.,extra,cells\n"
    copy = read(tmp_path, "feed.csv", content.encode())
    assert copy.articles["guid"].to_list() == ["1", "3"]
    assert copy.errors["path"].to_list() == [f"{tmp_path}/feed.csv#2"]


@pytest.mark.parametrize(
    "header",
    [
        ("Body of the article", "Article title", "Publication date"),
        ("Cuerpo de la noticia", "Titular", "Fecha de publicación"),
        ("Texte intégral", "Titre", "Date de publication"),
        ("Corpo da notícia", "Título", "Data de publicação"),
        ("Text der Meldung", "Überschrift", "Datum"),
        ("Testo della notizia", "Titolo", "Data di pubblicazione"),
        ("Текст новости", "Заголовок", "Дата публикации"),
        ("نص الخبر", "العنوان", "تاريخ النشر"),
        ("正文", "标题", "发布时间"),
        ("本文", "見出し", "配信日時"),
        ("기사 본문", "제목", "작성일"),
    ],
)
def test_columns_are_known_by_what_the_eleven_languages_call_them(tmp_path: Path, header: tuple[str, str, str]) -> None:
    content = f"{header[1]};{header[2]};{header[0]}\nPort;2024-10-25;The port is open.\n"
    (article,) = read(tmp_path, "feed.csv", content.encode()).articles.to_dicts()
    assert (article["text"], article["title"]) == ("The port is open.", "Port")
    assert article["published"] == "2024-10-25"


def test_a_header_in_an_old_encoding_is_known(tmp_path: Path) -> None:
    content = "Заголовок;Текст новости\nПорт;Порт открыт с пятницы, сообщил мэр города.\n"
    copy = read(tmp_path, "feed.csv", content.encode("cp1251"))
    assert copy.articles["title"].to_list() == ["Порт"]


@pytest.mark.parametrize("named", ["TEXTO", "Texto", "texto"])
def test_a_named_column_is_found_in_any_case(tmp_path: Path, named: str) -> None:
    content = "clave,texto\n1,El puerto está abierto.\n".encode()
    assert read(tmp_path, "feed.csv", content, text=named).articles.height == 1
    lines = b'{"clave": 1, "texto": "El puerto abre."}\n{"clave": 2, "texto": "Y cierra."}\n'
    assert read(tmp_path, "feed.jsonl", lines, text=named).articles.height == 2


@pytest.mark.parametrize(
    ("content", "named"),
    [("id,text\n1,The port is open.\n", "nope"), ("aa,bb\n1,The port is open.\n2,It shuts.\n", None)],
)
def test_a_table_without_its_column_of_text_is_told_and_not_read_as_copy(
    tmp_path: Path, content: str, named: str | None
) -> None:
    copy = read(tmp_path, "feed.csv", content.encode(), text=named)
    assert copy.articles.height == 0
    assert "--text-column" in copy.errors["reason"][0]


@pytest.mark.parametrize("named", ["nope", None])
@pytest.mark.parametrize(
    "copy",
    [
        "Lyon, two bridges\nThe mayor, a baker, said so.\nThey close, he said.\n",
        "10,000 homes lost\n5,000 people fled\n3,000 came back\n",
        "Port opens\nThe port is open, said the mayor.\n",
    ],
)
def test_copy_with_commas_in_its_lines_is_no_table(tmp_path: Path, copy: str, named: str | None) -> None:
    assert read(tmp_path, "copy.txt", copy.encode(), text=named).articles["text"].to_list() == [copy]


@pytest.mark.parametrize("raw", [b'id,text\n1,"' + b"x" * 100_000, b'{"' + b"k" * 100_000 + b'": 1}'])
def test_the_reason_for_an_error_is_a_line_that_can_be_read(tmp_path: Path, raw: bytes) -> None:
    reasons = read(tmp_path, "feed", raw).errors["reason"].to_list()
    assert all(len(reason) < 500 and "\n" not in reason and reason.endswith(".") for reason in reasons)
    assert reasons


def test_a_csv_of_latin_1_with_a_named_column_is_read(tmp_path: Path) -> None:
    content = "Nummer;Größe;Text der Meldung\n1;20;" + HAFEN.replace("„", "'").replace("“", "'") + "\n"
    copy = read(tmp_path, "feed.csv", content.encode("cp1252"), text="Text der Meldung")
    assert copy.articles["text"][0].startswith("Der Hafen öffnet")


def test_a_table_without_a_column_of_text_says_so(tmp_path: Path) -> None:
    copy = read(tmp_path, "feed.csv", "id;title;Nachricht\n1;Hafen;Der Hafen ist offen.\n2;Bahn;Sie fährt.\n".encode())
    assert not copy.articles.height
    assert "--text-column" in copy.errors["reason"][0]


@pytest.mark.parametrize(
    "prose",
    [
        "Strike, text and body\n\nThe port will reopen, officials said, on Friday.\n",
        "Title, date\nThe union said on Friday, after talks, that it would return.\n",
        "Busan, Korea\nThe port, closed since Monday, will reopen.\nShips wait, the master said.\n",
    ],
)
def test_copy_with_commas_is_no_table(prose: str) -> None:
    assert [item.text for item in rows(prose.encode())] == [prose]


def test_parquet_is_read_with_typed_columns(tmp_path: Path) -> None:
    pl.DataFrame(
        {
            "id": [1, 2],
            "content": [PORT, None],
            "date": [datetime(2024, 10, 25, 9, tzinfo=UTC), None],
            "tags": [["port"], None],
        }
    ).write_parquet(tmp_path / "feed.parquet")
    copy = seeds.read([tmp_path / "feed.parquet"])
    assert copy.articles.select("guid", "text", "published").rows() == [("1", PORT, "2024-10-25T09:00:00+00:00")]
    assert copy.errors["path"].to_list() == [f"{tmp_path}/feed.parquet#2"]


def test_a_parquet_file_cut_short_is_one_line(tmp_path: Path) -> None:
    pl.DataFrame({"text": [PORT] * 50}).write_parquet(tmp_path / "whole.parquet")
    copy = read(tmp_path, "feed.parquet", (tmp_path / "whole.parquet").read_bytes()[:-100])
    assert not copy.articles.height
    assert "cannot be read" in copy.errors["reason"][0]
    assert "\n" not in copy.errors["reason"][0]


def test_a_parquet_file_that_repeats_one_long_text_is_cut_at_the_limit(tmp_path: Path) -> None:
    pl.DataFrame({"text": ["Port reopens. " * 1_000] * 2_000}).write_parquet(tmp_path / "feed.parquet")
    reading = Reading(budget=Budget(size=1_000_000))
    found: list[Item | Problem] = []
    with pytest.raises(ValueError, match="unpacks to more"):
        found.extend(items((tmp_path / "feed.parquet").read_bytes(), reading))


def test_a_table_may_be_larger_than_an_article(tmp_path: Path) -> None:
    line = json.dumps({"text": "The port reopened. " * 50_000})
    copy = read(tmp_path, "feed.jsonl", "\n".join([line] * 12).encode())
    assert copy.articles.height == 1
    assert not copy.errors.height


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024-10-25", "2024-10-25"),
        ("Fri, 25 Oct 2024 10:15:00 +0900", "2024-10-25T10:15:00+09:00"),
        (1729851300, "2024-10-25T10:15:00+00:00"),
        ("1729851300000", "2024-10-25T10:15:00+00:00"),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_come_out_as_iso_8601(written: object, said: str | None) -> None:
    (item,) = rows(json.dumps({"text": PORT, "date": written}).encode())
    assert item.fields.get("published") == said


def test_a_column_of_html_is_read_as_html() -> None:
    (item,) = rows(json.dumps({"content": "<p>The port <b>reopens</b>.</p><p>No ship was lost.</p>"}).encode())
    assert item.text == "The port reopens.\n\nNo ship was lost.\n"


def test_ninjs_lines_are_read_one_by_one_and_a_bad_one_is_listed(tmp_path: Path) -> None:
    good = {"uri": "urn:a", "versioncreated": "2024-10-25T09:00:00Z", "body_text": PORT, "headline": "Port reopens"}
    content = "\n".join([json.dumps(good), '{"uri": "urn', json.dumps({**good, "uri": "urn:b"})])
    copy = read(tmp_path, "feed", content.encode())
    assert copy.articles["guid"].to_list() == ["urn:a", "urn:b"]
    assert copy.errors["path"].to_list() == [f"{tmp_path}/feed#2"]


def test_a_key_that_the_user_names_is_taken_in_ninjs_too() -> None:
    raw = json.dumps({"headline": "Port", "body_text": "Short.", "long": PORT}).encode()
    assert [item.text for item in items(raw, Reading(seeds.Columns(text="long"))) if isinstance(item, Item)] == [PORT]


def settled(raw: bytes) -> None:
    """Fail if reading raises anything but a ValueError of one line."""
    said = ""
    try:
        list(items(raw))
    except ValueError as error:
        said = str(error)
    assert "\n" not in said


@settings(max_examples=60)
@given(
    st.text(alphabet='{}[]":,\\u0d8 aé\n', max_size=60), st.sampled_from(['{"text": "', '[{"body": ', "[[", '{"a"\n'])
)
def test_any_json_like_bytes_are_read_or_refused(tail: str, head: str) -> None:
    settled((head + tail).encode())


@settings(max_examples=60)
@given(st.text(alphabet='",;\t|\r\n\0aé', max_size=60), st.sampled_from(["id,text\n", "text;id\n", '"text"\t"id"\n']))
def test_any_csv_like_bytes_are_read_or_refused(tail: str, head: str) -> None:
    settled((head + tail).encode())
    settled((head + tail).encode("latin-1"))


def test_many_small_records_are_read_in_seconds() -> None:
    raw = "\n".join(json.dumps({"text": f"Ship {number} left the port."}) for number in range(20_000)).encode()
    began = time.monotonic()
    assert len(rows(raw)) == 20_000
    assert time.monotonic() - began < 20


SYSTEMS = {
    "rendered": [
        {
            "id": 7,
            "date": "2024-10-25T10:00:00",
            "title": {"rendered": "The &#8216;old&#8217; port"},
            "content": {"rendered": "<p>The port is open.</p>\n<p>Ships wait.</p>", "protected": False},
            "author": 5,
        }
    ],
    "attributes": {
        "data": [
            {
                "type": "node--article",
                "attributes": {
                    "title": "The ‘old’ port",
                    "published_at": "2024-10-25T10:00:00",
                    "body": {"value": "<p>The port is open.</p><p>Ships wait.</p>", "format": "full_html"},
                },
            }
        ]
    },
    "fields": {
        "response": {
            "results": [
                {
                    "webTitle": "The ‘old’ port",
                    "webPublicationDate": "2024-10-25T10:00:00",
                    "fields": {"body": "<p>The port is open.</p><p>Ships wait.</p>"},
                }
            ]
        }
    },
    "html": {
        "posts": [
            {
                "title": "The ‘old’ port",
                "html": "<p>The port is open.</p><p>Ships wait.</p>",
                "published_at": "2024-10-25T10:00:00",
            }
        ]
    },
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_content_systems_answer_is_read(tmp_path: Path, system: str) -> None:
    (article,) = read(tmp_path, "posts.json", json.dumps(SYSTEMS[system]).encode()).articles.to_dicts()
    assert (article["title"], article["published"]) == ("The ‘old’ port", "2024-10-25T10:00:00")
    assert article["text"] == "The port is open.\n\nShips wait.\n"
    assert article["byline"] is None


def test_a_list_of_authors_is_their_names(tmp_path: Path) -> None:
    record = {
        "text": "The port is open.",
        "authors": [{"name": "Ana Roe"}, {"name": "Rui Melo"}],
        "source": {"name": "Lusa"},
    }
    (article,) = read(tmp_path, "a.json", json.dumps([record]).encode()).articles.to_dicts()
    assert (article["byline"], article["provider"]) == ("Ana Roe, Rui Melo", "Lusa")
