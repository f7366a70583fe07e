"""Text with its fields above it: the fields fill their columns, the text is read without them."""

import pytest

from seeds.formats import Item, items

BODY = "The port will reopen on Friday, the mayor said.\n\nShips wait outside.\n"


def read(text: str) -> Item:
    (article,) = items(text.encode())
    assert isinstance(article, Item)
    return article


def test_fields_of_yaml_fill_their_columns_and_leave_the_text() -> None:
    article = read(
        "---\ntitle: 'Port: open again'\nlang: en\ndate: 2024-10-25 09:30:00 +0200  # local\nauthors:\n  - Ana Roe\n"
        f"  - Rui Melo\nsource: Lusa\ntags: [port, sea]\n---\n\n{BODY}"
    )
    assert article.text == f"Port: open again\n\n{BODY}"
    assert article.fields == {
        "title": "Port: open again",
        "declared_language": "en",
        "published": "2024-10-25 09:30:00+02:00",
        "byline": "Ana Roe, Rui Melo",
        "provider": "Lusa",
    }


def test_fields_of_toml_and_of_another_language_fill_their_columns() -> None:
    article = read(f'+++\ntitle = "Port reopens"\ndate = 2024-10-25\n+++\n{BODY}')
    assert article.fields == {"title": "Port reopens", "published": "2024-10-25"}
    article = read(f"---\ntítulo: Reabre el puerto\nidioma: es\n---\n{BODY}")
    assert article.fields == {"title": "Reabre el puerto", "declared_language": "es"}


def test_a_folded_value_is_one_line() -> None:
    assert read(f"---\ntitle: >-\n  Port reopens\n  on Friday\n---\n{BODY}").fields["title"] == "Port reopens on Friday"


def test_marks_of_markdown_go_and_a_repeated_title_stands_once() -> None:
    body = "The **port** of [Busan](http://a.example/b) *will* open.\n\n> It is time\n\n![ship](s.jpg)\n- one\n"
    article = read(f"---\ntitle: Port reopens\n---\n# Port reopens\n\n{body}")
    assert article.text == "Port reopens\n\nThe port of Busan will open.\n\nIt is time\n\n\none\n"


def test_html_below_fields_is_read_as_html() -> None:
    assert (
        read("---\ntitle: Port\n---\n<p>It opens.</p><p>Ships wait.</p>").text == "Port\n\nIt opens.\n\nShips wait.\n"
    )


@pytest.mark.parametrize(
    "text",
    [f"---\n{BODY}---\nMore to come.\n", f"---\n\n{BODY}", f"---\nMayor: no\nThe port opens.\n---\n{BODY}"],
)
def test_copy_between_rules_is_copy(text: str) -> None:
    assert read(text).text == text


def test_fields_alone_are_told() -> None:
    with pytest.raises(ValueError, match="without a text"):
        read("---\ntitle: Port\nlang: en\n---\n")
