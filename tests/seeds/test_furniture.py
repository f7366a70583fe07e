"""Page furniture of eleven languages is set aside and never quoted; sentences like it and sign-offs stay."""

import tomllib
from pathlib import Path

import pytest

import seeds
from seeds.cleaning import clean
from seeds.furniture import is_furniture
from seeds.reading import article_from_text
from seeds.schema import ARTICLES

DATA = tomllib.loads((Path(__file__).parent / "data" / "furniture.toml").read_text(encoding="utf-8"))
TRUE = [(code, line) for code, group in DATA.items() for line in group["furniture"]]
NEAR = [(code, line) for code, group in DATA.items() for line in group["near"]]
SAID = {
    "en": "The mayor said the port would reopen.",
    "es": "El alcalde dijo que el puerto reabrirá.",
    "fr": "Le maire a dit que le port rouvrirait.",
    "pt": "O prefeito disse que o porto vai reabrir.",
    "de": "Der Bürgermeister sagte, dass der Hafen öffnet.",
    "it": "Il sindaco ha detto che il porto riaprirà.",
    "ru": "Мэр сказал, что порт откроется.",
    "ar": "قال رئيس البلدية إن الميناء سيفتح.",
    "zh": "市长表示，港口将重新开放。",
    "ja": "市長は港が再開すると述べた。",
    "ko": "시장은 항구가 다시 열린다고 밝혔다.",
}


@pytest.mark.parametrize(("code", "line"), TRUE)
def test_furniture_is_set_aside(code: str, line: str) -> None:
    assert clean(f"{line}\n\n{SAID[code]}\n\n{line}\n", code).text == SAID[code]


@pytest.mark.parametrize(("code", "line"), NEAR)
def test_what_only_looks_like_furniture_stays(code: str, line: str) -> None:
    assert clean(f"{SAID[code]}\n\n{line}\n", code).text == f"{SAID[code]}\n{line}"


@pytest.mark.parametrize("code", DATA)
def test_furniture_is_no_part_of_a_quote(code: str) -> None:
    """An article with every piece of furniture of its language round it has the quotes that it has without."""
    text = "\n\n".join([*DATA[code]["furniture"], SAID[code], *DATA[code]["furniture"]])
    rows = [article_from_text(copy, "wire.txt") | {"article_id": copy, "language": code} for copy in (text, SAID[code])]
    found = seeds.quotes(ARTICLES.frame(rows)).to_dicts()
    framed = [(row["text"], row["speaker"]) for row in found if row["article_id"] == text]
    assert framed == [(row["text"], row["speaker"]) for row in found if row["article_id"] == SAID[code]]
    assert len(framed) == 1


@pytest.mark.parametrize(
    "line",
    ["(EFE, AFP)", "mkl/AFP", "(Yonhap)", "© AFP", "(с) РИА Новости", "(c) 2024 dpa", "Ct (Efe, AFP)", "rb/dpa"],
)
def test_a_line_that_tells_the_relay_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("URGENT - The port is shut, the mayor said.", "The port is shut, the mayor said."),
        ("(2nd LD) The port is shut, the mayor said. (END)", "The port is shut, the mayor said."),
        ("/FLASH/ Le port est fermé, a dit le maire. ###", "Le port est fermé, a dit le maire."),
        ("СРОЧНО: Порт закрыт, сказал мэр.", "Порт закрыт, сказал мэр."),
        ("[속보] 항구는 닫혔다고 시장은 밝혔다. (끝)", "항구는 닫혔다고 시장은 밝혔다."),
        ("【快讯】港口关闭，市长说。（完）", "港口关闭，市长说。"),
        ("【速報】港は閉鎖されたと市長は述べた。（了）", "港は閉鎖されたと市長は述べた。"),
        ("Der Hafen ist zu, sagte er. (Ende)", "Der Hafen ist zu, sagte er."),
    ],
)
def test_slugs_and_end_marks_are_cut_off_a_line(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Urgent - but not today - is what she said.",
        "ATTENTION is all they need.",
        "The film is called (Endgame).",
    ],
)
def test_words_that_look_like_a_slug_stay(text: str) -> None:
    assert clean(text).text == text


def test_a_wrapped_line_inside_a_sentence_is_no_furniture() -> None:
    wire = (
        "The owners of the ships that wait in the bay have seen the minister's\n"
        "comments\n"
        "on the strike, and they will not answer them before the end of the\n"
        "week, a spokesman of the harbour office told the newspapers of the\n"
        "town on Tuesday.\n"
    )
    assert "minister's comments on the strike" in clean(wire).text
