"""Whose words an outlet carries, and what a Russian office or body is of."""

import polars as pl
import pytest

import seeds
from seeds.knowledge import language
from seeds.quoting.names import take_apart
from seeds.reading import article_from_text
from seeds.schema import ARTICLES


def quoted(text: str, code: str) -> pl.DataFrame:
    return seeds.quotes(ARTICLES.frame([article_from_text(text, "a") | {"article_id": "a", "language": code}]))


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("ru", "Мост через Цну закрыт, передаёт агентство Кавпресс со ссылкой на телеканал «Арсо».", "Арсо"),
        ("ru", "РБК со ссылкой на двух чиновников сообщил, что налог отменят.", "двух чиновников"),
        (
            "ru",
            "Со ссылкой на портовую администрацию ТАСС сообщает, что мост закрыт до утра.",
            "портовую администрацию",
        ),
        ("ru", "По сообщению Bloomberg со ссылкой на посредников, сделка сорвалась.", "посредников"),
        ("es", "El puente está cerrado, informó la agencia EFE citando a fuentes policiales.", "fuentes policiales"),
        ("de", "Die Brücke sei gesperrt, meldete die Agentur dpa unter Berufung auf Rettungskräfte.", "Rettungskräfte"),
        ("it", "Il ponte è chiuso, riferisce l'agenzia Ansa citando fonti mediche.", "fonti mediche"),
        ("en", "The bridge had been shut since dawn, Yonhap reported, citing a port official.", "port official"),
    ],
)
def test_whom_an_outlet_cites_is_the_speaker(code: str, text: str, speaker: str) -> None:
    assert quoted(text, code)["speaker_head"].to_list() == [speaker]


def test_a_person_who_cites_a_report_speaks() -> None:
    assert quoted("Министр, ссылаясь на доклад ООН, заявил, что голода нет.", "ru")["speaker_head"].to_list() == [
        "Министр"
    ]


def test_an_outlet_behind_words_in_marks_is_not_who_ordered_them() -> None:
    found = quoted("Лидер движения Тахир Садр велел сторонникам «сидеть дома», передал телеканал «Сумер».", "ru")
    assert found.filter(pl.col("kind") == "mixed")["speaker_head"].to_list() == ["Тахир Садр"]


@pytest.mark.parametrize(
    ("phrase", "head", "sort"),
    [
        ("министр обороны Гвинеи", "министр обороны Гвинеи", "role"),
        ("бывший советник Трампа", "советник Трампа", "role"),
        ("адвокат Навального", "адвокат Навального", "role"),
        ("прокуратура Тулы", "прокуратура Тулы", "organisation"),
        ("посол Южной Кореи", "посол Южной Кореи", "role"),
        ("Глава Роскосмоса Баканов", "Баканов", "person"),
        ("губернатор Приморья Олег Кожин", "Олег Кожин", "person"),
        ("сенатор Петрова", "Петрова", "person"),
        ("агентство Синьхуа", "Синьхуа", "person"),
    ],
)
def test_a_genitive_behind_a_russian_office_is_no_name(phrase: str, head: str, sort: str) -> None:
    known = language("ru")
    assert known is not None
    named = take_apart(phrase, known)
    assert (phrase[named.head_start : named.head_end], named.sort) == (head, sort)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Режиссёр краток: «Чехов не утешает никого».", "Режиссёр"),
        ("После матча капитан «Зари» был немногословен: «Мы очень старались».", "капитан «Зари»"),
        ("В мэрии разводят руками: «Денег на мост нет».", "мэрии"),
        ("Ветошкиной возразил арендодатель Павел Кучин: «Ключи мне отдали».", "Павел Кучин"),
        ("Вратарь Антон Зинин вышел к трибуне и попросил прощения: «Такое нельзя показывать».", "Антон Зинин"),
        ("«Конфликта нет» — так в пресс-службе театра прокомментировали увольнение.", "пресс-службе театра"),
        ("В министерстве образования «Листку» сообщили, что рейс отменил перевозчик.", "министерстве образования"),
    ],
)
def test_who_speaks_in_a_russian_sentence(text: str, speaker: str) -> None:
    assert quoted(text, "ru")["speaker_head"].to_list() == [speaker]
