"""Signs of another language: translators' credits, formats' links, scripts, styles of numbers and dates."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

import seeds

STORIES: Final = tomllib.loads((Path(__file__).parent / "data" / "stories.toml").read_text("utf-8"))
Articles = Callable[..., pl.DataFrame]


def found(articles: Articles, code: str, text: str) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """Return (sign, words) of a text in a language, and its row of origins."""
    signs, origins = seeds.signs(articles(text).with_columns(language=pl.lit(code)))
    return [(row["sign"], text[row["start"] : row["end"]]) for row in signs.to_dicts()], origins.to_dicts()[0]


CREDITS: Final = [
    ("en", "Translated from the Spanish by Ann Moss", "es"),
    ("en", "(This article was originally published in German)", "de"),
    ("en", "Translation: Colin Drury", None),
    ("es", "Traducido del inglés por Marta Lillo", "en"),
    ("es", "Traducción de Joaquín Rueda", None),
    ("fr", "Traduit de l’anglais par Hugo Tessier", "en"),
    ("fr", "Cet article a été publié initialement en espagnol", "es"),
    ("pt", "Tradução: Rita Antunes", None),
    ("pt", "Traduzido do francês por Rui Faria", "fr"),
    ("de", "Aus dem Russischen von Beate Szymanski", "ru"),
    ("de", "Übersetzung: Jens Wulff", None),
    ("it", "Traduzione di Elena Galli", None),
    ("it", "Tradotto dall’inglese da Piero Neri", "en"),
    ("ru", "Перевод с английского Анны Котовой", "en"),
    ("ar", "ترجمة عن الفرنسية: سامي حداد", "fr"),
    ("zh", "（编译：林晓）", None),
    ("zh", "本文原载于法文周刊", "fr"),
    ("ja", "（翻訳：田中由子）", None),
    ("ja", "原文は英語", "en"),
    ("ko", "번역: 정하윤", None),
    ("ko", "원문은 일본어로 쓰였다.", "ja"),
]


@pytest.mark.parametrize(("code", "credit", "source"), CREDITS, ids=[credit for _, credit, _ in CREDITS])
def test_a_credit_to_a_translator_is_found_with_the_language_it_names(
    articles: Articles, code: str, credit: str, source: str | None
) -> None:
    signs, origin = found(articles, code, f"{STORIES[code]}\n\n{credit}\n")
    assert signs == [("credit", credit)]
    assert origin["guessed_language"] == source


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The book was translated by Ann Moss, who lives in Lund."),
        ("es", "La novela fue traducida del inglés por Marta Lillo."),
        ("de", "Der Roman wurde aus dem Russischen übersetzt und verfilmt."),
        ("ru", "Перевод денег занял два дня."),
        ("ja", "翻訳の仕事は減っている。"),
        ("ko", "번역 일을 하는 정하윤 씨는 부두에 산다."),
    ],
)
def test_an_article_about_translation_is_none(articles: Articles, code: str, sentence: str) -> None:
    signs, _ = found(articles, code, f"{sentence} {STORIES[code]}")
    assert [sign for sign, _ in signs if sign == "credit"] == []


@pytest.mark.parametrize(
    ("code", "sentence", "words", "source"),
    [
        ("en", "The sign on the door says 오늘 휴업 in red.", "오늘 휴업", "ko"),
        ("en", "The mayor, Олена Шевчук, has left.", "Олена Шевчук", "ru"),
        ("de", "Der Bürgermeister Їжак Петро ist gegangen.", "Їжак Петро", "uk"),
        ("es", "El cartel dice 臨時休業 en rojo.", "臨時休業", None),
        ("ru", "На двери написано 오늘.", "오늘", "ko"),
        ("ar", "وكتب على الباب Привет بالأحمر.", "Привет", "ru"),
        ("zh", "门上写着おやすみ。", "おやすみ", "ja"),
        ("ja", "扉には오늘とある。", "오늘", "ko"),
        ("ko", "문에는 おやすみ라고 적혀 있다.", "おやすみ", "ja"),
    ],
)
def test_words_of_another_script_are_found(
    articles: Articles, code: str, sentence: str, words: str, source: str | None
) -> None:
    signs, origin = found(articles, code, f"{STORIES[code]} {sentence}")
    assert signs == [("script", words)]
    assert origin["guessed_language"] == source


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ko", "중국 외교부(外交部)는 답하지 않았다."),
        ("ja", "首相はＥＵとＷＨＯの名を挙げた。"),
        ("ru", "Компания Volkswagen закрыла завод."),
        ("en", "The café in São Paulo charges 5 euros."),
        ("zh", "他说GDP增长了5%。"),
    ],
)
def test_letters_that_are_at_home_are_no_sign(articles: Articles, code: str, sentence: str) -> None:
    assert found(articles, code, f"{STORIES[code]} {sentence}")[0] == []


@pytest.mark.parametrize(
    ("code", "sentence", "sign", "words"),
    [
        ("en", "The quay cost 4,5 million crowns.", "number-style", "4,5"),
        ("en", "The council met on 25 of October.", "date-style", "25 of October"),
        ("en", "The council met on 25.10.2024 in the gym.", "date-style", "25.10.2024"),
        ("fr", "Quelque 12,000 soldats sont partis.", "number-style", "12,000"),
        ("fr", "La dette atteint 4.5 milliards.", "number-style", "4.5"),
        ("pt", "Cerca de 12,000 soldados partiram.", "number-style", "12,000"),
        ("de", "Rund 12,000 Soldaten sind abgereist.", "number-style", "12,000"),
        ("de", "Die Preise stiegen um 4.5 Prozent.", "number-style", "4.5"),
        ("it", "Sono partiti 12,000 soldati.", "number-style", "12,000"),
        ("ru", "Уехали 12,000 солдат.", "number-style", "12,000"),
        ("es", "El consejo se reunió el 10/25/2024 en el gimnasio.", "date-style", "10/25/2024"),
        ("de", "Der Rat tagte am 25/10/2024 in der Halle.", "date-style", "25/10/2024"),
        ("ko", "회의는 10/25/2024 열렸다.", "date-style", "10/25/2024"),
    ],
)
def test_numbers_and_dates_of_another_locale_are_found(
    articles: Articles, code: str, sentence: str, sign: str, words: str
) -> None:
    assert found(articles, code, f"{STORIES[code]} {sentence}")[0] == [(sign, words)]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The quay cost 4.5 million crowns and 12,000 hours."),
        ("fr", "La dette atteint 4,5 milliards, soit 12 000 euros par tête."),
        ("de", "Die Preise stiegen um 4,5 Prozent auf 12.000 Euro, am 25.10.2024."),
        ("it", "Il debito è di 4,5 miliardi, 12.000 euro a testa."),
        ("es", "El consejo se reunió el 25/10/2024 y gastó 12.000 euros."),
        ("ru", "Цены выросли на 4,5 процента, до 12 000 рублей, 25.10.2024."),
        ("zh", "会议于十月一日举行，12,000人参加。"),
    ],
)
def test_numbers_and_dates_as_the_language_writes_them_are_not(articles: Articles, code: str, sentence: str) -> None:
    assert found(articles, code, f"{STORIES[code]} {sentence}")[0] == []


def test_a_link_of_the_format_to_the_original_is_a_sign(tmp_path: Path) -> None:
    item = {
        "uri": "urn:newsml:ellery:9",
        "headline": "Quay to open",
        "body_text": STORIES["en"],
        "language": "en",
        "translated_from": "urn:newsml:ellery:8",
        "versioncreated": "2025-03-01T09:00:00Z",
    }
    (tmp_path / "1.json").write_text(json.dumps(item))
    g2 = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:ellery:10" version="1"><itemMeta>'
        '<link rel="irel:translatedFrom" residref="urn:newsml:ellery:7"/></itemMeta><contentMeta>'
        "<headline>Quay to open again</headline></contentMeta><contentSet><inlineXML>"
        f"<p>{STORIES['en']}</p></inlineXML></contentSet></newsItem>"
    )
    (tmp_path / "2.xml").write_text(g2)
    signs, _ = seeds.signs(seeds.read([tmp_path]).articles)
    assert [(row["sign"], row["evidence"].rpartition(" ")[2]) for row in signs.to_dicts()] == [
        ("metadata", "urn:newsml:ellery:8"),
        ("metadata", "urn:newsml:ellery:7"),
    ]


def test_signs_that_point_to_two_languages_alike_give_no_guess(articles: Articles) -> None:
    text = f"{STORIES['en']} The sign says 오늘 and, below, おやすみ."
    assert found(articles, "en", text)[1]["guessed_language"] is None


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("en", "(Reporting by Ann Moss; Editing by Colin Drury)"),
        ("es", "(Reporte de Marta Lillo; editado por Joaquín Rueda)"),
        ("fr", "sjh/ple/clv"),
        ("de", "mkl/bre"),
    ],
)
def test_what_a_desk_hangs_below_its_copy_signs_it_off(articles: Articles, code: str, ending: str) -> None:
    assert found(articles, code, f"{STORIES[code]}\n\n{ending}\n")[0] == [("sign-off", ending)]


def test_a_desks_initials_below_an_agency_belong_to_its_sign_off(articles: Articles) -> None:
    signs, origin = found(articles, "es", f"{STORIES['es']} EFE\n\njhs/mla\n")
    assert signs == [("sign-off", "EFE\n\njhs/mla")]
    assert origin["relay_chain"] == ["EFE"]


@pytest.mark.parametrize("ending", ["and/or", "(Reporting by phone is free.) He left.", "mkl", "12/14"])
def test_other_last_lines_do_not(articles: Articles, ending: str) -> None:
    assert found(articles, "en", f"{STORIES['en']}\n\nWe closed the bay; {ending}")[0] == []
