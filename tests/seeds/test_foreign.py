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
    ("en", "Adapted from the German by Ann Moss", "de"),
    ("es", "Adaptado del inglés por Marta Lillo", "en"),
    ("es", "Traductora: Marta Lillo", None),
    ("fr", "Adaptation française : Hugo Tessier", None),
    ("pt", "Tradutora: Rita Antunes", None),
    ("de", "Adaptiert aus dem Englischen von Jens Wulff", "en"),
    ("it", "Traduttore: Piero Neri", None),
    ("ru", "Перевела Анна Котова", None),
    ("ru", "Автор: Жак Ренье. Перевёл Пётр Лосев", None),
    ("ar", "ترجمة وتحرير: سامي حداد", None),
    ("zh", "编译：林晓 审校：王芳", None),
    ("ja", "翻訳・編集：田中由子", None),
    ("ko", "번역·정리=정하윤 기자", None),
]


@pytest.mark.parametrize(("code", "credit", "source"), CREDITS, ids=[credit for _, credit, _ in CREDITS])
def test_a_credit_to_a_translator_is_found_with_the_language_it_names(
    articles: Articles, code: str, credit: str, source: str | None
) -> None:
    signs, origin = found(articles, code, f"{STORIES[code]}\n\n{credit}\n")
    assert signs == [("credit", credit)]
    assert origin["guessed_language"] == source


@pytest.mark.parametrize(
    ("code", "credit", "behind"),
    [
        ("en", "(Translated by Ann Moss)", ""),
        ("es", "(Traducción de Marta Lillo)", ""),
        ("fr", "(Traduction Hugo Tessier)", ""),
        ("pt", "(Tradução: Rita Antunes)", ""),
        ("de", "(Übersetzung: Jens Wulff)", ""),
        ("it", "(Traduzione di Elena Galli)", "."),
        ("ru", "(Перевод Анны Котовой)", ""),
        ("ar", "(ترجمة: سامي حداد)", ""),
        ("zh", "（編譯：林曉）", ""),
        ("zh", "（譯者：林曉/核稿：王芳）", "1140502"),
        ("ja", "（翻訳：田中由子）", ""),
        ("ko", "(번역=정하윤 기자)", ""),
    ],
)
def test_a_translator_in_brackets_behind_the_last_sentence_is_found(
    articles: Articles, code: str, credit: str, behind: str
) -> None:
    signs, _ = found(articles, code, f"{STORIES[code]} {credit}{behind}")
    assert signs == [("credit", credit)]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "She wrote two novels (translated by Ann Moss) and a play."),
        ("en", "The last of them is “The Quay” (translated by Ann Moss in 1990, and out of print), he said."),
        ("zh", "港务局已关闭海湾。（編輯：林曉）1140502"),
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
        ("en", "On the 26th, the council met.", "date-style", "On the 26th"),
        ("en", "The council met on Monday (10-28-2024).", "date-style", "Monday (10-28-2024)"),
        ("en", "The council met on Sunday (27.10.2024).", "date-style", "Sunday (27.10.2024)"),
        ("es", "El consejo se reunió el viernes (25.10.2024).", "date-style", "viernes (25.10.2024)"),
        ("en", "Some 12.000 Danish sailors left.", "number-style", "12.000"),
        ("en", "The dam holds 1.200.000 cubic metres.", "number-style", "1.200.000"),
        ("en", "The town has 25.000 residents.", "number-style", "25.000"),
        ("en", "The army sent 1.200 vehicles.", "number-style", "1.200"),
        ("en", "The army sent 12 000 soldiers.", "number-style", "12 000"),
        ("ko", "병력은 1.200.000명이다.", "number-style", "1.200.000"),
        ("zh", "兵力为12.000人。", "number-style", "12.000"),
        ("en", 'He said: „We wait", and left.', "quotation-marks", '„We wait"'),
        ("ja", "港長は“深刻だ”と述べた。", "quotation-marks", "“深刻だ”"),
        ("de", "In 2024 wurde das Freibad saniert.", "calque", "In 2024"),
        ("ja", "特使はキエフで会談した。", "romanisation", "キエフ"),
        ("ja", "ハリコフの橋が落ちた。", "romanisation", "ハリコフ"),
        ("ko", "특사는 키예프에서 회담했다.", "romanisation", "키예프"),
        ("ko", "특사는 푸친과 통화했다.", "romanisation", "푸친"),
        ("zh", "特使说普丁总统在莫斯科。", "romanisation", "普丁总统"),
        ("ru", "Посол говорил в Бейджинге.", "romanisation", "Бейджинге"),
        ("ru", "Посол ждёт Ким Джонг-уна.", "romanisation", "Ким Джонг-уна"),
        ("ar", "وصل السفير إلى بيجينغ مساء.", "romanisation", "بيجينغ"),
        ("ar", "وبقي السفير وبيجينغ هادئة.", "romanisation", "بيجينغ"),
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
        ("en", "Exports rose to 1.235 million barrels, and the notes pay 2.500 percent."),
        ("en", "She ran it in 9.805 seconds; fuel costs 1.459 euros a litre; the dose is 2.000 grams."),
        ("en", "In 2024 300 people came, and the index lost 3.125 points."),
        ("pt", "O conselho reuniu-se nesta sexta-feira (25/10)."),
        (
            "de",
            "Die Hütte liegt in 2000 Metern Höhe; der Strom reicht in 2000 kleinen Haushalten.",
        ),
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


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "The bus left Odessa, Texas, and Odessa had no other."),
        ("en", "She studied at Peking University and cooks chicken Kiev."),
        ("en", "The council, for its part, is silent. “We are assured that it is safe,” he said."),
        ("en", "The named suspect recalled that in 2019 he was fined."),
        ("es", "El presidente Zelensky llegó ayer."),
        ("de", "Das meldet der Kyiv Independent."),
        ("it", "Il vertice di Seul è finito. Nessun commento da Torino."),
        ("ar", "وصل السفير إلى سيئول مساء."),
        ("ja", "好調の新人が“復活の一発”を放った。"),
        ("ja", "キエフ大公国の歴史を学ぶ。"),
        ("ko", "점심은 북경오리였다."),
        ("fr", "„Nous attendons, a-t-il dit. Puis il est parti. “Enfin.”"),
    ],
)
def test_what_native_copy_writes_is_no_sign(articles: Articles, code: str, sentence: str) -> None:
    assert found(articles, code, f"{STORIES[code]} {sentence}")[0] == []


def test_a_tic_counts_once(articles: Articles) -> None:
    text = f"{STORIES['en']} He manifested that he waits. She manifested that she waits."
    assert [sign for sign, _ in found(articles, "en", text)[0]] == ["calque"]
